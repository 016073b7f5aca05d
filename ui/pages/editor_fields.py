"""Field rows made from the data dictionary: one control per kind, all with the face of ``FieldRow``."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QRadioButton, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.codes import code_list, fold
from jamsos_desktop.model.fields import Field, Kind, Privacy
from jamsos_desktop.texts import roman
from ui.widgets.edits import NO_TAB, Edit, enter_moves
from ui.widgets.field import FieldRow

from .editor_kpj import KpjRow

LONG_LISTS = ("jabatan", "pekerjaan", "pekerjaan_ktp")  # typed with help, never scrolled through
MONTH_DATES = ("mulai_bekerja", "mulai")  # "01/2010" is an answer here, so the date mask stays away
OPTIONAL = "Boleh kosong"
SMALL = 110  # px; a field this narrow shows its state by border and message only


class CodeRow(FieldRow):
    """A code from a long list: typed, with the labels offered. What is not in the list stays as typed."""

    def __init__(self, label: str, hint: str, choices: Mapping[str, str], key: str, placeholder: str) -> None:
        self._labels = dict(choices)
        self._codes = {fold(text): code for code, text in self._labels.items()}
        super().__init__(label, hint, suggest=list(self._labels.values()), key=key, reserve=0,
                         placeholder=placeholder)

    def text(self) -> str:
        """The code, or the text as typed where no label fits."""
        typed = super().text()
        return self._codes.get(fold(typed), typed)

    def set_text(self, text: str) -> None:
        """Show the label of a code."""
        super().set_text(self._labels.get(text, text))
        self.edit.setCursorPosition(0)
        self.edit.setToolTip(self._labels.get(text, ""))


class _Radio(QRadioButton):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Radios(QWidget):
    """A choice of few codes as radio buttons, with the face of ``Combo``."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, choices: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(32)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.buttons: dict[str, _Radio] = {}
        for code, label in choices.items():
            button = _Radio(label)
            button.clicked.connect(lambda _=False, code=code: self.typed.emit(code))
            button.left.connect(self.left)
            self.buttons[code] = button
            row.addWidget(button)
        row.addStretch(1)
        enter_moves(*self.buttons.values())
        self._unknown = ""
        self._aim()

    def _aim(self) -> None:
        """Tab and Enter come to the chosen button, or the first."""
        chosen = self.buttons.get(self.text()) or next(iter(self.buttons.values()))
        for button in self.buttons.values():
            button.setProperty(NO_TAB, button is not chosen)
        self._aimed = chosen

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """No focus proxy: Tab would come back through the box, wherever that was left in the order of Tab."""
        self._aimed.setFocus(reason)

    def hasFocus(self) -> bool:
        return bool(self._aimed.hasFocus())

    def text(self) -> str:
        """The chosen code, a text that is none of them, or ""."""
        return next((code for code, button in self.buttons.items() if button.isChecked()), self._unknown)

    def setText(self, text: str) -> None:
        """Choose a code; anything else leaves all buttons open."""
        self._unknown = text if text not in self.buttons else ""
        for code, button in self.buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(code == text)
            button.setAutoExclusive(True)
        self._aim()

    def set_state(self, state: str) -> None:
        """Locked buttons cannot be pressed; the other states speak by the message."""
        for button in self.buttons.values():
            button.setEnabled(state != "terkunci")


class RadioRow(FieldRow):
    """A field row with radio buttons."""

    def __init__(self, label: str, hint: str, choices: Mapping[str, str], key: str, note: str) -> None:
        self._choices = dict(choices)
        super().__init__(label, hint, key=key, reserve=0)
        self.set_note(note)  # not before: a note shown without a parent would flash up as a window

    def _control(self, *_: object) -> Radios:  # type: ignore[override]
        return Radios(self._choices, self)


class Tick(QCheckBox):
    """A tick box with the face of ``Edit``: "ya" or ""."""

    typed = Signal(str)
    left = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.setStyleSheet("min-height: 32px")  # the theme's own would win over setFixedHeight
        self.clicked.connect(lambda on: self.typed.emit("ya" if on else ""))
        enter_moves(self)

    def text(self) -> str:  # type: ignore[override]
        return "ya" if self.isChecked() else ""

    def setText(self, text: str) -> None:
        if text in ("", "ya"):
            self.setChecked(text == "ya")
        else:
            super().setText(text)

    def set_state(self, state: str) -> None:
        """Only "terkunci" is seen: the box cannot be ticked then."""
        self.setEnabled(state != "terkunci")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class TickRow(FieldRow):
    """A field row that is one tick box; its label stands beside the box."""

    def __init__(self, label: str, hint: str, key: str, above: bool = True) -> None:
        self._words = label
        super().__init__("\u00a0", hint, key=key, reserve=0)
        self.label = label
        self._label.setVisible(above)
        self.edit.setAccessibleName(label)

    def _control(self, *_: object) -> Tick:  # type: ignore[override]
        return Tick(self._words, self)


def needed(desk: Desk, key: str, kelompok: str, segmen: str) -> bool:
    """Whether the policy asks for the field."""
    return bool(desk.policy.wajib(key, kelompok, segmen))


def make_row(field: Field, desk: Desk) -> FieldRow:
    """The row of one field of the dictionary."""
    if field.kind is Kind.YES:
        return TickRow(field.label, "", field.key, above=field.key != "tanpa_ahli_waris")
    if field.kind is Kind.CODE:
        return _code_row(field, desk)
    if field.privacy is Privacy.ON_PIN:
        return KpjRow(field)
    money, nik = field.kind is Kind.MONEY, field.kind is Kind.NIK
    dated = field.kind is Kind.DATE and field.key not in MONTH_DATES
    return FieldRow(field.label, field.hint, key=field.key, reserve=0, digits=field.length if nik else 0, group_nik=nik,
                    date=dated, money=money, suggest=_dusun(desk) if field.key == "dusun" else None,
                    placeholder="hh/bb/tttt" if field.kind is Kind.DATE else None)


def _code_row(field: Field, desk: Desk) -> FieldRow:
    choices = desk.labels(field.codes) or code_list(field.codes)
    if field.key == "jenis_kelamin":
        return RadioRow(field.label, "", choices, field.key, "dari NIK")
    if field.codes in LONG_LISTS:
        return CodeRow(field.label, field.hint, choices, field.key, "Ketik untuk mencari")
    return FieldRow(field.label, field.hint, key=field.key, reserve=0, choices=choices)


def _dusun(desk: Desk) -> list[str]:
    return [roman(n) for n in range(1, max(1, desk.unit.jumlah_dusun) + 1)]


def dress(row: FieldRow, field: Field, required: bool) -> None:
    """A required field says where to find its value; an optional one keeps that for the pointer."""
    row.setToolTip("" if required else field.hint)
    row.hint = field.hint if required and field.key != "jenis_kelamin" else ""
    if isinstance(row.edit, Edit) and field.kind is not Kind.DATE and not isinstance(row, CodeRow):
        short = row.maximumWidth() <= SMALL  # no room for words
        row.edit.setPlaceholderText("" if short else "Belum diisi" if required else OPTIONAL)
