"""The card with the villages: how many would be answered, the table, and its keys."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTableView, QWidget

from jamsos_desktop.texts import number
from ui import theme
from ui.pages.jawaban_rows import (
    KECAMATAN,
    LAST,
    MESSAGES,
    OTHER,
    SEQ,
    STATE,
    TICK,
    UNIT,
    WIDTHS,
    ReplyTable,
)
from ui.widgets import Button, Card, EmptyState, Label, StatusChipDelegate, TickDelegate, set_up_table


class RepliesView(QTableView):
    """``moved(row)``: the keyboard stands on another village. ``opened``: Enter."""

    moved = Signal(int)
    opened = Signal(int)

    def __init__(self, model: ReplyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        set_up_table(self)
        self.setProperty("bare", True)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegateForColumn(TICK, TickDelegate(self))
        self.setItemDelegateForColumn(STATE, StatusChipDelegate(self))
        self.setAccessibleName("Desa dan balasannya")
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        shown = set(range(len(WIDTHS)))
        for giving_way in (KECAMATAN, OTHER, LAST, SEQ, MESSAGES):
            if sum(theme.px(WIDTHS[at]) for at in shown) > room:
                shown.discard(giving_way)
        for at, wide in enumerate(WIDTHS):
            self.setColumnHidden(at, at not in shown)
            if at in shown:
                self.setColumnWidth(at, theme.px(wide))
        spare = room - sum(theme.px(WIDTHS[at]) for at in shown)
        self.setColumnWidth(UNIT, theme.px(WIDTHS[UNIT]) + max(0, min(spare, theme.px(90))))
        self.setColumnWidth(STATE, theme.px(WIDTHS[STATE]) + max(0, spare - theme.px(90)))

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def chosen_rows(self) -> list[int]:
        """The rows of the range."""
        found: set[int] = set()
        for block in self.selectionModel().selection():
            found.update(range(block.top(), block.bottom() + 1))
        return sorted(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Space:
            self._rows.tick(self.chosen_rows())
        elif key == Qt.Key.Key_A and ctrl:
            self._rows.tick_all(row.kode for row in self._rows.rows)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ctrl and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class RepliesCard(Card):
    """``chosen(row)`` and ``opened(row)`` of the table; ``ticks_changed`` when other villages are to be answered."""

    chosen = Signal(int)
    opened = Signal(int)
    ticks_changed = Signal()

    def __init__(self, model: ReplyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(1, 0, 1, 1))
        self.body.setSpacing(0)
        self.model = model
        self.words = Label("", "body", wrap=True)
        self.news = Button("Pilih yang ada kabar baru", small=True)
        self.every = Button("Pilih semua", small=True, tip="Ctrl+A")
        self.none = Button("Kosongkan", small=True)
        self.body.addWidget(self._bar())
        self.middle = QStackedWidget(self)
        self.view = RepliesView(model, self.middle)
        self.middle.addWidget(self.view)
        self.empty = EmptyState("reply", "Belum ada desa yang mengirim",
                                "Ambil dulu kiriman desa di Terima kiriman. Sesudah itu balasannya dibuat di sini.",
                                parent=self.middle, bare=True)
        self.middle.addWidget(self.empty)
        self.body.addWidget(self.middle, 1)
        self.view.moved.connect(self.chosen)
        self.view.opened.connect(self.opened)
        model.dataChanged.connect(lambda *_: self.ticks_changed.emit())
        self.news.clicked.connect(lambda: model.tick_all(row.kode for row in model.rows if row.baru))
        self.every.clicked.connect(lambda: model.tick_all(row.kode for row in model.rows))
        self.none.clicked.connect(lambda: model.tick_all(()))

    def _bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setProperty("cardhead", True)
        bar.setFixedHeight(theme.px(40))
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for button in (self.news, self.every, self.none):
            row.addWidget(button)
        return bar

    def show_counts(self) -> None:
        """How many villages are ticked, and whether there are any at all."""
        rows = self.model.rows
        held = sum(bool(row.halangan) for row in rows)
        waits = f", {number(held)} tertahan" if held else ""
        self.words.setText(f"{number(len(self.model.ticked))} dari {number(len(rows))} desa dipilih{waits}")
        self.middle.setCurrentWidget(self.view if rows else self.empty)

    def current(self) -> int:
        """The row the keyboard stands on, -1 when on none."""
        return self.view.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Put the keyboard on a row, or on the first when that one is gone."""
        rows = self.model.rowCount()
        if rows:
            to = self.model.index(row if 0 <= row < rows else 0, 1)
            flags = QItemSelectionModel.SelectionFlag  # this row alone, whatever keys are held down
            self.view.selectionModel().setCurrentIndex(to, flags.ClearAndSelect | flags.Rows)
