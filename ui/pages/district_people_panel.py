"""The person beside the list: how far they are in sentences, and what the village sent."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop.desk import PersonView
from ui import theme
from ui.people_table import look_of
from ui.widgets import Button, Card, Chip, EmptyState, Label, Line, drop
from ui.widgets.tables import FocusRing

WIDE = 326
NAME_WIDE = 118


class PersonPanel(Card):
    """``refused()``: the button was pressed."""

    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(0, 0, 0, 0))
        self.setFixedWidth(theme.px(WIDE))
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("Rincian peserta")
        FocusRing(self.area)
        self.body.addWidget(self.area, 1)
        self.refuse = Button("&Tolak…", "danger", "x-octagon-fill")
        self.refuse.clicked.connect(self.refused)
        self.hint = Label("", "caption")
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 10)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.refuse)
        self.body.addWidget(Line())
        self.body.addLayout(foot)
        self.show_nobody()

    def _put(self, page: QWidget) -> None:
        drop(self.area.takeWidget())
        self.area.setWidget(page)

    def show_nobody(self, several: int = 0) -> None:
        """Nobody, or several people at once."""
        what = f"{several} orang dipilih" if several else "Belum ada yang dipilih"
        why = "Tolak semuanya dengan satu alasan, atau pilih satu untuk melihat rinciannya." if several \
            else "Pilih satu baris untuk melihat rinciannya."
        self._put(EmptyState("people", what, why, parent=self.area.viewport(), bare=True))
        self.refuse.setEnabled(several > 0)
        self.hint.setText("")

    def show_person(self, view: PersonView, refusable: bool, why: str) -> None:
        """One person; ``why`` says what stands against refusing them."""
        page = QWidget(self.area.viewport(), objectName="plain")
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(6)
        column.addWidget(Label(view.row.nama or "Belum bernama", "section", wrap=True))
        place = f"{view.row.desa}, Kec. {view.kecamatan}" if view.kecamatan else view.row.desa
        column.addWidget(Label(place, "soft", wrap=True))
        column.addWidget(Chip(*look_of(view.row)), 0, Qt.AlignmentFlag.AlignLeft)
        for sentence in view.kalimat:
            column.addWidget(Label(sentence, "body", wrap=True))
        for name, lines in view.bagian:
            column.addSpacing(4)
            column.addWidget(Label(name, "heading"))
            column.addWidget(Line())
            column.addLayout(_lines(lines))
        column.addStretch(1)
        self._put(page)
        self.refuse.setEnabled(refusable)
        self.hint.setText(why)


def _lines(lines: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for at, (name, text) in enumerate(lines):
        label = Label(name, "caption")
        label.setFixedWidth(theme.px(NAME_WIDE))
        grid.addWidget(label, at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(text, "body", wrap=True), at, 1, Qt.AlignmentFlag.AlignTop)
    return grid
