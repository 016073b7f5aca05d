"""Comma, semicolon, tab and bar separated text, as Excel and web pages save it."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from jamsos_desktop.workbook import refusals
from jamsos_desktop.workbook.limits import Limits
from jamsos_desktop.workbook.pipe import Line

MARKS = ";,\t|"
_END = "\x1e"  # stands alone in the last row unless a quote is still open there
_HEAD = 20_000  # characters that tell the mark


def lines(name: str, text: str, limits: Limits) -> Iterator[Line]:
    """Rows that hold anything, numbered by the line a table program would show them on.

    Raises ``Problem`` where a quote is not closed: everything below it would be lost in one cell.
    """
    if "\r" in text:  # alone it ends a row too, as older programs write it
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    mark, text = _mark(text)
    csv.field_size_limit(limits.cell)
    nomor = 0
    read = csv.reader(_physical(text), delimiter=mark)
    try:
        for nomor, row in enumerate(read, start=1):
            if row == [_END]:
                return
            if (row and row[-1].endswith(_END)) or any(_swallowed(cell, mark, len(row)) for cell in row):
                raise refusals.open_quote(name, nomor)
            if texts := _trimmed(row):
                yield Line(nomor, texts)
    except csv.Error:
        why = refusals.open_quote if '"' in text else refusals.long_cell
        raise why(name, nomor + 1) from None


def _physical(text: str) -> Iterator[str]:
    # Not splitlines(): a form feed or a line separator inside a name is no end of a row.
    at = 0
    while (end := text.find("\n", at)) >= 0:
        yield text[at:end + 1]
        at = end + 1
    if at < len(text):
        yield text[at:] + "\n"
    yield _END


def _swallowed(cell: str, mark: str, wide: int) -> bool:
    """Whether a cell of several lines holds whole rows, because a quote was opened and closed rows later."""
    if "\n" not in cell:
        return False
    rest = cell.splitlines()[1:]
    return (wide < 2 and cell.count(mark) > 1) or any(line.count(mark) >= max(wide - 1, 2) for line in rest)


def _mark(text: str) -> tuple[str, str]:
    """(mark, the text below a line that names it). The mark that the first lines hold most of, as the middle one of
    them does: a comma stands in every "Soropia, 14-08-1984", banner lines above a table often hold none."""
    first, end, rest = text.partition("\n")
    named = first.strip("\r").strip('"')
    if len(named) == 5 and named.lower().startswith("sep="):
        return named[4], rest if end else ""
    head = text[:_HEAD]
    rows = [line for line in head.split("\n")[:30] if line.strip()]
    many = {mark: sorted(count for line in rows if (count := line.count(mark))) for mark in MARKS}
    best = max(MARKS, key=lambda mark: sum(many[mark][len(many[mark]) // 2:][:1]) * len(many[mark]))
    return (best if many[best] else ","), text


def _trimmed(row: list[str]) -> tuple[str, ...]:
    texts = [cell.strip() for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
