"""Files somebody double-clicked: they wait for the PIN, for what is being done, for a form that must be closed first;
then each leads to the page that takes it in, or to a sentence that says for whom it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QWidget
from shiboken6 import isValid

from ui import ask, pages
from ui.widgets.bars import NoteStrip
from ui.widgets.basic import Button

if TYPE_CHECKING:
    from jamsos_desktop.desk import FileWay
    from jamsos_desktop.problems import Problem
    from ui.window import Shell

AGAIN_MS = 150  # while something is in the way, how often it is looked whether it still is
LONG = 8  # looks; work that is in the way for longer is wondered about
TOLD = 6  # of files that are not taken in, so many are named one by one
WIDE = 48  # letters of a name that one line has room for
AFTER_PIN, AFTER_SETUP = "setelah PIN dimasukkan", "setelah penyiapan selesai"


class Step(NamedTuple):
    """Files that one page takes in together."""

    page: str
    paths: tuple[Path, ...]

    @property
    def words(self) -> str:
        return _named(self.paths)


def _one_by_one(take: Callable[[Path], object], paths: Sequence[Path]) -> None:
    for path in paths:
        take(path)


# How a page is handed its files; those that take one at a time are handed one at a time.
HAND: Mapping[str, Callable[[Any, Sequence[Path]], None]] = {
    "terima": lambda page, paths: page.intake.take(paths),
    "balasan": lambda page, paths: page.taking.take(paths),
    "kirim": lambda page, paths: _one_by_one(page.take_key, paths),
    "ketentuan": lambda page, paths: _one_by_one(page.take_pack, paths),
    "cadangan": lambda page, paths: _one_by_one(page.try_backup, paths),
    "perbarui": lambda page, paths: _one_by_one(page.take_release, paths),
}
TOGETHER = ("terima", "balasan")


class OpenFiles(QObject):
    """``ask(paths)`` from wherever they come; ``wait_in`` and ``use`` tell which window stands in front now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Path] = []  # not looked at yet
        self._steps: deque[Step] = deque()  # looked at, on their way to a page
        self._window: QMainWindow | None = None
        self._when = AFTER_PIN
        self._shell: Shell | None = None
        self._known: Shell | None = None  # the last one that was open, also while it is locked
        self._looking = self._held = False
        self._looks = 0  # in vain
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self._go_on)

    @property
    def names(self) -> list[str]:
        """What still waits."""
        return [path.name for path in self._all()]

    def _all(self) -> list[Path]:
        return [path for step in self._steps for path in step.paths] + self._waiting

    def ask(self, paths: Sequence[Path]) -> None:
        """Open these as soon as it can be; one that waits already is asked for once."""
        known = set(self._all())
        self._waiting += [path for path in dict.fromkeys(paths) if path not in known]
        self._looks = 0
        self._look()

    def wait_in(self, window: QMainWindow | None, when: str = AFTER_PIN) -> None:
        """Nothing can be opened in this window; it says what waits, and until when."""
        self._window, self._when, self._shell = window, when, None
        self._look()

    def use(self, shell: Shell) -> None:
        """A desk is open."""
        if shell is not self._known:
            self._looking = self._held = False  # another shell never answers for this one
            shell.asking.over.connect(self._let_go)
        self._window, self._shell, self._known = None, shell, shell
        self._look()

    # What is in the way.

    def _look(self) -> None:
        if not self._waiting and not self._steps:
            self._timer.stop()
        elif self._shell is not None:
            self._timer.start()
        if self._window is not None and isValid(self._window):
            _say(self._window, self._waiting_words(), self._drop)

    def _waiting_words(self) -> str:
        paths = self._all()
        return f"{_named(paths)} dibuka {self._when}." if paths else ""

    def _drop(self) -> None:
        self._looking = False
        self._waiting.clear()
        self._steps.clear()
        self._look()

    def _go_on(self) -> None:
        """One step, unless something is in the way: then the next look comes soon."""
        shell = self._shell
        if shell is None or not isValid(shell) or not shell.isVisible():
            self._timer.stop()  # locked, or closed; whoever shows the next window tells
            return
        if self._looking or self._held or _asks(shell):
            return
        if not self._steps and not self._waiting:
            self._timer.stop()  # what was handed over may still be worked on
        elif shell.awaited:
            self._tell_later(shell)
        elif self._steps:
            self._hand_over(shell, self._steps[0])
        else:
            self._look_at(shell)

    def _tell_later(self, shell: Shell) -> None:
        """Once, of work that takes long."""
        self._looks += 1
        if self._looks == LONG:
            shell.toast(f"{_named(self._all())} dibuka setelah pekerjaan ini selesai.")

    # What they are.

    def _look_at(self, shell: Shell) -> None:
        wanted, self._looking = tuple(self._waiting), True
        # Not by the worker's own signal: a quick one has given it before anybody could listen.
        shell.run(lambda: shell.desk.file_ways_job(wanted), lambda ways: self._found(shell, ways),
                  on_error=lambda problem: self._lost(shell, problem), on_cancel=self._drop)

    def _lost(self, shell: Shell, problem: Problem) -> None:
        """The look itself failed: told once, not tried for ever."""
        self._drop()
        shell.problem(problem)

    def _found(self, shell: Shell, ways: Sequence[FileWay]) -> None:
        """Those for this desk go to their pages; of each other one it is said what it is."""
        self._looking = False
        met = {way.path for way in ways}
        self._waiting = [path for path in self._waiting if path not in met]
        good = [way for way in ways if way.why is None]
        for page, group in groupby(good, key=lambda way: way.page):
            paths = tuple(way.path for way in group)
            self._steps += [Step(page, paths)] if page in TOGETHER else [Step(page, (path,)) for path in paths]
        refused = [(way, way.why) for way in ways if way.why is not None]
        if len(refused) == 1:
            self._refuse(shell, *refused[0], alone=len(ways) == 1)
        elif refused:
            _refuse_all(shell, [(way.path, why) for way, why in refused], len(ways))
        self._look()

    def _refuse(self, shell: Shell, way: FileWay, why: Problem, *, alone: bool) -> None:
        if not (way.page and alone):
            shell.problem(why)
            return
        words = f"&Buka {_entry(shell, way.page)}"
        if ask.tell(shell, why, (("tutup", "&Tutup", ""), ("buka", words, "primary"))) == "buka":
            shell.go(way.page)

    # To their page.

    def _hand_over(self, shell: Shell, step: Step) -> None:
        """Turn to the page; the one shown may have to stay, and says why."""
        if not shell.go(step.page):
            self._held = True
            shell.offer(f"{step.words} menunggu dibuka. Isian di halaman ini tidak hilang.", "&Buka sekarang",
                        self._let_go, "&Jangan buka", self._forget_step)
            return
        self._steps.popleft()
        HAND[step.page](shell.page(step.page), step.paths)

    def _let_go(self) -> None:
        """The question was answered, or the page that held the file was left."""
        if self._held:
            self._held = False
            self._look()

    def _forget_step(self) -> None:
        if self._steps:
            self._steps.popleft()
        self._look()


