"""Comma, semicolon and tab separated text, as Excel and web pages save it; read in process."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from jamsos_desktop.intake import refusals
from jamsos_desktop.intake.sheet import Limits, SheetRow

SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_MARKS = ";,\t"


def rows(path: Path, limits: Limits) -> Iterator[SheetRow]:
    """Rows that hold anything, numbered by the line a table program would show them on."""
    text = _text(path, limits)
    size = count = 0
    try:
        for nomor, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), start=1):
            texts = _trimmed(row, limits.columns)
            if not texts:
                continue
            count, size = count + 1, size + sum(map(len, texts))
            if count > limits.rows or size > limits.text:
                raise refusals.too_large(path.name)
            yield SheetRow(nomor, texts)
    except csv.Error:
        raise refusals.damaged(path.name) from None


def _text(path: Path, limits: Limits) -> str:
    with path.open("rb") as file:
        content = file.read(limits.file + 1)
    if len(content) > limits.file:
        raise refusals.too_large(path.name)
    if not content.strip():
        raise refusals.empty(path.name)
    if content.startswith(_UTF16):  # what Excel calls "Unicode Text"
        return _decoded(path.name, content, "utf-16")
    if b"\0" in content[:4096]:
        raise refusals.not_a_workbook(path.name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(path.name, content, "cp1252")


def _decoded(name: str, content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise refusals.not_a_workbook(name) from None


def _delimiter(text: str) -> str:
    """The mark that most of the first lines hold; banner lines above a table often hold none."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]
    held = Counter({mark: sum(mark in line for line in lines) for mark in _MARKS})
    best, most = max(held.items(), key=lambda pair: (pair[1], text[:20_000].count(pair[0])))
    return best if most else ","


def _trimmed(row: list[str], most: int) -> tuple[str, ...]:
    texts = [cell.strip() for cell in row[:most]]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)
