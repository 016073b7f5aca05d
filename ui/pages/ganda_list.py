"""The pairs as a list: both villages, and how sure the likeness is; which of them are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from jamsos_desktop.desk import PairRow
from ui import theme
from ui.widgets import Button, Card, Combo, EmptyState, paint_chip
from ui.widgets.line_cells import LineCells
from ui.widgets.lines import LinesModel

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
ROOT = QModelIndex()
ROW = 48
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
        return f"{' · '.join(row.desa)}\n{row.rincian}" if role == Role.ToolTipRole else None


class _Painter(LineCells):
    """Name and chip above, both villages below."""

    high = ROW

    def words(self, painter: QPainter, box: QRect, line: PairRow) -> None:
        bold, left = theme.font("body", 600), box.x() + 12
        lower = self._chip_below(line, box.width())
        chip = self._chip(painter, box.translated(0, theme.px(20)) if lower else box, line)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(bold)
        painter.setPen(theme.qcolor("text"))
        room = (box.right() if lower else chip.x()) - left - 8
        name = QFontMetrics(bold).elidedText(line.nama, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, box.y() + 4, box.width(), theme.px(22)), middle, name)
        soft = theme.font("caption")
        painter.setFont(soft)
        painter.setPen(theme.qcolor("text_2"))
        room = (chip.x() if lower else box.right()) - left - 8
        place = QFontMetrics(soft).elidedText(" · ".join(line.desa), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, box.y() + theme.px(25), box.width(), theme.px(18)), middle, place)

    @staticmethod
    def _chip_below(row: PairRow, wide: int) -> bool:
        """Whether the chip stands on the second line: a long name keeps the whole first one."""
        caption = QFontMetrics(theme.font("caption"))
        left = wide - caption.horizontalAdvance(chip_of(row)[1]) - 31 - 29
        return (QFontMetrics(theme.font("body", 600)).horizontalAdvance(row.nama) > left
                and caption.horizontalAdvance(" · ".join(row.desa)) <= left)

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
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Pasangan yang mungkin satu orang")

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

    def __init__(self) -> None:
        self.combo = Combo(choices=dict(SHOWN))
        self.combo.setProperty("small", True)
        self.combo.set_text(OPEN)
        self.combo.setAccessibleName("Pasangan yang ditampilkan")
        super().__init__("Pasangan", self.combo, margins=(1, 0, 1, 1))
        self.combo.setFixedWidth(theme.px(146))
        self.model = PairsModel()
        self.view = PairsView(self.model)
        self.empty = EmptyState("files", "", "", Button("Cari ganda", icon="search"), bare=True)
        self.middle = QStackedWidget(self)
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
