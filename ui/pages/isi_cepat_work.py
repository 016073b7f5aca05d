"""What Isi cepat does with what is typed: saves it as it is left, takes it back, pastes many lines, tries again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from jamsos_desktop.desk import Desk, FillColumn, Filled, FillEntry, FillQuery
from jamsos_desktop.jobs import Progress
from jamsos_desktop.model.codes import fold, synonyms
from jamsos_desktop.model.parse import clean
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui.pages.isi_cepat_model import LATE, FillTable, Line

if TYPE_CHECKING:
    from ui.window import Shell
    from ui.worker import Worker

AGAIN_MS = 1500  # until what could not be written is tried again
AT_ONCE = 8  # values saved in the window's own thread; more go to a worker
NOT_STORED = ("berubah", "hilang")
PASSING = ("DATA_SIBUK", "DISK_PENUH", "DISK_GAGAL")  # what may be over when it is tried again
Before = tuple[str, str, str]  # uid, key, the text that stood there


class FillWork(QObject):
    """``saved(ok)``: something was written, or could not be; ``told``: nothing was written, and the rows say why;
    ``busy_changed(progress)``: many are being saved, None when that is over; ``undone(uid, key)``: the value that came
    back; ``others``: columns that are not shown changed too."""

    saved = Signal(bool)
    told = Signal()
    busy_changed = Signal(object)
    undone = Signal(str, str)
    others = Signal()

    def __init__(self, desk: Desk, shell: Shell, table: FillTable, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell, self._table = desk, shell, table
        self._back: list[list[Before]] = []
        self._late: dict[tuple[str, str], FillEntry] = {}
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
        """The column is left: what was typed there can no longer be taken back here. What is late stays late."""
        self._back.clear()

    # Saving.

    def save(self, line: Line, which: int, text: str) -> None:
        """Store what was typed; where that fails it stays in its cell and is tried again."""
        self._put([self._entry(line, which, text)])

    def save_many(self, typed: Sequence[tuple[Line, int, str]]) -> None:
        """Store values of many people, each checked; a lot of them behind the window."""
        self._put([self._entry(*one) for one in typed if one[2] != one[0].cells[one[1]].text])

    def _entry(self, line: Line, which: int, text: str) -> FillEntry:
        column = self._table.columns[which]
        return FillEntry(line.row.uid, line.revisi, column.key, completed(self._desk, column, text))

    def _put(self, entries: list[FillEntry], *, remember: bool = True) -> None:
        if len(entries) > AT_ONCE:
            self._start(entries, remember)
        elif entries:
            try:
                stored = self._desk.fill_some(entries)
            except Problem as problem:
                self._hold(entries, problem)
            else:
                self._show(entries, stored, remember)

    def _start(self, entries: list[FillEntry], remember: bool) -> None:
        stored: list[Filled] = []
        job = lambda: self._desk.fill_job(entries, stored.append)  # noqa: E731
        self.busy_changed.emit(Progress(0, len(entries), ""))

        def over() -> None:
            self._worker = None
            self._show(entries, stored, remember)
            self.busy_changed.emit(None)

        def failed(problem: Problem) -> None:
            over()
            done = {(one.uid, one.key) for one in stored}
            self._hold([entry for entry in entries if (entry.uid, entry.key) not in done], problem)
            self._shell.problem(problem)

        def stopped() -> None:
            over()
            self._shell.toast(f"{number(len(stored))} dari {number(len(entries))} isian tersimpan.")

        self._worker = self._shell.run(job, lambda _: over(), self.busy_changed.emit, failed, stopped)

    def stop(self) -> None:
        """No more values from here on; what is stored stays."""
        if self._worker is not None:
            self._worker.cancel()

    # What became of it.

    def _show(self, entries: Sequence[FillEntry], stored: Sequence[Filled], remember: bool) -> None:
        typed = {(entry.uid, entry.key): entry.teks for entry in entries}
        self.reread([one.uid for one in stored if one.hasil == "berubah"])
        for result in stored:
            self._took(result, typed[result.uid, result.key])
        kept = [one for one in stored if one.hasil not in NOT_STORED]
        step = [(one.uid, key, before) for one in kept if one.teks != one.sebelum
                for key, before in ((one.key, one.sebelum), *((key, "") for key in one.ikut))]
        if remember and step:
            self._back.append(step)
        if any(one.ikut or self._table.column_of(one.key) < 0 for one in kept):
            self.others.emit()
        if kept:
            self.saved.emit(not self._late)
        elif stored:
            self.told.emit()

    def _took(self, result: Filled, text: str) -> None:
        self._late.pop((result.uid, result.key), None)
        self._table.take(result)
        line, which = self._table.find(result.uid), self._table.column_of(result.key)
        if result.hasil not in NOT_STORED:  # what waits of the same person stands on this revision now
            self._late |= {key: one._replace(revisi=result.revisi) for key, one in self._late.items()
                           if one.uid == result.uid}
        elif line is None or which < 0:
            self._shell.toast(f"Satu isian tidak tersimpan. {result.pesan}")
        elif result.hasil == "berubah":
            now = f"Isinya sekarang: {result.teks}." if result.teks else "Isinya sekarang kosong."
            self._table.hold(line, which, text, "berubah", f"{result.pesan} {now}", result.cara)
        else:
            self._table.hold(line, which, text, "hilang", result.pesan, result.cara)

    def reread(self, uids: Sequence[str]) -> None:
        """Show these people as they are now; typed texts that wait stay in their cells."""
        if uids:
            keys = [column.key for column in self._table.columns]
            for row in self._desk.fill_rows(keys, FillQuery(orang=tuple(uids))):
                self._table.renew(row)
            self.show_late()

    # What could not be written.

    def _hold(self, entries: Sequence[FillEntry], problem: Problem) -> None:
        self.problem = problem
        self._late |= {(one.uid, one.key): one for one in entries}
        self.show_late()
        if problem.kode in PASSING:
            self._timer.start()
        self.saved.emit(False)

    def show_late(self) -> None:
        """Put the typed texts that wait into their cells, as far as those are shown."""
        for one in self._late.values():
            line, which = self._table.find(one.uid), self._table.column_of(one.key)
            if line is not None and which >= 0 and self.problem is not None:
                how = "Aplikasi mencoba lagi." if self.problem.kode in PASSING else self.problem.cara
                self._table.hold(line, which, one.teks, LATE, f"Belum tersimpan. {self.problem.apa}", how)

    def try_again(self) -> None:
        """Store what could not be stored before: one value first, the others once that one is written."""
        waiting = list(self._late.values())
        if waiting and not self.running:
            self._put(waiting[:1])
            if (waiting[0].uid, waiting[0].key) not in self._late:
                self._put(list(self._late.values()))
        if not self._late:
            self._timer.stop()

    def drop_hopeless(self) -> None:
        """The page is left all the same: what no trying again will write is dropped; the rest is tried on."""
        if self.problem is not None and self.problem.kode not in PASSING:
            self._late.clear()

    def again(self, line: Line, which: int) -> None:
        """The typed text after all, over what somebody else wrote meanwhile."""
        self.save(line, which, line.cells[which].text)

    def give_up(self, line: Line, which: int) -> None:
        """Drop a typed text that is not stored: what stands in the cell now is shown."""
        self._late.pop((line.row.uid, self._table.columns[which].key), None)
        line.cells[which].state = "kosong"
        self.reread((line.row.uid,))
        self.saved.emit(not self._late)

    def settle(self, line: Line, which: int, kode: str) -> None:
        """A warning was compared with the papers: it is silent from now on."""
        key = self._table.columns[which].key
        try:
            result = self._desk.settle_fill(line.row.uid, line.revisi, key, kode)
        except Problem as problem:
            self._shell.problem(problem)
        else:
            self._show([FillEntry(line.row.uid, line.revisi, key, line.cells[which].text)], (result,), remember=False)

    # Taking back.

    @property
    def undoable(self) -> bool:
        return bool(self._back) and not self.running

    def undo(self) -> bool:
        """The last value (or paste) back to what stood there; False when there is nothing to take back."""
        if self.running or not self._back:
            return False
        step = self._back.pop()
        self._put([FillEntry(uid, line.revisi, key, text) for uid, key, text in step
                   if (line := self._table.find(uid)) is not None], remember=False)
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


LONGEST_PASTE = 2_000_000  # letters: 50,000 rows with a NIK and a name


def lines_of(text: str) -> list[list[str]]:
    """Rows and cells of a text copied in Excel, where a cell with a line break stands in quotes. An empty line is an
    empty cell: the rows below it keep their place. A lone quote is a letter like any other."""
    quoting = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL
    try:
        rows = list(csv.reader(io.StringIO(text.rstrip("\r\n"), newline=""), delimiter="\t", quoting=quoting))
    except csv.Error:  # a cell beyond what the reader takes in
        rows = [line.split("\t") for line in text.splitlines()]
    return [[clean(cell) for cell in row] or [""] for row in rows]
