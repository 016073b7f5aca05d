"""Whatever has the keyboard is painted differently, in both themes."""

from __future__ import annotations

from typing import Any

import pytest
from key_desk import wake
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QListWidget,
    QPlainTextEdit,
    QRadioButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.pages.lock_boxes import PinBoxes
from ui.widgets import Button, FieldRow, LinkButton


def _list() -> QListView:
    view = QListView()
    view.setModel(QStringListModel(["satu", "dua"], view))
    view.setCurrentIndex(view.model().index(0, 0))
    return view


def _table() -> QTableView:
    view = QTableView()
    view.setModel(QStringListModel(["satu", "dua"], view))
    view.setCurrentIndex(view.model().index(0, 0))
    return view


def _menu() -> QListWidget:
    view = QListWidget()
    view.addItems(["Beranda", "Peserta"])
    view.setCurrentRow(0)
    return view


KINDS: dict[str, Any] = {
    "button": lambda: Button("Simpan"), "primary": lambda: Button("Simpan", "primary"),
    "danger": lambda: Button("Hapus", "danger"), "flat": lambda: Button("Nanti", "flat"),
    "small": lambda: Button("Buka", small=True), "icon": lambda: Button("", icon="eye", tip="Lihat"),
    "link": lambda: LinkButton("Cadangkan"), "check": lambda: QCheckBox("Samarkan"),
    "radio": lambda: QRadioButton("Gelap"), "combo": QComboBox, "line": QLineEdit, "text": QPlainTextEdit,
    "field": lambda: FieldRow("Nama"), "pin": PinBoxes, "list": _list, "table": _table, "menu": _menu,
}


def _painted(widget: QWidget) -> QImage:
    QApplication.processEvents()
    image = QImage(widget.size(), QImage.Format.Format_RGB32)
    widget.render(image)
    return image


@pytest.mark.parametrize("dark", [False, True], ids=["terang", "gelap"])
def test_whatever_has_the_keyboard_looks_different(qapp: QApplication, dark: bool) -> None:
    """All kinds in one window: each is painted with and without the keyboard, the cursor standing still."""
    theme.apply(qapp, dark)
    QApplication.setCursorFlashTime(0)
    window = QWidget(objectName="surface")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(window)
    away = QLineEdit()
    column.addWidget(away)
    widgets = {kind: make() for kind, make in KINDS.items()}
    for widget in widgets.values():
        column.addWidget(widget)
    try:
        window.show()
        wake(window)
        same = []
        for kind, widget in widgets.items():
            away.setFocus()
            before = _painted(widget)
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if widget.focusProxy() is None and QApplication.focusWidget() is not widget \
                    and not widget.isAncestorOf(QApplication.focusWidget()):
                same.append(f"{kind} takes no keyboard")
                continue
            if _painted(widget) == before:
                same.append(kind)
        assert same == []
    finally:
        window.close()
        window.deleteLater()
        theme.apply(qapp, False)
