"""The parent's side of reading a workbook: starts the child, takes rows from the pipe, keeps the time.

The child is the program itself with a hidden verb, so that it exists in a bundle as well. Rows come
back through the pipe while they are read; nothing is written to disk.
"""

from __future__ import annotations

import json
import os
import stat
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO

import msgspec

from jamsos_desktop import apart
from jamsos_desktop.intake.sheet import Merged, Sheet, SheetRow
from jamsos_desktop.jobs import Job, Progress, many_records
from jamsos_desktop.problems import Problem
from jamsos_desktop.workbook import refusals
from jamsos_desktop.workbook.limits import MIB, Ask, Limits
from jamsos_desktop.workbook.pipe import EVERY, TAGS, Done, Line, Opened, Refused

VERB = "_baca-lembar"
_CHUNK = 64 * 1024
_PATIENCE = 0.1  # seconds until a silent child is asked about again, and a cancel is seen
_MOST = 512 * MIB  # of the pipe: a child that never stops talking must not fill our memory

Message = Opened | list[SheetRow] | Done | Refused
_DECODERS: dict[bytes, msgspec.json.Decoder[Message]] = {
    TAGS[Opened]: msgspec.json.Decoder(Opened), TAGS[Line]: msgspec.json.Decoder(list[SheetRow]),
    TAGS[Done]: msgspec.json.Decoder(Done), TAGS[Refused]: msgspec.json.Decoder(Refused)}


def read_workbook(path: Path, sheet: int | str = 1, limits: Limits | None = None, *, count: bool = False) -> Job[Sheet]:
    """One sheet of an .xlsx, .xls, .ods, .csv or web page, known by its content and not by its name.

    ``sheet``: its number from 1, its name, or 0 for the one that holds most people. ``count``: ``Sheet.orang`` is told
    (with 0 always). Raises ``Problem``; changes nothing.
    """
    name = refusals.shown(path.name)
    _refuse(path, name)
    ask = Ask(sheet, count or sheet == 0, limits or Limits())
    child = apart.start(VERB, (os.fspath(path), json.dumps(ask)))
    try:
        with many_records():
            return (yield from _collect(name, child, ask.limits))
    finally:
        # Also when the job is closed half-way: a child that nobody reads must not stay.
        child.kill()
        child.wait()


def _refuse(path: Path, name: str) -> None:
    try:
        # Asked before it is opened: opening a pipe waits for somebody to write into it.
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            raise refusals.folder(name or os.fspath(path)) if stat.S_ISDIR(kind) else refusals.unreadable(name)
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise refusals.missing(name) from None
    except (OSError, ValueError):  # ValueError: a NUL in the path
        raise refusals.unreadable(name) from None


def _collect(name: str, child: subprocess.Popen[bytes], limits: Limits) -> Job[Sheet]:
    """Rows until ``Done``; a pipe that ends before it means that the file ended the child."""
    opened: Opened | None = None
    rows: list[SheetRow] = []
    for message in _messages(name, child, limits):
        match message:
            case list():
                rows += message
                if len(message) == EVERY:
                    yield Progress(message[-1].nomor, opened.tinggi if opened else 0, name)
            case Opened():
                opened = message
            case Refused():
                raise Problem(message.kode, message.apa, message.aman, message.cara)
            case Done() if opened is not None and message.rows == len(rows):
                return _sheet(opened, rows, message)
            case Progress():
                yield message
    raise refusals.damaged(name)


def _sheet(opened: Opened, rows: list[SheetRow], done: Done) -> Sheet:
    return Sheet(opened.nama, opened.lembar, tuple(rows), opened.nomor, done.orang,
                 tuple(Merged(*ends) for ends in opened.gabung), opened.tahun_1904, opened.sandi, opened.sha)


def _messages(name: str, child: subprocess.Popen[bytes], limits: Limits) -> Iterator[Message | Progress]:
    """Decoded lines; a ``Progress`` where the child is silent, so that the job can be closed there."""
    rest: list[bytes] = []
    for chunk in _chunks(name, child, limits):
        if isinstance(chunk, Progress):
            yield chunk
            continue
        first, *lines = chunk.split(b"\n")
        rest.append(first)
        for line in lines:
            yield _message(name, b"".join(rest))
            rest = [line]


def _message(name: str, line: bytes) -> Message:
    tag, _, contents = line.partition(b" ")
    try:
        return _DECODERS[tag].decode(contents)
    except (KeyError, msgspec.DecodeError):
        raise refusals.damaged(name) from None


def _chunks(name: str, child: subprocess.Popen[bytes], limits: Limits) -> Iterator[bytes | Progress]:
    """Bytes from the pipe until it ends, within the time.

    A pipe cannot be waited for with a time limit on every system, so a thread reads it. The thread
    knows only bytes and ends by itself when the child is gone.
    """
    assert child.stdout is not None
    queue: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_pump, args=(child.stdout, queue), name="baca-lembar", daemon=True).start()
    deadline, many = time.monotonic() + limits.seconds, 0
    while time.monotonic() < deadline:
        try:
            chunk = queue.get(timeout=_PATIENCE)
        except Empty:
            yield Progress(0, 0, name)
            continue
        if not chunk:
            return
        many += len(chunk)
        if many > _MOST:
            raise refusals.damaged(name)
        yield chunk
    raise refusals.too_slow(name, limits.seconds)


def _pump(pipe: IO[bytes], queue: SimpleQueue[bytes]) -> None:
    with pipe:
        while chunk := os.read(pipe.fileno(), _CHUNK):
            queue.put(chunk)
    queue.put(b"")
