"""Standard terms: spellings that are replaced and shown, unknown ones with the nearest, jobs of the KTP by label."""

from __future__ import annotations

import csv

import pytest
from taking import NIK, POLICY, cell, mends, note, taken

from jamsos_desktop.intake.notes import CHECK, REPLACED
from jamsos_desktop.intake.terms import MOST_PROPOSED
from jamsos_desktop.model.codes import code_list, fold
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.parse import code_of, parse
from jamsos_desktop.paths import resource
from jamsos_desktop.policy.records import KEYAKINAN


def code(row, key):
    return parse(BY_KEY[key], row.texts.get(key, ""), POLICY.lists)


@pytest.mark.parametrize(("key", "text", "value", "shown"), [
    ("pekerjaan", "Jualan ikan", "IKAN_KELILING", "Pedagang ikan keliling"),
    ("pekerjaan", "PETANI/PEKEBUN", "TANI", "Petani"),
    ("pekerjaan", "serabutan", "HARIAN", "Buruh harian lepas"), ("jenis_kelamin", "LK", "L", "Laki-laki"),
    ("jenis_kelamin", "2", "P", "Perempuan"), ("status_kawin", "KAWIN TERCATAT", "kawin", "Kawin"),
    ("golongan_darah", "13", "tidak_tahu", "Tidak tahu"), ("dusun", "Dusun 2", "II", "II"),
    ("dusun", "3", "III", "III"),
    ("pekerjaan_ktp", "9", "9", "Petani/Pekebun"), ("pekerjaan_ktp", "89 LAINNYA", "99", "Lainnya"),
    ("pekerjaan_ktp", "ibu rumah tangga", "2", "Mengurus Rumah Tangga"), ("jabatan", "KADUS", "KADUS", None)])
def test_another_spelling_is_replaced_and_shown(key, text, value, shown):
    row = cell(key, text)
    assert code(row, key) == value
    assert [(one.tingkat, one.baku) for one in row.notes] == ([(REPLACED, shown)] if shown else [])


@pytest.mark.parametrize(("key", "text"), [("pekerjaan", "Nelayan"), ("pekerjaan", "NELAYAN"), ("jenis_kelamin", "P"),
                                           ("status_kawin", "Belum Kawin"), ("pekerjaan_ktp", "PETANI/PEKEBUN"),
                                           ("dusun", "II"), ("dusun", "Mekar"), ("golongan_darah", "AB+")])
def test_the_standard_term_itself_says_nothing(key, text):
    row = cell(key, text)
    assert (row.texts[key], row.notes) == (text, ())


@pytest.mark.parametrize(("key", "text", "nearest"), [
    ("pekerjaan", "Nelayn", "Nelayan"), ("pekerjaan", "Tukang kayu bakar", "Tukang kayu"),
    ("status_kawin", "belum kawn", "Belum kawin"),
    ("pekerjaan_ktp", "Nelayan", "Nelayan/Perikanan"), ("pekerjaan", "xyzzy", None)])
def test_an_unknown_term_stays_and_the_nearest_are_proposed(key, text, nearest):
    row = cell(key, text)
    assert row.texts[key] == text
    assert (note(row).jenis, note(row).tingkat) == ("istilah_asing", CHECK)
    proposed = list(mends(row).values())
    assert proposed[:1] == ([nearest] if nearest else [])
    assert len(proposed) <= MOST_PROPOSED
    assert all(code_of(key, label, POLICY.lists) for label in proposed)


@pytest.mark.parametrize(("jenis", "value"), [("opensid", "99"), ("siak", "89"), ("bip", "89"), ("templat", "89")])
def test_code_89_is_read_by_the_list_of_the_kind_of_workbook(jenis, value):
    row = cell("pekerjaan_ktp", "89", jenis=jenis)
    assert code(row, "pekerjaan_ktp") == value
    assert note(row).tingkat == REPLACED


def test_code_89_of_nobodys_list_is_named():
    row = cell("pekerjaan_ktp", "89")
    assert (code(row, "pekerjaan_ktp"), note(row).jenis) == ("99", "kode_dua_arti")
    assert set(mends(row).values()) == {"Lainnya", "Anggota Lembaga Tinggi Lainnya"}


def test_every_other_number_means_the_same_in_both_lists():
    for number in map(str, range(1, 89)):
        rows = [cell("pekerjaan_ktp", number, jenis=jenis) for jenis in ("opensid", "siak", "daftar")]
        assert {code(row, "pekerjaan_ktp") for row in rows} == {number}


def test_a_ktp_job_among_daily_jobs_goes_where_it_belongs():
    row = cell("pekerjaan", "Mengurus rumah tangga")
    assert row.texts == {"nama": "SALMA", "nik": NIK, "pekerjaan_ktp": "2"}
    assert note(row).jenis == "istilah_ktp"


def test_the_daily_job_only_where_one_alone_has_that_occupation():
    jobs = {"TANI": "9", "NELAYAN": "11", "OLAH_IKAN": "11"}
    keys = ("nama", "nik", "pekerjaan")
    lists = {**POLICY.lists,
             "pekerjaan": {"tani": "TANI", "petani": "TANI", "nelayan": "NELAYAN", "pengolah ikan": "OLAH_IKAN"}}
    rows = [("A", NIK, "Petani/Pekebun"), ("B", NIK, "Nelayan/Perikanan")]
    one, several = taken(keys, rows, kode_ktp=jobs, lists=lists).rows
    assert (one.texts["pekerjaan"], one.texts["pekerjaan_ktp"], note(one).tingkat) == ("TANI", "9", REPLACED)
    assert (several.texts.get("pekerjaan"), several.texts["pekerjaan_ktp"]) == (None, "11")
    assert note(several).tingkat == CHECK
    assert set(mends(several).values()) == {"Nelayan", "Pengolah ikan"}


def test_the_lists_own_column_of_ktp_jobs_stays():
    keys = ("nama", "nik", "pekerjaan", "pekerjaan_ktp")
    row = taken(keys, [("SALMA", NIK, "Karyawan swasta", "Wiraswasta")]).rows[0]
    assert (row.texts["pekerjaan"], row.texts["pekerjaan_ktp"]) == ("Karyawan swasta", "Wiraswasta")


def test_not_married_in_a_list_of_bpjs_may_be_a_widow():
    row = cell("status_kawin", "T", jenis="bpjs")
    assert (code(row, "status_kawin"), note(row).jenis) == ("belum_kawin", "kode_dua_arti")
    assert list(mends(row).values()) == ["belum_kawin", "cerai_hidup", "cerai_mati"]
    assert cell("status_kawin", "T").texts["status_kawin"] == "belum_kawin"


def test_ten_thousand_unknown_words_take_no_time():
    rows = [("SALMA", NIK, f"kerja {n} entah") for n in range(3000)]
    intake = taken(("nama", "nik", "pekerjaan"), rows)
    assert all(note(row).jenis == "istilah_asing" for row in intake.rows)


def test_the_file_of_terms_names_codes_that_exist_and_are_not_spelled_that_way_already():
    with resource("impor", "istilah.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    seen = [(row["daftar"], fold(row["tulisan"])) for row in rows]
    assert len(seen) == len(set(seen))
    for row in rows:
        known = POLICY.label_lists.get(row["daftar"]) or code_list(row["daftar"])
        assert row["kode"] in known, row
        assert code_of(row["daftar"], row["tulisan"], POLICY.lists) in (None, row["kode"]), row
        assert row["sumber"], row
        assert row["keyakinan"] in KEYAKINAN, row
