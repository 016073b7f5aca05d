"""The child behind the hidden verb ``_baca-lembar``: opens one workbook and writes its rows to the pipe.

A hostile workbook can end the process that parses it (one with only A1 and XFD1048576 aborts the
parser), so it is parsed here and never in the program. The child gets a path and limits, writes
NDJSON lines of ``sheet.Message`` to standard output, and touches nothing else.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from jamsos_desktop import apart
from jamsos_desktop.intake import refusals
from jamsos_desktop.intake.sheet import MIB, Done, Limits, Line, Message, Opened, Refused
from jamsos_desktop.problems import Problem

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
# The stream that holds a password-protected workbook inside an OLE file, as its directory spells it.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# Names of parts that only a workbook has (.xlsx and .xlsb, .ods, .xls): broken, if it cannot be opened.
_WORKBOOK_PARTS = (b"xl/workbook.", b"content.xml", "Workbook".encode("utf-16-le"))
# Excel keeps 15 digits of a number; above that the text would pretend to digits that are gone.
_EXACT = 10**15


def main(argv: Sequence[str]) -> int:
    """``argv``: path, sheet number from 1, limits as JSON. Returns the exit code: 0 sent, 1 refused."""
    path, sheet = Path(argv[0]), int(argv[1])
    limits = msgspec.json.decode(argv[2], type=Limits)
    apart.bound(limits.memory)
    with open(1, "wb", closefd=False) as out:  # not sys.stdout: a program without a console has none
        try:
            for message in messages(path, sheet, limits):
                _send(out, message)
        except Problem as problem:
            _send(out, Refused(problem.kode, problem.apa, problem.aman, problem.cara))
            return 1
        except MemoryError:
            too_large = refusals.too_large(path.name)
            _send(out, Refused(too_large.kode, too_large.apa, too_large.aman, too_large.cara))
            return 1
    return 0


def _send(out: IO[bytes], message: Message) -> None:
    out.write(msgspec.json.encode(message) + b"\n")


def messages(path: Path, number: int, limits: Limits) -> Iterator[Message]:
    """The lines of the pipe for one sheet. Raises ``Problem`` for what cannot be taken in."""
    content = _content(path, limits)
    _scan(path.name, content, limits)
    book = _open(path.name, content)
    names = tuple(book.sheet_names)
    if not 1 <= number <= len(names):
        raise refusals.no_such_sheet(path.name, number, len(names))
    sheet = _sheet(path.name, book, number - 1)
    yield Opened(names[number - 1], names, sheet.end[0] + 1 if sheet.end else 0)
    sent = 0
    for line in _lines(path.name, sheet, limits):
        sent += 1
        yield line
    if not sent:
        raise refusals.empty(path.name)
    yield Done(sent)


def _content(path: Path, limits: Limits) -> bytes:
    """The whole file, read once, so that what was scanned is what is parsed."""
    with path.open("rb") as file:
        content = file.read(limits.file + 1)
    if not content:
        raise refusals.empty(path.name)
    if len(content) > limits.file:
        raise refusals.too_large(path.name)
    return content


def _scan(name: str, content: bytes, limits: Limits) -> None:
    """Refuse by the first bytes and by the zip's own table, before anything is unpacked."""
    if content.startswith(OLE):
        if _LOCKED in content:
            raise refusals.protected(name)
        return
    if not content.startswith(b"PK"):
        raise refusals.not_a_workbook(name)
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        raise refusals.damaged(name) from None
    if any(part.flag_bits & 1 for part in parts):
        raise refusals.protected(name)
    if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked:
        raise refusals.too_large(name)
    if any(_swollen(part, limits) for part in parts):
        raise refusals.too_large(name)


def _swollen(part: zipfile.ZipInfo, limits: Limits) -> bool:
    if part.file_size > limits.part:
        return True
    return part.file_size > MIB and part.file_size > limits.ratio * max(part.compress_size, 1)


def _open(name: str, content: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        raise refusals.protected(name) from None
    except (CalamineError, OSError, ValueError):
        broken = any(part in content for part in _WORKBOOK_PARTS)
        raise (refusals.damaged(name) if broken else refusals.not_a_workbook(name)) from None


def _sheet(name: str, book: CalamineWorkbook, index: int) -> CalamineSheet:
    from python_calamine import CalamineError

    try:
        return book.get_sheet_by_index(index)
    except (CalamineError, OSError, ValueError):
        raise refusals.damaged(name) from None


def _lines(name: str, sheet: CalamineSheet, limits: Limits) -> Iterator[Line]:
    """Rows that hold anything, numbered as Excel numbers them."""
    first = sheet.start
    if first is None:
        return
    size = count = 0
    # iter_rows begins at row 1 of the sheet, but at the first column that holds anything.
    before = ("",) * first[1]
    for nomor, row in enumerate(sheet.iter_rows(), start=1):
        texts, angka = _cells(row, limits.columns)
        if not texts:
            continue
        count, size = count + 1, size + sum(map(len, texts))
        if count > limits.rows or size > limits.text:
            raise refusals.too_large(name)
        yield Line(nomor, before + tuple(texts), tuple(i + len(before) for i in angka))


def _cells(row: Sequence[Any], most: int) -> tuple[list[str], list[int]]:
    texts, angka, last = [], [], 0
    for index, value in enumerate(row[:most]):
        text = cell_text(value)
        texts.append(text)
        if text:
            last = index + 1
        if type(value) in (int, float):
            angka.append(index)
    return texts[:last], angka


def cell_text(value: Any) -> str:
    """A cell as a person reads it in Excel: 900000, 14/08/1984, 7.40211E+15 for lost digits."""
    kind = type(value)
    if kind is str:
        return str(value).strip()
    if kind in (int, float):
        return _number_text(value)
    if kind is bool:
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.date):
        day = f"{value.day:02}/{value.month:02}/{value.year:04}"
        at = value.time() if isinstance(value, datetime.datetime) else datetime.time()
        return day if at == datetime.time() else f"{day} {at:%H.%M}"
    return f"{value:%H.%M}" if isinstance(value, datetime.time) else str(value)


def _number_text(value: float) -> str:
    if abs(value) >= _EXACT:
        return f"{value:.5E}"
    return f"{value:.15g}"
