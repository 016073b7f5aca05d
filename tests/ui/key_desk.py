"""Hands for tests of the keyboard: real keys as the key bar writes them, and whether the window answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, QModelIndex, QTimer
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QApplication, QDialog, QLabel, QLineEdit, QWidget

from jamsos_desktop.desk import Clock, Desk, Query, open_desk
from jamsos_desktop.paths import DataFolder
from tests.conftest import CLOCK_DAY
from ui import theme
from ui.window import Shell

NAMES = {"Spasi": "Space", "Enter": "Return", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "PgDn": "PgDown"}
LONG_MS = 20_000


def presses(shown: str) -> list[str]:
    """The keys a box of the key bar stands for, as Qt writes them: "Ctrl+1…8" gives Ctrl+1 and Ctrl+8."""
    for between in ("…", "–"):
        if between in shown:
            head, _, last = shown.partition(between)
            return [head, head[:-1] + last]
    held, _, rest = shown.rpartition("+") if "+" in shown.strip("+") else ("", "", shown)
    if shown.endswith("++"):
        held, rest = shown[:-2], "+"
    return [f"{held}+{NAMES.get(one, one)}" if held else NAMES.get(one, one) for one in rest.split()]


def press(key: str, where: QWidget | None = None) -> None:
    """One key of the keyboard into what holds it."""
    combination = QKeySequence(key)[0]
    target = where or QApplication.focusWidget() or QApplication.activeWindow()
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def settle(shell: Shell, calm_ms: int = 0) -> None:
    """Until no job runs and the event loop is empty."""
    deadline, calm = QDeadlineTimer(LONG_MS), QDeadlineTimer(calm_ms)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    while (shell.busy or not calm.hasExpired()) and not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def wake(shell: QWidget) -> None:
    """A window that asked may have left the shell without the keyboard."""
    deadline = QDeadlineTimer(LONG_MS)
    while not shell.isActiveWindow() and not deadline.hasExpired():
        shell.activateWindow()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


def look(shell: Shell) -> QImage:
    """What the window shows, without the key bar, which may only tell the time."""
    image = QImage(shell.size(), QImage.Format.Format_RGB32)
    shell.render(image)
    return image.copy(0, 0, shell.width(), shell.height() - shell.keybar.height())


@contextmanager
def turned_away() -> Iterator[list[str]]:
    """Windows that come up to ask are closed with Esc and written down."""
    met: list[str] = []

    def close() -> None:
        window = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if window is not None and window.isVisible():
            met.append(type(window).__name__)
            window.reject() if isinstance(window, QDialog) else window.close()

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(close)
    timer.start()
    try:
        yield met
    finally:
        timer.stop()


def state(shell: Shell) -> tuple[object, ...]:
    """Where the window stands, without painting it: page, keyboard, what is chosen and typed, what it says."""
    focus, page = QApplication.focusWidget(), shell.current
    typed = (focus.text(), focus.cursorPosition(), focus.selectedText()) if isinstance(focus, QLineEdit) else ()
    view = focus if isinstance(focus, QAbstractItemView) else None
    here = view.currentIndex() if view is not None else QModelIndex()
    cells = [here.siblingAtColumn(at).data() for at in range(16)]
    row = (here.row(), here.column(), view.state() if view is not None else 0, str(cells))
    scrolled = tuple(bar.value() for bar in page.findChildren(QAbstractSlider)) if page is not None else ()
    said = shell.toaster.text if shell.toaster.isVisible() else ""
    words = tuple(label.text() for label in page.findChildren(QLabel) if label.isVisible()) if page is not None else ()
    return shell.current_name, shell.under, id(focus), typed, row, scrolled, said, shell.asking.text, words


def answers(shell: Shell, key: str, again: Callable[[], None]) -> bool:
    """Press it; whether the window stands elsewhere, asked something, or at least shows something else. A picture is
    compared only when nothing else tells; ``again`` brings the page back as it was for that."""
    if _tells(shell, key):
        return True
    again()
    before = look(shell)
    return _tells(shell, key) or look(shell) != before


def _tells(shell: Shell, key: str) -> bool:
    wake(shell)
    shell.toaster.dismiss()
    before = state(shell)
    with turned_away() as met:
        press(key, QApplication.focusWidget() or shell)
        moved = state(shell) != before
        settle(shell)  # what comes up after work under way is turned away too
        if not moved and not met and state(shell) == before:
            settle(shell, 30)
    return moved or bool(met) or state(shell) != before


def desk_window(place: Path | Desk, size: tuple[int, int] = (1366, 698)) -> Iterator[Shell]:
    """The window over a data folder or an open desk, for all tests of a module; it closes the desk."""
    desk = open_desk(DataFolder(place), None, Clock(CLOCK_DAY)) if isinstance(place, Path) else place
    if theme.is_dark() or theme.scale() != 1.0:
        theme.apply(QApplication.instance(), False)
    shell = Shell(desk)
    shell.resize(*size)
    shell.show()
    wake(shell)
    QApplication.setCursorFlashTime(0)
    yield shell
    shell.stop_work()
    shell.close()
    shell.deleteLater()
    desk.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the next tests would restyle it


def open_page(shell: Shell, page: str) -> None:
    """Go there as from elsewhere, and wait until it is at rest with the keyboard in it."""
    with turned_away():
        if shell.under is not None:
            shell.leave_help()
        args = {"uid": shell.desk.uids(Query())[0]} if page == "editor" else {}
        if shell.current_name == page:
            shell.go("pengaturan" if page != "pengaturan" else shell.plan.home)
        shell.go(page, **args)
        settle(shell)
        wake(shell)
        shell.fit_keys()
