"""The locked screen: the shell is put out of sight as it stands, open windows are covered, and only a PIN brings them
back. What was typed is kept first; a job that runs goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from jamsos_desktop.desk import VaultUser
    from ui.idle import Idle
    from ui.pages.lock import Door, LockWindow
    from ui.window import Shell

CHECK_MS = 60  # the first frame has been painted
LAST = "pengguna"  # settings: id of whoever worked here last
BY_KEY, LEFT_ALONE = "tombol", "ditinggal"


class Locking(QObject):
    """Asks for a PIN at the start and while a shell is locked.

    ``open_desk(pin, user)`` opens the desk in a new shell. ``shown(window)``: this window stands in front now;
    ``ended()``: the lock page was closed over a locked shell, and the program ends.
    """

    shown = Signal(object)
    ended = Signal()

    def __init__(self, folder: DataFolder, settings: Settings, open_desk: Callable[[str, str], None],
                 parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._settings, self._open_desk = folder, settings, open_desk
        self.shell: Shell | None = None
        self.window: LockWindow | None = None
        self._covers: list[Cover] = []
        self._focus: QWidget | None = None
        self._checked = False

    @cached_property
    def idle(self) -> Idle:
        """Watches for a window left alone; built with the first shell."""
        from ui.idle import Idle

        idle = Idle(self)
        idle.left.connect(lambda: self.lock(LEFT_ALONE))
        return idle

    # The page.

    def at_start(self, why: str = "") -> QMainWindow:
        """The lock page of a desk that nobody has opened yet; ``why`` only the words open it here."""
        from ui.pages.lock import LockWindow

        self.window = LockWindow(self._door())
        if why:
            self.window.show_forgot(why)
        QTimer.singleShot(CHECK_MS, self.window, self._look_closer)
        return self.window

    def _look_closer(self) -> None:
        """After the first frame: the names again, from a key file whose sum is checked and mended by its twin."""
        self._checked = True
        if self.window is None or not self.window.isVisible():
            return  # let in already, or closed: nobody would stop what is begun for it
        try:
            self.window.page.look_again()
        except Problem as problem:  # keys damaged beyond their twin
            self.window.page.say(problem)
            return
        from ui.warming import WarmUp

        warm_up = WarmUp(self.window)
        self.window.closed.connect(warm_up.stop)

    def _names(self) -> Sequence[VaultUser]:
        """Whose PIN opens this desk; in the first frame as the key file says, without loading what checks it."""
        from jamsos_desktop.desk import names_seen

        seen = None if self._checked else names_seen(self._folder)
        if seen is not None:
            return seen
        from jamsos_desktop.desk import lock_users

        return lock_users(self._folder)

    def _door(self) -> Door:
        from jamsos_desktop.desk import pin_wait
        from ui.pages.lock import Door

        unit = self.shell.desk.unit if self.shell is not None else None
        return Door(self._unlock, self._names,
                    lambda user: pin_wait(self._folder, user=user), self._recover,
                    unit.sebutan or unit.nama if unit is not None else "", self._settings.get(LAST, ""))

    def _unlock(self, pin: str, user: str) -> None:
        """Let somebody in: back to the shell as it stood, or into a new one for somebody else."""
        shell = self.shell
        if shell is None:
            self._open_desk(pin, user)
            return
        shell.desk.check_pin(pin, user)
        if user in ("", shell.desk.ctx.user_id):  # of the data nothing can be read while they get a new key
            self._back()
            return
        self._leave_shell()
        self._open_desk(pin, user)

    def _recover(self, words: Sequence[str], pin: str, user: str) -> str:
        """Lupa PIN; the desk of whoever locked the screen is closed for it, drafts are kept."""
        from jamsos_desktop.desk import clock_from_environment, recover_pin

        return recover_pin(self._folder, words, pin, clock_from_environment(), user, proved=self._leave_shell)

    # A shell.

    def watch(self, shell: Shell) -> None:
        """This shell is locked when it is left alone."""
        self.shell, self.window, self._checked = shell, None, True
        self._settings.put(LAST, shell.desk.me().id)
        shell.locked.connect(lambda: self.lock(BY_KEY))
        shell.guard_changed.connect(self.restart)
        shell.closed.connect(self._shell_closed)
        QTimer.singleShot(0, self, self.restart)

    def restart(self) -> None:
        """Count anew, with the minutes in force; a desk without PIN is never locked."""
        shell = self.shell
        self.idle.start(0 if shell is None or shell.desk.device_only else shell.desk.lock_minutes())

    def lock(self, why: str = BY_KEY) -> None:
        """Cover everything and ask the PIN. What is typed is kept, what runs goes on."""
        from ui.pages.lock import LockWindow

        shell = self.shell
        if shell is None or self.window is not None:
            return
        self.idle.stop()
        self._keep(shell, why)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._focus = QApplication.focusWidget()
        self.window = LockWindow(self._door())
        self.window.closed.connect(self._closed_by_hand)
        shell.hold_answers()
        self._cover()
        self.window.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.window.restoreGeometry(shell.saveGeometry())
        self.window.show()
        shell.hide()
        self.shown.emit(self.window)
        self.window.activateWindow()
        _app().focusWindowChanged.connect(self._guard)

    def _guard(self, *_: object) -> None:
        """A window that comes up while locked is covered as well, and the lock page stands before it."""
        window, before = self.window, len(self._covers)
        if window is None or self.shell is None:
            return
        self._cover()
        if len(self._covers) > before:
            window.hide()
            window.show()  # on top of the windows that wait for an answer
            window.activateWindow()

    def _keep(self, shell: Shell, why: str) -> None:
        from ui.autosave import Autosave

        for keeper in shell.findChildren(Autosave):
            keeper.flush()  # what it cannot keep stays dirty, is said, and is tried again
        try:
            shell.desk.note_screen(True, why)
        except Problem as problem:  # a full disk must not leave the screen open
            shell.saved(problem.apa, ok=False)

    def _cover(self) -> None:
        """Windows above the shell stay open: hiding one would answer it with Batal."""
        covered = [cover.parentWidget() for cover in self._covers]
        self._covers += [Cover(one) for one in QApplication.topLevelWidgets() if one.isWindow() and one.isVisible()
                         and one not in (self.shell, self.window, *covered)
                         and (one.parentWidget() is None or one.parentWidget() is not self.window)]

    def _uncover(self) -> None:
        _app().focusWindowChanged.disconnect(self._guard)
        for cover in self._covers:
            cover.take_off()
        self._covers = []

    def _back(self) -> None:
        """The same page and field as before."""
        shell, window, self.window = self.shell, self.window, None
        assert shell is not None
        shell.show()
        self._uncover()
        if window is not None:
            window.close()
            window.deleteLater()
        self.shown.emit(shell)
        shell.activateWindow()
        if self._focus is not None and self._focus.window().isVisible():
            self._focus.setFocus()
        self._focus = None
        try:
            self.restart()
            shell.desk.note_screen(False)
        except Problem as problem:
            shell.saved(problem.apa, ok=False)
        QTimer.singleShot(0, shell, shell.give_answers)  # one may ask something: not from within the last digit's key

    def _leave_shell(self) -> None:
        """Close the desk of whoever locked the screen. Problem PEKERJAAN_BERJALAN while a job of theirs runs, or a
        window of theirs still waits for an answer."""
        shell = self.shell
        if shell is None:
            return
        if shell.awaited or self._covers:
            raise Problem("PEKERJAAN_BERJALAN", "Pekerjaan pengguna sebelumnya belum selesai.",
                          "Data Anda tetap terkunci dan utuh.",
                          f"Tunggu sebentar, atau minta {shell.desk.user} masuk dan menyelesaikannya.")
        self._end_shell(shell)

    def _end_shell(self, shell: Shell) -> None:
        self.shell = self._focus = None
        self._uncover()
        shell.stop_work()
        shell.closed.emit()
        shell.deleteLater()

    def _shell_closed(self) -> None:
        self.idle.stop()
        if self.window is None:
            self.shell = None

    def _closed_by_hand(self) -> None:
        """The lock page was closed: the program ends, its drafts are kept."""
        shell = self.shell
        if shell is not None and self.window is not None:
            self._end_shell(shell)
            self.ended.emit()


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


class Cover(QWidget):
    """Lies over a whole window and shows nothing of it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        from ui.widgets import IconLabel, Label

        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(IconLabel("lock-fill", "text_2", 24), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(Label("Layar terkunci", "soft"), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        window.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()

    def _fit(self) -> None:
        self.setGeometry(self.parentWidget().rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        elif event.type() == QEvent.Type.ChildAdded:
            self.raise_()
        return False

    def take_off(self) -> None:
        """The window is seen again."""
        self.parentWidget().removeEventFilter(self)
        self.hide()
        self.deleteLater()
