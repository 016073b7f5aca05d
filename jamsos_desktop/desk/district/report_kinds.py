"""Which reports there are, for which quarter, and on what legal basis; sentences, not figures."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from jamsos_desktop.desk.district.coverage_records import ReportKind
from jamsos_desktop.paths import resource
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import roman

PDF, XLSX = ".pdf", ".xlsx"
BOTH = (PDF, XLSX)
KINDS = {kind.kode: kind for kind in (
    ReportKind("rekap", "Rekap cakupan", "Cakupan per kecamatan dan kelompok", BOTH,
               ("kecamatan", "kelompok")),
    ReportKind("bahan_rapat", "Bahan rapat", "Satu halaman, tiga keputusan",
               (PDF,), ("kelompok",)),
    ReportKind("belum_melapor", "Desa belum melapor", "Desa yang diam, per camat", BOTH,
               ("kecamatan",)),
    ReportKind("belum_patuh", "Desa belum patuh", "Untuk camat dan kejaksaan", BOTH,
               ("kecamatan",)),
    ReportKind("map_desa", "Map desa", "Sampai langkah mana tiap desa", BOTH,
               ("kecamatan",)),
    ReportKind("laporan_triwulan", "Laporan triwulan", "SE Mendagri 842.2/5193/SJ", BOTH,
               ("periode",)),
    ReportKind("lewat_masa", "Masa iuran berakhir", "Siapa lewat masa, per pembayar", BOTH,
               ("kecamatan",)),
    ReportKind("usia_lewat", "Umur di atas batas", "Orang di atas batas umur", BOTH,
               ("kecamatan",)),
    ReportKind("mutu_data", "Mutu data desa", "Data yang perlu dilihat, per desa", BOTH,
               ("kecamatan",)),
)}
MARK = " \u2020"
DAGGER = "Tanda \u2020: belum dikonfirmasi, periksa naskah resminya sebelum dipakai sebagai dasar."
DAGGER_LIMIT = f"{MARK.strip()} Batas belum dikonfirmasi. Tanyakan kepada BPJS Ketenagakerjaan."
_PERIOD = re.compile(r"([0-9]{4})-Q([1-4])")


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months. ``kode``: "2026-Q4"."""

    tahun: int
    nomor: int

    @property
    def kode(self) -> str:
        return f"{self.tahun:04}-Q{self.nomor}"

    @property
    def nama(self) -> str:
        return f"Triwulan {roman(self.nomor)} {self.tahun}"

    @property
    def awal(self) -> date:
        return date(self.tahun, 3 * self.nomor - 2, 1)

    @property
    def akhir(self) -> date:
        """The last day."""
        after = date(self.tahun + self.nomor // 4, 3 * self.nomor % 12 + 1, 1)
        return after - timedelta(days=1)

    @property
    def tenggat(self) -> date:
        """The tenth of the month after."""
        return self.akhir + timedelta(days=10)


def quarter_of(day: date) -> Quarter:
    """The quarter a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarter(periode: str, today: date) -> Quarter:
    """A quarter by its code; "" is the present one. Problem PERIODE_SALAH for anything else and for the future."""
    if not periode:
        return quarter_of(today)
    found = _PERIOD.fullmatch(periode)
    made = Quarter(int(found[1]), int(found[2])) if found and int(found[1]) else None
    if made is None or made.awal > today:
        raise Problem("PERIODE_SALAH", f"Periode {periode} tidak bisa dilaporkan.", TIDAK_BERUBAH,
                      f"Tulis triwulan yang sudah berjalan, misalnya {quarter_of(today).kode}.")
    return made


def quarters(today: date, many: int = 6) -> list[tuple[str, str]]:
    """(code, name) of the present quarter and those before it, newest first."""
    found, one = [], quarter_of(today)
    for _ in range(many):
        found.append((one.kode, one.nama))
        one = quarter_of(one.awal - timedelta(days=1))
    return found


def kind_of(kode: str) -> ReportKind:
    """A report by its code. Problem LAPORAN_TAK_DIKENAL."""
    if kode not in KINDS:
        raise Problem("LAPORAN_TAK_DIKENAL", f"Laporan {kode} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(KINDS)}.")
    return KINDS[kode]


@cache
def legal_basis(kode: str) -> tuple[str, ...]:
    """The regulations a report stands on (resources/laporan/dasar_hukum.csv); a dagger where not confirmed."""
    with resource("laporan", "dasar_hukum.csv").open(encoding="utf-8", newline="") as file:
        return tuple(f"{row['peraturan']}: {row['isi']}.{'' if row['keyakinan'] == 'bersumber' else MARK}"
                     for row in csv.DictReader(file) if row["laporan"] == kode)
