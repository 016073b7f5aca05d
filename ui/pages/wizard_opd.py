"""Set-up of an office (OPD): the code and name its DPMD entered it by. Opened from the first step of the wizard."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from jamsos_desktop.desk import office_for
from jamsos_desktop.model.regions import Wilayah
from ui.pages.bpjs_sheets import Sheet
from ui.widgets import FieldRow

KIND = "opd"


def office_region(kode: str, nama: str) -> Wilayah:
    """The office as the wizard shows what was chosen. Problems: those of ``office_for``."""
    unit = office_for(kode, nama)
    return Wilayah(unit.kode, unit.nama, "", unit.kabupaten, unit.provinsi, KIND)


class OfficeSheet(Sheet):
    """``value``: the office as a region; what is wrong with the code stands below the fields."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "Kantor dinas atau badan (OPD)", "Minta kode dan nama kantor ini dari DPMD.",
                         "Pakai kantor ini")
        self.code = self.add(FieldRow("Kode kantor", "Dari DPMD, misalnya 74.02.OPD.01.", upper=True))
        self.name = self.add(FieldRow("Nama kantor", "Sama seperti di daftar DPMD."))
        self.code.edit.setFocus()

    def act(self) -> None:
        self.value = office_region(self.code.text(), self.name.text())
