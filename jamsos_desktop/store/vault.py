"""The vault: one random data key, wrapped in key slots that a PIN, this laptop or twelve words open.

``kunci.json`` (and its twin) holds the data key several times, each copy sealed for another way in:

* ``perangkat``: this laptop's secret alone; the desk opens unasked.
* ``pin``: the PIN and this laptop's secret together; a copied folder is useless without the laptop.
* ``pemulihan``: twelve words on paper (112 random bits, 8 check bits), on any laptop.

A slot is AES-256-GCM under a key from HKDF; PIN and words go through Argon2id first. What is written
beside a sealed key (database, slot, kind, user, laptop, cost of the key derivation) is bound to it,
so nothing there can be changed or moved to another slot. A slot more is one entry more in ``slot``.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.private import write_private
from jamsos_desktop.store.words import WORD_BYTES, entropy_of, words_of

VERSION = 1
SUBKEYS = ("db", "cetak", "riwayat", "lampiran", "cadangan", "mesin")
# RFC 9106, second recommended set with one lane: 64 MiB, three passes (about 200 ms on a village laptop).
MEMORY_KIB, PASSES = 65536, 3
_MOST_MEMORY_KIB, _MOST_PASSES = 1 << 20, 16
_SETUP_LEFTOVERS = {"log", "permintaan"}

Kind = Literal["perangkat", "pin", "pemulihan"]


class Created(NamedTuple):
    """A new vault: the data key (32 bytes) and the twelve words, which are shown this once only."""

    dek: bytes
    words: tuple[str, ...]


class _Kdf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the slot's key is derived; ``m`` is KiB. Without Argon2id (``hkdf``) m and t are 0."""

    cara: Literal["argon2id", "hkdf"]
    garam: bytes
    m: int = 0
    t: int = 0


class _Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sealed copy of the data key. ``perangkat`` names the laptop without telling its secret."""

    id: str
    jenis: Kind
    pengguna: str
    perangkat: str
    kdf: _Kdf
    isi: bytes


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``kunci.json``. ``cek`` finds damage (not malice: that is what the sealing is for)."""

    versi: int
    db_id: str
    slot: tuple[_Slot, ...]
    cek: str = ""


class _Head(msgspec.Struct, frozen=True):
    versi: int


def create(folder: DataFolder, pin: str | None, db_id: str) -> Created:
    """Make the vault of a new desk; with a PIN it opens by PIN, without one on this laptop unasked.

    ``pin``: 6 digits. Problems: SUDAH_DISIAPKAN, PIN_BENTUK, DISK_PENUH, TIDAK_BISA_TULIS.
    """
    _check_pin(pin)
    _refuse_if_in_use(folder)
    dek, device, entropy = (secrets.token_bytes(n) for n in (32, 32, WORD_BYTES))
    daily: Kind = "perangkat" if pin is None else "pin"
    slots = (_seal(db_id, daily, (pin or "").encode(), device, dek), _seal(db_id, "pemulihan", entropy, b"", dek))
    _write_device_secret(folder, device)
    _write(folder, _File(VERSION, db_id, slots))
    return Created(dek, words_of(entropy))


def adopt(folder: DataFolder, dek: bytes, pin: str | None) -> None:
    """Give keys that came from another laptop a way in on this one; the ways in of that laptop end here.

    ``dek``: as the twelve words opened it, which stay valid. Problems: as ``create``, KUNCI_RUSAK.
    """
    _check_pin(pin)
    file, device = _read(folder), secrets.token_bytes(32)
    daily: Kind = "perangkat" if pin is None else "pin"
    words = tuple(slot for slot in file.slot if slot.jenis == "pemulihan")
    _write_device_secret(folder, device)
    _write(folder, _File(VERSION, file.db_id, (_seal(file.db_id, daily, (pin or "").encode(), device, dek), *words)))


def _check_pin(pin: str | None) -> None:
    if pin is not None and not re.fullmatch(r"[0-9]{6}", pin):
        raise Problem("PIN_BENTUK", "PIN harus 6 angka.", TIDAK_BERUBAH,
                      "Isi 6 angka yang tidak mudah ditebak.")


def open_with_device(folder: DataFolder) -> bytes | None:
    """The data key by this laptop alone; None when this desk asks for a PIN.

    Problems: BUKAN_LAPTOP_INI, KUNCI_RUSAK, KUNCI_HILANG.
    """
    file = _read(folder)
    slots = [s for s in file.slot if s.jenis == "perangkat"]
    if not slots:
        return None
    device = _read_device_secret(folder)
    dek = _first_open(file.db_id, slots, b"", device)
    if dek is None:
        raise _other_laptop()
    return dek


