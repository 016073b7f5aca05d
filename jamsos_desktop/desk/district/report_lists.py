"""Lists for those who must act: silent villages, villages not yet compliant, quality, who lapses, who is too old."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from jamsos_desktop.desk.district import coverage_reading as reading
from jamsos_desktop.desk.district import people_reading
from jamsos_desktop.desk.district.coverage_records import SilentUnit
from jamsos_desktop.desk.district.report_kinds import DAGGER, DAGGER_LIMIT, MARK, legal_basis
from jamsos_desktop.desk.district.report_making import Making, numbered, rupiah_of, sums
from jamsos_desktop.desk.district.report_recap import NO, QUALITY, SILENT, quality_cells, silent_cells
from jamsos_desktop.hub import compliance, coverage
from jamsos_desktop.hub.compliance import Lacks
from jamsos_desktop.hub.coverage import UnitRow
from jamsos_desktop.hub.coverage_records import TAHAPAN
from jamsos_desktop.hub.register import figures
from jamsos_desktop.model.privacy import last_four
from jamsos_desktop.model.report import Cell, Column, Form, Report, ReportTable
from jamsos_desktop.policy.records import at
from jamsos_desktop.texts import MONTHS, number

T = TypeVar("T")
AREA = Column("Kecamatan", lebar=30)
OBLIGED = "perangkat_desa"  # UU 6/2014 jo UU 3/2024 names them
KINDS = {"lewat": "Sudah lewat", "belum_bayar": "Belum dibayar", "habis": "Berakhir"}


def by_area(rows: Sequence[T], area: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Rows by kecamatan, in the order of names; inside as given."""
    found: dict[str, list[T]] = {}
    for row in rows:
        found.setdefault(area(row), []).append(row)
    return sorted(found.items())


def silent(making: Making) -> Report:
    """Silent villages, one table per camat; the workbook has them in one sheet."""
    found = reading.silent(making.picture, making.db, making.units)
    never = sum(unit.hari is None for unit in found)
    days, mark = reading.silent_days(making.picture), MARK * making.picture.unsure("hari_diam")
    papers = [ReportTable(lembar="Diam", judul=f"Kecamatan {name}, {len(units)} desa", kolom=(NO, *SILENT),
                          baris=numbered(list(map(silent_cells, units))), di_buku=False)
              for name, units in by_area(found, lambda unit: unit.kecamatan)]
    sheet = ReportTable(lembar="Desa belum melapor", judul="", kolom=(NO, AREA, *SILENT), di_kertas=not papers,
                        baris=numbered([(unit.kecamatan, *silent_cells(unit)) for unit in found]),
                        kosong="Semua desa sudah melapor.")
    return Report(
        kode="belum_melapor", judul="Desa yang belum melapor", lingkup=making.lingkup, hari=making.picture.today,
        sumber=making.sumber, tabel=(*papers, sheet),
        angka=(("Belum pernah mengirim", f"{never} desa", "sejak aplikasi dipakai"),
               ("Lama diam", f"{len(found) - never} desa", f"lebih dari {days} hari{mark} tanpa kiriman")),
        catatan=("Kontak adalah pejabat dan telepon menurut profil yang dikirim desa. Desa yang belum pernah mengirim"
                 " tidak punya kontak di sini.", f"Diam berarti kiriman terakhir lebih dari {days} hari yang lalu.",
                 *([f"{mark.strip()} Batas {days} hari belum dikonfirmasi."] if mark else [])))


def whatsapp(making: Making, units: Sequence[SilentUnit]) -> str:
    """The message to the camat: villages and days, nothing of anybody's person."""
    tingkat, nama = reading.level(making.kode, making.units, making.ctx)
    place = f"Kecamatan {nama}" if tingkat == "kecamatan" else nama
    if not units:
        return f"Semua desa di {place} sudah melapor. Terima kasih. {making.sumber}"
    lines = [f"Yth. {'Camat ' + nama if tingkat == 'kecamatan' else 'Bapak/Ibu'}.",
             f"{len(units)} desa di {place} belum mengirim data jaminan sosial ketenagakerjaan:"]
    shown = [f"{nth}. {unit.nama}" + (f" ({unit.kecamatan})" if tingkat == "kabupaten" else "")
             + (": belum pernah" if unit.hari is None else f": terakhir {unit.hari} hari lalu")
             for nth, unit in enumerate(units, 1)]
    return "\n".join([*lines, *shown, "Mohon diingatkan membuat kiriman di aplikasi Jamsos Desa, lalu menyerahkannya ke"
                      " DPMD. Terima kasih.", making.sumber])


