"""Scenes of a village in states that something has to be done for first: a view named, people deleted, help
over a page, a practice under way."""

from __future__ import annotations

from typing import Any

from jamsos_desktop.desk import Query
from ui.pictures_stage import Scene, Stage, visit
from ui.pictures_start import type_text
from ui.pictures_village import bills

VIEW = "Dusun II belum lengkap"
DELETED = 3


# Peserta.

def _naming(stage: Stage) -> None:
    page = stage.go("peserta", tab="perlu_dilengkapi", dusun="II")
    page.views.ask_name()
    type_text(page.bar.naming.name, VIEW)


def _named(stage: Stage) -> None:
    page = stage.go("peserta", tab="perlu_dilengkapi", dusun="II")
    page.views.add(VIEW)


def _usual(stage: Stage) -> None:
    page = stage.page
    page.bar.naming.end()
    if VIEW in page.views.views:
        page.views.drop(VIEW)
    stage.shell.toaster.hide()
    stage.go("peserta", tab="semua")


def _deleted(stage: Stage) -> None:
    desk = stage.desk
    desk.delete(desk.uids(Query(tab="perlu_dilengkapi"))[:DELETED], "pindah ke luar kabupaten")
    page = stage.go("peserta", tab="semua")
    page.choose_tab("terhapus")
    page.deleted.table.selectRow(0)


def _restored(stage: Stage) -> None:
    page = stage.page
    page.deleted.table.selectAll()
    page.deleted.bring_back()
    stage.settle()
    page.choose_tab("semua")
    stage.shell.toaster.hide()


# Balasan, help, practice.

def _asked(stage: Stage) -> None:
    stage.go("balasan").detail.go_tab("pertanyaan")


def _help_over(page: str, **args: Any) -> Any:
    def reach(stage: Stage) -> None:
        stage.go(page, **args)
        stage.shell.show_help()

    return reach


def _end_help(stage: Stage) -> None:
    stage.shell.leave_help()


def _practice(stage: Stage) -> None:
    from ui import tour

    stage.go("peserta", tab="semua")
    tour.attach(stage.shell)


def _end_practice(stage: Stage) -> None:
    from ui import drives

    drives.forget_stand_ins()


SCENES = (
    Scene("02_beranda_beres", "Semua beres", "beres", visit("beranda")),
    Scene("02_beranda_lewat", "Tenggat dan masa iuran lewat", "lewat", visit("beranda")),
    Scene("03_peserta_tampilan", "Tampilan diberi nama", "desa", _naming, leave=_usual),
    Scene("03_peserta_tampilan_ada", "Tampilan tersimpan", "desa", _named, leave=_usual),
    Scene("03_peserta_terhapus", "Terhapus", "desa", _deleted, leave=_restored),
    Scene("03_peserta_lewat", "Lewat masa", "lewat", visit("peserta", tab="lewat_masa")),
    Scene("08_balasan_pertanyaan", "Perlu jawaban", "lewat", _asked),
    Scene("14_iuran_perpanjang_lewat", "Ajukan perpanjangan", "lewat", visit("iuran"), opens=bills("extend")),
    Scene("22_berakhir_lewat", "Lewat masa", "lewat", visit("berakhir", tab="lewat")),
    Scene("05_impor_operator", "Seorang operator", "operator", visit("impor")),
    Scene("07_kirim_operator", "Seorang operator", "operator", visit("kirim")),
    Scene("26_cadangan_operator", "Seorang operator", "operator", visit("cadangan")),
    Scene("27_bantuan_bab", "Bab dengan yang belum dikonfirmasi", "desa", _help_over("iuran"), leave=_end_help),
    Scene("27_konfirmasi", "Yang perlu dikonfirmasi", "desa", visit("konfirmasi"), demo=True),
    Scene("28_latihan", "Latihan dengan pemandu", "latihan", _practice, leave=_end_practice),
)
