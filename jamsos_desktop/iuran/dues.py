"""What membership costs one person a month, by the tables in force (PP 44/2015, PP 46/2015).

BPU: a nominal table; JKK 1 %, JHT 2 % of the base of the income band, JKM a flat sum. PU: rates on
the wage. Each programme is rounded half-up to the sen once; every total is a sum of those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jamsos_desktop.iuran.wage import wage_base
from jamsos_desktop.model.dues import Dues, DuesLine, WageBases, period
from jamsos_desktop.model.records import PROGRAM, Peserta
from jamsos_desktop.policy import Diskon, Policy
from jamsos_desktop.policy.records import Tarif

_BPU = ("bpu_jkk", "bpu_jkm", "bpu_jht")


class _Charge(NamedTuple):
    """One programme before discounts: exact sen, and the rate in words."""

    sen: Decimal
    tarif: str


def dues(p: Peserta, policy: Policy, on: date, bases: WageBases = WageBases()) -> Dues | None:  # noqa: B008
    """The dues of one person with the rates of the day membership starts; ``on`` while that is not typed.

    So a form printed again on a later day says the same sums. To ask what someone costs in another month,
    ask ``dues_in_month``. None while the base cannot be known: no segment, no income, or no rate in force that day.
    ``bases``: what the village chose as wage base of PU; the choice of the year of that day counts.
    """
    start = p.mulai or on
    return _priced(p, policy, start, start, bases)


def dues_in_month(p: Peserta, policy: Policy, month: date, bases: WageBases = WageBases()) -> Dues | None:  # noqa: B008
    """The same for one calendar month (``month``: its first day), with the rates in force by then.

    A discount holds for a whole period or not at all, so the period of payment the month lies in decides:
    they follow each other from the start of membership, or from January while that is not typed.
    """
    months = p.periode_bayar or 1
    start = month
    if months > 1:
        anchor = p.mulai.year * 12 + p.mulai.month - 1 if p.mulai else 0
        at = month.year * 12 + month.month - 1
        year, number = divmod(at - (at - anchor) % months, 12)
        start = date(max(year, 1), number + 1, 1)
    return _priced(p, policy, month, start, bases)


def _priced(p: Peserta, policy: Policy, on: date, start: date, bases: WageBases) -> Dues | None:
    """Rates of the day ``on``, discounts of the period that begins on ``start``."""
    found = _bpu(p, policy, on) if p.segmen == "BPU" else _pu(p, policy, on, bases) if p.segmen == "PU" else None
    if found is None:
        return None
    months = p.periode_bayar or 1
    funds = {name: _fund(p, name) for name in p.program}
    offs = {name: discount(p, policy, name, fund, start, months) for name, fund in funds.items()}
    lines = tuple(_line(name, found.charges[name], funds.get(name), offs.get(name)) for name in PROGRAM)
    month = sum(line.sebulan_sen for line in lines)
    laws = _laws(found.sumber, *(off.sumber for off in offs.values() if off))
    dagger = found.dagger or any(off.belum_dikonfirmasi for off in offs.values() if off)
    return Dues(p.segmen, found.dasar, found.lapis, lines, months, month, month * months, dagger,
                laws, found.kata)


class _Found(NamedTuple):
    """A base with what each programme costs on it."""

    dasar: int
    lapis: int | None
    charges: Mapping[str, _Charge]
    dagger: bool
    sumber: str
    kata: str = ""


def _bpu(p: Peserta, policy: Policy, on: date) -> _Found | None:
    income = p.penghasilan
    if income is None or income < 0:
        return None
    return policy.once(("bpu", income, on), lambda: _of_income(income, policy, on))  # many earn the same


def _of_income(income: int, policy: Policy, on: date) -> _Found | None:
    band = policy.bpu_band(income, on)
    rules = [rule for key in _BPU if (rule := policy.value(key, "", on)) is not None]
    if band is None or len(rules) < len(_BPU):
        return None
    jkk, jkm, jht = (Decimal(rule.teks) for rule in rules)
    dagger = policy.bands_unsure(on) or any(rule.belum_dikonfirmasi for rule in rules)
    charges = {
        "JKK": _Charge(band.dasar * jkk, f"{percent(jkk)} dari dasar iuran"),
        "JKM": _Charge(jkm * 100, "tetap"),
        "JHT": _Charge(band.dasar * jht, f"{percent(jht)} dari dasar iuran"),
    }
    laws = _laws(policy.bands_source(on), *(rule.sumber for rule in rules))
    return _Found(band.dasar, band.lapis, charges, dagger, laws)


def _laws(*sources: str) -> str:
    """The sources of the rows that counted, each once; a row without one has "-" or nothing."""
    return ", ".join(dict.fromkeys(source for source in sources if source not in ("", "-")))


def _pu(p: Peserta, policy: Policy, on: date, bases: WageBases) -> _Found | None:
    base = wage_base(p, policy, on, bases)
    if base is None:
        return None
    charges, sources, unsure = {}, [], False
    for name in PROGRAM:
        rates = policy.pu_rates(name, p.kelompok, on)
        if not rates:
            return None
        words = " + ".join(percent(rate.persen) for rate in rates)
        charges[name] = _Charge(base.rupiah * sum((rate.persen for rate in rates), Decimal(0)),
                                f"{words} dari dasar upah")
        sources += [rate.sumber for rate in rates]
        unsure |= name in p.program and any(rate.belum_dikonfirmasi for rate in rates)
    # What wage counts, which risk group, which rates: one unsure answer makes the sum unsure.
    risk = policy.value("pu_risiko", p.kelompok, on)
    dagger = base.unsure or unsure or risk is None or risk.belum_dikonfirmasi
    return _Found(base.rupiah, None, charges, dagger, _laws(*sources), base.kata)


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


def jht_shares(sen: int, rates: Sequence[Tarif]) -> tuple[int, int]:
    """(employer, worker) of the JHT of a month in sen, by their rates (PP 46/2015): the worker's rounded half-up, the
    employer's what is left, so that both together are the sum that is billed."""
    whole = sum((rate.persen for rate in rates), Decimal(0))
    own = sum((rate.persen for rate in rates if rate.komponen == "pekerja"), Decimal(0))
    worker = _sen(sen * own / whole) if whole else 0
    return sen - worker, worker


def percent(rate: Decimal) -> str:
    """1 -> 1%, 0.24 -> 0,24%, 0.3 -> 0,30%, 0.125 -> 0,125%: never another rate than the one that counts."""
    text = f"{rate:.0f}" if rate == rate.to_integral_value() else f"{rate:.2f}"
    text = text if Decimal(text) == rate else f"{rate.normalize():f}"
    return text.replace(".", ",") + "%"
