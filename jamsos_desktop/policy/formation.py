"""The seats a desa has by its class (Permendagri 84/2015), as the district's table ``formasi.csv`` lists them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from jamsos_desktop.policy.records import Marked
from jamsos_desktop.policy.rows import Files, read_rows

FILE = "formasi.csv"
KLASIFIKASI = ("swadaya", "swakarya", "swasembada")
KOLOM = ("pimpinan", "kaur", "kasi", "kadus")


@dataclass(frozen=True, slots=True, kw_only=True)
class Formasi(Marked):
    """One seat of a class of desa: the column of the board, the post, its words; ``per_dusun``: one per dusun."""

    kolom: str
    jabatan: str
    label: str
    per_dusun: bool
    sumber: str
    keyakinan: str


def formations(files: Files, posts: Collection[str], *, strict: bool) -> dict[str, tuple[Formasi, ...]]:
    """Class of desa -> its seats in the order of the table. Problem KETENTUAN_RUSAK by file and row.

    ``posts``: the posts of the same policy. A table of the district's own may only name those (``strict``); of the
    bundled one, seats whose post the district has struck off its list are left out.
    """
    found: dict[str, list[Formasi]] = {name: [] for name in KLASIFIKASI}
    for row in read_rows(files, FILE, "klasifikasi kolom jabatan label per_dusun sumber keyakinan"):
        seats = found[row.one_of("klasifikasi", KLASIFIKASI)]
        jabatan = row.text("jabatan", required=True)
        if strict:
            row.one_of("jabatan", posts)
        seat = Formasi(kolom=row.one_of("kolom", KOLOM), jabatan=jabatan, label=row.text("label", required=True),
                       per_dusun=row.yes("per_dusun"), sumber=row.text("sumber"), keyakinan=row.sureness())
        if any(one.label == seat.label for one in seats):
            row.bad(f"kursi {seat.label} ditulis dua kali")
        if jabatan in posts:
            seats.append(seat)
    return {name: tuple(seats) for name, seats in found.items()}
