"""The hands that work windows in the tests wait for what they need, however late it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import clerk_desk
import pytest
from clerk_desk import InModal, cut_texts, in_window
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget

from ui.widgets import Label


@pytest.fixture
def below(qtbot: Any) -> Iterator[QWidget]:
    """A window with the keyboard in it."""
    window = QWidget()
    line = QLineEdit(window)
    qtbot.addWidget(window)
    window.show()
    line.setFocus()
    window.activateWindow()
    qtbot.waitUntil(line.hasFocus)
    yield window
    window.close()


@pytest.mark.parametrize("hands", [InModal, lambda do: in_window(QDialog, do)], ids=["InModal", "in_window"])
def test_a_window_is_worked_only_once_keys_go_to_it(below: QWidget, qtbot: Any, hands: Callable[[Any], object]) -> None:
    """The moment to look may be past when it comes up: keys then still go to the window below."""
    dialog = QDialog(below)
    line = QLineEdit(dialog)
    qtbot.addWidget(dialog)
    seen: list[QWidget | None] = []

    def work(window: QDialog) -> None:
        seen.append(QApplication.focusWidget())
        window.reject()

    kept = hands(work)
    QThread.msleep(30)  # a machine that has no time for it
    dialog.exec()
    assert seen == [line]
    del kept


def test_a_page_at_rest_is_judged_though_time_has_passed_without_a_turn(
        qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clerk_desk, "REST_MS", 0)
    page = QWidget()
    words = Label("Kata yang perlu tempat", wrap=False)
    QVBoxLayout(page).addWidget(words)
    words.setMaximumWidth(10)
    qtbot.addWidget(page)
    page.show()
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: words.setMaximumWidth(999))))
    assert cut_texts(page) == []
