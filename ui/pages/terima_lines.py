"""Kiriman of a folder as a table: one row a file, from waiting over being checked to its outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.desk import FileLine
from jamsos_desktop.texts import number
from ui import theme
from ui.widgets import CHIP_ROLE

TITLES = ("Kiriman", "Desa", "Kecamatan", "No.", "Hasil", "Keterangan")
WIDTHS = (166, 104, 120, 40, 176, 200)
UNIT, KECAMATAN, NUMBER, RESULT = 1, 2, 3, 4
NONE = "–"
LOOKS = {
    "baru": ("check-circle-fill", "Baru", "ok"),
    "berubah": ("check-circle-fill", "Berubah", "ok"),
    "ulang": ("dash-circle", "Ulang, dilewati", "neutral"),
    "nomor_terlewat": ("exclamation-triangle-fill", "Nomor terlewat", "warn"),
    "dua_laptop": ("laptop", "Cabang: dua laptop", "warn"),
    "kunci_belum": ("key", "Kunci belum dicocokkan", "warn"),
    "kunci_lain": ("key", "Kunci lain", "warn"),
    "menunggu": ("hourglass-split", "Menunggu kiriman penuh", "warn"),
    "ditolak": ("x-octagon-fill", "Ditolak", "error"),
    "bukan_kiriman": ("file-earmark-x", "Bukan kiriman", "error"),
}
SETTLED = {"cocok": ("check-circle-fill", "Baru", "ok"), "diputuskan": ("check-circle-fill", "Sudah diputuskan", "ok")}
WAITING, CHECKING = ("circle", "Antre", "neutral"), ("hourglass-split", "Diperiksa", "info")
# Every outcome is counted once, so that the sums add up to the files. A missing number keeps nothing back.
BUCKETS = {
    "masuk": ("check-circle-fill", "ok", ("baru", "berubah", "nomor_terlewat", "cocok")),
    "ulang": ("dash-circle", "neutral", ("ulang",)),
    "perlu keputusan": ("exclamation-triangle-fill", "warn", ("dua_laptop", "kunci_belum", "kunci_lain", "menunggu")),
    "ditolak": ("x-octagon-fill", "error", ("ditolak", "bukan_kiriman")),
    "diputuskan": ("check-lg", "ok", ("diputuskan",)),
    "diperiksa": ("hourglass-split", "info", ("diperiksa",)),
    "antre": ("circle", "neutral", ("antre",)),
}
PROBLEMS = ("nomor_terlewat", "dua_laptop", "kunci_belum", "kunci_lain", "menunggu", "ditolak", "bukan_kiriman")
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


@dataclass(slots=True)
class Waiting:
    """A file not dealt with yet; ``desa`` and ``seq`` as its name tells them."""

    path: Path
    desa: str = ""
    kecamatan: str = ""
    seq: int = 0


class KirimanLines(QAbstractTableModel):
    """Files in the order they are taken in. A row is a ``Waiting`` until its ``FileLine`` comes."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Waiting | FileLine] = []
        self._running = False
        self._at = 0  # how far the running job has read; what it read is told once it is durable

    def show_past(self, lines: Iterable[FileLine]) -> None:
        """What was taken in before."""
        self.beginResetModel()
        self._rows, self._running = list(lines), False
        self.endResetModel()

    def start(self, files: Sequence[Waiting]) -> None:
        """A job begins with these files."""
        self.beginResetModel()
        self._rows, self._running, self._at = list(files), True, 0
        self.endResetModel()

    def finish(self, lines: Iterable[FileLine]) -> list[int]:
        """Put outcomes at their files; returns their rows."""
        placed = []
        for line in lines:
            row = self._row_for(line.nama_berkas)
            if row < 0:  # a file nobody announced: it is told all the same
                row = len(self._rows)
                self.beginInsertRows(QModelIndex(), row, row)
                self._rows.append(line)
                self.endInsertRows()
            else:
                self._rows[row] = line
            placed.append(row)
        if placed:
            self.dataChanged.emit(self.index(min(placed), 0), self.index(max(placed), len(TITLES) - 1))
        return placed

    def reached(self, done: int) -> None:
        """The job reads file number ``done`` (from 0) now."""
        before, self._at = self._at, min(done, len(self._rows) - 1)
        if self._rows and before != self._at:
            self.dataChanged.emit(self.index(min(before, self._at), RESULT), self.index(self._at, len(TITLES) - 1))

    def end(self) -> None:
        """The job is over; what was not reached stays waiting."""
        self._running = False
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(TITLES) - 1))

    def _row_for(self, name: str) -> int:
        return next((at for at, row in enumerate(self._rows) if isinstance(row, Waiting) and row.path.name == name), -1)

    @property
    def at(self) -> int:
        """The row the running job has come to."""
        return self._at

    def line(self, row: int) -> FileLine | None:
        """The outcome of a row, None while it has none."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if found is None or isinstance(found, Waiting) else found

    def lines(self) -> list[FileLine]:
        """All outcomes so far, in order."""
        return [row for row in self._rows if not isinstance(row, Waiting)]

    def waiting(self) -> list[Path]:
        """Files not dealt with."""
        return [row.path for row in self._rows if isinstance(row, Waiting)]

    def counts(self) -> dict[str, int]:
        """Files by bucket; they add up to all rows."""
        found = Counter(self._outcome(at) for at in range(len(self._rows)))
        return {name: sum(found[hasil] for hasil in kinds) for name, (_, _, kinds) in BUCKETS.items()}

    def _outcome(self, row: int) -> str:
        line = self._rows[row]
        if not isinstance(line, Waiting):
            settled = "cocok" if line.hasil == "kunci_belum" else "diputuskan"
            return settled if line.selesai else line.hasil
        return "diperiksa" if self._running and row <= self._at else "antre"

    def next_problem(self, start: int, step: int) -> int:
        """The next row after ``start`` that asks for something, going round; -1 when there is none."""
        total = len(self._rows)
        rows = ((start + step * away) % total for away in range(1, total + 1))
        return next((row for row in rows if self._outcome(row) in PROBLEMS), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return self._words(row)[column]
        if role == CHIP_ROLE and column == RESULT:
            return self._look(row)
        if role == Role.FontRole and column == UNIT:
            return theme.font("table", 600)
        if role == Role.ForegroundRole and column == len(TITLES) - 1:
            return theme.qcolor("text_2")
        if role == Role.TextAlignmentRole and column == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _look(self, row: int) -> tuple[str, str, str]:
        outcome = self._outcome(row)
        return CHECKING if outcome == "diperiksa" else WAITING if outcome == "antre" else \
            SETTLED.get(outcome) or LOOKS[outcome]

    def _words(self, row: int) -> tuple[str, ...]:
        line, look = self._rows[row], self._look(row)[1]
        if isinstance(line, Waiting):
            note = "sedang diperiksa" if look == CHECKING[1] else NONE
            return (line.path.name, line.desa or NONE, line.kecamatan or NONE, str(line.seq or NONE), look, note)
        return (line.nama_berkas, line.desa or NONE, line.kecamatan or NONE, str(line.seq or NONE), look,
                line.keterangan or NONE)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.TextAlignmentRole and section == NUMBER:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return TITLES[section] if role == Role.DisplayRole else None


def total_words(lines: Sequence[FileLine]) -> str:
    """"33 baru, 21 perubahan" over all files that came in."""
    fresh, changed = sum(line.baru for line in lines), sum(line.berubah for line in lines)
    return f"{number(fresh)} baru, {number(changed)} perubahan"
