"""Templat Jamsos Desa: a workbook to fill in by hand, whose columns the importer knows without being told.

One header row; every cell is text, so that Excel keeps all digits of a NIK and turns no date around; lists to choose
from are those of the policy in force, on a hidden sheet. The first row shows an example that is never taken in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jamsos_desktop.exchange.intake_template_columns import GUIDE, LISTS, TemplateColumn, template_columns
from jamsos_desktop.exchange.workbooks import NewBook
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.fields import Kind
from jamsos_desktop.model.parse import MONTH_IS_ENOUGH
from jamsos_desktop.policy import Policy
from jamsos_desktop.texts import column_letters, inside

SHEET = "Peserta"
MOST_ROWS = 5_000  # rows that are dressed: lists to choose from and checks while typing
_EXAMPLE_ROW, _FIRST_ROW = 1, 2
_TITLE, _MESSAGE, _NARROW, _WIDE = 32, 255, 9, 34  # what Excel allows in letters; widths of columns
_TEXT = 0x31  # Excel's own format for text
_STRICT, _LOOSE = "stop", "warning"
_OF_DIGITS = (Kind.DIGITS, Kind.PHONE, Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class _Check:
    """A check while typing: what Excel is told, and the sentence of a value it does not like."""

    rule: Mapping[str, object]
    pesan: str
    tegas: str = _LOOSE


def template_book(policy: Policy, today: date, kelompok: str = "", *, latihan: bool = False) -> bytes:
    """The workbook as bytes, for one group or ("") for all with a column that says which; ``latihan``: made at a
    practice."""
    columns = template_columns(policy, kelompok)
    made = NewBook("templat", "Templat Jamsos Desa", hari=today, keterangan=f"Ketentuan {policy.versi}",
                   latihan=latihan)
    looks = _looks(made.book)
    sheet, guide = made.sheet(sheet_name(kelompok)), made.sheet(GUIDE)
    ranges = _lists(made.book, columns)
    for at, column in enumerate(columns):
        _column(sheet, looks, at, column, ranges)
    sheet.set_row(0, 34)
    sheet.freeze_panes(1, _frozen(columns))
    # Numbers that are meant as text need no green corner.
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(len(columns) - 1)}{MOST_ROWS + 1}"})
    sheet.activate()
    _guide(guide, looks, columns, made.title(_how_to(kelompok)))
    return made.data()


def sheet_name(kelompok: str) -> str:
    """What the sheet to fill in is called: after the group where it is for one."""
    return code_label("kelompok", kelompok) if kelompok else SHEET


def _looks(book: Any) -> dict[str, Any]:
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#C8D1CC"}
    return {
        "wajib": book.add_format({**head, "bg_color": "#1E6B4C", "font_color": "#FFFFFF"}),
        "boleh": book.add_format({**head, "bg_color": "#E7ECE9", "font_color": "#1D2521"}),
        "isi": book.add_format({"num_format": _TEXT}),
        "contoh": book.add_format({"num_format": _TEXT, "italic": True, "font_color": "#6B7671",
                                   "bg_color": "#F4F6F5"}),
        "judul": book.add_format({"bold": True, "font_size": 14}),
        "tebal": book.add_format({"bold": True, "bg_color": "#E7ECE9", "border": 1, "border_color": "#C8D1CC"}),
        "teks": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _frozen(columns: Sequence[TemplateColumn]) -> int:
    """Columns up to the name stay in sight."""
    return next((at for at, column in enumerate(columns, 1) if column.kunci == "nama"), 0)


def _lists(book: Any, columns: Sequence[TemplateColumn]) -> dict[tuple[str, ...], str]:
    """Each list on the hidden sheet once, one below the other; what is chosen from -> where it stands there.

    Side by side their rows would look like people to whoever counts them.
    """
    hidden, found, row = book.add_worksheet(LISTS), dict[tuple[str, ...], str](), 0
    for column in columns:
        if not column.pilihan or column.pilihan in found:
            continue
        for at, text in enumerate((column.judul, *column.pilihan), row):
            hidden.write_string(at, 0, text)
        found[column.pilihan] = f"={LISTS}!$A${row + 2}:$A${row + len(column.pilihan) + 1}"
        row += len(column.pilihan) + 2
    hidden.hide()
    return found


def _column(sheet: Any, looks: Mapping[str, Any], at: int, column: TemplateColumn,
            ranges: Mapping[tuple[str, ...], str]) -> None:
    width = max(_NARROW, len(column.contoh) + 2, min(len(column.judul), 14) + 2,
                *(len(text) + 3 for text in column.pilihan))
    sheet.set_column(at, at, min(_WIDE, width), looks["isi"])
    sheet.write_string(0, at, column.judul, looks["wajib" if column.wajib else "boleh"])
    sheet.write_string(_EXAMPLE_ROW, at, column.contoh, looks["contoh"])
    told = {"input_title": column.judul[:_TITLE], "input_message": column.penjelasan[:_MESSAGE]}
    check = _check(column, at, ranges)
    sheet.data_validation(_FIRST_ROW, at, MOST_ROWS, at, {
        **check.rule, **told, "error_title": column.judul[:_TITLE], "error_message": check.pesan[:_MESSAGE],
        "error_type": check.tegas})


def _check(column: TemplateColumn, at: int, ranges: Mapping[tuple[str, ...], str]) -> _Check:
    """Only lists of fixed codes are strict: what somebody was told must always be possible to write down."""
    field, cell = column.field, f"{column_letters(at)}{_FIRST_ROW + 1}"
    if column.pilihan:
        tail = "Pilih dari daftar." if column.tertutup else "Pilih dari daftar bila ada. Yang lain boleh diketik."
        return _Check({"validate": "list", "source": ranges[column.pilihan]}, tail,
                      _STRICT if column.tertutup else _LOOSE)
    if field.kind is Kind.NIK:
        bare = f'SUBSTITUTE(SUBSTITUTE({cell}," ",""),".","")'
        return _Check({"validate": "custom", "value": f"=LEN({bare})=16"},
                      f"{column.judul} harus 16 angka. Cocokkan dengan KTP atau Kartu Keluarga.")
    if field.kind is Kind.DATE:
        # A first day of work may be told by its month alone ("3/2024"); a day is at least "1/2/1984".
        month, least = (", atau bulan/tahun", 6) if field.key in MONTH_IS_ENOUGH else ("", 8)
        return _Check({"validate": "length", "criteria": "between", "minimum": least, "maximum": 20},
                      f"Tulis hari/bulan/tahun, misalnya 14/08/1984{month}.")
    most = field.length or field.most
    return _Check({"validate": "length", "criteria": "<=", "value": most},
                  f"{column.judul} paling panjang {most} {'angka' if field.kind in _OF_DIGITS else 'huruf'}.")


_STEPS = (
    "Isi satu orang di satu baris, mulai di bawah baris contoh.",
    "Kolom hijau wajib diisi. Kolom abu-abu boleh kosong, kecuali disebut wajib di bawah.",
    "Salin NIK dan nomor KK sebagai angka 16 digit. Semua sel sudah berupa teks.",
    "Tulis tanggal sebagai hari/bulan/tahun, misalnya 14/08/1984.",
    "Klik panah di sel untuk memilih dari daftar.",
    "Jangan ubah judul kolom. Kolom yang tidak dipakai boleh dihapus.",
    "Simpan, lalu pilih Excel ini di halaman Impor Excel.",
)


def _how_to(kelompok: str) -> str:
    whom = f" untuk {inside(code_label('kelompok', kelompok))}" if kelompok else ""
    return f"Cara mengisi templat{whom}"


def _guide(sheet: Any, looks: Mapping[str, Any], columns: Sequence[TemplateColumn], title: str) -> None:
    sheet.write_string(0, 0, title, looks["judul"])
    for row, step in enumerate(_STEPS, 2):
        sheet.write_string(row, 0, f"{row - 1}. {step}")
    top = len(_STEPS) + 3
    for at, (title, width) in enumerate((("Kolom", 34), ("Petunjuk", 104))):
        sheet.set_column(at, at, width)
        sheet.write_string(top, at, title, looks["tebal"])
    for row, column in enumerate(columns, top + 1):
        for at, text in enumerate((f"{column.judul}{' (wajib)' if column.wajib else ''}", column.penjelasan)):
            sheet.write_string(row, at, text, looks["teks"])
