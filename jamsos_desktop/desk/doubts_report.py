"""What is to be confirmed, as a list to work through: on paper with room for the answer, or as a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.doubts_reading import doubt_rows
from jamsos_desktop.desk.doubts_records import DoubtFile, DoubtOrder, DoubtRow
from jamsos_desktop.desk.printing_context import print_context
from jamsos_desktop.desk.trail_door import exported, write_noted
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.report import Column, Form, Report, ReportTable
from jamsos_desktop.policy import KEYAKINAN
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import number

PDF, XLSX = ".pdf", ".xlsx"
TITLE = "Yang perlu dikonfirmasi"
HOW = ("Tanyakan kepada BPJS Ketenagakerjaan atau kantor yang berwenang. Tulis jawaban, nomor surat dan tanggalnya.",
       "Sesudah dijawab, DPMD menulis sumbernya dan \u201cbersumber\u201d di tabel itu, lalu membuat ketentuan baru.")
ON_PAPER = (Column("No", Form.NUMBER, 9), Column("Apa", lebar=48), Column("Yang dipakai sekarang", lebar=60),
            Column("Sumber", lebar=66), Column("Keyakinan", lebar=31), Column("Jawaban dan nomor surat", lebar=60))
IN_BOOK = tuple(Column(name) for name in ("Bagian", "Apa", "Yang dipakai sekarang", "Sumber", "Keyakinan",
                                          "Tampak di", "Tabel", "Kunci", "Jawaban", "Nomor surat", "Tanggal"))


def doubts_file_job(ctx: Context, order: DoubtOrder, path: Path | None) -> Job[DoubtFile]:
    """See ``Doubts.doubts_file_job``."""
    now = ctx.clock.now()
    path = path or ctx.folder.outbox / f"Perlu-dikonfirmasi-{now:%Y%m%d-%H%M%S}{PDF}"
    if path.suffix.lower() not in (PDF, XLSX):
        raise Problem("BENTUK_SALAH", f"Daftar tidak bisa dibuat sebagai {path.suffix or 'file itu'}.", TIDAK_BERUBAH,
                      f"Pakai nama file yang berakhir {PDF} atau {XLSX}.")
    rows = [row for row in doubt_rows(ctx) if order.fits(row)]
    if not rows:
        raise Problem("DAFTAR_KOSONG", "Tidak ada baris untuk dicetak.", TIDAK_BERUBAH, "Hapus saringannya dulu.")
    yield Progress(0, 1, path.name)
    with ctx.open() as db:
        data = _drawn(ctx, db, report(ctx, order, rows), path.suffix.lower())
    written = write_noted(ctx, data, path, exported(ctx, "daftar", TITLE.lower()))
    return DoubtFile(written, len(rows))


def _drawn(ctx: Context, db: Database, made: Report, bentuk: str) -> bytes:
    if bentuk == XLSX:
        from jamsos_desktop.exchange.report_book import report_book

        return report_book(made, latihan=ctx.latihan)
    from jamsos_desktop.paper.single.report import report_pdf

    return report_pdf(made, print_context(ctx, db, f"{ctx.unit.kertas}L", ""))


def report(ctx: Context, order: DoubtOrder, rows: Sequence[DoubtRow]) -> Report:
    """One table a part on paper, one sheet with everything in the workbook."""
    many = Counter(row.keyakinan for row in rows)
    parts = [part for part in (order.bagian, order.keyakinan, f"kata \u201c{order.cari}\u201d" if order.cari else "")
             if part]
    return Report(
        kode="perlu_dikonfirmasi", judul=TITLE, hari=ctx.today, sumber=f"ketentuan versi {ctx.policy.versi}",
        lingkup=", ".join(parts) or "Semua bagian", tabel=(*_on_paper(rows), _in_book(rows)), catatan=HOW,
        angka=(("Baris", number(len(rows)), f"{number(len({row.bagian for row in rows}))} bagian"),
               *((sureness.capitalize(), number(many[sureness]), "baris") for sureness in KEYAKINAN[1:]
                 if many[sureness])))


def _on_paper(rows: Sequence[DoubtRow]) -> list[ReportTable]:
    numbers = {row: nth for nth, row in enumerate(rows, 1)}
    return [ReportTable(lembar=part[:31], judul=part, kolom=ON_PAPER, di_buku=False,
                        baris=tuple((numbers[row], row.apa, row.nilai, row.sumber or "Belum ditulis", row.keyakinan, "")
                                    for row in rows if row.bagian == part))
            for part in dict.fromkeys(row.bagian for row in rows)]


def _in_book(rows: Sequence[DoubtRow]) -> ReportTable:
    return ReportTable(lembar="Perlu dikonfirmasi", judul="", kolom=IN_BOOK, di_kertas=False,
                       baris=tuple((row.bagian, row.apa, row.nilai, row.sumber, row.keyakinan, row.tempat,
                                    row.tabel, row.kunci, "", "", "") for row in rows))
