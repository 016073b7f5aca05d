"""How long one waits after wrong PINs: whatever the clock, a kill or a full disk do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import attempts

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
WRONG = Problem("PIN_SALAH", "PIN tidak cocok.")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "data").mkdir()
    return DataFolder(tmp_path / "data")


def wrong(folder, user="p1", now=NOW):
    """One wrong try; the code of what it ends in."""
    with pytest.raises(Problem) as caught, attempts.counted(folder, user, now):
        raise WRONG
    return caught.value.kode


def after(folder, many, user="p1"):
    """So many wrong tries, each made as soon as it may be; when the last was."""
    now = NOW
    for _ in range(many):
        now += timedelta(seconds=attempts.waiting(folder, user, now))
        assert wrong(folder, user, now) == "PIN_SALAH"
    return now


def test_five_tries_then_a_minute_doubling_up_to_fifteen(folder):
    waits, now = [], NOW
    for _ in range(12):
        assert wrong(folder, now=now) == "PIN_SALAH"
        waits.append(attempts.waiting(folder, "p1", now))
        now += timedelta(seconds=waits[-1])
    assert [wait // 60 for wait in waits] == [0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]


def test_waiting_says_how_long_and_does_not_count(folder):
    now = after(folder, 6)
    with pytest.raises(Problem, match=r"PIN salah 6 kali\. Tunggu 2 menit") as caught, \
            attempts.counted(folder, "p1", now):
        pytest.fail("the PIN was tried while one must wait")
    assert caught.value.kode == "PIN_TUNGGU"
    assert "12 kata" in caught.value.cara
    assert attempts.waiting(folder, "p1", now + timedelta(seconds=119)) == 1
    assert attempts.waiting(folder, "p1", now + timedelta(seconds=120)) == 0


def test_a_right_pin_clears_and_tells_how_many_were_wrong(folder):
    after(folder, 3)
    after(folder, 1, "p2")
    with attempts.counted(folder, "p1", NOW) as before:
        assert before == 3
    with attempts.counted(folder, "p1", NOW) as before:
        assert before == 0
    with attempts.counted(folder, "p2", NOW) as before:
        assert before == 1
    assert not folder.pin_tries.exists()


def test_everybody_is_counted_apart(folder):
    now = after(folder, 5)
    assert attempts.waiting(folder, "p2", now) == 0
    assert attempts.waiting(folder, "", now) == 60
    attempts.forgive(folder, "p1")
    assert attempts.waiting(folder, "", now) == 0


def test_a_program_killed_while_it_tries_gives_no_free_try(folder):
    tries = [attempts.counted(folder, "p1", NOW) for _ in range(5)]
    for one in tries:
        one.__enter__()  # and nothing of ours runs after it
    assert attempts.waiting(folder, "p1", NOW) == 60


def test_what_is_no_wrong_pin_does_not_count(folder):
    for _ in range(9):
        with pytest.raises(Problem), attempts.counted(folder, "p1", NOW):
            raise Problem("BUKAN_LAPTOP_INI", "Data ini berasal dari laptop lain.")
    assert attempts.waiting(folder, "p1", NOW) == 0


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(days=1), timedelta(days=4000)])
def test_a_clock_set_back_neither_frees_nor_shuts_for_ever(folder, back):
    now = after(folder, 6)
    past = now - back
    assert attempts.waiting(folder, "p1", past) == 120
    assert wrong(folder, now=past) == "PIN_TUNGGU"
    assert attempts.waiting(folder, "p1", past + timedelta(seconds=60)) == 60
    assert wrong(folder, now=past + timedelta(seconds=120)) == "PIN_SALAH"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"p1": {"salah": 9, "terakhir": "kemarin"}}',
                                  '{"p1": {"salah": 9, "terakhir": "2026-11-21T08:00:00"}}', "\xff\xfe"])
def test_a_damaged_count_shuts_nobody_out(folder, text):
    folder.pin_tries.write_text(text, encoding="latin-1")
    assert attempts.waiting(folder, "p1", NOW) == 0
    after(folder, 5)
    assert attempts.waiting(folder, "p1", NOW) == 60


def test_where_nothing_can_be_written_each_try_costs_time_but_is_made(folder, monkeypatch):
    slept = []
    monkeypatch.setattr(attempts.time, "sleep", slept.append)
    (folder.root / ".percobaan.json.baru").mkdir()  # in the way of the new file
    for _ in range(7):
        assert wrong(folder) == "PIN_SALAH"
    assert slept == [attempts.UNWRITTEN_PAUSE] * 7
