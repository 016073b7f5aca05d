"""At the right of Riwayat: the chosen entry in full, and whether the whole history is what it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import TrailCheck, TrailRow
from jamsos_desktop.texts import clock, number, screen_date
from ui import theme
from ui.pages.riwayat_table import when
from ui.widgets import Button, Card, Label, NoteStrip, TallArea, clear_layout

MOST_SHOWN = 6  # places told in the panel; the first are the ones to look at


class EntryCard(Card):
    """The chosen entry; ``person``: the button to whom it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Catatan", parent=parent, margins=(0, 0, 0, 0))
        area = TallArea(parent=self)
        inside = QWidget(area.viewport(), objectName="surface")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(12, 10, 12, 12)
        self.column.setSpacing(8)
        area.hold(inside)
        self.body.addWidget(area, 1)
        self.facts = QVBoxLayout()
        self.person = Button("Buka data orang ini", icon="person-vcard")
        self.column.addLayout(self.facts)
        row = QHBoxLayout()
        row.addWidget(self.person)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def show_row(self, row: TrailRow | None, openable: bool) -> None:
        """One entry, or nothing."""
        clear_layout(self.facts)
        assert self.title is not None
        self.title.setText(f"Catatan no. {number(row.n)}" if row else "Catatan")
        self.person.setVisible(bool(row and row.uid and openable))
        if row is None:
            self.facts.addWidget(Label("Pilih satu catatan di daftar.", "soft", wrap=True))
            return
        found = [("Waktu", when(row)), ("Oleh", row.oleh), ("Dilakukan", row.apa), ("Tentang", row.tentang),
                 ("Berubah", ", ".join(row.kolom)), ("Alasan", row.alasan),
                 ("Laptop", f"Laptop lain ({row.laptop})" if row.laptop else "")]
        self.facts.addLayout(_pairs([(name, value) for name, value in found if value]))
        if row.kolom:
            self.facts.addWidget(Label("Riwayat menyimpan nama isian, bukan nilainya.", "caption"))


class CheckCard(Card):
    """What the last check found, and the buttons that check."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Keutuhan riwayat", parent=parent, margins=(12, 10, 12, 12))
        self.body.setSpacing(8)
        self.told = NoteStrip("neutral", "Belum diperiksa sejak aplikasi dibuka.", parent=self)
        self.told.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # all its words, always
        self.body.addWidget(self.told)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(4)
        self.body.addLayout(self.lines)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.paper = Button("Cocokkan dengan kertas...", icon="file-earmark-check")
        row.addWidget(self.paper)
        row.addStretch(1)
        self.body.addLayout(row)

    def working(self) -> None:
        """The check runs."""
        self.told.set("neutral", "Sedang memeriksa setiap catatan...", "hourglass-split")
        clear_layout(self.lines)

    def show_check(self, check: TrailCheck) -> None:
        """What was found, the worst first."""
        clear_layout(self.lines)
        self.told.set("ok" if check.utuh else "error", verdict(check))
        for line in _findings(check)[:MOST_SHOWN]:
            self.lines.addWidget(Label(line, "body", wrap=True))
        if check.n:
            end = f" ({screen_date(check.waktu.date())} {clock(check.waktu)})" if check.waktu else ""
            self.lines.addWidget(Label(f"Catatan terakhir no. {number(check.n)}{end}, kode periksa {check.kode}.",
                                       "caption"))


def verdict(check: TrailCheck) -> str:
    """The finding in one sentence or two."""
    if check.putus:
        return "Riwayat pernah diubah dari luar aplikasi. Pemeriksaan ini tidak mengubah apa pun. Tanyakan DPMD."
    if not check.utuh:
        return "Catatan bersambung, tetapi tidak cocok dengan yang dicatat di luar. Periksa dulu kode yang diketik."
    matched = sum(1 for one in check.jangkar if one.cocok)
    beside = f" dan cocok dengan {number(matched)} kiriman, cadangan atau kertas" if matched else ""
    return f"Utuh: {number(check.banyak)} catatan bersambung{beside}."


def _findings(check: TrailCheck) -> Sequence[str]:
    broken = [one.teks for one in check.putus]
    wrong = [f"{one.sumber}: {one.teks}" for one in check.jangkar if one.cocok is False]
    unread = [f"{one.sumber}: {one.teks}" for one in check.jangkar if one.cocok is None]
    found = [*broken, *wrong, *unread]
    rest = len(found) - MOST_SHOWN
    return [*found[:MOST_SHOWN - 1], f"dan {number(rest + 1)} hal lain."] if rest > 0 else found


def _pairs(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnMinimumWidth(0, theme.px(64))
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(rows):
        grid.addWidget(Label(name, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(value, "body", wrap=True), at, 1)
    return grid
