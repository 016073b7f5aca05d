"""Sealing bytes for whoever is logged in to Windows: the two calls of crypt32 that do it, with their exact shapes.

What is sealed here opens in no other account and on no other laptop. The libraries are handed in, so that the calls
are made the same way wherever the tests run; ``system`` gives Windows' own.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

NEVER_ASK = 0x1  # CRYPTPROTECT_UI_FORBIDDEN
SEAL, UNSEAL, FREE = "CryptProtectData", "CryptUnprotectData", "LocalFree"


class Blob(ctypes.Structure):
    """DATA_BLOB of wincrypt.h. Sizes are written out: a DWORD has 32 bits on every system of ours."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.c_void_p))


# What comes back, then what goes in: data, description, entropy, reserved, prompt, flags, result.
CRYPT_SHAPE = (ctypes.c_int, ctypes.POINTER(Blob), ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p,
               ctypes.c_void_p, ctypes.c_uint32, ctypes.POINTER(Blob))
FREE_SHAPE = (ctypes.c_void_p, ctypes.c_void_p)


class Dpapi:
    """``seal`` and ``unseal`` by these libraries; ``failure`` makes the error of the call that just failed."""

    form = "dpapi"

    def __init__(self, crypt32: Any, kernel32: Any, failure: Callable[[], OSError]) -> None:
        self._crypt32, self._kernel32, self._failure = crypt32, kernel32, failure

    def seal(self, secret: bytes) -> bytes:
        """``secret`` as only this account on this laptop opens it. Raises OSError."""
        return self._call(SEAL, secret)

    def unseal(self, sealed: bytes) -> bytes:
        """What was sealed. Raises OSError: another account, another laptop, damage."""
        return self._call(UNSEAL, sealed)

    def _call(self, name: str, given: bytes) -> bytes:
        held = ctypes.create_string_buffer(given, len(given))
        source, made = Blob(len(given), ctypes.addressof(held)), Blob()
        try:
            if not getattr(self._crypt32, name)(ctypes.byref(source), None, None, None, None, NEVER_ASK,
                                                ctypes.byref(made)):
                raise self._failure()
            return ctypes.string_at(made.data, made.size)
        finally:
            ctypes.memset(held, 0, len(given))  # neither copy of a secret stays in memory that is given back
            if made.data:
                ctypes.memset(made.data, 0, made.size)
                self._kernel32.LocalFree(made.data)


if sys.platform == "win32":
    def system() -> Dpapi:
        """Windows' own, with the shapes told to ctypes."""
        crypt32, kernel32 = (ctypes.WinDLL(name, use_last_error=True) for name in ("crypt32", "kernel32"))
        for library, name, shape in ((crypt32, SEAL, CRYPT_SHAPE), (crypt32, UNSEAL, CRYPT_SHAPE),
                                     (kernel32, FREE, FREE_SHAPE)):
            function = getattr(library, name)
            function.restype, function.argtypes = shape[0], shape[1:]
        return Dpapi(crypt32, kernel32, lambda: ctypes.WinError(ctypes.get_last_error()))
