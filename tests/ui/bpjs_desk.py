"""A district's window with villages to hand over, and hands to work its small windows by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from jamsos_desktop.desk import Desk
from tests.hub import bpjs_places as places
from tests.hub import makers
from tests.ui.clerk_desk import window_of
from ui.window import Shell


@contextmanager
def district_window(tmp_path: Path, qtbot: Any, page: str, villages: int = 3, each: int = 8,
                    ) -> Iterator[tuple[Shell, Any]]:
    """(shell, page) over a district with people of known villages."""
    with makers.district(tmp_path) as desk:
        places.known_villages(desk, villages, each)
        with window_of(desk, qtbot) as shell:
            shell.go(page)
            yield shell, shell.current


def in_sheet(work: Callable[[QDialog], None]) -> list[BaseException]:
    """Work the next modal window once it is up; it never stays open. What failed there is in the list."""
    failed: list[BaseException] = []

    def act() -> None:
        sheet = QApplication.activeModalWidget()
        focus = QApplication.focusWidget()
        if not isinstance(sheet, QDialog) or focus is None or not sheet.isAncestorOf(focus):
            if isinstance(sheet, QDialog):
                sheet.activateWindow()
            QTimer.singleShot(10, act)  # not up yet
            return
        try:
            work(sheet)
        except BaseException as error:  # noqa: BLE001 - raised again by the test
            failed.append(error)
        close(sheet)

    def close(sheet: QDialog) -> None:
        if isValid(sheet) and sheet.isVisible():  # it may go between two looks
            sheet.reject()  # does nothing while the window still writes
            QTimer.singleShot(10, lambda: close(sheet))

    QTimer.singleShot(0, act)
    return failed


def sound(failed: list[BaseException]) -> None:
    """Raise what went wrong inside a window."""
    if failed:
        raise failed[0]


def type_text(qtbot: Any, text: str) -> None:
    """Keys into whatever has the focus."""
    qtbot.keyClicks(QApplication.focusWidget(), text)


def press(qtbot: Any, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key into whatever has the focus, or would have it once the window is active again."""
    top = QApplication.activeModalWidget() or next(
        w for w in QApplication.topLevelWidgets() if isinstance(w, Shell) and w.isVisible())
    qtbot.keyClick(top.focusWidget() or top, key, modifier)


def idle(qtbot: Any, shell: Shell) -> None:
    """Wait until no job runs."""
    qtbot.waitUntil(lambda: not shell.busy, timeout=15_000)


def desk_of(shell: Shell) -> Desk:
    return shell.desk
