"""Windows' own calls about drives: which can be pulled out, and taking one out.

The library is handed in, so that the calls are made the same way wherever the tests run; ``system`` gives Windows'
own. Used by ``drives`` and ``eject`` alone.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

REMOVABLE = 2  # DRIVE_REMOVABLE
READ_WRITE = 0x80000000 | 0x40000000  # GENERIC_READ, GENERIC_WRITE
SHARED = 0x1 | 0x2  # FILE_SHARE_READ, FILE_SHARE_WRITE: others may hold the volume, the lock tells
OPEN_EXISTING = 3
INVALID_HANDLE = ctypes.c_void_p(-1).value
LOCK, DISMOUNT = 0x00090018, 0x00090020  # FSCTL_LOCK_VOLUME, FSCTL_DISMOUNT_VOLUME
ALLOW_REMOVAL, EJECT = 0x002D4804, 0x002D4808  # IOCTL_STORAGE_MEDIA_REMOVAL, IOCTL_STORAGE_EJECT_MEDIA
TRIES, PAUSE = 20, 0.25  # a virus scanner lets a stick go within seconds

# Name, what comes back, then what goes in.
SHAPES: dict[str, tuple[Any, ...]] = {
    "GetDriveTypeW": (ctypes.c_uint32, ctypes.c_wchar_p),
    "CreateFileW": (ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p,
                    ctypes.c_uint32, ctypes.c_uint32, ctypes.c_void_p),
    "DeviceIoControl": (ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_uint32,
                        ctypes.c_void_p, ctypes.c_uint32, ctypes.POINTER(ctypes.c_uint32), ctypes.c_void_p),
    "CloseHandle": (ctypes.c_int, ctypes.c_void_p),
}


class Busy(Exception):
    """Another program holds a file of the drive open."""


class Volumes(NamedTuple):
    """Drives by this library; ``failure`` makes the error of the call that just failed."""

    kernel32: Any
    failure: Callable[[], OSError]

    def can_be_pulled(self, root: str) -> bool:
        """Whether the drive of this root ("E:/") is one that people pull out."""
        letter = letter_of(root)
        return bool(letter) and int(self.kernel32.GetDriveTypeW(f"{letter}:\\")) == REMOVABLE

    def take_out(self, root: str) -> Iterator[float]:
        """Write all out and let the drive go. Yields how long to wait before it tries again; raises Busy, OSError.

        Nothing is forced: a drive somebody uses stays as it is.
        """
        volume = self.kernel32.CreateFileW(f"\\\\.\\{letter_of(root)}:", READ_WRITE, SHARED, None, OPEN_EXISTING, 0,
                                           None)
        if volume in (None, INVALID_HANDLE):
            raise self.failure()
        try:
            for _ in range(TRIES):
                if self._ask(volume, LOCK):
                    break
                yield PAUSE
            else:
                raise Busy(root)
            if not self._ask(volume, DISMOUNT):
                raise self.failure()
            # Some sticks know neither; dismounted and let go of they may be pulled out all the same.
            if self._ask(volume, ALLOW_REMOVAL, b"\0"):
                self._ask(volume, EJECT)
        finally:
            self.kernel32.CloseHandle(volume)  # which takes the lock off

    def _ask(self, volume: int, code: int, given: bytes = b"") -> bool:
        returned = ctypes.c_uint32()
        held = ctypes.create_string_buffer(given, len(given)) if given else None
        return bool(self.kernel32.DeviceIoControl(volume, code, held, len(given), None, 0, ctypes.byref(returned),
                                                  None))


def letter_of(root: str) -> str:
    """The letter of a drive's root, "" when it has none (a volume in a folder)."""
    found = re.fullmatch(r"([A-Za-z]):[/\\]?", root)
    return found.group(1).upper() if found else ""


if sys.platform == "win32":
    def system() -> Volumes | None:
        """Windows' own kernel32, with the shapes told to ctypes."""
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        for name, shape in SHAPES.items():
            function = getattr(kernel32, name)
            function.restype, function.argtypes = shape[0], shape[1:]
        return Volumes(kernel32, lambda: ctypes.WinError(ctypes.get_last_error()))
else:
    def system() -> Volumes | None:
        """None: this is another system."""
        return None
