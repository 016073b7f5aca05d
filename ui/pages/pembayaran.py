"""Pembayaran: bills with their kode bayar, overdue first; who lapses when and who pays for them; quota used."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QTableView,
    QWidget,
)

from jamsos_desktop.desk import Bill, Desk, PaymentsView
from jamsos_desktop.model.rights import Right
from jamsos_desktop.texts import number, rupiah_of_sen
from ui.pages.bpjs_sheets import CodeSheet, PaidSheet
from ui.pages.page import Page
from ui.pages.pembayaran_quota import quota_line
from ui.pages.pembayaran_rows import BillTable, LapseTable
from ui.widgets import (
    Button,
    Card,
    ColumnFit,
    Combo,
    EmptyState,
    Label,
    StatusChipDelegate,
    clear_layout,
    set_up_table,
)

if TYPE_CHECKING:
    from ui.window import Shell

OPEN, ALL = "belum", "semua"
SHOWN = {OPEN: "Belum dibayar", ALL: "Semua tagihan"}


class PembayaranPage(Page):
    """Above the bills, below left who lapses, below right the quotas."""

    title = "Pembayaran"
    help = "dpmd-pembayaran"
    keys = [("↑ ↓", "Pindah tagihan"), ("Enter", "Kode atau bayar"), ("F8", "Lewat tempo berikut"),
            ("Ctrl+Z", "Urungkan"), ("F6", "Panel berikut"), ("F1", "Bantuan")]
    needs = dict.fromkeys(("code", "pay"), Right.TULIS)

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district = desk.district
        self._batch = ""
        self._last: int | None = None  # the step this page wrote last
        self._seen: PaymentsView | None = None
        head, body = self.frame("Pembayaran")
        self.code = Button("Isi kode bayar...", icon="pencil")
        self.pay = Button("Catat pembayaran...", "primary", "cash-coin")
        head.addWidget(self.code)
        head.addWidget(self.pay)
        body.addWidget(self._bill_card(), 3)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._lapse_card(), 1)
        self.quota = Card("Kuota pekerja rentan", parent=self)
        below.addWidget(self.quota)
        body.addLayout(below, 2)
        self._connect()

    def _bill_card(self) -> Card:
        self.filter = Combo(self, SHOWN)
        self.filter.setProperty("small", True)
        self.filter.setAccessibleName("Tagihan yang ditampilkan")
        self.filter.setMinimumWidth(158)
        self.filter.set_text(OPEN)
        card = Card("Tagihan", self.filter, self, margins=(0, 0, 0, 0))
        self.only = Button("", "flat", "x-lg", small=True)
        self.only.hide()
        assert card.head is not None
        card.head.insertWidget(2, self.only)
        self.bills = BillTable(self.desk.today)
        self.stack = QStackedWidget(card)
        self.table = _table(self.bills, "Tagihan", 1, self.stack)
        self.stack.addWidget(self.table)
        self.to_batches = Button("Buka Ke BPJS", icon="building")
        self.empty = EmptyState("cash-coin", "Tidak ada tagihan.", "", self.to_batches, parent=self.stack, bare=True)
        self.stack.addWidget(self.empty)
        card.body.addWidget(self.stack)
        return card

    def _lapse_card(self) -> Card:
        self.lapse_words = Label("", "caption", wrap=False)
        card = Card("Iuran berakhir per pembayar", self.lapse_words, self, margins=(0, 0, 0, 0))
        self.lapses = LapseTable(self.desk.today)
        self.lapse_stack = QStackedWidget(card)
        self.lapse_table = _table(self.lapses, "Iuran berakhir", 1, self.lapse_stack)
        self.lapse_stack.addWidget(self.lapse_table)
        self.lapse_stack.addWidget(EmptyState("calendar-check", "Belum ada peserta aktif.",
                                              "Muncul sesudah BPJS menerima dan iurannya dibayar.",
                                              parent=self.lapse_stack, bare=True))
        card.body.addWidget(self.lapse_stack)
        return card

    def _connect(self) -> None:
        self.code.clicked.connect(self.set_code)
        self.pay.clicked.connect(self.set_paid)
        self.table.activated.connect(lambda _: self.enter())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._fit_buttons())
        self.filter.typed.connect(lambda _: self._show_bills())
        self.only.clicked.connect(self._show_all_batches)
        self.to_batches.clicked.connect(lambda: self.shell.go("bpjs"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.quota.setFixedWidth(270 if self.width() < 1080 else 360)

    # What the shell asks.

    def works(self, key: str) -> bool:
        if key == "F8":
            return any(self.bills.look(bill)[2] == "error" for bill in self.bills.lines)
        if key == "F6":
            return len(self._stops()) > 1
        return bool(self.bills.lines) if key in ("Enter", "↑ ↓") else super().works(key)

    def undoable(self) -> bool:
        return self._last is not None

    def opened(self, **args: Any) -> None:
        self._batch = str(args.get("batch", ""))
        self.refresh()
        if self.bills.lines:
            self.table.setFocus()
        else:
            self.to_batches.setFocus()

    def refresh(self) -> None:
        """Read everything again; the chosen bill stays chosen."""
        self._seen = self.district.payments()
        self._show_bills()
        self.lapses.set_lines(self._seen.lapses)
        self.lapse_stack.setCurrentIndex(0 if self._seen.lapses else 1)
        late = sum(one.orang for one in self._seen.lapses if one.lewat)
        self.lapse_words.setText(f"{number(late)} orang lewat masa" if late else "")
        self._show_quotas()

    def next_problem(self, step: int) -> bool:
        """F8: the next bill that is overdue."""
        many = len(self.bills.lines)
        here = self.table.currentIndex().row()
        for turn in range(1, many + 1):
            at = (here + step * turn) % many
            if self.bills.look(self.bills.lines[at])[2] == "error":
                self.table.selectRow(at)
                self.table.setFocus()
                return True
        return False

    def _stops(self) -> list[QWidget]:
        """Where F6 stops."""
        return [part for part in (self.table, self.lapse_table, self.to_batches) if part.isVisible()]

    def next_panel(self, step: int = 1) -> bool:
        panels = self._stops()
        if not panels:
            return False
        here = self.focusWidget()
        at = next((n for n, part in enumerate(panels) if here is part), -1)
        panels[(at + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def undo(self) -> bool:
        """Ctrl+Z: take back what this page wrote last."""
        if self._last is None:
            return False
        putusan, self._last = self._last, None
        self._undo(putusan)
        return True

    def enter(self) -> None:
        """Enter: the kode bayar while it is missing, else the payment."""
        bill = self.bill
        if bill is not None and not bill.dibayar:
            (self.set_paid if bill.kode_bayar else self.set_code)()

    # Bills.

    @property
    def bill(self) -> Bill | None:
        """The bill chosen."""
        at = self.table.currentIndex().row()
        return self.bills.line(at)

    def _show_bills(self) -> None:
        assert self._seen is not None
        kept = self.bill.id if self.bill else 0
        mine = [bill for bill in self._seen.bills if self._batch in ("", bill.batch)]
        unpaid = [bill for bill in mine if not bill.dibayar]
        self.bills.set_lines(mine if self.filter.text() == ALL else unpaid)
        self.only.setVisible(bool(self._batch))
        self.only.set_text(f"Hanya {self._batch}" if self._batch else "")
        self.only.setAccessibleName(f"Tampilkan semua batch, sekarang hanya {self._batch}")
        self.stack.setCurrentIndex(0 if self.bills.lines else 1)
        done = bool(mine)
        self.empty.set("check-circle-fill" if done else "cash-coin",
                       "Semua tagihan sudah dibayar." if done else "Belum ada tagihan.",
                       "Pilih Semua tagihan untuk melihat yang lama." if done
                       else "Tagihan muncul sesudah batch diserahkan ke BPJS.")
        at = next((n for n, bill in enumerate(self.bills.lines) if bill.id == kept), 0)
        if self.bills.lines:
            self.table.selectRow(at)
        late = sum(bill.tempo is not None and bill.tempo < self.desk.today for bill in unpaid)
        owed = rupiah_of_sen(sum(bill.jumlah_sen for bill in unpaid))
        words = f"{number(len(unpaid))} tagihan belum dibayar, {owed}" + (f", {late} lewat tempo" if late else "")
        self.sub.setText(words if unpaid else "")
        self._fit_buttons()

    def _show_all_batches(self) -> None:
        self._batch = ""
        self._show_bills()
        self.table.setFocus()

    def _fit_buttons(self) -> None:
        bill = self.bill
        unpaid = bill is not None and not bill.dibayar
        self.code.setEnabled(unpaid)
        self.pay.setEnabled(unpaid)
        self.code.set_text("Ubah kode bayar..." if unpaid and bill and bill.kode_bayar else "Isi kode bayar...")

    def set_code(self) -> None:
        """Ask for the kode bayar of the chosen bill."""
        bill = self.bill
        if bill is None or bill.dibayar:
            return
        sheet = CodeSheet(self.shell, bill, partial(self.district.set_kode_bayar_job, bill.id), self.shell.run)
        if sheet.exec():
            self._written(f"Kode bayar {bill.nama} tersimpan.", sheet.value)

    def set_paid(self) -> None:
        """Ask when the chosen bill was paid."""
        bill = self.bill
        if bill is None or bill.dibayar:
            return
        sheet = PaidSheet(self.shell, bill, self.desk.today, partial(self.district.set_paid_job, bill.id),
                          self.shell.run)
        if sheet.exec():
            self._written(f"Pembayaran {bill.nama} tercatat.", sheet.value)

    def _written(self, words: str, putusan: int) -> None:
        self._last = putusan
        self.refresh()
        self.shell.refresh_counts()
        self.shell.saved()
        self.shell.toast(words, lambda: self._undo(putusan))
        (self.table if self.bills.lines else self.to_batches).setFocus()

    def _undo(self, putusan: int) -> None:
        self._last = None
        self.shell.run(lambda: self.district.undo_batch_step_job(putusan), self._taken_back)

    def _taken_back(self, nomor: str) -> None:
        self.refresh()
        self.shell.toast(f"Langkah terakhir {nomor} diurungkan.")

    # Quotas.

    def _show_quotas(self) -> None:
        assert self._seen is not None
        clear_layout(self.quota.body)
        for quota in self._seen.quotas:
            self.quota.body.addWidget(quota_line(quota, self.quota))
        if not self._seen.quotas:
            self.quota.body.addWidget(Label("Kuota belum diisi. Isi di menu Target.", "soft", wrap=True))
        self.quota.body.addStretch(1)


def _table(model: BillTable | LapseTable, name: str, wide: int, parent: QWidget) -> QTableView:
    """A bare table whose column ``wide`` takes the width that is left."""
    view = QTableView(parent)
    set_up_table(view)
    view.setProperty("bare", True)
    view.setModel(model)
    view.setItemDelegateForColumn(model.chip, StatusChipDelegate(view))
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setAccessibleName(name)
    ColumnFit(view, model.widths, wide, model.giving)
    return view
