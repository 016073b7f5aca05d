"""What was printed, one printing a row, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.texts import clock, number, screen_date, title_name
from ui import theme
from ui.widgets import LinesTable

Index = QModelIndex | QPersistentModelIndex
BUNDLE, COPY, WHEN, PAPERS, SHEETS, STATE, WHO = range(7)
HEADS = ("Bundel", "Cetak ke", "Waktu", "Dokumen", "Lembar", "Keadaan", "Oleh")
WIDTHS = (76, 74, 128, 150, 66, 108, 130)
_RIGHT = (COPY, SHEETS)


class HistoryRow(NamedTuple):
    """One printing. ``berkas``: its PDF, None of one made before bundles were kept; ``lembar``: kind -> sheets."""

    bundel: str
    ke: int
    kertas: str
    berkas: Path | None
    halaman: int
    batal: bool
    waktu: str
    oleh: str
    lembar: Mapping[str, int]
    dilewati: int

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.waktu)

    @property
    def sheets(self) -> int:
        return sum(self.lembar.values())

    @property
    def state(self) -> tuple[str, str, str]:
        """Icon, colour role and words of how it ended."""
        if self.batal:
            return "stop-circle", "warn", "Dibatalkan"
        if self.dilewati:
            return "exclamation-triangle-fill", "warn", f"{number(self.dilewati)} dilewati"
        return "check-circle-fill", "ok", "Jadi"

    def when(self) -> str:
        """20/11/2026 10.42."""
        return f"{screen_date(self.moment.date())} {clock(self.moment)}"


def history(bundles: Sequence[Mapping[str, Any]], prints: Sequence[Mapping[str, Any]]) -> list[HistoryRow]:
    """Every printing, newest first: ``Desk.bundles``, and what only ``Desk.print_history`` knows."""
    found = [HistoryRow(one["bundel"], one["ke"], one["kertas"], Path(one["berkas"]), one["halaman"], one["batal"],
                        one["waktu"], title_name(one["oleh"]), one["lembar"], one["dilewati"]) for one in bundles]
    known = {row.bundel for row in found}
    older: dict[str, HistoryRow] = {}
    for one in prints:
        if one["bundel"] not in known:
            row = older.get(one["bundel"]) or HistoryRow(one["bundel"], 1, one["kertas"], None, 0, False, one["waktu"],
                                                         title_name(one["oleh"]), {}, 0)
            older[one["bundel"]] = row._replace(lembar={one["jenis"]: one["lembar"], **row.lembar})
    return sorted([*found, *older.values()], key=lambda row: row.waktu, reverse=True)


def papers_words(row: HistoryRow, names: Mapping[str, str]) -> str:
    """"Ceklis berkas 1, Formulir 1a 12"."""
    return ", ".join(f"{names.get(kode, kode)} {number(many)}" for kode, many in row.lembar.items())


class HistoryTable(LinesTable[HistoryRow]):
    """The rows; ``names``: kind -> what it is called."""

    titles, right = HEADS, _RIGHT

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self._names = names

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DecorationRole and index.column() == STATE:
            icon, colour, _ = self.lines[index.row()].state
            return theme.icon(icon, colour, 14)
        return super().data(index, role)

    def texts(self, line: HistoryRow) -> tuple[str, ...]:
        return (line.bundel, number(line.ke), line.when(), papers_words(line, self._names), number(line.sheets),
                line.state[2], line.oleh)
