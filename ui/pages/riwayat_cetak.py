"""Riwayat cetak: which bundle, when, by whom, for whom; its PDF again, or its papers once more under the number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QTableView, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.texts import number
from ui import theme
from ui.keys import bind
from ui.pages import riwayat_cetak_rows as rows
from ui.pages.cetak_files import open_folder, open_pdf
from ui.pages.page import Page
from ui.pages.riwayat_cetak_panel import MOST_NAMES, HistoryPanel
from ui.widgets import Button, Card, ColumnFit, EmptyState, set_up_table

if TYPE_CHECKING:
    from ui.window import Shell

SIDE, SIDE_NARROW, NARROW_BELOW = 340, 290, 1080
LETTERS = 80  # px of the right side that grow with the letters


class RiwayatCetakPage(Page):
    """Left every printing, right the chosen one with its buttons."""

    title = "Riwayat cetak"
    help = "mencetak#mencetak-ulang"
    keys = [("↑ ↓", "Pindah"), ("Enter", "Buka PDF"), ("Ctrl+P", "Cetak ulang"), ("Ctrl+O", "Buka folder"),
            ("F6", "Panel berikut"), ("Esc", "Ke Cetak")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        names = {paper.kode: paper.nama for paper in desk.papers()}
        self.model = rows.HistoryTable(names)
        self._build(names)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show())
        self.table.activated.connect(lambda _: self.open_pdf())
        self.panel.open.clicked.connect(self.open_pdf)
        self.panel.again.clicked.connect(self.print_now)
        self.panel.folder.clicked.connect(self.open_folder)
        bind(self, "Ctrl+O", self.open_folder)

    def _build(self, names: Mapping[str, str]) -> None:
        _, body = self.frame(self.title)
        self.middle = QStackedWidget(self)
        both = QWidget(self.middle)
        card = Card("Yang pernah dicetak", parent=both, margins=(0, 0, 0, 0))
        self.table = QTableView(card)
        set_up_table(self.table)
        self.table.setProperty("bare", True)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAccessibleName("Riwayat cetak")
        ColumnFit(self.table, rows.WIDTHS, rows.PAPERS, (rows.WHO, rows.COPY))
        card.body.addWidget(self.table)
        self.panel = HistoryPanel(names, both)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(card, 1)
        row.addWidget(self.panel)
        self.to_print = Button("Buka Cetak", "primary", "printer")
        self.to_print.clicked.connect(self.back)
        self.middle.addWidget(both)
        self.middle.addWidget(EmptyState("printer", "Belum ada yang dicetak",
                                         "Tiap bundel yang dibuat tercatat di sini dengan nomornya.", self.to_print,
                                         parent=self.middle))
        body.addWidget(self.middle, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = SIDE_NARROW if self.width() < NARROW_BELOW else SIDE
        self.panel.setFixedWidth(side + theme.px(LETTERS) - LETTERS)

    # What the shell asks

    def list_shown(self) -> QAbstractItemView:
        return self.table

    def works(self, key: str) -> bool:
        return (self.table.isVisibleTo(self) or key not in ("Ctrl+P", "Ctrl+O", "F6")) and super().works(key)

    def opened(self, **_: Any) -> None:
        self.refresh()
        (self.table if self.model.lines else self.to_print).setFocus()

    def refresh(self) -> None:
        """Read again; the chosen printing stays chosen."""
        kept = self.chosen
        self.model.set_lines(rows.history(self.desk.bundles(), self.desk.print_history()))
        self.sub.setText(f"{number(len(self.model.lines))} cetakan" if self.model.lines else "")
        self.middle.setCurrentIndex(0 if self.model.lines else 1)
        if self.model.lines:
            self.table.selectRow(self.model.lines.index(kept) if kept in self.model.lines else 0)

    @property
    def chosen(self) -> rows.HistoryRow | None:
        """The printing the keyboard stands on."""
        at = self.table.currentIndex().row()
        return self.model.line(at)

    def _show(self) -> None:
        if row := self.chosen:
            self.panel.show_row(row, *self.desk.bundle_people(row.bundel, MOST_NAMES))

    def open_pdf(self) -> None:
        """Enter: the PDF of the chosen printing."""
        if (row := self.chosen) and row.berkas:
            open_pdf(self.shell, row.berkas)

    def open_folder(self) -> None:
        """Ctrl+O: the folder it lies in."""
        if (row := self.chosen) and row.berkas:
            open_folder(self.shell, row.berkas.parent)

    def print_now(self) -> bool:
        """Ctrl+P: the same bundle once more, on page Cetak."""
        if (row := self.chosen) and row.berkas:
            self.shell.go("cetak", again=row.bundel)
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.table, self.panel.open if self.panel.open.isEnabled() else self.panel.again]
        at = next((n for n, panel in enumerate(panels) if panel.hasFocus()), -1 if step > 0 else 0)
        panels[(at + step) % len(panels)].setFocus()
        return True

    def back(self) -> bool:
        self.shell.go("cetak")
        return True
