"""People who were refused, one row each: who, why and by whom, what to do, and the button that does it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from jamsos_desktop.desk import AnswerRow
from jamsos_desktop.texts import title_name
from ui import sight, theme
from ui.widgets import UNSURE, Doubt, paint_chip
from ui.widgets.lines import LinesModel

LINE, LEAST, PAD, GAP = 18, 62, 12, 12
NAME, ICON = 150, 28
BUTTON_HIGH = 26
Index = QModelIndex | QPersistentModelIndex
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
ACTIONS = {"perbaiki": ("Perbaiki", "pencil"), "ganti_orang": ("Ganti orang...", "arrow-left-right"),
           "keluarkan": ("Keluarkan...", "person-x"), "tanya": ("Jawab...", "chat-dots")}


class RefusedLine(NamedTuple):
    """One refused person. ``oleh``: DPMD or BPJS; ``words``: cause and mend; ``done``: mended since; ``unsure``:
    nobody has confirmed the reason, ``source``: where it comes from."""

    uid: str
    nama: str
    nik: str
    label: str
    oleh: str
    words: str
    tindakan: str
    kolom: str = ""
    done: bool = False
    unsure: bool = False
    source: str = ""

    @property
    def action(self) -> tuple[str, str]:
        """Words and icon of the button."""
        return ("Buka", "pencil") if self.done else ACTIONS.get(self.tindakan, ("Buka", "pencil"))


def refused_line(row: AnswerRow) -> RefusedLine:
    """A refusal as the list shows it."""
    words = " ".join(part for part in (row.teks, row.cara) if part)
    return RefusedLine(row.uid, title_name(row.nama), sight.nik(row.nik), row.label, row.oleh.upper() or "DPMD", words,
                       row.tindakan, row.kolom[0] if row.kolom else "", row.selesai, row.belum_dikonfirmasi, row.sumber)


def reason_doubts(lines: Iterable[RefusedLine]) -> list[Doubt]:
    """The reasons that nobody has confirmed, each once."""
    return list(dict.fromkeys(Doubt(f"Alasan {line.label}", line.source) for line in lines if line.unsure))


class RefusedModel(LinesModel[RefusedLine]):
    """The refused people of one reply, in its order."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            mark = f", alasan {UNSURE}" if line.unsure else ""
            return f"{line.nama}, {line.label}{mark}, ditolak oleh {line.oleh}. {line.words} {line.action[0]}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.label}. {line.words}" + (f"\nAlasan ini {UNSURE}." if line.unsure else "")
        return None


