"""What is easily lost on the way to paper: pasted walls of text, the same bytes elsewhere, print as it was shown."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from paper_people import SALMA, UNIT, context, form, rusdin, salma
from paper_reading import tool, words

from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Keluarga, Pejabat
from jamsos_desktop.paper.book import preview, write_book
from jamsos_desktop.paper.draw.document import MM, Document
from jamsos_desktop.paper.draw.faces import Face
from jamsos_desktop.paper.draw.fit import wrap
from jamsos_desktop.paper.draw.layout import WIDTH, Shape, Value, place
from jamsos_desktop.paper.draw.layouts import check, load
from jamsos_desktop.paper.draw.raster import render
from jamsos_desktop.paper.sheets import Sheet
from jamsos_desktop.paper.unit import unit_values
from jamsos_desktop.paths import resource

WALL = "".join(chr(65 + i % 26) for i in range(30_000))  # a cell of a workbook, pasted into the wrong field


def test_a_wall_of_letters_is_measured_about_once() -> None:
    class Counting(Face):
        measured = 0

        def em(self, text: str) -> int:
            self.measured += len(text)
            return super().em(text)

    face = Counting("semibold", Document("A4", "x")._doc)
    lines = wrap(face, WALL, 9, 300)
    assert "".join(lines) == WALL
    assert face.measured < 4 * len(WALL)
    assert all(face.width(line, 9) <= 300 for line in lines)


@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_a_row_longer_than_a_page_goes_on_on_the_next(kertas: str) -> None:
    name = " ".join(f"N{i}" for i in range(1500))
    kin = tuple(Keluarga(nama=name if i == 5 else "ANAK", urutan=i) for i in range(1, 7))
    draft = replace(salma(keluarga=kin), draf=True)
    made = preview(form(draft), context(kertas=kertas))
    read = words(made.pdf).split()
    assert {f"N{i}" for i in range(1500)} - set(read) == set()
    document = pypdfium2.PdfDocument(made.pdf)
    try:
        for page in document:
            text = page.get_textpage()
            lowest = min(text.get_charbox(i)[1] for i in range(text.count_chars()) if text.get_text_range(i, 1).strip())
            assert lowest > 5 * MM
    finally:
        document.close()


@pytest.mark.parametrize("name", ["formulir_bpu", "formulir_pu"])
def test_two_lines_of_a_name_stand_clear_of_the_box_they_are_in(name: str) -> None:
    placed = place(load(name), "A4", 297)
    (line,) = [p for p in placed if isinstance(p.item, Value) and p.item.key == "nama" and p.item.align == "right"]
    (box,) = [p for p in placed if isinstance(p.item, Shape) and p.top == line.top and not p.item.dashed]
    size = line.item.size / MM
    lowest = line.y + size * 1.05 / 2 - 0.5 / MM + size * 0.714 / 2  # the baseline of the second line
    assert box.top + box.height - lowest > 0.5


def test_titles_behind_a_comma_are_signed_as_typed() -> None:
    head = Pejabat(jabatan="kepala_desa", nama="Muh. Arsyad Tahir, S.Sos., M.Si.")
    values = unit_values(replace(UNIT, pejabat=(head,)))
    assert values["kepala.nama"] == "MUH. ARSYAD TAHIR, S.Sos., M.Si."
    assert Pejabat(jabatan="kepala_desa", nama="H. La Ode", gelar="S.Pd.").nama_bergelar == "H. LA ODE, S.Pd."


_ELSEWHERE = """
import hashlib
from paper_people import context, form, rusdin, salma
from jamsos_desktop.paper.book import preview
from jamsos_desktop.paper.sheets import Sheet
group = (rusdin(), salma(), salma(nama="\\u00c9LODIE \\u0160ALM\\u0100 " * 9))
for sheet in (*map(form, group), Sheet(jenis="ceklis", people=group, kode_periksa="a2d708e4")):
    for kertas in ("A4", "F4"):
        print(hashlib.sha256(preview(sheet, context(kertas=kertas)).pdf).hexdigest())
