"""Titles as villages, OpenSID, Dukcapil and BPJS write them name the right column, slips of a finger included."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from jamsos_desktop.intake.heads import means
from jamsos_desktop.intake.layout import SHEET_KINDS
from jamsos_desktop.intake.recognise import key_of
from jamsos_desktop.intake.targets import TARGETS
from jamsos_desktop.intake.titles import meaning, of_somebody_else, plain
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, FIELDS, Field
from jamsos_desktop.paths import resource


@pytest.mark.parametrize(("title", "key"), [
    ("NIK", "nik"), ("No. KTP", "nik"), ("NOMOR\nINDUK KEPENDUDUKAN", "nik"), ("NIK (16 digit)", "nik"),
    ("No NIK sesuai KTP", "nik"), ("Nomor KTP sesuai kartu", "nik"), ("KTP (16 Digit, Wajib Isi)*", "nik"),
    ("NAMA LENGKAP (sesuai KTP)", "nama"), ("N A M A", "nama"), ("Nama Calon Peserta", "nama"), ("namaLengkap", "nama"),
    ("No.KK", "no_kk"), ("noKK", "no_kk"), ("Nomor KK/KSK", "no_kk"), ("Nmr Kartu Keluarga", "no_kk"),
    ("Tgl. Lahir", "tanggal_lahir"), ("Tgl Lhr", "tanggal_lahir"), ("tanggallahir", "tanggal_lahir"),
    ("TTL", "tempat_tanggal_lahir"), ("Tempat/Tgl. Lahir", "tempat_tanggal_lahir"),
    ("TEMPAT & TANGGAL LAHIR", "tempat_tanggal_lahir"), ("L/P", "jenis_kelamin"), ("Jns. Kelamin", "jenis_kelamin"),
    ("Nama Ibu Kandung*", "nama_ibu"), ("NAMA IBU KANDUNG SESUAI KK", "nama_ibu"), ("Gol. Drh", "golongan_darah"),
    ("Stat Kwn", "status_kawin"), ("RT/RW", "rt_rw"), ("Penghasilan / Bulan (Rp)", "penghasilan"), ("NO. HP", "hp"),
    ("No. HP/WA", "hp"), ("Telp.", "hp"), ("DSN", "dusun"), ("ISTRI/SUAMI", "suami_istri"),
    ("nama_ahli_waris", "nama_ahli_waris"), ("Hubungan Ahli Waris", "hubungan_ahli_waris"),
    ("Hubungan dengan peserta", "hubungan_ahli_waris"), ("Ahli Waris", "nama_ahli_waris"),
    ("Tgl Lahir Ahli Waris", "tanggal_lahir_ahli_waris"), ("sumber_dana.jht", "sumber_dana.jht"),
    ("Pekerjaan/Profesi", "pekerjaan"), ("Nomor Handphone/WA", "hp"), ("Nama Lengkap sesuai E-KTP", "nama"),
    ("Honor/Bulan", "penghasilan"), ("Alamat/Dusun", None), ("Nama/NIK", "nama_nik"), ("Nama Suami", "suami_istri"),
    ("status_dasar", "status_penduduk"), ("pekerjaan_id", "pekerjaan_ktp"),
    ("Umur", None), ("Nama Ayah", None), ("NIK Ibu", None), ("ibu_nik", None), ("Nama Kepala Keluarga", "nama"),
    ("Alamat Perusahaan", None), ("No", None), ("Nomor", None), ("Foto KTP", None), ("Keterangan", None), ("", None),
    ("Tidak dipakai: NIK", None),
])
def test_a_title_names_its_column(title: str, key: str | None) -> None:
    assert key_of(title) == key


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_label_and_key_of_the_dictionary_names_its_field(field: Field) -> None:
    assert key_of(field.key) == field.key
    assert key_of(field.label) == field.key
    assert all(key_of(name) == field.key for name in field.also if name not in ("lahir",))


@pytest.mark.parametrize("field", FAMILY_FIELDS, ids=lambda field: field.key)
def test_every_label_of_an_heir_names_its_field(field: Field) -> None:
    assert key_of(f"{field.label} ahli waris") == f"{field.key}_ahli_waris"


def rows() -> Iterator[dict[str, str]]:
    with resource("impor", "judul.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_every_title_of_the_table_is_understood_as_it_says() -> None:
    ours = {plain(name) for field in FIELDS for name in (field.label, field.key, *field.also)}
    for row in rows():
        assert all(key in TARGETS or not key for key in row["sasaran"].split("|")), row
        assert all(kind in SHEET_KINDS or not kind for kind in row["jenis"].split("|")), row
        assert row["sumber"], row
        assert row["keyakinan"], row
        for kind in row["jenis"].split("|"):
            if kind or plain(row["sebutan"]) not in ours:
                assert meaning(row["sebutan"], kind) == tuple(row["sasaran"].split("|")), row


def test_no_title_of_the_table_stands_for_two_things() -> None:
    claims: dict[tuple[str, str], set[str]] = {}
    for row in rows():
        for kind in row["jenis"].split("|"):
            claims.setdefault((plain(row["sebutan"]), kind), set()).add(row["sasaran"])
    assert {name: keys for name, keys in claims.items() if len(keys) > 1} == {}


@pytest.mark.parametrize(("title", "key"), [
    ("Nama Lengka", "nama"), ("Nama Lenkgap", "nama"), ("Tangal Lahir", "tanggal_lahir"),
    ("Tempat Lahiir", "tempat_lahir"), ("Jenis Kelmain", "jenis_kelamin"), ("Penghasilam", "penghasilan"),
    ("Nama Ibu Kandugn", "nama_ibu"), ("Pekerjan", "pekerjaan"), ("Alamatt", "alamat"),
])
def test_one_slip_is_forgiven(title: str, key: str) -> None:
    assert meaning(title) is None
    assert meaning(title, forgiving=True) == (key,)


@pytest.mark.parametrize("title", ["Nama Lngkpp", "RTT", "Nama Ibx", "Bantuan", "Nama Anakan", "No. PKH", "Dsun"])
def test_more_than_a_slip_or_a_short_word_is_not(title: str) -> None:
    assert (meaning(title, forgiving=True) or ("",)) == ("",)


@pytest.mark.parametrize(("words", "key"), [
    (("LAHIR", "TEMPAT"), "tempat_lahir"), (("TEMPAT DAN TANGGAL LAHIR", "TANGGAL"), "tanggal_lahir"),
    (("JENIS KELAMIN", "L"), "tanda_l"), (("JENIS KELAMIN", "Perempuan"), "tanda_p"), (("NOMOR", "KK"), "no_kk"),
    (("AHLI WARIS", "NAMA"), "nama_ahli_waris"), (("AHLI WARIS", "DATA", "NAMA"), "nama_ahli_waris"),
    (("ALAMAT", "RT"), "rt"), (("ORANG TUA", "IBU"), "nama_ibu"), (("IDENTITAS", "NIK"), "nik"),
    (("NIK", "(16 digit)"), "nik"),
])
def test_the_words_over_a_column_are_read_together(words: tuple[str, ...], key: str) -> None:
    assert means(words) == (key,)


@pytest.mark.parametrize("words", [("ORANG TUA", "NIK"), ("KEPALA KELUARGA", "NAMA"), ("SUAMI", "TANGGAL LAHIR"), ()])
def test_what_stands_under_somebody_else_is_not_the_persons(words: tuple[str, ...]) -> None:
    assert (means(words) or ("",))[-1] == ""  # of the head of a family: only where nobody else is named


def test_in_lists_of_the_population_a_job_is_that_of_the_ktp() -> None:
    assert meaning("Pekerjaan") == ("pekerjaan",)
    for kind in ("opensid", "siak", "bip"):
        assert meaning("PEKERJAAN", kind) == ("pekerjaan_ktp",)
    assert BY_KEY["pekerjaan_ktp"].codes == "pekerjaan_ktp"


def test_somebody_else_is_seen_in_a_title() -> None:
    assert of_somebody_else("NIK Ayah")
    assert not of_somebody_else("NIK")
