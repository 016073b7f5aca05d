"""A bill is made: who is on it, for which months, what each costs; nobody is billed twice for the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jamsos_desktop import texts
from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.paying_records import BillDraft, BillOrder
from jamsos_desktop.desk.paying_told import told_bills
from jamsos_desktop.model import masa
from jamsos_desktop.model.records import LEFT, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import bills, data_requests, people
from jamsos_desktop.store.bills import Bill, Share
from jamsos_desktop.store.engine import Database

MOST_MONTHS = 36
_MONTHS_AHEAD = 60  # a later month is a slip of the finger
# Of those never covered, a group takes only people whose data travelled and was not refused.
_ON_THE_WAY = ("terkirim", "diterima", "di_bpjs", "menunggu_bayar")
_CODE_LENGTH = range(6, 21)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a bill to be made, with their months."""

    person: Peserta
    runs: tuple[money.Run, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A bill before it is kept. ``sen``: the sum of its people."""

    sumber_dana: str
    members: tuple[Member, ...]

    @property
    def segmen(self) -> str:
        return self.members[0].person.segmen

    @property
    def masa(self) -> masa.Span:
        runs = [run for member in self.members for run in member.runs]
        return min(run.dari for run in runs), max(run.sampai for run in runs)

    @property
    def sen(self) -> int:
        return sum(run.jumlah_sen for member in self.members for run in member.runs)


def draft(ctx: Context, db: Database, order: BillOrder) -> BillDraft:
    """What an order would bill."""
    made = plan(ctx, db, order)
    return BillDraft(segmen=made.segmen, masa=masa.words(*made.masa), orang=len(made.members), jumlah_sen=made.sen)


def make(ctx: Context, db: Database, order: BillOrder) -> str:
    """Keep a bill; see ``Paying.make_bill``."""
    with db.write():
        return make_inside(ctx, db, order)


def make_inside(ctx: Context, db: Database, order: BillOrder) -> str:
    """The same, inside ``db.write()``."""
    made, kode = plan(ctx, db, order), code_of(order.kode_bayar)
    refuse_double_code(db, kode)
    return keep(ctx, db, made, kode=kode, tempo=order.jatuh_tempo, catatan=order.catatan)


def keep(ctx: Context, db: Database, made: Plan, *, kode: str = "", tempo: date | None = None, catatan: str = "",
         perpanjangan: str = "") -> str:
    """Write a planned bill, inside ``db.write()``."""
    bill_id, actor, (first, last) = uuid7(), ctx.actor(), made.masa
    bill = Bill(bill_id, made.segmen, made.sumber_dana, money.collector(m.person for m in made.members),
                money.payer(ctx, made.sumber_dana), first, last, made.sen, kode, tempo.isoformat() if tempo else None,
                catatan=catatan.strip(), perpanjangan=perpanjangan, dibuat=actor.stamp)
    bills.add(db, actor, bill, shares_of(bill_id, made.members))
    return bill_id


def shares_of(bill_id: str, members: Sequence[Member]) -> list[Share]:
    """One share for each run of equal months of each person."""
    return [Share(bill_id, m.person.uid, m.person.nomor, m.person.kelompok, *run) for m in members for run in m.runs]


def plan(ctx: Context, db: Database, order: BillOrder) -> Plan:
    """Who an order bills for what; Problem by name when it cannot be."""
    money.check_fund(ctx, order.sumber_dana)
    first, last = _months(ctx, order)
    chosen = _chosen(ctx, db, order)
    segments = {p.segmen for p in chosen}
    if len(segments) > 1:
        raise Problem("TAGIHAN_CAMPUR", "PU dan BPU tidak bisa dalam satu tagihan.", TIDAK_BERUBAH,
                      "Buat dua tagihan, satu untuk tiap segmen.")
    resting = set(data_requests.restricted(db, [p.uid for p in chosen]))
    _refuse("TAGIHAN_DIBATASI", "datanya sedang dibatasi", "Keluarkan orangnya, atau buka pembatasannya.",
            [p for p in chosen if p.uid in resting])
    _refuse("TAGIHAN_DITOLAK", "ditolak dan belum diperbaiki", "Perbaiki datanya, lalu kirim lagi.",
            [p for p in chosen if p.status == "ditolak" and p.aktif_sampai is None])
    _refuse("TAGIHAN_DANA_LAIN", "tidak dibayar dari dana ini", "Periksa sumber dana orangnya.",
            [p for p in chosen if not money.programs_of(p, order.sumber_dana)])
    spans = {p.uid: span_of(p, first, last) for p in chosen}
    _refuse("TAGIHAN_DI_LUAR_MASA", "tidak jadi peserta pada bulan itu",
            "Periksa tanggal mulai atau keluarnya.", [p for p in chosen if spans[p.uid] is None])
    members = [Member(p, tuple(money.charge(ctx, p, order.sumber_dana, *span)))
               for p in chosen if (span := spans[p.uid])]
    _refuse("TAGIHAN_TANPA_IURAN", "belum bisa dihitung iurannya", "Isi penghasilan dan jabatannya dulu.",
            [m.person for m in members if not any(run.jumlah_sen for run in m.runs)])
    _refuse_billed(ctx, db, order.sumber_dana, members)
    return Plan(order.sumber_dana, tuple(members))


def _months(ctx: Context, order: BillOrder) -> masa.Span:
    if not masa.is_month(order.bulan_dari):
        raise Problem("MASA_SALAH", f"Bulan {order.bulan_dari or 'kosong'} tidak dikenal.", TIDAK_BERUBAH,
                      "Tulis misalnya 2026-12.")
    first = masa.month_of(ctx.policy.dues_begin)
    if order.bulan_dari < first:
        raise Problem("MASA_SALAH", f"Iuran bulan {texts.month_name(order.bulan_dari)} tidak ada di ketentuan.",
                      TIDAK_BERUBAH, f"Pilih {texts.month_name(first)} atau bulan sesudahnya.")
    if order.bulan_dari > masa.plus(masa.month_of(ctx.today), _MONTHS_AHEAD):
        raise Problem("MASA_SALAH", f"Bulan {order.bulan_dari} terlalu jauh dari sekarang.", TIDAK_BERUBAH,
                      "Periksa tahunnya.")
    if not 1 <= order.bulan <= MOST_MONTHS:
        raise Problem("MASA_SALAH", "Masa tagihan berakhir sebelum mulai." if order.bulan < 1 else
                      f"Masa tagihan {order.bulan} bulan terlalu panjang.", TIDAK_BERUBAH,
                      f"Pilih 1 sampai {MOST_MONTHS} bulan.")
    return order.bulan_dari, masa.plus(order.bulan_dari, order.bulan - 1)


def _chosen(ctx: Context, db: Database, order: BillOrder) -> list[Peserta]:
    """The people an order names, or those of its group."""
    if order.uids:
        wanted = list(dict.fromkeys(order.uids))
        found = people.read_many(db, wanted)
        if len(found) < len(wanted):
            raise Problem("PESERTA_TIDAK_ADA", f"{len(wanted) - len(found)} orang di tagihan itu tidak ada.",
                          TIDAK_BERUBAH, "Muat ulang daftar peserta.")
        return found
    until, resting = bills.covered_until(db), set(data_requests.restrictions(db))
    end = order.sampai.isoformat() if order.sampai else None
    found = [p for p in people.read_many(db, [uid for uid, last in until.items() if last == end])
             if p.status not in LEFT and p.uid not in resting and (end or p.status in _ON_THE_WAY)
             and order.segmen in ("", p.segmen) and money.programs_of(p, order.sumber_dana)]
    if not found:
        raise Problem("TAGIHAN_TANPA_ORANG", "Tagihan itu untuk tidak seorang pun.", TIDAK_BERUBAH,
                      "Pilih orangnya, atau sumber dana dan masa yang lain.")
    return found


def span_of(person: Peserta, first: str, last: str) -> masa.Span | None:
    """Months of a bill that somebody is a member: from their first on, not beyond the one they left or died in."""
    if person.mulai and person.permohonan != "lanjut":
        first = max(first, masa.month_of(person.mulai))
    if person.keluar_tanggal:
        last = min(last, masa.month_of(person.keluar_tanggal))
    return (first, last) if first <= last else None


def _refuse(kode: str, what: str, how: str, found: Sequence[Peserta]) -> None:
    if found:
        raise Problem(kode, f"{money.names(found)} {what}.", TIDAK_BERUBAH, how)


def _refuse_billed(ctx: Context, db: Database, fund: str, members: Sequence[Member]) -> None:
    spans = money.taken(ctx, db, [m.person for m in members])
    _refuse("TAGIHAN_GANDA", "sudah ditagih atau terlindungi pada bulan itu",
            "Keluarkan orangnya, atau mulai dari bulan sesudahnya.",
            [m.person for m in members if money.is_taken(spans[m.person.uid], m.runs[0].dari, m.runs[-1].sampai,
                                                         money.programs_of(m.person, fund))])


def code_of(kode: str) -> str:
    """A payment code without blanks and dashes, "" for none. Problem KODE_BAYAR_SALAH."""
    bare = kode.replace(" ", "").replace("-", "")
    if bare and not (bare.isascii() and bare.isdigit() and len(bare) in _CODE_LENGTH):
        raise Problem("KODE_BAYAR_SALAH", f"Kode bayar {kode!a} bukan 6 sampai 20 angka.", TIDAK_BERUBAH,
                      "Salin angkanya dari surat atau SIPP.")
    return bare


def refuse_double_code(db: Database, kode: str, but_id: str = "") -> None:
    """Problem KODE_BAYAR_GANDA when a bill in force, or one told by a reply, has this code."""
    if not kode:
        return
    other = bills.of_code(db, kode)
    if (other and other.id != but_id) or (not but_id and kode in told_bills(db)):
        raise Problem("KODE_BAYAR_GANDA", f"Kode bayar {kode} sudah dipakai tagihan lain.", TIDAK_BERUBAH,
                      "Periksa angkanya, atau catat pembayaran tagihan itu.")
