"""FieldRow: label, control and message of one field, with the six states of ui.md section 3."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets import grouping
from ui.widgets.basic import Button, IconLabel, Label, clear_layout, repolish
from ui.widgets.edits import STATE_ICONS, Combo, DateEdit, Edit
from ui.widgets.message import Message as Message
from ui.widgets.moves import NO_TAB

STATES = ("kosong", "fokus", "benar", "periksa", "salah", "terkunci")
Mends = Sequence[tuple[str, Callable[[], object]]]


class MendStrip(QFrame):
    """A soft strip: what differs, and one button per way out ("Pakai 1984", "KTP: 1985")."""

    def __init__(self, parent: QWidget | None = None, *, stacked: bool = False) -> None:
        super().__init__(parent)
        self._icon = IconLabel("exclamation-triangle-fill", "warn", 14)
        self._words = Label("", "body", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self) if stacked else QHBoxLayout(self)
        box.setContentsMargins(10, 4, 5, 4)
        box.setSpacing(4 if stacked else 8)
        box.addLayout(top, 1)
        box.addLayout(self._buttons)
        if stacked:
            self._buttons.addStretch(1)
        self.hide()

    def show_mends(self, role: str, text: str, mends: Mends) -> None:
        """Fill and show; without mends and text the strip hides."""
        clear_layout(self._buttons)
        self._words.setText(text)
        self._icon.set_icon(*{"warn": ("exclamation-triangle-fill", "warn"), "error": ("x-octagon-fill", "error"),
                              "info": ("person-vcard", "info"), "ok": ("person-vcard", "ok")}[role])
        if self.property("note") != role:
            self.setProperty("note", role)
            repolish(self)
        self._buttons.addStretch(1)
        for label, action in mends:
            button = Button(label, small=True)
            button.setProperty(NO_TAB, True)
            button.clicked.connect(lambda _=False, act=action: act())
            self._buttons.addWidget(button)
        self.setVisible(bool(text or mends))

    @property
    def text(self) -> str:
        return self._words.text()

    def buttons(self) -> list[Button]:
        """The mends as buttons, first one first."""
        found = (self._buttons.itemAt(at).widget() for at in range(self._buttons.count()))
        return [widget for widget in found if widget is not None]


class FieldRow(QWidget):
    """One field. Options: ``digits`` (fixed length, counter), ``group_nik`` (6-6-4), ``date``, ``money``,
    ``choices`` (code -> label), ``suggest`` (words offered), ``upper``; ``note`` stands light behind the label;
    ``counter`` False hides 15/16;
    ``reserve`` lines of message keep their room so that no state moves the form."""

    changed = Signal(str)
    left = Signal()

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None, *, note: str = "", digits: int = 0,
                 group_nik: bool = False, date: bool = False, money: bool = False,
                 choices: Mapping[str, str] | None = None, suggest: Sequence[str] | None = None, upper: bool = False,
                 placeholder: str | None = None, reserve: int = 1, key: str = "", counter: bool = True) -> None:
        super().__init__(parent)
        self.label, self.hint, self.key, self._state = label, hint, key, "kosong"
        self._mends: Mends = ()
        self._wide = False
        self.edit = self._control(digits, group_nik, date, money, choices, suggest, upper)
        if isinstance(self.edit, Edit) and not counter:
            self.edit.set_counter(0)
        if placeholder is not None:
            self.edit.setPlaceholderText(placeholder)
        elif isinstance(self.edit, Edit) and not date:
            self.edit.setPlaceholderText("Belum diisi")
        self.message = Message(reserve, self)
        self.strip: MendStrip | None = None
        self._lay_out(note)
        self.edit.typed.connect(self.changed)
        self.edit.left.connect(self.left)
        self.set_state("kosong")

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """No focus proxy: Tab would come back through the row, wherever that was left in the order of Tab."""
        self.edit.setFocus(reason)

    def hasFocus(self) -> bool:
        return bool(self.edit.hasFocus())

    def _control(self, digits: int, group_nik: bool, date: bool, money: bool, choices: Mapping[str, str] | None,
                 suggest: Sequence[str] | None, upper: bool) -> Edit | Combo:
        if choices is not None:
            return Combo(self, choices)
        if date:
            return DateEdit(self)
        shape = grouping.grouped if group_nik else grouping.thousands if money else None
        if digits and not shape:
            shape = grouping.plain_digits
        edit = Edit(self, digits=digits, shape=shape, upper=upper, prefix="Rp" if money else "")
        if suggest:
            edit.set_suggestions(suggest)
        return edit

    def _lay_out(self, note: str) -> None:
        self.heading = QHBoxLayout()
        self.heading.setSpacing(4)
        self._label = Label(self.label, "label")
        self._label.setBuddy(self.edit)
        self.heading.addWidget(self._label)
        self._note = Label(note, "note", self)
        self._note.setVisible(bool(note))
        self.heading.addWidget(self._note)
        self.heading.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self.heading)
        column.addWidget(self.edit)
        column.addWidget(self.message)
        self._column = column
        column.addStretch(1)

    def text(self) -> str:
        """What stands in the field: text as typed, or the chosen code."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put text into the field without saying it was typed (no ``changed``)."""
        if isinstance(self.edit, Combo):
            self.edit.set_text(text)
        elif self.edit.text() != text:
            self.edit.setText(text)

    def set_label(self, label: str) -> None:
        """Another name for the field."""
        self.label = label
        self._label.setText(label)
        self._tell(self._message if self._state != "kosong" else self.hint)

    def set_note(self, note: str) -> None:
        """The light words behind the label ("dari NIK")."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_choices(self, choices: Mapping[str, str]) -> None:
        """A new list for a choice field; what is chosen stays."""
        self.edit.set_choices(choices)

    def set_hint(self, hint: str) -> None:
        """The sentence shown while nothing else is to be said (where to find the value)."""
        self.hint = hint
        self.set_state(self._state, self._message if self._state != "kosong" else "", self._mends, wide=self._wide)

    def use_strip(self, strip: MendStrip) -> None:
        """Show mends in a strip the page has placed (across two columns, as in picture 04)."""
        self.strip = strip

    @property
    def state(self) -> str:
        return self._state

    def set_state(self, state: str, message: str = "", mends: Mends = (), *, wide: bool = False) -> None:
        """Show a state of ui.md section 3; ``mends`` become one-click buttons in a soft strip, where a sentence too
        long for the room below the control (``wide``) stands as well."""
        if state not in STATES:
            raise ValueError(state)
        if self._in_strip():
            self.setFocus()  # the button pressed goes with its strip: work goes on where it mended
        self._state, self._message, self._mends, self._wide = state, message, tuple(mends), wide
        self.edit.set_state("kosong" if state == "fokus" else state)
        icon, role = STATE_ICONS.get(state, ("", "text_2"))
        role = "text_2" if state == "terkunci" else role
        if mends or (wide and message):
            self.message.hide()
            self._own_strip().show_mends({"salah": "error", "periksa": "warn"}.get(state, "info"), message, mends)
        else:
            if self.strip is not None:
                self.strip.hide()
            quiet = state in ("kosong", "fokus", "terkunci") or not message
            shown = message or ("" if state == "benar" else self.hint)
            self.message.set(shown, "" if quiet else icon, "text_2" if quiet else role)
        self._tell(message or self.hint)

    def _in_strip(self) -> bool:
        """Whether the cursor stands on one of the mends."""
        here = QApplication.focusWidget()
        return self.strip is not None and here is not None and self.strip.isAncestorOf(here)

    def _own_strip(self) -> MendStrip:
        if self.strip is None:
            self.strip = MendStrip(self, stacked=True)
            self._column.insertWidget(self._column.indexOf(self.message) + 1, self.strip)
        return self.strip

    def _tell(self, message: str) -> None:
        """The name a screen reader says: label and message, and the state in words."""
        words = {"periksa": "Periksa.", "salah": "Salah.", "terkunci": "Terkunci."}.get(self._state, "")
        self.edit.setAccessibleName(". ".join(part for part in (self.label, message) if part))
        self.edit.setAccessibleDescription(words)
