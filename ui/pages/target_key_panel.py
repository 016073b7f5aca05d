"""The key of one unit: its fingerprint beside the one read from the printed receipt, and its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import KeyInfo, UnitInfo
from jamsos_desktop.texts import number, screen_date
from ui import theme
from ui.widgets import Button, Card, FieldRow, Label, Line, LinkButton, NoteStrip, clear_layout

WIDE = 330
DIGITS = 16


def _plain(sidik: str) -> str:
    return "".join(letter for letter in sidik.upper() if letter in "0123456789ABCDEF")


def _day(stamp: str) -> str:
    return screen_date(date.fromisoformat(stamp[:10])) if stamp else "–"


class KeyPanel(Card):
    """``matched(kode, sidik)``: the digits agree; ``retired(kode)``: nothing more is accepted from this key."""

    matched = Signal(str, str)
    retired = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kunci desa", parent=parent, margins=(0, 0, 0, 0))
        self.setFixedWidth(theme.px(WIDE))
        self.unit: UnitInfo | None = None
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area.viewport(), objectName="plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        self._parts(inside)
        for widget in (self.contact, self.trail, self.note, self.digits, self.typed):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.match)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeft)
        self._history = QVBoxLayout()
        self._history.setSpacing(4)
        column.addLayout(self._history)
        column.addStretch(1)
        column.addWidget(self.retire, 0, Qt.AlignmentFlag.AlignLeft)
        area.setWidget(inside)
        self.body.addWidget(area)

    def _parts(self, inside: QWidget) -> None:
        self.contact = Label("", "soft", wrap=True)
        self.trail = Label("", "caption", wrap=True)
        self.trail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = NoteStrip("info", "", parent=inside)
        self.note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.digits = Label("", "title")
        self.digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.typed = FieldRow("Sidik di tanda terima desa", "Ketik 16 huruf dan angka, spasi boleh.", inside,
                              upper=True, placeholder="4F2A 91C7 0D3E 88B1")
        self.typed.changed.connect(lambda _: self._compare())
        self.match = Button("Cocokkan kunci", "primary", "check-lg")
        self.match.clicked.connect(self._match)
        self.same = LinkButton("Sudah saya bandingkan, sama persis")
        self.same.clicked.connect(lambda: self.matched.emit(self.unit.kode, self.unit.sidik))
        self.retire = Button("&Cabut kunci…", "danger", "x-lg")
        self.retire.clicked.connect(lambda: self.retired.emit(self.unit.kode))
        self._comparing = (self.typed, self.match, self.same)

    def show_unit(self, unit: UnitInfo | None, keys: Sequence[KeyInfo]) -> None:
        """Another unit, or none."""
        self.unit = unit
        self.title.setText(unit.sebutan if unit else "Kunci desa")
        self.contact.setText(f"Kontak: {unit.kontak}" if unit and unit.kontak else "Kontak belum diketahui."
                             if unit else "")
        self.trail.setText(f"Riwayat desa di kiriman terakhir: catatan no. {number(unit.riwayat_n)}, "
                           f"kode periksa {unit.riwayat_kode}." if unit and unit.riwayat_n else "")
        self.trail.setVisible(bool(unit and unit.riwayat_n))
        self.note.set(*self._said(unit))
        self.digits.setText(unit.sidik if unit else "")
        self.digits.setVisible(bool(unit and unit.sidik))
        self.typed.set_text("")
        waiting = bool(unit and unit.sidik and not unit.dicocokkan)
        for widget in self._comparing:
            widget.setVisible(waiting)
        self.retire.setVisible(bool(unit and unit.sidik))
        self._compare()
        self._show_history(keys)

    @staticmethod
    def _said(unit: UnitInfo | None) -> tuple[str, str]:
        if unit is None:
            return "neutral", "Pilih satu unit."
        if not unit.sidik:
            if unit.minta_penuh and unit.seq:
                return "warn", "Kunci lama sudah dicabut. Kiriman berikut dengan kunci lain diterima dulu, " \
                               "lalu Anda cocokkan di sini."
            return "neutral", "Kunci desa datang bersama kiriman pertamanya."
        if unit.dicocokkan:
            return "ok", f"Dicocokkan {_day(unit.dicocokkan)} oleh {unit.dicocokkan_oleh}."
        return "warn", "Bandingkan sidik ini dengan yang tercetak di tanda terima desa, atau tanyakan lewat telepon."

    def _show_history(self, keys: Sequence[KeyInfo]) -> None:
        clear_layout(self._history)
        old = [key for key in keys if key.dicabut]
        if old:
            self._history.addWidget(Line())
            self._history.addWidget(Label("Kunci yang sudah dicabut", "label"))
        for key in old:
            self._history.addWidget(Label(f"{key.sidik}, dicabut {_day(key.dicabut)}", "caption"))

    def _compare(self) -> None:
        text = _plain(self.typed.text())
        right = bool(self.unit) and text == _plain(self.unit.sidik) and bool(text)
        if right:
            self.typed.set_state("benar", "Sama persis.")
        elif len(text) >= DIGITS or (text and not _plain(self.unit.sidik if self.unit else "").startswith(text)):
            self.typed.set_state("salah", "Tidak sama. Baca lagi dari tanda terima.")
        else:
            self.typed.set_state("kosong")
        self.match.setEnabled(right)

    def _match(self) -> None:
        if self.unit is not None:
            self.matched.emit(self.unit.kode, self.typed.text())
