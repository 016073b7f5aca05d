"""Where people in the data and their sealed slots beside it meet: PINs nobody may take, the sheet, Lupa PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from jamsos_desktop.desk.context import Clock, Context
from jamsos_desktop.model.nik import decode
from jamsos_desktop.model.records import Pejabat, Unit
from jamsos_desktop.model.rights import LEAD, ROLES, Right
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, key_file, office, staff, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.key_file import VaultUser
from jamsos_desktop.store.slots import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jamsos_desktop.desk.staffing_records import RecoverySheet

SHEET, OLD_BACKUPS = "lembar.pemulihan", "kunci.cadangan_lama"
SIGNERS = ("kepala_desa", "sekretaris")
POSTS = ("KADES", "SEKDES")  # the same two among the posts of the village


class Births(NamedTuple):
    """Days of birth nobody may take as PIN; ``semua``: those of both officials are among them."""

    hari: frozenset[date]
    semua: bool


def births_of(unit: Unit, today: date) -> Births:
    """As far as the profile of the office tells them, by NIK: before there are people in the data."""
    told = [nik.tanggal_lahir for one in _signers(unit) if (nik := decode(one.nik, today)) and nik.tanggal_lahir]
    return Births(frozenset(told), len(told) == len(SIGNERS))


def births(ctx: Context, db: Database, nama: str) -> Births:
    """Those of the officials, and of whoever has this name."""
    told = births_of(ctx.unit, ctx.today)
    found = [staff.births(db, {name.casefold()}) for name in (*(one.nama for one in _signers(ctx.unit)), nama) if name]
    seated = [staff.births_of_post(db, post) for post in POSTS]
    both = told.semua or all(seated)
    return Births(frozenset(told.hari.union(*found, *seated)), both)


def _signers(unit: Unit) -> list[Pejabat]:
    return [one for one in unit.pejabat if one.jabatan in SIGNERS]


def officials_of(ctx: Context) -> str:
    """Whose days of birth a PIN must not be, in words; "" where nobody's is kept."""
    if ctx.mode == "dpmd":
        return ""
    if ctx.unit.jenis == "desa":
        return "Kepala Desa atau Sekretaris Desa"
    return "Lurah atau Sekretaris" if ctx.unit.jenis == "kelurahan" else "kepala atau sekretaris kantor"


def sheet_note(sheet: RecoverySheet, slot: Slot, printed: str, simpan_di: str, penanggung: str,
               terbukti: bool) -> dict[str, Any]:
    """What is kept of a sheet under ``SHEET``; its words stand nowhere. ``slot``: theirs, ``printed``: ISO time."""
    return {"nomor": sheet.nomor, "slot": slot.id, "dibuat": sheet.dibuat.isoformat(timespec="seconds"),
            "dicetak": printed, "simpan_di": " ".join(simpan_di.split()), "penanggung": " ".join(penanggung.split()),
            "terbukti": terbukti}


def valid_note(folder: DataFolder, db: Database) -> dict[str, Any] | None:
    """The note of the sheet whose words open the data now. None where none was kept, or another sheet's slot is in
    place (the power went off between, or keys came from a backup): then only a new sheet is sure."""
    note = office.setting(db, SHEET)
    held = {one.id for one in key_file.read(folder).slot}
    return note if note and note.get("slot", next(iter(held))) in held else None


@contextmanager
def keys_or_nothing(folder: DataFolder) -> Iterator[None]:
    """Around the last step of a write: when it breaks, the key file is as it was before, like the data."""
    before = key_file.read(folder)
    try:
        yield
    except BaseException:
        if key_file.read(folder) != before:
            key_file.write(folder, before)
        raise


def mend_slots(ctx: Context, db: Database) -> None:
    """Bring the key file in line with the data: a name changed, somebody removed, and the power went off between.

    The data say who works here. Never the last way in ends.
    """
    key_file.mend_twin(ctx.folder)
    vault.end_unasked(ctx.folder)
    if "pin" not in vault.kinds(ctx.folder):
        return
    active = {one.id: one for one in staff.every(db) if one.aktif}
    for user in active.values():
        vault.rename_user(ctx.folder, VaultUser(user.id, user.nama))
    held = {one.id for one in vault.users(ctx.folder)}
    if held & active.keys():
        for gone in held - active.keys():
            vault.drop_user(ctx.folder, gone)


def finish_key(ctx: Context, db: Database) -> None:
    """Destroy own backups under an earlier key where that could not be done yet; without room they wait on."""
    if not office.setting(db, OLD_BACKUPS, False) or not ctx.role.may(Right.KUNCI):
        return
    from jamsos_desktop.desk import rekeying

    with suppress(Problem):  # still no room: the page of the key says so
        rekeying.drop_old_backups(ctx)


def recover_pin(folder: DataFolder, words: Sequence[str], pin: str, clock: Clock, user: str = "",
                proved: Callable[[], object] | None = None) -> str:
    """Lupa PIN: the twelve words give somebody a new PIN, on any laptop; returns their id. ``user``: "" whoever leads.

    ``proved()``: the words are right; whoever holds the desk open closes it now. On another laptop than before the
    PINs of the others end. Problems: of the words, KATA_BUKAN_DESA_INI, PIN_BENTUK, PIN_LEMAH,
    PENGGUNA_TIDAK_ADA, PEMIMPIN_TANPA_PIN, SEDANG_DIPAKAI, and those of opening; then the old PIN stays.
    """
    from jamsos_desktop.desk import opening
    from jamsos_desktop.desk.trail_door import tries_before
    from jamsos_desktop.desk.unlocking import Unlocked
    from jamsos_desktop.model import pin as pins
    from jamsos_desktop.store import attempts
    from jamsos_desktop.store.lock import DeskLock

    dek = vault.open_with_words(folder, words)
    if proved is not None:
        proved()
    with DeskLock(folder, clock.now()):
        ctx = opening.context_of(folder, Unlocked(dek, user), clock)
        with Database(folder.database, vault.subkey(dek, "db")) as db:
            days, known = births(ctx, db, ctx.user)
            pins.check(pin, days, known=known)
            holder = VaultUser(ctx.user_id, ctx.user)
            vault.come_home(folder)
            slot = vault.pin_slot(folder, dek, holder, pin)
            _keep_a_lead(ctx, db, slot)
            with keys_or_nothing(folder), db.write():
                if not ctx.moved:  # the history goes on where the desk went
                    history.append(db, ctx.actor(), "pin.pulih", "pengguna", ctx.user_id,
                                   alasan=tries_before(attempts.wrong(folder, ctx.user_id)))
                vault.put_pin(folder, holder, slot)
        vault.end_unasked(folder)
        attempts.forgive(folder, ctx.user_id)
    return ctx.user_id


def _keep_a_lead(ctx: Context, db: Database, slot: Slot) -> None:
    """With this slot somebody who leads the desk must have a PIN here: nobody else could let them in again."""
    here = {one.pengguna for one in key_file.read(ctx.folder).slot if one.perangkat == slot.perangkat}
    lead = LEAD[ctx.mode]
    leads = {one.id for one in staff.every(db) if one.aktif and one.peran == lead}
    if not leads & {*here, slot.pengguna}:
        label = ROLES[lead].label.lower()
        raise Problem("PEMIMPIN_TANPA_PIN", f"Di laptop ini {label} belum punya PIN.", TIDAK_BERUBAH,
                      f"Buat dulu PIN untuk {label}, lalu {label} membuat PIN orang lain.")
