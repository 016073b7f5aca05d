"""Starts the window: theme, words, then set-up, lock page or shell, whatever the data folder asks for."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from jamsos_desktop.paths import DataFolder, resource
from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import Settings
from ui import theme
from ui.only_one import OnlyOne
from ui.setting_up import SetUps

if TYPE_CHECKING:
    from jamsos_desktop.desk import Ready
    from ui.clipboard import ClipboardGuard
    from ui.crash import Crashes
    from ui.locking import Locking
    from ui.open_file import OpenFiles
    from ui.opened import OpenedDesk
    from ui.window import Shell

NEWER = "DATA_LEBIH_BARU"
FIRST_FRAME_MS = 60  # what can wait until something is seen waits this long


def run(argv: Sequence[str], folder: DataFolder, files: Sequence[Path] = ()) -> int:
    """Open the window over a data folder, and in it the ``files`` that were double-clicked; returns the exit code. A
    second start wakes the first, hands it the files and ends 0."""
    app = prepare(argv, Settings(folder.window_state))
    program = Program(app, folder, files)
    if not program.start():
        return program.exit_code
    code = app.exec()
    if program.ready is not None and program.ready.apa.exists():  # gone where another try was stopped
        return program.put_in_place()
    if folder.maybe_practice:
        program.throw_away()
    return code or program.exit_code


def prepare(argv: Sequence[str], settings: Settings) -> QApplication:
    """The QApplication with theme, fonts and Indonesian words."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else theme.make_app(argv or ["jamsos"])
    app.setApplicationName("Jamsos Desa")
    app.setDesktopFileName("jamsos-desa")
    words = QTranslator(app)
    if words.load(str(resource("jamsos_id.qm"))):
        app.installTranslator(words)
    use_theme(app, settings, pictures=False)
    return app


def use_theme(app: QApplication, settings: Settings, *, pictures: bool = True) -> None:
    """Put the chosen theme and letter size into force."""
    choice = settings.get("tema", "")
    dark = theme.wants_dark(choice)
    theme.apply(app, dark, theme.SCALES.get(settings.get("huruf", ""), 1.0), pictures=pictures)


