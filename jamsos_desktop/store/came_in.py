"""Who came in to a data file that nobody has looked at yet: kept beside it, sealed, until the history may be written.

A program that is killed in that second, or a file that turns out damaged, loses no entry: whoever opens the desk next
writes what still waits here. Sealed under a key of its own, so that nobody can write somebody else in.
"""

from __future__ import annotations

import secrets
from datetime import datetime

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import vault
from jamsos_desktop.store.history import Actor
from jamsos_desktop.store.private import write_private

_NONCE = 12
_MOST = 100  # programs killed one after the other, each in its first second


class CameIn(msgspec.Struct, frozen=True):
    """An entry to come: who, by the id of the person, when, and what is told beside it. ``tanda`` tells it apart."""

    tanda: str
    pelaku: str
    perangkat: str
    waktu: datetime
    user: str
    alasan: str

    @property
    def actor(self) -> Actor:
        return Actor(self.pelaku, self.perangkat, self.waktu)


def keep(folder: DataFolder, dek: bytes, entry: CameIn) -> None:
    """Write it down, durably. Problems: DISK_PENUH, TIDAK_BISA_TULIS."""
    held, nonce = [*waiting(folder, dek), entry][-_MOST:], secrets.token_bytes(_NONCE)
    write_private(folder.came_in, nonce + _seal(dek).encrypt(nonce, msgspec.json.encode(held), None))


def waiting(folder: DataFolder, dek: bytes) -> list[CameIn]:
    """What still waits, in the order it came; a file that this key does not open says nothing."""
    try:
        data = folder.came_in.read_bytes()
        return msgspec.json.decode(_seal(dek).decrypt(data[:_NONCE], data[_NONCE:], None), type=list[CameIn])
    except (OSError, InvalidTag, ValueError):  # msgspec's own errors are ValueErrors
        return []


def forget(folder: DataFolder) -> None:
    """The history has it all. Problems of the folder: OSError."""
    folder.came_in.unlink(missing_ok=True)


def _seal(dek: bytes) -> AESGCM:
    return AESGCM(vault.subkey(dek, "masuk"))
