"""Choosing files and running the job that takes them in; the page hears of each file as soon as it is durable."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from jamsos_desktop.desk import Desk, FileLine, TakeInReport
from jamsos_desktop.jobs import Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import number
from ui import drives
from ui.pages.terima_lines import Waiting
from ui.pages.terima_run import TakeRun
from ui.pages.terima_source import Source, files_job, sources_job

if TYPE_CHECKING:
    from jamsos_desktop.desk import District
    from ui.window import Shell

NONE_THERE = "Tidak ada kiriman desa (JD-....jdx) di sana."


class Intake(QObject):
    """``sources``: flash drives were looked through. ``started(files, place, paths)``, ``heard(lines, done)``,
    ``ended(dilepas)``: how many kept aside earlier came in too; also after a cancel (0) and a failure."""

    sources = Signal(object)
    started = Signal(object, str, object)
    heard = Signal(object, int)
    ended = Signal(int)

    def __init__(self, desk: Desk, shell: Shell, strip: TakeRun, parent: QObject) -> None:
        super().__init__(parent)
        assert desk.district is not None
        self._district: District = desk.district
        self._desk, self._shell, self._strip = desk, shell, strip
        self.find_drives: drives.Finder = drives.removable
        self._come: deque[FileLine] = deque()  # filled by the worker's thread, emptied by the window's
        self.running = self.ran = False
        self.batch: list[FileLine] = []  # what the last job brought

    def scan(self) -> None:
        """Look again for flash drives."""
        find, scan = self.find_drives, self._district.scan_files
        self._shell.run(lambda: sources_job(find, scan), self.sources.emit)

    def pick_folder(self) -> None:
        """Ask for a folder and take in what lies in it."""
        folder = drives.pick_folder(self._shell)
        if folder is not None:
            self.take([folder])

    def pick_files(self) -> None:
        """Ask for files and take them in."""
        names, _ = QFileDialog.getOpenFileNames(self._shell, "Pilih kiriman", "",
                                                "Kiriman desa (JD-*.jdx);;Semua file (*)")
        if names:
            self.take([Path(name) for name in names])

    def take_source(self, source: Source) -> None:
        """Everything on a flash drive."""
        self._look([source.drive.root], source.drive.name)

    def take(self, paths: Sequence[Path]) -> None:
        """Look what lies in these folders and files, then take it in."""
        if not self.running:
            only = paths[0].name or str(paths[0])
            self._look(paths, only if len(paths) == 1 else f"{number(len(paths))} pilihan")

    def _look(self, paths: Sequence[Path], place: str) -> None:
        scan, regions = self._district.scan_files, self._desk.ctx.regions
        self._shell.run(lambda: files_job(scan, paths, regions), lambda files: self._begin(files, place, paths))

    def _begin(self, files: Sequence[Waiting], place: str, paths: Sequence[Path]) -> None:
        if self.running:
            return
        if not files:
            self._shell.problem(Problem("TAK_ADA_FILE", NONE_THERE, TIDAK_BERUBAH,
                                        "Periksa foldernya, atau pilih filenya satu per satu."))
            return
        self.running, self.ran, self.batch = True, True, []
        self._come.clear()
        self.started.emit(files, place, paths)
        wanted = tuple(file.path for file in files)
        worker = self._shell.run(lambda: self._district.take_in_job(wanted, on_line=self._come.append), self._done,
                                 self._progress, self._failed, lambda: self._end(0))
        worker.ended.connect(self._surely_ended)
        self._strip.follow(worker)

    def _progress(self, progress: Progress) -> None:
        if self.running:
            self._drain(progress.done)
            self._strip.kept(len(self.batch))

    def _drain(self, done: int) -> None:
        """Tell what the worker finished since the last look."""
        come = []
        while self._come:
            come.append(self._come.popleft())
        self.batch.extend(come)
        self.heard.emit(come, done)

    def _done(self, report: TakeInReport) -> None:
        self._end(len(report.dilepas))

    def _failed(self, problem: Problem) -> None:
        self._end(0)
        self._shell.problem(problem)

    def _surely_ended(self) -> None:
        """After a fault of ours nothing was answered; the page must not stay locked."""
        if self.running:
            self._end(0)

    def _end(self, released: int) -> None:
        self._drain(len(self.batch))
        self.running = False
        self.ended.emit(released)
