"""From the register's kept sums to what the district is told: recap, silent villages, lapses, quality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district.coverage_records import Bar, LapseRow, QualityRow, Recap, SilentUnit
from jamsos_desktop.desk.district.units import contact
from jamsos_desktop.hub import coverage, quality
from jamsos_desktop.hub.coverage import OPD, OPD_NAME, Sum, UnitRow
from jamsos_desktop.hub.register import figures
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.engine import Database

SILENT_DAYS = 30  # where the district's settings do not say (parameter hari_diam)
NEW_DAYS = 7


@dataclass(frozen=True, slots=True)
class Picture:
    """All that was read once: units, sums by unit and group, today."""

    ctx: Context
    units: tuple[UnitRow, ...]
    sums: coverage.Sums
    today: date

    def target(self, kelompok: str) -> Decimal | None:
        """The target percent in force today for a group, or for all ("")."""
        found = self.ctx.policy.value("target_cakupan", kelompok, self.today)
        return Decimal(found.teks) if found else None

    def unsure(self, key: str, scope: str = "") -> bool:
        """Whether the setting in force today is one that nobody has confirmed; one that is not set is no doubt."""
        found = self.ctx.policy.value(key, scope, self.today)
        return found is not None and found.belum_dikonfirmasi

    def inside(self, kode: str) -> tuple[UnitRow, ...]:
        """The units of an area: "" all, a kecamatan, ``OPD``, or one unit. Problem UNIT_TIDAK_ADA."""
        found = tuple(unit for unit in self.units if kode in ("", unit.kode, unit.area))
        if not found:
            raise Problem("UNIT_TIDAK_ADA", f"Wilayah {kode} tidak ada di daftar kabupaten ini.", TIDAK_BERUBAH,
                          "Pilih kecamatan atau desa dari daftar.")
        return found


def read(ctx: Context, db: Database) -> Picture:
    """The whole kabupaten on the desk's day."""
    today = ctx.today
    sums = coverage.sums_of(figures.active(db, today), figures.standing(db), figures.targets(db, today.year))
    return Picture(ctx, tuple(figures.units(db)), sums, today)


def level(kode: str, inside: Sequence[UnitRow], ctx: Context) -> tuple[str, str]:
    """(kabupaten | kecamatan | desa, name) of an area code."""
    if not kode:
        return "kabupaten", ctx.unit.kabupaten
    if kode == OPD:
        return "kecamatan", OPD_NAME
    return ("desa", inside[0].nama) if len(inside) == 1 and inside[0].kode == kode else ("kecamatan",
                                                                                         inside[0].kecamatan)


