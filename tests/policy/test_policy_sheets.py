"""Tables that went through a spreadsheet program, and what one policy changes against another."""

from __future__ import annotations

from datetime import date

import pytest

from jamsos_desktop.policy import bundled_files, changes, from_sheet, load_policy, to_sheet
from jamsos_desktop.problems import Problem

FILES = bundled_files()


def excel(data: bytes) -> bytes:
    """The table as Excel of an Indonesian Windows saves it: mark, semicolons, decimal comma, its own dates."""
    import csv
    import io
    import re

    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in rows:
        cells = [re.sub(r"^(\d{4})-(\d\d)-(\d\d)$", r"\3/\2/\1", cell) for cell in row]
        writer.writerow([re.sub(r"^(\d+)\.(\d+)$", r"\1,\2", cell) for cell in cells])
    writer.writerow([""] * len(rows[0]))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


@pytest.mark.parametrize("file", sorted(name for name in FILES if name.endswith(".csv")))
def test_a_table_comes_back_from_a_spreadsheet_as_it_was(file: str) -> None:
    assert from_sheet(file, to_sheet(FILES[file])) == from_sheet(file, FILES[file])
    assert from_sheet(file, excel(FILES[file])) == from_sheet(file, FILES[file])
    assert changes(FILES, {**FILES, file: from_sheet(file, FILES[file])}) == ()


def test_a_date_in_the_american_order_is_refused_by_row() -> None:
    edited = FILES["siltap.csv"].replace(b"2020-01-01", b"1/13/2020", 1)
    with pytest.raises(Problem, match=r"siltap\.csv baris 2") as caught:
        load_policy({**FILES, "siltap.csv": from_sheet("siltap.csv", edited)})
    assert caught.value.kode == "KETENTUAN_RUSAK"


def test_a_table_in_another_encoding_is_refused() -> None:
    with pytest.raises(Problem, match="CSV UTF-8"):
        from_sheet("alasan.csv", "kode,label\nX,caf\xe9\n".encode("cp1252"))


def test_changes_are_counted_and_named() -> None:
    edited = FILES["parameter.csv"].replace(b"bpu_jkm,,6800", b"bpu_jkm,,7000")
    lines = FILES["alasan.csv"].splitlines(keepends=True)
    found = changes(FILES, {**FILES, "parameter.csv": edited, "alasan.csv": b"".join(lines[:-1]),
                            "tenggat.csv": b"kode,tanggal,label,sumber\nkirim,2027-01-20,Kiriman Januari,SE\n"})
    assert [(one.berkas, one.tambah, one.ubah, one.hapus) for one in found] == [
        ("parameter.csv", 0, 1, 0), ("alasan.csv", 0, 0, 1), ("tenggat.csv", 1, 0, 0)]
    assert found[0].contoh == ("bpu_jkm",)
    assert found[2].contoh == ("Kiriman Januari",)


def test_targets_and_deadlines() -> None:
    policy = load_policy({**FILES, "sasaran.csv": b"kode,kelompok,tahun,orang\n74.02.11.2017,pekerja_rentan,2027,40\n",
                          "tenggat.csv": b"kode,tanggal,label,sumber\nkirim,2027-02-20,Kedua,SE\n"
                                         b"kirim,2027-01-20,Pertama,SE\n"})
    assert policy.target("74.02.11.2017", 2027) == {"pekerja_rentan": 40}
    assert policy.target("74.02.11.2017", 2026) == {}
    assert policy.deadline("kirim", date(2027, 1, 20)).label == "Pertama"
    assert policy.deadline("kirim", date(2027, 1, 21)).label == "Kedua"
    assert policy.deadline("kirim", date(2027, 3, 1)) is None


@pytest.mark.parametrize(("file", "line", "says"), [
    ("sasaran.csv", "74.02.11.2017,pekerja,2027,40", "kelompok tidak mengenal"),
    ("sasaran.csv", "74.02.11.2017,non_asn,2027,banyak", "bukan bilangan bulat"),
    ("sasaran.csv", "74.02.11.2017,non_asn,2027," + "9" * 5000, "bukan bilangan bulat"),
    ("tenggat.csv", "kirim,20 Januari,Kiriman,SE", "bukan tanggal"),
    ("tenggat.csv", "makan,2027-01-20,Kiriman,SE", "kode tidak mengenal"),
])
def test_targets_and_deadlines_are_refused_by_row(file: str, line: str, says: str) -> None:
    with pytest.raises(Problem, match=f"{file} baris 2") as caught:
        load_policy({**FILES, file: FILES[file] + line.encode() + b"\n"})
    assert says in caught.value.apa
