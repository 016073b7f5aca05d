"""Scans of a person's papers: taken in, shown, removed. They stay sealed in this desk and do not travel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import people, scans
from jamsos_desktop.store.attachments import Attachments
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.scans import Scan

if TYPE_CHECKING:
    from jamsos_desktop.desk.previews import PreviewPage
    from jamsos_desktop.desk.scan_making import ScanWork
    from jamsos_desktop.desk.scan_records import MadeScan, PhotoFile, ScanEdit, ScanLook


class Scanning:
    """Part of ``Desk``: needs its context and connection."""

    ctx: Context
    _db: Database

    def scans(self, uid: str) -> dict[str, Scan]:
        """Paper code -> scan of one person."""
        return scans.of(self._db, uid)

    def attach_scan(self, uid: str, kode: str, path: Path) -> Scan:
        """Keep a photo (drawn anew, small) or PDF as the scan of a paper, in place of one before.

        Problems: PESERTA_TIDAK_ADA, BERKAS_TAK_DIKENAL, FILE_TIDAK_ADA, SCAN_BESAR, SCAN_BUKAN_GAMBAR, SCAN_RUSAK,
        SCAN_BERGERAK, those of writing; nothing is changed then.
        """
        from jamsos_desktop.desk.scan_making import made_from

        self._check(uid, [kode])
        self.keep_scans(uid, {kode: made_from(path)})
        return scans.of(self._db, uid)[kode]

    def keep_scans(self, uid: str, made: Mapping[str, MadeScan]) -> None:
        """Keep scans made ready, each by the code of its paper, all or none. Problems: see ``attach_scan``."""
        self._check(uid, made)
        kept = Attachments(self.ctx.folder, self.ctx.dek)
        for one in made.values():
            kept.put(one.nama, one.data)  # first: a note never points to nothing
        before = scans.of(self._db, uid)
        with self._db.write():
            for kode, one in made.items():
                scans.put(self._db, self.ctx.actor(), uid, kode, one.nama)
            persons.refresh(self.ctx, self._db, [uid])
        forget(self.ctx, self._db, [before[kode].nama for kode in made if kode in before])

    def _check(self, uid: str, codes: Iterable[str]) -> None:
        person = people.read(self._db, uid)
        assert person is not None
        for kode in codes:
            persons.check_paper(self.ctx, person.kelompok, kode)

    def scan_photos_job(self, folder: Path) -> Job[tuple[PhotoFile, ...]]:
        """The newest photos and PDFs of a folder, newest first. Problem FOLDER_TIDAK_ADA."""
        from jamsos_desktop.desk.scan_finding import newest_job

        return newest_job(folder)

    def scan_thumb_job(self, path: Path, side: int) -> Job[ScanLook]:
        """A photo no larger than ``side`` pixels. Problems of ``scan_open_job``."""
        from jamsos_desktop.desk.scan_making import thumbnail

        yield Progress(0, 1)
        return thumbnail(path, side)

    def scan_open_job(self, path: Path) -> Job[ScanWork]:
        """A photo or PDF in hand, to be made a scan of; the file is only read. Problems: see ``attach_scan``."""
        from jamsos_desktop.desk.scan_making import work_on

        yield Progress(0, 1, path.name)
        return work_on(path)

    def scan_look_job(self, work: ScanWork, edit: ScanEdit) -> Job[ScanLook]:
        """How a photo looks turned and toned, before it is cut; of a PDF its first page. Problem SCAN_TAK_TAMPIL."""
        from jamsos_desktop.desk.scan_making import look

        yield Progress(0, 1)
        return look(work, edit)

    def scan_make_job(self, work: ScanWork, edit: ScanEdit) -> Job[MadeScan]:
        """What ``keep_scans`` keeps of a file in hand. Problem SCAN_RUSAK."""
        from jamsos_desktop.desk.scan_making import make

        yield Progress(0, 1, work.name)
        return make(work, edit)

    def scan(self, uid: str, kode: str) -> bytes:
        """The content of a scan. Problems: SCAN_TIDAK_ADA, LAMPIRAN_RUSAK."""
        return _content(self.ctx, self._db, uid, kode)

    def scan_page_job(self, uid: str, kode: str, page: int, scale: float) -> Job[PreviewPage]:
        """One page (from 0) of a scan that is a PDF, as a picture. Problem SCAN_TAK_TAMPIL when it has none."""
        from jamsos_desktop.desk.previews import pdf_page

        yield Progress(0, 1)
        with self.ctx.open() as db:
            return pdf_page(_content(self.ctx, db, uid, kode), page, scale)

    def drop_scan(self, uid: str, kode: str) -> None:
        """Remove the scan of a paper for good. Problem SCAN_TIDAK_ADA."""
        held = _held(self._db, uid, kode)
        with self._db.write():
            scans.drop(self._db, self.ctx.actor(), uid, kode)
            persons.refresh(self.ctx, self._db, [uid])
        forget(self.ctx, self._db, [held.nama])


def _held(db: Database, uid: str, kode: str) -> Scan:
    found = scans.of(db, uid).get(kode)
    if found is None:
        raise Problem("SCAN_TIDAK_ADA", f"Berkas {kode} orang ini tidak punya scan.", TIDAK_BERUBAH,
                      "Ambil scan-nya lebih dulu.")
    return found


def _content(ctx: Context, db: Database, uid: str, kode: str) -> bytes:
    return Attachments(ctx.folder, ctx.dek).get(_held(db, uid, kode).nama)


def forget(ctx: Context, db: Database, names: list[str]) -> None:
    """Delete sealed scans by name, unless a paper or the proof of a payment still points to one."""
    held = Attachments(ctx.folder, ctx.dek)
    for name in names:
        if not scans.wanted(db, name):
            held.drop(name)


def forget_of_nobody(ctx: Context, db: Database) -> None:
    """Delete the scans of people whose deletion can no longer be undone."""
    if scans.any_of_nobody(db):
        with db.write():
            names = scans.drop_of_nobody(db)
        forget(ctx, db, names)
