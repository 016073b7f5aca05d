"""What happens to a bill: its payment code comes, it is paid, the payment was a mistake, it is called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jamsos_desktop import texts
from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk import paying_proof, persons, scanning
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.paying_making import Member, code_of, refuse_double_code, shares_of
from jamsos_desktop.desk.paying_told import PREFIX, ToldBill, kept, told_bills
from jamsos_desktop.desk.scan_records import MadeScan
from jamsos_desktop.model import masa
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import bills, people
from jamsos_desktop.store.bills import TAKEN_OVER, Bill
from jamsos_desktop.store.engine import Database

SEN = 100
_SAID, _JOIN = "Bukti bayar", "; "
_PAID_AHEAD = 12  # months: an earlier day on a proof is a slip of the finger


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment as proven. ``bukti``: number of the proof; ``jumlah_sen``: what it says, None: the bill's own sum."""

    tanggal: date
    bukti: str
    scan: Path | MadeScan | None = None
    jumlah_sen: int | None = None


def set_code(ctx: Context, db: Database, bill_id: str, kode: str, tempo: date | None) -> None:
    """See ``Paying.set_kode_bayar``; an empty code takes the old one away."""
    bare = code_of(kode)
    with db.write():
        bill = _own(db, _open_bill(db, bill_id))
        refuse_double_code(db, bare, bill.id)
        _refuse_other_people(db, bill, bare)
        bills.put(db, ctx.actor(), "kode_bayar", bill.id,
                  {"kode_bayar": bare, "jatuh_tempo": tempo.isoformat() if tempo else None})


def pay(ctx: Context, db: Database, bill_id: str, payment: Payment) -> None:
    """See ``Paying.record_payment``."""
    scan = paying_proof.load(payment.scan) if payment.scan else None
    with db.write():
        uids = pay_inside(ctx, db, bill_id, payment, scan)
    persons.recompute(ctx, db, uids)


def pay_inside(ctx: Context, db: Database, bill_id: str, payment: Payment,
               scan: MadeScan | None) -> list[str]:
    """The same inside ``db.write()``; returns who must be judged again afterwards."""
    _check(ctx, payment)
    unknown = bill_id.startswith(PREFIX) and kept(db, bill_id) is None
    bill = _take_over(ctx, db, bill_id) if unknown else _open_bill(db, bill_id)
    _check_not_before_dues(ctx, bill, payment.tanggal)
    values = {"dibayar_tanggal": payment.tanggal.isoformat(), "bukti": payment.bukti.strip(),
              "bukti_scan": paying_proof.keep(ctx, scan) if scan else "", "catatan": _note(bill, payment.jumlah_sen)}
    bills.put(db, ctx.actor(), "bayar", bill.id, values)
    return _to_judge(db, bill.id)


def attach_proof(ctx: Context, db: Database, bill_id: str, scan: Path | MadeScan) -> None:
    """See ``Paying.attach_proof``."""
    loaded = paying_proof.load(scan)
    with db.write():
        bill = _bill(db, bill_id)
        if bill.dibayar_tanggal is None:
            raise _not_paid()
        bills.put(db, ctx.actor(), "bukti_bayar", bill.id, {"bukti_scan": paying_proof.keep(ctx, loaded)})
    if bill.bukti_scan:
        scanning.forget(ctx, db, [bill.bukti_scan])


def _not_paid() -> Problem:
    return Problem("TAGIHAN_BELUM_DIBAYAR", "Tagihan ini belum dicatat dibayar.", TIDAK_BERUBAH,
                   "Muat ulang halaman ini.")


def unpay(ctx: Context, db: Database, bill_id: str) -> None:
    """See ``Paying.undo_payment``."""
    with db.write():
        bill = _bill(db, bill_id)
        if bill.dibayar_tanggal is None:
            raise _not_paid()
        bills.put(db, ctx.actor(), "batal_bayar", bill.id,
                  {"dibayar_tanggal": None, "bukti": "", "bukti_scan": "", "catatan": _without_proof(bill.catatan)})
        uids = _to_judge(db, bill.id)
    if bill.bukti_scan:
        scanning.forget(ctx, db, [bill.bukti_scan])
    persons.recompute(ctx, db, uids)


