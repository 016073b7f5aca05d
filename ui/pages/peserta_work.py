"""What is done with many people at once: print, tick papers, change group or programme, delete. All with undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from jamsos_desktop.desk import Desk, Row
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.codes import code_label, code_list
from jamsos_desktop.model.findings import Tingkat
from jamsos_desktop.model.records import DIED, LEFT
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, title_name
from ui.busy import moment
from ui.pages import peserta_bulk as bulk
from ui.pages.peserta_bar import BulkBar
from ui.pages.peserta_bulk import Change, Outcome, Steps, sentence, skipped_words
from ui.person_table import PersonTable

if TYPE_CHECKING:
    from ui.window import Shell

PROGRAMMES = (("JKK", "JKM"), ("JKK", "JKM", "JHT"))
BLOCKING = {level.value for level in Tingkat if level.blocks}


class BulkWork(QObject):
    """Acts on the ticked people. ``changed``: what the file holds is no longer what is listed."""

    changed = Signal()

    def __init__(self, desk: Desk, window: Shell, people: PersonTable, bar: BulkBar) -> None:
        super().__init__(bar)
        self._desk, self._window, self._people, self._bar = desk, window, people, bar
        self._steps: Steps | None = None
        self._undo: Callable[[], None] | None = None
        bar.clear_wanted.connect(people.clear_ticks)
        bar.stop_wanted.connect(self.stop)
        bar.paper_button.clicked.connect(lambda: self._pop(self.paper_menu(), bar.paper_button))
        bar.group_button.clicked.connect(lambda: self._pop(self.group_menu(), bar.group_button))
        bar.leave_button.clicked.connect(lambda: self.leave_rows(people.ticked_rows()))
        bar.programme_button.clicked.connect(lambda: self._pop(self.programme_menu(), bar.programme_button))

    # Printing

    def print_rows(self, rows: Sequence[Row]) -> None:
        """Go to Cetak with those who may be printed; say first who is left out and why."""
        if not rows:
            self._window.go("cetak")
            return
        refused = [(title_name(row.nama), why) for row in rows if (why := refusal(row))]
        uids = [row.uid for row in rows if not refusal(row)]
        if not refused:
            self._window.go("cetak", uids=uids)
        elif uids:
            self._bar.ask(f"{number(len(uids))} dari {number(len(rows))} bisa dicetak. {skipped_words(refused)}",
                          f"Cetak {number(len(uids))} orang", partial(self._window.go, "cetak", uids=uids))
        else:
            self._bar.ask(f"Belum ada yang bisa dicetak. {skipped_words(refused)}", "", None)

    # Menus (made afresh, because what they offer depends on who is ticked)

    def paper_menu(self) -> QMenu:
        """The papers that the groups of the ticked people use, as they lie in the map."""
        menu = QMenu(self._bar)
        groups = {row.kelompok for row in self._people.ticked_rows()}
        papers = {paper.kode: paper for group in sorted(groups) for paper in self._desk.policy.berkas_orang(group)}
        for kode, paper in papers.items():
            menu.addAction(paper.label.replace("&", "&&"), partial(self.tick_paper, kode))
        return menu

    def group_menu(self) -> QMenu:
        """The menu of groups to move the ticked people to."""
        menu = QMenu(self._bar)
        for kode, text in code_list("kelompok").items():
            menu.addAction(text, partial(self.change_group, kode))
        return menu

    def programme_menu(self) -> QMenu:
        """The menu of programmes to give the ticked people."""
        menu = QMenu(self._bar)
        for program in PROGRAMMES:
            menu.addAction(", ".join(program), partial(self.change_programmes, program))
        return menu

    def _pop(self, menu: QMenu, button: QObject) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))  # type: ignore[attr-defined]

    # Changes

    def tick_paper(self, kode: str) -> None:
        """Tick one paper of the ticked people. Can be undone."""
        outcome = Outcome()
        job = bulk.tick_paper(self._desk, self._people.ticked_rows(), kode, outcome)
        self._run(job, outcome, "dicentang", lambda back: bulk.untick_paper(self._desk, outcome.changed, kode, back))

    def change_group(self, kelompok: str) -> None:
        """Move the ticked people to another group. Can be undone."""
        why = f"Ubah kelompok: {code_label('kelompok', kelompok)}"
        self._change(bulk.to_group(self._desk, kelompok), ("kelompok", "segmen"), why)

    def change_programmes(self, program: Sequence[str]) -> None:
        """Give the ticked people these programmes. Can be undone."""
        self._change(bulk.to_programmes(program), ("program",), f"Ubah program: {' '.join(program)}")

    def _change(self, change: Change, keys: Sequence[str], why: str) -> None:
        outcome = Outcome()
        job = bulk.change_each(self._desk, list(self._people.ticked), change, why, outcome)
        self._run(job, outcome, "diubah", lambda back: bulk.put_back(self._desk, outcome.changed, keys, back))

    def _run(self, job: Job[None], outcome: Outcome, done: str,
             undo: Callable[[Outcome], Job[None]] | None) -> None:
        if self._steps is not None:
            return
        self._steps = Steps(job, self)
        self._steps.progress.connect(lambda *_: self._bar.show_progress(self._steps.words() if self._steps else ""))
        self._steps.done.connect(lambda: self._finish(outcome, done, undo))
        self._steps.failed.connect(lambda problem: self._fail(problem, outcome, done, undo))
        self._steps.start()

    def _finish(self, outcome: Outcome, done: str, undo: Callable[[Outcome], Job[None]] | None) -> None:
        self._end()
        if outcome.many:
            self._window.saved()
        if outcome.many and undo is not None:
            self._undo = lambda: self._take_back(undo)
            self._window.toast(sentence(outcome, done), undo=self.undo)
        elif outcome.many:
            self._window.toast(sentence(outcome, done))
        else:
            self._bar.ask(sentence(outcome, done), "", None)

    def _take_back(self, undo: Callable[[Outcome], Job[None]]) -> None:
        back = Outcome()
        self._run(undo(back), back, "dikembalikan", None)

    def _fail(self, problem: Problem, outcome: Outcome, done: str,
              undo: Callable[[Outcome], Job[None]] | None) -> None:
        """A Problem in the middle: what was done until then stays, and can be taken back."""
        if outcome.many:
            self._finish(outcome, done, undo)
        else:
            self._end()
        self._window.problem(problem)

    def _end(self) -> None:
        if self._steps is not None:
            self._steps.deleteLater()
        self._steps = None
        self._bar.end_progress()
        self.changed.emit()

    @property
    def running(self) -> bool:
        return self._steps is not None

    def stop(self) -> None:
        """Stop the work under way; what is done stays done."""
        if self._steps is not None:
            self._steps.stop()

    # Leaving

    def leave_rows(self, rows: Sequence[Row]) -> None:
        """Ask when and why these people leave; the toast takes it back."""
        if not rows or self._steps is not None:
            return
        from ui.pages.keluar import Leaver, LeaveSheet, done_words

        people = [Leaver(row.uid, title_name(row.nama) or "orang tanpa nama") for row in rows]
        sheet = LeaveSheet(self._window, self._desk, people)
        if sheet.exec() != LeaveSheet.DialogCode.Accepted:
            return
        gone = [one.uid for one in sheet.left if one.hak is None or one.status == DIED]
        self._undo = partial(self._bring_in, gone) if gone else None
        self.changed.emit()
        self._window.saved()
        self._window.toast(done_words(sheet.left), undo=self.undo if gone else None)

    def _bring_in(self, uids: Sequence[str]) -> None:
        for uid in uids:
            self._desk.take_back_leave(uid)
        self._window.saved()
        self.changed.emit()
        self._window.toast(f"{number(len(uids))} orang tidak jadi keluar.")

    # Delete and undo

    def delete_rows(self, rows: Sequence[Row]) -> None:
        """Take people out at once; the toast brings them back (30 days in the recycle bin)."""
        if not rows or self._steps is not None:
            return
        uids = [row.uid for row in rows]
        if len(uids) > bulk.AT_ONCE:
            outcome = Outcome()
            self._run(self._desk.taking_out(uids, outcome.moved), outcome, "dihapus",
                      lambda back: self._desk.bringing_back(outcome.moved, back.moved))
            return
        try:
            with moment():
                undo_id = self._desk.delete(uids)
        except Problem as problem:
            self._window.problem(problem)
            return
        self._undo = partial(self._bring_back, undo_id)
        self._window.saved()
        who = title_name(rows[0].nama) or "Satu orang" if len(rows) == 1 else f"{number(len(rows))} orang"
        self.changed.emit()
        self._window.toast(f"{who} dihapus.", undo=self.undo)

    def _bring_back(self, undo_id: str) -> None:
        with moment():
            many = self._desk.undo(undo_id)
        self._window.saved()
        self.changed.emit()
        self._window.toast(f"{number(many)} orang dikembalikan.")

    def undo(self) -> bool:
        """Take the last change back, once; False when there is none."""
        undo, self._undo = self._undo, None
        if undo is None:
            return False
        try:
            undo()
        except Problem as problem:
            self._window.problem(problem)
        return True


def refusal(row: Row) -> str:
    """Why a person cannot be printed, or ""; the same verdict the print page reaches (kept with the record)."""
    if row.status in LEFT:
        return code_label("status", row.status) if row.status == DIED else "Sudah keluar"
    return row.masalah if row.tingkat in BLOCKING else ""
