"""Struktur desa: the map desa above; the SOTK board, posts of the ekosistem and Non-ASN, and pekerja rentan below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from jamsos_desktop.desk import SeatsUndo
from jamsos_desktop.problems import Problem
from ui import ask, theme
from ui.pages.map_desa import MapStrip
from ui.pages.page import Page
from ui.pages.rentan import RentanPanel
from ui.pages.struktur_panel import SeatPanel
from ui.pages.struktur_posts import PostsPanel
from ui.pages.struktur_seat import SeatBoard, confirm_checked
from ui.pages.struktur_sheets import FillSheet, FormationSheet, SeatSheet
from ui.widgets import Button, Label

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

PERANGKAT, EKOSISTEM, NON_ASN, RENTAN = "perangkat", "ekosistem_desa", "non_asn", "pekerja_rentan"
TABS = {PERANGKAT: "Struktur perangkat", EKOSISTEM: "Ekosistem desa", NON_ASN: "Non-ASN", RENTAN: "Pekerja rentan"}
NARROW = 1120  # px of the page below which the panel beside the board is narrower
KEYS = {
    PERANGKAT: [("↑ ↓ ← →", "Pindah kursi"), ("Enter", "Buka atau isi"), ("F2", "Ubah kursi"), ("Del", "Hapus kursi"),
                ("Alt+↑ ↓", "Geser"), ("F8", "Kursi bermasalah"), ("F6", "Panel berikut"), ("F1", "Bantuan")],
    EKOSISTEM: [("↑ ↓", "Pilih jabatan"), ("Enter", "Lihat orangnya"), ("Ctrl+N", "Tambah orang"),
                ("Ctrl+Z", "Urungkan"), ("F6", "Panel berikut"), ("F1", "Bantuan")],
    RENTAN: [("↑ ↓", "Pilih orang"), ("Alt+↑ ↓", "Geser"), ("F2", "Kunci"), ("Del", "Lewati"), ("Enter", "Buka"),
             ("F8", "Kursi bermasalah"), ("Ctrl+P", "Rancangan SK"), ("Ctrl+Z", "Urungkan"), ("F1", "Bantuan")],
}
KEYS[NON_ASN] = KEYS[EKOSISTEM]


class StrukturPage(Page):
    """``opened(tab=)`` shows a tab; ``kursi=`` chooses a seat, ``isi=`` asks who is to hold it; ``jabatan=`` a post."""

    title = "Struktur desa"
    keys = KEYS[PERANGKAT]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self._done: list[SeatsUndo] = []
        if not desk.has_board:
            self.title = "Struktur unit"
        head, body = self.frame(self.title, "")
        self._fill_head(head)
        body.setSpacing(10)
        self.strip = MapStrip(desk, window, self.refresh)
        body.addWidget(self.strip)
        body.addLayout(self._tabs())
        self.stack = QStackedWidget()
        self._parts: dict[str, QWidget] = {}
        body.addWidget(self.stack, 1)

    # Frame.

    def _fill_head(self, head: QHBoxLayout) -> None:
        self.classing = Button("Klasifikasi desa…", icon="diagram-3")
        self.classing.clicked.connect(self.choose_class)
        self.seating = Button("Tambah kursi…", icon="plus-lg")
        self.seating.clicked.connect(self.add_seat)
        self.posting = Button("Tambah jabatan…", icon="plus-lg")
        self.posting.clicked.connect(lambda: self._posts().add())
        for button in (self.classing, self.seating, self.posting):
            head.addWidget(button)

    def _tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.tabs = QButtonGroup(self)
        self.names = [name for name in TABS if self._has_tab(name)]
        for at, name in enumerate(self.names):
            button = Button(TABS[name])
            button.setCheckable(True)
            button.setMinimumWidth(QFontMetrics(theme.font("body", 600)).horizontalAdvance(TABS[name]) + 32)
            self.tabs.addButton(button, at)
            row.addWidget(button)
        self.tabs.button(0).setChecked(True)
        self.tabs.idClicked.connect(lambda _: self._tab(focus=True))
        row.addStretch(1)
        self.told = Label("", "soft")
        row.addWidget(self.told)
        return row

    def _has_tab(self, name: str) -> bool:
        """An office has its own staff alone, unless people of another group are there already."""
        if name == PERANGKAT:
            return self.desk.has_board
        return self.desk.unit.jenis != "opd" or name == NON_ASN or any(
            many for kelompok, _, many in self.desk.per_group() if kelompok == name)

    @property
    def tab(self) -> str:
        """The tab shown."""
        return self.names[max(0, self.tabs.checkedId())]

    def _part(self, name: str) -> QWidget:
        """What stands in a tab, built when first shown."""
        if name not in self._parts:
            built = {PERANGKAT: self._board_part, RENTAN: lambda: RentanPanel(self.desk, self.shell)}.get(
                name, lambda: PostsPanel(self.desk, self.shell, name))()
            self._parts[name] = built
            self.stack.addWidget(built)
        return self._parts[name]

    def _posts(self) -> PostsPanel:
        part = self._part(self.tab)
        assert isinstance(part, PostsPanel)
        return part

    def _board_part(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.board = SeatBoard(self.desk)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.board)
        self.panel = SeatPanel(self.desk)
        row.addWidget(area, 1)
        row.addWidget(self.panel)
        self.board.person_wanted.connect(self._open_person)
        self.board.fill_wanted.connect(lambda _: self.fill())
        self.board.check_wanted.connect(self.check)
        self.board.edit_wanted.connect(self.do)
        self.board.chosen.connect(lambda _: self.panel.show_seat(self.board.seat))
        self.panel.asked.connect(self.do)
        self.panel.opened.connect(self._open_person)
        self._fit_panel()
        return part

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def _fit_panel(self) -> None:
        if PERANGKAT in self._parts or hasattr(self, "panel"):
            self.panel.setFixedWidth(theme.px(248 if self.width() < theme.px(NARROW) else 280))

    # What the shell asks.

    def opened(self, **args: Any) -> None:
        name = args.get("tab") or (PERANGKAT if "kursi" in args or "isi" in args else "")
        if name in self.names:
            self.tabs.button(self.names.index(name)).setChecked(True)
        self._tab(focus=True)
        if self.tab == PERANGKAT and (kursi := args.get("kursi") or args.get("isi")):
            self.board.choose(kursi, focus=True)
            if "isi" in args:
                self.fill()
        if "jabatan" in args and self.tab in (EKOSISTEM, NON_ASN):
            self._posts().choose(args["jabatan"])

    def refresh(self) -> None:
        self._tab()

    def _tab(self, *, focus: bool = False) -> None:
        """Show the tab chosen with what is kept now."""
        name = self.tab
        part = self._part(name)
        self.stack.setCurrentWidget(part)
        self.strip.refresh()
        self.classing.setVisible(name == PERANGKAT)
        self.seating.setVisible(name == PERANGKAT)
        self.posting.setVisible(name in (EKOSISTEM, NON_ASN))
        self.keys = KEYS[name]
        self.shell.set_keys(self.keys)
        if name == PERANGKAT:
            self._show_board()
        else:
            part.refresh()  # type: ignore[attr-defined]
        words = getattr(part, "words", None)
        self.told.setText(self._class_words() if name == PERANGKAT else words() if words else "")
        if focus:
            (self.board if name == PERANGKAT else part).start()  # type: ignore[attr-defined]

    def _show_board(self) -> None:
        self.board.refresh()
        assert self.board.board is not None
        self.panel.show_seat(self.board.seat)
        self.panel.show_lists(self.board.board, self.desk.reminders())

    def _class_words(self) -> str:
        board = self.board.board
        assert board is not None
        if board.tersimpan and not board.klasifikasi:
            return "Susunan desa sendiri"
        words = f"Desa {board.klasifikasi}" if board.klasifikasi else "Klasifikasi desa belum dipilih"
        return f"{words}, susunan belum dikonfirmasi" if board.belum_dikonfirmasi else words

    # Deeds on the board.

    def do(self, verb: str) -> None:
        """A deed on the seat chosen: buka, isi, kosongkan, ubah, hapus, naik, turun."""
        seat = self.board.seat
        if seat is None:
            return
        if verb == "buka":
            self.board.activate(seat.id)
        elif verb == "isi":
            self.fill()
        elif verb == "ubah":
            sheet = SeatSheet(self.shell, self.desk, seat)
            if sheet.exec():
                self._changed(sheet.value[1], "Kursi diubah.")
        elif verb == "kosongkan":
            self._try(lambda: self.desk.empty_seat(seat.id), f"Kursi {seat.label} dikosongkan.")
        elif verb == "hapus":
            self._remove()
        else:
            self._try(lambda: self.desk.move_seat(seat.id, -1 if verb == "naik" else 1), f"Kursi {seat.label} digeser.")

    def _remove(self) -> None:
        seat = self.board.seat
        assert seat is not None
        if seat.terisi and not ask.confirm(
                self.shell, f"Hapus kursi {seat.label} yang diisi {seat.nama}?", "Hapus kursi",
                "Orangnya tetap tercatat sebagai peserta." if seat.uid else "Nama ini hilang dari papan.", danger=True):
            return
        self._try(lambda: self.desk.remove_seat(seat.id), f"Kursi {seat.label} dihapus.")

    def fill(self) -> None:
        """Ask who is to hold the seat chosen."""
        seat = self.board.seat
        if seat is None:
            return
        sheet = FillSheet(self.shell, self.desk, seat)
        if sheet.exec():
            if sheet.renewed:
                self.shell.refresh_counts()
            self._changed(sheet.value, f"Kursi {seat.label} terisi.")

    def add_seat(self) -> None:
        """A seat more on the board."""
        sheet = SeatSheet(self.shell, self.desk)
        if sheet.exec():
            self._changed(sheet.value[1], "Kursi ditambah.")
            self.board.choose(sheet.value[0], focus=True)

    def choose_class(self) -> None:
        """The class of the desa, and the formation with it."""
        assert self.board.board is not None
        sheet = FormationSheet(self.shell, self.desk, self.board.board)
        if sheet.exec():
            self._changed(sheet.value, "Susunan perangkat diganti.")

    def check(self) -> None:
        """Note that the board was compared with the SK."""
        if confirm_checked(self.desk, self.shell):
            self._tab()
            self.board.start()

    def _try(self, do: Any, words: str) -> None:
        try:
            undo = do()
        except Problem as problem:
            self.shell.problem(problem)
            return
        self._changed(undo, words)

    def _changed(self, undo: SeatsUndo, words: str) -> None:
        self._done.append(undo)
        self._tab()
        self.board.start()
        self.shell.saved()
        self.shell.toast(words, self.undo)

    def undo(self) -> bool:
        if self.tab in (EKOSISTEM, NON_ASN):
            return self._posts().undo()
        part = self._part(self.tab)
        if self.tab == RENTAN:
            back = getattr(part, "undo", None)
            return bool(back and back())
        if not self._done:
            return False
        self.desk.restore_seats(self._done.pop())
        self._tab()
        self.board.start()
        self.shell.toast("Papan dikembalikan.")
        return True

    def _open_person(self, uid: str) -> None:
        self.shell.go("editor", uid=uid, back_to="struktur")

    def new_person(self) -> bool:
        if self.tab in (EKOSISTEM, NON_ASN):
            self._posts().add_person()
            return True
        kelompok = RENTAN if self.tab == RENTAN else "perangkat_desa"
        seat = self.board.seat if self.tab == PERANGKAT else None
        return bool(self.shell.go("editor", kelompok=kelompok, jabatan=seat.jabatan if seat and not seat.terisi else "",
                                  back_to="struktur"))

    # Keys.

    def next_problem(self, step: int) -> bool:
        """F8: the next seat that is empty or whose holder needs something."""
        if self.tab == RENTAN:
            return bool(self._part(RENTAN).next_problem(step))  # type: ignore[attr-defined]
        if self.tab != PERANGKAT or self.board.board is None or self.board.seat is None:
            return False
        seats = self.board.board.kursi
        here = next(n for n, seat in enumerate(seats) if seat.id == self.board.seat.id)
        for turn in range(1, len(seats) + 1):
            seat = seats[(here + step * turn) % len(seats)]
            if seat.papan != "lengkap":
                self.board.choose(seat.id, focus=True)
                return True
        return False

    def print_now(self) -> bool:
        """Ctrl+P in the tab Pekerja rentan: the draft of the SK."""
        return self.tab == RENTAN and bool(self._part(RENTAN).print_now())  # type: ignore[attr-defined]

    def next_panel(self, step: int = 1) -> bool:
        """F6: the map desa, the tabs, then the panels of the tab shown."""
        part = self._part(self.tab)
        inside: list[QWidget] = [self.board.cards[self.board.seat.id], *self.panel.stops()] \
            if self.tab == PERANGKAT and self.board.seat else list(getattr(part, "stops", list)())
        panels = [self.tabs.checkedButton(), *inside]
        focus = self.focusWidget()
        here = next((n for n, panel in enumerate(panels) if panel is focus or (
            focus is not None and panel.isAncestorOf(focus))), -1)
        panels[(here + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
        return True
