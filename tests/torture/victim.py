"""The process that gets killed: works through the program's own verbs and says aloud what is kept.

Run as ``python victim.py KIND DATA [OUT]``. Every line on standard output is an acknowledgement:
what it names must be there after the kill.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder


def say(*words: object) -> None:
    print(*words, flush=True)


def saves(desk: desks.Desk) -> None:
    """New people and edits of older ones, one save each."""
    for n in count(desk.counts().total):
        kept = desk.save(replace(desk.new("pekerja_rentan"), uid=f"u{n:06}", nama=f"LA BASRI {n}"), 0)
        say("simpan", kept.uid, kept.revisi)
        older = desk.read(f"u{n // 2:06}")
        kept = desk.save(replace(older, hp=f"0812990{n:05}"), older.revisi)
        say("simpan", kept.uid, kept.revisi)


def drafts(desk: desks.Desk) -> None:
    """A form being typed: the draft grows by a letter each time."""
    desk.keep_draft("editor", "typing", {"texts": {"nama": ""}})
    for n in count():
        desk.keep_draft("editor", "typing", {"texts": {"nama": "A" * n}})
        say("draf", n)


def prints(desk: desks.Desk, out: Path) -> None:
    """Bundles of everybody, again and again."""
    uids = tuple(desk.uids(desks.Query()))
    for _ in count():
        job = desk.print_job(desks.PrintOrder(uids, ("ceklis", "formulir"), "F4", out))
        while True:
            try:
                progress = next(job)
            except StopIteration as end:
                say("cetak", end.value.path, end.value.pages)
                break
            say("lembar", progress.done)


def exports(desk: desks.Desk, out: Path) -> None:
    """Full packages, one after the other."""
    for _ in count():
        job = desk.export_job(out, penuh=True)
        while True:
            try:
                progress = next(job)
            except StopIteration as end:
                say("kiriman", end.value.seq, end.value.path)
                break
            say("langkah", progress.done)


def main() -> None:
    kind, data, *rest = sys.argv[1:]
    with desks.open_desk(DataFolder(Path(data)), None, desks.clock_from_environment()) as desk:
        say("buka")
        {"simpan": saves, "draf": drafts, "cetak": prints, "kirim": exports}[kind](desk, *map(Path, rest))


if __name__ == "__main__":
    main()
