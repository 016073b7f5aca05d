"""Daftar nominatif as a workbook beside the package: the same people, for offices without this program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import job_label
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.parse import text_of
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store import listing
from jamsos_desktop.store.engine import Database

_KEYS = ("nik", "no_kk", "nama", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "alamat", "dusun", "rt", "rw",
         "hp", "penghasilan", "program", "mulai")
_SECRET = ("nik", "no_kk")


def write_list(ctx: Context, db: Database, persons: Sequence[Peserta], path: Path, kode_periksa: str,
               nik_penuh: bool) -> Path:
    """Write the list; without ``nik_penuh`` NIK and KK show their last four digits only."""
    from jamsos_desktop.exchange.nominatif import write_nominatif

    ids = listing.find_ids(db, listing.Query())
    dues = {row.uid: row.iuran_sen for row in listing.rows(db, ids).values()} if len(ids) else {}
    header = ["Nomor", "Kelompok", "Jabatan / pekerjaan", *(BY_KEY[key].label for key in _KEYS), "Iuran sebulan (Rp)"]
    rows = [[p.nomor, code_label("kelompok", p.kelompok), job_label(ctx, p), *(_cell(p, key, nik_penuh) for key in _KEYS),
             _rupiah(dues.get(p.uid, 0))] for p in persons]
    return write_nominatif(path, header, rows, kode_periksa=kode_periksa, unit_name=ctx.unit.sebutan)


def _cell(person: Peserta, key: str, nik_penuh: bool) -> str:
    text = text_of(person, key)
    if key not in _SECRET:
        return text
    digits = text.replace(" ", "")
    return digits if nik_penuh or not digits else "\u2022" * max(0, len(digits) - 4) + digits[-4:]


def _rupiah(sen: int) -> str:
    whole, rest = divmod(sen, 100)
    return f"{whole},{rest:02}" if rest else str(whole)
