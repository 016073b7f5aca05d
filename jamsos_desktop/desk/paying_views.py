"""Bills as people look at them: own ones and those of replies merged by payment code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jamsos_desktop import texts
from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_records import BillMember, DuesBill, DuesBillView
from jamsos_desktop.desk.paying_steps import group_of, missing
from jamsos_desktop.desk.paying_told import PREFIX, ToldBill, kept, told_bills
from jamsos_desktop.model import masa
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store import bills as store
from jamsos_desktop.store import people
from jamsos_desktop.store.bills import TAKEN_OVER, Bill, Share
from jamsos_desktop.store.engine import Database

GONE = "(sudah dihapus)"


def bills(ctx: Context, db: Database, tahun: int | None = None) -> list[DuesBill]:
    """See ``Paying.bills``."""
    told, heads = told_bills(db), store.heads(db)
    own = store.every(db)
    codes = {bill.kode_bayar for bill in own if bill.batal is None}
    rows = [_own_row(ctx, bill, heads.get(bill.id, 0), told.get(bill.kode_bayar)) for bill in own]
    here = {p.uid: p for p in people.read_many(db, sorted({u for one in told.values() for u in one.uids}))}
    rows += [_told_row(ctx, one, here) for one in told.values() if one.kode_bayar not in codes]
    if tahun is not None:
        rows = [row for row in rows if row.bulan_dari[:4] <= f"{tahun:04}" <= row.bulan_sampai[:4]]
    return sorted(rows, key=lambda row: (row.bulan_dari, row.bulan_sampai), reverse=True)


def waiting(ctx: Context, db: Database) -> list[DuesBill]:
    """Bills the village or the people themselves still have to pay, those due first in front."""
    told, heads = {kode: one for kode, one in told_bills(db).items() if one.dibayar is None}, store.heads(db)
    own = [bill for bill in store.every(db) if bill.batal is None]
    rows = [_own_row(ctx, bill, heads.get(bill.id, 0), told.get(bill.kode_bayar))
            for bill in own if bill.dibayar_tanggal is None and bill.kode_bayar]
    codes = {bill.kode_bayar for bill in own}
    left = [one for one in told.values() if one.kode_bayar not in codes]
    here = {p.uid: p for p in people.read_many(db, sorted({uid for one in left for uid in one.uids}))}
    rows += [_told_row(ctx, one, here) for one in left]
    mine = [row for row in rows if row.bayar_desa and row.keadaan in ("menunggu", "lewat")]
    return sorted(mine, key=lambda row: (row.jatuh_tempo or date.max, row.kode_bayar))


def _own_row(ctx: Context, bill: Bill, orang: int, told: ToldBill | None) -> DuesBill:
    if bill.batal is not None:
        told = None  # its code is free: what a reply tells under it is another bill
    paid = _day(bill.dibayar_tanggal) or (told.dibayar if told else None)
    due = _day(bill.jatuh_tempo) or (told.jatuh_tempo if told else None)
    first, last = bill.bulan_dari, bill.bulan_sampai
    return DuesBill(
        id=bill.id, sumber_dana=bill.sumber_dana, segmen=bill.segmen, masa=masa.words(first, last), bulan_dari=first,
        bulan_sampai=last, orang=orang, jumlah_sen=bill.jumlah_sen, kode_bayar=bill.kode_bayar, jatuh_tempo=due,
        dibayar=paid,
        keadaan="batal" if bill.batal is not None else _state(ctx, bill.kode_bayar, due, paid),
        sisa_hari=None if paid or bill.batal or not due else (due - ctx.today).days, dari=bill.dari,
        bayar_desa=bill.pembayar != "dpmd", penagih=money.COLLECTORS.get(bill.penagih, ""),
        pembayar=money.PAYERS.get(bill.pembayar, ""))


def _told_row(ctx: Context, told: ToldBill, here: Mapping[str, Peserta]) -> DuesBill:
    on_it = [here[uid] for uid in told.uids if uid in here]
    fund, segment = group_of(on_it)
    first, last = told.masa or ("", "")
    paid, due = told.dibayar, told.jatuh_tempo
    return DuesBill(
        id=told.id, sumber_dana=fund, segmen=segment, masa=masa.words(first, last) if told.masa else told.kata,
        bulan_dari=first, bulan_sampai=last, orang=told.orang, jumlah_sen=told.jumlah_sen, kode_bayar=told.kode_bayar,
        jatuh_tempo=due, dibayar=paid, keadaan=_state(ctx, told.kode_bayar, due, paid),
        sisa_hari=None if paid or not due else (due - ctx.today).days, dari=TAKEN_OVER,
        bayar_desa=money.village_pays(ctx, fund), penagih=money.COLLECTORS[money.collector(on_it)] if on_it else "",
        pembayar=money.PAYERS[money.payer(ctx, fund)])


def _state(ctx: Context, kode: str, due: date | None, paid: date | None) -> str:
    if paid:
        return "dibayar"
    if due and due < ctx.today:
        return "lewat"
    return "menunggu" if kode else "diajukan"


def bill(ctx: Context, db: Database, bill_id: str) -> DuesBillView:
    """See ``Paying.bill``."""
    own, told = kept(db, bill_id), told_bills(db)
    if own is None:
        return _told_view(ctx, db, told.get(bill_id.removeprefix(PREFIX)) if bill_id.startswith(PREFIX) else None)
    shares = store.shares(db, own.id)
    here = {p.uid: p for p in people.read_many(db, [share.uid for share in shares])}
    members = tuple(sorted((_member(runs, here.get(uid)) for uid, runs in _by_uid(shares).items()),
                           key=lambda one: (not one.ada, one.nama, one.uid)))
    row = _own_row(ctx, own, len(members), told.get(own.kode_bayar))
    return DuesBillView(row=row, people=members, bukti=own.bukti, scan=own.bukti_scan, catatan=own.catatan,
                        alasan_batal=own.alasan_batal, dibuat=own.dibuat)


def _told_view(ctx: Context, db: Database, told: ToldBill | None) -> DuesBillView:
    """A bill that only a reply knows."""
    if told is None:
        raise missing()
    on_it = people.read_many(db, sorted(told.uids))
    row = _told_row(ctx, told, {p.uid: p for p in on_it})
    shares = [Share(told.id, p.uid, p.nomor, p.kelompok, *run) for p in on_it if told.masa
              for run in money.charge(ctx, p, row.sumber_dana, *told.masa)]
    here = {p.uid: p for p in on_it}
    members = tuple(sorted((_member(runs, here[uid]) for uid, runs in _by_uid(shares).items()),
                           key=lambda one: (one.nama, one.uid)))
    return DuesBillView(row=row, people=members, bukti="", scan="", catatan="", alasan_batal="", dibuat="")


def _by_uid(shares: Sequence[Share]) -> dict[str, list[Share]]:
    found: dict[str, list[Share]] = {}
    for share in shares:
        found.setdefault(share.uid, []).append(share)
    return found


def _member(runs: Sequence[Share], person: Peserta | None) -> BillMember:
    last = runs[-1]
    name = texts.title_name(person.nama) or person.nomor if person else f"{last.nomor} {GONE}"
    return BillMember(
        uid=last.uid, nomor=last.nomor, nama=name, ada=person is not None, kelompok=last.kelompok,
        bulan_dari=runs[0].bulan_dari, bulan_sampai=last.bulan_sampai, bulan=sum(run.bulan for run in runs),
        jkk_sen=sum(run.jkk_sen * run.bulan for run in runs), jkm_sen=sum(run.jkm_sen * run.bulan for run in runs),
        jht_sen=sum(run.jht_sen * run.bulan for run in runs), sebulan_sen=last.sebulan_sen,
        jumlah_sen=sum(run.jumlah_sen for run in runs))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
