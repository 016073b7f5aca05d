"""Making the bundle: sheets in, one PDF out, whole or absent; and one sheet for the screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jamsos_desktop.files import is_full, replace_whole
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paper.ceklis import Ceklis
from jamsos_desktop.paper.document import Document
from jamsos_desktop.paper.formulir import Formulir
from jamsos_desktop.paper.sheets import PAPERS, BookLog, BookResult, Box, Preview, PrintContext, Sheet
from jamsos_desktop.problems import Problem


class _Printer:
    """One PDF under construction and the kinds of paper compiled into it."""

    def __init__(self, ctx: PrintContext, title: str) -> None:
        self.doc = Document(ctx.kertas, title, ctx.formulir)
        self._formulir = Formulir(self.doc, ctx)
        self._ceklis = Ceklis(self.doc, ctx)

    def add(self, sheet: Sheet) -> int:
        """Add the pages of one sheet; raises Problem with nothing added."""
        if sheet.jenis == "ceklis":
            return self._ceklis.add(sheet)
        return self._formulir.add(sheet.people[0])

    def boxes(self, sheet: Sheet) -> tuple[Box, ...]:
        return () if sheet.jenis == "ceklis" else self._formulir.boxes(sheet.people[0])


def write_book(sheets: Sequence[Sheet], ctx: PrintContext, out: Path, log: BookLog | None = None) -> Job[BookResult]:
    """Write the sheets as one PDF and yield Progress before each.

    A sheet that cannot be made is left out with its reason, the others go on. Closing the job keeps
    the finished sheets: they are in ``out`` and in ``log``. Raises Problem DISK_PENUH or
    TIDAK_BISA_TULIS; then nothing new stands at ``out``. No sheet made: no file.
    """
    log = log if log is not None else BookLog()
    printer = _Printer(ctx, f"Bundel {ctx.bundel}".strip())
    try:
        for i, sheet in enumerate(sheets):
            yield Progress(i, len(sheets), sheet.name)
            try:
                log.pages += printer.add(sheet)
                log.made.append(i)
            except Problem as problem:
                log.skipped.append((i, problem.apa))
    except GeneratorExit:
        _finish(printer.doc, out)
        raise
    _finish(printer.doc, out)
    yield Progress(len(sheets), len(sheets))
    return BookResult(log.pages, tuple(sheets[i].name for i in log.made),
                      tuple((sheets[i].name, reason) for i, reason in log.skipped))


def _finish(doc: Document, out: Path) -> None:
    if doc.pages:
        write_whole(out, doc.bytes())


def preview(sheet: Sheet, ctx: PrintContext) -> Preview:
    """One sheet as PDF with the places of its fields (same page as the printed one)."""
    printer = _Printer(ctx, PAPERS[sheet.jenis].nama)
    pages = printer.add(sheet)
    return Preview(printer.doc.bytes(), printer.boxes(sheet), pages)


def write_whole(out: Path, data: bytes) -> None:
    """Write ``data`` to ``out`` so that it is whole or absent; raises Problem."""
    try:
        replace_whole(out, data)
    except OSError as error:
        raise _write_problem(out, error) from error


def _write_problem(out: Path, error: OSError) -> Problem:
    if is_full(error):
        return Problem("DISK_PENUH", f"Tempat penyimpanan penuh, {out.name} belum jadi.",
                       "Data peserta aman dan tidak berubah.",
                       "Kosongkan tempat atau pilih folder lain, lalu cetak lagi.")
    return Problem("TIDAK_BISA_TULIS", f"{out.name} tidak bisa ditulis di folder {out.parent.name or out.parent}.",
                   "Data peserta aman dan tidak berubah.", "Pilih folder lain, atau tutup PDF itu bila sedang dibuka.")
