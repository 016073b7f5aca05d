"""The pairs as a list: both villages, and how sure the likeness is; which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStackedWidget, QStyleOptionViewItem, QWidget

from jamsos_desktop.desk import PairRow
from ui import theme
from ui.widgets import Button, Card, Combo, EmptyState, paint_chip
from ui.widgets.line_cells import LineCells
from ui.widgets.lines import LinesModel

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
ROW, OWN_LINE = 48, 22
BESIDE_NAME, BESIDE_VILLAGES, BELOW = range(3)  # where the chip of a pair stands
OPEN, NIK, ALIKE, DECIDED = "terbuka", "nik", "mirip", "diputuskan"
SHOWN = ((OPEN, "Paling yakin"), (NIK, "NIK sama"), (ALIKE, "Mirip"), (DECIDED, "Sudah diputuskan"))
DECISIONS = {1: "Pakai A", 2: "Pakai B", 3: "Pindah desa", 4: "Dua orang"}


def chip_of(row: PairRow) -> tuple[str, str, str]:
    """(icon, word, colour role): what was decided, or how sure the likeness is."""
    if row.keputusan:
        return "check-circle-fill", DECISIONS[row.keputusan], "ok"
    if row.jenis == "nik":
        return "x-octagon-fill", "NIK sama", "error"
    return "exclamation-triangle-fill", f"Mirip {row.skor}%", "warn"


def matches(row: PairRow, shown: str) -> bool:
    """Whether a pair belongs to what is shown."""
    if shown == DECIDED:
        return row.keputusan > 0
    return not row.keputusan and shown in (OPEN, row.jenis)


class PairsModel(LinesModel[PairRow]):
    """Pairs in the order the desk gives them."""

    def pair(self, row: int) -> PairRow | None:
        """The pair of a row, None outside."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def row_of(self, pair_id: int) -> int:
        """The row of a pair, -1 when it is not listed."""
        return next((at for at, row in enumerate(self.lines) if row.id == pair_id), -1)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        row = self.pair(index.row())
        if row is None:
            return None
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return f"{row.nama}, {' dan '.join(row.desa)}, {chip_of(row)[1]}"
        return f"{row.nama}\n{' · '.join(row.desa)}\n{row.rincian}" if role == Role.ToolTipRole else None


@cache
def _metrics(kind: str, weight: int, scale: float) -> QFontMetrics:
    return QFontMetrics(theme.font(kind, weight))


def _chip_line(row: PairRow, wide: int) -> int:
    """The line the chip stands on in a row so wide."""
    caption, bold = _metrics("caption", 0, theme.scale()), _metrics("body", 600, theme.scale())
    left = wide - caption.horizontalAdvance(chip_of(row)[1]) - 31 - 30
    if bold.horizontalAdvance(row.nama) <= left:
        return BESIDE_NAME
    return BESIDE_VILLAGES if caption.horizontalAdvance(" · ".join(row.desa)) <= left else BELOW


class _Painter(LineCells):
    """Name and chip above, both villages below. The chip stands where it leaves the words beside it whole: beside the
    name, else beside the villages, else on a line of its own."""

    high = ROW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line: PairRow = index.model().lines[index.row()]
        wide = option.widget.viewport().width() if isinstance(option.widget, QListView) else option.rect.width()
        return QSize(100, theme.px(ROW + (OWN_LINE if _chip_line(line, wide) == BELOW else 0)))

    def words(self, painter: QPainter, box: QRect, line: PairRow) -> None:
        bold, left = theme.font("body", 600), box.x() + 12
        at = _chip_line(line, box.width())
        chip = self._chip(painter, box.translated(0, theme.px(20) * at), line)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(bold)
        painter.setPen(theme.qcolor("text"))
        room = (chip.x() if at == BESIDE_NAME else box.right()) - left - 8
        name = QFontMetrics(bold).elidedText(line.nama, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, box.y() + 4, box.width(), theme.px(22)), middle, name)
        soft = theme.font("caption")
        painter.setFont(soft)
        painter.setPen(theme.qcolor("text_2"))
        room = (chip.x() if at == BESIDE_VILLAGES else box.right()) - left - 8
        place = QFontMetrics(soft).elidedText(" · ".join(line.desa), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, box.y() + theme.px(25), box.width(), theme.px(18)), middle, place)

    @staticmethod
    def _chip(painter: QPainter, box: object, row: PairRow) -> QRectF:
        icon, word, role = chip_of(row)
        font = theme.font("caption")
        wide = QFontMetrics(font).horizontalAdvance(word) + 31
        place = QRectF(box.right() - wide - 9, box.y() + 5, wide, max(20, QFontMetrics(font).height() + 4))
        painter.setFont(font)
        paint_chip(painter, place, icon, word, role, not row.keputusan)
        return place


