"""Terima kiriman: a folder, a stick or files taken in, and what to do with each of them (mock-up 15)."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget

from jamsos_desktop.desk import Desk, FileLine, ForkView, TakeInReport
from jamsos_desktop.jobs import Progress
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import drives
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.pages.terima_advice import advice_of
from ui.pages.terima_deciding import Deciding
from ui.pages.terima_lines import KirimanLines, Waiting, total_words
from ui.pages.terima_list import LinesCard
from ui.pages.terima_panel import LinePanel
from ui.pages.terima_run import TakeRun
from ui.pages.terima_source import Source, SourcePanel, files_job, sources_job
from ui.widgets import Button, NoteStrip

if TYPE_CHECKING:
    from jamsos_desktop.desk import District
    from ui.window import Shell

NARROW = 1080  # px of page width below which the panel gets smaller and kecamatan gives way
PANEL = 330
PAST = 500  # deliveries listed when the page opens
SOURCE, CHOSEN = 0, 1
NONE_THERE = "Tidak ada kiriman desa (JD-....jdx) di sana."


class TerimaPage(Page):
    """Left every kiriman with its outcome, right where to take from, or what to do with the chosen one."""

    title = "Terima kiriman"
    keys = [("↑ ↓", "Pindah"), ("Enter", "Buka rincian"), ("F5", "Ambil kiriman"), ("F8", "Masalah berikut"),
            ("Ctrl+P", "Tanda terima"), ("Esc", "Batalkan proses"), ("F1", "Bantuan")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district: District = desk.district
        self.find_drives: drives.Finder = drives.removable
        self.lines = KirimanLines()
        self._come: deque[FileLine] = deque()  # filled by the worker's thread, emptied by the window's
        self._batch: list[FileLine] = []  # what the last job brought, for its receipt
        self._running = self._ran = False
        self._fork: ForkView | None = None
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    # What is on the page

    def _build(self) -> None:
        head, body = self.frame(self.title)
        self.take_button = Button("Ambil kiriman...", "primary", "folder2-open")
        self.print_button = Button("Cetak tanda terima", icon="printer")
        head.addWidget(self.take_button)
        head.addWidget(self.print_button)
        self.strip = TakeRun()
        self.note = NoteStrip("ok", "")
        body.addWidget(self.strip)
        body.addWidget(self.note)
        self.strip.hide()
        self.note.hide()
        self.list = LinesCard(self.lines)
        self.source, self.panel = SourcePanel(), LinePanel()
        self.right = QStackedWidget()
        self.right.setFixedWidth(PANEL)
        self.right.addWidget(self.source)
        self.right.addWidget(self.panel)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list, 1)
        row.addWidget(self.right)
        body.addLayout(row, 1)
        self.deciding = Deciding(self.desk, self.shell, self)
        self.paper = PaperOut(self.desk, self.shell, self)

    def _connect(self) -> None:
        self.take_button.clicked.connect(self.take_in)
        self.print_button.clicked.connect(self.print_now)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.panel.focus_first)
        self.source.scan_wanted.connect(self.scan)
        self.source.source_wanted.connect(self._take_source)
        self.source.folder_wanted.connect(self._pick_folder)
        self.source.files_wanted.connect(self._pick_files)
        self.panel.asked.connect(self._act)
        self.panel.decided.connect(self._decide)
        self.panel.undone.connect(self._undo_fork)
        self.deciding.changed.connect(self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.set_narrow(self.width() < NARROW)

    # What the shell asks

    def opened(self, **args: Any) -> None:
        if self._running:
            return
        self.refresh()
        self.scan()
        if self.lines.rowCount():
            self.list.view.setFocus()
        else:
            self.source.focus_first()

    def refresh(self) -> None:
        """Read the lines anew: what a decision changed stands in its row."""
        if self._running:
            return
        kept = self.list.current()
        past = self.district.deliveries(PAST)
        if self._ran:
            known = {line.kiriman_id: line for line in past if line.kiriman_id}
            lines = [known.get(line.kiriman_id, line) for line in self._batch]
            waiting = self.lines.waiting()
            self.lines.show_past(lines)
            self._say_batch(lines, len(waiting))
        else:
            self.lines.show_past(past)
            places = len({line.kode for line in past})
            self.sub.setText(f"{number(len(past))} kiriman terakhir dari {number(places)} desa" if past else "")
        self._count()
        self.list.go_to(kept)
        self._choose(self.list.current())

    def take_in(self) -> bool:
        """F5: choose where to take from."""
        if not self._running:
            self.scan()
            self.right.setCurrentIndex(SOURCE)
            self.source.focus_first()
        return True

    def back(self) -> bool:
        if self._running:
            return self.strip.cancel()
        if self.right.currentIndex() == SOURCE and self.lines.line(self.list.current()) is not None:
            self._choose(self.list.current())
            self.list.view.setFocus()
            return True
        return False

    def next_problem(self, step: int) -> bool:
        row = self.lines.next_problem(self.list.current(), step)
        if row < 0:
            self.shell.toast("Tidak ada kiriman yang menunggu Anda.")
        else:
            self.list.go_to(row)
            self.list.view.setFocus()
        return True

    def next_panel(self, step: int = 1) -> bool:
        here = self.focusWidget()
        if here is not None and self.right.isAncestorOf(here):
            self.list.view.setFocus()
        elif self.right.currentIndex() == SOURCE:
            self.source.focus_first()
        else:
            self.panel.focus_first()
        return True

    def print_now(self) -> bool:
        """Ctrl+P: one paper that lists what was taken in."""
        lines = [line for line in (self._batch if self._ran else self.lines.lines()) if line.kiriman_id]
        if self._running:
            self.shell.toast("Tunggu sampai pemeriksaan selesai.")
        elif not lines:
            self.shell.toast("Belum ada kiriman yang tercatat.")
        else:
            self.paper.start(lambda: self.district.receipt_job(lines), "Tanda terima")
        return True

    # Where to take from

    def scan(self) -> None:
        """Look again for flash drives."""
        find, scan = self.find_drives, self.district.scan_files
        self.shell.run(lambda: sources_job(find, scan), self.source.show_sources)

    def _pick_folder(self) -> None:
        folder = drives.pick_folder(self)
        if folder is not None:
            self.take([folder])

    def _pick_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Pilih kiriman", "", "Kiriman desa (JD-*.jdx);;Semua file (*)")
        if names:
            self.take([Path(name) for name in names])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._running and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.take(paths)

    def take(self, paths: Sequence[Path]) -> None:
        """Look what lies in these folders and files, then take it in."""
        if not self._running:
            self._look(paths, paths[0].name if len(paths) == 1 else f"{number(len(paths))} pilihan")
            self.sub.setToolTip("\n".join(map(str, paths[:20])))

    def _take_source(self, source: Source) -> None:
        self._look([source.drive.root], source.drive.name)

    def _look(self, paths: Sequence[Path], place: str) -> None:
        scan, regions = self.district.scan_files, self.desk.ctx.regions
        self.shell.run(lambda: files_job(scan, paths, regions), lambda files: self._take_files(files, place))

    # The job

    def _take_files(self, files: Sequence[Waiting], place: str) -> None:
        if self._running:
            return
        if not files:
            self.shell.problem(Problem("TAK_ADA_FILE", NONE_THERE, "Tidak ada data yang berubah.",
                                       "Periksa foldernya, atau pilih filenya satu per satu."))
            return
        self._running, self._ran, self._batch = True, True, []
        self._come.clear()
        self.lines.start(files)
        places = len({file.path.name.rpartition("-")[0] for file in files})
        self.sub.setText(f"{place} · {number(len(files))} kiriman dari {number(places)} desa")
        self._set_busy(True)
        paths = tuple(file.path for file in files)
        worker = self.shell.run(lambda: self.district.take_in_job(paths, on_line=self._come.append), self._done,
                                self._progress, self._failed, self._cancelled)
        worker.finished.connect(self._surely_ended)
        self.strip.follow(worker)

    def _progress(self, progress: Progress) -> None:
        if self._running:
            self.lines.reached(progress.done)
            self._drain()
            self._count()
            self.strip.kept(len(self._batch))
            if not self.list.view.hasFocus():  # follow the job until somebody looks at a row of their own
                self.list.view.scrollTo(self.lines.index(self.lines.at, 0))

    def _drain(self) -> None:
        """Show what the worker finished since the last look."""
        come = []
        while self._come:
            come.append(self._come.popleft())
        if come:
            self._batch.extend(come)
            self.lines.finish(come)

    def _done(self, report: TakeInReport) -> None:
        self._drain()
        self._stop()
        self.shell.toast(f"{number(len(report.lines))} kiriman selesai diperiksa.")

    def _cancelled(self) -> None:
        self._drain()
        self._stop()

    def _failed(self, problem: Problem) -> None:
        self._drain()
        self._stop()
        self.shell.problem(problem)

    def _surely_ended(self) -> None:
        """After a fault of ours nothing was answered; the page must not stay locked."""
        if self._running:
            self._stop()

    def _stop(self) -> None:
        self._running = False
        self.lines.end()
        self._set_busy(False)
        self._count()
        self._say_batch(self._batch, len(self.lines.waiting()))
        self.shell.refresh_counts()
        self.shell.saved()
        self.list.view.setFocus()
        self._choose(self.list.current())

    def _set_busy(self, busy: bool) -> None:
        self.strip.setVisible(busy)
        self.note.setVisible(False)
        self.take_button.setEnabled(not busy)
        self.print_button.setEnabled(not busy)
        self.source.set_busy(busy)

    # What is shown

    def _say_batch(self, lines: Sequence[FileLine], left: int) -> None:
        counts = self.lines.counts()
        asks = counts["perlu keputusan"] + counts["ditolak"]
        words = f"{number(len(lines))} kiriman selesai diperiksa."
        if left:
            words = f"Dibatalkan. {words} {number(left)} belum disentuh."
        self.note.set("warn" if asks or left else "ok",
                      f"{words} {number(asks)} menunggu Anda: tekan F8." if asks else f"{words} Semua beres.")
        self.note.show()

    def _count(self) -> None:
        counts = self.lines.counts()
        self.list.counts.show_counts(counts, total_words(self.lines.lines()) if self.lines.rowCount() else "")
        self.list.show_empty(not self.lines.rowCount())

    def _choose(self, row: int) -> None:
        """The panel follows the row with the keyboard."""
        line = self.lines.line(row)
        if line is None:
            self.right.setCurrentIndex(SOURCE)
            return
        self.right.setCurrentIndex(CHOSEN)
        place = self.deciding.place_of(line)
        if line.hasil == "dua_laptop" and line.kiriman_id:
            self._fork = self.district.fork_view(line.kiriman_id)
            self.panel.show_fork(line, place, self._fork)
        else:
            self.panel.show_advice(line, place, advice_of(line, self.deciding.unit_of(line)))

    def _act(self, key: str) -> None:
        if (line := self.lines.line(self.list.current())) is not None:
            self.deciding.act(key, line)

    def _decide(self, choice: str) -> None:
        if (line := self.lines.line(self.list.current())) is not None:
            self.deciding.fork(line, choice)

    def _undo_fork(self) -> None:
        if self._fork is not None:
            self.deciding.undo(self._fork.putusan_id)

