"""This laptop's own secret: 32 random bytes that never leave it, sealed by the system where it can.

A line in ``perangkat.rahasia``: the form, then the bytes as hex; two lines while a new secret takes the place of an
earlier one. ``dpapi``: Windows sealed them for whoever is logged
in, so that the file is of no use to another account or on another laptop. ``mentah``: as they are, readable by the
owner of the file alone. What one form wrote is read by no other: the file was brought here.
"""

from __future__ import annotations

import sys
from typing import Protocol

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.private import write_private

SIZE = 32


class Sealing(Protocol):
    """How a secret is kept on this system: the name of the form, and both ways. Both raise OSError."""

    form: str

    def seal(self, secret: bytes) -> bytes:
        """As it is written down."""

    def unseal(self, sealed: bytes) -> bytes:
        """As it was before ``seal``."""


class Plain:
    """As it is: only the rights of the file keep it."""

    form = "mentah"

    def seal(self, secret: bytes) -> bytes:
        """The same bytes."""
        return secret

    def unseal(self, sealed: bytes) -> bytes:
        """The same bytes."""
        return sealed


if sys.platform == "win32":
    def sealing() -> Sealing:
        """Windows keeps it for whoever is logged in."""
        from jamsos_desktop.store import dpapi

        return dpapi.system()
else:
    def sealing() -> Sealing:
        """This system has nothing of its own that is there on every laptop."""
        return Plain()


def write(folder: DataFolder, *secrets: bytes) -> None:
    """Keep the secret of this laptop, or two. Problems: DISK_PENUH, TIDAK_BISA_TULIS, RAHASIA_TIDAK_DIKUNCI."""
    way = sealing()
    try:
        lines = [f"{way.form} {way.seal(one).hex()}\n" for one in secrets]
    except OSError as cause:
        raise Problem("RAHASIA_TIDAK_DIKUNCI", "Windows menolak mengunci rahasia laptop ini.", TIDAK_BERUBAH,
                      "Keluar dari Windows, masuk lagi, lalu ulangi.") from cause
    write_private(folder.device_secret, "".join(lines).encode())


def read(folder: DataFolder) -> tuple[bytes, ...]:
    """The secret, or both. Problem BUKAN_LAPTOP_INI when it is not here, damaged, or sealed by another laptop."""
    try:
        way = sealing()
        lines = [line.partition(" ") for line in folder.device_secret.read_text("ascii").splitlines()]
        found = tuple(way.unseal(bytes.fromhex(text)) if form == way.form else b"" for form, _, text in lines)
    except (OSError, ValueError) as cause:
        raise other_laptop() from cause
    if not found or any(len(one) != SIZE for one in found):
        raise other_laptop()
    return found


def other_laptop() -> Problem:
    """The Problem BUKAN_LAPTOP_INI, to raise."""
    return Problem("BUKAN_LAPTOP_INI", "Data ini berasal dari laptop lain, atau rahasia laptop ini hilang.",
                   "Data Anda tetap terkunci dan utuh.", "Buka dengan 12 kata di lembar pemulihan.")
