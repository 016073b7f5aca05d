"""Scans of papers: sealed, replaced, removed, asked for by rule, refused in words."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.scan_making import made_from
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.findings import Tingkat
from jamsos_desktop.policy.records import Dated, Nilai
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, seats
from tests.cli.spoken import Words
from tests.conftest import TODAY, salma
from tests.photos import photo

UID = salma().uid
JPG, PNG = photo("KTP WA ODE SALMA"), photo("KK", kind="PNG")


def as_kept(data: bytes, tmp_path: Path) -> bytes:
    """What is kept of a photo: it is drawn anew."""
    path = tmp_path / "asli"
    path.write_bytes(data)
    return made_from(path).data


@pytest.fixture
def village(desk: desks.Desk) -> desks.Desk:
    desk.save(salma(), 0)
    return desk


def file(tmp_path: Path, data: bytes, name: str = "foto.jpg") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def sealed(desk: desks.Desk) -> list[str]:
    return sorted(path.name for path in desk.folder.attachments.rglob("*") if path.is_file())


def fails(kode: str, call) -> Problem:
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.kode == kode, caught.value
    return caught.value


def test_a_scan_is_sealed_and_comes_back_whole(village: desks.Desk, tmp_path: Path) -> None:
    kept = village.attach_scan(UID, "KTP", file(tmp_path, JPG, "IMG_0001.dat"))  # by content, not by name
    assert kept.nama == f"{hashlib.sha256(as_kept(JPG, tmp_path)).hexdigest()}.jpg"
    assert (kept.oleh, kept.waktu.date()) == (village.ctx.user, TODAY)
    assert village.scan(UID, "KTP") == as_kept(JPG, tmp_path)
    assert set(village.scans(UID)) == {"KTP"}
    assert sealed(village) == [kept.nama]
    assert all(b"SALMA" not in path.read_bytes() for path in village.folder.attachments.rglob("*") if path.is_file())
    with village.ctx.open() as db:
        assert history.entries(db, UID, 1)[0]["aksi"] == "scan"
        assert history.entries(db, UID, 1)[0]["kolom"] == ["berkas.KTP"]
    assert village.read(UID).revisi == 1  # the record itself did not change, so nothing has to travel again


def test_another_scan_takes_its_place_and_the_old_one_is_gone(village: desks.Desk, tmp_path: Path) -> None:
    village.attach_scan(UID, "KTP", file(tmp_path, JPG))
    kept = village.attach_scan(UID, "KTP", file(tmp_path, b"%PDF-1.7 x", "x.pdf"))
    assert kept.nama.endswith(".pdf")
    assert sealed(village) == [kept.nama]
    village.drop_scan(UID, "KTP")
    assert (village.scans(UID), sealed(village)) == ({}, [])
    fails("SCAN_TIDAK_ADA", lambda: village.scan(UID, "KTP"))
    fails("SCAN_TIDAK_ADA", lambda: village.drop_scan(UID, "KTP"))


def test_a_picture_used_twice_stays_until_nobody_points_to_it(village: desks.Desk, tmp_path: Path) -> None:
    for kode in ("KTP", "KK"):
        village.attach_scan(UID, kode, file(tmp_path, JPG))
    assert len(sealed(village)) == 1
    village.drop_scan(UID, "KTP")
    assert village.scan(UID, "KK") == as_kept(JPG, tmp_path)
    village.drop_scan(UID, "KK")
    assert sealed(village) == []


@pytest.mark.parametrize(("kode", "paper", "data"), [
    ("SCAN_BUKAN_GAMBAR", "KTP", b"PK\x03\x04 sebuah buku kerja"), ("SCAN_BUKAN_GAMBAR", "KTP", b""),
    ("SCAN_BESAR", "KTP", b"%PDF-" + b"x" * (5 << 20)),
    ("SCAN_RUSAK", "KTP", JPG[:-400]), ("BERKAS_TAK_DIKENAL", "SPTJM", JPG),
    ("BERKAS_TAK_DIKENAL", "../KTP", JPG)])
def test_what_is_refused_changes_nothing(village: desks.Desk, tmp_path: Path, kode: str, paper: str,
                                         data: bytes) -> None:
    village.attach_scan(UID, "KTP", file(tmp_path, JPG, "dulu.jpg"))
    fails(kode, lambda: village.attach_scan(UID, paper, file(tmp_path, data)))
    fails("FILE_TIDAK_ADA", lambda: village.attach_scan(UID, "KTP", tmp_path / "tiada.jpg"))
    fails("PESERTA_TIDAK_ADA", lambda: village.attach_scan("u-tiada", "KTP", file(tmp_path, JPG)))
    assert village.scan(UID, "KTP") == as_kept(JPG, tmp_path)
    assert len(sealed(village)) == 1


def test_a_changed_file_is_not_shown(village: desks.Desk, tmp_path: Path) -> None:
    kept = village.attach_scan(UID, "KTP", file(tmp_path, JPG))
    path = next(path for path in village.folder.attachments.rglob(kept.nama))
    held = path.read_bytes()
    path.write_bytes(held[:-1] + bytes([held[-1] ^ 1]))  # sealed bytes are any: one of ours may stand there already
    fails("LAMPIRAN_RUSAK", lambda: village.scan(UID, "KTP"))


def test_a_pdf_is_shown_page_by_page_and_a_damaged_one_is_told(village: desks.Desk, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "kk.pdf"), pagesize=(200, 100))
    for _ in range(2):
        canvas.drawString(20, 50, "Kartu Keluarga")
        canvas.showPage()
    canvas.save()
    village.attach_scan(UID, "KK", tmp_path / "kk.pdf")
    made = run_to_end(village.scan_page_job(UID, "KK", 5, 1.0))
    assert (made.page, made.pages, made.width, made.height) == (1, 2, 200, 100)
    village.attach_scan(UID, "KK", file(tmp_path, b"%PDF-1.7 rusak"))
    fails("SCAN_TAK_TAMPIL", lambda: run_to_end(village.scan_page_job(UID, "KK", 0, 1.0)))


@pytest.fixture
def strict(village: desks.Desk) -> desks.Desk:
    """A district that asks for scans."""
    wanted = {("scan_wajib", ""): (Dated(date(2015, 7, 1), None, Nilai("ya", "ya_tidak", "-", "bersumber")),)}
    policy = replace(village.policy, versi="scan", values={**village.policy.values, **wanted})
    village.ctx = replace(village.ctx, policy=policy)
    return village


def test_a_district_may_ask_for_scans(strict: desks.Desk, tmp_path: Path) -> None:
    strict.set_berkas([UID], "KTP", "ada")
    assert strict.read(UID).status == "perlu_dilengkapi"
    assert strict.judge(strict.read(UID)).blocking[0].pesan == "Scan belum ada: Fotokopi KTP."
    order = desks.PrintOrder((UID,), ("formulir",), "F4", None)
    assert strict.print_plan(order).refused == (("Wa Ode Salma", "Scan kosong"),)
    strict.attach_scan(UID, "KTP", file(tmp_path, JPG))
    assert strict.read(UID).status == "siap_cetak"
    assert strict.print_plan(order).allowed == 1
    run_to_end(strict.recompute_job())  # the bulk road knows of scans too
    assert strict.read(UID).status == "siap_cetak"
    strict.drop_scan(UID, "KTP")
    assert strict.read(UID).status == "perlu_dilengkapi"
    assert strict.print_plan(order).allowed == 0


def test_without_it_a_scan_is_never_asked_for(village: desks.Desk) -> None:
    village.set_berkas([UID], "KTP", "ada")
    assert "SCAN" not in {f.kode for f in village.judge(village.read(UID)).findings}


def test_what_is_told_is_no_problem_in_lists(village: desks.Desk) -> None:
    """Papers that are not there yet and a decile not looked up mark nothing, count nowhere and hold nobody."""
    kept = village.save(salma(uid="u8", nik="7402115408849418", desil=None, periode_bayar=3, keluarga=(),
                              tanpa_ahli_waris=True), 0)
    told = {f.kode for f in village.judge(kept).findings}
    assert {"BERKAS", "DESIL_KOSONG", "PERIODE", "AHLI_WARIS_TIDAK_ADA"} <= told
    assert {f.tingkat for f in village.judge(kept).findings} == {Tingkat.INFO}
    assert kept.status == "siap_cetak"
    row = village.rows(village.find(desks.Query()))
    assert {(one.masalah, one.tingkat, one.masalah_n) for one in row.values()} == {("", "", 0)}
    assert village.choices()["masalah"] == []


def test_scans_go_with_the_person_when_the_undo_is_forgotten(village: desks.Desk, tmp_path: Path,
                                                             clock: desks.Clock) -> None:
    village.attach_scan(UID, "KTP", file(tmp_path, JPG))
    undo = village.delete([UID])
    village.undo(undo)
    assert village.scan(UID, "KTP") == as_kept(JPG, tmp_path)
    village.delete([UID])
    village.close()
    with desks.open_desk(village.folder, None, clock) as soon:
        assert len(sealed(soon)) == 1
    with desks.open_desk(village.folder, None, desks.Clock(TODAY + timedelta(days=31))) as later:
        assert sealed(later) == []
        assert later.scans(UID) == {}


def test_a_plt_that_ends_soon_is_told_of_the_person(village: desks.Desk) -> None:
    seat = seats.SeatRow(id="s1", kolom="sekretaris", jabatan="SEKDES", label="Sekretaris Desa", uid=UID,
                         keadaan="plt", sampai=date(2026, 12, 10))
    with village.ctx.open() as db, db.write():
        seats.keep(db, [seat])
    assert "Plt Sekretaris Desa berakhir 10 Desember 2026." in [
        f.pesan for f in village.judge(village.read(UID)).findings]


def test_the_command_line_keeps_a_scan(village: desks.Desk, tmp_path: Path, clock: desks.Clock,
                                       capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAMSOS_HARI_INI", TODAY.isoformat())
    village.close()
    words = Words(village.folder.root, capsys)
    asked = ("berkas", salma().nik, "ktp", "ada", "--scan", str(tmp_path / "foto.jpg"))
    file(tmp_path, b"GIF89a")
    assert words.refused(*asked) == "SCAN_BUKAN_GAMBAR"
    file(tmp_path, PNG)
    assert words.json(*asked)["scan"] is True
    with desks.open_desk(village.folder, None, clock) as again:
        assert again.read(UID).berkas == {"KTP": "ada"}
        assert again.scan(UID, "KTP") == as_kept(PNG, tmp_path)
