"""Coverage as pure sums: from small counted rows to bars, months, the road of villages and who is silent.

Coverage (cakupan) counts people who are aktif today over the target (sasaran). Left out: people whose masa iuran is
over (``lewat``), and people with an open question (``tunda``), whose number is always said beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from jamsos_desktop.hub.coverage_records import TAHAPAN, Bar, MonthPoint, Stage

OPD = "opd"  # the area that offices without a kecamatan are ranked under
OPD_NAME = "Perangkat daerah"
PLACES = ("desa", "kelurahan")
_TENTH = Decimal("0.1")


class UnitRow(NamedTuple):
    """A unit as coverage sees it; ``diambil``: ISO moment of its newest package, "" when none ever came."""

    kode: str
    jenis: str
    nama: str
    kecamatan: str
    seq: int
    diambil: str

    @property
    def area(self) -> str:
        """The code of its kecamatan, or ``OPD``."""
        return self.kode[:8] if self.jenis in PLACES else OPD


class ActiveRow(NamedTuple):
    """People aktif without an open question, of one unit and group: still covered, and past their masa iuran."""

    unit: str
    kelompok: str
    aktif: int
    sen: int
    lewat: int


class StandingRow(NamedTuple):
    """People of one unit, group and keadaan; ``tunda`` of them have an open question."""

    unit: str
    kelompok: str
    keadaan: str
    orang: int
    tunda: int


class MonthRow(NamedTuple):
    """People who began and who ended in a month ("2026-11", "" when unknown)."""

    kelompok: str
    bulan: str
    mulai: int
    berhenti: int


@dataclass(slots=True)
class Sum:
    """What adds up over units and groups. ``keadaan``: people without an open question."""

    aktif: int = 0
    sen: int = 0
    lewat: int = 0
    sasaran: int = 0
    orang: int = 0
    tunda: int = 0
    keadaan: dict[str, int] = field(default_factory=dict)

    def add(self, other: Sum) -> None:
        """Add another sum to this one."""
        self.aktif += other.aktif
        self.sen += other.sen
        self.lewat += other.lewat
        self.sasaran += other.sasaran
        self.orang += other.orang
        self.tunda += other.tunda
        for name, many in other.keadaan.items():
            self.keadaan[name] = self.keadaan.get(name, 0) + many

    def standing(self) -> dict[str, int]:
        """Keadaan -> people, with ``lewat_masa`` taken out of ``aktif`` and ``tunda`` apart; adds up to ``orang``."""
        found = {**self.keadaan, "aktif": self.aktif, "lewat_masa": self.lewat, "tunda": self.tunda}
        return {name: many for name, many in found.items() if many}


Sums = Mapping[str, Mapping[str, Sum]]  # unit -> kelompok -> sum


def sums_of(active: Iterable[ActiveRow], standing: Iterable[StandingRow],
            targets: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, Sum]]:
    """All counted rows by unit and group; ``targets``: (unit, kelompok, people)."""
    found: dict[str, dict[str, Sum]] = {}

    def of(unit: str, kelompok: str) -> Sum:
        return found.setdefault(unit, {}).setdefault(kelompok, Sum())

    for row in active:
        one = of(row.unit, row.kelompok)
        one.aktif, one.sen, one.lewat = row.aktif, row.sen, row.lewat
    for unit, kelompok, keadaan, orang, tunda in standing:
        one = of(unit, kelompok)
        one.orang += orang
        one.tunda += tunda
        one.keadaan[keadaan] = one.keadaan.get(keadaan, 0) + orang - tunda
    for unit, kelompok, orang in targets:
        of(unit, kelompok).sasaran += orang
    return found


def total(sums: Sums, units: Iterable[str], kelompok: str = "") -> Sum:
    """The sum over units, of one group or of all ("")."""
    found = Sum()
    for unit in units:
        for group, one in sums.get(unit, {}).items():
            if kelompok in ("", group):
                found.add(one)
    return found


def percent(nyata: int, sasaran: int) -> Decimal | None:
    """Of the target, one decimal, half up; None without a target."""
    return (Decimal(100 * nyata) / sasaran).quantize(_TENTH, ROUND_HALF_UP) if sasaran else None


def missing(nyata: int, sasaran: int, target: Decimal | None) -> int:
    """How many people are missing to ``target`` percent (rounded up to whole people); 0 when it is reached."""
    return max(0, -int((-sasaran * target / 100).to_integral_value(ROUND_FLOOR)) - nyata) if target else 0


def bar(kode: str, nama: str, one: Sum, target: Decimal | None, units: Sequence[UnitRow] = ()) -> Bar:
    """One sum as a bar; ``units`` are those in it."""
    villages = [unit for unit in units if unit.jenis == "desa"]
    reached = bool(target) and one.sasaran > 0 and missing(one.aktif, one.sasaran, target) == 0
    return Bar(kode, nama, one.aktif, one.sasaran, percent(one.aktif, one.sasaran), reached, len(villages),
               sum(unit.seq > 0 for unit in villages), one.lewat, one.tunda, one.sen)


def ranked(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    """By coverage, best first; those without a target last, by name."""
    return tuple(sorted(bars, key=lambda b: (b.persen is None, -(b.persen or 0), b.nama, b.kode)))


def area_bars(units: Sequence[UnitRow], sums: Sums, kelompok: str, target: Decimal | None) -> tuple[Bar, ...]:
    """Kecamatan ranked. One without desa (only kelurahan) is left out as long as it has neither target nor people."""
    areas: dict[str, list[UnitRow]] = {}
    for unit in units:
        areas.setdefault(unit.area, []).append(unit)
    found = []
    for kode, inside in areas.items():
        one = total(sums, (unit.kode for unit in inside), kelompok)
        if one.sasaran or one.orang or any(unit.jenis == "desa" for unit in inside):
            name = OPD_NAME if kode == OPD else inside[0].kecamatan
            found.append(bar(kode, name, one, target, inside))
    return ranked(found)


def unit_bars(units: Sequence[UnitRow], sums: Sums, kelompok: str, target: Decimal | None) -> tuple[Bar, ...]:
    """Desa ranked, and those kelurahan and offices that have a target or people."""
    found = []
    for unit in units:
        one = total(sums, (unit.kode,), kelompok)
        if unit.jenis == "desa" or one.sasaran or one.orang:
            found.append(bar(unit.kode, unit.nama, one, target, (unit,)))
    return ranked(found)


def months(rows: Iterable[MonthRow], kelompok: str, today: date, now_active: int) -> tuple[list[MonthPoint], int]:
    """(January to the present month, growth this month). The present month is ``now_active``, people aktif today."""
    moved: dict[str, int] = {}
    for row in rows:
        if kelompok in ("", row.kelompok):
            moved[row.bulan] = moved.get(row.bulan, 0) + row.mulai - row.berhenti
    ends = [f"{today.year - 1:04}-12", *(f"{today.year:04}-{month:02}" for month in range(1, today.month))]
    points = [MonthPoint(end, sum(many for month, many in moved.items() if month <= end)) for end in ends]
    points.append(MonthPoint(f"{today:%Y-%m}", now_active))
    return points[1:], points[-1].aktif - points[-2].aktif


def stage_of(unit: UnitRow, one: Sum) -> str:
    """Where a desa stands on the road: as far as its furthest person has come.

    Nobody ever sent: ``belum_melapor``. Somebody aktif today: ``aktif``. Somebody waiting to be paid for, or nobody
    covered any more because the masa iuran is over: ``belum_bayar``. Somebody handed to BPJS: ``di_bpjs``. Somebody
    taken in or accepted, or held by an open question: ``di_dpmd``. Else the village sent nobody whose file is good:
    ``berkas_kurang``.
    """
    if unit.seq == 0:
        return "belum_melapor"
    if one.aktif:
        return "aktif"
    has = one.keadaan.get
    if has("menunggu_bayar", 0) or one.lewat:
        return "belum_bayar"
    if has("di_bpjs", 0):
        return "di_bpjs"
    return "di_dpmd" if has("masuk", 0) or has("diterima", 0) or one.tunda else "berkas_kurang"


def stages(units: Iterable[UnitRow], sums: Sums) -> dict[str, str]:
    """Desa -> stage. Kelurahan and offices do not walk this road."""
    return {unit.kode: stage_of(unit, total(sums, (unit.kode,))) for unit in units if unit.jenis == "desa"}


def road(standing: Mapping[str, str]) -> tuple[Stage, ...]:
    """How many desa stand in each stage; adds up to all desa given (see ``stages``)."""
    counted = Counter(standing.values())
    return tuple(Stage(kode, nama, counted[kode]) for kode, nama in TAHAPAN)


def days_since(unit: UnitRow, today: date) -> int | None:
    """Days since the newest package came in; None when none ever did."""
    return (today - date.fromisoformat(unit.diambil[:10])).days if unit.seq and unit.diambil else None


def silent(units: Iterable[UnitRow], today: date, most: int) -> list[tuple[UnitRow, int | None]]:
    """Desa never heard of, then those silent for more than ``most`` days, the longest first."""
    found = [(unit, days_since(unit, today)) for unit in units if unit.jenis == "desa"]
    quiet = [(unit, days) for unit, days in found if days is None or days > most]
    return sorted(quiet, key=lambda one: (one[1] is not None, -(one[1] or 0), one[0].kecamatan, one[0].nama))
