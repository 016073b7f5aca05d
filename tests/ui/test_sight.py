"""Numbers on the screen: the clipboard forgets them, a KPJ asks the PIN, a switch masks them, titles hold none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from jamsos_desktop.desk import Desk, Query
from jamsos_desktop.settings import Settings
from jamsos_desktop.store import history
from tests.house import canary
from ui import pages, person_table, sight
from ui.clipboard import ClipboardGuard, is_personal
from ui.window import Shell


@pytest.fixture
def desk(desk: Desk) -> Desk:
    desk.save(canary.person(), 0)
    return desk


@pytest.fixture
def unmasked() -> Iterator[None]:
    yield
    sight.use(Settings(Path("tidak-ada")))


@pytest.fixture
def focused(qtbot: Any) -> QWidget:
    """A window of ours that has the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None)
    return window


# The clipboard.

@pytest.mark.parametrize(("text", "personal"), [
    (canary.NIK, True), ("740211 540884 9973", True), ("7402-1154-0884-9973", True), (canary.KPJ, True),
    (f"Wa Kenari\t{canary.KK}", True), (canary.PHONE, False), ("880740211227", False), ("Rp 1.250.000", False),
    ("JP-7402112017-0003", False), ("20/11/2026", False), ("", False)])
def test_what_counts_as_a_number_of_a_person(text: str, personal: bool) -> None:
    assert is_personal(text) is personal


def test_a_copied_nik_leaves_the_clipboard(qtbot: Any, focused: QWidget) -> None:
    board = QGuiApplication.clipboard()
    guard = ClipboardGuard(stays_ms=150)
    board.setText(canary.NIK)
    assert board.text() == canary.NIK
    assert "secret" in [bytes(board.mimeData().data(name)).decode() for name in board.mimeData().formats()]
    qtbot.waitUntil(lambda: board.text() == "")
    board.setText("Yth. Camat Soropia.")
    guard.clear()
    assert board.text() == "Yth. Camat Soropia."


def test_what_was_copied_since_stays_and_the_lock_clears_at_once(focused: QWidget) -> None:
    board = QGuiApplication.clipboard()
    guard = ClipboardGuard()
    board.setText(canary.NIK)
    board.setText("kata lain")
    guard.clear()
    assert board.text() == "kata lain"
    board.setText(canary.KK)
    guard.clear()
    assert board.text() == ""


# The KPJ in the editor.

def test_a_kept_kpj_is_dots_until_it_is_asked_for(shell: Shell, desk: Desk, qtbot: Any) -> None:
    shell.go("editor", uid="u0", field="kpj")
    page: Any = shell.page("editor")
    row = page.form.fields["kpj"]
    assert row.edit.echoMode() == QLineEdit.EchoMode.Password
    assert canary.KPJ not in row.edit.displayText()
    assert page.form.as_seen(page.live.person).kpj == "•••••••5439"  # nor on the paper beside it
    row.edit.setFocus()
    row.edit.selectAll()
    QGuiApplication.clipboard().setText("lain")
    qtbot.keyClick(row.edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(row.edit, "123")
    assert (row.text(), QGuiApplication.clipboard().text()) == (canary.KPJ, "lain")
    with desk.ctx.open() as db:
        before = history.head(db)[0]
    qtbot.keyClick(row.edit, Qt.Key.Key_F2)  # this laptop has no PIN: nothing is asked, but it is noted
    assert row.edit.displayText() == page.form.as_seen(page.live.person).kpj == canary.KPJ
    with desk.ctx.open() as db:
        [entry] = history.entries(db)[:history.head(db)[0] - before]
    assert (entry["aksi"], entry["objek"], entry["objek_id"]) == ("lihat", "kpj", "u0")
    shell.go("editor", uid="u0")
    assert canary.KPJ not in row.edit.displayText()


def test_a_new_kpj_is_seen_while_it_is_typed(shell: Shell, desk: Desk, qtbot: Any) -> None:
    desk.save(canary.person("u1", nik="7402115408849974", kpj=""), 0)
    shell.go("editor", uid="u1", field="kpj")
    page: Any = shell.page("editor")
    row = page.form.fields["kpj"]
    row.edit.setFocus()
    qtbot.keyClicks(row.edit, "26011112222")
    qtbot.keyClick(row.edit, Qt.Key.Key_Tab)
    assert row.edit.displayText() == "26011112222"
    assert row.eye.isHidden()


# The switch.

def test_the_switch_masks_lists_and_is_remembered(shell: Shell, desk: Desk, unmasked: None) -> None:
    [row] = desk.rows(desk.find(Query())).values()
    assert person_table.cell_text(row, "nik") == "740211 540884 9973"
    sight.set_masked(shell.settings, True)
    assert person_table.cell_text(row, "nik") == "•••••• •••••• 9973"
    assert Settings(shell.settings.path).get(sight.SETTING, False) is True
    sight.use(Settings(shell.settings.path))
    assert sight.masked()
    sight.set_masked(shell.settings, False)
    assert person_table.cell_text(row, "nik") == "740211 540884 9973"


# Titles.

def test_no_window_is_called_after_somebody(shell: Shell, qtbot: Any) -> None:
    for name in (*(entry.name for entry in shell.plan.menu), "editor"):
        shell.go(name, **({"uid": "u0"} if name == "editor" else {}))
        titles = [window.windowTitle() for window in QApplication.topLevelWidgets()]
        assert canary.found_in(" ".join(titles)) == [], name
    assert pages.PARENT
