"""The vault: one random data key, wrapped in key slots that a PIN, this laptop or twelve words open.

``kunci.json`` (``key_file``) holds the data key several times, each copy sealed for another way in (``slots``):
one per person by PIN with this laptop's secret, one for the recovery sheet; without any PIN one for this laptop alone.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

import msgspec

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import device_secret, key_file, slots
from jamsos_desktop.store.key_file import KeyFile, VaultUser
from jamsos_desktop.store.slots import Slot
from jamsos_desktop.store.words import WORD_BYTES, entropy_of, words_of

SUBKEYS = ("db", "cetak", "riwayat", "lampiran", "cadangan", "mesin", "lama", "masuk")
NOBODY = VaultUser("", "")
FIRST = "p1"  # who owns a slot from before people were told apart
_SETUP_LEFTOVERS = {"log", "permintaan"}


class Created(NamedTuple):
    """A new vault: the data key (32 bytes) and the twelve words, which are shown this once only."""

    dek: bytes
    words: tuple[str, ...]


class Opened(NamedTuple):
    """The data key (32 bytes), and the id of whose PIN opened it."""

    dek: bytes
    user: str


def create(folder: DataFolder, pin: str | None, db_id: str, user: VaultUser = NOBODY) -> Created:
    """Make the vault of a new desk; with a PIN it opens by PIN, without one on this laptop unasked.

    ``pin``: 6 digits. Problems: SUDAH_DISIAPKAN, PIN_BENTUK, DISK_PENUH, TIDAK_BISA_TULIS.
    """
    _check_pin(pin)
    _refuse_if_in_use(folder)
    dek, device, entropy = (secrets.token_bytes(n) for n in (32, 32, WORD_BYTES))
    words = slots.seal(db_id, "pemulihan", entropy, b"", dek)
    device_secret.write(folder, device)
    key_file.write(folder, KeyFile(key_file.VERSION, db_id, (_daily(db_id, pin, device, dek, user), words),
                                   pengguna=_named(pin, user)))
    return Created(dek, words_of(entropy))


def adopt(folder: DataFolder, dek: bytes, pin: str | None, user: VaultUser = NOBODY) -> None:
    """Give keys that came from another laptop a way in on this one; the ways in of that laptop end here.

    ``dek``: as the twelve words opened it, which stay valid. Problems: as ``create``, KUNCI_RUSAK.
    """
    _check_pin(pin)
    file, device = key_file.read(folder), secrets.token_bytes(32)
    words = tuple(slot for slot in file.slot if slot.jenis == "pemulihan")
    device_secret.write(folder, device)
    key_file.write(folder, msgspec.structs.replace(
        file, slot=(_daily(file.db_id, pin, device, dek, user), *words), pengguna=_named(pin, user)))


def open_with_device(folder: DataFolder) -> bytes | None:
    """The data key by this laptop alone; None when this desk asks for a PIN.

    Problems: BUKAN_LAPTOP_INI, KUNCI_RUSAK, KUNCI_HILANG.
    """
    file = key_file.read(folder)
    found = [slot for slot in file.slot if slot.jenis == "perangkat"]
    if not found:
        return None
    dek = slots.first_open(file.db_id, found, b"", _device(folder, file))
    if dek is None:
        raise device_secret.other_laptop()
    return dek


def open_with_pin(folder: DataFolder, pin: str, user: str = "") -> Opened:
    """The data key by somebody's PIN on this laptop; ``user``: their id, "" where only one person has a PIN.

    Problems: PIN_SALAH, PILIH_PENGGUNA, BUKAN_LAPTOP_INI, KUNCI_RUSAK, TANPA_PIN.
    """
    file = key_file.read(folder)
    found = [slot for slot in file.slot if slot.jenis == "pin"]
    if not found:
        raise Problem("TANPA_PIN", "Data ini belum memakai PIN.", TIDAK_BERUBAH, "Buka tanpa PIN.")
    device = _device(folder, file)
    here = [slot for slot in found if slot.perangkat == slots.laptop_name(device)]
    if not here:
        raise device_secret.other_laptop()
    slot = _slot_of(here, user)
    dek = slots.first_open(file.db_id, [slot], pin.encode(), device)
    if dek is None:
        raise Problem("PIN_SALAH", "PIN tidak cocok.", "Data Anda tetap terkunci dan utuh.",
                      "Coba lagi, atau pakai 12 kata di lembar pemulihan.")
    return Opened(dek, _owner(slot))


def _slot_of(here: Sequence[Slot], user: str) -> Slot:
    mine = [slot for slot in here if user in ("", _owner(slot))]
    if len(mine) != 1:
        raise Problem("PILIH_PENGGUNA", "Pilih dulu siapa yang bekerja.", "Data Anda tetap terkunci dan utuh.",
                      "Pilih nama Anda, lalu ketik PIN.")
    return mine[0]


def open_with_words(folder: DataFolder, words: Sequence[str]) -> bytes:
    """The data key by the twelve words, on any laptop. Problems: those of ``words.entropy_of``, KATA_BUKAN_DESA_INI."""
    file = key_file.read(folder)
    found = [slot for slot in file.slot if slot.jenis == "pemulihan"]
    dek = slots.first_open(file.db_id, found, entropy_of(words), b"")
    if dek is None:
        raise Problem("KATA_BUKAN_DESA_INI", "12 kata ini benar, tetapi bukan untuk data ini.",
                      TIDAK_BERUBAH, "Periksa nama desa dan tanggal di lembar. Cadangan memakai lembar saat itu.")
    return dek


# Who has a way in.


def users(folder: DataFolder) -> tuple[VaultUser, ...]:
    """Those whose PIN opens this desk on this laptop, as the lock page names them."""
    file = key_file.read(folder)
    held = {_owner(slot) for slot in file.slot if slot.jenis == "pin"}
    return tuple(user for user in file.pengguna if user.id in held)


def set_pin(folder: DataFolder, dek: bytes, user: VaultUser, pin: str) -> None:
    """Give somebody a PIN here, or another one; from the first PIN on this laptop no longer opens unasked.

    Problems: PIN_BENTUK, KUNCI_RUSAK, BUKAN_LAPTOP_INI, DISK_PENUH, TIDAK_BISA_TULIS.
    """
    put_pin(folder, user, pin_slot(folder, dek, user, pin))


def pin_slot(folder: DataFolder, dek: bytes, user: VaultUser, pin: str) -> Slot:
    """The slow half of ``set_pin``: the sealed slot, which opens nothing until ``put_pin``.

    The first PIN comes with a new secret of this laptop, and ``end_unasked`` forgets the one before: backups and copies
    from earlier days hold a slot that it alone would open.
    """
    _check_pin(pin)
    file = key_file.read(folder)
    device = _device(folder, file)
    if any(slot.jenis == "perangkat" and slot.perangkat == slots.laptop_name(device) for slot in file.slot):
        earlier, device = device, secrets.token_bytes(32)
        device_secret.write(folder, earlier, device)
    return _daily(file.db_id, pin, device, dek, user)


def put_pin(folder: DataFolder, user: VaultUser, slot: Slot) -> None:
    """The quick half of ``set_pin``: from now on this slot is the person's only one."""
    file = key_file.read(folder)
    kept = tuple(one for one in file.slot if one.jenis == "pemulihan"  # one of another laptop opens nothing here
                 or (one.jenis == "pin" and _owner(one) != user.id and one.perangkat == slot.perangkat))
    named = (*(one for one in file.pengguna if one.id != user.id), user)
    key_file.write(folder, msgspec.structs.replace(file, slot=(slot, *kept), pengguna=named))


