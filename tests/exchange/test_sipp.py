"""Every SIPP column names a field key or a constant, and a person fills them as text."""

from __future__ import annotations

from string import ascii_uppercase

from jamsos_desktop.exchange.sipp import columns, row_of
from jamsos_desktop.model.fields import BY_KEY
from tests.conftest import salma

OWN_KEYS = {"nomor"}  # given by the desk, not typed


def test_every_column_names_a_field_key_or_a_constant() -> None:
    for column in columns():
        assert column.isi in ("kunci", "tetap"), column
        assert column.isi == "tetap" or column.nilai in BY_KEY or column.nilai in OWN_KEYS, column


def test_thirty_columns_in_the_order_of_excel() -> None:
    letters = [*ascii_uppercase, "AA", "AB", "AC", "AD"]
    assert [c.kolom for c in columns()] == letters
    assert len({c.nama for c in columns()}) == 30


def test_a_person_fills_them_as_text() -> None:
    row = dict(zip((c.nama for c in columns()), row_of(salma(nomor="BPU-000001", golongan_darah="O+")), strict=True))
    assert (row["NOMOR_IDENTITAS"], row["TANGGAL_LAHIR"], row["STATUS_KAWIN"], row["GOLONGAN_DARAH"], row["UPAH"]) == (
        "7402115408849417", "14-08-1984", "Y", "O", "900000")
    assert (row["JENIS_IDENTITAS"], row["KODE_NEGARA"], row["TANGGAL_KEPESERTAAN"]) == ("KTP", "ID", "")
    assert all(isinstance(text, str) for text in row.values())


def test_unmarried_and_unknown_blood() -> None:
    row = dict(zip((c.nama for c in columns()), row_of(salma(status_kawin="cerai_mati", golongan_darah="tidak_tahu")),
                   strict=True))
    assert (row["STATUS_KAWIN"], row["GOLONGAN_DARAH"]) == ("T", "")
