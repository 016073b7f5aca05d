"""How much memory a bench took at most."""

from __future__ import annotations

import resource
from pathlib import Path


def peak() -> float:
    """MB at most in memory since this program began (``ru_maxrss`` would carry on that of the parent process)."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
