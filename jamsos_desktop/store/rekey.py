"""A new data key in place of one that may have leaked, so that the power may go off at any moment.

The key file changes first: it leads to the new key, and holds the earlier one sealed under the new (``lama``). Until
everything stands under the new key both can be had; the earlier one goes last. Whoever opens the desk meanwhile goes
on with it (``desk.rekeying``).
"""

from __future__ import annotations

import secrets

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import key_file, slots, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.key_file import KeyFile, VaultUser
from jamsos_desktop.store.slots import Slot

_NONCE = 12
_UNREADABLE = {"DATA_BUKAN_MILIK_KUNCI_INI", "DATA_RUSAK", "DATA_TIDAK_ADA"}


def name_of(dek: bytes) -> str:
    """Tells data keys apart; says nothing of the key (256 random bits, one way)."""
    return slots.hkdf(dek, b"", b"jamsos-desa|nama-kunci")[:8].hex()


def sealed_file(folder: DataFolder, old: bytes, new: bytes, user: VaultUser, ways: tuple[Slot, ...]) -> KeyFile:
    """The key file that leads to the new key by ``ways`` alone (sealed by ``vault.pin_slot`` and ``words_slot``).

    Everybody else's PIN ends with it. It counts from ``key_file.write`` on.
    """
    file, nonce = key_file.read(folder), secrets.token_bytes(_NONCE)
    lama = nonce + _seal(new).encrypt(nonce, old, file.db_id.encode())
    return msgspec.structs.replace(file, slot=ways, pengguna=(user,), lama=lama)


def earlier(folder: DataFolder, dek: bytes) -> bytes | None:
    """The data key before this one while the change is not finished, else None. Problems: KUNCI_RUSAK, KUNCI_HILANG."""
    file = key_file.read(folder)
    if not file.lama:
        return None
    try:
        return _seal(dek).decrypt(file.lama[:_NONCE], file.lama[_NONCE:], file.db_id.encode())
    except (InvalidTag, ValueError):  # not sealed under this key: nothing to go on with
        return None


def key_in_use(folder: DataFolder, dek: bytes) -> bytes:
    """Which of the two keys the data file stands under now: backups of the desk's own are under the same.

    A damaged file is under the earlier one, for only what is finished is under the new one alone.
    """
    old = earlier(folder, dek)
    return dek if old is None or _opens(folder, dek) else old


def change_data(folder: DataFolder, old: bytes, new: bytes) -> None:
    """Put the data file under the new key, unless it is. Problems: those of the engine; then it is as it was."""
    if _opens(folder, new):
        return
    with Database(folder.database, vault.subkey(old, "db")) as db:
        db.rekey(vault.subkey(new, "db"))


def forget_earlier(folder: DataFolder) -> None:
    """The last step: the earlier key is gone for good."""
    file = key_file.read(folder)
    if file.lama:
        key_file.write(folder, msgspec.structs.replace(file, lama=b""))


def _opens(folder: DataFolder, dek: bytes) -> bool:
    if not folder.database.is_file() or not folder.database.stat().st_size:
        return False  # an emptied file would be opened as a new one
    try:
        Database(folder.database, vault.subkey(dek, "db")).close()
    except Problem as problem:
        if problem.kode not in _UNREADABLE:
            raise
        return False
    return True


def _seal(dek: bytes) -> AESGCM:
    return AESGCM(vault.subkey(dek, "lama"))
