"""Iuran as billed and paid: one bill, the people and months in it, and how far payments carry somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, product
from typing import NamedTuple

from jamsos_desktop.model import masa
from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor

OWN, TAKEN_OVER = "desa", "dpmd"  # who made a bill
_MOST_VARIABLES = 500
# Shares that cover somebody: of JKK and JKM, or taken over without a sum. JHT alone covers nobody.
COVERING = "(o.jkk_sen + o.jkm_sen > 0 OR o.jht_sen = 0)"
_EVER = "0001-01"  # a reply says how long somebody is covered, not since when: all before it is past


class Bill(NamedTuple):
    """A bill as kept: months ``YYYY-MM``, days ISO or None, money in sen. ``dari``: OWN or TAKEN_OVER from a reply;
    ``perpanjangan``: the extension that made it; ``batal``: when it was called off."""

    id: str
    segmen: str
    sumber_dana: str
    penagih: str
    pembayar: str
    bulan_dari: str
    bulan_sampai: str
    jumlah_sen: int
    kode_bayar: str = ""
    jatuh_tempo: str | None = None
    dibayar_tanggal: str | None = None
    bukti: str = ""
    bukti_scan: str = ""
    catatan: str = ""
    dari: str = OWN
    perpanjangan: str = ""
    dibuat: str = ""
    batal: str | None = None
    alasan_batal: str = ""


class Share(NamedTuple):
    """A run of months of one person on a bill, with what each programme costs a month; somebody whose rates change
    within a bill has several. ``nomor``: names them once they are deleted."""

    iuran_id: str
    uid: str
    nomor: str
    kelompok: str
    bulan_dari: str
    bulan_sampai: str
    jkk_sen: int
    jkm_sen: int
    jht_sen: int

    @property
    def bulan(self) -> int:
        return masa.count(self.bulan_dari, self.bulan_sampai)

    @property
    def sebulan_sen(self) -> int:
        return self.jkk_sen + self.jkm_sen + self.jht_sen

    @property
    def jumlah_sen(self) -> int:
        return self.sebulan_sen * self.bulan

    @property
    def programs(self) -> frozenset[str]:
        """Codes of the programmes it pays for."""
        return _PROGRAMS[self.jkk_sen > 0, self.jkm_sen > 0, self.jht_sen > 0]


# By which of JKK, JKM and JHT are paid for.
_PROGRAMS = {paid: frozenset(name for name, on in zip(("JKK", "JKM", "JHT"), paid, strict=True) if on)
             for paid in product((False, True), repeat=3)}
_BILL, _SHARE = ", ".join(Bill._fields), ", ".join(Share._fields)
_FROM_BOTH = "FROM iuran_orang o JOIN iuran i ON i.id = o.iuran_id"


def add(db: Database, actor: Actor, bill: Bill, shares: Sequence[Share], why: str = "") -> None:
    """Keep a bill with its people, inside ``db.write()``."""
    db.run(f"INSERT INTO iuran ({_BILL}) VALUES ({','.join('?' * len(Bill._fields))})", bill)
    db.many(f"INSERT INTO iuran_orang ({_SHARE}) VALUES ({','.join('?' * len(Share._fields))})", shares)
    history.append(db, actor, "tagihan", "iuran", bill.id, (), why)


def put(db: Database, actor: Actor, aksi: str, bill_id: str, values: Mapping[str, str | int | None],
        why: str = "") -> None:
    """Change columns of a bill, inside ``db.write()``; ValueError for a column it has not."""
    if not set(values) <= set(Bill._fields) - {"id", "dari", "dibuat"}:
        raise ValueError(f"not columns of a bill: {sorted(values)}")
    db.run(f"UPDATE iuran SET {', '.join(f'{column} = ?' for column in values)} WHERE id = ?",
           (*values.values(), bill_id))
    history.append(db, actor, aksi, "iuran", bill_id, list(values), why)


def remove(db: Database, actor: Actor, bill_id: str, why: str) -> None:
    """A bill that never left the desk is undone together with its people, inside ``db.write()``."""
    db.run("DELETE FROM iuran WHERE id = ?", (bill_id,))
    history.append(db, actor, "urungkan", "iuran", bill_id, (), why)


def every(db: Database) -> list[Bill]:
    """All bills, newest first."""
    return [Bill._make(row) for row in db.all(f"SELECT {_BILL} FROM iuran ORDER BY dibuat DESC, id DESC")]


def read(db: Database, bill_id: str) -> Bill | None:
    """One bill, None when there is none."""
    row = db.one(f"SELECT {_BILL} FROM iuran WHERE id = ?", (bill_id,))
    return Bill._make(row) if row else None


def of_code(db: Database, kode: str) -> Bill | None:
    """The bill in force with a payment code."""
    row = db.one(f"SELECT {_BILL} FROM iuran WHERE kode_bayar = ? AND kode_bayar <> '' AND batal IS NULL", (kode,))
    return Bill._make(row) if row else None


def of_extension(db: Database, undo_id: str) -> list[Bill]:
    """The bills an extension made."""
    return [Bill._make(row) for row in db.all(
        f"SELECT {_BILL} FROM iuran WHERE perpanjangan = ? AND perpanjangan <> '' ORDER BY id", (undo_id,))]


def shares(db: Database, bill_id: str) -> list[Share]:
    """Everybody on a bill, by number and month."""
    return [Share._make(row) for row in db.all(
        f"SELECT {_SHARE} FROM iuran_orang WHERE iuran_id = ? ORDER BY nomor, uid, bulan_dari", (bill_id,))]


def heads(db: Database) -> dict[str, int]:
    """Bill -> different people on it."""
    return {str(row[0]): int(row[1]) for row in db.all(
        "SELECT iuran_id, count(DISTINCT uid) FROM iuran_orang GROUP BY iuran_id")}


def in_force(db: Database, uids: Sequence[str] | None = None) -> list[Share]:
    """Shares of bills that were not called off, of these people or of everybody."""
    if uids is not None and len(uids) > _MOST_VARIABLES:  # one scan is cheaper than many parts
        wanted = set(uids)
        return [share for share in in_force(db) if share.uid in wanted]
    where, args = _of(uids)
    columns = ", ".join(f"o.{column}" for column in Share._fields)
    return [Share._make(row) for row in db.all(
        f"SELECT {columns} {_FROM_BOTH} WHERE i.batal IS NULL {where} ORDER BY o.uid, o.bulan_dari", args)]


def billed(db: Database) -> set[str]:
    """Everybody on a bill that was not called off."""
    return {str(row[0]) for row in db.all(f"SELECT DISTINCT o.uid {_FROM_BOTH} WHERE i.batal IS NULL")}


def told(db: Database) -> dict[str, list[str]]:
    """Payment code -> people who are on it by what replies said of them.

    A reply names only the newest code of somebody. An older one stays theirs when a new one follows; a code that is
    told no longer, or after which an older one is told again, was refused or called off.
    """
    found: dict[str, list[str]] = {}
    rows = db.all("SELECT uid, kode_bayar, putusan FROM keputusan ORDER BY uid, balasan_no")
    for uid, group in groupby(rows, key=lambda row: str(row[0])):
        for kode in _codes_of((str(kode), str(putusan)) for _, kode, putusan in group):
            found.setdefault(kode, []).append(uid)
    return found


def _codes_of(said: Iterable[tuple[str, str]]) -> list[str]:
    """The codes somebody is on after what replies said one after the other (code, verdict)."""
    codes: list[str] = []
    for kode, putusan in said:
        if kode in codes:
            del codes[codes.index(kode) + 1:]
        elif kode:
            codes.append(kode)
        elif putusan != "keluar":  # who left was paid for as long as they were members
            codes.clear()
    return codes


def covered_until(db: Database) -> dict[str, str | None]:
    """uid -> last day (ISO) they are covered as judged last, None for those who never were; everybody here."""
    return {str(row[0]): row[1] for row in db.all("SELECT uid, berlaku_sampai FROM peserta ORDER BY id")}


class Membership(NamedTuple):
    """What tells lightly whether somebody owes dues in a month or waits for a card: days ISO or None, ``program`` codes
    with blanks between, ``sampai`` the last day covered."""

    uid: str
    segmen: str
    status: str
    program: str
    dana: str
    dana_jht: str
    permohonan: str
    mulai: str | None
    keluar: str | None
    sampai: str | None
    kartu: str
    dusun: str


def memberships(db: Database) -> list[Membership]:
    """Everybody here, lightly: in the order of the file."""
    return [Membership._make(row) for row in db.all(
        "SELECT uid, segmen, status, program, sumber_jkk_jkm, sumber_jht, permohonan, mulai, keluar_tanggal,"
        " berlaku_sampai, kartu, dusun FROM peserta ORDER BY id")]


class BilledMonths(NamedTuple):
    """What an own bill bills for a run of months: people and their sen a month together, by kelompok. ``dibayar``: the
    day it was paid, None while it waits."""

    sumber_dana: str
    kelompok: str
    segmen: str
    bulan_dari: str
    bulan_sampai: str
    orang: int
    sebulan_sen: int
    kode_bayar: str
    dibayar: str | None


def billed_months(db: Database, tahun: int) -> list[BilledMonths]:
    """What own bills in force bill for a year; those taken over have a sum of their own."""
    return [BilledMonths._make(row) for row in db.all(
        "SELECT i.sumber_dana, o.kelompok, i.segmen, o.bulan_dari, o.bulan_sampai, count(*),"
        " sum(o.jkk_sen + o.jkm_sen + o.jht_sen), i.kode_bayar, i.dibayar_tanggal"
        f" {_FROM_BOTH} WHERE i.batal IS NULL AND i.dari = ? AND o.bulan_dari <= ? AND o.bulan_sampai >= ?"
        " GROUP BY i.id, o.kelompok, o.bulan_dari, o.bulan_sampai", (OWN, f"{tahun:04}-12", f"{tahun:04}-01"))]


def paid_until(db: Database, today: date, uids: Sequence[str] | None = None) -> dict[str, str]:
    """uid -> last day (ISO) that paid bills cover without a gap, of at most 500 people or of everyone; absent: nothing
    paid.

    Cover is the run of paid months that holds ``today``, else the last run that ended, else the first to come. What
    a reply says of somebody's cover belongs to the run: months paid here may go on from it, or begin after a gap.
    """
    where, args = _of(uids)
    spans: dict[str, list[masa.Span]] = {}
    ends: dict[str, str] = {}
    for uid, first, last, told_until in db.all(
            "SELECT o.uid, o.bulan_dari, o.bulan_sampai, coalesce(p.aktif_sampai, '')"
            f" {_FROM_BOTH} LEFT JOIN peserta p ON p.uid = o.uid"
            f" WHERE i.dibayar_tanggal IS NOT NULL AND i.batal IS NULL AND {COVERING} {where}", args):
        spans.setdefault(uid, []).append((first, last))
        ends[uid] = told_until
    month = masa.month_of(today)
    known: dict[tuple[str, tuple[masa.Span, ...]], str] = {}  # whoever is on the same bills is covered alike
    found: dict[str, str] = {}
    for uid, own in spans.items():
        key = ends[uid], tuple(own)
        if key not in known:
            known[key] = _end(own, ends[uid], month)
        found[uid] = known[key]
    return found


def _end(spans: Sequence[masa.Span], told_until: str, month: str) -> str:
    """The last day of the run at ``month``; where a reply's own day ends it, that day (which need not end a month)."""
    told_month = told_until[:7]
    run = masa.run_at([*spans, (_EVER, told_month)] if told_month else spans, month)
    assert run is not None
    if run[1] == told_month and not any(last == told_month for _, last in spans):
        return told_until
    return masa.last_day(run[1]).isoformat()


def _of(uids: Sequence[str] | None) -> tuple[str, list[str]]:
    return ("", []) if uids is None else (f"AND o.uid IN ({','.join('?' * len(uids))})", list(uids))
