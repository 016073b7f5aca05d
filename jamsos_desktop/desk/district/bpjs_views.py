"""Batches, bills and candidates as pages show them: read from the register, put into words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from jamsos_desktop import texts
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.bpjs_leaving import going
from jamsos_desktop.desk.district.bpjs_records import (
    BatchGroup,
    BatchMember,
    BatchRow,
    BatchView,
    Bill,
    Lapse,
    PaymentsView,
    QuotaUse,
)
from jamsos_desktop.hub import batches as pure
from jamsos_desktop.hub.batches import Candidate, Facts, Key
from jamsos_desktop.hub.register import batches
from jamsos_desktop.hub.register.batches import BatchHead, BillRow, Counted, MemberRow, Office
from jamsos_desktop.model.dues import period
from jamsos_desktop.store import office
from jamsos_desktop.store.engine import Database

SOON = 31  # days before their end in which members are offered for extension
_WORD = {"lanjut": "Lanjut ", "ubah": "Ubah ", "berhenti": "Berhenti "}


def day(text: str) -> date | None:
    """An ISO day or moment of the register as a day; None for ""."""
    return date.fromisoformat(text[:10]) if text else None


def months(first: date | None, last: date | None) -> str:
    """"Desember 2026 sampai Mei 2027", or one month; "" when nothing is paid for."""
    if first is None or last is None:
        return ""
    names = [f"{texts.MONTHS[one.month - 1]} {one.year}" for one in (first, last)]
    return names[0] if names[0] == names[1] else " sampai ".join(names)


def wadah_of(key: Key) -> str:
    """"BPU Pekerja Rentan", "PU Perangkat Desa", "Lanjut BPU Pekerja Rentan"."""
    names = {"perangkat_desa": "Perangkat Desa", "ekosistem_desa": "Ekosistem Desa", "non_asn": "Non-ASN",
             "pekerja_rentan": "Pekerja Rentan"}
    return f"{_WORD.get(key.jenis, '')}{key.segmen} {names.get(key.kelompok, key.kelompok)}"


def employer(ctx: Context, db: Database, kelompok: str) -> str:
    """Who is the employer of PU of a group: the office's own setting, else the policy, else the desa."""
    own = office.setting(db, "bpjs.pemberi_kerja", {}).get(kelompok, "")
    ruled = ctx.policy.value("pemberi_kerja", kelompok, ctx.today)
    said = own or (ruled.teks if ruled else "")
    return said if said in pure.EMPLOYERS else "desa"


def wadah_npp(db: Database, kelompok: str) -> str:
    """The NPP of a wadah, or of the pemda for PU it employs; "" while nobody said it."""
    return str(office.setting(db, "bpjs.npp", {}).get(kelompok, ""))


def per_unit(ctx: Context, db: Database, key: Key) -> bool:
    """Whether every village has a bill of its own."""
    return key.segmen == "PU" and employer(ctx, db, key.kelompok) == "desa"


def horizon(today: date) -> str:
    """Members whose cover ends by this day may be extended (ISO)."""
    return (today + timedelta(days=SOON)).isoformat()


def usable(people: Iterable[Candidate], offices: Mapping[str, Office], needs_npp: bool,
           ) -> tuple[list[Candidate], list[Candidate], list[Candidate]]:
    """(may go, their village's key is not compared yet, their village has no NPP)."""
    good: list[Candidate] = []
    unknown: list[Candidate] = []
    nameless: list[Candidate] = []
    for one in people:
        place = offices[one.unit]
        (unknown if not place.dikenal else nameless if needs_npp and not place.npp else good).append(one)
    return good, unknown, nameless


def names_of(people: Iterable[Candidate], offices: Mapping[str, Office]) -> tuple[str, ...]:
    """The villages of these people by name, each once."""
    return tuple(sorted({offices[one.unit].nama for one in people}))


def groups(ctx: Context, db: Database) -> list[BatchGroup]:
    """What can become a batch now; also groups whose people all wait for a key or an NPP."""
    offices = batches.offices(db)
    found = []
    for key, people in pure.grouped(batches.candidates(db, horizon(ctx.today)), horizon(ctx.today)).items():
        each = per_unit(ctx, db, key)
        if key.jenis == "berhenti":
            people = going(db, each, people)[0]
            if not people:
                continue
        good, unknown, nameless = usable(people, offices, each)
        found.append(BatchGroup(
            jenis=key.jenis, segmen=key.segmen, kelompok=key.kelompok, sumber_dana=key.sumber_dana,
            aktif_sampai=key.aktif_sampai, wadah=wadah_of(key), orang=len(good), desa=len({p.unit for p in good}),
            sebulan_sen=sum(p.sebulan_sen for p in good), tanpa_npp=names_of(nameless, offices),
            kunci_belum=names_of(unknown, offices), tertahan=len(unknown) + len(nameless),
            masa_dari=pure.first_day(key, ctx.today)))
    return found


def rows(db: Database) -> list[BatchRow]:
    """All batches that were not cancelled, newest first."""
    counted = batches.counted(db)
    found: dict[str, list[BillRow]] = {}
    for bill in batches.bills(db):
        found.setdefault(bill.batch, []).append(bill)
    return [row_of(head, found.get(head.nomor, []), counted.get(head.nomor, Counted(0, 0, 0, 0, 0)))
            for head in batches.heads(db) if not head.dibatalkan]


