"""What nobody has confirmed, as pages, papers and commands are told of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class DoubtRow(NamedTuple):
    """One row. ``tabel`` and ``kunci`` name it; ``bagian``: its table for people; ``apa``: what it is; ``nilai``: what
    holds now; ``keyakinan``: how sure it is; ``tempat``: where people meet it; ``lewat_ketentuan``: a new version of
    the ketentuan settles it, else an update of the program does."""

    tabel: str
    kunci: str
    bagian: str
    apa: str
    nilai: str
    sumber: str
    keyakinan: str
    tempat: str
    lewat_ketentuan: bool = True


class DoubtOrder(NamedTuple):
    """Which rows: of one ``bagian``, of one ``keyakinan``, with these words in them; "" for all."""

    bagian: str = ""
    keyakinan: str = ""
    cari: str = ""

    def fits(self, row: DoubtRow) -> bool:
        """Whether a row is wanted: every word must stand somewhere in it, capitals or not."""
        words = f"{row.bagian} {row.apa} {row.nilai} {row.sumber}".casefold()
        return self.bagian in ("", row.bagian) and self.keyakinan in ("", row.keyakinan) \
            and all(word in words for word in self.cari.casefold().split())


class DoubtFile(NamedTuple):
    """What was written."""

    path: Path
    baris: int
