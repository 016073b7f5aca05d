"""Starts the window: theme, words, then set-up, lock page or shell, whatever the data folder asks for."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from jamsos_desktop.paths import DataFolder, resource
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.settings import Settings
from ui import theme

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.clipboard import ClipboardGuard
    from ui.crash import Crashes
    from ui.locking import Locking
    from ui.window import Shell

FIRST_FRAME_MS = 60  # what can wait until something is seen waits this long
ANSWER_SECONDS = 2.0  # how long a second start waits for the first window to take its request


def run(argv: Sequence[str], folder: DataFolder) -> int:
    """Open the window over a data folder; returns the exit code. A second start wakes the first and ends 0."""
    app = prepare(argv, Settings(folder.window_state))
    program = Program(app, folder)
    if not program.start():
        return program.exit_code
    return app.exec()


def prepare(argv: Sequence[str], settings: Settings) -> QApplication:
    """The QApplication with theme, fonts and Indonesian words."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(list(argv) or ["jamsos"])
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


class Program(QObject):
    """One running program: which window is shown, and what happens between two of them."""

    def __init__(self, app: QApplication, folder: DataFolder) -> None:
        super().__init__(app)
        self.app, self.folder = app, folder
        self.settings = Settings(folder.window_state)
        self.window: QMainWindow | None = None
        self.exit_code = 0
        self._only: QLockFile | None = None
        self._desk: object = None
        self._crashes: Crashes | None = None
        self._clipboard: ClipboardGuard | None = None
        self._locking: Locking | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    # Start.

    def start(self) -> bool:
        """Show the first window; False when there is nothing to run (second start, or it cannot be opened)."""
        from ui import crash

        gc.disable()  # thousands of small objects are made until the first frame; none of them is garbage
        QTimer.singleShot(FIRST_FRAME_MS, self.after_first_frame)
        self._crashes = crash.install(self.folder)
        try:
            if not self._alone():
                return False
            self._show_first()
        except Problem as problem:
            self._refuse(problem)
        return self.window is not None

    def after_first_frame(self) -> None:
        """What nobody sees in the first frame."""
        gc.enable()
        self.app.setWindowIcon(theme.app_icon())
        from ui.clipboard import ClipboardGuard

        self._clipboard = ClipboardGuard(self)
        if self._crashes is not None:
            self._crashes.watch()

    def _alone(self) -> bool:
        """Whether this is the only window over the folder; if not, the other one is asked to come forward."""
        try:
            self.folder.requests.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise Problem("HANYA_BACA", "Folder data tidak bisa ditulis.", TIDAK_BERUBAH,
                          "Pilih folder lain untuk data.") from None
        lock = QLockFile(str(self.folder.root / "jendela.lock"))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            self._only = lock
            self._listen()
            return True
        if not ask_forward(self.folder):
            raise Problem("SEDANG_DIPAKAI", "Jamsos Desa sudah terbuka, tetapi tidak menjawab.", TIDAK_BERUBAH,
                          "Tunggu sebentar, atau tutup jendela itu lalu buka lagi.")
        return False

    def _listen(self) -> None:
        self._watcher = QFileSystemWatcher([str(self.folder.requests)], self)
        self._watcher.directoryChanged.connect(lambda _: self.take_requests())
        for left_over in self.folder.requests.glob("*.minta"):
            left_over.unlink(missing_ok=True)

    def take_requests(self) -> None:
        """Another start asked for this window: show it."""
        asked = list(self.folder.requests.glob("*.minta"))
        for file in asked:
            file.unlink(missing_ok=True)
        if asked and self.window is not None:
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

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
        ask.tell(None, problem, (("tutup", "&Tutup aplikasi", "primary"),))

    # Windows.

    def _enter(self, pin: str) -> None:
        """Into the desk that a set-up or a backup just made."""
        try:
            self.open_shell(pin)
        except Problem as problem:
            from ui import ask

            ask.tell(self.window, problem)

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

    def _show_wizard(self) -> None:
        from ui.pages.wizard import Wizard

        wizard = Wizard(self.folder)
        wizard.done.connect(self._enter)
        wizard.district_asked.connect(self._show_district_wizard)
        wizard.restore_asked.connect(self._show_restore)
        self._show(wizard)

    def _show_restore(self) -> None:
        """Bring a backup back; the window that stood here closes its desk first."""
        from jamsos_desktop.desk import clock_from_environment
        from ui.pages.wizard_pulihkan import RestoreWizard

        wizard = RestoreWizard(self.folder, clock_from_environment())
        wizard.done.connect(self._enter)
        wizard.left.connect(self._show_first)
        self._show(wizard)

    def _show_district_wizard(self) -> None:
        from jamsos_desktop.desk import clock_from_environment
        from ui.pages.wizard_district import DistrictWizard

        wizard = DistrictWizard(self.folder, clock_from_environment())
        wizard.done.connect(self._enter)
        wizard.left.connect(self._show_wizard)
        self._show(wizard)

    @property
    def locking(self) -> Locking:
        """What asks for a PIN, at the start and after Ctrl+L."""
        if self._locking is None:
            from ui.locking import Locking

            self._locking = Locking(self.folder, self.settings, self.open_shell, self)
            self._locking.shown.connect(self._now_shows)
            self._locking.ended.connect(self.app.quit)
        return self._locking

    def _now_shows(self, window: QMainWindow) -> None:
        """Locked, or open again: what was copied of a person goes with the screen."""
        self.window = window
        if self._clipboard is not None:
            self._clipboard.clear()

    def _show_lock(self) -> None:
        self._show(self.locking.at_start())

    def open_shell(self, pin: str | None, user: str = "") -> None:
        """Open the desk and show it; raises the Problem that says why it cannot be opened."""
        from jamsos_desktop.desk import clock_from_environment, open_desk
        from ui.window import Shell

        desk = open_desk(self.folder, pin, clock_from_environment(), recompute=False, user=user)
        try:
            self._greet(desk)
            shell = Shell(desk, self.settings)
            shell.go(shell.plan.home)
        except BaseException:
            desk.close()
            raise
        self._desk = desk
        self.locking.watch(shell)
        shell.closed.connect(self._close_desk)
        shell.restore_asked.connect(self._show_restore)
        self._show(shell)
        QTimer.singleShot(0, shell, lambda: self._after_first_paint(shell))
        QTimer.singleShot(FIRST_FRAME_MS, shell, lambda: self._back_up_by_itself(shell))

    @staticmethod
    def _back_up_by_itself(shell: Shell) -> None:
        """From now on the desk backs itself up: behind the page once enough was saved, and when it is closed."""
        from ui.backing import AutoBackup

        AutoBackup(shell)

    @staticmethod
    def _greet(desk: Desk) -> None:
        """What start-up care has to say comes before the first page."""
        if desk.cared() is not None or desk.clock_doubt() is not None:
            from ui import care

            care.greet(desk)

    @staticmethod
    def _judged(shell: Shell) -> None:
        """What is shown was drawn with yesterday's statuses."""
        shell.refresh_counts()
        if shell.current is not None:
            shell.current.refresh()

    def _after_first_paint(self, shell: Shell) -> None:
        """Judge everybody for the new day behind the first page, and go back to a form cut short by a power cut."""
        if shell.desk.district is not None:
            return  # a district judges nobody of its own and has no such form
        shell.run(shell.desk.recompute_job, lambda changed: self._judged(shell) if changed else None)
        if not shell.desk.draft("layar", "terakhir"):
            return
        from ui.pages.editor_keeping import resume_args

        args = resume_args(shell.desk)
        if args:
            shell.go("editor", **args)

    def _close_desk(self) -> None:
        desk, self._desk = self._desk, None
        if self._clipboard is not None:
            self._clipboard.clear()
        if desk is not None:
            desk.close()

    def _scheme_changed(self, *_: object) -> None:
        if not self.settings.get("tema", ""):
            use_theme(self.app, self.settings)


def ask_forward(folder: DataFolder, seconds: float = ANSWER_SECONDS) -> bool:
    """Leave a request for the window that is already open; True when it was taken."""
    request = folder.requests / f"{os.getpid()}.minta"
    try:
        request.write_text("ke depan", "utf-8")
    except OSError:
        return False
    until = time.monotonic() + seconds
    while request.exists():
        if time.monotonic() > until:
            request.unlink(missing_ok=True)
            return False
        time.sleep(0.05)
    return True


