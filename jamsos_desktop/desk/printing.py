"""Cetak: who may be printed, which sheets in which order, one PDF, and what was printed noted.

A bundle's sheets lie in the order of the checklist. The note (Cetakan, Bundel), its numbers and the new statuses are
written once, together with the PDF's coming to its place (``printing_placing``).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from jamsos_desktop.desk import letter_numbers, persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.printing_context import BUNDLE_COUNTER, bundle_name, print_context
from jamsos_desktop.desk.printing_kinds import KINDS, paper_kinds, planned_sheets, without_sheet
from jamsos_desktop.desk.printing_office_forms import BLANK_KINDS, note_blanks
from jamsos_desktop.desk.printing_people import candidates
from jamsos_desktop.desk.printing_placing import place_noted
from jamsos_desktop.desk.printing_records import (
    PAPER_SIZES,
    Asked,
    PaperOptions,
    PlannedSheet,
    Printed,
    PrintOrder,
    PrintPlan,
)
from jamsos_desktop.jobs import Job
from jamsos_desktop.paper.sheets import PAPERS, BookLog, BookResult, Later, PrintContext, Sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules.readiness import core_values
from jamsos_desktop.store import bundles, outgoing, people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import inside, quoted

FORM_KIND = "formulir"


def print_plan(ctx: Context, db: Database, order: PrintOrder) -> PrintPlan:
    """Who and what would be printed; nothing is written."""
    asked = ask(ctx, db, order)
    reprints = sum(1 for one in asked.allowed if asked.forms_before.get(one.uid))
    return PrintPlan(planned_sheets(asked), asked.refused, len(asked.allowed), reprints)


def ask(ctx: Context, db: Database, order: PrintOrder) -> Asked:
    """The order with who may be printed, in the order of the checklist, and (name, why) of who may not."""
    allowed, refused = candidates(ctx, db, order.uids)
    return Asked(ctx, db, order, allowed, refused)


def print_job(ctx: Context, order: PrintOrder, starts: dict[int, int] | None = None) -> Job[Printed]:
    """Make one PDF of all sheets. Cancelling keeps the finished sheets and notes them. ``starts`` is filled on the way:
    place of a finished sheet in the plan -> its first page in the PDF, both from 0.

    Problems: those of the order, TAK_ADA_CETAK, TAK_ADA_JADI, DISK_PENUH, TIDAK_BISA_TULIS, BERUBAH_SELAGI_CETAK; then
    there is no new file (an older one of that name stays), nothing is noted and no number is used.
    """
    check_order(order)
    with ctx.open() as db:
        if order.bundel:
            order_again(db, order.bundel)  # refuses a number nobody gave
        with db.write():
            pass  # whoever may not write, and whoever must first be looked at, is told before the work
        asked = replace(ask(ctx, db, order), mencetak=True)
        plan = planned_sheets(asked)
        if not plan:
            raise _nothing(asked)
        bundel = order.bundel or bundle_name(asked.numbers.give(BUNDLE_COUNTER))
        paper = print_context(ctx, db, order.kertas, bundel, blangko=not order.opsi.tanpa_blangko)
        out = _target(ctx, order, paper)
        log = BookLog(starts={} if starts is None else starts)
        result = yield from _write(asked, paper, plan, out, log)
    if not result.made:
        raise _none_made(result)
    return Printed(out, bundel, result.pages, result.made, result.skipped, asked.refused, tuple(log.skipped),
                   frozenset(log.pracetak), without_sheet(asked, plan))


def _write(asked: Asked, paper: PrintContext, plan: tuple[PlannedSheet, ...], out: Path,
           log: BookLog) -> Job[BookResult]:
    """``log`` knows the sheets in the PDF also after a cancel."""
    from jamsos_desktop.paper.book import write_book

    forms: dict[int, outgoing.PrintedPerson] = {}
    blanks: dict[int, str] = {}
    changed: list[str] = []

    def made(at: int) -> Sheet:
        sheet = make_sheet(asked, plan[at], paper)
        if sheet.jenis == FORM_KIND:
            (p,) = sheet.people
            forms[at] = outgoing.PrintedPerson(p.peserta.uid, p.ke, p.kode_periksa, core_values(p.peserta),
                                               p.peserta.revisi)
        elif sheet.jenis in BLANK_KINDS:
            blanks[at] = sheet.nomor
        return sheet

    def note() -> None:
        changed.extend(_note(asked, paper, plan, out, log, forms))
        note_blanks(asked, [blanks[at] for at in log.made if at in blanks])

    later = [Later(planned.nama, partial(made, at)) for at, planned in enumerate(plan)]
    try:
        return (yield from write_book(later, paper, out, log,
                                      lambda path: place_noted(asked.db, (path,), note)))
    finally:
        with suppress(Problem):  # the print stands; who is marked in its note is judged at the next opening
            persons.recompute(asked.ctx, asked.db, changed)


def make_sheet(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    """A planned sheet with what it says; raises Problem."""
    return KINDS[planned.jenis].make(asked, planned, paper)


def _note(asked: Asked, paper: PrintContext, plan: tuple[PlannedSheet, ...], out: Path, log: BookLog,
          forms: dict[int, outgoing.PrintedPerson]) -> list[str]:
    """Keep what was printed and the numbers on it; returns whose forms, for their statuses follow. Inside
    ``db.write()``."""
    ctx, db, actor = asked.ctx, asked.db, asked.ctx.actor()
    done = set(log.made)
    printed = [forms[at] for at in log.made if at in forms]
    uids = [one.uid for one in printed]
    before = outgoing.trails(db, ctx.today, uids)
    unsigned = [one.uid for one in printed if _signed_core(before.get(one.uid, outgoing.Trail())) != one.inti]
    dealt_with = sorted(done | {at for at, _ in log.skipped})
    sheets = [bundles.PrintedSheet(plan[at].jenis, plan[at].kunci,
                                   plan[at].uids[0] if PAPERS[plan[at].jenis].lingkup == "orang" else "", at in done)
              for at in dealt_with]
    asked.numbers.keep()
    for jenis in dict.fromkeys(plan[at].jenis for at in log.made):
        many = sum(1 for at in log.made if plan[at].jenis == jenis)
        outgoing.add_print(db, actor, paper.bundel, jenis, paper.kertas, paper.versi, many,
                           printed if jenis == FORM_KIND else [])
    printing = bundles.Printing(paper.bundel, paper.ke, paper.kertas, str(out), log.pages, len(dealt_with) < len(plan),
                                tuple(sorted(log.pracetak)))
    bundles.note(db, actor, printing, _order_text(asked.order), asked.order.uids, sheets)
    steps = ((plan[at].jenis, asked.places.get(plan[at].uids[0], 0) if sheet.uid else 0)
             for at, sheet in zip(dealt_with, sheets, strict=True) if sheet.jadi)
    letter_numbers.keep(db, asked.opsi.surat, steps, again=paper.ke > 1)
    persons.untick_old_form(ctx, db, unsigned)
    people.mark_stale(db, uids)
    return uids


def _signed_core(trail: outgoing.Trail) -> str:
    """The core a tick at the signed form stands for: of the last form, or of what was sent where none is noted here."""
    return trail.printed_core or trail.sent_core


def _order_text(order: PrintOrder) -> str:
    return msgspec.json.encode({"jenis": order.jenis, "opsi": order.opsi}).decode()


def order_again(db: Database, bundel: str) -> PrintOrder:
    """The order by which a bundle was made, under its own number. Problem BUNDEL_TIDAK_ADA."""
    found = bundles.asked(db, bundel)
    if found is None:
        raise Problem("BUNDEL_TIDAK_ADA", f"Bundel {quoted(bundel)} tidak tercatat dengan isinya.", TIDAK_BERUBAH,
                      "Pilih orang dan dokumennya di halaman Cetak, lalu cetak sebagai bundel baru.")
    text, uids = found
    read: dict[str, Any] = msgspec.json.decode(text)
    opsi = {"nik_samar": not read["opsi"].get("nik_penuh"), **read["opsi"]}  # once lists were masked unless asked
    return PrintOrder(uids, tuple(read["jenis"]), bundles.last_paper(db, bundel),
                      opsi=msgspec.convert(opsi, PaperOptions), bundel=bundel)


def check_order(order: PrintOrder) -> None:
    """Whether paper size and kinds are known. Problems KERTAS_SALAH, DOKUMEN_TAK_DIKENAL."""
    if order.kertas not in PAPER_SIZES:
        raise Problem("KERTAS_SALAH", f"Ukuran kertas {quoted(order.kertas)} tidak dikenal.", TIDAK_BERUBAH,
                      "Pilih A4 atau F4.")
    known = [p.kode for p in paper_kinds()]
    for jenis in order.jenis:
        if jenis not in known:
            raise Problem("DOKUMEN_TAK_DIKENAL", f"Dokumen {quoted(jenis)} tidak dikenal.", TIDAK_BERUBAH,
                          f"Pilih salah satu: {', '.join(known)}.")


def _nothing(asked: Asked) -> Problem:
    """Nobody may be printed, nobody was chosen, or the papers asked for have nothing to say."""
    papers = [PAPERS[jenis] for jenis in asked.order.jenis]
    of_people = any(paper.bagian in ("depan", "orang") for paper in papers)
    if of_people and asked.refused:
        name, why = asked.refused[0]
        rest = f" dan {len(asked.refused) - 1} orang lain" if len(asked.refused) > 1 else ""
        return Problem("TAK_ADA_CETAK", f"Tidak ada yang bisa dicetak. {name}: {why}{rest}.", TIDAK_BERUBAH,
                       "Lengkapi data orangnya, lalu cetak lagi.")
    if not papers or (of_people and not asked.allowed):
        return Problem("TAK_ADA_CETAK", "Belum ada orang yang dipilih untuk dicetak.", TIDAK_BERUBAH,
                       "Pilih orang dan dokumennya, lalu cetak lagi.")
    told = "; ".join(f"{name}: {inside(why)}" for name, why in without_sheet(asked, ()))
    return Problem("TAK_ADA_CETAK", f"Tidak ada yang bisa dicetak. {told}.", TIDAK_BERUBAH,
                   "Pilih dokumen, bulan, dusun atau sumber dana lain.")


def _none_made(result: BookResult) -> Problem:
    name, why = result.skipped[0]
    rest = f" dan {len(result.skipped) - 1} lembar lain" if len(result.skipped) > 1 else ""
    return Problem("TAK_ADA_JADI", f"Tidak ada lembar yang jadi. {name}: {why.rstrip('.')}{rest}.", TIDAK_BERUBAH,
                   "Perbaiki isiannya, lalu cetak lagi.")


def _target(ctx: Context, order: PrintOrder, paper: PrintContext) -> Path:
    """The PDF to write. In a folder a name of its own: what lies there may be a bundle of another laptop."""
    out = order.out or ctx.folder.outbox
    if out.suffix.lower() == ".pdf":
        return out
    again = f"-cetak-{paper.ke}" if paper.ke > 1 else ""
    name = f"Bundel-{paper.bundel}-{paper.kertas}{again}"
    names = (out / f"{name}{f' ({nth})' if nth > 1 else ''}.pdf" for nth in count(1))
    return next(path for path in names if not _stands(path))


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a folder we may not look into; writing there says so
        return False
