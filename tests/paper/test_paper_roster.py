"""Lists on paper: receipts of a taking in, visits by dusun, a reply; whole on as many pages as they take."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from paper_people import UNIT, context
from paper_reading import words

from jamsos_desktop.paper.draw.layout import WIDTH
from jamsos_desktop.paper.single.intake_receipt import COLUMNS, IntakeRow, intake_receipt
from jamsos_desktop.paper.single.reply_list import MEMBERS, REFUSED, ReplyRows, reply_list
from jamsos_desktop.paper.single.visit_list import COLUMNS as VISIT
from jamsos_desktop.paper.single.visit_list import Visit, visit_list
from jamsos_desktop.problems import Problem

DPMD = replace(UNIT, kode="74.02", jenis="opd", nama="DPMD Kabupaten Konawe", kecamatan="", pejabat=())


def row(nth: int) -> IntakeRow:
    return IntakeRow(f"Desa{nth}", "Soropia", f"JD-74021120{nth:02}-0001.jdx", "masuk, kunci belum dicocokkan", nth,
                     1, "71B0-2E9A-11FF")


def visit(nth: int, dusun: str) -> Visit:
    return Visit(f"ORANG NOMOR {nth}", f"74021154088490{nth:02}", dusun, "003", "002", "081299000417",
                 "Nama beda dengan KTP", "DPMD", "Nama tidak sama dengan data Dukcapil. Samakan huruf demi huruf.")


def pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.parametrize("columns", [COLUMNS, VISIT, REFUSED, MEMBERS])
def test_columns_fill_the_width(columns: tuple) -> None:
    assert sum(column.w for column in columns) == WIDTH


def test_a_receipt_adds_up_and_names_every_file() -> None:
    pdf = intake_receipt([row(nth) for nth in range(1, 13)], context(unit=DPMD))
    read = words(pdf)
    assert "12 kiriman dari 12 desa: 78 orang baru, 12 perubahan." in read
    assert "DPMD Kabupaten Konawe Diterima 20 November 2026, 10.42" in read
    for nth in range(1, 13):
        assert f"JD-74021120{nth:02}-0001.jdx" in read
    assert "Yang menyerahkan" in read
    assert "Halaman 1 dari 1" in read
    assert "Versi 1 · Jamsos Desa" in read
    assert intake_receipt([row(nth) for nth in range(1, 13)], context(unit=DPMD)) == pdf


@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_a_long_list_goes_on_with_its_heads_and_loses_nobody(kertas: str) -> None:
    pdf = visit_list([visit(nth, "II" if nth % 2 else "I") for nth in range(80)], "Balasan no. 3",
                     context(kertas=kertas))
    many = pages(pdf)
    assert many > 2
    read = words(pdf)
    assert "Dusun I, 40 orang" in read
    assert "Dusun II, 40 orang" in read
    assert read.count("Nama, 4 angka akhir NIK") >= many
    assert f"{many} dari {many}" in read
    for nth in range(80):
        assert f"ORANG NOMOR {nth} NIK …{9000 + nth}" in read
        assert f"74021154088490{nth:02}" not in read  # no whole NIK lies about on paper


def test_a_reply_says_who_was_refused_and_why() -> None:
    rows = ReplyRows((("Jumria", "II", "Nama beda", "DPMD", "Samakan nama."),),
                     (("Hamid", "Nelayan", "I", "8807402112260", "Aktif mulai 1 Des 2026"),))
    read = words(reply_list("BALASAN DPMD NO. 3", ("Dari DPMD",), rows, context()))
    for said in ("BALASAN DPMD NO. 3", "Ditolak, 1 orang", "JUMRIA", "Terdaftar dan diproses, 1 orang", "HAMID",
                 "Aktif mulai 1 Des 2026", "bukan bukti kepesertaan"):
        assert said in read
    with pytest.raises(Problem):
        reply_list("BALASAN", (), ReplyRows(((("\u8def"), "", "", "", ""),), ()), context())
