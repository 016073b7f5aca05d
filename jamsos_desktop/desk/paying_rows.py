"""Bills and payments as plain rows (a JSON file): all of them are written, or none; what is wrong names its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jamsos_desktop.desk import paying_making as making
from jamsos_desktop.desk import paying_proof, paying_steps, persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_records import BillOrder
from jamsos_desktop.desk.paying_steps import Payment
from jamsos_desktop.desk.paying_told import PREFIX, told_bills
from jamsos_desktop.desk.scan_records import MadeScan
from jamsos_desktop.model import masa
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import bills, people
from jamsos_desktop.store.engine import Database

KEYS = ("peserta", "sumber_dana", "bulan_dari", "bulan_sampai", "kode_bayar", "jatuh_tempo", "tanggal", "bukti", "scan",
        "jumlah", "catatan")
_OF_NEW = ("sumber_dana", "bulan_dari", "bulan_sampai", "jatuh_tempo", "catatan")
MOST_RUPIAH = 10**12


@dataclass(frozen=True, slots=True)
class Line:
    """One row, each value of its kind. ``peserta``: NIK or local numbers, () where ``kode_bayar`` names the bill."""

    peserta: tuple[str, ...]
    sumber_dana: str
    dari: str
    sampai: str
    kode_bayar: str
    jatuh_tempo: date | None
    catatan: str
    payment: Payment | None
    scan: MadeScan | None


def pay_rows(ctx: Context, db: Database, rows: Sequence[Any]) -> list[str]:
    """See ``Paying.pay_rows``."""
    if not rows:
        raise Problem("JSON_SALAH", "Tidak ada satu baris pun.", TIDAK_BERUBAH, "Isi file dengan tagihan atau bayaran.")
    lines: list[Line] = []
    for nth, row in enumerate(rows, 1):
        with _in_row(nth):
            lines.append(_line(row))
    made: list[str] = []
    judge: list[str] = []
    with db.write():
        for nth, line in enumerate(lines, 1):
            with _in_row(nth):
                bill_id = _bill_of(ctx, db, line)
                if line.payment:
                    judge += paying_steps.pay_inside(ctx, db, bill_id, line.payment, line.scan)
                made.append(_kept_as(db, bill_id))
    persons.recompute(ctx, db, list(dict.fromkeys(judge)))
    return made


@contextmanager
def _in_row(nth: int) -> Iterator[None]:
    """Problems name the row."""
    try:
        yield
    except Problem as problem:
        raise Problem(problem.kode, f"Baris {nth}: {problem.apa}", TIDAK_BERUBAH, problem.cara) from problem


def _bill_of(ctx: Context, db: Database, line: Line) -> str:
    """The bill a row is about: one that is there by its code, else one that the row makes."""
    if not line.peserta:
        if kept := bills.of_code(db, line.kode_bayar):
            return kept.id
        if line.kode_bayar in told_bills(db):
            return PREFIX + line.kode_bayar
        raise Problem("TAGIHAN_TIDAK_ADA", f"Kode bayar {line.kode_bayar or 'kosong'} tidak dikenal.", TIDAK_BERUBAH,
                      "Sebut juga peserta, bulan dan sumber dananya.")
    first, last = line.dari, line.sampai or line.dari
    for month in (first, last):
        if not masa.is_month(month):
            raise Problem("MASA_SALAH", f"Bulan {month or 'kosong'} tidak dikenal.", TIDAK_BERUBAH,
                          "Tulis misalnya 2026-12.")
    return making.make_inside(ctx, db, BillOrder(
        sumber_dana=line.sumber_dana, bulan_dari=first, bulan=masa.count(first, last), uids=_uids(db, line.peserta),
        kode_bayar=line.kode_bayar, jatuh_tempo=line.jatuh_tempo, catatan=line.catatan))


def _kept_as(db: Database, bill_id: str) -> str:
    """A bill of a reply is one of this desk once it is paid here."""
    kept = bills.of_code(db, bill_id.removeprefix(PREFIX)) if bill_id.startswith(PREFIX) else None
    return kept.id if kept else bill_id


def _uids(db: Database, named: Sequence[str]) -> tuple[str, ...]:
    found = []
    for name in named:
        uid = people.uid_by_name(db, name)
        if uid is None:
            raise Problem("PESERTA_TIDAK_ADA", f"Tidak ada orang dengan NIK atau nomor {name}.", TIDAK_BERUBAH,
                          "Periksa angkanya.")
        found.append(uid)
    if len(set(found)) < len(found):
        raise Problem("PESERTA_DUA_KALI", "Satu orang disebut dua kali.", TIDAK_BERUBAH, "Hapus salah satunya.")
    return tuple(found)


# --- reading a row -----------------------------------------------------------------------------------


def _line(row: Any) -> Line:
    if not isinstance(row, Mapping):
        raise Problem("JSON_SALAH", "Isinya bukan tagihan.", TIDAK_BERUBAH, "Lihat contoh di docs/perintah.md.")
    if unknown := [str(key) for key in row if key not in KEYS]:
        raise Problem("KOLOM_TAK_DIKENAL", f"Kolom {', '.join(unknown)} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pakai: {', '.join(KEYS)}.")
    named = _names(row.get("peserta"))
    kode = making.code_of(_text(row, "kode_bayar"))
    if "peserta" in row and not named:
        raise Problem("TAGIHAN_TANPA_ORANG", "Tagihan itu untuk tidak seorang pun.", TIDAK_BERUBAH,
                      "Sebut NIK atau nomor pesertanya.")
    if not named and (unused := [key for key in _OF_NEW if row.get(key) is not None]):
        raise Problem("KOLOM_TAK_DIKENAL", f"Kolom {', '.join(unused)} hanya untuk tagihan baru.", TIDAK_BERUBAH,
                      "Sebut pesertanya, atau hapus kolom itu.")
    payment = _payment(row, bool(named))
    return Line(named, _text(row, "sumber_dana"), _text(row, "bulan_dari"), _text(row, "bulan_sampai"), kode,
                _day(row, "jatuh_tempo"), _text(row, "catatan"), payment,
                paying_proof.load(payment.scan) if payment and payment.scan else None)


def _payment(row: Mapping[str, Any], new: bool) -> Payment | None:
    """What a row says of a payment; a row that makes a bill may leave it out."""
    sen = _sen(row)
    if new and not any(_text(row, key) for key in ("tanggal", "bukti", "scan")):
        if sen is not None:
            raise Problem("TANGGAL_KOSONG", "Jumlah tanpa tanggal bayar.", TIDAK_BERUBAH, "Isi tanggal dan buktinya.")
        return None
    paid = _day(row, "tanggal")
    if paid is None:
        raise Problem("TANGGAL_KOSONG", "Tanggal bayar belum diisi.", TIDAK_BERUBAH, "Tulis misalnya 2026-11-21.")
    scan = _text(row, "scan")
    return Payment(paid, _text(row, "bukti"), Path(scan) if scan else None, sen)


def _names(value: Any) -> tuple[str, ...]:
    """One NIK or number, or several; NIK written in groups are joined."""
    given = value if isinstance(value, list | tuple) else [] if value is None else [value]
    if not all(isinstance(one, str) for one in given):
        raise _unreadable("peserta", "Tulis NIK dalam tanda kutip.")
    joined = ["".join(str(one).split()) for one in given]
    return tuple(one for one in joined if one)


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _unreadable(key, "Tulis sebagai teks dalam tanda kutip.")
    return value.strip()


def _day(row: Mapping[str, Any], key: str) -> date | None:
    text = _text(row, key)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _unreadable(key, "Tulis misalnya 2026-11-21.") from None


def _sen(row: Mapping[str, Any]) -> int | None:
    """``jumlah`` is whole rupiah."""
    value = row.get("jumlah")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value > MOST_RUPIAH:
        raise _unreadable("jumlah", "Tulis rupiah bulat tanpa titik.")
    if value <= 0:
        raise Problem("JUMLAH_SALAH", "Jumlah pembayaran harus lebih dari nol.", TIDAK_BERUBAH,
                      "Salin jumlah dari bukti bayar.")
    return value * paying_steps.SEN


def _unreadable(key: str, how: str) -> Problem:
    return Problem("ISIAN_SALAH", f"Isian {key} tidak bisa dibaca.", TIDAK_BERUBAH, how)
