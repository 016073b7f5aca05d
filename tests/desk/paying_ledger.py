"""What is billed and paid, kept by other means than the desk: single months and programmes, in plain dictionaries."""

from __future__ import annotations

import calendar
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from jamsos_desktop.model.records import Peserta

ADD, OWN, DISTRICT = "APBDES_ADD", "MANDIRI", "APBD_KAB"
Month = tuple[int, int]


def months(first: Month, many: int) -> list[Month]:
    """Months in a row from one on."""
    found = []
    for _ in range(many):
        found.append(first)
        first = (first[0] + first[1] // 12, first[1] % 12 + 1)
    return found


def month_of(day: date) -> Month:
    """The month of a day."""
    return day.year, day.month


def last_day(month: Month) -> date:
    """The last day of a month."""
    return date(*month, calendar.monthrange(*month)[1])


def sen(wage: int, percent: str) -> int:
    """``percent`` of a wage in rupiah, as sen: a hundredth of a rupiah is one."""
    return int((Decimal(wage) * Decimal(percent)).quantize(Decimal(1), ROUND_HALF_UP))


def cost(p: Peserta, fund: str, span: list[Month]) -> dict[str, int]:
    """Sen a month by programme that a fund pays; the band of these BPU is the first one, PP 50/2025 halves JKK and JKM
    of who pays for themselves from April to December 2026."""
    assert p.penghasilan is not None
    rates = {"JKK": 1_000_000, "JKM": 680_000, "JHT": 2_000_000} if p.segmen == "BPU" else {
        "JKK": sen(p.penghasilan, "0.24"), "JKM": sen(p.penghasilan, "0.30"), "JHT": sen(p.penghasilan, "5.7")}
    if p.segmen == "BPU" and fund == OWN and span[0] >= (2026, 4) and span[-1] <= (2026, 12):
        rates |= {"JKK": 500_000, "JKM": 340_000}
    funds = {"JKK": p.sumber_dana.jkk_jkm, "JKM": p.sumber_dana.jkk_jkm, "JHT": p.sumber_dana.jht}
    return {name: rates[name] for name in p.program if funds[name] == fund}


@dataclass
class Entry:
    """A bill: uid -> month -> sen by programme."""

    fund: str
    people: dict[str, dict[Month, dict[str, int]]]
    kelompok: dict[str, str]
    segmen: str
    kode: str = ""
    state: str = "open"
    extension: str = ""

    @property
    def sen(self) -> int:
        return sum(sum(parts.values()) for one in self.people.values() for parts in one.values())


@dataclass(kw_only=True)
class Ledger:
    """Every bill by id, and what follows from them on a day."""

    today: date
    uids: tuple[str, ...]
    ledger: dict[str, Entry] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)  # uid -> undo of the deletion

    def here(self) -> list[str]:
        """Who is not deleted now."""
        return [uid for uid in self.uids if uid not in self.gone]

    def taken(self, p: Peserta) -> set[tuple[Month, str]]:
        """Months and programmes that nobody may be billed for again."""
        found = {(month, name) for entry in self.ledger.values() if entry.state != "batal"
                 for month, parts in entry.people.get(p.uid, {}).items() for name in parts}
        if p.aktif_sampai:
            whole = p.aktif_sampai if p.aktif_sampai == last_day(month_of(p.aktif_sampai)) else \
                p.aktif_sampai.replace(day=1) - timedelta(days=1)
            found |= {(month, name) for month in months((2026, 1), 36) if month <= month_of(whole)
                      for name in p.program if name != "JHT"}
        return found

    def span(self, p: Peserta, first: Month, many: int) -> list[Month]:
        """The months of these that somebody can be billed for: not before the start, not after they left."""
        return [month for month in months(first, many)
                if not (p.mulai and p.permohonan != "lanjut" and month < month_of(p.mulai))
                and not (p.keluar_tanggal and month > month_of(p.keluar_tanggal))]

    def until(self, p: Peserta) -> date | None:
        """The last day covered, found month by month."""
        paid = {month for entry in self.ledger.values() if entry.state == "dibayar"
                for month, parts in entry.people.get(p.uid, {}).items() if parts.keys() & {"JKK", "JKM"}}
        told = month_of(p.aktif_sampai) if p.aktif_sampai else None
        covered = {month for month in months((2025, 1), 60) if month in paid or (told and month <= told)}
        end = None
        if covered and paid:
            now = month_of(self.today)
            at = max((month for month in covered if month <= now), default=min(covered))
            while months(at, 2)[1] in covered:
                at = months(at, 2)[1]
            end = last_day(at) if at in paid or p.aktif_sampai is None else p.aktif_sampai
        end = max((day for day in (end, p.aktif_sampai) if day), default=None)
        return min(end, p.keluar_tanggal) if end and p.keluar_tanggal else end

    def by_month(self, tahun: int, *states: str) -> dict[tuple[str, str, str, str], tuple[int, int]]:
        """(fund, kelompok, segmen, month) -> (people, sen) of the bills in these states."""
        many: Counter[tuple[str, str, str, str]] = Counter()
        paid: Counter[tuple[str, str, str, str]] = Counter()
        for entry in self.ledger.values():
            for uid, one in entry.people.items() if entry.state in states else ():
                for (year, month), parts in one.items():
                    cell = (entry.fund, entry.kelompok[uid], entry.segmen, f"{year}-{month:02}")
                    if year == tahun:
                        many[cell] += 1
                        paid[cell] += sum(parts.values())
        return {cell: (many[cell], paid[cell]) for cell in many}

    def in_use(self, kode: str, but: str = "") -> bool:
        """Whether another bill in force has that code."""
        return bool(kode) and any(entry.kode == kode and entry.state != "batal"
                                  for key, entry in self.ledger.items() if key != but)
