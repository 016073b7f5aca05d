"""How long a whole import takes: an .xlsx of 10,000 rows and 30 columns read, recognised, checked and stored.

    python bench/bench_import.py [rows ...]     (10000 100000 when none are given)

Parts are measured one by one over the same file: reading (child process and its start), looking (layout, cells,
people, who is who, all rules), looking again after one mend, and storing (the look before it included, as it happens
when somebody presses "Masukkan" at once). The total is reading plus import. Peers in the same run: openpyxl reading
the same file, and ``sqlite_utils`` upserting the same 30 columns into a file that is not locked.
Goals: 10,000 rows within 6 s, 100,000 within 11 times of it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import openpyxl
import sqlite_utils
import xlsxwriter
from figures import note
from memory import peak

from jamsos_desktop.desk import Clock, ImportPlan, SetUp, open_desk, set_up_desa, unit_for
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.texts import roman

TODAY = date(2026, 11, 21)
ROWS, GOAL_SECONDS, GOAL_FACTOR = 10_000, 6.0, 11.0
HEADER = ("NO", "NIK", "NAMA LENGKAP", "NO KK", "TEMPAT LAHIR", "TANGGAL LAHIR", "JENIS KELAMIN", "STATUS PERKAWINAN",
          "GOLONGAN DARAH", "NAMA IBU KANDUNG", "ALAMAT", "DUSUN", "RT", "RW", "KODE POS", "NOMOR HP", "EMAIL",
          "PEKERJAAN UTAMA", "PEKERJAAN DI KTP", "PENGHASILAN", "LOKASI BEKERJA", "JAM KERJA", "MULAI BEKERJA",
          "NAMA AHLI WARIS", "HUBUNGAN AHLI WARIS", "NIK AHLI WARIS", "NOMOR SK", "TANGGAL SK", "DESIL", "CATATAN")
_FIRST = ("La Ode", "Wa Ode", "Abdul", "Sitti", "La", "Wa", "Muhammad", "Nur")
# Words of names: few are borne by many in a real list too, but not by everybody.
_NAMES = tuple(f"{first}{last}" for first in (
    "Rus", "Bahar", "Dar", "Jumar", "Sah", "Bas", "Ham", "Sam", "Am", "Sal", "Hal", "Nil", "Sur", "Ros", "Haw", "Has",
    "Murn", "Suh", "Mar", "Fat") for last in (
    "din", "uddin", "wis", "rul", "ri", "man", "zah", "su", "ir", "ma", "ima", "am", "diana", "nia", "arti"))
_LAST = tuple(f"{a}{b}" for a in ("La", "Ta", "Sa", "Ka", "Me", "Bo", "Po", "Ra", "Sam", "Tong") for b in
              ("tif", "hir", "pae", "lam", "mani", "lenggo", "wulo", "kuo", "lang", "maga", "rano", "puu"))
_JOBS = ("Nelayan", "Petani", "Buruh bangunan", "Pedagang ikan", "Tukang ojek", "Penjahit")


@dataclass
class Times:
    """Seconds of each part."""

    read: float = 0.0
    look: float = 0.0
    again: float = 0.0
    store: float = 0.0

    @property
    def whole(self) -> float:
        """Seconds from the file to people in the register."""
        return self.read + self.store


@contextmanager
def timed(times: Times, part: str) -> Iterator[None]:
    """Keep in ``part`` the seconds of what stands inside."""
    start = time.perf_counter()
    yield
    setattr(times, part, time.perf_counter() - start)


def person(n: int) -> tuple[str, ...]:
    """One fictional person (NIK serials from 9000), like a list that was kept with care."""
    woman, born = n % 2, date.fromordinal(date(1966, 1, 1).toordinal() + n * 37 % 14_000)
    nik = f"740211{born.day + 40 * woman:02}{born:%m%y}{9000 + (n * 7 + n // 14_000 * 13) % 1000}"
    kk = f"740211{n % 28 + 1:02}{n // 28 % 12 + 1:02}{n // 336 % 25:02}{9000 + n % 1000}"
    name = f"{_FIRST[n % 8]} {_NAMES[n * 7 % 300]} {_LAST[n // 300 * 7 % 120]}"
    day = f"{born:%d-%m-%Y}"
    return (str(n + 1), nik, name, kk, "Soropia", day, "P" if woman else "L", "Kawin", "O",
            f"Wa {_NAMES[n * 11 % 300]} {_LAST[n % 120]}", f"Jalan Poros No. {n % 300 + 1}", roman(1 + n % 3),
            f"{1 + n % 6:03}", f"{1 + n % 3:03}", "93351", f"08129900{n % 10_000:04}", "", _JOBS[n % 6],
            "Nelayan/Perikanan", "Rp 900.000", "Pesisir", "06.00 - 14.00", "01-01-2015",
            f"{_NAMES[n * 13 % 300]} {_LAST[n % 120]}", "Suami" if woman else "Istri",
            f"740211{born.day + 40 * (1 - woman):02}{born:%m%y}{9000 + n % 999}",
            "188.45/412/2026", "02-11-2026", str(1 + n % 4), "")


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:]] or [ROWS, 10 * ROWS]
    totals = [measure(many) for many in sizes]
    first, small = totals[0], sizes[0]
    if small == ROWS:
        print(f"goal {GOAL_SECONDS:.0f} s: {'ok' if first.whole <= GOAL_SECONDS else 'TOO SLOW'}")
    for many, times in zip(sizes[1:], totals[1:], strict=True):
        factor, allowed = times.whole / first.whole, GOAL_FACTOR / 10 * many / small
        print(f"{many:,} rows take {factor:.1f} times {small:,} (goal {allowed:.0f}):"
              f" {'ok' if factor <= allowed else 'TOO SLOW'}")
        note(f"times as long for {many / small:.0f} times the rows", factor, "x", at_most=allowed)


def measure(many: int) -> Times:
    """Import so many rows, beside the peers; says and notes what each takes."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        path = write(root / "warga.xlsx", many)
        times = through_the_desk(root, path, many)
        print(f"{many:,} rows x {len(HEADER)} columns, {path.stat().st_size / 1e6:.1f} MB")
        print(f"  read {times.read:6.2f} s, import (look and store) {times.store:6.2f} s = {times.whole:6.2f} s,"
              f" peak {peak():,.0f} MB here beside the child")
        print(f"  look {times.look:6.2f} s, look again after one mend {times.again:6.2f} s")
        reads, upserts = openpyxl_reads(path), sqlite_utils_upserts(root / "peer.db", many)
        print(f"  peers: openpyxl reading {reads:6.2f} s, sqlite-utils upsert, not locked {upserts:6.2f} s")
        note(f"a workbook of {many:,} rows read, judged and kept", times.whole, "s",
             at_most=GOAL_SECONDS if many == ROWS else None,
             peer="openpyxl reading and sqlite-utils upserting, no rules, not locked", peer_value=reads + upserts)
    return times


