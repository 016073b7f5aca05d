"""The shell: menu at the left, one page at a time, keys at the bottom, and what pages ask of the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jamsos_desktop.desk import DAMAGE, Desk
from jamsos_desktop.faults import note
from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import Settings
from ui import ask, busy, keys, pages, rights, sight, theme, window_frame
from ui.dialog_help import DialogHelp
from ui.pages.page import Page
from ui.widgets.ask_strip import AskStrip
from ui.widgets.bars import Toast
from ui.widgets.desk_state import DeskState
from ui.widgets.desk_strip import DeskStrip
from ui.widgets.keybar import KeyBar
from ui.widgets.nav import Nav
from ui.widgets.page_host import PageHost
from ui.window_jobs import JobWindow

NOTE_MS = 2000  # a page that ends the program as it opens is not where it opens again
NARROW_BELOW = 1180  # logical px; at 125 % a 1366 screen is 1093 wide


class Shell(JobWindow):
    """The window of an open desk. Pages call ``go``, ``toast``, ``problem``, ``saved``, ``run``,
    ``refresh_counts``. Signals: ``locked``, the user asked to lock the screen (Ctrl+L); ``restore_asked``."""

    locked = Signal()
    closed = Signal()
    restore_asked = Signal()
    upgrade_ready = Signal(object)  # a newer program only waits for this window to close
    damage_met = Signal()
    guard_changed = Signal()  # a PIN was made, or the minutes until the screen locks are others

    def __init__(self, desk: Desk, settings: Settings | None = None) -> None:
        super().__init__()
        theme.load_fonts(*theme.TABLE_FACES)
        theme.write_pictures()
        self.desk = desk
        self.settings = settings or Settings(desk.folder.window_state)
        sight.use(self.settings)
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._keys: list[tuple[str, str]] = []
        self._fit_keys = QTimer(self, singleShot=True, interval=0)
        self._fit_keys.timeout.connect(self.fit_keys)
        self._noting = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._noting.timeout.connect(self._note_page)
        self._name = ""
        self.plan = pages.plan_of(desk)
        self.setWindowTitle(window_frame.title(desk))
        self._build()
        self._add_keys()
        self._restore_size()
        self.refresh_counts()
        QApplication.instance().focusChanged.connect(self.fit_keys_soon)
        DialogHelp(self, self.help_place)

    # Frame.

    def _build(self) -> None:
        root = QWidget(self)
        self.setCentralWidget(root)  # from the outside in: Qt dresses anew whatever moves into something else
        self.stack = QStackedWidget(root, objectName="pages")
        name, place, tip = window_frame.whose(self.desk)
        self.nav = Nav(self.plan.menu, pages.BELOW, name, place, district=self.desk.district is not None)
        self.nav.title.setToolTip(tip)
        self.nav.chosen.connect(self.go)
        self.keybar = KeyBar(root)
        self._fill_right()
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.nav)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.strip = DeskStrip(self.desk)
        self.strip.wanted.connect(lambda: self.go("cadangan"))
        right.addWidget(self.strip)
        self.asking = AskStrip()
        self.asking.over.connect(self.fit_keys_soon)
        self.asking.below = lambda: self.current
        right.addWidget(self.asking)
        right.addWidget(PageHost(self.stack), 1)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        column.addWidget(self.keybar)
        self.toaster = Toast(root)
        self.toaster.gone.connect(self.fit_keys_soon)
        self.toaster.clear_of = lambda: self.current.toast_above() if self.current else None

    def _fill_right(self) -> None:
        self.state = DeskState(self.desk)
        self.keybar.right.addWidget(self.state)

    def _restore_size(self) -> None:
        self.setMinimumSize(880, 430)  # a 1366x768 screen at 150 % is 910x442
        self.resize(1366, 698)
        kept = self.settings.get("jendela", "")
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "replace")))

    # Pages.

    def page(self, name: str) -> Page:
        """The page of that name, built on first use, and again after other settings came into force."""
        if name in self._stale and not self.busy:  # a job may still answer to the old page
            self._drop(name)
        if name not in self._pages:
            built = pages.build(name, self.desk, self)
            rights.guard(built, built.needs, self.desk)
            self._tell_drafts(built)
            self._pages[name] = built
            self.stack.addWidget(built)
        return self._pages[name]

    def _tell_drafts(self, page: Page) -> None:
        """What a form keeps while somebody types is told in the key bar too."""
        from ui.autosave import Autosave

        for keeper in page.findChildren(Autosave):
            keeper.saved.connect(lambda: self.saved())
            keeper.failed.connect(lambda _: self.saved(ok=False))

    def _drop(self, name: str) -> None:
        self._stale.discard(name)
        old = self._pages.pop(name)
        self.stack.removeWidget(old)
        old.deleteLater()

    def use_policy(self) -> bool:
        """Bring the ketentuan of today into force. True when they changed: pages built under the old ones keep
        their lists of choices, so all but the one shown are built again when next opened."""
        changed = self.desk.use_policy()
        if changed:
            self._stale = {name for name, page in self._pages.items() if page is not self.current}
        return changed

    def posts_changed(self) -> None:
        """The village's list of posts is another: pages that offer it are built again when next opened."""
        self._stale |= {name for name, page in self._pages.items() if page is not self.current}

    @property
    def current(self) -> Page | None:
        """The page shown now."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def current_name(self) -> str:
        return self._name

    def go(self, page_name: str, **args: Any) -> bool:
        """Show a page; ``args`` reach its ``opened``. False when the present page must stay."""
        if page_name != self._name and not self.may_leave():
            self.mark_entry()
            return False
        try:
            with nullcontext() if page_name in self._pages else busy.moment():  # building it may be felt
                page = self.page(page_name)
                self._turn_to(page_name, page)
        except Problem as problem:
            self.problem(problem)
            return False
        try:
            with self._while_reading():
                page.opened(**args)
        except Problem as problem:  # somebody erased meanwhile: the form of another must not stand there
            self.problem(problem)
            if page_name == "editor":
                return self.go("peserta")
        if page.entry:
            self.mark_entry()
        self.fit_keys_soon()
        return True

    def _turn_to(self, page_name: str, page: Page) -> None:
        """The page in front, as it stands; what it shows for the first time is laid out and dressed by it."""
        self.end_help()
        before = self._pages.get(self._name)
        if page_name != self._name:
            self.asking.put_away()  # it was about the page left
        self._name = page_name
        self.stack.setCurrentWidget(page)
        if before is not None and before is not page:
            before.was_left()
        self._noting.start()
        self.strip.show_on(page_name)
        self.mark_entry()
        self._fit_nav()
        self.set_keys(page.keys)

    def mark_entry(self) -> None:
        """Mark the menu entry of the page shown; one without an entry belongs to another's."""
        name = self._pages[self._name].entry if self._name in self._pages else ""
        self.nav.show_page(self._entry_of(name or self._name))

    def _entry_of(self, name: str) -> str:
        entries = {entry.name for entry in (*self.plan.menu, *pages.BELOW)}
        while name not in entries and name in pages.PARENT:
            name = pages.PARENT[name]
        return name

    def go_first(self) -> bool:
        """The page one was on earlier this day, also when a power cut ended it; a new day begins with its work."""
        day, page = (*self.settings.get("halaman", []), "", "")[:2]
        entries = {entry.name for entry in self.plan.menu}
        page = self._entry_of(page) if day == self.desk.today.isoformat() else ""
        return self.go(page if page in entries else self.plan.home)

    def _note_page(self) -> None:
        self.settings.put("halaman", [self.desk.today.isoformat(), self._name])

    def _while_reading(self) -> AbstractContextManager[None]:
        """A page of a district counts over a whole kabupaten, and so does one of a crowded village; others are there at
        once."""
        return busy.moment() if self.desk.district is not None or self.desk.crowded else nullcontext()

    def set_keys(self, shown: list[tuple[str, str]]) -> None:
        """Other keys work now (a page in another mode)."""
        self._keys = list(shown)
        self.fit_keys()

    def fit_keys(self) -> None:
        """Show those of the page's keys that do something now."""
        page = self.current
        self.keybar.set_keys([pair for pair in self._keys if page is None or page.works(pair[0])])

    def fit_keys_soon(self, *_: object) -> None:
        """The same once the keyboard stands still; asked whenever it moved or something was done."""
        if not self._fit_keys.isActive():
            self._fit_keys.start()

    def _fit_nav(self) -> None:
        self.state.user.setVisible(self.width() >= theme.px(NARROW_BELOW))  # the keys need the room
        narrow = self.width() < theme.px(NARROW_BELOW) or bool(self.current and self.current.narrow_nav)
        if narrow != self.nav.narrow:
            self.nav.set_narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_nav()

    # What pages ask for.

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say shortly what was done; ``undo`` offers to take it back (also Ctrl+Z)."""
        self.toaster.show_text(text, undo)
        self.fit_keys_soon()

    def problem(self, problem: Problem) -> str:
        """Show a failure of the world and wait for the answer."""
        if self.desk.unchecked and problem.kode in DAMAGE:
            self.damage_met.emit()  # a page met it before the look at the whole file did: care tells what became of it
            return "tutup"
        note(self.desk.folder, self.desk.now(), f"masalah {problem.kode}")
        return ask.tell(self, problem)

    def saved(self, text: str = "", ok: bool = True) -> None:
        """The note at the right of the key bar: "Tersimpan 10.42", or what is not saved yet."""
        self.state.saved(text, ok)

    def tell_guard(self) -> None:
        """A PIN was made, or it locks after other minutes."""
        self.state.look()
        self.guard_changed.emit()

    def refresh_counts(self) -> None:
        """Count again what waits behind the menu entries."""
        window_frame.show_counts(self.desk, self.nav)
        self.state.look()
        self.fit_keys_soon()

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._ask("back"):
            return
        if keys.pressed(event, "F5") and self._take_in():
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.fit_keys_soon()
        super().keyReleaseEvent(event)

    # End.

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        if (field := self.focusWidget()) is not None:
            field.clearFocus()  # what it does when it is left needs an open desk
        self.stop_work()
        self._noting.stop()
        self._note_page()
        self.settings.put("jendela", bytes(self.saveGeometry().toBase64()).decode("ascii"))
        event.accept()
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self.update)
