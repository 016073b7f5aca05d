"""The parent's side of reading a workbook: starts the child, takes rows from the pipe, keeps the time.

The child is the program itself with a hidden verb, so that it exists in a bundle as well. Rows come
back through the pipe while they are read; nothing is written to disk.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO

import msgspec

from jamsos_desktop import apart
from jamsos_desktop.intake import delimited, refusals
from jamsos_desktop.intake.recognise import header_row
from jamsos_desktop.intake.sheet import Done, Limits, Line, Message, Opened, Refused, Sheet, SheetRow
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem

VERB = "_baca-lembar"
_CHUNK = 64 * 1024
_EVERY = 500  # rows between two reports
_PATIENCE = 0.1  # seconds until a silent child is asked about again, and a cancel is seen


def read_workbook(path: Path, sheet: int = 1, limits: Limits | None = None) -> Job[Sheet]:
    """One sheet (from 1) of an .xlsx, .xls, .ods or .csv file. Raises ``Problem``; changes nothing."""
    limits = limits or Limits()
    try:
        with path.open("rb"):
            pass
    except FileNotFoundError:
        raise refusals.missing(path.name) from None
    except OSError:
        raise refusals.unreadable(path.name) from None
    if path.suffix.lower() in delimited.SUFFIXES:
        return (yield from _read_text(path, limits))
    return (yield from _read_in_child(path, sheet, limits))


def _read_text(path: Path, limits: Limits) -> Job[Sheet]:
    found: list[SheetRow] = []
    for row in delimited.rows(path, limits):
        found.append(row)
        if len(found) % _EVERY == 0:
            yield Progress(len(found), 0, path.name)
    if not found:
        raise refusals.empty(path.name)
    return Sheet(path.name, (path.name,), tuple(found), header_row(found))


def _read_in_child(path: Path, sheet: int, limits: Limits) -> Job[Sheet]:
    child = _start(path, sheet, limits)
    try:
        return (yield from _collect(path.name, child, limits))
    finally:
        # Also when the job is closed half-way: a child that nobody reads must not stay.
        child.kill()
        child.wait()


def _start(path: Path, sheet: int, limits: Limits) -> subprocess.Popen[bytes]:
    return apart.start(VERB, (os.fspath(path), str(sheet), msgspec.json.encode(limits).decode()))


def _collect(name: str, child: subprocess.Popen[bytes], limits: Limits) -> Job[Sheet]:
    """Rows until ``Done``; a pipe that ends before it means that the file ended the child."""
    opened: Opened | None = None
    rows: list[SheetRow] = []
    for message in _messages(name, child, limits):
        match message:
            case Line():
                rows.append(SheetRow(message.nomor, message.texts, frozenset(message.angka)))
                if len(rows) % _EVERY == 0:
                    yield Progress(message.nomor, opened.tinggi if opened else 0, name)
            case Opened():
                opened = message
            case Refused():
                raise Problem(message.kode, message.apa, message.aman, message.cara)
            case Done() if opened is not None and message.rows == len(rows):
                return Sheet(opened.nama, opened.lembar, tuple(rows), header_row(rows))
            case Progress():
                yield message
    raise refusals.damaged(name)


def _messages(name: str, child: subprocess.Popen[bytes], limits: Limits) -> Iterator[Message | Progress]:
    """Decoded lines; a ``Progress`` where the child is silent, so that the job can be closed there."""
    decoder: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)
    rest = b""
    for chunk in _chunks(name, child, limits):
        if isinstance(chunk, Progress):
            yield chunk
            continue
        *lines, rest = (rest + chunk).split(b"\n")
        try:
            yield from map(decoder.decode, lines)
        except msgspec.DecodeError:
            raise refusals.damaged(name) from None


def _chunks(name: str, child: subprocess.Popen[bytes], limits: Limits) -> Iterator[bytes | Progress]:
    """Bytes from the pipe until it ends, within the time.

    A pipe cannot be waited for with a time limit on every system, so a thread reads it. The thread
    knows only bytes and ends by itself when the child is gone.
    """
    assert child.stdout is not None
    queue: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_pump, args=(child.stdout, queue), name="baca-lembar", daemon=True).start()
    deadline = time.monotonic() + limits.seconds
    while time.monotonic() < deadline:
        try:
            chunk = queue.get(timeout=_PATIENCE)
        except Empty:
            yield Progress(0, 0, name)
            continue
        if not chunk:
            return
        yield chunk
    raise refusals.too_slow(name, limits.seconds)


def _pump(pipe: IO[bytes], queue: SimpleQueue[bytes]) -> None:
    with pipe:
        while chunk := os.read(pipe.fileno(), _CHUNK):
            queue.put(chunk)
    queue.put(b"")
