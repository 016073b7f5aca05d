"""Printing through the desk: who may, what is noted, what a cancel keeps, what a failure leaves."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.conftest import make_ready, salma


def order(*uids: str, out: Path | None = None, jenis: tuple[str, ...] = ("ceklis", "formulir")) -> desks.PrintOrder:
    return desks.PrintOrder(uids, jenis, "F4", out)


def words_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def test_a_bundle_is_printed_noted_and_numbered(desk: desks.Desk, person, tmp_path: Path) -> None:
    desk.save(person, 0)
    made = run_to_end(desk.print_job(order(person.uid, out=tmp_path)))
    assert made.path == tmp_path / "Bundel-B-0001-F4.pdf"
    assert (made.pages, len(made.made), made.skipped, made.refused) == (2, 2, (), ())
    assert desk.read(person.uid).status == "tercetak"
    trail = desk.trail(person.uid)
    assert trail.copies == 1
    code = trail.kode_periksa
    assert len(code) == 8
    assert f"{code[:4]}-{code[4:]}" in words_of(made.path)
    assert [p["jenis"] for p in desk.print_history()] == ["formulir", "ceklis"]


def test_a_reprint_is_counted_and_keeps_its_code(desk: desks.Desk, person, tmp_path: Path) -> None:
    desk.save(person, 0)
    run_to_end(desk.print_job(order(person.uid, out=tmp_path)))
    first = desk.trail(person.uid)
    again = run_to_end(desk.print_job(order(person.uid, out=tmp_path)))
    second = desk.trail(person.uid)
    assert (second.copies, second.kode_periksa) == (2, first.kode_periksa)
    assert "ke-2" in words_of(again.path)


def test_who_has_a_blocking_problem_is_refused_by_name(desk: desks.Desk, tmp_path: Path) -> None:
    desk.save(salma("u1"), 0)
    desk.save(salma("u2", nama="LA DARMAN", nik="7402112706959318", jenis_kelamin="L", keluarga=()), 0)
    plan = desk.print_plan(order("u1", "u2"))
    assert (plan.allowed, plan.refused) == (1, (("La Darman", "Ahli waris kosong"),))
    made = run_to_end(desk.print_job(order("u1", "u2", out=tmp_path)))
    assert made.refused == plan.refused
    with pytest.raises(Problem) as caught:
        run_to_end(desk.print_job(order("u2", out=tmp_path)))
    assert caught.value.kode == "TAK_ADA_CETAK"
    assert "La Darman" in str(caught.value)


def test_changing_the_core_asks_for_a_new_signature_other_fields_do_not(desk: desks.Desk, person) -> None:
    desk.save(person, 0)
    make_ready(desk, person.uid)
    kept = desk.read(person.uid)
    assert kept.status == "siap_kirim"
    kept = desk.save(replace(kept, hp="081299000777"), kept.revisi)
    assert kept.status == "siap_kirim"
    assert desk.save(replace(kept, nama_ibu="WA LAIN"), kept.revisi).status == "siap_cetak"


def test_cancel_keeps_finished_sheets_and_notes_only_them(desk: desks.Desk, tmp_path: Path) -> None:
    niks = [f"74021114088090{n:02}" for n in range(10)]
    for n, nik in enumerate(niks):
        desk.save(salma(f"u{n}", nama=f"LA BASRI {chr(65 + n)}", nik=nik, jenis_kelamin="L",
                        tanggal_lahir=salma().tanggal_lahir.replace(year=1980)), 0)
    job = desk.print_job(order(*(f"u{n}" for n in range(10)), out=tmp_path, jenis=("formulir",)))
    while next(job).done < 4:
        pass
    job.close()
    pdf = next(tmp_path.glob("*.pdf"))
    kept = words_of(pdf).count("FORMULIR 1a")
    assert 1 <= kept < 10
    assert desk.counts().status.get("tercetak", 0) == kept
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == [pdf.name]


def test_an_unwritable_target_changes_nothing(desk: desks.Desk, person, tmp_path: Path) -> None:
    desk.save(person, 0)
    (tmp_path / "surat.txt").write_text("x")
    for target in (tmp_path / "surat.txt" / "dalam", Path("/proc/jamsos")):
        with pytest.raises(Problem) as caught:
            run_to_end(desk.print_job(order(person.uid, out=target)))
        assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert desk.read(person.uid).status == "siap_cetak"
    assert desk.print_history() == []


WRONG = [
    (desks.PrintOrder(("x",), ("formulir",), "A7", None), "KERTAS_SALAH"),
    (desks.PrintOrder(("x",), ("surat_cinta",), "A4", None), "DOKUMEN_TAK_DIKENAL"),
    (desks.PrintOrder((), ("formulir",), "A4", None), "TAK_ADA_CETAK"),
]


@pytest.mark.parametrize(("wrong", "kode"), WRONG)
def test_wrong_orders_are_refused(desk: desks.Desk, wrong: desks.PrintOrder, kode: str) -> None:
    with pytest.raises(Problem) as caught:
        run_to_end(desk.print_job(wrong))
    assert caught.value.kode == kode


def test_previews_are_pictures_with_boxes_of_field_keys(desk: desks.Desk, person) -> None:
    page = run_to_end(desk.preview_job(person, "A4", 0, 1.0))
    assert (round(page.width, -1), round(page.height, -1), page.pages) == (600, 840, 1)
    assert len(page.data) == page.stride * page.height
    keys = {box[0] for box in page.boxes}
    assert {"nik", "nama", "tanggal_lahir", "no_kk", "nama_ibu"} <= keys
    desk.save(person, 0)
    sheet = run_to_end(desk.sheet_preview_job(order(person.uid), 0, 0.5))
    assert sheet.width < page.width


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
with desks.open_desk(DataFolder(Path(sys.argv[1]))) as desk:
    uid = desk.uids(desks.Query())[0]
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
    try:
        run_to_end(desk.print_job(desks.PrintOrder((uid,), ("formulir",), "F4", Path(sys.argv[2]))))
    except Problem as problem:
        print(problem.kode, desk.read(uid).status)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
"""


def test_a_full_disk_while_printing(folder, clock, person, tmp_path: Path) -> None:
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(person, 0)
    out = tmp_path / "cetak"
    env = {**os.environ, "PYTHONPATH": str(Path.cwd()), "JAMSOS_HARI_INI": "2026-11-21", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(folder.root), str(out)], capture_output=True, text=True,
                          check=True, env=env)
    # Either the PDF or already the data file (its log grows) meets the limit; both say so.
    assert done.stdout.split()[0] in ("DISK_PENUH", "DISK_GAGAL"), done.stderr
    assert done.stdout.split()[1] == "siap_cetak"
    assert not out.exists() or list(out.iterdir()) == []
    with desks.open_desk(folder, None, clock) as desk:
        with desk.ctx.open() as db:
            assert db.integrity() == []
        assert desk.read(person.uid).status == "siap_cetak"
