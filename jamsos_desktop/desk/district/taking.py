"""Terima kiriman: files taken in, and what to do with those that need a decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from jamsos_desktop.desk.district import taking_forks, taking_job
from jamsos_desktop.desk.district.base import Verbs
from jamsos_desktop.desk.district.taking_files import find
from jamsos_desktop.desk.district.taking_records import FileLine, ForkView, TakeInReport, VersionRow
from jamsos_desktop.jobs import Job


class Taking(Verbs):
    """See the module."""

    def scan_files(self, paths: Sequence[Path]) -> list[Path]:
        """Packages in folders and sticks (some levels deep), and every file that was picked itself."""
        return find(paths)

    def take_in_job(self, paths: Sequence[Path], on_line: Callable[[FileLine], None] | None = None) \
            -> Job[TakeInReport]:
        """Take in files and folders; each package is whole and durable before the next is looked at.

        ``on_line`` hears of every file at once, in the thread of the job. Stopped or failed, what was finished
        stays; run again, it is passed over as a repeat. Problems (of this desk's own disk): DISK_PENUH,
        DISK_GAGAL, DATA_SIBUK, HANYA_BACA, TIDAK_BISA_TULIS.
        """
        return taking_job.take_in_job(self.ctx, paths, on_line)

    def deliveries(self, limit: int = 200) -> list[FileLine]:
        """What was taken in or kept aside, newest first."""
        return taking_job.past(self.ctx, self.db, limit)

    def release_held(self, kode: str, kiriman_id: int = 0) -> list[FileLine]:
        """Take in what was kept aside of a village and may go in now, beginning with ``kiriman_id``.

        Call it after the village's key was retired: the first package with another key is its first contact.
        """
        return taking_job.release_held(self.ctx, self.db, kode, kiriman_id)

    def fork_view(self, kiriman_id: int) -> ForkView:
        """Both sides of a fork. Problem CABANG_TIDAK_ADA."""
        return taking_forks.view(self.ctx, self.db, kiriman_id)

    def decide_fork(self, kiriman_id: int, keputusan: str) -> int:
        """``tahan``, ``gabung``, ``a`` or ``b``; returns the number that ``undo_decision`` takes back.

        Problems: CABANG_TIDAK_ADA, CABANG_SUDAH_DIPUTUSKAN.
        """
        return taking_forks.decide(self.ctx, self.db, kiriman_id, keputusan)

    def open_versions(self) -> list[VersionRow]:
        """People changed on two laptops, all versions, until a person chose."""
        return taking_forks.open_versions(self.ctx, self.db)

    def settle_version(self, uid: str, perangkat: str, revisi: int, sidik: str = "") -> int:
        """Say which version of somebody is right; returns a number for ``undo_decision``. Problem VERSI_TIDAK_ADA."""
        return taking_forks.settle(self.ctx, self.db, uid, (perangkat, revisi, sidik))

    def undo_decision(self, putusan_id: int) -> None:
        """Take back any decision about people or forks. Problems: PUTUSAN_TIDAK_ADA, PUTUSAN_BERUBAH."""
        taking_forks.undo(self.ctx, self.db, putusan_id)