def not_compliant(making: Making) -> Report:
    """Per village what is missing, one table per kecamatan; legal basis below."""
    backlog, stages, sums_by = figures.backlog(making.db, OBLIGED), dict(TAHAPAN), making.picture.sums
    judged = [(unit, compliance.lacks(unit, coverage.total(sums_by, (unit.kode,)),
                                      coverage.total(sums_by, (unit.kode,), OBLIGED), backlog.get(unit.kode, 0)))
              for unit in sorted(making.units, key=lambda unit: (unit.kecamatan, unit.nama)) if unit.jenis == "desa"]
    found = [pair for pair in judged if not pair[1].patuh]
    columns = (Column("Desa", lebar=36), Column("Tahap", lebar=32), Column("Yang kurang", lebar=100))

    def cells(pair: tuple[UnitRow, Lacks]) -> tuple[Cell, ...]:
        return (pair[0].nama, stages[pair[1].tahap], _sentence(compliance.words(pair[1])))

    papers = [ReportTable(lembar="Desa", judul=f"Kecamatan {name}, {len(pairs)} desa", kolom=(NO, *columns),
                          baris=numbered(list(map(cells, pairs))), di_buku=False)
              for name, pairs in by_area(found, lambda pair: pair[0].kecamatan)]
    counts = (Column("Terdaftar"), *(Column(f"{name} (orang)", Form.NUMBER)
                                     for name in ("Berkas kurang", "Belum bayar", "Lewat masa")))
    sheet = ReportTable(lembar="Desa belum patuh", judul="", kolom=(NO, AREA, *columns, *counts), di_kertas=not papers,
                        kosong="Semua desa sudah patuh.", baris=numbered([
                            (pair[0].kecamatan, *cells(pair), "Ya" if pair[1].terdaftar else "Belum", pair[1].berkas,
                             pair[1].belum_bayar, pair[1].lewat) for pair in found]))
    basis = legal_basis("belum_patuh")
    return Report(
        kode="belum_patuh", judul="Desa yang belum patuh jaminan sosial ketenagakerjaan", lingkup=making.lingkup,
        hari=making.picture.today, sumber=making.sumber, tabel=(*papers, sheet), angka=_missing(judged), dasar=basis,
        catatan=(*((DAGGER,) if any(MARK in line for line in basis) else ()),
                 "Patuh berarti: terdaftar di BPJS Ketenagakerjaan, berkas perangkat desa lengkap, iuran pertama"
                 " dibayar, tidak ada yang lewat masa.",
                 "Menurut catatan DPMD; keadaan di BPJS Ketenagakerjaan dapat lebih baru.",
                 "Orang yang menunggu keputusan (ganda atau dua laptop) tidak dihitung."),
        tanda_tangan=f"Kepala {making.sumber}")


def _sentence(words: Sequence[str]) -> str:
    text = "; ".join(words)
    return text[:1].upper() + text[1:]


_SMALL = {"Berkas belum lengkap": "perangkat desa"}


def _missing(judged: Sequence[tuple[UnitRow, Lacks]]) -> tuple[tuple[str, str, str], ...]:
    """How many villages lack what; one village may lack several things."""
    lacks = [one for _, one in judged]
    counted = (("Belum terdaftar", sum(not one.terdaftar for one in lacks)),
               ("Berkas belum lengkap", sum(one.berkas > 0 for one in lacks)),
               ("Iuran belum dibayar", sum(one.belum_bayar > 0 for one in lacks)),
               ("Masa iuran lewat", sum(one.lewat > 0 for one in lacks)))
    return (("Belum patuh", f"{sum(not one.patuh for one in lacks)} desa", f"dari {len(lacks)} desa"),
            *((name, f"{many} desa", _SMALL.get(name, "")) for name, many in counted))


def quality(making: Making) -> Report:
    """Villages by the share of people whose data wants a look."""
    rows = reading.quality_rows(making.picture, making.db, making.kode)
    people, marked = sum(row.orang for row in rows), sum(row.bertanda for row in rows)
    cells = numbered([quality_cells(row) for row in rows])
    share = coverage.percent(marked, people)
    total = list(sums(cells, "Jumlah", (3, 4)))
    if total:
        total[5] = share
    return Report(
        kode="mutu_data", judul="Mutu data desa", lingkup=making.lingkup, hari=making.picture.today,
        sumber=making.sumber, tabel=(ReportTable(lembar="Mutu", judul="", kolom=QUALITY, baris=cells,
                                                 jumlah=tuple(total), kosong="Belum ada orang."),),
        angka=(("Perlu dilihat", f"{number(marked)} orang", f"dari {number(people)} orang"),
               ("Desa dengan data", str(len(rows)), "")),
        catatan=("Tanda diberikan saat kiriman diterima dan tidak menghalangi siapa pun.",
                 "Satu orang dapat bertanda lebih dari satu."))


