"""The strip over the sheet: which file and sheet, where its header stands, and as whom its people come in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyleOptionComboBox, QWidget

from jamsos_desktop.desk import Imported, ImportPlan, ImportSource
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.texts import number
from ui import theme
from ui.widgets import Button, Card, Combo, IconLabel, Label

HEADER_WITHIN = 30
EDGES = 50  # px of a box beside its words
NO_HEADER = 0  # ``ImportPlan.kepala`` of a list without a header
NAME_ROLE = Qt.ItemDataRole.UserRole + 1
WORDS, SHORT = ("Lembar", "Judul kolom di baris", "Masuk sebagai"), ("Lembar", "Judul di baris", "Sebagai")


class ShortName(QWidget):
    """A file name in bold with light words behind it; the name gives way in its middle."""

    def __init__(self) -> None:
        super().__init__()
        self.name = self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(theme.px(120))

    def set(self, name: str, words: str) -> None:
        """Say something else; the tip tells the whole name."""
        self.name, self.words = name, words
        self.setToolTip(name)
        self.setAccessibleName(f"{name}, {words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bold, light = theme.font("body", 600), theme.font("caption")
        painter.setFont(light)
        behind = painter.fontMetrics().horizontalAdvance(self.words) + (10 if self.words else 0)
        painter.setFont(bold)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(self.name, Qt.TextElideMode.ElideMiddle, max(theme.px(60), self.width() - behind))
        left = metrics.horizontalAdvance(name) + 10
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.qcolor("text"))
        painter.drawText(self.rect(), middle, name)
        painter.setFont(light)
        painter.setPen(theme.qcolor("text_2"))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), middle, self.words)


class ShortBox(Combo):
    """Closed it shows the short words of ``NAME_ROLE``: a sheet's name without how many people it seems to hold."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        name = str(self.currentData(NAME_ROLE) or "")
        option.currentText = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, self.width() - EDGES)


class FileStrip(Card):
    """``sheet_wanted(number)``, ``header_wanted(row or None)``, ``group_wanted(kelompok)``, ``other_wanted``."""

    sheet_wanted = Signal(int)
    header_wanted = Signal(object)
    group_wanted = Signal(str)
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(12, 10, 12, 10))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.file = ShortName()
        self.sheet = self._box("Lembar", 132, ShortBox(self))
        self.header = self._box("Judul kolom di baris", 70, ShortBox(self))
        self.group = self._box("Masuk sebagai", 150)
        self.group.set_choices(code_list("kelompok"))
        for at in range(1, HEADER_WITHIN + 1):
            self._add_header(at)
        self.header.addItem("Tanpa judul", str(NO_HEADER))
        self.header.setItemData(HEADER_WITHIN, "\u2013", NAME_ROLE)
        self.header.view().setMinimumWidth(theme.px(110))
        self.sheet.view().setMinimumWidth(theme.px(230))
        self.other = Button("Ganti Excel...", small=True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel("file-earmark-spreadsheet", "accent", 18))
        row.addWidget(self.file, 1)
        self._words = [Label(words, "caption", wrap=False) for words in WORDS]
        for label, box in zip(self._words, (self.sheet, self.header, self.group), strict=True):
            row.addWidget(label)
            row.addWidget(box)
        row.addWidget(self.other)
        self.body.addLayout(row)
        self.sheet.activated.connect(lambda _: self.sheet_wanted.emit(int(self.sheet.text())))
        self.header.activated.connect(lambda _: self.header_wanted.emit(int(self.header.text())))
        self.group.activated.connect(lambda _: self.group_wanted.emit(self.group.text()))
        self.other.clicked.connect(self.other_wanted)

    def _box(self, name: str, wide: int, box: Combo | None = None) -> Combo:
        box = box or Combo(self)
        box.setProperty("small", True)
        box.setAccessibleName(name)
        box.setFixedWidth(theme.px(wide))
        return box

    def _add_header(self, row: int) -> None:
        self.header.addItem(str(row), str(row))
        self.header.setItemData(self.header.count() - 1, str(row), NAME_ROLE)

    def reading(self, name: str) -> None:
        """A file is being read; nothing is known of it yet."""
        self.file.set(name, "")
        self.sheet.clear()
        self.set_busy(True)

    def show_source(self, source: ImportSource, plan: ImportPlan) -> None:
        """The sheets of a workbook, each with how many people it seems to hold."""
        sheet = source.sheet
        people = (*sheet.orang, *[0] * (len(sheet.lembar) - len(sheet.orang)))
        names = sheet.lembar or (sheet.nama,)
        self.sheet.clear()
        for at, name in enumerate(names):
            self.sheet.addItem(name, str(at + 1))
            self.sheet.setItemData(at, name, NAME_ROLE)
            if at < len(people) and people[at]:
                self.sheet.setItemText(at, f"{name} ({number(people[at])} orang)")
        self.sheet.set_text(str(sheet.nomor))
        self.sheet.setToolTip(self.sheet.currentText())
        self.sheet.setEnabled(len(names) > 1)
        self.group.set_text(plan.kelompok)

    def show_report(self, source: ImportSource, report: Imported) -> None:
        """Where the header stands, and how many rows there are below it."""
        at = report.layout.kepala
        row = source.sheet.rows[at].nomor if at is not None else NO_HEADER
        if self.header.findData(str(row)) < 0:
            self._add_header(row)
        self.header.set_text(str(row))
        self.header.setToolTip("" if row else "Lembar ini tanpa judul kolom.")
        self.file.set(source.nama, f"{number(len(report.rows))} baris")
        self.set_busy(False)
        self.sheet.setEnabled(self.sheet.count() > 1)

    def set_narrow(self, narrow: bool) -> None:
        """Shorter words where there is little room."""
        for label, words in zip(self._words, SHORT if narrow else WORDS, strict=True):
            label.setText(words)
        self.sheet.setFixedWidth(theme.px(112 if narrow else 132))
        self.file.setMinimumWidth(theme.px(90 if narrow else 120))

    def show_nothing(self, *, with_sheet: bool) -> None:
        """Nothing is shown: another file can be chosen, and how this one is read where it was read at all."""
        self.set_busy(not with_sheet)
        self.other.setEnabled(True)

    def set_busy(self, busy: bool) -> None:
        """While a file is read or brought in nothing can be chosen."""
        for widget in (self.sheet, self.header, self.group, self.other):
            widget.setEnabled(not busy)