def _asks(shell: Shell) -> bool:
    """Whether somebody has to answer first: a window over the shell, an open menu, a question above the page."""
    over = QApplication.activeModalWidget() or QApplication.activePopupWidget()
    return over is not None or shell.asking.isVisible()


def _refuse_all(shell: Shell, refused: Sequence[tuple[Path, Problem]], of: int) -> None:
    """In one window, each file with its reason."""
    from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

    ways = [("file-earmark-x", why.apa if path.name in why.apa else f"{_named([path])}: {why.apa}")
            for path, why in refused[:TOLD]]
    if len(refused) > TOLD:
        ways.append(("file-earmark-text", f"Dan {len(refused) - TOLD} file lain."))
    ask.tell(shell, Problem("FILE_TIDAK_DIBUKA", f"{len(refused)} dari {of} file tidak dibuka di sini.", TIDAK_BERUBAH,
                            "Buka satu file saja untuk melihat apa yang bisa dilakukan."), ways=ways)


def _named(paths: Sequence[Path]) -> str:
    """The name of one, shorter in its middle where it is very long; of more, how many."""
    if len(paths) > 1:
        return f"{len(paths)} file"
    name = paths[0].name
    return name if len(name) <= WIDE else f"{name[:WIDE * 2 // 3]}…{name[-WIDE // 3:]}"


def _entry(shell: Shell, page: str) -> str:
    """How the menu calls a page."""
    return next((entry.words for entry in (*shell.plan.menu, *pages.BELOW) if entry.name == page), "halamannya")


def _say(window: QMainWindow, words: str, drop: Callable[[], None]) -> None:
    """A strip at the top of a window that has none of its own; without words it goes."""
    if not words:
        if window.menuWidget() is not None:
            window.setMenuWidget(None)  # type: ignore[arg-type]  # deletes the strip
        return
    button = Button("&Jangan buka", small=True)
    button.setAccessibleName(f"Jangan buka. {words}")
    button.clicked.connect(lambda: QTimer.singleShot(0, window, drop))  # the button goes with its strip
    strip = QWidget(objectName="page")
    row = QHBoxLayout(strip)
    row.setContentsMargins(16, 10, 16, 0)
    row.addWidget(NoteStrip("info", words, button))
    window.setMenuWidget(strip)
