"""The claims at the left of page Klaim: who, what, how pressing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QWidget,
)

from jamsos_desktop.desk import OUTCOMES, EventRow
from jamsos_desktop.texts import number, screen_date
from ui import theme
from ui.widgets import Button, Card, paint_chip
from ui.widgets.line_cells import LineCells, inside
from ui.widgets.lines import LinesModel, LinesView

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


class _Cells(LineCells):
    def words(self, painter: QPainter, box: QRect, line: EventRow) -> None:
        row, box = line, inside(box)
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
        self.view = LinesView(self.model, _Cells, "Klaim kematian dan kecelakaan kerja", self)
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
