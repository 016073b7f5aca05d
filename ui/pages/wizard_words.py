"""Twelve fields for the words of a recovery sheet, placed as on the paper; typed, pasted whole, or scanned."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from jamsos_desktop.desk import typed_words, word_hint, words_fit
from ui.widgets import FieldRow, enter_moves

COUNT, COLUMNS = 12, 3


class WordGrid(QWidget):
    """``changed()`` at every letter. A word is looked up in the list when it was left; all of them in one field are
    spread over the twelve."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        self.fields: list[FieldRow] = []
        for at in range(COUNT):
            field = FieldRow(f"Kata {at + 1}", placeholder="")
            field.changed.connect(lambda _, field=field: self._typed(field))
            field.left.connect(lambda field=field: self._judge(field))
            enter_moves(field.edit)
            self.fields.append(field)
            grid.addWidget(field, at // COLUMNS, at % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        self.setFocusProxy(self.fields[0])

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(field.text().strip().lower() for field in self.fields)

    @property
    def ready(self) -> bool:
        """Twelve words of the list; whether they are the right ones only the vault knows."""
        return all(word and word_hint(word) is None for word in self.words)

    def clear(self) -> None:
        """The words must not stay on screen once they were used."""
        for field in self.fields:
            field.set_text("")
            field.set_state("kosong")

    def start(self) -> None:
        """Focus to the first empty field, or to the first of all."""
        next((field for field in self.fields if not field.text()), self.fields[0]).setFocus()

    def next_problem(self, step: int) -> bool:
        """Go to the next word that is empty or unknown; False when there is none."""
        here = next((at for at, field in enumerate(self.fields) if field.edit.hasFocus()), -1 if step > 0 else 0)
        for turn in range(1, COUNT + 1):
            field = self.fields[(here + step * turn) % COUNT]
            if not field.text().strip() or word_hint(field.text()) is not None:
                field.setFocus()
                return True
        return False

    def _typed(self, field: FieldRow) -> None:
        whole = typed_words(field.text())
        if len(whole) == COUNT and words_fit(whole):  # else a scanner may still be typing: "karya", then "karyawan"
            self._spread(whole)
        else:
            field.set_state("benar" if word_hint(field.text()) is None else "kosong")
        self.changed.emit()

    def _spread(self, words: Sequence[str]) -> None:
        for field, word in zip(self.fields, words, strict=True):
            field.set_text(word)
            self._judge(field)
        board = QGuiApplication.clipboard()
        if typed_words(board.text()) == tuple(words):
            board.clear()  # pasted: whoever pastes next finds no way in

    def _judge(self, field: FieldRow) -> None:
        whole = typed_words(field.text())
        if len(whole) == COUNT and all(word_hint(word) is None for word in whole):
            self._spread(whole)
            return
        hint = word_hint(field.text()) if field.text().strip() else ""
        if not field.text().strip():
            field.set_state("kosong")
        elif hint is None:
            field.set_state("benar")
        else:
            field.set_state("salah", f"Mungkin {hint}." if hint else "Lihat lagi kertasnya.")
        self.changed.emit()
