"""The table of people with its keys: ticking, ranges, jumping by name, and widths that fit the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QTableView, QWidget

from ui import theme
from ui.pages.peserta_cells import CLOSE_PAD, PAD, PersonCells, PersonHeader
from ui.person_table import COLUMN_AT, COLUMNS, TICK, PersonTable

DENSITIES = {"Rapat": 26, "Normal": 28, "Lega": 34}
NARROWEST = 50
# What a spare pixel goes to, and what gives way first when the window is narrow.
GROW = {"nama": 4, "pekerjaan": 3, "masalah": 3}
LEAST = {"tick": 34, "nama": 140, "nik": 127, "kelompok": 97, "pekerjaan": 130, "dusun": 50, "program": 75,
         "iuran": 70, "berkas": 52, "masalah": 130, "status": 130}
STATUS_WIDTH = 135
TIGHT, GIVEN_UP = 1060, "program"  # px below which names and jobs need the room of this column; a filter shows it too
Key = Qt.Key


class PersonView(QTableView):
    """Signals carry a line of the table. ``left_top``: Up was pressed on the first line."""

    opened = Signal(int)
    deleted = Signal()
    left_top = Signal()
    scrolled = Signal()
    width_set = Signal(str, int)

    def __init__(self, model: PersonTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people = model
        self._widths: dict[str, int] = {}
        self._hidden: set[str] = set()
        self._typed, self._typing = "", QElapsedTimer()
        self.cells = PersonCells(self)
        self.header = PersonHeader(self)
        self.setHorizontalHeader(self.header)
        self.setItemDelegate(self.cells)
        self.setModel(model)
        self._look()
        self.header.sectionResized.connect(self._resized_by_hand)
        self.header.sectionClicked.connect(self._header_clicked)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.verticalScrollBar().valueChanged.connect(lambda _: self.scrolled.emit())
        model.modelReset.connect(self._show_sort)

    def _look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.set_density("Normal")
        self.setAccessibleName("Daftar peserta")

    # Widths, columns, density

    def set_density(self, name: str) -> None:
        """Make rows as high as ``DENSITIES`` says; an unknown name is Normal."""
        self.verticalHeader().setDefaultSectionSize(theme.px(DENSITIES.get(name, DENSITIES["Normal"])))
        self.scrolled.emit()

    def set_columns(self, hidden: Iterable[str], widths: Mapping[str, int]) -> None:
        """Which columns stay away, and the widths somebody chose by hand (pixels)."""
        self._hidden = {key for key in hidden if key in COLUMN_AT and not COLUMNS[COLUMN_AT[key]].fixed}
        self._widths = {key: max(NARROWEST, wide) for key, wide in widths.items() if key in COLUMN_AT}
        for at, column in enumerate(COLUMNS):
            self.setColumnHidden(at, column.key in self._hidden)
        self.fit()

    def fit(self) -> None:
        """Share the width out: spare pixels widen names and problems, missing ones shrink the patient columns."""
        away = {*self._hidden, *((GIVEN_UP,) if self.viewport().width() < theme.px(TIGHT) else ())}
        self.setColumnHidden(COLUMN_AT[GIVEN_UP], GIVEN_UP in away)
        shown = [column for column in COLUMNS if column.key not in away]
        wide = {c.key: self._widths.get(c.key) or theme.px(STATUS_WIDTH if c.stretch else c.width) for c in shown}
        spare = self.viewport().width() - sum(wide.values())
        free = [key for key in wide if key not in self._widths]
        self.cells.pad = self.header.pad = CLOSE_PAD if spare < 0 else PAD
        if spare > 0:
            self._grow(wide, spare, free)
        elif spare < 0:
            self._shrink(wide, -spare, free)
        for key, width in wide.items():
            self.setColumnWidth(COLUMN_AT[key], width)

    def _grow(self, wide: dict[str, int], spare: int, free: list[str]) -> None:
        # The last column reaches the edge, so that no strip of another colour is left there.
        shares = {key: GROW[key] for key in free if key in GROW} if spare > 40 else {}
        last = next(reversed(wide))
        for key, share in shares.items():
            wide[key] += spare * share // (sum(shares.values()) + 2)
        wide[last] += self.viewport().width() - sum(wide.values())

    def _shrink(self, wide: dict[str, int], missing: int, free: list[str]) -> None:
        room = {key: max(0, wide[key] - theme.px(LEAST[key]) if key in LEAST else wide[key]) for key in free}
        total = sum(room.values())
        for key, can in room.items():  # rounded up: one pixel too many brings a scroll bar
            wide[key] -= can if missing >= total else min(can, -(-can * missing // total))
        wide[next(reversed(wide))] += max(0, self.viewport().width() - sum(wide.values()))

    def _resized_by_hand(self, section: int, _: int, width: int) -> None:
        if self.header.held and width:
            key = COLUMNS[section].key
            self._widths[key] = width
            self.width_set.emit(key, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()
        self.scrolled.emit()

    # Lines

    def current_line(self) -> int:
        """The line the keyboard stands on, -1 when on none."""
        return self.currentIndex().row()

    def go_to(self, line: int) -> None:
        """Put the keyboard on a line."""
        self.setCurrentIndex(self._people.index(line, COLUMN_AT["nama"]))

    def chosen_lines(self) -> list[int]:
        """The lines of the range, by ranges: ``selectedRows`` takes a second at 10,000."""
        lines: list[int] = []
        for block in self.selectionModel().selection():
            lines.extend(range(block.top(), block.bottom() + 1))
        return sorted(set(lines))

    def shown_lines(self) -> tuple[int, int]:
        """First and last line of which more than half is on screen, counted from 1; (0, 0) when there is none."""
        total = self._people.rowCount()
        if not total:
            return 0, 0
        half = self.verticalHeader().defaultSectionSize() // 2
        first, last = self.rowAt(half), self.rowAt(self.viewport().height() - half)
        return max(0, first) + 1, (last if last >= 0 else total - 1) + 1

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, ctrl = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Key.Key_Space:
            if self._people.rowCount():
                self._people.toggle(self.chosen_lines() or [max(0, self.current_line())])
        elif key == Key.Key_A and ctrl:
            self._people.tick_all()
        elif key in (Key.Key_Return, Key.Key_Enter) and not ctrl:
            if self.currentIndex().isValid():
                self.opened.emit(self.current_line())
        elif key == Key.Key_Delete:
            self.deleted.emit()
        elif key == Key.Key_Up and self.current_line() <= 0 and not event.modifiers():
            self.left_top.emit()
        elif key in (Key.Key_Home, Key.Key_End) and self._people.rowCount():
            self.go_to(0 if key == Key.Key_Home else self._people.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters jumps to the first name that begins with them."""
        pause = QApplication.keyboardInputInterval()
        fresh = not self._typing.isValid() or self._typing.hasExpired(pause)
        self._typed = search if fresh else self._typed + search
        self._typing.start()
        line = self._people.line_of_name(self._typed, max(0, self.current_line()))
        if line >= 0:
            self.go_to(line)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self._mark_current()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._people.rowCount():
            self.go_to(0)
        self._mark_current()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._mark_current()

    def reset(self) -> None:
        super().reset()
        self._mark_current()  # of a list read anew nobody tells that the line is gone

    def _mark_current(self) -> None:
        self.cells.current = self.current_line() if self.hasFocus() else -1
        self.viewport().update()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == TICK:
            lines = self.chosen_lines()
            self._people.toggle(lines if index.row() in lines else [index.row()])

    def _header_clicked(self, section: int) -> None:
        if section == TICK:
            if self._people.all_ticked() == Qt.CheckState.Checked:
                self._people.clear_ticks()
            else:
                self._people.tick_all()
        elif key := COLUMNS[section].sort:
            query = self._people.query
            down = query.sort == key and not query.desc
            self._people.sort(section, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    def _show_sort(self) -> None:
        query = self._people.query
        self.header.show_sort(query.sort, query.desc)
