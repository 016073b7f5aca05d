"""Step 1: drop a workbook or choose one, make the template, and the imports of the past with their way back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from jamsos_desktop.desk import PastImport
from jamsos_desktop.texts import clock, number, screen_date, title_name
from ui import theme
from ui.pages.impor_undo import UndoStrip, open_until
from ui.widgets import (
    Button,
    Card,
    ColumnFit,
    EmptyState,
    IconLabel,
    Label,
    LinesTable,
    StatusChipDelegate,
    set_up_table,
)

TITLES = ("Kapan", "Excel", "Lembar", "Masuk", "Oleh", "Bisa diurungkan")
WIDTHS = (130, 200, 120, 150, 130, 190)
FILE, SHEET, WHO, UNTIL = 1, 2, 4, 5
DROP_HIGH, KNOWN_WIDE = 220, 330
KNOWN = (("file-earmark-check", "Templat Jamsos Desa", "Dengan daftar pilihan dan contoh."),
         ("database-check", "Data penduduk OpenSID", "43 kolom, kode atau kata."),
         ("person-vcard", "Daftar Dukcapil dan BIP", "Per keluarga, nomor KK di atasnya."),
         ("shield-check", "Daftar tenaga kerja BPJS", "F1a, F1b, F2a dan templat SIPP."),
         ("file-earmark-spreadsheet", "Daftar biasa", "Urutan kolom bebas, boleh tanpa judul."))
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class PastTable(LinesTable[PastImport]):
    """One line per import, newest first."""

    titles, chip = TITLES, UNTIL

    def texts(self, line: PastImport) -> tuple[str, ...]:
        return _words(line)

    def look(self, line: PastImport) -> tuple[str, str, str]:
        return _until(line)


def _words(row: PastImport) -> tuple[str, ...]:
    when = datetime.fromisoformat(row.waktu)
    total = row.jumlah
    held = f", {number(total['ditahan'])} ditahan" if total.get("ditahan") else ""
    return (f"{screen_date(when.date())} {clock(when)}", row.berkas, row.lembar,
            f"{number(total.get('masuk', 0))} dari {number(total.get('baris', 0))}{held}", title_name(row.oleh),
            _until(row)[1])


def _until(row: PastImport) -> tuple[str, str, str]:
    if row.dibatalkan:
        return "arrow-left", f"Diurungkan {screen_date(date.fromisoformat(row.dibatalkan[:10]))}", "neutral"
    if row.sampai:
        return "clock", f"Sampai {screen_date(date.fromisoformat(row.sampai))}", "info"
    return "lock", "Lewat 30 hari", "neutral"


def _known_card(parent: QWidget) -> Card:
    """Which lists need no matching by hand."""
    card = Card("Dikenali sendiri", parent=parent, margins=(12, 10, 12, 10))
    card.setFixedWidth(theme.px(KNOWN_WIDE))
    for icon, what, words in KNOWN:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, "accent", 16), 0, Qt.AlignmentFlag.AlignTop)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(Label(what, "strong", wrap=False))
        both.addWidget(Label(words, "caption", wrap=True))
        row.addLayout(both, 1)
        card.body.addLayout(row)
    card.body.addStretch(1)
    return card


class StartView(QWidget):
    """``undo_wanted(PastImport)``."""

    undo_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.choose = Button("Pilih Excel...", "primary", "folder2-open")
        self.template = Button("Buat templat Excel...", icon="file-earmark-plus")
        self.drop = EmptyState("file-earmark-spreadsheet", "Seret Excel ke sini, atau pilih berkasnya",
                               "Semua baris diperiksa dulu. Tidak ada yang masuk sebelum Anda setuju.",
                               self.choose, self.template, self)
        self.drop.setMinimumHeight(DROP_HIGH)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.drop, 1)
        top.addWidget(_known_card(self))
        column.addLayout(top, 1)
        self._column = column
        self.undo_strip = UndoStrip(self)
        column.addWidget(self.undo_strip)
        column.addWidget(self._past_card(), 1)

    def _past_card(self) -> Card:
        self.undo = Button("Urungkan impor ini...", small=True)
        self.past = Card("Impor sebelumnya", self.undo, self, margins=(0, 0, 0, 0))
        self.model, self.table = PastTable(), QTableView(self.past)
        self.table.setModel(self.model)
        set_up_table(self.table)
        self.table.setProperty("bare", True)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAccessibleName("Impor sebelumnya")
        self.table.setItemDelegateForColumn(UNTIL, StatusChipDelegate(self.table))
        ColumnFit(self.table, WIDTHS, FILE, (WHO, SHEET))
        self.past.body.addWidget(self.table)
        self.undo.clicked.connect(self.ask_undo)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._can())
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 8)
        foot.addWidget(Label("Orang yang sudah dicetak, dikirim atau diubah sesudahnya tetap ada.", "caption"))
        self.past.body.addLayout(foot)
        return self.past

    def show_past(self, rows: Sequence[PastImport]) -> None:
        """The imports there were."""
        self.model.set_lines(rows)
        self.past.setVisible(bool(rows))
        self._column.setStretch(0, 0 if rows else 1)  # the words above stay whole, the list takes the rest
        if rows:
            self.table.selectRow(0)
        self._can()

    @property
    def chosen(self) -> PastImport | None:
        at = self.table.currentIndex().row()
        return self.model.lines[at] if 0 <= at < len(self.model.lines) else None

    def _can(self) -> None:
        row = self.chosen
        self.undo.setEnabled(row is not None and open_until(row))

    @property
    def undoable(self) -> bool:
        """Whether the chosen import can still be taken back."""
        return (row := self.chosen) is not None and bool(open_until(row))

    def ask_undo(self) -> None:
        """Ctrl+Z: the chosen import, where it can be taken back."""
        if (row := self.chosen) is not None and open_until(row):
            self.undo_wanted.emit(row)
