"""The head of the editor: back, name, who it is, status, when the draft was kept, and the way through the list."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.texts import title_name
from ui import theme
from ui.widgets.basic import Button, Chip, IconLabel, Label, repolish

from .peserta_cells import STATUS_LOOK

HEIGHT, LEAST = 52, 640
BEFORE, AFTER, LEAVE = "Sebelumnya", "Berikutnya", "Catat keluar..."
FINISH, SHORT_FINISH = "Simpan, buka berikutnya", "Simpan"
LAST_STEP = 5
USUAL = "Draf tersimpan 00.00.00"
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
    """When the draft was kept, and below it which one of the list this is. A failure stays in words until it is
    over."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.icon = IconLabel("check-circle-fill", "ok", 13)
        self.words = Label("", "caption", wrap=False)
        self.place = Label("", "caption", wrap=False)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self.words)
        lines.addWidget(self.place)
        lines.addStretch(1)
        row.addWidget(self.icon)
        row.addLayout(lines)
        self.failing = False
        self.say("", "")

    def say(self, text: str, role: str, tip: str = "") -> None:
        """Say something in a role ("ok", "warn", "neutral"); an empty text says nothing."""
        self.failing = role == "warn"
        self.icon.setVisible(bool(text))
        if text:
            self.icon.set_icon(ICONS.get(role, "pencil"), role)
        self.words.setText(text)
        self.words.set_role("warn" if role == "warn" else "caption")
        self.setToolTip(tip)
        self.setAccessibleName(text)

    def keep_room(self) -> None:
        """As wide as its usual words, so that nothing beside it moves while somebody types."""
        self.words.setMinimumWidth(self.words.fontMetrics().horizontalAdvance(USUAL) + 2)

    def typing(self) -> None:
        """Something was typed that is kept in a moment; a failure stays until a write succeeds."""
        if not self.failing:
            self.say("Sedang diketik…", "neutral")

    def kept(self, now: datetime) -> None:
        """The draft was kept."""
        self.say(f"Draf tersimpan {now:%H.%M.%S}", "ok")


class EditorHead(QWidget):
    """See the module; the buttons are wired by the page.

    What there is no room for goes in steps: words of buttons first, the number of the person late. When the draft was
    kept and the name are always there.
    """

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
        self.before = Button(BEFORE, "", "chevron-left")
        self.after = Button(AFTER, "", "chevron-right")
        self.finish = Button(FINISH, "primary", tip="F10 atau Ctrl+Enter")
        self.leave = Button(LEAVE, "flat", "person-x", small=True)
        self.history = Button("", "flat", "clock", small=True, tip="Riwayat orang ini")
        self.rights = Button("", "flat", "shield-check", small=True, tip="Data pribadi orang ini")
        for widget in (self.back, self.name, self.sub, self.chip, self.leave, self.history, self.rights):
            row.addWidget(widget)
        row.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(8)
        for widget in (self.saved, self.before, self.after, self.finish):
            right.addWidget(widget)
        row.addLayout(right)
        self._subs = ("", "")
        self._name_buttons()

    def _name_buttons(self) -> None:
        for button, words, tip in ((self.before, BEFORE, f"{BEFORE} (PgUp)"), (self.after, AFTER, f"{AFTER} (PgDn)"),
                                   (self.leave, LEAVE, LEAVE), (self.finish, FINISH, "F10 atau Ctrl+Enter")):
            button.setAccessibleName(words)
            button.setToolTip(tip)

    def show_person(self, person: Peserta, name: str, status: str, seq: int | None = None) -> None:
        """Name, group and number, status; ``seq``: the package the person is in."""
        self.name.say(title_name(name) or "Peserta baru")
        number = person.nomor or "belum bernomor"
        self._subs = (f"{code_label('kelompok', person.kelompok)} · {number}", number)
        self.sub.setToolTip(self._subs[0])
        for button in (self.history, self.rights):
            button.setVisible(bool(person.revisi))  # of somebody never saved there is nothing to see
        icon, role = STATUS_LOOK.get(status, ("circle", "neutral"))
        words = code_label("status", status) + (f" no. {seq}" if seq and status == "terkirim" else "")
        self.chip.set(icon, words, role)
        self.fit()

    def show_place(self, at: int, total: int, new: bool = False) -> None:
        """Which one of the list this is (from 0; -1: somebody who is not in it)."""
        outside = f"Baru, {total} dalam daftar" if new else f"Di luar daftar ({total})"
        words = f"{at + 1} dari {total}" if at >= 0 else outside if total else ""
        self.saved.place.setText(words)
        self.saved.place.setVisible(bool(words))  # what is said stands in the middle then
        self.fit()

    def fit(self) -> None:
        """Show as many words as there is room for."""
        row = self.layout()
        room = self.width() - row.contentsMargins().left() - row.contentsMargins().right()
        for step in range(LAST_STEP + 1):
            self._show_words(step)
            if self._wanted() <= room:
                break

    def _show_words(self, step: int) -> None:
        self.leave.set_text(LEAVE if step < 1 else "")
        self.sub.setText(self._subs[0 if step < 2 else 1])
        for button, words in ((self.before, BEFORE), (self.after, AFTER)):
            button.set_text(words if step < 3 else "")
        self.sub.setVisible(step < 4)
        self.finish.set_text(FINISH if step < 5 else SHORT_FINISH)
        for button in (self.leave, self.before, self.after):
            if bool(button.property("square")) == bool(button.text()):
                button.setProperty("square", not button.text())
                repolish(button)

    def _wanted(self) -> int:
        """Pixels all parts want side by side, the name whole."""
        parts = (self.back, self.name, self.sub, self.chip, self.leave, self.history, self.rights, self.saved,
                 self.before, self.after, self.finish)
        return sum(w.sizeHint().width() for w in parts if not w.isHidden()) + 12 * 8 + 8 * 3

    def minimumSizeHint(self) -> QSize:
        """Words make room for one another here: they never make the page wider than the window."""
        return QSize(theme.px(LEAST), theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now the letters are those of the theme."""
        super().showEvent(event)
        self.saved.keep_room()
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self.saved.keep_room()
            self.fit()