def recap(picture: Picture, db: Database, kode: str = "", kelompok: str = "") -> Recap:
    """Coverage of an area; see ``Recap``."""
    ctx, sums, inside = picture.ctx, picture.sums, picture.inside(kode)
    tingkat, nama = level(kode, inside, ctx)
    kodes = [unit.kode for unit in inside]
    one = coverage.total(sums, kodes, kelompok)
    villages = [unit for unit in inside if unit.jenis == "desa"]
    months, grown = coverage.months(figures.months(db, kodes if kode else None), kelompok, picture.today, one.aktif)
    target, newest = picture.target(kelompok), max((unit.diambil for unit in inside), default="")
    groups = tuple(coverage.bar(group, ctx.label("kelompok", group), coverage.total(sums, kodes, group),
                                picture.target(group)) for group in KELOMPOK)
    return Recap(
        tingkat=tingkat, kode=kode, nama=nama, kelompok=kelompok, hari=picture.today, target=target,
        terdaftar=one.aktif, sasaran=one.sasaran, persen=coverage.percent(one.aktif, one.sasaran),
        kurang=coverage.missing(one.aktif, one.sasaran, target), orang=one.orang, keadaan=one.standing(),
        lewat=one.lewat, tunda=one.tunda, desa=len(villages), melapor=sum(unit.seq > 0 for unit in villages),
        baru=_new(picture, db, villages), iuran_sen=one.sen, rata_sen=(one.sen + one.aktif // 2) // one.aktif
        if one.aktif else 0, tahapan=coverage.road(coverage.stages(inside, sums)),
        bars=_bars(picture, tingkat, inside, kelompok) or groups, kelompok_bars=groups, bulan=tuple(months),
        tambah_bulan_ini=grown, diam=tuple(silent(picture, db, inside)),
        data_sampai=date.fromisoformat(newest[:10]) if newest else None)


def _bars(picture: Picture, tingkat: str, inside: Sequence[UnitRow], kelompok: str) -> tuple[Bar, ...]:
    target = picture.target(kelompok)
    if tingkat == "kabupaten":
        return coverage.area_bars(inside, picture.sums, kelompok, target)
    return coverage.unit_bars(inside, picture.sums, kelompok, target) if tingkat == "kecamatan" else ()


def _new(picture: Picture, db: Database, villages: Sequence[UnitRow]) -> int:
    """Villages that were first heard of in the last seven days."""
    since, first = (picture.today - timedelta(days=NEW_DAYS)).isoformat(), figures.first_heard(db)
    return sum(unit.seq > 0 and first.get(unit.kode, "") > since for unit in villages)


def silent_days(picture: Picture) -> int:
    """After how many days without a package a village counts as silent."""
    days = picture.ctx.policy.amount("hari_diam", picture.today)
    return SILENT_DAYS if days is None else int(days)


def silent(picture: Picture, db: Database, inside: Sequence[UnitRow]) -> list[SilentUnit]:
    """Desa never heard of, then those silent too long, with whom to ask."""
    quiet = coverage.silent(inside, picture.today, silent_days(picture))
    known = figures.profiles(db, [unit.kode for unit, days in quiet if days is not None])
    return [SilentUnit(unit.kode, unit.nama, unit.area, unit.kecamatan, days,
                       date.fromisoformat(unit.diambil[:10]) if days is not None else None,
                       contact(known.get(unit.kode, ""))) for unit, days in quiet]


def lapsing(picture: Picture, db: Database, kode: str = "", kelompok: str = "") -> list[LapseRow]:
    """People per payer and month whose protection is over, ends, or waits for payment; by payer and month.

    ``kelompok``: one group, "" all."""
    kodes = [unit.kode for unit in picture.inside(kode)] if kode else None
    day, found = picture.today.isoformat(), dict[tuple[str, str, str], list[int]]()
    for _, fund, last_day, many, sen in figures.lapsing(db, kodes, kelompok):
        if last_day:
            _add(found, (fund, "lewat" if last_day < day else "habis", last_day[:7]), many, sen)
    for _, fund, many, sen in figures.unpaid(db, kodes, kelompok):
        _add(found, (fund, "belum_bayar", ""), many, sen)
    order = ("lewat", "belum_bayar", "habis")
    return [LapseRow(fund, fund_name(picture.ctx, fund), kind, month, *many)
            for (fund, kind, month), many in
            sorted(found.items(), key=lambda one: (one[0][0], order.index(one[0][1]), one[0][2]))]


def _add(found: dict[tuple[str, str, str], list[int]], key: tuple[str, str, str], many: int, sen: int) -> None:
    one = found.setdefault(key, [0, 0])
    one[0] += many
    one[1] += sen


def fund_name(ctx: Context, fund: str) -> str:
    """The label of a payer."""
    return ctx.label("sumber_dana", fund) if fund else "Belum dipilih"


def quality_rows(picture: Picture, db: Database, kode: str = "") -> list[QualityRow]:
    """Villages with people, the largest share of people with marks first."""
    marked = figures.marks(db)
    found = [_quality(unit, coverage.total(picture.sums, (unit.kode,)), marked.get(unit.kode, {}))
             for unit in picture.inside(kode)]
    return sorted((row for row in found if row.orang), key=lambda row: (-(row.persen or 0), row.nama, row.kode))


def _quality(unit: UnitRow, one: Sum, marked: Mapping[str, int]) -> QualityRow:
    marks = quality.worst_first({mark: many for mark, many in marked.items() if mark})
    return QualityRow(unit.kode, unit.nama, unit.kecamatan, one.orang, marked.get("", 0),
                      coverage.percent(marked.get("", 0), one.orang),
                      tuple((mark, quality.label_of(mark), many) for mark, many in marks))
