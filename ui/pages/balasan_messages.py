"""Tab Pesan DPMD: bills of the village with their payment codes, and the words DPMD wrote."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop.desk import BillRow, Message
from jamsos_desktop.texts import number, rupiah_of_sen, screen_date
from ui.pages.balasan_members import spaced
from ui.widgets import Chip, Label, clear_layout

HEADS = ("Kode bayar", "Jumlah", "Masa", "Orang", "Jatuh tempo")
NONE = "Tidak ada pesan atau tagihan dalam balasan ini."


class MessagePanel(QScrollArea):
    """Everything DPMD says that is not about one person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Pesan dan tagihan DPMD")
        holder = QWidget(self.viewport(), objectName="plain")
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(10)
        self.setWidget(holder)

    def show_words(self, bills: Sequence[BillRow], messages: Sequence[Message]) -> None:
        """Bills first: they have a due date."""
        clear_layout(self._column)
        if bills:
            self._column.addWidget(Label("Tagihan desa", "heading"))
            self._column.addWidget(_bills(bills, self.widget()))
        if messages:
            self._column.addWidget(Label("Pesan", "heading"))
        for message in messages:
            self._column.addWidget(_message(message, self.widget()))
        if not bills and not messages:
            self._column.addWidget(Label(NONE, "soft", wrap=True))
        self._column.addStretch(1)


def _bills(bills: Sequence[BillRow], parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("list", True)
    grid = QGridLayout(frame)
    grid.setContentsMargins(12, 8, 12, 8)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    for column, words in enumerate(HEADS):
        grid.addWidget(Label(words, "label"), 0, column)
    for row, bill in enumerate(bills, 1):
        code = Label(spaced(bill.kode_bayar) or "belum ada", "strong")
        code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(code, row, 0)
        for column, words in enumerate((rupiah_of_sen(bill.jumlah_sen), bill.masa, number(bill.orang)), 1):
            grid.addWidget(Label(words, "body", wrap=column == 2), row, column)
        paid = f"dibayar {screen_date(bill.dibayar)}" if bill.dibayar else screen_date(bill.jatuh_tempo)
        grid.addWidget(Label(paid, "ok" if bill.dibayar else "body", wrap=False), row, 4)
    return frame


def _message(message: Message, parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("list", True)
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 10)
    column.setSpacing(4)
    head = QHBoxLayout()
    head.addWidget(Label(screen_date(message.tanggal), "caption", wrap=False))
    head.addStretch(1)
    if message.baru:
        head.addWidget(Chip("chat-dots", "Baru", "info"))
    column.addLayout(head)
    words = Label(message.teks, "body", wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(words)
    return frame
