"""Choosing who becomes the next batch: groups of candidates, what is paid for, what holds others up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QTableView, QWidget

from jamsos_desktop.desk import BatchChoice, BatchGroup
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, rupiah_of_sen, screen_date
from ui import theme
from ui.pages.bpjs_sheets import Sheet, needed_day
from ui.widgets import FieldRow, LinesTable, NoteStrip, set_up_table

TITLES = ("Wadah", "Dibayar oleh", "Orang", "Desa", "Rp / bulan", "Tertahan")
WIDTHS = (190, 130, 70, 56, 100, 70)
RIGHT = (2, 3, 4, 5)
MONTHS = {str(n): f"{n} bulan" for n in (1, 2, 3, 4, 5, 6, 12)}
USUAL = "6"  # months; what programmes for pekerja rentan aim at
EMPLOYERS = {"desa": "Desa, satu NPP tiap desa", "pemda": "Pemda, satu NPP untuk semua"}
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class GroupTable(LinesTable[BatchGroup]):
    """One row a group."""

    titles, right = TITLES, RIGHT

    def texts(self, line: BatchGroup) -> tuple[str, ...]:
        fund = code_label("sumber_dana", line.sumber_dana) if line.sumber_dana else "–"
        money = rupiah_of_sen(line.sebulan_sen).removeprefix("Rp ")
        return (line.wadah, fund, number(line.orang), number(line.desa), money,
                number(line.tertahan) if line.tertahan else "–")


class ChooseSheet(Sheet):
    """``choice`` after it closed is the order. ``npp_of``, ``employer_of``: what is known of a kelompok."""

    def __init__(self, parent: QWidget | None, groups: Sequence[BatchGroup], npp_of: Callable[[str], str],
                 employer_of: Callable[[str], str], keep: Callable[[str, str, str], object]) -> None:
        super().__init__(parent, "Buat batch baru", "Pilih kelompoknya. Orangnya tidak berubah sampai diserahkan.",
                         "Buat batch", wide=690)
        self._npp_of, self._employer_of, self._keep = npp_of, employer_of, keep
        self.choice: BatchChoice | None = None
        self.model = GroupTable()
        self.model.set_lines(groups)
        self.table = QTableView()
        set_up_table(self.table)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAccessibleName("Kelompok yang bisa masuk batch")
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, theme.px(width))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setFixedHeight(190)
        self.fields.addWidget(self.table)
        self._add_fields()
        self.held = NoteStrip("warn", "")
        self.column.insertWidget(self.column.count() - 1, self.held)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_group())
        if groups:
            self.table.selectRow(0)
        self._show_group()
        self.table.setFocus()

    def _add_fields(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.first = FieldRow("Masa iuran mulai", "Biasanya tanggal 1 bulan depan.", date=True)
        self.months = FieldRow("Lama", choices=MONTHS)
        self.months.set_text(USUAL)
        self.npp = FieldRow("NPP wadah", "Boleh menyusul, perlu untuk SIPP.", placeholder="")
        self.employer = FieldRow("Pemberi kerja di SIPP", choices=EMPLOYERS)
        for field in (self.first, self.months, self.employer, self.npp):
            row.addWidget(field, 1)
        self.fields.addSpacing(6)
        self.fields.addLayout(row)
        self.employer.changed.connect(lambda _: self._show_employer())

    @property
    def group(self) -> BatchGroup | None:
        """The group chosen."""
        at = self.table.currentIndex().row()
        return self.model.line(at)

    def _show_group(self) -> None:
        group = self.group
        self.wrong.hide()
        self.ok.setEnabled(group is not None)
        if group is None:
            self.ok.set_text("Buat batch")
            self.held.hide()
            return
        paid = group.jenis in ("daftar", "lanjut")
        self.first.setVisible(paid)
        self.months.setVisible(paid)
        self.first.set_text(screen_date(group.masa_dari))
        self.first.edit.set_state("terkunci" if group.jenis == "lanjut" else "kosong")
        self.employer.setVisible(group.segmen == "PU")
        self.employer.set_text(self._employer_of(group.kelompok))
        self.npp.set_text(self._npp_of(group.kelompok))
        self.ok.set_text(f"Buat batch, {number(group.orang)} orang")
        words = []
        if group.kunci_belum:
            words.append(f"Kunci belum dicocokkan: {listed(group.kunci_belum)}.")
        if group.tanpa_npp:
            words.append(f"Belum mengisi NPP: {listed(group.tanpa_npp)}.")
        self.held.set("warn", f"{number(group.tertahan)} orang tidak ikut. {' '.join(words)}")
        self.held.setVisible(bool(group.tertahan))
        self._show_employer()

    def _show_employer(self) -> None:
        group = self.group
        self.npp.setVisible(group is not None and (group.segmen == "BPU" or self.employer.text() == "pemda"))

    def act(self) -> None:
        group = self.group
        if group is None:
            raise Problem("BATCH_KOSONG", "Pilih dulu kelompoknya.")
        self._keep(group.kelompok, self.npp.text().strip(),
                   self.employer.text() if group.segmen == "PU" else "")
        paid = group.jenis in ("daftar", "lanjut")
        first = needed_day(self.first) if paid else group.masa_dari
        self.choice = group.choice(first, int(self.months.text()) if paid else 0)


def listed(names: Sequence[str], most: int = 6) -> str:
    """"Bajo Indah, Mekar, dan 4 lagi"."""
    shown = ", ".join(names[:most])
    return f"{shown}, dan {len(names) - most} lagi" if len(names) > most else shown