def cancel(ctx: Context, db: Database, bill_id: str, alasan: str) -> None:
    """See ``Paying.cancel_bill``."""
    if not alasan.strip():
        raise Problem("ALASAN_KOSONG", "Alasan pembatalan belum diisi.", TIDAK_BERUBAH, "Tulis alasannya singkat.")
    with db.write():
        bill, actor = _own(db, _open_bill(db, bill_id)), ctx.actor()
        bills.put(db, actor, "batal", bill.id, {"batal": actor.stamp, "alasan_batal": alasan.strip()}, alasan.strip())


def _check(ctx: Context, payment: Payment) -> None:
    if payment.tanggal > ctx.today:
        raise Problem("TANGGAL_DEPAN", f"Tanggal {texts.screen_date(payment.tanggal)} belum tiba.", TIDAK_BERUBAH,
                      "Salin tanggal dari bukti bayar.")
    if not payment.bukti.strip():
        raise Problem("BUKTI_KOSONG", "Nomor bukti bayar belum diisi.", TIDAK_BERUBAH,
                      "Salin nomor di struk, SP2D atau kuitansi.")
    if payment.jumlah_sen is not None and payment.jumlah_sen <= 0:
        raise Problem("JUMLAH_SALAH", "Jumlah pembayaran harus lebih dari nol.", TIDAK_BERUBAH,
                      "Salin jumlah dari bukti bayar.")


def _check_not_before_dues(ctx: Context, bill: Bill, day: date) -> None:
    """Nothing was paid before there were dues. Settings that begin later than a bill do not make it unpayable, nor
    what was paid ahead of its first month."""
    first = ctx.policy.dues_begin
    if masa.is_month(bill.bulan_dari):
        first = min(first, masa.first_day(masa.plus(bill.bulan_dari, -_PAID_AHEAD)))
    if day < first:
        raise Problem("TANGGAL_SALAH", f"Tanggal {texts.screen_date(day)} terlalu lama.", TIDAK_BERUBAH,
                      "Salin tanggal dari bukti bayar.")


def _note(bill: Bill, paid_sen: int | None) -> str:
    """The note of a bill when the proof says more; Problem JUMLAH_KURANG when less than its whole rupiah."""
    if paid_sen is None or paid_sen == bill.jumlah_sen:
        return bill.catatan
    said, wanted = texts.rupiah_exact(paid_sen), texts.rupiah_exact(bill.jumlah_sen)
    if paid_sen < bill.jumlah_sen // SEN * SEN:
        raise Problem("JUMLAH_KURANG", f"Bukti bayar {said}, tagihannya {wanted}.", TIDAK_BERUBAH,
                      "Periksa buktinya, atau buat tagihan untuk orang yang dibayar saja.")
    return _JOIN.join(part for part in (bill.catatan, f"{_SAID} {said}") if part)


def _without_proof(catatan: str) -> str:
    """The note without what a payment that is taken back added."""
    *before, last = catatan.split(_JOIN)
    return _JOIN.join(before) if last.startswith(f"{_SAID} Rp ") else catatan


def _bill(db: Database, bill_id: str) -> Bill:
    bill = kept(db, bill_id)
    if bill is None:
        told = bill_id.startswith(PREFIX) and bill_id.removeprefix(PREFIX) in told_bills(db)
        raise (_from_district() if told else missing())
    return bill


def missing() -> Problem:
    """The Problem TAGIHAN_TIDAK_ADA, to raise."""
    return Problem("TAGIHAN_TIDAK_ADA", "Tagihan itu tidak ada.", TIDAK_BERUBAH, "Muat ulang daftar tagihan.")


