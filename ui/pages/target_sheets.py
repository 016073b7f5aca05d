"""Windows of the page Target: a new unit, and what a table of targets brought."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView, QWidget

from jamsos_desktop.desk import TargetsTaken
from jamsos_desktop.texts import number
from ui import theme
from ui.ask import Sheet
from ui.pages.rekap_tables import Cells, recap_view
from ui.widgets import FieldRow, Label

HASIL = {"masuk": ("check-circle-fill", "Masuk", "ok"), "sama": ("check-lg", "Sudah tercatat", "neutral"),
         "dilewati": ("dash-circle", "Dilewati", "neutral"),
         "ditahan": ("exclamation-triangle-fill", "Ditahan", "warn")}
ROWS = (Cells("Yang perlu dibenahi", lambda row: row.pesan or "–", width=330),
        Cells("Baris", lambda row: number(row.nomor), True, 56),
        Cells("Unit", lambda row: row.nama or "–", width=150),
        Cells("Hasil", lambda row: HASIL[row.hasil][1], width=130, chip=lambda row: HASIL[row.hasil]))


class UnitSheet(Sheet):
    """A new office under a code of the district's. ``chosen`` "tambah": take ``kode`` and ``nama``."""

    def __init__(self, start: str, taken: set[str], parent: QWidget | None = None) -> None:
        super().__init__(parent, ("building", "info"), "Tambah unit atau perangkat daerah")
        self._start, self._taken = start, taken
        self.name = FieldRow("Nama kantor", "Misalnya Dinas Perikanan Konawe.")
        self.code = FieldRow("Kode", f"Huruf dan angka sesudah {start}, dipilih DPMD.", upper=True)
        self.code.set_text(self._free_code())
        for field in (self.name, self.code):
            self.column.addWidget(field)
            field.changed.connect(lambda _: self._follow())
        self.column.addWidget(Label("Kode tidak bisa diganti setelah ada kiriman dari unit itu.", "caption"))
        cancel = self.add_button("", "&Batal")
        self.go = self.add_button("tambah", "&Tambah unit", "primary")
        self.setTabOrder(self.code.edit, self.go)  # Enter after the last field goes to the deed
        self.setTabOrder(self.go, cancel)
        self._follow()
        self.name.edit.setFocus()

    def _free_code(self) -> str:
        return next(code for at in range(1, 1000) if (code := f"{self._start}OPD.{at:02}") not in self._taken)

    @property
    def kode(self) -> str:
        return self.code.text().strip()

    @property
    def nama(self) -> str:
        return self.name.text().strip()

    def _follow(self) -> None:
        taken = self.kode in self._taken
        self.code.set_state("salah" if taken else "kosong", "Kode ini sudah dipakai." if taken else "")
        self.go.setEnabled(bool(self.nama and self.kode.startswith(self._start)) and not taken)


class TakenSheet(Sheet):
    """Every row of the sheet and what became of it; those held back first."""

    def __init__(self, taken: TargetsTaken, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, ("file-earmark-spreadsheet", "info"),
                         f"{number(taken.masuk)} dari {number(len(taken.rows))} baris masuk")
        self.setMaximumWidth(theme.px(820))
        self.resize(theme.px(760), theme.px(460))
        self.column.addWidget(Label(
            f"{name}: {number(taken.sama)} sudah tercatat, {number(taken.ditahan)} ditahan, "
            f"{number(taken.dilewati)} dilewati. Sel kosong tidak menghapus angka lama.", "body", wrap=True))
        self.view: QTableView
        self.view, self.model = recap_view(ROWS, "Baris yang dibaca")
        order = {"ditahan": 0, "masuk": 1, "sama": 2, "dilewati": 3}
        self.model.set_lines(sorted(taken.rows, key=lambda row: (order[row.hasil], row.nomor)))
        self.column.addWidget(self.view, 1)
        self.add_button("tutup", "&Tutup", "primary")
