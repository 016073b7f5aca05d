"""The search for doubles that follows a taking in: a strip while it runs, then a note that leads to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jamsos_desktop.desk import DoublesReport, FileLine
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui.widgets import Button, NoteStrip, ProgressStrip

if TYPE_CHECKING:
    from jamsos_desktop.desk import District
    from ui.window import Shell


class DoublesSearch(QObject):
    """Compares who came with everybody, without asking; cancelled or failed, nothing has changed."""

    def __init__(self, district: District, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent)
        self._district, self._shell = district, shell
        self._again = False
        self.strip = ProgressStrip("Mencari ganda", parent=parent, unit="orang")
        self.button = Button("Buka Ganda && mutu", small=True)
        self.note = NoteStrip("warn", "", self.button, parent)
        self.button.clicked.connect(lambda: shell.go("ganda"))

    def put_into(self, body: QVBoxLayout) -> None:
        """Stand in the page, unseen until there is something to say."""
        for widget in (self.strip, self.note):
            body.addWidget(widget)
            widget.hide()

    @property
    def running(self) -> bool:
        return self.strip.running

    def cancel(self) -> bool:
        """Esc; False when nothing is running."""
        self._again = False
        return self.strip.cancel()

    def clear(self) -> None:
        """What was said about an earlier taking in."""
        self.note.hide()

    def after(self, lines: Iterable[FileLine], released: int) -> None:
        """Search when anybody came or changed."""
        if released or any(line.baru or line.berubah for line in lines):
            self.start()

    def start(self) -> None:
        """Search; while one is running, once more after it."""
        self.note.hide()
        if self.running:
            self._again = True
            return
        self._again = False
        worker = self._shell.run(lambda: self._district.find_doubles_job(""), self._found, on_error=self._failed,
                                 on_cancel=lambda: None)
        worker.ended.connect(self._ended)
        self.strip.run(worker, "Mencari ganda", "Bila dibatalkan, cari lagi di Ganda & mutu.")
        self.strip.show()

    def _found(self, report: DoublesReport) -> None:
        self._shell.refresh_counts()
        if self._shell.current_name == "ganda" and self._shell.current is not None:
            self._shell.current.refresh()
        if report.terbuka:
            self.note.set("warn", f"{number(report.terbuka)} pasangan mungkin ganda.")
            self.note.show()

    def _failed(self, problem: Problem) -> None:
        self.note.set("warn", f"Ganda belum dicari. {problem.apa}")
        self.note.show()

    def _ended(self) -> None:
        self.strip.hide()
        if self._again:
            self.start()
