"""Two small windows of Riwayat: the code on a printed recap, and which day is to be printed."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import screen_date
from ui.pages.bpjs_sheets import Sheet
from ui.widgets import FieldRow
from ui.widgets.edits import DateEdit

SIZES = {"A5": "A5 (setengah A4)", "A4": "A4", "F4": "F4"}


class PaperCodeSheet(Sheet):
    """``value``: (number of the entry, kode periksa as typed)."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Cocokkan dengan rekap di kertas",
                         "Salin dari rekap harian yang sudah dicetak, atau tanyakan DPMD.", "Periksa riwayat")
        self.number = FieldRow("Nomor catatan", "Lihat baris \u201cKode periksa catatan no.\u201d di rekap.")
        self.code = FieldRow("Kode periksa", "Dua belas huruf dan angka, misalnya 9C41-E07B-55D2.")
        self.fields.addWidget(self.number)
        self.fields.addWidget(self.code)
        self.number.edit.setFocus()

    def act(self) -> None:
        typed = self.number.text().strip().replace(".", "")
        if not (typed.isascii() and typed.isdigit() and len(typed) <= 12):
            self.number.edit.setFocus()
            raise Problem("NOMOR_SALAH", "Nomor catatan belum berupa angka.", "", "Salin nomornya dari rekap.")
        self.value = (int(typed), self.code.text().strip())


class DaySheet(Sheet):
    """``value``: (day, paper size)."""

    def __init__(self, parent: QWidget | None, today: date) -> None:
        super().__init__(parent, "Rekap harian", "Yang dikerjakan pada satu hari, oleh siapa, dan kode periksanya.",
                         "Buat rekap")
        self.day = FieldRow("Hari", "Bawaan: hari ini.", date=True)
        self.size = FieldRow("Kertas", choices=SIZES)
        self.day.set_text(screen_date(today))
        self.size.set_text("A5")
        self.fields.addWidget(self.day)
        self.fields.addWidget(self.size)
        self.day.edit.setFocus()

    def act(self) -> None:
        edit = self.day.edit
        day = edit.value() if isinstance(edit, DateEdit) else None
        if day is None:
            edit.setFocus()
            raise Problem("TANGGAL_SALAH", "Tanggal ini tidak terbaca.", "", "Tulis misalnya 21/11/2026.")
        self.value = (day, self.size.text())
