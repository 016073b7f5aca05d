"""The right end of the key bar: whether all is saved, when the data were last backed up, and who works here."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import Desk
from jamsos_desktop.problems import Problem
from ui.widgets.basic import Chip, IconLabel, Label

WARN = ("exclamation-triangle-fill", "warn")


class StateNote(QWidget):
    """A small icon and a few words."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.icon, self.words = IconLabel("check-circle-fill", "ok", 12), Label("", "caption", wrap=False)
        row.addWidget(self.icon)
        row.addWidget(self.words)

    def say(self, icon: tuple[str, str], words: str, tip: str = "") -> None:
        """Show an icon (name, role) and words; ``tip`` is said in full to those who hear."""
        self.icon.set_icon(*icon)
        self.words.setText(words)
        self.setToolTip(tip)
        self.setAccessibleName(". ".join(part for part in (words, tip) if part))


class DeskState(QWidget):
    """Always there, on every page: ``saved`` for what was written, ``look`` for the backups and the PIN."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.open_note = Chip("lock", "Terbuka tanpa PIN", "warn")
        self.open_note.setToolTip("Siapa pun yang memakai laptop ini bisa membuka data.")
        self.kept, self.copy = StateNote(), StateNote()
        self.user = Label(desk.user, "caption", wrap=False)
        for part in (self.open_note, self.kept, self.copy, self.user):
            row.addWidget(part)
        self._start()
        self.look()

    def _start(self) -> None:
        """Nothing is typed yet, so all there is is saved: since when, the history knows."""
        try:
            last = self._desk.last_entry()
        except Problem:
            last = None  # busy for a moment; what is saved next says its own time
        when = "" if last is None else moment_words(last, self._desk.today)
        self.kept.say(("check-circle-fill", "ok"), f"Tersimpan {when}".rstrip(), "Semua isian sudah tersimpan.")

    def saved(self, text: str = "", ok: bool = True) -> None:
        """"Tersimpan 10.42", or what is not saved yet."""
        if ok:
            words = text or f"Tersimpan {texts.clock(self._desk.now())}"
            self.kept.say(("check-circle-fill", "ok"), words, "Semua isian sudah tersimpan.")
        else:
            self.kept.say(WARN, text or "Belum tersimpan", "Dicoba lagi sendiri. Isian tetap di layar.")

    def look(self) -> None:
        """The newest backup as it is now, and whether there is a PIN."""
        self.open_note.setVisible(self._desk.device_only)
        try:
            made = self._desk.newest_backup()
        except Problem:
            return  # busy for a moment; the next change looks again
        failed = self._desk.backup_failure
        if made is None:
            self.copy.say(WARN, "Belum dicadangkan", "Cadangan dibuat sendiri setelah ada isian, atau di Cadangan.")
            return
        icon = WARN if failed is not None else ("device-hdd", "ok")
        tip = f"Cadangan otomatis belum jadi. {failed.apa}" if failed is not None else "Cadangan data yang terbaru."
        self.copy.say(icon, f"Cadangan {moment_words(made, self._desk.today)}", tip)


def moment_words(moment: datetime, today: date) -> str:
    """"10.42" today, "kemarin", "12 Nov"; with the year when it is another one."""
    day = moment.date()
    days = (today - day).days
    if days in (0, -1):  # a day ahead: the clock was put right meanwhile
        return texts.clock(moment)
    if days == 1:
        return "kemarin"
    return f"{day.day} {texts.MONTHS[day.month - 1][:3]}" + (f" {day.year}" if day.year != today.year else "")
