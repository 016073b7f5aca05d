"""People by the end of their cover on paper or in a workbook: for the meeting with DPMD and to go from door to door.

Without NIK: the number of the person in this program and the hamlet are enough to find them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jamsos_desktop.desk import paying_ending
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_records import EndingListOrder, EndingRow
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.trail_door import exported, write_noted
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.report import Cell, Column, Form, Report, ReportTable
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import number, rupiah_of_sen

PDF, XLSX = ".pdf", ".xlsx"
DAGGER = "\u2020"
NO_FUND = "Belum diisi"
COLUMNS = (Column("No", Form.NUMBER, 9), Column("Nama", lebar=42), Column("Nomor", lebar=22),
           Column("Kelompok", lebar=27), Column("Dusun", lebar=14), Column("Dibayar oleh", lebar=29),
           Column("Sampai", Form.DAY, 20), Column("Hari", lebar=24), Column("Keterangan", lebar=50),
           Column("Tunggakan (Rp)", Form.SEN, 26), Column("Halangan", lebar=52))


def ending_list_job(ctx: Context, order: EndingListOrder, path: Path | None) -> Job[Path]:
    """See ``Paying.ending_list_job``."""
    now = ctx.clock.now()
    path = path or ctx.folder.outbox / f"{order.judul.replace(' ', '-')}-{now:%Y%m%d-%H%M%S}{PDF}"
    if path.suffix.lower() not in (PDF, XLSX):
        raise Problem("BENTUK_SALAH", f"Daftar tidak bisa dibuat sebagai {path.suffix or 'file itu'}.", TIDAK_BERUBAH,
                      f"Pakai nama file yang berakhir {PDF} atau {XLSX}.")
    yield Progress(0, 2, order.judul)
    with ctx.open() as db:
        rows = paying_ending.listed(ctx, db, order.uids)
        if not rows:
            raise Problem("DAFTAR_KOSONG", "Tidak ada orang untuk dicetak.", TIDAK_BERUBAH,
                          "Pilih tab atau pembayar yang lain.")
        yield Progress(1, 2, path.name)
        data = _drawn(ctx, db, report(ctx, order, rows), path.suffix.lower())
    return write_noted(ctx, data, path, exported(ctx, "daftar", order.judul.lower()))


def _drawn(ctx: Context, db: Database, made: Report, bentuk: str) -> bytes:
    if bentuk == XLSX:
        from jamsos_desktop.exchange.report_book import report_book

        return report_book(made, latihan=ctx.latihan)
    from jamsos_desktop.paper.single.report import report_pdf

    return report_pdf(made, print_context(ctx, db, f"{ctx.unit.kertas}L", ""))


def report(ctx: Context, order: EndingListOrder, rows: Sequence[EndingRow]) -> Report:
    """The list with its sums; what nobody confirmed carries a dagger and a line that says so."""
    owed, held = sum(row.tunggakan_sen for row in rows), sum(bool(row.halangan) for row in rows)
    unsure = list(dict.fromkeys(row.sumber for row in rows if row.belum_dikonfirmasi and row.sumber))
    table = ReportTable(
        lembar="Daftar", judul="", kolom=COLUMNS, pribadi=True,
        baris=tuple(_line(nth, row) for nth, row in enumerate(rows, 1)),
        jumlah=("", f"{number(len(rows))} orang", "", "", "", "", None, "", "", owed, ""))
    return Report(
        kode="masa", judul=order.judul, hari=ctx.today, sumber=ctx.unit.sebutan, tabel=(table,),
        lingkup=order.lingkup or "Semua pembayar",
        angka=(("Orang", number(len(rows)), ""),
               ("Tunggakan", rupiah_of_sen(owed), "yang tetap harus dilunasi"),
               ("Terhalang", number(held), "belum bisa diperpanjang")),
        catatan=("Halangan: sebab perpanjangan orang itu akan dilewati.",
                 *([f"{DAGGER} Belum dikonfirmasi BPJS. Tanyakan sebelum dipakai."] if unsure else [])),
        dasar=tuple(f"{source} {DAGGER}" for source in unsure))


def _line(nth: int, row: EndingRow) -> tuple[Cell, ...]:
    fund = code_label("sumber_dana", row.sumber_dana) if row.sumber_dana else NO_FUND
    mark = f" {DAGGER}" if row.belum_dikonfirmasi and row.ringkas else ""
    return (nth, row.nama, row.nomor, code_label("kelompok", row.kelompok), row.dusun, fund, row.sampai,
            row.hari_kata, f"{row.ringkas}{mark}", row.tunggakan_sen or None, row.halangan)
