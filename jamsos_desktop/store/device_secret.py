"""This laptop's own secret: 32 random bytes that never leave it, sealed by the system where it can."""

from __future__ import annotations

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.private import write_private


def write(folder: DataFolder, secret: bytes) -> None:
    """Keep the secret of this laptop. ``mentah`` = as it is; a system that seals it gets a word of its own."""
    write_private(folder.device_secret, b"mentah " + secret.hex().encode() + b"\n")


def read(folder: DataFolder) -> bytes:
    """The secret. Problem BUKAN_LAPTOP_INI when it is not here, damaged, or sealed by another laptop."""
    try:
        form, _, text = folder.device_secret.read_text("ascii").strip().partition(" ")
        if form == "mentah" and len(text) == 64:
            return bytes.fromhex(text)
    except (OSError, ValueError) as cause:
        raise other_laptop() from cause
    raise other_laptop()


def other_laptop() -> Problem:
    return Problem("BUKAN_LAPTOP_INI", "Data ini berasal dari laptop lain, atau rahasia laptop ini hilang.",
                   "Data Anda tetap terkunci dan utuh.", "Buka dengan 12 kata di lembar pemulihan.")
