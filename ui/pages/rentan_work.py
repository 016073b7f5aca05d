"""What can be done in the tab Pekerja rentan: each deed asks what it needs, writes one step, can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import Desk, Selection, SelectionRow, SkOrder
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui.pages.paper_out import PaperOut
from ui.pages.rentan_rows import CandidateTable, CandidateView
from ui.pages.rentan_sheets import (
    PIN_REASONS,
    SKIP_REASONS,
    PrintSheet,
    QuotaSheet,
    ReasonSheet,
    ReplaceSheet,
    SettleSheet,
)
from ui.widgets import Combo, doubts_of

if TYPE_CHECKING:
    from ui.window import Shell

SETTLED = "ditetapkan"


class RentanDeeds(QWidget):
    """Part of the tab; the frame makes the widgets and answers ``refresh``."""

    fund: Combo
    year: Combo
    model: CandidateTable
    table: CandidateView

    def __init__(self, desk: Desk, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._done: list[str] = []
        self.seen: Selection | None = None
        self.paper = PaperOut(desk, shell, self)

    def refresh(self, uid: str = "") -> None:
        """Read again."""
        raise NotImplementedError

    @property
    def tahun(self) -> int:
        return int(self.year.text() or self._desk.today.year)

    @property
    def dana(self) -> str:
        return self.fund.text()

    @property
    def row(self) -> SelectionRow | None:
        """The person chosen."""
        at = self.table.currentIndex().row()
        return self.model.line(at)

    def do(self, verb: str) -> None:
        """A deed on the person chosen: naik, turun, kunci, lewati, lepas, ganti, buka."""
        row = self.row
        if row is None:
            return
        here = (self.tahun, self.dana, row.uid)
        settled = self.seen is not None and self.seen.kuota.keadaan == SETTLED
        if verb in ("naik", "turun"):
            self._try(lambda: self._desk.move_candidate(*here, -1 if verb == "naik" else 1), f"{row.nama} digeser.")
        elif verb == "ganti" or (verb == "buka" and row.bermasalah and settled):
            self.replace(row)
        elif verb == "buka":
            self._shell.go("editor", uid=row.uid, back_to="struktur")
        elif verb == "lepas" or (verb == "kunci" and row.kunci):
            self._try(lambda: self._desk.unmark_candidate(*here), f"Tanda {row.nama} dilepas.")
        elif verb == "kunci":
            self._ask(ReasonSheet(self._shell, f"Kunci kursi untuk {row.nama}", "Orang ini tetap terpilih walau urutan"
                                  " berubah.", "Kunci kursi", PIN_REASONS, partial(self._desk.pin_candidate, *here)),
                      f"Kursi {row.nama} dikunci.")
        elif verb == "lewati":
            self._ask(ReasonSheet(self._shell, f"Lewati {row.nama}", "Orang ini tidak mendapat kursi sampai tandanya"
                                  " dilepas.", "Lewati", SKIP_REASONS, partial(self._desk.skip_candidate, *here)),
                      f"{row.nama} dilewati.")

    def replace(self, row: SelectionRow, reason: str = "") -> None:
        """Ask who takes the seat of somebody in a settled list."""
        assert self.seen is not None

        def give(why: str, heir: str, same: bool) -> str:
            return self._desk.replace_person(self.tahun, self.dana, row.uid, why, heir or None, samakan=same)

        self._ask(ReplaceSheet(self._shell, row, self.seen, give, reason), f"Kursi {row.nama} sudah diganti.")

    def set_quota(self) -> None:
        """Ask how many seats there are."""
        assert self.seen is not None
        self._ask(QuotaSheet(self._shell, self.seen.kuota, partial(self._desk.set_rentan_quota, self.tahun,
                                                                   self.dana)), "Kuota tersimpan.")

    def propose(self) -> None:
        """Everyone in their order."""
        if self.seen is not None and self.seen.kuota.orang is None:
            self.set_quota()
            return
        self._try(lambda: self._desk.propose_selection(self.tahun, self.dana), "Usulan disusun menurut urutan.")

    def settle(self) -> None:
        """Ask number and day of the SK."""
        assert self.seen is not None

        def decree(nomor: str, tanggal: date, same: bool) -> str:
            return self._desk.settle_selection(self.tahun, self.dana, nomor, tanggal, samakan=same)

        self._ask(SettleSheet(self._shell, self.seen, decree), "Daftar ditetapkan dengan SK.")

    def align(self) -> None:
        """Fund, wadah and SK of the list into the data of those chosen."""
        many = self.seen.beda if self.seen else 0
        self._try(lambda: self._desk.align_chosen(self.tahun, self.dana), f"Data {number(many)} orang disamakan.")

    def fill_seat(self) -> None:
        """The first of the reserve takes a seat that the quota added."""
        self._try(lambda: self._desk.fill_empty_seat(self.tahun, self.dana, "Kuota bertambah"), "Satu kursi terisi.")

    def add_person(self) -> None:
        """A new pekerja rentan."""
        self._shell.go("editor", kelompok="pekerja_rentan", back_to="struktur")

    def print_now(self) -> bool:
        """Ctrl+P: the draft of the SK."""
        if self.seen is None or not self.seen.kuota.terisi:
            return False
        sheet = PrintSheet(self._shell, self.seen, self._desk.unit.kertas,
                           doubts_of(self._desk.doubts("acuan.csv:SK_RENTAN", "surat/sk_rentan.toml")))
        if sheet.exec():
            kertas, whole, desil = sheet.value
            order = SkOrder(kertas=kertas, nik_penuh=whole, desil=desil)
            self.paper.start(partial(self._desk.sk_draft_job, self.tahun, self.dana, self._desk.folder.outbox, order),
                             "Rancangan SK")
        return True

    @property
    def undoable(self) -> bool:
        return bool(self._done)

    def undo(self) -> bool:
        """Ctrl+Z: take back the last step made here."""
        if not self._done:
            return False
        try:
            self._desk.undo_selection(self._done.pop())
        except Problem as problem:
            self._shell.problem(problem)
            return True
        self._changed("Langkah tadi diurungkan.")
        return True

    def _ask(self, sheet: QuotaSheet | ReasonSheet | SettleSheet | ReplaceSheet, words: str) -> None:
        if sheet.exec():
            self._done.append(sheet.value)
            self._changed(words, self.undo)

    def _try(self, make: Callable[[], str], words: str) -> None:
        try:
            self._done.append(make())
        except Problem as problem:
            self._shell.problem(problem)
            return
        self._changed(words, self.undo)

    def _changed(self, words: str, undo: Callable[[], object] | None = None) -> None:
        self.refresh()
        self._shell.refresh_counts()
        self._shell.saved()
        self._shell.toast(words, undo)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
