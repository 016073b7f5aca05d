"""A new recovery sheet, alone or with a new key after a suspected leak: the three cards of the wizard in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.problems import Problem
from ui import ask, busy, theme
from ui.pages.wizard_pemulihan import PemulihanStep
from ui.widgets import Button, Label

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, RecoverySheet

OLD_STAYS = "Lembar lama tetap berlaku sampai Anda menekan {verb}."


class SheetWindow(QDialog):
    """``exec`` is true when the sheet is on paper, proved, and ``do`` has put it into force."""

    title, verb, first = "Buat lembar pemulihan baru", "&Simpan lembar baru", "Cetak lembar pemulihan"

    def __init__(self, desk: Desk, sheet: RecoverySheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle("Jamsos Desa")
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(1130), room.width() - 24), min(theme.px(620), room.height() - 48))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inner = QWidget(objectName="surface")
        inner.setProperty("sheet", True)
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 18, 0, 0)
        body.setSpacing(0)
        known = desk.sheet_state() is not None
        head = Label(self.title if known else self.first, "title")
        head.setContentsMargins(32, 0, 32, 0)
        body.addWidget(head)
        self.step = PemulihanStep()
        self.step.begin(desk, sheet)
        body.addWidget(self.step, 1)
        column.addWidget(inner, 1)
        column.addWidget(self._foot(known))
        self.step.changed.connect(self._look)
        self._look()
        self.step.start()

    def _foot(self, known: bool) -> QFrame:
        foot = QFrame(objectName="foot")
        foot.setFixedHeight(theme.px(60))
        row = QHBoxLayout(foot)
        row.setContentsMargins(32, 0, 32, 0)
        row.setSpacing(10)
        words = OLD_STAYS.format(verb=self.verb.replace("&", ""))
        row.addWidget(Label(words if known else "", "caption", wrap=False))
        row.addStretch(1)
        cancel, self.ok = Button("&Batal"), Button(self.verb, "primary")
        cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self.try_it)
        row.addWidget(cancel)
        row.addWidget(self.ok)
        return foot

    def _look(self) -> None:
        self.ok.setEnabled(self.step.ready)

    def do(self, sheet: RecoverySheet, place: str, keeper: str) -> bool:
        """Put the sheet into force; False when the window was closed without. Raises Problem."""
        with busy.moment():
            self._desk.keep_sheet(sheet, place, keeper)
        return True

    def try_it(self) -> None:
        """Put the sheet into force and close; a Problem is told and the window stays."""
        sheet = self.step.sheet
        assert sheet is not None
        try:
            if self.do(sheet, self.step.place.text().strip(), self.step.keeper.text()):
                self.accept()
        except Problem as problem:
            ask.tell(self, problem)

    def done(self, result: int) -> None:
        self.step.forget()
        super().done(result)