def open_with_pin(folder: DataFolder, pin: str) -> bytes:
    """The data key by PIN on this laptop. Problems: PIN_SALAH, BUKAN_LAPTOP_INI, KUNCI_RUSAK, TANPA_PIN."""
    file = _read(folder)
    slots = [s for s in file.slot if s.jenis == "pin"]
    if not slots:
        raise Problem("TANPA_PIN", "Data ini belum memakai PIN.", TIDAK_BERUBAH, "Buka tanpa PIN.")
    device = _read_device_secret(folder)
    if not any(s.perangkat == _name_of(device) for s in slots):
        raise _other_laptop()
    dek = _first_open(file.db_id, slots, pin.encode(), device)
    if dek is None:
        raise Problem("PIN_SALAH", "PIN tidak cocok.", "Data Anda tetap terkunci dan utuh.",
                      "Coba lagi, atau pakai 12 kata di lembar pemulihan.")
    return dek


def open_with_words(folder: DataFolder, words: Sequence[str]) -> bytes:
    """The data key by the twelve words, on any laptop. Problems: those of ``words.entropy_of``, KATA_BUKAN_DESA_INI."""
    file = _read(folder)
    dek = _first_open(file.db_id, [s for s in file.slot if s.jenis == "pemulihan"], entropy_of(words), b"")
    if dek is None:
        raise Problem("KATA_BUKAN_DESA_INI", "12 kata ini benar, tetapi bukan untuk data ini.",
                      TIDAK_BERUBAH, "Periksa nama desa dan tanggal di lembar pemulihan.")
    return dek


def kinds(folder: DataFolder) -> set[str]:
    """Which ways in there are: ``perangkat``, ``pin``, ``pemulihan``; empty where no vault was made."""
    if not (folder.keys.exists() or folder.keys_copy.exists()):
        return set()
    return {s.jenis for s in _read(folder).slot}


def database_id(folder: DataFolder) -> str:
    """Which database these keys belong to."""
    return _read(folder).db_id


def subkey(dek: bytes, name: str) -> bytes:
    """The 32-byte key for one use; see SUBKEYS."""
    if name not in SUBKEYS:
        raise ValueError(f"no such use of the data key: {name}")
    return _hkdf(dek, b"", b"jamsos-desa|kunci|" + name.encode())


# --- sealing -----------------------------------------------------------------------------------


def _seal(db_id: str, kind: Kind, secret: bytes, device: bytes, dek: bytes, user: str = "") -> _Slot:
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    kdf = _Kdf("argon2id", salt, MEMORY_KIB, PASSES) if secret else _Kdf("hkdf", salt)
    slot = _Slot(secrets.token_hex(4), kind, user, _name_of(device) if device else "", kdf, b"")
    sealed = AESGCM(_slot_key(slot, secret, device)).encrypt(nonce, dek, _bound(db_id, slot))
    return msgspec.structs.replace(slot, isi=nonce + sealed)


def _first_open(db_id: str, slots: Sequence[_Slot], secret: bytes, device: bytes) -> bytes | None:
    """The data key of the first slot that these secrets open, or None."""
    for slot in slots:
        if slot.perangkat != (_name_of(device) if device else ""):
            continue
        with suppress(InvalidTag):
            return AESGCM(_slot_key(slot, secret, device)).decrypt(slot.isi[:12], slot.isi[12:], _bound(db_id, slot))
    return None


def _slot_key(slot: _Slot, secret: bytes, device: bytes) -> bytes:
    stretched = b""
    if slot.kdf.cara == "argon2id":
        stretched = Argon2id(salt=slot.kdf.garam, length=32, iterations=slot.kdf.t, lanes=1,
                             memory_cost=slot.kdf.m).derive(secret)
    return _hkdf(stretched + device, slot.kdf.garam, b"jamsos-desa|slot|" + slot.jenis.encode())


def _bound(db_id: str, slot: _Slot) -> bytes:
    """What is bound to a sealed key: everything that stands beside it."""
    beside = [VERSION, db_id, slot.id, slot.jenis, slot.pengguna, slot.perangkat, slot.kdf]
    return msgspec.json.encode(beside, order="sorted")


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt or None, info).derive(secret)


