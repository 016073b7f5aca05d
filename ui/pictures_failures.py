"""Scenes of the windows that tell of a failure: damaged data, a wrong file, a full disk, and what else can happen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from jamsos_desktop.desk import Cared, Clearable, Retype, Space
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from ui.pictures_stage import Scene, Stage, visit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

HOME = visit("beranda")


def _damaged(stage: Stage) -> QDialog:
    from ui.care import CareSheet

    now = datetime.combine(stage.desk.today, datetime.min.time()).replace(hour=10, minute=42).astimezone()
    return CareSheet(Cared(
        "rusak", now, 125, semula=125, jarak=164, cadangan=now - timedelta(minutes=164),
        draf=("Wa Ode Salma", "Jumria", "Darman"), foto=("KTP Darman",), folder="rusak-20261120-104212"), stage.shell)


def _damaged_much(stage: Stage) -> QDialog:
    from ui.care import CareSheet

    now = datetime.combine(stage.desk.today, datetime.min.time()).replace(hour=10, minute=42).astimezone()
    return CareSheet(Cared(
        "rusak", now, 120, semula=125, jarak=4320, cadangan=now - timedelta(days=3),
        ketik=(Retype("u1", "Jumria", (), True), Retype("u2", "Darman", ("Nomor HP",), False)),
        lain=("Struktur desa: sebagian tidak terbaca, periksa halamannya.",)), stage.shell)


def _wrong_village(stage: Stage) -> QDialog:
    from ui.ask import ProblemDialog

    return ProblemDialog(Problem("BALASAN_DESA_LAIN", f"Balasan ini bukan untuk {stage.desk.unit.sebutan}.",
                                 TIDAK_BERUBAH, "Ambil berkas yang benar dari flashdisk."), stage.shell,
                         compared=(("Desa", stage.desk.unit.nama, "Leppe"),
                                   ("Kode wilayah", stage.desk.unit.kode, "74.02.11.2023"),
                                   ("Kiriman", "no. 4", "no. 3")),
                         actions=(("tutup", "&Tutup", ""), ("lain", "Pilih berkas &lain", "primary")))


def _disk_full(stage: Stage) -> QDialog:
    from ui.care_space import SpaceSheet

    return SpaceSheet(Space("drive C:", 11_000_000, 118_000_000_000, 148_000_000, 48_000_000, "penuh"), (
        Clearable("pdf", "PDF lama di aplikasi, lebih dari 60 hari", 31, 212_000_000, True),
        Clearable("cadangan", "Cadangan lama, sisakan 14 terbaru", 9, 96_000_000, False)), "mencetak")


def _fault(stage: Stage) -> QDialog:
    from ui.crash_window import CrashWindow

    return CrashWindow(stage.desk.folder, "ValueError di ui/pages/cetak.py baris 120")


def _told(kode: str, apa: str, aman: str, cara: str) -> Callable[[Stage], QDialog]:
    def opens(stage: Stage) -> QDialog:
        from ui.ask import ProblemDialog

        return ProblemDialog(Problem(kode, apa, aman, cara), stage.shell)

    return opens


SCENES = (
    Scene("11a_galat_data", "Data rusak, sudah dipulihkan", "desa", HOME, opens=_damaged, mockup="11_galat"),
    Scene("11a_galat_data_sebagian", "Data rusak, sebagian diketik ulang", "desa", HOME, opens=_damaged_much),
    Scene("11b_galat_berkas", "Balasan desa lain", "desa", HOME, opens=_wrong_village, mockup="11_galat"),
    Scene("11c_galat_penuh", "Disk penuh", "desa", HOME, opens=_disk_full, mockup="11_galat"),
    Scene("11d_galat_program", "Kesalahan program", "desa", HOME, opens=_fault),
    Scene("11e_galat_jam", "Jam laptop salah", "desa", HOME, opens=_told(
        "JAM_SALAH", "Jam laptop menunjukkan tahun 2019.", "Data Anda utuh.", "Betulkan jam, lalu buka lagi.")),
    Scene("11f_galat_dua", "Aplikasi sudah terbuka", "desa", HOME, opens=_told(
        "SEDANG_DIPAKAI", "Jamsos Desa sudah terbuka di laptop ini.", TIDAK_BERUBAH, "Pakai jendela yang sudah ada.")),
    Scene("11g_galat_printer", "Printer tidak ada", "desa", HOME, opens=_told(
        "PRINTER_TIDAK_ADA", "Tidak ada printer di laptop ini.", "PDF-nya sudah tersimpan.",
        "Cetak kapan saja dari Riwayat cetak.")),
)
