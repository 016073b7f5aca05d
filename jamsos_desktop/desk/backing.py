"""The desk's own backups: by count, at the end of work, and before anything that changes everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.clock import moment_here
from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office

if TYPE_CHECKING:  # loaded by the verbs that use them: the window's start would pay for them
    from jamsos_desktop.desk.backing_records import BackupState, Comparison, LastTest, LocalRestored
    from jamsos_desktop.paths import DataFolder
    from jamsos_desktop.store.backups import LocalBackup
    from jamsos_desktop.store.engine import Database

EVERY = 20  # entries of the history after which a backup is due
TEST_DAYS, FIRST_TEST_DAYS = 365, 90
DAYS, MOST_DAYS = 7, 60  # how old the backup elsewhere may become before it is asked for
NOT_AHEAD = -1  # days: a backup dated further ahead was made under a wrong clock, nobody knows how old it is
TESTED, REMIND = "cadangan.uji", "cadangan.hari"


def keep(ctx: Context, sebab: str) -> LocalBackup:
    """Make a proven backup in the data folder now (before an import, a restore, a new key). ``sebab``: of
    ``backups.SEBAB``. Problems: those of ``backups.keep``; then what was to follow must not happen.
    """
    return run_to_end(keep_job(ctx, sebab))


def keep_job(ctx: Context, sebab: str) -> Job[LocalBackup]:
    """The same in steps."""
    from jamsos_desktop.store import backups

    return (yield from backups.keep_job(ctx.folder, ctx.dek, ctx.clock.now(), sebab))


def keep_fresh_job(ctx: Context, sebab: str) -> Job[LocalBackup | None]:
    """The same, unless the newest own backup holds all the work: then None."""
    from jamsos_desktop.store import backups

    found = newest(ctx)
    with ctx.open() as db:
        if found is not None and not backups.work_since(db, found):
            return None
    return (yield from keep_job(ctx, sebab))


def newest(ctx: Context) -> LocalBackup | None:
    """The newest own backup of this very data that can be read."""
    from jamsos_desktop.store import backups

    return next(iter(backups.own(ctx.folder)), None)


def own_made(folder: DataFolder) -> datetime | None:
    """When the newest of the desk's own backups was made, by the file's own time; None without one."""
    made = [path.stat().st_mtime for path in folder.backups.glob("oto-*.jdc")]
    return datetime.fromtimestamp(max(made), moment_here().tzinfo) if made else None


class BackingUp:
    """Part of ``Desk``: needs its context and connection. Jobs open their own."""

    ctx: Context
    _db: Database
    closing: Callable[[], object] | None = None  # called once, before the desk is closed
    backup_failure: Problem | None = None  # why the last own backup was not made
    _newest: LocalBackup | None = None  # the newest own backup, once it was looked up

    def go_on(self, ctx: Context) -> None:
        """Go on with another context of the same folder; ``Desk`` has it."""
        raise NotImplementedError

    # When.

    def backup_due(self) -> bool:
        """Whether so much was saved that a backup of the desk's own is due; quick enough to ask every minute."""
        return not self.ctx.refusal and self._work() >= EVERY

    def backup_stale(self) -> bool:
        """Whether anything at all was saved since the newest own backup."""
        return not self.ctx.refusal and self._work() > 0

    def _work(self) -> int:
        from jamsos_desktop.store import backups

        if self._newest is None:
            self._newest = newest(self.ctx)
        return backups.work_since(self._db, self._newest)

    # Making.

    def auto_backup_job(self, sebab: str) -> Job[LocalBackup | None]:
        """A backup of the desk's own behind the window; None when nothing was saved since the last.

        A failure is raised and kept in ``backup_failure`` until one is made again.
        """
        if self.ctx.refusal:
            return None
        try:
            made = yield from keep_fresh_job(self.ctx, sebab)
        except Problem as problem:
            self.backup_failure = problem
            raise
        self.backup_failure, self._newest = None, made
        return made

    def closing_backup(self) -> LocalBackup | None:
        """The backup at the end of work, when something was saved since the last one."""
        return run_to_end(self.auto_backup_job("tutup")) if self.backup_stale() else None

    # What there is.

    def newest_backup(self) -> datetime | None:
        """When the data were backed up last, on this laptop or elsewhere; None when never. Quick: opens no file."""
        from jamsos_desktop.desk import handover

        last = handover.last_backup(self._db)
        return max((made for made in (own_made(self.ctx.folder), last.waktu if last else None) if made), default=None)

    def local_backups(self) -> list[LocalBackup]:
        """The desk's own backups, the newest first; damaged ones are left out."""
        from jamsos_desktop.store import backups

        return backups.own(self.ctx.folder)

    def backups_to_go(self) -> list[LocalBackup]:
        """Which own backups the next one will let go."""
        from jamsos_desktop.store import backups

        return backups.to_go(self.ctx.folder)

    def backup_state(self) -> BackupState:
        """How safe the data are just now."""
        from jamsos_desktop.desk import handover
        from jamsos_desktop.desk.backing_records import BackupState
        from jamsos_desktop.store import backups

        own, luar, days = self.local_backups(), handover.last_backup(self._db), self._days_outside()
        old_words = handover.words_changed(self.ctx.folder, self._db)
        last = newest(self.ctx)
        return BackupState(last, len(own), backups.work_since(self._db, last), luar,
                           None if days is None else max(0, days), self._outside_due(), self.backup_days(),
                           last_test(self._db), test_due(self.ctx, self._db), self.backup_failure, old_words)

    def backup_reminder(self) -> str:
        """What is due for the backups in a sentence, "" when nothing is; quick. Who only looks on is asked nothing."""
        if self.ctx.refusal:
            return ""
        if self._outside_due():
            return "Sudah waktunya mencadangkan ke flashdisk."
        return "Sudah waktunya menguji cadangan." if test_due(self.ctx, self._db) else ""

    def _days_outside(self) -> int | None:
        """Days since the last backup elsewhere; None when there is none."""
        from jamsos_desktop.desk import handover

        last = handover.last_backup(self._db)
        return (self.ctx.today - last.waktu.date()).days if last else None

    def _outside_due(self) -> bool:
        from jamsos_desktop.desk import handover

        days = self._days_outside()
        return days is None or handover.words_changed(self.ctx.folder, self._db) \
            or not NOT_AHEAD <= days <= self.backup_days()

    def backup_days(self) -> int:
        """After how many days a backup elsewhere is asked for."""
        return int(office.setting(self._db, REMIND, DAYS))

    def set_backup_days(self, days: int) -> None:
        """Choose it, 1 to 60. Problem HARI_SALAH."""
        if not 1 <= days <= MOST_DAYS:
            raise Problem("HARI_SALAH", f"Pengingat cadangan {days} hari tidak bisa dipakai.", TIDAK_BERUBAH,
                          f"Pilih 1 sampai {MOST_DAYS} hari.")
        if days != self.backup_days():
            with self._db.write():
                office.put_setting(self._db, REMIND, days)
                history.append(self._db, self.ctx.actor(), "setelan", "cadangan", "", [REMIND])

    # Going back.

    def compare_local_job(self, path: Path) -> Job[Comparison]:
        """What a backup of this desk holds, and what is newer now (``backing_restoring.compare_job``)."""
        from jamsos_desktop.desk import backing_restoring

        return backing_restoring.compare_job(self.ctx, path)

    def restore_local_job(self, path: Path) -> Job[LocalRestored]:
        """Go back to a backup of this desk; call ``take_restored`` when done (``backing_restoring.restore_job``)."""
        from jamsos_desktop.desk import backing_restoring

        return backing_restoring.restore_job(self.ctx, path)

    def take_restored(self) -> None:
        """Go on with what was restored: office, settings and people of the file as it is now."""
        from jamsos_desktop.desk import opening
        from jamsos_desktop.desk.data_rights import finish_erasing
        from jamsos_desktop.desk.unlocking import Unlocked

        self._newest = None
        self.go_on(opening.context_of(self.ctx.folder, Unlocked(self.ctx.dek, self.ctx.user_id), self.ctx.clock))
        if not self.ctx.refusal:
            finish_erasing(self.ctx, self._db)


def last_test(db: Database) -> LastTest | None:
    """The last time a backup was opened whole."""
    from jamsos_desktop.desk.backing_records import LastTest

    kept = office.setting(db, TESTED)
    return LastTest(datetime.fromisoformat(kept["waktu"]), kept["nama"], bool(kept.get("kata"))) if kept else None


def test_due(ctx: Context, db: Database) -> bool:
    """Whether a backup should be opened once to see that it can be: each year, the first time after three months."""
    tested = last_test(db)
    if tested is not None:
        return not NOT_AHEAD <= (ctx.today - tested.waktu.date()).days <= TEST_DAYS
    begun = history.first_day(db)
    return begun is not None and ctx.today > begun + timedelta(days=FIRST_TEST_DAYS)


def note_test(ctx: Context, nama: str, kode_periksa: str, kata: bool) -> None:
    """Remember that a backup of this desk was opened whole; a desk that only reads notes nothing."""
    if ctx.refusal:
        return
    actor = ctx.actor()
    with ctx.open() as db, db.write():
        office.put_setting(db, TESTED, {"waktu": actor.stamp, "nama": nama, "kata": kata})
        history.append(db, actor, "cadangan.uji", "cadangan", kode_periksa)
