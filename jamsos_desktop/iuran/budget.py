"""A village's year of dues by month, fund, kelompok, segmen and programme. Pure; sums are exact sen.

Somebody costs from the month they start through the month they leave, die, or their SK or contract ends (dues are
owed by calendar month). Whoever is no member yet starts at the earliest in the next month.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from jamsos_desktop.iuran.dues import dues_in_month
from jamsos_desktop.iuran.what_if import as_assumed, assume, one_more, refuse
from jamsos_desktop.model.budget import Budget, BudgetRow, MonthCell, WhatIf
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.dues import Dues, DuesLine, WageBases
from jamsos_desktop.model.records import KELOMPOK, LEFT, PROGRAM, Peserta, SumberDana
from jamsos_desktop.policy import Policy
from jamsos_desktop.policy.records import Dated
from jamsos_desktop.texts import MOST_SPELT

MEMBERS = ("aktif", "lewat_masa")  # statuses of those whose membership has begun
Key = tuple[str, str, str, str]  # fund, kelompok, segmen, programme; "" for all together
ALL: Key = ("*", "", "", "")
VILLAGE: Key = ("#", "", "", "")
_MONTHS = range(1, 13)
_PRICING = ("bpu_", "pu_", "ump", "umk")  # parameters that dues are computed from begin so


class Months(NamedTuple):
    """Months of one year, 1 to 12, both included; ``cut``: an SK or contract ends before the year does."""

    first: int
    last: int
    cut: bool


def begun(p: Peserta) -> bool:
    """Whether membership has begun, also of members whose changed data or extension still has to travel."""
    return p.aktif_sampai is not None or p.status in (*MEMBERS, *LEFT)


def months_of(p: Peserta, tahun: int, earliest: date, sejak: date | None = None) -> Months | None:
    """The months of a year in which somebody is to be paid for, None when there are none.

    ``earliest``: first day from which those can begin who are no members yet; ``sejak``: first day a member is known
    to be covered. Whoever left without ever having been covered (``aktif_sampai``) costs nothing.
    """
    if p.status in LEFT and p.aktif_sampai is None:
        return None
    start = _since(p, sejak) if begun(p) else max(p.mulai or earliest, earliest)
    paper = min((day for day in (p.sk_berakhir, p.akhir_kontrak) if day), default=None)
    end = min((day for day in (p.keluar_tanggal, paper) if day), default=None)
    first, last = max(_in_year(start, tahun), 1), min(_in_year(end, tahun), 12) if end else 12
    cut = paper is not None and paper == end and paper != p.keluar_tanggal and _in_year(paper, tahun) < 12
    return Months(first, last, cut) if first <= last else None


def _since(p: Peserta, sejak: date | None) -> date:
    """When a member's months begin; an extension says only when it goes on, so that it alone tells no beginning."""
    known = (sejak, None if p.permohonan == "lanjut" else p.mulai)
    return min((day for day in known if day), default=date.min)


def _in_year(day: date, tahun: int) -> int:
    """The month of a day counted in a year: 1 to 12 inside it, below or above outside."""
    return (day.year - tahun) * 12 + day.month


class _Alike(NamedTuple):
    """All that dues of a year depend on: people alike in it are priced once. ``bisa_potong``: they may get a
    discount, for which job, start and period of payment count too."""

    kelompok: str
    segmen: str
    jabatan: str
    pekerjaan: str
    penghasilan: int | None
    program: tuple[str, ...]
    sumber_dana: SumberDana
    bisa_potong: bool
    mulai: date | None
    periode_bayar: int | None
    first: int
    last: int

    def person(self) -> Peserta:
        return Peserta(kelompok=self.kelompok, segmen=self.segmen, jabatan=self.jabatan, pekerjaan=self.pekerjaan,
                       penghasilan=self.penghasilan, program=self.program, sumber_dana=self.sumber_dana,
                       mulai=self.mulai, periode_bayar=self.periode_bayar)


class _Sum:
    """People and sen of one line while it is added up."""

    def __init__(self) -> None:
        self.people, self.counts, self.sen, self.unsure = 0, [0] * 12, [0] * 12, False

    def row(self, key: Key) -> BudgetRow:
        fund, kelompok, segmen, program = key
        cells = tuple(MonthCell(many, sen) for many, sen in zip(self.counts, self.sen, strict=True))
        fund = "" if key in (ALL, VILLAGE) else fund
        return BudgetRow(kelompok, segmen, fund, program, self.people, cells, self.unsure)


