"""Loaded by `make coverage` alone: what was walked is written down before a process ends, however it ends.

The program ends the readers of foreign files (hidden verbs ``_baca-``) the moment their answer is whole, which is too
soon for `coverage` to save. Every other process is killed as it always is. A worker of the suite writes with its last
test: once its libraries are taken down, a fault of theirs would lose half of all that was walked.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress

SECONDS = 2.0  # of patience; one that never ends is killed after them
_kill = subprocess.Popen.kill


def pytest_sessionfinish() -> None:
    """In every worker, and in the process that leads them."""
    from coverage import Coverage

    walked = Coverage.current()
    if walked is not None:
        walked.save()


def _end(self: subprocess.Popen[bytes]) -> None:
    words = self.args if isinstance(self.args, list | tuple) else ()
    if any(str(word).startswith("_baca-") for word in words):
        with suppress(subprocess.TimeoutExpired):
            self.wait(SECONDS)
    _kill(self)


subprocess.Popen.kill = _end  # type: ignore[method-assign]
