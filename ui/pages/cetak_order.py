"""What is to be printed: the three cards at the left of page Cetak (siapa, dokumen, kertas)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.pages.cetak_papers import PaperList
from ui.widgets.basic import Card, Label, Line, LinkButton

KERTAS = {"A4": "A4 210 × 297", "F4": "F4 215 × 330"}
HASIL = {"pdf": "PDF", "cetak": "PDF, lalu cetak"}


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
        self.box = QComboBox(self)
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


class PaperCard(Card):
    """2. Dokumen: the list, with the number of sheets at the right of the title; below it, other kinds and how each
    is to be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.sum = Label("", "caption", wrap=False)
        super().__init__("2. Dokumen", self.sum, parent, margins=(0, 0, 0, 0))
        self.body.setSpacing(0)
        self.list = PaperList(self)
        self.body.addWidget(self.list)
        self.body.addWidget(Line())
        self.more = LinkButton("Dokumen lain...")
        self.set_up = LinkButton("Atur dokumen...")
        self.set_up.setToolTip("F2")
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 5)
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self.set_up)
        self.body.addLayout(foot)


class SheetCard(Card):
    """3. Kertas: size, what is made of it, and where the file goes."""

    changed = Signal()
    pick_folder = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("3. Kertas", None, parent, margins=(12, 0, 12, 10))
        _plain_head(self)
        self.size = _box(KERTAS, "Ukuran kertas", self)
        self.result = _box(HASIL, "Hasil", self)
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

    def show_place(self, folder: Path) -> None:
        """Say where the file goes; the whole path in the tool tip."""
        words = self.place.fontMetrics().elidedText(f"Ke folder {folder.name}", Qt.TextElideMode.ElideMiddle, 190)
        self.place.setText(words)
        self.place.setToolTip(str(folder))

    @property
    def wants_print(self) -> bool:
        return self.result.currentData() == "cetak"


def _plain_head(card: Card) -> None:
    """A short card reads as one piece: no line under its title."""
    if card.title is not None:
        card.title.parentWidget().setProperty("cardhead", False)


def _box(choices: Mapping[str, str], name: str, card: Card) -> QComboBox:
    box = QComboBox(card)
    box.setAccessibleName(name)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    # two boxes share a narrow card: the general rule leaves room for the arrow twice
    box.setStyleSheet("QComboBox, QComboBox:focus { padding-right: 0; }")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for key, words in choices.items():
        box.addItem(words, key)
    return box
