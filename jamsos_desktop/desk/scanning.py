"""Scans of a person's papers: taken in, shown, removed. They stay sealed in this desk and do not travel."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from io import BytesIO
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

MOST_BYTES = 5 << 20
MOST_DOTS = 40_000_000  # more would take hundreds of megabytes to show
# What a file is by its first bytes, whatever its name says.
_SIGNS = ((b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"%PDF-", "pdf"))


class Scanning:
    """Part of ``Desk``: needs its context and connection."""

    ctx: Context
    _db: Database

    def scans(self, uid: str) -> dict[str, Scan]:
        """Paper code -> scan of one person."""
        return scans.of(self._db, uid)

    def attach_scan(self, uid: str, kode: str, path: Path) -> Scan:
        """Keep a picture or PDF as the scan of a paper, in place of one before.

        Problems: PESERTA_TIDAK_ADA, BERKAS_TAK_DIKENAL, FILE_TIDAK_ADA, SCAN_BESAR, SCAN_BUKAN_GAMBAR, those of
        writing; nothing is changed then.
        """
        person = people.read(self._db, uid)
        assert person is not None
        persons.check_paper(self.ctx, person.kelompok, kode)
        data = _read(path)
        name = f"{hashlib.sha256(data).hexdigest()}.{kind_of(data, path.name)}"
        refuse_bomb(data, path.name)
        Attachments(self.ctx.folder, self.ctx.dek).put(name, data)  # first: a note never points to nothing
        before = scans.of(self._db, uid).get(kode)
        with self._db.write():
            scans.put(self._db, self.ctx.actor(), uid, kode, name)
            persons.refresh(self.ctx, self._db, [uid])
        forget(self.ctx, self._db, [before.nama] if before else [])
        return scans.of(self._db, uid)[kode]

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


def kind_of(data: bytes, name: str) -> str:
    """``jpg``, ``png`` or ``pdf`` by content; Problem SCAN_BUKAN_GAMBAR for anything else."""
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            return kind
    raise Problem("SCAN_BUKAN_GAMBAR", f"File {name} bukan foto (JPG, PNG) atau PDF.", TIDAK_BERUBAH,
                  "Foto atau pindai kertasnya, lalu pilih file itu.")


def refuse_bomb(data: bytes, name: str) -> None:
    """Refuse a small file that unpacks to more than 40 million dots (Problem SCAN_BESAR), by its head alone."""
    from PIL import Image, UnidentifiedImageError

    with suppress(UnidentifiedImageError, OSError, SyntaxError, ValueError):  # damaged: kept as it is, it may be all
        try:
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
                dots = picture.width * picture.height
        except Image.DecompressionBombError:
            dots = MOST_DOTS + 1
        if dots > MOST_DOTS:
            raise Problem("SCAN_BESAR", f"Foto {name} lebih dari 40 juta titik.", TIDAK_BERUBAH,
                          "Kecilkan fotonya, atau foto lagi dengan ukuran biasa.")


def _read(path: Path) -> bytes:
    from jamsos_desktop.exchange.files import read_limited

    return read_limited(path, MOST_BYTES, Problem(
        "SCAN_BESAR", f"File {path.name} lebih besar dari 5 MB.", TIDAK_BERUBAH,
        "Pindai dengan ukuran lebih kecil, atau potong fotonya."))
