"""The SOTK board as on picture 02: one card a seat, four columns, arrow keys between them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import Board, Seat
from ui import theme
from ui.keys import pressed
from ui.pages.struktur_card import SeatCard
from ui.widgets import Card, Chip, Label, LinkButton, clear_layout

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_EDITS = {(Qt.Key.Key_Delete, False): "hapus", (Qt.Key.Key_Up, True): "naik", (Qt.Key.Key_Down, True): "turun"}


class SeatBoard(Card):
    """The board in a card. Signals: ``person_wanted(uid)``, ``fill_wanted(seat id)``, ``check_wanted()``,
    ``chosen(seat id)``, ``edit_wanted(verb)`` (ubah, hapus, naik, turun: the seat chosen). ``compact``: on Beranda,
    where one click opens and nothing is edited. Nothing stands in it before the first ``refresh``."""

    person_wanted = Signal(str)
    fill_wanted = Signal(str)
    check_wanted = Signal()
    chosen = Signal(str)
    edit_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__("Struktur perangkat desa (SOTK)", parent=parent, margins=(12, 10, 12, 12))
        self._desk, self._compact, self._here = desk, compact, ""
        self.board: Board | None = None
        self.cards: dict[str, SeatCard] = {}
        self.chips = [Chip(), Chip(), Chip()]
        assert self.head is not None
        for chip in self.chips:
            self.head.addWidget(chip)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)
        self.body.addLayout(self.grid)
        self.body.addStretch(1)
        self.check = LinkButton("Periksa")

    # What is shown.

    def refresh(self) -> None:
        """Read the board and draw it anew."""
        self.show_board(self._desk.board())

    def show_board(self, board: Board) -> None:
        """Draw a board as it was read; the seat that had the keyboard keeps it."""
        if board == self.board:
            return
        here = self.focusWidget()
        focused = isinstance(here, SeatCard) and self.isAncestorOf(here) and here.hasFocus()
        self.board = board
        were = list(self.cards)
        clear_layout(self.grid)
        self.cards = {}
        for at, column in enumerate(board.kolom):
            self.grid.addWidget(Label(column.label, "label"), 0, at)
            self.grid.setColumnStretch(at, 1)
            self.grid.setColumnMinimumWidth(at, 1)
            for row, seat in enumerate(column.kursi, 1):
                self.grid.addWidget(self._card(seat), row, at)
        self.grid.addWidget(self._checked(board), len(board.kolom[0].kursi) + 1, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._say_counts(board)
        self._order_tabs()
        self.choose(self._nearest(were), focus=focused)

    def _nearest(self, were: list[str]) -> str:
        """The seat chosen; when it is gone, the one above it as the board was."""
        above = were[were.index(self._here)::-1] if self._here in were else []
        return next((name for name in (self._here, *above, *self.cards) if name in self.cards), "")

    def _card(self, seat: Seat) -> SeatCard:
        card = SeatCard(self._desk, seat, self, one_click=self._compact)
        card.activated.connect(self.activate)
        card.entered.connect(self._entered)
        self.cards[seat.id] = card
        return card

    def _say_counts(self, board: Board) -> None:
        full, wanting, empty = self.chips
        full.set("check-circle-fill", f"{board.lengkap} lengkap", "ok")
        wanting.set("exclamation-triangle-fill", f"{board.kurang} perlu dilengkapi", "warn")
        empty.set("circle", f"{board.kosong} belum terisi", "neutral")
        wanting.setVisible(bool(board.kurang))
        empty.setVisible(bool(board.kosong))

    def _checked(self, board: Board) -> QWidget:
        """"Sesuai SK perangkat, diperiksa 2 Nov 2026.", and the link that notes it again."""
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(7, 2, 0, 0)
        column.setSpacing(0)
        day = board.diperiksa
        words = f"Sesuai SK perangkat, diperiksa {day.day} {texts.MONTHS[day.month - 1][:3]} {day.year}." if day \
            else "Belum dicocokkan dengan SK perangkat."
        told = Label(words, "caption")
        told.setContentsMargins(3, 0, 0, 0)  # in line with the words of the link below
        told.setMinimumWidth(theme.px(120))  # a wrapped label hints at a narrow column, and so at a row of its own
        column.addWidget(told)
        self.check = LinkButton("Periksa lagi" if day else "Cocokkan")
        self.check.setAccessibleName(f"{self.check.text()}. {words}")
        self.check.clicked.connect(self.check_wanted)
        column.addWidget(self.check)
        return box

    def _order_tabs(self) -> None:
        """One stop for the whole grid, then the link, where the board stands: what is beside it may be older."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # for a moment: Qt puts nothing behind what takes no focus
        for before, widget in pairwise((self, *self.cards.values(), self.check)):
            QWidget.setTabOrder(before, widget)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # Keys and choice.

    @property
    def seat(self) -> Seat | None:
        """The seat chosen."""
        return self.cards[self._here].seat if self._here in self.cards else None

    def choose(self, kursi: str, *, focus: bool = False) -> None:
        """Choose a seat; with ``focus`` it gets the keyboard."""
        if kursi not in self.cards:
            self._here = ""
            return
        self._here = kursi
        for name, card in self.cards.items():
            card.set_chosen(name == kursi)
        if focus:
            self.cards[kursi].show()  # a card just made is shown by the layout later, and takes no keys before
            self.cards[kursi].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(kursi)

    def start(self) -> None:
        """The keyboard goes to the seat chosen."""
        self.choose(self._here, focus=True)

    def _entered(self, kursi: str) -> None:
        if kursi != self._here:
            self.choose(kursi)

    def activate(self, kursi: str) -> None:
        """Open the person of a seat, or ask who is to hold it."""
        self.choose(kursi)
        seat = self.seat
        if seat is not None and seat.uid:
            self.person_wanted.emit(seat.uid)
        elif seat is not None:
            self.fill_wanted.emit(seat.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt = held == Qt.KeyboardModifier.AltModifier
        verb = "ubah" if pressed(event, "F2") else \
            _EDITS.get((Qt.Key(event.key()), alt)) if alt or not held else None
        step = _ARROWS.get(Qt.Key(event.key())) if not held else None
        if verb and self._here and not self._compact:
            self.edit_wanted.emit(verb)
        elif step is None or not self._go(*step):
            super().keyPressEvent(event)

    def _go(self, across: int, down: int) -> bool:
        """The next seat in that direction; sideways the nearest one of a shorter column."""
        if self.board is None or self._here not in self.cards:
            return False
        columns = [[seat.id for seat in column.kursi] for column in self.board.kolom]
        at = next(n for n, column in enumerate(columns) if self._here in column)
        row = columns[at].index(self._here) + down
        if across:
            filled = [n for n, column in enumerate(columns) if column]
            at = filled[max(0, min(len(filled) - 1, filled.index(at) + across))]
            row = min(row, len(columns[at]) - 1)
        self.choose(columns[at][max(0, min(len(columns[at]) - 1, row))], focus=True)
        return True


def note_checked(desk: Desk, shell: Shell, shown: Callable[[], object]) -> None:
    """Note that the board was compared with the SK today, and offer to take that back; ``shown`` draws it anew."""
    def take_back() -> None:
        desk.uncheck_board(before)
        shell.saved()
        shown()

    before = desk.check_board()
    shell.saved()
    shown()
    shell.toast("Tercatat: papan ini sudah dicocokkan dengan SK perangkat.", take_back)
