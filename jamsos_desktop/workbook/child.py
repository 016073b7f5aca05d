"""The child behind the hidden verb ``_baca-lembar``: opens one workbook and writes its rows to the pipe.

A hostile workbook can end the process that parses it (one with only A1 and XFD1048576 aborts the
parser), so it is parsed here and never in the program. The child gets a path and limits, writes
the lines of ``pipe`` to standard output, and touches nothing else.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from typing import IO, NoReturn

from jamsos_desktop.bounds import bound
from jamsos_desktop.problems import Problem
from jamsos_desktop.workbook import opening, refusals
from jamsos_desktop.workbook.cells import Likely
from jamsos_desktop.workbook.limits import Ask, Limits
from jamsos_desktop.workbook.opening import Book
from jamsos_desktop.workbook.pipe import EVERY, Done, Line, Message, Opened, Refused, written, written_rows


def main(argv: Sequence[str]) -> NoReturn:
    """``argv``: path, and what is asked (``Ask``) as JSON. Ends the process with 0 sent, 1 refused."""
    lembar, hitung, limits = json.loads(argv[1])
    ask = Ask(lembar, hitung, Limits(*limits))
    # Also the time is bounded here: if the program is gone, nobody else ends this one.
    bound(ask.limits.memory, ask.limits.seconds and ask.limits.seconds + 1)
    gc.disable()  # it lives for one file, and its memory is bounded
    with open(1, "wb", closefd=False) as out:  # not sys.stdout: a program without a console has none
        try:
            lines = messages(argv[0], ask)
            _send(out, lines)
            os._exit(0)  # what it holds need not be given back piece by piece
        except Problem as reason:
            problem = reason
        except MemoryError:
            problem = refusals.too_large(refusals.shown(os.path.basename(argv[0])))
        out.write(written(Refused(problem.kode, problem.apa, problem.aman, problem.cara)))
    os._exit(1)


def _send(out: IO[bytes], messages: Iterator[Message]) -> None:
    """Rows go many at a time, each of the others alone."""
    rows: list[Line] = []
    for message in messages:
        if isinstance(message, Line):
            rows.append(message)
            if len(rows) < EVERY:
                continue
        if rows:
            out.write(written_rows(rows))
            rows = []
        if not isinstance(message, Line):
            out.write(written(message))
            out.flush()
            if isinstance(message, Done):
                return


def messages(path: str, ask: Ask) -> Iterator[Message]:
    """The lines of the pipe for one sheet. Raises ``Problem`` for what cannot be taken in."""
    name = refusals.shown(os.path.basename(path))
    content = _content(path, name, ask.limits)
    book = opening.book(name, content, ask.limits)
    index = _wanted(name, book, ask.lembar)
    counts = {}
    if ask.hitung and len(book.names) > 1:
        counts = {other: _people(book, other) for other in range(len(book.names)) if other != index}
    if index < 0:
        index = _best(name, book, counts)
    yield _opened(name, book, index, hashlib.sha256(content).hexdigest(), ask.limits)
    people, sent = Likely(), 0
    for line in _bounded(name, book.lines(index), ask.limits):
        sent += 1
        if ask.hitung:
            people.add(line.texts)
        yield line
    if not sent:
        raise refusals.empty(name)
    counts[index] = people.many
    yield Done(sent, tuple(counts[other] for other in range(len(book.names))) if ask.hitung else ())


def _opened(name: str, book: Book, index: int, sha: str, limits: Limits) -> Opened:
    merged = book.merged(index)
    if len(merged) > limits.rows:
        raise refusals.too_large(name)
    return Opened(book.names[index], book.names, book.height(index), index + 1, merged, book.tahun_1904, book.sandi,
                  sha)


def _content(path: str, name: str, limits: Limits) -> bytes:
    """The whole file, read once, so that what was scanned is what is parsed."""
    with open(path, "rb") as file:
        content = file.read(limits.file + 1)
    if not content:
        raise refusals.empty(name)
    if len(content) > limits.file:
        raise refusals.too_large(name)
    return content


def _wanted(name: str, book: Book, lembar: int | str) -> int:
    """Index of the sheet that was asked for; -1 if the best one is to be found."""
    names = book.names
    if lembar == 0:
        return 0 if len(names) == 1 else -1
    if isinstance(lembar, str):
        for index, other in enumerate(names):
            if other == lembar:
                return index
        for index, other in enumerate(names):
            if other.strip().casefold() == lembar.strip().casefold():
                return index
        if not lembar.isdecimal():
            raise refusals.no_sheet_named(name, lembar, names)
        lembar = int(lembar)
    if not 1 <= lembar <= len(names):
        raise refusals.no_such_sheet(name, lembar, len(names))
    return lembar - 1


def _people(book: Book, index: int) -> int:
    """How many people a sheet seems to hold; one that is broken holds none as long as nobody asks for it."""
    people = Likely()
    try:
        for line in book.lines(index):
            people.add(line.texts)
    except Problem:
        return 0
    return people.many


def _best(name: str, book: Book, counts: dict[int, int]) -> int:
    """The sheet with most people, the first of equal ones; where none has any, the first that holds anything."""
    index = max(counts, key=lambda other: (counts[other], -other))
    if counts[index]:
        return index
    for other in counts:
        if any(True for _ in book.lines(other)):
            return other
    raise refusals.empty(name)


def _bounded(name: str, lines: Iterator[Line], limits: Limits) -> Iterator[Line]:
    """Rows as long as they stay within the limits; nothing is cut off in silence."""
    size = 0
    for count, line in enumerate(lines, start=1):
        long = len("".join(line.texts))
        size += long
        if len(line.texts) > limits.columns:
            raise refusals.too_wide(name, line.nomor, limits.columns)
        if count > limits.rows or size > limits.text or (long > limits.cell < max(map(len, line.texts))):
            raise refusals.too_large(name)
        yield line
