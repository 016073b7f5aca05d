"""Candidates of a list of pekerja rentan as a table: place, name, why they stand there, state, reason."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

from jamsos_desktop.desk import SelectionRow
from ui import theme
from ui.keys import pressed
from ui.widgets import ColumnFit, LinesTable, StatusChipDelegate, set_up_table

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Look = tuple[str, str, str]
PLACE, NAME, WORDS, DUSUN, STATE, REASON = range(6)
TITLES = ("No.", "Nama", "Urutan menurut", "Dusun", "Keadaan", "Keterangan")
WIDTHS = (44, 204, 312, 56, 142, 130)
LOOKS: dict[str, Look] = {
    "terpilih": ("check-circle-fill", "Terpilih", "ok"), "cadangan": ("clock", "Cadangan", "neutral"),
    "baru": ("circle", "Belum diusulkan", "neutral"), "dilewati": ("skip-forward", "Dilewati", "neutral"),
    "tidak_bisa": ("dash-circle", "Tidak bisa", "warn"), "diganti": ("arrow-left-right", "Sudah diganti", "neutral"),
}
MUST_CHANGE: Look = ("x-octagon-fill", "Harus diganti", "error")
PINNED: Look = ("lock-fill", "Terpilih, dikunci", "ok")


def look(row: SelectionRow) -> Look:
    """Icon, words and colour of a state."""
    if row.bermasalah:
        return MUST_CHANGE
    return PINNED if row.kunci else LOOKS[row.keadaan]


def note(row: SelectionRow) -> str:
    """What is to be said of somebody beside their state."""
    if row.tidak_bisa:
        return row.tidak_bisa[0]
    if row.keadaan == "diganti":
        return f"{row.alasan}. Pengganti: {row.pengganti}" if row.pengganti else row.alasan
    if row.alasan:
        return row.alasan
    return "Sumber dana di datanya lain" if row.beda else ""


class CandidateTable(LinesTable[SelectionRow]):
    """The rows in the order of the desk; chosen people and their reserve are numbered."""

    titles, right, chip = TITLES, (PLACE,), STATE

    def row_of(self, uid: str) -> int:
        """Where somebody stands, -1 when nowhere."""
        return next((at for at, row in enumerate(self.lines) if row.uid == uid), -1)

    def texts(self, line: SelectionRow) -> tuple[str, ...]:
        return (str(line.urut) if line.urut else "", line.nama or "Tanpa nama", line.kata, line.dusun, look(line)[1],
                note(line))

    def look(self, line: SelectionRow) -> tuple[str, str, str]:
        return look(line)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self.lines[index.row()], index.column()
        if role == Role.AccessibleTextRole and not self.texts(row)[column]:
            return f"{TITLES[column]}: kosong"
        if role == Role.FontRole and column == NAME:
            return theme.font("table", 600 if row.keadaan == "terpilih" else 400)
        if role == Role.ForegroundRole and row.keadaan not in ("terpilih", "cadangan", "baru"):
            return theme.qcolor("text_2")
        return super().data(index, role)


class CandidateView(QTableView):
    """``asked(verb)``: naik, turun, kunci, lewati or buka of the row chosen, from the keyboard."""

    asked = Signal(str)

    def __init__(self, model: CandidateTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up_table(self)
        self.setProperty("bare", True)
        self.setModel(model)
        self.setItemDelegateForColumn(STATE, StatusChipDelegate(self))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setAccessibleName("Calon pekerja rentan")
        ColumnFit(self, WIDTHS, WORDS, (DUSUN, REASON))
        self.activated.connect(lambda _: self.asked.emit("buka"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        verb = "kunci" if pressed(event, "F2") else \
            {(Qt.Key.Key_Up, True): "naik", (Qt.Key.Key_Down, True): "turun",
             (Qt.Key.Key_Delete, False): "lewati"}.get((Qt.Key(event.key()), alt))
        if verb:
            self.asked.emit(verb)
        else:
            super().keyPressEvent(event)