class _Cells(QStyledItemDelegate):
    """Paints a row like picture 08; it grows with its words, so that none is cut."""

    def __init__(self, view: RefusedView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._view.line(index.row())
        _, _, words, _ = self._columns(QRect(0, 0, self._view.viewport().width(), 1000))
        metrics = QFontMetrics(theme.font("body"))
        high = metrics.boundingRect(words, WRAP, line.words).height() if line else 0
        return QSize(100, max(theme.px(LEAST), high + 22))

    def _columns(self, box: QRect) -> tuple[QRect, QRect, QRect, QRect]:
        """Name, reason, words and button areas of a row."""
        button = theme.px(124)
        name = QRect(box.x() + PAD + ICON, box.y(), theme.px(NAME if box.width() > 800 else 134), box.height())
        reason = QRect(name.right() + GAP, box.y(), self._view.reason_width, box.height())
        left = reason.right() + GAP
        words = QRect(left, box.y(), box.right() - PAD - button - GAP - left, box.height())
        return name, reason, words, QRect(box.right() - PAD - button, box.y(), button, box.height())

    def button_box(self, box: QRect, line: RefusedLine) -> QRect:
        """Where the button of a row stands."""
        wide = QFontMetrics(theme.font("caption", 600)).horizontalAdvance(line.action[0]) + 42
        area = self._columns(box)[3]
        high = theme.px(BUTTON_HIGH)
        return QRect(area.right() - wide, box.y() + (box.height() - high) // 2, wide, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._view.line(index.row())
        if line is None:
            return
        box, here = option.rect, index.row() == self._view.shown_row
        painter.save()
        painter.fillRect(box, theme.qcolor("accent_soft" if here and self._view.hasFocus() else "surface"))
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, theme.qcolor("border"))
        mark = ("check-circle-fill", "ok") if line.done else ("x-octagon-fill", "error")
        painter.drawPixmap(box.x() + PAD, box.center().y() - 7, theme.pixmap(*mark, 16))
        name, reason, words, _ = self._columns(box)
        self._two_lines(painter, name, line.nama, line.nik, strong=True)
        self._reason(painter, reason, line)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.qcolor("text"))
        painter.drawText(words, WRAP, line.words)
        self._button(painter, self.button_box(box, line), line, here)
        painter.restore()

    @staticmethod
    def _two_lines(painter: QPainter, area: QRect, above: str, below: str, *, strong: bool) -> None:
        middle = area.center().y()
        painter.setFont(theme.font("body", 600 if strong else 400))
        painter.setPen(theme.qcolor("text"))
        fit = painter.fontMetrics().elidedText(above, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QRect(area.x(), middle - LINE, area.width(), LINE), int(Qt.AlignmentFlag.AlignVCenter), fit)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.qcolor("text_2"))
        painter.drawText(QRect(area.x(), middle, area.width(), LINE), int(Qt.AlignmentFlag.AlignVCenter), below)

    @staticmethod
    def _reason(painter: QPainter, area: QRect, line: RefusedLine) -> None:
        middle = area.center().y()
        painter.setFont(theme.font("caption"))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(line.label, Qt.TextElideMode.ElideRight, area.width() - 31)
        chip = QRectF(area.x(), middle - 21, metrics.horizontalAdvance(text) + 31, 20)
        icon, role = ("check-lg", "ok") if line.done else ("x-octagon-fill", "error")
        paint_chip(painter, chip, icon, text, role)
        painter.setPen(theme.qcolor("text_2"))
        lead = "sudah diperbaiki" if line.done else "ditolak oleh "
        at = QRect(area.x(), middle + 2, area.width(), LINE)
        painter.drawText(at, int(Qt.AlignmentFlag.AlignVCenter), lead)
        end = at.x() + metrics.horizontalAdvance(lead)
        if not line.done:
            painter.setFont(theme.font("caption", 600))
            painter.drawText(at.adjusted(end - at.x(), 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), line.oleh)
            end += painter.fontMetrics().horizontalAdvance(line.oleh)
        if line.unsure:  # the words of the mark stand above the rows
            painter.drawPixmap(end + 6, at.center().y() - 5, theme.pixmap("info-circle", "text_2", 12))

    @staticmethod
    def _button(painter: QPainter, box: QRect, line: RefusedLine, here: bool) -> None:
        words, icon = line.action
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.qcolor("accent" if here else "border_input"))
        painter.setBrush(theme.qcolor("accent" if here else "surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.drawPixmap(box.x() + 10, box.center().y() - 6, theme.pixmap(icon, "on_accent" if here else "text", 14))
        painter.setFont(theme.font("caption", 600 if here else 400))
        painter.setPen(theme.qcolor("on_accent" if here else "text"))
        painter.drawText(box.adjusted(30, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), words)


class RefusedView(QListView):
    """``acted(row)``: Enter, or a click on the button. ``opened(row)``: a double click elsewhere."""

    acted = Signal(int)

    def __init__(self, model: RefusedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Orang yang ditolak")
        self.doubleClicked.connect(lambda index: self.acted.emit(index.row()))
        model.modelReset.connect(self._reset)

    def _reset(self) -> None:
        if self._model.lines:
            self.setCurrentIndex(self._model.index(0))
        self.scheduleDelayedItemsLayout()

    def line(self, row: int) -> RefusedLine | None:
        """What stands in a row, None when there is no such row."""
        return self._model.lines[row] if 0 <= row < len(self._model.lines) else None

    @property
    def shown_row(self) -> int:
        """The row whose button is green: the one Enter acts on."""
        return max(0, self.currentIndex().row())

    @property
    def reason_width(self) -> int:
        """As wide as the longest reason, within bounds."""
        metrics = QFontMetrics(theme.font("caption"))
        longest = max((metrics.horizontalAdvance(line.label) for line in self._model.lines), default=0)
        return min(max(theme.px(150), longest + 33), theme.px(206))

    def content_height(self) -> int:
        """How high all rows are together."""
        option = QStyleOptionViewItem()
        return sum(self._cells.sizeHint(option, self._model.index(row)).height()
                   for row in range(len(self._model.lines)))

    def go_to(self, row: int) -> None:
        """Stand on a row, or on the nearest there is."""
        if self._model.lines:
            self.setCurrentIndex(self._model.index(min(max(row, 0), len(self._model.lines) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.line(self.currentIndex().row()):
            self.acted.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self.line(index.row())
        if line is not None and event.button() == Qt.MouseButton.LeftButton \
                and self._cells.button_box(self.visualRect(index), line).contains(event.position().toPoint()):
            self.acted.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)
