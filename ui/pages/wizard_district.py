"""The set-up window of a district's desk: kabupaten, office, recovery sheet. Nothing is written before step 2 ends."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication

from jamsos_desktop.desk import Clock, set_up_dpmd
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from ui import ask, theme
from ui.pages.wizard_frame import WizardFrame
from ui.pages.wizard_kabupaten import KabupatenStep
from ui.pages.wizard_kantor import KantorStep
from ui.pages.wizard_pemulihan import OFFICE_NOTE, PemulihanStep

STEPS = ("Kabupaten atau kota", "Kantor dan petugas", "Lembar pemulihan")


class DistrictWizard(WizardFrame):
    """Signals: ``done(pin or None)``: the desk exists and its words were written down; ``left``: back to the
    village road, nothing was made."""

    done = Signal(object)
    left = Signal()

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        super().__init__("Siapkan Jamsos Desa — Mode DPMD", STEPS, "")
        theme.write_pictures()
        self._folder, self._clock = folder, clock
        self.kabupaten, self.kantor, self.pemulihan = KabupatenStep(), KantorStep(), PemulihanStep(OFFICE_NOTE)
        for step in (self.kabupaten, self.kantor, self.pemulihan):
            self.stack.addWidget(step)
            step.changed.connect(self.refresh)
        self.kabupaten.accepted.connect(self.forward)
        self.show_step(0)

    def page(self, at: int) -> Any:
        return (self.kabupaten, self.kantor, self.pemulihan)[at]

    def entering(self, at: int) -> None:
        if at == 1 and self.kabupaten.region is not None:
            self.kantor.propose(f"DPMD {self.kabupaten.region.nama}")

    def forward(self) -> None:
        if not self.page(self.step).ready:
            self.problem(1)
        elif self.step == 0:
            self.show_step(1)
        elif self.step == 1:
            self._make()
        elif not self.pemulihan.asking:
            self.pemulihan.ask_back()
        else:
            self._ended = True
            self.done.emit(self.kantor.pin)

    def back(self) -> None:
        if self.step == 0:
            self.left.emit()
        elif self.step == 1:
            self.show_step(0)
        elif self.pemulihan.asking:
            self.pemulihan.show_words()

    def problem(self, step: int) -> None:
        if self.step == 1:
            self.kantor.next_problem()

    def refresh(self) -> None:
        super().refresh()
        asking = self.step == 2 and self.pemulihan.asking
        self.back_button.setEnabled(self.step < 2 or asking)
        self.next_button.set_text("&Lanjut" if self.step < 2 else "&Selesai" if asking else "&Sudah saya tulis")

    def _make(self) -> None:
        """Make the desk; from here on it exists, and the words are shown once."""
        region = self.kabupaten.region
        assert region is not None
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        problem: Problem | None = None
        try:
            words = set_up_dpmd(self._folder, region.kode, self.kantor.pin, self._clock,
                                nama=self.kantor.office.text(), petugas=self.kantor.officer.text())
        except Problem as found:
            problem = found
        finally:
            QApplication.restoreOverrideCursor()
        if problem is not None:
            ask.tell(self, problem)
            return
        self._made = True
        self.pemulihan.set_words(words, locked=self.kantor.pin is not None)
        self.show_step(2)

    def help(self) -> None:
        ask.inform(self, "Menyiapkan laptop DPMD", "Tiga langkah: pilih kabupaten, isi kantor dan petugas, tulis "
                   "12 kata pemulihan. Sesudah itu simpan kunci DPMD untuk desa di menu Target.")