def end_unasked(folder: DataFolder) -> None:
    """After the first PIN: this laptop keeps the one secret its slots are sealed with. No room: the next opening."""
    with suppress(Problem):
        held, device = device_secret.read(folder), _device(folder, key_file.read(folder))
        if len(held) > 1:
            device_secret.write(folder, device)


def drop_user(folder: DataFolder, user: str) -> None:
    """End somebody's way in; fine when there is none. Problem PENGGUNA_TERAKHIR for the last PIN."""
    file = key_file.read(folder)
    kept = tuple(slot for slot in file.slot if not (slot.jenis == "pin" and _owner(slot) == user))
    if not any(slot.jenis != "pemulihan" for slot in kept):
        raise Problem("PENGGUNA_TERAKHIR", "Ini PIN terakhir di laptop ini.", TIDAK_BERUBAH,
                      "Buat dulu PIN untuk orang lain.")
    key_file.write(folder, msgspec.structs.replace(
        file, slot=kept, pengguna=tuple(one for one in file.pengguna if one.id != user)))


def rename_user(folder: DataFolder, user: VaultUser) -> None:
    """Show another name on the lock page, or a first one; fine when this person has no PIN here."""
    file = key_file.read(folder)
    if not any(slot.jenis == "pin" and _owner(slot) == user.id for slot in file.slot):
        return
    named = any(one.id == user.id for one in file.pengguna)
    renamed = tuple(user if one.id == user.id else one for one in file.pengguna) if named else (*file.pengguna, user)
    if renamed != file.pengguna:
        key_file.write(folder, msgspec.structs.replace(file, pengguna=renamed))


