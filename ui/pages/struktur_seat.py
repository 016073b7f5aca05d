"""The SOTK board as on picture 02: one card a seat, four columns, arrow keys between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import Board, Seat
from ui import ask, theme
from ui.pages.peserta_cells import PROBLEM_ELSE, PROBLEM_LOOK, STATUS_ELSE, STATUS_LOOK
from ui.widgets import Card, Chip, IconLabel, Label, LinkButton, clear_layout

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

HIGH = 70
ACTING = {"plt": "Plt. ", "pj": "Pj. "}
EMPTY, FILL = "Belum terisi", "Isi pejabat"
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_EDITS = {(Qt.Key.Key_F2, False): "ubah", (Qt.Key.Key_Delete, False): "hapus", (Qt.Key.Key_Up, True): "naik",
          (Qt.Key.Key_Down, True): "turun"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def holder_name(seat: Seat) -> str:
    """"Plt. Rusdin"; "" for an empty seat."""
    return f"{ACTING.get(seat.keadaan, '')}{seat.nama}" if seat.terisi else ""


def ends_words(seat: Seat) -> str:
    """"Plt. berakhir 12 hari lagi": what of a seat ends, and when."""
    if seat.berakhir_hari is None or seat.berakhir is None:
        return ""
    what = ACTING.get(seat.keadaan, "SK ").strip() if seat.keadaan in ACTING else "SK"
    if seat.berakhir_hari < 0:
        return f"{what} habis {texts.screen_date(seat.berakhir)}"
    return f"{what} berakhir hari ini" if not seat.berakhir_hari else f"{what} berakhir {seat.berakhir_hari} hari lagi"


def state_of(desk: Desk, seat: Seat) -> tuple[str, str, str]:
    """Icon, colour role and words of the third line."""
    if not seat.terisi:
        return "", "text_2", ""
    if seat.papan == "kurang":
        return (*PROBLEM_LOOK.get(seat.tingkat, PROBLEM_ELSE), seat.masalah)
    soon = desk.policy.amount("hari_akan_berakhir", desk.today) or 0
    if seat.berakhir_hari is not None and seat.berakhir_hari <= soon:
        return "clock", "warn", ends_words(seat)
    if not seat.uid:
        return "person-x", "neutral", "Bukan peserta"
    return (*STATUS_LOOK.get(seat.status, STATUS_ELSE), desk.label("status", seat.status))


class Elided(Label):
    """One line that never widens its place; what does not fit ends in dots and stands whole in the tool tip."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text, role, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._usual = theme.font("body" if role in ("strong", "soft") else "caption", 600 if role == "strong" else 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        fit = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is a little too long takes the narrow letters of tables before anything of it is left out."""
        super().resizeEvent(event)
        if QFontMetrics(self._usual).horizontalAdvance(self.text()) <= self.width():
            self.setFont(self._usual)
            return
        narrow = theme.font("table", 600 if self.property("role") == "strong" else 400)
        narrow.setPixelSize(self._usual.pixelSize())
        self.setFont(narrow)
        self.setToolTip(self.text() if QFontMetrics(narrow).horizontalAdvance(self.text()) > self.width() else "")


