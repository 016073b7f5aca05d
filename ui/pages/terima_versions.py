"""People whose record was changed on two laptops: every version, one person after the other, until somebody chose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import VersionRow
from jamsos_desktop.texts import number, title_name
from ui.widgets import Button, Card, Chip, Label, clear_layout

LEAD = "Data orang ini diubah di dua laptop. Semua versi disimpan. Telepon desa, lalu pilih yang benar."


class VersionsPanel(Card):
    """``settled(VersionRow)``: this version is the right one. ``closed``: back to the kiriman."""

    settled = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Beda di dua laptop", None, parent, margins=(0, 0, 0, 0))
        self.left = Label("", "caption", wrap=False)
        self.head.addWidget(self.left)
        self.buttons: list[Button] = []
        area = QScrollArea(self)
        holder = QWidget(area.viewport(), objectName="plain")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(9)
        area.setWidget(holder)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        self.body.addWidget(area)

    def show_versions(self, rows: Sequence[VersionRow]) -> None:
        """The first person who waits; how many there are stands in the head."""
        people = [list(group) for _, group in groupby(sorted(rows, key=lambda row: row.uid), key=lambda row: row.uid)]
        self.left.setText(f"{number(len(people))} orang")
        clear_layout(self._column)
        self.buttons = []
        if people:
            self._show_person(people[0])
        self._add_button("Kembali ke kiriman", "", self.closed.emit)
        self._column.addStretch(1)

    def _show_person(self, versions: Sequence[VersionRow]) -> None:
        first = versions[0]
        self._column.addWidget(Label(title_name(first.nama), "section", wrap=True))
        self._column.addWidget(Label(f"Desa {first.desa}", "caption"))
        self._column.addWidget(Label(LEAD, "body", wrap=True))
        for version in sorted(versions, key=lambda row: (not row.dipakai, row.waktu)):
            self._column.addWidget(_version_box(version, self._area.widget()))
            self._add_button(f"Laptop {version.laptop} yang benar", "primary" if version.dipakai else "",
                             lambda version=version: self.settled.emit(version))

    def _add_button(self, words: str, kind: str, act: Callable[[], object]) -> None:
        button = Button(words, kind)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _=False: act())
        before: QWidget = self.buttons[-1] if self.buttons else self
        self.buttons.append(button)
        self._column.addWidget(button)
        button.show()
        QWidget.setTabOrder(before, button)

    def focus_first(self) -> None:
        """Focus to the first button, scrolled into sight."""
        self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(self.buttons[0])


def _version_box(version: VersionRow, parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("list", True)
    column = QVBoxLayout(frame)
    column.setContentsMargins(10, 7, 10, 8)
    column.setSpacing(2)
    head = QHBoxLayout()
    head.addWidget(Label(f"Laptop {version.laptop}", "strong"))
    head.addStretch(1)
    if version.dipakai:
        head.addWidget(Chip("eye", "Tampil sekarang", "info"))
    column.addLayout(head)
    day = f"{version.waktu[8:10]}/{version.waktu[5:7]}/{version.waktu[:4]}"
    column.addWidget(Label(f"Diterima {day}, perubahan ke-{version.revisi}", "caption"))
    if version.beda:
        column.addWidget(Label(f"Beda: {', '.join(version.beda)}", "body", wrap=True))
    return frame
