"""Photos made ready to be kept as scans: for which paper each is, cut, turned, toned, and how small it becomes.

Nothing is kept before "Simpan scan", and the files chosen are only read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout

from jamsos_desktop.desk import Desk, MadeScan, ScanEdit, ScanLook, ScanWork
from jamsos_desktop.jobs import Progress
from jamsos_desktop.problems import Problem
from ui import ask, theme
from ui.drives import size_text
from ui.keys import bind
from ui.pages.scan_canvas import ScanCanvas
from ui.pages.scan_foot import ScanFoot
from ui.pages.scan_items import UNUSED, ScanItem, assigned, double, make_job
from ui.pages.scan_tools import ScanTools
from ui.widgets.bars import NoteStrip
from ui.worker import Worker

if TYPE_CHECKING:
    from ui.window import Shell

WIDTH, HEIGHT = 1000, 620
QUIET_MS = 300  # after the last change, before the size is worked out
PDF_WORDS = "PDF disimpan apa adanya, paling besar 5 MB."


class ScanIntake(QDialog):
    """``keep(made)`` is called with the scan of each paper; a Problem it raises leaves the window as it is."""

    def __init__(self, shell: Shell, desk: Desk, paths: Sequence[Path], first: str, papers: Mapping[str, str],
                 held: frozenset[str], keep: Callable[[dict[str, MadeScan]], object]) -> None:
        super().__init__(shell)
        self._shell, self._desk, self._held, self._keep = shell, desk, held, keep
        self.papers = dict(papers)
        self.items = assigned(paths, first, papers, held)
        self.at, self.gone = 0, False
        self._looking: ScanEdit | None = None  # what the picture under way is drawn with
        self._saving: Worker | None = None
        self.setWindowTitle("Siapkan scan")
        room = shell.size()
        self.resize(min(theme.px(WIDTH), room.width() - 24), min(theme.px(HEIGHT), room.height() - 24))
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._measure)
        self.finished.connect(self._leave)
        self.show_item(0)

    # -- building -----------------------------------------------------------------------------------

    def _build(self) -> None:
        outer, column = ask.surface(self)
        column.setContentsMargins(12, 12, 12, 12)
        self.note = NoteStrip("warn", "")
        self.note.hide()
        column.addWidget(self.note)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        self.canvas = ScanCanvas()
        self.canvas.changed.connect(self._moved)
        self.tools = ScanTools({UNUSED: "Tidak dipakai", **self.papers})
        self.tools.paper_chosen.connect(self._assign)
        self.tools.edited.connect(self._edited)
        self.tools.undone.connect(self.restore)
        self.canvas.taken.connect(self.tools.say_hand)
        middle.addWidget(self.canvas, 1)
        middle.addWidget(self.tools)
        column.addLayout(middle, 1)
        self.foot = foot = ScanFoot()
        self.store = foot.store
        outer.addWidget(foot)
        foot.before.clicked.connect(lambda: self.show_item(self.at - 1))
        foot.after.clicked.connect(lambda: self.show_item(self.at + 1))
        foot.quit.clicked.connect(self.reject)
        foot.store.clicked.connect(self.save)
        for key, step in (("PgUp", -1), ("PgDown", 1)):
            bind(self, key, lambda step=step: self.show_item(self.at + step))
        bind(self, "F10", self.save)
        self.canvas.setFocus()

    # -- one photo ----------------------------------------------------------------------------------

    @property
    def item(self) -> ScanItem:
        """The photo on screen."""
        return self.items[self.at]

    def show_item(self, number: int) -> None:
        """Another photo of those chosen."""
        if not 0 <= number < len(self.items) or self._saving is not None:
            return
        if number != self.at:
            self.item.work = None  # read again when it is looked at: sixty large photos would fill the memory
        self.at = number
        self.canvas.clear()
        self._show_state()
        if self.item.work is not None:
            self._look()
        elif self.item.problem is None and not self.item.opening:
            item = self.item
            item.opening = True
            self._shell.run(lambda: self._desk.scan_open_job(item.path), lambda work: self._opened(item, work),
                            on_error=lambda problem: self._refused(item, problem))

    def _opened(self, item: ScanItem, work: ScanWork) -> None:
        item.opening = False
        if not self.gone and item is self.item:
            item.work = work
            self._show_state()
            self._look()

    def _refused(self, item: ScanItem, problem: Problem) -> None:
        item.problem, item.kode, item.opening = problem, UNUSED, False
        if not self.gone:
            self._show_state()

    def _show_state(self) -> None:
        """Everything around the picture, as the photo in hand stands."""
        item = self.item
        self.foot.show_place(self.at, len(self.items), item.path.name)
        self.tools.show_item(item.kode, item.edit, item.work is not None and not item.is_pdf, item.problem is None)
        self.canvas.set_corners(item.edit.sudut, self.tools.free.isChecked(), item.work is None or item.is_pdf)
        self._say_size()
        self._say_note()

    def _say_note(self) -> None:
        """What stands in the way, or what will be replaced."""
        item, twice = self.item, double(self.items)
        used = [one for one in self.items if one.kode]
        role, words = "", ""
        if item.problem is not None:
            role, words = "error", f"{item.problem.apa} {item.problem.cara}"
        elif twice:
            role, words = "error", f"Dua foto untuk {self.papers[twice]}. Satu berkas memuat satu scan."
        elif item.kode in self._held:
            role, words = "info", f"{self.papers[item.kode]} sudah ada scan. Yang lama diganti."
        self.note.setVisible(bool(words))
        if words:
            self.note.set(role, words)
        self.foot.show_uses(len(used), not twice and self._saving is None)

    def _say_size(self) -> None:
        item = self.item
        if item.is_pdf and item.work is not None:
            self.tools.say_size(f"{size_text(len(item.work.data))}. {PDF_WORDS}", item.path.name)
        elif item.fresh and item.made is not None:
            self.tools.say_size(f"{size_text(item.made.semula)} menjadi {size_text(len(item.made.data))}")
        else:
            self.tools.say_size("Menghitung ukuran…" if item.work is not None else "")

    # -- changing -----------------------------------------------------------------------------------

    def _assign(self, kode: str) -> None:
        self.item.kode = kode
        self._say_note()

    def _edited(self, edit: ScanEdit) -> None:
        """A turn, a tilt or a look was chosen; a turn begins the cut anew."""
        self.item.edit = edit
        self.canvas.set_corners(edit.sudut, self.tools.free.isChecked())
        self._look()

    def _moved(self) -> None:
        self.item.edit = self.tools.with_corners(self.canvas.corners)
        self._say_size()
        self._timer.start()

    def restore(self) -> None:
        """The photo as it came."""
        self.item.edit = ScanEdit()
        self._show_state()
        self._look()

    def _look(self) -> None:
        """Draw the photo in hand as it is turned and toned now; one picture at a time."""
        item = self.item
        if item.work is None or self._looking is not None:
            return
        work, edit = item.work, item.edit
        self._looking = edit
        self._shell.run(lambda: self._desk.scan_look_job(work, edit), lambda made: self._seen(item, edit, made),
                        on_error=lambda problem: self._unseen(item, problem))

    def _seen(self, item: ScanItem, edit: ScanEdit, made: ScanLook) -> None:
        self._looking = None
        if self.gone:
            return
        if item is self.item and item.edit.putar == edit.putar:
            self.canvas.show_look(made)
            self._say_size()
        same = item is self.item and (item.edit.putar, item.edit.miring, item.edit.rupa) == (
            edit.putar, edit.miring, edit.rupa)
        self._timer.start() if same else self._look()

    def _unseen(self, item: ScanItem, problem: Problem) -> None:
        self._looking = None
        self._refused(item, problem)
        if not self.gone and item is not self.item:
            self._look()

    def _measure(self) -> None:
        """Work out how small the photo in hand becomes."""
        item = self.item
        if self.gone or self._saving is not None or item.work is None or item.is_pdf or item.fresh:
            return
        work, edit = item.work, item.edit
        self._shell.run(lambda: self._desk.scan_make_job(work, edit), lambda made: self._measured(item, edit, made),
                        on_error=lambda problem: self._refused(item, problem))

    def _measured(self, item: ScanItem, edit: ScanEdit, made: MadeScan) -> None:
        item.made, item.made_with = made, edit
        if not self.gone and item is self.item:
            self._say_size()

    # -- ending -------------------------------------------------------------------------------------

    def save(self) -> None:
        """Make what is not made yet, then keep all of it."""
        if not self.store.isEnabled():
            return
        self._saving = self._shell.run(lambda: make_job(self._desk, self.items), self._made, self._told,
                                       on_error=self._failed, on_cancel=self._stopped)
        self.foot.working()
        for part in (self.tools, self.canvas):
            part.setEnabled(False)

    def _told(self, progress: Progress) -> None:
        if not self.gone:
            self.foot.told(progress)

    def _made(self, made: dict[str, MadeScan]) -> None:
        if self.gone:
            return
        self._stopped()
        try:
            self._keep(made)
        except Problem as problem:
            self._shell.problem(problem)
            return
        self.accept()

    def _failed(self, problem: Problem) -> None:
        if not self.gone:
            self._stopped()
            self.note.set("error", f"{problem.apa} {problem.cara}")
            self.note.show()

    def _stopped(self) -> None:
        self._saving = None
        if not self.gone:
            self.foot.bar.hide()
            for part in (self.tools, self.canvas):
                part.setEnabled(True)
            self._show_state()

    def reject(self) -> None:
        """Esc: work under way is stopped first, then the window goes; nothing was kept."""
        if self._saving is not None:
            self._saving.cancel()
        else:
            super().reject()

    def _leave(self) -> None:
        """Nothing of a photo stays in memory."""
        self.gone = True
        self._timer.stop()
        self.items = self.items[:0]
        self.deleteLater()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.canvas.update()
