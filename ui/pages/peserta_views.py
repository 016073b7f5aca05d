"""Saved views of the list: filters, order, columns and density under a name, for whoever works here.

They lie in the locked file and not in the window's settings: a search may be somebody's name. The last filters are
kept beside them, so that the list is found as it was left. Losing them costs a few clicks, so a disk that is full
just now is not told about.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from jamsos_desktop.desk import TABS, Desk, Query
from jamsos_desktop.problems import Problem
from ui.pages.peserta_bar import BulkBar
from ui.pages.peserta_columns import ColumnChoice
from ui.pages.peserta_filter_row import FILTERS
from ui.pages.peserta_foot import FootLine
from ui.pages.peserta_view_state import as_state

if TYPE_CHECKING:
    from ui.window import Shell

FORM = "tampilan"
ASKED = ("text", "tab", *FILTERS)
MOST = 30
USUAL = "Semua peserta"
View = dict[str, Any]


class SavedViews(QObject):
    """``wanted``: the list is to be asked by this query; columns and density follow by themselves."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, window: Shell, columns: ColumnChoice, foot: FootLine, bar: BulkBar) -> None:
        super().__init__(foot)
        self._desk, self._window, self._columns, self._foot, self._bar = desk, window, columns, foot, bar
        kept = desk.draft(FORM, self._user)
        body = kept.isi if kept else {}
        views = body.get("tampilan")
        self.views: dict[str, View] = {
            str(view["nama"]): view for view in views or () if isinstance(view, dict) and view.get("nama")}
        self.first = str(body.get("awal", ""))
        self._last = body.get("akhir", {})
        self.query = Query()
        self.shown = ""
        foot.views_wanted.connect(self.pop)
        foot.keep_wanted.connect(self.ask_name)

    @property
    def _user(self) -> str:
        return self._desk.ctx.user_id or "p1"

    def begin(self, query: Query) -> Query:
        """What the list shows first: the view chosen for that, else what it showed last."""
        if view := self.views.get(self.first):
            return self._take(view)
        return replace(query, **_asked(self._last))

    def show(self, query: Query) -> None:
        """The list is asked by this now."""
        self.query = query
        self.shown = next((name for name, view in self.views.items() if self._is(view, query)), "")
        self._foot.show_view(self.shown)
        self._foot.keep.setVisible(not self.shown and query != Query())

    def keep(self) -> None:
        """Write down views and the last filters, when they differ from what is kept."""
        body = {"akhir": {key: getattr(self.query, key) for key in ASKED}, "awal": self.first,
                "tampilan": list(self.views.values())}
        kept = self._desk.draft(FORM, self._user)
        if self._desk.ctx.refusal is None and (kept.isi if kept else None) != body:
            with suppress(Problem):
                self._desk.keep_draft(FORM, self._user, body)

    # What the foot offers.

    def menu(self) -> QMenu:
        """The views to choose from, and what can be done with the one that is shown; made afresh each time."""
        menu = QMenu(self._foot)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in ("", *sorted(self.views, key=str.casefold)):
            label = (name or USUAL).replace("&", "&&")
            action = menu.addAction(f"{label} (tampilan awal)" if name and name == self.first else label,
                                    partial(self.choose, name))
            action.setCheckable(True)
            action.setChecked(name == self.shown and bool(name or self.query == Query()))
        menu.addSeparator()
        if name := self.shown:
            menu.addAction("Ganti nama tampilan ini...", lambda: self._bar.name_view(name, partial(self.rename, name)))
            first = menu.addAction("Buka tampilan ini lebih dulu", partial(self.set_first, name))
            first.setCheckable(True)
            first.setChecked(name == self.first)
            menu.addAction("Hapus tampilan ini", partial(self.drop, name))
        else:
            menu.addAction("Simpan tampilan ini...", self.ask_name)
        return menu

    def pop(self) -> None:
        """Open the menu of views above its button."""
        menu = self.menu()
        button = self._foot.views
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def ask_name(self) -> None:
        """Ask in the bar how the present view is to be called; refused when there are ``MOST``."""
        if len(self.views) >= MOST:
            self._bar.ask(f"Sudah ada {MOST} tampilan. Hapus satu dulu lewat Tampilan.", "", None)
        else:
            self._bar.name_view("", self.add)

    def add(self, name: str) -> None:
        """Keep what is shown under a name; a view of that name is replaced."""
        before = dict(self.views)
        self.views[name] = self._view(name)
        self._changed()
        words = f"Tampilan {name} diganti." if name in before else f"Tampilan {name} disimpan."
        self._window.toast(words, undo=partial(self._go_back, before, self.first))

    def choose(self, name: str) -> None:
        """Show a view, or (without a name) everybody as on the first day."""
        self.wanted.emit(self._take(self.views[name]) if name else Query())

    def rename(self, name: str, other: str) -> None:
        """Call a view otherwise; one that had this name before is replaced. Can be undone."""
        if name == other:
            return
        before, first = dict(self.views), self.first
        self.views = {(other if key == name else key): view | {"nama": other if key == name else key}
                      for key, view in self.views.items() if key != other}
        self.first = other if first == name else first
        self._changed()
        self._window.toast(f"Tampilan {name} sekarang {other}.", undo=partial(self._go_back, before, first))

    def set_first(self, name: str) -> None:
        """This view opens with the page; asked again, none does."""
        self.first = "" if self.first == name else name
        self.keep()

    def drop(self, name: str) -> None:
        """Delete a view. Can be undone."""
        before, first = dict(self.views), self.first
        del self.views[name]
        self.first = "" if first == name else first
        self._changed()
        self._window.toast(f"Tampilan {name} dihapus.", undo=partial(self._go_back, before, first))

    def _go_back(self, views: dict[str, View], first: str) -> None:
        self.views, self.first = views, first
        self._changed()

    def _changed(self) -> None:
        self.show(self.query)
        self.keep()

    # A view and what it says.

    def _view(self, name: str) -> View:
        look = asdict(self._columns.state)
        look.pop("sort"), look.pop("desc")
        return {"nama": name, "saring": {key: getattr(self.query, key) for key in ASKED}, "urut": self.query.sort,
                "turun": self.query.desc, "rupa": look}

    def _take(self, view: View) -> Query:
        """Put the columns of a view into force; the query it asks by."""
        kept = view.get("rupa")
        look = as_state({**(kept if isinstance(kept, dict) else {}), "sort": view.get("urut"),
                         "desc": view.get("turun")})
        self._columns.take(look)
        return Query(sort=look.sort, desc=look.desc, **_asked(view.get("saring")))

    def _is(self, view: View, query: Query) -> bool:
        return self._view(str(view["nama"])) == view and self.query == query


def _asked(kept: object) -> dict[str, str]:
    """The filters among what was kept; anything that makes no sense any more is left out."""
    if not isinstance(kept, Mapping):
        return {}
    found = {key: str(kept[key]) for key in ASKED if isinstance(kept.get(key), str)}
    return found if found.get("tab", "semua") in TABS else found | {"tab": "semua"}
