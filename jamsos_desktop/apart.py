"""Work on files of unknown make is done apart: by this same program, started again under a hidden verb.

A hostile file can end the process that reads it, or fill its memory. The other process has bounded memory, gets no
PIN, and its answer comes back through a pipe (``bounds`` bounds it).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from jamsos_desktop import paths

# A child lives for one file: on Linux it need not give memory back while it works, and may take it in large pages
# (both together a sixth of the time of reading).
_KEEP = {"MALLOC_MMAP_THRESHOLD_": "1000000000", "MALLOC_TRIM_THRESHOLD_": "1000000000",
         "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def start(verb: str, arguments: Sequence[str], *, fed: bool = False) -> subprocess.Popen[bytes]:
    """This program again under ``verb``; it answers on its standard output. ``fed``: it is given bytes to read."""
    # A PIN in the environment is none of the child's business.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("JAMSOS_")}
    environment |= _KEEP
    return subprocess.Popen([*paths.self_command(), verb, *arguments],
                            stdin=subprocess.PIPE if fed else subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.DEVNULL, env=environment,
                            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))


def ask(verb: str, arguments: Sequence[str], data: bytes, seconds: float) -> bytes:
    """What the child answers to ``data``; b"" when it ended without one. Raises TimeoutError after ``seconds``."""
    with start(verb, arguments, fed=True) as child:
        try:
            return child.communicate(data, timeout=seconds)[0]
        except subprocess.TimeoutExpired as late:
            raise TimeoutError(verb) from late
        finally:
            child.kill()
