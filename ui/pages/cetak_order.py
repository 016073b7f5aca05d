"""What is to be printed: the three cards at the left of page Cetak (siapa, dokumen, kertas)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import theme
from ui.widgets.basic import Card, Label, LinkButton

Index = QModelIndex | QPersistentModelIndex
KERTAS = {"A4": "A4 210 × 297", "F4": "F4 215 × 330"}
HASIL = {"pdf": "PDF", "cetak": "PDF, lalu cetak"}
_KODE, _NOTE, _COUNT = (int(Qt.ItemDataRole.UserRole) + n for n in range(3))
_ROW = 38


class Paper(NamedTuple):
    """One line of Dokumen. ``note``: what it is, or why it cannot be had; ``count``: sheets."""

    kode: str
    name: str
    note: str
    count: int
    usable: bool


class WhoCard(Card):
    """1. Siapa: whose papers. ``changed`` fires when another answer is chosen."""

    changed = Signal(str)
    edit_choice = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        link = LinkButton("Ubah pilihan")
        super().__init__("1. Siapa", link, parent, margins=(12, 0, 12, 10))
        _plain_head(self)
        link.clicked.connect(self.edit_choice)
        self.link = link
        self.box = QComboBox()
        self.box.setAccessibleName("Siapa yang dicetak")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.activated.connect(lambda _: self.changed.emit(self.key))
        self.body.addWidget(self.box)

    @property
    def key(self) -> str:
        return str(self.box.currentData() or "")

    def set_choices(self, choices: Mapping[str, str], wanted: str) -> None:
        """Offer key -> words; keeps ``wanted`` where it is still offered, else the first."""
        self.box.clear()
        for key, words in choices.items():
            self.box.addItem(words, key)
        self.box.setCurrentIndex(max(0, self.box.findData(wanted)))


class _PaperDelegate(QStyledItemDelegate):
    """Tick, name over note, sheets at the right; a click anywhere on the row ticks it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        usable = bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        painter.save()
        self._frame(painter, option, index)
        self._tick(painter, QRect(area.left() + 12, area.center().y() - 7, 16, 16), index, usable)
        caption = theme.font("caption")
        count = f"{index.data(_COUNT)} lbr"
        painter.setFont(caption)
        painter.setPen(theme.qcolor("text_2" if usable else "text_3"))
        painter.drawText(area.adjusted(0, 0, -12, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                         count)
        words = area.adjusted(37, theme.px(2), -(QFontMetrics(caption).horizontalAdvance(count) + 20), -theme.px(2))
        half = words.height() // 2
        lower = QRect(words.left(), words.top() + half, words.width(), half)
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics().elidedText(
            str(index.data(_NOTE)), Qt.TextElideMode.ElideRight, lower.width()))
        painter.setFont(theme.font("body"))
        painter.setPen(theme.qcolor("text" if usable else "text_disabled"))
        painter.drawText(QRect(words.left(), words.top(), words.width(), half), Qt.AlignmentFlag.AlignVCenter,
                         str(index.data()))
        painter.restore()

    @staticmethod
    def _frame(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(option.rect, theme.qcolor("selection"))
            painter.setPen(theme.qcolor("focus"))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        elif index.row():
            painter.setPen(theme.qcolor("border"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())

    @staticmethod
    def _tick(painter: QPainter, box: QRect, index: Index, usable: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value and usable
        painter.setPen(theme.qcolor("accent" if ticked else "border_input" if usable else "border"))
        painter.setBrush(theme.qcolor("accent" if ticked else "surface" if usable else "surface_alt"))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 3, 3)
        if ticked:
            painter.drawPixmap(box.left() + 2, box.top() + 2, theme.pixmap("check-lg", "on_accent", 12))

    def editorEvent(self, event: QEvent, model: Any, option: QStyleOptionViewItem, index: Index) -> bool:
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return False
        clicked = (event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
                   and event.button() == Qt.MouseButton.LeftButton)
        pressed = event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select)  # type: ignore[attr-defined]
        if not clicked and not pressed:
            return False
        now = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        fresh = Qt.CheckState.Unchecked if now else Qt.CheckState.Checked
        return bool(model.setData(index, fresh.value, Qt.ItemDataRole.CheckStateRole))


class PaperList(QListView):
    """The kinds of paper, ticked with Space or a click. ``ticked_changed`` fires on every tick."""

    ticked_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setItemDelegate(_PaperDelegate(self))
        self.setAccessibleName("Dokumen yang dicetak")
        self.setProperty("bare", True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._ticked: dict[str, bool] = {}
        self._items.itemChanged.connect(self._remember)

    def set_papers(self, papers: Sequence[Paper]) -> None:
        """Show these; what was ticked before stays so, a new kind is ticked when it can be had."""
        at = self.currentIndex().row()
        self._items.blockSignals(True)
        self._items.clear()
        for paper in papers:
            self._items.appendRow(self._item(paper))
        self._items.blockSignals(False)
        self._items.layoutChanged.emit()
        self.setCurrentIndex(self._items.index(max(at, 0), 0))
        self.updateGeometry()

    def ticked(self) -> tuple[str, ...]:
        """Codes of the usable kinds that are ticked, in the order of the list."""
        items = [self._items.item(row) for row in range(self._items.rowCount())]
        return tuple(str(i.data(_KODE)) for i in items if i.isEnabled() and i.checkState() == Qt.CheckState.Checked)

    def sizeHint(self) -> QSize:
        return QSize(300, theme.px(_ROW) * max(1, self._items.rowCount()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme.px(_ROW) * 2)

    def _item(self, paper: Paper) -> QStandardItem:
        item = QStandardItem(paper.name)
        item.setCheckable(True)
        item.setEnabled(paper.usable)
        item.setCheckState(Qt.CheckState.Checked if self._ticked.get(paper.kode, True) and paper.usable
                           else Qt.CheckState.Unchecked)
        for role, value in ((_KODE, paper.kode), (_NOTE, paper.note), (_COUNT, paper.count)):
            item.setData(value, role)
        item.setToolTip(paper.note)
        item.setData(f"{paper.name}, {paper.count} lembar, {paper.note}", int(Qt.ItemDataRole.AccessibleTextRole))
        return item

    def _remember(self, item: QStandardItem) -> None:
        self._ticked[str(item.data(_KODE))] = item.checkState() == Qt.CheckState.Checked
        self.ticked_changed.emit()


class PaperCard(Card):
    """2. Dokumen: the list, with the number of sheets at the right of the title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.sum = Label("", "caption", wrap=False)
        super().__init__("2. Dokumen", self.sum, parent, margins=(0, 0, 0, 1))
        self.list = PaperList()
        self.body.addWidget(self.list)


class SheetCard(Card):
    """3. Kertas: size, what is made of it, and where the file goes."""

    changed = Signal()
    pick_folder = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("3. Kertas", None, parent, margins=(12, 0, 12, 10))
        _plain_head(self)
        self.size = _box(KERTAS, "Ukuran kertas")
        self.result = _box(HASIL, "Hasil")
        self.place = Label("", "caption", wrap=False)
        self.place_link = LinkButton("Ganti folder...")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, (words, box) in enumerate((("Ukuran", self.size), ("Hasil", self.result))):
            grid.addWidget(Label(words, "label"), 0, column)
            grid.addWidget(box, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.place, 2, 0)
        grid.addWidget(self.place_link, 2, 1, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(grid)
        self.size.activated.connect(lambda _: self.changed.emit())
        self.result.activated.connect(lambda _: self.changed.emit())
        self.place_link.clicked.connect(self.pick_folder)

    @property
    def kertas(self) -> str:
        return str(self.size.currentData())

    def set_kertas(self, kertas: str) -> None:
        """Choose a size (the one of the village's profile)."""
        self.size.setCurrentIndex(max(0, self.size.findData(kertas)))

    @property
    def wants_print(self) -> bool:
        return self.result.currentData() == "cetak"


def _plain_head(card: Card) -> None:
    """A short card reads as one piece: no line under its title."""
    if card.title is not None:
        card.title.parentWidget().setProperty("cardhead", False)


def _box(choices: Mapping[str, str], name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    # two boxes share a narrow card: the general rule leaves room for the arrow twice
    box.setStyleSheet("QComboBox, QComboBox:focus { padding-right: 0; }")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for key, words in choices.items():
        box.addItem(words, key)
    return box
