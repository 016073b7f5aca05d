"""Daftar tenaga kerja masuk (F1a) and keluar (F1b): the columns of form_fields.csv in their order and words.

Known from published copies only; no current print of BPJS was seen, so the foot says that the layout is ours. The
column "NIK" of both means the number an employer gives an employee, not the national one: here the number a person has
in this program, as in the list for SIPP (``exchange/sipp.py``) and on Formulir 2a.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from jamsos_desktop.model.codes import code_list
from jamsos_desktop.paper.address import address_of
from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.listing import ROW, ListColumn, ListWriter
from jamsos_desktop.paper.draw.signing import clerk_signs, head_signs, signatures, signatures_height
from jamsos_desktop.paper.draw.words import DAGGER, DASH, capitals, plain_text, said
from jamsos_desktop.paper.sheets import PrintContext, PrintPerson, Sheet
from jamsos_desktop.paper.unit import place_of, unit_values
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
UNSURE = f"{DAGGER} Kolom menurut contoh yang beredar, belum dikonfirmasi BPJS."


@dataclass(frozen=True, slots=True)
class WorkerList:
    """``bulan``: MM/YYYY of the report; ``unit_kerja``: the part of the office, "" none; ``lain``: people of the order
    who are no wage earners and therefore not on it."""

    bulan: str
    unit_kerja: str = ""
    lain: int = 0


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
    return [str(nth), capitals(said(p, "nama")) or DASH, said(p, "tanggal_lahir") or DASH,
            person.nomor or DASH, said(p, "kpj") or DASH, said(p, "nik") or DASH, _amount(person)]


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
        writer.title(self.title + f" {DAGGER}" * ctx.policy.layout_unsure("DAFTAR_TK"))
        writer.facts(("Nama Perusahaan", unit_values(ctx.unit)["unit.pemberi_kerja"]),
                     ("NPP", plain_text(ctx.unit.npp) or DASH), ("Unit", plain_text(content.unit_kerja) or DASH),
                     ("Bulan", content.bulan))
        signers = [clerk_signs(ctx.unit, "Disusun oleh,"), head_signs(ctx.unit)]
        day = f"{place_of(ctx.unit)}, {long_date(ctx.hari)}"
        closing = self.closing(sheet.people, content)
        tall = ROW + sum(writer.words_tall(text) for text in closing) + signatures_height(
            writer.flow, signers, day)
        numbers, groups = count(1), self.groups(sheet.people)
        for label, people in groups:
            if len(groups) > 1:
                writer.heading(f"{label}, {number(len(people))} orang")
            writer.rows((self.texts(next(numbers), one) for one in people), tall if label == groups[-1][0] else 0.0)
        self.sums(writer, sheet.people)
        for text in closing:
            writer.words(text)
        signatures(writer.flow, signers, day)
        layout = ctx.unit.words("Tata letak desa")
        source, mark = (UNSURE, f" {DAGGER}") if ctx.policy.layout_unsure("DAFTAR_TK") else ("", "")
        return writer.add(sheet, self.short + mark,
                          f"{self.short} \u00b7 {layout}, bukan formulir resmi BPJS. {source}".rstrip())

    def texts(self, nth: int, one: PrintPerson) -> list[str]:
        """A person's row."""
        raise NotImplementedError

    def groups(self, people: Sequence[PrintPerson]) -> list[tuple[str, Sequence[PrintPerson]]]:
        """The people under headings."""
        return [("", people)]

    def sums(self, writer: ListWriter, people: Sequence[PrintPerson]) -> None:
        """The row of sums, where there is one."""

    def closing(self, people: Sequence[PrintPerson], content: WorkerList) -> list[str]:
        """The sentences below."""
        raise NotImplementedError


class WorkersIn(_WorkerPaper):
    """F1a as a list."""

    title, short, columns = "DAFTAR TENAGA KERJA MASUK", "Formulir 1a, daftar tenaga kerja masuk", COMING

    def texts(self, nth: int, one: PrintPerson) -> list[str]:
        return _coming(nth, one, self._ctx)

    def closing(self, people: Sequence[PrintPerson], content: WorkerList) -> list[str]:
        found = [f"Jumlah tenaga kerja masuk: {number(len(people))} orang. Tanda * wajib diisi."]
        if content.lain:
            found.append(f"{number(content.lain)} orang bukan penerima upah (BPU) tidak ditulis di sini. Mereka memakai"
                         " Formulir 1a BPU.")
        return found


class WorkersOut(_WorkerPaper):
    """F1b as a list, with the sum of wages."""

    title, short, columns = "DAFTAR TENAGA KERJA KELUAR", "Formulir 1b, daftar tenaga kerja keluar", LEAVING

    def texts(self, nth: int, one: PrintPerson) -> list[str]:
        return _leaving(nth, one)

    def groups(self, people: Sequence[PrintPerson]) -> list[tuple[str, Sequence[PrintPerson]]]:
        """Wage earners of this employer first, then the others: BPJS takes them off at different desks."""
        labels = {**code_list("segmen"), "": "Segmen belum diisi"}
        named = [(label, [one for one in people if one.peserta.segmen == segmen]) for segmen, label in labels.items()]
        return [(label, own) for label, own in named if own]

    def sums(self, writer: ListWriter, people: Sequence[PrintPerson]) -> None:
        writer.total([""] * (len(LEAVING) - 2) + ["Jumlah", number(sum(map(wage, people)))])

    def closing(self, people: Sequence[PrintPerson], content: WorkerList) -> list[str]:
        without = sum(not wage(one) for one in people)
        unknown = f" Upah {number(without)} orang belum diketahui." if without else ""
        return [f"Jumlah tenaga kerja keluar: {number(len(people))} orang.{unknown}"]
