"""Daftar serah terima kartu: who gets a card, and where they sign for it. No NIK and no KPJ is whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.listing import ListColumn, ListWriter
from jamsos_desktop.paper.draw.signing import clerk_signs, head_signs, signatures, signatures_height
from jamsos_desktop.paper.draw.words import DASH, capitals
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet
from jamsos_desktop.paper.unit import place_of
from jamsos_desktop.texts import long_date, number

ROW = 10.0  # mm: people sign here
COLUMNS = (ListColumn("No", 8.0, "center"), ListColumn("Nama", 44.0, weight="semibold"), ListColumn("NIK", 31.0),
           ListColumn("KPJ", 14.0, "center"), ListColumn("Kartu", 23.0, "center"),
           ListColumn("Tanggal terima", 24.0, "center"), ListColumn("Tanda tangan atau cap jempol", 40.0))
STATES = {"di_desa": "di desa", "belum": "belum datang"}
NOTE = ("Serahkan kartu kepada orangnya sendiri, atau kepada keluarga yang membawa KTP. Penerima menulis tanggal, lalu"
        " tanda tangan atau cap jempol.")


@dataclass(frozen=True, slots=True)
class CardRow:
    """Somebody whose card is not handed over. ``nik``: masked; ``kpj``: its last letters; ``kartu``: a key of
    STATES."""

    nama: str
    nik: str
    kpj: str
    kartu: str


@dataclass(frozen=True, slots=True)
class Cards:
    """The list by dusun ("Dusun II", "" where nobody wrote one), each in the order given."""

    groups: tuple[tuple[str, tuple[CardRow, ...]], ...]


class CardList:
    """Makes the lists of one document."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._frame, self._ctx = Frame(doc, ctx), ctx

    def add(self, sheet: Sheet) -> int:
        """Add the pages of a list; raises Problem with nothing added."""
        groups, unit = sheet.content(Cards).groups, self._ctx.unit
        rows = [row for _, part in groups for row in part]
        here = sum(row.kartu == "di_desa" for row in rows)
        writer = ListWriter(self._frame, COLUMNS, row=ROW)
        writer.title("DAFTAR SERAH TERIMA KARTU PESERTA", "BPJS Ketenagakerjaan",
                     unit.words(f"{number(len(rows))} orang, {number(here)} kartu sudah di desa"))
        writer.words(NOTE, size=7.5)
        writer.flow.y += 1.0
        signers = clerk_signs(unit, "Yang menyerahkan,"), head_signs(unit, "Mengetahui,")
        numbers, day = count(1), f"{place_of(unit)}, {long_date(self._ctx.hari)}"
        closing = signatures_height(writer.flow, signers, day)
        for at, (dusun, part) in enumerate(groups, 1):
            if len(groups) > 1:
                writer.heading(f"{dusun or 'Tanpa dusun'}, {number(len(part))} orang")
            writer.rows(((str(next(numbers)), capitals(row.nama) or "TANPA NAMA", row.nik or DASH, row.kpj or DASH,
                               unit.words(STATES[row.kartu]), "", "") for row in part),
                             closing if at == len(groups) else 0.0)
        writer.room(0.0)
        signatures(writer.flow, signers, day)
        name = PAPERS[sheet.jenis].nama
        foot = f"{name} \u00b7 {unit.words('Tata letak desa')}, bukan formulir resmi BPJS."
        return writer.add(sheet, name, foot)
