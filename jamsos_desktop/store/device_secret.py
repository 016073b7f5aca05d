"""This laptop's own secret: 32 random bytes that never leave it, sealed by the system where it can.

A line in ``perangkat.rahasia``: the form, then the bytes as hex; two lines while a new secret takes the place of an
earlier one. ``dpapi``: Windows sealed them for whoever is logged
in, so that the file is of no use to another account or on another laptop. ``mentah``: as they are, readable by the
owner of the file alone. What one form wrote is read by no other: the file was brought here.
"""

from __future__ import annotations

import sys

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.private import write_private

SIZE = 32

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    FORM = "dpapi"
    _NEVER_ASK = 0x1  # CRYPTPROTECT_UI_FORBIDDEN

    class _Blob(ctypes.Structure):
        """DATA_BLOB of wincrypt.h."""

        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))

    def _system(name: str, given: bytes) -> bytes:
        """CryptProtectData or CryptUnprotectData of crypt32 (same parameters). Raises OSError."""
        held = ctypes.create_string_buffer(given, len(given))
        source, made = _Blob(len(given), ctypes.cast(held, ctypes.POINTER(ctypes.c_char))), _Blob()
        if not getattr(ctypes.WinDLL("crypt32", use_last_error=True), name)(
                ctypes.byref(source), None, None, None, None, _NEVER_ASK, ctypes.byref(made)):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            return ctypes.string_at(made.data, made.size)
        finally:
            free = ctypes.WinDLL("kernel32").LocalFree
            free.argtypes = (ctypes.c_void_p,)
            free(ctypes.cast(made.data, ctypes.c_void_p))

    def _seal(secret: bytes) -> bytes:
        return _system("CryptProtectData", secret)

    def _unseal(sealed: bytes) -> bytes:
        return _system("CryptUnprotectData", sealed)
else:
    FORM = "mentah"

    def _seal(secret: bytes) -> bytes:
        return secret

    def _unseal(sealed: bytes) -> bytes:
        return sealed


def write(folder: DataFolder, *secrets: bytes) -> None:
    """Keep the secret of this laptop, or two. Problems: DISK_PENUH, TIDAK_BISA_TULIS."""
    write_private(folder.device_secret, "".join(f"{FORM} {_seal(one).hex()}\n" for one in secrets).encode())


def read(folder: DataFolder) -> tuple[bytes, ...]:
    """The secret, or both. Problem BUKAN_LAPTOP_INI when it is not here, damaged, or sealed by another laptop."""
    try:
        lines = [line.partition(" ") for line in folder.device_secret.read_text("ascii").splitlines()]
        found = tuple(_unseal(bytes.fromhex(text)) if form == FORM else b"" for form, _, text in lines)
    except (OSError, ValueError) as cause:
        raise other_laptop() from cause
    if not found or any(len(one) != SIZE for one in found):
        raise other_laptop()
    return found


def other_laptop() -> Problem:
    return Problem("BUKAN_LAPTOP_INI", "Data ini berasal dari laptop lain, atau rahasia laptop ini hilang.",
                   "Data Anda tetap terkunci dan utuh.", "Buka dengan 12 kata di lembar pemulihan.")
