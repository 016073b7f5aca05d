"""Daftar nominatif: everyone of the bundle on lying pages, by kelompok, dusun or family, with sums and signature.

Enclosed with the letter to BPJS, so the desk asks for NIK and KK numbers whole unless it is meant for other eyes.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.listing import ROW, ListWriter
from jamsos_desktop.paper.draw.signing import head_signs, signatures, signatures_height
from jamsos_desktop.paper.draw.words import DAGGER, plain_text
from jamsos_desktop.paper.kinds import nominatif_rows as rows
from jamsos_desktop.paper.kinds.nominatif_rows import DUES, Nominatif, Row
from jamsos_desktop.paper.sheets import PrintContext, PrintPerson, Sheet
from jamsos_desktop.paper.unit import place_of
from jamsos_desktop.texts import long_date, number, spell_out

TITLE = "DAFTAR NOMINATIF CALON PESERTA JAMINAN SOSIAL KETENAGAKERJAAN"
SHORT = "Daftar nominatif"
UNSURE = f"{DAGGER} Dasar iuran belum dikonfirmasi."


class NominatifList:
    """Makes the lists of one document."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx, self._frame = ctx, Frame(doc.lying(), ctx)

    def add(self, sheet: Sheet) -> int:
        """The list of ``sheet.people``; raises Problem before anything is added."""
        wanted, people = sheet.content(Nominatif), sheet.people
        writer = ListWriter(self._frame, rows.drawn_columns(wanted))
        writer.title(TITLE, *self._under(wanted, people))
        writer.flow.y += 1.0
        found = rows.groups(people, wanted.urut)
        numbers, closing = count(1), self._many(people)
        signers = (head_signs(self._ctx.unit),)
        day = f"{place_of(self._ctx.unit)}, {long_date(wanted.tanggal or self._ctx.hari)}"
        tall = 2 * ROW + writer.words_tall(closing, "semibold") + signatures_height(writer.flow, signers, day)
        for group in found:
            writer.heading(f"{group.nama}, {number(len(group.people))} orang")
            texts = (rows.row_texts(next(numbers), Row(one, wanted, self._ctx)) for one in group.people)
            writer.rows(texts, tall if group is found[-1] else ROW)
            if len(group.people) > 1 and len(found) > 1:
                writer.total(self._sums(f"Jumlah {rows.counted(group.people)}", wanted, group.people))
        writer.total(self._sums("Jumlah seluruhnya" if len(found) > 1 else "Jumlah", wanted, people))
        writer.words(closing, "semibold")
        signatures(writer.flow, signers, day)
        layout = self._ctx.unit.words("Tata letak desa")
        return writer.add(sheet, SHORT, f"{SHORT}, {number(len(people))} orang \u00b7 {layout}, bukan formulir resmi"
                                        " BPJS.", UNSURE)

    def _under(self, wanted: Nominatif, people: Sequence[PrintPerson]) -> list[str]:
        ctx = self._ctx
        bundle = f" \u00b7 Bundel {ctx.bundel}" if ctx.bundel else ""
        lines = [f"{plain_text(ctx.unit.sebutan)} \u00b7 {number(len(people))} orang{bundle}"]
        if wanted.surat:
            day = f" tanggal {long_date(wanted.tanggal)}" if wanted.tanggal else ""
            lines.append(f"Lampiran surat Nomor {plain_text(wanted.surat)}{day}")
        return lines

    @staticmethod
    def _sums(label: str, wanted: Nominatif, people: Sequence[PrintPerson]) -> list[str]:
        """The cells of a row of sums: the label ends before the dues, or at the last column."""
        codes = rows.codes_of(wanted)
        texts = [""] * (len(rows.FIRST) + len(codes))
        at = len(rows.FIRST) + codes.index(DUES) if DUES in codes else len(texts)
        texts[at - 1] = label
        if DUES in codes:
            texts[at] = rows.dues_sum(people)
        return texts

    @staticmethod
    def _many(people: Sequence[PrintPerson]) -> str:
        """How many there are, in words too."""
        return f"Jumlah {rows.counted(people).replace(' orang', f' ({spell_out(len(people))}) orang', 1)}."
