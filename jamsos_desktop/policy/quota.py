"""Seats for pekerja rentan that DPMD gives a village by fund and year, and the wadah each fund makes."""

from __future__ import annotations

from dataclasses import dataclass

from jamsos_desktop.model.codes import code_list
from jamsos_desktop.policy.records import Marked
from jamsos_desktop.policy.rows import Files, read_rows, unique

QUOTAS, FUNDS = "kuota.csv", "wadah_dana.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class WadahDana(Marked):
    """A fund that can pay for pekerja rentan of a list (``kode`` of list sumber_dana) and its wadah type."""

    kode: str
    wadah_jenis: str
    sumber: str
    keyakinan: str


def quotas(files: Files) -> dict[tuple[str, str, int], int]:
    """Seats by (kode, sumber_dana, tahun); a pack without the table gives none."""
    found: dict[tuple[str, str, int], int] = {}
    funds = code_list("sumber_dana")
    for row in read_rows(files, QUOTAS, "kode sumber_dana tahun orang"):
        key = (row.text("kode", required=True), row.one_of("sumber_dana", funds), row.whole("tahun"))
        if key in found:
            row.bad("kuota ini ditulis dua kali")
        found[key] = row.whole("orang")
    return found


def wadah(files: Files) -> dict[str, WadahDana]:
    """The funds of which a list can be made, in the order people choose from."""
    funds, kinds = code_list("sumber_dana"), code_list("wadah_jenis")
    return unique(read_rows(files, FUNDS, "kode wadah_jenis sumber keyakinan"), lambda row: WadahDana(
        kode=row.one_of("kode", funds), wadah_jenis=row.one_of("wadah_jenis", kinds), sumber=row.text("sumber"),
        keyakinan=row.sureness()))
