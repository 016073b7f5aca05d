"""A new data key after a suspected leak: everything that hangs on the old one is put under the new one.

Order: a proven backup, a note of what is coming, the key file (from here on the new PIN and sheet lead in), the data,
what the data know of the key, the scans, a proven backup, the earlier key forgotten, a fresh one, old ones destroyed.
Broken off anywhere after the key file, the next opening goes on (``finish``): each step looks whether it is done.
"""

from __future__ import annotations

import secrets
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from jamsos_desktop.desk import backing, backing_stick, devices, handover, machine, unlocking
from jamsos_desktop.desk.context import Clock, Context
from jamsos_desktop.desk.staffing_records import KeyChanged, RecoverySheet
from jamsos_desktop.desk.staffing_slots import OLD_BACKUPS, SHEET, keys_or_nothing, sheet_note
from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.model.rights import Right
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import attachments, backups, history, key_file, office, rekey, staff, vault
from jamsos_desktop.store.archive import Archive
from jamsos_desktop.store.attachments import Resealed
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor
from jamsos_desktop.store.key_file import KeyFile, VaultUser

COMING, IN_PLACE = "kunci.baru", "kunci.data"
ROOM = 3  # times the data file: the change writes it whole once more, and a backup beside it


def new_key_job(ctx: Context, pin: str, sheet: RecoverySheet, simpan_di: str, penanggung: str,
                terbukti: bool) -> Job[KeyChanged]:
    """Put the desk under a new data key. ``pin``: of whoever works here, stays; ``sheet``: drawn and on paper.

    Other people's PINs end. Once the key file is changed closing the job finishes it all the same.
    Problems: HAK_TIDAK_CUKUP, MEJA_DIPINDAHKAN, PIN_SALAH, PIN_TUNGGU, TANPA_PIN, DISK_PENUH and those of a backup,
    with nothing changed; KUNCI_BELUM_SELESAI: close the desk, the next opening goes on.
    """
    ctx.must(Right.KUNCI)
    ctx.must_write()
    unlocking.by_pin(ctx.folder, pin, ctx.clock, ctx.user_id)
    _needs_room(ctx.folder)
    yield from backing.keep_job(ctx, "kunci")
    new = secrets.token_bytes(32)
    file = _ways_in(ctx, new, pin, sheet)
    yield Progress(0, 1, "memasang kunci baru")
    words = next(slot for slot in file.slot if slot.jenis == "pemulihan")
    _announce(ctx, new, sheet_note(sheet, words, ctx.actor().stamp, simpan_di, penanggung, terbukti))
    with keys_or_nothing(ctx.folder):
        key_file.write(ctx.folder, file)
    try:
        scans = yield from finish_job(ctx.folder, new, ctx.clock)
        left = yield from _old_backups_job(ctx.folder, new, ctx.clock)
    except GeneratorExit:
        run_to_end(finish_job(ctx.folder, new, ctx.clock))  # half of a key is no place to stop
        raise
    except Problem as problem:
        raise Problem("KUNCI_BELUM_SELESAI", f"Kunci baru belum selesai dipasang. {problem.apa}",
                      "Data tetap utuh dan terkunci.", "Tutup aplikasi, lalu buka lagi dengan PIN Anda.") from problem
    return _told(replace(ctx, dek=new), sheet, scans, left)


def _needs_room(folder: DataFolder) -> None:
    if shutil.disk_usage(folder.root).free < ROOM * folder.database.stat().st_size:
        raise Problem("DISK_PENUH", "Ruang untuk memasang kunci baru kurang.", TIDAK_BERUBAH,
                      "Kosongkan tempat simpan, lalu coba lagi.")


def _ways_in(ctx: Context, new: bytes, pin: str, sheet: RecoverySheet) -> KeyFile:
    """The key file to come: whoever does this by PIN, and the new words."""
    me = VaultUser(ctx.user_id, ctx.user)
    ways = (vault.pin_slot(ctx.folder, new, me, pin), vault.words_slot(ctx.folder, new, sheet.words))
    return rekey.sealed_file(ctx.folder, ctx.dek, new, me, ways)


def _announce(ctx: Context, new: bytes, note: dict[str, Any]) -> None:
    """Note in the data, still under the old key, which key and sheet come: ``finish`` has nobody to ask."""
    with ctx.open() as db, db.write():
        office.put_setting(db, COMING, {"kunci": rekey.name_of(new), "lembar": note})
        history.append(db, ctx.actor(), "kunci.mulai", "kunci_data", str(note["nomor"]))


