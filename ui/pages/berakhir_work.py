"""What is done with people whose cover ended or ends: extended, written down as left, printed; with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jamsos_desktop.desk import Desk, EndingListOrder, EndingRow
from jamsos_desktop.model.records import DIED
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui.pages.iuran_extend import ExtendSheet
from ui.pages.keluar import Leaver, LeaveSheet, done_words
from ui.pages.paper_out import PaperOut

if TYPE_CHECKING:
    from pathlib import Path

    from ui.window import Shell


class EndingWork(QObject):
    """``changed``: what the file holds is no longer what is listed."""

    changed = Signal()

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._back: Callable[[], object] | None = None
        self.paper = PaperOut(desk, shell, self)

    def extend(self, rows: Sequence[EndingRow], who: str) -> None:
        """Ask for an extension of these people, called ``who`` on the sheet."""
        sheet = ExtendSheet(self._shell, self._desk, (), people=(who, tuple(row.uid for row in rows)))
        if not sheet.exec():
            return
        undo_ids = [one.undo_id for one in sheet.made if one.undo_id]
        back = partial(self._desk.undo_extension, *undo_ids) if undo_ids else None
        self._done(" ".join(one.kalimat for one in sheet.made), back)

    def leave(self, rows: Sequence[EndingRow]) -> None:
        """Ask when and why these people left."""
        sheet = LeaveSheet(self._shell, self._desk, [Leaver(row.uid, row.nama or row.nomor) for row in rows])
        if not sheet.exec():
            return
        gone = [one.uid for one in sheet.left if one.hak is None or one.status == DIED]
        self._done(done_words(sheet.left), partial(self._desk.take_back_leaves, gone) if gone else None)

    def _done(self, words: str, back: Callable[[], object] | None) -> None:
        self._back = back
        self.changed.emit()
        self._shell.refresh_counts()
        self._shell.saved()
        self._shell.toast(words, self.undo if back else None)

    def undo(self) -> bool:
        """Ctrl+Z: take back what was done last."""
        back, self._back = self._back, None
        if back is None:
            return False
        try:
            back()
        except Problem as problem:
            self._shell.problem(problem)
        else:
            self._shell.toast("Langkah terakhir diurungkan.")
        self.changed.emit()
        self._shell.refresh_counts()
        return True

    def print_list(self, order: EndingListOrder) -> None:
        """The list on paper."""
        self.paper.start(lambda: self._desk.ending_list_job(order), f"Daftar {number(len(order.uids))} orang")

    def keep_book(self, order: EndingListOrder, path: Path) -> None:
        """The list as a workbook."""
        self._shell.run(lambda: self._desk.ending_list_job(order, path),
                        lambda made: self._shell.toast(f"Excel tersimpan: {made.name}"))
