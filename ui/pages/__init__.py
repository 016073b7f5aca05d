"""Where each page of the shell lives, and the menu of each kind of desk; a page is built when first visited.

Start-up pays only for the page that is shown.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from jamsos_desktop.desk import Desk
    from ui.pages.page import Page
    from ui.window import Shell


class Entry(NamedTuple):
    """One menu entry: page name, words, icon, icon while chosen."""

    name: str
    words: str
    icon: str
    chosen: str


class Plan(NamedTuple):
    """The shell of one kind of desk: its menu, its first page, and where a global key leads when the page
    shown has no answer of its own ("" nowhere)."""

    menu: tuple[Entry, ...]
    home: str
    search: str
    new: str
    printing: str
    sending: str
    taking: str


MODULES = {
    "beranda": ("ui.pages.beranda", "BerandaPage"),
    "peserta": ("ui.pages.peserta", "PesertaPage"),
    "editor": ("ui.pages.editor", "EditorPage"),
    "impor": ("ui.pages.impor", "ImporPage"),
    "isi_cepat": ("ui.pages.isi_cepat", "IsiCepatPage"),
    "cetak": ("ui.pages.cetak", "CetakPage"),
    "riwayat_cetak": ("ui.pages.riwayat_cetak", "RiwayatCetakPage"),
    "riwayat": ("ui.pages.riwayat", "RiwayatPage"),
    "kirim": ("ui.pages.kirim", "KirimPage"),
    "struktur": ("ui.pages.struktur", "StrukturPage"),
    "iuran": ("ui.pages.iuran", "IuranPage"),
    "berakhir": ("ui.pages.berakhir", "BerakhirPage"),
    "balasan": ("ui.pages.balasan", "BalasanPage"),
    "klaim": ("ui.pages.klaim", "KlaimPage"),
    "rekap": ("ui.pages.rekap", "RekapPage"),
    "terima": ("ui.pages.terima", "TerimaPage"),
    "peserta_kab": ("ui.pages.district_people", "DistrictPeoplePage"),
    "ganda": ("ui.pages.ganda", "GandaPage"),
    "bpjs": ("ui.pages.bpjs", "BpjsPage"),
    "pembayaran": ("ui.pages.pembayaran", "PembayaranPage"),
    "jawaban": ("ui.pages.jawaban", "JawabanPage"),
    "target": ("ui.pages.target", "TargetPage"),
    "ketentuan": ("ui.pages.ketentuan", "KetentuanPage"),
    "laporan": ("ui.pages.laporan", "LaporanPage"),
    "cadangan": ("ui.pages.cadangan", "CadanganPage"),
    "data_pribadi": ("ui.pages.data_pribadi", "DataPribadiPage"),
    "konfirmasi": ("ui.pages.konfirmasi", "KonfirmasiPage"),
    "pengaturan": ("ui.pages.pengaturan", "PengaturanPage"),
    "perbarui": ("ui.pages.perbarui", "PerbaruiPage"),
    "bantuan": ("ui.pages.bantuan", "BantuanPage"),
}
MENU = (
    Entry("beranda", "Beranda", "house-door", "house-door-fill"),
    Entry("peserta", "Peserta", "people", "people-fill"),
    Entry("struktur", "Struktur desa", "diagram-3", "diagram-3"),
    Entry("iuran", "Iuran", "wallet2", "wallet2"),
    Entry("impor", "Impor Excel", "file-earmark-spreadsheet", "file-earmark-spreadsheet-fill"),
    Entry("cetak", "Cetak", "printer", "printer-fill"),
    Entry("kirim", "Kirim ke DPMD", "box-arrow-up", "box-arrow-up"),
    Entry("balasan", "Balasan DPMD", "inbox", "inbox-fill"),
)
DISTRICT_MENU = (
    Entry("rekap", "Rekap", "bar-chart", "bar-chart-fill"),
    Entry("terima", "Terima kiriman", "inbox", "inbox-fill"),
    Entry("peserta_kab", "Peserta", "people", "people-fill"),
    Entry("ganda", "Ganda & mutu", "files", "files"),
    Entry("bpjs", "Ke BPJS", "building", "building"),
    Entry("pembayaran", "Pembayaran", "cash-coin", "cash-coin"),
    Entry("jawaban", "Balasan", "reply", "reply"),
    Entry("target", "Target", "bullseye", "bullseye"),
    Entry("ketentuan", "Ketentuan", "book", "book"),
    Entry("laporan", "Cetak", "printer", "printer-fill"),
)
BELOW = (
    Entry("cadangan", "Cadangan", "device-hdd", "device-hdd"),
    Entry("riwayat", "Riwayat", "clock", "clock"),
    Entry("pengaturan", "Pengaturan", "gear", "gear"),
    Entry("bantuan", "Bantuan", "question-circle", "question-circle"),
)
PLANS = {
    "desa": Plan(MENU, "beranda", "peserta", "editor", "cetak", "kirim", ""),
    "dpmd": Plan(DISTRICT_MENU, "rekap", "peserta_kab", "", "laporan", "jawaban", "terima"),
}


def plan_of(desk: Desk) -> Plan:
    """The shell of this desk; a unit that is no desa has no Struktur desa but a Struktur unit."""
    plan = PLANS[desk.mode]
    if desk.district is not None or desk.has_board:
        return plan
    return plan._replace(menu=tuple(entry._replace(words="Struktur unit") if entry.name == "struktur" else entry
                                    for entry in plan.menu))


# Which entry is marked while a page without one is shown.
PARENT = {"editor": "peserta", "klaim": "peserta", "berakhir": "iuran", "riwayat_cetak": "cetak",
          "isi_cepat": "peserta", "data_pribadi": "peserta", "ketentuan": "pengaturan", "konfirmasi": "ketentuan",
          "perbarui": "pengaturan"}
NAMES = tuple(entry.name for entry in (*MENU, *BELOW)) + ("editor", "ketentuan", "klaim", "berakhir", "riwayat_cetak",
                                                             "isi_cepat")


def build(name: str, desk: Desk, window: Shell) -> Page:
    """A new page of that name. It is born in the window's stack: of one that fails on the way nothing stays there."""
    module, kind = MODULES[name]
    made: Callable[[Desk, Shell], Page] = getattr(import_module(module), kind)
    held = window.stack.children()
    try:
        return made(desk, window)
    except Exception:
        for part in window.stack.children():
            if part not in held:
                part.deleteLater()
        raise
