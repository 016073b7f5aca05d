"""The set-up window: four steps, what was typed kept between two starts, nothing written before the PIN is chosen."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.settings import Settings
from ui.autosave import Autosave
from ui.pages.wizard_desa import DesaStep
from ui.pages.wizard_steps import STEPS
from ui.pages.wizard_vault import PIN, VaultWizard

if TYPE_CHECKING:
    from datetime import date

    from jamsos_desktop.desk import Clock
    from jamsos_desktop.model.records import Unit
    from ui.pages.wizard_pejabat import PejabatStep

KEPT = "persiapan.json"


class Wizard(VaultWizard):
    """Signal ``district_asked``: this laptop is a district's, which is set up on a road of its own.
    ``restore_asked``: a backup is to be brought back.

    ``clock`` None asks the core for one. Steps 2 to 4 are built when they are reached: the first frame
    does not wait for them. The PIN is never kept between two starts.
    """

    district_asked = Signal()
    restore_asked = Signal()

    def __init__(self, folder: DataFolder, clock: Clock | None = None) -> None:
        super().__init__("Siapkan Jamsos Desa", STEPS, "Isian tersimpan. Anda bisa melanjutkan nanti.", folder)
        self._given_clock = clock
        self._kept = Settings(folder.root / KEPT)
        self.desa = DesaStep(self.stack)
        self.stack.addWidget(self.desa)
        self.autosave = Autosave(self._keep, self)
        self.desa.chosen.connect(self._changed)
        self.desa.accepted.connect(self.forward)
        self.desa.search.typed.connect(self._changed)
        self.desa.district_asked.connect(self.district_asked)
        self.desa.restore_asked.connect(self.restore_asked)
        self.show_step(0)
        if self._kept.get("isian", {}):
            QTimer.singleShot(0, self, self.resume)

    @cached_property
    def _clock(self) -> Clock:
        from jamsos_desktop.desk import clock_from_environment

        return self._given_clock or clock_from_environment()

    @cached_property
    def pejabat(self) -> PejabatStep:
        from ui.pages.wizard_pejabat import PejabatStep

        step = PejabatStep(self._clock.today())
        step.changed.connect(self._changed)
        self.stack.insertWidget(1, step)
        return step

    def clock(self) -> Clock:
        return self._clock

    # Steps.

    def own_page(self, at: int) -> Any:
        """The widget of a step, built when first wanted."""
        return self.desa if at == 0 else self.pejabat

    def entering(self, at: int) -> None:
        if at == 1:
            self.pejabat.set_base(self._region_unit())

    def own_forward(self) -> None:
        self.autosave.flush()
        self._kept.put("langkah", self.step + 1)
        self.show_step(self.step + 1)

    def own_back(self) -> None:
        if self.step == 1:
            self._kept.put("langkah", 0)
            self.show_step(0)

    def own_problem(self, step: int) -> None:
        if self.step == 1:
            self.pejabat.next_problem(step)

    def blocker(self) -> None:
        if self.step == 1:
            self.pejabat.go_blocker()
        else:
            super().blocker()

    def _changed(self, *_: object) -> None:
        self.autosave.touch()
        self.refresh()

    def _region_unit(self) -> Unit:
        from jamsos_desktop.model.records import Unit

        region = self.desa.region
        if region is None:
            return Unit(kode="")
        return Unit(kode=region.kode, jenis=region.jenis, nama=region.nama, kecamatan=region.kecamatan,
                    kabupaten=region.kabupaten, provinsi=region.provinsi, jumlah_dusun=self.desa.jumlah_dusun)

    def births(self) -> set[date]:
        """Days of birth in the NIKs typed in step 2."""
        from jamsos_desktop.model.nik import decode

        read = [decode(one.nik, self._clock.today()) for one in self.pejabat.unit_from(self._region_unit()).pejabat]
        return {nik.tanggal_lahir for nik in read if nik is not None and nik.tanggal_lahir is not None}

    def officials(self) -> str:
        from ui.pages.wizard_pejabat import TITLES

        region = self.desa.region
        return " atau ".join(TITLES.get(region.jenis if region else "desa", TITLES["desa"]))

    def make(self, pin: str) -> None:
        from jamsos_desktop.desk import SetUp, set_up_desa

        set_up_desa(self._folder, SetUp(unit=self.pejabat.unit_from(self._region_unit()), pin=pin), self._clock)

    def made(self) -> None:
        """Names and NIK must not stay beside the locked data."""
        self.autosave.forget()
        self._kept.path.unlink(missing_ok=True)

    # Kept input.

    def _keep(self) -> None:
        self._kept.put("isian", {"desa": self.desa.texts(), "pejabat": self._officials_typed()})
        if self._kept.path.exists():
            os.chmod(self._kept.path, 0o600)

    def _officials_typed(self) -> dict[str, str]:
        """What stands in step 2, also when it was not opened again since the last start."""
        if "pejabat" in self.__dict__:
            return self.pejabat.texts()
        return _strings(self._kept.get("isian", {}).get("pejabat"))

    def resume(self) -> None:
        """Bring back what was typed before the window was closed, and the step left."""
        kept = self._kept.get("isian", {})
        self.desa.set_texts(_strings(kept.get("desa")))
        self.pejabat.set_texts(_strings(kept.get("pejabat")))
        step = min(self._kept.get("langkah", 0), PIN)
        if step and self.desa.ready:
            self.show_step(1)
            if step == PIN and self.pejabat.ready:
                self.show_step(PIN)
        self.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted() and not self._made:
            self.autosave.flush()


def _strings(found: object) -> dict[str, str]:
    """Only text values of a kept form; the file may hold anything."""
    if not isinstance(found, dict):
        return {}
    return {str(key): value for key, value in found.items() if isinstance(value, str)}
