"""What the clerk does on page Iuran: bills, payments, extensions, wage bases and ceilings, each with a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from jamsos_desktop.desk import Desk, DuesBill, MadeScan, Proposal, WageBaseRow
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import long_date, number
from ui import ask
from ui.drives import size_text
from ui.pages import iuran_detail as detail
from ui.pages.bpjs_sheets import needed_day
from ui.pages.iuran_bases import ConfirmSheet, WageSheet
from ui.pages.iuran_budget import BudgetSheet
from ui.pages.iuran_ceiling import CeilingSheet
from ui.pages.iuran_extend import BillGroup, BillSheet, ExtendSheet, group_of, sent_groups
from ui.pages.iuran_sheets import CancelSheet, CodeSheet, PaySheet
from ui.pages.iuran_view import OPEN, IuranView, fund_name
from ui.pages.scan_window import pick_scan, show_scan

if TYPE_CHECKING:
    from ui.window import Shell


class IuranWork(QObject):
    """``changed(bill_id)``: the page reads again and marks that bill ("" keeps the line)."""

    changed = Signal(str)

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._back: Callable[[], object] | None = None
        self.view: IuranView | None = None

    def undo(self) -> bool:
        """Ctrl+Z: take back what was done last."""
        back, self._back = self._back, None
        if back is not None:
            back()
        return back is not None

    def _done(self, words: str, back: Callable[[], object] | None, bill_id: str = "") -> None:
        self._back = partial(self._undo, back) if back else None
        self.changed.emit(bill_id)
        self._shell.refresh_counts()
        self._shell.saved()
        self._shell.toast(words, self.undo if back else None)

    def _undo(self, back: Callable[[], object]) -> None:
        try:
            back()
        except Problem as problem:
            self._shell.problem(problem)
        else:
            self._shell.toast("Langkah terakhir diurungkan.")
        self.changed.emit("")
        self._shell.refresh_counts()

    # One bill.

    def pay(self, bill: DuesBill | None) -> None:
        """Record the payment of this bill, else of the first that waits."""
        assert self.view is not None
        if bill is None or bill.keadaan not in OPEN:
            bill = next((one for line in self.view.bill_lines if (one := self.view.bills.get(line.id))
                         and one.keadaan in OPEN and one.bayar_desa), None)
        if bill is None:
            self.first_bill()
            return
        bill_id, seen = bill.id, self._desk.bill(bill.id)
        sheet = PaySheet(self._shell, seen, fund_name(self._desk, bill.sumber_dana), self._desk.today,
                         partial(self._desk.record_payment, bill_id), self._desk.proof_job, self._shell.run)
        if sheet.exec():
            self._done(f"Pembayaran {number(bill.orang)} orang tercatat, masa {bill.masa}.",
                       lambda: self._desk.undo_payment(bill_id), bill_id)

    def first_bill(self) -> None:
        """A bill for those who were sent and stand on none."""
        if groups := sent_groups(self._desk):
            self._bill(groups)
        else:
            ask.inform(self._shell, "Tidak ada tagihan yang menunggu bayar",
                       "Tagihan dibuat untuk orang yang sudah dikirim ke DPMD.", icon="receipt")

    def set_code(self, bill: DuesBill) -> None:
        """Write the kode bayar down."""
        sheet = CodeSheet(self._shell, bill, fund_name(self._desk, bill.sumber_dana),
                          partial(self._desk.set_kode_bayar, bill.id))
        if sheet.exec():
            old, due = bill.kode_bayar, bill.jatuh_tempo
            back = (lambda: self._desk.set_kode_bayar(bill.id, old, due)) if old else None
            self._done("Kode bayar tersimpan.", back, bill.id)

    def cancel(self, bill: DuesBill) -> None:
        """Call a bill off; its people stand among those not billed again."""
        sheet = CancelSheet(self._shell, bill, fund_name(self._desk, bill.sumber_dana),
                            partial(self._desk.cancel_bill, bill.id))
        if sheet.exec():
            self._done("Tagihan dibatalkan. Orangnya kembali ke daftar yang belum ditagih.", None)

    def undo_payment(self, bill: DuesBill) -> None:
        """The payment was noted by mistake."""
        def undo() -> None:
            self._desk.undo_payment(bill.id)
            self._done("Pembayaran diurungkan.", None, bill.id)

        self._shell.offer(f"Urungkan pembayaran {number(bill.orang)} orang, masa {bill.masa}? Tagihan kembali menunggu"
                          " bayar. Perlindungan orangnya dihitung ulang.", "Urungkan pembayaran", undo, "Biarkan")

    def show_proof(self, bill: DuesBill) -> None:
        """The scan of the proof."""
        show_scan(self._shell, "bukti bayar", self._desk.bill(bill.id).scan, lambda: self._desk.proof(bill.id),
                  lambda page, scale: self._desk.proof_page_job(bill.id, page, scale))

    def copy_code(self, bill: DuesBill) -> None:
        """The kode bayar to the clipboard, digits only, as a bank's field takes it."""
        QGuiApplication.clipboard().setText(bill.kode_bayar)
        self._shell.toast("Kode bayar disalin.")

    def show(self, bill: DuesBill) -> None:
        """Everything of a bill, and what can be done with it."""
        sheet = detail.DetailSheet(self._shell, self._desk.bill(bill.id), fund_name(self._desk, bill.sumber_dana))
        sheet.exec()
        deeds = {detail.PAY: self.pay, detail.CODE: self.set_code, detail.CANCEL: self.cancel,
                 detail.UNDO: self.undo_payment, detail.PROOF: self.show_proof, detail.SCAN: self.take_proof}
        if sheet.chosen in deeds:
            deeds[sheet.chosen](bill)
        elif sheet.chosen == detail.OPEN and sheet.uid:
            self._shell.go("editor", uid=sheet.uid)

    def take_proof(self, bill: DuesBill) -> None:
        """Keep the scan of a proof that came later."""
        if path := pick_scan(self._shell):
            self._shell.run(lambda: self._desk.proof_job(Path(path)), lambda made: self._keep_proof(bill, made))

    def _keep_proof(self, bill: DuesBill, made: MadeScan) -> None:
        try:
            self._desk.attach_proof(bill.id, made)
        except Problem as problem:
            self._shell.problem(problem)
        else:
            self._done(f"Scan bukti disimpan, {size_text(len(made.data))}.", None, bill.id)

    # What is not billed yet.

    def extend(self, chosen: int = -1) -> None:
        """Ask for an extension, beginning with this proposal."""
        assert self.view is not None
        todo = [one for one in self.view.proposals if one.sampai and one.keadaan == "belum_diajukan"]
        if not todo:
            ask.inform(self._shell, "Tidak ada masa yang perlu diperpanjang",
                       "Orang muncul di sini bila masanya habis atau segera habis.", icon="calendar-check")
            return
        sheet = ExtendSheet(self._shell, self._desk, self.view.proposals, chosen)
        if not sheet.exec():
            return
        undo_ids = [one.undo_id for one in sheet.made if one.undo_id]
        bills = [bill_id for one in sheet.made for bill_id in one.tagihan]
        self._done(" ".join(one.kalimat for one in sheet.made),
                   (lambda: self._desk.undo_extension(*undo_ids)) if undo_ids else None,
                   bills[0] if bills else "")

    def open_proposal(self, at: int) -> None:
        """Enter on what is not billed yet."""
        assert self.view is not None
        one = self.view.proposals[at]
        if one.keadaan == "diajukan":
            ask.inform(self._shell, "Perpanjangan sudah diajukan", self._asked_words(one), icon="send")
        elif one.sampai:
            self.extend(at)
        elif one.bayar_desa:
            self._bill([group_of(self._desk, one)])
        else:
            ask.inform(self._shell, "DPMD yang membayar",
                       "Tagihan dibuat DPMD sesudah orangnya diterima. Tunggu balasan DPMD.", icon="hourglass-split")

    @staticmethod
    def _asked_words(one: Proposal) -> str:
        way = "Buat tagihannya bila kode bayar sudah ada." if one.bayar_desa else "Tunggu balasan DPMD."
        return f"{number(one.orang)} orang, masa {one.masa}. {way}"

    def _bill(self, groups: Sequence[BillGroup]) -> None:
        sheet = BillSheet(self._shell, self._desk, groups)
        if sheet.exec():
            made = str(sheet.value)
            self._done(f"Tagihan {number(len(sheet.chosen.uids))} orang dibuat. Ctrl+B mencatat pembayarannya.",
                       lambda: self._desk.cancel_bill(made, "Diurungkan sesudah dibuat"), made)

    # Bases, ceilings, the year.

    def change_base(self, tahun: int) -> None:
        """Another wage base."""
        sheet = WageSheet(self._shell, self._desk, tahun)
        before = {(row.tahun, row.kelompok): row for year in (tahun, tahun + 1) for row in self._desk.wage_bases(year)}
        if sheet.exec():
            row = before[(int(sheet.tahun.text()), sheet.kelompok.text())]
            self._done("Dasar upah tersimpan. Iuran dihitung ulang.", partial(self._put_back, row))

    def _put_back(self, row: WageBaseRow) -> None:
        self._desk.forget_wage_base(row.tahun, row.kelompok)  # the same choice again would stay confirmed
        if not row.dipilih:
            return
        own = row.rupiah if row.pilihan == "nominal" else None
        self._desk.set_wage_base(row.tahun, row.kelompok, row.pilihan, own, row.dasar)
        if row.dikonfirmasi:
            self._desk.confirm_wage_base(row.tahun, row.kelompok, row.dikonfirmasi, row.dasar)

    def confirm_base(self, tahun: int) -> None:
        """BPJS answered."""
        rows = [row for row in self._desk.wage_bases(tahun) if row.belum_dikonfirmasi]
        if not rows:
            return
        sheet = ConfirmSheet(self._shell, self._desk, rows, self._desk.today)
        if sheet.exec():
            row = next(row for row in rows if row.kelompok == sheet.kelompok.text())
            self._done(f"Dikonfirmasi sejak {long_date(needed_day(sheet.day))}.", partial(self._put_back, row))

    def ceilings(self, tahun: int, fund: str) -> None:
        """All funds in a table, and their ceilings."""
        sheet = CeilingSheet(self._shell, self._desk, tahun, fund)
        if sheet.exec() and sheet.saved is not None:
            self._done("Pagu tersimpan.", partial(self._desk.set_ceiling, *sheet.saved))

    def budget(self, tahun: int) -> None:
        """The year by month, what-if, and the lampiran."""
        BudgetSheet(self._desk, self._shell, tahun).exec()
