"""Where every village stands on its map desa: the list by which DPMD sees each one finish its papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jamsos_desktop.desk.district.report_lists import AREA, by_area
from jamsos_desktop.desk.district.report_making import Making, numbered, rupiah_of, short_rupiah, sums
from jamsos_desktop.desk.district.report_recap import NO
from jamsos_desktop.hub import roads
from jamsos_desktop.hub.coverage import UnitRow
from jamsos_desktop.hub.register import figures
from jamsos_desktop.hub.roads import Own, Way
from jamsos_desktop.model.report import Cell, Column, Form, Report, ReportTable
from jamsos_desktop.rules.road_records import PEMBERI_KERJA, ROADS, STEPS, WADAH

STATE = {"selesai": "Selesai", "jalan": "Sedang jalan", "belum": "Belum", "tidak_perlu": "Tidak perlu"}


@dataclass(frozen=True, slots=True)
class _Village:
    unit: UnitRow
    ways: dict[str, Way]
    own: Own

    @property
    def step(self) -> tuple[int, str]:
        """The least far first; villages that told nothing before all others."""
        way = self.ways.get(PEMBERI_KERJA)
        return (way.selesai if way else -1, self.unit.nama)


def report(making: Making) -> Report:
    """Villages by kecamatan, the least far first; the workbook has every step with its day."""
    told = figures.told(making.db, making.kodes)
    today = making.picture.today
    found = [_Village(unit, roads.ways(steps), roads.own(bills, today)) for unit in making.units
             if unit.jenis == "desa" or unit.kode in told for steps, bills in [told.get(unit.kode, ([], []))]]
    found.sort(key=lambda one: (one.unit.kecamatan, one.step))
    columns = (Column("Desa", lebar=36), Column("Pemberi kerja", lebar=24), Column("Langkah berikutnya", lebar=40),
               Column("Wadah rentan", lebar=24), Column("Langkah berikutnya", lebar=40))
    papers = [ReportTable(lembar="Map desa", judul=f"Kecamatan {name}, {len(rows)} desa", kolom=(NO, *columns),
                          baris=numbered([_cells(one) for one in rows]), di_buku=False)
              for name, rows in by_area(found, lambda one: one.unit.kecamatan)]
    return Report(
        kode="map_desa", judul="Map desa: sampai langkah mana", lingkup=making.lingkup, hari=today,
        sumber=making.sumber, tabel=(*papers, _sheet(found, columns, with_table=not papers), *_steps(found)),
        angka=_figures(found),
        catatan=("Menurut kiriman terakhir tiap desa. Desa yang belum mengirim ditulis belum ada kabar.",
                 "Urutan langkah adalah kebiasaan, bukan aturan resmi."))


def _cells(one: _Village) -> tuple[Cell, ...]:
    return (one.unit.nama, *_way(one, PEMBERI_KERJA), *_way(one, WADAH))


def _way(one: _Village, jalur: str) -> tuple[str, str]:
    way = one.ways.get(jalur)
    if way is None:
        return ("Belum ada kabar" if not one.ways else "Tidak ada", "")
    return f"{way.selesai} dari {way.langkah}", way.berikut or "Semua selesai"


def _sheet(found: Sequence[_Village], columns: Sequence[Column], *, with_table: bool) -> ReportTable:
    money = tuple(Column(name, Form.MONEY) for name in ("Iuran dibayar desa (Rp)", "Tagihan desa terbuka (Rp)"))
    rows = numbered([(one.unit.kecamatan, *_cells(one), rupiah_of(one.own.dibayar_sen),
                      rupiah_of(one.own.terbuka_sen), one.own.lewat) for one in found])
    return ReportTable(lembar="Map desa", judul="", di_kertas=with_table, baris=rows, jumlah=sums(rows, "Jumlah",
                                                                                               (7, 8, 9)),
                       kolom=(NO, AREA, *columns, *money, Column("Lewat tempo", Form.NUMBER)))


def _steps(found: Sequence[_Village]) -> list[ReportTable]:
    """One sheet a road, a column a step: its state, with the day where one was told."""
    return [ReportTable(
        lembar=ROADS[jalur], judul=ROADS[jalur], di_kertas=False,
        kolom=(NO, AREA, Column("Desa"), *map(Column, STEPS[jalur].values())),
        baris=numbered([(one.unit.kecamatan, one.unit.nama, *(_state(one.ways[jalur], kode) for kode in STEPS[jalur]))
                        for one in found if jalur in one.ways])) for jalur in (PEMBERI_KERJA, WADAH)]


def _state(way: Way, kode: str) -> str:
    day = way.hari.get(kode)
    return STATE.get(way.keadaan.get(kode, ""), "") + (f" {day:%d-%m-%Y}" if day else "")


def _figures(found: Sequence[_Village]) -> tuple[tuple[str, str, str], ...]:
    told = [one for one in found if one.ways]
    done = sum(all(way.tuntas for way in one.ways.values()) for one in told)
    late = sum(one.own.lewat > 0 for one in found)
    return (("Semua langkah selesai", f"{done} desa", f"dari {len(found)} desa dan unit"),
            ("Belum ada kabar", f"{len(found) - len(told)} desa", ""),
            ("Tagihan lewat tempo", f"{late} desa", "menurut catatan desa"),
            ("Dibayar desa sendiri", short_rupiah(sum(one.own.dibayar_sen for one in found)), ""))
