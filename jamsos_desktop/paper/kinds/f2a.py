"""Formulir 2a, rincian iuran of a month: wage earners (PU, 18 columns) and others (BPU, one paper a fund).

The columns of PU and their words are those of ``form_fields.csv`` (F2a PU rincian iuran, public repository); those of
BPU were found nowhere and are compiled here, so that paper carries a dagger.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from jamsos_desktop.paper.draw.document import Document
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.listing import ROW, WORDS, ListColumn, ListWriter
from jamsos_desktop.paper.draw.signing import Signer, clerk_signs, head_signs, signatures, signatures_height
from jamsos_desktop.paper.draw.words import DAGGER, DASH, capitals, plain_text
from jamsos_desktop.paper.money import UNSURE
from jamsos_desktop.paper.sheets import PAPERS, PrintContext, Sheet
from jamsos_desktop.paper.unit import place_of, unit_values
from jamsos_desktop.texts import long_date, month_name, number, paper_date, spell_rupiah

AIR = 4.6  # mm below the head
CHANGED = "*"
WAGE_UNSURE = UNSURE.format("dasar upah dan kelompok risiko")
BASE_UNSURE = f"{DAGGER} Dasar iuran yang bertanda belum dikonfirmasi."
PU_COLUMNS = (
    ListColumn("No", 7.0, "center"), ListColumn("Nomor Referensi", 19.0), ListColumn("NIK", 26.0),
    ListColumn("Nomor Pegawai", 15.5), ListColumn("Nama", 30.5, weight="condensed"),
    ListColumn("Tgl Lahir", 15.5, "center"), ListColumn("Tgl Kepesertaan", 20.5, "center"),
    ListColumn("Upah", 16.5, "right"), ListColumn("Rapel", 10.0, "right"), ListColumn("JKK", 16.0, "right"),
    ListColumn("JKM", 16.0, "right"), ListColumn("JHT-PK", 17.0, "right"), ListColumn("JHT-TK", 17.0, "right"),
    ListColumn("JP-PK", 9.6, "right"), ListColumn("JP-TK", 9.6, "right"), ListColumn("JKP-PK", 11.4, "right"),
    ListColumn("JKP-\nPemerintah", 19.6, "right"), ListColumn("Total Iuran", 18.2, "right"))
BPU_COLUMNS = (
    ListColumn("No", 8.0, "center"), ListColumn("NIK", 28.0), ListColumn("Nama", 50.0, weight="semibold"),
    ListColumn("Tgl lahir", 18.0, "center"), ListColumn("Pekerjaan", 34.0), ListColumn("Wadah", 13.0, "center"),
    ListColumn("Dasar iuran", 20.0, "right"), ListColumn("JKK", 17.0, "right", group="Iuran sebulan (Rp)"),
    ListColumn("JKM", 17.0, "right", group="Iuran sebulan (Rp)"),
    ListColumn("JHT", 17.0, "right", group="Iuran sebulan (Rp)"), ListColumn("Masa", 33.0),
    ListColumn("Bulan", 12.0, "center"),
    ListColumn("Jumlah (Rp)", 22.0, "right"))
PU_SIZE, BPU_SIZE = 6.6, 7.5  # pt
PARTS = "PK: bagian pemberi kerja. TK: bagian pekerja. Rapel, JP dan JKP tidak dicatat di Jamsos Desa."


@dataclass(frozen=True, slots=True, kw_only=True)
class F2aPuRow:
    """One worker. ``upah``: rupiah, None when not known; dues in sen of the month. ``unsure``: nobody confirmed the
    base; ``changed``: the bill was made from another one."""

    kpj: str
    nik: str
    nomor: str
    nama: str
    lahir: date | None
    mulai: date | None
    upah: int | None
    jkk: int
    jkm: int
    jht_pk: int
    jht_tk: int
    unsure: bool = False
    changed: bool = False

    @property
    def total(self) -> int:
        return self.jkk + self.jkm + self.jht_pk + self.jht_tk


@dataclass(frozen=True, slots=True, kw_only=True)
class F2aPu:
    """The paper of a month (YYYY-MM). ``belum``: people whose dues cannot be computed."""

    bulan: str
    rows: tuple[F2aPuRow, ...]
    belum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class F2aBpuRow:
    """Months of one person whose dues are the same; ``nama`` "" goes on with the person above. Sen a month."""

    nik: str
    nama: str
    lahir: date | None
    pekerjaan: str
    wadah: str
    dasar: int | None
    jkk: int
    jkm: int
    jht: int
    masa: str
    bulan: int
    unsure: bool = False
    changed: bool = False

    @property
    def total(self) -> int:
        return (self.jkk + self.jkm + self.jht) * self.bulan


@dataclass(frozen=True, slots=True, kw_only=True)
class F2aBpu:
    """The paper of the people one fund pays for; ``dana`` in words."""

    bulan: str
    dana: str
    rows: tuple[F2aBpuRow, ...]
    belum: tuple[str, ...] = ()


class Sentence(NamedTuple):
    """A sentence below a list."""

    text: str
    weight: str = "regular"
    size: float = WORDS


class FormulirIuranPu:
    """Formulir 2a PU, lying."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx, self._frame = ctx, Frame(doc.lying(), ctx)

    def add(self, sheet: Sheet) -> int:
        """Add the pages of a month; raises Problem with nothing added."""
        paper = sheet.content(F2aPu)
        parts = [(row.jkk, row.jkm, row.jht_pk, row.jht_tk, row.total) for row in paper.rows]
        sums = [sum(part) for part in zip(*parts, strict=True)] if parts else [0] * 5
        exact = any(sen % 100 for part in parts for sen in part)
        closing = _closing(sums[-1], paper.belum, any(row.changed for row in paper.rows))
        if any(row.unsure for row in paper.rows):
            closing.append(_note(WAGE_UNSURE))
        closing.append(_note(PARTS))
        writer = ListWriter(self._frame, PU_COLUMNS, PU_SIZE, AIR)
        columns = self._ctx.policy.layout_unsure("F2A_PU")
        writer.title("FORMULIR 2a: RINCIAN IURAN PEKERJA PENERIMA UPAH (PU)" + f" {DAGGER}" * columns)
        _facts(writer, self._ctx, "Nama pemberi kerja", ("NPP", unit_values(self._ctx.unit)["unit.npp"] or "belum ada"),
               ("Bulan iuran", month_name(paper.bulan)))
        writer.rows(((str(nth), *_worker(row), DASH, *_programs(parts[nth - 1], exact))
                          for nth, row in enumerate(paper.rows, 1)), _tall(writer, self._ctx, closing))
        wages = number(sum(row.upah or 0 for row in paper.rows))
        writer.total((*[""] * 6, f"Jumlah, {number(len(parts))} orang", wages, DASH, *_programs(sums, exact)))
        return _end(writer, self._ctx, sheet, closing,
                    f"{DAGGER} Urutan kolom dari sumber umum, belum dikonfirmasi." * columns,
                    WAGE_UNSURE)


