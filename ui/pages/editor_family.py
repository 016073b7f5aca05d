"""The heirs section: the table, its buttons, and the phone and guardian of the row in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop.model.fields import FAMILY_FIELDS
from jamsos_desktop.model.parse import options
from ui import theme
from ui.widgets import Button, FieldRow, Message
from ui.widgets.edits import NO_TAB, PLAIN_KEYS

from .editor_heirs import FIRST, ORDER, HeirsModel, column_of, is_code
from .editor_session import HeirTexts

ROW_HEIGHT, HEADER_HEIGHT, LEAST_ROWS = 32, 30, 4
WIDTHS = {"hubungan": 96, "nik": 136, "tanggal_lahir": 98}
LAST = column_of("tanggal_lahir")  # the last column the view shows
BELOW = ("hp", "wali")  # columns of the model that the view shows below the table
AnyIndex = QModelIndex | QPersistentModelIndex


class HeirDelegate(QStyledItemDelegate):
    """Cells are typed into with a plain line; the relation is chosen from a list. Enter goes on to the next cell."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        if is_code(index.column()):
            box = QComboBox(parent)
            box.setProperty("cell", True)
            for code, text in {"": "", **options(FAMILY_FIELDS[index.column() - FIRST])}.items():
                box.addItem(text, code)
            return box
        line = QLineEdit(parent)
        line.setProperty("cell", True)
        line.setFrame(False)
        return line

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        text = index.data(Qt.ItemDataRole.EditRole) or ""
        if isinstance(editor, QComboBox):
            if editor.findData(text) < 0:
                editor.addItem(text, text)
            editor.setCurrentIndex(editor.findData(text))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: Any, index: AnyIndex) -> None:
        text = editor.currentData() if isinstance(editor, QComboBox) else editor.text()  # type: ignore[attr-defined]
        model.setData(index, text, Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        editor.setGeometry(option.rect)  # type: ignore[attr-defined]

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(editor, QWidget) \
                and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.EditNextItem)
            return True
        return super().eventFilter(editor, event)


