"""Struktur desa: the map desa above; the SOTK board, posts of the ekosistem and Non-ASN, and pekerja rentan below."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QWidget

from ui import busy, theme
from ui.pages.map_desa import MapStrip
from ui.pages.page import Page
from ui.pages.struktur_board import BoardPanel
from ui.widgets import Button, Label, UnsureMark

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

PERANGKAT, EKOSISTEM, NON_ASN, RENTAN = "perangkat", "ekosistem_desa", "non_asn", "pekerja_rentan"
TABS = {PERANGKAT: "Struktur perangkat", EKOSISTEM: "Ekosistem desa", NON_ASN: "Non-ASN", RENTAN: "Pekerja rentan"}
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
    """``opened(tab=)`` shows a tab; ``kursi=`` chooses a seat, ``isi=`` asks who is to hold it; ``jabatan=`` a post.

    What stands in a tab answers ``refresh``, ``start``, ``words``, ``stops`` and those of ``undo``, ``new_person``,
    ``next_problem`` and ``print_now`` that apply to it.
    """

    title = "Struktur desa"
    help = "struktur-desa"
    keys = KEYS[PERANGKAT]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        if not desk.has_board:
            self.title = "Struktur unit"
        head, body = self.frame(self.title, "")
        self._fill_head(head)
        body.setSpacing(10)
        self.strip = MapStrip(desk, window, self.refresh, self)
        body.addWidget(self.strip)
        body.addLayout(self._tabs())
        self.stack = QStackedWidget(self)
        self._parts: dict[str, Any] = {}
        body.addWidget(self.stack, 1)

    # Frame.

    def _fill_head(self, head: QHBoxLayout) -> None:
        self.classing = Button("Klasifikasi desa…", icon="diagram-3")
        self.classing.clicked.connect(lambda: self.part.choose_class())
        self.seating = Button("Tambah kursi…", icon="plus-lg")
        self.seating.clicked.connect(lambda: self.part.add_seat())
        self.posting = Button("Tambah jabatan…", icon="plus-lg")
        self.posting.clicked.connect(lambda: self.part.add())
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
        self.told, self.mark = Label("", "soft"), UnsureMark(parent=self)
        row.addWidget(self.told)
        row.addWidget(self.mark)
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

    @property
    def part(self) -> Any:
        """What stands in the tab shown, built when first shown."""
        name = self.tab
        if name not in self._parts:
            self._parts[name] = self._build(name)
            self.stack.addWidget(self._parts[name])
        return self._parts[name]

    def _build(self, name: str) -> QWidget:
        if name == PERANGKAT:
            board = BoardPanel(self.desk, self.shell, self.stack)
            board.changed.connect(self.refresh)
            return board
        if name == RENTAN:
            from ui.pages.rentan import RentanPanel

            return RentanPanel(self.desk, self.shell, self.stack)
        from ui.pages.struktur_posts import PostsPanel

        return PostsPanel(self.desk, self.shell, name, self.stack)

    # What the shell asks.

    def undoable(self) -> bool:
        return bool(self.part.undoable)

    def opened(self, **args: Any) -> None:
        name = args.get("tab") or (PERANGKAT if "kursi" in args or "isi" in args else "")
        if name in self.names:
            self.tabs.button(self.names.index(name)).setChecked(True)
        with busy.moment():  # with everybody of the village in it the board may take its time
            self._tab(focus=True)
        if self.tab == PERANGKAT and (kursi := args.get("kursi") or args.get("isi")):
            self.part.board.choose(kursi, focus=True)
            if "isi" in args:
                self.part.fill()
        if "jabatan" in args and self.tab in (EKOSISTEM, NON_ASN):
            self.part.choose(args["jabatan"])

    def refresh(self) -> None:
        self._tab()

    def _tab(self, *, focus: bool = False) -> None:
        """Show the tab chosen with what is kept now."""
        name, part = self.tab, self.part
        self.stack.setCurrentWidget(part)
        self.strip.refresh()
        above = [self.posting, *self.strip.stops(), *self.tabs.buttons()]
        for before, after in pairwise(above):  # the steps of the map are made anew each time
            QWidget.setTabOrder(before, after)
        self.classing.setVisible(name == PERANGKAT)
        self.seating.setVisible(name == PERANGKAT)
        self.posting.setVisible(name in (EKOSISTEM, NON_ASN))
        self.keys = KEYS[name]
        self.shell.set_keys(self.keys)
        part.refresh()
        self.told.setText(part.words())
        self.mark.set_doubts(part.board_doubts() if isinstance(part, BoardPanel) else ())
        if focus:
            part.start()

    def _let(self, verb: str, *args: Any) -> bool:
        """Hand a key to the tab shown, which may have no answer."""
        answer = getattr(self.part, verb, None)
        return bool(answer and answer(*args))

    def undo(self) -> bool:
        return self._let("undo")

    def new_person(self) -> bool:
        if self.tab == RENTAN:
            return bool(self.shell.go("editor", kelompok=RENTAN, back_to="struktur"))
        return self._let("new_person")

    def next_problem(self, step: int) -> bool:
        return self._let("next_problem", step)

    def print_now(self) -> bool:
        return self._let("print_now")

    def next_panel(self, step: int = 1) -> bool:
        """F6: the tabs, then the panels of the tab shown, then the map desa."""
        above = self.strip.stop()
        panels: list[QWidget] = [self.tabs.checkedButton(), *self.part.stops(), *([above] if above else [])]
        focus = self.focusWidget()
        here = next((n for n, panel in enumerate(panels) if panel is focus or (
            focus is not None and panel.isAncestorOf(focus))), -1)
        panels[(here + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
        return True
