"""One bill in full: who is on it for which months and how much, how it was paid, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

from jamsos_desktop.desk import DuesBillView
from jamsos_desktop.texts import long_date, number, rupiah_of_sen, title_name
from ui import theme
from ui.ask import Sheet
from ui.pages.iuran_bar import plain
from ui.pages.iuran_words import bill_look, grouped_code, period
from ui.pages.rekap_tables import Cells, RecapTable, recap_view
from ui.widgets import Chip, Label

PEOPLE = (Cells("Nama", lambda one: title_name(one.nama) if one.ada else one.nama, width=190),
          Cells("Nomor", lambda one: one.nomor, width=96),
          Cells("Masa", lambda one: period(one.bulan_dari, one.bulan_sampai), width=84),
          Cells("JKK", lambda one: plain(one.jkk_sen) if one.jkk_sen else "–", True, 70),
          Cells("JKM", lambda one: plain(one.jkm_sen) if one.jkm_sen else "–", True, 70),
          Cells("JHT", lambda one: plain(one.jht_sen) if one.jht_sen else "–", True, 70),
          Cells("Jumlah (Rp)", lambda one: plain(one.jumlah_sen), True, 96))
PAY, CODE, CANCEL, UNDO, PROOF, OPEN = "bayar", "kode", "batal", "urung", "bukti", "orang"
SCAN = "scan"


class DetailSheet(Sheet):
    """``chosen``: what to do next; ``uid``: the person the keyboard stands on, for OPEN."""

    def __init__(self, parent: QWidget | None, view: DuesBillView, fund: str) -> None:
        bill = view.row
        super().__init__(parent, ("receipt", "info"), f"{bill.segmen}, {fund}, masa {bill.masa}")
        self.setMaximumWidth(theme.px(900))
        self.resize(theme.px(800), theme.px(480))
        self._view = view
        self.column.addWidget(Chip(*bill_look(bill)))
        for words in fact_lines(view):
            self.column.addWidget(Label(words, "body", wrap=True))
        self.table: QTableView
        self.model: RecapTable
        self.table, self.model = recap_view(PEOPLE, "Orang dalam tagihan ini")
        self.model.set_lines(view.people)
        self.table.setMinimumHeight(theme.px(30) + 5 * theme.px(26))
        self.table.setVisible(bool(view.people))
        self.column.addWidget(self.table, 1)
        if not view.people:
            self.column.addWidget(Label("Nama orangnya ada di DPMD, tidak di laptop ini.", "soft"))
            self.column.addStretch(1)
        self.table.activated.connect(lambda _: self._end(OPEN))
        self._buttons()
        if view.people:
            self.table.selectRow(0)
            self.table.setFocus()

    @property
    def uid(self) -> str:
        """The person the keyboard stands on, "" for one who is gone."""
        at = self.table.currentIndex().row()
        one = self._view.people[at] if 0 <= at < len(self._view.people) else None
        return one.uid if one is not None and one.ada else ""

    def _buttons(self) -> None:
        bill = self._view.row
        paid, own = bill.keadaan == "dibayar", bill.dari == "desa"
        self.add_button("", "&Tutup")
        if self._view.scan:
            self.add_button(PROOF, "Buka &bukti")
        elif paid and self._view.bukti:  # noted here: what only a reply tells has no proof of ours
            self.add_button(SCAN, "Ambil scan &bukti...")
        if paid and own:
            self.add_button(UNDO, "&Urungkan pembayaran", "danger")
        if bill.keadaan in ("diajukan", "menunggu", "lewat"):
            if own:
                self.add_button(CANCEL, "Ba&talkan tagihan...", "danger")
                self.add_button(CODE, "Ubah &kode..." if bill.kode_bayar else "Isi &kode...")
            self.add_button(PAY, "&Catat pembayaran...", "primary")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() == Qt.Key.Key_B and self._view.row.keadaan in ("diajukan", "menunggu", "lewat"):
            self._end(PAY)
        else:
            super().keyPressEvent(event)


def fact_lines(view: DuesBillView) -> list[str]:
    """What is known of a bill, one sentence a line."""
    bill = view.row
    code = f"Kode bayar {grouped_code(bill.kode_bayar)}" if bill.kode_bayar else "Kode bayar belum ada"
    due = f", jatuh tempo {long_date(bill.jatuh_tempo)}" if bill.jatuh_tempo else ""
    lines = [f"{number(bill.orang)} orang, {rupiah_of_sen(bill.jumlah_sen)}. {code}{due}. "
             f"Dibayar oleh {bill.pembayar}."]
    if bill.dibayar:
        proof = f"bukti {view.bukti}" if view.bukti else "nomor bukti tidak tercatat"
        scan = "Scan bukti tersimpan." if view.scan else "Scan bukti belum ada."
        lines.append(f"Dibayar {long_date(bill.dibayar)}, {proof}. {scan}")
    if view.alasan_batal:
        lines.append(f"Dibatalkan: {view.alasan_batal}.")
    if view.catatan:
        lines.append(view.catatan)
    return lines
