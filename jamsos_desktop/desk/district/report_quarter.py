"""Laporan triwulan of SE Mendagri 842.2/5193/SJ: counts and dues per group and kecamatan. The layout is our own."""

from __future__ import annotations

from collections.abc import Sequence

from jamsos_desktop.desk.district.report_kinds import DAGGER, MARK, Quarter, legal_basis, quarter
from jamsos_desktop.desk.district.report_making import Making, numbered, rupiah_of, short_rupiah, sums
from jamsos_desktop.desk.district.report_recap import NO
from jamsos_desktop.hub.coverage import OPD, OPD_NAME
from jamsos_desktop.hub.register import figures
from jamsos_desktop.hub.register.figures import QuarterRow
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.model.report import Cell, Column, Form, Report, ReportTable
from jamsos_desktop.texts import long_date, number

SHORT = {"perangkat_desa": "PD", "ekosistem_desa": "ED", "non_asn": "NA", "pekerja_rentan": "PR"}


def report(making: Making) -> Report:
    """The report of a quarter, up to its end or today. Problem PERIODE_SALAH."""
    today = making.picture.today
    period = quarter(making.periode, today)
    day = min(period.akhir, today)
    rows = figures.in_period(making.db, period.awal, day, today)
    basis = legal_basis("laporan_triwulan")
    until = f"Triwulan masih berjalan: angka sampai {long_date(day)}, termasuk yang perlindungannya mulai kemudian."
    running = (until,) if day < period.akhir else ()
    return Report(
        kode="laporan_triwulan", judul="Laporan triwulan jaminan sosial ketenagakerjaan",
        lingkup=f"{making.ctx.unit.kabupaten}, {period.nama}", hari=day, sumber=making.sumber,
        angka=_head(rows, period), tabel=(_groups(making, rows, period), _areas(making, rows)), dasar=basis,
        catatan=(*running, *((DAGGER,) if any(MARK in line for line in basis) else ()),
                 "Tata letak buatan Jamsos Desa, bukan bentuk resmi surat edaran.",
                 "PD perangkat desa, ED ekosistem desa, NA non-ASN, PR pekerja rentan.",
                 "Dikirim: orang yang pernah dikirim desa sampai hari itu. Aktif: masa iurannya memuat hari itu.",
                 "Tidak dihitung aktif: orang yang menunggu keputusan (ganda atau dua laptop)."
                 " Angka triwulan lama dihitung dari catatan sekarang."),
        tanda_tangan=f"Kepala {making.sumber}")


def _head(rows: Sequence[QuarterRow], period: Quarter) -> tuple[tuple[str, str, str], ...]:
    active, sen = sum(row.aktif for row in rows), sum(row.sen for row in rows)
    return (("Aktif pada akhir periode", f"{number(active)} orang", f"{number(sum(row.baru for row in rows))} mulai"
             " dalam triwulan ini"),
            ("Dikirim desa", f"{number(sum(row.orang for row in rows))} orang", "sampai akhir periode"),
            ("Iuran per bulan", short_rupiah(sen), "orang yang aktif"),
            ("Batas laporan", long_date(period.tenggat), "tanggal 10 bulan berikutnya"))


def _groups(making: Making, rows: Sequence[QuarterRow], period: Quarter) -> ReportTable:
    targets = figures.targets(making.db, period.tahun)
    cells: list[tuple[Cell, ...]] = []
    for group in KELOMPOK:
        mine = [row for row in rows if row.kelompok == group]
        cells.append((making.ctx.label("kelompok", group), sum(many for _, name, many in targets if name == group),
                      sum(row.orang for row in mine), sum(row.aktif for row in mine), sum(row.baru for row in mine),
                      sum(row.lewat for row in mine), rupiah_of(sum(row.sen for row in mine))))
    table = numbered(cells)
    names = ("Sasaran", "Dikirim", "Aktif", "Mulai triwulan ini", "Lewat masa")
    return ReportTable(lembar="Kelompok", judul="Per kelompok", baris=table, jumlah=sums(table, "Jumlah", range(2, 8)),
                       kolom=(NO, Column("Kelompok", lebar=40), *(Column(name, Form.NUMBER, 22) for name in names),
                              Column("Iuran per bulan (Rp)", Form.MONEY, 28)))


def _areas(making: Making, rows: Sequence[QuarterRow]) -> ReportTable:
    """Per kecamatan: people sent and people aktif of each group, and dues."""
    places = {unit.kode: (OPD_NAME if unit.area == OPD else unit.kecamatan) for unit in making.picture.units}
    found: dict[str, dict[str, list[int]]] = {name: {} for name in sorted(set(places.values()))}
    dues = dict.fromkeys(found, 0)
    for row in rows:
        one = found[places[row.unit]].setdefault(row.kelompok, [0, 0])
        one[0] += row.orang
        one[1] += row.aktif
        dues[places[row.unit]] += row.sen
    cells: list[tuple[Cell, ...]] = []
    for name, groups in found.items():
        pairs = [groups.get(group, [0, 0]) for group in KELOMPOK]
        cells.append((name, *(many for pair in pairs for many in pair), sum(pair[1] for pair in groups.values()),
                      rupiah_of(dues[name])))
    table = numbered(cells)
    heads = [Column(f"{SHORT[group]} {word}", Form.NUMBER, 14.5) for group in KELOMPOK for word in ("dikirim", "aktif")]
    return ReportTable(lembar="Kecamatan", judul="Per kecamatan", baris=table,
                       jumlah=sums(table, "Jumlah", range(2, 12)),
                       kolom=(NO, Column("Kecamatan", lebar=30), *heads, Column("Aktif semua", Form.NUMBER, 14),
                              Column("Iuran per bulan (Rp)", Form.MONEY, 24)))
