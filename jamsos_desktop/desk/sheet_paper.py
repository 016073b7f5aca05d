"""The recovery sheet on paper: a picture for the printer, a PDF where the clerk wants it, a twin without words for
the screen. The words go through memory alone; no file is made that nobody asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, vault
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:
    from jamsos_desktop.desk.previews import PreviewPage
    from jamsos_desktop.desk.staffing_records import RecoverySheet

PAPERS = ("A5", "A4", "F4")


class SheetPaper:
    """A part of ``Desk``; its jobs need only the context and may run in any thread."""

    ctx: Context
    _db: Database

    def sheet_missing(self) -> bool:
        """Whether whoever works here should print a recovery sheet: there is a PIN, and no sheet in the cupboard."""
        from jamsos_desktop.desk.staffing_slots import valid_note

        return ("pin" in vault.kinds(self.ctx.folder) and self.ctx.role.may(Right.KUNCI)
                and valid_note(self.ctx.folder, self._db) is None)

    def recovery_pdf(self, sheet: RecoverySheet, kertas: str = "A5", penyimpan: str = "") -> bytes:
        """The sheet with its words as a PDF of one page; ``penyimpan``: who keeps it. Problem HAK_TIDAK_CUKUP."""
        self.ctx.must(Right.KUNCI)
        return _pdf(self.ctx, sheet, kertas, penyimpan, sheet.words)

    def recovery_page_job(self, sheet: RecoverySheet, kertas: str, penyimpan: str, scale: float) -> Job[PreviewPage]:
        """The sheet with its words as a picture for the printer; ``scale``: pixels of one point."""
        from jamsos_desktop.desk.previews import pdf_picture

        yield Progress(0, 1, "Lembar pemulihan")
        return pdf_picture(self.recovery_pdf(sheet, kertas, penyimpan), scale)

    def recovery_preview_job(self, sheet: RecoverySheet, penyimpan: str, scale: float) -> Job[PreviewPage]:
        """The sheet as the screen shows it: no words, no QR code."""
        from jamsos_desktop.desk.previews import pdf_picture

        yield Progress(0, 1, "Lembar pemulihan")
        return pdf_picture(_pdf(self.ctx, sheet, "A5", penyimpan, ()), scale)

    def save_recovery(self, sheet: RecoverySheet, kertas: str, penyimpan: str, path: Path) -> Path:
        """Write the sheet as a PDF where the clerk chose; whole or not at all. Problems: HANYA_BACA, DISK_PENUH."""
        from jamsos_desktop.files import is_full, replace_whole

        data = self.recovery_pdf(sheet, kertas, penyimpan)
        try:
            replace_whole(path, data, private=True)
        except OSError as error:
            if is_full(error):
                raise Problem("DISK_PENUH", "Tempat simpan itu penuh.", "Lembar pemulihan belum berubah.",
                              "Kosongkan tempat, atau pilih flashdisk lain.") from error
            raise Problem("HANYA_BACA", "PDF tidak bisa ditulis di sana.", "Lembar pemulihan belum berubah.",
                          "Pilih folder atau flashdisk lain.") from error
        return path

    def recovery_printed(self, sheet: RecoverySheet, cara: str) -> None:
        """Note that the words were shown: on ``kertas``, in a ``pdf``, or written by ``tangan``. Problem
        HAK_TIDAK_CUKUP: nobody else has seen them."""
        self.ctx.must(Right.KUNCI)
        with self.ctx.open() as db, db.write():
            history.append(db, self.ctx.actor(), "cetak", "lembar_pemulihan", str(sheet.nomor), alasan=cara)


def _pdf(ctx: Context, sheet: RecoverySheet, kertas: str, penyimpan: str, words: tuple[str, ...]) -> bytes:
    from jamsos_desktop.paper.single.recovery import RecoveryInfo, recovery_sheet
    from jamsos_desktop.store.words import qr_text

    info = RecoveryInfo(tempat=ctx.unit.sebutan, kode=ctx.unit.kode, dibuat=sheet.dibuat, nomor=sheet.nomor,
                        pembuat=ctx.user, penyimpan=penyimpan, kata=words,
                        qr=qr_text(words) if words else "")
    return recovery_sheet(info, kertas)


def typed_words(text: str) -> tuple[str, ...]:
    """The words of a sheet in whatever was typed, pasted or scanned from its QR code."""
    from jamsos_desktop.model.parse import clean
    from jamsos_desktop.store.words import from_text

    return from_text(clean(text))


def words_fit(words: Sequence[str]) -> bool:
    """Whether these are the twelve words of some sheet, by their check bits."""
    from jamsos_desktop.store.words import entropy_of

    try:
        entropy_of(words)
    except Problem:
        return False
    return True
