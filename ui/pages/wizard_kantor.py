"""Set-up of a district, step 2: the office, and who works at this desk."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.wizard_checks import name_state
from ui.widgets import FieldRow, enter_moves


class KantorStep(QWidget):
    """``changed()``: something was typed."""

    title = "Kantor dan petugas"
    sub = "Nama kantor tercetak di surat, kunci dan balasan untuk desa."
    keys = [("Tab", "Isian berikut"), ("Ctrl+Enter", "Lanjut"), ("Alt+K", "Kembali"), ("F1", "Bantuan")]
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposed = ""
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 16)
        page.setSpacing(8)
        self.office = FieldRow("Nama kantor", "Seperti di kop surat.")
        self.officer = FieldRow("Nama petugas", "Tercatat di riwayat setiap keputusan.")
        line = QHBoxLayout()
        line.setSpacing(12)
        for field in self.fields:
            field.setMaximumWidth(420)
            enter_moves(field.edit)
            field.changed.connect(self._typed)
            field.left.connect(lambda field=field: self._judge(field))
            line.addWidget(field, 1)
        line.addStretch(1)
        page.addLayout(line)
        page.addStretch(1)

    @property
    def fields(self) -> tuple[FieldRow, ...]:
        return self.office, self.officer

    def propose(self, office: str) -> None:
        """Fill in the office's usual name, unless another was typed."""
        if self.office.text() in ("", self._proposed):
            self.office.set_text(office)
        self._proposed = office

    def _typed(self, _: str) -> None:
        for field in self.fields:
            if field.state == "salah":
                self._judge(field)
        self.changed.emit()

    def _judge(self, field: FieldRow) -> None:
        field.set_state(*self._state(field))

    def _state(self, field: FieldRow) -> tuple[str, str]:
        text = field.text().strip()
        if field is self.officer:
            return name_state(text, required=True) if text else ("salah", "Isi nama petugas.")
        return ("kosong", "") if text else ("salah", "Isi nama kantor.")

    @property
    def ready(self) -> bool:
        return all(self._state(field)[0] != "salah" for field in self.fields)

    def next_problem(self) -> None:
        """Say of every field what it needs, and go to the first."""
        for field in self.fields:
            self._judge(field)
        wrong = next((field for field in self.fields if field.state == "salah"), None)
        if wrong is not None:
            wrong.edit.setFocus()

    def start(self) -> None:
        """The step is shown: focus to the office, or to the officer once that is typed."""
        (self.officer if self.office.text() else self.office).edit.setFocus()