def view(ctx: Context, db: Database, nomor: str) -> BatchView:
    """One batch with its bills and people. Problem BATCH_TIDAK_ADA."""
    head, bills, members = batches.head(db, nomor), batches.bills(db, nomor), batches.members(db, nomor)
    offices = batches.offices(db)
    row = row_of(head, bills, _count(members))
    until = period(row.masa_dari, row.bulan)[1] if row.masa_dari and row.bulan else None
    return BatchView(row=row, bills=tuple(bill_of(one, head, offices) for one in bills),
                     members=tuple(_member(ctx, one, offices) for one in members), masa_sampai=until,
                     diisi=day(head.diisi), diserahkan=day(head.diserahkan), surat=head.surat, hasil=day(head.hasil))


def _count(members: Sequence[MemberRow]) -> Counted:
    return Counted(len(members), len({m.unit for m in members}), sum(m.sebulan_sen for m in members),
                   sum(m.hasil == "ok" for m in members), sum(m.hasil == "ditolak" for m in members))


def row_of(head: BatchHead, bills: Sequence[BillRow], people: Counted) -> BatchRow:
    """A batch as one line. One NPP or kode bayar is shown whole, several are counted."""
    owed = [one for one in bills if one.hidup and head.jenis in pure.PAID_FOR]
    facts = Facts(bool(head.dibatalkan), bool(head.diserahkan), len(owed), sum(bool(b.kode_bayar) for b in owed),
                  sum(bool(b.dibayar) for b in owed), people.orang, people.ok + people.ditolak)
    due = [b.jatuh_tempo for b in owed if b.jatuh_tempo and not b.dibayar]
    return BatchRow(
        nomor=head.nomor, jenis=head.jenis, segmen=head.segmen, kelompok=head.kelompok, wadah=head.wadah,
        sumber_dana=head.sumber_dana, npp=_one_or_many([b.npp for b in bills], "NPP"), desa=people.desa,
        orang=people.orang, sebulan_sen=people.sebulan_sen, jumlah_sen=sum(b.jumlah_sen for b in bills),
        masa_dari=day(head.masa_dari), bulan=head.bulan, keadaan=pure.state_of(facts),
        kode_bayar=_one_or_many([b.kode_bayar for b in bills], "kode bayar"), tempo=day(min(due, default="")),
        lunas=day(max((b.dibayar for b in bills), default="")), ok=people.ok, ditolak=people.ditolak,
        dibuat=date.fromisoformat(head.dibuat[:10]))


def _one_or_many(values: Sequence[str], word: str) -> str:
    known = [value for value in values if value]
    return known[0] if len(known) == 1 else f"{len(known)} {word}" if known else ""


def bill_of(bill: BillRow, head: BatchHead, offices: Mapping[str, Office]) -> Bill:
    """A bill with whom it is for."""
    return Bill(id=bill.id, batch=bill.batch, npp=bill.npp, unit=bill.unit,
                nama=offices[bill.unit].nama if bill.unit else head.wadah, wadah=head.wadah,
                sumber_dana=head.sumber_dana, orang=bill.orang, sebulan_sen=bill.sebulan_sen,
                jumlah_sen=bill.jumlah_sen, kode_bayar=bill.kode_bayar, tempo=day(bill.jatuh_tempo),
                dibayar=day(bill.dibayar), bukti=bill.bukti)


def _member(ctx: Context, member: MemberRow, offices: Mapping[str, Office]) -> BatchMember:
    place = offices[member.unit].nama if member.unit in offices else member.unit
    return BatchMember(uid=member.uid, nik=ctx.seen("nik", member.nik), nama=member.nama, unit=member.unit, desa=place,
                       npp=member.npp, tagihan=member.tagihan, lembar=member.lembar, sebulan_sen=member.sebulan_sen,
                       hasil=member.hasil, kpj=ctx.seen("kpj", member.kpj), aktif_dari=day(member.aktif_dari),
                       alasan=member.alasan, teks=member.teks)


def payments(ctx: Context, db: Database) -> PaymentsView:
    """Bills, lapses and quotas; overdue bills first."""
    heads = {head.nomor: head for head in batches.heads(db)}
    offices = batches.offices(db)
    bills = [bill_of(one, heads[one.batch], offices) for one in batches.bills(db)
             if heads[one.batch].jenis in pure.PAID_FOR and heads[one.batch].diserahkan and (one.hidup or one.dibayar)]
    bills.sort(key=lambda b: (b.dibayar is not None, -(b.dibayar or date.min).toordinal(), b.tempo or date.max, b.id))
    this_month = ctx.today.replace(day=1)
    lapses = [Lapse(sumber_dana=fund, bulan=month, orang=many, sebulan_sen=sen, lewat=month < this_month)
              for fund, text, many, sen in batches.lapses(db) for month in (date.fromisoformat(f"{text}-01"),)]
    quotas = [QuotaUse(sumber_dana=fund, tahun=ctx.today.year, kuota=quota, terpakai=used)
              for fund, quota, used in batches.quotas(db, ctx.today.year)]
    return PaymentsView(bills=tuple(bills), lapses=tuple(lapses), quotas=tuple(quotas))