class FormulirIuranBpu:
    """Formulir 2a BPU, lying: the people one fund pays for."""

    def __init__(self, doc: Document, ctx: PrintContext) -> None:
        self._ctx, self._frame = ctx, Frame(doc.lying(), ctx)

    def add(self, sheet: Sheet) -> int:
        """Add the pages of a fund; raises Problem with nothing added."""
        paper = sheet.content(F2aBpu)
        rows, total = paper.rows, sum(row.total for row in paper.rows)
        exact = any(sen % 100 for row in rows for sen in (row.jkk, row.jkm, row.jht))
        columns = self._ctx.policy.layout_unsure("F2A_BPU")
        closing = _closing(total, paper.belum, any(row.changed for row in rows))
        if any(row.unsure for row in rows):
            closing.append(_note(BASE_UNSURE))
        writer = ListWriter(self._frame, BPU_COLUMNS, BPU_SIZE, AIR)
        writer.title("FORMULIR 2a: RINCIAN IURAN PEKERJA BUKAN PENERIMA UPAH (BPU)" + f" {DAGGER}" * columns)
        _facts(writer, self._ctx, "Wadah atau penyetor", ("Sumber dana", paper.dana),
               ("Bulan iuran", month_name(paper.bulan)))
        places = accumulate(int(bool(row.nama)) for row in rows)
        writer.rows(((*_person(nth, row), *_cells((row.jkk, row.jkm, row.jht), exact), row.masa, str(row.bulan),
                           money(row.total, exact)) for nth, row in zip(places, rows, strict=True)),
                         _tall(writer, self._ctx, closing))
        many = sum(bool(row.nama) for row in rows)
        writer.total((*[""] * 11, f"Jumlah, {number(many)} orang", money(total, exact)))
        return _end(writer, self._ctx, sheet, closing, f"{DAGGER} Susunan kolom belum dikonfirmasi." * columns,
                    BASE_UNSURE)


