"""The list of villages found: one line each, the typed letters bold. Loaded with the first search."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import theme

if TYPE_CHECKING:
    from jamsos_desktop.model.regions import SearchResult, Wilayah

REGION = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


def short_kabupaten(name: str) -> str:
    """"Kabupaten Konawe" -> "Kab. Konawe"; a Kota keeps its word."""
    return re.sub(r"^Kabupaten ", "Kab. ", name)


def bold_parts(name: str, wanted: str) -> list[tuple[str, bool]]:
    """The name cut into (text, is it what was typed) pieces: ("Bajo", True), ("e", False)."""
    words = sorted((re.escape(word) for word in wanted.split() if word), key=len, reverse=True)
    if not words:
        return [(name, False)]
    pieces = re.split(rf"(\b(?:{'|'.join(words)}))", name, flags=re.IGNORECASE)
    return [(piece, at % 2 == 1) for at, piece in enumerate(pieces) if piece]


class _RegionPainter(QStyledItemDelegate):
    """Header lines, and one region per line: pin, name with the typed letters bold, where, code."""

    typed = ""
    chosen: Wilayah | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(38 if index.data(REGION) is not None else 30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        region = index.data(REGION)
        if region is None:
            self._heading(painter, option.rect.adjusted(0, 0, 0, -5), index.data())
        else:
            self._region(painter, option, region)
        painter.restore()

    def _heading(self, painter: QPainter, room: QRect, words: str) -> None:
        """What the group is, bold, and what to do with it behind the comma."""
        painter.setPen(theme.qcolor("text_2"))
        name, comma, advice = words.partition(",")
        for text, role in ((name, "label"), (comma + advice, "caption")):
            painter.setFont(theme.font(role))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignBottom), text)
            room = room.adjusted(QFontMetrics(painter.font()).horizontalAdvance(text), 0, 0, 0)

    def _region(self, painter: QPainter, option: QStyleOptionViewItem, region: Wilayah) -> None:
        here, box = region == self.chosen, option.rect
        painter.fillRect(box, theme.qcolor("selection" if here else "surface"))
        painter.setPen(theme.qcolor("border"))
        painter.drawRect(box.adjusted(0, -1, -1, -1))
        pin = theme.pixmap(*(("geo-alt-fill", "accent") if here else ("geo-alt", "text_3")), 14)
        painter.drawPixmap(box.x() + 12, box.y() + (box.height() - 14) // 2, pin)
        name_wide = max(150, int(box.width() * 0.24))
        self._name(painter, QRect(box.x() + 38, box.y(), name_wide, box.height()), region.nama)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.qcolor("text_2"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        code_wide = QFontMetrics(painter.font()).horizontalAdvance(region.kode) + 12
        room = QRect(box.x() + 46 + name_wide, box.y(), box.width() - name_wide - code_wide - 60, box.height())
        painter.drawText(room, middle, _where(QFontMetrics(painter.font()), region, room.width()))
        painter.drawText(box.adjusted(0, 0, -12, 0), middle | int(Qt.AlignmentFlag.AlignRight), region.kode)

    def _name(self, painter: QPainter, room: QRect, name: str) -> None:
        painter.setPen(theme.qcolor("text"))
        x = room.x()
        for text, bold in bold_parts(name, self.typed):
            font = theme.font("input", 600 if bold else 400)
            painter.setFont(font)
            left = QRect(x, room.y(), room.right() - x, room.height())
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, left.width())
            painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), shown)
            x += QFontMetrics(font).horizontalAdvance(text)


def _where(metrics: QFontMetrics, region: Wilayah, room: int) -> str:
    """Kecamatan, kabupaten and province; the largest go first where there is no room."""
    words = f"Kec. {region.kecamatan} · {short_kabupaten(region.kabupaten)} · {region.provinsi}"
    while metrics.horizontalAdvance(words) > room and " · " in words:
        words = words.rpartition(" · ")[0]
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)


class RegionList(QListWidget):
    """Exact names first, then similar ones. ``marked(region or None)``, ``taken()`` on a double click."""

    marked = Signal(object)
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListWidget { background: transparent; border: 0; }")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Desa yang ditemukan")
        self._painter = _RegionPainter(self)
        self.setItemDelegate(self._painter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._mark)
        self.itemDoubleClicked.connect(lambda _: self.taken.emit())

    def show_found(self, text: str, found: SearchResult | None) -> None:
        """List what was found for ``text`` and mark the first."""
        self._painter.typed = text
        self.clear()
        if found is not None:
            several = len(found.exact)
            self._add_group(f"{several} desa cocok persis" if several else "", found.exact)
            self._add_group("Nama yang mirip, periksa bila desa Anda bukan yang di atas" if several
                            else "Nama yang mirip", found.similar)
        first = next((row for row in range(self.count()) if self.at(row) is not None), -1)
        self.setCurrentRow(first)
        if first < 0:
            self._mark(-1)

    def _add_group(self, head: str, regions: Any) -> None:
        if not regions:
            return
        if head:
            self.addItem(head)
            self.item(self.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)
        for region in regions:
            item = QListWidgetItem(f"{region.nama}, {region.kecamatan}, {region.kabupaten}, {region.kode}", self)
            item.setData(REGION, region)

    def at(self, row: int) -> Wilayah | None:
        """The village of a line; None for a heading or no line."""
        item = self.item(row)
        found: Wilayah | None = item.data(REGION) if item else None
        return found

    def _mark(self, row: int) -> None:
        self._painter.chosen = self.at(row)
        self.marked.emit(self._painter.chosen)

    def step(self, by: int) -> None:
        """Mark the next or previous village, over headings."""
        row = self.currentRow() + by
        while 0 <= row < self.count():
            if self.at(row) is not None:
                self.setCurrentRow(row)
                return
            row += by

    def mark_code(self, kode: str) -> bool:
        """Mark the village with that code, when it is in the list."""
        for row in range(self.count()):
            found = self.at(row)
            if found is not None and found.kode == kode:
                self.setCurrentRow(row)
                return True
        return False
