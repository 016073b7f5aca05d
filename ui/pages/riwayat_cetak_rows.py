"""What was printed, one printing a row, newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.texts import clock, number, screen_date, title_name
from ui import theme

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


class HistoryTable(QAbstractTableModel):
    """The rows; ``names``: kind -> what it is called."""

    def __init__(self, names: Mapping[str, str]) -> None:
        super().__init__()
        self.rows: list[HistoryRow] = []
        self._names = names

    def set_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(HEADS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            icon, colour, _ = row.state
            return theme.icon(icon, colour, 14)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in _RIGHT:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: HistoryRow, column: int) -> str:
        return (row.bundel, number(row.ke), row.when(), papers_words(row, self._names), number(row.sheets),
                row.state[2], row.oleh)[column]
