"""Verbs that keep a desk going: the district's settings, backups, the move to another laptop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk import devices, policies, policy_taking
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.devices import Notice
from jamsos_desktop.desk.policies import PolicyInfo
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.policy import TableChange
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:  # loaded by the verbs that use them: the window's start would pay for them
    from jamsos_desktop.desk.district.district import District
    from jamsos_desktop.desk.handover import BackupInfo, BackupMade, LastBackup
    from jamsos_desktop.desk.policy_making import PackOrder


class Keeping:
    """Part of ``Desk``: needs its context, its connection and the district's verbs, which follow a new policy."""

    ctx: Context
    _db: Database
    district: District | None

    # The district's settings.

    def policies(self) -> list[PolicyInfo]:
        """All versions this desk holds, newest first, the program's own last."""
        return policies.policies(self.ctx, self._db)

    def policy_changes(self, versi: str) -> tuple[TableChange, ...]:
        """What a version changes against the one before it, table by table."""
        return policies.policy_changes(self._db, versi)

    def check_pack(self, path: Path) -> None:
        """Whether ``take_pack`` could take a file; changes nothing, raises the Problem that says why not."""
        policy_taking.check_pack(self.ctx, self._db, path)

    def take_pack(self, path: Path) -> PolicyInfo:
        """Take in a policy pack; whatever it puts in force today counts from now on, for everybody."""
        taken = run_to_end(self.take_pack_job(path))
        self.use_policy()
        return taken

    def take_pack_job(self, path: Path) -> Job[PolicyInfo]:
        """The same in a thread; call ``use_policy`` when it is done."""
        return policy_taking.take_pack_job(self.ctx, path)

    def roll_back_policy(self, versi: str) -> PolicyInfo:
        """Use a version held here again; later ones are set aside until they are chosen again."""
        wanted = run_to_end(self.roll_back_job(versi))
        self.use_policy()
        return wanted

    def roll_back_job(self, versi: str) -> Job[PolicyInfo]:
        """The same in a thread; call ``use_policy`` when it is done."""
        return policy_taking.roll_back_job(self.ctx, versi)

    def use_policy(self) -> bool:
        """Put the policy of today in force in this open desk; False when it was already."""
        now = policies.in_force_context(self.ctx, self._db)
        if now is self.ctx:
            return False
        self._use(now)
        return True

    def _use(self, ctx: Context) -> None:
        self.ctx = ctx
        if self.district is not None:
            self.district.ctx = ctx

    def export_policy(self, folder: Path) -> Path:
        """Write the tables in force into a new folder below ``folder``, for editing in a spreadsheet program."""
        from jamsos_desktop.desk import policy_making

        return policy_making.export_policy(self.ctx, self._db, folder)

    def make_pack(self, order: PackOrder) -> tuple[str, bytes]:
        """(file name, content) of a new pack for the villages; this desk uses it too from its first day on."""
        from jamsos_desktop.desk import policy_making

        made = policy_making.make_pack(self.ctx, self._db, order)
        self.use_policy()
        return made

    def pack_file(self, versi: str) -> tuple[str, bytes]:
        """(file name, content) of a pack held here, to be handed out again."""
        from jamsos_desktop.desk import policy_making

        return policy_making.pack_file(self.ctx, self._db, versi)

    def target(self, tahun: int) -> dict[str, int]:
        """kelompok -> people this village is to cover in a year, as the district says."""
        return self.ctx.policy.target(self.ctx.unit.kode, tahun)

    def deadline(self, kode: str) -> tuple[date, str] | None:
        """(last day, words) of the next deadline of a kind, as the district says."""
        found = self.ctx.policy.deadline(kode, self.ctx.today)
        return (found.tanggal, found.label) if found else None

    # Backups and the laptop.

    def last_backup(self) -> LastBackup | None:
        """The last backup that was made to a stick or folder, None when there was none."""
        from jamsos_desktop.desk import handover

        return handover.last_backup(self._db)

    def backup_job(self, target: Path, pindah: bool = False, ke: str = "") -> Job[BackupMade]:
        """Back up into a folder (a stick). With ``pindah`` the work goes on elsewhere: call ``reread`` when done."""
        from jamsos_desktop.desk import handover

        return handover.backup_job(self.ctx, target, pindah, ke)

    def check_backup_job(self, path: Path, words: Sequence[str] = ()) -> Job[BackupInfo]:
        """Try a backup without changing its data; ``words``: try the twelve words on it too."""
        from jamsos_desktop.desk import handover

        return handover.check_backup_job(self.ctx, path, words)

    def last_backup_on(self, folder: Path) -> datetime | None:
        """When this desk was last backed up to the stick a folder is on; None for one it does not know."""
        from jamsos_desktop.desk import backing_stick

        return backing_stick.last_on(self._db, folder)

    @property
    def moved(self) -> bool:
        """Whether this desk went to another laptop, so that here it is only read."""
        return self.ctx.moved is not None

    def cancel_move(self, alasan: str) -> None:
        """Let this laptop write again; only while the new one has not made a package (DPMD would see two)."""
        devices.cancel_move(self.ctx, alasan)
        self.reread()

    def reread(self) -> None:
        """Take over what the file says of its laptop: after a move this desk only reads, after a cancel it writes."""
        ctx = devices.recognise(replace(self.ctx, moved=None), self._db)
        self._db.refuse(ctx.refusal)
        self._use(ctx)

    def notices(self) -> tuple[Notice, ...]:
        """What the clerk must know about this laptop until it is settled."""
        return devices.notices(self.ctx, self._db)

    def old_laptop_retired(self) -> None:
        """The laptop this data was copied from is no longer used; the next packages say so."""
        devices.retire_old(self.ctx, self._db)
