"""Cetak: who may be printed, which sheets in which order, one PDF, and what was printed noted.

A bundle's sheets lie in the order of the checklist: first the checklist itself, then one form a
person. The note (Cetakan) and the new statuses are written once, after the PDF is whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jamsos_desktop import texts
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import Judgement, as_trail, judge, other_holder
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import DIED, KELOMPOK, LEFT, Peserta
from jamsos_desktop.paper.sheets import PAPERS, BerkasDesa, BookLog, BookResult, PrintContext, PrintPerson, Sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules.readiness import core_values
from jamsos_desktop.store import office, outgoing, people, scans
from jamsos_desktop.store.engine import Database

PAPER_SIZES = ("A4", "F4")
FORM_KINDS = ("formulir",)
FORM_VERSION = "1"
BUNDLE_COUNTER = "bundel"


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What to print. ``jenis``: codes of ``papers()``; ``out``: a PDF or a folder, None the outbox."""

    uids: tuple[str, ...]
    jenis: tuple[str, ...]
    kertas: str = "F4"
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class PaperInfo:
    """A kind of paper that can be printed now. ``lingkup``: ``orang`` or ``bundel``."""

    kode: str
    nama: str
    lingkup: str


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """One sheet to come: its kind, what it is called in the list, and whose it is."""

    jenis: str
    nama: str
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintPlan:
    """``refused``: (name, why) of people who may not be printed; ``reprints``: printed before."""

    sheets: tuple[PlannedSheet, ...]
    refused: tuple[tuple[str, str], ...]
    allowed: int
    reprints: int

    def count(self, jenis: str) -> int:
        """Sheets of one kind."""
        return sum(1 for sheet in self.sheets if sheet.jenis == jenis)


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished bundle. ``made``: names of the sheets in the PDF; ``skipped``: (name, why)."""

    path: Path
    bundel: str
    pages: int
    made: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str], ...]


def paper_kinds() -> list[PaperInfo]:
    """Every kind the print page and ``cetak --daftar`` offer, in the order of a bundle."""
    return [PaperInfo(p.kode, p.nama, p.lingkup) for p in PAPERS.values() if p.kode in ("ceklis", "formulir")]


def print_plan(ctx: Context, db: Database, order: PrintOrder) -> PrintPlan:
    """Who and what would be printed; nothing is written."""
    allowed, refused = sorted_out(ctx, db, order)
    trails = outgoing.trails(db, ctx.today, [p.uid for p, _ in allowed])
    reprints = sum(1 for p, _ in allowed if trails.get(p.uid, outgoing.Trail()).copies)
    return PrintPlan(planned_sheets(order, [p for p, _ in allowed]), refused, len(allowed), reprints)


def sorted_out(ctx: Context, db: Database, order: PrintOrder) \
        -> tuple[list[tuple[Peserta, Judgement]], tuple[tuple[str, str], ...]]:
    """Who may be printed, in the order of the checklist, and (name, why) of who may not."""
    found = people.read_many(db, list(dict.fromkeys(order.uids)))
    trails = outgoing.trails(db, ctx.today, [p.uid for p in found])
    doubles, scanned = people.doubled_niks(db, ctx.today), scans.codes(db, [p.uid for p in found])
    allowed, refused = [], []
    for person in found:
        others = other_holder(person, doubles.get(person.nik, ()))
        trail = as_trail(trails.get(person.uid, outgoing.Trail()))
        result = judge(ctx, person, others, trail, scanned.get(person.uid, frozenset()))
        if result.blocking:
            refused.append((shown_name(person), result.blocking[0].singkat))
        elif result.status in LEFT:
            refused.append((shown_name(person), "Meninggal" if result.status == DIED else "Sudah keluar"))
        else:
            allowed.append((person, result))
    # The order of the checklist: group by group, then by name.
    allowed.sort(key=lambda pair: (KELOMPOK.index(pair[0].kelompok), pair[0].nama, pair[0].nomor))
    return allowed, tuple(refused)


def shown_name(person: Peserta) -> str:
    return texts.title_name(person.mentah.get("nama", person.nama)) or person.nomor or "Tanpa nama"


def planned_sheets(order: PrintOrder, allowed: Sequence[Peserta]) -> tuple[PlannedSheet, ...]:
    """The sheets of a bundle in the order they lie in the map."""
    found: list[PlannedSheet] = []
    for jenis in (p.kode for p in paper_kinds() if p.kode in order.jenis):
        if PAPERS[jenis].lingkup == "bundel":
            for kelompok in KELOMPOK:
                group = tuple(p.uid for p in allowed if p.kelompok == kelompok)
                if group:
                    name = f"{PAPERS[jenis].nama}, {code_label('kelompok', kelompok)}"
                    found.append(PlannedSheet(jenis, name, group))
        else:
            found += [PlannedSheet(jenis, shown_name(p), (p.uid,)) for p in allowed]
    return tuple(found)


def print_job(ctx: Context, order: PrintOrder) -> Job[Printed]:
    """Make one PDF of all sheets. Cancelling keeps the finished sheets and notes them."""
    _check_order(order)
    with ctx.open() as db:
        allowed, refused = sorted_out(ctx, db, order)
        plan = planned_sheets(order, [p for p, _ in allowed])
        if not plan:
            raise Problem("TAK_ADA_CETAK", _nothing(refused), TIDAK_BERUBAH, "Lengkapi data orangnya, lalu cetak lagi.")
        with db.write():
            bundel = bundle_name(office.next_number(db, BUNDLE_COUNTER))
        paper = print_context(ctx, db, order.kertas, bundel)
        made_of = print_people(ctx, db, allowed, paper)
        sheets = [make_sheet(ctx, s, made_of, paper) for s in plan]
        out = _target(ctx, order, bundel)
        result = yield from _write(ctx, db, order, paper, sheets, plan, out)
    return Printed(out, bundel, result.pages, result.made, result.skipped, refused)


def _write(ctx: Context, db: Database, order: PrintOrder, paper: PrintContext, sheets: list[Sheet],
           plan: tuple[PlannedSheet, ...], out: Path) -> Job[BookResult]:
    from jamsos_desktop.paper.book import write_book

    log = BookLog()  # knows the sheets in the PDF also after a cancel

    def note() -> None:
        if log.made:
            note_printed(ctx, db, order, paper, [(sheets[n], plan[n]) for n in log.made])

    try:
        result = yield from write_book(sheets, paper, out, log)
    except GeneratorExit:
        note()
        raise
    note()
    return result


def bundle_name(number: int) -> str:
    """B-0030."""
    return f"B-{number:04}"


def next_bundle(db: Database) -> int:
    """The number the next bundle will get, for its preview."""
    return int(office.setting(db, f"nomor.{BUNDLE_COUNTER}", 0)) + 1


def make_sheet(ctx: Context, planned: PlannedSheet, made_of: Mapping[str, PrintPerson], paper: PrintContext) -> Sheet:
    """A planned sheet with its people; what belongs to the bundle gets a check code of its own."""
    from jamsos_desktop.paper.values import bundle_values

    members = tuple(made_of[uid] for uid in planned.uids)
    code = ctx.check_code(bundle_values(members, paper)) if PAPERS[planned.jenis].lingkup == "bundel" else ""
    return Sheet(jenis=planned.jenis, people=members, kode_periksa=code)


def note_printed(ctx: Context, db: Database, order: PrintOrder, paper: PrintContext,
                 done: Sequence[tuple[Sheet, PlannedSheet]]) -> None:
    """Keep what was printed and let the statuses follow."""
    actor = ctx.actor()
    on_forms = [p for sheet, _ in done if sheet.jenis in FORM_KINDS for p in sheet.people]
    before = outgoing.trails(db, ctx.today, [p.peserta.uid for p in on_forms])
    unsigned = [p.peserta for p in on_forms
                if before.get(p.peserta.uid, outgoing.Trail()).printed_core != core_values(p.peserta)]
    with db.write():
        for jenis in dict.fromkeys(sheet.jenis for sheet, _ in done):
            these = [sheet for sheet, _ in done if sheet.jenis == jenis]
            persons_of = [p for sheet in these for p in sheet.people] if jenis in FORM_KINDS else []
            outgoing.add_print(db, actor, paper.bundel, jenis, order.kertas, form_version(ctx), len(these), [
                outgoing.PrintedPerson(p.peserta.uid, p.ke, p.kode_periksa, core_values(p.peserta), p.peserta.revisi)
                for p in persons_of])
        persons.untick_old_form(ctx, db, unsigned)
        people.mark_stale(db, [p.peserta.uid for p in on_forms])
    persons.recompute(ctx, db, [p.peserta.uid for p in on_forms])


def form_version(ctx: Context) -> str:
    """Which layouts were printed: the program's, or those of a version of the district's settings."""
    return f"{FORM_VERSION}/{ctx.policy.versi}" if ctx.policy.formulir else FORM_VERSION


def print_context(ctx: Context, db: Database, kertas: str, bundel: str) -> PrintContext:
    states = office.desa_papers(db)
    desa = tuple(BerkasDesa(kode=paper.kode, label=paper.label, state=states.get(paper.kode, ""),
                            kelompok=tuple(k for k in KELOMPOK if paper.perlu.get(k)))
                 for paper in ctx.policy.berkas_desa(*KELOMPOK) if paper.tahap == "kirim")
    until = ctx.policy.deadline("kirim", ctx.today)
    return PrintContext(unit=ctx.unit, policy=ctx.policy, hari=ctx.today, waktu=ctx.clock.now(), bundel=bundel,
                        pencetak=ctx.user, kertas=kertas, berkas_desa=desa, batas=until.tanggal if until else None,
                        formulir=ctx.policy.formulir)


def print_person(ctx: Context, person: Peserta, result: Judgement, paper: PrintContext, copies: int,
                 draf: bool = False) -> PrintPerson:
    """A person as the paper room wants them, with check code; ``copies``: forms printed before."""
    from jamsos_desktop.paper.values import printed_values

    bare = PrintPerson(peserta=person, dues=result.dues, nomor=person.nomor, ke=copies + 1, draf=draf)
    return bare if draf else replace(bare, kode_periksa=ctx.check_code(printed_values(bare, paper)))


def print_people(ctx: Context, db: Database, allowed: Sequence[tuple[Peserta, Judgement]],
                 paper: PrintContext) -> dict[str, PrintPerson]:
    """uid -> person to print, for everyone who may be."""
    trails = outgoing.trails(db, ctx.today, [p.uid for p, _ in allowed])
    return {p.uid: print_person(ctx, p, r, paper, trails.get(p.uid, outgoing.Trail()).copies) for p, r in allowed}


def _check_order(order: PrintOrder) -> None:
    if order.kertas not in PAPER_SIZES:
        raise Problem("KERTAS_SALAH", f"Ukuran kertas {order.kertas} tidak dikenal.", TIDAK_BERUBAH,
                      "Pilih A4 atau F4.")
    known = [p.kode for p in paper_kinds()]
    for jenis in order.jenis:
        if jenis not in known:
            raise Problem("DOKUMEN_TAK_DIKENAL", f"Dokumen {jenis} tidak dikenal.", TIDAK_BERUBAH,
                          f"Pilih salah satu: {', '.join(known)}.")


def _nothing(refused: Sequence[tuple[str, str]]) -> str:
    if not refused:
        return "Belum ada orang yang dipilih untuk dicetak."
    name, why = refused[0]
    rest = f" dan {len(refused) - 1} orang lain" if len(refused) > 1 else ""
    return f"Tidak ada yang bisa dicetak. {name}: {why.lower()}{rest}."


def _target(ctx: Context, order: PrintOrder, bundel: str) -> Path:
    out = order.out or ctx.folder.outbox
    return out if out.suffix.lower() == ".pdf" else out / f"Bundel-{bundel}-{order.kertas}.pdf"