def come_home(folder: DataFolder) -> None:
    """See that this laptop has a secret: a new one where no slot is of this laptop, so that a PIN can be set here.

    Call it only when the data key is known. Problems: DISK_PENUH, TIDAK_BISA_TULIS.
    """
    file = key_file.read(folder)
    with suppress(Problem):  # BUKAN_LAPTOP_INI, the only one: there is no secret, or one of another laptop
        if slots.laptop_name(_device(folder, file)) in {slot.perangkat for slot in file.slot}:
            return
    device_secret.write(folder, secrets.token_bytes(32))


# The recovery sheet.


def draw_words() -> tuple[str, ...]:
    """Twelve new words; they open nothing until ``put_words``."""
    return words_of(secrets.token_bytes(WORD_BYTES))


def put_words(folder: DataFolder, dek: bytes, words: Sequence[str]) -> None:
    """From now on these words open the data, the earlier ones no longer do."""
    put_words_slot(folder, words_slot(folder, dek, words))


def words_slot(folder: DataFolder, dek: bytes, words: Sequence[str]) -> Slot:
    """The slow half of ``put_words``: the sealed slot, which opens nothing until ``put_words_slot``."""
    return slots.seal(key_file.read(folder).db_id, "pemulihan", entropy_of(words), b"", dek)


def put_words_slot(folder: DataFolder, slot: Slot) -> None:
    """The quick half of ``put_words``."""
    file = key_file.read(folder)
    kept = tuple(one for one in file.slot if one.jenis != "pemulihan")
    key_file.write(folder, msgspec.structs.replace(file, slot=(*kept, slot)))


def kinds(folder: DataFolder) -> set[str]:
    """Which ways in there are: ``perangkat``, ``pin``, ``pemulihan``; empty where no vault was made."""
    if not key_file.exists(folder):
        return set()
    return {slot.jenis for slot in key_file.read(folder).slot}


def changing(folder: DataFolder) -> bool:
    """Whether a new data key is still being put in place (``rekey``)."""
    return bool(key_file.read(folder).lama)


def database_id(folder: DataFolder) -> str:
    """Which database these keys belong to."""
    return key_file.read(folder).db_id


def subkey(dek: bytes, name: str) -> bytes:
    """The 32-byte key for one use; see SUBKEYS."""
    if name not in SUBKEYS:
        raise ValueError(f"no such use of the data key: {name}")
    return slots.hkdf(dek, b"", b"jamsos-desa|kunci|" + name.encode())


def _daily(db_id: str, pin: str | None, device: bytes, dek: bytes, user: VaultUser) -> Slot:
    """The slot of every day: a person's PIN, or this laptop alone."""
    if pin is None:
        return slots.seal(db_id, "perangkat", b"", device, dek)
    return slots.seal(db_id, "pin", pin.encode(), device, dek, user.id)


def _device(folder: DataFolder, file: KeyFile) -> bytes:
    """The secret of this laptop that the slots are sealed with; any where none is. Problem BUKAN_LAPTOP_INI."""
    held, names = device_secret.read(folder), {slot.perangkat for slot in file.slot}
    return next((one for one in held if slots.laptop_name(one) in names), held[0])


def _owner(slot: Slot) -> str:
    return slot.pengguna or FIRST


def _named(pin: str | None, user: VaultUser) -> tuple[VaultUser, ...]:
    return () if pin is None or not user.id else (user,)


def _check_pin(pin: str | None) -> None:
    if pin is not None and not re.fullmatch(r"[0-9]{6}", pin):
        raise Problem("PIN_BENTUK", "PIN harus 6 angka.", TIDAK_BERUBAH,
                      "Isi 6 angka yang tidak mudah ditebak.")


def _refuse_if_in_use(folder: DataFolder) -> None:
    """Keys that anything may be sealed with are never replaced; those of a set-up cut short are."""
    mine = (folder.keys, folder.keys_copy, folder.device_secret, folder.lock, folder.lock_holder, folder.window_state,
            folder.log, folder.fatal)
    harmless = {path.name + end for path in mine for end in ("", ".baru")} | _SETUP_LEFTOVERS
    others = [p for p in folder.root.iterdir() if p.name not in harmless] if key_file.exists(folder) else []
    if others or folder.database.exists():
        raise Problem("SUDAH_DISIAPKAN", "Folder data ini sudah dipakai.", TIDAK_BERUBAH,
                      "Buka data yang ada, atau pilih folder lain.")
