"""Where each page of the shell lives; a page is imported and built when it is first visited.

Start-up pays only for the page that is shown. A name without a module, or a page that is still to
come, is answered by ``notyet``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.pages.page import Page
    from ui.window import Shell


class Entry(NamedTuple):
    """One menu entry: page name, words, icon, icon while chosen."""

    name: str
    words: str
    icon: str
    chosen: str


MODULES = {
    "beranda": ("ui.pages.beranda", "BerandaPage"),
    "peserta": ("ui.pages.peserta", "PesertaPage"),
    "editor": ("ui.pages.editor", "EditorPage"),
    "impor": ("ui.pages.impor", "ImporPage"),
    "cetak": ("ui.pages.cetak", "CetakPage"),
    "kirim": ("ui.pages.kirim", "KirimPage"),
    "pengaturan": ("ui.pages.pengaturan", "PengaturanPage"),
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
BELOW = (
    Entry("cadangan", "Cadangan", "device-hdd", "device-hdd"),
    Entry("pengaturan", "Pengaturan", "gear", "gear"),
    Entry("bantuan", "Bantuan", "question-circle", "question-circle"),
)
PARENT = {"editor": "peserta"}  # which entry is marked while a page without one is shown
NAMES = tuple(entry.name for entry in (*MENU, *BELOW)) + ("editor",)


def build(name: str, desk: Desk, window: Shell) -> Page:
    """A new page of that name."""
    if name in MODULES:
        module, kind = MODULES[name]
        page: Page = getattr(import_module(module), kind)(desk, window)
        return page
    from ui.pages.notyet import NotYet

    return NotYet(desk, window, name)
