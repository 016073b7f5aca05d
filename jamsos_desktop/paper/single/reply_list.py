"""A reply of DPMD on paper, for the map of the desa: who was refused and why, who is registered until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jamsos_desktop.paper.draw.words import DAGGER, capitals
from jamsos_desktop.paper.sheets import PrintContext
from jamsos_desktop.paper.single.roster import Column, Part, Roster, roster
from jamsos_desktop.texts import long_date, number

REFUSED = (Column("No", 8, "right"), Column("Nama", 44, strong=True), Column("Dusun", 16),
           Column("Ditolak karena", 44), Column("Oleh", 14), Column("Yang perlu dibenahi", 58))
REASON_UNSURE = f"{DAGGER} Alasan ini belum dikonfirmasi."
MEMBERS = (Column("No", 8, "right"), Column("Nama", 48, strong=True), Column("Pekerjaan", 38), Column("Dusun", 16),
           Column("Kode bayar", 32), Column("Perlindungan", 42))


@dataclass(frozen=True, slots=True)
class ReplyRows:
    """Rows as texts, in the order of ``REFUSED`` and ``MEMBERS`` without the number before them."""

    refused: tuple[tuple[str, ...], ...]
    members: tuple[tuple[str, ...], ...]


def reply_list(title: str, under: Sequence[str], rows: ReplyRows, ctx: PrintContext) -> bytes:
    """The reply as a PDF. No NIK and no KPJ number is printed."""
    parts = []
    for words, columns, people in (("Ditolak", REFUSED, rows.refused),
                                   ("Terdaftar dan diproses", MEMBERS, rows.members)):
        if people:
            numbered = tuple((str(at), capitals(row[0]), *row[1:]) for at, row in enumerate(people, 1))
            parts.append(Part(f"{words}, {number(len(people))} orang", columns, numbered))
    return roster(Roster(title=title, under=(*under, f"Dicetak {long_date(ctx.hari)}"), parts=tuple(parts),
                         unsure=REASON_UNSURE,
                         closing=("Lembar ini bukan bukti kepesertaan. Nomor KPJ ada di aplikasi.",)), ctx)
