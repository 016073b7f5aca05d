"""Newer programs, as the open desk knows them: found on sticks, put in place, told of afterwards, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job
from jamsos_desktop.paths import DataFolder, resource
from jamsos_desktop.problems import Problem

if TYPE_CHECKING:  # loaded by the verbs that use them: the window's start would pay for them
    from jamsos_desktop.desk.upgrading_records import Offer, Program, Ready, StepBack, UpgradeNote, UpgradeState
    from jamsos_desktop.exchange.release_manifest import ReleaseKey
    from jamsos_desktop.store.engine import Database


def project_key() -> ReleaseKey | None:
    """The key this copy of the program knows releases by; None in a copy made without one."""
    from jamsos_desktop.exchange.release_manifest import read_key

    return read_key(resource("rilis", "kunci.pub"))


def put_in_place(ready: Ready) -> None:
    """Put a newer program in place, once the desk is closed; a failure is noted for the next start and raised."""
    from jamsos_desktop.desk import upgrading_kept, upgrading_place

    try:
        upgrading_place.place(ready)
    except Problem as problem:
        folder = DataFolder(ready.data)
        note = upgrading_kept.read_note(folder)
        if note is not None:
            upgrading_kept.write_note(folder, replace(note, gagal=str(problem)))
        raise


def open_again(ready: Ready, *, failed: bool = False) -> None:
    """Start whatever program stands in place now, over the same data. On Windows the installer does it, unless it could
    not begin (``failed``). Problem PEMBARUAN_TIDAK_TERBUKA."""
    from jamsos_desktop.desk import upgrading_place

    if failed or ready.program.jenis != "windows":
        upgrading_place.open_window(ready)


class Upgrading:
    """Part of ``Desk``. ``program`` and ``release_key`` stand for another program or key (a bundle elsewhere)."""

    ctx: Context
    _db: Database
    program: Program | None = None
    release_key: ReleaseKey | None = None

    def _program(self) -> Program:
        from jamsos_desktop.desk.upgrading_place import program_here

        return self.program or program_here()

    def _key(self) -> ReleaseKey:
        from jamsos_desktop.desk.upgrading_steps import without_key

        key = self.release_key or project_key()
        if key is None:
            raise without_key()
        return key

    def upgrade_state(self) -> UpgradeState:
        """What stands of upgrades here; quick, opens no release."""
        from jamsos_desktop.desk import upgrading_kept, upgrading_steps
        from jamsos_desktop.desk.upgrading_records import UpgradeState

        program, note, stopped = self._program(), upgrading_kept.read_note(self.ctx.folder), None
        try:
            upgrading_steps.check_here(self.ctx, program)
            self._key()
        except Problem as problem:
            stopped = problem
        return UpgradeState(program, stopped, note, note is not None and note.ke == program.versi,
                            upgrading_kept.kept_programs(self.ctx.folder, program))

    def releases_job(self, folders: Sequence[Path]) -> Job[tuple[Offer, ...]]:
        """Releases on sticks, what can be put in place first. Problems: RILIS_TANPA_KUNCI, RILIS_KUNCI_RUSAK."""
        from jamsos_desktop.desk import upgrading_finding

        return (yield from upgrading_finding.find_job(folders, self._program(), self._key()))

    def check_release_job(self, path: Path) -> Job[Offer]:
        """One file, every byte of it. Problems: RILIS_TANPA_KUNCI, those of a file that is no whole release."""
        from jamsos_desktop.desk import upgrading_finding

        return (yield from upgrading_finding.check_job(path, self._program(), self._key()))

    def upgrade_job(self, path: Path) -> Job[Ready]:
        """Back up, copy, check, unpack and try; ``put_in_place`` follows when the desk is closed
        (``upgrading_steps.prepare_job``)."""
        from jamsos_desktop.desk import upgrading_steps

        upgrading_steps.check_here(self.ctx, self._program())
        return (yield from upgrading_steps.prepare_job(self.ctx, path, self._program(), self._key()))

    def upgrade_news(self) -> UpgradeNote | None:
        """The upgrade that is to be told now: the first starts of a newer program, until somebody has read it, or one
        that did not come about."""
        from jamsos_desktop.desk import upgrading_kept
        from jamsos_desktop.exchange.release_manifest import version_of

        note = upgrading_kept.read_note(self.ctx.folder)
        if note is None or note.dibaca or version_of(note.ke) < version_of(self._program().versi):
            return None  # read, or another installer has put in place what is newer still
        if note.ke != self._program().versi and not note.gagal:
            return replace(note, gagal=upgrading_kept.installer_said(self.ctx.folder, note.ke))
        return note

    def upgrade_read(self) -> None:
        """Somebody has read it; what a cut-short upgrade left beside the program goes."""
        from jamsos_desktop.desk import upgrading_kept, upgrading_place

        note = upgrading_kept.read_note(self.ctx.folder)
        if note is not None and not self.ctx.refusal:
            upgrading_kept.write_note(self.ctx.folder, replace(note, dibaca=True))
        with suppress(Problem):  # another window may be at an upgrade of its own
            upgrading_place.check_alone(self._program())
            upgrading_kept.clear_up(self.ctx.folder, self._program())

    def step_back(self) -> StepBack | None:
        """What going back to the program before would cost."""
        from jamsos_desktop.desk import upgrading_back

        return upgrading_back.step_back(self.ctx, self._db, self._program())

    def step_back_sheet_job(self, path: Path | None = None) -> Job[Path]:
        """The steps back as a PDF (``upgrading_back.sheet_job``)."""
        from jamsos_desktop.desk import upgrading_back

        return upgrading_back.sheet_job(self.ctx, self._program(), path)
