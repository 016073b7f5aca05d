"""The merge as a table: what one package does to one person, and to a village whose laptops parted."""

from __future__ import annotations

import itertools

import pytest

from jamsos_desktop.hub.merge import (
    Arrival,
    Known,
    Stone,
    Twin,
    Version,
    before_fork,
    content_digest,
    merge,
    suspects,
    trace,
)
from jamsos_desktop.hub.records import BERJALAN, KEADAAN, Entry, Held

UID, UNIT, OTHER = "u-1", "74.02.11.2017", "74.02.11.2023"


def entry(revisi: int, uid: str = UID, permohonan: str = "daftar") -> Entry:
    return Entry(uid, revisi, "BPU-000001", "7402115408849417", "WA ODE SALMA", "1984-08-14", "WA MUNA",
                 "pekerja_rentan", "BPU", "NELAYAN", "APBD_KAB", "JKK JKM", permohonan, 1_680_000, "")


def held(revisi: int, seq: int = 3, *, hapus: bool = False, keadaan: str = "masuk", perangkat: str = "A",
         jejak: str = "") -> Held:
    return Held(UID, revisi, seq, perangkat, hapus, keadaan, "daftar", 7, 1, jejak or f"{revisi}@{seq}")


def known(one: Held | None = None, *, elsewhere: bool = False, waiting: tuple[Version, ...] = (),
          refused: tuple[str, ...] = ()) -> Known:
    return Known({UID: one} if one else {}, {UID: OTHER} if elsewhere else {}, {UID: waiting} if waiting else {},
                 {UID: refused} if refused else {})


def arrival(seq: int = 4, **more: object) -> Arrival:
    return Arrival(UNIT, seq, str(more.pop("perangkat", "A")), **more)  # type: ignore[arg-type]


def sums(out) -> dict[str, int]:
    found = {name: getattr(out, name) for name in ("baru", "berubah", "berakhir", "sama", "bentrok")}
    return {name: many for name, many in found.items() if many}


# held, package's number, what came, sum it counts in, shown from now on
ONE_WRITER = [
    ("never heard of", None, 4, entry(1), "baru", True),
    ("newer", held(2), 4, entry(3), "berubah", True),
    ("newer in an older package", held(2, seq=9), 4, entry(3), "berubah", True),
    ("the same later", held(2), 4, entry(2), "sama", True),
    ("the same again", held(2), 3, entry(2), "sama", False),
    ("the same in an older package", held(2, seq=9), 4, entry(2), "sama", False),
    ("older", held(3), 4, entry(2), "sama", False),
    ("older than the deletion", held(3, hapus=True), 4, entry(2), "sama", False),
    ("as old as the deletion", held(3, hapus=True), 4, entry(3), "sama", False),
    ("brought back by the village", held(3, hapus=True), 4, entry(4), "baru", True),
]


@pytest.mark.parametrize(("one", "seq", "came", "counted", "shown"), [case[1:] for case in ONE_WRITER],
                         ids=[case[0] for case in ONE_WRITER])
def test_one_writer(one, seq, came, counted, shown):
    at, about = arrival(seq), known(one)
    assert not suspects([came], at, about)
    out = merge([came], [], [], at, about, {})
    assert sums(out) == {counted: 1}
    assert [e.uid for e in out.put] == ([UID] if shown else [])
    assert (out.conflicts, out.kept, out.erased) == ({}, [], [])


def test_an_end_is_counted_as_one_and_flips_nothing():
    out = merge([entry(3, permohonan="berhenti")], [], {UID}, arrival(), known(held(2, keadaan="aktif")), {})
    assert sums(out) == {"berakhir": 1}
    assert (out.flagged, out.reopened) == ([UID], [])


@pytest.mark.parametrize("keadaan", KEADAAN)
def test_what_a_newer_revisi_does_to_the_standing(keadaan):
    newer = merge([entry(3)], [], [], arrival(), known(held(2, keadaan=keadaan)), {})
    assert newer.reopened == ([UID] if keadaan == "ditolak" else [])
    assert newer.flagged == ([UID] if keadaan in BERJALAN else [])
    for same in (entry(2), entry(1)):
        out = merge([same], [], [], arrival(), known(held(2, keadaan=keadaan)), {})
        assert (out.reopened, out.flagged) == ([], [])