"""


def test_another_process_elsewhere_makes_the_same_bytes() -> None:
    root = Path(__file__).resolve().parents[2]

    def made(**places: str) -> list[str]:
        env = os.environ | {"PYTHONPATH": os.pathsep.join((str(root), str(Path(__file__).parent)))} | places
        run = subprocess.run([sys.executable, "-c", _ELSEWHERE], env=env, cwd=root, check=True, capture_output=True,
                             text=True)
        return run.stdout.split()

    here = made(PYTHONHASHSEED="1", TZ="Asia/Makassar", LC_ALL="C.UTF-8")
    assert len(set(here)) == len(here) == 8
    assert made(PYTHONHASHSEED="99", TZ="America/New_York", LC_ALL="C") == here


def test_what_is_printed_is_what_was_shown(tmp_path: Path) -> None:
    group = (rusdin(), salma(), salma(nama="WA ODE " * 15))
    for kertas in ("A4", "F4"):
        sheets = [*map(form, group), Sheet(jenis="ceklis", people=group, kode_periksa="a2d708e4")]
        out = tmp_path / f"{kertas}.pdf"
        run_to_end(write_book(sheets, context(kertas=kertas), out))
        printed, at = out.read_bytes(), 0
        for sheet in sheets:
            shown = preview(sheet, context(kertas=kertas))
            for page in range(shown.pages):
                assert render(printed, at, 1.5).data == render(shown.pdf, page, 1.5).data, (sheet.jenis, page)
                at += 1


def test_the_file_says_nothing_of_anybody(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(preview(form(salma()), context()).pdf)
    told = tool("pdfinfo", path)
    for field in ("Subject", "Keywords", "Author"):
        assert f"{field}:" not in told or f"{field}:\n" in told.replace(" ", "")
    plain = tool("qpdf", "--json", path)
    for word in (SALMA.nama, SALMA.nik, UNIT.pejabat[0].nama, str(Path.cwd()), str(tmp_path)):
        assert word not in plain


# Sizes of what is as long as the data.


def test_columns_of_our_own_layouts_fill_the_paper() -> None:
    ceklis, lampiran = load("ceklis").sizes, load("lampiran").sizes
    people = sum(ceklis[column] for column in ("no", "name", "job", "note", "dpmd"))
    assert 4 * 15 <= WIDTH - people <= 5 * ceklis["paper"]  # five papers have room
    kin = ("no", "nama", "hubungan", "jk", "nik", "tanggal_lahir", "ket")
    assert sum(lampiran[column] for column in kin) == pytest.approx(WIDTH)


def test_sizes_of_a_district_are_heeded_and_those_it_does_not_name_are_ours() -> None:
    own = load("ceklis").sizes
    bare = b'title = "x"\nblocks = []\n'
    theirs = {"ceklis.toml": bare + b"[sizes]\nrow = 20\n", "lampiran.toml": bare}
    assert load("ceklis", theirs).sizes == {**own, "row": 20}
    assert load("lampiran", theirs).sizes == load("lampiran").sizes
    group = tuple(salma(nama=f"ORANG {i}") for i in range(12))
    sheet = Sheet(jenis="ceklis", people=group, kode_periksa="a2d708e4")
    assert preview(sheet, context()).pages == 1
    wide = {"ceklis.toml": resource("formulir", "ceklis.toml").read_bytes().replace(b"row = 8.6", b"row = 20")}
    assert preview(sheet, context(formulir=wide)).pages == 2


@pytest.mark.parametrize("line", ["baris = 8", "row = 0", "row = -1", "row = 500", "row = nan"])
def test_a_size_that_cannot_be_is_refused(line: str) -> None:
    forms = {"ceklis.toml": f'title = "x"\nblocks = []\n[sizes]\n{line}\n'.encode()}
    with pytest.raises(ValueError, match="ukuran"):
        check("ceklis", forms)


@pytest.mark.parametrize("lines", [
    ("name = 120", "job = 60"), ("enclosed = 180",), ("below = 100", "foot = 100"), ("signatures = 150",)])
def test_sizes_that_do_not_fit_together_are_refused(lines: tuple[str, ...]) -> None:
    forms = {"ceklis.toml": "\n".join(('title = "x"', "blocks = []", "[sizes]", *lines)).encode()}
    with pytest.raises(ValueError, match="bersama-sama tidak muat"):
        check("ceklis", forms)


def test_our_own_sizes_fit_together() -> None:
    for name in ("ceklis", "lampiran"):
        check(name, {f"{name}.toml": resource("formulir", f"{name}.toml").read_bytes()})


def test_a_row_ends_also_where_no_line_has_room() -> None:
    """As a district's layout can leave it whose blocks take the whole page."""
    own = resource("formulir", "ceklis.toml").read_bytes()
    forms = {"ceklis.toml": own.replace(b"below = 2 ", b"below = 184 ").replace(b"foot = 15", b"foot = 184")}
    sheet = Sheet(jenis="ceklis", people=(salma(),), kode_periksa="a2d708e4")
    assert preview(sheet, context(formulir=forms)).pages > 0
