"""The claims at the left of page Klaim: who, what, how pressing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jamsos_desktop.desk import OUTCOMES, EventRow
from jamsos_desktop.texts import number, screen_date
from ui import theme
from ui.widgets import Button, Card, paint_chip
from ui.widgets.lines import LinesModel, LinesView

HIGH = 80
Index = QModelIndex | QPersistentModelIndex
MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


def chip_of(row: EventRow) -> tuple[str, str, str]:
    """Icon, words and colour role of how far a claim is."""
    if not row.terbuka:
        paid = row.keadaan == "dibayar"
        return ("check-circle-fill" if paid else "circle", OUTCOMES[row.keadaan], "ok" if paid else "neutral")
    if row.tenggat:
        return ("x-octagon-fill", f"{row.sisa}, belum dilaporkan", "error") if row.lewat else \
            ("clock", f"{row.sisa} untuk lapor", "warn")
    if row.diajukan:
        return "hourglass-split", "Menunggu BPJS", "info"
    if row.berkas_ada < row.berkas_perlu:
        return "card-checklist", f"{number(row.berkas_ada)} dari {number(row.berkas_perlu)} berkas", "info"
    return "box-arrow-up", "Siap diajukan", "ok"


class EventLines(LinesModel[EventRow]):
    """The claims in the order of the desk."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.nama}. {row.label} {screen_date(row.tanggal)}. {chip_of(row)[1]}"
        return None


class _Cells(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, theme.px(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), option.widget
        assert isinstance(model, EventLines)
        assert isinstance(view, QListView)
        row, box = model.lines[index.row()], option.rect
        here = view.currentIndex().row() == index.row()
        painter.save()
        painter.fillRect(box, theme.qcolor("accent_soft" if here else "surface"))
        painter.fillRect(box.x(), box.bottom(), box.width(), 1, theme.qcolor("border"))
        if here:
            painter.fillRect(box.x(), box.y(), 3, box.height(), theme.qcolor("accent"))
        self._words(painter, QRect(box.x() + 15, box.y() + 8, box.width() - 27, box.height()), row)
        if here and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the chip has left its own
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -2))
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, box: QRect, row: EventRow) -> None:
        high = theme.px(20)
        first, second = QRect(box.x(), box.y(), box.width(), high), QRect(box.x(), box.y() + high, box.width(), high)
        day = screen_date(row.tanggal)
        painter.setFont(theme.font("caption"))
        wide = painter.fontMetrics().horizontalAdvance(day) + 8
        painter.setPen(theme.qcolor("text_2"))
        painter.drawText(first, MIDDLE | int(Qt.AlignmentFlag.AlignRight), day)
        words = painter.fontMetrics().elidedText(f"{row.jenis}, {row.label.lower()}", Qt.TextElideMode.ElideRight,
                                                 second.width())
        painter.drawText(second, MIDDLE, words)
        painter.setFont(theme.font("body", 600))
        painter.setPen(theme.qcolor("text"))
        name = painter.fontMetrics().elidedText(row.nama, Qt.TextElideMode.ElideRight, first.width() - wide)
        painter.drawText(first, MIDDLE, name)
        painter.setFont(theme.font("caption"))
        icon, said, role = chip_of(row)
        broad = QFontMetrics(theme.font("caption")).horizontalAdvance(said) + 31
        paint_chip(painter, QRectF(box.x(), box.y() + theme.px(43), broad, theme.px(20)), icon, said, role)


class EventBox(Card):
    """``chosen(row)`` when the keyboard stands on another claim; ``entered``: Enter, or to the right."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.closed = Button("", "flat", small=True)
        self.closed.setCheckable(True)
        super().__init__("Daftar klaim", self.closed, parent, margins=(1, 0, 1, 1))
        self.body.setSpacing(0)
        self.model = EventLines()
        self.view = LinesView(self.model, _Cells, "Klaim kematian dan kecelakaan kerja")
        self.body.addWidget(self.view, 1)
        self.view.moved.connect(self.chosen)
        self.view.entered_row.connect(self.entered)

    def show_rows(self, rows: Sequence[EventRow], closed: int) -> None:
        """These claims; ``closed`` of them all are settled."""
        self.model.set_lines(rows)
        self.closed.setVisible(bool(closed))
        self.closed.set_text(f"Sembunyikan {closed} selesai" if self.closed.isChecked() else f"{closed} selesai")
        self.closed.setAccessibleName("Tampilkan klaim yang sudah selesai")

    def go_to(self, row: int) -> None:
        """The keyboard on one of them."""
        if 0 <= row < len(self.model.lines):
            self.view.setCurrentIndex(self.model.index(row))
