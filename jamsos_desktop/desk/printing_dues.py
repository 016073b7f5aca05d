"""Formulir 2a of a month, PU and BPU: as billed where there is a bill, else what the month costs by the rules.

On it are the people who are on a bill of that month, those who are covered or wait for their first payment, and those
of the order who may be printed. Somebody deleted stays on the paper of a bill they are on: its sum is the bill's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from jamsos_desktop.desk import judging
from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_making import span_of
from jamsos_desktop.desk.paying_money import Run
from jamsos_desktop.desk.paying_proposals import WAITING
from jamsos_desktop.desk.paying_told import told_bills
from jamsos_desktop.desk.paying_views import GONE
from jamsos_desktop.desk.printing_forms import shown_name
from jamsos_desktop.desk.printing_records import Asked, Kind, PlannedSheet
from jamsos_desktop.iuran import dues_in_month, jht_shares
from jamsos_desktop.model import masa
from jamsos_desktop.model.dues import Dues
from jamsos_desktop.model.records import KELOMPOK, Peserta
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import bills, people
from jamsos_desktop.store.bills import Membership

if TYPE_CHECKING:
    from jamsos_desktop.paper.kinds.f2a import F2aBpuRow, F2aPuRow

PU, BPU = "PU", "BPU"
NO_FUND = "sumber dana belum diisi"


@dataclass(frozen=True, slots=True)
class Line:
    """What one fund pays for one person: runs of months that are the same. ``person`` None: deleted since;
    ``kelompok``: as billed, where there is a bill."""

    uid: str
    nomor: str
    kelompok: str
    person: Peserta | None
    runs: tuple[Run, ...]
    billed: bool


class Gathered(NamedTuple):
    """The lines of a month, and names of people whose dues cannot be computed."""

    lines: list[Line]
    belum: tuple[str, ...]


# Who is on the paper.


def month_asked(asked: Asked, segmen: str) -> str:
    """The month of the order. Where it names none this one; or the next, while only that has somebody who owes dues:
    whoever is enrolled now begins then. Problem BULAN_SALAH."""
    wanted = asked.opsi.bulan
    if wanted and not masa.is_month(wanted):
        raise Problem("BULAN_SALAH", f"Bulan {wanted} tidak dikenal.", TIDAK_BERUBAH, "Tulis misalnya 2026-11.")
    now = masa.month_of(asked.day)
    coming = masa.plus(now, 1)
    return wanted or (coming if not _anybody(asked, segmen, now) and _anybody(asked, segmen, coming) else now)


def _anybody(asked: Asked, segmen: str, month: str) -> bool:
    return bool(_own(asked, segmen, month) or _due(asked, segmen, month))


def _due(asked: Asked, segmen: str, month: str) -> list[Membership]:
    """Everybody of a segment who may owe dues in a month, by what is kept beside the record."""
    chosen = {one.uid for one in asked.allowed}
    return [one for one in asked.memberships
            if one.segmen == segmen and one.program and _owes(one, month, chosen)]


def _owes(one: Membership, month: str, chosen: Collection[str]) -> bool:
    """Whether somebody pays for a month, or would. An employer owes all months since the cover began; a BPU whose cover
    ended before the month pays only once they ask again."""
    if one.keluar and one.keluar[:7] < month:
        return False
    if one.mulai and one.permohonan != "lanjut" and one.mulai[:7] > month:
        return False
    if one.status in WAITING or one.uid in chosen:
        return True
    if one.sampai is None:
        return False
    asks = one.permohonan == "lanjut" and one.mulai is not None and one.mulai[:7] <= month
    return one.segmen == PU or asks or one.sampai >= masa.last_day(masa.plus(month, -1)).isoformat()


def _funds(one: Membership) -> set[str]:
    """The funds somebody is paid from; "" where nobody filled it in, which is a paper of its own."""
    names = set(one.program.split())
    return ({one.dana} if names - {money.JHT} else set()) | ({one.dana_jht} if money.JHT in names else set())


def _own(asked: Asked, segmen: str, month: str) -> list[bills.Bill]:
    """Own bills in force of a segment that hold the month."""
    return [bill for bill in bills.every(asked.db) if bill.batal is None and bill.segmen == segmen
            and bill.bulan_dari <= month <= bill.bulan_sampai]


# What they owe.


def gather(asked: Asked, segmen: str, month: str, fund: str) -> Gathered:
    """What a fund pays for everybody in a month. Bills of BPU are told whole, of PU the month alone."""
    ctx, db = asked.ctx, asked.db
    own = {bill.id for bill in _own(asked, segmen, month) if bill.sumber_dana == fund}
    shares: dict[str, list[bills.Share]] = {}
    for share in bills.in_force(db):
        if share.iuran_id in own and (segmen == BPU or share.bulan_dari <= month <= share.bulan_sampai):
            shares.setdefault(share.uid, []).append(share)
    due = [one.uid for one in _due(asked, segmen, month) if fund in _funds(one)]
    here = {p.uid: p for p in people.read_many(db, list(dict.fromkeys([*shares, *due])))}
    found = [_billed(runs, here.get(uid)) for uid, runs in shares.items()]
    told, charges, missing = _told(asked, month), money.Charges(ctx), []
    for person in (here[uid] for uid in due if uid not in shares and uid in here):
        span = told.get(person.uid) or _span(person, segmen, month)
        runs = charges.of(person, fund, *span) if span else []
        runs = [run for run in runs if run.jumlah_sen and (segmen == BPU or run.dari <= month <= run.sampai)]
        if runs:
            found.append(Line(person.uid, person.nomor, person.kelompok, person, tuple(runs), billed=False))
        else:
            missing.append(shown_name(person))
    return Gathered(sorted(found, key=_place), tuple(missing))


def _billed(shares: Sequence[bills.Share], person: Peserta | None) -> Line:
    first = shares[0]
    return Line(first.uid, first.nomor, first.kelompok or (person.kelompok if person else ""), person,
                tuple(Run(share.bulan_dari, share.bulan_sampai, *share[6:]) for share in shares), billed=True)


def _told(asked: Asked, month: str) -> dict[str, masa.Span]:
    """uid -> months of the bill that a reply told of, where this desk has none of that code."""
    own = {bill.kode_bayar for bill in bills.every(asked.db) if bill.batal is None}
    return {uid: bill.masa for bill in told_bills(asked.db).values() if bill.kode_bayar not in own and bill.masa
            and bill.masa[0] <= month <= bill.masa[1] for uid in bill.uids}


def _span(person: Peserta, segmen: str, month: str) -> masa.Span | None:
    """The months of somebody without a bill: the month, of BPU as many as they usually pay for at once."""
    many = money.usual_period(person) if segmen == BPU else 1
    return span_of(person, month, masa.plus(month, many - 1))


def _place(line: Line) -> tuple[bool, int, str, str]:
    """Kelompok by kelompok, then by name; who was deleted last."""
    p = line.person
    group = KELOMPOK.index(p.kelompok) if p and p.kelompok in KELOMPOK else len(KELOMPOK)  # "": not filled in yet
    return p is None, group, p.nama if p else "", line.nomor


def _cost(ctx: Context, line: Line, month: str, months: int) -> Dues | None:
    """The dues by today's record, for the base and whether it is sure."""
    if line.person is None:
        return None
    first = masa.first_day(month)
    return dues_in_month(replace(line.person, mulai=first, periode_bayar=months), ctx.policy, first, ctx.bases)


