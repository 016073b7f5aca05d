"""What somebody costs from month to month on a bill, who pays it, and for which months they are billed already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from jamsos_desktop import texts
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_told import told_bills
from jamsos_desktop.iuran import dues_in_month
from jamsos_desktop.model import masa
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import bills
from jamsos_desktop.store.engine import Database

JHT = "JHT"
COLLECTORS = {"bpjs": "BPJS Ketenagakerjaan", "wadah": "Wadah pekerja rentan"}
PAYERS = {"desa": "Desa", "dpmd": "DPMD", "peserta": "Peserta"}
_NAMED = 2  # people named in a sentence before the rest are counted


class Run(NamedTuple):
    """Months whose dues are the same, in sen a month."""

    dari: str
    sampai: str
    jkk_sen: int
    jkm_sen: int
    jht_sen: int

    @property
    def jumlah_sen(self) -> int:
        return (self.jkk_sen + self.jkm_sen + self.jht_sen) * masa.count(self.dari, self.sampai)


class Taken(NamedTuple):
    """Months for which somebody is billed or covered already, and for which programmes."""

    dari: str
    sampai: str
    program: frozenset[str]


def check_fund(ctx: Context, fund: str) -> None:
    """Problem DANA_TAK_DIKENAL for a fund that is in no list."""
    if fund not in ctx.policy.dana:
        raise Problem("DANA_TAK_DIKENAL", f"Sumber dana {fund or 'kosong'} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih: {', '.join(ctx.policy.dana)}.")


def payer(ctx: Context, fund: str) -> str:
    """Who hands the money in, a code of PAYERS; a fund of an older list is the district's."""
    limit = ctx.policy.dana.get(fund)
    code = limit.pembayar if limit else "dpmd"
    return "peserta" if code == "sendiri" else code


def village_pays(ctx: Context, fund: str) -> bool:
    """Whether the bill is made and paid in the village (by its treasurer or the person)."""
    return bool(fund) and payer(ctx, fund) != "dpmd"


def collector(people: Iterable[Peserta]) -> str:
    """Who asks for the money, a code of COLLECTORS."""
    return "wadah" if any(p.segmen == "BPU" and p.wadah_jenis for p in people) else "bpjs"


def programs_of(person: Peserta, fund: str) -> frozenset[str]:
    """The programmes of somebody that a fund pays."""
    return frozenset(name for name in person.program
                     if (person.sumber_dana.jht if name == JHT else person.sumber_dana.jkk_jkm) == fund)


def funds_of(person: Peserta) -> tuple[str, ...]:
    """The funds somebody is paid from, that of JKK and JKM first."""
    found = dict.fromkeys(person.sumber_dana.jht if name == JHT else person.sumber_dana.jkk_jkm
                          for name in sorted(person.program, key=JHT.__eq__))
    return tuple(fund for fund in found if fund)


def usual_period(person: Peserta) -> int:
    """Months somebody pays for at once."""
    return person.periode_bayar or (1 if person.segmen == "PU" else 6)


def charge(ctx: Context, person: Peserta, fund: str, dari: str, sampai: str) -> list[Run]:
    """What a fund pays for somebody from month to month, with the rates of each; [] where dues cannot be known."""
    whole = replace(person, mulai=masa.first_day(dari), periode_bayar=masa.count(dari, sampai))
    found: list[Run] = []
    for month in masa.months(dari, sampai):
        cost = dues_in_month(whole, ctx.policy, masa.first_day(month), ctx.bases)
        if cost is None:
            return []
        sen = {line.program: line.sebulan_sen for line in cost.lines if line.ikut and line.sumber_dana == fund}
        run = Run(month, month, sen.get("JKK", 0), sen.get("JKM", 0), sen.get(JHT, 0))
        if found and found[-1][2:] == run[2:]:
            found[-1] = found[-1]._replace(sampai=month)
        else:
            found.append(run)
    return found


class Charges:
    """``charge`` for many people: those who are alike in all that dues depend on are priced once."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._known: dict[tuple[object, ...], list[Run]] = {}

    def of(self, p: Peserta, fund: str, dari: str, sampai: str) -> list[Run]:
        """What a person costs on a bill of one fund, in runs of equal months (YYYY-MM)."""
        key = (p.kelompok, p.segmen, p.jabatan, p.pekerjaan, p.penghasilan, p.program, p.sumber_dana, fund, dari,
               sampai)
        if key not in self._known:
            self._known[key] = charge(self._ctx, p, fund, dari, sampai)
        return self._known[key]


def taken(ctx: Context, db: Database, people: Sequence[Peserta]) -> dict[str, list[Taken]]:
    """uid -> what is billed or covered already, by own bills, by bills of replies, by the cover a reply tells."""
    found: dict[str, list[Taken]] = {p.uid: [] for p in people}
    whole = {p.uid: programs_of(p, p.sumber_dana.jkk_jkm) for p in people}
    for share in bills.in_force(db, list(found)):  # taken over without a sum: the months are billed all the same
        found[share.uid].append(Taken(share.bulan_dari, share.bulan_sampai, share.programs or whole[share.uid]))
    told = [one for one in told_bills(db).values() if one.masa and bills.of_code(db, one.kode_bayar) is None]
    for person in people:
        main = whole[person.uid]
        found[person.uid] += [Taken(*one.masa, main) for one in told if one.masa and person.uid in one.uids]
        if person.aktif_sampai and (until := covered_month(person.aktif_sampai)):
            found[person.uid].append(Taken("0001-01", until, main))
    return found


def covered_month(until: date) -> str:
    """The last month that is covered to its end."""
    month = masa.month_of(until)
    return month if until == masa.last_day(month) else masa.plus(month, -1)


def is_taken(spans: Iterable[Taken], dari: str, sampai: str, program: frozenset[str]) -> bool:
    """Whether one of these months is taken for one of these programmes."""
    return any(one.dari <= sampai and dari <= one.sampai and one.program & program for one in spans)


def first_free(spans: Sequence[Taken], month: str, program: frozenset[str]) -> str:
    """The first month from ``month`` on that is not taken for these programmes."""
    for one in sorted(spans):
        if one.dari <= month <= one.sampai and one.program & program:
            month = masa.plus(one.sampai, 1)
    return month


def names(people: Iterable[Peserta]) -> str:
    """"Wa Ode Salma, La Basri dan 3 orang lain"."""
    found = [texts.title_name(p.nama) or p.nomor for p in people]
    rest = len(found) - _NAMED
    return ", ".join(found[:_NAMED]) + (f" dan {rest} orang lain" if rest > 0 else "")

