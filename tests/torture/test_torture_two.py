"""Two programs on one data folder: one is let in, the other is told who is there; a killed one leaves the way free."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import lock
from tests.torture import figures
from tests.torture.deeds import Said, check_whole, opened
from tests.torture.places import Places
from tests.torture.victim import ended, heard, run, started, teller

PATIENCE = 0  # seconds a second program waits here: it tries once; people are given five


def command(deed: str, place: Path, out: Connection) -> None:
    """In the child: the command line, as ``main.py`` runs it."""
    del deed
    import main

    lock.WAIT_SECONDS = PATIENCE
    told, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(told), redirect_stderr(errors):
        code = main.main(["--data", str(place / "data"), "cari", "BASRI"])
    teller(out)(code, told.getvalue().replace("\t", " "), errors.getvalue())


def crowd(deed: str, place: Path, out: Connection, name: str, turns: int) -> None:
    """In the child: come in until it could save so many times, alone each time."""
    del deed
    say = teller(out)
    lock.WAIT_SECONDS = 0.02
    alone, n = place / "sendiri", 0
    while n < turns:
        try:
            desk = opened(place)
        except Problem as problem:
            say("ditolak", problem.kode)
            continue
        with desk:
            try:
                os.close(os.open(alone, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                say("berdua", name)
            kept = desk.save(replace(desk.new("pekerja_rentan"), uid=f"{name}-{n}", nama="LA RAMAI"), 0)
            say("simpan", kept.uid)
            alone.unlink(missing_ok=True)
            n += 1


def test_a_command_is_refused_while_the_desk_is_open(places: Places) -> None:
    place = places.new("simpan")
    window, told = started(run, "simpan", place, None)
    with told:
        assert told.recv_bytes() == b"buka"
        [[code, _, error]] = ended(command, "", place)
        assert code == "1"
        assert "Data sedang dibuka program lain (proses" in error
        window.kill()  # type: ignore[attr-defined]
        said = heard(told)
    window.join()  # type: ignore[attr-defined]
    # A killed program holds nobody up: the first try comes in, and it is the only one.
    [[code, out, error]] = ended(command, "", place)
    assert (code, error) == ("0", "")
    assert "BASRI" in out
    with opened(place) as desk:
        kept = {person.uid for person in desk.everyone()}
        assert {words[1] for words in said if words[0] == "simpan"} <= kept
        check_whole(desk)


def jostle(places: Places, many: int, turns: int) -> Said:
    """So many programs that come in as often as they can; what all of them said."""
    place = places.new("simpan")
    children = [started(crowd, "", place, f"p{n}", turns) for n in range(many)]
    said = []
    for child, told in children:
        with told:
            said += heard(told)
        child.join()  # type: ignore[attr-defined]
        assert child.exitcode == 0, said[-1:]  # type: ignore[attr-defined]
    with opened(place) as desk:
        kept = {person.uid for person in desk.everyone()}
        assert {words[1] for words in said if words[0] == "simpan"} == kept
        check_whole(desk)
    return said


def told_of(said: Said, long: bool) -> None:
    refused, saved = (sum(words[0] == word for words in said) for word in ("ditolak", "simpan"))
    figures.note("5-two", "Several programs at once", long=long, tried=refused + saved, acked=saved,
                 also=f"{refused} refused in words, never two inside")


def test_only_one_at_a_time(places: Places) -> None:
    said = jostle(places, 4, 3)
    told_of(said, long=False)
    assert not [words for words in said if words[0] == "berdua"]
    assert {words[1] for words in said if words[0] == "ditolak"} <= {"SEDANG_DIPAKAI"}
    assert sum(words[0] == "simpan" for words in said) == 4 * 3


@pytest.mark.long
def test_only_one_at_a_time_for_long(places: Places) -> None:
    said = jostle(places, 8, 30)
    told_of(said, long=True)
    assert not [words for words in said if words[0] == "berdua"]


def test_a_lock_file_left_behind_locks_nobody_out(places: Places) -> None:
    """What a cut leaves: the file of the lock and the note of who held it, of a process long gone."""
    place = places.new("simpan")
    (place / "data" / "data.lock").write_bytes(b"")
    (place / "data" / "pemakai.json").write_bytes(b'{"pid": 1, "host": "LAPTOP", "user": "-", "sejak": "kemarin"}')
    with opened(place) as desk:
        assert desk.counts(desks.Query()).total == 0
