"""The set-up window: three steps, what was typed kept between two starts, nothing written before step 2 ends."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QCursor
from PySide6.QtWidgets import QApplication

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import Settings
from ui.autosave import Autosave
from ui.pages.wizard_desa import DesaStep
from ui.pages.wizard_frame import WizardFrame
from ui.pages.wizard_steps import STEPS

if TYPE_CHECKING:
    from jamsos_desktop.desk import Clock
    from jamsos_desktop.model.records import Unit
    from ui.pages.wizard_pejabat import PejabatStep
    from ui.pages.wizard_pemulihan import PemulihanStep

KEPT = "persiapan.json"


class Wizard(WizardFrame):
    """Signal ``done``: the desk exists and its words were written down. ``district_asked``: this laptop is a
    district's, which is set up on a road of its own. ``restore_asked``: a backup is to be brought back.

    ``clock`` None asks the core for one. Steps 2 and 3 are built when they are reached: the first frame
    does not wait for them.
    """

    done = Signal()
    district_asked = Signal()
    restore_asked = Signal()

    def __init__(self, folder: DataFolder, clock: Clock | None = None) -> None:
        super().__init__("Siapkan Jamsos Desa", STEPS, "Isian tersimpan. Anda bisa melanjutkan nanti.")
        self._folder, self._given_clock = folder, clock
        self._kept = Settings(folder.root / KEPT)
        self.desa = DesaStep()
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

    @cached_property
    def pemulihan(self) -> PemulihanStep:
        from ui.pages.wizard_pemulihan import PemulihanStep

        step = PemulihanStep()
        step.changed.connect(self.refresh)
        self.stack.addWidget(step)
        return step

    def page(self, at: int) -> Any:
        """The widget of a step, built when first wanted."""
        return (self.desa, None, None)[at] or (self.pejabat if at == 1 else self.pemulihan)

    # Steps.

    def entering(self, at: int) -> None:
        if at == 1:
            self.pejabat.set_base(self._region_unit())

    def forward(self) -> None:
        """Lanjut: the next step when this one is complete."""
        if not self.page(self.step).ready:
            self.problem(1)
            return
        self.autosave.flush()
        if self.step == 0:
            self._kept.put("langkah", 1)
            self.show_step(1)
        elif self.step == 1:
            self._make()
        elif not self.pemulihan.asking:
            self.pemulihan.ask_back()
        else:
            self._ended = True
            self.done.emit()

    def back(self) -> None:
        """Kembali: what was typed stays. After set-up there is no way back."""
        if self.step == 1:
            self._kept.put("langkah", 0)
            self.show_step(0)
        elif self.step == 2 and self.pemulihan.asking:
            self.pemulihan.show_words()

    def problem(self, step: int) -> None:
        if self.step == 1:
            self.pejabat.next_problem(step)

    def _changed(self, *_: object) -> None:
        self.autosave.touch()
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        asking = self.step == 2 and self.pemulihan.asking
        self.back_button.setEnabled(self.step == 1 or asking)
        self.next_button.set_text("&Lanjut" if self.step < 2 else "&Selesai" if asking else "&Sudah saya tulis")
        self._note.setVisible(not self._made)

    def _region_unit(self) -> Unit:
        from jamsos_desktop.model.records import Unit

        region = self.desa.region
        if region is None:
            return Unit(kode="")
        return Unit(kode=region.kode, jenis=region.jenis, nama=region.nama, kecamatan=region.kecamatan,
                    kabupaten=region.kabupaten, provinsi=region.provinsi, jumlah_dusun=self.desa.jumlah_dusun)

    def _make(self) -> None:
        """Make the desk; from here on it exists, and the words are shown once."""
        from jamsos_desktop.desk import SetUp, set_up_desa

        asked = SetUp(unit=self.pejabat.unit_from(self._region_unit()))
        QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            words = set_up_desa(self._folder, asked, self._clock)
        except Problem as problem:
            QApplication.restoreOverrideCursor()
            from ui import ask

            ask.tell(self, problem)
            return
        QApplication.restoreOverrideCursor()
        self._made = True
        self.autosave.forget()
        self._kept.path.unlink(missing_ok=True)  # names and NIK must not stay beside the locked data
        self.pemulihan.set_words(words)
        self.show_step(2)

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
        if self._kept.get("langkah", 0) == 1 and self.desa.ready:
            self.show_step(1)
        self.refresh()

    def help(self) -> None:
        from ui import ask

        ask.inform(self, "Menyiapkan aplikasi", "Tiga langkah: pilih desa, isi pejabat, tulis 12 kata pemulihan. "
                   "Isian boleh dilanjutkan nanti. Kode desa tertulis di surat Kemendagri atau di kantor kecamatan.")

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted() and not self._made:
            self.autosave.flush()


def _strings(found: object) -> dict[str, str]:
    """Only text values of a kept form; the file may hold anything."""
    if not isinstance(found, dict):
        return {}
    return {str(key): value for key, value in found.items() if isinstance(value, str)}
