"""Surat serah: the cover letter that goes to BPJS with a batch; a layout of ours, one page for some thirty NPP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.single.roster import Column, Part, Roster, roster
from jamsos_desktop.texts import long_date, number, rupiah_exact

OURS = "Tata letak kami, bukan formulir resmi BPJS Ketenagakerjaan."
_COLUMNS = (Column("No", 10, "right"), Column("NPP", 30, strong=True), Column("Pemberi kerja atau wadah", 66),
            Column("Orang", 18, "right"), Column("Iuran sebulan", 30, "right"), Column("Jumlah", 30, "right"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedRow:
    """One NPP of a batch; sums in sen."""

    npp: str
    nama: str
    orang: int
    sebulan_sen: int
    jumlah_sen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A batch as its letter tells it. ``isi``: people per sheet, in words; ``masa``: what is paid for, in words."""

    nomor: str
    wadah: str
    surat: str
    tanggal: date
    masa: str
    isi: str
    rows: Sequence[HandedRow]


def cover_letter(batch: Handed, ctx: PrintContext) -> bytes:
    """The letter as a PDF. Raises Problem for a letter the font lacks."""
    rows = tuple((str(nth), row.npp or "-", row.nama, number(row.orang), rupiah_exact(row.sebulan_sen),
                  rupiah_exact(row.jumlah_sen)) for nth, row in enumerate(batch.rows, 1))
    total = ("", "", "Jumlah", number(sum(r.orang for r in batch.rows)),
             rupiah_exact(sum(r.sebulan_sen for r in batch.rows)), rupiah_exact(sum(r.jumlah_sen for r in batch.rows)))
    under = (f"Nomor surat {batch.surat or '.' * 40}", f"Tanggal {long_date(batch.tanggal)}",
             f"Kami serahkan data {batch.wadah} untuk diproses BPJS Ketenagakerjaan: {batch.isi}. {batch.masa}".strip())
    closing = ("Mohon kode bayar tiap NPP, lalu daftar hasil per orang: NIK, KPJ, tanggal aktif, alasan bila ditolak.",
               OURS)
    sheet = Roster(title=f"Surat serah batch {batch.nomor}", under=under, parts=(Part("", _COLUMNS, (*rows, total)),),
                   closing=closing, signers=("Yang menyerahkan", "Yang menerima, BPJS Ketenagakerjaan"))
    return roster(sheet, ctx)
