"""What all reports of the district share: what they are made from, words of scope and source, sums of columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district import coverage_reading as reading
from jamsos_desktop.desk.district.coverage_reading import Picture
from jamsos_desktop.hub.coverage import UnitRow
from jamsos_desktop.model.report import Cell
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import number, rupiah


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """A report under way. ``kode``: the area ("" all), ``units``: those in it; ``kelompok``: "" all; ``periode``:
    "2026-Q4" or ""."""

    ctx: Context
    db: Database
    picture: Picture
    units: tuple[UnitRow, ...]
    kode: str = ""
    kelompok: str = ""
    periode: str = ""

    @property
    def kodes(self) -> list[str] | None:
        """Their codes, None for all."""
        return [unit.kode for unit in self.units] if self.kode else None

    @property
    def sumber(self) -> str:
        return self.ctx.unit.nama

    @property
    def lingkup(self) -> str:
        """"Kabupaten Konawe", "Kecamatan Soropia, Kabupaten Konawe", with the group when one was chosen."""
        tingkat, nama = reading.level(self.kode, self.units, self.ctx)
        place = {"kabupaten": nama, "kecamatan": f"Kecamatan {nama}", "desa": f"Desa {nama}"}[tingkat]
        if self.kode == "opd":
            place = nama
        whole = place if tingkat == "kabupaten" else f"{place}, {self.ctx.unit.kabupaten}"
        return f"{whole}, {self.ctx.label('kelompok', self.kelompok).lower()}" if self.kelompok else whole


def rupiah_of(sen: int) -> int:
    """Sen as whole rupiah, half up."""
    return int(Decimal(sen).scaleb(-2).quantize(Decimal(1), ROUND_HALF_UP))


def short_rupiah(sen: int) -> str:
    """Rp 316,3 juta; below a million in full."""
    whole = rupiah_of(sen)
    for size, word in ((10 ** 9, "miliar"), (10 ** 6, "juta")):
        if whole >= size:
            part = (Decimal(whole) / size).quantize(Decimal("0.1"), ROUND_HALF_UP)
            return f"Rp {number(int(part))},{int(part * 10) % 10} {word}"
    return rupiah(whole)


def sums(rows: Sequence[Sequence[Cell]], first: str, columns: Sequence[int]) -> tuple[Cell, ...]:
    """A last row: ``first`` in the second column, sums in the given columns, nothing elsewhere."""
    if not rows:
        return ()
    found: list[Cell] = [None] * len(rows[0])
    found[1] = first
    for at in columns:
        found[at] = sum(value for row in rows if isinstance(value := row[at], int))
    return tuple(found)


def numbered(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows with 1, 2, ... in front."""
    return tuple((nth, *row) for nth, row in enumerate(rows, 1))
