"""Terhapus: who was deleted in the last 30 days; one or many come back whole. Nothing here ends the 30 days sooner."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QTableView, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, title_name
from ui import theme
from ui.busy import moment
from ui.pages.peserta_bulk import AT_ONCE, Outcome, Steps, sentence
from ui.pages.peserta_deleted_table import COLUMNS, DeletedTable
from ui.pages.peserta_strip import Strip
from ui.widgets import Button, Card, ColumnFit, EmptyState, Label, set_up_table

if TYPE_CHECKING:
    from ui.window import Shell

HINT = "Yang dihapus tersimpan 30 hari. Pilih orang, lalu pulihkan."
GIVING = (3, 2, 1)  # columns that go first where the window is narrow


class DeletedCard(Card):
    """``changed``: people came back; ``left_top``: Up was pressed on the first line."""

    changed = Signal()
    left_top = Signal()

    def __init__(self, desk: Desk, window: Shell, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 0, 0), parent=parent)
        self.body.setSpacing(0)
        self._desk, self._window, self._text = desk, window, ""
        self._steps: Steps | None = None
        self.model = DeletedTable(self)
        self.table = _Deleted(self)
        self.nobody = EmptyState("trash", "Tidak ada yang terhapus", "", bare=True)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.nobody)
        self.strip = Strip("surface", "border")
        self.strip.setFixedHeight(theme.px(40))
        self.words = Label(HINT, "body", wrap=False)
        self.back_button = Button("Pulihkan", "primary", "arrow-repeat", small=True)
        self.back_button.clicked.connect(self._pressed)
        self.strip.row.addWidget(self.words)
        self.strip.row.addStretch()
        self.strip.row.addWidget(self.back_button)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._middle, 1)
        self.table.selectionModel().selectionChanged.connect(self._selected)

    def look(self, text: str) -> None:
        """List who can be brought back; ``text`` narrows them by name or NIK."""
        self._text = text
        self.model.set_lines(self._desk.deleted_people(text))
        self._middle.setCurrentIndex(0 if self.model.lines else 1)
        if text.strip():
            self.nobody.set("search", "Tidak ada yang cocok", "Ubah pencarian.")
        else:
            self.nobody.set("trash", "Tidak ada yang terhapus", "Yang dihapus bisa dipulihkan di sini selama 30 hari.")
        self._selected()

    def enter(self) -> None:
        """The keyboard goes to the first line."""
        if self.model.lines:
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
            self.table.setFocus()

    def chosen(self) -> list[str]:
        """uids of the lines that are chosen, in their order."""
        lines = {line for block in self.table.selectionModel().selection()
                 for line in range(block.top(), block.bottom() + 1)}
        return [self.model.lines[line].uid for line in sorted(lines)]

    def bring_back(self) -> None:
        """Bring back whoever is chosen; the toast deletes them again."""
        uids = self.chosen()
        if not uids or self._steps is not None:
            return
        if len(uids) > AT_ONCE:
            outcome = Outcome()
            self._run(self._desk.bringing_back(uids, outcome.moved), outcome, "dipulihkan")
            return
        first = title_name(next(row.nama for row in self.model.lines if row.uid == uids[0]))
        try:
            with moment():
                many = self._desk.bring_back_people(uids)
        except Problem as problem:
            self._window.problem(problem)
            return
        who = first or "Satu orang" if many == 1 else f"{number(many)} orang"
        self.changed.emit()
        self._window.saved()
        self._window.toast(f"{who} dipulihkan.", undo=partial(self._delete_again, uids))

    # Many at once.

    def _pressed(self) -> None:
        if self._steps is None:
            self.bring_back()
        else:
            self.stop()

    @property
    def running(self) -> bool:
        return self._steps is not None

    def stop(self) -> None:
        """Stop after the part that is being written; what is done stays."""
        if self._steps is not None:
            self._steps.stop()

    def _run(self, job: Job[None], outcome: Outcome, done: str) -> None:
        steps = self._steps = Steps(job, self)
        self.back_button.set_text("Hentikan")
        steps.progress.connect(lambda *_: self.words.setText(steps.words()))
        steps.done.connect(lambda: self._finish(outcome, done))
        steps.failed.connect(lambda problem: (self._finish(outcome, done), self._window.problem(problem)))
        steps.start()

    def _finish(self, outcome: Outcome, done: str) -> None:
        if self._steps is not None:
            self._steps.deleteLater()
        self._steps = None
        self.changed.emit()
        self.look(self._text)
        self._window.saved()
        if outcome.moved and done == "dipulihkan":
            self._window.toast(sentence(outcome, done), undo=partial(self._delete_again, outcome.moved))
        elif outcome.moved:
            self._window.toast(sentence(outcome, done))

    def _delete_again(self, uids: list[str]) -> None:
        if self._steps is not None:
            return
        if len(uids) > AT_ONCE:
            outcome = Outcome()
            self._run(self._desk.taking_out(uids, outcome.moved), outcome, "dihapus lagi")
            return
        try:
            self._desk.delete(uids)
        except Problem as problem:
            self._window.problem(problem)
        self.changed.emit()

    def _selected(self, *_: QItemSelection) -> None:
        if self._steps is not None:
            return
        many = len(self.chosen())
        self.back_button.setEnabled(many > 0)
        self.back_button.set_text(f"Pulihkan {number(many)} orang" if many > 1 else "Pulihkan")
        self.words.setText(f"{number(many)} orang dipilih" if many > 1 else HINT)


class _Deleted(QTableView):
    """Enter brings back, Up on the first line leaves for the search."""

    def __init__(self, card: DeletedCard) -> None:
        super().__init__()
        self._card = card
        self.setModel(card.model)
        set_up_table(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Daftar yang terhapus")
        ColumnFit(self, [column.width for column in COLUMNS], 0, GIVING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._card.bring_back()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0 and not event.modifiers():
            self._card.left_top.emit()
        else:
            super().keyPressEvent(event)
