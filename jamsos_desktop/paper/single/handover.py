"""Berita acara: the paper by which a desk goes from one laptop to another; one at either end."""

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
from jamsos_desktop.texts import clock, long_date

MOVE, RESTORE = "BERITA ACARA PINDAH LAPTOP", "BERITA ACARA PEMULIHAN DATA"
_OPENING = {
    MOVE: "Data Jamsos Desa kantor ini diserahkan dari laptop lama, untuk dilanjutkan di laptop baru. Semuanya ada "
          "dalam satu file cadangan yang terkunci. File itu sudah dibaca ulang dari tempat salinannya dan sama.",
    RESTORE: "Data Jamsos Desa kantor ini dipulihkan dari cadangan di bawah ini dengan 12 kata pemulihan. Cadangan itu "
             "diperiksa utuh sebelum dipakai.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverInfo:
    """What one end knows. ``judul``: MOVE or RESTORE; ``ke`` "" where it is not known yet; ``kode_periksa``: hex."""

    judul: str
    waktu: datetime
    dari: str
    ke: str
    nama_berkas: str
    kode_periksa: str
    isi: str
    penyerah: str = ""


def handover_paper(info: HandoverInfo, ctx: PrintContext) -> bytes:
    """The paper as a PDF of one page. Raises Problem for a letter the font lacks."""
    doc = Document(ctx.kertas, info.judul.capitalize())
    marks = bundle_marks("PINDAH", f"{info.waktu:%y%m%d}", info.kode_periksa, "", info.judul.capitalize(), trace(ctx))
    values = static_values(ctx) | marks | {
        "unit.tempat_lengkap": ", ".join(part for part in area_of(ctx.unit) if part) or plain_text(ctx.unit.nama),
        "pindah.judul": info.judul, "pindah.pembuka": _OPENING[info.judul],
        "pindah.tanggal": f"{long_date(info.waktu.date())}, {clock(info.waktu)}",
        "pindah.dari": plain_text(info.dari), "pindah.ke": plain_text(info.ke),
        "pindah.berkas": plain_text(info.nama_berkas), "pindah.isi": plain_text(info.isi),
        "pindah.penyerah": capitals(info.penyerah),
    }
    form = Form(doc, "berita_acara", ctx.kertas, static_values(ctx), ctx.unit.lambang)
    made = form.make(values)
    if made.over:
        raise Problem("TIDAK_MUAT", f"Berita acara tidak muat: {made.over[0][1]}.", "Data tidak berubah.",
                      "Pendekkan isinya, lalu coba lagi.")
    doc.page((form.name,), made.operators)
    return doc.bytes()