def _facts(writer: ListWriter, ctx: PrintContext, employer: str, *more: tuple[str, str]) -> None:
    writer.facts((employer, unit_values(ctx.unit)["unit.pemberi_kerja"]), *more)
    writer.flow.y += 1.0


def _worker(row: F2aPuRow) -> tuple[str, ...]:
    """The cells of a worker, up to the wage."""
    base = DASH if row.upah is None else number(row.upah) + _marks(row)
    return (row.kpj or DASH, row.nik or DASH, row.nomor, capitals(row.nama) or "TANPA NAMA",
            paper_date(row.lahir) or DASH, paper_date(row.mulai) or DASH, base)


def _person(nth: int, row: F2aBpuRow) -> tuple[str, ...]:
    """The cells of a person; empty on the further lines of the same one."""
    if not row.nama:
        return ("",) * 7
    base = DASH if row.dasar is None else number(row.dasar) + _marks(row)
    return (str(nth), row.nik or DASH, capitals(row.nama), paper_date(row.lahir) or DASH,
            plain_text(row.pekerjaan) or DASH, row.wadah or DASH, base)


def _marks(row: F2aPuRow | F2aBpuRow) -> str:
    return (DAGGER if row.unsure else "") + (CHANGED if row.changed else "")


def money(sen: int, exact: bool) -> str:
    """Sen as rupiah without "Rp"; all of a paper show sen once one of them has any."""
    whole, rest = divmod(sen, 100)
    return number(whole) + (f",{rest:02}" if exact else "")


def _cells(parts: Sequence[int], exact: bool) -> list[str]:
    """Sums by programme; a dash where nothing is paid for."""
    return [money(sen, exact) if sen else DASH for sen in parts]


def _programs(parts: Sequence[int], exact: bool) -> list[str]:
    """JKK, JKM and JHT, dashes for JP and JKP, the total."""
    *programs, total = _cells(parts, exact)
    return [*programs, *[DASH] * 4, total]


# Below the list.


def _note(text: str) -> Sentence:
    return Sentence(text, size=7.0)


def _closing(total: int, left_out: Sequence[str], changed: bool) -> list[Sentence]:
    """The sum in words, who is not in it, and why a base does not fit its dues."""
    said = spell_rupiah(total)
    found = [Sentence(f"Terbilang: {said[:1].upper()}{said[1:]}.", "semibold")]
    if left_out:
        names = ", ".join(capitals(name) for name in left_out)
        found.append(Sentence(f"Belum dihitung, lengkapi dulu datanya ({number(len(left_out))} orang): {names}."))
    if changed:
        found.append(_note(f"{CHANGED} Dasarnya berubah sesudah ditagih. Iurannya ditulis menurut tagihan."))
    return found


def _tall(writer: ListWriter, ctx: PrintContext, closing: Sequence[Sentence]) -> float:
    """mm of what follows the rows: the sum, the sentences, the signatures."""
    return ROW + sum(writer.words_tall(*one) for one in closing) + signatures_height(
        writer.flow, _signers(ctx), _day(ctx))


def _day(ctx: PrintContext) -> str:
    return f"{place_of(ctx.unit)}, {long_date(ctx.hari)}"


def _signers(ctx: PrintContext) -> tuple[Signer, ...]:
    return clerk_signs(ctx.unit, "Disusun oleh,"), head_signs(ctx.unit, "Mengetahui,")


def _end(writer: ListWriter, ctx: PrintContext, sheet: Sheet, closing: Sequence[Sentence], columns: str,
         bases: str) -> int:
    """Closing, signatures and the feet; ``columns``: that nobody confirmed the columns, "" when somebody did;
    ``bases``: what the dagger in the rows means, for the pages before the closing."""
    unit, name = ctx.unit, PAPERS[sheet.jenis].nama.split(",")[0]
    for one in closing:
        writer.flow.y -= 1.8 if one.size < WORDS else 0.0  # small lines stand closer
        writer.words(*one)
    signatures(writer.flow, _signers(ctx), _day(ctx))
    foot = f"{name} \u00b7 {unit.words('Tata letak desa')}, bukan formulir resmi BPJS. {columns}".rstrip()
    marked = any(bases == one.text for one in closing)
    return writer.add(sheet, name + f" {DAGGER}" * bool(columns), foot, bases if marked else "")
