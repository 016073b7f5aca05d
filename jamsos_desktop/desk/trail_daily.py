"""Rekap harian: what was done on a day, by whom, and where the history stood in the evening; on one sheet of paper."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk import trail_door
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.trail_check import check_code
from jamsos_desktop.desk.trail_records import DayRecap, Deed
from jamsos_desktop.desk.trail_words import name_of
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.actions import action_words
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import trail
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import quoted

if TYPE_CHECKING:
    from jamsos_desktop.paper.single.daily import DayPaper

PAPER_SIZES = ("A5", "A4", "F4")


def day_recap(ctx: Context, db: Database, day: date) -> DayRecap:
    """What was done on a day. Its kode periksa is that of the day's last entry, so that the same day always says the
    same; of a day without any, that of the last one before it."""
    first, last, seal = trail.span(db, day.isoformat())
    n = last or trail.last_before(db, day.isoformat())
    people = groupby(trail.tallies(db, day.isoformat()), key=lambda one: one.pelaku)
    return DayRecap(day, tuple(
        (name_of(ctx, who), tuple(Deed(action_words(one.aksi, one.objek), one.kali, one.banyak) for one in deeds))
        for who, deeds in people), first, last, n, check_code(seal or trail.hash_at(db, n)))


def paper_job(ctx: Context, day: date, kertas: str, path: Path | None = None) -> Job[Path]:
    """The recap of a day as a PDF in ``path`` (None: the outbox); the printing itself is noted where it may be.

    Problems: KERTAS_SALAH, TANGGAL_SALAH (a day to come).
    """
    from jamsos_desktop.paper.single.daily import daily_recap

    if kertas not in PAPER_SIZES:
        raise Problem("KERTAS_SALAH", f"Kertas {quoted(kertas)} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih {', '.join(PAPER_SIZES)}.")
    if day > ctx.today:
        raise Problem("TANGGAL_SALAH", "Hari itu belum tiba.", TIDAK_BERUBAH, "Pilih hari ini atau sebelumnya.")
    yield Progress(0, 1, "Rekap harian")
    with ctx.open() as db:
        recap = day_recap(ctx, db, day)
        made = daily_recap(_on_paper(recap), print_context(ctx, db, kertas, ""))
        path = path or ctx.folder.outbox / f"Rekap-harian-{day:%Y%m%d}-{kertas}-{ctx.clock.now():%H%M%S}.pdf"
    return trail_door.write_noted(ctx, made, path, trail_door.entry(ctx, "cetak", "rekap_harian", day.isoformat()))


def _on_paper(recap: DayRecap) -> DayPaper:
    from jamsos_desktop.paper.single.daily import DayPaper

    return DayPaper(recap.hari, tuple((who, tuple((one.apa, one.kali, one.banyak) for one in deeds))
                                      for who, deeds in recap.oleh), recap.dari_n, recap.sampai_n, recap.n, recap.kode)
