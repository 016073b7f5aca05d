"""Policy tables as a spreadsheet program leaves them: read back into the one form that is kept.

Excel writes a mark before UTF-8, separates by ";" and uses the decimal comma where Windows does, and shows
dates its own way; 31/12/2026 is taken back to 2026-12-31. A date in the American order is refused by the
reader, because it has no leading zeros or no such month.
"""

from __future__ import annotations

import csv
import io
import re

from jamsos_desktop.policy.rows import damaged

_MARK = b"\xef\xbb\xbf"
_DAY = re.compile(r"(0[1-9]|[12][0-9]|3[01])[/.-](0[1-9]|1[0-2])[/.-]([0-9]{4})")
_DATES = ("berlaku_mulai", "berlaku_sampai", "tanggal")
_NUMBERS = ("persen", "nilai")
_DECIMAL = re.compile(r"[0-9]+,[0-9]+")


def to_sheet(data: bytes) -> bytes:
    """A kept table for editing: the same with the mark by which Excel knows UTF-8."""
    return data if data.startswith(_MARK) else _MARK + data


def from_sheet(file: str, data: bytes) -> bytes:
    """An edited table in the kept form: UTF-8, commas, ISO dates, decimal points, no empty rows.

    Raises Problem KETENTUAN_RUSAK when it is no text in UTF-8.
    """
    try:
        text = data.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError:
        damaged(file, 0, "isinya tidak terbaca, simpan sebagai CSV UTF-8")
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
                if any(cell.strip() for cell in row)]
    except csv.Error:
        damaged(file, 0, "isinya tidak terbaca")
    head = [name.strip() for name in rows[0]] if rows else []
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    for row in rows[1:]:
        names = [*head, *[""] * (len(row) - len(head))]
        writer.writerow([_cell(name, cell) for name, cell in zip(names, row, strict=False)])
    return out.getvalue().encode()


def _cell(name: str, cell: str) -> str:
    cell = cell.strip()
    if name in _DATES and (found := _DAY.fullmatch(cell)):
        return f"{found[3]}-{found[2]}-{found[1]}"
    if name in _NUMBERS and _DECIMAL.fullmatch(cell):
        return cell.replace(",", ".")
    return cell
