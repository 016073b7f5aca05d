"""Formulir 1a without values, for pen and paper: numbered, so that a form that comes back is known as ours."""

from __future__ import annotations

from jamsos_desktop.model.dusun import dusun_name
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.keys import DERIVED
from jamsos_desktop.paper.draw.marks import form_layout, form_mark, static_values
from jamsos_desktop.paper.kinds.one_page import OnePage
from jamsos_desktop.paper.office_facts import Blank
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet

DATE_DOTS = "......................... 20......"
WAGE_DOTS = "Rp ........................................."
DESA_GROUPS = "Lingkari: perangkat desa / ekosistem desa / non-ASN"
OTHER_GROUPS = "Non-ASN"  # an office of the kabupaten has no apparatus of a desa
HOW = "Tulis huruf cetak dengan bolpoin hitam, satu angka satu kotak. Isi sesuai KTP dan Kartu Keluarga."


class Kosong:
    """The empty forms of one document, BPU and PU."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._doc, self._ctx = doc, ctx
        self._pages: dict[str, OnePage] = {}

    def add(self, sheet: Sheet) -> int:
        """Add one empty form, which is one page. Raises Problem before anything is added."""
        blank = sheet.content(Blank)
        return self._page(blank.segmen).add(sheet, blank_values(blank, self._ctx),
                                            f"{PAPERS[sheet.jenis].nama} {sheet.nomor}".strip())

    def _page(self, segmen: str) -> OnePage:
        found = self._pages.get(segmen)
        if found is None:
            found = self._pages[segmen] = OnePage(self._doc, self._ctx, f"kosong_{segmen.lower()}",
                                                  {"cetak.tanggal": DATE_DOTS} | form_mark(self._ctx, segmen),
                                                  form_layout(segmen))
        return found


def blank_values(blank: Blank, ctx: PrintContext) -> dict[str, str]:
    """Every value of Formulir 1a empty, but for what the office itself is; dots where a pen has no box."""
    values = dict.fromkeys([*BY_KEY, *(key for key in DERIVED if not key.startswith(("cetak.", "f1.")))], "")
    return values | static_values(ctx) | {
        "cetak.tanggal": DATE_DOTS, "wadah.judul": "Kode wadah / NPP", "upah.sebutan": "Upah / bulan",
        "iuran.dasar": WAGE_DOTS, "kelompok": DESA_GROUPS if ctx.unit.jenis == "desa" else OTHER_GROUPS,
        "iuran.catatan": HOW, "kosong.dusun": dusun_name(blank.dusun),
    }
