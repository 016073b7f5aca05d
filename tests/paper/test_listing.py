"""Ruled lists over many pages: heads again, nothing cut, sums, marks, refusals; and the file they stand in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from paper_people import context
from paper_reading import codes, tool, words

from jamsos_desktop.files import fill_whole
from jamsos_desktop.paper.draw.document import Body, Document
from jamsos_desktop.paper.draw.frame import Frame
from jamsos_desktop.paper.draw.listing import BOX, TICK, ListColumn, ListWriter
from jamsos_desktop.paper.sheets import Sheet
from jamsos_desktop.problems import Problem

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import bench_lists

COLUMNS = (ListColumn("No", 10, "center"), ListColumn("Nama", 60, weight="semibold"), ListColumn("Ada", 14, "center"),
           ListColumn("JKK", 20, "right", group="Iuran"), ListColumn("JKM", 20, "right", group="Iuran"))
SHEET = Sheet(jenis="nominatif", kode_periksa="a1b2c3d4")


def writer(kertas: str = "A4", lying: bool = False) -> tuple[Document, ListWriter]:
    doc = Document(kertas, "Daftar")
    frame = Frame(doc.lying() if lying else doc, context(kertas=kertas))
    return doc, ListWriter(frame, COLUMNS)


def ended(doc: Document, made: ListWriter) -> bytes:
    assert made.add(SHEET, "Daftar", "Kaki daftar") == doc.pages
    return doc.bytes()


@pytest.mark.parametrize(("kertas", "lying"), [("A4", False), ("F4", True)])
def test_heads_stand_on_every_page_and_every_row_once(kertas: str, lying: bool) -> None:
    doc, made = writer(kertas, lying)
    made.title("DAFTAR ORANG", "keterangan di bawahnya")
    for nth in range(1, 131):
        made.row([str(nth), f"ORANG-{nth:03}", "", "10.000", "6.800"])
    pdf = ended(doc, made)
    assert doc.pages >= 3
    for page in range(doc.pages):
        said = words(pdf, page)
        assert "No Nama Ada" in said
        assert "Iuran" in said
        assert f"Halaman {page + 1} dari {doc.pages}" in said
    assert [words(pdf).count(f"ORANG-{nth:03}") for nth in range(1, 131)] == [1] * 130
    assert codes(pdf)[0].startswith("JSD1|NOMIN|")


def test_a_long_text_is_folded_whole_and_a_number_is_made_smaller() -> None:
    doc, made = writer()
    name = " ".join(["WA ODE SALMA NURHAYATI"] * 6)
    made.row(["1", name, "", "", "123.456.789.012,34"])
    pdf = ended(doc, made)
    assert name in words(pdf).replace("\r", "")
    assert "123.456.789.012,34" in words(pdf)


def test_brackets_and_letters_of_every_subset_come_back_between_plain_ones() -> None:
    doc, made = writer()
    names = ["WA (SALMA)", "A\\B", "\u00c9LISE \u017dANA", "PLAIN",
             "\u015e\u00dcKR\u00dc \u1ea0NH \u0130", "'O\"NEIL <b>&"]
    for nth, name in enumerate(names, 1):
        made.row([str(nth), name, "", "1.000", ""])
    said = words(ended(doc, made))
    for name in names:
        assert f"{name} 1.000" in said


def right_edges(pdf: bytes, text: str) -> list[float]:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].get_textpage()
    found, search = [], page.search(text)
    while (hit := search.get_next()) is not None:
        found.append(page.get_charbox(hit[0] + hit[1] - 1)[2])
    search.close()
    page.close()
    document.close()
    return found


def test_numbers_end_at_one_edge_also_in_folded_rows_and_sums() -> None:
    doc, made = writer()
    made.row(["1", "SITTI", "", "77.771", ""])
    made.row(["2", "SITTI " * 20, "", "1.077.771", ""])
    made.total(["", "", "Jumlah", "9.077.771", ""])
    edges = right_edges(ended(doc, made), "77.771")
    assert len(edges) == 3
    assert max(edges) - min(edges) < 0.6


def test_marks_are_drawn_and_leave_no_letter() -> None:
    bare, marked = writer(), writer()
    bare[1].row(["1", "SITTI", "", "", ""])
    marked[1].row(["1", "SITTI", TICK, BOX, ""])
    assert words(ended(*marked)) == words(ended(*bare))
    paths = [str(made.flow.done()[0]).count(" S") for _, made in (bare, marked)]
    assert paths[1] > paths[0]


def test_a_heading_is_never_left_alone_at_the_foot() -> None:
    for rows in range(38, 48):
        doc, made = writer()
        for nth in range(rows):
            made.row([str(nth), "SITTI", "", "", ""])
        made.heading("Kelompok berikut")
        made.row(["1", "PERTAMA", "", "", ""])
        made.row(["2", "KEDUA", "", "", ""])
        pdf = ended(doc, made)
        page = next(page for page in range(doc.pages) if "Kelompok berikut" in words(pdf, page))
        assert "KEDUA" in words(pdf, page), rows


def test_a_heading_stays_with_a_row_of_many_lines() -> None:
    for rows in range(36, 48):
        doc, made = writer()
        for nth in range(rows):
            made.row([str(nth), "SITTI", "", "", ""])
        made.heading("Kelompok berikut")
        made.row(["1", "PERTAMA " + "PANJANG " * 40, "", "", ""])
        pdf = ended(doc, made)
        page = next(page for page in range(doc.pages) if "Kelompok berikut" in words(pdf, page))
        assert "PERTAMA" in words(pdf, page), rows


def test_what_follows_takes_two_rows_along_unless_it_is_more_than_a_page() -> None:
    for rows, tall in ((3, 60.0), (40, 60.0), (44, 90.0), (45, 400.0)):
        doc, made = writer()
        made.rows(([str(nth), f"ORANG{nth}", "", "", ""] for nth in range(rows)), tall)
        made.room(min(tall, made.flow.whole - 20))
        made.words("Penutup")
        pdf = ended(doc, made)
        last = words(pdf, doc.pages - 1)
        assert "Penutup" in last
        assert sum(words(pdf, page).count("ORANG") for page in range(doc.pages)) == rows
        if tall < 200:
            assert f"ORANG{rows - 1}" in last, rows
            assert f"ORANG{rows - 2}" in last, rows


def test_a_letter_no_font_has_is_refused_by_row_and_column_with_nothing_added() -> None:
    for text in ("\u0623\u062d\u0645\u062f", "BARIS\n\u8def"):
        doc, made = writer()
        made.row(["1", "SITTI", "", "", ""])
        with pytest.raises(Problem) as caught:
            made.row(["2", text, "", "", ""])
        assert caught.value.kode == "HURUF_TIDAK_ADA"
        assert caught.value.apa.startswith("Baris 2, kolom Nama, memuat huruf")
        assert doc.pages == 0


def test_a_row_of_another_length_is_a_mistake_of_the_program() -> None:
    _, made = writer()
    with pytest.raises(ValueError, match="argument"):
        made.row(["1", "SITTI"])


def test_standing_and_lying_pages_go_into_one_clean_file(tmp_path: Path) -> None:
    doc, made = writer()
    made.row(["1", "BERDIRI", "", "", ""])
    made.add(SHEET, "Daftar", "Kaki")
    lying = ListWriter(Frame(doc.lying(), context()), COLUMNS)
    lying.row(["1", "MENDATAR", "", "", ""])
    lying.add(SHEET, "Daftar", "Kaki")
    out = tmp_path / "daftar.pdf"
    fill_whole(out, doc.write)
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", out)
    document: Any = pypdfium2.PdfDocument(out)
    assert [tuple(round(side) for side in page.get_size()) for page in document] == [(595, 842), (842, 595)]
    document.close()
    assert "MENDATAR" in words(out.read_bytes(), 1)
    fonts = tool("pdffonts", out).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)


def test_a_body_is_kept_small_and_is_whole_as_text() -> None:
    text = "1 0 0 1 10 10 Tm (SITTI) Tj\n" * 400
    body = Body(text)
    assert str(body) == text
    assert len(body.packed) < len(text) / 20


def test_what_breaks_while_a_file_is_filled_leaves_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"
    out.write_bytes(b"lama")

    def fill(file: Any) -> None:
        file.write(b"setengah")
        raise ValueError("putus")

    with pytest.raises(ValueError, match="putus"):
        fill_whole(out, fill)
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]
    assert out.read_bytes() == b"lama"


def test_a_list_is_far_ahead_of_a_plain_table_and_stays_small(tmp_path: Path) -> None:
    own, table, chunked = bench_lists.measure(1200, 1, tmp_path / "l.pdf")
    # The full bench shows about 37 and 13; so few rows carry the fixed cost of a file and of the machine's other work.
    assert table / own > 4
    assert chunked / own > 2
    sizes = []
    for count in (400, 4000):
        out = tmp_path / f"{count}.pdf"
        bench_lists.ours(count, out)
        sizes.append(out.stat().st_size)
    assert (sizes[1] - sizes[0]) / 3600 < 90  # bytes a further row
