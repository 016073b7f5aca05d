"""Villages and what each would hear next, as a table with ticks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.desk import ReplyRow
from jamsos_desktop.texts import number
from ui import theme
from ui.widgets import CHIP_ROLE

TITLES = ("", "Desa", "Kecamatan", "Balasan terakhir", "Kiriman", "Diterima", "Ditolak", "Aktif", "Lain", "Pesan",
          "Keadaan")
WIDTHS = (36, 130, 120, 128, 70, 72, 66, 56, 52, 54, 178)
TICK, UNIT, KECAMATAN, LAST, SEQ, ACCEPTED, REFUSED, ACTIVE, OTHER, MESSAGES, STATE = range(len(TITLES))
FIGURES = (SEQ, ACCEPTED, REFUSED, ACTIVE, OTHER, MESSAGES)
NONE = "–"
NEWS = ("chat-dots", "Ada yang baru", "info")
SAME = ("check-circle-fill", "Sudah tahu semua", "ok")
MADE = ("check-circle-fill", "Balasan jadi", "ok")
UNMATCHED = "belum dicocokkan"
HELD = ((UNMATCHED, "Kunci belum dicocokkan"), ("unci", "Kunci belum ada"), ("kiriman", "Belum ada kiriman"))
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


def look_of(row: ReplyRow, made: Collection[str] = ()) -> tuple[str, str, str]:
    """Icon, words and colour role for the state of a village."""
    if row.kode in made:
        return MADE
    if row.halangan:
        words = next((words for part, words in HELD if part in row.halangan), "Tertahan")
        return "key" if "unci" in words else "hourglass-split", words, "warn"
    return NEWS if row.baru else SAME


class ReplyTable(QAbstractTableModel):
    """One row a village that ever sent something. ``ticked``: codes of those to be answered."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ReplyRow] = []
        self.ticked: set[str] = set()
        self.made: set[str] = set()

    def set_rows(self, rows: Sequence[ReplyRow], ticked: Iterable[str]) -> None:
        """Show these villages; of ``ticked`` only those that can be answered stay so."""
        self.beginResetModel()
        self.rows = list(rows)
        able = {row.kode for row in self.rows if not row.halangan}
        self.ticked = able & set(ticked)
        self.endResetModel()

    def mark_made(self, kodes: Iterable[str]) -> None:
        """Villages whose reply was made by the last run."""
        self.made = set(kodes)
        self._changed()

    def tick(self, rows: Iterable[int]) -> None:
        """Turn the ticks of these rows round; those that cannot be answered stay as they are."""
        for at in rows:
            if not self.rows[at].halangan:
                self.ticked ^= {self.rows[at].kode}
        self._changed()

    def tick_all(self, kodes: Iterable[str]) -> None:
        """Exactly these, as far as they can be answered."""
        self.ticked = {row.kode for row in self.rows if not row.halangan} & set(kodes)
        self._changed()

    def _changed(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(TITLES) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == TICK and not self.rows[index.row()].halangan:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Role.CheckStateRole and column == TICK:
            return Qt.CheckState.Checked if row.kode in self.ticked else Qt.CheckState.Unchecked
        if role == Role.AccessibleTextRole and column == TICK:
            return "Belum bisa dipilih" if row.halangan else "Dipilih" if row.kode in self.ticked else "Tidak dipilih"
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self._words(row)[column]
        if role == CHIP_ROLE and column == STATE:
            return look_of(row, self.made)
        if role == Role.FontRole and column == UNIT:
            return theme.font("table", 600)
        if role == Role.TextAlignmentRole and column in FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or index.column() != TICK:
            return False
        self.tick([index.row()])
        return True

    def _words(self, row: ReplyRow) -> tuple[str, ...]:
        last = f"no. {row.no}, {row.dibuat:%d/%m/%Y}" if row.no and row.dibuat else "belum pernah"
        counts = row.putusan
        told = tuple(counts.get(key, 0) for key in ("diterima", "ditolak", "aktif"))
        figures = (row.seq, *told, sum(counts.values()) - sum(told), row.pesan)
        counted = (number(many) if many else NONE for many in figures)
        place = row.desa.removeprefix("Desa ").replace("Kelurahan ", "Kel. ")
        return ("", place, row.kecamatan, last, *counted, look_of(row, self.made)[1])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section in FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Role.AccessibleTextRole:
            return TITLES[section] or "Dipilih"
        return TITLES[section] if role == Role.DisplayRole else None
