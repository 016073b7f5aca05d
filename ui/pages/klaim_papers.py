"""The checklist of one claim: Space or a click ticks a paper; what is not confirmed says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QTableView, QWidget

from jamsos_desktop.desk import EventPaper
from ui.widgets import CHIP_ROLE, UNSURE, ColumnFit, Doubt, StatusChipDelegate, TickDelegate, set_up_table

Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
TITLES = ("", "Berkas", "Perlu", "Keterangan")
WIDTHS = (38, 250, 70, 138)
TICK, LABEL, NEED, NOTE = range(4)


class PaperModel(QAbstractTableModel):
    """``ticked(kode, ada)`` when a tick was changed; the page writes it and shows the papers anew."""

    ticked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.papers: tuple[EventPaper, ...] = ()
        self.locked = False

    def show_papers(self, papers: Sequence[EventPaper], locked: bool) -> None:
        """These papers; ``locked``: the claim is settled, nothing is ticked any more."""
        same = [p.kode for p in papers] == [p.kode for p in self.papers]
        if not same:
            self.beginResetModel()
        self.papers, self.locked = tuple(papers), locked
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(len(papers) - 1, NOTE))
        else:
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.papers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Role.AccessibleTextRole:
            return TITLES[section] or "Sudah ada"
        return TITLES[section] if across and role == Role.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK and not self.locked else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid():
            return None
        paper, column = self.papers[index.row()], index.column()
        if role == Role.CheckStateRole and column == TICK:
            return (Qt.CheckState.Checked if paper.keadaan == "ada" else Qt.CheckState.Unchecked).value
        if role == Role.DisplayRole:
            return ("", paper.label, "Wajib" if paper.wajib else "Bila ada",
                    UNSURE if paper.belum_dikonfirmasi else "")[column]
        if role == CHIP_ROLE and column == NOTE and paper.belum_dikonfirmasi:
            return "info-circle", UNSURE, "neutral"
        if role == Role.ToolTipRole:
            return f"{paper.label}. Sumber: {paper.sumber}" if paper.sumber not in ("", "-") else paper.label
        if role == Role.AccessibleTextRole:
            there = "ada" if paper.keadaan == "ada" else "belum ada"
            mark = f", {UNSURE}" if paper.belum_dikonfirmasi else ""
            return f"{paper.label}, {'wajib' if paper.wajib else 'bila ada'}, {there}{mark}"
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or self.locked:
            return False
        self.ticked.emit(self.papers[index.row()].kode, Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    def turn(self, row: int) -> None:
        """Tick or untick a row."""
        if 0 <= row < len(self.papers) and not self.locked:
            paper = self.papers[row]
            self.ticked.emit(paper.kode, paper.keadaan != "ada")


def paper_doubts(papers: Sequence[EventPaper]) -> list[Doubt]:
    """The papers marked in the table, for F1."""
    return [Doubt(f"Berkas klaim: {paper.label}", paper.sumber.removeprefix("-")) for paper in papers
            if paper.belum_dikonfirmasi]


class PaperView(QTableView):
    """All rows at once: the page scrolls, the table does not."""

    def __init__(self, model: PaperModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self._model = model
        set_up_table(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegateForColumn(TICK, TickDelegate(self))
        chips = StatusChipDelegate(self)
        chips.filled = False
        self.setItemDelegateForColumn(NOTE, chips)
        self.fit = ColumnFit(self, WIDTHS, LABEL, ())
        self.setAccessibleName("Berkas klaim")

    def fit_rows(self) -> None:
        """As high as its rows."""
        rows = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        self.setFixedHeight(self.horizontalHeader().height() + rows + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._model.turn(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

