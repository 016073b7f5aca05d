"""Terhapus: whoever was deleted can be found again and brought back as they were, a few or many."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY, salma

NAMES = ("WA ODE SALMA", "LA ODE MUHAMMAD", "SITI AMINAH", "YUSUF", "HASNIAH", "RAHMAWATI")


def uid_of(at: int) -> str:
    return f"01a00000-0000-7000-8000-{at + 1:012}"


def add(desk: desks.Desk, many: int) -> list[str]:
    """Fishers of the desa, named by ``NAMES`` in turn; each with a NIK of their own."""
    for at in range(many):
        desk.save(salma(uid_of(at), nik=f"74021154084{at // 28:01}{9001 + at:04}", nama=NAMES[at % len(NAMES)],
                        keluarga=()), 0)
    return [uid_of(at) for at in range(many)]


@pytest.fixture
def gone(desk: desks.Desk) -> desks.Desk:
    """Five people were here; the first three were deleted together, the fourth alone after them."""
    uids = add(desk, 5)
    desk.delete(uids[:3], "pindah")
    desk.delete(uids[3:4])
    return desk


def names(rows: list[desks.DeletedPerson]) -> list[str]:
    return [row.nama for row in rows]


def test_the_last_deleted_stand_first_with_the_days_that_are_left(gone: desks.Desk) -> None:
    found = gone.deleted_people()
    assert gone.deleted_count() == 4
    assert found[0].nama == "YUSUF"
    assert sorted(names(found[1:])) == sorted(NAMES[:3])
    assert {row.sisa for row in found} == {30}
    assert {row.waktu.date() for row in found} == {TODAY}
    assert {row.oleh for row in found} == {"NURHAYATI SALAM"}
    assert {(row.kelompok, row.dusun) for row in found} == {("pekerja_rentan", "II")}


@pytest.mark.parametrize(("text", "who"), [
    ("", {"YUSUF", *NAMES[:3]}), ("salma", {"WA ODE SALMA"}), ("ode", {"WA ODE SALMA", "LA ODE MUHAMMAD"}),
    ("muh ode", {"LA ODE MUHAMMAD"}), ("yusup", {"YUSUF"}), ("siti yusuf", set()), ("alma", set()),
    ("9003", {"SITI AMINAH"}), ("hasniah", set())])
def test_they_are_found_by_name_in_any_spelling_or_by_nik(gone: desks.Desk, text: str, who: set[str]) -> None:
    assert set(names(gone.deleted_people(text))) == who


def test_a_desk_that_deleted_nobody_shows_nobody(desk: desks.Desk) -> None:
    add(desk, 1)
    assert desk.deleted_count() == 0
    assert desk.deleted_people() == []


def test_one_comes_back_whole_and_the_others_deleted_with_them_stay(gone: desks.Desk) -> None:
    before = salma(uid_of(0), nik="7402115408409001", keluarga=())
    assert gone.bring_back_people([uid_of(0)]) == 1
    back = gone.read(uid_of(0))
    assert (back.nama, back.nik, back.alamat, back.sk_nomor) == (before.nama, before.nik, before.alamat,
                                                                before.sk_nomor)
    assert set(names(gone.deleted_people())) == {"LA ODE MUHAMMAD", "SITI AMINAH", "YUSUF"}
    assert back.revisi == 3  # newer than the one that was deleted, so that DPMD takes it in again


def test_all_of_several_deletions_come_back_at_once(gone: desks.Desk) -> None:
    assert gone.bring_back_people([uid_of(at) for at in range(4)]) == 4
    assert gone.deleted_count() == 0
    assert len(gone.everyone()) == 5


def test_who_is_not_among_the_deleted_is_told_and_nobody_moves(gone: desks.Desk) -> None:
    with pytest.raises(Problem) as told:
        gone.bring_back_people([uid_of(4)])
    assert told.value.kode == "TIDAK_BISA_URUNG"
    assert gone.deleted_count() == 4


def test_somebody_entered_anew_meanwhile_is_not_doubled(gone: desks.Desk) -> None:
    """Brought back by a reply or typed anew under the same key: the whole act is refused, nobody comes back."""
    gone.bring_back_people([uid_of(0)])
    with pytest.raises(Problem) as told:
        gone.bring_back_people([uid_of(0), uid_of(4)])
    assert told.value.kode == "TIDAK_BISA_URUNG"
    assert len([one for one in gone.everyone() if one.uid == uid_of(0)]) == 1


def test_the_last_day_is_named_as_the_last(gone: desks.Desk, folder: desks.DataFolder) -> None:
    gone.close()
    with desks.open_desk(folder, None, desks.Clock(TODAY + timedelta(days=29))) as later:
        assert {row.sisa for row in later.deleted_people()} == {1}


def test_many_go_and_come_in_parts_and_a_stop_keeps_what_is_done(desk: desks.Desk) -> None:
    uids = add(desk, 30)
    away: list[str] = []
    leaving = desk.taking_out(uids, away)
    next(leaving)
    leaving.close()  # stopped after the first part
    assert len(away) == 25
    assert (desk.deleted_count(), len(desk.everyone())) == (25, 5)
    run_to_end(desk.taking_out(uids[25:], away))
    assert (desk.deleted_count(), desk.everyone()) == (30, [])

    back: list[str] = []
    coming = desk.bringing_back(uids, back)
    next(coming)
    coming.close()
    some = len(back)
    assert 0 < some < 30
    assert (desk.deleted_count(), len(desk.everyone())) == (30 - some, some)
    run_to_end(desk.bringing_back([uid for uid in uids if uid not in back], back))
    assert sorted(back) == uids
    assert desk.deleted_count() == 0
    assert {one.nama for one in desk.everyone()} == set(NAMES)


def test_one_big_deletion_is_parted_so_that_a_few_can_come_back(desk: desks.Desk) -> None:
    uids = add(desk, 60)
    desk.delete(uids)
    back: list[str] = []
    run_to_end(desk.bringing_back(uids[50:52], back))
    assert sorted(back) == uids[50:52]
    assert desk.deleted_count() == 58
    assert {one.uid for one in desk.everyone()} == set(uids[50:52])
