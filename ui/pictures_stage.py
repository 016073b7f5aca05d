"""The stage the pictures are taken on: a window over one desk, brought to a state and left to come to rest."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from jamsos_desktop.desk import Clock, Desk
    from jamsos_desktop.jobs import Job
    from ui.window import Shell

SIZE, SMALL = (1366, 698), (1093, 544)
CALM_MS, SLOW_MS = 200, 700  # a preview starts after a moment of quiet
SETTLE_MS = 6000  # a page that is still busy after this long is photographed as it is
HURRY_MS = 10  # where nobody looks at the previews
PATIENT_MS = 60_000  # there nothing is judged half done, however busy the machine is
LOOK_MS = 2  # between two looks whether all is at rest
HOLD_S = 60.0


class Stage:
    """What a scene works with: ``desk``, ``shell`` (None for set-up and lock), ``scratch``; ``window`` is what is
    photographed. ``hurry``: nobody waits for previews."""

    def __init__(self, app: QApplication, clock: Clock, desk: Desk | None = None, *, hurry: bool = False) -> None:
        self.app, self.clock, self.hurry = app, clock, hurry
        self._desk, self._shell = desk, None
        self.window: QWidget | None = None
        self._scratch = tempfile.TemporaryDirectory(prefix="jamsos-gambar-")
        self._gate, self._holding = threading.Event(), False
        self._shown: list[QWidget] = []

    @property
    def scratch(self) -> Path:
        """A folder that goes with the stage."""
        return Path(self._scratch.name)

    @property
    def desk(self) -> Desk:
        assert self._desk is not None
        return self._desk

    @property
    def shell(self) -> Shell:
        """The window of the desk, made when first asked for."""
        if self._shell is None:
            from ui.window import Shell

            self._shell = Shell(self.desk)
            self._shell.resize(*SIZE)
            self._shell.show()
        return self._shell

    @property
    def page(self) -> Any:
        """The page shown now."""
        return self.shell.current

    def go(self, page: str, **args: Any) -> Any:
        """Show a page of the desk; it is what is photographed."""
        self.window = self.shell
        self.shell.go(page, **args)
        self.settle()
        return self.page

    def show(self, window: QWidget) -> QWidget:
        """A window of its own instead of the desk's."""
        window.resize(*SIZE)
        window.show()
        self._shown.append(window)
        self.window = window
        return window

    def quiet(self) -> bool:
        """Nothing is under way."""
        return self._shell is None or self._holding or not self._shell.busy

    def settle(self, calm_ms: int = CALM_MS, quiet: Callable[[], bool] | None = None) -> None:
        """Run the event loop for ``calm_ms``, then until nothing is under way."""
        from PySide6.QtCore import QDeadlineTimer, QEventLoop, QThread

        deadline = QDeadlineTimer(PATIENT_MS if self.hurry else SETTLE_MS)
        calm = QDeadlineTimer(HURRY_MS if self.hurry else calm_ms)
        while not deadline.hasExpired():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            if calm.hasExpired() and (quiet or self.quiet)():
                return
            QThread.msleep(LOOK_MS)  # what is under way needs this core too

    @contextmanager
    def held(self, at: int) -> Iterator[None]:
        """Jobs started inside stop at their ``at``-th step until ``let_go``: work under way can be photographed."""
        shell, run = self.shell, self.shell.run
        self._gate, self._holding = (gate := threading.Event()), True
        shell.run = lambda make, *rest, **named: run(  # type: ignore[method-assign]
            lambda: _held(make(), at, gate), *rest, **named)
        try:
            yield
        finally:
            del shell.run  # type: ignore[attr-defined]

    def let_go(self) -> None:
        """What was held goes on; returns when it is done."""
        self._gate.set()
        self._holding = False
        self.settle()

    def close(self) -> None:
        """Every window goes, and the scratch folder."""
        self._gate.set()
        for window in self._shown:
            window.close()
            window.deleteLater()
        if self._shell is not None:
            self._shell.stop_work()
            self._shell.close()
            self._shell.deleteLater()
        self._scratch.cleanup()


def _held(job: Job[Any], at: int, gate: threading.Event) -> Job[Any]:
    nth = 0
    while True:
        try:
            progress = next(job)
        except StopIteration as end:
            return end.value
        nth += 1
        if nth == at:
            gate.wait(0.1)  # reports are sent at most every 50 ms
            yield progress
            gate.wait(HOLD_S)
        else:
            yield progress


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: ``name`` is its file, ``desk`` the one it needs ("" for set-up and lock), ``reach`` brings the
    stage there, ``opens`` opens a smaller window over it (or returns one), ``leave`` puts things back."""

    name: str
    words: str
    desk: str
    reach: Callable[[Stage], object]
    opens: Callable[[Stage], object] | None = None
    leave: Callable[[Stage], object] | None = None
    mockup: str = ""
    calm_ms: int = CALM_MS
    demo: bool = False

    @property
    def group(self) -> str:
        """The number of the design it belongs to."""
        return self.name[:2]

    @property
    def district(self) -> bool:
        """Whether it belongs to the set-up of a district."""
        return self.name[:3] in ("01f", "01g")


def visit(page: str, **args: Any) -> Callable[[Stage], object]:
    """A scene that is a page as it opens."""
    return lambda stage: stage.go(page, **args)


def play(scenes: Sequence[Scene], stage: Stage, take: Callable[[Scene, Stage, QWidget | None], object],
         sizes: Sequence[tuple[int, int]] = (SIZE,)) -> None:
    """Each scene in turn on one stage; ``take(scene, stage, over)`` is called when it stands still, ``over`` the
    smaller window, which is opened anew for each of the ``sizes`` (in a hurry at the last one only)."""
    for scene in scenes:
        scene.reach(stage)
        for size in sizes[-1:] if stage.hurry and scene.opens else sizes:
            assert stage.window is not None
            stage.window.resize(*size)
            stage.settle(scene.calm_ms)
            if scene.opens is None:
                take(scene, stage, None)
            else:
                _with_window(scene, stage, take)
        stage.window.resize(*SIZE)
        if scene.leave is not None:
            scene.leave(stage)


def _with_window(scene: Scene, stage: Stage, take: Callable[[Scene, Stage, QWidget | None], object]) -> None:
    """The window the scene opens blocks until it is closed: it is photographed from a timer."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    assert scene.opens is not None
    failed: list[BaseException] = []
    seen: list[QWidget] = []

    def shoot(window: QWidget) -> None:
        seen.append(window)
        try:
            stage.settle(scene.calm_ms)
            take(scene, stage, window)
        except BaseException as error:  # noqa: BLE001 - raised again below, outside the window's own loop
            failed.append(error)
        window.close()

    def look() -> None:
        window = QApplication.activeModalWidget()
        if window is not None and window.isVisible():
            watching.stop()
            shoot(window)

    watching = QTimer()
    watching.timeout.connect(look)
    watching.start(20)
    opened = scene.opens(stage)
    watching.stop()
    if isinstance(opened, QWidget):
        opened.show()
        shoot(opened)
        opened.deleteLater()
    if failed:
        raise failed[0]
    assert seen, f"{scene.name}: no window came up"
