"""The mapping kept as a pattern of the village: its name, and those there are already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, Layout
from jamsos_desktop.texts import number
from ui.pages.bpjs_sheets import Sheet
from ui.widgets import Button, FieldRow, Label, clear_layout

if TYPE_CHECKING:
    from ui.window import Shell


LONGEST = 40  # letters of a pattern's name


def keep_pattern(shell: Shell, desk: Desk, layout: Layout, kelompok: str, file: str) -> None:
    """Ask for the name (that of the pattern used, or of the file) and keep how the columns were matched."""
    sheet = PatternSheet(shell, desk, layout, kelompok, layout.pola or file[:LONGEST])
    if sheet.exec() and sheet.kept:
        shell.toast(f"Pola desa \u201c{sheet.kept}\u201d disimpan.")


class PatternSheet(Sheet):
    """``kept``: the name it was kept under."""

    def __init__(self, parent: QWidget | None, desk: Desk, layout: Layout, kelompok: str, name: str) -> None:
        super().__init__(parent, "Simpan sebagai pola desa",
                         "Excel dengan judul kolom yang sama dicocokkan sendiri lain kali.", "&Simpan pola")
        self._desk, self._layout, self._kelompok = desk, layout, kelompok
        self.name = self.add(FieldRow("Nama pola", reserve=0, key="nama"))
        self.name.edit.setText(name)
        self._old = QVBoxLayout()
        self._old.setSpacing(4)
        self.fields.addLayout(self._old)
        self.kept = ""
        self._show_old()
        self.name.edit.setFocus()
        self.name.edit.selectAll()

    def _show_old(self) -> None:
        clear_layout(self._old)
        patterns = self._desk.patterns()
        if patterns:
            self._old.addWidget(Label("Pola yang sudah ada", "label"))
        for pattern in patterns:
            row = QHBoxLayout()
            used = sum(1 for target in pattern.kolom.values() if target)
            row.addWidget(Label(pattern.nama, "body", wrap=False))
            row.addWidget(Label(f"{number(used)} kolom", "caption", wrap=False))
            row.addStretch(1)
            gone = Button("Hapus", small=True)
            gone.setAccessibleName(f"Hapus pola {pattern.nama}")
            gone.clicked.connect(lambda _=False, nama=pattern.nama: self._drop(nama))
            row.addWidget(gone)
            self._old.addLayout(row)

    def _drop(self, nama: str) -> None:
        self._desk.drop_pattern(nama)
        self._show_old()
        self.adjustSize()

    def act(self) -> None:
        self.kept = self._desk.keep_pattern(self.name.edit.text(), self._layout, self._kelompok).nama
