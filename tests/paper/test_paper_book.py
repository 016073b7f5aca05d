"""Bundles: one file, whole or absent; a bad sheet is left out; cancelling keeps what is finished."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from paper_people import UNIT, context, form, salma
from paper_reading import codes, pdftotext, words

from jamsos_desktop.jobs import Progress, run_to_end
from jamsos_desktop.paper.book import preview, write_book
from jamsos_desktop.paper.draw.faces import font_of
from jamsos_desktop.paper.draw.raster import page_count, render
from jamsos_desktop.paper.sheets import BookLog, Sheet
from jamsos_desktop.problems import Problem


def sheets(count: int) -> list[Sheet]:
    return [form(salma(nama=f"ORANG {i}", nomor=f"BPU-{i:06}")) for i in range(count)]


def test_a_bundle_is_one_file_in_the_order_asked(tmp_path: Path) -> None:
    out = tmp_path / "baru" / "bundel.pdf"
    job = write_book([Sheet(jenis="ceklis", people=(salma(),)), *sheets(3)], context(), out)
    assert next(job) == Progress(0, 4, "Ceklis berkas")
    result = run_to_end(job)
    assert result.pages == 4
    assert result.made == ("Ceklis berkas", "ORANG 0", "ORANG 1", "ORANG 2")
    assert result.skipped == ()
    pdf = out.read_bytes()
    assert page_count(pdf) == 4
    assert [f"ORANG {i}" in words(pdf, i + 1) for i in range(3)] == [True] * 3
    assert list(out.parent.iterdir()) == [out]


def test_the_printed_page_is_the_previewed_one(tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"
    run_to_end(write_book(sheets(1), context(), out))
    assert render(out.read_bytes(), 0, 1.0) == render(preview(sheets(1)[0], context()).pdf, 0, 1.0)


def test_same_bundle_same_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        run_to_end(write_book(sheets(5), context(), tmp_path / name))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_a_sheet_that_cannot_be_made_is_left_out_and_said(tmp_path: Path) -> None:
    bad = form(salma(nama="\u0627\u062d\u0645\u062f"))
    log = BookLog()
    result = run_to_end(write_book([*sheets(2), bad, *sheets(2)], context(), tmp_path / "b.pdf", log))
    assert result.pages == 4
    assert [name for name, _ in result.skipped] == ["\u0627\u062d\u0645\u062f"]
    assert "Nama lengkap memuat huruf" in result.skipped[0][1]
    assert log.made == [0, 1, 3, 4]
    assert "TIDAK" not in words((tmp_path / "b.pdf").read_bytes())
    assert "HURUF" not in words((tmp_path / "b.pdf").read_bytes())


def test_no_sheet_made_leaves_no_file(tmp_path: Path) -> None:
    result = run_to_end(write_book([form(salma(nama="\u8def"))], context(), tmp_path / "b.pdf"))
    assert result.pages == 0
    assert list(tmp_path.iterdir()) == []


def test_cancelling_keeps_the_finished_sheets(tmp_path: Path) -> None:
    out, log = tmp_path / "b.pdf", BookLog()
    job = write_book(sheets(10), context(), out, log)
    for _ in range(4):
        next(job)
    job.close()
    assert log.made == [0, 1, 2]
    pdf = out.read_bytes()
    assert page_count(pdf) == 3
    assert "ORANG 2" in words(pdf, 2)
    assert list(tmp_path.iterdir()) == [out]


def test_cancelling_before_the_first_sheet_leaves_nothing(tmp_path: Path) -> None:
    job = write_book(sheets(2), context(), tmp_path / "b.pdf")
    next(job)
    job.close()
    assert list(tmp_path.iterdir()) == []


FULL = """
import resource, signal, sys
sys.path[:0] = [{root!r}, {here!r}]
from pathlib import Path
from paper_people import context
from test_paper_book import sheets
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paper.book import write_book
from jamsos_desktop.problems import Problem
run_to_end(write_book(sheets(1), context(), Path({out!r}).with_name("warm.pdf")))
Path({out!r}).with_name("warm.pdf").unlink()
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    run_to_end(write_book(sheets(3), context(), Path({out!r})))
except Problem as problem:
    print(problem.kode)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs RLIMIT_FSIZE")
@pytest.mark.parametrize("limit", [0, 4096, 40_000])
def test_a_full_disk_is_said_and_leaves_the_earlier_file(tmp_path: Path, limit: int) -> None:
    out = tmp_path / "b.pdf"
    out.write_bytes(b"earlier")
    here = Path(__file__).resolve().parent
    program = FULL.format(root=str(here.parents[1]), here=str(here), out=str(out), limit=limit)
    ran = subprocess.run([sys.executable, "-B", "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["DISK_PENUH"]
    assert out.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [out]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("not a folder")
    with pytest.raises(Problem) as caught:
        run_to_end(write_book(sheets(1), context(), tmp_path / "berkas" / "b.pdf"))
    assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert os.listdir(tmp_path) == ["berkas"]
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(Problem) as caught:
        run_to_end(write_book(sheets(1), context(), tmp_path / "folder.pdf"))
    assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert sorted(os.listdir(tmp_path)) == ["berkas", "folder.pdf"]


def test_four_hundred_letters_come_back_letter_for_letter(tmp_path: Path) -> None:
    _, advances = font_of("semibold")
    letters = [c for c in advances if c.isalpha() and len(c.upper()) == 1 and c == c.upper() and ord(c) < 0x2000]
    small = [c for c in advances if c.isalpha() and c.upper() != c and ord(c) < 0x2000]
    runs = ["".join(letters[i:i + 20]) for i in range(0, len(letters), 20)]
    walis = ["".join(small[i:i + 20]) for i in range(0, len(small), 20)]
    assert len(set("".join(runs + walis))) >= 400
    book = []
    for i in range(max(len(runs), len(walis))):
        name, wali = runs[i % len(runs)], walis[i % len(walis)]
        kin = (replace(salma().peserta.keluarga[0], wali=wali, hp=""),)
        book.append(form(salma(nama=name, keluarga=kin, nomor=f"BPU-{i:06}")))
    out = tmp_path / "letters.pdf"
    result = run_to_end(write_book(book, context(), out))
    assert result.skipped == ()
    ours, others = words(out.read_bytes()), pdftotext(out)
    for text in runs + walis:
        assert text in ours
        assert text in others


def test_every_page_is_one_static_form_and_one_template(tmp_path: Path) -> None:
    sizes = []
    for count in (1, 101):
        out = tmp_path / f"{count}.pdf"
        run_to_end(write_book(sheets(count), context(), out))
        sizes.append(out.stat().st_size)
    data = (tmp_path / "101.pdf").read_bytes()
    assert data.count(b"/Subtype /Form") == 1
    assert (sizes[1] - sizes[0]) / 100 < 2600  # bytes a further form


def test_each_form_of_a_bundle_has_its_own_code(tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"
    people = [form(replace(salma(nomor=f"BPU-{i:06}"), kode_periksa=f"{i:08x}")) for i in range(3)]
    run_to_end(write_book(people, context(), out))
    for i in range(3):
        assert codes(out.read_bytes(), i)[0].strip() == f"JSD1|BPU|{UNIT.kode}|BPU-{i:06}|{i:08X}"
