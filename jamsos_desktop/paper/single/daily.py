"""Rekap harian: what was done on a day and by whom, with the end of the history, for the map in the cupboard.

Whoever later changes the history cannot change this paper. It names who worked, never whose data it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jamsos_desktop.paper.draw.words import capitals, plain_text
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.single.roster import Column, Part, Roster, roster
from jamsos_desktop.texts import clock, day_name, number, paper_date

COLUMNS = (Column("Kegiatan", 116), Column("Kali", 26, "right"), Column("Untuk", 42, "right"))


@dataclass(frozen=True, slots=True)
class DayPaper:
    """A day. ``oleh``: name -> (what, how often, of how many things); ``dari_n`` to ``sampai_n``: its entries (0:
    none); ``n`` and ``kode``: number and kode periksa of the history's last entry ("" where it has none at all)."""

    hari: date
    oleh: tuple[tuple[str, tuple[tuple[str, int, int], ...]], ...]
    dari_n: int
    sampai_n: int
    n: int
    kode: str


def daily_recap(day: DayPaper, ctx: PrintContext) -> bytes:
    """The recap as a PDF on ``ctx.kertas`` (A5, A4 or F4). Raises Problem for a letter the font lacks."""
    parts = tuple(Part(plain_text(who), COLUMNS, tuple((what, number(times), number(many))
                                                       for what, times, many in deeds)) for who, deeds in day.oleh)
    return roster(Roster(
        title="REKAP HARIAN", parts=parts, closing=_closing(day), signers=_signers(ctx),
        under=(day_name(day.hari), f"Dicetak {paper_date(ctx.hari)} {clock(ctx.waktu)} oleh {capitals(ctx.pencetak)}")),
        ctx)


def _closing(day: DayPaper) -> tuple[str, ...]:
    entries = f"Catatan riwayat no. {number(day.dari_n)} sampai no. {number(day.sampai_n)}." if day.sampai_n \
        else "Tidak ada catatan pada hari ini."
    code = f"Kode periksa catatan no. {number(day.n)}: {day.kode}" if day.n else ""
    how = "Simpan lembar ini. Di halaman Riwayat, ketik nomor dan kode ini untuk memeriksa bahwa catatan belum diubah."
    return tuple(line for line in (entries, code, how) if line)


def _signers(ctx: PrintContext) -> tuple[str, ...]:
    return ("Petugas,", "Mengetahui,") if ctx.unit.jenis == "dpmd" else ("Operator,", "Sekretaris,")
