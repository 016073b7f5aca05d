"""The mapping row: over each column a box that says what it holds, with the picture of how sure that is."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from jamsos_desktop.desk import TARGETS, Column
from jamsos_desktop.texts import column_letters
from ui import theme
from ui.widgets import Combo, repolish

HIGH = 26
ROUND_TEXT = 46  # px of a box beside its words: picture, arrow, edges
NOT_USED, CHOOSE = "Tidak dipakai", "Pilih kolom"
FROM = {"judul": "Dikenali dari judulnya.", "isi": "Dikenali dari isinya.", "pola": "Menurut pola desa.",
        "tangan": "Anda yang memilih.", "": "Belum dikenali. Pilih isinya, atau biarkan tidak dipakai."}


@cache
def _choices() -> QStandardItemModel:
    """Every target once for all boxes: two hundred columns must not hold ten thousand entries."""
    model = QStandardItemModel()
    for key, label in (("", NOT_USED), *((target.key, target.label) for target in TARGETS.values())):
        item = QStandardItem(label)
        item.setData(key, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    return model


class MapBox(Combo):
    """What one column holds. ``chosen(column, target)``: somebody chose; ``reached(column)``: the keyboard came."""

    chosen = Signal(int, str)
    reached = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("map", True)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(0)
        self.setModel(_choices())
        self.view().setMinimumWidth(theme.px(230))
        self.column = Column(0, "")
        self.activated.connect(lambda _: self.chosen.emit(self.column.at, self.text()))

    def show_column(self, column: Column) -> None:
        """Say what this column is taken for."""
        self.column = column
        at = self.findData(column.sasaran) if column.dari or column.sasaran else -1
        self.setCurrentIndex(at)
        state = "periksa" if self.asks else ""
        if (self.property("state") or "") != state:
            self.setProperty("state", state)
            repolish(self)
        words = f"Kolom {column_letters(column.at)}, {column.judul or 'tanpa judul'}: {self.words(long=True)}. "
        self.setToolTip(words + FROM.get(column.dari, ""))
        self.setAccessibleName(words)
        self.update()

    @property
    def asks(self) -> bool:
        """Whether it holds values that nobody recognised."""
        return not self.column.dari and not self.column.sasaran

    def words(self, *, long: bool = False) -> str:
        """What the box says: a short name, \u2013 for a column that needs nobody."""
        if self.asks:
            return CHOOSE
        target = TARGETS.get(self.column.sasaran)
        if target is None:
            return NOT_USED if long else "\u2013"
        return target.label if long else target.pendek

    def width_wanted(self) -> int:
        """Pixels in which the words are whole."""
        if not self.asks and not self.column.sasaran:
            return 28
        return QFontMetrics(self.font()).horizontalAdvance(self.words()) + ROUND_TEXT

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        left, right = 7, self.width() - 19
        if self.asks or self.column.sasaran:
            name, role = ("exclamation-triangle-fill", "warn") if self.asks else ("check-circle-fill", "ok")
            painter.drawPixmap(left, (self.height() - 11) // 2, theme.pixmap(name, role, 11))
            left += 16
        self._write(painter, QRect(left, 0, max(0, right - left), self.height()))

    def _write(self, painter: QPainter, room: QRect) -> None:
        painter.setPen(theme.qcolor("text" if self.asks or self.column.sasaran else "text_3"))
        words = self.words()
        if len(words) > 1:
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, words)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self.column.at)