def _open_bill(db: Database, bill_id: str) -> Bill:
    bill = _bill(db, bill_id)
    if bill.batal is not None:
        raise Problem("TAGIHAN_BATAL", "Tagihan ini sudah dibatalkan.", TIDAK_BERUBAH, "Buat tagihan baru.")
    if bill.dibayar_tanggal is not None:
        raise Problem("TAGIHAN_SUDAH_DIBAYAR", "Tagihan ini sudah dicatat dibayar.", TIDAK_BERUBAH,
                      "Urungkan pembayarannya dulu bila keliru.")
    return bill


def _own(db: Database, bill: Bill) -> Bill:
    """A bill that DPMD still tells of is not changed here, also when it was taken over; Problem TAGIHAN_DARI_DPMD."""
    if bill.dari == TAKEN_OVER and bill.kode_bayar in told_bills(db):
        raise _from_district()
    return bill


def _from_district() -> Problem:
    return Problem("TAGIHAN_DARI_DPMD", "Tagihan ini dibuat DPMD.", TIDAK_BERUBAH,
                   "Tanyakan kepada DPMD bila ada yang keliru.")


def _refuse_other_people(db: Database, bill: Bill, kode: str) -> None:
    """A code that a reply told for other people would make their bill this one; Problem KODE_BAYAR_GANDA."""
    told = told_bills(db).get(kode)
    if told and told.uids and told.uids.isdisjoint(share.uid for share in bills.shares(db, bill.id)):
        raise Problem("KODE_BAYAR_GANDA", f"Menurut DPMD kode {kode} untuk orang lain.", TIDAK_BERUBAH,
                      "Periksa angkanya di surat atau SIPP.")


def _to_judge(db: Database, bill_id: str) -> list[str]:
    uids = list(dict.fromkeys(share.uid for share in bills.shares(db, bill_id)))
    people.mark_stale(db, uids)
    return uids


# --- a bill that only a reply knows ----------------------------------------------------------------


def _take_over(ctx: Context, db: Database, bill_id: str) -> Bill:
    """Keep a bill told by a reply as one of this desk, so that its payment can be noted; inside ``db.write()``."""
    told = told_bills(db).get(bill_id.removeprefix(PREFIX))
    if told is None:
        raise missing()
    if told.dibayar:
        raise Problem("TAGIHAN_SUDAH_DIBAYAR", f"Menurut DPMD dibayar {texts.screen_date(told.dibayar)}.",
                      TIDAK_BERUBAH, "Tidak perlu dicatat lagi.")
    here = people.read_many(db, sorted(told.uids))
    if told.masa is None or not here:
        raise Problem("TAGIHAN_TANPA_ORANG", "Balasan tidak menyebut siapa dan bulan mana yang ditagih.", TIDAK_BERUBAH,
                      "Minta DPMD membuat balasan penuh.")
    return _adopt(ctx, db, told, told.masa, here)


def _adopt(ctx: Context, db: Database, told: ToldBill, span: masa.Span, here: Sequence[Peserta]) -> Bill:
    """The sum stays what DPMD says; what each pays is counted here."""
    fund, segment = group_of(here)
    bill = Bill(uuid7(), segment, fund, money.collector(here), money.payer(ctx, fund), *span, told.jumlah_sen,
                told.kode_bayar, told.jatuh_tempo.isoformat() if told.jatuh_tempo else None, dari=TAKEN_OVER,
                dibuat=ctx.actor().stamp)
    members = [Member(p, tuple(money.charge(ctx, p, fund, *span)) or (money.Run(*span, 0, 0, 0),)) for p in here]
    bills.add(db, ctx.actor(), bill, shares_of(bill.id, members), "dari balasan DPMD")
    return bill


def group_of(here: Sequence[Peserta]) -> tuple[str, str]:
    """(fund of JKK and JKM, segmen) of most people on a bill; ("", "") of none."""
    groups = [(p.sumber_dana.jkk_jkm, p.segmen) for p in here]
    return max(groups, key=lambda group: (groups.count(group), group), default=("", ""))
