"""The tab Struktur perangkat: the board, the panel beside it, and what is done to its seats."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from jamsos_desktop.desk import SeatsUndo
from jamsos_desktop.problems import Problem
from ui import theme
from ui.pages.struktur_panel import SeatPanel
from ui.pages.struktur_seat import SeatBoard, note_checked
from ui.pages.struktur_sheets import FillSheet, FormationSheet, SeatSheet
from ui.widgets import Doubt, doubts_of

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

KEPT = "Data pesertanya tetap seperti SK baru."
NARROW = 1070  # px of this part below which the panel is narrower


class BoardPanel(QWidget):
    """``changed()``: the board is another now."""

    changed = Signal()

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.shell = desk, shell
        self._done: list[tuple[SeatsUndo, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        area = QScrollArea(self)
        self.board, self.panel = SeatBoard(desk, area.viewport()), SeatPanel(desk, self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.board)
        row.addWidget(area, 1)
        row.addWidget(self.panel)
        self.board.person_wanted.connect(self._open_person)
        self.board.fill_wanted.connect(lambda _: self.fill())
        self.board.check_wanted.connect(self.check)
        self.board.edit_wanted.connect(self.do)
        self.board.chosen.connect(lambda _: self.panel.show_seat(self.board.seat))
        self.panel.asked.connect(self.do)
        self.panel.opened.connect(self._open_person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.panel.setFixedWidth(theme.px(248 if self.width() < theme.px(NARROW) else 280))

    # What is shown.

    def refresh(self) -> None:
        """Read the board again."""
        self.board.refresh()
        assert self.board.board is not None
        self.panel.show_seat(self.board.seat)
        self.panel.show_lists(self.board.board, self.desk.reminders())

    def start(self) -> None:
        """The keyboard goes to the seat chosen."""
        self.board.start()

    def words(self) -> str:
        """Which formation this is."""
        board = self.board.board
        assert board is not None
        if board.tersimpan and not board.klasifikasi:
            return "Susunan desa sendiri"
        return f"Desa {board.klasifikasi}" if board.klasifikasi else "Klasifikasi desa belum dipilih"

    def board_doubts(self) -> tuple[Doubt, ...]:
        """What is not confirmed of the formation shown."""
        board = self.board.board
        if board is None or not board.belum_dikonfirmasi:
            return ()
        return doubts_of(self.desk.doubts(f"formasi.csv:{board.klasifikasi}"))

    def stops(self) -> list[QWidget]:
        """Where F6 goes."""
        seat = self.board.seat
        return [*([self.board.cards[seat.id]] if seat else []), *self.panel.stops()]

    # Deeds.

    def do(self, verb: str) -> None:
        """A deed on the seat chosen: buka, isi, baru, kosongkan, ubah, hapus, naik, turun."""
        seat = self.board.seat
        if seat is None:
            return
        if verb == "buka":
            self.board.activate(seat.id)
        elif verb == "isi":
            self.fill()
        elif verb == "baru":
            self.new_person()
        elif verb == "ubah":
            sheet = SeatSheet(self.shell, self.desk, seat)
            if sheet.exec():
                self._written(sheet.value[1], "Kursi diubah.")
        elif verb == "kosongkan":
            self._try(lambda: self.desk.empty_seat(seat.id), f"Kursi {seat.label} dikosongkan.")
        elif verb == "hapus":
            self._try(lambda: self.desk.remove_seat(seat.id), f"Kursi {seat.label} dihapus.")
        else:
            self._try(lambda: self.desk.move_seat(seat.id, -1 if verb == "naik" else 1), f"Kursi {seat.label} digeser.")

    def fill(self) -> None:
        """Ask who is to hold the seat chosen."""
        seat = self.board.seat
        if seat is None:
            return
        sheet = FillSheet(self.shell, self.desk, seat)
        if sheet.exec():
            if sheet.renewed:
                self.shell.refresh_counts()
            self._written(sheet.value, f"Kursi {seat.label} terisi.", KEPT if sheet.renewed else "")

    def add_seat(self) -> None:
        """A seat more on the board."""
        sheet = SeatSheet(self.shell, self.desk)
        if sheet.exec():
            self._written(sheet.value[1], "Kursi ditambah.")
            self.board.choose(sheet.value[0], focus=True)

    def choose_class(self) -> None:
        """The class of the desa, and the formation with it."""
        assert self.board.board is not None
        sheet = FormationSheet(self.shell, self.desk, self.board.board)
        if sheet.exec():
            self._written(sheet.value, "Susunan perangkat diganti.")

    def check(self) -> None:
        """Note that the board was compared with the SK."""
        def shown() -> None:
            self.changed.emit()
            self.start()

        note_checked(self.desk, self.shell, shown)

    def _try(self, do: Callable[[], SeatsUndo], words: str) -> None:
        try:
            undo = do()
        except Problem as problem:
            self.shell.problem(problem)
            return
        self._written(undo, words)

    def _written(self, undo: SeatsUndo, words: str, stays: str = "") -> None:
        """``stays``: what taking the change back does not bring back."""
        self._done.append((undo, stays))
        self.changed.emit()
        self.start()
        self.shell.saved()
        self.shell.toast(words, self.undo)

    @property
    def undoable(self) -> bool:
        return bool(self._done)

    def undo(self) -> bool:
        """Take the last change of the board back."""
        if not self._done:
            return False
        undo, stays = self._done.pop()
        try:
            self.desk.restore_seats(undo)
        except Problem as problem:
            self.shell.problem(problem)
            return True
        self.changed.emit()
        self.start()
        self.shell.toast(f"Papan dikembalikan. {stays}".strip())
        return True

    def _open_person(self, uid: str) -> None:
        self.shell.go("editor", uid=uid, back_to="struktur")

    def new_person(self) -> bool:
        """A new member of the perangkat desa, for the seat chosen when it is empty."""
        seat = self.board.seat
        return bool(self.shell.go("editor", kelompok="perangkat_desa", back_to="struktur",
                                  jabatan=seat.jabatan if seat and not seat.terisi else ""))

    def next_problem(self, step: int) -> bool:
        """F8: the next seat that is empty or whose holder needs something."""
        if self.board.board is None or self.board.seat is None:
            return False
        seats = self.board.board.kursi
        here = next(n for n, seat in enumerate(seats) if seat.id == self.board.seat.id)
        for turn in range(1, len(seats) + 1):
            seat = seats[(here + step * turn) % len(seats)]
            if seat.papan != "lengkap":
                self.board.choose(seat.id, focus=True)
                return True
        return False
