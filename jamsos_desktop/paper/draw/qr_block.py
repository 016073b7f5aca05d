"""The corner of a paper that holds its QR code, or says DRAF."""

from __future__ import annotations

from jamsos_desktop.paper.draw import qr
from jamsos_desktop.paper.draw.document import MM
from jamsos_desktop.paper.draw.ink import FILLS, Ink, n
from jamsos_desktop.paper.draw.layout import Code
from jamsos_desktop.paper.draw.slots import Over, Slot, Values


def qr_slot(ink: Ink, item: Code, y: float) -> Slot:
    """The code made of cetak.jenis, unit.wilayah, cetak.nomor, cetak.periksa; a grey box when cetak.draf."""
    left, low, side = n(ink.x(item.x)), n(ink.y(y + item.side)), n(item.side * MM)
    grey = f"{FILLS['draf']} 0.5 G 0.75 w {left} {low} {side} {side} re B 0 g"

    def emit(values: Values, over: Over) -> str:
        if values["cetak.draf"]:
            return grey
        data = qr.payload(values["cetak.jenis"], values["unit.wilayah"], values["cetak.nomor"], values["cetak.periksa"])
        return qr.operators(data, left, low, side)

    return Slot("nomor", emit)
