"""Peserta of the district: everybody the villages sent, found by name, NIK, place or how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop.desk import District, PersonRow
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import theme
from ui.pages.district_people_filters import PeopleFilters
from ui.pages.district_people_panel import PersonPanel
from ui.pages.district_people_refuse import RefuseSheet
from ui.pages.page import Page
from ui.people_table import COLUMNS, STANDING, PeopleTable
from ui.widgets import Button, ColumnFit, EmptyState, Label, StatusChipDelegate, set_up_table

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

# Who may be refused here; a member of BPJS leaves only by a decision that says so.
REFUSABLE = ("masuk", "diterima", "ditolak")
GIVING = ("Berlaku sampai", "Usia", "Kelompok")  # where the list is narrow; the details say them


class DistrictPeoplePage(Page):
    """``opened(kode=, kelompok=, dari=)``: a place to begin with, and the page Esc goes back to."""

    title = "Peserta"
    help = "dpmd-peserta"
    keys = [("F3", "Cari"), ("↑ ↓", "Pindah"), ("Enter", "Rincian"), ("Shift+↓", "Pilih beberapa"),
            ("Del", "Tolak"), ("Ctrl+Z", "Urungkan"), ("F6", "Panel berikut"), ("F1", "Bantuan")]
    needs = {"panel.refuse": Right.TULIS}

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district: District = desk.district
        self._from, self._undo = "", 0
        _, body = self.frame(self.title, "")
        body.setSpacing(8)
        self.filters = PeopleFilters(self.district, self)
        self.filters.changed.connect(self.look)
        body.addWidget(self.filters)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._list(), 1)
        self.panel = PersonPanel(self)
        self.panel.refused.connect(self.refuse)
        row.addWidget(self.panel)
        body.addLayout(row, 1)

    def _list(self) -> QWidget:
        self.model = PeopleTable(self.district, self)
        left = QWidget(self)
        self.stack = QStackedWidget(left)
        self.table = _People(self, self.stack)
        self.table.setModel(self.model)
        titles = [column.title for column in COLUMNS]
        ColumnFit(self.table, [column.width for column in COLUMNS], 0, [titles.index(title) for title in GIVING])
        self.table.horizontalHeader().setMinimumSectionSize(theme.px(44))
        self.table.setItemDelegateForColumn(STANDING, StatusChipDelegate(self.table))
        self.table.selectionModel().selectionChanged.connect(self._selected)
        clear = Button("Hapus saringan")
        clear.clicked.connect(self.filters.clear)
        self.nobody = EmptyState("people", "", "", clear, parent=self.stack)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nobody)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.stack, 1)
        self.count = Label("", "caption", wrap=False)
        column.addWidget(self.count)
        return left

    # What is listed.

    def works(self, key: str) -> bool:
        if key == "F6":
            return len(self._panels()) > 1
        if key == "F3":
            return not self.filters.search.hasFocus()
        return (key != "Del" or self.panel.refuse.isEnabled()) and super().works(key)

    def undoable(self) -> bool:
        return bool(self._undo)

    def list_shown(self) -> QAbstractItemView:
        return self.table

    def opened(self, **args: Any) -> None:
        self.filters.set_units(self.district.units())
        if "kode" in args:
            self._from = args.get("dari", "")
            self.filters.show_place(args["kode"], args.get("kelompok", ""))
        elif not args:
            self._from = ""
        self.look()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.look()

    def look(self) -> None:
        """Search again; the person chosen stays chosen where the filter lets them through."""
        line = self.table.currentIndex().row()
        kept = self.model.id_at(line) if 0 <= line < self.model.rowCount() else 0
        self.model.set_query(self.filters.query(self.model.query))
        many = self.model.rowCount()
        self.count.setText(f"{number(many)} orang")
        self.stack.setCurrentIndex(0 if many else 1)
        if self.filters.filtered:
            self.nobody.set("search", "Tidak ada yang cocok.", "Ubah pencarian atau hapus saringan.")
        else:
            self.nobody.set("people", "Belum ada peserta.", "Peserta muncul setelah kiriman desa diambil (F5).")
        self.nobody.button.setVisible(self.filters.filtered)
        self.panel.setVisible(many > 0)
        if many:
            self.table.selectRow(max(0, self.model.line_of(kept)))
        else:
            self.panel.show_nobody()

    def _lines(self) -> list[int]:
        return [index.row() for index in self.table.selectionModel().selectedRows()]

    def _selected(self, *_: QItemSelection) -> None:
        lines = self._lines()
        row = self.model.row_at(lines[0]) if len(lines) == 1 else None
        if row is None:
            self.panel.show_nobody(len(lines) if len(lines) > 1 else 0)
            return
        try:
            view = self.district.person_view(row.uid)
        except Problem:  # gone since the search: the next look leaves them out
            self.panel.show_nobody()
            return
        self.panel.show_person(view, *_may_refuse(row))

    # Deciding.

    def refuse(self) -> bool:
        """Refuse those chosen, with a reason; Ctrl+Z takes it back."""
        lines = self._lines()
        if not lines or not self.panel.refuse.isEnabled():
            return False
        first = self.model.row_at(lines[0])
        who = first.nama if len(lines) == 1 and first else f"{number(len(lines))} orang"
        sheet = RefuseSheet(self.desk, who, self.shell)
        sheet.exec()
        if sheet.chosen != "tolak":
            return True
        try:
            self._undo = self.district.refuse(self.model.uids_at(lines), sheet.alasan, sheet.catatan)
        except Problem as problem:
            self.shell.problem(problem)
            return True
        self._changed()
        self.shell.toast(f"{who} ditolak. Ikut dalam balasan berikut.", self.undo)
        return True

    def undo(self) -> bool:
        if not self._undo:
            return False
        decision, self._undo = self._undo, 0
        try:
            self.district.undo_decision(decision)
        except Problem as problem:
            self.shell.problem(problem)
            return True
        self._changed()
        self.shell.toast("Penolakan diurungkan.")
        return True

    def _changed(self) -> None:
        self.look()
        self.shell.refresh_counts()
        self.shell.saved()

    # Keys.

    def search_focus(self) -> bool:
        self.filters.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.search.selectAll()
        return True

    def _panels(self) -> list[QWidget]:
        """Where the keyboard can stand now; nobody found leaves the search field alone."""
        every: list[QWidget] = [self.filters.search, self.table, self.panel.area]
        return [panel for panel in every if panel.isVisible() and panel.isEnabled()]

    def next_panel(self, step: int = 1) -> bool:
        panels = self._panels()
        here = next((at for at, panel in enumerate(panels) if panel.hasFocus()), 0)
        panels[(here + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def back(self) -> bool:
        if self.filters.search.hasFocus() and self.filters.search.text():
            self.filters.search.clear()
            self.look()
            return True
        if self._from:
            return self.shell.go(self._from)
        if self.filters.filtered:
            self.filters.clear()
            return True
        return False


class _People(QTableView):
    """Enter goes to the details, Del refuses."""

    def __init__(self, page: DistrictPeoplePage, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        set_up_table(self)
        self.setSortingEnabled(True)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Daftar peserta")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._page.panel.area.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Delete:
            self._page.refuse()
        else:
            super().keyPressEvent(event)


def _may_refuse(row: PersonRow) -> tuple[bool, str]:
    """Whether somebody can be refused here, and what stands against it."""
    if row.keadaan in REFUSABLE:
        return True, ""
    return False, "Sudah di BPJS atau keluar. Akhiri lewat Ke BPJS." if row.keadaan != "keluar" else "Sudah keluar."