class HeirsView(QTableView):
    """The table. Alt+Up and Alt+Down move the row in hand, Delete takes it out."""

    leave = Signal(int)  # +1 past the last cell, -1 before the first
    current = Signal(int)

    def __init__(self, model: HeirsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heirs = model
        self.setModel(model)
        self.setItemDelegate(HeirDelegate(self))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
                             | QAbstractItemView.EditTrigger.EditKeyPressed
                             | QAbstractItemView.EditTrigger.SelectedClicked)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Ahli waris")
        self._columns()

    def _columns(self) -> None:
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setFixedHeight(HEADER_HEIGHT)
        head.setStyleSheet(f"QHeaderView::section {{ font-size: {theme.px(12)}px; padding: 0 7px; }}")
        self.setColumnWidth(ORDER, 54)
        for key, width in WIDTHS.items():
            self.setColumnWidth(column_of(key), width)
        head.setSectionResizeMode(column_of("nama"), QHeaderView.ResizeMode.Stretch)
        for key in BELOW:
            self.setColumnHidden(column_of(key), True)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        self.current.emit(current.row())

    def moveCursor(self, action: QAbstractItemView.CursorAction,
                   modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Tab past the last shown cell of a row goes to the fields below, never round the table for ever."""
        here = self.currentIndex()
        empty_row = here.row() >= len(self.heirs.people)
        step = 0
        if action == QAbstractItemView.CursorAction.MoveNext and (empty_row or here.column() == LAST):
            step = 1
        elif action == QAbstractItemView.CursorAction.MovePrevious and here.row() == 0 and here.column() <= FIRST:
            step = -1
        if step:
            # later: the view gives the focus to itself once its cell is closed
            QTimer.singleShot(0, self, lambda: self.leave.emit(step))
            return QModelIndex()
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and step:
            if self.heirs.move(row, step):
                self.setCurrentIndex(self.heirs.index(row + step, column))
            return
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.heirs.remove(row)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and column >= FIRST:
            self.edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def fit(self) -> None:
        """Take the height of the rows, so that only the form scrolls."""
        rows = max(self.heirs.rowCount(), LEAST_ROWS)
        bar = self.horizontalScrollBar().sizeHint().height() if self.horizontalScrollBar().maximum() else 0
        self.setFixedHeight(HEADER_HEIGHT + rows * ROW_HEIGHT + 2 + bar)


class FamilyEditor(QWidget):
    """Table, buttons and the two fields below. ``changed`` after every cell; ``left_cell`` when one is finished."""

    changed = Signal()
    leave = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HeirsModel(self)
        self.view = HeirsView(self.model, self)
        self.note = Message(1, self)
        self.hp = FieldRow("Nomor HP", placeholder="Boleh kosong", reserve=0)
        self.wali = FieldRow("Wali", placeholder="Boleh kosong", reserve=0)
        self.wali.set_note("bila di bawah 18 tahun")
        self._lay_out()
        self.model.edited.connect(self._edited)
        self.view.current.connect(lambda row: self._show_row())
        self.view.leave.connect(self._left_table)
        for field, key in ((self.hp, "hp"), (self.wali, "wali")):
            field.changed.connect(lambda text, key=key: self._typed_below(key, text))
        self.wali.edit.installEventFilter(self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.hp, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.wali, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(below)
        column.addWidget(self.note)
        column.addLayout(self._tools())

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.buttons: list[Button] = []
        for text, icon, tip, act in (
            ("Naik", "", "Alt+Panah atas", lambda: self._move(-1)),
            ("Turun", "", "Alt+Panah bawah", lambda: self._move(1)),
            ("Hapus baris", "trash", "Del", lambda: self.model.remove(self.row)),
        ):
            button = Button(text, "", icon, small=True, tip=tip)
            button.clicked.connect(lambda _=False, act=act: act())
            button.setProperty(NO_TAB, True)  # Enter passes them by
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab or Enter in the last field below goes on to the name of the next row."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.modifiers() in PLAIN_KEYS \
                and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter) \
                and self.row < len(self.model.people):
            self.open_cell(self.row + 1, "nama")
            return True
        return super().eventFilter(watched, event)

    @property
    def row(self) -> int:
        """The row in hand; the empty one when none is."""
        current = self.view.currentIndex().row()
        return current if current >= 0 else len(self.model.people)

    def set_people(self, people: list[HeirTexts]) -> None:
        """Show another family."""
        self.model.set_people(people)
        self.view.fit()
        self._show_row()

    def set_marks(self, marks: Mapping[tuple[int, str], tuple[str, str]], words: Sequence[tuple[str, str]]) -> None:
        """Findings by cell, and the sentences below the table as (role, words); the first one's role is shown."""
        self.model.set_marks(marks)
        self.note.set("\n".join(text for _, text in words), *_look(words))
        for field, key in ((self.hp, "hp"), (self.wali, "wali")):
            role, _ = marks.get((self.row, key), ("", ""))  # the sentence stands below, once
            field.set_state({"error": "salah", "warn": "periksa"}.get(role, "benar" if field.text() else "kosong"))

    def open_cell(self, row: int, key: str) -> None:
        """Put the cursor into a cell, ready to type."""
        row = min(max(row, 0), len(self.model.people))
        self.view.setCurrentIndex(self.model.index(row, FIRST))
        if key in BELOW:
            (self.hp if key == "hp" else self.wali).edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        index = self.model.index(row, column_of(key) or FIRST)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.view.setCurrentIndex(index)
        self.view.edit(index)

    def place(self) -> str:
        """Where the cursor is, as a finding would name it ("keluarga.0.nik")."""
        for field, key in ((self.hp, "hp"), (self.wali, "wali")):
            if field.edit.hasFocus():
                return f"keluarga.{self.row}.{key}"
        column = self.view.currentIndex().column()
        return f"keluarga.{self.row}.{FAMILY_FIELDS[column - FIRST].key if column >= FIRST else 'nama'}"

    def commit(self) -> None:
        """Take what is being typed in a cell into the model."""
        line = QApplication.focusWidget()
        # a cell closed by a reset keeps the focus until it is deleted; its text is in the model already
        editing = self.view.state() == QAbstractItemView.State.EditingState
        if editing and line is not None and line.parentWidget() is self.view.viewport():
            self.view.commitData(line)

    def _move(self, step: int) -> None:
        row, column = self.view.currentIndex().row(), self.view.currentIndex().column()
        if self.model.move(row, step):
            self.view.setCurrentIndex(self.model.index(row + step, column))

    def _edited(self) -> None:
        self.view.fit()
        self._show_row()
        self.changed.emit()

    def _show_row(self) -> None:
        known = self.row < len(self.model.people)
        for field, key in ((self.hp, "hp"), (self.wali, "wali")):
            field.setEnabled(known)
            if field.text() != self.model.text_of(self.row, key):
                field.set_text(self.model.text_of(self.row, key))

    def _typed_below(self, key: str, text: str) -> None:
        if self.row < len(self.model.people):
            self.model.people[self.row][key] = text
            self.changed.emit()

    def _left_table(self, step: int) -> None:
        if step > 0 and self.row < len(self.model.people):
            self.hp.edit.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.leave.emit(step)


def _look(words: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Icon and colour of the sentences below the table."""
    role = words[0][0] if words else ""
    icons = {"error": "x-octagon-fill", "warn": "exclamation-triangle-fill"}
    return (icons[role], role) if role in icons else ("", "text_2")
