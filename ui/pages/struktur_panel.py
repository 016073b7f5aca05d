"""Beside the board: the seat chosen with what can be done about it, who has no seat, and what ends soon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QGridLayout, QHBoxLayout, QListView, QVBoxLayout, QWidget

from jamsos_desktop.desk import Board, Reminder, Seat, Unseated
from jamsos_desktop.texts import screen_date
from ui import theme
from ui.pages.struktur_card import EMPTY, ends_shortly, ends_words, holder_name, state_of
from ui.widgets import Button, Card, IconLabel, Label, LinesModel, TallArea, clear_layout
from ui.widgets.tables import FocusRing

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk

Index = QModelIndex | QPersistentModelIndex
LINE = 62  # px of one note: three lines
AUTO = "Diisi dari jabatan di data peserta."
PROFILE = "Diambil dari profil desa."


def when(one: Reminder) -> str:
    """"30/11/2026, 9 hari lagi"."""
    left = "hari ini" if not one.hari else f"{one.hari} hari lagi" if one.hari > 0 else f"lewat {-one.hari} hari"
    return f"{screen_date(one.tanggal)}, {left}"


class _Notes(LinesModel[Reminder | Unseated]):
    """Two lines each: who, and what is the matter."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(one, Unseated):
                return f"{one.nama or 'Tanpa nama'}\n{one.jabatan}\n{one.sebab}"
            return f"{one.nama}\n{one.label}, {one.jabatan}\n{when(one)}"
        if role == Qt.ItemDataRole.DecorationRole:
            late = isinstance(one, Reminder) and one.hari < 0
            icon = "clock" if isinstance(one, Reminder) else "person-x"
            return theme.pixmap(icon, "error" if late else "warn", 14)
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(100, theme.px(LINE))
        return None


