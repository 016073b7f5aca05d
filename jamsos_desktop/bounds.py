"""The bounds of a child process, set by itself when it begins; a room of its own so that it starts with little."""

from __future__ import annotations

import sys


def bound(memory: int, seconds: float = 0.0) -> None:
    """In the child: at most ``memory`` bytes, and no core file with people in it (not on Windows). ``seconds`` of
    work, 0 any: it ends also when the program that asked is gone."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
