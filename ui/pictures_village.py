"""Scenes of a village's desk: every page of its menu, its states, and the windows pages open."""

from __future__ import annotations

from typing import Any

from jamsos_desktop.desk import Query
from ui.pictures_impor import FILE, write_list
from ui.pictures_stage import SLOW_MS, Scene, Stage, visit

RENTAN = visit("struktur", tab="pekerja_rentan")


def _first(stage: Stage, tab: str, skip: int = 0) -> str:
    """Somebody of a tab, else of all."""
    found = stage.desk.uids(Query(tab=tab)) or stage.desk.uids(Query())
    return found[min(skip, len(found) - 1)]


def _editor(tab: str, **args: Any) -> Any:
    return lambda stage: stage.go("editor", uid=_first(stage, tab), **args)


def _new_person(stage: Stage) -> None:
    stage.go("editor", kelompok="pekerja_rentan")


def _drop_drafts(stage: Stage) -> None:
    for draft in stage.desk.drafts():
        stage.desk.drop_draft("editor", draft.kunci)


def _ticked(stage: Stage) -> None:
    stage.go("peserta", tab="semua").people.set_ticks(range(3), True)


def _untick(stage: Stage) -> None:
    stage.page.people.clear_ticks()


# Impor.

def _list(stage: Stage) -> Any:
    page = stage.go("impor")
    page.take(write_list(stage.scratch / FILE, stage.desk))
    stage.settle(quiet=lambda: not page.work.running)
    return page


def _brought_in(stage: Stage) -> None:
    page = _list(stage)
    page.finish()
    stage.settle(quiet=lambda: not page.work.running)


def _take_back(stage: Stage) -> None:
    """The desk stays as it was."""
    from jamsos_desktop.jobs import run_to_end

    report = stage.page.look.session.report
    if report is not None and report.id:
        run_to_end(stage.desk.undo_import_job(report.id))
        stage.shell.refresh_counts()


def _broken_list(stage: Stage) -> None:
    page = stage.go("impor")
    path = stage.scratch / "daftar rusak.xlsx"
    path.write_bytes(b"bukan buku kerja")
    page.take(path)
    stage.settle(quiet=lambda: not page.work.running)


# Cetak.

def _printing(stage: Stage) -> None:
    page = stage.go("cetak")
    stage.settle(SLOW_MS)
    with stage.held(8):
        page.print_now()
    stage.settle(900, lambda: True)


def _printed(stage: Stage) -> None:
    stage.let_go()
    page = stage.page if stage.shell.current_name == "cetak" else stage.go("cetak")
    if not page.run.finished:
        page.print_now()
    stage.settle(SLOW_MS, lambda: page.run.finished and stage.quiet())


def _refused_people(stage: Stage) -> None:
    stage.go("cetak", uids=[_first(stage, "siap_cetak"), _first(stage, "tercetak"), _first(stage, "perlu_dilengkapi")])


# Kirim.

def _stick(stage: Stage) -> Any:
    from ui.drives import Drive

    root = stage.scratch / "FLASHDISK DESA"
    root.mkdir(exist_ok=True)
    full = stage.scratch / "SISKEUDES"
    full.mkdir(exist_ok=True)
    return (Drive(root, "E: FLASHDISK DESA", 12_400_000_000, 14_500_000_000, True),
            Drive(full, "F: SISKEUDES", 900, 8_000_000_000, True))


def _sending(stage: Stage) -> Any:
    stage.shell.page("kirim").copying.find_drives = lambda: _stick(stage)
    return stage.go("kirim")


def _sent(stage: Stage) -> Any:
    page = _sending(stage)
    page.send()
    stage.settle(SLOW_MS)
    return page


def _copied(stage: Stage) -> None:
    """Also where this scene is played alone: without a kiriman there is nothing to copy."""
    page = stage.page if stage.shell.current_name == "kirim" else _sending(stage)
    page.copying.copy_now()
    if not page.copying.busy:
        _sent(stage).copying.copy_now()
    stage.settle(SLOW_MS, lambda: page.copying.done and stage.quiet())


