"""The lock page: hidden digits, a wrong PIN is a sentence, the right one opens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from ui import app as application
from ui.pages.lock import LockWindow

PIN = "246810"


@pytest.fixture(scope="module")
def locked(tmp_path_factory, clock) -> DataFolder:
    """A village behind a PIN."""
    folder = DataFolder(tmp_path_factory.mktemp("pin") / "data")
    desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "MUH. ARSYAD", "NURHAYATI"), PIN), clock)
    return folder


def test_wrong_pin_is_a_sentence_and_the_right_one_opens(qtbot, locked, clock):
    opened = []

    def unlock(pin):
        with desks.open_desk(locked, pin, clock) as desk:
            opened.append(desk.unit.nama)

    window = LockWindow(unlock)
    qtbot.addWidget(window)
    window.show()
    qtbot.keyClicks(window.page.pin._line, "111111")
    assert "PIN" in window.page.message.text
    assert "utuh" in window.page.message.text
    assert window.page.pin.text() == ""
    assert opened == []
    with qtbot.waitSignal(window.opened):
        qtbot.keyClicks(window.page.pin._line, PIN)
    assert opened == ["Bajo Indah"]


def test_digits_only_and_never_shown(qtbot):
    window = LockWindow(lambda pin: None)
    qtbot.addWidget(window)
    window.show()
    qtbot.keyClicks(window.page.pin._line, "1a2 3")
    assert window.page.pin.text() == "123"
    assert "123" not in window.page.pin._line.displayText()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page.pin.text() == ""


def test_a_fault_while_opening_gives_the_keyboard_back(qtbot):
    def refuse(pin):
        raise Problem("SEDANG_DIPAKAI", "Data sedang dibuka program lain.", "Tidak ada data yang berubah.")

    window = LockWindow(refuse)
    qtbot.addWidget(window)
    window.show()
    qtbot.keyClicks(window.page.pin._line, PIN)
    assert window.page.message.text.startswith("Data sedang dibuka program lain.")
    assert window.page.pin.isEnabled()


def test_program_asks_the_pin_opens_and_locks_again(qtbot, qapp, locked, clock, monkeypatch):
    monkeypatch.setattr("ui.crash.install", lambda _: None)
    program = application.Program(qapp, locked)
    assert program.start()
    assert isinstance(program.window, LockWindow)
    qtbot.keyClicks(program.window.page.pin._line, PIN)
    shell = program.window
    assert shell.current_name == "beranda"
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(program.window, LockWindow)
    with desks.open_desk(locked, PIN, clock) as desk:  # the lock is free: the desk was closed
        assert desk.unit.nama == "Bajo Indah"
    program.window.close()
