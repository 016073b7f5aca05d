"""Bills, and who lapses when, as tables; the quota of each fund as lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.desk import Bill, Lapse
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.texts import MONTHS, number, rupiah_of_sen, screen_date
from ui.pages.bpjs_rows import grouped_code
from ui.widgets import LinesTable

NONE = "–"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Look = tuple[str, str, str]


def fund_name(code: str) -> str:
    """The payer in words."""
    return code_label("sumber_dana", code) if code else "Belum diisi"


def money(sen: int) -> str:
    """Rupiah without the sign, for a column that says it."""
    return rupiah_of_sen(sen).removeprefix("Rp ")


class _Dated(LinesTable[Any]):
    """Rows whose chips know the day."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today


class BillTable(_Dated):
    """Bills in the order of the desk: overdue first, paid last."""

    titles = ("Batch", "Untuk", "Dibayar oleh", "Orang", "Jumlah (Rp)", "Kode bayar", "Tempo", "Keadaan", "Bukti")
    widths = (62, 150, 124, 60, 100, 134, 92, 150, 110)
    giving = (8, 3, 2)  # proof, people, who pays: told by the sheets and the batch
    right = (3, 4)
    chip, strong = 7, 0

    def texts(self, line: Bill) -> tuple[str, ...]:
        return (line.batch, line.nama, fund_name(line.sumber_dana), number(line.orang), money(line.jumlah_sen),
                grouped_code(line.kode_bayar) or NONE, screen_date(line.tempo) if line.tempo else NONE,
                self.look(line)[1], line.bukti or NONE)

    def look(self, line: Bill) -> Look:
        if line.dibayar:
            return ("check-circle-fill", f"Dibayar {screen_date(line.dibayar)}", "ok")
        if line.tempo and line.tempo < self.today:
            return ("exclamation-triangle-fill", "Lewat tempo", "error")
        if line.kode_bayar:
            return ("clock", "Menunggu bayar", "warn")
        return ("circle", "Menunggu kode", "neutral")


class LapseTable(_Dated):
    """Per month and payer, the nearest month first."""

    titles = ("Iuran berakhir", "Dibayar oleh", "Orang", "Rp / bulan", "Keadaan")
    widths = (130, 160, 70, 100, 170)
    giving = (3,)
    right = (2, 3)
    chip, strong = 4, 0

    def texts(self, line: Lapse) -> tuple[str, ...]:
        return (f"{MONTHS[line.bulan.month - 1]} {line.bulan.year}", fund_name(line.sumber_dana), number(line.orang),
                money(line.sebulan_sen), self.look(line)[1])

    def look(self, line: Lapse) -> Look:
        if line.lewat:
            return ("exclamation-triangle-fill", "Lewat masa", "error")
        if (line.bulan.year, line.bulan.month) == (self.today.year, self.today.month):
            return ("clock", "Berakhir bulan ini", "warn")
        return ("calendar-check", "Berlaku", "neutral")
