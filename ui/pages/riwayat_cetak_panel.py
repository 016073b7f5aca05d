"""The chosen printing at the right of Riwayat cetak: what it holds, for whom, where its PDF lies, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.texts import number
from ui import theme
from ui.pages.riwayat_cetak_rows import HistoryRow
from ui.widgets import Button, Card, Label, Line, NoteStrip, TallArea, clear_layout

GONE = "File PDF-nya sudah tidak ada di folder itu. Cetak ulang membuatnya lagi."
OLD = "Isi bundel ini belum dicatat waktu itu, jadi tidak bisa dicetak ulang dengan nomornya."
MOST_NAMES = 40


class HistoryPanel(Card):
    """``show_row`` fills it; ``open``, ``again`` and ``folder`` are its buttons."""

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__("Bundel", parent=parent, margins=(0, 0, 0, 0))
        self._names = names
        self.body.setSpacing(0)
        area = TallArea(parent=self)
        inside = QWidget(area.viewport(), objectName="surface")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.setSpacing(8)
        area.hold(inside)
        self.body.addWidget(area, 1)
        self.body.addWidget(Line())
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 10, 12, 12)
        foot.setSpacing(8)
        self.open = Button("Buka PDF", "primary", "file-earmark-pdf")
        self.again = Button("Cetak ulang", icon="printer")
        self.folder = Button("Buka folder", icon="folder2-open")
        self.again.setToolTip("Ctrl+P")
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.open)
        first.addWidget(self.again)
        second.addWidget(self.folder)
        for row in (first, second):
            row.setSpacing(8)
            row.addStretch(1)
            foot.addLayout(row)
        self.body.addLayout(foot)

    def show_row(self, row: HistoryRow, people: Sequence[str], many: int) -> None:
        """A printing, the names of those it was asked for, and how many they are."""
        there = row.berkas is not None and row.berkas.is_file()
        assert self.title is not None
        self.title.setText(f"Bundel {row.bundel}")
        self.open.setEnabled(there)
        self.open.set_kind("primary" if there else "")
        self.again.setEnabled(row.berkas is not None)
        self.again.set_kind("" if there else "primary")
        self.folder.setEnabled(row.berkas is not None)
        clear_layout(self.column)
        if row.berkas is None or not there:
            self.column.addWidget(NoteStrip("neutral", OLD if row.berkas is None else GONE))
        self.column.addLayout(_facts(row))
        self.column.addWidget(Line())
        self.column.addWidget(Label("Dokumen", "label"))
        self.column.addLayout(_pairs([(self._names.get(kode, kode), f"{number(n)} lbr")
                                      for kode, n in row.lembar.items()]))
        if many:
            self.column.addWidget(Line())
            self.column.addWidget(Label(f"Untuk {number(many)} orang", "label"))
            rest = many - len(people)
            told = "\n".join([*people, *([f"dan {number(rest)} orang lain"] if rest > 0 else [])])
            self.column.addWidget(Label(told, "body", wrap=True))
        self.column.addStretch(1)


def _facts(row: HistoryRow) -> QGridLayout:
    pages = f", {number(row.halaman)} halaman" if row.halaman else ""
    ended = row.state[2] + (f", {number(row.dilewati)} dilewati" if row.batal and row.dilewati else "")
    found = [("Dicetak", row.when()), ("Oleh", row.oleh), ("Cetakan", f"Cetak ke-{number(row.ke)}"),
             ("Kertas", f"{row.kertas}{pages}"), ("Keadaan", ended)]
    if row.berkas is not None:
        found.append(("File", row.berkas.name))
        found.append(("Folder", str(row.berkas.parent)))
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, theme.px(60))
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(found):
        grid.addWidget(Label(name, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(_breakable(value), "body", wrap=True), at, 1)
    return grid


def _breakable(text: str) -> str:
    """A path may fold behind its marks, and anywhere in a name without any: a label breaks at blanks only, and would
    else be cut."""
    return re.sub(r"([/\\_.-]|\w{12}(?=\w))", "\\1\u200b", text)


def _pairs(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for at, (name, value) in enumerate(rows):
        grid.addWidget(Label(name, "body", wrap=True), at, 0)
        grid.addWidget(Label(value, "soft"), at, 1, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    return grid
