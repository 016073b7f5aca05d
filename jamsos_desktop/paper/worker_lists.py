"""Daftar tenaga kerja masuk (F1a) and keluar (F1b): the columns of form_fields.csv in their order and words.

Known from published copies only; no current print of BPJS was seen, so the foot says that the layout is ours. The
column "NIK" of both means the number an employer gives an employee, not the national one; villages give none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jamsos_desktop.paper.address import address_of
from jamsos_desktop.paper.document import Document
from jamsos_desktop.paper.frame import Frame
from jamsos_desktop.paper.listing import ListColumn, ListWriter
from jamsos_desktop.paper.sheets import PrintContext, PrintPerson, Sheet
from jamsos_desktop.paper.signing import clerk_signs, head_signs, signatures, signatures_height
from jamsos_desktop.paper.unit import place_of, unit_values
from jamsos_desktop.paper.words import DASH, capitals, plain_text, said
from jamsos_desktop.texts import long_date, number

COMING = (ListColumn("No", 9, "center"), ListColumn("Nama TK\n(Sesuai KTP)*", 46, weight="semibold"),
          ListColumn("Tgl Lahir\n(DD-MM-YYYY)*", 22, "center"), ListColumn("NIK (nomor\ninduk karyawan)", 23, "center"),
          ListColumn("KPJ\n(Jika Punya)", 22, "center"), ListColumn("KTP (16 Digit,\nWajib Isi)*", 28, "center"),
          ListColumn("Nama Ibu Kandung", 36), ListColumn("Alamat (Sesuai KTP)", 58),
          ListColumn("Upah (Take\nHome Pay)*", 22, "right"))
LEAVING = (ListColumn("No", 10, "center"), ListColumn("Nama TK", 70, weight="semibold"),
           ListColumn("Tgl Lahir", 26, "center"), ListColumn("NIK (nomor\ninduk karyawan)", 30, "center"),
           ListColumn("KPJ", 30, "center"), ListColumn("KTP (16 Digit)", 38, "center"),
           ListColumn("Upah", 32, "right"))
SOURCE = "Kolom menurut contoh yang beredar, belum dikonfirmasi BPJS."


@dataclass(frozen=True, slots=True)
class WorkerList:
    """``bulan``: MM/YYYY of the report; ``unit_kerja``: the part of the office, "" none."""

    bulan: str
    unit_kerja: str = ""


def worker_values(people: Sequence[PrintPerson], content: WorkerList, ctx: PrintContext) -> dict[str, str]:
    """What a list says, for its check code."""
    rows = {str(nth): "|".join(_coming(nth, one, ctx)) for nth, one in enumerate(people, 1)}
    return {"unit": ctx.unit.kode, "npp": ctx.unit.npp, "bulan": content.bulan} | rows


def wage(person: PrintPerson) -> int:
    """Rupiah a month; 0 while nobody wrote it down."""
    return person.peserta.penghasilan or 0


def _amount(person: PrintPerson) -> str:
    return number(wage(person)) if wage(person) else DASH


def _leaving(nth: int, person: PrintPerson) -> list[str]:
    p = person.peserta
    return [str(nth), capitals(said(p, "nama")) or DASH, said(p, "tanggal_lahir") or DASH, DASH, said(p, "kpj") or DASH,
            said(p, "nik") or DASH, _amount(person)]


def _coming(nth: int, person: PrintPerson, ctx: PrintContext) -> list[str]:
    p, (*first, amount) = person.peserta, _leaving(nth, person)
    return [*first, capitals(said(p, "nama_ibu")) or DASH, address_of(p, ctx.unit) or DASH, amount]


class _WorkerPaper:
    """What both lists share: heads of the paper, closing, foot."""

    title, short = "", ""
    columns: tuple[ListColumn, ...] = ()

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx, self._frame = ctx, Frame(doc.lying(), ctx)

    def add(self, sheet: Sheet) -> int:
        """The list of ``sheet.people``; raises Problem before anything is added."""
        ctx, content = self._ctx, sheet.content(WorkerList)
        writer = ListWriter(self._frame, self.columns)
        writer.title(self.title)
        writer.facts(("Nama Perusahaan", unit_values(ctx.unit)["unit.pemberi_kerja"]),
                     ("NPP", plain_text(ctx.unit.npp) or DASH), ("Unit", plain_text(content.unit_kerja) or DASH),
                     ("Bulan", content.bulan))
        for nth, one in enumerate(sheet.people, 1):
            writer.row(self.texts(nth, one))
        self.closing(writer, sheet.people)
        signers = [clerk_signs(ctx.unit, "Disusun oleh,"), head_signs(ctx.unit)]
        writer.room(signatures_height(signers))
        signatures(writer.flow, signers, f"{place_of(ctx.unit)}, {long_date(ctx.hari)}")
        layout = ctx.unit.words("Tata letak desa")
        return writer.add(sheet, self.short, f"{self.short} \u00b7 {layout}, bukan formulir resmi BPJS. {SOURCE}")

    def texts(self, nth: int, one: PrintPerson) -> list[str]:
        """A person's row."""
        raise NotImplementedError

    def closing(self, writer: ListWriter, people: Sequence[PrintPerson]) -> None:
        """What stands below the rows."""
        raise NotImplementedError


class WorkersIn(_WorkerPaper):
    """F1a as a list."""

    title, short, columns = "DAFTAR TENAGA KERJA MASUK", "Formulir 1a, daftar tenaga kerja masuk", COMING

    def texts(self, nth: int, one: PrintPerson) -> list[str]:
        return _coming(nth, one, self._ctx)

    def closing(self, writer: ListWriter, people: Sequence[PrintPerson]) -> None:
        writer.words(f"Jumlah tenaga kerja masuk: {number(len(people))} orang. Tanda * wajib diisi.")


class WorkersOut(_WorkerPaper):
    """F1b as a list, with the sum of wages."""

    title, short, columns = "DAFTAR TENAGA KERJA KELUAR", "Formulir 1b, daftar tenaga kerja keluar", LEAVING

    def texts(self, nth: int, one: PrintPerson) -> list[str]:
        return _leaving(nth, one)

    def closing(self, writer: ListWriter, people: Sequence[PrintPerson]) -> None:
        writer.total([""] * (len(LEAVING) - 2) + ["Jumlah", number(sum(map(wage, people)))])
        writer.words(f"Jumlah tenaga kerja keluar: {number(len(people))} orang.")
