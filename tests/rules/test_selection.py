"""Choosing pekerja rentan: the order and its words, who can have no seat, and what must hold of any list of people."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rule_people import KNOWN, SALMA, TODAY

from jamsos_desktop.policy import load_policy
from jamsos_desktop.policy.job_risk import LEVELS, Urutan
from jamsos_desktop.rules import RULES
from jamsos_desktop.rules.selection import (
    ASKED,
    Candidate,
    candidate,
    moved,
    order_words,
    ranked,
    seats,
    start_of,
    unfit,
)

POLICY = load_policy()
ORDER = POLICY.urutan_rentan
START = date(2026, 12, 1)
PEOPLE = some.lists(some.builds(
    Candidate, uid=some.uuids().map(str), nama=some.sampled_from(["LA ODE", "WA ODE", "JUMRIA", "la ode"]),
    desil=some.none() | some.integers(1, 10), risiko=some.sampled_from(["", *LEVELS]),
    lahir=some.none() | some.dates(date(1950, 1, 1), date(2008, 1, 1))), unique_by=lambda one: one.uid, max_size=25)


def person(**changed: object) -> Candidate:
    return replace(Candidate(uid="u", nama="SALMA", desil=2, risiko="tinggi", lahir=date(1980, 1, 1), umur=46,
                             pekerjaan="Nelayan"), **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(("first", "then"), [
    (person(desil=1), person(desil=2)), (person(desil=10), person(desil=None)),
    (person(risiko="tinggi"), person(risiko="sedang")), (person(risiko="rendah"), person(risiko="")),
    (person(lahir=date(1970, 5, 1)), person(lahir=date(1970, 5, 2))),
    (person(lahir=date(2000, 1, 1)), person(lahir=None)),
    (person(desil=1, risiko="rendah", lahir=None), person(desil=2)),
    (person(nama="ANWAR"), person(nama="budi")), (person(uid="a"), person(uid="b")),
])
def test_who_comes_first(first: Candidate, then: Candidate) -> None:
    assert ranked([then, first], ORDER) == [first, then]
    assert ranked([first, then], ORDER) == [first, then]


def test_the_order_is_data() -> None:
    assert order_words(ORDER) == "desil kecil, risiko tinggi, umur tua"
    young = Urutan(kunci="umur", label="Umur", naik=True, sumber="", keyakinan="bersumber")
    old, new = person(uid="a", lahir=date(1960, 1, 1)), person(uid="b", lahir=date(2000, 1, 1), desil=9)
    assert ranked([old, new], [young]) == [new, old]
    assert ranked([new, old], ORDER) == [old, new]
    assert order_words([young]) == "umur muda"


def test_the_words_of_a_person() -> None:
    assert person(desil=1, umur=54).words == "desil 1 · nelayan, risiko tinggi · 54 tahun"
    assert Candidate(uid="u", nama="X").words == ("desil belum dicek · pekerjaan kosong, risiko belum dinilai · umur"
                                                  " belum diketahui")


@pytest.mark.parametrize(("job", "level"), [("NELAYAN", "tinggi"), ("OLAH_IKAN", "sedang"), ("TANI", "sedang"),
                                            ("PEKEBUN", "tinggi"), ("JAHIT", "rendah"), ("", "")])
def test_the_risk_of_a_job_goes_before_that_of_its_sector(job: str, level: str) -> None:
    assert candidate(replace(SALMA, pekerjaan=job), POLICY, START).risiko == level


def test_a_candidate_is_read_from_the_record() -> None:
    one = candidate(SALMA, POLICY, START)
    assert (one.desil, one.umur, one.pekerjaan) == (3, 42, "Pengolah ikan")
    assert candidate(replace(SALMA, desil=11), POLICY, START).desil is None
    assert {row.sektor for row in POLICY.pekerjaan.values()} <= {sector for sector, _ in POLICY.risiko}


@pytest.mark.parametrize(("p", "tahun", "day"), [
    (SALMA, 2026, SALMA.mulai), (SALMA, 2027, date(2027, 1, 1)), (replace(SALMA, mulai=None), 2026, TODAY),
    (replace(SALMA, mulai=date(2025, 3, 1)), 2026, TODAY), (replace(SALMA, mulai=None), 2025, date(2025, 1, 1)),
    (replace(SALMA, mulai=date(2025, 3, 1), status="aktif"), 2026, date(2025, 3, 1)),
])
def test_the_day_a_seat_begins(p, tahun: int, day: date) -> None:
    assert start_of(p, tahun, TODAY) == day


@pytest.mark.parametrize(("changed", "says", "lasting"), [
    ({"nik": ""}, "NIK belum terisi.", False), ({"nik": "740211540884"}, "NIK harus 16 angka", False),
    ({"nik": "", "mentah": {"nik": "74O2"}}, "NIK tidak terbaca.", False),
    ({"nik": "7402110101809001"}, "sudah dipakai Jumria", False), ({"nama": ""}, "Nama belum terisi.", False),
    ({"tanggal_lahir": None}, "Tanggal lahir belum terisi.", False),
    ({"tanggal_lahir": date(1961, 11, 30)}, "paling tua 64", True),
    ({"tanggal_lahir": date(2012, 1, 1)}, "paling muda 15", True), ({"pekerjaan_ktp": "5"}, "PNS", True),
])
def test_who_can_have_no_seat(changed: dict, says: str, lasting: bool) -> None:
    found = list(unfit(replace(SALMA, **changed), KNOWN, START))
    assert any(says in one.pesan and one.tetap is lasting for one in found), found


def test_a_sound_person_can_have_a_seat_and_age_counts_at_the_start() -> None:
    assert list(unfit(SALMA, KNOWN, START)) == []
    sixty_four = replace(SALMA, tanggal_lahir=date(1961, 12, 2))
    assert list(unfit(sixty_four, KNOWN, START)) == []
    assert [one.tetap for one in unfit(sixty_four, KNOWN, date(2027, 1, 1))] == [True]
    assert {rule.kode for rule in RULES} >= set(ASKED)


@given(PEOPLE, some.randoms(use_true_random=False))
def test_the_same_people_always_stand_the_same_way(people: list[Candidate], chance: random.Random) -> None:
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert ranked(shuffled, ORDER) == ranked(people, ORDER)
    known = [one.desil for one in ranked(people, ORDER)]
    assert known == sorted(known, key=lambda desil: (desil is None, desil or 0))


@given(some.lists(some.integers(0, 40).map(str), unique=True, max_size=20), some.integers(0, 25), some.data())
def test_seats_are_never_more_than_there_are(order: list[str], many: int, data: some.DataObject) -> None:
    pinned = set(data.draw(some.lists(some.sampled_from(order), unique=True))) if order else set()
    skipped = set(data.draw(some.lists(some.sampled_from(order), unique=True))) if order else set()
    given_out = seats(order, many, pinned, skipped)
    able = [uid for uid in order if uid not in skipped]
    assert len(given_out.chosen) == min(many, len(able))
    assert [*sorted([*given_out.chosen, *given_out.reserve])] == sorted(able)
    for part in (given_out.chosen, given_out.reserve):
        assert list(part) == [uid for uid in order if uid in part]  # both keep the order
    held = [uid for uid in able if uid in pinned]
    assert set(held[:many]) <= set(given_out.chosen)
    free = [uid for uid in able if uid not in pinned]
    assert set(given_out.chosen) - pinned == set(free[:max(0, many - min(many, len(held)))])


@given(some.lists(some.integers(0, 40).map(str), unique=True, min_size=1, max_size=15), some.integers(-20, 20),
       some.data())
def test_moving_one_keeps_the_order_of_the_others(order: list[str], steps: int, data: some.DataObject) -> None:
    uid = data.draw(some.sampled_from(order))
    after = moved(order, uid, steps)
    assert [one for one in after if one != uid] == [one for one in order if one != uid]
    assert after.index(uid) == min(max(order.index(uid) + steps, 0), len(order) - 1)
