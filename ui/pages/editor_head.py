"""The head of the editor: back, name, who it is, status, when the draft was kept, and the way through the list."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.texts import title_name
from ui import theme
from ui.widgets.basic import Button, Chip, IconLabel, Label

from .peserta_cells import STATUS_LOOK

HEIGHT = 52
ICONS = {"ok": "check-circle-fill", "warn": "exclamation-triangle-fill"}


class ElidedTitle(Label):
    """The name; one that does not fit ends in dots and is whole in the tool tip."""

    def __init__(self) -> None:
        super().__init__("", "title", wrap=False)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(60)

    def say(self, text: str) -> None:
        """Show a name."""
        self._whole = text
        self.setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)


class SavedLabel(QWidget):
    """When the draft was kept. A failure stays in words until it is over."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.icon = IconLabel("check-circle-fill", "ok", 13)
        self.words = Label("", "caption", wrap=False)
        row.addWidget(self.icon)
        row.addWidget(self.words)
        self.say("", "")

    def say(self, text: str, role: str, tip: str = "") -> None:
        """Say something in a role ("ok", "warn", "neutral"); an empty text says nothing."""
        self.icon.setVisible(bool(text))
        if text:
            self.icon.set_icon(ICONS.get(role, "pencil"), role)
        self.words.setText(text)
        self.words.set_role("warn" if role == "warn" else "caption")
        self.setToolTip(tip)

    def kept(self, now: datetime) -> None:
        """The draft was kept."""
        self.say(f"Draf tersimpan {now:%H.%M.%S}", "ok")


class EditorHead(QWidget):
    """See the module; the buttons are wired by the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.px(HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        self.back = Button("", "flat", "chevron-left", small=True, tip="Kembali (Esc)")
        self.name = ElidedTitle()
        self.sub = Label("", "soft", wrap=False)
        self.chip = Chip("circle", "", "neutral")
        self.saved = SavedLabel()
        self.before = Button("Sebelumnya", "", "chevron-left", tip="PgUp")
        self.after = Button("Berikutnya", "", "chevron-right", tip="PgDn")
        self.finish = Button("Simpan, buka berikutnya", "primary", tip="F10 atau Ctrl+Enter")
        self.leave = Button("Catat keluar...", "flat", "person-x", small=True)
        self.history = Button("", "flat", "clock", small=True, tip="Riwayat orang ini")
        self.rights = Button("", "flat", "shield-check", small=True, tip="Data pribadi orang ini")
        self.rights.setAccessibleName("Data pribadi orang ini")
        for widget in (self.back, self.name, self.sub, self.chip, self.leave, self.history, self.rights):
            row.addWidget(widget)
        row.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(8)
        for widget in (self.saved, self.before, self.after, self.finish):
            right.addWidget(widget)
        row.addLayout(right)

    def show_person(self, person: Peserta, name: str, status: str, seq: int | None = None) -> None:
        """Name, group and number, status; ``seq``: the package the person is in."""
        self.name.say(title_name(name) or "Peserta baru")
        number = person.nomor or "belum bernomor"
        self.sub.setText(f"{code_label('kelompok', person.kelompok)} · {number}")
        icon, role = STATUS_LOOK.get(status, ("circle", "neutral"))
        words = code_label("status", status) + (f" no. {seq}" if seq and status == "terkirim" else "")
        self.chip.set(icon, words, role)

    def set_narrow(self, narrow: bool) -> None:
        """On a narrow window the way through the list is icons only."""
        for button, words, key in ((self.before, "Sebelumnya", " (PgUp)"), (self.after, "Berikutnya", " (PgDn)"),
                                   (self.leave, "Catat keluar...", "")):
            button.set_text("" if narrow else words)
            button.setAccessibleName(words)
            button.setToolTip(f"{words}{key}")