class NoteList(QListView):
    """Reminders or people without a seat; Enter opens the person."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setStyleSheet("QListView::item { padding: 0 9px; }")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.notes = _Notes()
        self.setModel(self.notes)
        FocusRing(self)
        self.activated.connect(self._open)

    def show_notes(self, notes: Sequence[Reminder | Unseated]) -> None:
        """Other lines; as high as they need, four at most."""
        self.notes.set_lines(notes)
        self.setFixedHeight(theme.px(LINE) * min(4, max(1, len(notes))) + 4)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.notes.lines:
            self.setCurrentIndex(self.notes.index(0))

    def _open(self, index: Index) -> None:
        uid = self.notes.lines[index.row()].uid
        if uid:
            self.opened.emit(uid)


class SeatPanel(QWidget):
    """Signals: ``asked(verb)`` (buka, isi, baru, kosongkan, ubah, hapus) of the seat shown; ``opened(uid)``."""

    asked = Signal(str)
    opened = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = TallArea(parent=self)
        inner = QWidget(area.viewport(), objectName="plain")
        self._inner = QVBoxLayout(inner)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(12)
        area.hold(inner)
        column.addWidget(area)
        self.card = Card("Kursi terpilih", parent=inner)
        self.facts = QVBoxLayout()
        self.facts.setSpacing(4)
        self.card.body.addLayout(self.facts)
        self.card.body.addLayout(self._buttons())
        self._inner.addWidget(self.card)
        self.unseated_card, self.unseated = self._list("Belum punya kursi")
        self.ending_card, self.ending = self._list("Akan berakhir")
        self._inner.addStretch(1)

    def _list(self, title: str) -> tuple[Card, NoteList]:
        card = Card(title, parent=self._inner.parentWidget(), margins=(0, 0, 0, 0))
        notes = NoteList(title, card)
        card.body.addWidget(notes)
        notes.opened.connect(self.opened)
        self._inner.addWidget(card)
        return card, notes

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        words = {"buka": "Buka peserta", "isi": "Ganti…", "baru": "Orang baru…", "kosongkan": "Kosongkan",
                 "ubah": "Ubah kursi…", "hapus": "Hapus kursi"}
        self.buttons: dict[str, Button] = {}
        for verb, text in words.items():
            button = Button(text, "primary" if verb == "buka" else "danger" if verb == "hapus" else "", small=True)
            button.clicked.connect(lambda _=False, verb=verb: self.asked.emit(verb))
            self.buttons[verb] = button
            grid.addWidget(button)  # a widget of this panel from the start; its place follows with the seat
        self.buttons["baru"].setToolTip("Daftarkan orang baru untuk kursi ini (Ctrl+N).")
        grid.setColumnStretch(1, 1)
        self._grid = grid
        return grid

    # What is shown.

    def show_seat(self, seat: Seat | None) -> None:
        """Another seat; None: there is none."""
        clear_layout(self.facts)
        self.card.setVisible(seat is not None)
        if seat is None:
            return
        if self.card.title:
            self.card.title.setText(seat.label if len(seat.label) < 30 else f"{seat.label[:29]}…")
            self.card.title.setToolTip(seat.label)
        icon, role, words = state_of(self._desk, seat)
        self.facts.addWidget(Label(holder_name(seat) or EMPTY, "strong" if seat.terisi else "soft", wrap=True))
        if words:
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(IconLabel(icon, role, 12), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(words, "caption"), 1)
            self.facts.addLayout(row)
        for fact in self._facts(seat, words):
            self.facts.addWidget(Label(fact, "caption"))
        self._fit_buttons(seat)

    @staticmethod
    def _facts(seat: Seat, said: str) -> list[str]:
        """What else there is to a seat beside ``said``, line by line."""
        letter = f"SK {seat.sk_nomor or 'tanpa nomor'}, {screen_date(seat.sk_tanggal)}" \
            if seat.sk_nomor or seat.sk_tanggal else "Nomor SK belum diisi." if seat.terisi else ""
        term = " ".join(f"{word} {screen_date(day)}" for word, day in (
            ("sejak" if seat.sampai is None else "dari", seat.mulai), ("sampai", seat.sampai)) if day)
        return [fact for fact in (
            letter, f"Menjabat {term}" if term else "", ends_words(seat) if said != ends_shortly(seat) else "",
            f"Rangkap: {', '.join(seat.rangkap)}" if seat.rangkap else "",
            f"Sebelumnya: {seat.bekas}" if seat.bekas else "",
            (AUTO if seat.uid else PROFILE) if seat.otomatis else "") if fact]

    def _fit_buttons(self, seat: Seat) -> None:
        second = self.buttons["isi"]
        second.set_text("Ganti…" if seat.terisi else "Isi pejabat…")
        second.set_kind("" if seat.uid else "primary")
        shown = {"buka": bool(seat.uid), "baru": not seat.terisi, "kosongkan": seat.terisi}
        for button in self.buttons.values():
            self._grid.removeWidget(button)
        fitting = [verb for verb in self.buttons if shown.get(verb, True)]
        for at, verb in enumerate(fitting):  # side by side without gaps
            self._grid.addWidget(self.buttons[verb], at // 2, at % 2, Qt.AlignmentFlag.AlignLeft)
        for verb, button in self.buttons.items():
            button.setVisible(verb in fitting)

    def show_lists(self, board: Board, ending: Sequence[Reminder]) -> None:
        """People without a seat, and what ends; a list with nothing in it is not shown."""
        self.unseated.show_notes(board.tanpa_kursi)
        self.ending.show_notes(ending)
        self.unseated_card.setVisible(bool(board.tanpa_kursi))
        self.ending_card.setVisible(bool(ending))

    def stops(self) -> list[QWidget]:
        """Where F6 goes, from above."""
        shown = [button for button in self.buttons.values() if not button.isHidden()][:1]
        return [*shown, *(notes for notes, card in ((self.unseated, self.unseated_card), (
            self.ending, self.ending_card)) if not card.isHidden())]
