"""The search: who is meant, in which order, and that a slip of the finger is forgiven and told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import Query, persons
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import listing, search
from jamsos_desktop.store.search_fold import fold
from jamsos_desktop.store.search_people import Everybody
from jamsos_desktop.store.search_words import Vocabulary
from tests.conftest import salma

PEOPLE = (  # name, job, dusun
    ("MUHAMMAD YUSUF", "NELAYAN", "I"), ("MOH. ARIFIN", "NELAYAN", "II"), ("MUH. SALEH", "TANI", "III"),
    ("MUHTAR", "TANI", "I"), ("LA MUHAMMAD", "OJEK", "I"), ("SOEHARTINI", "JAHIT", "II"),
    ("DJAFAR LAPAE", "TANI", "II"),
    ("SITTI AMINAH", "PASAR", "III"), ("ST. HAWA", "PASAR", "I"), ("TJANDRA KIRANA", "JAHIT", "II"),
    ("SYAMSUDDIN", "PETAMBAK", "I"), ("FATIMAH", "PASAR", "II"), ("RAHMA", "JAHIT", "III"), ("ABD. KARIM", "OJEK", "I"),
    ("ABDURRAHMAN", "TANI", "II"), ("NUR'AINI", "PKL", "III"), ("NURHAYATI", "PKL", "I"),
    ("LA ODE HASAN", "OJEK", "II"),
    ("WA ODE SALMA", "IKAN_KELILING", "II"), ("SALMA", "PKL", "I"), ("SALMAN RANO", "PETAMBAK", "I"),
    ("BAHARUDDIN TAHIR", "RUMPUT_LAUT", "III"), ("JUMRIA", "RUMPUT_LAUT", "Labotoy"))


@pytest.fixture(scope="module")
def found_in(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """A village of people whose names are written in many ways; no test here changes them for good."""
    folder = DataFolder(tmp_path_factory.mktemp("cari"))
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "NURDIN", "HASNIA")), clock)
    with desks.open_desk(folder, None, clock) as opened, opened.ctx.open() as db:
        persons.add_many(opened.ctx, db, [
            salma(f"u{n:02}", nama=name, pekerjaan=job, dusun=dusun, nik=f"7402110101{n:02}9{n:03}", no_kk="")
            for n, (name, job, dusun) in enumerate(PEOPLE, 10)], "uji")
        yield opened


def names(desk: desks.Desk, text: str, **more: str) -> list[str]:
    ids = desk.find(Query(text=text, **more))
    rows = desk.rows(ids)
    return [rows[one].nama for one in ids]


@pytest.mark.parametrize(("typed", "first"), [
    ("muhammad", ["MUHAMMAD YUSUF", "LA MUHAMMAD", "MOH. ARIFIN", "MUH. SALEH"]),  # as typed, then short forms
    ("moh", ["MOH. ARIFIN", "MUH. SALEH", "MUHAMMAD YUSUF", "LA MUHAMMAD"]), ("mohamad yusup", ["MUHAMMAD YUSUF"]),
    ("m. yusuf", ["MUHAMMAD YUSUF"]), ("muh", ["MUH. SALEH", "MUHAMMAD YUSUF", "MUHTAR", "LA MUHAMMAD", "MOH. ARIFIN"]),
    ("suhartini", ["SOEHARTINI"]), ("soehar", ["SOEHARTINI"]), ("jafar", ["DJAFAR LAPAE"]),
    ("djapar", ["DJAFAR LAPAE"]),
    ("candra", ["TJANDRA KIRANA"]), ("sjamsoedin", ["SYAMSUDDIN"]), ("samsudin", ["SYAMSUDDIN"]),
    ("fatima", ["FATIMAH"]), ("patimah", ["FATIMAH"]), ("rahmah", ["RAHMA"]), ("siti", ["SITTI AMINAH", "ST. HAWA"]),
    ("st aminah", ["SITTI AMINAH"]), ("siti hawa", ["ST. HAWA"]), ("abdul karim", ["ABD. KARIM"]),
    ("abdul rahman", ["ABDURRAHMAN"]), ("nuraini", ["NUR'AINI"]), ("nur-aini", ["NUR'AINI"]),
    ("nur hayati", ["NURHAYATI"]), ("laode hasan", ["LA ODE HASAN"]), ("hasan la ode", ["LA ODE HASAN"]),
    ("baharudin", ["BAHARUDDIN TAHIR"]),
])
def test_one_name_in_every_spelling(found_in: desks.Desk, typed: str, first: list[str]) -> None:
    assert names(found_in, typed)[:len(first)] == first


def test_a_name_that_begins_so_comes_first_then_words_that_do(found_in: desks.Desk) -> None:
    assert names(found_in, "salma")[:3] == ["SALMA", "SALMAN RANO", "WA ODE SALMA"]
    assert names(found_in, "sal")[:3] == ["SALMA", "SALMAN RANO", "MUH. SALEH"]


@pytest.mark.parametrize(("typed", "meant"), [
    ("baharudn", "BAHARUDDIN TAHIR"), ("bharuddin", "BAHARUDDIN TAHIR"), ("jumrai", "JUMRIA"), ("jumrua", "JUMRIA"),
    ("fatimha", "FATIMAH"), ("nurhayatti lapae", None), ("wa ode slama", "WA ODE SALMA"), ("soehartni", "SOEHARTINI"),
])
def test_one_slip_is_forgiven_and_told(found_in: desks.Desk, typed: str, meant: str | None) -> None:
    like = found_in.likeness(Query(text=typed))
    assert names(found_in, typed)[:1] == ([meant] if meant else [])
    assert (like.mirip > 0) == (meant is not None)
    assert like.persis == 0


def test_what_is_only_near_never_comes_where_there_is_enough(found_in: desks.Desk) -> None:
    """As many live there: nobody else is shown, and nothing is said."""
    many = Query(text="dusun 1")
    assert len(names(found_in, many.text)) >= search.FEW
    assert found_in.likeness(many).mirip == 0


@pytest.mark.parametrize(("typed", "many"), [
    ("nelayan", 2), ("rumput laut", 2), ("dusun 2", 8), ("dusun II", 8), ("dsn 02", 8), ("II", 8), ("2", 8),
    ("labotoy", 1), ("salma II", 1), ("penjahit 2", 2), ("zzqqy", 0), ("...", 0), ("\u00e9", 0),
])
def test_jobs_and_dusun(found_in: desks.Desk, typed: str, many: int) -> None:
    found = names(found_in, typed)
    assert len([one for one in found if one]) == many, found


@pytest.mark.parametrize("typed", ["740211 010117 9017", "0117 9017", "0117.9017", "01-17-9017", "79017"])
def test_a_part_of_a_nik_with_blanks_dots_or_dashes(found_in: desks.Desk, typed: str) -> None:
    assert names(found_in, typed) == ["SITTI AMINAH"]


def test_a_nik_with_one_wrong_digit_is_near(found_in: desks.Desk) -> None:
    whole = found_in.read("u12").nik
    assert names(found_in, whole) == ["MUH. SALEH"]
    assert names(found_in, f"{whole[:-1]}{(int(whole[-1]) + 5) % 10}")
    assert found_in.likeness(Query(text=f"{whole[:-1]}{(int(whole[-1]) + 5) % 10}")).mirip > 0


def test_a_nomor_is_found_by_its_number(found_in: desks.Desk) -> None:
    meant = found_in.read("u13")
    for typed in (meant.nomor, meant.nomor.lower(), f"bpu {int(meant.nomor[-6:])}"):
        assert names(found_in, typed) == [meant.nama]


def test_filters_and_counts_hold_within_a_search(found_in: desks.Desk) -> None:
    assert names(found_in, "muhammad", dusun="II") == ["MOH. ARIFIN"]
    assert found_in.counts(Query(text="muhammad")).total == len(names(found_in, "muhammad"))
    by_nik = names(found_in, "salma", sort="nik")
    assert by_nik[:3] == ["WA ODE SALMA", "SALMA", "SALMAN RANO"]  # an order chosen by hand holds for all who fit


def test_many_found_are_listed_and_counted_like_few(found_in: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Query(text="a")
    few = (names(found_in, "a"), found_in.counts(asked), found_in.troubled(asked))
    monkeypatch.setattr(listing, "MOST_NAMED", 1)
    assert (names(found_in, "a"), found_in.counts(asked), found_in.troubled(asked)) == few
    in_two = {name for name, _, dusun in PEOPLE if dusun == "II"}
    assert names(found_in, "a", dusun="II") == [one for one in few[0] if one in in_two]


def test_a_new_name_is_found_at_once_also_when_another_program_wrote_it(found_in: desks.Desk) -> None:
    assert names(found_in, "zulkifli") == []
    kept = found_in.save(salma("baru", nama="ZULKIFLI", nik="", no_kk=""), 0)
    assert names(found_in, "sulkipli") == ["ZULKIFLI"]
    with found_in.ctx.open() as other:
        person = found_in.read("baru")
        persons.save(found_in.ctx, other, replace(person, nama="ZAENAB"), kept.revisi)
    assert names(found_in, "zainab") == ["ZAENAB"]
    found_in.delete(["baru"])
    assert names(found_in, "zaenab") == []


def test_a_nik_that_is_none_yet_is_found_as_typed(found_in: desks.Desk) -> None:
    found_in.save(salma("kurang", nama="KURANG SATU", nik="", no_kk="", mentah={"nik": "740211 090785 928"}), 0)
    assert names(found_in, "0785928") == ["KURANG SATU"]
    found_in.delete(["kurang"])


def test_whoever_only_looks_on_can_search_too(found_in: desks.Desk) -> None:
    with found_in.ctx.open() as db:
        db.refuse(Problem("HAK_TIDAK_CUKUP", "Tidak boleh.", "Aman.", "Tanya."))
        assert len(search.find(db, "salma").rank) == 3
        with pytest.raises(Problem):
            db.run("DELETE FROM peserta")


def test_a_word_begun_keeps_its_end() -> None:
    """"rah" is the beginning of rahma, and not of rano."""
    known = Vocabulary(["rahma", "rano", "rahim", "muhammad", "moh", "m"])
    assert known.spellings("rahmah") == ["rahma"]
    assert known.spellings("rah") == []
    assert set(known.spellings("mohammad")) == {"muhammad", "moh", "m"}
    assert fold().whole("h") == ()


def test_a_letter_that_is_no_dusun_finds_nobody_by_their_dusun(found_in: desks.Desk) -> None:
    """y is also written i, which is not to say that everybody of dusun I is meant."""
    assert names(found_in, "y") == ["MUHAMMAD YUSUF"]


def test_all_words_that_begin_so_are_one_term() -> None:
    known = Vocabulary(["sari", "saleh", "syarif", "syamsul", "rano"])
    assert known.terms("sya") == ['"sa"*']
    assert Vocabulary(["sari", "sasa", "syarif"]).terms("sj") == []
    assert known.terms("zzz") == []


def test_a_search_counts_those_who_left_in_the_tab_that_lists_them(found_in: desks.Desk) -> None:
    found_in.save(salma("pergi", nama="PERGI JAUH", nik="", no_kk=""), 0)
    with found_in.ctx.open() as db, db.write():
        db.run("UPDATE peserta SET status = 'keluar' WHERE uid = 'pergi'")
    asked = Query(text="pergi jauh")
    counted = found_in.counts(asked)
    assert (counted.total, counted.tabs["semua"], len(found_in.find(asked))) == (0, 1, 1)
    assert found_in.read("pergi").uid not in found_in.uids(Query())
    assert len(found_in.find(Query(text="  "))) == found_in.counts(Query(text="  ")).tabs["semua"]
    found_in.delete(["pergi"])


def test_somebody_who_comes_meanwhile_mixes_nobody_up(desk: desks.Desk) -> None:
    """An import writes through a connection of its own, also between two looks of a search."""
    desk.save(salma("u10"), 0)
    with desk.ctx.open() as db, desk.ctx.open() as other:
        def write(statement: str) -> None:
            if statement.startswith("SELECT"):
                nth = desk.counts().total
                persons.add_many(desk.ctx, other, [salma(f"v{nth}", nik=f"74021101019{nth:05}")], "uji")

        db.connection.set_trace_callback(write)
        everybody = Everybody(db)
        db.connection.set_trace_callback(None)
        there = dict(db.all("SELECT id, nik FROM peserta"))
    assert len(there) > 2
    assert everybody.niks.items() <= there.items()
    assert everybody.niks
