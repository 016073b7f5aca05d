"""The offices' own blanks at the desk: which are in force, whether a mapping is sound, what will fit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import judge_in
from jamsos_desktop.desk.printing import ask, check_order, make_sheet
from jamsos_desktop.desk.printing_blank_records import BlankChecked, BlankField, BlankInfo, FitReport, FitRow
from jamsos_desktop.desk.printing_context import bundle_name, next_bundle, print_context
from jamsos_desktop.desk.printing_forms import print_person, shown_name
from jamsos_desktop.desk.printing_kinds import planned_sheets
from jamsos_desktop.desk.printing_records import Asked, PrintOrder
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import longest, people

if TYPE_CHECKING:
    from jamsos_desktop.paper.blank.map import BlankMap
    from jamsos_desktop.paper.blank.records import BlankFile
    from jamsos_desktop.paper.makers import Maker

TRIED = ("formulir", "f1", "f1_wadah")  # papers with boxes; in the others a value takes the lines it needs
_MEND = "Perbaiki pemetaannya (lihat docs/blangko.md), lalu periksa lagi."


def blanks(ctx: Context) -> tuple[BlankInfo, ...]:
    """The blanks of the settings in force, by the names of their mappings."""
    from jamsos_desktop.paper.blank.map import maps

    return tuple(BlankInfo(name, one.jenis, one.segmen, one.judul, one.cara, one.kertas, one.sumber, one.keyakinan)
                 for name, one in maps(ctx.policy.blangko).items())


def fit_test_job(ctx: Context, order: PrintOrder) -> Job[FitReport]:
    """Try the values of every sheet of an order that has boxes, and those of the longest texts of the village.

    Nothing is written and no number is taken. Problems: KERTAS_SALAH, DOKUMEN_TAK_DIKENAL, BLANGKO_RUSAK.
    """
    from jamsos_desktop.paper.draw.document import Document
    from jamsos_desktop.paper.makers import Makers

    check_order(order)
    rows: list[FitRow] = []
    tried = 0
    with ctx.open() as db:
        asked = ask(ctx, db, order)
        paper = print_context(ctx, db, order.kertas, order.bundel or bundle_name(next_bundle(db)),
                              blangko=not order.opsi.tanpa_blangko)
        makers = Makers(Document(order.kertas, "", paper.formulir), paper)
        plan = [planned for planned in planned_sheets(asked) if planned.jenis in TRIED]
        others = _longest(asked) if "formulir" in order.jenis else ()
        for planned in plan:
            yield Progress(tried, len(plan) + len(others), planned.nama)
            tried += 1
            try:
                sheet = make_sheet(asked, planned, paper)
            except Problem as problem:
                rows.append(FitRow(planned.nama, "", planned.jenis, "", problem.apa, 0, "tidak_jadi"))
                continue
            rows += _rows(makers.of(sheet.jenis), sheet, planned.uids[:1])
        for uid in others:
            yield Progress(tried, len(plan) + len(others))
            tried += 1
            sheet = _of_another(asked, uid, paper)
            rows += [row._replace(dipilih=False) for row in _rows(makers.of(sheet.jenis), sheet, (uid,))]
    return FitReport(tuple(rows), tried)


def _longest(asked: Asked) -> tuple[str, ...]:
    """Who is not in the order and has the longest text of the village in some field."""
    chosen = {one.uid for one in asked.allowed}
    return tuple(uid for uid in longest.holders(asked.db) if uid not in chosen)


def _of_another(asked: Asked, uid: str, paper: PrintContext) -> Sheet:
    (person,) = people.read_many(asked.db, [uid])
    return Sheet(jenis="formulir", people=(print_person(asked.ctx, person, judge_in(asked.ctx, asked.db, person),
                                                        paper, 0),))


def _rows(maker: Maker, sheet: Sheet, uids: Sequence[str]) -> list[FitRow]:
    from jamsos_desktop.paper.fitting import Fits, worst

    name = shown_name(sheet.people[0].peserta) if sheet.people else sheet.name
    uid = uids[0] if uids else ""
    found = maker.fit(sheet) if isinstance(maker, Fits) else []
    return [FitRow(name, uid, sheet.jenis, one.key, one.label, len(one.text), one.what) for one in worst(found)]


def check_blank(path: Path) -> BlankChecked:
    """A mapping (.toml, its file beside it) or a bare PDF, whose fields are wanted. Changes nothing.

    Problems: FILE_TIDAK_ADA, BLANGKO_SALAH with file and field.
    """
    from jamsos_desktop.paper.blank import check as blank_check
    from jamsos_desktop.paper.blank.map import parse

    try:
        if path.suffix.lower() != ".toml":
            return _checked(path.name, blank_check.bare(path.name, _bytes(path)))
        try:
            mapping = parse(_bytes(path))
        except ValueError as cause:
            raise blank_check.BlankFault(path.name, str(cause)) from cause
        return _mapped(path, mapping)
    except blank_check.BlankFault as fault:
        raise Problem("BLANGKO_SALAH", f"Blangko tidak bisa dipakai, {fault.where}: {fault.why}.", TIDAK_BERUBAH,
                      _MEND) from fault


def _mapped(path: Path, mapping: BlankMap) -> BlankChecked:
    from jamsos_desktop.paper.blank import check as blank_check

    beside = path.parent / mapping.berkas
    inside = bool(mapping.berkas) and beside.parent == path.parent and beside.is_file()
    blank = blank_check.check_one(path.name, mapping, {mapping.berkas: _bytes(beside)} if inside else {})
    return _checked(mapping.judul, blank, len(mapping.pages))


def _checked(judul: str, blank: BlankFile | None, pages: int = 0) -> BlankChecked:
    from jamsos_desktop.paper.draw.document import MM

    if blank is None:
        return BlankChecked(judul, pages, (), ())
    found: dict[str, BlankField] = {}
    for spot in blank.spots:
        high = blank.pages[spot.page].height
        states = (*found[spot.name].states, spot.state) if spot.name in found else (spot.state,)
        found[spot.name] = BlankField(spot.name, spot.kind, spot.page + 1, spot.x / MM, (high - spot.y - spot.h) / MM,
                                      spot.w / MM, spot.h / MM, tuple(filter(None, states)), spot.cells)
    return BlankChecked(judul, len(blank.pages), tuple(found.values()), blank.loose)


def _bytes(path: Path) -> bytes:
    from jamsos_desktop.exchange.files import read_limited
    from jamsos_desktop.paper.blank.records import LARGEST_FILE

    return read_limited(path, LARGEST_FILE, Problem(
        "BLANGKO_SALAH", f"Blangko tidak bisa dipakai, {path.name}: lebih besar dari 4 MiB.", TIDAK_BERUBAH, _MEND))


def calibration_pdf(kertas: str, printer: str = "", right: float = 0.0, down: float = 0.0) -> bytes:
    """The calibration sheet of a printer, a PDF of one page. Problem KERTAS_SALAH."""
    from jamsos_desktop.paper.single.calibration import calibration_sheet

    check_order(PrintOrder((), (), kertas))
    return calibration_sheet(kertas, printer, right, down)
