"""Set-up of a district, step 2: the office, who works at this desk, and the PIN."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.pages.wizard_checks import name_state
from ui.widgets import FieldRow, Label, NoteStrip, enter_moves

DIGITS = 6
OPEN = "Tanpa PIN, siapa pun yang memakai laptop ini bisa melihat data seluruh kabupaten."
LOCKED = "PIN diminta setiap kali aplikasi dibuka. Salah PIN tidak menghapus data."


class KantorStep(QWidget):
    """``changed()``: something was typed. ``pin`` is None where none was chosen."""

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
        self.pin_field = FieldRow("PIN", "Boleh kosong.", digits=DIGITS, note="(6 angka)", placeholder="")
        self.again = FieldRow("Ulangi PIN", digits=DIGITS, placeholder="")
        for field in (self.pin_field, self.again):
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        for row in ((self.office, self.officer), (self.pin_field, self.again)):
            line = QHBoxLayout()
            line.setSpacing(12)
            for field in row:
                field.setMaximumWidth(420)
                enter_moves(field.edit)
                field.changed.connect(self._typed)
                field.left.connect(lambda field=field: self._judge(field))
                line.addWidget(field, 1)
            line.addStretch(1)
            page.addLayout(line)
            if row[0] is self.office:
                page.addWidget(Label("PIN laptop ini", "heading"))
        self.note = NoteStrip("warn", OPEN)
        page.addWidget(self.note)
        page.addStretch(1)

    @property
    def fields(self) -> tuple[FieldRow, ...]:
        return self.office, self.officer, self.pin_field, self.again

    def propose(self, office: str) -> None:
        """Fill in the office's usual name, unless another was typed."""
        if self.office.text() in ("", self._proposed):
            self.office.set_text(office)
        self._proposed = office

    def _typed(self, _: str) -> None:
        for field in self.fields:
            if field.state == "salah":
                self._judge(field)
        self.note.set(*(("info", LOCKED) if self.pin_field.text() else ("warn", OPEN)))
        self.changed.emit()

    def _judge(self, field: FieldRow) -> None:
        field.set_state(*self._state(field))

    def _state(self, field: FieldRow) -> tuple[str, str]:
        text = field.text().strip()
        if field is self.pin_field:
            return ("salah", "PIN harus 6 angka, atau kosong.") if text and len(text) != DIGITS else ("kosong", "")
        if field is self.again:
            same = text == self.pin_field.text()
            return ("kosong", "") if same else ("salah", "Tidak sama dengan PIN di sebelahnya.")
        if field is self.officer:
            return name_state(text, required=True) if text else ("salah", "Isi nama petugas.")
        return ("kosong", "") if text else ("salah", "Isi nama kantor.")

    @property
    def pin(self) -> str | None:
        return self.pin_field.text() or None

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
        (self.officer if self.office.text() else self.office).edit.setFocus()
