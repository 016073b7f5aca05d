"""Small windows of page Iuran about one bill: its kode bayar, its payment with the proof, and calling it off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import DuesBill, DuesBillView, MadeScan
from jamsos_desktop.jobs import Job
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number, rupiah_of_sen, screen_date, title_name
from ui import theme
from ui.pages.bpjs_sheets import Runner, Sheet, needed_day, optional_day
from ui.pages.iuran_words import grouped_code
from ui.pages.scan_window import pick_scan
from ui.widgets import Button, FieldRow, Label

FEW = 3


def bill_words(bill: DuesBill, fund: str) -> str:
    """A bill in one sentence: BPU, APBDes (ADD), Des 2026, 12 orang, Rp 201.600."""
    return f"{bill.segmen}, {fund}, masa {bill.masa}, {number(bill.orang)} orang, {rupiah_of_sen(bill.jumlah_sen)}."


def sen_typed(text: str) -> int | None:
    """Sen of typed whole rupiah, None for an empty field."""
    typed = "".join(letter for letter in text if letter.isdigit())
    return int(typed) * 100 if typed else None


def fit_height(sheet: Sheet) -> None:
    """As high as its words need at the width it has; Qt asks wrapped words for one line only."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # layouts hear of new words by these
    wide = sheet.width() if sheet.isVisible() else sheet.minimumWidth()
    sheet.resize(wide, sheet.heightForWidth(wide))


class ScanField(QWidget):
    """A file of the proof: its name, and buttons to choose and to drop it."""

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(Label("Scan bukti bayar", "label"))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.pick, self.drop = Button("Pilih scan...", icon="image", small=True), Button("Lepas", "flat", small=True)
        self.name = Label("Boleh menyusul. PDF, JPG atau PNG.", "caption")
        row.addWidget(self.pick)
        row.addWidget(self.name, 1)
        row.addWidget(self.drop)
        column.addLayout(row)
        self.drop.hide()
        self.ask: Callable[[], str] = self._ask
        self.pick.clicked.connect(lambda: self.take(self.ask()))
        self.drop.clicked.connect(lambda: self.take(""))

    def _ask(self) -> str:
        return pick_scan(self, "Scan bukti bayar") or str(self.path or "")

    def take(self, path: str) -> None:
        """This file from now on; "" none."""
        self.path = Path(path) if path else None
        self.name.setText(self.path.name if self.path else "Boleh menyusul. PDF, JPG atau PNG.")
        self.drop.setVisible(self.path is not None)
        self.pick.setAccessibleName(f"Pilih scan bukti bayar, sekarang {self.name.text()}")


class PaySheet(Sheet):
    """When a bill was paid, by which proof, and for whom. ``ready``: makes a photo small, off the window's thread."""

    def __init__(self, parent: QWidget | None, view: DuesBillView, fund: str, today: date,
                 do: Callable[[date, str, MadeScan | None, int | None], None], ready: Callable[[Path], Job[MadeScan]],
                 run: Runner) -> None:
        super().__init__(parent, "Catat pembayaran iuran", bill_words(view.row, fund), "Catat pembayaran", wide=500,
                         run=run)
        self._do, self._ready = do, ready
        self.who = Label(who_words(view), "caption")
        self.fields.addWidget(self.who)
        self.day = self.add(FieldRow("Tanggal bayar", "Lihat bukti bayar.", date=True))
        self.day.set_text(screen_date(today))
        self.number = self.add(FieldRow("Nomor bukti", "Nomor SP2D, struk bank atau kuitansi.",
                                        placeholder="misalnya SP2D 01482"))
        self.sum = self.add(FieldRow("Jumlah menurut bukti", "Kosongkan bila sama dengan tagihan.", money=True,
                                     placeholder=""))
        self.scan = ScanField()
        self.fields.addWidget(self.scan)
        self.day.edit.setFocus()

    def act(self) -> Callable[[], Job[MadeScan]] | None:
        needed_day(self.day)
        if self.scan.path is not None:
            return partial(self._ready, self.scan.path)
        self._note(None)
        return None

    def _done(self, value: MadeScan) -> None:
        try:
            self._note(value)
        except Problem as problem:
            self._failed(problem)
        else:
            super()._done(value)

    def _note(self, scan: MadeScan | None) -> None:
        self._do(needed_day(self.day), self.number.text().strip(), scan, sen_typed(self.sum.text()))


def who_words(view: DuesBillView) -> str:
    """For whom and which months a payment counts."""
    names = [title_name(one.nama) for one in view.people[:FEW]]
    if not names:
        return f"Kode bayar {grouped_code(view.row.kode_bayar) or 'belum ada'}."
    more = len(view.people) - len(names)
    rest = f" dan {number(more)} orang lain" if more > 0 else ""
    return f"Untuk {', '.join(names)}{rest}, masa {view.row.masa}. Kode bayar " \
           f"{grouped_code(view.row.kode_bayar) or 'belum ada'}."


class CodeSheet(Sheet):
    """The kode bayar of a bill and its due date."""

    def __init__(self, parent: QWidget | None, bill: DuesBill, fund: str,
                 do: Callable[[str, date | None], None]) -> None:
        super().__init__(parent, "Isi kode bayar", bill_words(bill, fund), "Simpan kode bayar")
        self._do = do
        self.code = self.add(FieldRow("Kode bayar", "Salin angkanya dari BPJS.",
                                      placeholder="misalnya 8807 4020 1128 11"))
        self.due = self.add(FieldRow("Jatuh tempo", "Boleh menyusul.", date=True))
        self.code.set_text(grouped_code(bill.kode_bayar))
        self.due.set_text(screen_date(bill.jatuh_tempo) if bill.jatuh_tempo else "")
        self.code.edit.setFocus()

    def act(self) -> None:
        self._do(self.code.text().strip(), optional_day(self.due))


class CancelSheet(Sheet):
    """Why a bill is called off."""

    def __init__(self, parent: QWidget | None, bill: DuesBill, fund: str, do: Callable[[str], None]) -> None:
        super().__init__(parent, "Batalkan tagihan", bill_words(bill, fund), "Batalkan tagihan")
        self._do = do
        self.cancel.set_text("&Kembali")
        self.why = self.add(FieldRow("Alasan", "Tertulis di riwayat.", placeholder="misalnya salah jumlah orang"))
        self.setMaximumWidth(theme.px(560))
        self.why.edit.setFocus()

    def act(self) -> None:
        self._do(self.why.text().strip())
