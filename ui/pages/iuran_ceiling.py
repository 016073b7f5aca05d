"""Pagu and use of every fund in a year as a table, which is also the bar for those who rather read; and setting it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QTableView, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.texts import number, rupiah
from ui import theme
from ui.pages.bpjs_sheets import Sheet
from ui.pages.iuran_bar import plain
from ui.pages.iuran_bases import whole_rupiah
from ui.pages.iuran_view import fund_name, years
from ui.pages.rekap_tables import Cells, RecapTable, recap_view
from ui.widgets import FieldRow

NONE = "–"


class FundLine(NamedTuple):
    """A fund in a year; ``pagu`` rupiah or None, the rest sen; ``usulan_sen`` None: nobody is to be paid from it."""

    kode: str
    nama: str
    pagu: int | None
    dasar: str
    dibayar_sen: int
    menunggu_sen: int
    sisa_sen: int | None
    orang: int
    usulan_sen: int | None


COLUMNS = (Cells("Sumber dana", lambda one: one.nama, width=170),
           Cells("Pagu (Rp)", lambda one: number(one.pagu) if one.pagu is not None else NONE, True, 100),
           Cells("Dibayar", lambda one: plain(one.dibayar_sen) if one.dibayar_sen else NONE, True, 92),
           Cells("Menunggu", lambda one: plain(one.menunggu_sen) if one.menunggu_sen else NONE, True, 92),
           Cells("Sisa", lambda one: plain(one.sisa_sen) if one.sisa_sen is not None else NONE, True, 100),
           Cells("Perlu setahun", lambda one: plain(one.usulan_sen) if one.usulan_sen is not None else NONE, True, 110))


def fund_lines(desk: Desk, tahun: int) -> list[FundLine]:
    """Every fund of the list, with what a whole year of everybody here would take from it."""
    ceilings = desk.ceilings(tahun)
    needs = {row.sumber_dana: row for row in desk.budget(tahun).funds}
    found = []
    for code in desk.labels("sumber_dana"):
        held, need = ceilings.get(code), needs.get(code)
        found.append(FundLine(code, fund_name(desk, code), held.rupiah if held else None, held.dasar if held else "",
                              held.dibayar_sen if held else 0, held.menunggu_sen if held else 0,
                              held.sisa_sen if held else None, need.orang if need else 0, need.sen if need else None))
    return found


class CeilingSheet(Sheet):
    """``saved``: (year, fund) that was set, with the pagu and paper before, to take it back."""

    def __init__(self, parent: QWidget | None, desk: Desk, tahun: int, fund: str = "") -> None:
        super().__init__(parent, "Pagu dan pemakaian", "Pilih sumber dana di tabel, lalu tulis pagunya. "
                         "Kosongkan untuk menghapus pagu.", "Simpan pagu", wide=740)
        self._desk = desk
        self.saved: tuple[int, str, int | None, str] | None = None
        self.tahun = FieldRow("Tahun", choices={str(year): str(year) for year in years(desk, tahun - 1, tahun + 2)},
                              reserve=0)
        self.tahun.set_text(str(tahun))
        self.tahun.edit.setFixedWidth(theme.px(110))
        self.add(self.tahun)
        self.view: QTableView
        self.model: RecapTable
        self.view, self.model = recap_view(COLUMNS, "Pagu dan pemakaian tiap sumber dana")
        self.view.setMinimumHeight(theme.px(30) + 9 * theme.px(26) + 4)
        self.fields.addWidget(self.view)
        self.money = FieldRow("Pagu setahun", "Rupiah bulat, lihat APBDes.", money=True, placeholder="")
        self.paper = FieldRow("Dasar", "Peraturan yang memuat pagunya.", placeholder="misalnya Perdes 5/2026")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.money, 1)
        row.addWidget(self.paper, 1)
        self.fields.addLayout(row)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_fund())
        self.tahun.changed.connect(lambda _: self._show_year())
        self._show_year(fund)
        self.money.edit.setFocus()

    @property
    def line(self) -> FundLine:
        """The fund chosen."""
        found = self.model.lines[max(0, self.view.currentIndex().row())]
        assert isinstance(found, FundLine)
        return found

    def _show_year(self, fund: str = "") -> None:
        kept = fund or (self.line.kode if self.model.lines else "")
        lines = fund_lines(self._desk, int(self.tahun.text()))
        self.model.set_lines(lines)
        self.view.selectRow(next((at for at, one in enumerate(lines) if one.kode == kept), 0))
        self._show_fund()

    def _show_fund(self) -> None:
        line = self.line
        self.money.set_text(rupiah(line.pagu).removeprefix("Rp ") if line.pagu is not None else "")
        self.paper.set_text(line.dasar)
        self.money.set_note(line.nama)
        self.wrong.hide()

    def act(self) -> None:
        line, year = self.line, int(self.tahun.text())
        self._desk.set_ceiling(year, line.kode, whole_rupiah(self.money.text()), self.paper.text().strip())
        self.saved = (year, line.kode, line.pagu, line.dasar)
