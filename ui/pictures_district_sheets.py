"""Scenes of a district's desk that are no page as it opens: its small windows, and pages searched, filtered, chosen."""

from __future__ import annotations

from collections.abc import Callable

from ui.pictures_stage import Scene, Stage, visit


def _bill(wanted: bool) -> Callable[[Stage], object]:
    """Page Pembayaran on a bill that has its kode bayar, or that waits for it."""
    def reach(stage: Stage) -> None:
        page = stage.go("pembayaran")
        page.table.selectRow(next(at for at, bill in enumerate(page.bills.lines) if bool(bill.kode_bayar) is wanted))

    return reach


def _refuse(stage: Stage) -> object:
    from ui.pages.district_people_refuse import RefuseSheet

    sheet = RefuseSheet(stage.desk, "Abdul Karim Langgai", stage.shell)
    sheet.reason.set_text(next(code for code, one in sheet._reasons.items() if one.belum_dikonfirmasi))
    sheet._follow()
    return sheet


def _unit(stage: Stage) -> object:
    from ui.pages.target_sheets import UnitSheet

    return UnitSheet("74.02.", {"74.02.OPD.01"}, stage.shell)


def _taken(stage: Stage) -> None:
    """A workbook of targets with one code that is none."""
    path = stage.scratch / "sasaran.csv"
    path.write_text("kode,nama,perangkat_desa,pekerja_rentan\n74.02.11.2017,Bajo Indah,12,40\n"
                    "74.02.99.2001,Desa Tidak Ada,3,4\n74.02.11.2023,Leppe,dua,5\n", "utf-8")
    stage.page.take_in_table(path)
    stage.settle()


def _death(stage: Stage) -> object:
    from jamsos_desktop.desk import Death
    from ui.pages.bpjs_deaths import DeathSheet

    told = Death(uid="u1", nik="7402110101609001", nama="Sitti Rahma", unit="74.02.11.2017", desa="Bajo Indah",
                 kelompok="pekerja_rentan", kpj="", keadaan="aktif", tanggal=stage.desk.today, aktif_sampai=None,
                 catatan="")
    return DeathSheet(stage.shell, [told], lambda uid, note: 0)


def _message(stage: Stage) -> None:
    page = stage.page
    page.talk.write(page.rows.rows[0])


def _tables(shown: bool) -> Callable[[Stage], object]:
    def reach(stage: Stage) -> None:
        page = stage.go("rekap", kode="")
        page.tables.setChecked(shown)
        stage.settle()

    return reach


def _choose(number: int) -> Callable[[Stage], object]:
    def reach(stage: Stage) -> None:
        page = stage.go("ganda")
        page.choose(number)

    return reach


def _quality(stage: Stage) -> None:
    """The kind of mark most people have."""
    page, district = stage.go("ganda"), stage.desk.district
    assert district is not None
    tab = max(district.quality_tabs(), key=lambda one: one.orang).kode
    page.tabs.show_tab(tab)
    page.tabs.chosen.emit(tab)


def _pairs_again(stage: Stage) -> None:
    page = stage.go("ganda")
    page.tabs.show_tab("ganda")
    page.tabs.chosen.emit("ganda")


def _find(page: str, field: str, words: str) -> Callable[[Stage], object]:
    """A page with these words in its search field."""
    def reach(stage: Stage) -> None:
        edit = stage.go(page)
        for part in field.split("."):
            edit = getattr(edit, part)
        edit.setText(words)
        edit.typed.emit(words)
        stage.settle()

    return reach


def _one_place(stage: Stage) -> None:
    district = stage.desk.district
    assert district is not None
    stage.go("peserta_kab", kode=next(unit.kode for unit in district.units() if unit.sidik), kelompok="pekerja_rentan")


def _new_rules(stage: Stage) -> None:
    stage.go("ketentuan").show_make()


D = "dpmd"
SCENES = (
    Scene("09_dpmd_rekap_tabel", "Rekap sebagai tabel", D, _tables(True), leave=_tables(False)),
    Scene("10_dpmd_ganda_dipilih", "Keputusan dipilih", D, _choose(4)),
    Scene("10_dpmd_mutu", "Orang dengan tanda", D, _quality, leave=_pairs_again),
    Scene("10_dpmd_mutu_penuh", "Orang dengan tanda, satu kabupaten", "kabupaten", _quality, leave=_pairs_again),
    Scene("16_dpmd_batch_baru", "Buat batch baru", D, visit("bpjs"), opens=lambda stage: (
        stage.page.work.new_batch(), stage.settle())),
    Scene("16_dpmd_serah", "Catat serah terima", D, visit("bpjs"), opens=lambda stage: stage.page.work.hand_over()),
    Scene("16_dpmd_hasil", "Hasil satu orang", D, visit("bpjs"), opens=lambda stage: stage.page.work.type_result()),
    Scene("16_dpmd_meninggal", "Akhiri karena meninggal", D, visit("bpjs"), opens=_death),
    Scene("19_dpmd_peserta_saring", "Peserta satu desa", D, _one_place),
    Scene("19_dpmd_peserta_nihil", "Peserta, tidak ada yang cocok", D, _find("peserta_kab", "filters.search", "zzzz"),
          leave=lambda stage: stage.page.filters.clear()),
    Scene("19_dpmd_tolak", "Tolak seseorang", D, visit("peserta_kab"), opens=_refuse),
    Scene("20_dpmd_kode_bayar", "Isi kode bayar", D, _bill(False), opens=lambda stage: stage.page.set_code()),
    Scene("20_dpmd_bayar", "Catat pembayaran", D, _bill(True), opens=lambda stage: stage.page.set_paid()),
    Scene("21_dpmd_pesan", "Tulis pesan ke desa", D, visit("jawaban"), opens=_message),
    Scene("22_dpmd_target_nihil", "Target, tidak ada yang cocok", D, _find("target", "search", "zzzz"),
          leave=_find("target", "search", "")),
    Scene("22_dpmd_sasaran_dibaca", "Tabel sasaran dibaca", D, visit("target"), opens=_taken),
    Scene("23_dpmd_unit", "Tambah unit", D, visit("target"), opens=_unit),
    Scene("24_dpmd_ketentuan_buat", "Buat ketentuan baru", D, _new_rules,
          leave=lambda stage: stage.page.show_versions()),
    Scene("24_dpmd_konfirmasi", "Yang perlu dikonfirmasi, DPMD", D, visit("konfirmasi")),
)
