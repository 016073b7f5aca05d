"""The daftar nominatif as a spreadsheet program reads it: text only, masked, never a formula."""

from __future__ import annotations

import zipfile

import pytest
import python_calamine
from parcels import people

from jamsos_desktop.exchange.nominatif import NOT_LOCKED, write_nominatif
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.privacy import last_four
from jamsos_desktop.problems import Problem

CODE = "9C41-E07B-55D2"


def cells(path):
    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def table(path):
    head, *rows = cells(path)[4:]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_same_people_same_code_and_a_warning(tmp_path):
    rows = people(3)
    path = write_nominatif(tmp_path / "d.xlsx", rows, CODE, "Desa Bajo Indah")
    top = [row[0] for row in cells(path)[:3]]
    assert top == ["Daftar nominatif Desa Bajo Indah", f"Kode periksa {CODE}", NOT_LOCKED]
    read = table(path)
    assert [row["Nama lengkap"] for row in read] == [row["nama"] for row in rows]
    assert [row["No"] for row in read] == ["1", "2", "3"]
    assert all(isinstance(cell, str) for row in read for cell in row.values())
    assert read[0]["Tanggal lahir"][2] == "-"
    assert read[0]["Penghasilan / bulan"].startswith("Rp ")
    assert read[0]["Kelompok"] == code_label("kelompok", "pekerja_rentan") != "pekerja_rentan"


def test_numbers_of_people_are_masked_unless_asked_for(tmp_path):
    rows = [{**row, "kpj": "12345678901"} for row in people(2)]
    short = table(write_nominatif(tmp_path / "a.xlsx", rows, CODE, "Desa"))
    full = table(write_nominatif(tmp_path / "b.xlsx", rows, CODE, "Desa", nik_penuh=True))
    for row, hidden, shown in zip(rows, short, full, strict=True):
        assert hidden["NIK"] == "•" * 12 + row["nik"][-4:]
        assert hidden["Nomor KK"] == "•" * 12 + row["no_kk"][-4:]
        assert (shown["NIK"], shown["Nomor KK"]) == (row["nik"], row["no_kk"])
        for read in (hidden, shown):
            assert not {row["nama_ibu"], row["kpj"]} & set(read.values())


@pytest.mark.parametrize("start", ["=1+1", "+62811", "-5", "@SUM(A1)", "＝1", '=HYPERLINK("http://x")', "http://contoh.id"])
def test_nothing_is_ever_computed(tmp_path, start):
    rows = [{**people(1)[0], "nama": start, "alamat": start}]
    path = write_nominatif(tmp_path / "d.xlsx", rows, CODE, start, warning=start)
    assert table(path)[0]["Nama lengkap"] == start
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
        assert not [name for name in archive.namelist() if "rels" in name and "sheet" in name]
    assert "<f>" not in sheet
    assert "<v>=" not in sheet
    assert 'quotePrefix="1"' in styles or start.startswith("http")


def test_the_same_rows_give_the_same_file(tmp_path):
    first = write_nominatif(tmp_path / "a.xlsx", people(3), CODE, "Desa").read_bytes()
    assert write_nominatif(tmp_path / "a.xlsx", people(3), CODE, "Desa").read_bytes() == first
    with pytest.raises(Problem) as caught:
        write_nominatif(tmp_path / "a.xlsx", people(4), CODE, "Desa")
    assert caught.value.kode == "NAMA_SUDAH_ADA"


def test_nobody_at_all(tmp_path):
    assert table(write_nominatif(tmp_path / "d.xlsx", [], CODE, "Desa")) == []


def test_masking():
    assert last_four("7402110101900001") == "••••••••••••0001"
    assert last_four("") == ""
    assert last_four("123") == "123"
