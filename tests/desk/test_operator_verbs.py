"""Role by verb: an operator does the daily work whole, and is refused what only the secretary may, verb by verb."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import GeneratorType
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.rights import Right, refusal
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.desk.operator_refusals import NOT_HERE, REFUSED
from tests.desk.operator_rows import WALKS
from tests.desk.operator_village import LEADER, Call, Kit, as_operator, build
from tests.desk.talks import dump

# Attributes that are no verbs: what a window hangs on the desk.
HELD = {"backup_failure", "closing", "program", "release_key", "ctx", "district"}


@pytest.fixture(scope="module")
def made(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    root = tmp_path_factory.mktemp("operator")
    build(root, set_up, clock)
    return root


@pytest.fixture
def kit(made: Path, tmp_path: Path) -> Kit:
    for name in ("desa", "stik"):
        shutil.copytree(made / name, tmp_path / name)
    return Kit(tmp_path)


@pytest.fixture
def operator(kit: Kit, clock: desks.Clock) -> Iterator[desks.Desk]:
    with as_operator(kit, clock) as desk:
        yield desk


@pytest.fixture(scope="module")
def untouched(made: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[
        tuple[desks.Desk, Kit]]:
    """One desk for everything that is refused: it must leave no trace."""
    kit = Kit(Path(shutil.copytree(made, tmp_path_factory.mktemp("ditolak") / "semua")))
    kit.out.mkdir(exist_ok=True)
    with as_operator(kit, clock) as desk:
        yield desk, kit


class Seen:
    """A desk that remembers which of its verbs were called."""

    def __init__(self, desk: desks.Desk) -> None:
        self._desk = desk
        self.called: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        self.called.add(name)
        return getattr(self._desk, name)


def done(call: Call, desk: Any, kit: Kit) -> Any:
    """What a row gives; a job is run to its end."""
    found = call(desk, kit)
    return run_to_end(found) if isinstance(found, GeneratorType) else found


def files(kit: Kit) -> dict[str, tuple[int, int]]:
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in kit.root.rglob("*")
            if path.is_file() and not path.name.startswith("data.db-")}


def verbs() -> set[str]:
    return {name for name in dir(desks.Desk) if not name.startswith("_")} - HELD


def test_every_verb_of_the_desk_has_a_row() -> None:
    rows = [verb for walk in WALKS.values() for verb, _, _ in walk]
    assert sorted(verbs() - {*rows, *(verb for verb, *_ in REFUSED), *NOT_HERE}) == []
    assert sorted({*rows, *(verb for verb, *_ in REFUSED), *NOT_HERE} - verbs()) == []
    assert len(rows) == len(set(rows))
    assert {right for _, _, right, _ in REFUSED} == set(Right) - {Right.TULIS}


def test_every_right_that_a_verb_asks_for_stands_in_its_docstring_or_its_row() -> None:
    told = {name for name in verbs() if "HAK_TIDAK_CUKUP" in (inspect.getdoc(getattr(desks.Desk, name)) or "")}
    assert sorted(told - {verb for verb, *_ in REFUSED} - {"cancel_move"}) == []


@pytest.mark.parametrize("subject", WALKS)
def test_an_operator_does_this(operator: desks.Desk, kit: Kit, subject: str) -> None:
    desk = Seen(operator)
    before = dump(operator)
    for verb, kind, call in WALKS[subject]:
        desk.called.clear()
        kit.keep(verb, done(call, desk, kit))
        assert verb in desk.called
        if verb == "cared_for":  # goes on as another desk
            operator = kit[verb]
            desk = Seen(operator)
        if verb == "close":
            break
        now = dump(operator)
        if kind in ("R", "W"):
            assert (now != before) == (kind == "W"), verb
        before = now
        assert operator.role.kode == "operator", verb


@pytest.mark.parametrize(("verb", "what"), [row[:2] for row in REFUSED])
def test_an_operator_is_refused_this_and_nothing_changes(untouched: tuple[desks.Desk, Kit], verb: str,
                                                         what: str) -> None:
    operator, kit = untouched
    right, call = next((right, call) for name, part, right, call in REFUSED if (name, part) == (verb, what))
    before = (dump(operator), files(kit), operator.unit, operator.policy.versi)
    desk = Seen(operator)
    with pytest.raises(Problem) as told:
        done(call, desk, kit)
    assert verb in desk.called
    assert told.value.args == refusal(right, "desa").args
    assert (dump(operator), files(kit), operator.unit, operator.policy.versi) == before


@pytest.mark.parametrize("verb", NOT_HERE)
def test_what_nobody_can_do_here_says_so_and_changes_nothing(untouched: tuple[desks.Desk, Kit], verb: str) -> None:
    operator, kit = untouched
    kode, call = NOT_HERE[verb]
    before = dump(operator)
    with pytest.raises(Problem) as told:
        done(call, operator, kit)
    assert (told.value.kode, dump(operator)) == (kode, before)


def test_a_move_is_not_called_off_by_an_operator(kit: Kit, clock: desks.Clock) -> None:
    with desks.open_desk(DataFolder(kit.root / "desa"), LEADER, clock, user="p1") as desk:
        run_to_end(desk.backup_job(kit.out, pindah=True, ke="Laptop baru"))
    with as_operator(kit, clock) as operator:
        assert operator.moved
        with pytest.raises(Problem) as told:
            operator.cancel_move("Laptop baru rusak")
        assert told.value.args == refusal(Right.PINDAH, "desa").args
        assert operator.moved
