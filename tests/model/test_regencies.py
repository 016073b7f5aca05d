"""Regencies and cities as somebody types them, and villages whose kind is typed along."""

from __future__ import annotations

import pytest

from jamsos_desktop.model.months import month_number
from jamsos_desktop.model.records import Peserta, with_columns
from jamsos_desktop.model.regions import load_regions

REGIONS = load_regions()


def found(text: str, limit: int = 20) -> list[str]:
    return [one.nama for one in REGIONS.search_kabupaten(text, limit)]


@pytest.mark.parametrize(("text", "first"), [
    ("konawe", ["Kabupaten Konawe", "Kabupaten Konawe Selatan", "Kabupaten Konawe Utara",
                "Kabupaten Konawe Kepulauan"]),
    ("kab. konawe sel", ["Kabupaten Konawe Selatan"]), ("kota kendari", ["Kota Kendari"]),
    ("kendari", ["Kota Kendari"]), ("utara konawe", ["Kabupaten Konawe Utara"]), ("74.02", ["Kabupaten Konawe"]),
    ("7402112017", ["Kabupaten Konawe"]), ("konawe sulawesi tenggara", ["Kabupaten Konawe"])])
def test_a_regency_is_found_as_it_is_typed(text: str, first: list[str]) -> None:
    assert found(text)[:len(first)] == first


def test_a_province_gives_its_regencies_first_and_digits_of_it_too() -> None:
    named, numbered = REGIONS.search_kabupaten("sulawesi tenggara", 50), REGIONS.search_kabupaten("74", 50)
    assert {one.provinsi for one in numbered} == {"Sulawesi Tenggara"}
    assert len(numbered) == 17
    assert sorted(named[:17]) == sorted(numbered)
    assert [one.nama for one in named[17:]] == ["Kabupaten Minahasa Tenggara"]  # Sulawesi Utara: both words fit


@pytest.mark.parametrize("text", ["", "   ", "kabupaten xyz", "99", "7"])
def test_nothing_and_what_is_no_regency_give_none(text: str) -> None:
    assert found(text) == []


def test_the_kind_alone_is_a_word_like_others_and_the_list_is_bounded() -> None:
    assert len(found("kabupaten", 7)) == 7


def test_a_village_with_its_kind_typed_is_the_village() -> None:
    """Whoever writes "desa" or "kelurahan" before a name means the place of that name."""
    for text in ("desa bajo indah", "kampung bajo indah", "kelurahan bajo indah"):
        assert ("Bajo Indah", "Soropia") in [(one.nama, one.kecamatan) for one in REGIONS.search(text, 8).exact], text


@pytest.mark.parametrize("text", ["ag", "m", "", "bulan"])
def test_too_few_letters_name_no_month(text: str) -> None:
    with pytest.raises(ValueError, match="tidak dikenal"):
        month_number(text)


def test_a_column_that_a_record_lacks_is_no_value() -> None:
    """A slip in a name must not lose what was meant for the record."""
    with pytest.raises(TypeError, match="no column namma"):
        with_columns(Peserta(uid="a"), {"namma": "WA ODE SALMA"})
