"""What a NIK tells, and in which century."""

from __future__ import annotations

from datetime import date

import pytest

from jamsos_desktop.model.nik import Nik, decode, same_day

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(("nik", "born", "sex"), [
    ("7402115408849417", date(1984, 8, 14), "P"),
    ("7402111706889041", date(1988, 6, 17), "L"),
    ("7402112111269001", date(2026, 11, 21), "L"),  # born today
    ("7402112211269001", date(1926, 11, 22), "L"),  # tomorrow is not yet: a hundred years ago
    ("7402110501059001", date(2005, 1, 5), "L"),  # not 1905
    ("7402110101279001", date(1927, 1, 1), "L"),
    ("7402117112009001", date(2000, 12, 31), "P"),
    ("7402112902009001", date(2000, 2, 29), "L"),
    ("7402112902239001", None, "L"),  # neither 2023 nor 1923 had that day
    ("7402113102849001", None, "L"),
    ("7402118001849001", None, "P"),  # 80 is no day of a woman
    ("7402114013849001", None, "L"),
    ("7402110001849001", None, "L"),
])
def test_birth_and_sex(nik, born, sex):
    read = Nik.parse(nik, TODAY)
    assert read is not None
    assert (read.wilayah, read.tanggal_lahir, read.jenis_kelamin, read.urut) == ("740211", born, sex, nik[12:])
    assert read.kode_kecamatan == "74.02.11"


@pytest.mark.parametrize("text", ["", "740211540884941", "74021154088494177", "7.40211E+15", "\u0667402115408849417"])
def test_what_is_no_nik(text):
    assert Nik.parse(text, TODAY) is None


def test_grouped_and_with_apostrophe():
    assert Nik.parse("'740211 540884 9417", TODAY) == Nik.parse("7402115408849417", TODAY)


def test_readable_from_twelve_digits():
    assert decode("74021154088", TODAY) is None
    assert decode("740211540884", TODAY) == Nik("740211", date(1984, 8, 14), "P", "")
    assert decode("74021154088494", TODAY).urut == "94"


def test_agreement_ignores_the_century():
    nik = Nik.parse("7402115408249417", TODAY)
    assert nik.tanggal_lahir == date(2024, 8, 14)
    assert same_day(nik, "7402115408249417", date(1924, 8, 14))
    assert not same_day(nik, "7402115408249417", date(1924, 8, 15))
