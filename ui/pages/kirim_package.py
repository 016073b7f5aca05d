"""Page Kirim, 3: the kiriman itself, from "not made yet" over its progress to the receipt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop import texts
from ui import drives
from ui.widgets import Button, Card, Chip, IconLabel, Label, PagePreview, ProgressStrip

RECEIPT = 310  # px of the receipt at the right


class Kiriman(NamedTuple):
    """A package as the card shows it. ``fresh``: made now, and reopened in the same moment."""

    seq: int
    name: str
    size: int
    contents: str
    kode_periksa: str
    at: str
    fresh: bool
    answered: bool
    excel: str = ""


class PackageCard(Card):
    """``make_wanted``, ``receipt_wanted``, ``message_wanted``; ``run`` follows the worker that makes it."""

    make_wanted = Signal()
    receipt_wanted = Signal()
    message_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("3. Kiriman dan tanda terima", None, parent, margins=(0, 0, 0, 0))
        self.status, self.made = Chip(), Chip()
        self.head.addWidget(self.status)
        self.head.addWidget(self.made)
        row = QHBoxLayout()
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(16)
        row.addLayout(self._facts(), 1)
        self.receipt = PagePreview(self)
        self.receipt.setFixedWidth(RECEIPT)
        self.receipt.setAccessibleName("Tanda terima kiriman")
        self.receipt.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addWidget(self.receipt, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row, 1)
        self.show_kiriman(None, 1, "")

    def _facts(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._file_box())
        column.addLayout(self._table())
        self.excel = QCheckBox("Simpan juga daftar Excel", self)
        self.excel.setToolTip("Daftar nama tanpa NIK penuh. File Excel tidak terkunci.")
        self.excel_note = Label("tanpa NIK penuh", "caption", wrap=False)
        tick = QHBoxLayout()
        tick.addWidget(self.excel)
        tick.addWidget(self.excel_note)
        tick.addStretch(1)
        self.list_note = Label("", "caption")
        self.list_note.hide()
        column.addLayout(tick)
        self.strip = ProgressStrip("Membuat kiriman", parent=self, unit="langkah")
        self.strip.setProperty("card", False)
        self.strip.body.setContentsMargins(0, 0, 0, 0)
        self.strip.hide()
        column.addWidget(self.strip)
        column.addWidget(self.list_note)
        column.addSpacing(4)
        self.make = Button("Buat kiriman", "primary", "file-earmark-lock")
        self.make.setToolTip("Ctrl+E")
        self.print = Button("Cetak tanda terima", icon="printer")
        self.print.setToolTip("Ctrl+P")
        self.copy = Button("Salin pesan WhatsApp", icon="chat-dots")
        self.make.clicked.connect(self.make_wanted)
        self.print.clicked.connect(self.receipt_wanted)
        self.copy.clicked.connect(self.message_wanted)
        for button in (self.print, self.copy, self.make):
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _file_box(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("list", True)
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 9, 14, 9)
        row.setSpacing(12)
        self.picture = IconLabel("file-earmark-lock", "accent", 28)
        self.name = Label("", "section")
        self.note = Label("", "caption")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.note)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
        return frame

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.values: dict[str, Label] = {}
        for line, (name, role) in enumerate((("Isi", "body"), ("Kode periksa", "strong"), ("Dibuat", "body"))):
            grid.addWidget(Label(name, "soft"), line, 0, Qt.AlignmentFlag.AlignTop)
            self.values[name] = Label("", role, wrap=True)
            grid.addWidget(self.values[name], line, 1)
        self.values["Kode periksa"].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return grid

    def show_kiriman(self, kiriman: Kiriman | None, seq_next: int, contents: str) -> None:
        """The last kiriman, or what number ``seq_next`` would carry when none stands here."""
        there = kiriman is not None
        self.status.setVisible(there)
        self.made.setVisible(there)
        self.receipt.setVisible(there)
        for widget in (self.print, self.copy):
            widget.setVisible(there)
        for widget in (self.excel, self.excel_note):
            widget.setVisible(not there)
        self.list_note.setVisible(bool(there and kiriman.excel))
        self.list_note.setText(f"Daftar Excel {kiriman.excel} tidak terkunci." if there else "")
        self.values["Kode periksa"].setText(kiriman.kode_periksa if kiriman else "Diberikan saat dibuat")
        self.values["Dibuat"].setText(_moment(kiriman.at) if kiriman else "Belum")
        self.values["Isi"].setText(kiriman.contents if kiriman else contents)
        if kiriman is None:
            self.picture.set_icon("file-earmark-plus", "text_2")
            self.name.setText(f"Kiriman nomor {seq_next} belum dibuat")
            self.note.setText("Satu file terkunci untuk DPMD, dengan tanda terimanya.")
            return
        self.picture.set_icon("file-earmark-lock", "accent")
        self.name.setText(kiriman.name)
        tested = " Sudah diuji buka: isi utuh." if kiriman.fresh else ""
        self.note.setText(f"{drives.size_text(kiriman.size)}, terkunci.{tested}")
        if kiriman.answered:
            self.status.set("check-circle-fill", f"Kiriman no. {kiriman.seq} dibalas", "ok")
        else:
            self.status.set("box-arrow-up", f"Dalam kiriman no. {kiriman.seq}", "info")
        self.made.set("check-circle-fill", f"Jadi {kiriman.at[11:16].replace(':', '.')}" if kiriman.fresh
                      else f"Jadi {_day(kiriman.at)}", "ok")

    def offer(self, seq: int, *, news: bool, again: bool) -> None:
        """The button that makes number ``seq``; green only where it is the next thing to do."""
        self.make.set_text(f"Buat kiriman nomor {seq}" if again else "Buat kiriman")
        self.make.set_kind("primary" if news else "flat" if again else "")

    def set_busy(self, busy: bool) -> None:
        """While a kiriman is being made."""
        self.strip.setVisible(busy)
        for widget in (self.make, self.excel, self.print, self.copy):
            widget.setEnabled(not busy)

    def show_receipt(self, page: Any, scale: float) -> None:
        """The receipt as a picture."""
        self.receipt.setFixedHeight(round(self.receipt.width() * page.height / page.width) + 12)
        self.receipt.set_page(replace(page, boxes=()), scale)


def _moment(stamp: str) -> str:
    """20 November 2026, 10.44 from an ISO moment."""
    return f"{int(stamp[8:10])} {texts.MONTHS[int(stamp[5:7]) - 1]} {stamp[:4]}, {stamp[11:16].replace(':', '.')}"


def _day(stamp: str) -> str:
    return f"{stamp[8:10]}/{stamp[5:7]}/{stamp[:4]}"
