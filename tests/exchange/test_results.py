"""BPJS's list of results: columns by their names, each row read for certain or named as unreadable."""

from __future__ import annotations

from datetime import date

import pytest

from jamsos_desktop.exchange.results import read_results, reason_of
from jamsos_desktop.policy import load_policy
from jamsos_desktop.problems import Problem

HEAD = (2, ["No", "NIK", "Nama", "KPJ", "STATUS", "TGL AKTIF", "KETERANGAN"])
NIK = "7402115408849417"


def one(*cells: str) -> object:
    return read_results([(1, ["Hasil unggahan"]), HEAD, (3, ["1", *cells])], "x.xlsx")[0]


@pytest.mark.parametrize(("cells", "hasil", "salah"), [
    ((NIK, "SALMA", "21000000001", "VALID", "03-12-2026", ""), "ok", ""),
    (("'" + NIK, "SALMA", "21000000001", "", "", ""), "ok", ""),
    ((NIK, "SALMA", "", "TIDAK VALID", "", "NIK tidak ditemukan"), "ditolak", ""),
    ((NIK, "SALMA", "", "", "", "Nama tidak sesuai"), "ditolak", ""),
    ((NIK, "SALMA", "21000000001", "SUDAH AKTIF DI PERUSAHAAN LAIN", "", ""), "ditolak", ""),
    ((NIK, "SALMA", "21000000001", "DALAM ANTREAN", "", ""), "", "Status"),
    ((NIK, "SALMA", "", "", "", ""), "", "tanpa status"),
    (("7.40211E+15", "SALMA", "21000000001", "VALID", "", ""), "", "rusak oleh Excel"),
    (("740211540884941", "SALMA", "21000000001", "VALID", "", ""), "", "16 angka, di sini 15"),
    (("", "JUMLAH", "", "", "", ""), "", "tanpa NIK"),
    ((NIK, "SALMA", "2100", "VALID", "", ""), "", "KPJ biasanya 11"),
    ((NIK, "SALMA", "21000000001", "VALID", "31-02-2026", ""), "", "Tanggal"),
])
def test_rows(cells: tuple[str, ...], hasil: str, salah: str) -> None:
    found = one(*cells)
    assert (found.hasil, found.baris) == (hasil, 3)
    assert salah in found.salah
    assert bool(found.salah) == (not hasil)


def test_dates_and_numbers_are_read() -> None:
    found = one("7402 1154 0884 9417", "SALMA", "2100 0000 001", "Valid", "03/12/2026", "")
    assert (found.nik, found.kpj, found.tanggal) == (NIK, "21000000001", date(2026, 12, 3))


def test_the_column_with_sixteen_digits_is_the_nik() -> None:
    rows = [(1, ["NIK", "KTP", "KPJ"]), (2, ["PU-000001", NIK, "21000000001"])]
    assert read_results(rows, "x")[0].nik == NIK


def test_a_list_without_its_columns_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        read_results([(1, ["Nama", "Alamat"]), (2, ["SALMA", "Soropia"])], "daftar.xlsx")
    assert refused.value.kode == "HASIL_TANPA_KOLOM"


@pytest.mark.parametrize(("text", "kode"), [
    ("NIK TIDAK DITEMUKAN di Dukcapil", "NIK_TIDAK_ADA"), ("Nama tidak sesuai KTP", "NAMA_BEDA"),
    ("TANGGAL_LAHIR berbeda", "TANGGAL_LAHIR_BEDA"), ("Sudah terdaftar di perusahaan lain", "SUDAH_AKTIF"),
    ("Usia melebihi 65", "USIA_LEWAT"), ("Peserta sudah meninggal dunia", "MENINGGAL"),
    ("nama ibu kandung kosong", "IBU_KOSONG"), ("kode 17", "LAIN"), ("", "LAIN"),
])
def test_reasons_by_their_words(text: str, kode: str) -> None:
    assert reason_of(text, load_policy().alasan) == kode


def test_every_reason_of_the_table_is_one_of_the_policy() -> None:
    import csv

    from jamsos_desktop.paths import resource

    with resource("sipp", "hasil_alasan.csv").open(encoding="utf-8") as file:
        assert {row["kode"] for row in csv.DictReader(file)} <= set(load_policy().alasan)
