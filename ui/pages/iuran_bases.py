"""Choosing what dues of PU are computed from, with what it would cost; and noting that BPJS confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from jamsos_desktop.desk import Desk, WageBaseRow
from jamsos_desktop.model.budget import WhatIf
from jamsos_desktop.model.dues import WageBase
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import rupiah, rupiah_of_sen, screen_date
from ui.pages.bpjs_sheets import Sheet, needed_day
from ui.pages.iuran_sheets import fit_height
from ui.widgets import FieldRow, Label, NoteStrip, clear_layout

PILIHAN = {"siltap": "Siltap jabatan", "upah": "Upah yang diketik", "ump": "UMP provinsi", "umk": "UMK kabupaten",
           "nominal": "Angka sendiri"}
MOST_EXAMPLES = 6


def whole_rupiah(text: str) -> int | None:
    """Typed rupiah, None for an empty field."""
    typed = "".join(letter for letter in text if letter.isdigit())
    return int(typed) if typed else None


class WageSheet(Sheet):
    """The wage base of one kelompok and year, and what the year would cost with it."""

    def __init__(self, parent: QWidget | None, desk: Desk, tahun: int, kelompok: str = "") -> None:
        super().__init__(parent, "Ubah dasar upah", "Iuran PU tahun dan kelompok ini dihitung dari dasar ini.",
                         "Simpan dasar upah", wide=520)
        self._desk = desk
        self.tahun = FieldRow("Tahun", choices={str(year): str(year) for year in (tahun, tahun + 1)})
        self.tahun.set_text(str(tahun))
        self.rows = {row.kelompok: row for row in desk.wage_bases(tahun)}
        self.kelompok = FieldRow("Kelompok", choices={code: desk.label("kelompok", code) for code in self.rows})
        self.kelompok.set_text(kelompok if kelompok in self.rows else next(iter(self.rows), ""))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.tahun, 1)
        top.addWidget(self.kelompok, 2)
        self.fields.addLayout(top)
        self.choice = self.add(FieldRow("Dasar upah", choices=PILIHAN))
        self.money = self.add(FieldRow("Upah sebulan", "Rupiah bulat tiap orang.", money=True, placeholder=""))
        self.paper = self.add(FieldRow("Dasar tertulis", "Surat atau peraturan yang memuat angkanya.",
                                       placeholder="misalnya Perdes APBDes 2026"))
        self.examples = QGridLayout()
        self.examples.setHorizontalSpacing(12)
        self.examples.setVerticalSpacing(2)
        self.fields.addLayout(self.examples)
        self.note = NoteStrip("info", "")
        self.fields.addWidget(self.note)
        self.tahun.changed.connect(lambda _: self._show_row())
        self.kelompok.changed.connect(lambda _: self._show_row())
        self.choice.changed.connect(lambda _: self._look())
        self.money.changed.connect(lambda _: self._look())
        self._show_row()
        self.choice.edit.setFocus()

    @property
    def row(self) -> WageBaseRow:
        """What holds now for the year and kelompok chosen."""
        return self.rows[self.kelompok.text()]

    def _show_row(self) -> None:
        self.rows = {row.kelompok: row for row in self._desk.wage_bases(int(self.tahun.text()))}
        self.choice.set_text(self.row.pilihan)
        own = self.row.rupiah if self.row.pilihan == "nominal" else None
        self.money.set_text(rupiah(own).removeprefix("Rp ") if own else "")
        self.paper.set_text(self.row.dasar)
        clear_layout(self.examples)
        for at, (label, worth) in enumerate(self.row.contoh[:MOST_EXAMPLES]):
            self.examples.addWidget(Label(f"{label}, sekarang", "soft"), at, 0)
            self.examples.addWidget(Label(rupiah(worth)), at, 1)
        self.examples.setColumnStretch(0, 1)
        self._look()

    def _look(self) -> None:
        """What the year would cost with the choice as it stands."""
        own = self.choice.text() == "nominal"
        self.money.setVisible(own)
        self.wrong.hide()
        try:
            year, base = int(self.tahun.text()), self._base()
            now = self._desk.budget(year)
            then = self._desk.budget(year, WhatIf(dasar=MappingProxyType({self.kelompok.text(): base})))
        except Problem as problem:
            self.note.set("warn", str(problem))
        else:
            self.note.set("info", f"Iuran semua orang tahun {year} {rupiah_of_sen(now.sen)}, tidak berubah."
                          if now.sen == then.sen else
                          f"Iuran semua orang tahun {year} menjadi {rupiah_of_sen(then.sen)},"
                          f" sekarang {rupiah_of_sen(now.sen)}.")
        fit_height(self)

    def _base(self) -> WageBase:
        choice = self.choice.text()
        money = whole_rupiah(self.money.text()) if choice == "nominal" else None
        if choice == "nominal" and money is None:
            raise Problem("DASAR_UPAH_SALAH", "Upah sebulan belum diisi.", "",
                          "Tulis rupiah bulat, misalnya 2.500.000.")
        return WageBase(choice, money)

    def act(self) -> None:
        base = self._base()
        self._desk.set_wage_base(int(self.tahun.text()), self.kelompok.text(), base.pilihan, base.rupiah,
                                 self.paper.text().strip())


class ConfirmSheet(Sheet):
    """The day BPJS confirmed a base, and by which letter."""

    def __init__(self, parent: QWidget | None, desk: Desk, rows: Sequence[WageBaseRow], today: date) -> None:
        super().__init__(parent, "Tandai sudah dikonfirmasi",
                         "Catat hanya bila BPJS sudah menjawab. Tanda belum dikonfirmasi hilang dari layar dan kertas.",
                         "Tandai dikonfirmasi", wide=500)
        self._desk = desk
        self._rows = {row.kelompok: row for row in rows}
        names = {code: f"{desk.label('kelompok', code)}, {row.kata}" + ("" if str(row.tahun) in row.kata else
                                                                        f" {row.tahun}")
                 for code, row in self._rows.items()}
        self.kelompok = self.add(FieldRow("Dasar upah", choices=names))
        self.kelompok.set_text(next(iter(names), ""))
        self.day = self.add(FieldRow("Tanggal jawaban", "Lihat surat BPJS.", date=True))
        self.day.set_text(screen_date(today))
        self.paper = self.add(FieldRow("Surat BPJS", "Nomor surat atau cara menjawab.",
                                       placeholder="misalnya B/112/112026"))
        self.kelompok.edit.setFocus()

    def act(self) -> None:
        row = self._rows[self.kelompok.text()]
        self._desk.confirm_wage_base(row.tahun, row.kelompok, needed_day(self.day),
                                     self.paper.text().strip() or row.dasar)
