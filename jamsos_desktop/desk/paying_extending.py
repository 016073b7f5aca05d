"""Extension (permohonan ``lanjut``): asked of the payer with the next package, billed where the village pays itself.

The core of a record, which the signature stands for, does not change, so that nobody signs anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jamsos_desktop.desk import judging, persons
from jamsos_desktop.desk import paying_making as making
from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk import paying_next as following
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.judging import Around, derived, judge_in, rederive
from jamsos_desktop.desk.paying_making import Member, Plan
from jamsos_desktop.desk.paying_next import Covered
from jamsos_desktop.desk.paying_records import Extended, ExtendOrder, Skipped
from jamsos_desktop.model import masa
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.records import LEFT, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import bills, outgoing, people, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import long_date, screen_date, title_name

ACTION = "perpanjang"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """What an extension does for one person. ``funds``: fund -> months the village pays for them."""

    before: Peserta
    start: date
    months: int
    funds: dict[str, tuple[money.Run, ...]]


def extend(ctx: Context, db: Database, order: ExtendOrder, *, coba: bool) -> Extended:
    """See ``Paying.extend``."""
    _check(ctx, order)
    if coba:
        steps, left = _plan(ctx, db, order)
        return _told(ctx, steps, left, (), "", coba=True)
    undo_id = uuid7()
    with db.write():
        steps, left = _plan(ctx, db, order)
        made = _keep(ctx, db, steps, undo_id) if steps else ()
    return _told(ctx, steps, left, made, undo_id if steps else "", coba=False)


def _check(ctx: Context, order: ExtendOrder) -> None:
    if order.sumber_dana:
        money.check_fund(ctx, order.sumber_dana)
    periods = code_list("periode_bayar")
    if order.bulan and str(order.bulan) not in periods:
        raise Problem("PERIODE_SALAH", f"Masa {order.bulan} bulan tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih {', '.join(periods)} bulan.")
    if order.mulai and (order.mulai.day != 1 or order.mulai < ctx.today.replace(day=1)):
        raise Problem("MULAI_SALAH", f"Perpanjangan tidak bisa mulai {screen_date(order.mulai)}.", TIDAK_BERUBAH,
                      "Pilih tanggal 1 bulan ini atau sesudahnya.")


def _plan(ctx: Context, db: Database, order: ExtendOrder) -> tuple[list[Step], list[Skipped]]:
    until = following.untils(db)
    chosen = _chosen(ctx, db, order)
    if not chosen:
        raise Problem("TAK_ADA_PERPANJANGAN", "Tidak ada yang perlu diperpanjang.", TIDAK_BERUBAH,
                      "Pilih sumber dana atau tanggal akhir yang lain.")
    taken, arounds = money.taken(ctx, db, chosen), judging.arounds(ctx, db, chosen)
    planning = _Planning(ctx, order, money.Charges(ctx))
    steps: list[Step] = []
    left: list[Skipped] = []
    for person, around in zip(chosen, arounds, strict=True):
        found = _step(planning, person, until[person.uid], taken[person.uid], around)
        if isinstance(found, Step):
            steps.append(found)
        else:
            left.append(Skipped(uid=person.uid, nama=title_name(person.nama) or person.nomor, alasan=found))
    return steps, left


def _chosen(ctx: Context, db: Database, order: ExtendOrder) -> list[Peserta]:
    if order.uids:
        wanted = list(dict.fromkeys(order.uids))
        found = people.read_many(db, wanted)
        if len(found) < len(wanted):
            raise Problem("PESERTA_TIDAK_ADA", f"{len(wanted) - len(found)} orang yang dipilih tidak ada lagi.",
                          TIDAK_BERUBAH, "Muat ulang daftar.")
        return found
    last = order.sampai or following.horizon(ctx)
    return [one.person for one in following.ever_covered(db)
            if one.until and one.until <= last and not following.asked(one.person, one.until)
            and order.sumber_dana in ("", one.person.sumber_dana.jkk_jkm) and order.segmen in ("", one.person.segmen)]


class _Planning(NamedTuple):
    """What is the same for everybody of an order."""

    ctx: Context
    order: ExtendOrder
    charges: money.Charges


def _step(planning: _Planning, person: Peserta, until: date | None, taken: Sequence[money.Taken],
          around: Around) -> Step | str:
    """The step of one person, or why they are left out."""
    ctx, order, _ = planning
    if until is None and person.status not in LEFT:
        return "Belum terdaftar, jadi belum ada yang diperpanjang."
    start = order.mulai or following.next_start(until or ctx.today, ctx.today)
    months = order.bulan or money.usual_period(person)
    if reason := following.hindrance(ctx, person, around, start, months):
        return reason
    assert until is not None
    if start <= until:
        return f"Masih terlindungi sampai {screen_date(until)}."
    if following.asked(person, until) and (person.mulai, person.periode_bayar) == (start, months):
        return f"Sudah diajukan mulai {screen_date(start)}."
    return _paid_here(planning, until, Step(person, start, months, {}), taken)


def hindrances(ctx: Context, db: Database, here: Sequence[Covered]) -> Iterator[str]:
    """Why the usual extension would leave each of these people with a cover out, "" when it would not. Everything is
    read from ``db`` at once. That it is asked for already is no hindrance."""
    whom = [one.person for one in here]
    taken, arounds = money.taken(ctx, db, whom), judging.arounds(ctx, db, whom)
    planning = _Planning(ctx, ExtendOrder(), money.Charges(ctx))
    return (_hindrance(planning, one, taken[one.person.uid], around)
            for one, around in zip(here, arounds, strict=True))


def _hindrance(planning: _Planning, one: Covered, taken: Sequence[money.Taken], around: Around) -> str:
    assert one.until is not None
    person, start = one.person, following.next_start(one.until, planning.ctx.today)
    months = money.usual_period(person)
    reason = following.hindrance(planning.ctx, person, around, start, months)
    if reason or following.asked(person, one.until):
        return reason
    found = _paid_here(planning, one.until, Step(person, start, months, {}), taken)
    return found if isinstance(found, str) else ""


def _paid_here(planning: _Planning, until: date, step: Step, taken: Sequence[money.Taken]) -> Step | str:
    """The months that funds of the village pay: arrears of wage earners with them, without what is billed already."""
    ctx, person = planning.ctx, step.before
    last = _last_month(step)
    found: dict[str, tuple[money.Run, ...]] = {}
    for fund in money.funds_of(person):
        if not money.village_pays(ctx, fund):
            continue
        programs = money.programs_of(person, fund)
        first = money.first_free(taken, following.owed_from(person, until, step.start), programs)
        if first > last:
            continue
        if money.is_taken(taken, first, last, programs):
            return "Sebagian bulannya sudah ditagih."
        runs = tuple(planning.charges.of(person, fund, first, last))
        if not any(run.jumlah_sen for run in runs):
            return "Iurannya belum bisa dihitung."
        found[fund] = runs
    return Step(person, step.start, step.months, found)


def _last_month(step: Step) -> str:
    """The last month that is paid: not beyond the one they leave in."""
    last, leaves = masa.plus(masa.month_of(step.start), step.months - 1), step.before.keluar_tanggal
    return min(last, masa.month_of(leaves)) if leaves else last


def _keep(ctx: Context, db: Database, steps: Sequence[Step], undo_id: str) -> tuple[str, ...]:
    """Write an extension, inside ``db.write()``; returns the bills it made."""
    actor = ctx.actor()
    undo.keep_undo(db, actor, undo_id, ACTION, [step.before for step in steps])
    for step in steps:
        asked = following.extended(step.before, step.start, step.months)
        kept = people.put(db, actor, asked, derived(ctx, asked, judge_in(ctx, db, asked)),
                          base_revisi=step.before.revisi, aksi=ACTION)
        people.put_derived(db, kept.uid, rederive(ctx, db, kept))
    groups: dict[tuple[str, str, date, int], list[Member]] = {}
    for step in steps:
        for fund, runs in step.funds.items():
            groups.setdefault((fund, step.before.segmen, step.start, step.months), []).append(
                Member(step.before, runs))
    return tuple(making.keep(ctx, db, Plan(fund, tuple(group)), perpanjangan=undo_id)
                 for (fund, *_), group in groups.items())


def _told(ctx: Context, steps: Sequence[Step], left: Sequence[Skipped], made: tuple[str, ...], undo_id: str, *,
          coba: bool) -> Extended:
    total = len(steps) + len(left)
    starts = {step.start for step in steps}
    when = f" mulai {long_date(next(iter(starts)))}" if len(starts) == 1 else ""
    words = [f"{len(steps)} dari {total} orang {'bisa diperpanjang' if coba else 'diajukan'}{when}."]
    if made:
        words.append(f"{len(made)} tagihan dibuat.")
    if left:
        named = " ".join(f"{one.nama}: {one.alasan}" for one in left[:_NAMED])
        more = f" Dan {len(left) - _NAMED} orang lain." if len(left) > _NAMED else ""
        words.append(f"{len(left)} dilewati. {named}{more}")
    charges = money.Charges(ctx)
    sen = sum(_cost(ctx, charges, step) for step in steps)
    return Extended(diajukan=tuple(step.before.uid for step in steps), dari=total, dilewati=tuple(left), tagihan=made,
                    jumlah_sen=sen, kalimat=" ".join(words), undo_id=undo_id, masa=_span_words(steps))


def _span_words(steps: Sequence[Step]) -> str:
    """The months of all steps, with those owed before the new period."""
    if not steps:
        return ""
    owed = [run.dari for step in steps for runs in step.funds.values() for run in runs]
    first = min([*owed, *(masa.month_of(step.start) for step in steps)])
    return masa.words(first, max(_last_month(step) for step in steps))


def _cost(ctx: Context, charges: money.Charges, step: Step) -> int:
    """What the months cost whoever pays: as billed here, and what the district's funds pay beside."""
    first, last = masa.month_of(step.start), _last_month(step)
    away = [fund for fund in money.funds_of(step.before) if not money.village_pays(ctx, fund)]
    runs = [run for fund in away for run in charges.of(step.before, fund, first, last)]
    return sum(run.jumlah_sen for part in (*step.funds.values(), runs) for run in part)


