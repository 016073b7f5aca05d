"""Rekap cakupan: the charts of the page as tables, on paper and in a workbook with seven sheets."""

from __future__ import annotations

from collections.abc import Sequence

from jamsos_desktop.desk.district import coverage_reading as reading
from jamsos_desktop.desk.district.coverage_records import Bar, QualityRow, Recap, SilentUnit
from jamsos_desktop.desk.district.report_kinds import MARK
from jamsos_desktop.desk.district.report_making import Making, numbered, rupiah_of, short_rupiah, sums
from jamsos_desktop.hub import coverage
from jamsos_desktop.model.report import Cell, Column, Form, Report, ReportTable
from jamsos_desktop.texts import MONTHS, long_date, number

NO = Column("No", Form.NUMBER, 7)
FIGURES = (Column("Cakupan", Form.BAR, 60), Column("Terdaftar", Form.NUMBER, 17), Column("Sasaran", Form.NUMBER, 16),
           Column("Kurang ke target", Form.NUMBER, 16))
MONEY = Column("Iuran per bulan (Rp)", Form.MONEY, 22)
REPORTED = (Column("Desa", Form.NUMBER, 11), Column("Lapor", Form.NUMBER, 11))


def counted(recap: Recap) -> list[str]:
    """How coverage was counted and what is left out, with the numbers."""
    lines = ["Cakupan = orang yang terdaftar (aktif hari ini) dibagi sasaran."]
    if recap.lewat:
        lines.append(f"Tidak dihitung: {number(recap.lewat)} orang yang masa iurannya lewat.")
    if recap.tunda:
        lines.append(f"Tidak dihitung: {number(recap.tunda)} orang yang menunggu keputusan (ganda atau dua laptop).")
    if recap.target is None:
        lines.append("Target persen belum ditetapkan untuk tahun ini.")
    if recap.data_sampai:
        lines.append(f"Kiriman terakhir diterima {long_date(recap.data_sampai)}.")
    return lines


def head(recap: Recap, making: Making) -> tuple[tuple[str, str, str], ...]:
    """The four figures on top."""
    mark = MARK.strip() * making.picture.unsure("target_cakupan", making.kelompok)
    percent = "\u2013" if recap.persen is None else f"{recap.persen}%".replace(".", ",")
    aim = "tanpa target" if recap.target is None \
        else f"target {recap.target}%{mark}, kurang {number(recap.kurang)} orang"
    return (("Cakupan", percent, aim if recap.sasaran else "sasaran belum diisi"),
            ("Pekerja terdaftar", number(recap.terdaftar), f"dari sasaran {number(recap.sasaran)} orang"),
            ("Desa sudah melapor", f"{number(recap.melapor)} / {number(recap.desa)}",
             f"{number(recap.belum_melapor)} belum, {number(recap.baru)} baru minggu ini"),
            ("Iuran per bulan", short_rupiah(recap.iuran_sen), f"rata-rata Rp {number(rupiah_of(recap.rata_sen))}"))


def doubt_notes(recap: Recap, making: Making, *, silence: bool = True) -> tuple[str, ...]:
    """What the dagger behind the target means, and that nobody confirmed after how many days a village is silent."""
    said = []
    if recap.target is not None and making.picture.unsure("target_cakupan", making.kelompok):
        said.append(f"{MARK.strip()} Target persen belum dikonfirmasi.")
    if silence and recap.diam and making.picture.unsure("hari_diam"):
        said.append(f"Lama diam dihitung sesudah {reading.silent_days(making.picture)} hari, belum dikonfirmasi.")
    return tuple(said)


def bar_cells(bars: Sequence[Bar], recap: Recap) -> list[tuple[Cell, ...]]:
    """Name, coverage, people, target, missing to the target percent."""
    return [(bar.nama, bar.persen, bar.nyata, bar.sasaran,
             coverage.missing(bar.nyata, bar.sasaran, recap.target)) for bar in bars]


def report(making: Making) -> Report:
    """The whole report."""
    recap = reading.recap(making.picture, making.db, making.kode, making.kelompok)
    quality = reading.quality_rows(making.picture, making.db, making.kode)
    return Report(kode="rekap", judul="Rekap cakupan jaminan sosial ketenagakerjaan", lingkup=making.lingkup,
                  hari=recap.hari, sumber=making.sumber, angka=head(recap, making),
                  tabel=(*_areas(making, recap), _groups(recap), _months(recap), _road(recap),
                         _silent(recap.diam), _quality(quality)),
                  catatan=(*counted(recap), *doubt_notes(recap, making),
                           "Perjalanan dan desa belum melapor dihitung untuk semua kelompok."
                           " Kelurahan dan perangkat daerah tidak dihitung sebagai desa."))


def _areas(making: Making, recap: Recap) -> list[ReportTable]:
    """Kecamatan (of the kabupaten) and all units; of a kecamatan only its units, on paper too."""
    found = []
    if recap.tingkat == "kabupaten":
        rows = numbered([(*cells, bar.desa, bar.melapor, rupiah_of(bar.iuran_sen))
                         for cells, bar in zip(bar_cells(recap.bars, recap), recap.bars, strict=True)])
        columns = (NO, Column("Kecamatan", lebar=32), *FIGURES, *REPORTED, MONEY)
        found.append(ReportTable(
            lembar="Kecamatan", garis=recap.target, kolom=columns, baris=rows, jumlah=_total(recap, rows, (6, 7, 8)),
            judul=f"Per kecamatan, {recap.mencapai} dari {len(recap.bars)} mencapai target"))
    return [*found, _places(making, recap)]


