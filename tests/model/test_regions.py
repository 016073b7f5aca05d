"""All of Indonesia: counts, look-up by code, search as the wizard searches."""

from __future__ import annotations

from collections import Counter

import pytest

from jamsos_desktop.model.region_search import one_edit
from jamsos_desktop.model.regions import fold_place, load_regions

REGIONS = load_regions()


def names(found):
    return [(w.nama, w.kecamatan) for w in found]


def test_all_of_indonesia():
    assert REGIONS.count == 83_762
    codes, _ = REGIONS._lower
    assert codes == sorted(set(codes))
    assert Counter(code[6] for code in codes) == {"2": 75_252, "1": 8_496, "3": 14}
    assert all(code[:6] in REGIONS._upper for code in codes)


def test_konawe_as_kemendagri_counts_it():
    own = [code for code in REGIONS._lower[0] if code.startswith("7402")]
    assert Counter(code[6] for code in own) == {"2": 291, "1": 57}
    assert len({code[:6] for code in own}) == 28


def test_one_village():
    found = REGIONS.get("74.02.11.2017")
    assert found == REGIONS.get("7402112017")
    assert found == ("74.02.11.2017", "Bajo Indah", "Soropia", "Kabupaten Konawe", "Sulawesi Tenggara", "desa")
    assert REGIONS.get("74.02.02.1001").jenis == "kelurahan"
    assert REGIONS.get("91.03.01.3007").jenis == "desa"


@pytest.mark.parametrize("kode", ["", "74.02.11", "74.02.11.9999", "99.99.99.9999", "desa"])
def test_no_such_village(kode):
    assert REGIONS.get(kode) is None


def test_upper_levels():
    assert REGIONS.kecamatan("740211") == REGIONS.kecamatan("74.02.11") == "Soropia"
    assert REGIONS.kecamatan("740206") is None  # left Konawe when it was split
    assert REGIONS.kecamatan("7402") is None
    assert REGIONS.kabupaten("7471") == "Kota Kendari"
    assert REGIONS.provinsi("74") == "Sulawesi Tenggara"
    assert REGIONS.provinsi("10") is None
    assert REGIONS.provinsi("7") is None


def test_search_as_drawn_in_the_wizard():
    found = REGIONS.search("bajo indah", 8)
    assert names(found.exact) == [("Bajo Indah", "Soropia")]
    assert names(found.similar)[0] == ("Bajoe", "Soropia")  # the nearest of the similar ones
    assert len(found.similar) == 7
    assert not set(found.exact) & set(found.similar)


@pytest.mark.parametrize("text", ["bajo soropia", "BAJO  SOROPIA", "bajo, soropia", "indah bajo"])
def test_kecamatan_narrows(text):
    assert ("Bajo Indah", "Soropia") in names(REGIONS.search(text, 8).similar)[:2]


@pytest.mark.parametrize("text", ["Bajo Indah", "desa bajo indah", "bajo indah soropia", "bajo indah konawe",
                                  "74.02.11.2017", "7402112017", " 7402 112017 "])
def test_exact(text):
    assert names(REGIONS.search(text, 8).exact) == [("Bajo Indah", "Soropia")]


def test_same_name_in_several_places():
    found = REGIONS.search("suka maju", 5)
    assert [w.nama for w in found.exact] == ["Suka Maju"] * 5
    assert len({w.kode for w in found.exact}) == 5


def test_part_of_a_code():
    found = REGIONS.search("74.02.11", 30)
    assert not found.exact
    assert len(found.similar) == 15
    assert {w.kecamatan for w in found.similar} == {"Soropia"}


def test_name_begins_before_name_contains():
    found = REGIONS.search("konawe", 10)
    assert {w.nama for w in found.exact} == {"Konawe"}
    order = [w.nama for w in found.similar]
    assert order.index("Konaweha") < order.index("Ulu Konaweha")


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "-", "99", "sulawesi"])
def test_nothing_found(text):
    found = REGIONS.search(text, 8)
    assert found.exact == found.similar == ()


@pytest.mark.parametrize(("text", "folded"), [
    ("Ma'u", "mau"), ("Nohu - Nohu", "nohu nohu"), ("  SUKA   Maju ", "suka maju"),
    ("Lubuk Pakam I,II", "lubuk pakam i ii"),
])
def test_folding(text, folded):
    assert fold_place(text) == folded


def test_every_name_finds_itself():
    codes, _ = REGIONS._lower
    for at in range(0, len(codes), 4_001):
        village = REGIONS._at(at)
        found = REGIONS.search(f"{village.nama} {village.kecamatan} {village.kabupaten}", 50)
        assert village in found.exact


@pytest.mark.parametrize("text", [
    "Desa Bajo Indah Kec. Soropia", "desa bajo indah, kecamatan soropia, kabupaten konawe",
    "Kel. Bajo Indah Kec Soropia Kab Konawe Prov. Sulawesi Tenggara",
])
def test_words_that_say_the_kind_of_place_do_not_hide_it(text):
    assert names(REGIONS.search(text, 8).exact) == [("Bajo Indah", "Soropia")]


def test_a_kind_that_is_part_of_a_name_stays():
    assert {w.nama for w in REGIONS.search("desa baru", 50).exact} == {"Desa Baru"}


@pytest.mark.parametrize("text", ["bajoindah", "Bajo Inadh", "Baho Indah", "bajo indh", "bajo indahh",
                                  "bajoindah soropia", "bajo inadh soropia", "bajo indah sorpia", "ajo indah"])
def test_blanks_and_one_slip_are_forgiven(text):
    found = REGIONS.search(text, 8)
    assert not found.exact
    assert names(found.similar)[0] == ("Bajo Indah", "Soropia")


def test_nohunohu_in_one_word():
    assert [w.nama for w in REGIONS.search("nohunohu", 8).similar] == ["Nohu - Nohu"]


@pytest.mark.parametrize(("text", "count"), [("lalonggasumeeto", 11), ("kec. lalonggasumeeto", 11)])
def test_a_kecamatan_lists_its_villages(text, count):
    found = REGIONS.search(text, 50)
    assert {w.kecamatan for w in found.similar} == {"Lalonggasumeeto"}
    assert len(found.similar) == count


def test_kecamatan_of_a_village_of_the_same_name():
    found = REGIONS.search("kec soropia", 50)
    assert names(found.exact) == [("Soropia", "Soropia")]
    assert {w.kecamatan for w in found.similar} == {"Soropia"}
    assert len(found.similar) == 14


def test_more_words_met_come_first():
    found = names(REGIONS.search("mekar jaya soropia", 8).similar)
    assert set(found[:2]) == {("Mekar", "Soropia"), ("Sorue Jaya", "Soropia")}


@pytest.mark.parametrize(("one", "other", "near"), [
    ("bajo", "bajo", True), ("bajo", "baju", True), ("bajo", "bajoe", True), ("bajo", "ajo", True),
    ("bajo", "baoj", True), ("bajo", "abjo", True), ("bajo", "bejoe", False), ("bajo", "jabo", False),
    ("bajo", "ba", False), ("", "a", True), ("", "", True),
])
def test_one_edit(one, other, near):
    assert one_edit(one, other) is one_edit(other, one) is near
