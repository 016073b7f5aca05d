"""What is tortured: the program's own verbs, each with a place to work in and a way to tell what must be there after.

A deed says aloud what is kept (``say``); whatever it said must be found again however the process ended. A place is one
folder: ``data`` is the desk, ``stik`` a stick, ``bahan`` what was brought along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import history, slots
from tests.conftest import TODAY

Say = Callable[..., None]
Said = list[list[str]]
CLOCK = desks.Clock(TODAY)
PIN = "482915"


class Lost(AssertionError):
    """Something that was said to be kept is not there."""


class Damaged(AssertionError):
    """The desk does not open, is not whole, or does not work."""


@dataclass(frozen=True)
class Deed:
    """``make``: lay the place out, once; ``work``: for each round do it and say so; ``check``: raise ``Lost`` or
    ``Damaged`` unless the place holds what was said. ``again``: the next victim goes on in the same place."""

    make: Callable[[Path], None]
    work: Callable[[Path, Say, Iterable[int]], None]
    check: Callable[[Path, Said], None]
    rounds: int = 3
    again: bool = False


def cheap_pins() -> None:
    """Let PINs and words be derived quickly in this process: the same way, at a cost no torture can pay for."""
    slots.MEMORY_KIB, slots.PASSES = 8, 1


def data(place: Path) -> DataFolder:
    return DataFolder(place / "data")


def opened(place: Path, pin: str | None = None, clock: desks.Clock = CLOCK) -> desks.Desk:
    """The desk as the program opens it."""
    return desks.open_desk(data(place), pin, clock)


def village(place: Path, people: int = 0, pin: str | None = None) -> tuple[str, ...]:
    """A village desk with some invented people; returns its twelve words."""
    from jamsos_desktop.jobs import run_to_end

    words = desks.set_up_desa(data(place), desks.SetUp(desks.unit_for("74.02.11.2017", "TAHIR", "NURHAYATI"), pin),
                              CLOCK)
    if people:
        with opened(place, pin) as desk:
            run_to_end(desk.samples_job(people, 4))
    return words


def check_whole(desk: desks.Desk) -> None:
    """Every page of the file, the search index, the history; and the desk still saves, finds and forgets again."""
    with desk.ctx.open() as db:
        wrong = db.integrity()
        db.run("INSERT INTO cari(cari, rank) VALUES ('integrity-check', 1)")
        broken = history.broken_at(db)
    if wrong or broken is not None:
        raise Damaged(f"{wrong} {broken}")
    if desk.mode == "desa":
        kept = desk.save(replace(desk.new("pekerja_rentan"), nama="ZULEHA SESUDAH MATI LAMPU"), 0)
        if [p.uid for p in desk.people_of(desks.Query(text="ZULEHA"))] != [kept.uid]:
            raise Damaged("what is saved is not found")
        desk.delete([kept.uid])


def must_hold(found: Mapping[str, int], said: Mapping[str, int]) -> None:
    """Every (name, number) said to be kept is there, as large or larger."""
    missing = {name: number for name, number in said.items() if found.get(name, -1) < number}
    if missing:
        raise Lost(str(missing))


# --- setting up ----------------------------------------------------------------------------------


def before_set_up(place: Path) -> None:
    """An empty place; beside it the folder of another village, which nobody touches."""
    village(place / "bahan")


def set_up(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """A village in a folder where nothing is yet."""
    for _ in rounds:
        village(place)
        say("siapkan")
        return  # a second time would be refused


def check_set_up(place: Path, said: Said) -> None:
    if desks.state_of(data(place)) == "kosong":
        if ["siapkan"] in said:
            raise Lost("siapkan")
        village(place)
    with opened(place) as desk:
        check_whole(desk)


# --- saving and typing ---------------------------------------------------------------------------


def save(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """New people and edits of older ones, one save each."""
    with opened(place) as desk:
        say("buka")
        start = sum(p.uid.startswith("u0") for p in desk.everyone())
        for n in rounds:
            kept = desk.save(replace(desk.new("pekerja_rentan"), uid=f"u{start + n:06}", nama=f"LA BASRI {n}"), 0)
            say("simpan", kept.uid, kept.revisi)
            older = desk.read(f"u{(start + n) // 2:06}")
            kept = desk.save(replace(older, hp=f"0812990{start + n:05}"), older.revisi)
            say("simpan", kept.uid, kept.revisi)


def check_saves(place: Path, said: Said) -> None:
    told: dict[str, int] = {}
    for _, uid, revisi in (words for words in said if words[0] == "simpan"):
        told[uid] = max(told.get(uid, 0), int(revisi))
    with opened(place) as desk:
        must_hold({p.uid: p.revisi for p in desk.everyone()}, told)
        check_whole(desk)


def type_letters(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """A form being typed: the draft grows by a letter each time."""
    with opened(place) as desk:
        kept = desk.draft("editor", "typing")
        start = len(kept.isi["texts"]["nama"]) if kept else 0
        say("buka")
        for n in rounds:
            desk.keep_draft("editor", "typing", {"texts": {"nama": "A" * (start + n)}})
            say("draf", start + n)


def check_typing(place: Path, said: Said) -> None:
    told = max((int(words[1]) for words in said if words[0] == "draf"), default=-1)
    with opened(place) as desk:
        draft = desk.draft("editor", "typing")
        if told >= 0 and (draft is None or len(draft.isi["texts"]["nama"]) < told):
            raise Lost("draf")
        check_whole(desk)
