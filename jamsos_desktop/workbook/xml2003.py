"""XML of Excel 2003 under the name .xls or .xml, as older programs export it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from xml.parsers import expat

from jamsos_desktop.workbook import refusals
from jamsos_desktop.workbook.cells import cell_text, number_text
from jamsos_desktop.workbook.limits import Limits
from jamsos_desktop.workbook.placing import Placing

_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_LAST_ROW = 1_048_576


class _Sheets:
    """Takes the parser's calls; ``found``: name and cells of each sheet."""

    def __init__(self, name: str, limits: Limits) -> None:
        self._name, self._limits = name, limits
        self.found: list[tuple[str, Placing]] = []
        self._kind, self._span = "", (1, 1)
        self._text: list[str] = []
        self._inside = False  # the text of a cell

    def start(self, tag: str, given: dict[str, Any]) -> None:
        def own(key: str) -> str:
            return str(given.get(f"{_SPACE} {key}", ""))

        if tag == f"{_SPACE} Worksheet":
            self.found.append((own("Name") or f"Lembar {len(self.found) + 1}", Placing(self._name, self._limits)))
        elif not self.found:
            return
        elif tag == f"{_SPACE} Row":
            self._sheet.next_row(_index(own("Index")))
        elif tag == f"{_SPACE} Cell":
            if index := _index(own("Index")):
                self._sheet.at(index - 1)
            self._span = _index(own("MergeAcross")) + 1, _index(own("MergeDown")) + 1
            self._kind, self._text, self._inside = "", [], False
        elif tag == f"{_SPACE} Data":
            # A comment has its own Data, which is none of the cell's.
            self._inside = not self._kind
            self._kind = self._kind or own("Type")

    def text(self, data: str) -> None:
        if self._inside:
            self._text.append(data)

    def end(self, tag: str) -> None:
        if tag == f"{_SPACE} Cell":
            text, number, day = _shown(self._kind, "".join(self._text))
            self._sheet.put(text, *self._span, angka=number, tanggal=day)
        elif tag in (f"{_SPACE} Row", f"{_SPACE} Worksheet") and self.found:
            self._sheet.end()
        elif tag == f"{_SPACE} Data":
            self._inside = False

    @property
    def _sheet(self) -> Placing:
        return self.found[-1][1]


def _index(text: str) -> int:
    return min(int(text), _LAST_ROW) if text.isdecimal() and len(text) < 8 else 0


def _shown(kind: str, text: str) -> tuple[str, bool, bool]:
    """(text, was a number, was a day)."""
    text = text.strip()
    try:
        if kind == "Number":
            return number_text(float(text)), True, False
        if kind == "DateTime":
            return cell_text(datetime.fromisoformat(text)), False, True
    except ValueError:
        return text, False, False
    return {"1": "TRUE", "0": "FALSE"}.get(text, text) if kind == "Boolean" else text, False, False


def sheets(name: str, text: str, limits: Limits) -> list[tuple[str, Placing]]:
    """Each sheet's name and cells. Raises ``Problem``; entities are not taken, for they can grow without end."""
    found = _Sheets(name, limits)
    parser = expat.ParserCreate("utf-8", " ")  # whatever its first line says: it is decoded already

    def refuse(*_: object) -> None:
        raise refusals.damaged(name)

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler = found.text
    parser.buffer_text = True
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError:
        raise refusals.damaged(name) from None
    if not found.found:
        raise refusals.no_table(name)
    return found.found

