"""Words of the windowed program where there is no window: a box of the system on Windows, else standard error.

Knows nothing of Qt: it also has to speak when Qt itself cannot be loaded.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from jamsos_desktop import faults

TITLE = "Jamsos Desa"
ERROR, IN_FRONT = 0x10, 0x10000  # MB_ICONERROR, MB_SETFOREGROUND
Box = Callable[[int | None, str, str, int], int]  # user32.MessageBoxW: owner, text, title, kind

APOLOGY = ("Jamsos Desa tidak bisa dibuka karena kesalahan di aplikasi.\n"
           "Data yang sudah tersimpan aman.\n"
           "Mulai ulang laptop, lalu coba lagi. Bila tetap begini, foto layar ini dan kirim ke DPMD.\n\n")


def say(words: str, box: Box | None = None) -> None:
    """Show these words and wait until they were read; ``box``: the system's, where it has one."""
    box = box or _of_the_system()
    if box is None:
        sys.stderr.write(words)
    else:
        box(None, words, TITLE, ERROR | IN_FRONT)


def tell_fault(fault: BaseException, box: Box | None = None) -> int:
    """A fault of ours before there was a window: its kind and places, without anybody's data. The exit code."""
    say(f"{APOLOGY}{faults.told(fault)}\n", box)
    return 1


def _of_the_system() -> Box | None:
    if sys.platform != "win32":
        return None
    import ctypes

    found: Box = ctypes.windll.user32.MessageBoxW
    return found
