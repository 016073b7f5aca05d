"""Tanda terima: the paper that goes with a package and comes back signed by DPMD."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.form import Form
from jamsos_desktop.paper.draw.marks import bundle_marks, static_values, trace
from jamsos_desktop.paper.draw.words import capitals, plain_text
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.unit import area_of
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import clock, paper_date, rupiah_exact


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptInfo:
    """One package. ``isi``: what is in it, in words; ``kode_periksa``: hex digits; ``iuran_sen``: a month.

    ``sidik``: fingerprint 4-4-4-4 of the village's own key, which DPMD compares with what it received.
    """

    nomor: int
    sebelumnya: int | None
    dibuat: datetime
    isi: str
    iuran_sen: int
    nama_kiriman: str
    kode_periksa: str
    sidik: str = ""
    penyerah: str = ""


def receipt(info: ReceiptInfo, ctx: PrintContext) -> bytes:
    """The receipt as a PDF of one A5 page. Raises Problem for a letter the font lacks."""
    doc = Document("A5", f"Tanda terima kiriman {info.nomor}")
    before = f" (sebelumnya: {info.sebelumnya})" if info.sebelumnya else ""
    marks = bundle_marks("TERIMA", f"{info.nomor:04}", info.kode_periksa, "", f"Tanda terima kiriman {info.nomor}",
                         trace(ctx))
    values = static_values(ctx) | marks | {
        "unit.tempat_lengkap": ", ".join(part for part in area_of(ctx.unit) if part),
        "terima.nomor": f"{info.nomor}{before}",
        "terima.tanggal": f"{paper_date(info.dibuat.date())} {clock(info.dibuat)}",
        "terima.isi": plain_text(info.isi), "terima.iuran": f"{rupiah_exact(info.iuran_sen)} per bulan",
        "terima.nama": plain_text(info.nama_kiriman), "terima.sidik": " ".join(info.sidik.split("-")),
        "terima.penyerah": capitals(info.penyerah or ctx.pencetak),
    }
    form = Form(doc, "tanda_terima", "A5", static_values(ctx))
    made = form.make(values)
    if made.over:
        raise Problem("TIDAK_MUAT", f"Tanda terima tidak muat: {made.over[0][1]}.", "Kiriman tidak berubah.",
                      "Pendekkan isinya, lalu cetak lagi.")
    doc.page((form.name,), made.operators)
    return doc.bytes()
