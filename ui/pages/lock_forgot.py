"""Lupa PIN: the twelve words of the recovery sheet let somebody choose a new PIN; wrong words change nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.model import pin as pins
from jamsos_desktop.problems import Problem
from ui import busy, theme
from ui.keys import bind
from ui.pages.pin_form import PinForm
from ui.pages.wizard_words import WordGrid
from ui.widgets import Button, FieldRow, Label, NoteStrip, TallArea

if TYPE_CHECKING:
    from ui.pages.lock import Door

LEADER = "pemimpin"  # whoever leads, also where the key file does not name them
_SOMEBODY_ELSE = ("PENGGUNA_TIDAK_ADA", "PEMIMPIN_TANPA_PIN")


class ForgotPage(QWidget):
    """``opened()``: the new PIN is set and the desk open; ``left()``: back to the PIN page."""

    opened = Signal()
    left = Signal()

    def __init__(self, door: Door, user: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        inner = QWidget(objectName="plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 22, 32, 16)
        column.setSpacing(4)
        column.addWidget(Label("Buat PIN baru dengan lembar pemulihan", "title"))
        column.addWidget(Label("Ketik 12 kata sesuai nomor di kertas. Urutan kata tidak boleh tertukar. "
                               "Isi kode QR boleh dipindai atau ditempel di kata pertama.", "soft", wrap=True))
        column.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(40)
        row.addLayout(self._words(), 3)
        row.addLayout(self._new_pin(user), 2)
        column.addLayout(row)
        self.wrong = NoteStrip("error", "")
        self.wrong.hide()
        column.addWidget(self.wrong)
        column.addStretch(1)
        page.addWidget(TallArea(inner), 1)
        page.addWidget(self._foot())
        for key, step in (("F8", 1), ("Shift+F8", -1)):
            bind(self, key, lambda step=step: self._next(step))
        bind(self, "Ctrl+Enter", self.try_it)

    def _words(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(0)
        self.grid = WordGrid()
        self.grid.changed.connect(self._changed)
        side.addWidget(self.grid)
        side.addStretch(1)
        return side

    def _new_pin(self, user: str) -> QVBoxLayout:
        from ui.pages.lock import people_of

        side = QVBoxLayout()
        side.setSpacing(10)
        people = people_of(self._door)
        self.who = FieldRow("PIN baru untuk", choices={**people, LEADER: "Sekretaris atau petugas yang memimpin"},
                            reserve=0)
        self.who.set_text(user if user in people else next(iter(people), LEADER))
        self.who.setVisible(len(people) > 1)
        self.who.setMaximumWidth(theme.px(420))
        side.addWidget(self.who)
        self.form = PinForm(_judge)
        self.form.changed.connect(self._changed)
        self.form.entered.connect(self.try_it)
        side.addWidget(self.form)
        side.addStretch(1)
        return side

    def _foot(self) -> QFrame:
        foot = QFrame(objectName="foot")
        foot.setFixedHeight(64)
        row = QHBoxLayout(foot)
        row.setContentsMargins(32, 0, 32, 0)
        row.setSpacing(10)
        row.addWidget(Label("PIN orang lain tidak berubah.", "caption", wrap=False))
        row.addStretch(1)
        back = Button("&Kembali ke PIN", icon="arrow-left")
        back.clicked.connect(self.left)
        self.ok = Button("&Buat PIN baru", "primary")
        self.ok.clicked.connect(self.try_it)
        row.addWidget(back)
        row.addWidget(self.ok)
        self.ok.setEnabled(False)
        return foot

    @property
    def ready(self) -> bool:
        return self.grid.ready and self.form.ready

    def start(self) -> None:
        """Focus to the first word that is missing."""
        self.grid.start()

    def _changed(self) -> None:
        self.wrong.hide()
        self.ok.setEnabled(self.ready)

    def _next(self, step: int) -> None:
        if not self.grid.next_problem(step):
            self.form.pin.setFocus()

    def try_it(self) -> None:
        """Set the new PIN and open the desk with it; what went wrong stands below the words, which stay."""
        if not self.ready:
            self._next(1)
            return
        assert self._door.recover is not None
        problem: Problem | None = None
        with busy.moment():
            try:
                chosen = "" if self.who.text() == LEADER else self.who.text()
                holder = self._door.recover(self.grid.words, self.form.value, chosen)
                self._door.unlock(self.form.value, holder)
            except Problem as found:
                problem = found
        if problem is None:
            self.opened.emit()
            return
        self.who.setVisible(self.who.isVisible() or problem.kode in _SOMEBODY_ELSE)
        self.tell(str(problem))

    def tell(self, why: str) -> None:
        """What is wrong, until something is typed."""
        self.wrong.set("error", why)
        self.wrong.show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Words and PIN are gone with the page."""
        self.grid.clear()
        self.form.clear()
        super().hideEvent(event)


def _judge(pin: str, again: str) -> Sequence[pins.PinRule]:
    """Whose days of birth are known only once the data are open: no PIN may read as a day."""
    return pins.rules(pin, again, (), "siapa pun di kantor ini")
