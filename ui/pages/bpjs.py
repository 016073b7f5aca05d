"""Ke BPJS: batches per wadah or NPP, the road of each, the office's template, results (mock-up 16)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop.desk import BatchRow, BatchView, Desk, TemplateCheck
from jamsos_desktop.model.rights import Right
from ui import rights, theme
from ui.pages.bpjs_deaths import DeathsStrip
from ui.pages.bpjs_rows import DUE, MONEY, NPP, STATE, VILLAGES, WADAH, WIDTHS, BatchTable, FigureRow
from ui.pages.bpjs_steps import StepsCard
from ui.pages.bpjs_template import TemplateCard
from ui.pages.bpjs_work import BatchWork
from ui.pages.page import Page
from ui.widgets import Button, Card, ColumnFit, Combo, EmptyState, StatusChipDelegate, set_up_table

if TYPE_CHECKING:
    from ui.window import Shell

ALL = "semua"
SIDE = 318
NARROW = 1080  # px of page width below which columns told at the right are left out


class BpjsPage(Page):
    """Left the batches and the template, right the steps of the chosen batch."""

    title = "Ke BPJS"
    help = "dpmd-bpjs"
    keys = [("↑ ↓", "Pindah batch"), ("Enter", "Buka"), ("Ctrl+N", "Batch baru"), ("F5", "Ambil hasil"),
            ("Ctrl+P", "Surat serah"), ("F6", "Panel berikut"), ("F1", "Bantuan")]
    needs = dict.fromkeys(("take", "new", "first", "template.fill_button"), Right.TULIS)

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district = desk.district
        self.rows: list[BatchRow] = []
        self.view: BatchView | None = None
        self._checks: dict[str, TemplateCheck] = {}
        self._filling = False
        self.work = BatchWork(desk, window, self)
        head, body = self.frame("Ke BPJS")
        self.take = Button("Ambil hasil dari BPJS...", icon="inbox", tip="F5")
        self.new = Button("Buat batch baru", "primary", "plus-lg", tip="Ctrl+N")
        head.addWidget(self.take)
        head.addWidget(self.new)
        body.setSpacing(10)
        self.figures = FigureRow(self)
        body.addWidget(self.figures)
        self.deaths = DeathsStrip(self.work.end_death, self)
        body.addWidget(self.deaths)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._batches())
        self.stack.addWidget(self._nothing())
        body.addWidget(self.stack, 1)
        self._connect()

    def _batches(self) -> QWidget:
        whole = QWidget(self.stack)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self._table_card(whole), 1)
        self.template = TemplateCard(whole)
        left.addWidget(self.template)
        row.addLayout(left, 1)
        self.steps = StepsCard(self.desk.today, whole)
        self.steps.setFixedWidth(theme.px(SIDE))
        row.addWidget(self.steps)
        return whole

    def _table_card(self, whole: QWidget) -> Card:
        self.filter = Combo(whole, {ALL: "Semua wadah"})
        self.filter.setProperty("small", True)
        self.filter.setAccessibleName("Wadah yang ditampilkan")
        self.filter.setMinimumWidth(168)
        self.filter.set_text(ALL)
        card = Card("Batch per wadah", self.filter, whole, margins=(0, 0, 0, 0))
        self.model = BatchTable(self.desk.today)
        self.table = QTableView(card)
        set_up_table(self.table)
        self.table.setProperty("bare", True)
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(STATE, StatusChipDelegate(self.table))
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAccessibleName("Batch")
        ColumnFit(self.table, WIDTHS, WADAH, (NPP, MONEY, VILLAGES, DUE))
        card.body.addWidget(self.table)
        return card

    def _nothing(self) -> QWidget:
        self.first = Button("Buat batch baru", "primary", "plus-lg")
        self.first.clicked.connect(self.new_person)
        self.empty = EmptyState("building", "Belum ada batch untuk BPJS.",
                                "Orang yang datanya sudah diterima dikumpulkan per wadah, lalu diserahkan.", self.first,
                                parent=self.stack)
        return self.empty

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_person)
        self.take.clicked.connect(self.take_in)
        self.filter.typed.connect(lambda _: self._show_rows())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        self.table.activated.connect(lambda _: self.enter())
        self.steps.acted.connect(self.work.act)
        self.template.pick.connect(self.work.pick_template)
        self.template.fill.connect(self.work.fill_template)
        self.template.letter.connect(self.print_now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.template.set_narrow(narrow)

    # What the shell asks.

    def works(self, key: str) -> bool:
        return (self.table.isVisibleTo(self) or key not in ("F6", "Ctrl+P")) and super().works(key)

    def opened(self, **args: Any) -> None:
        self.refresh()
        if wanted := str(args.get("batch", "")):
            self.choose(wanted)
        if self.rows:
            self.table.setFocus()
        else:
            self.first.setFocus()

    def refresh(self) -> None:
        """Read the batches again; the chosen one stays chosen."""
        kept = self.view.row.nomor if self.view else ""
        self.rows = self.district.batches()
        many = {row.wadah: row.wadah for row in self.rows}
        self.filter.set_choices({ALL: "Semua wadah", **many})
        if not self.filter.text():
            self.filter.set_text(ALL)
        self.figures.show_rows(self.rows)
        self.deaths.show_deaths(self.district.deaths())
        self.sub.setText(f"{len(self.rows)} batch, BPU satu wadah, PU satu NPP per desa" if self.rows else "")
        self.take.setEnabled(bool(self.rows))
        self.stack.setCurrentIndex(0 if self.rows else 1)
        self._show_rows(kept)

    def new_person(self) -> bool:
        """Ctrl+N: a new batch."""
        self.work.new_batch()
        return True

    def take_in(self) -> bool:
        """F5: BPJS's answers to the chosen batch."""
        if self.view is None:
            return False
        self.work.act("hasil")
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the cover letter of the chosen batch."""
        if self.view is None:
            return False
        self.work.letter()
        return True

    def undo(self) -> bool:
        """Ctrl+Z: take back the newest step of the chosen batch, after a question."""
        if self.view is None or self.view.diserahkan is None:
            return False
        self.work.act("urung")
        return True

    def next_panel(self, step: int = 1) -> bool:
        panels = [part for part in (self.table, self.template, self.steps, self.deaths) if part.isVisible()]
        if not panels:
            return False
        here = self.focusWidget()
        at = next((n for n, part in enumerate(panels) if here and (here is part or part.isAncestorOf(here))), -1)
        for turn in range(1, len(panels) + 1):
            part = panels[(at + step * turn) % len(panels)]
            target = part if part is self.table else next(
                (b for b in part.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()), None)
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def enter(self) -> None:
        """Enter on a row goes to what is to be done with it."""
        if button := self.steps.first_button():
            button.setFocus(Qt.FocusReason.TabFocusReason)

    # The chosen batch.

    def choose(self, nomor: str) -> None:
        """Put the mark on a batch."""
        at = self.model.at(nomor)
        if at < 0 and self.filter.text() != ALL:
            self.filter.set_text(ALL)
            self._show_rows()
            at = self.model.at(nomor)
        if at >= 0:
            self.table.selectRow(at)

    def _show_rows(self, kept: str = "") -> None:
        kept = kept or (self.view.row.nomor if self.view else "")
        wanted = self.filter.text()
        self._filling = True
        self.model.set_lines([row for row in self.rows if wanted in (ALL, row.wadah)])
        if self.model.rowCount():
            self.table.selectRow(max(0, self.model.at(kept)))
        self._filling = False
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self._filling:
            return  # the rows are being exchanged; the chosen one is shown once, when they stand
        row = self.model.line(self.table.currentIndex().row())
        if row is None:
            self.view = None
            self.template.show_none("")
            return
        self.view = self.district.batch(row.nomor)
        self.steps.show_batch(self.view)
        rights.turn_off(self.steps.acting(), Right.TULIS, self.desk)
        check = self._checks.get(row.nomor)
        if check is None:
            self.template.show_none(row.nomor)
        else:
            self.template.show_check(row.nomor, check)

    def show_check(self, nomor: str, check: TemplateCheck) -> None:
        """Remember a template for a batch and show it."""
        self._checks[nomor] = check
        if self.view is not None and self.view.row.nomor == nomor:
            self.template.show_check(nomor, check)
            self.template.fill_button.setFocus()

    def template_of(self, nomor: str) -> Path | None:
        """The template chosen for a batch."""
        check = self._checks.get(nomor)
        return check.path if check else None