def _places(making: Making, recap: Recap) -> ReportTable:
    """Every unit; on paper only for one kecamatan, where its name need not be said on each line."""
    whole = recap.tingkat == "kabupaten"
    areas = {unit.kode: (unit.kecamatan,) if whole else () for unit in making.units}
    bars = coverage.unit_bars(making.units, making.picture.sums, making.kelompok, recap.target)
    rows = numbered([(*cells, "Sudah" if bar.melapor else "Belum" if bar.desa else "\u2013", *areas[bar.kode],
                      rupiah_of(bar.iuran_sen)) for cells, bar in zip(bar_cells(bars, recap), bars, strict=True)])
    area = (Column("Kecamatan", lebar=26),) if whole else ()
    return ReportTable(
        lembar="Desa", judul="Per desa", garis=recap.target, baris=rows, di_kertas=not whole,
        kolom=(NO, Column("Desa", lebar=34), *FIGURES, Column("Lapor", lebar=13), *area, MONEY),
        jumlah=_total(recap, rows, (8,) if whole else (7,)))


def _total(recap: Recap, rows: Sequence[Sequence[Cell]], also: Sequence[int]) -> tuple[Cell, ...]:
    """The sums; percentage and missing people are those of the whole."""
    found = list(sums(rows, "Jumlah", (3, 4, *also)))
    if found:
        found[2], found[5] = recap.persen, recap.kurang
    return tuple(found)


def _groups(recap: Recap) -> ReportTable:
    rows = [(*cells, rupiah_of(bar.iuran_sen)) for cells, bar in
            zip(bar_cells(recap.kelompok_bars, recap), recap.kelompok_bars, strict=True)]
    return ReportTable(lembar="Kelompok", judul="Per kelompok", garis=recap.target, baris=numbered(rows),
                       kolom=(NO, Column("Kelompok", lebar=32), *FIGURES, MONEY))


def _months(recap: Recap) -> ReportTable:
    top = max((point.aktif for point in recap.bulan), default=0)
    rows: list[tuple[Cell, ...]] = []
    before: int | None = None
    for point in recap.bulan:
        name = f"{MONTHS[int(point.bulan[5:]) - 1]} {point.bulan[:4]}"
        share = coverage.percent(point.aktif, max(top, recap.sasaran))
        rows.append((name, share, point.aktif, None if before is None else point.aktif - before))
        before = point.aktif
    return ReportTable(lembar="Bulan", judul=f"Terdaftar pada akhir bulan, {recap.hari.year}", garis=recap.target
                       if recap.sasaran >= top else None, baris=numbered(rows),
                       kolom=(NO, Column("Bulan", lebar=32), Column("Terhadap sasaran", Form.BAR, 90),
                              Column("Terdaftar", Form.NUMBER, 22), Column("Tambah", Form.NUMBER, 20)))


def _road(recap: Recap) -> ReportTable:
    rows = numbered([(stage.nama, coverage.percent(stage.desa, recap.desa), stage.desa) for stage in recap.tahapan])
    whole = (None, "Semua desa", coverage.percent(recap.desa, recap.desa), recap.desa)
    return ReportTable(lembar="Perjalanan", judul=f"Perjalanan {number(recap.desa)} desa", baris=rows, jumlah=whole,
                       kolom=(NO, Column("Tahap", lebar=44), Column("Bagian", Form.BAR, 90),
                              Column("Desa", Form.NUMBER, 20)))


def silent_cells(unit: SilentUnit) -> tuple[Cell, ...]:
    """Name, last package, days, contact."""
    return (unit.nama, unit.terakhir if unit.terakhir else "Belum pernah", unit.hari, unit.kontak)


SILENT = (Column("Desa", lebar=42), Column("Kiriman terakhir", Form.DAY, 28), Column("Hari", Form.NUMBER, 14),
          Column("Kontak", lebar=70))


def _silent(silent: Sequence[SilentUnit]) -> ReportTable:
    rows = numbered([(*silent_cells(unit), unit.kecamatan) for unit in silent])
    return ReportTable(lembar="Diam", judul="Desa belum melapor atau lama diam", baris=rows, di_kertas=False,
                       kolom=(NO, *SILENT, Column("Kecamatan")))


def _quality(rows: Sequence[QualityRow]) -> ReportTable:
    return ReportTable(lembar="Mutu", judul="Mutu data per desa", di_kertas=False, kolom=QUALITY,
                       baris=numbered([quality_cells(row) for row in rows]))


QUALITY = (NO, Column("Desa", lebar=36), Column("Kecamatan", lebar=30), Column("Orang", Form.NUMBER, 14),
           Column("Perlu dilihat", Form.NUMBER, 16), Column("Bagian", Form.BAR, 26), Column("Paling berat", lebar=56))


def quality_cells(row: QualityRow) -> tuple[Cell, ...]:
    """Name, kecamatan, people, marked people, share, the three worst marks."""
    worst = ", ".join(f"{label} {number(many)}" for _, label, many in row.tanda[:3])
    return (row.nama, row.kecamatan, row.orang, row.bertanda, row.persen, worst)
