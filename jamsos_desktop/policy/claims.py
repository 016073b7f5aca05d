"""What a death or an accident at work asks for (papers) and gives (benefits), as dated, sourced data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from jamsos_desktop.policy.records import Dated, Marked, at
from jamsos_desktop.policy.rows import Files, Row, Timeline, damaged, read_rows

JENIS = ("JKM", "JKK")  # a death, an accident at work
SATUAN = ("rupiah", "bulan", "jam", "kali_upah", "urutan")
# Without these no deadline and no right can be told.
NEEDED = {"JKM_SANTUNAN": "rupiah", "JKM_BERKALA": "rupiah", "JKM_PEMAKAMAN": "rupiah", "JKM_BARU": "rupiah",
          "JKM_BARU_BULAN": "bulan", "MENUNGGAK_BULAN": "bulan", "JKK_LAPOR_JAM": "jam", "BEASISWA": "rupiah",
          "BEASISWA_BULAN": "bulan", "JKK_KEMATIAN_UPAH": "kali_upah", "JKK_BERKALA": "rupiah",
          "JKK_PEMAKAMAN": "rupiah"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SyaratKlaim(Marked):
    """A paper of a claim. ``bila``: "" always, ``meninggal`` only when the accident killed; ``berkas``: code of the
    person's own paper that is the same sheet, "" for none."""

    kode: str
    jenis: str
    label: str
    singkat: str
    wajib: bool
    bila: str
    berkas: str
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manfaat(Marked):
    """A fact of a benefit: rupiah, months, hours, multiples of the wage, or a place in the order of heirs."""

    kode: str
    program: str
    nilai: int
    satuan: str
    label: str
    sumber: str
    keyakinan: str


@dataclass(frozen=True, slots=True)
class Claims:
    """Papers in the order people tick them, benefits by code and day."""

    syarat: tuple[SyaratKlaim, ...] = ()
    manfaat: Mapping[str, tuple[Dated[Manfaat], ...]] = field(default_factory=lambda: MappingProxyType({}))

    def papers(self, jenis: str, *, meninggal: bool = False) -> tuple[SyaratKlaim, ...]:
        """The papers of a kind of event; an accident that killed asks for those of the heirs too."""
        return tuple(s for s in self.syarat if s.jenis == jenis and (not s.bila or meninggal))

    def benefit(self, kode: str, on: date) -> Manfaat:
        """A fact in force on a day; for a day before the first one known that first one, which is what can be said."""
        periods = self.manfaat[kode]
        return at(periods, on) or (periods[0] if on < periods[0].mulai else periods[-1]).nilai

    def report_hours(self, on: date) -> int:
        """Within how many hours an accident of that day must be reported."""
        return self.benefit("JKK_LAPOR_JAM", on).nilai

    def heirs(self, on: date) -> tuple[Manfaat, ...]:
        """The order of heirs, first the first."""
        facts = [self.benefit(kode, on) for kode in self.manfaat]
        return tuple(sorted((f for f in facts if f.satuan == "urutan"), key=lambda f: f.nilai))


def claims(files: Files) -> Claims:
    """Read ``klaim.csv`` and ``manfaat.csv``. Problem KETENTUAN_RUSAK names file and row."""
    return Claims(_papers(files), _benefits(files))


def _papers(files: Files) -> tuple[SyaratKlaim, ...]:
    found: dict[tuple[str, str], SyaratKlaim] = {}
    for row in read_rows(files, "klaim.csv", "kode jenis label singkat tanda bila berkas sumber keyakinan"):
        one = SyaratKlaim(
            kode=row.text("kode", required=True), jenis=row.one_of("jenis", JENIS),
            label=row.text("label", required=True), singkat=row.text("singkat", required=True),
            wajib=row.one_of("tanda", ("W", "O")) == "W", bila=row.one_of("bila", ("", "meninggal")),
            berkas=row.text("berkas"), sumber=row.text("sumber"), keyakinan=row.sureness())
        if (one.jenis, one.kode) in found:
            row.bad(f"kode {one.kode} ditulis dua kali untuk {one.jenis}")
        found[one.jenis, one.kode] = one
    return tuple(found.values())


def _benefits(files: Files) -> dict[str, tuple[Dated[Manfaat], ...]]:
    facts: Timeline[Manfaat] = Timeline()
    columns = "kode program nilai satuan label berlaku_mulai berlaku_sampai sumber keyakinan"
    for row in read_rows(files, "manfaat.csv", columns):
        one = _benefit(row)
        if NEEDED.get(one.kode, one.satuan) != one.satuan:
            row.bad(f"satuan {one.kode} seharusnya {NEEDED[one.kode]}, bukan \u201c{one.satuan}\u201d")
        facts.put(row, (one.kode,), one)
    for kode in NEEDED:
        if (kode,) not in facts:
            damaged("manfaat.csv", 0, f"{kode} tidak ada")
    return {key[0]: periods for key, periods in facts.items()}


def _benefit(row: Row) -> Manfaat:
    return Manfaat(
        kode=row.text("kode", required=True), program=row.one_of("program", ("", *JENIS)), nilai=row.whole("nilai"),
        satuan=row.one_of("satuan", SATUAN), label=row.text("label", required=True), sumber=row.text("sumber"),
        keyakinan=row.sureness())
