"""Which columns, how wide, how dense and in which order: chosen by menu or by hand, and remembered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu

from jamsos_desktop.desk import Query
from jamsos_desktop.settings import Settings
from ui.pages import peserta_view_state
from ui.pages.peserta_foot import FootLine
from ui.pages.peserta_list import PersonView
from ui.person_table import COLUMNS, PersonTable

UP_DOWN = {"nama": ("A–Z", "Z–A")}
REST_MS = 400


class ColumnChoice(QObject):
    """Keeps ``state`` in the window's settings as it changes. ``changed``: columns or density are others now."""

    changed = Signal()

    def __init__(self, settings: Settings, people: PersonTable, view: PersonView, foot: FootLine,
                 user: str) -> None:
        super().__init__(view)
        self._settings, self._people, self._view, self._foot, self._user = settings, people, view, foot, user
        self._show(peserta_view_state.load(settings, user))
        view.width_set.connect(self._keep_width)
        view.header.customContextMenuRequested.connect(self._header_menu)
        foot.density_chosen.connect(self.set_density)
        # A width is dragged pixel by pixel: one write when the mouse has rested.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.keep)

    def _show(self, state: peserta_view_state.ViewState) -> None:
        self.state = state
        self._view.set_density(state.density)
        self._view.set_columns(state.hidden, state.widths)
        self._foot.show_density(state.density)

    def take(self, state: peserta_view_state.ViewState) -> None:
        """Look like this from now on (a saved view)."""
        self._show(state)
        self.keep()

    def menu(self) -> QMenu:
        """The columns to tick; made afresh each time."""
        menu = QMenu(self._view)
        menu.aboutToHide.connect(menu.deleteLater)
        for column in COLUMNS:
            if not column.fixed:
                action = menu.addAction(column.title)
                action.setCheckable(True)
                action.setChecked(column.key not in self.state.hidden)
                action.toggled.connect(partial(self.show_column, column.key))
        menu.addSeparator()
        menu.addAction("Kembalikan lebar dan kolom", self.usual)
        return menu

    def header_menu(self, section: int) -> QMenu:
        """What a right click on a title offers: its order, then the columns."""
        menu = self.menu()
        if section >= 0 and COLUMNS[section].sort:
            column, first = COLUMNS[section], menu.actions()[0]
            up, down = UP_DOWN.get(column.sort, ("naik", "turun"))
            for text, order in ((up, Qt.SortOrder.AscendingOrder), (down, Qt.SortOrder.DescendingOrder)):
                action = menu.addAction(f"Urutkan {column.title} {text}", partial(self._people.sort, section, order))
                menu.insertAction(first, action)
            menu.insertSeparator(first)
        return menu

    def _header_menu(self, at: QPoint) -> None:
        self.header_menu(self._view.header.logicalIndexAt(at)).popup(self._view.header.mapToGlobal(at))

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column, and remember it."""
        hidden = [other for other in self.state.hidden if other != key]
        self.state.hidden = hidden if shown else [*hidden, key]
        self._view.set_columns(self.state.hidden, self.state.widths)
        self.keep()

    def usual(self) -> None:
        """The columns and widths of the first day."""
        self.state.hidden, self.state.widths = peserta_view_state.ViewState().hidden, {}
        self._view.set_columns(self.state.hidden, {})
        self.keep()

    def set_density(self, name: str) -> None:
        """Choose how high the rows are, by name, and remember it."""
        self.state.density = name
        self._view.set_density(name)
        self._foot.show_density(name)
        self.keep()

    def keep_order(self, query: Query) -> None:
        """The list is ordered anew: say so below, and remember it."""
        if (query.sort, query.desc) != (self.state.sort, self.state.desc):
            self.state.sort, self.state.desc = query.sort, query.desc
            self.keep()
        usual = (query.sort, query.desc) == ("nama", False)
        title = COLUMNS[[column.sort for column in COLUMNS].index(query.sort)].title
        up_down = UP_DOWN.get(query.sort, ("naik", "turun"))[query.desc]
        order = f"{title if title.isupper() else title.lower()} {up_down}"
        self._foot.show_order(f"paling cocok, lalu {order}" if usual and query.text.strip() else order)

    def _keep_width(self, key: str, width: int) -> None:
        self.state.widths[key] = width
        self._rest.start()

    def keep(self) -> None:
        """Write it down now."""
        self._rest.stop()
        self.changed.emit()
        peserta_view_state.save(self._settings, self._user, self.state)
