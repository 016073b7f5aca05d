"""Processes that get killed, run out of room or are watched: each does a deed and says aloud what is kept.

Children are forked from a server that has loaded the program already, so that a kill costs milliseconds. What a child
said before it ended arrives over a pipe; the process itself is real and so is its end.

    python -m tests.torture.victim DEED PLACE ...    does deeds in turn and says so on standard output
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterable
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from jamsos_desktop.problems import Problem
from tests.torture.deeds import Said, Say, cheap_pins

ROOT = Path(__file__).absolute().parents[2]
SERVER = get_context("forkserver")


def warm_up() -> None:
    """Start the server; the first child would wait for it otherwise."""
    SERVER.set_forkserver_preload(["tests.torture.loaded"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(ROOT)
    try:
        SERVER.Process(target=cheap_pins).start()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def teller(out: Connection, then: Callable[[str], None] | None = None) -> Say:
    """What a child says things with; ``then`` hears the first word after it was said."""
    def say(*words: object) -> None:
        out.send_bytes("\t".join(map(str, words)).encode())
        if then is not None:
            then(str(words[0]))

    return say


def heard(told: Connection) -> Said:
    """All that a child said until it ended."""
    found: Said = []
    while True:
        try:
            found.append(told.recv_bytes().decode().split("\t"))
        except EOFError:
            return found


def run(deed: str, place: Path, out: Connection, rounds: int | None) -> None:
    """In the child: do a deed, for ever when ``rounds`` is None."""
    from tests.torture.register import DEEDS

    cheap_pins()
    DEEDS[deed].work(place, teller(out), count() if rounds is None else range(rounds))


def run_short_of_room(deed: str, place: Path, out: Connection, limit: int, from_start: bool) -> None:
    """In the child: no file may grow beyond ``limit`` bytes, from the start or once the desk is open."""
    from tests.torture.register import DEEDS

    def fill_up(word: str = "buka") -> None:
        if word == "buka":
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    cheap_pins()
    say = teller(out, None if from_start else fill_up)
    if from_start:
        fill_up()
    try:
        DEEDS[deed].work(place, say, range(DEEDS[deed].rounds))
        say("selesai")
    except Problem as problem:
        say("masalah", problem.kode)


def started(target: Callable[..., None], *words: object) -> tuple[object, Connection]:
    """A child and what it says."""
    told, out = SERVER.Pipe(duplex=False)
    child = SERVER.Process(target=target, args=(*words[:2], out, *words[2:]), daemon=True)
    child.start()
    out.close()
    return child, told


def ended(target: Callable[..., None], *words: object) -> Said:
    """What a child said that was let run to its end."""
    child, told = started(target, *words)
    with told:
        said = heard(told)
    child.join()  # type: ignore[attr-defined]
    assert child.exitcode == 0, (child.exitcode, said)  # type: ignore[attr-defined]
    return said


def killed(deed: str, place: Path, after: float, *, once_open: bool) -> Said:
    """Kill a victim ``after`` seconds from when it began, or from when it said that its desk is open; what it had said
    by then."""
    child, told = started(run, deed, place, None)
    with told:
        if once_open:
            told.poll(60)
        time.sleep(after)
        child.kill()  # type: ignore[attr-defined]
        said = heard(told)
    child.join()  # type: ignore[attr-defined]
    return said


def main(words: Iterable[str]) -> None:
    """Do deeds in turn in this process; every line on standard output is an acknowledgement."""
    from tests.torture.register import DEEDS

    def say(*told: object) -> None:
        os.write(1, ("\t".join(map(str, told)) + "\n").encode())

    cheap_pins()
    pairs = iter(words)
    for deed, place in zip(pairs, pairs, strict=True):
        say("mulai", deed, place)
        DEEDS[deed].work(Path(place), say, range(DEEDS[deed].rounds))


if __name__ == "__main__":
    main(sys.argv[1:])
