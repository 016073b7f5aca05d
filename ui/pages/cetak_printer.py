"""A printer's own offset for pre-printed paper: asked before such pages are drawn, kept on this machine."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QWidget

from jamsos_desktop.problems import Problem
from jamsos_desktop.settings import MOST_OFFSET, Offset, Settings, keep_printer_offset, printer_offset
from ui.pages.bpjs_sheets import Sheet
from ui.widgets import FieldRow


class OffsetSheet(Sheet):
    """How far this printer's pages are moved; ``value``: the Offset kept."""

    def __init__(self, parent: QWidget | None, settings: Settings, printer: str, pages: int) -> None:
        super().__init__(parent, "Kertas pracetak", f"{pages} halaman dicetak di atas blangko kantor."
                         f" Masukkan blangkonya ke {printer or 'printer'}, lalu cetak.", "Cetak")
        self._settings, self._printer = settings, printer
        kept = printer_offset(settings, printer)
        hint = "Ukur pada lembar contoh berpenggaris. Minus untuk arah sebaliknya."
        self.right = self.add(FieldRow("Geser ke kanan (mm)", "", reserve=0))
        self.down = self.add(FieldRow("Geser ke bawah (mm)", hint))
        for field, value in ((self.right, kept.right), (self.down, kept.down)):
            field.set_text(f"{value:.1f}".replace(".", ","))
        self.ok.setFocus()

    def act(self) -> None:
        moved = Offset(millimetres(self.right), millimetres(self.down))
        self.value = keep_printer_offset(self._settings, self._printer, moved)


def millimetres(field: FieldRow) -> float:
    """The measure typed, "1,5" or "-0.8"; empty is 0. Problem GESER_SALAH; the keyboard then stands in its field."""
    typed = field.text().strip().replace(",", ".").replace("\u2212", "-")
    try:
        value = Decimal(typed or "0")
        if value.is_finite() and abs(value) <= Decimal(str(MOST_OFFSET)):
            return float(value)
    except InvalidOperation:
        pass
    field.edit.setFocus()
    raise Problem("GESER_SALAH", f"{field.label}: \u201c{typed[:20]}\u201d tidak bisa dipakai.", "",
                  f"Tulis angka dari -{MOST_OFFSET:.0f} sampai {MOST_OFFSET:.0f}, misalnya 1,5.")
