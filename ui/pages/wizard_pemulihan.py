"""Wizard, step 3: the twelve recovery words, written on paper by hand; three of them are asked back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import Card, FieldRow, Label, LinkButton, NoteStrip

ASKED = 3
OPEN_NOTE = ("Untuk sekarang laptop ini membuka data tanpa PIN. Siapa pun yang memakai laptop ini bisa melihatnya. "
             "PIN menyusul di versi berikut.")
OFFICE_NOTE = ("Laptop ini membuka data tanpa PIN. Siapa pun yang memakai laptop ini bisa melihat "
               "data seluruh kabupaten.")


class PemulihanStep(QWidget):
    """``changed()``: the answers are right or wrong now. Two faces: the words, then three questions."""

    keys = [("Ctrl+Enter", "Lanjut"), ("F1", "Bantuan")]
    changed = Signal()

    def __init__(self, open_note: str = OPEN_NOTE) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self.asked: list[int] = []
        self.answers: list[FieldRow] = []
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 16)
        page.setSpacing(12)
        self.faces = QStackedWidget()
        page.addWidget(self.faces)
        self.open_note = NoteStrip("warn", open_note)
        page.addWidget(self.open_note)
        page.addStretch(1)

    def set_words(self, words: Sequence[str], *, locked: bool = False) -> None:
        """Show the words; they exist nowhere else from now on. ``locked``: this laptop asks a PIN."""
        self._words = tuple(words)
        self.open_note.setVisible(not locked)
        while self.faces.count():
            face = self.faces.widget(0)
            self.faces.removeWidget(face)
            face.deleteLater()
        self.faces.addWidget(self._word_face())
        self.faces.addWidget(self._question_face())

    def _word_face(self) -> QWidget:
        face = Card("Lembar pemulihan", margins=(16, 14, 16, 14))
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, word in enumerate(self._words):
            cell = QFrame()
            cell.setProperty("list", True)
            row = QHBoxLayout(cell)
            row.setContentsMargins(12, 8, 12, 8)
            number = Label(f"{at + 1}.", "soft")
            number.setFixedWidth(theme.px(24))
            row.addWidget(number)
            row.addWidget(Label(word, "section"), 1)
            grid.addWidget(cell, at % 4, at // 4)
        face.body.addLayout(grid)
        face.body.addWidget(Label(
            "Kata ini hanya ditampilkan sekali. Tulis dengan nomornya, simpan kertasnya di lemari kantor, "
            "jangan difoto. Tanpa laptop ini dan tanpa kertas itu data tidak bisa dibuka siapa pun.", "caption"))
        return face

    def _question_face(self) -> QWidget:
        face = Card("Periksa kertas Anda", margins=(16, 14, 16, 14))
        face.body.addWidget(Label("Ketik tiga kata dari kertas. Kata di layar sudah disembunyikan.", "soft"))
        self.asked = sorted(secrets.SystemRandom().sample(range(len(self._words)), ASKED))
        row = QHBoxLayout()
        row.setSpacing(12)
        self.answers = []
        for at in self.asked:
            field = FieldRow(f"Kata nomor {at + 1}", placeholder="")
            field.changed.connect(self._answered)
            field.left.connect(lambda at=at, field=field: self._judge(at, field, left=True))
            self.answers.append(field)
            row.addWidget(field)
        face.body.addLayout(row)
        back = LinkButton("Lihat kata lagi")
        back.clicked.connect(self.show_words)
        face.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        face.body.addStretch(1)
        return face

    def _answered(self, _: str) -> None:
        for at, field in zip(self.asked, self.answers, strict=True):
            self._judge(at, field, left=field.state == "salah")
        self.changed.emit()

    def _judge(self, at: int, field: FieldRow, *, left: bool) -> None:
        typed = field.text().strip().lower()
        if typed == self._words[at]:
            field.set_state("benar", "Sama.")
        elif typed and left:
            field.set_state("salah", "Tidak sama dengan kata di lembar. Lihat kertas Anda.")
        else:
            field.set_state("kosong")

    @property
    def title(self) -> str:
        return "Periksa lembar pemulihan" if self.asking else "Tulis 12 kata ini di kertas"

    @property
    def sub(self) -> str:
        if self.asking:
            return "Tiga kata ditanyakan, supaya lembarnya pasti sudah ada di tangan Anda."
        return "Bila laptop rusak atau hilang, hanya kata-kata ini yang bisa membuka data dan cadangannya."

    @property
    def asking(self) -> bool:
        """Whether the words are hidden and the three questions shown."""
        return self.faces.currentIndex() == 1

    @property
    def ready(self) -> bool:
        if not self.asking:
            return True
        return all(field.text().strip().lower() == self._words[at]
                   for at, field in zip(self.asked, self.answers, strict=True))

    def ask_back(self) -> None:
        """Hide the words and ask."""
        self.faces.setCurrentIndex(1)
        self.answers[0].edit.setFocus()
        self.changed.emit()

    def show_words(self) -> None:
        """Back to the words, with empty answers."""
        for field in self.answers:
            field.set_text("")
            field.set_state("kosong")
        self.faces.setCurrentIndex(0)
        self.changed.emit()

    def start(self) -> None:
        self.setFocus()