def _changed(ctx: Context, line: Line, fund: str) -> bool:
    """Whether a bill says something else than today's record would."""
    if not line.billed or line.person is None:
        return False
    priced = money.charge(ctx, line.person, fund, line.runs[0].dari, line.runs[-1].sampai)
    return sum(run.jumlah_sen for run in priced) != sum(run.jumlah_sen for run in line.runs)


# PU: one paper, all funds together.


def _plan_pu(asked: Asked) -> list[PlannedSheet]:
    month = month_asked(asked, PU)
    if not _anybody(asked, PU, month):
        return []
    return [PlannedSheet("f2a_pu", f"Formulir 2a PU, {_words(month)}", kunci=month)]


def _make_pu(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.kinds.f2a import F2aPu

    month = planned.kunci
    funds = {bill.sumber_dana for bill in _own(asked, PU, month)}
    funds |= {fund for one in _due(asked, PU, month) for fund in _funds(one)}
    lines: dict[str, list[tuple[str, Line]]] = {}
    missing: dict[str, None] = {}
    for fund in sorted(funds):
        gathered = gather(asked, PU, month, fund)
        missing |= dict.fromkeys(gathered.belum)
        for line in gathered.lines:
            lines.setdefault(line.uid, []).append((fund, line))
    rows = [_pu_row(asked.ctx, month, own) for own in sorted(lines.values(), key=lambda own: _place(own[0][1]))]
    isi = F2aPu(bulan=month, rows=tuple(rows), belum=tuple(missing))
    values = {f"{nth}": f"{row.nik}|{row.jkk}|{row.jkm}|{row.jht_pk}|{row.jht_tk}" for nth, row in enumerate(rows)}
    return Sheet(jenis="f2a_pu", isi=isi, kode_periksa=asked.code(values | {"bulan": month}), nama=planned.nama,
                 ke=paper.ke)


def _pu_row(ctx: Context, month: str, own: Sequence[tuple[str, Line]]) -> F2aPuRow:
    """Somebody's row, over all funds that pay for them."""
    from jamsos_desktop.paper.kinds.f2a import F2aPuRow

    first = own[0][1]
    person, cost = first.person, _cost(ctx, first, month, 1)
    jkk, jkm, jht = (sum(sen) for sen in zip(*(run[2:] for _, line in own for run in line.runs), strict=True))
    rates = ctx.policy.pu_rates(money.JHT, first.kelompok, masa.first_day(month))
    office, worker = jht_shares(jht, rates)
    return F2aPuRow(
        kpj=person.kpj if person else "", nik=person.nik if person else "", nomor=first.nomor,
        nama=_name(first), lahir=person.tanggal_lahir if person else None, mulai=person.mulai if person else None,
        upah=cost.dasar if cost else None, jkk=jkk, jkm=jkm, jht_pk=office, jht_tk=worker,
        unsure=bool(cost and cost.dagger), changed=any(_changed(ctx, line, fund) for fund, line in own))


def _name(line: Line) -> str:
    return (line.person.nama or shown_name(line.person)) if line.person else f"{line.nomor} {GONE}"


# BPU: one paper a fund.


def _plan_bpu(asked: Asked) -> list[PlannedSheet]:
    month = month_asked(asked, BPU)
    funds = {bill.sumber_dana for bill in _own(asked, BPU, month)}
    funds |= {fund for one in _due(asked, BPU, month) for fund in _funds(one)}
    known = [fund for fund in asked.ctx.policy.dana if fund in funds] + sorted(funds - set(asked.ctx.policy.dana))
    wanted = asked.opsi.sumber_dana
    return [PlannedSheet("f2a_bpu", f"Formulir 2a BPU, {_fund_words(asked.ctx, fund)}", kunci=f"{month}|{fund}")
            for fund in known if wanted in ("", fund)]


def _make_bpu(asked: Asked, planned: PlannedSheet, paper: PrintContext) -> Sheet:
    from jamsos_desktop.paper.kinds.f2a import F2aBpu

    month, _, fund = planned.kunci.partition("|")
    gathered = gather(asked, BPU, month, fund)
    rows = tuple(row for line in gathered.lines for row in _bpu_rows(asked.ctx, line, fund))
    isi = F2aBpu(bulan=month, dana=_fund_words(asked.ctx, fund), rows=rows, belum=gathered.belum)
    values = {f"{nth}": f"{row.nik}|{row.masa}|{row.total}" for nth, row in enumerate(rows)}
    return Sheet(jenis="f2a_bpu", isi=isi, kode_periksa=asked.code(values | {"bulan": month, "dana": fund}),
                 nama=planned.nama, ke=paper.ke)


def _bpu_rows(ctx: Context, line: Line, fund: str) -> Iterable[F2aBpuRow]:
    """A row a run; further runs go on with the same person."""
    from jamsos_desktop.paper.kinds.f2a import F2aBpuRow

    person, months = line.person, masa.count(line.runs[0].dari, line.runs[-1].sampai)
    cost, changed = _cost(ctx, line, line.runs[0].dari, months), _changed(ctx, line, fund)
    for nth, run in enumerate(line.runs):
        yield F2aBpuRow(
            nik=person.nik if person else "", nama="" if nth else _name(line),
            lahir=person.tanggal_lahir if person else None,
            pekerjaan=judging.job_label(ctx, person) if person else "", wadah=_wadah(ctx, person, fund),
            dasar=cost.dasar if cost else None, jkk=run.jkk_sen, jkm=run.jkm_sen, jht=run.jht_sen,
            masa=masa.words(run.dari, run.sampai), bulan=masa.count(run.dari, run.sampai),
            unsure=bool(cost and cost.dagger), changed=changed)


def _wadah(ctx: Context, person: Peserta | None, fund: str) -> str:
    """The code of the wadah: the person's own, else the one of the fund."""
    usual = ctx.policy.wadah_dana.get(fund)
    return (person.wadah_jenis if person else "") or (usual.wadah_jenis if usual else "")


def _fund_words(ctx: Context, fund: str) -> str:
    return ctx.label("sumber_dana", fund) if fund else NO_FUND


def _words(month: str) -> str:
    return masa.words(month, month)


F2A_PU = Kind("Iuran sebulan penerima upah", _plan_pu, _make_pu, "Tidak ada iuran untuk bulan ini")
F2A_BPU = Kind("Satu per sumber dana", _plan_bpu, _make_bpu, "Tidak ada iuran untuk bulan dan sumber dana ini")