def finish_job(folder: DataFolder, new: bytes, clock: Clock) -> Job[Resealed]:
    """Put under the new key whatever is not yet; nothing to do where no change is under way.

    Problems: those of the engine, DISK_PENUH, TIDAK_BISA_TULIS; begun again it goes on.
    """
    old = rekey.earlier(folder, new)
    if old is None:
        return Resealed(0, 0)
    key_file.mend_twin(folder)  # the power may have gone off between the two
    user = key_file.read(folder).pengguna[0]
    yield Progress(0, 1, "mengunci data dengan kunci baru")
    rekey.change_data(folder, old, new)
    with Database(folder.database, vault.subkey(new, "db")) as db:
        _settle(db, old, new, user, clock)
    scans = yield from attachments.reseal_job(folder, old, new)
    with suppress(Problem):  # from here on no backup of before opens; without room for one now, the last step makes it
        backups.keep(folder, new, clock.now(), "kunci")
    rekey.forget_earlier(folder)
    return scans


def _settle(db: Database, old: bytes, new: bytes, user: VaultUser, clock: Clock) -> None:
    """What the data know of the key: the laptop's fingerprint, the valid sheet, the entry in the history. Once."""
    if office.setting(db, IN_PLACE) == rekey.name_of(new):
        return
    coming = office.setting(db, COMING) or {}  # a backup that came back meanwhile knows nothing of it
    sheet = coming["lembar"] if coming.get("kunci") == rekey.name_of(new) else None
    actor = Actor(user.nama, str(office.setting(db, devices.DEVICE, "")), clock.now())
    with db.write():
        if office.setting(db, devices.MACHINE, "") == machine.fingerprint(old):
            office.put_setting(db, devices.MACHINE, machine.fingerprint(new))
        if sheet:
            office.put_setting(db, SHEET, sheet)
        for key, value in ((COMING, None), (OLD_BACKUPS, True), (IN_PLACE, rekey.name_of(new))):
            office.put_setting(db, key, value)
        history.append(db, actor, "kunci.ganti", "kunci_data", str(sheet["nomor"]) if sheet else "")


def finish_cut_short(folder: DataFolder, dek: bytes, clock: Clock) -> None:
    """At the opening of a desk: go on with a change of the key that the power cut off. Problems: as ``finish_job``.

    The old backups are the last step (``staffing_slots.finish_key``).
    """
    run_to_end(finish_job(folder, dek, clock))


def _old_backups_job(folder: DataFolder, dek: bytes, clock: Clock) -> Job[int]:
    """Destroy the desk's own backups under the old key, after a fresh one; returns how many could not be.

    Where there is no room for a fresh one the old ones stay, and the desk goes on: the next opening tries again.
    """
    yield Progress(0, 1, "membuat cadangan dengan kunci baru")
    before = [path for path in backups.local_files(folder) if not _opens(path, dek)]
    try:
        _drop_old_backups(folder, dek, clock)
    except Problem:
        return len([path for path in before if path.exists()])
    return 0


def _opens(path: Path, dek: bytes) -> bool:
    try:
        with Archive(path) as made:
            return made.manifest.kunci == rekey.name_of(dek)
    except Problem:
        return False


def old_backups_due(db: Database) -> bool:
    """Whether own backups under an earlier key still wait to be destroyed."""
    return bool(office.setting(db, OLD_BACKUPS, False))


def drop_old_backups(ctx: Context) -> None:
    """Try again to destroy what is under the old key, after a fresh backup. Problems: those of a backup."""
    ctx.must(Right.KUNCI)
    _drop_old_backups(ctx.folder, ctx.dek, ctx.clock)


def _drop_old_backups(folder: DataFolder, dek: bytes, clock: Clock) -> None:
    backups.start_anew(folder, dek, clock.now(), "kunci")
    with Database(folder.database, vault.subkey(dek, "db")) as db, db.write():
        office.put_setting(db, OLD_BACKUPS, False)
        actor = Actor(str(office.setting(db, "pengguna", "")), str(office.setting(db, devices.DEVICE, "")), clock.now())
        history.append(db, actor, "kunci.bersih", "kunci_data", rekey.name_of(dek))


def _told(ctx: Context, sheet: RecoverySheet, scans: Resealed, left: int) -> KeyChanged:
    with ctx.open() as db:
        others = tuple(one.nama for one in staff.every(db) if one.aktif and one.id != ctx.user_id)
        last, sticks = handover.last_backup(db), len(office.setting(db, backing_stick.KNOWN, {}))
    aside = sorted(path.name for start in ("disisihkan-", "rusak-") for path in ctx.folder.root.glob(f"{start}*"))
    away = [f"{last.nama} di {last.ke}"] if last else []
    away += [f"cadangan lama di {sticks} flashdisk yang pernah dipakai"] if sticks else []
    return KeyChanged(sheet.nomor, others, scans.scan, scans.rusak, left, (*away, *aside), ctx)
