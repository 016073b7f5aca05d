"""Every SIPP column names a field key or a constant, and a person fills them as text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from string import ascii_uppercase

import pytest

from jamsos_desktop.exchange.sipp import SHEETS, columns, row_of
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.records import Peserta
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


SOMEBODY_ELSE = {
    "nomor": "PU-000099", "nama": "LA ODE LAIN", "gelar": "S.Sos", "hp": "081311112222", "email": "lain@desa.id",
    "tempat_lahir": "KENDARI", "tanggal_lahir": date(1990, 1, 2), "nama_ibu": "IBU LAIN", "nik": "7402110101909001",
    "masa_laku": date(2031, 5, 6), "jenis_kelamin": "L", "surat_ke": "E", "status_kawin": "belum_kawin",
    "golongan_darah": "AB-", "npwp": "111112222233333", "penghasilan": 2_022_201, "alamat": "Jl. Lain",
    "kode_pos": "93001", "kode_lokasi": "L7", "status_pegawai": "PKWT", "mulai_bekerja": date(2023, 1, 2),
    "akhir_kontrak": date(2027, 12, 30), "kpj": "12345678901", "keluar_sebab": "pindah",
    "keluar_tanggal": date(2026, 1, 31),
}
WRITTEN_AS = {"status_kawin": "T", "golongan_darah": "AB"}


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_column_shows_its_field_and_no_other(sheet: str) -> None:
    empty = Peserta(permohonan="", kartu="")
    blank = row_of(empty, sheet)
    for nth, column in enumerate(columns(sheet)):
        if column.isi == "kunci":
            value = SOMEBODY_ELSE[column.nilai]
            plain = f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)
            row = row_of(replace(empty, **{column.nilai: value}), sheet)
            assert row == [*blank[:nth], WRITTEN_AS.get(column.nilai, plain), *blank[nth + 1:]]
        else:
            assert blank[nth] == column.nilai


def test_unmarried_and_unknown_blood() -> None:
    row = dict(zip((c.nama for c in columns()), row_of(salma(status_kawin="cerai_mati", golongan_darah="tidak_tahu")),
                   strict=True))
    assert (row["STATUS_KAWIN"], row["GOLONGAN_DARAH"]) == ("T", "")
