"""What a window asks of a village's desk beside the work itself: pictures of pages, the recovery sheet, what is not
confirmed, what stands behind a count; asked here without a window."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import doubts_places, scan_making
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.findings import Finding, Tingkat
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history
from tests.conftest import salma
from tests.desk import vault_desk
from tests.desk.vault_desk import CLOCK, LEAD
from tests.photos import photo
from tests.store.test_store_refused import no_room

cheap, made = vault_desk.cheap, vault_desk.made
UID = salma().uid


@pytest.fixture(scope="module")
def root(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(made, tmp_path_factory.mktemp("jendela") / "data"))


@pytest.fixture(scope="module")
def village(root: Path) -> Iterator[desks.Desk]:
    """A village with PINs, five people of the sample and one who is ready to be printed."""
    folder = DataFolder(root)
    lead = next(one.id for one in desks.names_seen(folder) or () if one.nama == "NURHAYATI SALAM")
    with desks.open_desk(folder, LEAD, CLOCK, user=lead) as desk:
        desk.save(salma(), 0)
        yield desk


@pytest.fixture(scope="module")
def printed(village: desks.Desk) -> desks.Printed:
    return run_to_end(village.print_job(desks.PrintOrder((UID,), ("formulir",), "F4", None)))


def is_picture(page: desks.PreviewPage) -> bool:
    """Drawn, and not one colour all over."""
    return len(page.data) == page.stride * page.height and len(set(page.data[::997])) > 1


def kode_of(raised: pytest.ExceptionInfo[Problem]) -> str:
    return raised.value.kode


def test_a_finished_file_is_shown_page_by_page_for_the_printer(village: desks.Desk, printed: desks.Printed) -> None:
    page = run_to_end(village.page_job(printed.path, 0, 0.5))
    assert (page.page, page.pages) == (0, printed.pages)
    assert is_picture(page)
    last = run_to_end(village.made_sheet_job(printed.path, 0, 1, 9, 0.5))  # beyond the sheet: its last page
    assert (last.page, last.pages, last.data) == (0, 1, page.data)


def test_a_file_that_is_gone_or_no_pdf_is_told(village: desks.Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem) as told:
        run_to_end(village.page_job(tmp_path / "hilang.pdf", 0, 1.0))
    assert kode_of(told) == "PDF_TIDAK_ADA"


def test_a_plan_and_what_is_ready_to_send_are_counted_beside_the_window(village: desks.Desk,
                                                                        printed: desks.Printed) -> None:
    order = desks.PrintOrder((UID,), ("formulir",), "F4", None)
    assert run_to_end(village.plan_job(order)) == village.print_plan(order)
    assert run_to_end(village.send_state_job()) == village.send_state()


def test_a_sheet_that_is_not_in_the_plan_has_no_picture(village: desks.Desk) -> None:
    order = desks.PrintOrder((UID,), ("formulir",), "F4", None)
    assert is_picture(run_to_end(village.sheet_preview_job(order, 0, 0.5)))
    for index in (-1, 1):
        with pytest.raises(Problem) as told:
            run_to_end(village.sheet_preview_job(order, index, 0.5))
        assert kode_of(told) == "TAK_ADA_CETAK"


# Scans.


def test_a_photo_and_a_pdf_are_shown_small_and_kept_as_they_are_meant(village: desks.Desk, printed: desks.Printed,
                                                                      tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(photo("KTP WA ODE SALMA"))
    small = run_to_end(village.scan_thumb_job(tmp_path / "foto.jpg", 120))
    assert max(small.width, small.height) == 120
    of_pdf = run_to_end(village.scan_thumb_job(printed.path, 120))
    assert 100 <= of_pdf.height <= 140
    assert len(of_pdf.data) == of_pdf.width * of_pdf.height * 4
    work = run_to_end(village.scan_open_job(printed.path))
    assert work.kind == "pdf"
    shown = run_to_end(village.scan_look_job(work, desks.ScanEdit()))
    assert shown.height > of_pdf.height
    kept = run_to_end(village.scan_make_job(work, desks.ScanEdit()))
    assert kept.data == printed.path.read_bytes()  # a PDF is kept letter for letter
    assert kept.nama == hashlib.sha256(kept.data).hexdigest() + ".pdf"


def test_a_picture_too_full_for_what_a_scan_may_weigh_is_kept_as_the_lighter_of_two() -> None:
    """Black on white with grain everywhere weighs more as a photo."""
    grain = Image.effect_noise((1600, 1600), 200).convert("1")
    data, kind = scan_making._packed(grain)
    assert len(data) > scan_making.TARGET
    assert (data, kind) == (scan_making._bytes(grain, "PNG", optimize=True), "png")


def test_photos_are_looked_for_past_what_cannot_be_read(village: desks.Desk, tmp_path: Path) -> None:
    (tmp_path / "DCIM").mkdir()
    (tmp_path / "DCIM" / "a.jpg").write_bytes(photo("KTP"))
    (tmp_path / ".sampah").mkdir()
    (tmp_path / ".sampah" / "b.jpg").write_bytes(photo("KK"))
    (tmp_path / "c.jpg").symlink_to(tmp_path / "DCIM" / "a.jpg")
    (tmp_path / "d.jpg").symlink_to(tmp_path / "tidak-ada.jpg")
    assert [found.path.name for found in run_to_end(village.scan_photos_job(tmp_path))] == ["a.jpg"]
    with pytest.raises(Problem) as told:
        run_to_end(village.scan_photos_job(tmp_path / "dicabut"))
    assert kode_of(told) == "FOLDER_TIDAK_ADA"


# The recovery sheet.


@pytest.fixture(scope="module")
def sheet(village: desks.Desk) -> desks.RecoverySheet:
    return village.draw_sheet()


def words_in(pdf: bytes, tmp_path: Path) -> list[str]:
    (tmp_path / "lembar.pdf").write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(tmp_path / "lembar.pdf"), "-"], capture_output=True, text=True,
                          check=True)
    return done.stdout.split()


def test_the_sheet_has_its_words_on_paper_and_none_on_the_screen(village: desks.Desk, sheet: desks.RecoverySheet,
                                                                tmp_path: Path) -> None:
    assert set(sheet.words) <= set(words_in(village.recovery_pdf(sheet, "A4", "MUH. ARSYAD TAHIR"), tmp_path))
    page = run_to_end(village.recovery_page_job(sheet, "A5", "MUH. ARSYAD TAHIR", 1.0))
    shown = run_to_end(village.recovery_preview_job(sheet, "MUH. ARSYAD TAHIR", 1.0))
    assert is_picture(page)
    assert is_picture(shown)
    assert page.data != shown.data
    before = history.head(village._db)[0]
    village.recovery_printed(sheet, "kertas")
    assert history.head(village._db)[0] == before + 1


def test_the_sheet_is_saved_whole_where_it_was_asked_for_or_not_at_all(village: desks.Desk, tmp_path: Path,
                                                                       sheet: desks.RecoverySheet) -> None:
    kept = village.save_recovery(sheet, "A5", "", tmp_path / "lembar-pemulihan.pdf")
    assert set(sheet.words) <= set(words_in(kept.read_bytes(), tmp_path))
    assert kept.stat().st_mode & 0o077 == 0  # nobody else of this laptop reads it
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(Problem) as told:
        village.save_recovery(sheet, "A5", "", tmp_path / "folder.pdf")
    assert kode_of(told) == "HANYA_BACA"
    with no_room(), pytest.raises(Problem) as told:
        village.save_recovery(sheet, "A5", "", kept)
    assert kode_of(told) == "DISK_PENUH"
    assert kept.stat().st_size > 1000


# What is not confirmed.


def test_behind_a_paper_and_a_person_stand_their_own_rows(village: desks.Desk) -> None:
    claims = village.paper_doubts("klaim_jkm")
    assert {row.tabel for row in claims} <= {"klaim.csv", "surat/klaim.toml"}
    assert claims
    assert village.paper_doubts("kertas-lain") == ()
    earner = replace(salma(), segmen="PU", kelompok="perangkat_desa", jabatan="KAUR_TU", pekerjaan="")
    findings = [Finding(kode, Tingkat.PERIKSA, ("nik",), "apa", "cara", "pendek")
                for kode in ("WAJIB", "DANA", "WADAH", "JOB_CEK", "JABATAN_CEK", "NIK_SEX")]
    keys = doubts_places.person_keys(earner, findings)
    assert {"wajib.csv:nik", "dana.csv:APBD_KAB", "wadah_dana.csv:APBD_KAB", "pekerjaan_ktp.csv:11",
            "jabatan.csv:KAUR_TU", "parameter.csv:pu_dasar/perangkat_desa", "tarif_pu.csv"} <= set(keys)
    assert len(keys) == len(set(keys))
    assert {row.kunci for row in village.person_doubts(earner, findings) if row.tabel == "parameter.csv"} >= {
        "pu_dasar/perangkat_desa"}
    nobody = replace(salma(), segmen="", jabatan="", pekerjaan="", sumber_dana=replace(salma().sumber_dana,
                                                                                      jkk_jkm="", jht=""))
    assert doubts_places.person_keys(nobody, findings[1:3]) == ()


# The way in.


def test_the_lock_page_names_people_from_a_sound_key_file_alone(root: Path, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    assert desks.names_seen(folder) is None
    held = json.loads(DataFolder(root).keys.read_bytes())

    def seen(**changed: object) -> list[str] | None:
        folder.keys.write_text(json.dumps({**held, **changed}))
        found = desks.names_seen(folder)
        return None if found is None else [one.nama for one in found]

    assert seen() == ["NURHAYATI SALAM", "Rahmat Hidayat"]
    assert seen(versi=99) is None  # of a newer program
    assert seen(slot=[{**held["slot"][0], "pengguna": "", "jenis": "pin"}]) is None  # from before people had names
    assert seen(slot=[]) == []
    assert seen(pengguna=7) is None


def test_a_desk_that_moved_away_asks_for_no_backup(village: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert village.backup_reminder().startswith("Sudah waktunya")
    monkeypatch.setattr(village, "ctx", replace(village.ctx, moved=Problem("SUDAH_PINDAH", "a", "b", "c")))
    assert village.backup_reminder() == ""
    assert not village.backup_due()
    assert not village.backup_stale()


def test_a_mark_of_many_follows_who_is_still_there(village: desks.Desk) -> None:
    ids = list(village.find(desks.Query()))
    few, many = village.marks(ids[:2]), village.marks([*ids, *range(10**6, 10**6 + 2000)])
    assert [mark.id for mark in few] == ids[:2]
    assert [mark.id for mark in many] == ids  # those deleted meanwhile are missing
    assert all(mark.uid for mark in many)
    assert village.holder_of(salma().nik, "lain")[0] == UID  # type: ignore[index]
    assert village.holder_of(salma().nik, UID) is None
