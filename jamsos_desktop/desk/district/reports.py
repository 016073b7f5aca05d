"""The district's reports: which there are, their pages on screen, and their files as PDF or workbook."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district import (
    coverage_reading,
    report_briefing,
    report_kinds,
    report_lists,
    report_quarter,
    report_recap,
    report_roads,
)
from jamsos_desktop.desk.district.base import Verbs
from jamsos_desktop.desk.district.coverage_records import ReportKind
from jamsos_desktop.desk.district.report_making import Making
from jamsos_desktop.desk.previews import PreviewPage
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.trail_door import exported, write_noted
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database

MAKERS = {"rekap": report_recap.report, "belum_melapor": report_lists.silent, "belum_patuh": report_lists.not_compliant,
          "map_desa": report_roads.report, "laporan_triwulan": report_quarter.report,
          "lewat_masa": report_lists.lapsing, "usia_lewat": report_lists.over_age, "mutu_data": report_lists.quality}


class Reports(Verbs):
    """``kecamatan``: an area code ("" the kabupaten); ``periode``: a quarter "2026-Q4" ("" the present one)."""

    def report_kinds(self) -> list[ReportKind]:
        """Every report, in the order of the menu."""
        return list(report_kinds.KINDS.values())

    def report_periods(self) -> list[tuple[str, str]]:
        """(code, name) of the quarters that can be reported, newest first."""
        return report_kinds.quarters(self.ctx.today)

    def report_areas(self) -> list[tuple[str, str]]:
        """(code, name) of the kecamatan that have desa, by name."""
        found = {unit.area: unit.kecamatan for unit in coverage_reading.read(self.ctx, self.db).units
                 if unit.jenis == "desa"}
        return sorted(found.items(), key=lambda one: one[1])

    def report_name(self, kind: str, bentuk: str, kecamatan: str = "", periode: str = "") -> str:
        """A file name of its own: "rekap-74.02.11-2026-11-21-1042.pdf"."""
        parts = (report_kinds.kind_of(kind).kode.replace("_", "-"), kecamatan, periode,
                 f"{self.ctx.clock.now():%Y-%m-%d-%H%M%S}")
        return "-".join(part for part in parts if part) + bentuk

    def report_job(self, kind: str, path: Path, kelompok: str = "", kecamatan: str = "",
                   periode: str = "") -> Job[Path]:
        """Write a report; ``path`` ends in .pdf or .xlsx. Problems LAPORAN_TAK_DIKENAL, BENTUK_SALAH, PERIODE_SALAH,
        UNIT_TIDAK_ADA, and those of ``write_whole``."""
        bentuk = path.suffix.lower()
        found = report_kinds.kind_of(kind)
        if bentuk not in found.bentuk:
            raise Problem("BENTUK_SALAH", f"{found.nama} tidak bisa dibuat sebagai {path.suffix or 'file itu'}.",
                          TIDAK_BERUBAH, f"Pakai nama file yang berakhir {' atau '.join(found.bentuk)}.")
        yield Progress(0, 2, found.nama)
        with self.ctx.open() as db:
            data = made(self.ctx, db, kind, bentuk, kelompok, kecamatan, periode)
        yield Progress(1, 2, path.name)
        return write_noted(self.ctx, data, path, exported(self.ctx, "laporan", found.nama.lower()))

    def report_page_job(self, kind: str, page: int, scale: float, kelompok: str = "", kecamatan: str = "",
                        periode: str = "") -> Job[PreviewPage]:
        """One page of a report as a picture (for the screen and the printer)."""
        from jamsos_desktop.paper.draw import raster

        report_kinds.kind_of(kind)
        yield Progress(page, page + 1, f"Halaman {page + 1}")
        with self.ctx.open() as db:
            pdf = made(self.ctx, db, kind, report_kinds.PDF, kelompok, kecamatan, periode)
        pages = raster.page_count(pdf)
        image = raster.render(pdf, min(page, pages - 1), scale)
        return PreviewPage(image.data, image.width, image.height, image.stride, min(page, pages - 1), pages, ())

    def whatsapp_silent(self, kecamatan: str = "") -> str:
        """A message for the camat, ready to paste: silent villages, no names of people, no NIK."""
        making = _making(self.ctx, self.db, "", kecamatan, "")
        return report_lists.whatsapp(making, coverage_reading.silent(making.picture, self.db, making.units))


def _making(ctx: Context, db: Database, kelompok: str, kode: str, periode: str) -> Making:
    """Problem UNIT_TIDAK_ADA for an area that is not of this kabupaten."""
    picture = coverage_reading.read(ctx, db)
    return Making(ctx=ctx, db=db, picture=picture, units=picture.inside(kode), kode=kode, kelompok=kelompok,
                  periode=periode)


def made(ctx: Context, db: Database, kind: str, bentuk: str, kelompok: str, kode: str, periode: str) -> bytes:
    """The bytes of a report; a choice that it does not know is passed over, so that its head never says too much."""
    choices = report_kinds.kind_of(kind).pilihan
    making = _making(ctx, db, kelompok if "kelompok" in choices else "", kode if "kecamatan" in choices else "",
                     periode)
    if kind == "bahan_rapat":
        from jamsos_desktop.paper.single.briefing import briefing_pdf

        return briefing_pdf(report_briefing.briefing(making), print_context(ctx, db, "A4", ""))
    found = MAKERS[kind](making)
    if bentuk == report_kinds.XLSX:
        from jamsos_desktop.exchange.report_book import report_book

        return report_book(found, latihan=ctx.latihan)
    from jamsos_desktop.paper.single.report import report_pdf

    return report_pdf(found, print_context(ctx, db, ctx.unit.kertas, ""))
