"""How long data are kept, and how quickly somebody who asks about theirs is answered (UU 27/2022), as sourced data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from jamsos_desktop.policy.records import Marked
from jamsos_desktop.policy.rows import Files, damaged, read_rows, unique
from jamsos_desktop.texts import hours_words

RETENTION, RIGHTS = "retensi.csv", "hak_data.csv"
# What a time is counted from, and what somebody may ask; each must be there.
FROM = ("keluar", "meninggal", "diubah")
ASKED = ("akses", "perbaikan", "pembatasan", "tarik", "hapus")
BREACH = "kebocoran"
MOST_HOURS = 24 * 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Retensi(Marked):
    """How long data of a kind are kept: ``bulan`` whole months after ``dari`` (one of FROM)."""

    kode: str
    label: str
    dari: str
    bulan: int
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HakData(Marked):
    """Something people may ask, or must be told: within ``jam`` hours, by ``pasal`` of the law."""

    kode: str
    label: str
    jam: int
    pasal: str
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True)
class Privacy:
    """``retensi`` by what it is counted from, ``hak`` by code."""

    retensi: Mapping[str, Retensi] = field(default_factory=lambda: MappingProxyType({}))
    hak: Mapping[str, HakData] = field(default_factory=lambda: MappingProxyType({}))

    def within(self, hak: str) -> str:
        """Within what time a right is answered, or a breach told: "3 x 24 jam"."""
        return hours_words(self.hak[hak].jam)

    @property
    def answered_within(self) -> str:
        """Within what time whoever asks is answered: one time, or the shortest and the longest of all rights."""
        hours = sorted(self.hak[asked].jam for asked in ASKED)
        return " sampai ".join(dict.fromkeys((hours_words(hours[0]), hours_words(hours[-1]))))


def privacy(files: Files) -> Privacy:
    """Read ``retensi.csv`` and ``hak_data.csv``. Problem KETENTUAN_RUSAK names file and row."""
    times = unique(read_rows(files, RETENTION, "kode label dari bulan sumber keyakinan"), lambda row: Retensi(
        kode=row.text("kode"), label=row.text("label", required=True), dari=row.one_of("dari", FROM),
        bulan=row.whole("bulan"), sumber=row.text("sumber"), keyakinan=row.sureness()))
    rights = unique(read_rows(files, RIGHTS, "kode label jam pasal sumber keyakinan"), lambda row: HakData(
        kode=row.one_of("kode", (*ASKED, BREACH)), label=row.text("label", required=True), jam=row.whole("jam"),
        pasal=row.text("pasal"), sumber=row.text("sumber"), keyakinan=row.sureness()))
    for kode in (*ASKED, BREACH):
        if kode not in rights or not 0 < rights[kode].jam <= MOST_HOURS:
            damaged(RIGHTS, 0, f"{kode} tidak ada atau jamnya tidak masuk akal")
    by_start = {one.dari: one for one in times.values()}
    if len(by_start) < len(times):
        damaged(RETENTION, 0, "satu masa ditulis dua kali")
    return Privacy(by_start, rights)
