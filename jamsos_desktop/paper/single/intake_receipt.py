"""Tanda terima of the district: the kiriman of one taking in, each with its outcome, to be signed by both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.single.roster import Column, Part, Roster, roster
from jamsos_desktop.texts import clock, long_date, number

COLUMNS = (Column("No", 8, "right"), Column("Desa", 28, strong=True), Column("Kecamatan", 25),
           Column("Kiriman", 40), Column("Hasil", 34), Column("Baru", 11, "right"), Column("Ubah", 11, "right"),
           Column("Kode periksa", 27))


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One kiriman. ``hasil`` in words; ``baru`` and ``berubah`` people it brought."""

    desa: str
    kecamatan: str
    nama_berkas: str
    hasil: str
    baru: int
    berubah: int
    kode_periksa: str


def intake_receipt(rows: Sequence[IntakeRow], ctx: PrintContext) -> bytes:
    """The receipt as a PDF; the sums below the table count every row above it."""
    told = tuple((str(at), row.desa, row.kecamatan, row.nama_berkas, row.hasil, number(row.baru),
                  number(row.berubah), row.kode_periksa) for at, row in enumerate(rows, 1))
    villages = len({row.desa + row.kecamatan for row in rows})
    sums = (f"{number(len(rows))} kiriman dari {number(villages)} desa: {number(sum(r.baru for r in rows))} orang baru,"
            f" {number(sum(r.berubah for r in rows))} perubahan.")
    moment = f"Diterima {long_date(ctx.hari)}, {clock(ctx.waktu)}"
    return roster(Roster(
        title="TANDA TERIMA KIRIMAN DESA", under=(moment,), parts=(Part("", COLUMNS, told),),
        closing=(sums, "Kode periksa sama dengan yang tercetak pada tanda terima desa."),
        signers=("Yang menyerahkan", "Diterima DPMD")), ctx)
