"""Leaving in the editor: the button that asks when and why, and the strip that says who has left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import DIED, Peserta
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import screen_date, title_name
from ui.widgets.bars import NoteStrip
from ui.widgets.basic import Button

if TYPE_CHECKING:
    from ui.pages.editor_frame import EditorFrame
    from ui.window import Shell


class LeftStrip(NoteStrip):
    """"Meninggal 18/11/2026." with the way to the claim, and the way back."""

    back_wanted = Signal()
    claim_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.claim = Button("Buka klaim", small=True)
        super().__init__("neutral", "", self.claim, parent)
        self.back = Button("Tidak jadi keluar", small=True)
        if (row := self.layout()) is not None:
            row.addWidget(self.back)
        self.back.clicked.connect(self.back_wanted)
        self.claim.clicked.connect(self.claim_wanted)
        self.hide()


class Opener(Protocol):
    """What of the editor is needed: save what is typed, and open a person anew."""

    def _store(self, quiet: bool) -> bool: ...

    def open_uid(self, uid: str, field: str = "") -> None:
        """Open somebody's form, with the keyboard in a field of it if one is named."""


class EditorLeaving(QObject):
    """Shows and writes the leaving of the person in the form."""

    def __init__(self, desk: Desk, window: Shell, page: Opener, frame: EditorFrame) -> None:
        super().__init__(frame)
        self._desk, self._window, self._page = desk, window, page
        self._button, self._strip = frame.head.leave, frame.left
        self._person: Peserta | None = None
        self._event = ""
        self._button.clicked.connect(self.leave)
        self._strip.back_wanted.connect(self.take_back)
        self._strip.claim_wanted.connect(self.open_claim)

    def show_person(self, person: Peserta | None) -> None:
        """The person as kept; None: not saved yet, so there is nobody to leave."""
        self._person = person
        gone = person is not None and person.keluar_tanggal is not None
        self._button.setVisible(person is not None and not gone)
        events = [row for row in self._desk.events(open_only=False) if person and row.uid == person.uid]
        still = next((row for row in events if row.terbuka), None)
        self._event = still.id if still else events[0].id if events else ""
        self._strip.setVisible(gone or still is not None)
        if person is None or not (gone or still):
            return
        parts = [self._words(person)] if gone else []
        parts += [f"Klaim {still.jenis}: {still.langkah[:1].lower()}{still.langkah[1:]}."] if still else []
        self._strip.set("warn" if still else "neutral", " ".join(parts))
        self._strip.back.setVisible(gone)
        self._strip.back.set_text("Salah catat" if person.keluar_sebab == DIED else "Tidak jadi keluar")
        self._strip.claim.setVisible(bool(self._event) or person.keluar_sebab == DIED)

    def _words(self, person: Peserta) -> str:
        day = screen_date(person.keluar_tanggal)
        if person.keluar_sebab == DIED:
            return f"Meninggal {day}."
        ahead = person.keluar_tanggal is not None and person.keluar_tanggal > self._desk.today
        cause = code_label("keluar_sebab", person.keluar_sebab) if person.keluar_sebab else "sebab belum diisi"
        return f"{'Akan keluar' if ahead else 'Keluar'} {day}: {cause}."

    def leave(self) -> None:
        """Ask when and why; what is typed is saved first."""
        from ui.pages.keluar import Leaver, LeaveSheet, done_words

        if self._person is None or not self._page._store(True):
            return
        uid = self._person.uid
        sheet = LeaveSheet(self._window, self._desk, [Leaver(uid, title_name(self._person.nama) or "orang ini")])
        if sheet.exec() != LeaveSheet.DialogCode.Accepted:
            return
        self._written(uid)
        gone = sheet.left[0].hak is None or sheet.left[0].status == DIED
        self._window.toast(done_words(sheet.left), undo=self.take_back if gone else None)

    def take_back(self) -> None:
        """Not left after all."""
        if self._person is None:
            return
        try:
            self._desk.take_back_leave(self._person.uid)
        except Problem as problem:
            self._window.problem(problem)
            return
        self._written(self._person.uid)
        self._window.toast(f"{title_name(self._person.nama)} tidak jadi keluar.")

    def open_claim(self) -> None:
        """To the claim; of somebody dead for whom there is none it is opened."""
        if self._person is None:
            return
        try:
            event = self._event or self._desk.claim(self._person.uid)
        except Problem as problem:
            self._window.problem(problem)
            return
        self._window.go("klaim", id=event)

    def _written(self, uid: str) -> None:
        self._page.open_uid(uid)
        self._window.saved()
        self._window.refresh_counts()
