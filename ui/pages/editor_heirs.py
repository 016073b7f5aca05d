"""The heirs table of the editor: rows of texts, one empty row at the bottom to type the next one into."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from jamsos_desktop.model.fields import FAMILY_FIELDS, Kind
from jamsos_desktop.model.findings import Finding
from jamsos_desktop.model.parse import options, parse, to_text
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.texts import title_name
from ui import theme

from .editor_session import HeirTexts

ORDER, FIRST = 0, 1  # the tick "Ahli waris" with its number; then FAMILY_FIELDS
AnyIndex = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
HubunganRole = Role.UserRole + 1


def column_of(key: str) -> int:
    """The column of a family field; 0 for anything else."""
    keys = [f.key for f in FAMILY_FIELDS]
    return FIRST + keys.index(key) if key in keys else ORDER


def tidy(key: str, text: str) -> str:
    """A cell's text as the house writes it, or as typed when it does not parse."""
    field = FAMILY_FIELDS[column_of(key) - FIRST]
    try:
        return to_text(field, parse(field, text))
    except ValueError:
        return text.strip()


class HeirsModel(QAbstractTableModel):
    """Texts per family member, in the order of the heirs. The last row is the empty one to type into.

    The number of an heir is its place among the ticked rows, so moving a row changes the order.
    """

    edited = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.people: list[HeirTexts] = []
        self._marks: Mapping[tuple[int, str], tuple[str, str]] = {}

    def set_people(self, people: list[HeirTexts]) -> None:
        """Show another person's family (the rows are shared, not copied)."""
        self.beginResetModel()
        self.people = people
        self._marks = {}
        self.endResetModel()

    def set_marks(self, marks: Mapping[tuple[int, str], tuple[str, str]]) -> None:
        """(row, key) -> (colour role, message) of cells with a finding."""
        if marks == self._marks:
            return
        self._marks = dict(marks)
        if self.people:
            last = self.index(len(self.people) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Role.DecorationRole, Role.ToolTipRole, Role.ForegroundRole])

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.people) + 1

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else FIRST + len(FAMILY_FIELDS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Role.DisplayRole:
            return "Waris" if section == ORDER else FAMILY_FIELDS[section - FIRST].label
        if role == Role.ToolTipRole:
            return "Centang bila ahli waris" if section == ORDER else FAMILY_FIELDS[section - FIRST].hint
        if role == Role.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if index.column() == ORDER:
            return base | Qt.ItemFlag.ItemIsUserCheckable if index.row() < len(self.people) else base
        return base | Qt.ItemFlag.ItemIsEditable

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.row() >= len(self.people):
            return self._empty_row(index.column(), role)
        row = self.people[index.row()]
        if index.column() == ORDER:
            return self._order(row, role)
        return self._cell(index.row(), FAMILY_FIELDS[index.column() - FIRST].key, role)

    def _empty_row(self, column: int, role: int) -> Any:
        if role == Role.DisplayRole and column == FIRST:
            return "Ketik nama di sini"
        if role == Role.AccessibleTextRole and column == ORDER:
            return "Baris baru"
        if role == Role.EditRole:
            return ""
        if role == Role.ForegroundRole:
            return theme.qcolor("text_3")
        return None

    def _order(self, row: HeirTexts, role: int) -> Any:
        if role == Role.CheckStateRole:
            return Qt.CheckState.Checked if row.get("urutan") else Qt.CheckState.Unchecked
        if role in (Role.DisplayRole, Role.EditRole):
            return row.get("urutan") or None
        if role == Role.AccessibleTextRole:
            return f"Ahli waris ke-{row['urutan']}" if row.get("urutan") else "Bukan ahli waris"
        return None

    def _cell(self, number: int, key: str, role: int) -> Any:
        text = self.people[number].get(key, "")
        if role == Role.EditRole:
            return text
        mark = self._marks.get((number, key))
        if role == Role.DisplayRole:
            return options(FAMILY_FIELDS[column_of("hubungan") - FIRST]).get(text, text) if key == "hubungan" else text
        if role == Role.ToolTipRole:
            return mark[1] if mark else text or None
        if role == Role.DecorationRole and mark:
            icon = "x-octagon-fill" if mark[0] == "error" else "exclamation-triangle-fill"
            return theme.icon(icon, mark[0], 12)
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = Role.EditRole) -> bool:
        if not index.isValid():
            return False
        if role == Role.CheckStateRole and index.column() == ORDER and index.row() < len(self.people):
            return self._tick(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        if role != Role.EditRole or index.column() < FIRST:
            return False
        key = FAMILY_FIELDS[index.column() - FIRST].key
        return self.put(index.row(), key, str(value or ""))

    def put(self, row: int, key: str, text: str) -> bool:
        """Take a typed cell; text in the empty row at the bottom makes a new member."""
        text = tidy(key, text)
        if row >= len(self.people):
            if not text:
                return False
            # the empty row becomes the member and a new empty one comes below: the cursor stays where it is
            self.beginInsertRows(QModelIndex(), row + 1, row + 1)
            self.people.append({key: text, "urutan": ""})
            self.endInsertRows()
            self.people[row]["urutan"] = "x"
        elif self.people[row].get(key, "") == text:
            return False
        else:
            self.people[row][key] = text
        self._renumber()
        return True

    def _tick(self, row: int, on: bool) -> bool:
        self.people[row]["urutan"] = "x" if on else ""
        self._renumber()
        return True

    def _renumber(self) -> None:
        number = 0
        for person in self.people:
            if person.get("urutan"):
                number += 1
                person["urutan"] = str(number)
        if self.people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.people) - 1, self.columnCount() - 1))
        self.edited.emit()

    def move(self, row: int, step: int) -> bool:
        """Move a member up (-1) or down (+1); the order of the heirs follows."""
        to = row + step
        if not (0 <= row < len(self.people) and 0 <= to < len(self.people)):
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + (1 if step > 0 else 0))
        self.people.insert(to, self.people.pop(row))
        self.endMoveRows()
        self._renumber()
        return True

    def remove(self, row: int) -> HeirTexts | None:
        """Take a member out and return what stood there; None for the empty row."""
        if not 0 <= row < len(self.people):
            return None
        self.beginRemoveRows(QModelIndex(), row, row)
        gone = self.people.pop(row)
        self.endRemoveRows()
        self._renumber()
        return gone

    def put_back(self, row: int, texts: HeirTexts) -> None:
        """Bring a member that was taken out to its place again."""
        row = min(row, len(self.people))
        self.beginInsertRows(QModelIndex(), row, row)
        self.people.insert(row, texts)
        self.endInsertRows()
        self._renumber()

    def text_of(self, row: int, key: str) -> str:
        """The text of a cell; "" in the empty row."""
        return self.people[row].get(key, "") if 0 <= row < len(self.people) else ""


def is_code(column: int) -> bool:
    """Whether the column is chosen from a list."""
    return column >= FIRST and FAMILY_FIELDS[column - FIRST].kind is Kind.CODE


# The cell a finding about a whole family speaks of, by its code.
CELL_OF = {"AHLI_WARIS_NIK": "nik", "AHLI_WARIS_LAHIR": "tanggal_lahir", "AHLI_WARIS_ANAK": "wali",
           "AHLI_WARIS_ISI": "hubungan", "AHLI_WARIS_URUT": "hubungan"}


def cell_of(finding: Finding, person: Peserta) -> str:
    """``keluarga.<row>.<key>`` of the cell a finding is about, or its own first key.

    Rules name the family as a whole; the row is the one whose name stands in the sentence.
    """
    key = finding.kolom[0]
    if key != "keluarga" or finding.kode not in CELL_OF:
        return key
    for number, member in enumerate(person.keluarga):
        named = member.nama and title_name(member.nama) in finding.pesan
        if named or (not member.nama and f"ke-{member.urutan} " in finding.pesan):
            return f"keluarga.{number}.{CELL_OF[finding.kode] if member.nama else 'nama'}"
    return key
