"""The shell: menu at the left, one page at a time, keys at the bottom, and what pages ask of the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import Desk
from jamsos_desktop.faults import note
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import Settings
from ui import ask, busy, pages, rights, sight, theme
from ui.pages.page import Page
from ui.widgets.bars import Toast
from ui.widgets.basic import Chip, IconLabel, Label
from ui.widgets.desk_strip import DeskStrip
from ui.widgets.keybar import KeyBar
from ui.widgets.nav import Nav
from ui.window_keys import GlobalKeys
from ui.worker import Cancelled, Worker

if TYPE_CHECKING:
    from jamsos_desktop.desk import District

NARROW_BELOW = 1180  # logical px; at 125 % a 1366 screen is 1093 wide


class Shell(GlobalKeys):
    """The window of an open desk. Pages call ``go``, ``toast``, ``problem``, ``saved``, ``run``,
    ``refresh_counts``. Signals: ``locked``, the user asked to lock the screen (Ctrl+L); ``restore_asked``."""

    locked = Signal()
    closed = Signal()
    restore_asked = Signal()
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
        self._name = ""
        self._workers: set[Worker] = set()
        self._over = False
        self._held: list[Callable[[], None]] | None = None
        self.plan = pages.plan_of(desk)
        self.setWindowTitle(_title(desk))
        self._build()
        self._add_keys()
        self._restore_size()
        self.refresh_counts()

    # Frame.

    def _build(self) -> None:
        name, place, tip = _who(self.desk)
        self.nav = Nav(self.plan.menu, pages.BELOW, name, place, district=self.desk.district is not None)
        self.nav.title.setToolTip(tip)
        self.nav.chosen.connect(self.go)
        self.stack = QStackedWidget(objectName="pages")
        self.keybar = KeyBar()
        self._fill_right()
        root = QWidget()
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
        right.addWidget(self.stack, 1)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        column.addWidget(self.keybar)
        self.setCentralWidget(root)
        self.toaster = Toast(root)
        self.toaster.clear_of = lambda: self.current.toast_above() if self.current else None

    def _fill_right(self) -> None:
        right = self.keybar.right
        self.open_note = Chip("lock", "Terbuka tanpa PIN", "warn")
        self.open_note.setToolTip("Siapa pun yang memakai laptop ini bisa membuka data.")
        self.open_note.setVisible(self.desk.device_only)
        right.addWidget(self.open_note)
        self._saved_icon, self._saved = IconLabel("check-circle-fill", "ok", 12), Label("", "caption", wrap=False)
        self._saved_note = QWidget()
        saved = QHBoxLayout(self._saved_note)
        saved.setContentsMargins(0, 0, 0, 0)
        saved.setSpacing(4)
        saved.addWidget(self._saved_icon)
        saved.addWidget(self._saved)
        self._saved_note.hide()
        right.addWidget(self._saved_note)
        right.addWidget(Label(self.desk.user, "caption", wrap=False))

    def _restore_size(self) -> None:
        self.setMinimumSize(900, 560)
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
            self._pages[name] = built
            self.stack.addWidget(built)
        return self._pages[name]

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
        if self.current is not None and page_name != self._name and not self.current.closing():
            self.nav.show_page(pages.PARENT.get(self._name, self._name))
            return False
        try:
            page = self.page(page_name)
        except Problem as problem:
            self.problem(problem)
            return False
        self._name = page_name
        self.stack.setCurrentWidget(page)
        self.strip.show_on(page_name)
        self.nav.show_page(pages.PARENT.get(page_name, page_name))
        self._fit_nav()
        self.set_keys(page.keys)
        try:
            with self._while_reading():
                page.opened(**args)
        except Problem as problem:  # somebody erased meanwhile: the form of another must not stand there
            self.problem(problem)
            if page_name == "editor":
                return self.go("peserta")
        return True

    def _while_reading(self) -> AbstractContextManager[None]:
        """A page of a district counts over a whole kabupaten; those of a village are there at once, and may ask."""
        return busy.moment() if self.desk.district is not None else nullcontext()

    def set_keys(self, keys: list[tuple[str, str]]) -> None:
        """Other keys work now (a page in another mode)."""
        self.keybar.set_keys(keys)

    def _fit_nav(self) -> None:
        narrow = self.width() < NARROW_BELOW or bool(self.current and self.current.narrow_nav)
        if narrow != self.nav.narrow:
            self.nav.set_narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_nav()

    # What pages ask for.

    def toast(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say shortly what was done; ``undo`` offers to take it back (also Ctrl+Z)."""
        self.toaster.show_text(text, undo)

    def problem(self, problem: Problem) -> str:
        """Show a failure of the world and wait for the answer."""
        note(self.desk.folder, self.desk.now(), f"masalah {problem.kode}")
        return ask.tell(self, problem)

    def saved(self, text: str = "", ok: bool = True) -> None:
        """The note at the right of the key bar: "Tersimpan 10.42", or what is not saved yet."""
        self._saved.setText(text or f"Tersimpan {texts.clock(self.desk.now())}")
        self._saved_icon.set_icon(*(("check-circle-fill", "ok") if ok else ("exclamation-triangle-fill", "warn")))
        self._saved_note.show()

    def run(self, make_job: Callable[[], Job[Any]], on_done: Callable[[Any], object] | None = None,
            on_progress: Callable[[Progress], object] | None = None,
            on_error: Callable[[Problem], object] | None = None,
            on_cancel: Callable[[], object] | None = None) -> Worker:
        """Run a job in a thread. ``on_done(value)``, ``on_error(Problem)`` (else the dialog), ``on_cancel()``
        are called in the window's thread; faults of ours go to ``sys.excepthook``."""
        worker = Worker(make_job, self)
        if on_progress:
            worker.progressed.connect(on_progress)
        worker.finished.connect(lambda: self._answered(lambda: self._ended(worker, on_done, on_error, on_cancel)))
        if not self._over:  # a window that is closing starts nothing: its desk is about to go
            self._workers.add(worker)
            worker.start()
        return worker

    def _answered(self, answer: Callable[[], None]) -> None:
        if self._held is None:
            answer()
        else:
            self._held.append(answer)

    def hold_answers(self) -> None:
        """The screen is locked: what jobs bring is shown when somebody is let in again."""
        self._held = self._held or []

    def give_answers(self) -> None:
        """The screen is open again."""
        held, self._held = self._held or [], None
        for answer in held:
            answer()

    def tell_guard(self) -> None:
        """A PIN was made, or it locks after other minutes."""
        self.open_note.setVisible(self.desk.device_only)
        self.guard_changed.emit()

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return bool(self._workers)

    def _ended(self, worker: Worker, on_done: Callable[[Any], object] | None,
               on_error: Callable[[Problem], object] | None, on_cancel: Callable[[], object] | None) -> None:
        worker.deleteLater()
        if worker not in self._workers:
            return  # stopped with the window: the desk its answer would be shown from is closed
        self._workers.discard(worker)
        try:
            value = worker.result()
        except Cancelled:
            if on_cancel:
                on_cancel()
        except Problem as problem:
            (on_error or self.problem)(problem)
        except Exception as error:
            self._let_go(error, on_error, on_cancel)
            raise
        else:
            if on_done:
                on_done(value)

    @staticmethod
    def _let_go(error: Exception, on_error: Callable[[Problem], object] | None,
                on_cancel: Callable[[], object] | None) -> None:
        """A fault of ours broke the job off: the page that waited is released; what happened is told elsewhere."""
        from ui.crash import fault_problem

        if on_error:
            on_error(fault_problem(error))
        elif on_cancel:
            on_cancel()

    def refresh_counts(self) -> None:
        """Count again what stands behind the menu entries."""
        self._count_sheet()
        if self.desk.district is not None:
            self._count_district(self.desk.district)
            return
        try:
            tabs = self.desk.counts().tabs
        except Problem:
            return  # the store is busy for a moment; the next change counts again
        todo = tabs.get("perlu_dilengkapi", 0) + tabs.get("ditolak", 0) + tabs.get("lewat_masa", 0)
        self.nav.set_badge("peserta", texts.number(todo) if todo else "")
        refused = tabs.get("ditolak", 0)
        self.nav.set_badge("balasan", str(refused) if refused else "", "error")

    def _count_sheet(self) -> None:
        """A mark at Pengaturan while the recovery sheet was never printed."""
        try:
            missing = self.desk.sheet_missing()
        except Problem:
            return  # busy for a moment, or the keys are looked at by somebody else
        self.nav.set_badge("pengaturan", "1" if missing else "", "warn")

    def _count_district(self, district: District) -> None:
        try:
            waiting = district.waiting()
        except Problem:
            return
        for name, many in (("terima", waiting.deliveries), ("ganda", waiting.pairs)):
            self.nav.set_badge(name, ("99+" if many > 99 else str(many)) if many else "")

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._ask("back"):
            return
        if event.key() == Qt.Key.Key_F5 and self._take_in():
            return
        super().keyPressEvent(event)

    # End.

    def come_forward(self) -> None:
        """A second start asked for this window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def stop_work(self) -> None:
        """Ask every running job to stop and wait; a thread destroyed while it runs ends the program."""
        for worker in list(self._workers):
            worker.cancel()
        for worker in list(self._workers):
            worker.wait()
        self._workers.clear()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.current is not None and not self.current.closing():
            event.ignore()
            return
        if (field := self.focusWidget()) is not None:
            field.clearFocus()  # what it does when it is left needs an open desk
        self._over = True
        self.stop_work()
        self.settings.put("jendela", bytes(self.saveGeometry().toBase64()).decode("ascii"))
        event.accept()
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self.update)


def _title(desk: Desk) -> str:
    if desk.district is not None:
        return f"Jamsos Desa — Mode DPMD, {desk.unit.kabupaten}"
    unit = desk.unit
    return f"Jamsos Desa: {unit.sebutan}, {f'Kec. {unit.kecamatan}' if unit.kecamatan else unit.kabupaten}"


def _who(desk: Desk) -> tuple[str, str, str]:
    """What stands above the menu: name, place, and the whole name for the tool tip."""
    unit = desk.unit
    if desk.district is not None:
        kind, _, name = unit.kabupaten.partition(" ")
        return f"DPMD {name or kind}", f"Mode {kind.lower()}", unit.nama
    name = unit.sebutan or unit.nama
    return name, f"Kecamatan {unit.kecamatan}" if unit.kecamatan else unit.kabupaten, name
