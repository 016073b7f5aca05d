"""A web page under a workbook's name: what many offices' programs call an export to Excel."""

from __future__ import annotations

import html
import re

from jamsos_desktop.workbook import refusals
from jamsos_desktop.workbook.limits import Limits
from jamsos_desktop.workbook.placing import Placing

_TOKEN = re.compile(
    r"<t[dh]\b(?P<simple>[^>]*)>(?P<text>[^<]*)</t[dh]\s*>"  # nearly all cells are as simple as this
    r"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<given>[^>]*)>",
    re.IGNORECASE)
# Comments, declarations, and what a browser does not show.
_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(style|script|title|xml)\b.*?(?:</\1\s*>|\Z)|<[!?][^>]*>",
                     re.IGNORECASE | re.DOTALL)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)
_CELLS, _BREAK = ("td", "th"), ("br", "p", "div", "li")
_BLOCKS = (*_BREAK, "table", "h1", "h2", "h3", "h4", "h5", "h6", "center", "body")


def page(name: str, text: str, limits: Limits) -> Placing:
    """All tables of the page below one another on one sheet, as Excel opens it; a line of text between them is a row.

    Everything is text: what a page shows as 7402115408849417 has all its digits. Raises ``Problem`` where the page
    holds no table, or too much.
    """
    taken = _Page(Placing(name, limits))
    seen, at = _UNSEEN.sub("", text), 0
    for token in _TOKEN.finditer(seen):
        if token.start() > at:
            taken.text(seen[at:token.start()])
        at = token.end()
        if token["tag"]:
            tag = token["tag"].lower()
            if token["end"]:
                taken.end(tag)
            else:
                taken.start(tag, token["given"])
        else:
            taken.cell(token["simple"], token["text"])
    taken.text(seen[at:])
    taken.finish()
    if not taken.tables:
        raise refusals.no_table(name)
    return taken.sheet


class _Page:
    """Takes tags and texts in their order. Ends of rows and cells may be missing, as browsers allow."""

    def __init__(self, sheet: Placing) -> None:
        self.sheet, self.tables = sheet, 0
        self._text: list[str] = []
        self._span: tuple[int, int] | None = None  # columns and rows of the cell that is open

    def start(self, tag: str, given: str) -> None:
        if tag in _BLOCKS and not self._span:
            self._line()
        if tag == "table":
            self.tables += 1
        elif tag == "tr":
            self._close()
            self.sheet.next_row()
        elif tag in _CELLS:
            self._close()
            self._span = _span(given)
        elif tag in _BREAK:
            self._text.append("\n")

    def end(self, tag: str) -> None:
        if tag in (*_CELLS, "tr", "table"):
            self._close()
        elif tag in _BLOCKS and not self._span:
            self._line()

    def text(self, text: str) -> None:
        # A line ends only at a tag, not where the source breaks.
        self._text.append(html.unescape(text).replace("\r", " ").replace("\n", " "))

    def cell(self, given: str, text: str) -> None:
        """A cell that holds nothing but text."""
        self._close()
        self.sheet.put(" ".join((html.unescape(text) if "&" in text else text).split()), *_span(given))

    def finish(self) -> None:
        self._close()
        self.sheet.end()

    def _line(self) -> None:
        """What stands outside of cells is a row of its own."""
        for line in _lines(self._text):
            self.sheet.next_row()
            self.sheet.put(line)
        self._text = []

    def _close(self) -> None:
        if self._span:
            self.sheet.put("\n".join(_lines(self._text)), *self._span)
        elif self._text:
            self._line()
        self._span, self._text = None, []


def _lines(pieces: list[str]) -> list[str]:
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]


def _span(given: str) -> tuple[int, int]:
    if "span" not in given.lower():
        return 1, 1
    found = {which.lower(): int(many) for which, many in _SPAN.findall(given)}
    return found.get("col", 1), found.get("row", 1)
