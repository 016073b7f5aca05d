"""The bar above the history: who, which part of the work, between which days, and about whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop.desk import TrailQuery
from jamsos_desktop.model.actions import PARTS
from ui import theme
from ui.widgets import Button, Combo, Label
from ui.widgets.edits import DateEdit

QUIET_MS = 140
ALL = "semua"


class TrailFilters(QWidget):
    """``changed()``: another query. ``person``: uid and name of whom it is about, ("", "") of everybody."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person = ("", "")
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.who = self._choice("Oleh siapa", {ALL: "Semua orang"}, 190)
        self.part = self._choice("Bagian", {ALL: "Semua bagian", **{key: words for key, (words, _) in PARTS.items()}},
                                 224)
        self.since, self.until = self._day("Dari tanggal"), self._day("Sampai tanggal")
        for widget in (self.who, self.part, Label("Dari", "label"), self.since, Label("sampai", "label"), self.until):
            row.addWidget(widget)
        self.clear_button = Button("Hapus saringan", icon="x-lg")
        self.clear_button.clicked.connect(self.clear)
        row.addWidget(self.clear_button)
        row.addStretch(1)

    def _choice(self, name: str, choices: dict[str, str], wide: int) -> Combo:
        combo = Combo(self, choices)
        combo.setAccessibleName(name)
        combo.setFixedWidth(theme.px(wide))
        combo.set_text(ALL)
        combo.typed.connect(lambda _: self.changed.emit())
        return combo

    def _day(self, name: str) -> DateEdit:
        edit = DateEdit(self)
        edit.setAccessibleName(name)
        edit.setPlaceholderText("hh/bb/tttt")
        edit.setFixedWidth(theme.px(132))
        edit.typed.connect(lambda _: self._quiet.start())
        return edit

    def set_actors(self, actors: Sequence[tuple[str, str]]) -> None:
        """Everybody who can be chosen, as kept and as shown; the choice stays where it still is one."""
        chosen = self.who.text()
        known = dict(actors)
        self.who.set_choices({ALL: "Semua orang", **known})
        self.who.set_text(chosen if chosen in known else ALL)

    def show_person(self, uid: str, name: str) -> None:
        """Only what is about one person."""
        self._empty()
        self.person = (uid, name)

    def clear(self) -> None:
        """Everything again."""
        self._empty()
        self.changed.emit()
        self.who.setFocus()

    def _empty(self) -> None:
        self.person = ("", "")
        self.who.set_text(ALL)
        self.part.set_text(ALL)
        for edit in (self.since, self.until):
            edit.setText("")

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return self.query() != TrailQuery()

    def query(self) -> TrailQuery:
        """What is asked for; a day that is not whole yet asks nothing."""
        return TrailQuery(_code(self.who), _code(self.part), self.person[0], self._day_of(self.since),
                          self._day_of(self.until))

    @staticmethod
    def _day_of(edit: DateEdit) -> date | None:
        return edit.value()


def _code(combo: Combo) -> str:
    return "" if combo.text() == ALL else combo.text()
