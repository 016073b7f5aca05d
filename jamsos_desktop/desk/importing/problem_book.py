"""The rows held back, passed over or incomplete, with the reason, as a workbook that can be mended and taken again.

Its rows are those of the sheet, cells typed over taken along; its header is read the same way as the sheet was, so that
what was chosen by hand need not be chosen again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.importing.problems import cell_key, lack_words
from jamsos_desktop.desk.importing.records import (
    DILEWATI,
    DITAHAN,
    PERLU,
    REPLACED_MARK,
    Imported,
    ImportedRow,
    ImportPlan,
    ImportSource,
    RowProblem,
)
from jamsos_desktop.exchange.mend_book import SHEET as BOOK_SHEET
from jamsos_desktop.exchange.mend_book import TITLES, MendRow, mend_book
from jamsos_desktop.intake import Column, Sheet, SheetRow, recognise
from jamsos_desktop.intake.merged import carried
from jamsos_desktop.intake.targets import TARGETS, UNUSED
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.fields import BY_KEY, HEIR, Kind
from jamsos_desktop.model.parse import clean
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import column_letters

_WORDS = {DITAHAN: "Ditahan", PERLU: "Perlu dilengkapi", DILEWATI: "Dilewati"}
_TO_ADD = "Tambahkan kolomnya di sini, atau isi lewat Isi cepat."
_TINTED = ("ditahan", "periksa")
_SERIAL = re.compile(r"\d{4,5}", re.ASCII)
_PLACE_AND_DAY, _GROUP = "tempat_tanggal_lahir", "kelompok"
_LATER = 1462  # days between the two systems by which Excel counts


def book_job(ctx: Context, source: ImportSource, report: Imported, plan: ImportPlan) -> Job[bytes]:
    """``plan``: the one the report was made under, with the group that it came to. Problem TANPA_MASALAH."""
    told = [line for line in report.rows if line.hasil in _WORDS and (line.nama or line.hasil != DILEWATI)]
    if not told:
        raise Problem("TANPA_MASALAH", "Semua orang di lembar ini masuk tanpa masalah.", TIDAK_BERUBAH,
                      "Tidak ada daftar yang perlu disimpan.")
    cells = _Cells(source.sheet, report, plan)
    problems: dict[int, list[RowProblem]] = {}
    for problem in report.problems:
        problems.setdefault(problem.baris, []).append(problem)
    tints: dict[int, dict[int, str]] = {}
    for (row, column), mark in report.marks.items():
        if mark.tingkat in _TINTED:
            tints.setdefault(row, {})[column] = mark.tingkat
    rows = [MendRow(line.baris, _WORDS[line.hasil], *_why(line, problems.get(line.baris, []), cells.empty(line)),
                    cells.of(line.baris), line.hasil == DITAHAN, tints.get(line.baris, {})) for line in told]
    return (yield from mend_book(cells.settle([row.texts for row in rows]), rows, ctx.today, latihan=ctx.latihan))


def _why(line: ImportedRow, problems: Sequence[RowProblem], empty: Sequence[str]) -> tuple[str, str]:
    """What is wrong, and what to do; one line each for everything about the row. ``empty``: keys of its columns in
    which most people have nothing, so that no problem names them."""
    named = {one.key for one in problems}
    said = [(one.judul, one.cara) for one in problems]
    said += [lack_words(key) for key in empty if cell_key(key) not in named]
    if not said:
        return line.pesan, _TO_ADD if line.hasil == PERLU else ""
    return ("\n".join(dict.fromkeys(clean(judul) for judul, _ in said)),
            "\n".join(dict.fromkeys(clean(cara) for _, cara in said if cara)))


class _Cells:
    """The cells of each row as they count: with what was typed over, what a merged cell above says, and in columns of
    their own what stands in a banner above the row, was given to a field that has no column, or chosen for all."""

    def __init__(self, sheet: Sheet, report: Imported, plan: ImportPlan) -> None:
        layout = report.layout
        self._plan, self._marks, self._later = plan, report.marks, sheet.tahun_1904
        self._fields = {key for target in layout.keys.values() for key in TARGETS[target].fields}
        self._dates = frozenset(at for at, target in layout.keys.items() if _is_date(target))
        self._rows = {row.nomor: row for row in sheet.rows}
        self._carried = carried(sheet, layout)
        self._at = {target: column for column, target in sorted(layout.keys.items(), reverse=True)}
        self._banners = layout.banners
        own = max((len(row.texts) for row in sheet.rows), default=0)
        named = {column.at: column for column in layout.columns}
        width = max(own, *(at + 1 for at in named)) if named else own
        self._group = code_label("kelompok", plan.kelompok)
        extra = [banner.key for banner in layout.banners] + [key for _, key in plan.nilai]
        extra += [_GROUP] if self._group else []
        self._extra = [key for key in dict.fromkeys(extra) if key not in self._at and key in TARGETS]
        self._width = width
        self._named = [named.get(at, Column(at, "")) for at in range(width)]

    def settle(self, rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        """A title for each column, those of the sheet as far as they say in this book what they said there.

        What stood above a header, in two rows of it or in other rows of the column is not here any more.
        """
        added = tuple(TARGETS[key].label for key in self._extra)
        own = tuple(column.judul or f"Kolom {column_letters(column.at)}" for column in self._named)
        lines = [SheetRow(1, (*TITLES, *own, *added)),
                 *(SheetRow(nth, ("1", "", "", "", *texts)) for nth, texts in enumerate(rows, 2))]
        seen = recognise(Sheet(BOOK_SHEET, (BOOK_SHEET,), tuple(lines))).keys
        columns = zip(self._named, own, strict=True)
        return (*(title if seen.get(len(TITLES) + n, UNUSED) == column.sasaran else _title(column)
                  for n, (column, title) in enumerate(columns)), *added)

    def empty(self, line: ImportedRow) -> list[str]:
        """Keys that somebody lacks and a column here has."""
        return [key for key in line.kurang if cell_key(key) in self._fields]

    def of(self, baris: int) -> tuple[str, ...]:
        row = self._rows[baris]
        given = {key: text for (number, key), text in self._plan.nilai.items() if number == baris}
        instead = {self._at[key]: text for key, text in given.items() if key in self._at}
        born = self._at.get(_PLACE_AND_DAY)
        if born is not None and "tanggal_lahir" in given and "tanggal_lahir" not in self._at:
            place = given.pop("tempat_lahir", "") or _before_day(self._text(row, born))
            instead[born] = f"{place}, {given.pop('tanggal_lahir')}".strip(" ,")
        return (*(instead[at] if at in instead else self._text(row, at) for at in range(self._width)),
                *(given.get(key) or self._above(baris, key) for key in self._extra))

    def _text(self, row: SheetRow, at: int) -> str:
        typed = self._plan.isi.get((row.nomor, at))
        if typed is not None:
            return typed
        text = row.text(at) or self._carried.get(row.nomor, {}).get(at, "")
        return self._day(row.nomor, at, text) if at in self._dates else text

    def _day(self, baris: int, at: int, text: str) -> str:
        """A date as it was read: the few rows here no longer show the order of their column, and count from 1900."""
        mark = self._marks.get((baris, at))
        if mark is not None and mark.tingkat == REPLACED_MARK and mark.teks:
            return mark.teks
        return str(int(text) + _LATER) if self._later and _SERIAL.fullmatch(text) else text

    def _above(self, baris: int, key: str) -> str:
        if key == _GROUP:
            return self._group
        return next((banner.teks for banner in reversed(self._banners)
                     if banner.key == key and banner.mulai <= baris < banner.sampai), "")


def _before_day(text: str) -> str:
    """The place in a cell that holds place and date of birth."""
    return text[:next((at for at, letter in enumerate(text) if letter.isdigit()), len(text))].strip(" ,/")


def _is_date(target: str) -> bool:
    key = target.removesuffix(HEIR)
    return key in BY_KEY and BY_KEY[key].kind is Kind.DATE


def _title(column: Column) -> str:
    """What a column is called when its own title would be read otherwise."""
    if column.sasaran:
        return TARGETS[column.sasaran].label
    return f"Tidak dipakai: {column.judul or column_letters(column.at)}"

