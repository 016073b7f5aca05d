"""The list of what is not confirmed, and all of one row beside it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from jamsos_desktop.desk import DoubtRow
from ui.widgets import Card, Label, LinesTable
from ui.widgets.tables import FocusRing

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
TITLES = ("Bagian", "Apa", "Yang dipakai sekarang", "Sumber", "Keyakinan")
WIDTHS = (170, 232, 190, 190, 158)
PART, VALUE = 0, 2
GIVING = (3, PART)
NO_SOURCE = "Belum ditulis"
BY_PACK = ("Di tabel {}, tulis sumbernya dan isi \u201cbersumber\u201d di kolom keyakinan. Lalu buat ketentuan baru.")
BY_PROGRAM = "Kirim jawabannya ke pembuat program. Tandanya hilang dengan versi program berikutnya."


class DoubtTable(LinesTable[DoubtRow]):
    """One row a doubt; how sure it is as icon and word in the last column."""

    titles, chip = TITLES, len(TITLES) - 1

    def texts(self, line: DoubtRow) -> tuple[str, ...]:
        return line.bagian, line.apa, line.nilai, line.sumber or NO_SOURCE, line.keyakinan.capitalize()

    def look(self, line: DoubtRow) -> tuple[str, str, str]:
        icon = "question-circle" if line.keyakinan == "belum dikonfirmasi" else "info-circle"
        return icon, line.keyakinan.capitalize(), "neutral"


class DoubtPanel(Card):
    """Everything of one row, and how the mark is taken away."""

    def __init__(self, district: bool, parent: QWidget | None = None) -> None:
        super().__init__("Baris ini", parent=parent, margins=(1, 1, 1, 1))
        area = QScrollArea(self)
        inside = QWidget(area.viewport(), objectName="plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(2)
        self.facts: dict[str, Label] = {}
        for name in (*TITLES, "Tampak di", "Cara menyelesaikan"):
            column.addWidget(Label(name, "label"))
            self.facts[name] = Label("", "body", wrap=True)
            column.addWidget(self.facts[name])
            column.addSpacing(8)
        column.addStretch(1)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setAccessibleName("Rincian baris")
        self.area = area
        FocusRing(area)
        self.body.addWidget(area)
        self._district = district

    def show_row(self, row: DoubtRow) -> None:
        """Another row."""
        how = (BY_PACK.format(row.tabel) if self._district else
               "Tanyakan DPMD. Tandanya hilang saat DPMD membagikan ketentuan baru.") if row.lewat_ketentuan \
            else BY_PROGRAM
        for name, words in zip(self.facts, (row.bagian, row.apa, row.nilai, row.sumber or NO_SOURCE,
                                            row.keyakinan.capitalize(), row.tempat, how), strict=True):
            self.facts[name].setText(words)
        self.area.verticalScrollBar().setValue(0)
