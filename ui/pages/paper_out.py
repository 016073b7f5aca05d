"""A list on paper from any page: made as a PDF by a job, then put on a printer, or opened where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from jamsos_desktop.desk import Desk
from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import Problem
from ui import printing

if TYPE_CHECKING:
    from ui.window import Shell
    from ui.worker import Worker


class PaperOut(QObject):
    """``start(make, title)``: one list at a time; ``path`` is the PDF made last."""

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._busy = False
        self.path: Path | None = None
        self.open_file: Callable[[Path], bool] = _open

    def start(self, make: Callable[[], Job[Path]], title: str) -> Worker | None:
        """Make the PDF, then ask what to do with it (``Shell.offer``). The worker, None while another is being made."""
        if self._busy:
            return None
        self._busy = True
        worker = self._shell.run(make, lambda path: self._made(path, title))
        worker.ended.connect(self._free)
        return worker

    def _free(self) -> None:
        self._busy = False

    def _made(self, path: Path, title: str) -> None:
        self.path = path
        self._shell.run(printing.printers_job, lambda names: self._choose(names, path, title))

    def _choose(self, names: Sequence[str], path: Path, title: str) -> None:
        if names:
            self._shell.offer(f"{title} sudah jadi. {path.name} tersimpan di {path.parent}.", "Cetak di kertas",
                              lambda: self._print(path, title), "Buka PDF", lambda: self._open(path, title))
        else:
            self._open(path, title)

    def _print(self, path: Path, title: str) -> None:
        printer = printing.choose_printer(self._shell, title)
        if printer is not None:
            self._print_on(printer, path, title)

    def _open(self, path: Path, title: str) -> None:
        if self.open_file(path):
            self._shell.toast(f"{title} tersimpan: {path.name}")
        else:
            self._shell.problem(Problem("PEMBUKA_TIDAK_ADA", "Laptop ini tidak punya program pembuka PDF.",
                                        f"File {path.name} tersimpan di {path.parent}.",
                                        "Buka file itu di laptop lain, atau pasang pembaca PDF."))

    def _print_on(self, printer: Any, path: Path, title: str) -> None:
        def pages_of(page: int, scale: float) -> Job[Any]:
            return self._desk.page_job(path, page, scale)

        self._shell.run(lambda: pages_of(0, 0.1), lambda first: self._shell.run(
            lambda: printing.print_pages_job(printer, first.pages, pages_of),
            lambda _: self._shell.toast(f"{title} dikirim ke printer.")))


def _open(path: Path) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
