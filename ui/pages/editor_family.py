"""The heirs section: the table, its buttons, and the phone and guardian of the row in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.model.fields import FAMILY_FIELDS
from jamsos_desktop.texts import title_name
from ui.widgets import Button, FieldRow, Message
from ui.widgets.edits import NO_TAB, PLAIN_KEYS

from .editor_heirs import FIRST, HeirsModel, column_of
from .editor_heirs_view import BELOW, HeirsView
from .editor_session import HeirTexts


class FamilyEditor(QWidget):
    """Table, buttons and the two fields below. ``changed`` after every cell and every letter below; ``left`` when a
    cell or a field below is done; ``removed(name, row, texts)``: a row was taken out and can be put back."""

    changed = Signal()
    left = Signal()
    leave = Signal(int)
    removed = Signal(str, int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HeirsModel(self)
        self.view = HeirsView(self.model, self)
        self.note = Message(1, self)
        self.hp = FieldRow("Nomor HP", placeholder="Boleh kosong", reserve=0)
        self.wali = FieldRow("Wali", placeholder="Boleh kosong", reserve=0)
        self._lay_out()
        self.model.edited.connect(self._edited)
        self.view.current.connect(lambda row: self._show_row())
        self.view.leave.connect(self._left_table)
        self.view.drop_row.connect(self.remove)
        for field, key in ((self.hp, "hp"), (self.wali, "wali")):
            field.changed.connect(lambda text, key=key: self._typed_below(key, text))
            field.left.connect(self.left)
        self.wali.edit.installEventFilter(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.hp, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.wali, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        column.addWidget(self.note)
        column.addLayout(self._tools())

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.buttons: list[Button] = []
        for text, icon, tip, act in (
            ("Naik", "", "Alt+Panah atas", lambda: self._move(-1)),
            ("Turun", "", "Alt+Panah bawah", lambda: self._move(1)),
            ("Hapus baris", "trash", "Del", lambda: self.remove(self.row)),
        ):
            button = Button(text, "", icon, small=True, tip=tip)
            button.clicked.connect(lambda _=False, act=act: act())
            button.setProperty(NO_TAB, True)  # Enter passes them by
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab or Enter in the last field below goes on to the name of the next row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.modifiers() in PLAIN_KEYS \
                and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter) \
                and self.row < len(self.model.people):
            self.open_cell(self.row + 1, "nama")
            return True
        return super().eventFilter(watched, event)

    @property
    def row(self) -> int:
        """The row in hand; the empty one when none is."""
        current = self.view.currentIndex().row()
        return current if current >= 0 else len(self.model.people)

    def say_who_needs_guardian(self, who: str) -> None:
        """``who``: by the settings in force, "di bawah 18 tahun"."""
        self.wali.set_note(f"bila {who}")

    def set_people(self, people: list[HeirTexts]) -> None:
        """Show another family."""
        self.model.set_people(people)
        self.view.fit()
        self._show_row()

    def set_marks(self, marks: Mapping[tuple[int, str], tuple[str, str]], words: Sequence[tuple[str, str]]) -> None:
        """Findings by cell, and the sentences below the table as (role, words); the first one's role is shown."""
        self.model.set_marks(marks)
        self.note.set("\n".join(text for _, text in words), *_look(words))
        for field, key in ((self.hp, "hp"), (self.wali, "wali")):
            role, _ = marks.get((self.row, key), ("", ""))  # the sentence stands below, once
            field.set_state({"error": "salah", "warn": "periksa"}.get(role, "benar" if field.text() else "kosong"))

    def open_cell(self, row: int, key: str) -> None:
        """Put the cursor into a cell, ready to type."""
        row = min(max(row, 0), len(self.model.people))
        self.view.setCurrentIndex(self.model.index(row, FIRST))
        if key in BELOW:
            (self.hp if key == "hp" else self.wali).edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        index = self.model.index(row, column_of(key) or FIRST)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.setCurrentIndex(index)
        self.view.edit(index)

    def place(self) -> str:
        """Where the cursor is, as a finding would name it ("keluarga.0.nik")."""
        for field, key in ((self.hp, "hp"), (self.wali, "wali")):
            if field.edit.hasFocus():
                return f"keluarga.{self.row}.{key}"
        column = self.view.currentIndex().column()
        return f"keluarga.{self.row}.{FAMILY_FIELDS[column - FIRST].key if column >= FIRST else 'nama'}"

    def commit(self) -> None:
        """Take what is being typed in a cell into the model."""
        line = QApplication.focusWidget()
        # a cell closed by a reset keeps the focus until it is deleted; its text is in the model already
        editing = self.view.state() == QAbstractItemView.State.EditingState
        if editing and line is not None and line.parentWidget() is self.view.viewport():
            self.view.commitData(line)

    def remove(self, row: int) -> None:
        """Take a row out; it can be put back."""
        if (gone := self.model.remove(row)) is not None:
            self.removed.emit(title_name(gone.get("nama", "")) or "Baris itu", row, gone)

    def put_back(self, row: int, texts: HeirTexts) -> None:
        """Undo ``remove``."""
        self.model.put_back(row, texts)
        self.view.setCurrentIndex(self.model.index(row, FIRST))

    def _move(self, step: int) -> None:
        row, column = self.view.currentIndex().row(), self.view.currentIndex().column()
        if self.model.move(row, step):
            self.view.setCurrentIndex(self.model.index(row + step, column))

    def _edited(self) -> None:
        self.view.fit()
        self._show_row()
        self.changed.emit()
        self.left.emit()

    def _show_row(self) -> None:
        known = self.row < len(self.model.people)
        for field, key in ((self.hp, "hp"), (self.wali, "wali")):
            field.setEnabled(known)
            if field.text() != self.model.text_of(self.row, key):
                field.set_text(self.model.text_of(self.row, key))

    def _typed_below(self, key: str, text: str) -> None:
        if self.row < len(self.model.people):
            self.model.people[self.row][key] = text
            self.changed.emit()

    def _left_table(self, step: int) -> None:
        if step > 0 and self.row < len(self.model.people):
            self.hp.edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.leave.emit(step)


def _look(words: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Icon and colour of the sentences below the table."""
    role = words[0][0] if words else ""
    icons = {"error": "x-octagon-fill", "warn": "exclamation-triangle-fill"}
    return (icons[role], role) if role in icons else ("", "text_2")