class SeatCard(QFrame):
    """One seat: post, who holds it, how they stand. ``activated``: Enter, double click, or a click that asks for a
    name; ``entered``: it has the keyboard now."""

    activated = Signal(str)
    entered = Signal(str)

    def __init__(self, desk: Desk, seat: Seat, *, one_click: bool = False) -> None:
        super().__init__()
        self.seat, self._one_click = seat, one_click
        self.setProperty("seat", seat.papan)
        self.setFixedHeight(theme.px(HIGH))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 8, 5)
        column.setSpacing(0)
        column.addLayout(self._post(seat))
        icon, role, words = state_of(desk, seat)
        column.addWidget(Elided(holder_name(seat) or seat.bekas or EMPTY, "strong" if seat.terisi else "soft"))
        column.addLayout(self._state(seat, icon, role, words))
        told = [seat.label, holder_name(seat) or EMPTY, words or seat.bekas,
                f"juga {', '.join(seat.rangkap)}" if seat.rangkap else "", ends_words(seat)]
        self.setAccessibleName(". ".join(dict.fromkeys(part for part in told if part)))
        self.setToolTip("\n".join(dict.fromkeys(part for part in told if part)))

    @staticmethod
    def _post(seat: Seat) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Elided(seat.label, "caption"), 1)
        if seat.rangkap:
            row.addWidget(IconLabel("link", "info", 12))  # told in words by the tool tip and the panel beside
        return row

    @staticmethod
    def _state(seat: Seat, icon: str, role: str, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(5)
        if not seat.terisi:
            if seat.bekas:
                row.addWidget(Label(EMPTY, "caption", wrap=False))
            row.addWidget(Label(FILL, "seatlink", wrap=False))
            row.addStretch(1)
            return row
        row.addWidget(IconLabel(icon, role, 12))
        row.addWidget(Elided(words, role if role in ("warn", "error") else "caption"), 1)
        return row

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.seat.id)
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.activated.emit(self.seat.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        inside = event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint())
        if inside and (self._one_click or not self.seat.terisi):
            self.activated.emit(self.seat.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._one_click and self.seat.terisi:
            self.activated.emit(self.seat.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus() and self.seat.terisi:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():  # laid over the border, so that nothing moves
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        else:  # a style sheet's dashes are dots at one pixel
            dashes = QPen(theme.qcolor("border_input"), 1)
            dashes.setDashPattern((3, 3))
            painter.setPen(dashes)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def set_chosen(self, chosen: bool) -> None:
        """Marked as the seat the panel beside speaks of; only this one is a stop of the Tab key."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)


class SeatBoard(Card):
    """The board in a card. Signals: ``person_wanted(uid)``, ``fill_wanted(seat id)``, ``check_wanted()``,
    ``chosen(seat id)``, ``edit_wanted(verb)`` (ubah, hapus, naik, turun: the seat chosen). ``compact``: on Beranda,
    where one click opens and nothing is edited."""

    person_wanted = Signal(str)
    fill_wanted = Signal(str)
    check_wanted = Signal()
    chosen = Signal(str)
    edit_wanted = Signal(str)

    def __init__(self, desk: Desk, compact: bool = False) -> None:
        super().__init__("Struktur perangkat desa (SOTK)", margins=(12, 10, 12, 12))
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
        self.refresh()

    # What is shown.

    def refresh(self) -> None:
        """Read the board and draw it anew; the seat that had the keyboard keeps it."""
        board = self._desk.board()
        if board == self.board:
            return
        here = self.focusWidget()
        focused = isinstance(here, SeatCard) and self.isAncestorOf(here) and here.hasFocus()
        self.board = board
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
        self.choose(self._here if self._here in self.cards else next(iter(self.cards), ""), focus=focused)

    def _card(self, seat: Seat) -> SeatCard:
        card = SeatCard(self._desk, seat, one_click=self._compact)
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
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(10, 2, 0, 0)
        column.setSpacing(0)
        day = board.diperiksa
        words = f"Sesuai SK perangkat, diperiksa {day.day} {texts.MONTHS[day.month - 1][:3]} {day.year}." if day \
            else "Belum dicocokkan dengan SK perangkat."
        told = Label(words, "caption")
        told.setMinimumWidth(theme.px(120))  # a wrapped label hints at a narrow column, and so at a row of its own
        column.addWidget(told)
        self.check = LinkButton("Periksa lagi" if day else "Cocokkan")
        self.check.setAccessibleName(f"{self.check.text()}. {words}")
        self.check.clicked.connect(self.check_wanted)
        column.addWidget(self.check)
        return box

    def _order_tabs(self) -> None:
        """One stop for the whole grid, then the link."""
        before: QWidget | None = None
        for widget in (*self.cards.values(), self.check):
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget

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
        verb = _EDITS.get((Qt.Key(event.key()), alt)) if alt or not held else None
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


def confirm_checked(desk: Desk, shell: Shell) -> bool:
    """Ask whether the board was compared with the SK, and note it; whether it was noted."""
    done = ask.confirm(shell, "Sudah cocok dengan SK perangkat?", "Catat sudah cocok",
                       "Bandingkan tiap nama dan jabatan dengan SK terakhir. Tanggal hari ini dicatat.")
    if done:
        desk.check_board()
        shell.saved()
        shell.toast("Pemeriksaan SK perangkat dicatat.")
    return done

