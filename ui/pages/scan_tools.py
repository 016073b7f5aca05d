"""What can be done to a photo, beside it: which paper it is, turn, tilt, corners, look, and back to the original."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QSlider, QVBoxLayout, QWidget

from jamsos_desktop.desk import MOST_TILT, SCAN_LOOKS, SCAN_WHOLE, ScanEdit
from ui import theme
from ui.widgets.basic import Button, Label
from ui.widgets.field import FieldRow

WIDTH = 264
HALF_DEGREES = 2  # steps of a degree
SAFE = "Lokasi dan data kamera dibuang. Foto aslinya tidak diubah."


class ScanTools(QScrollArea):
    """``edited(ScanEdit)``: turned, tilted, toned. ``undone()``: back to the original. ``paper_chosen(kode)``."""

    edited = Signal(object)
    undone = Signal()
    paper_chosen = Signal(str)

    def __init__(self, papers: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self.setFixedWidth(theme.px(WIDTH))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit = ScanEdit()
        inner = QWidget(objectName="surface")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(8)
        self._build(papers)
        self._column.addStretch(1)
        self.setWidget(inner)

    def _build(self, papers: Mapping[str, str]) -> None:
        self.paper = FieldRow("Untuk berkas", choices=papers, reserve=0)
        self.paper.changed.connect(self.paper_chosen)
        self._column.addWidget(self.paper)
        self.size = Label("", "strong", wrap=True)
        self._column.addWidget(self.size)  # high up: in sight on a small screen too
        self._build_turns()
        self.free = QCheckBox("Sudut bebas (kertas difoto miring)")
        self.free.clicked.connect(self._freed)
        self.hand = Label("", "caption")
        self.hand.setMinimumHeight(2 * self.hand.fontMetrics().height())
        self.look = FieldRow("Warna", choices=SCAN_LOOKS, reserve=0)
        self.look.changed.connect(lambda rupa: self._change(rupa=rupa))
        self.back = Button("Kembali ke asli", icon="arrow-left")
        self.back.clicked.connect(self.undone)
        for widget in (self.free, self.hand, self.look, self.back):
            self._column.addWidget(widget)
        self.safe = Label(SAFE, "caption")
        self._column.addWidget(self.safe)

    def _build_turns(self) -> None:
        turns = QHBoxLayout()
        turns.setSpacing(8)
        self.left, self.right = Button("Putar &kiri"), Button("Putar ka&nan")
        self.left.clicked.connect(lambda: self._change(putar=(self.edit.putar + 3) % 4, sudut=SCAN_WHOLE))
        self.right.clicked.connect(lambda: self._change(putar=(self.edit.putar + 1) % 4, sudut=SCAN_WHOLE))
        for button in (self.left, self.right):
            turns.addWidget(button)
        turns.addStretch(1)
        self._column.addLayout(turns)
        self.tilt = QSlider(Qt.Orientation.Horizontal)
        most = int(MOST_TILT * HALF_DEGREES)
        self.tilt.setRange(-most, most)
        self.tilt.setSingleStep(1)
        self.tilt.setPageStep(2 * HALF_DEGREES)
        self.tilt.setMinimumHeight(26)
        self.tilt.valueChanged.connect(self._tilted)
        self.tilt_word = Label("", "label", wrap=False)
        self.tilt_word.setBuddy(self.tilt)
        self._column.addWidget(self.tilt_word)
        self._column.addWidget(self.tilt)

    # -- showing ------------------------------------------------------------------------------------

    def show_item(self, kode: str, edit: ScanEdit, can_edit: bool, can_use: bool) -> None:
        """Another photo, as it stands. ``can_edit``: a PDF and a photo that is not read yet cannot be changed."""
        self.edit = edit
        self.paper.set_text(kode)
        self.paper.edit.setEnabled(can_use)
        self._show_edit()
        if edit.sudut != SCAN_WHOLE:
            self.free.setChecked(not edit.straight)
        for widget in (self.left, self.right, self.tilt, self.free, self.look.edit):
            widget.setEnabled(can_edit)
        self.hand.setVisible(can_edit)

    def _show_edit(self) -> None:
        was = self.tilt.blockSignals(True)
        self.tilt.setValue(round(self.edit.miring * HALF_DEGREES))
        self.tilt.blockSignals(was)
        self.look.set_text(self.edit.rupa)
        degrees = f"{abs(self.edit.miring):.1f}".replace(".", ",")
        side = " ke kanan" if self.edit.miring > 0 else " ke kiri" if self.edit.miring < 0 else ""
        self.tilt_word.setText(f"Luruskan: {degrees} derajat{side}")
        self.tilt.setAccessibleName(self.tilt_word.text())
        self.back.setEnabled(self.edit != ScanEdit())

    def say_size(self, words: str, tip: str = "") -> None:
        """How many bytes it was and becomes."""
        self.size.setText(words)
        self.size.setToolTip(tip)

    def say_hand(self, name: str) -> None:
        """Which handle the arrows move."""
        self.hand.setText(f"Panah menggeser {name}. Spasi: pegangan berikutnya. Shift: lebih jauh.")

    # -- changing -----------------------------------------------------------------------------------

    def _change(self, **what: object) -> None:
        self.edit = replace(self.edit, **what)  # type: ignore[arg-type]
        self._show_edit()
        self.edited.emit(self.edit)

    def _tilted(self, value: int) -> None:
        self._change(miring=value / HALF_DEGREES)

    def _freed(self, free: bool) -> None:
        """Corners each for itself; back to a rectangle, the part kept is the smallest that holds them."""
        if free:
            self._change()
            return
        across, down = [x for x, _ in self.edit.sudut], [y for _, y in self.edit.sudut]
        left, right, top, bottom = min(across), max(across), min(down), max(down)
        self._change(sudut=((left, top), (right, top), (right, bottom), (left, bottom)))

    def with_corners(self, corners: tuple[tuple[float, float], ...]) -> ScanEdit:
        """The corners were moved on the photo; what is done to it now."""
        self.edit = replace(self.edit, sudut=corners)  # type: ignore[arg-type]
        self._show_edit()
        return self.edit
