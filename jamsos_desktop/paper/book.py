"""Making the bundle: sheets in, one PDF out, whole or absent; and one sheet for the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from jamsos_desktop.files import (
    DriveGone,
    Footing,
    check_footing,
    drop_beside,
    fill_beside,
    footing,
    is_full,
    replace_whole,
    take_place,
)
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.makers import Makers
from jamsos_desktop.paper.sheets import PAPERS, BookLog, BookResult, Later, Preview, PrintContext, Sheet
from jamsos_desktop.problems import Problem

Place = Callable[[Path], None]


def write_book(sheets: Sequence[Sheet | Later], ctx: PrintContext, out: Path, log: BookLog | None = None,
               place: Place = take_place) -> Job[BookResult]:
    """Write the sheets as one PDF and yield Progress before each.

    A sheet that cannot be made is left out with its reason, the others go on. Closing the job keeps
    the finished sheets: they are in ``out`` and in ``log``. ``place`` gives the file, whole beside ``out``, its place;
    what it raises leaves ``out`` to it and takes the file beside away. Raises Problem DISK_PENUH or TIDAK_BISA_TULIS;
    then nothing new stands at ``out``. No sheet made: no file.
    """
    log = log if log is not None else BookLog()
    doc = Document(ctx.kertas, f"Bundel {ctx.bundel}".strip(), ctx.formulir)
    log.pracetak = doc.pre_printed
    on = _stands_on(out)
    makers = Makers(doc, ctx)
    try:
        for i, sheet in enumerate(sheets):
            yield Progress(i, len(sheets), sheet.name)
            try:
                ready = sheet.make() if isinstance(sheet, Later) else sheet
                first = log.pages
                log.pages += makers.of(ready.jenis).add(ready)
                log.made.append(i)
                log.starts[i] = first
            except Problem as problem:
                log.skipped.append((i, problem.apa))
    except GeneratorExit:
        _finish(doc, out, on, place)
        raise
    _finish(doc, out, on, place)
    yield Progress(len(sheets), len(sheets))
    return BookResult(log.pages, tuple(sheets[i].name for i in log.made),
                      tuple((sheets[i].name, reason) for i, reason in log.skipped))


def _finish(doc: Document, out: Path, on: Footing, place: Place) -> None:
    def write() -> None:
        check_footing(out.parent, on)
        fill_beside(out, doc.write)
        try:
            place(out)
        except BaseException:
            drop_beside(out)
            raise

    if doc.pages:
        _whole(out, write)


def _stands_on(out: Path) -> Footing:
    """What the folder stands on before the long work: a stick may be pulled out meanwhile."""
    try:
        return footing(out.parent)
    except OSError as error:
        raise _write_problem(out, error) from error


def preview(sheet: Sheet, ctx: PrintContext) -> Preview:
    """One sheet as PDF with the places of its fields (same page as the printed one)."""
    ctx = replace(ctx, layar=True)
    doc = Document(ctx.kertas, PAPERS[sheet.jenis].nama, ctx.formulir)
    makers = Makers(doc, ctx)
    pages = makers.of(sheet.jenis).add(sheet)
    return Preview(doc.bytes(), makers.boxes(sheet), pages)


def write_whole(out: Path, data: bytes) -> None:
    """Write ``data`` to ``out`` so that it is whole or absent; raises Problem."""
    _whole(out, partial(replace_whole, out, data))


def _whole(out: Path, write: Callable[[], None]) -> None:
    try:
        write()
    except OSError as error:
        raise _write_problem(out, error) from error


def _write_problem(out: Path, error: OSError) -> Problem:
    if isinstance(error, DriveGone):
        return Problem("FLASHDISK_TERCABUT", f"Flashdisk tercabut, {out.name} belum jadi.",
                       "Tidak ada yang ditulis di tempat lain.", "Colok flashdisk itu lagi, lalu ulangi.")
    if is_full(error):
        return Problem("DISK_PENUH", f"Tempat penyimpanan penuh, {out.name} belum jadi.",
                       "Data peserta aman dan tidak berubah.",
                       "Kosongkan tempat atau pilih folder lain, lalu cetak lagi.")
    return Problem("TIDAK_BISA_TULIS", f"{out.name} tidak bisa ditulis di folder {out.parent.name or out.parent}.",
                   "Data peserta aman dan tidak berubah.", "Pilih folder lain, atau tutup PDF itu bila sedang dibuka.")
