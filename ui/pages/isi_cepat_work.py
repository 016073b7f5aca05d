"""What Isi cepat does with what is typed: saves it as it is left, takes it back, pastes many lines, tries again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from jamsos_desktop.desk import Desk, FillColumn, Filled, FillEntry
from jamsos_desktop.jobs import Progress
from jamsos_desktop.model.codes import fold, synonyms
from jamsos_desktop.model.parse import clean
from jamsos_desktop.problems import Problem
from ui.pages.isi_cepat_model import LATE, FillTable, Line

if TYPE_CHECKING:
    from ui.window import Shell
    from ui.worker import Worker

AGAIN_MS = 1500  # until what could not be written is tried again
AT_ONCE = 8  # values saved in the window's own thread; more go to a worker
NOT_STORED = ("berubah", "hilang")
Before = tuple[str, str, str]  # uid, key, the text that stood there


class FillWork(QObject):
    """``saved(ok)``: something was written, or could not be; ``busy_changed(progress)``: many are being saved, None
    when that is over; ``undone(uid, key)``: the value that came back."""

    saved = Signal(bool)
    busy_changed = Signal(object)
    undone = Signal(str, str)

    def __init__(self, desk: Desk, shell: Shell, table: FillTable, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell, self._table = desk, shell, table
        self._back: list[list[Before]] = []
        self._late: list[tuple[Line, int]] = []
        self._worker: Worker | None = None
        self.problem: Problem | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self.try_again)
        table.typed.connect(self.save)

    @property
    def running(self) -> bool:
        """Whether many values are being saved."""
        return self._worker is not None

    @property
    def late(self) -> int:
        """How many typed values are not stored yet."""
        return len(self._late)

    @property
    def can_undo(self) -> bool:
        """Whether a value can be taken back."""
        return bool(self._back)

    def forget(self) -> None:
        """The column is left: what was typed there can no longer be taken back here."""
        self._back.clear()
        self._late.clear()
        self._timer.stop()

    # One value.

    def save(self, line: Line, which: int, text: str) -> None:
        """Store what was typed; where that fails it stays in its cell and is tried again."""
        column = self._table.columns[which]
        text = completed(self._desk, column, text)
        try:
            result = self._desk.fill(line.row.uid, line.revisi, column.key, text)
        except Problem as problem:
            self._hold(line, which, text, problem)
            return
        self._late = [one for one in self._late if one != (line, which)]
        self._took(result, text, which, line)
        if result.hasil not in NOT_STORED and result.teks != result.sebelum:
            self._back.append([(result.uid, result.key, result.sebelum)])
        self.saved.emit(not self._late)

    def _took(self, result: Filled, text: str, which: int, line: Line) -> None:
        self._table.take(result)
        if result.hasil == "berubah":
            now = f"Isinya sekarang: {result.teks}." if result.teks else "Isinya sekarang kosong."
            self._table.hold(line, which, text, "berubah", f"{result.pesan} {now}", result.cara)
        elif result.hasil == "hilang":
            self._table.hold(line, which, text, "hilang", result.pesan, result.cara)

    def _hold(self, line: Line, which: int, text: str, problem: Problem) -> None:
        self.problem = problem
        self._table.hold(line, which, text, LATE, f"Belum tersimpan. {problem.apa}", "Aplikasi mencoba lagi.")
        if (line, which) not in self._late:
            self._late.append((line, which))
        self._timer.start()
        self.saved.emit(False)

    def try_again(self) -> None:
        """Store what could not be stored before."""
        waiting = [(line, which) for line, which in self._late if line.cells[which].state == LATE]
        self._late.clear()
        for line, which in waiting:
            self.save(line, which, line.cells[which].text)
        if not self._late:
            self._timer.stop()

    def again(self, line: Line, which: int) -> None:
        """The typed text after all, over what somebody else wrote meanwhile."""
        self.save(line, which, line.cells[which].text)

    def settle(self, line: Line, which: int, kode: str) -> None:
        """A warning was compared with the papers: it is silent from now on."""
        self._table.take(self._desk.settle_fill(line.row.uid, line.revisi, self._table.columns[which].key, kode))
        self.saved.emit(True)

    # Many values.

    def save_many(self, entries: Sequence[tuple[Line, int, str]]) -> None:
        """Store values of many people, each checked; a lot of them behind the window."""
        changed = [(line, which, text) for line, which, text in entries if text != line.cells[which].text]
        if len(changed) <= AT_ONCE:
            start = len(self._back)
            for line, which, text in changed:
                self.save(line, which, text)
            self._back[start:] = [[one for step in self._back[start:] for one in step]] if self._back[start:] else []
            return
        self._start([FillEntry(line.row.uid, line.revisi, self._table.columns[which].key,
                               completed(self._desk, self._table.columns[which], text))
                     for line, which, text in changed], remember=True)

    def _start(self, entries: list[FillEntry], *, remember: bool) -> None:
        stored: list[Filled] = []
        job = lambda: self._desk.fill_job(entries, stored.append)  # noqa: E731
        self.busy_changed.emit(Progress(0, len(entries), ""))

        def over() -> None:
            self._worker = None
            self._show(entries, stored, remember)
            self.busy_changed.emit(None)

        def failed(problem: Problem) -> None:
            over()
            self._shell.problem(problem)

        self._worker = self._shell.run(job, lambda _: over(), self.busy_changed.emit, failed, over)

    def _show(self, entries: Sequence[FillEntry], stored: Sequence[Filled], remember: bool) -> None:
        typed = {(entry.uid, entry.key): entry.teks for entry in entries}
        places = {column.key: at for at, column in enumerate(self._table.columns)}
        for result in stored:
            line = self._table.find(result.uid)
            if line is not None and result.key in places:
                self._took(result, typed[result.uid, result.key], places[result.key], line)
        kept = [one for one in stored if one.hasil not in NOT_STORED and one.teks != one.sebelum]
        if remember and kept:
            self._back.append([(one.uid, one.key, one.sebelum) for one in kept])
        self.saved.emit(not self._late)

    def stop(self) -> None:
        """No more values from here on; what is stored stays."""
        if self._worker is not None:
            self._worker.cancel()

    # Taking back.

    def undo(self) -> bool:
        """The last value (or paste) back to what stood there; False when there is nothing to take back."""
        if self.running or not self._back:
            return False
        step = self._back.pop()
        entries = [FillEntry(uid, line.revisi, key, text) for uid, key, text in step
                   if (line := self._table.find(uid)) is not None]
        if len(entries) > AT_ONCE:
            self._start(entries, remember=False)
        else:
            self._show(entries, [self._desk.fill(*entry) for entry in entries], remember=False)
        self.undone.emit(*step[0][:2])
        return True


def completed(desk: Desk, column: FillColumn, text: str) -> str:
    """A text of a code column as its label, where it says nothing yet and exactly one label begins so."""
    words = fold(text)
    known = desk.lists.get(column.daftar) or synonyms(column.daftar) if column.pilihan else {}
    if not words or not known or words in known:
        return text
    near = [label for _, label in column.pilihan if fold(label).startswith(words)]
    return near[0] if len(near) == 1 else text


def lines_of(text: str) -> list[list[str]]:
    """Rows and cells of a text copied in Excel, where a cell with a line break stands in quotes. An empty line is an
    empty cell: the rows below it keep their place."""
    rows = csv.reader(io.StringIO(text.rstrip("\r\n")), delimiter="\t")
    return [[clean(cell) for cell in row] or [""] for row in rows]