STONES = [
    ("never heard of", None, 2, "stones"),
    ("as old as what is held", held(2), 2, "erased"),
    ("newer than what is held", held(2), 5, "erased"),
    ("older than what is held", held(3), 2, ""),
    ("deleted again", held(3, hapus=True), 3, ""),
    ("deleted later", held(3, hapus=True), 4, "stones"),
    ("a member", held(2, keadaan="aktif"), 3, "ending"),
    ("handed to BPJS", held(2, keadaan="di_bpjs"), 3, "ending"),
    ("somebody who left", held(2, keadaan="keluar"), 3, "erased"),
]


@pytest.mark.parametrize(("one", "revisi", "where"), [case[1:] for case in STONES], ids=[case[0] for case in STONES])
def test_deletions(one, revisi, where):
    stone = Stone(UID, revisi)
    out = merge([], [stone], [], arrival(), known(one), {})
    found = {name: getattr(out, name) for name in ("stones", "erased", "ending") if getattr(out, name)}
    assert found == ({where: [stone]} if where else {})


def test_another_villages_person_is_left_alone():
    out = merge([entry(9)], [], [], arrival(), known(elsewhere=True), {})
    assert (sums(out), out.foreign, out.put) == ({"bentrok": 1}, {UID: OTHER}, [])
    out = merge([], [Stone(UID, 9)], [], arrival(), known(elsewhere=True), {})
    assert (out.foreign, out.erased, out.stones) == ({UID: OTHER}, [], [])


# jejak of what is held, revisi held, revisi that came: conflict?
PARTED = [
    ("both changed", "1@2 2@5", 2, 3, True),
    ("both changed to the same number", "1@2 2@5", 2, 2, True),
    ("only the held one changed", "1@2 2@5", 2, 1, False),
    ("only the new one changed", "1@2", 1, 2, False),
    ("nobody changed", "1@2", 1, 1, False),
    ("first seen after the parting, twice", "1@5", 1, 2, True),
    ("known for long, only the new one changed", "", 2, 3, False),
]


@pytest.mark.parametrize(("jejak", "ours", "theirs", "conflict"), [case[1:] for case in PARTED],
                         ids=[case[0] for case in PARTED])
@pytest.mark.parametrize("putusan", ["gabung", ""])
def test_after_a_parting_only_double_changes_are_conflicts(jejak, ours, theirs, conflict, putusan):
    one = Held(UID, ours, 5, "A", False, "masuk", "daftar", 7, 1, jejak)
    at, about = arrival(5, perangkat="B", cabang=5, putusan=putusan), known(one)
    twins = {UID: Twin("aaaa", "bbbb")} if suspects([entry(theirs)], at, about) else {}
    out = merge([entry(theirs)], [], [], at, about, twins)
    if conflict:
        assert (sums(out), list(out.conflicts)) == ({"bentrok": 1}, [UID])
    else:
        assert not out.conflicts
        assert [e.revisi for e in out.put] == ([theirs] if theirs > ours else [])


@pytest.mark.parametrize("ours", [(2, "aa"), (2, "cc"), (3, "aa")])
@pytest.mark.parametrize("theirs", [(2, "bb"), (3, "bb")])
def test_the_shown_version_does_not_depend_on_who_came_first(ours, theirs):
    """Higher revisi, then greater digest; both stay as versions."""
    shown = []
    for (first, last), (a, b) in (((ours, theirs), "AB"), ((theirs, ours), "BA")):
        one = Held(UID, first[0], 5, a, False, "masuk", "daftar", 7, 1, f"1@2 {first[0]}@5")
        out = merge([entry(last[0])], [], [], arrival(5, perangkat=b, cabang=5, putusan="gabung"), known(one),
                    {UID: Twin(first[1], last[1])})
        assert out.conflicts == {UID: Twin(first[1], last[1])}
        shown.append(last if out.put else first)
    assert shown[0] == shown[1] == max(ours, theirs)


def test_the_same_content_is_no_conflict_whatever_the_numbers():
    one = Held(UID, 2, 5, "A", False, "masuk", "daftar", 7, 1, "1@2 2@5")
    out = merge([entry(3)], [], [], arrival(5, perangkat="B", cabang=5, putusan="gabung"), known(one),
                {UID: Twin("aa", "aa")})
    assert (sums(out), out.kept) == ({"berubah": 1}, [UID])


def test_another_laptop_never_overwrites_the_same_revisi_silently():
    one = held(2, perangkat="A")
    at = arrival(4, perangkat="B")
    assert suspects([entry(2)], at, known(one)) == {UID}
    assert sums(merge([entry(2)], [], [], at, known(one), {UID: Twin("aa", "bb")})) == {"bentrok": 1}
    assert sums(merge([entry(2)], [], [], at, known(one), {UID: Twin("aa", "aa")})) == {"sama": 1}
    assert sums(merge([entry(3)], [], [], at, known(one), {})) == {"berubah": 1}