class PairsView(QListView):
    """``moved(row)``: another pair is chosen. ``entered``: Enter."""

    moved = Signal(int)
    entered = Signal()

    def __init__(self, model: PairsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setProperty("bare", True)
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Pasangan yang mungkin satu orang")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # another width, other rows that need a line more; also where a bar came

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.moved.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.text().isdigit():
            event.ignore()  # 1 to 4 choose a decision; no jump to a name
        else:
            super().keyPressEvent(event)


class PairsCard(Card):
    """``chosen(PairRow | None)``, ``entered``; ``wanted``: another part of the pairs is asked for."""

    chosen = Signal(object)
    entered = Signal()
    wanted = Signal()
    search_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.combo = Combo(choices=dict(SHOWN))
        self.combo.setProperty("small", True)
        self.combo.set_text(OPEN)
        self.combo.setAccessibleName("Pasangan yang ditampilkan")
        super().__init__("Pasangan", self.combo, parent, margins=(1, 0, 1, 1))
        self.combo.setFixedWidth(theme.px(146))
        self.model = PairsModel()
        self.middle = QStackedWidget(self)
        self.view = PairsView(self.model, self.middle)
        self.empty = EmptyState("files", "", "", Button("Cari ganda", icon="search"), parent=self.middle, bare=True)
        self.middle.addWidget(self.view)
        self.middle.addWidget(self.empty)
        self.body.addWidget(self.middle, 1)
        self.view.moved.connect(lambda row: self.chosen.emit(self.model.pair(row)))
        self.view.entered.connect(self.entered)
        self.combo.activated.connect(lambda _: self.wanted.emit())
        self.empty.button.clicked.connect(self.search_wanted)

    @property
    def shown(self) -> str:
        return self.combo.text()

    def show_part(self, key: str) -> None:
        """Choose which pairs are listed."""
        self.combo.set_text(key)

    def show_pairs(self, rows: Sequence[PairRow], keep: int, empty: tuple[str, str]) -> None:
        """List what belongs to the part shown, and stand on pair ``keep``, else on the row that took its place."""
        before = max(self.view.currentIndex().row(), 0)
        self.model.set_lines([row for row in rows if matches(row, self.shown)])
        self.empty.set("check-circle-fill" if self.shown == DECIDED else "files", *empty)
        self.middle.setCurrentWidget(self.view if self.model.rowCount() else self.empty)
        at = self.model.row_of(keep)
        self.go_to(at if at >= 0 else before)
        if not self.model.rowCount():
            self.chosen.emit(None)

    def go_to(self, row: int) -> None:
        """Stand on a row, or on the last when there are fewer."""
        rows = self.model.rowCount()
        if rows:
            self.view.setCurrentIndex(self.model.index(min(row, rows - 1), 0))

    def current(self) -> PairRow | None:
        """The pair the keyboard stands on, None when on none."""
        return self.model.pair(self.view.currentIndex().row())

    def step(self, by: int) -> None:
        """The next or previous pair, from wherever the keyboard is."""
        self.go_to(max(self.view.currentIndex().row() + by, 0))
