"""One section of the form: its head, its rows of fields in a grid of the layout table, and strips below rows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.fields import FIELDS, SECTION_LABELS, Section
from ui.widgets import stress
from ui.widgets.bars import NoteStrip
from ui.widgets.basic import IconLabel, Label
from ui.widgets.field import FieldRow, MendStrip

from .editor_dues import ProgramRow
from .editor_fields import make_row
from .editor_layout import Row
from .editor_side import ICONS, SectionState

BESIDE = {
    Section.IDENTITAS: "sesuai KTP-el dan Kartu Keluarga", Section.PEKERJAAN: "pekerjaan sehari-hari",
    Section.PROGRAM: "dihitung sendiri", Section.AHLI_WARIS: "urut: suami/istri, anak, orang tua",
    Section.BERKAS: "kertas di map orang ini",
}
NIK_EMPTY = "NIK dibaca setelah 12 angka: jenis kelamin, tanggal lahir, kecamatan."
GAP = 12  # px between the cells of a row
FIXED = 20  # a cell of the layout table from here on is a width in pixels, below it a stretch


class NikStrip(NoteStrip):
    """What the NIK says. It keeps its room before there is anything to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("neutral", "", parent=parent)
        if (row := self.layout()) is not None:
            row.setContentsMargins(10, 3, 10, 3)
            row.itemAt(0).setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(28)
        self.say("")

    def say(self, sentence: str) -> None:
        """The sentence decoded from the NIK, what was read bold; or what will be read from it."""
        self.set("ok" if sentence else "neutral", stress.plain(sentence) or NIK_EMPTY, "person-vcard")
        stress.say(self.words, sentence or NIK_EMPTY)


class SectionHead(QWidget):
    """The name of a section inside the scroll, with its state."""

    def __init__(self, number: int, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.icon = IconLabel("circle", "neutral", 14)
        row.addWidget(Label(f"{number}. {SECTION_LABELS[section]}", "heading"))
        row.addWidget(self.icon)
        row.addStretch(1)
        row.addWidget(Label(BESIDE[section], "caption", wrap=False))
        self.setFixedHeight(24)


class SectionGrid(QWidget):
    """The fields of a section. All are built once; ``fill`` shows those a person needs, in rows.

    ``extra`` stands below the rows (heirs table, papers), or above the last one with ``extra_first``.
    """

    def __init__(self, number: int, section: Section, desk: Desk, extra: QWidget | None = None,
                 extra_first: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 8, 12)
        self.column.setSpacing(9)
        self.head: SectionHead | None = None
        if number > 1:
            self.head = SectionHead(number, section, self)
            self.column.addWidget(self.head)
        self.fields: dict[str, FieldRow] = {f.key: self._field(f.key, desk) for f in FIELDS if f.section is section}
        self.strips: dict[str, MendStrip] = {}
        self.rows: list[tuple[Row, QHBoxLayout]] = []
        self._extra, self._extra_first = extra, extra_first
        if extra is not None:
            extra.setParent(self)

    def _field(self, key: str, desk: Desk) -> FieldRow:
        field = next(f for f in FIELDS if f.key == key)
        row = ProgramRow(field.label, field.hint, key) if key == "program" else make_row(field, desk)
        row.setParent(self)
        row.hide()
        return row

    def shown_keys(self) -> list[str]:
        """The keys shown, in reading order."""
        return [key for cells, _ in self.rows for key, _ in cells]

    def show_state(self, state: SectionState) -> None:
        """The icon in the head."""
        if self.head is not None:
            self.head.icon.set_icon(ICONS[state.role], state.role)

    def fill(self, rows: tuple[Row, ...], below: Mapping[str, QWidget]) -> None:
        """Lay the rows out anew; ``below``: a widget under the row that begins with this key."""
        for cells, old in self.rows:
            for key, _ in cells:  # ``takeAt`` would leave an item that keeps its old height
                old.removeWidget(self.fields[key])
            self.column.removeItem(old)
            old.deleteLater()
        for widget in (*below.values(), *self.strips.values(), *((self._extra,) if self._extra else ())):
            self.column.removeWidget(widget)
        shown = {key for row in rows for key, _ in row}
        for key, field in self.fields.items():
            field.setVisible(key in shown)
        self.rows = [(cells, self._row(cells, below)) for cells in rows]
        if self._extra is not None:
            at = self.column.count() - 1 if self._extra_first else self.column.count()
            self.column.insertWidget(at, self._extra)
            self._extra.show()

    def _row(self, cells: Row, below: Mapping[str, QWidget]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        self.column.addLayout(row)
        for key, size in cells:
            field = self.fields[key]
            fixed = size >= FIXED
            field.setMinimumWidth(int(size) if fixed else 40)
            field.setMaximumWidth(int(size) if fixed else 16777215)
            row.addWidget(field, 0 if fixed else int(size * 100), Qt.AlignmentFlag.AlignTop)
        if (widget := below.get(cells[0][0])) is not None:
            widget.setParent(self)
            self.column.addWidget(widget)
            widget.show()
        for key, _ in cells:
            if key in self.strips:
                self.column.addWidget(self.strips[key])
        return row

    def room_of(self, key: str) -> int:
        """How wide the column of a field is."""
        for cells, _ in self.rows:
            sizes = dict(cells)
            if (size := sizes.get(key, 0)) >= FIXED:
                return int(size)
            if size:
                edges = self.column.contentsMargins()
                free = self.width() - edges.left() - edges.right() - GAP * (len(cells) - 1)
                fixed = sum(one for one in sizes.values() if one >= FIXED)
                return int((free - fixed) * size / sum(one for one in sizes.values() if one < FIXED))
        return self.width()

    def let_strip_near(self, key: str) -> None:
        """Room kept for sentences that are no longer there would part the strip from its row."""
        for cells, _ in self.rows:
            if key in dict(cells):
                for one, _ in cells:
                    if self.fields[one].message.isHidden() or not self.fields[one].message.text:
                        self.fields[one].setMinimumHeight(0)

    def strip_for(self, key: str, below: Mapping[str, QWidget]) -> MendStrip:
        """The strip for a field's mends, below its row across all columns (made when first needed)."""
        if key not in self.strips:
            self.strips[key] = MendStrip(self)
            self.fields[key].use_strip(self.strips[key])
            for cells, row in self.rows:
                if key in [k for k, _ in cells]:
                    at = next(n for n in range(self.column.count()) if self.column.itemAt(n).layout() is row)
                    self.column.insertWidget(at + (2 if cells[0][0] in below else 1), self.strips[key])
        return self.strips[key]


def stops(row: FieldRow) -> list[QWidget]:
    """The widgets of a row that Tab stops at."""
    inner = getattr(row.edit, "buttons", None) or getattr(row.edit, "ticks", None)
    return list(inner.values()) if inner else [row.edit]
