"""Formulir 1 BPU Mitra: a wadah, who stands for it, who pays, for how many people and how long (not confirmed)."""

from __future__ import annotations

from datetime import date

from jamsos_desktop.model.records import PROGRAM, Unit
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.words import DAGGER, DASH, capitals, plain_text
from jamsos_desktop.paper.fitting import Squeeze
from jamsos_desktop.paper.kinds.f1 import foot_words, lacking_words, layout_words, office_values
from jamsos_desktop.paper.kinds.one_page import OnePage
from jamsos_desktop.paper.office_facts import ProgramSum, Wadah
from jamsos_desktop.paper.sheets import PrintContext, Sheet
from jamsos_desktop.texts import MONTHS, number, paper_date, rupiah_exact


class F1Wadah:
    """Formulir 1 BPU Mitra of one document."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx = ctx
        self._page = OnePage(doc, ctx, "f1_wadah", {"wadah.susunan": layout_words(ctx, "F1_WADAH")})

    def add(self, sheet: Sheet) -> int:
        """Add the pages of one sheet and say how many. Raises Problem before anything is added."""
        return self._page.add(sheet, wadah_values(sheet.content(Wadah), self._ctx), "Formulir 1 BPU Mitra")

    def fit(self, sheet: Sheet) -> list[Squeeze]:
        """What would become of long values."""
        return self._page.fit(sheet, wadah_values(sheet.content(Wadah), self._ctx), "Formulir 1 BPU Mitra")


def wadah_values(facts: Wadah, ctx: PrintContext) -> dict[str, str]:
    """Everything the form says but the marks of this printing, by key: also what its check code is made of."""
    mark = DAGGER if facts.dagger else ""
    lines = {line.program: line for line in facts.program}
    values = office_values(ctx.unit, facts.nik_kepala) | {
        "wadah.permohonan": facts.permohonan, "wadah.nomor": plain_text(facts.nomor),
        "wadah.nama": wadah_name(ctx.unit, facts), "wadah.jenis": capitals(facts.jenis_label) + mark,
        "wadah.pks": plain_text(facts.pks), "wadah.pks.tanggal": paper_date(facts.pks_tanggal),
        "wadah.sk": plain_text(facts.sk), "wadah.sk.tanggal": paper_date(facts.sk_tanggal),
        "wadah.dana": capitals(facts.dana_label), "wadah.orang": f"{number(facts.orang)} ORANG",
        "wadah.laki": number(facts.laki), "wadah.perempuan": number(facts.perempuan),
        "wadah.masa": _months(facts.mulai, facts.sampai),
        "wadah.sebulan": rupiah_exact(sum(line.sebulan_sen for line in facts.program)),
        "wadah.jumlah": rupiah_exact(sum(line.jumlah_sen for line in facts.program)),
        "wadah.kurang": _not_counted(facts),
        "wadah.catatan": foot_words(ctx, "F1_WADAH", " dan ", "jenis wadah untuk dana itu" if mark else ""),
    }
    for program in PROGRAM:
        values |= _line(program, lines.get(program))
    return values


def wadah_name(unit: Unit, facts: Wadah) -> str:
    """PEKERJA RENTAN DESA BAJO INDAH, APBD KABUPATEN: a unit may have one wadah a fund."""
    return capitals(f"Pekerja Rentan {unit.sebutan}, {facts.dana_label}")


def _line(program: str, line: ProgramSum | None) -> dict[str, str]:
    at = f"wadah.{program}."
    if line is None:
        return {at + "ikut": "", at + "orang": DASH, at + "sebulan": DASH, at + "jumlah": DASH}
    return {at + "ikut": "ya", at + "orang": number(line.orang), at + "sebulan": rupiah_exact(line.sebulan_sen),
            at + "jumlah": rupiah_exact(line.jumlah_sen)}


def _not_counted(facts: Wadah) -> str:
    """What the sums leave out."""
    lacking = lacking_words(facts.tanpa_iuran, facts.orang - facts.laki - facts.perempuan, "iuran")
    other = f"JHT {number(facts.dana_lain)} orang dibayar dana lain, tidak dihitung di sini." if facts.dana_lain else ""
    return " ".join(part for part in (lacking, other) if part)


def _months(first: date | None, last: date | None) -> str:
    """DESEMBER 2026 - MEI 2027; "" while nobody's start is known."""
    if first is None or last is None:
        return ""
    words = [f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last)]
    return capitals(f" {DASH} ".join(dict.fromkeys(words)))
