"""Dates in lists: order of day and month with evidence, serial days, short years, place and date in one cell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from taking import NIK, TODAY, cell, mends, note, taken

from jamsos_desktop.intake.dates import DAY_FIRST, MONTH_FIRST
from jamsos_desktop.intake.notes import CHECK, REPLACED
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.parse import parse

BIRTH = "tanggal_lahir"
OTHER = "7402110101609001"  # a man of 1 January 1960


def column(texts, niks=None, **more):
    """What a column of birth dates becomes, as ISO days, and its questions."""
    niks = niks or [""] * len(texts)
    intake = taken(("nama", "nik", BIRTH), [("SALMA", nik, text) for nik, text in zip(niks, texts, strict=True)],
                   **more)
    days = []
    for row in intake.rows:
        try:
            days.append(str(parse(BY_KEY[BIRTH], row.texts.get(BIRTH, ""))))
        except ValueError:
            days.append(row.texts[BIRTH])
    return days, intake


def test_a_day_that_no_month_has_is_no_evidence():
    days, _ = column(["31/02/1980", "09/21/1992", "09/11/1998"])
    assert days == ["31/02/1980", "1992-09-21", "1998-09-11"]


@pytest.mark.parametrize("text", [
    "14/08/1984", "14-08-1984", "14.8.1984", "14 Agustus 1984", "14-Agu-1984", "14 Aug 1984", "14081984", "1984-08-14",
    "1984-08-14 00:00:00", "14/08/1984 09.30", "14/08/1984 09:30:00", "1984-08-14 09:30", "Selasa, 14 Agustus 1984",
    "Tue, 14 Aug 1984", "Aug 14, 1984", "August 14th, 1984", "14 Ags 1984", "14Agustus1984", "19840814",
    "\uff11\uff14/\uff10\uff18/\uff11\uff19\uff18\uff14", "'14/08/1984", "14 / 08 / 1984"])
def test_one_day_written_in_many_ways(text):
    row = cell(BIRTH, text, nik=OTHER)
    assert parse(BY_KEY[BIRTH], row.texts[BIRTH]) == date(1984, 8, 14)
    assert all(one.tingkat == REPLACED and one.baku == "14/08/1984" for one in row.notes)


@pytest.mark.parametrize(("text", "jenis", "proposed"), [
    ("00-00-1970", "tanggal_tak_lengkap", {}), ("1970", "tanggal_tak_lengkap", {}),
    ("00/08/1984", "tanggal_tak_lengkap", {}),
    ("31/02/1980", "tanggal_salah", {}), ("besok", "tanggal_salah", {}), ("12/1980", "tanggal_salah", {}),
    ("1081984", "tanggal_lain", {"Pakai 01/08/1984": "01/08/1984"}),
    ("14-08-84", "tahun_dua_angka", {"Pakai 14/08/1984": "14/08/1984"}),
    ("14-08-05", "tahun_dua_angka", {"Pakai 14/08/1905": "14/08/1905", "Pakai 14/08/2005": "14/08/2005"}),
])
def test_what_is_no_whole_date_stays_as_typed_and_is_named(text, jenis, proposed):
    row = cell(BIRTH, text, nik="-")
    assert row.texts[BIRTH] == text
    assert (note(row).jenis, note(row).tingkat, mends(row)) == (jenis, CHECK, proposed)
    assert "Pakai NIK" in mends(cell(BIRTH, text, nik=OTHER))


@pytest.mark.parametrize("text", ["14-08-84", "14 Agu 84", "30908", "29446"])
def test_the_nik_beside_it_decides(text):
    row = cell(BIRTH, text)
    assert row.texts[BIRTH] == "14/08/1984"
    assert note(row).tingkat == REPLACED
    assert "NIK" in note(row).pesan


def test_serial_days_in_both_systems_are_named():
    row = cell(BIRTH, "30908", nik="", angka=True)
    assert row.texts[BIRTH] == "14/08/1984"
    assert note(row).jenis == "tanggal_serial"
    assert mends(row) == {"Pakai 14/08/1984": "14/08/1984", "Pakai 15/08/1988": "15/08/1988"}
    old = cell(BIRTH, "29446", nik="", angka=True, tahun_1904=True)
    assert old.texts[BIRTH] == "14/08/1984"


@pytest.mark.parametrize("text", ["1984", "123", "99999", "2005"])
def test_other_numbers_are_no_days(text):
    assert cell(BIRTH, text, nik="", angka=True).texts[BIRTH] == text


def test_day_first_unless_something_else_is_seen():
    days, intake = column(["03/04/1980", "25/12/1980"])
    assert days == ["1980-04-03", "1980-12-25"]
    assert intake.pertanyaan == ()


def test_a_second_part_above_twelve_shows_month_first():
    days, intake = column(["03/04/1980", "12/25/1980"])
    assert days == ["1980-03-04", "1980-12-25"]
    assert intake.pertanyaan == ()
    assert [one.baku for row in intake.rows for one in row.notes] == ["04/03/1980", "25/12/1980"]


def test_the_niks_of_the_rows_show_the_order():
    days, intake = column(["08/03/1980", "02/01/1981"], ["7402110308809001", "7402110201819002"])
    assert (days, intake.pertanyaan) == (["1980-03-08", "1981-01-02"], ())  # one for each: day first, as is the custom
    days, intake = column(["08/03/1980", "02/01/1981", "03/05/1982"], ["7402110308809001", "7402110201819002", ""])
    assert [asked.alasan for asked in intake.pertanyaan] == ["1 tanggal menulis hari dulu, 1 bulan dulu."]
    days, intake = column(["08/03/1980", "02/01/1981"], ["7402110308809001", "7402110102819002"])
    assert days == ["1980-08-03", "1981-02-01"]
    assert intake.pertanyaan == ()


def test_an_open_order_is_asked_and_the_answer_holds():
    days, intake = column(["03/04/1980", "05/06/1981"])
    assert days == ["1980-04-03", "1981-06-05"]
    (asked,) = intake.pertanyaan
    assert (asked.kolom, asked.contoh, asked.dipakai) == (2, "03/04/1980", DAY_FIRST)
    assert (asked.hbt, asked.bht) == ("3 April 1980", "4 Maret 1980")
    days, intake = column(["03/04/1980", "05/06/1981"], tanggal={2: MONTH_FIRST})
    assert days == ["1980-03-04", "1981-05-06"]
    assert intake.pertanyaan == ()


def test_the_same_day_and_month_ask_nothing():
    assert column(["03/03/1980", "07/07/1981"])[1].pertanyaan == ()


def test_one_cell_against_the_order_of_its_column_is_proposed():
    days, intake = column(["25/12/1980", "26/12/1980", "27/12/1980", "08/14/1984"])
    assert days[-1] == "08/14/1984"
    assert mends(intake.rows[-1]) == {"Pakai 14/08/1984": "14/08/1984"}


def test_real_dates_are_taken_as_they_are():
    days, intake = column(["03/04/1980", "05/06/1981"], hari=((2, 2), (3, 2)))
    assert days == ["1980-04-03", "1981-06-05"]
    assert intake.pertanyaan == ()
    assert not any(row.notes for row in intake.rows)


def test_dates_that_an_american_excel_turned_round_are_seen():
    texts = ["03/08/1980", "05/06/1981", "25/12/1980", "26/11/1982"]
    real = ((2, 2), (3, 2))
    days, intake = column(texts, hari=real)
    assert days == ["1980-08-03", "1981-06-05", "1980-12-25", "1982-11-26"]
    assert [asked.contoh for asked in intake.pertanyaan] == ["03/08/1980"]
    # The NIK says 8 March.
    niks = ["7402110803809001", "", "", ""]
    days, intake = column(texts, niks, hari=real)
    assert days == ["1980-03-08", "1981-05-06", "1980-12-25", "1982-11-26"]
    assert intake.pertanyaan == ()
    # Or that nothing was turned round.
    days, intake = column(texts, ["7402110308809001", "", "", ""], hari=real)
    assert days[0] == "1980-08-03"
    assert intake.pertanyaan == ()


@pytest.mark.parametrize(("text", "place", "day"), [
    ("Soropia, 03-02-1980", "Soropia", "03-02-1980"), ("SOROPIA / 3 Feb 1980", "SOROPIA", "3 Feb 1980"),
    ("Soropia 14 Agustus 1984", "Soropia", "14 Agustus 1984"), ("Soropia,03021980", "Soropia", "03021980"),
    ("Soropia", "Soropia", None), ("03-02-1980", None, "03-02-1980"), ("Soropia, -", "Soropia", None),
    ("-", None, None),
])
def test_place_and_date_in_one_cell(text, place, day):
    row = cell("tempat_tanggal_lahir", text)
    assert (row.texts.get("tempat_lahir"), row.texts.get(BIRTH)) == (place, day)
    assert row.notes == ()


def test_damage_in_a_shared_cell_is_of_its_own_field():
    row = cell("tempat_tanggal_lahir", "Mekar, 15-10-76")
    assert (row.texts["tempat_lahir"], note(row).key, note(row).kolom) == ("Mekar", BIRTH, 2)
    mended = note(cell("tempat_tanggal_lahir", "Mekar, 14-08-84"))
    assert (mended.key, mended.baku) == (BIRTH, "Mekar, 14/08/1984")  # what the cell shows, place and all


@settings(deadline=None, max_examples=60)
@given(st.dates(date(1930, 1, 1), TODAY), st.sampled_from(("%d/%m/%Y", "%m-%d-%Y", "%Y-%m-%d", "%d %b %Y", "%d-%m-%y")))
def test_a_date_with_its_nik_is_read_right_or_named(born, shape):
    """Whatever the order: with the NIK beside it the day is the right one, or the cell says that it is not sure."""
    nik = f"740211{born:%d%m%y}9001"
    row = cell(BIRTH, born.strftime(shape), nik=nik)
    read = row.texts[BIRTH]
    if any(one.tingkat == CHECK for one in row.notes):
        assert read == born.strftime(shape)
    else:
        assert parse(BY_KEY[BIRTH], read) in (born, _century_later(born))


def _century_later(born):
    """What a two-digit year of somebody past a hundred reads as."""
    try:
        return born.replace(year=born.year + 100)
    except ValueError:
        return born + timedelta(36524)


def test_the_nik_of_the_module_is_whose_birth_date_the_cases_use():
    assert NIK[6:12] == "540884"