# --- this laptop's secret ------------------------------------------------------------------------


def _name_of(device: bytes) -> str:
    """Tells laptops apart; says nothing of the secret (256 random bits, one way)."""
    return _hkdf(device, b"", b"jamsos-desa|nama-perangkat")[:8].hex()


def _write_device_secret(folder: DataFolder, secret: bytes) -> None:
    """Keep the secret of this laptop. ``mentah`` = as it is; a system that seals it gets a word of its own."""
    write_private(folder.device_secret, b"mentah " + secret.hex().encode() + b"\n")


def _read_device_secret(folder: DataFolder) -> bytes:
    try:
        form, _, text = folder.device_secret.read_text("ascii").strip().partition(" ")
        if form == "mentah" and len(text) == 64:
            return bytes.fromhex(text)
    except (OSError, ValueError) as cause:
        raise _other_laptop() from cause
    raise _other_laptop()


def _other_laptop() -> Problem:
    return Problem("BUKAN_LAPTOP_INI", "Data ini berasal dari laptop lain, atau rahasia laptop ini hilang.",
                   "Data Anda tetap terkunci dan utuh.", "Buka dengan 12 kata di lembar pemulihan.")


# --- the file and its twin -------------------------------------------------------------------------


def _refuse_if_in_use(folder: DataFolder) -> None:
    """Keys that anything may be sealed with are never replaced; those of a set-up cut short are."""
    mine = (folder.keys, folder.keys_copy, folder.device_secret, folder.lock, folder.lock_holder, folder.window_state)
    harmless = {path.name + end for path in mine for end in ("", ".baru")} | _SETUP_LEFTOVERS
    has_keys = folder.keys.exists() or folder.keys_copy.exists()
    others = [p for p in folder.root.iterdir() if p.name not in harmless] if has_keys else []
    if others or folder.database.exists():
        raise Problem("SUDAH_DISIAPKAN", "Folder data ini sudah dipakai.", TIDAK_BERUBAH,
                      "Buka data yang ada, atau pilih folder lain.")


def _write(folder: DataFolder, file: _File) -> None:
    whole = msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(file, cek=_check(file))), indent=1)
    write_private(folder.keys, whole)
    write_private(folder.keys_copy, whole)


def _read(folder: DataFolder) -> _File:
    """The keys file, or its twin when the first is damaged; the damaged one is then mended."""
    if not (folder.keys.exists() or folder.keys_copy.exists()):
        raise Problem("KUNCI_HILANG", "File kunci.json tidak ada di folder data.", TIDAK_BERUBAH,
                      "Kembalikan kunci.json dari cadangan; tanpa itu data tidak dapat dibuka.")
    if file := _decode(_bytes_of(folder.keys)):
        return file
    file = _decode(twin := _bytes_of(folder.keys_copy))
    if file is None:
        raise Problem("KUNCI_RUSAK", "File kunci.json dan salinannya rusak.", "Data peserta tidak disentuh.",
                      "Kembalikan kunci.json dari cadangan.")
    with suppress(Problem):  # a folder that cannot be written can still be read
        write_private(folder.keys, twin)
    return file


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _decode(data: bytes) -> _File | None:
    """The file, or None when damaged. Problem VERSI_BARU when a newer program wrote it."""
    try:
        if msgspec.json.decode(data, type=_Head).versi > VERSION:
            raise Problem("VERSI_BARU", "Data ini dibuat oleh aplikasi yang lebih baru.", TIDAK_BERUBAH,
                          "Pasang Jamsos Desa versi terbaru.")
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, RecursionError):
        return None
    sound = file.cek == _check(file) and file.slot and all(map(_sound, file.slot))
    return file if sound else None


def _sound(slot: _Slot) -> bool:
    """Sizes right, and costs within what a laptop can pay (a hostile file could ask for all its memory)."""
    memory, passes = slot.kdf.m, slot.kdf.t
    plain = slot.kdf.cara == "hkdf" and (memory, passes) == (0, 0)
    stretched = slot.kdf.cara == "argon2id" and 8 <= memory <= _MOST_MEMORY_KIB and 1 <= passes <= _MOST_PASSES
    return (plain or stretched) and len(slot.isi) == 12 + 32 + 16 and len(slot.kdf.garam) == 16


def _check(file: _File) -> str:
    bare = msgspec.json.encode(msgspec.structs.replace(file, cek=""), order="sorted")
    return hashlib.sha256(bare).hexdigest()[:16]
