"""Setting up and opening a desk: village or district, with a PIN or without.

Set-up is whole or absent: everything is made in a folder of its own and moved in place at the
end, the data file last; a folder without a data file counts as empty.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from jamsos_desktop.desk import care, devices, machine, trail_door, unlocking
from jamsos_desktop.desk.context import Clock, Context, uuid7
from jamsos_desktop.desk.door import state_of
from jamsos_desktop.desk.policies import policy_in_force
from jamsos_desktop.desk.structure_own import own_posts, with_own_posts
from jamsos_desktop.desk.unlocking import Unlocked
from jamsos_desktop.files import is_full, sync_folder
from jamsos_desktop.hub.register import units
from jamsos_desktop.hub.register.schema import REGISTER
from jamsos_desktop.model.local_code import district_of, is_local_code
from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.plain import plain
from jamsos_desktop.model.records import Pejabat, Unit
from jamsos_desktop.model.regions import dotted, load_regions
from jamsos_desktop.model.rights import LEAD, role
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import backup, history, office, rekey, schema, staff, vault, wages
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.gate import Gate
from jamsos_desktop.store.history import Actor
from jamsos_desktop.store.key_file import VaultUser
from jamsos_desktop.store.lock import DeskLock
from jamsos_desktop.store.staff import User
from jamsos_desktop.texts import quoted

KEY_YEARS = 2
FIRST_USER = "p1"
MAKING = ".siapkan-"


@dataclass(frozen=True, slots=True)
class SetUp:
    """What set-up asks: the unit with its officials; ``pin`` None opens on this machine unasked."""

    unit: Unit
    pin: str | None = None
    key_file: Path | None = None


def unit_for(kode: str, kepala: str = "", sekretaris: str = "") -> Unit:
    """A unit filled from the region code (dots optional); Problem KODE_WILAYAH_SALAH when unknown."""
    region = load_regions().get(kode)
    if region is None:
        raise Problem("KODE_WILAYAH_SALAH", f"Kode wilayah {quoted(kode)} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis kode desa lengkap, misalnya 74.02.11.2017.")
    officials = (Pejabat(jabatan="kepala_desa", nama=kepala), Pejabat(jabatan="sekretaris", nama=sekretaris),
                 Pejabat(jabatan="bendahara"))
    return Unit(kode=region.kode, jenis=region.jenis, nama=region.nama, kecamatan=region.kecamatan,
                kabupaten=region.kabupaten, provinsi=region.provinsi, pejabat=officials)


def office_for(kode: str, nama: str, kepala: str = "", sekretaris: str = "", bendahara: str = "") -> Unit:
    """An office (OPD) under the code and name its DPMD entered it by; the kabupaten follows from the code.

    Problems: KODE_WILAYAH_SALAH (no such kabupaten, or a code no unit can have), UNIT_SALAH (no name).
    """
    kode, regions = kode.strip().upper(), load_regions()
    name = regions.kabupaten(district_of(kode)) if is_local_code(kode) and regions.get(kode) is None else None
    if name is None:
        raise Problem("KODE_WILAYAH_SALAH", f"Kode kantor {kode[:30] or 'kosong'} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis kode dari DPMD, misalnya 74.02.OPD.01.")
    if not clean(nama):
        raise Problem("UNIT_SALAH", "Nama kantor kosong.", TIDAK_BERUBAH, "Tulis nama kantor seperti di DPMD.")
    officials = (Pejabat(jabatan="kepala_desa", nama=kepala), Pejabat(jabatan="sekretaris", nama=sekretaris),
                 Pejabat(jabatan="bendahara", nama=bendahara))
    return Unit(kode=kode, jenis="opd", nama=clean(nama), kabupaten=name, provinsi=regions.provinsi(kode[:2]) or "",
                pejabat=officials, jumlah_dusun=0)


def set_up_desa(folder: DataFolder, asked: SetUp, clock: Clock) -> tuple[str, ...]:
    """Make a village desk; returns the twelve recovery words, which are given this once only. Problems: besides those
    of the key file, NAMA_PEJABAT_SALAH."""
    from jamsos_desktop.desk.road_signers import named

    if asked.key_file:
        from jamsos_desktop.exchange.keys import read_key_file

        read_key_file(asked.key_file, clock.today(), asked.unit.kode)  # what will not do leaves not even a folder

    def fill(db: Database, actor: Actor) -> None:
        if asked.key_file:
            from jamsos_desktop.desk.recipient import take_key_for

            take_key_for(db, actor, asked.unit, asked.key_file, clock.today())

    unit = named(asked.unit)
    user = unit.pejabat_untuk("sekretaris").nama or f"Petugas {'desa' if unit.jenis == 'desa' else 'kantor'}"
    return _set_up(folder, asked.pin, "desa", unit, user, clock, fill)


def set_up_dpmd(folder: DataFolder, kode: str, pin: str | None, clock: Clock, *, nama: str = "",
                petugas: str = "") -> tuple[str, ...]:
    """Make a district desk for a kabupaten (code 74.02) with its own key pair; ``nama``: of the office, as its
    papers say it, ``petugas``: who works at this desk. Returns the twelve recovery words, given this once only."""
    regions = load_regions()
    plain_code = kode.replace(".", "")
    name = regions.kabupaten(plain_code) if len(plain_code) == 4 else None
    if name is None:
        raise Problem("KODE_WILAYAH_SALAH", f"Kode kabupaten {quoted(kode)} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis misalnya 74.02.")
    unit = Unit(kode=dotted(plain_code), jenis="dpmd", nama=clean(nama) or f"DPMD {name}", kabupaten=name,
                provinsi=regions.provinsi(plain_code[:2]) or "")
    return _set_up(folder, pin, "dpmd", unit, clean(petugas) or unit.nama, clock,
                   lambda db, actor: units.register(db, regions.units_of(plain_code)))


def _set_up(folder: DataFolder, pin: str | None, mode: str, unit: Unit, user: str, clock: Clock,
            fill: Callable[[Database, Actor], None]) -> tuple[str, ...]:
    if pin is not None:
        from jamsos_desktop.desk.staffing_slots import births_of
        from jamsos_desktop.model.pin import check

        days, known = births_of(unit, clock.today())
        check(pin, days, known=known)
    _refuse_if_in_use(folder)
    making = DataFolder(folder.root / f"{MAKING}{os.getpid()}")
    try:
        folder.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with DeskLock(folder, clock.now()):
            _refuse_if_in_use(folder)  # another program may have set it up while we waited
            for cut_short in folder.root.glob(f"{MAKING}*"):
                shutil.rmtree(cut_short)
            making.root.mkdir(mode=0o700)
            created = _make(making, pin, mode, unit, user, clock, fill)
            for path in (making.keys, making.keys_copy, making.device_secret, making.database):
                if path.exists():
                    os.replace(path, folder.root / path.name)
            sync_folder(folder.root)
    except OSError as error:
        raise _unwritable(error) from error
    finally:
        shutil.rmtree(making.root, ignore_errors=True)
    return created


def _refuse_if_in_use(folder: DataFolder) -> None:
    """Never replace keys that data may be locked with, even when the data file is not here just now.

    Only the keys of a set-up that was cut short (its data file still lies in its own folder) may go.
    """
    taken = state_of(folder) != "kosong"  # first: it refuses a folder nobody may look into
    keys = any(path.exists() for path in (folder.keys, folder.keys_copy, folder.device_secret))
    cut_short = any(path.joinpath(folder.database.name).exists() for path in folder.root.glob(f"{MAKING}*"))
    if taken or (keys and not cut_short):
        raise Problem("SUDAH_DISIAPKAN", "Folder ini sudah berisi data atau kuncinya.", TIDAK_BERUBAH,
                      "Buka data itu, atau pilih folder lain dengan --data.")


def _unwritable(error: OSError) -> Problem:
    if is_full(error):
        return Problem("DISK_PENUH", "Tempat simpan di laptop penuh.", TIDAK_BERUBAH,
                       "Kosongkan tempat simpan, lalu coba lagi.")
    return Problem("HANYA_BACA", "Folder data tidak bisa ditulis.", TIDAK_BERUBAH, "Pilih folder lain untuk data.")


def _make(making: DataFolder, pin: str | None, mode: str, unit: Unit, user: str, clock: Clock,
          fill: Callable[[Database, Actor], None]) -> tuple[str, ...]:
    from jamsos_desktop.exchange.keys import generate

    db_id, device = uuid7(), uuid7()
    worker = User(FIRST_USER, user, LEAD[mode], dibuat=Actor(user, device, clock.now()).stamp)
    created = vault.create(making, pin, db_id, VaultUser(worker.id, worker.nama))
    with Database(making.database, vault.subkey(created.dek, "db"), create=True) as db:
        schema.upgrade(db)
        if mode == "dpmd":
            schema.upgrade(db, REGISTER)
        actor = Actor(user, device, clock.now())
        with db.write():
            for key, value in (("mode", mode), ("db_id", db_id), (devices.DEVICE, device), ("pengguna", user),
                               (devices.MACHINE, machine.fingerprint(created.dek)), (devices.LAPTOP, machine.name()),
                               ("unit", plain(unit)), ("kunci.sendiri", generate().to_plain()),
                               ("kunci.nomor", 1),
                               ("kunci.berlaku_sampai", _end_of_year(clock.today()).isoformat())):
                office.put_setting(db, key, value)
            history.append(db, actor, "siapkan", mode, unit.kode)
            staff.put(db, actor, worker, "pengguna.tambah")
        fill(db, actor)
        db.checkpoint()
    return created.words


def _end_of_year(today: date) -> date:
    return date(today.year + KEY_YEARS, 1, 1) - timedelta(days=1)


def open_context(folder: DataFolder, pin: str | None, clock: Clock, user: str = "", *, noted: bool = False,
                 at_a_glance: bool = False) -> Context:
    """Unlock and check a data folder; ``user``: the id of whose PIN it is, "" where only one person has one.

    ``noted``: somebody comes in to work, which the history tells where a PIN was asked. ``at_a_glance``: a file that
    was closed well is looked at later, before anything is written (``glance``).
    Raises the Problem that says why it cannot be opened.
    """
    if state_of(folder) == "kosong":
        raise Problem("DATA_TIDAK_ADA", f"Belum ada data di {folder.root.name}.", TIDAK_BERUBAH,
                      "Pilih folder data yang benar, atau jalankan siapkan lebih dulu.")
    opened = _unlock(folder, pin, clock, user)
    if opened is None:
        raise Problem("PIN_DIPERLUKAN", "Data ini dikunci dengan PIN.", TIDAK_BERUBAH,
                      "Ketik PIN, atau isi JAMSOS_PIN.")
    ctx = _at_a_glance(folder, opened, clock) if at_a_glance else None
    ctx = ctx or context_of(folder, opened, clock)
    if noted and pin:
        trail_door.note_unlock(ctx, opened.salah)
    return ctx


def context_of(folder: DataFolder, opened: Unlocked, clock: Clock) -> Context:
    """The context of a data folder whose key is known. Raises the Problem that says why it cannot be opened."""
    dek = opened.dek
    # Under which key the file and its backups stand matters while a new one is being put in place.
    care.look_after(folder, rekey.key_in_use(folder, dek), clock)
    if vault.changing(folder):
        from jamsos_desktop.desk import rekeying

        rekeying.finish_cut_short(folder, dek, clock)
    key = vault.subkey(dek, "db")
    try:
        _carry_forward(folder, dek, clock)
    except Problem as problem:
        from jamsos_desktop.desk.upgrading_back import newer_data

        raise newer_data(folder, problem) from problem
    with Database(folder.database, key) as db:
        return _read(folder, db, opened, clock)


def _carry_forward(folder: DataFolder, dek: bytes, clock: Clock) -> None:
    key = vault.subkey(dek, "db")
    backup.upgrade_safely(folder, key, before=lambda: _keep_before(folder, dek, clock))
    with Database(folder.database, key) as db:
        mode = office.setting(db, "mode", "desa")
    if mode == "dpmd":
        backup.upgrade_safely(folder, key, REGISTER, before=lambda: _keep_before(folder, dek, clock))


def _at_a_glance(folder: DataFolder, opened: Unlocked, clock: Clock) -> Context | None:
    from jamsos_desktop.desk.glance import glanced

    return glanced(folder, opened.dek, clock, lambda db, gate: _read(folder, db, opened, clock, gate))


def _read(folder: DataFolder, db: Database, opened: Unlocked, clock: Clock, gate: Gate | None = None) -> Context:
    mode = office.setting(db, "mode", "desa")
    worker = _worker(db, opened.user, mode)
    ctx = Context(folder=folder, mode=mode, unit=office.unit(db),
                  policy=with_own_posts(policy_in_force(db, clock.today()).policy, own_posts(db)), clock=clock,
                  user=worker.nama, device=office.setting(db, devices.DEVICE, ""), dek=opened.dek,
                  bases=wages.bases(db, office.unit(db).kode), user_id=worker.id, role=role(worker.peran), gate=gate)
    return devices.recognise(ctx, db)


def _keep_before(folder: DataFolder, dek: bytes, clock: Clock) -> None:
    """The backup that stays when the file is carried forward."""
    from jamsos_desktop.store import backups

    backups.keep(folder, dek, clock.now(), "pembaruan")


def _unlock(folder: DataFolder, pin: str | None, clock: Clock, user: str) -> Unlocked | None:
    """The data key and whose PIN opened it; without a PIN by this laptop alone, None where a PIN is asked."""
    if pin:
        return unlocking.by_pin(folder, pin, clock, user)
    dek = vault.open_with_device(folder)
    return None if dek is None else Unlocked(dek, "")


def _worker(db: Database, user: str, mode: str) -> User:
    """Who works now: whose PIN it was; where this laptop opens unasked, the first who leads the desk."""
    active = [one for one in staff.every(db) if one.aktif]
    found = [one for one in active if one.id == user] if user else [one for one in active if one.peran == LEAD[mode]]
    if not found:
        raise Problem("PENGGUNA_TIDAK_ADA", "Pengguna ini tidak lagi bekerja di sini.", TIDAK_BERUBAH,
                      "Minta sekretaris atau petugas membuka aplikasi.")
    return found[0]


def with_officials(unit: Unit, *officials: Pejabat) -> Unit:
    """The unit with these officials in place of those of the same posts."""
    posts = {p.jabatan for p in officials}
    return replace(unit, pejabat=(*officials, *(p for p in unit.pejabat if p.jabatan not in posts)))
