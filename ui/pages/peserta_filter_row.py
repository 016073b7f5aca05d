"""The row above the list of page Peserta: the search, what narrows the list, and the choice of columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop.desk import Query
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.texts import screen_date
from ui.pages.peserta_filters import FilterButton
from ui.pages.peserta_search import SearchEdit
from ui.widgets import Button

SEARCH_ROOM = 240  # px for the search field with the margins of the page
FILTERS = {"kelompok": "Kelompok", "dusun": "Dusun", "program": "Program", "masalah": "Masalah",
           "sumber_dana": "Sumber dana", "sampai": "Aktif sampai"}
UNTIL = {"lewat": "Lewat masa", "berakhir": "Segera berakhir", "belum_mulai": "Belum mulai", "belum": "Belum terdaftar"}


class FilterRow(QHBoxLayout):
    """``asked``: field of ``Query`` and its new value, when the clerk searches or narrows the list."""

    asked = Signal(str, str)

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setSpacing(8)
        self.search = SearchEdit("Cari nama, NIK, pekerjaan, dusun", page)
        self.addWidget(self.search, 1)
        self.filters = {key: FilterButton(label, page) for key, label in FILTERS.items()}
        for key, button in self.filters.items():
            self.addWidget(button)
            button.changed.connect(lambda key=key: self.asked.emit(key, self.filters[key].value))
        self.columns = Button("Kolom", "flat", "columns-gap", page, tip="Pilih kolom yang tampil")
        self.addWidget(self.columns)
        self.search.textChanged.connect(lambda text: self.asked.emit("text", text))

    def offer(self, choices: Callable[[], Mapping[str, Sequence[str]]], query: Query) -> None:
        """What can be chosen; ``choices`` reads the values that are in the data, by field, when somebody asks."""
        self.filters["kelompok"].set_choices(code_list("kelompok"))
        self.filters["program"].set_choices({code: f"{code}, {label}" for code, label in code_list("program").items()})
        self.filters["sumber_dana"].set_choices(code_list("sumber_dana"))
        self.filters["sampai"].set_choices(UNTIL | _day_words(query.sampai))
        for key in ("dusun", "masalah"):
            self.filters[key].set_choices(lambda key=key: {value: value for value in choices()[key]})

    def show_query(self, query: Query) -> None:
        """Say what is asked, without asking again."""
        if self.search.text() != query.text:
            self.search.put(query.text)
        for key, button in self.filters.items():
            if button.value != getattr(query, key):
                button.set_value(getattr(query, key))
        self.filters["sampai"].setVisible(bool(query.sampai))  # only page Iuran asks by it

    def words(self, query: Query) -> list[str]:
        """What holds people back: "cari “rano”", "Dusun II"."""
        words = [f"cari \u201c{query.text}\u201d"] if query.text.strip() else []
        return words + [f"{button.name} {button.value_label}" for button in self.filters.values() if button.value]

    def fit(self, width: int) -> None:
        """Filters that hold nothing back are short where the search would have too little room; px of the page."""
        compact = self._width(False) + SEARCH_ROOM > width
        for button in self.filters.values():
            button.set_compact(compact)

    def least(self) -> int:
        """px in which the row can still work, without margins."""
        return self._width(True) + self.search.minimumWidth()

    def _width(self, compact: bool) -> int:
        shown = [button for button in self.filters.values() if not button.isHidden()]
        return self.columns.sizeHint().width() + sum(button.width_in(compact) + self.spacing() for button in shown)


def _day_words(sampai: str) -> dict[str, str]:
    """The day a list is narrowed to, for its button; nothing for other narrowings."""
    try:
        return {sampai: screen_date(date.fromisoformat(sampai))}
    except ValueError:
        return {}
