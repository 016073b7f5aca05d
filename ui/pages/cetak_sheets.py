"""The sheets of a bundle in the order of the paper, each with its state, as a list.

A bundle may hold thousands of sheets, so this is a model with a painted row and no widgets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme

Index = QModelIndex | QPersistentModelIndex
ANTRE, DIBUAT, JADI, DILEWATI = "Antre", "Dibuat", "Jadi", "Dilewati"
_ICONS = {ANTRE: ("circle", "text_3"), DIBUAT: ("hourglass-split", "info"), JADI: ("check-circle-fill", "ok"),
          DILEWATI: ("dash-circle", "warn")}
NARROW = 240  # px of the list
_STATE, _REASON = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class SheetRow(NamedTuple):
    """One line: what the sheet is called. ``reason`` only where it was skipped."""

    name: str
    reason: str = ""


class SheetModel(QAbstractListModel):
    """Sheets 0..n-1 are made in this order; people who cannot be printed follow as Dilewati.

    ``moved``: states changed, heights did not. (``dataChanged`` would make the view measure every row
    again: 0.3 s with 1,400 sheets, several times a bundle.)
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SheetRow] = []
        self._planned = 0
        self._current = -1  # the sheet being made; those before it are done
        self._running = False
        self._skipped: dict[int, str] = {}

    def set_plan(self, names: Sequence[str], refused: Sequence[tuple[str, str]] = ()) -> None:
        """Show a new plan, nothing made yet."""
        self.beginResetModel()
        self._rows = [SheetRow(name) for name in names] + [SheetRow(name, why) for name, why in refused]
        self._planned, self._current = len(names), -1
        self._skipped = {}
        self.endResetModel()

    def set_current(self, index: int, running: bool = True) -> None:
        """Sheet ``index`` is being made (or would be next), all before it are done; -1: none yet."""
        self._current, self._running = index, running
        self.moved.emit()

    def set_skipped(self, skipped: Mapping[int, str]) -> None:
        """Rows of sheets that could not be made, with the reason."""
        self._skipped = dict(skipped)
        self.layoutAboutToBeChanged.emit()  # a row with a reason is higher
        self.layoutChanged.emit()

    def state(self, row: int) -> str:
        """What became of a row so far: waiting, being made, made, or left out."""
        if row >= self._planned or row in self._skipped:
            return DILEWATI
        if row == self._current and self._running:
            return DIBUAT
        return JADI if row < self._current else ANTRE

    def states(self) -> list[str]:
        """Every row's state, top to bottom."""
        return [self.state(row) for row in range(len(self._rows))]

    @property
    def planned(self) -> int:
        """How many rows are sheets that can be made."""
        return self._planned

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        state = self.state(index.row())
        reason = row.reason or self._skipped.get(index.row(), "")
        answers = {
            int(Qt.ItemDataRole.DisplayRole): row.name, int(_STATE): state, int(_REASON): reason,
            int(Qt.ItemDataRole.ToolTipRole): f"{row.name}: {reason}" if reason else row.name,
            int(Qt.ItemDataRole.AccessibleTextRole): ", ".join(filter(None, (row.name, state, reason))),
        }
        return answers.get(int(role))


class _SheetDelegate(QStyledItemDelegate):
    """Icon, name, state; a skipped one carries its reason in a second line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.px(41 if index.data(_REASON) else 25))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state, reason = index.data(_STATE), index.data(_REASON)
        area: QRect = option.rect
        painter.save()
        self._background(painter, option, state)
        line = QRect(area.left(), area.top() + (2 if reason else 0), area.width(), theme.px(22) if reason
                     else area.height())
        picture = theme.pixmap(*_ICONS[state], 14)
        painter.drawPixmap(area.left() + 12, line.center().y() - 6, picture)
        caption = theme.font("caption")
        painter.setFont(caption)
        painter.setPen(theme.qcolor("text_2"))
        narrow = area.width() < NARROW  # the usual states only by their icon
        word = "" if narrow and state in (ANTRE, JADI) else state
        painter.drawText(line.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                         word)
        taken = QFontMetrics(caption).horizontalAdvance(word) + (20 if word else 8)
        painter.setPen(theme.qcolor("text"))
        draw_fitting(painter, line.adjusted(35, 0, -taken, 0), index.data(), 600 if state == DIBUAT else 400)
        if reason:
            painter.setFont(caption)
            painter.setPen(theme.qcolor("text_2"))
            draw_elided(painter, QRect(area.left() + 35, line.bottom() - 3, area.width() - 47, theme.px(17)), reason)
        painter.restore()

    @staticmethod
    def _background(painter: QPainter, option: QStyleOptionViewItem, state: str) -> None:
        if state == DIBUAT:
            painter.fillRect(option.rect, theme.qcolor("info_soft"))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.qcolor("selection"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.qcolor("focus"))
            painter.drawRect(option.rect.adjusted(1, 0, -2, -1))


class BareList(QListView):
    """A list without a frame, whose current row shows that it has the keyboard; with no row to stand on it shows it
    itself."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        here = self.currentIndex()
        if self.hasFocus() and not (here.isValid() and here.flags() & Qt.ItemFlag.ItemIsEnabled):
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))


class SheetList(BareList):
    """The list itself; the chosen row is the sheet in the preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets = SheetModel(self)
        self.setModel(self.sheets)
        self.sheets.moved.connect(self.viewport().update)
        self.setItemDelegate(_SheetDelegate(self))
        self.setProperty("bare", True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName("Urutan lembar")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def show_row(self, row: int) -> None:
        """Make a row the current one and bring it into view."""
        index = self.sheets.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index)


def draw_fitting(painter: QPainter, area: QRect, text: str, weight: int = 400) -> None:
    """One line of a name: in the dense face where the usual one is too wide."""
    usual = theme.font("body", weight)
    fits = QFontMetrics(usual).horizontalAdvance(text) <= area.width()
    painter.setFont(usual if fits else theme.font("table", weight))
    draw_elided(painter, area, text)


def draw_elided(painter: QPainter, area: QRect, text: str) -> None:
    """One line; what does not fit ends in dots (the whole stands in the tool tip)."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