def write(path: Path, many: int) -> Path:
    """The workbook of so many invented people."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Warga")
    sheet.write_row(0, 0, HEADER)
    for n in range(many):
        sheet.write_row(n + 1, 0, person(n))
    book.close()
    return path


def through_the_desk(root: Path, path: Path, many: int) -> Times:
    """Set up a village and import the file as a clerk would."""
    times = Times()
    set_up_desa(DataFolder(root / "data"), SetUp(unit_for("74.02.11.2017")), Clock(TODAY))
    with open_desk(DataFolder(root / "data"), None, Clock(TODAY)) as desk:
        with timed(times, "read"):
            source = run_to_end(desk.read_sheet_job(path))
        with timed(times, "store"):
            report = run_to_end(desk.import_job(source, ImportPlan()))
        assert report.masuk == many == desk.counts().total, (report.totals(), desk.counts().total)
    _looks(root / "other", path, times)
    return times


def _looks(root: Path, path: Path, times: Times) -> None:
    """Looking alone, at a desk in which nobody is."""
    set_up_desa(DataFolder(root), SetUp(unit_for("74.02.11.2017")), Clock(TODAY))
    with open_desk(DataFolder(root), None, Clock(TODAY)) as desk:
        source = run_to_end(desk.read_sheet_job(path))
        plan = ImportPlan()
        with timed(times, "look"):
            report = run_to_end(desk.look_job(source, plan))
        row = report.rows[len(report.rows) // 2].baris
        with timed(times, "again"):
            again = run_to_end(desk.look_job(source, plan.typed_over(row, 2, "LA ODE LAIN")))
        assert again.totals() == report.totals()


def openpyxl_reads(path: Path) -> float:
    """Seconds in which openpyxl reads every row, and does nothing with it."""
    start = time.perf_counter()
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True))
    book.close()
    assert count > 0
    return time.perf_counter() - start


def sqlite_utils_upserts(path: Path, many: int) -> float:
    """The usual way: ``upsert_all`` of the same dicts, durable, with the same index by NIK."""
    peer = sqlite_utils.Database(str(path))
    peer.execute("PRAGMA journal_mode = WAL")
    peer.execute("PRAGMA synchronous = FULL")
    rows = [person(n) for n in range(many)]
    start = time.perf_counter()
    with peer.conn:
        peer["orang"].upsert_all((dict(zip(HEADER, row, strict=True)) for row in rows), pk="NIK")
        peer["orang"].create_index(["NAMA LENGKAP"], if_not_exists=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
