"""What membership costs one person a month, by the tables in force (PP 44/2015, PP 46/2015).

BPU: a nominal table; JKK 1 %, JHT 2 % of the base of the income band, JKM a flat sum. PU: rates on
the wage. Each programme is rounded half-up to the sen once; every total is a sum of those.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jamsos_desktop.model.dues import Dues, DuesLine, WageBases, period
from jamsos_desktop.model.records import PROGRAM, Peserta
from jamsos_desktop.policy import Diskon, Policy


class _Charge(NamedTuple):
    """One programme before discounts: exact sen, and the rate in words."""

    sen: Decimal
    tarif: str


def dues(p: Peserta, policy: Policy, on: date, bases: WageBases = WageBases()) -> Dues | None:  # noqa: B008
    """The dues of one person with the rates of the day membership starts; ``on`` while that is not typed.

    So a form printed again on a later day says the same sums. To ask what someone costs in another month,
    ask without ``mulai``. None while the base cannot be known: no segment, no income, or no rate in force that day. The
    wage of a PU whose income is still empty is taken as the siltap minimum of the post (dagger).
    """
    start = p.mulai or on
    found = _bpu(p, policy, start) if p.segmen == "BPU" else _pu(p, policy, start) if p.segmen == "PU" else None
    if found is None:
        return None
    dasar, lapis, charges, dagger, sumber = found
    months = p.periode_bayar or 1
    funds = {name: _fund(p, name) for name in p.program}
    offs = {name: discount(p, policy, name, fund, start, months) for name, fund in funds.items()}
    lines = tuple(_line(name, charges[name], funds.get(name), offs.get(name)) for name in PROGRAM)
    month = sum(line.sebulan_sen for line in lines)
    laws = dict.fromkeys((sumber, *(off.sumber for off in offs.values() if off)))
    return Dues(p.segmen, dasar, lapis, lines, months, month, month * months, dagger, ", ".join(laws))


_Found = tuple[int, int | None, Mapping[str, _Charge], bool, str]


def _bpu(p: Peserta, policy: Policy, on: date) -> _Found | None:
    if p.penghasilan is None or p.penghasilan < 0:
        return None
    band = policy.bpu_band(p.penghasilan, on)
    jkk, jkm, jht = (policy.amount(key, on) for key in ("bpu_jkk", "bpu_jkm", "bpu_jht"))
    if band is None or jkk is None or jkm is None or jht is None:
        return None
    charges = {
        "JKK": _Charge(band.dasar * jkk, f"{percent(jkk)} dari dasar iuran"),
        "JKM": _Charge(jkm * 100, "tetap"),
        "JHT": _Charge(band.dasar * jht, f"{percent(jht)} dari dasar iuran"),
    }
    return band.dasar, band.lapis, charges, False, "PP 44/2015 Lampiran II"


def _pu(p: Peserta, policy: Policy, on: date) -> _Found | None:
    base = p.penghasilan if p.penghasilan is not None else policy.siltap(p.jabatan, on)
    if base is None or base < 0:
        return None
    charges = {}
    for name in PROGRAM:
        rates = [rate for _, rate in policy.pu_rates(name, p.kelompok, on)]
        if not rates:
            return None
        words = " + ".join(percent(rate) for rate in rates)
        charges[name] = _Charge(base * sum(rates, Decimal(0)), f"{words} dari dasar upah")
    # What wage counts, and which risk group: one unsure answer makes the sum unsure.
    rules = (policy.value("pu_dasar", p.kelompok, on), policy.value("pu_risiko", p.kelompok, on))
    dagger = p.penghasilan is None or any(rule is None or rule.belum_dikonfirmasi for rule in rules)
    return base, None, charges, dagger, "PP 44/2015, PP 46/2015"


def _fund(p: Peserta, program: str) -> str:
    return p.sumber_dana.jht if program == "JHT" else p.sumber_dana.jkk_jkm


def _line(program: str, charge: _Charge, fund: str | None, off: Diskon | None) -> DuesLine:
    if fund is None:
        return DuesLine(program, False, charge.tarif, "", 0)
    if off is None:
        return DuesLine(program, True, charge.tarif, fund, _sen(charge.sen))
    left = charge.sen * (100 - off.persen) / 100
    return DuesLine(program, True, f"{charge.tarif}, potongan {percent(off.persen)}", fund, _sen(left))


def discount(p: Peserta, policy: Policy, program: str, fund: str, start: date, months: int) -> Diskon | None:
    """The discount on one programme: its segment, its fund, its sector, in force for the whole period.

    A period that runs past the end of a discount is charged in full: the office can give back, but
    a sum that turns out too small leaves the person uncovered.
    """
    job = policy.pekerjaan.get(p.pekerjaan)
    sector = "transport" if job and job.pp50_transport else "lain"
    _, last = period(start, months)
    for off in policy.diskon:
        fits = off.segmen == p.segmen and program in off.program and fund in off.sumber_dana
        if fits and off.sektor in ("", sector) and off.mulai <= start and (off.sampai is None or last <= off.sampai):
            return off
    return None


def _sen(exact: Decimal) -> int:
    """Half-up to the sen, once per programme, person and month (the rounding of SIPP is not published)."""
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def percent(rate: Decimal) -> str:
    """1 -> 1%, 0.24 -> 0,24%, 0.3 -> 0,30%."""
    text = f"{rate:.0f}" if rate == rate.to_integral_value() else f"{rate:.2f}"
    return text.replace(".", ",") + "%"
