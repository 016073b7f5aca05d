"""Files that are plain text: separated values, a web page or XML under a workbook's name; decoded and told apart."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence

from jamsos_desktop.workbook import delimited, refusals
from jamsos_desktop.workbook.limits import Limits
from jamsos_desktop.workbook.opening import Book, Ranges
from jamsos_desktop.workbook.pipe import Line
from jamsos_desktop.workbook.placing import Placing

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Pictures, PDF, RTF, other archives, programs.
_NO_TEXT = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"MZ", b"BM",
            b"SQLite format 3", b"\x7fELF")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_HEAD = 4096
_OF_TEXT = (".csv", ".tsv", ".txt")
_PAGE = re.compile(r"<(?:!doctype html|html|head|meta|body|table|style|tr)\b")
_EXCEL_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_FEW, _MANY = 3, 50  # more control characters than these, and more than one in so many bytes: this is no text


def written(name: str, content: bytes, limits: Limits) -> Book:
    """Raises ``Problem`` for what is no text, or holds none."""
    text, sandi = _decoded(name, content)
    head = text[:_HEAD].lstrip("\ufeff \t\r\n").lower()
    if head.startswith("<") and _EXCEL_2003 in text[:_HEAD]:
        from jamsos_desktop.workbook import xml2003

        return Placed(sandi, xml2003.sheets(name, text, limits))
    if head.startswith("<") and _PAGE.search(head):
        from jamsos_desktop.workbook import page

        return Placed(sandi, [(name, page.page(name, text, limits))])
    if head.startswith(("<?xml", "mime-version:")):
        raise refusals.not_a_workbook(name)
    if not name.lower().endswith(_OF_TEXT) and not any(mark in text[:_HEAD] for mark in delimited.MARKS):
        raise refusals.not_a_workbook(name)  # a note; a list of one column is one only where the name says so
    return Delimited(name, text, sandi, limits)


class Placed:
    """Tables whose cells are placed already, as a workbook (``opening.Book``)."""

    tahun_1904 = False

    def __init__(self, sandi: str, sheets: Sequence[tuple[str, Placing]]) -> None:
        self.sandi, self._sheets = sandi, sheets
        self.names = tuple(name for name, _ in sheets)

    def lines(self, index: int) -> Iterator[Line]:
        """The rows that hold anything, from the top."""
        return iter(self._sheets[index][1].lines)

    def merged(self, index: int) -> Ranges:
        """The joined cells of a table, as ``opening.Book`` says."""
        return tuple(self._sheets[index][1].merged)

    def height(self, index: int) -> int:
        """The number of the last row, 0 of an empty table."""
        lines = self._sheets[index][1].lines
        return lines[-1].nomor if lines else 0


class Delimited:
    """Separated values as a workbook (``opening.Book``) of one sheet under the file's own name."""

    tahun_1904 = False

    def __init__(self, name: str, text: str, sandi: str, limits: Limits) -> None:
        self._name, self._text, self.sandi, self._limits = name, text, sandi, limits
        self.names = (name,)

    def lines(self, index: int) -> Iterator[Line]:
        """The rows that hold anything, split as they are asked for."""
        del index
        return delimited.lines(self._name, self._text, self._limits)

    def merged(self, index: int) -> Ranges:
        """Plain text has no joined cells."""
        del index
        return ()

    def height(self, index: int) -> int:
        """The lines of the text; a quoted cell may stand on several."""
        del index
        return self._text.count("\n") + 1


def _decoded(name: str, content: bytes) -> tuple[str, str]:
    """(text, encoding). UTF-8 where it is valid, for no other encoding looks like it by chance; else cp1252, which
    Excel of a Western Windows writes. A file may be put together of both: each letter is read by what it is."""
    if not content.strip():
        raise refusals.empty(name)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(name, content, encoding), encoding
    if encoding := _unmarked_utf16(content[:_HEAD]):
        return _strict(name, content, encoding), "utf-16"
    head = content[:_HEAD]
    if content.startswith(_NO_TEXT) or len(_CONTROLS.findall(head)) > max(len(head) / _MANY, _FEW):
        raise refusals.not_a_workbook(name)
    if (at := content.find(b"\0")) >= 0:
        raise refusals.no_text(name, content.count(b"\n", 0, at) + 1)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strict(name, content, "utf-8", _OR_CP1252), "cp1252"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8; where they are no cp1252 either, the same error is raised."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    try:
        return error.object[error.start:error.end].decode("cp1252"), error.end
    except UnicodeDecodeError:
        raise error from None


_OR_CP1252 = "jamsos-or-cp1252"
codecs.register_error(_OR_CP1252, _as_cp1252)


def _strict(name: str, content: bytes, encoding: str, errors: str = "strict") -> str:
    try:
        text = content.decode(encoding, errors)
    except UnicodeDecodeError as error:
        raise refusals.no_text(name, content.count(b"\n", 0, error.start) + 1) from None
    if (at := text.find("\0")) >= 0:
        raise refusals.no_text(name, text.count("\n", 0, at) + 1)
    return text


def _unmarked_utf16(head: bytes) -> str:
    """Text of Latin letters in UTF-16 has a NUL beside every letter."""
    half = len(head) // 2
    if half < 8:
        return ""
    if head[1::2].count(0) > half * 0.8 and not head[0::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > half * 0.8 and not head[1::2].count(0) else ""
