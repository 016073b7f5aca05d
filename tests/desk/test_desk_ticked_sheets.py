"""Checklists, what is missing and the sosialisasi kit, from a village's own records to the printed words."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.printing_kit import figures
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import salma

KADES = "u-kades"
READY, NO_HEIR, NO_MOTHER, LEFT = "u-siap", "u-tanpa-waris", "u-tanpa-ibu", "u-keluar"


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """One dusun II with somebody complete, somebody without an heir; dusun IX and X with one each."""
    import shutil

    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("kurang") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        desk.save(salma(READY), 0)
        desk.save(salma(NO_HEIR, nama="LA DARMAN", nik="7402112706959318", jenis_kelamin="L", keluarga=(),
                        tanggal_lahir=date(1995, 6, 27), rt="001"), 0)
        desk.save(salma(NO_MOTHER, nama="SITTI AMINAH", nik="7402114107809012", nama_ibu="", dusun="X",
                        tanggal_lahir=date(1980, 7, 1), no_kk="7402111203109299"), 0)
        desk.save(salma(LEFT, nama="SUDAH KELUAR", nik="7402114107819012", dusun="IX",
                        tanggal_lahir=date(1981, 7, 1), keluar_tanggal=date(2026, 10, 1), keluar_sebab="pindah"), 0)
        desk.save(salma(KADES, nama="ARIFIN", nik="7402111706889041", dusun="IX", kelompok="perangkat_desa",
                        segmen="PU", jabatan="KADES", pekerjaan="", penghasilan=2_426_640, jenis_kelamin="L",
                        tanggal_lahir=date(1988, 6, 17), wadah_jenis="", mulai_bekerja=date(2023, 1, 2),
                        keluarga=(Keluarga(nama="SITTI MARWAH", hubungan="istri", nik="7402114903909072",
                                           tanggal_lahir=date(1990, 3, 9), urutan=1),)), 0)
        desk.set_berkas([READY], "KTP", "ada")
        yield desk


def printed(desk: desks.Desk, out: Path, *jenis: str, uids: tuple[str, ...] = (READY,),
            **opsi: object) -> tuple[desks.Printed, str]:
    order = desks.PrintOrder(uids, jenis, "A4", out / "b.pdf", opsi=desks.PaperOptions(**opsi))  # type: ignore[arg-type]
    made = run_to_end(desk.print_job(order))
    words = subprocess.run(["pdftotext", "-layout", str(made.path), "-"], capture_output=True, text=True, check=True)
    return made, " ".join(words.stdout.split())


def test_the_missing_are_found_also_where_nobody_may_be_printed(village: desks.Desk, tmp_path: Path) -> None:
    made, read = printed(village, tmp_path, "kurang", uids=())
    assert [name.removeprefix("Apa yang masih kurang, ") for name in made.made] == \
        ["Desa Bajo Indah", "Dusun II", "Dusun IX", "Dusun X"]
    assert "4 dari 4 orang belum lengkap" in read
    assert "Ahli waris kosong" in read
    assert "Nama ibu kosong" in read
    assert "SUDAH KELUAR" not in read
    assert "SPTJM kebenaran data (bermeterai)" in read


def test_only_what_is_missing_stands_there_and_house_by_house(village: desks.Desk, tmp_path: Path) -> None:
    _, read = printed(village, tmp_path, "kurang", dusun="II")
    assert "APA YANG MASIH KURANG, DUSUN II" in read
    assert "DUSUN IX" not in read
    assert read.index("LA DARMAN") < read.index("WA ODE SALMA")  # RT 001 before 003
    assert read.count("Fotokopi KTP") == 1  # of LA DARMAN; WA ODE SALMA's is there
    assert read.count("Fotokopi KK") == 2
    assert "SITTI AMINAH" not in read


def test_a_dusun_where_nothing_is_missing_has_no_sheet(village: desks.Desk) -> None:
    plan = village.print_plan(desks.PrintOrder((), ("kurang",), "A4", opsi=desks.PaperOptions(dusun="VII")))
    assert plan.sheets == ()


def test_a_clip_tells_its_papers_and_counts_its_copies(village: desks.Desk, tmp_path: Path) -> None:
    before = village.read(READY)
    made, read = printed(village, tmp_path, "ceklis_orang", uids=(READY, NO_HEIR))
    assert made.made == ("Wa Ode Salma",)
    assert made.refused == (("La Darman", "Ahli waris kosong"),)
    assert "1 dari 4 ada" in read
    assert "Fotokopi dari Kartu Keluarga terbaru" in read
    assert "Cetak ke-1" in read
    assert "Cetak ke-2" in printed(village, tmp_path, "ceklis_orang")[1]
    assert village.read(READY) == before  # a checklist is no form: nothing became "tercetak"


def test_the_office_sheet_follows_the_map_of_the_village(village: desks.Desk, tmp_path: Path) -> None:
    assert "BELUM" in printed(village, tmp_path, "ceklis_desa")[1]
    village.set_berkas_desa("PKS", "ada")
    village.mark_step("wadah", "pks", date(2026, 11, 3), "07/PKS/2026")
    _, read = printed(village, tmp_path, "ceklis_desa", surat={"sptjm": "12/BI/2026"})
    for said in ("No. 07/PKS/2026, 03-11-2026", "No. 12/BI/2026", "1 dari 12 berkas wajib ada", "Map desa: Wadah",
                 "Pembayaran pertama"):
        assert said in read


def test_the_checklist_of_a_bundle_says_numbers_and_counts(village: desks.Desk, tmp_path: Path) -> None:
    village.set_berkas_desa("PERMOHONAN", "ada")
    kinds = ("ceklis", "pengantar", "nominatif", "sptjm")
    here = {paper.kode for paper in village.papers()}
    _, read = printed(village, tmp_path, *(kind for kind in kinds if kind in here),
                      surat={"pengantar": "560/118/BI/XI/2026"})
    front = read[:read.index("Halaman 1 dari 1")]
    assert "No. 560/118/BI/XI/2026" in front
    assert "Berkas kantor lain:" in front
    if "nominatif" in here:
        assert "1 lembar, 1 orang" in front
    if "sptjm" in here:
        assert "menunggu tanda tangan Kepala Desa, menyusul" in front


def test_the_leaflet_has_the_figures_of_the_settings_and_of_the_village(village: desks.Desk, tmp_path: Path) -> None:
    _, read = printed(village, tmp_path, "manfaat", uids=())
    for said in ("Rp 42.000.000", "Rp 70.000.000", "mulai Rp 20.000", "Rp 16.800 sebulan", "2 x 24 jam",
                 "Rp 174.000.000", "sudah 3 tahun", "3 bulan tanpa iuran, perlindungan berhenti.\u2020",
                 "0 dari 3 orang", "Rp 13.103,86\u2020", "Temui NURHAYATI SALAM"):
        assert said in read


def test_a_figure_follows_the_settings_and_one_that_is_not_there_leaves_its_line_out(village: desks.Desk) -> None:
    policy, day = village.ctx.policy, village.today
    assert figures(policy, day)["JKM_JUMLAH"].teks == "Rp 42.000.000"
    assert figures(policy, day)["MENUNGGAK_BULAN"].unsure
    bare = replace(policy, bands=())
    assert "BPU_TERENDAH" not in figures(bare, day)


def test_who_is_chosen_stands_on_the_list_also_who_may_not_be_printed(village: desks.Desk, tmp_path: Path) -> None:
    _, read = printed(village, tmp_path, "hadir", uids=(READY, NO_HEIR, LEFT), acara="Sosialisasi di pasar",
                      tanggal_acara=date(2026, 11, 25), baris=5)
    for said in ("LA DARMAN", "WA ODE SALMA", "Sosialisasi di pasar", "Rabu, 25 November 2026",
                 "dari 2 yang diundang"):
        assert said in read
    assert "SUDAH KELUAR" not in read


@pytest.mark.parametrize("rows", [-1, 501])
def test_a_list_of_no_sensible_length_is_refused_by_name(village: desks.Desk, tmp_path: Path, rows: int) -> None:
    made, _ = printed(village, tmp_path, "hadir", "manfaat", uids=(), baris=rows)
    ((name, why),) = made.skipped
    assert name == "Daftar hadir sosialisasi"
    assert f"{rows} baris" in why
    with pytest.raises(Problem) as caught:
        run_to_end(village.sheet_preview_job(
            desks.PrintOrder((), ("hadir",), "A4", opsi=desks.PaperOptions(baris=rows)), 0, 1.0))
    assert caught.value.kode == "BARIS_SALAH"


def test_a_reprint_of_the_village_sheet_keeps_its_code_on_the_same_day(village: desks.Desk, tmp_path: Path) -> None:
    order = desks.PrintOrder((), ("manfaat",), "A4", tmp_path / "m.pdf")
    first = run_to_end(village.print_job(order))
    again = run_to_end(village.print_job(replace(village.order_again(first.bundel), out=tmp_path / "m2.pdf")))
    read = subprocess.run(["pdftotext", str(again.path), "-"], capture_output=True, text=True, check=True).stdout
    assert again.bundel == first.bundel
    assert "Cetak ke-2" in read


def test_a_dusun_written_in_several_ways_is_one_sheet(desk: desks.Desk, tmp_path: Path) -> None:
    for nth, dusun in enumerate(("II", "Dusun II", "2", "I")):
        desk.save(salma(f"u{nth}", nama=f"LA DUA {nth}", nik=f"740211270695{9400 + nth}", dusun=dusun, nama_ibu="",
                        jenis_kelamin="L", tanggal_lahir=date(1995, 6, 27)), 0)
    made, read = printed(desk, tmp_path, "kurang", uids=())
    assert [name.removeprefix("Apa yang masih kurang, ") for name in made.made] == \
        ["Desa Bajo Indah", "Dusun I", "Dusun 2"]
    assert "3 dari 3 orang belum lengkap" in read
    assert "Dusun Dusun" not in read
    _, alone = printed(desk, tmp_path, "kurang", uids=(), dusun="Dusun II")
    assert alone.count("LA DUA") == 3


def test_a_member_whose_data_waits_to_be_sent_again_counts_as_covered(desk: desks.Desk, tmp_path: Path) -> None:
    desk.save(salma(READY, aktif_sampai=date(2026, 11, 30), mulai=date(2026, 6, 1)), 0)
    assert desk.read(READY).status != "aktif"
    _, read = printed(desk, tmp_path, "manfaat", uids=())
    assert "1 dari 1 orang" in read
