"""A real desk with fictional people for the tests of Cetak and Kirim, and hands to work its window."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QLabel, QToolButton, QWidget

from jamsos_desktop.desk import Clock, Desk, SetUp, open_desk, set_up_desa, set_up_dpmd, unit_for
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.paths import DataFolder
from ui import theme
from ui.ask import ProblemDialog
from ui.window import Shell

TODAY = date(2026, 11, 20)
REST_MS, REST_TURNS = 1500, 50  # by then a page is at rest; a machine that stands still lets time pass, but no turns


_MADE: dict[tuple[Any, ...], Path] = {}


def _copy(what: tuple[Any, ...], make: Callable[[DataFolder], object], to: Path) -> DataFolder:
    """A folder made once a run, as a copy to be changed freely."""
    if what not in _MADE:
        root = Path(tempfile.mkdtemp(prefix="jamsos-meja-"))
        atexit.register(shutil.rmtree, root, ignore_errors=True)
        (root / "data").mkdir()
        make(DataFolder(root / "data"))
        _MADE[what] = root / "data"
    return DataFolder(Path(shutil.copytree(_MADE[what], to)))


def make_desk(root: Path, people: int = 25, seed: int = 7) -> Desk:
    """A village desk with invented people of every status up to siap_kirim, without DPMD's key."""
    def make(folder: DataFolder) -> None:
        set_up_desa(folder, SetUp(unit_for("74.02.11.2017", "Abdul Rahim", "Nurhayati Salam")), Clock(TODAY))
        with open_desk(folder, None, Clock(TODAY)) as desk:
            run_to_end(desk.samples_job(people, seed))

    return open_desk(_copy(("desa", people, seed), make, root / "desa"), None, Clock(TODAY))


def make_key(root: Path, kode: str = "74.02", day: date = TODAY) -> Path:
    """The key file of a real DPMD desk."""
    def make(folder: DataFolder) -> None:
        set_up_dpmd(folder, kode, None, Clock(day))
        with open_desk(folder, None, Clock(day)) as dpmd:
            name, data = dpmd.make_key()
        (folder.root / "kunci").mkdir()
        (folder.root / "kunci" / name).write_bytes(data)

    folder = _copy(("dpmd", kode, day), make, root / f"dpmd-{kode}-{day.year}")
    made, = (folder.root / "kunci").iterdir()
    return Path(shutil.move(made, folder.root))


def light(letters: float = 1.0) -> None:
    """The light theme in force; put on anew only where it is not, for all windows still alive would take it again."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if theme.is_dark() or theme.scale() != letters or not app.styleSheet():
        theme.apply(app, False, letters)


@contextmanager
def window_of(desk: Desk, qtbot: Any, letters: float = 1.0) -> Iterator[Shell]:
    """The window of a desk at the design size, ended properly; ``letters``: how large they are. ``qtbot`` None: for
    all tests of a module."""
    light(letters)
    shell = Shell(desk)
    shell.resize(1366, 698)
    shell.show()
    if qtbot is not None:
        qtbot.waitExposed(shell)
    try:
        yield shell
    finally:
        shell.stop_work()
        shell.close()
        shell.deleteLater()


class Answers:
    """Closes every problem window that comes up with Esc and keeps what it said."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.codes: list[str] = []
        self._timer = QTimer()
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        window = QApplication.activeModalWidget()
        if isinstance(window, ProblemDialog):
            self.said.append(str(window.problem))
            self.codes.append(window.problem.kode)
            window.reject()

    def stop(self) -> None:
        self._timer.stop()


def has_keyboard(window: QWidget) -> bool:
    """Whether keys go to this window: one that just came up gets them a turn of the event loop later, and in a window
    that closes above another nobody wakes the one below."""
    if not window.isActiveWindow():
        window.activateWindow()
        return False
    return True


class InModal:
    """Waits for the next modal window and works it: ``do(window)`` is called once, when it is shown and has the
    keyboard."""

    def __init__(self, do: Callable[[QWidget], None]) -> None:
        self._do, self.done = do, False
        self._timer = QTimer()
        self._timer.setInterval(10)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        window = QApplication.activeModalWidget()
        if window is None or not window.isVisible() or self.done or not has_keyboard(window):
            return
        self.done = True
        self._timer.stop()
        self._do(window)


def until_stopped(make: Callable[..., Job[Any]]) -> Callable[..., Job[Any]]:
    """The real job, which stands still at its first step until it is cancelled: on few people it might else be over
    before the key that stops it."""
    def standing(*args: Any, **more: Any) -> Job[Any]:
        job = make(*args, **more)
        try:
            step = next(job)
            while True:
                time.sleep(0.01)
                yield step
        finally:
            job.close()

    return standing


def cut_texts(page: QWidget, shortening: Collection[QWidget] = ()) -> list[str]:
    """Labels and buttons whose words are wider or higher than what is shown of them, and those hanging out.

    A layout is asked for and made later, and work under way may still change it: what is judged is the page at rest.
    ``shortening``: boxes that say their words shorter themselves.
    """
    QApplication.processEvents()
    found, patience, turns = _cut(page, shortening), QDeadlineTimer(REST_MS), 0
    while found and (turns < REST_TURNS or not patience.hasExpired()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        found, turns = _cut(page, shortening), turns + 1
    return found


def _cut(page: QWidget, shortening: Collection[QWidget]) -> list[str]:
    boxes = [f"{box.currentText()} ({box.width()})" for box in page.findChildren(QComboBox)
             if box.isVisibleTo(page) and box not in shortening
             and box.fontMetrics().horizontalAdvance(box.currentText()) > box.width() - 36]
    return boxes + [f"{w.text()} ({w.width()}x{w.height()})"
                    for w in (*page.findChildren(QLabel), *page.findChildren(QAbstractButton))
                    if w.isVisibleTo(page) and w.text() and _is_cut(w)]


def _is_cut(widget: QLabel | QAbstractButton) -> bool:
    if isinstance(widget, QToolButton) and not widget.icon().isNull():
        return False  # a picture in a field; its words are for those who listen
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.heightForWidth(widget.width()) > widget.height() + 1
    lines = widget.text().replace("&", "").splitlines()
    return max(widget.fontMetrics().horizontalAdvance(line) for line in lines) > widget.width() + 1


def tab_stops(page: QWidget, press: Callable[[], None], most: int = 60) -> list[QWidget]:
    """The widgets Tab visits, from the present one until it comes round."""
    seen: list[QWidget] = []
    for _ in range(most):
        here = QApplication.focusWidget()
        if here is None or here in seen or not page.isAncestorOf(here):
            break
        seen.append(here)
        press()
    return seen


def bold_words(label: QLabel) -> list[str]:
    """The parts of a sentence that are shown bold, each where it stands."""
    document = QTextDocument()
    document.setHtml(label.text())
    found, block = [], document.firstBlock()
    for part in block:
        if part.fragment().charFormat().fontWeight() >= QFont.Weight.DemiBold:
            found.append(part.fragment().text())
    return found


def in_window(kind: type[QDialog], work: Callable[[Any], object]) -> None:
    """Do ``work`` in the next window of that kind, whatever else stands open until then; the window is closed after."""
    def meanwhile() -> None:
        window = QApplication.activeModalWidget()
        if not isinstance(window, kind) or not has_keyboard(window):
            QTimer.singleShot(10, meanwhile)
            return
        try:
            work(window)
        finally:
            if window.isVisible():
                window.reject()

    QTimer.singleShot(0, meanwhile)