# --- taking it back ----------------------------------------------------------------------------------


def undo_extension(ctx: Context, db: Database, undo_ids: Sequence[str]) -> int:
    """See ``Paying.undo_extension``."""
    with db.write():
        uids = [uid for undo_id in reversed(undo_ids) for uid in _taken_back(ctx, db, undo_id)]
    persons.recompute(ctx, db, uids)
    return len(uids)


def _taken_back(ctx: Context, db: Database, undo_id: str) -> list[str]:
    """One extension, inside a write; whose it was."""
    aksi, records = undo.undo_entry(db, undo_id)
    if aksi != ACTION:
        raise _cannot("Yang diurungkan bukan perpanjangan.", "Urungkan dari halaman asalnya.")
    made = [bill for bill in bills.of_extension(db, undo_id) if bill.batal is None]  # one called off stays so
    if any(bill.dibayar_tanggal or bill.kode_bayar for bill in made):
        raise _cannot("Tagihan perpanjangan itu sudah diproses.", "Urungkan pembayaran dan kode bayarnya dulu.")
    uids = [p.uid for p in records]
    now = {p.uid: p for p in people.read_many(db, uids)}
    _refuse_moved_on(ctx, db, records, now)
    for before in records:
        _bring_back(ctx, db, before, now[before.uid])
    for bill in made:
        bills.remove(db, ctx.actor(), bill.id, "perpanjangan diurungkan")
    undo.drop_undo(db, undo_id)
    return uids


