"""Step 3: what came in, what did not and why, and what may follow."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QTableView, QVBoxLayout, QWidget

from jamsos_desktop.desk import Imported, ImportSource
from jamsos_desktop.texts import number, screen_date
from ui import theme
from ui.pages.impor_rows import REASON, RESULT, WIDTHS, ImportRows
from ui.pages.impor_undo import UndoStrip
from ui.widgets import Button, Card, ColumnFit, EmptyState, IconLabel, Label, StatusChipDelegate, set_up_table

FIGURES = (("siap", "check-circle-fill", "ok", "siap"),
           ("perlu_dilengkapi", "pencil", "text_2", "perlu dilengkapi"),
           ("ditahan", "x-octagon-fill", "error", "ditahan"), ("dilewati", "dash-circle", "text_2", "dilewati"))
SIDE, SIDE_NARROW, NARROW_BELOW = 330, 250, 1080


class DoneView(QWidget):
    """Left the sums and the ways on, right who stayed out, row by row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.undo_strip = UndoStrip(self)
        column.addWidget(self.undo_strip)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._sums())
        row.addWidget(self._stayed(), 1)
        column.addLayout(row, 1)

    def _sums(self) -> Card:
        card = Card("Sudah masuk", parent=self)
        card.setFixedWidth(theme.px(SIDE))
        self.side = card
        self.total, self.file = Label("", "section", wrap=True), Label("", "soft", wrap=True)
        card.body.addWidget(self.total)
        card.body.addWidget(self.file)
        grid = QGridLayout()
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        self.figures: dict[str, Label] = {}
        for at, (hasil, icon, role, words) in enumerate(FIGURES):
            grid.addWidget(IconLabel(icon, role, 14), at, 0)
            self.figures[hasil] = Label("", "strong", wrap=False)
            self.figures[hasil].setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self.figures[hasil], at, 1)
            grid.addWidget(Label(words, "body"), at, 2)
        card.body.addLayout(grid)
        self.people = Button("Lihat peserta", "primary", "people")
        self.fill = Button("Isi cepat...", icon="pencil")
        self.list = Button("Simpan daftar masalah", icon="download")
        self.next = Button("Lembar berikut", icon="file-earmark-spreadsheet")
        self.other = Button("Impor Excel lain")
        for button in (self.people, self.fill, self.next, self.list, self.other):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            card.body.addWidget(button)
        card.body.addStretch(1)
        line = QFrame()
        line.setProperty("line", True)
        line.setFixedHeight(1)
        card.body.addWidget(line)
        self.until = Label("", "caption")
        self.undo = Button("Urungkan impor ini...", "link")
        card.body.addWidget(self.until)
        card.body.addWidget(self.undo)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(theme.px(SIDE_NARROW if self.width() < theme.px(NARROW_BELOW) else SIDE))

    def _stayed(self) -> Card:
        card = Card("Tidak masuk", parent=self, margins=(0, 0, 0, 0))
        self.rows, self.table = ImportRows(), QTableView(card)
        self.table.setModel(self.rows)
        set_up_table(self.table)
        self.table.setProperty("bare", True)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setItemDelegateForColumn(RESULT, StatusChipDelegate(self.table))
        self.table.setAccessibleName("Baris yang tidak masuk")
        ColumnFit(self.table, WIDTHS, REASON, ())
        self.nobody = EmptyState("check-circle-fill", "Semua baris masuk", "Tidak ada yang ditahan atau dilewati.",
                                 parent=card, bare=True)
        card.body.addWidget(self.table)
        card.body.addWidget(self.nobody)
        return card

    def show_report(self, source: ImportSource, report: Imported, until: str) -> None:
        """``until``: ISO day until which the import can be taken back, "" where it cannot."""
        total = report.totals()
        self.total.setText(f"{number(total['masuk'])} dari {number(total['baris'])} baris masuk")
        self.file.setText(f"{source.nama}, lembar {report.lembar}")
        for hasil, label in self.figures.items():
            label.setText(number(total[hasil]))
        stayed = [row for row in report.rows if row.hasil in ("ditahan", "dilewati")]
        self.rows.set_lines(sorted(stayed, key=lambda row: (row.hasil == "dilewati", row.baris)))
        self.table.setVisible(bool(stayed))
        self.nobody.setVisible(not stayed)
        if stayed:
            self.table.selectRow(0)
        self.list.setEnabled(any(row.pesan for row in report.rows))
        self.fill.setVisible(total["masuk"] > 0)
        self._show_next(source)
        self.undo.setVisible(bool(until))
        self.until.setText(f"Bisa diurungkan sampai {screen_date(date.fromisoformat(until))}." if until else "")
        self.people.setFocus()

    def _show_next(self, source: ImportSource) -> None:
        """The next sheet that seems to hold people."""
        sheet = source.sheet
        self.next_sheet = next((at + 1 for at in range(sheet.nomor, len(sheet.lembar))
                                if at < len(sheet.orang) and sheet.orang[at]), 0)
        self.next.setVisible(self.next_sheet > 0)
        if self.next_sheet:
            at = self.next_sheet - 1
            self.next.set_text(f"Lembar berikut ({sheet.lembar[at]}, {number(sheet.orang[at])} orang)")

    next_sheet = 0
