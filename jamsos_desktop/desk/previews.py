"""Pages as pictures: the form while it is typed, a sheet of a bundle, a finished PDF for the printer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import judge_in
from jamsos_desktop.desk.printing_context import bundle_name, next_bundle, print_context
from jamsos_desktop.desk.printing_records import PrintOrder
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import outgoing


class PageBox(NamedTuple):
    """Where a field stands on a picture, in pixels from its top left corner."""

    key: str
    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """Page ``page`` (from 0) of ``pages`` as a picture: BGRX ``data``, sizes in pixels."""

    data: bytes
    width: int
    height: int
    stride: int
    page: int
    pages: int
    boxes: tuple[PageBox, ...]


def preview_job(ctx: Context, person: Peserta, kertas: str, page: int, scale: float) -> Job[PreviewPage]:
    """The form of a person as it stands on the screen, saved or not; ``scale`` 1.0 = 72 dpi."""
    from jamsos_desktop.desk.printing_forms import print_person

    with ctx.open() as db:
        yield Progress(0, 1)
        result = judge_in(ctx, db, person)
        paper = print_context(ctx, db, kertas, "")
        copies = outgoing.trails(db, ctx.today, [person.uid]).get(person.uid, outgoing.Trail()).copies
        made = print_person(ctx, person, result, paper, copies, draf=bool(result.blocking))
        return _picture(Sheet(jenis="formulir", people=(made,)), paper, page, scale)


def sheet_preview_job(ctx: Context, order: PrintOrder, index: int, scale: float, page: int = 0) -> Job[PreviewPage]:
    """The picture of a page of one sheet of a plan (both from 0)."""
    from jamsos_desktop.desk.printing import ask, make_sheet
    from jamsos_desktop.desk.printing_kinds import planned_sheets

    with ctx.open() as db:
        yield Progress(0, 1)
        asked = ask(ctx, db, order)
        plan = planned_sheets(asked)
        if not 0 <= index < len(plan):
            raise Problem("TAK_ADA_CETAK", "Lembar itu tidak ada.", TIDAK_BERUBAH, "Pilih orang dan dokumen.")
        paper = print_context(ctx, db, order.kertas, order.bundel or bundle_name(next_bundle(db)),
                              blangko=not order.opsi.tanpa_blangko)
        return _picture(make_sheet(asked, plan[index], paper), paper, page, scale)


def _picture(sheet: Sheet, paper: PrintContext, page: int, scale: float) -> PreviewPage:
    from jamsos_desktop.paper.book import preview
    from jamsos_desktop.paper.draw import raster

    made = preview(sheet, paper)
    page = max(0, min(page, made.pages - 1))
    image = raster.render(made.pdf, page, scale)
    boxes = tuple(PageBox(b.key, *(side * scale for side in (b.x, b.y, b.w, b.h)))
                  for b in made.boxes if b.page == page)
    return PreviewPage(image.data, image.width, image.height, image.stride, page, made.pages, boxes)


def pdf_picture(pdf: bytes, scale: float) -> PreviewPage:
    """The first page of a PDF as a picture."""
    from jamsos_desktop.paper.draw import raster

    image = raster.render(pdf, 0, scale)
    return PreviewPage(image.data, image.width, image.height, image.stride, 0, raster.page_count(pdf), ())


def pdf_page(pdf: bytes, page: int, scale: float) -> PreviewPage:
    """A page of somebody else's PDF as a picture. Problem SCAN_TAK_TAMPIL: it is locked, damaged or empty."""
    from jamsos_desktop.paper.draw import raster

    try:
        pages = raster.page_count(pdf)
        page = max(0, min(page, pages - 1))
        image = raster.render(pdf, page, scale)
    except raster.Unreadable as cause:
        raise Problem("SCAN_TAK_TAMPIL", "Isi PDF ini tidak bisa ditampilkan.", "File scan-nya tidak diubah.",
                      "Pindai lagi kertasnya, lalu ganti scan ini.") from cause
    return PreviewPage(image.data, image.width, image.height, image.stride, page, pages, ())


def page_job(pdf: Path, page: int, scale: float) -> Job[PreviewPage]:
    """One page of a finished PDF, for the printer (at 300 dpi a page is 35 MB: one at a time)."""
    from jamsos_desktop.paper.draw import raster

    try:
        data = pdf.read_bytes()
    except OSError as error:
        raise Problem("PDF_TIDAK_ADA", f"File {pdf.name} tidak bisa dibaca lagi di {pdf.parent.name or pdf.parent}.",
                      "Data peserta tetap utuh.", "Cetak sekali lagi.") from error
    total = raster.page_count(data)
    yield Progress(page, total, f"Halaman {page + 1}")
    image = raster.render(data, page, scale)
    return PreviewPage(image.data, image.width, image.height, image.stride, page, total, ())


def made_sheet_job(pdf: Path, first: int, many: int, page: int, scale: float) -> Job[PreviewPage]:
    """One page of a sheet in a finished PDF: its ``many`` pages start at ``first`` (from 0); one beyond is its last."""
    at = min(page, many - 1)
    found = yield from page_job(pdf, first + at, scale)
    return replace(found, page=at, pages=many)
