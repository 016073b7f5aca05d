"""The child behind the hidden verb ``_uji-pembaruan``: a newer program that opens a copy of the data and tells how it
went. It gets the folder of the copy, and the data key through its standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

import jamsos_desktop
from jamsos_desktop.desk import opening
from jamsos_desktop.desk.clock import Clock
from jamsos_desktop.desk.unlocking import Unlocked
from jamsos_desktop.desk.upgrading_trial import Answer
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backup, history


def main(argv: Sequence[str]) -> int:
    """``argv``: the folder. Writes one ``Answer`` as JSON; 0, also when the answer tells a problem."""
    dek = bytes.fromhex(sys.stdin.buffer.read(256).decode("ascii"))
    sys.stdout.buffer.write(msgspec.json.encode(tried(DataFolder(Path(argv[0])), dek)))
    sys.stdout.buffer.flush()
    return 0


def tried(folder: DataFolder, dek: bytes) -> Answer:
    """Open the copy as the desk is opened: looked at, carried forward, with its settings and people."""
    try:
        ctx = opening.context_of(folder, Unlocked(dek, ""), Clock())
        with ctx.open() as db:
            whole, counts, (entries, _) = not db.integrity(), backup.counts(db), history.head(db)
    except Problem as problem:
        return Answer(jamsos_desktop.__version__, masalah=f"{problem.kode}, {problem.apa}")
    return Answer(jamsos_desktop.__version__, counts, entries, "" if whole else "salinan data tidak utuh")