# Balasan and what follows.

def _with_refused(stage: Stage) -> None:
    page = stage.go("balasan")
    for reply in stage.desk.replies():
        if stage.desk.reply(reply.no).ditolak:
            stage.go("balasan", no=reply.no)
    page.refresh()


def bills(name: str, *args: Any) -> Any:
    """A window of page Iuran, opened the way its button does."""
    return lambda stage: getattr(stage.page.work, name)(*args)


def _some_bill(stage: Stage, state: str = "menunggu") -> Any:
    bills = stage.page.work.view.bills.values()
    return next((one for one in bills if one.keadaan.startswith(state)), None) or next(iter(bills))


def _person_rights(stage: Stage) -> None:
    stage.go("data_pribadi", uid=_first(stage, "terdaftar"))


def _leave(stage: Stage) -> Any:
    from ui.pages.keluar import Leaver, LeaveSheet

    person = stage.desk.read(_first(stage, "terdaftar"))
    return LeaveSheet(stage.shell, stage.desk, [Leaver(person.uid, person.nama)])


def _year(stage: Stage) -> int:
    return stage.desk.today.year


SCENES = (
    Scene("02_beranda", "Yang perlu dikerjakan", "desa", visit("beranda"), mockup="02_beranda", demo=True),
    Scene("02_beranda_hari_pertama", "Hari pertama: belum ada orang", "kosong", visit("beranda")),
    Scene("02_beranda_opd", "Kantor kabupaten", "opd", visit("beranda")),
    Scene("02_beranda_ditolak", "Ada yang ditolak", "ditolak", visit("beranda")),
    Scene("03_peserta", "Semua peserta", "desa", visit("peserta", tab="semua"), mockup="03_peserta", demo=True),
    Scene("03_peserta_saringan", "Saringan dipakai", "desa",
          visit("peserta", tab="semua", kelompok="pekerja_rentan", dusun="II")),
    Scene("03_peserta_perlu", "Yang perlu dilengkapi", "desa", visit("peserta", tab="perlu_dilengkapi")),
    Scene("03_peserta_tidak_ada", "Tidak ada yang cocok", "desa", visit("peserta", tab="semua", text="zzyqx"),
          leave=visit("peserta", tab="semua")),
    Scene("03_peserta_mirip", "Tidak ada yang persis", "desa", visit("peserta", tab="semua", text="baharudn"),
          leave=visit("peserta", tab="semua")),
    Scene("03_peserta_dicentang", "Tiga dicentang", "desa", _ticked, leave=_untick),
    Scene("03_peserta_kosong", "Belum ada orang", "kosong", visit("peserta")),
    Scene("03_peserta_operator", "Seorang operator", "operator", visit("peserta", tab="semua")),
    Scene("04_editor", "Seorang yang belum lengkap", "desa", _editor("perlu_dilengkapi"), mockup="04_editor",
          calm_ms=SLOW_MS, demo=True),
    Scene("04_editor_terdaftar", "Seorang yang terdaftar", "desa", _editor("terdaftar"), calm_ms=SLOW_MS),
    Scene("04_editor_dalam_kiriman", "Seorang dalam kiriman", "ditolak", _editor("diproses"), calm_ms=SLOW_MS),
    Scene("04_editor_ditolak", "Alasan DPMD di atas", "ditolak", _editor("ditolak"), calm_ms=SLOW_MS),
    Scene("04_editor_baru", "Orang baru", "desa", _new_person, calm_ms=SLOW_MS, leave=_drop_drafts),
    Scene("04_editor_keluar", "Catat keluar", "desa", _editor("terdaftar"), opens=_leave, calm_ms=SLOW_MS),
    Scene("05_impor", "Pilih Excel", "desa", visit("impor"), demo=True),
    Scene("05_impor_awal", "Belum pernah mengimpor", "kosong", visit("impor")),
    Scene("05b_isi_cepat", "Isi satu kolom ke bawah", "desa", visit("isi_cepat", kolom="hp"), demo=True),
    Scene("05b_isi_cepat_kosong", "Tidak ada yang perlu diisi", "kosong", visit("isi_cepat")),
    Scene("05c_impor_periksa", "Cocokkan dan periksa", "desa", lambda stage: _list(stage), mockup="05_impor",
          demo=True),
    Scene("05c_impor_pola", "Simpan sebagai pola desa", "desa", lambda stage: _list(stage),
          opens=lambda stage: stage.page._keep_pattern()),
    Scene("05d_impor_masuk", "Masuk, dengan daftar masalah", "desa", _brought_in, leave=_take_back, demo=True),
    Scene("05e_impor_rusak", "File yang tidak bisa dibaca", "desa", _broken_list),
    Scene("06_cetak", "Siap dicetak", "desa", visit("cetak"), calm_ms=SLOW_MS, demo=True),
    Scene("06_cetak_lain", "Dokumen lain", "desa", visit("cetak"), opens=lambda stage: stage.page.windows.choose_more(),
          calm_ms=SLOW_MS),
    Scene("06_cetak_atur", "Atur dokumen", "desa", visit("cetak"), opens=lambda stage: stage.page.windows.set_up(),
          calm_ms=SLOW_MS),
    Scene("06_cetak_kosong", "Formulir kosong", "desa", visit("cetak"),
          opens=lambda stage: stage.page.windows.make_blanks(), calm_ms=SLOW_MS),
    Scene("06_cetak_tidak_ada", "Belum ada yang siap dicetak", "kosong", visit("cetak")),
    Scene("06_cetak_berjalan", "Sedang dibuat", "desa", _printing, mockup="06_cetak"),
    Scene("06_cetak_jadi", "Lembar jadi", "desa", _printed, calm_ms=SLOW_MS),
    Scene("06_cetak_pilihan", "Tidak semua boleh dicetak", "desa", _refused_people, calm_ms=SLOW_MS),
    Scene("06b_riwayat_cetak", "Riwayat cetak", "desa", visit("riwayat_cetak"), demo=True),
    Scene("06b_riwayat_cetak_kosong", "Belum pernah mencetak", "kosong", visit("riwayat_cetak")),
    Scene("07_kirim", "Siap dikirim", "desa", _sending, demo=True),
    Scene("07_kirim_tanpa_kunci", "Kunci DPMD belum ada", "kosong", visit("kirim")),
    Scene("07_kirim_jadi", "Kiriman jadi", "desa", _sent, calm_ms=SLOW_MS),
    Scene("07_kirim_tersalin", "Tersalin ke flashdisk", "desa", _copied, mockup="07_ekspor"),
    Scene("08_balasan", "Balasan terbaru", "desa", visit("balasan"), demo=True),
    Scene("08_balasan_ditolak", "Ada yang ditolak", "ditolak", _with_refused, mockup="08_balasan"),
    Scene("08_balasan_kosong", "Belum ada balasan", "kosong", visit("balasan")),
    Scene("14_iuran", "Siapa membayar apa sampai kapan", "desa", visit("iuran"), mockup="14_iuran", demo=True),
    Scene("14_iuran_kosong", "Belum ada iuran", "kosong", visit("iuran")),
    Scene("14_iuran_bayar", "Catat pembayaran", "desa", visit("iuran"), opens=bills("pay", None)),
    Scene("14_iuran_tagihan", "Rincian tagihan", "desa", visit("iuran"),
          opens=lambda stage: stage.page.work.show(_some_bill(stage, "dibayar"))),
    Scene("14_iuran_kode", "Kode bayar", "desa", visit("iuran"),
          opens=lambda stage: stage.page.work.set_code(_some_bill(stage))),
    Scene("14_iuran_batal", "Batalkan tagihan", "desa", visit("iuran"),
          opens=lambda stage: stage.page.work.cancel(_some_bill(stage))),
    Scene("14_iuran_perpanjang", "Ajukan perpanjangan", "desa", visit("iuran"), opens=bills("extend")),
    Scene("14_iuran_buat", "Buat tagihan", "desa", visit("iuran"), opens=bills("first_bill")),
    Scene("14_iuran_dasar", "Dasar upah", "desa", visit("iuran"),
          opens=lambda stage: stage.page.work.change_base(_year(stage))),
    Scene("14_iuran_pasti", "Tandai sudah dikonfirmasi", "desa", visit("iuran"),
          opens=lambda stage: stage.page.work.confirm_base(_year(stage))),
    Scene("14_iuran_pagu", "Pagu anggaran", "desa", visit("iuran"),
          opens=lambda stage: stage.page.work.ceilings(_year(stage), "APBDES_ADD")),
    Scene("14_iuran_anggaran", "Anggaran tahun depan", "desa", visit("iuran"),
          opens=lambda stage: stage.page.work.budget(_year(stage) + 1)),
    Scene("18_pengaturan", "Pengaturan", "desa", visit("pengaturan"), demo=True),
    Scene("18_pengaturan_pin", "Pengaturan dengan PIN", "operator", visit("pengaturan")),
    Scene("19_struktur", "Papan SOTK", "desa", visit("struktur"), demo=True),
    Scene("19_struktur_kosong", "Belum ada pejabat", "kosong", visit("struktur")),
    Scene("19_struktur_opd", "Struktur unit", "opd", visit("struktur")),
    Scene("19_map_desa", "Map desa", "desa", visit("struktur", tab="map_desa")),
    Scene("20_rentan", "Pekerja rentan", "desa", RENTAN, demo=True),
    Scene("20_rentan_kuota", "Kuota", "desa", RENTAN, opens=lambda stage: stage.page.part.set_quota()),
    Scene("20_rentan_cetak", "Cetak daftar", "desa", RENTAN, opens=lambda stage: stage.page.part.print_now()),
    Scene("20_rentan_tetapkan", "Tetapkan dengan SK", "desa", RENTAN,
          opens=lambda stage: stage.page.part.settle()),
    Scene("20_rentan_kosong", "Belum ada pekerja rentan", "kosong", RENTAN),
    Scene("21_klaim", "Klaim", "desa", visit("klaim"), demo=True),
    Scene("21_klaim_lapor", "Catat laporan", "desa", visit("klaim"),
          opens=lambda stage: stage.page.detail.report_wanted.emit()),
    Scene("21_klaim_ajukan", "Catat pengajuan", "desa", visit("klaim"),
          opens=lambda stage: stage.page.detail.submit_wanted.emit()),
    Scene("21_klaim_kosong", "Belum ada klaim", "kosong", visit("klaim")),
    Scene("22_berakhir", "Lewat masa dan berakhir", "desa", visit("berakhir", tab="semua"), demo=True),
    Scene("22_berakhir_kosong", "Tidak ada yang berakhir", "kosong", visit("berakhir")),
    Scene("23_data_pribadi", "Hak atas data", "desa", _person_rights, demo=True),
    Scene("23_data_pribadi_permintaan", "Catat permintaan", "desa", _person_rights,
          opens=lambda stage: stage.page.new_person()),
    Scene("23_data_pribadi_bocor", "Kebocoran data", "desa", _person_rights, opens=lambda stage: stage.page._breach()),
    Scene("23_data_pribadi_kosong", "Belum ada permintaan", "kosong", visit("data_pribadi")),
    Scene("24_riwayat", "Riwayat", "desa", visit("riwayat"), demo=True),
    Scene("24_riwayat_kertas", "Kode periksa di kertas", "desa", visit("riwayat"),
          opens=lambda stage: stage.page.ask_paper()),
    Scene("24_riwayat_hari", "Rekap harian", "desa", visit("riwayat"), opens=lambda stage: stage.page.print_now()),
    Scene("26_cadangan", "Cadangan", "desa", visit("cadangan"), demo=True),
    Scene("27_bantuan", "Bantuan", "desa", visit("bantuan"), demo=True),
)