class Tally:
    """Takes people one by one (a long list stays interruptible); ``budget`` prices and adds them up."""

    def __init__(self, policy: Policy, tahun: int, bases: WageBases, what_if: WhatIf, earliest: date) -> None:
        """``earliest``: see ``months_of``. Problem ANDAIAN_SALAH."""
        self._policy, self._bases = assume(what_if, policy, bases, tahun)
        self._tahun, self._what_if, self._earliest = tahun, what_if, earliest
        self._spans = _spans(self._policy, tahun)
        self._many: Counter[_Alike] = Counter()
        self._ended = 0
        for kelompok, more in what_if.tambah.items():
            p = as_assumed(one_more(kelompok, more, self._policy, tahun), what_if)
            one = self._alike(p, Months(more.dari_bulan, 12, False))
            if not any(self._priced(one)):
                raise refuse("Upah untuk orang tambahan belum diketahui.", "Tulis upahnya, atau pilih dasar upah lain.")
            self._many[one] += more.orang

    def add(self, p: Peserta, sejak: date | None = None) -> None:
        """Count one person; only what dues depend on, status and dates are read. ``sejak``: see ``months_of``."""
        p = as_assumed(p, self._what_if)
        months = months_of(p, self._tahun, self._earliest, sejak)
        if months is None:
            self._ended += _ended_before(p, self._tahun)
            return
        self._ended += months.cut
        self._many[self._alike(p, months)] += 1

    def _alike(self, p: Peserta, months: Months) -> _Alike:
        may = any(off.segmen == p.segmen and {p.sumber_dana.jkk_jkm, p.sumber_dana.jht} & set(off.sumber_dana)
                  for off in self._policy.diskon)
        return _Alike(p.kelompok, p.segmen, p.jabatan, p.pekerjaan if may else "", p.penghasilan, p.program,
                      p.sumber_dana, may, p.mulai if may else None, p.periode_bayar if may else None,
                      months.first, months.last)

    def _priced(self, one: _Alike) -> Iterator[tuple[list[int], Dues]]:
        """(months, dues of each of them); months whose dues cannot be computed are left out."""
        p, runs = one.person(), defaultdict(list)
        for month in range(one.first, one.last + 1):
            # With a discount in sight each month is asked for itself; else rates change on few days a year.
            runs[month if one.bisa_potong else -self._spans[month - 1]].append(month)
        for months in runs.values():
            found = dues_in_month(p, self._policy, date(self._tahun, months[0], 1), self._bases)
            if found is not None:
                yield months, found

    def budget(self) -> Budget:
        """The year as counted so far. Problem ANDAIAN_SALAH for assumptions whose sum nobody could write in words."""
        sums: dict[Key, _Sum] = defaultdict(_Sum)
        sums[ALL].people = sums[VILLAGE].people = without = 0
        for one, many in self._many.items():
            touched: set[Key] = set()
            for months, found in self._priced(one):
                touched |= self._add(sums, one, many, months, found)
            for key in touched:
                sums[key].people += many
            without += 0 if touched else many
        if not self._what_if.nothing and sum(sums[ALL].sen) > MOST_SPELT * 100:
            raise refuse("Iuran setahun dengan andaian itu terlalu besar.", "Periksa upah, orang dan tarifnya.")
        rows = [(key, sums[key].row(key)) for key in sorted(sums, key=_order)]
        return Budget(self._tahun, tuple(row for key, row in rows if key[3]),
                      tuple(row for key, row in rows if key[1] and not key[3]),
                      tuple(row for key, row in rows if not key[1] and key not in (ALL, VILLAGE)),
                      sums[VILLAGE].row(VILLAGE), sums[ALL].row(ALL), without, self._ended)

    def _add(self, sums: dict[Key, _Sum], one: _Alike, many: int, months: list[int], found: Dues) -> set[Key]:
        """Add some months of people alike to their programme, kelompok, fund and the whole; returns which lines."""
        paid: dict[Key, int] = defaultdict(int)
        for line in found.lines:
            if line.ikut:
                for key in self._keys(one, line):
                    paid[key] += line.sebulan_sen
        for key, sen in paid.items():
            into = sums[key]
            into.unsure = into.unsure or found.dagger
            for month in months:
                into.counts[month - 1] += many
                into.sen[month - 1] += sen * many
        return set(paid)

    def _keys(self, one: _Alike, line: DuesLine) -> Iterator[Key]:
        fund, limit = line.sumber_dana, self._policy.fund(line.sumber_dana)
        yield fund, one.kelompok, one.segmen, line.program
        yield fund, one.kelompok, one.segmen, ""
        yield fund, "", "", ""
        yield ALL
        if limit is not None and limit.publik and limit.pembayar == "desa":
            yield VILLAGE


def _order(key: Key) -> tuple[int, ...]:
    """Lines stand by fund, kelompok, segmen and programme as their lists do; what is not typed comes last."""
    lists = (tuple(code_list("sumber_dana")), KELOMPOK, ("PU", "BPU"), PROGRAM)
    return tuple(known.index(part) if part in known else len(known) for part, known in zip(key, lists, strict=True))


def _ended_before(p: Peserta, tahun: int) -> bool:
    """Whether only an SK or contract that ended before the year keeps somebody out of it."""
    ends = [day for day in (p.sk_berakhir, p.akhir_kontrak) if day]
    return bool(ends) and min(ends).year < tahun and p.status not in LEFT and p.keluar_tanggal is None


def _spans(policy: Policy, tahun: int) -> tuple[int, ...]:
    """A number for each month; months of one number lie in the same period of every rate table."""
    values = [periods for (key, *_), periods in policy.values.items() if key.startswith(_PRICING)]
    tables: list[tuple[Dated[Any], ...]] = [policy.bands, *policy.rates.values(), *policy.floors.values(), *values]
    turns = {one.mulai for table in tables for one in table}
    turns |= {one.sampai + timedelta(days=1) for table in tables for one in table if one.sampai}
    firsts = [date(tahun, month, 1) for month in _MONTHS]
    return tuple(sum(turn <= first for turn in turns) for first in firsts)