def test_an_open_question_stays_open_until_a_person_decides():
    waiting = (Version("A", 3, "aa"), Version("B", 3, "bb"))
    one = held(3, seq=5, perangkat="B", jejak="1@2 3@5")
    newer = merge([entry(4)], [], [], arrival(6), known(one, waiting=waiting), {UID: Twin("bb", "cc")})
    assert (sums(newer), newer.superseded) == ({"bentrok": 1}, [(UID, waiting[0])])
    assert [e.revisi for e in newer.put] == [4]
    again = merge([entry(3)], [], [], arrival(6), known(one, waiting=waiting), {UID: Twin("bb", "aa")})
    assert (sums(again), again.put, again.superseded) == ({"sama": 1}, [], [])


def test_what_a_person_decided_against_does_not_come_back():
    one = held(3, seq=5, perangkat="A")
    out = merge([entry(5)], [], [], arrival(6, perangkat="B"), known(one, refused=("bb",)), {UID: Twin("aa", "bb")})
    assert (sums(out), out.put) == ({"sama": 1}, [])


def test_taking_b_replaces_even_a_higher_revisi_and_keeps_what_was():
    one = Held(UID, 4, 5, "A", False, "aktif", "daftar", 7, 1, "1@2 4@5")
    at = arrival(5, perangkat="B", cabang=5, putusan="b")
    out = merge([entry(3)], [], [], at, known(one), {UID: Twin("aa", "bb")})
    assert (sums(out), [e.revisi for e in out.put], out.kept, out.flagged) == ({"berubah": 1}, [3], [UID], [UID])


@pytest.mark.parametrize("first", ["change", "deletion"])
def test_a_change_outlives_a_deletion_on_the_other_laptop(first):
    """In either order; within one laptop the deletion wins."""
    if first == "change":
        one = Held(UID, 3, 5, "A", False, "masuk", "daftar", 7, 1, "2@4 3@5")
        out = merge([], [Stone(UID, 3)], [], arrival(5, perangkat="B", cabang=5, putusan="gabung"), known(one), {})
        assert not out.erased
    else:
        one = Held(UID, 3, 5, "B", True, "masuk", "daftar", 0, 1, "2@4 3@5")
        out = merge([entry(3)], [], [], arrival(5, cabang=5, putusan="gabung"), known(one), {})
        assert sums(out) == {"baru": 1}


def test_the_trace_is_the_same_in_any_order():
    seen = [(1, 1), (1, 2), (2, 3), (5, 4), (5, 9)]
    for order in itertools.permutations(seen):
        jejak = ""
        for revisi, seq in order:
            jejak = trace(jejak, revisi, seq)
        assert jejak == "1@1 2@3 5@4"
    assert before_fork(held(5, jejak="1@1 2@3 5@4"), 4) == 2
    assert before_fork(held(5, jejak="5@4"), 4) == 0
    many = ""
    for n in range(60):
        many = trace(many, n, n)
    assert len(many.split()) == 24
    assert many.endswith("59@59")


def test_the_digest_sees_what_the_village_says_and_nothing_else():
    row = {"uid": UID, "revisi": 3, "nama": "WA ODE SALMA", "permohonan": "daftar", "keluarga": [{"nama": "B"}]}
    same = {**row, "revisi": 9, "status": "terkirim", "iuran": {"sebulan_sen": 1}, "cetakan": {"ke": 2},
            "diubah": "2026-11-20", "permohonan": "ubah", "kpj": "24011122334", "aktif_sampai": "2027-12-31"}
    assert content_digest(row) == content_digest(same)
    for changed in ({"nama": "WA ODE SALMAH"}, {"permohonan": "berhenti"}, {"keluarga": []}, {"kelak": 1}):
        assert content_digest({**row, **changed}) != content_digest(row)


def test_somebody_of_whose_exit_bpjs_has_not_heard_is_not_erased() -> None:
    left = held(3, keadaan="keluar")
    told = merge([], [Stone(UID, 3)], (), Arrival(UNIT, 5, "A"), known(left), {})
    assert (told.erased, told.ending) == ([Stone(UID, 3)], [])
    untold = merge([], [Stone(UID, 3)], (), Arrival(UNIT, 5, "A"), known(left)._replace(owed={UID}), {})
    assert (untold.erased, untold.ending) == ([], [Stone(UID, 3)])
