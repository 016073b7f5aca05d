"""The set-up window of a district's desk: kabupaten, office, PIN, recovery sheet. Nothing is written before the PIN."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from jamsos_desktop.desk import Clock, set_up_dpmd
from jamsos_desktop.paths import DataFolder
from ui import theme
from ui.pages.wizard_kabupaten import KabupatenStep
from ui.pages.wizard_kantor import KantorStep
from ui.pages.wizard_vault import VaultWizard

STEPS = ("Kabupaten atau kota", "Kantor dan petugas", "PIN", "Lembar pemulihan")


class DistrictWizard(VaultWizard):
    """Signal ``left``: back to the village road, nothing was made."""

    left = Signal()
    district = True
    chapter, mode = "dpmd-memulai", "dpmd"

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        super().__init__("Siapkan Jamsos Desa — Mode DPMD", STEPS, "", folder)
        theme.write_pictures()
        self._clock = clock
        self.kabupaten, self.kantor = KabupatenStep(), KantorStep()
        for step in (self.kabupaten, self.kantor):
            self.stack.addWidget(step)
            step.changed.connect(self.refresh)
        self.kabupaten.accepted.connect(self.forward)
        self.show_step(0)

    def clock(self) -> Clock:
        return self._clock

    def officials(self) -> str:
        return "Anda"

    def own_page(self, at: int) -> Any:
        return (self.kabupaten, self.kantor)[at]

    def entering(self, at: int) -> None:
        if at == 1 and self.kabupaten.region is not None:
            self.kantor.propose(f"DPMD {self.kabupaten.region.nama}")

    def own_forward(self) -> None:
        self.show_step(self.step + 1)

    def own_back(self) -> None:
        if self.step == 0:
            self.left.emit()
        else:
            self.show_step(0)

    def own_problem(self, step: int) -> None:
        if self.step == 1:
            self.kantor.next_problem()

    def refresh(self) -> None:
        super().refresh()
        self.back_button.setEnabled(self.back_button.isEnabled() or self.step == 0)  # back to the village road

    def make(self, pin: str) -> None:
        region = self.kabupaten.region
        assert region is not None
        set_up_dpmd(self._folder, region.kode, pin, self._clock, nama=self.kantor.office.text(),
                    petugas=self.kantor.officer.text())
