"""Yang perlu dikonfirmasi: every rate, limit and layout without a source, to be worked through and handed on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QTableView, QWidget

from jamsos_desktop.desk import Desk, DoubtFile, DoubtOrder, DoubtRow
from jamsos_desktop.jobs import Job
from jamsos_desktop.texts import number
from ui import theme
from ui.pages.konfirmasi_rows import GIVING, VALUE, WIDTHS, DoubtPanel, DoubtTable
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.widgets import Button, Card, ColumnFit, Combo, Doubt, EmptyState, StatusChipDelegate, set_up_table
from ui.widgets.edits import Edit
from ui.widgets.unsure import doubts_of

if TYPE_CHECKING:
    from ui.window import Shell

ALL = "semua"
QUIET_MS = 120
SIDE, SIDE_NARROW, NARROW_BELOW = 340, 270, 1080


class KonfirmasiPage(Page):
    """Filters on top, the rows at the left, all of the chosen one at the right."""

    title = "Yang perlu dikonfirmasi"
    help = "belum-dikonfirmasi"
    keys = [("F3", "Cari"), ("↑ ↓", "Pindah"), ("Ctrl+P", "Cetak daftar"), ("Ctrl+S", "Simpan Excel"),
            ("F6", "Panel berikut"), ("Esc", "Kembali")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self._every: tuple[DoubtRow, ...] = ()
        self._from = ""
        self.paper = PaperOut(desk, window, self)
        self.model = DoubtTable(self)
        head, body = self.frame(self.title)
        self.excel, self.print = Button("Simpan Excel...", icon="file-earmark-spreadsheet", tip="Ctrl+S"), \
            Button("Cetak daftar", "primary", "printer", tip="Ctrl+P")
        self.excel.clicked.connect(self.save)
        self.print.clicked.connect(self.print_now)
        head.addWidget(self.excel)
        head.addWidget(self.print)
        body.addLayout(self._filters())
        self.middle = QStackedWidget(self)
        self.middle.addWidget(self._both())
        self.clear_too = Button("Hapus saringan", icon="x-lg")
        self.clear_too.clicked.connect(self.clear)
        self.middle.addWidget(EmptyState("search", "Tidak ada baris yang cocok",
                                         "Saringan di atas menyisihkan semuanya.", self.clear_too,
                                         parent=self.middle))
        self.middle.addWidget(EmptyState("check-circle-fill", "Semua sudah dikonfirmasi",
                                         "Tiap tarif, batas dan susunan di sini punya sumber.", parent=self.middle))
        body.addWidget(self.middle, 1)

    def _filters(self) -> QHBoxLayout:
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._show)
        self.search = Edit(self)
        self.search.setPlaceholderText("Cari kata, misalnya umur atau siltap")
        self.search.setAccessibleName("Cari")
        self.search.setMinimumWidth(theme.px(150))
        self.search.setMaximumWidth(theme.px(280))
        self.search.typed.connect(lambda _: self._quiet.start())
        self.part, self.sure = self._choice("Bagian", 250), self._choice("Keyakinan", 210)
        self.clear_button = Button("Hapus saringan", icon="x-lg")
        self.clear_button.clicked.connect(self.clear)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 9)  # before the empty room at the end, up to its largest
        for widget in (self.part, self.sure, self.clear_button):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def _choice(self, name: str, wide: int) -> Combo:
        combo = Combo(self)
        combo.setAccessibleName(name)
        combo.setFixedWidth(theme.px(wide))
        combo.typed.connect(lambda _: self._show())
        return combo

    def _both(self) -> QWidget:
        both = QWidget(self.middle)
        card = Card(parent=both, margins=(1, 1, 1, 1))
        self.table = QTableView(card)
        self.table.setModel(self.model)
        set_up_table(self.table)
        self.table.setProperty("bare", True)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setItemDelegateForColumn(len(WIDTHS) - 1, StatusChipDelegate(self.table))
        self.table.setAccessibleName(self.title)
        ColumnFit(self.table, WIDTHS, VALUE, GIVING)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        card.body.addWidget(self.table)
        self.panel = DoubtPanel(self.desk.district is not None, both)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(card, 1)
        row.addWidget(self.panel)
        return both

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(theme.px(SIDE_NARROW if self.width() < NARROW_BELOW else SIDE))

    # What the shell asks.

    def opened(self, **args: Any) -> None:
        self._from = str(args.get("dari", "")) or self._from
        self.refresh()
        (self.table if self.model.lines else self.search).setFocus()

    def refresh(self) -> None:
        """Read again; the filters stay."""
        self._every = self.desk.unconfirmed()
        parts, sures = (dict.fromkeys(getattr(row, name) for row in self._every) for name in ("bagian", "keyakinan"))
        self.part.set_choices({ALL: "Semua bagian", **{part: part for part in parts}})
        self.sure.set_choices({ALL: "Semua keyakinan", **{sure: sure.capitalize() for sure in sures}})
        for combo, known in ((self.part, parts), (self.sure, sures)):
            if combo.text() not in known:
                combo.set_text(ALL)
        self._show()

    @property
    def order(self) -> DoubtOrder:
        """What is asked for."""
        part, sure = ("" if combo.text() in ("", ALL) else combo.text() for combo in (self.part, self.sure))
        return DoubtOrder(part, sure, self.search.text().strip())

    def _show(self) -> None:
        order = self.order
        rows = tuple(row for row in self._every if order.fits(row))
        kept = self.chosen
        self.model.set_lines(rows)
        self.middle.setCurrentIndex(0 if rows else 1 if self._every else 2)
        self.sub.setText(f"{number(len(rows))} dari {number(len(self._every))} baris" if order != DoubtOrder()
                         else f"{number(len(rows))} baris" if rows else "")
        self.clear_button.setEnabled(order != DoubtOrder())
        for button in (self.excel, self.print):
            button.setEnabled(bool(rows))
        if rows:
            self.table.selectRow(rows.index(kept) if kept in rows else 0)
            self._show_chosen()

    @property
    def chosen(self) -> DoubtRow | None:
        """The row the keyboard stands on."""
        at = self.table.currentIndex().row()
        return self.model.lines[at] if 0 <= at < len(self.model.lines) else None

    def _show_chosen(self) -> None:
        if row := self.chosen:
            self.panel.show_row(row)

    def doubts(self) -> list[Doubt]:
        """The chosen row; the list itself stands on the page."""
        return list(doubts_of([self.chosen] if self.chosen else []))

    def clear(self) -> None:
        """Everything again."""
        self.search.setText("")
        for combo in (self.part, self.sure):
            combo.set_text(ALL)
        self._show()
        self.table.setFocus()

    # Keys.

    def search_focus(self) -> bool:
        self.search.setFocus()
        self.search.selectAll()
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.search, self.table, self.panel.area]
        here = next((at for at, panel in enumerate(panels) if panel.hasFocus()), -1)
        panels[(here + step) % len(panels)].setFocus()
        return True

    def back(self) -> bool:
        home = "ketentuan" if self.desk.district else "pengaturan"
        self.shell.go(self._from or home)
        return True

    # The list as a file.

    def print_now(self) -> bool:
        """Ctrl+P: what is shown, on paper or as a PDF."""
        order = self.order
        if self.print.isEnabled():
            self.paper.start(lambda: self._path(order, None), self.title)
        return True

    def save(self) -> bool:
        """Ctrl+S: what is shown, as a workbook where somebody says."""
        if self.excel.isEnabled():
            name, _ = QFileDialog.getSaveFileName(self, "Simpan Excel", "Perlu-dikonfirmasi.xlsx", "Excel (*.xlsx)")
            if name:
                self.keep_book(Path(name).with_suffix(".xlsx"))
        return True

    def keep_book(self, path: Path) -> None:
        """The workbook at this place."""
        order = self.order
        self.shell.run(lambda: self.desk.doubts_file_job(order, path), self._kept)

    def _kept(self, made: DoubtFile) -> None:
        self.shell.toast(f"{number(made.baris)} baris tersimpan: {made.path.name}")

    def _path(self, order: DoubtOrder, path: Path | None) -> Job[Path]:
        return (yield from self.desk.doubts_file_job(order, path)).path
