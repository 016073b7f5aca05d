"""What is not billed yet: whose cover ended or ends soon, and newcomers whose first dues the village must pay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk import paying_next as following
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_making import span_of
from jamsos_desktop.desk.paying_next import Covered
from jamsos_desktop.desk.paying_records import Proposal
from jamsos_desktop.model import masa
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database

# Newcomers whom DPMD or BPJS has accepted: what they wait for is the first payment.
WAITING = ("diterima", "di_bpjs", "menunggu_bayar")


class _Key(NamedTuple):
    """What the people of one proposal have in common; ``sampai`` "" for those never covered."""

    lewat: bool
    sampai: str
    sumber_dana: str
    segmen: str
    dari: str
    bulan: int
    asked: bool


def proposals(ctx: Context, db: Database) -> list[Proposal]:
    """See ``Paying.proposals``."""
    here = [one for one in following.ever_covered(db, people.uids_with(db, WAITING)) if _may_need(ctx, one)]
    taken = money.taken(ctx, db, [one.person for one in here])
    groups: dict[_Key, list[Peserta]] = {}
    for one in here:
        for fund in money.funds_of(one.person):
            if key := _key(ctx, one, fund, taken[one.person.uid]):
                groups.setdefault(key, []).append(one.person)
    charges = money.Charges(ctx)
    return [_proposal(ctx, charges, key, groups[key]) for key in sorted(groups, key=lambda key: (not key.lewat, key))]


def _may_need(ctx: Context, one: Covered) -> bool:
    """Somebody with a further fund may be billed for less than they are covered, so cover alone does not decide."""
    if one.until is None:
        return one.person.status in WAITING
    return len(money.funds_of(one.person)) > 1 or one.until <= following.horizon(ctx)


def _key(ctx: Context, one: Covered, fund: str, taken: Sequence[money.Taken]) -> _Key | None:
    """Where somebody belongs for one fund; None when nothing is to be asked now."""
    person, village = one.person, money.village_pays(ctx, fund)
    months, programs = money.usual_period(person), money.programs_of(person, fund)
    if one.until is None and not village:
        return None  # DPMD bills newcomers as it enrols them
    until = _paid_until(one, fund, taken, programs)
    begin = following.next_start(until, ctx.today) if until else max(person.mulai or ctx.today,
                                                                     ctx.today.replace(day=1))
    wanted = following.owed_from(person, until, begin) if until else masa.month_of(begin)
    start = money.first_free(taken, wanted, programs)
    end = masa.last_day(masa.plus(start, -1))
    if (until and end > following.horizon(ctx)) or (until is None and start != wanted):
        return None  # billed for as far as anybody needs to look
    if span_of(person, start, masa.plus(start, months - 1)) is None:
        return None  # left by then
    known = until if start == wanted else end
    if start < masa.month_of(begin):  # wage earners owe these months, then the new period follows, as ``extend`` bills
        months += masa.count(start, masa.month_of(begin)) - 1
    return _Key(bool(known and known < ctx.today), known.isoformat() if known else "", fund, person.segmen, start,
                months, not village and following.asked(person, one.until))


def _paid_until(one: Covered, fund: str, taken: Sequence[money.Taken], programs: frozenset[str]) -> date | None:
    """Cover follows JKK and JKM; what another fund pays for (JHT) goes as far as it is billed."""
    if fund == one.person.sumber_dana.jkk_jkm:
        return one.until
    ends = [span.sampai for span in taken if span.program & programs]
    return masa.last_day(max(ends)) if ends else None


def _proposal(ctx: Context, charges: money.Charges, key: _Key, group: Sequence[Peserta]) -> Proposal:
    last = masa.plus(key.dari, key.bulan - 1)
    spans = [(p, span_of(p, key.dari, last) or (key.dari, last)) for p in group]
    sums = [sum(run.jumlah_sen for run in charges.of(p, key.sumber_dana, *span)) for p, span in spans]
    return Proposal(
        sumber_dana=key.sumber_dana, segmen=key.segmen, sampai=following.day(key.sampai), bulan_dari=key.dari,
        bulan_sampai=last, masa=masa.words(key.dari, last), bulan=key.bulan, uids=tuple(p.uid for p in group),
        orang=len(group), jumlah_sen=sum(sums), tanpa_iuran=sums.count(0), lewat=key.lewat,
        keadaan="diajukan" if key.asked else "belum_diajukan", bayar_desa=money.village_pays(ctx, key.sumber_dana),
        pembayar=money.PAYERS[money.payer(ctx, key.sumber_dana)])
