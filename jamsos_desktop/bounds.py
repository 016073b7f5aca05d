"""The bounds of a child process, set by itself when it begins; a room of its own so that it starts with little."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    def bound(memory: int, seconds: float = 0.0) -> None:
        """In the child: at most ``memory`` bytes, ``seconds`` of work (0: any), no box and no report when it dies."""
        from jamsos_desktop import job_object

        job_object.confine(*job_object.system(), memory, seconds)
else:
    def bound(memory: int, seconds: float = 0.0) -> None:
        """In the child: at most ``memory`` bytes, and no core file with people in it. ``seconds`` of work, 0 any: it
        ends also when the program that asked is gone."""
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