class Program(SetUps, QObject):
    """One running program: which window is shown, and what happens between two of them."""

    def __init__(self, app: QApplication, folder: DataFolder, files: Sequence[Path] = ()) -> None:
        super().__init__(app)
        self.app, self.folder, self._given = app, folder, tuple(files)
        self.settings = Settings(folder.window_state)
        self.window: QMainWindow | None = None
        self.exit_code = 0
        self.ready: Ready | None = None
        self._only = OnlyOne(folder, self)
        self._crashes: Crashes | None = None
        self._clipboard: ClipboardGuard | None = None
        self._locking: Locking | None = None
        self._opened: OpenedDesk | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    # Start.

    def start(self) -> bool:
        """Show the first window; False when there is nothing to run (second start, or it cannot be opened)."""
        from ui import crash

        gc.disable()  # thousands of small objects are made until the first frame; none of them is garbage
        self._crashes = crash.install(self.folder)
        try:
            if not self._only.taken(self._given):
                return False
            self._show_first()
        except Problem as problem:
            self._refuse(problem)
        if self.window is None:
            gc.enable()
            return False
        QTimer.singleShot(FIRST_FRAME_MS, self.after_first_frame)
        return True

    def after_first_frame(self) -> None:
        """What nobody sees in the first frame."""
        gc.enable()
        self._only.listen(self._come_forward)
        self.app.setWindowIcon(theme.app_icon())
        from ui.clipboard import ClipboardGuard

        self._clipboard = ClipboardGuard(self)
        if self._crashes is not None:
            self._crashes.watch()

        if self._given:
            self.files.ask(self._given)

    def _come_forward(self, files: Sequence[Path]) -> None:
        """A second start: this window to the front, and the files it was given."""
        if self.window is not None:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()
        if files:
            self.files.ask(files)

    @cached_property
    def files(self) -> OpenFiles:
        """What was double-clicked and waits to be opened; built with the first such file."""
        from ui.open_file import OpenFiles

        files = OpenFiles(self)
        self._where_files_wait(files)
        return files

    def _tell_files(self) -> None:
        """Another window stands in front."""
        if "files" in self.__dict__:
            self._where_files_wait(self.files)

    def _where_files_wait(self, files: OpenFiles) -> None:
        from ui.open_file import AFTER_PIN, AFTER_SETUP

        shell = self._locking.shell if self._locking is not None else None
        if shell is not None and self.window is shell:
            files.use(shell)
        else:
            files.wait_in(self.window, AFTER_PIN if self._locking is not None else AFTER_SETUP)

    def _show_first(self) -> None:
        from jamsos_desktop.desk import state_of

        state = state_of(self.folder)
        if state == "kosong":
            self._show_wizard()
        elif state == "pin":
            self._show_lock()
        else:
            self._open_unasked()

    def _open_unasked(self) -> None:
        """A desk without PIN; one that was brought here from another laptop opens by its words alone."""
        try:
            self.open_shell(None)
        except Problem as problem:
            if problem.kode != "BUKAN_LAPTOP_INI":
                raise
            self._show(self.locking.at_start(str(problem)))

    def _refuse(self, problem: Problem) -> None:
        from ui import ask

        self.exit_code = 1
        newer = (("pulihkan", "&Pulihkan cadangan...", ""),) if problem.kode == NEWER else ()
        if ask.tell(self.window, problem, (*newer, ("tutup", "&Tutup aplikasi", "primary"))) == "pulihkan":
            self.exit_code = 0
            self._show_restore()
        elif self.window is not None:
            self.window.close()

    # Windows.

    def _show(self, window: QMainWindow) -> None:
        before, self.window = self.window, window
        room = window.screen().availableGeometry()
        if window.width() > room.width() or window.height() > room.height():
            window.showMaximized()  # large letters of the system leave less room than the pages were drawn for
        else:
            window.show()
        if before is not None:
            before.close()
            before.deleteLater()
        self._tell_files()

    @property
    def locking(self) -> Locking:
        """What asks for a PIN, at the start and after Ctrl+L."""
        if self._locking is None:
            from ui.locking import Locking

            self._locking = Locking(self.folder, self.settings, self._let_in, self)
            self._locking.shown.connect(self._now_shows)
            self._locking.ended.connect(self.app.quit)
        return self._locking

    def _now_shows(self, window: QMainWindow) -> None:
        """Locked, or open again: what was copied of a person goes with the screen."""
        self.window = window
        self._forget_copied()
        self._tell_files()

    def _forget_copied(self) -> None:
        if self._clipboard is not None:
            self._clipboard.clear()

    def _show_lock(self) -> None:
        self._show(self.locking.at_start())

    def _let_in(self, pin: str, user: str) -> None:
        """Somebody typed a PIN. The lock page says what stands against it, but has no button for the way back."""
        try:
            self.open_shell(pin, user)
        except Problem as problem:
            if problem.kode == NEWER:
                QTimer.singleShot(0, self, partial(self._refuse, problem))
            raise

    def open_shell(self, pin: str | None, user: str = "") -> None:
        """Open the desk and show it; raises the Problem that says why it cannot be opened."""
        if self._opened is None:
            from ui.opened import OpenedDesk

            self._opened = OpenedDesk(self.folder, self.settings, self)
            self._opened.furnished.connect(self._show_shell)
            self._opened.gone.connect(self._shell_gone)
            self._opened.restore_asked.connect(self._show_restore)
            self._opened.upgrade_ready.connect(self._upgrade)
        self._opened.open(pin, user)

    def _show_shell(self, shell: Shell) -> None:
        self.locking.watch(shell)
        shell.closed.connect(self._forget_copied)
        self._show(shell)

    def _shell_gone(self) -> None:
        self.window = None
        self._tell_files()

    def _upgrade(self, ready: Ready) -> None:
        """A newer program waits: it is put in place when the window has closed its desk, now or once somebody has
        ended what he does there."""
        from ui.upgrading import close_for

        self.ready = ready
        if self._locking is not None and self._locking.shell is not None:
            close_for(self._locking.shell, ready)

    def put_in_place(self) -> int:
        """Put it in place and open it, or the one of before where that fails; returns the exit code."""
        from ui.upgrading import finish

        assert self.ready is not None
        self._only.let_go()
        return finish(self.ready)

    def throw_away(self) -> None:
        """A practice ends with its window, and nothing of it stays."""
        from jamsos_desktop.desk import discard_practice

        self._only.let_go()
        discard_practice(self.folder)

    def _scheme_changed(self, *_: object) -> None:
        if not self.settings.get("tema", ""):
            use_theme(self.app, self.settings)
