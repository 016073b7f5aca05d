"""Who may be enrolled twice: names in many spellings, twins and siblings who are not, and every point explained."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from bench.likeness_people import make
from jamsos_desktop.hub.likeness import LARGEST, Likenesses
from jamsos_desktop.hub.likeness_names import Speller
from jamsos_desktop.hub.likeness_records import Someone
from jamsos_desktop.hub.likeness_rules import load_rules
from jamsos_desktop.hub.likeness_traits import Rarity, traits_of
from jamsos_desktop.hub.likeness_words import compare
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import resource

RULES = load_rules()
SAME = [
    ("Moh. Sjamsoeddin", "MUHAMMAD SYAMSUDDIN"), ("Muh.Samsudin", "MUHAMMAD SYAMSUDDIN"),
    ("M. YASIN", "MUHAMMAD YASIN"), ("ST. RAHMAH", "SITTI RAHMA"), ("WAODE SALMAH", "WA ODE SALMA"),
    ("LD. AMIR", "LA ODE AMIR"),
    ("ABDURRACHMAN", "Abd. Rahman"), ("Khadijah", "Hadidjah"), ("SOEWARNI", "Suarni"), ("HJ. NUR'AINI", "NURAINI"),
    ("I WYN. SUDARMA", "I Wayan Soedarma"), ("Ridha", "RIDA"), ("FITRI YUNITA", "Pitri Yunita"), ("Tjandra", "CANDRA"),
    ("Njoman", "NYOMAN"),
]


@pytest.fixture(scope="module")
def few() -> Likenesses:
    """Judges pairs by the tables alone, as in a small register."""
    return Likenesses([])


def someone(uid: str = "a", nik: str = "7402115503859012", nama: str = "SITTI RAHMA YUNITA", lahir: str = "1985-03-15",
            ibu: str = "HASNAWATI") -> Someone:
    return Someone(uid, nik, nama, lahir, ibu)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_become_the_same_words(one, other):
    speller = Speller(RULES)
    assert speller.words(one) == speller.words(other) != ()


@pytest.mark.parametrize(("one", "other"), [("RAHMAT", "RAHMAN"), ("HASNA", "HASNI"), ("ABDUL", "ABDULLAH"),
                                             ("ALI", "")])
def test_other_names_stay_other_names(one, other):
    assert Speller(RULES).words(one) != Speller(RULES).words(other)


def test_a_hostile_name_is_cut_short():
    assert len(Speller(RULES).words("A B " * 5000)) <= 12


@pytest.mark.parametrize(("one", "other", "beda", "hilang", "ejaan"), [
    ("NUR HAYATI", "NURHAYATI", False, 0, 0), ("SITTI RAHMA YUNITA", "RAHMA YUNITA", False, 1, 0),
    ("LA ODE KAHARUDDIN", "LA ODE KAHRUDDIN", False, 0, 1), ("A. RAHMAN", "ANDI RAHMAN", False, 0, 1),
    ("SITTI RAHMA", "SITTI MARYAM", True, 0, 0), ("HASAN BASRI", "HUSEN BASRI", True, 0, 0),
])
def test_names_word_by_word(one, other, beda, hilang, ejaan):
    speller, rare = Speller(RULES), Rarity(RULES, Speller(RULES), [])
    found = compare(speller.words(one), speller.words(other), rare.kata, rare.most, RULES.bobot)
    assert (found.beda, found.hilang, found.ejaan) == (beda, hilang, ejaan)


@pytest.mark.parametrize(("changed", "words"), [
    (dict(nik="7402115503859812"), "NIK beda satu angka"),
    (dict(nik="7402115503589012", lahir="1985-03-15"), "dua angka NIK tertukar"),
    (dict(nik="7402115503859802", nama="ST. RAHMAH YUNITAH"), "nama sama"),
    (dict(nik="7402115503859812", nama="YUNITA SITTI RAHMA"), "nama sama, urutan katanya lain"),
    (dict(nik="7402115503859812", nama="SITTI RAHMA JUNITA"), "nama mirip 9"),
    (dict(nik="7402115503859812", ibu="HASNAWATY"), "ibu: sama"),
    (dict(nik="7402115503859812", ibu=""), "ibu: kosong"),
    (dict(nik="7402114503859012", lahir="1985-03-15"), "NIK beda satu angka"),
    (dict(nik="7402115503859812", lahir="1985-03-16"), "tanggal di NIK sama"),
])
def test_one_person_written_in_two_ways_is_found_and_explained(few, changed, words):
    found = few.score(someone(), someone("b", **changed))
    assert words in found.rincian or words.capitalize() in found.rincian
    assert found.skor >= RULES.bobot.ambang


def test_a_swapped_day_and_month_is_seen(few):
    found = few.score(someone(nik="7402114903859012", lahir="1985-03-09"),
                      someone("b", nik="7402114903859012", lahir="1985-09-03"))
    assert "hari dan bulan lahir tertukar" in found.rincian


@pytest.mark.parametrize(("who", "one", "other"), [
    ("twins whose names rhyme", someone(nama="SITTI HASNA"), someone("b", "7402115503859013", "SITTI HASNI")),
    ("twin brother and sister", someone(nama="RAHMAT YUNUS"),
     someone("b", "7402111503859012", "RAHMATI YUNUS")),
    ("twins with one family word", someone(nama="HASAN BASRI"), someone("b", "7402111503859013", "HUSEN BASRI")),
    ("sisters of one mother", someone(nama="SITTI RAHMA"),
     someone("b", "7402115506879001", "SITTI RAHMI", "1987-06-15")),
    ("a child named after a sibling who died", someone(), someone("b", "7402115503879001", lahir="1987-03-15")),
    ("father and son", someone(nik="7402111201609001", nama="LA ODE AMIR", lahir="1960-01-12", ibu="WA ANI"),
     someone("b", "7402111201859001", "LA ODE AMIR", "1985-01-12", "WA MUNA")),
    ("namesakes of 31 December", someone(nik="7402117112709001", nama="SITTI AMINAH", lahir="1970-12-31", ibu="WA ANI"),
     someone("b", "7402197112709001", "SITTI AMINAH", "1970-12-31", "HALIMAH")),
    ("neighbours of one day", someone(nama="SITTI RAHMA", ibu=""),
     someone("b", "7402115503859013", "SITTI MARYAM", ibu="")),
])
def test_people_who_only_look_like_one_are_left_alone(few, who, one, other):
    assert few.score(one, other).skor < RULES.bobot.ambang, who
    assert run_to_end(Likenesses([one, other]).find()) == []


def test_the_score_is_the_sum_of_its_reasons(few):
    found = few.score(someone(nama="SITTI RAHMA", ibu=""), someone("b", "7402995503859812", "ST. RAHMAH"))
    assert RULES.bobot.ambang / 2 < found.skor < 99  # neither end of the scale cuts it
    assert abs(sum(reason.poin for reason in found.alasan) - found.skor) <= 2
    assert found.rincian == "Nama sama, tanggal lahir sama, ibu: kosong, NIK beda"
    assert [reason.label for reason in found.alasan] == ["Nama", "Tanggal lahir", "Ibu kandung", "NIK"]


def test_two_people_with_one_nik_are_asked_about_first_and_score_low():
    stranger = someone("b", nama="MARLINA KASIM", lahir="1985-03-15", ibu="WA ANI")
    close = someone("c", "7402115503859812")
    found = run_to_end(Likenesses([someone(), stranger, close]).find())
    assert [(pair.jenis, {pair.a, pair.b}) for pair in found] == [("nik", {"a", "b"}), ("mirip", {"a", "c"})]
    assert found[0].skor < RULES.bobot.ambang <= found[1].skor < 100


def test_no_nik_is_no_evidence():
    assert run_to_end(Likenesses([someone(nik=""), someone("b", nik="", nama="LA BEDA", ibu="WA ANI")]).find()) == []
    short = [someone(nik="740211"), someone("b", nik="740211", nama="LA BEDA", ibu="WA ANI", lahir="")]
    assert run_to_end(Likenesses(short).find()) == []


def test_a_village_that_sends_one_person_a_thousand_times_does_not_stop_the_search():
    many = [someone(f"u{n:04}") for n in range(5 * LARGEST)]
    start = time.monotonic()
    found = run_to_end(Likenesses(many).find())
    assert time.monotonic() - start < 10
    assert {uid for pair in found for uid in (pair.a, pair.b)} == {one.uid for one in many}


def test_precision_and_recall_on_people_not_seen_in_tuning():
    """The whole measurement, with its time, is bench/bench_likeness.py; this is the same on fewer people."""
    crowd = make(977, 8000)
    found = {frozenset((pair.a, pair.b)) for pair in run_to_end(Likenesses(crowd.people).find())
             if pair.skor >= RULES.bobot.ambang}
    right = len(found & crowd.doubles)
    assert len(crowd.doubles) > 350
    assert right / len(found) >= 0.99
    assert right / len(crowd.doubles) >= 0.88


def test_the_planted_crowd_is_the_same_for_a_seed_and_full_of_traps():
    one, again = make(5, 1000), make(5, 1000)
    assert one.people == again.people
    assert one.doubles == again.doubles
    assert len(one.alike) > 100
    assert not one.alike & one.doubles
    assert all(person.nik[12:13] == "9" for person in one.people[:200] if person.uid not in set().union(*one.doubles))


def test_rules_are_data_with_source_and_sureness(tmp_path):
    for file in ("ejaan.csv", "singkatan.csv", "kata_umum.csv", "tanggal_umum.csv", "bobot.csv"):
        text = resource("kemiripan", file).read_text("utf-8")
        assert all(row["sumber"] and row["keyakinan"] for row in csv.DictReader(text.splitlines())), file
        (tmp_path / file).write_text(text, "utf-8")
    weights = tmp_path / "bobot.csv"
    weights.write_text(weights.read_text("utf-8").replace("ambang,78", "ambang,500"), "utf-8")
    assert run_to_end(Likenesses([someone(), someone("b", "7402115503859812")], load_rules(tmp_path)).find()) == []
    assert run_to_end(Likenesses([someone(), someone("b", "7402115503859812")]).find()) != []


def test_a_rule_without_source_is_refused(tmp_path: Path):
    for path in resource("kemiripan").glob("*.csv"):
        (tmp_path / path.name).write_text(path.read_text("utf-8"), "utf-8")
    (tmp_path / "tanggal_umum.csv").write_text("hari,persepuluhribu,sumber,keyakinan\n12-31,3,,kompilasi sendiri\n")
    with pytest.raises(ValueError, match=r"tanggal_umum\.csv"):
        load_rules(tmp_path)


def test_a_nik_whose_day_is_no_day_tells_no_sex():
    speller = Speller(RULES)
    rarity = Rarity(RULES, speller, [])
    sexes = [traits_of(someone(nik=nik), speller, rarity).jk for nik in ("7402113503859012", "7402111503859012",
                                                                         "7402115503859012", "")]
    assert sexes == ["", "L", "P", ""]
