"""What each source of funds may pay for: by kelompok, with conditions, and who bills and pays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.policy.records import Marked
from jamsos_desktop.policy.rows import Files, Row, damaged, read_rows, unique

FUNDS = "dana.csv"
BOLEH, PERIKSA, TIDAK = JAWABAN = ("boleh", "periksa", "tidak")
PIHAK = ("desa", "dpmd", "sendiri")  # who asks for the kode bayar, and who hands in the money
SYARAT_JABATAN = ("", "siltap")
MOST_DESIL = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLimit(Marked):
    """A fund of list ``sumber_dana``. ``publik``: public money, to which PP 50/2025 gives no discount.

    ``untuk``: kelompok -> boleh, periksa (ask DPMD first) or tidak. ``desil_maks``: only pekerja rentan up to this
    DTSEN decile. ``jabatan``: "siltap" when only holders of a post with siltap can pay so, else "".
    ``penagih``: who makes the bill and asks for its kode bayar, ``pembayar``: who hands the money in (desa, dpmd: not
    in the village, sendiri: the person). ``catatan``: why, for people.
    """

    kode: str
    publik: bool
    untuk: Mapping[str, str]
    desil_maks: int | None
    jabatan: str
    penagih: str
    pembayar: str
    catatan: str
    sumber: str
    keyakinan: str


def funds(files: Files) -> dict[str, FundLimit]:
    """Every fund of the code list, in its order; one that is missing would be allowed everything, so it is refused."""
    known = code_list("sumber_dana")
    columns = f"kode publik {' '.join(KELOMPOK)} desil_maks jabatan penagih pembayar catatan sumber keyakinan"

    def make(row: Row) -> FundLimit:
        desil = row.whole_or_none("desil_maks")
        if desil is not None and not 1 <= desil <= MOST_DESIL:
            row.bad(f"kolom desil_maks di luar 1 sampai {MOST_DESIL}")
        return FundLimit(
            kode=row.one_of("kode", known), publik=row.yes("publik"),
            untuk={group: row.one_of(group, JAWABAN) for group in KELOMPOK}, desil_maks=desil,
            jabatan=row.one_of("jabatan", SYARAT_JABATAN), penagih=row.one_of("penagih", PIHAK),
            pembayar=row.one_of("pembayar", PIHAK), catatan=row.text("catatan"), sumber=row.text("sumber"),
            keyakinan=row.sureness())

    found = unique(read_rows(files, FUNDS, columns), make)
    for kode in known:
        if kode not in found:
            damaged(FUNDS, 0, f"sumber dana {kode} tidak ada")
    return {kode: found[kode] for kode in known}