def lapsing(making: Making) -> Report:
    """Per payer and month; the people of the next weeks only in the workbook."""
    rows = reading.lapsing(making.picture, making.db, making.kode)
    table = numbered([(row.nama, KINDS[row.jenis], month_name(row.bulan), row.orang, rupiah_of(row.sebulan_sen))
                      for row in rows])
    columns = (NO, Column("Pembayar", lebar=44), Column("Keadaan", lebar=30), Column("Bulan", lebar=36),
               Column("Orang", Form.NUMBER, 20), Column("Iuran per bulan (Rp)", Form.MONEY, 32))
    people = _lapsed_people(making)
    sheet = ReportTable(
        lembar="Orang", judul="Orang yang lewat masa", di_kertas=False, pribadi=True, baris=people,
        kolom=(NO, Column("Nama"), Column("NIK"), AREA, Column("Desa"), Column("Pembayar"), Column("Sampai", Form.DAY)))
    return Report(
        kode="lewat_masa", judul="Masa iuran yang lewat dan akan berakhir", lingkup=making.lingkup,
        hari=making.picture.today, sumber=making.sumber,
        tabel=(ReportTable(lembar="Pembayar", judul="Per pembayar dan bulan", kolom=columns, baris=table,
                           jumlah=sums(table, "Jumlah", (4, 5)), kosong="Tidak ada yang berakhir."),
               _villages_lapsed(making), sheet),
        angka=tuple((name, number(sum(row.orang for row in rows if row.jenis == kind)) + " orang", "")
                    for kind, name in KINDS.items()),
        catatan=("Berakhir: hari terakhir masa iuran ada di bulan itu. Belum dibayar: kode bayar sudah ada.",
                 "Orang yang menunggu keputusan (ganda atau dua laptop) tidak dihitung.",
                 "Nama orang yang lewat masa ada di lembar Orang pada Excel, NIK hanya empat angka akhir."))


def _villages_lapsed(making: Making) -> ReportTable:
    """Villages with people past their masa iuran, the most first."""
    found = [(coverage.total(making.picture.sums, (unit.kode,)).lewat, unit) for unit in making.units]
    most = sorted(((lapsed, unit) for lapsed, unit in found if lapsed),
                  key=lambda one: (-one[0], one[1].kecamatan, one[1].nama))
    table = numbered([(unit.nama, unit.kecamatan, lapsed) for lapsed, unit in most])
    return ReportTable(lembar="Desa", judul="Desa dengan orang lewat masa", baris=table,
                       jumlah=sums(table, "Jumlah", (3,)),
                       kolom=(NO, Column("Desa", lebar=60), Column("Kecamatan", lebar=60),
                              Column("Orang", Form.NUMBER, 24)))


def _lapsed_people(making: Making) -> tuple[tuple[Cell, ...], ...]:
    ctx, places = making.ctx, {unit.kode: (unit.nama, unit.kecamatan) for unit in making.picture.units}
    wanted = figures.PeopleFilter(kodes=making.kodes, keadaan="lewat_masa")
    rows = [(person.nama, last_four(person.nik), places[person.unit][1], places[person.unit][0],
             reading.fund_name(ctx, person.sumber_dana), people_reading.day_of(person.aktif_sampai))
            for person in figures.people(making.db, wanted, making.picture.today)]
    return numbered(sorted(rows, key=lambda row: (row[2], row[3], row[0])))


def month_name(month: str) -> str:
    """November 2026; "" for none."""
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}" if month else ""


def _limits(making: Making) -> str:
    """"BPU 64 tahun, perangkat desa 60 tahun": the oldest the policy in force lets anybody begin."""
    limits = [at(periods, making.picture.today) for periods in making.ctx.policy.usia.values()]
    return ", ".join(f"{making.ctx.label('kelompok', one.kelompok).lower() if one.kelompok else one.segmen or 'semua'}"
                     f" {one.tertua} tahun{MARK * one.belum_dikonfirmasi}"
                     for one in limits if one and one.tertua is not None)


def over_age(making: Making) -> Report:
    """People older than the policy lets anybody begin, by village."""
    rows = people_reading.over_age_rows(making.ctx, making.db, making.kodes)
    places = {unit.kode: unit.kecamatan for unit in making.picture.units}
    table = numbered([(row.nama, row.nik, row.usia, places[row.kode], row.desa, row.nama_kelompok, row.kata)
                      for row in rows])
    active = sum(row.keadaan == "aktif" for row in rows)
    return Report(
        kode="usia_lewat", judul="Orang dengan umur di atas batas", lingkup=making.lingkup,
        hari=making.picture.today, sumber=making.sumber, tabel=(ReportTable(
            lembar="Umur", judul="", baris=table, pribadi=True, kosong="Tidak ada yang melewati batas umur.",
            kolom=(NO, Column("Nama", lebar=44), Column("NIK", lebar=32), Column("Umur", Form.NUMBER, 12), AREA,
                   Column("Desa", lebar=30), Column("Kelompok", lebar=26), Column("Keadaan", lebar=26))),),
        angka=(("Di atas batas hari ini", f"{number(len(rows))} orang", ""),
               ("Sudah terdaftar", f"{number(active)} orang", "biasanya tetap boleh")),
        catatan=(f"Batas umur menurut ketentuan yang dipakai DPMD: {_limits(making)}.",
                 *((DAGGER_LIMIT,) if MARK in _limits(making) else ()),
                 "Umur dihitung pada hari laporan. Yang sudah terdaftar sebelum melewati batas tetap peserta."))


