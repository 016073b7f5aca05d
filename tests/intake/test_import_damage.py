"""Damage in cells is named with what to do, and nothing is made up for it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taking import NIK, cell, mends, note, taken

from jamsos_desktop.intake.damage import DAMAGE, says_nothing
from jamsos_desktop.intake.layout import Banner
from jamsos_desktop.intake.notes import CHECK, HELD, REPLACED
from jamsos_desktop.intake.sheet import Merged
from jamsos_desktop.intake.targets import TARGETS
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.parse import parse
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.paths import program_root

KK = "7402110101099001"


def person(nik, **cells):
    """The only row of a list with these columns."""
    keys = ("nama", "nik", *cells)
    return taken(keys, [("SALMA", nik, *cells.values())]).rows[0]


@pytest.mark.parametrize("text", ["7.40211E+15", "7,40211E+15", "7.40211e15", "7E+15", "'7,40211E+15"])
def test_a_nik_kept_as_a_number_is_held_and_never_guessed(text):
    row = person(text)
    assert "nik" not in row.texts
    assert (note(row).jenis, note(row).tingkat, note(row).key) == ("angka_hilang", HELD, "nik")
    assert note(row).pesan == f"NIK rusak oleh Excel: {text.lstrip(chr(39))}."
    assert note(row).cara == "Angka terakhir hilang dan tidak bisa dipulihkan. Ketik ulang dari KTP."
    assert note(row).mends == ()


@pytest.mark.parametrize("length", [1, 3, 15])
def test_a_nik_without_all_digits_is_held_and_says_whose_ktp(length):
    row = person(NIK[:length])
    assert (note(row).jenis, note(row).tingkat) == ("angka_kurang", HELD)
    assert note(row).pesan == f"NIK {length} angka."
    assert note(row).cara == f"Kurang {16 - length} angka. Cocokkan dengan KTP Salma."


@pytest.mark.parametrize("text", ["", "-", "0", "belum ada", "Tidak ada", "BLM ADA", "nihil", "\u2013", "...", "(-)",
                                  "0000000000000000", "menyusul", "N/A", "null"])
def test_a_cell_that_says_no_nik_is_empty(text):
    row = person(text, dusun="II")
    assert (dict(row.texts), row.notes) == ({"nama": "SALMA", "dusun": "II"}, ())


@pytest.mark.parametrize("text", ["7402115408849417", "740211.540884.9417", "7402 1154 0884 9417", "'7402115408849417"])
def test_a_whole_nik_is_taken_however_it_is_grouped(text):
    row = person(text)
    assert parse(BY_KEY["nik"], row.texts["nik"]) == NIK
    assert row.notes == ()


@pytest.mark.parametrize("text", ["74O2115408849417", "74o21154O8849417", "740211S408849417", "740211540884941l",
                                  "7402115408849\u0406\u041e7".replace("\u0406\u041e7", "41I")])
def test_letters_for_digits_are_proposed(text):
    row = person(text)
    assert row.texts["nik"] == text
    assert (note(row).jenis, note(row).tingkat) == ("huruf_di_angka", CHECK)
    (proposed,) = mends(row).values()
    assert len(proposed) == 16
    assert proposed.isdigit()


def test_seventeen_digits_come_in_to_be_mended():
    row = person(NIK + "7")
    assert (note(row).jenis, note(row).tingkat, note(row).pesan) == ("angka_lebih", CHECK, "NIK 17 angka.")


def test_digits_of_another_keyboard_are_read_and_shown():
    row = person("\uff17\uff14\uff10\uff12\uff11\uff11\uff15\uff14\uff10\uff18\uff18\uff14\uff19\uff14\uff11\uff17")
    assert row.texts["nik"] == NIK
    assert (note(row).jenis, note(row).baku) == ("angka_lebar", NIK)


def test_a_column_of_rounded_niks_is_held():
    rounded = [("SALMA", f"7402115408849{n}0") for n in range(10, 18)]
    intake = taken(("nama", "nik"), rounded)
    assert {note(row).jenis for row in intake.rows} == {"angka_bulat"}
    assert all("nik" not in row.texts for row in intake.rows)
    whole = taken(("nama", "nik"), [*rounded, ("SALIM", NIK)])
    assert not any(row.notes for row in whole.rows)
    assert not any(row.notes for row in taken(("nama", "nik"), rounded[:7]).rows)


def test_a_date_in_a_place_beside_a_column_of_dates_is_named_not_moved():
    keys = ("nama", "tempat_lahir", "tanggal_lahir")
    (row, kota) = taken(keys, [("SALMA", "Soropia, 25-04-1980", ""), ("SITI", "Desa 12 Mei", "25-04-1980")]).rows
    assert row.texts == {"nama": "SALMA", "tempat_lahir": "Soropia, 25-04-1980"}
    assert note(row).jenis == "tanggal_di_tempat"
    assert [(one.key, one.teks) for one in note(row).mends] == [
        ("tempat_lahir", "Soropia"), ("tanggal_lahir", "25-04-1980")]
    assert kota.notes == ()


def test_nik_and_kk_in_each_others_column():
    row = person(KK, no_kk=NIK, tanggal_lahir="14/08/1984")
    assert [(one.key, one.jenis, one.mends[0].teks) for one in row.notes] == [
        ("nik", "tertukar", NIK), ("no_kk", "tertukar", KK)]
    assert person(NIK, no_kk=KK, tanggal_lahir="14/08/1984").notes == ()
    assert person(KK, no_kk=NIK, tanggal_lahir="15/08/1984").notes == ()


def test_a_lost_kk_does_not_hold_the_row_and_is_not_kept():
    row = person(NIK, no_kk="7.40211E+15")
    assert "no_kk" not in row.texts
    assert (note(row).key, note(row).cara[-15:]) == ("no_kk", "Kartu Keluarga.")


@pytest.mark.parametrize(("key", "text", "proposed"), [
    ("penghasilan", "1,2 jt", ["1.200.000"]), ("penghasilan", "Rp 1.5juta", ["1.500.000"]),
    ("penghasilan", "900rb", ["900.000"]),
    ("penghasilan", "900 ribu/bulan", ["900.000"]), ("penghasilan", "sekitar 900.000", ["900.000"]),
    ("penghasilan", "\u00b1 1 jt", ["1.000.000"]), ("penghasilan", "500.000 - 1.000.000", ["500.000", "1.000.000"]),
    ("penghasilan", "1,2E+06", ["1.200.000"]), ("penghasilan", "tidak tentu", []), ("penghasilan", "900.000,50", []),
    ("hp", "081234567890 / 0813 1111 2222", ["081234567890", "0813 1111 2222"]), ("hp", "0812 (istri)", []),
    ("hp", "0812-3456-7890 istri", ["0812-3456-7890"]),
])
def test_sums_and_numbers_in_words_are_proposed_and_kept_as_typed(key, text, proposed):
    row = cell(key, text)
    assert row.texts[key] == text
    assert list(mends(row).values()) == proposed
    with pytest.raises(ValueError, match=r"."):
        parse(BY_KEY[key], text)


@pytest.mark.parametrize(("key", "text"), [
    ("penghasilan", "Rp 900.000,-"), ("penghasilan", "900000.0"), ("hp", "+62 812 9900 0417"), ("hp", "81299000417"),
    ("hp", "6281299000417"), ("alamat", "Jl. Poros No. 2, RT 3"), ("nama_ibu", "Hj. Wa Ina"), ("rt", "003"),
    ("email", "a@b.id")])
def test_what_parses_is_taken_as_it_stands(key, text):
    row = cell(key, text)
    assert (row.texts[key], row.notes) == (text, ())


def test_a_phone_that_excel_broke():
    row = cell("hp", "6,28E+12")
    assert "hp" not in row.texts
    assert note(row).jenis == "angka_hilang"


@pytest.mark.parametrize(("key", "text", "rt", "rw"), [
    ("rt_rw", "002/001", "002", "001"), ("rt_rw", "RT 002 RW 001", "002", "001"), ("rt_rw", "RT.02/RW.01", "02", "01"),
    ("rt_rw", "2-1", "2", "1"), ("rt_rw", "002", "002", None), ("rt_rw", "RW 3", None, "3"), ("rt_rw", "-", None, None),
    ("rt", "002/001", "002", "001"), ("rt", "RT 02", "02", None),
    ("rt", "\u0663\u0664", "34", None)])
def test_rt_and_rw(key, text, rt, rw):
    row = cell(key, text)
    assert (row.texts.get("rt"), row.texts.get("rw")) == (rt, rw)
    assert all(one.tingkat == REPLACED for one in row.notes)


def test_rt_and_rw_that_cannot_be_both():
    row = taken(("nama", "nik", "rt", "rw"), [("SALMA", NIK, "002/001", "001")]).rows[0]
    assert mends(row) == {"Pakai 002": "002"}
    made_a_day = taken(("nama", "nik", "rt_rw"), [("SALMA", NIK, "02/01/2026")], hari=((2, 2),)).rows[0]
    assert "rt" not in made_a_day.texts
    assert [(one.key, one.teks) for one in note(made_a_day).mends] == [("", "2/1"), ("", "1/2")]


@pytest.mark.parametrize(("text", "jenis", "level", "kept"), [
    ("1. LA ODE HASAN", "nama_bernomor", REPLACED, "LA ODE HASAN"),
    ("12 LA ODE HASAN", "nama_bernomor", REPLACED, "LA ODE HASAN"),
    ("LA ODE HASAN (alm)", "nama_alm", CHECK, "LA ODE HASAN (alm)"), ("Alm. LA ODE", "nama_alm", CHECK, "Alm. LA ODE"),
    ("LA ODE / WA ODE", "nama_ganda", CHECK, "LA ODE / WA ODE"), ("=A1&B1", "rumus", CHECK, "=A1&B1"),
    ("LA O\u200bDE", "huruf_tersembunyi", REPLACED, "LA ODE"), ("RenÃ©", "salah_sandi", CHECK, "RenÃ©"),
    ("X\ufffdY", "salah_sandi", CHECK, "X\ufffdY"), ("A" * 255, "terpotong", CHECK, "A" * 255)])
def test_names_with_more_than_a_name(text, jenis, level, kept):
    row = taken(("nama", "nik"), [(text, NIK)]).rows[0]
    assert row.texts["nama"] == kept
    assert (note(row).jenis, note(row).tingkat) == (jenis, level)


@pytest.mark.parametrize("text",
                         ["LA ODE HASAN", "H. RUSDIN, S.SOS", "'AISYAH", "MA'RUF", "ALMAIDA", "SUMBER",
                          "A. ALI-BIN OMAR"])
def test_plain_names_say_nothing(text):
    row = taken(("nama", "nik"), [(text, NIK)]).rows[0]
    assert (row.texts["nama"], row.notes) == (text, ())


def test_a_garbled_name_is_proposed_in_the_other_encoding():
    assert mends(taken(("nama", "nik"), [("RenÃ© Ã‰mile", NIK)]).rows[0]) == {"Pakai René Émile": "René Émile"}


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "########"])
@pytest.mark.parametrize("key",
                         ["alamat", "no_kk", "tanggal_lahir", "penghasilan", "jenis_kelamin", "nama_ahli_waris",
                          "rt_rw"])
def test_errors_of_formulas_are_no_values(key, text):
    row = cell(key, text)
    assert set(row.texts) == {"nama", "nik"}
    assert row.keluarga == ()
    assert (note(row).jenis, note(row).tingkat) == ("sel_galat", CHECK)


def test_the_name_in_three_parts_and_the_sex_by_ticks():
    keys = ("nama_depan", "nama_tengah", "nama_belakang", "nik", "tanda_l", "tanda_p")
    intake = taken(keys, [("WA", "ODE", "SALMA", NIK, "", "v"), ("LA", "", "HASAN", NIK, "\u221a", "-"),
                          ("SITI", "", "", NIK, "x", "x")])
    assert [row.texts["nama"] for row in intake.rows] == ["WA ODE SALMA", "LA HASAN", "SITI"]
    assert [row.texts.get("jenis_kelamin") for row in intake.rows] == ["P", "L", None]
    assert mends(intake.rows[2]) == {"Laki-laki": "L", "Perempuan": "P"}
    part = taken(keys, [("WA / LA", "ODE", "SALMA (alm)", NIK, "", "v")]).rows[0]
    assert [(one.key, one.kolom, one.mends[0].key) for one in part.notes] == [("nama", 2, "")]


@pytest.mark.parametrize(("text", "kin"), [
    ("Ld. Amran", Keluarga(nama="LD. AMRAN", urutan=1)),
    ("Amran (suami)", Keluarga(nama="AMRAN", hubungan="suami", urutan=1)),
    ("Suami: Amran", Keluarga(nama="AMRAN", hubungan="suami", urutan=1)), ("-", None), ("tidak ada", None),
    ("(alm)", None),
    ("Amran (alm)", None)])
def test_heirs(text, kin):
    row = cell("nama_ahli_waris", text)
    assert row.keluarga == ((kin,) if kin else ())
    if "alm" in text:
        assert note(row).pesan == f"Ahli waris berisi \u201c{text}\u201d."


@pytest.mark.parametrize(("nik", "sex", "relation"), [
    (NIK, "", "suami"), ("7402111408849417", "", "istri"), ("", "L", "istri"), ("", "Perempuan", "suami"),
    ("", "", "")])
def test_a_spouse_is_the_heir_by_the_sex_of_the_person(nik, sex, relation):
    intake = taken(("nama", "nik", "jenis_kelamin", "suami_istri"), [("SALMA", nik, sex, "Amran")])
    assert intake.rows[0].keluarga == (Keluarga(nama="AMRAN", hubungan=relation, urutan=1),)


def test_a_spouse_beside_another_heir_is_family_and_not_the_heir():
    keys = ("nama", "nik", "suami_istri", "nama_ahli_waris", "hubungan_ahli_waris")
    other, same = taken(keys, [("SALMA", NIK, "Amran", "Wa Ina", "ibu"), ("SALMA", NIK, "Amran", "AMRAN", "")]).rows
    assert other.keluarga == (Keluarga(nama="WA INA", hubungan="orang_tua", urutan=1),
                              Keluarga(nama="AMRAN", hubungan="suami"))
    assert same.keluarga == (Keluarga(nama="AMRAN", hubungan="suami", urutan=1),)


def test_two_columns_that_differ_are_named_and_the_first_stands():
    row = taken(("nama", "nik", "alamat", "alamat", "rt_rw", "rt"),
                [("SALMA", NIK, "Jl. A", "Jl. B", "002/001", "002")]).rows[0]
    assert (row.texts["alamat"], note(row).jenis, note(row).kolom, mends(row)) == (
        "Jl. A", "dua_isi", 3, {"Pakai Jl. B": "Jl. B"})


@pytest.mark.parametrize("text", [",.;:/" * 3_000 + "x", "a-" * 6_000 + "(", "(" * 12_000, "9" * 15 + "O" * 12_000,
                                  "RT " * 4_000 + "/ " * 4_000])
def test_a_very_long_cell_costs_no_more_than_its_length(text):
    """No shape takes time with the square of a text: all targets together stay below a second."""
    keys = ("nama", "nik", *(key for key in TARGETS if key not in ("nama", "nik")))

    def seconds() -> float:
        started = time.process_time()
        intake = taken(keys, [("SALMA", NIK, *[text] * (len(keys) - 2)), (text, text)])
        assert len(intake.rows) + len(intake.dilewati) == 2
        return time.process_time() - started

    assert any(seconds() < 1 for _ in range(3))  # what slows one down may be somebody else; a square slows each


@pytest.mark.parametrize(("jenis", "text", "why"), [
    ("daftar", "MATI", "sudah meninggal menurut daftar"), ("daftar", "Pindah", "sudah pindah menurut daftar"),
    ("opensid", "2", "sudah meninggal menurut daftar"), ("opensid", "1", ""), ("opensid", "HIDUP", ""),
    ("daftar", "Tetap", "")])
def test_who_is_gone_is_told(jenis, text, why):
    row = cell("status_penduduk", text, jenis=jenis)
    assert (row.bukan, row.notes) == (why, ())


@pytest.mark.parametrize("key", ["alamat", "tempat_lahir", "nama_ibu", "dusun", "nama_ahli_waris", "suami_istri", "hp"])
def test_the_zero_of_a_formula_on_an_empty_cell_is_nothing(key):
    row = cell(key, "0", angka=True)
    assert (set(row.texts), row.keluarga, row.notes) == ({"nama", "nik"}, (), ())


def test_a_state_that_nobody_knows_is_named():
    assert note(cell("status_penduduk", "entah")).jenis == "status_asing"
    assert note(cell("status_penduduk", "2")).jenis == "status_asing"


def test_merged_cells_carry_what_a_family_shares_and_never_a_name():
    keys = ("no_kk", "nama", "nik", "alamat")
    rows = [(KK, "SALMA", NIK, "Jl. Poros"), ("", "SALIM", "7402111408849418", ""),
            ("", "SALIM", "7402111408849419", "Jl. Lain")]
    gabung = [Merged(2, 0, 4, 0), Merged(2, 3, 3, 3), Merged(2, 1, 4, 1), Merged(3, 0, 1_048_576, 0)]
    first, second, third = taken(keys, rows, gabung=gabung).rows
    assert [row.texts["no_kk"] for row in (first, second, third)] == [KK] * 3
    assert (second.texts["alamat"], third.texts["alamat"]) == ("Jl. Poros", "Jl. Lain")
    assert second.texts["nama"] == "SALIM"


def test_banners_fill_what_the_rows_below_leave_open():
    banners = [Banner(2, 3, "no_kk", KK), Banner(3, 4, "no_kk", "7.40211E+15"), Banner(2, 9, "dusun", "Dusun 2")]
    rows = taken(("nama", "nik", "dusun"), [("SALMA", NIK, ""), ("SALIM", NIK, "III")], banners=banners).rows
    assert [row.texts.get("no_kk") for row in rows] == [KK, None]
    assert [row.texts["dusun"] for row in rows] == ["II", "III"]
    assert [(one.kolom, one.jenis) for one in rows[1].notes] == [(-1, "angka_hilang")]


@pytest.mark.parametrize(("text", "nothing"),
                         [("-", True), ("  ", True), ("belum ada.", True), ("Tidak Ada", True), ("BELUMA", False),
                                               ("ada", False), ("Nihilla", False), ("-1", False)])
def test_what_says_nothing(text, nothing):
    assert says_nothing(text) is nothing


CELLS = st.text(max_size=24) | st.from_regex(r"\A[-0-9A-Za-z ,./:'()=#+]{0,24}\Z") | st.sampled_from(("7,40211E+15",
                                                                                                      "#REF!", "(alm)"))


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(sorted(TARGETS)), CELLS, CELLS, st.booleans(), st.booleans())
def test_whatever_stands_in_a_cell_a_row_comes_of_it(key, text, other, number, real):
    """No text breaks a column; what is given to a field came from the cell; every note has a known code."""
    intake = taken(("nama", "nik", key), [("SALMA", NIK, text), ("SALIM", NIK, other)], angka=(2,) if number else (),
                   hari=((2, 2),) if real else ())
    assert len(intake.rows) + len(intake.dilewati) == 2
    for row in intake.rows:
        assert set(row.texts) <= set(BY_KEY)
        assert all(one.tingkat in (HELD, CHECK, REPLACED) for one in row.notes)


def test_every_code_of_damage_is_told_in_one_line_of_the_guide_for_developers():
    guide = (program_root() / "docs" / "impor.md").read_text(encoding="utf-8")
    assert [code for code, words in DAMAGE.items() if f"| `{code}` | {words} |" not in guide] == []