def _refuse_moved_on(ctx: Context, db: Database, records: Sequence[Peserta], now: dict[str, Peserta]) -> None:
    changed = [p for p in records if p.uid not in now or now[p.uid].revisi != p.revisi + 1]
    if changed:
        raise _cannot(f"{money.names(changed)} sudah diubah sejak itu.", "Ubah datanya satu per satu.")
    trails = outgoing.trails(db, ctx.today, list(now))
    sent = [p for uid, p in now.items() if uid in trails and trails[uid].sent_revisi == p.revisi]
    if sent:
        raise _cannot(f"Perpanjangan {money.names(sent)} sudah dalam kiriman.", "Minta DPMD membatalkannya.")


def _bring_back(ctx: Context, db: Database, before: Peserta, now: Peserta) -> None:
    """As it was, one revision further; what travelled as that version still equals it."""
    kept = people.put(db, ctx.actor(), before, derived(ctx, before, judge_in(ctx, db, before)), base_revisi=now.revisi,
                      aksi="urungkan")
    outgoing.carry(db, before.uid, before.revisi, kept.revisi)
    people.mark_stale(db, [before.uid])


def _cannot(apa: str, cara: str) -> Problem:
    return Problem("TIDAK_BISA_URUNG", apa, TIDAK_BERUBAH, cara)
