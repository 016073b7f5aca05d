"""``kunci.json`` and its twin: the key slots and the names of those who have one, written whole, mended by the twin."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.private import write_private
from jamsos_desktop.store.slots import Slot, sound
from jamsos_desktop.store.vault_user import VERSION as VERSION
from jamsos_desktop.store.vault_user import VaultUser as VaultUser


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``cek`` finds damage (not malice: that is what the sealing is for).

    ``pengguna``: names for the lock page, before anything is open. ``lama``: the data key before this one, sealed
    under this one, while the desk is carried over to a new key; empty otherwise.
    """

    versi: int
    db_id: str
    slot: tuple[Slot, ...]
    cek: str = ""
    pengguna: tuple[VaultUser, ...] = ()
    lama: bytes = b""


class _Head(msgspec.Struct, frozen=True):
    versi: int


def exists(folder: DataFolder) -> bool:
    """Whether the key file or its twin is there, readable or not."""
    return folder.keys.exists() or folder.keys_copy.exists()


def write(folder: DataFolder, file: KeyFile) -> None:
    """Put the file and its twin in place. Problems: DISK_PENUH, TIDAK_BISA_TULIS."""
    file = msgspec.structs.replace(file, versi=VERSION)
    whole = msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(file, cek=check(file))), indent=1)
    write_private(folder.keys, whole)
    write_private(folder.keys_copy, whole)


def read(folder: DataFolder) -> KeyFile:
    """The keys file, or its twin when the first is damaged; the damaged one is then mended.

    Problems: KUNCI_HILANG, KUNCI_RUSAK, VERSI_BARU.
    """
    if not exists(folder):
        raise Problem("KUNCI_HILANG", "File kunci.json tidak ada di folder data.", TIDAK_BERUBAH,
                      "Kembalikan kunci.json dari cadangan; tanpa itu data tidak dapat dibuka.")
    first, twin = _bytes_of(folder.keys), _bytes_of(folder.keys_copy)
    try:
        if file := decode(first):
            return file
    except Problem:  # one flipped bit can make a version: then its own checksum does not fit
        if _fits_its_sum(first) or _decoded_twin(twin) is None:
            raise
    file = decode(twin)
    if file is None:
        raise Problem("KUNCI_RUSAK", "File kunci.json dan salinannya rusak.", "Data peserta tidak disentuh.",
                      "Kembalikan kunci.json dari cadangan.")
    with suppress(Problem):  # a folder that cannot be written can still be read
        write_private(folder.keys, twin)
    return file


def mend_twin(folder: DataFolder) -> None:
    """See that the twin says what the file says, and the other way round. Problems: as ``read`` and ``write``."""
    file = read(folder)
    if decode(_bytes_of(folder.keys_copy)) != file:
        write(folder, file)


def decode(data: bytes) -> KeyFile | None:
    """The file, or None when damaged. Problem VERSI_BARU when a newer program wrote it."""
    try:
        if msgspec.json.decode(data, type=_Head).versi > VERSION:
            raise Problem("VERSI_BARU", "Data ini dibuat oleh aplikasi yang lebih baru.", TIDAK_BERUBAH,
                          "Pasang Jamsos Desa versi terbaru.")
        file = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    whole = file.cek == check(file) and file.slot and all(map(sound, file.slot))
    return file if whole else None


def _decoded_twin(data: bytes) -> KeyFile | None:
    try:
        return decode(data)
    except Problem:
        return None


def _fits_its_sum(data: bytes) -> bool:
    """Whether a file of whatever version is as it was written: later ones keep the rule of ``check``, or have none."""
    plain: dict[str, Any] = msgspec.json.decode(data)
    return "cek" not in plain or bool(plain["cek"] == _sum({**plain, "cek": ""}))


def check(file: KeyFile) -> str:
    """The checksum of everything else in the file; what version 1 did not know counts only where it stands there."""
    plain: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(file, cek=""))
    return _sum(plain)


def _sum(plain: dict[str, Any]) -> str:
    for key in ("pengguna", "lama"):
        if not plain.get(key):
            plain.pop(key, None)
    return hashlib.sha256(msgspec.json.encode(plain, order="sorted")).hexdigest()[:16]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
