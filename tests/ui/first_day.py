"""Hands of a village secretary on her first day: every key goes to whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jamsos_desktop.paths import DataFolder
from tests.conftest import TODAY
from ui.app import Program
from ui.pages.pin_sheet import PinSheet

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
LONG = 20_000
PIN = "739164"
MOST_STOPS = 120  # Tab must come by within so many presses


class Clerk:
    """Two hands on a keyboard. ``shell`` once there is one."""

    def __init__(self, qtbot: Any, program: Program) -> None:
        self._bot, self.program = qtbot, program

    @property
    def shell(self) -> Any:
        return self.program.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """As the system does it: to the list that hangs open, else to what has the focus, else to the window."""
        if QApplication.activeWindow() is None:
            self.in_front()
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeWindow()
        self._bot.keyClick(target, key, modifier)

    def types(self, *lines: str, end: Qt.Key = K.Key_Return) -> None:
        """Type each line and go on to the next field."""
        for line in lines:
            self._bot.keyClicks(QApplication.focusWidget(), line)
            self.press(end)

    def until(self, holds: Callable[[], object]) -> None:
        self._bot.waitUntil(lambda: bool(holds()), timeout=LONG)

    def rest(self) -> None:
        """Until no job runs any more."""
        self.until(lambda: not self.shell.busy)

    def tab_to(self, reached: Callable[[QWidget], object], back: bool = False) -> None:
        """Tab (or Shift+Tab) until the focus is where it is wanted."""
        for _ in range(MOST_STOPS):
            if reached(QApplication.focusWidget()):
                return
            self.press(K.Key_Backtab if back else K.Key_Tab)
        raise AssertionError("Tab never comes there")

    def in_front(self) -> None:
        """The window hears keys again; the offscreen plugin leaves a closed list of suggestions the active window."""
        self.program.window.activateWindow()
        self.until(lambda: QApplication.activeWindow() is self.program.window)


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """The program over an empty data folder."""
    monkeypatch.setenv("JAMSOS_HARI_INI", TODAY.isoformat())
    monkeypatch.setattr("ui.crash.install", lambda folder: None)  # a fault of ours must fail the test, not ask
    program = Program(qapp, DataFolder(tmp_path / "desa"))
    yield program
    for window in (program.window, program.locking.shell):
        if window is not None:
            window.close()
    program.locking.idle.stop()


def set_up(clerk: Clerk) -> None:
    """Village, officials, PIN and the recovery words, up to the first page."""
    program = clerk.program
    wizard: Any = program.window
    wizard.activateWindow()
    clerk.until(lambda: QApplication.focusWidget() is wizard.desa.search)
    clerk.types("bajo indah", end=K.Key_Shift)
    clerk.until(lambda: wizard.desa.region is not None)
    clerk.press(K.Key_Return)
    clerk.types("Muhammad Arsyad Tahir", "S.Sos.", "7402111205789033", end=K.Key_Tab)
    for _ in range(3):  # status and term of office stay as they are
        clerk.press(K.Key_Tab)
    clerk.types("Nurhayati Salam", end=K.Key_Tab)
    clerk.press(K.Key_Return, CTRL)
    assert wizard.step == 2
    form = wizard.pin_step.form
    clerk.until(lambda: QApplication.focusWidget() is form.pin.focusProxy())
    clerk.types(PIN, end=K.Key_Shift)  # the sixth digit goes on to the second line by itself
    clerk.until(lambda: QApplication.focusWidget() is form.again.focusProxy())
    clerk.types(PIN, end=K.Key_Shift)
    clerk.press(K.Key_Return, CTRL)
    clerk.until(lambda: wizard.step == 3)
    step = wizard.pemulihan
    step.road.note("kertas", "A5")  # as after the printer, which no test has
    words = step.sheet.words
    clerk.until(lambda: QApplication.focusWidget() is step.answers[0].edit)
    clerk.types(*(words[at] for at in step.asked), end=K.Key_Tab)
    clerk.until(wizard.next_button.isEnabled)
    clerk.press(K.Key_Return, CTRL)
    clerk.until(lambda: program.window is not wizard and program.window is not None)


def fill_in(clerk: Clerk, values: dict[str, str]) -> None:
    """Type values into the form that stands open, going on by Enter from field to field until each had its turn."""
    form, left = clerk.shell.current.form, dict(values)
    for _ in range(MOST_STOPS):
        if not left:
            return
        text = left.pop(form.place(QApplication.focusWidget())[1], None)
        if text is not None:
            clerk.press(K.Key_A, CTRL)
            clerk.types(text, end=K.Key_Shift)
        clerk.press(K.Key_Return)
        clerk.in_front()
    raise AssertionError(f"Enter never comes to {', '.join(left)}")


def give_pin() -> QTimer:
    """Types the PIN into the sheet that asks for it, as soon as it stands there."""
    def look() -> None:
        if isinstance(sheet := QApplication.activeModalWidget(), PinSheet) and not sheet.pin.text():
            QTest.keyClicks(sheet.pin.focusProxy(), PIN)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    return timer


def tick_papers(clerk: Clerk) -> None:
    """Space on every paper of the person shown that a package needs, then Ctrl+S."""
    form = clerk.shell.current.form
    rows = [row for row in form.papers.rows.values() if row.need == "W"]
    for _ in range(4):  # from the first section to the papers
        clerk.press(K.Key_Down, CTRL)
    for row in rows:
        clerk.tab_to(lambda widget, row=row: widget is row)
        clerk.press(K.Key_Space)
    clerk.press(K.Key_S, CTRL)
