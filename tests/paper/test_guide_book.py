"""The guide as a book: every word of every chapter on it, page numbers that are true, links that lead there, pictures
whole, the same bytes for the same input, and no page with anything outside its margins."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from jamsos_desktop import __version__
from jamsos_desktop.desk import guide_book_job, guide_contents, guide_folder, guide_text
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paper.draw.document import MM
from jamsos_desktop.paper.draw.faces import font_of
from jamsos_desktop.paper.guide.book import BookOrder, BookPart, guide_book
from jamsos_desktop.paper.guide.leaves import BOTTOM, LEFT, RIGHT
from jamsos_desktop.paper.guide.marks import (
    Box,
    Code,
    Heading,
    Items,
    Rows,
    Shown,
    Words,
    blocks_of,
    guide_anchor,
    plain,
)
from jamsos_desktop.problems import Problem

DAY = date(2026, 11, 20)
MOST = 6_000_000  # bytes
FOLDER = guide_folder()
INK = 2.0  # points that a letter may reach over its place


@pytest.fixture(scope="module", params=[("desa", "A4"), ("dpmd", "F4")], ids="-".join)
def made(request, tmp_path_factory) -> tuple[str, Path]:
    mode, kertas = request.param
    return mode, run_to_end(guide_book_job(mode, tmp_path_factory.mktemp("buku"), kertas, DAY))


def small(chapter: str, folder: Path = FOLDER, kertas: str = "A4") -> bytes:
    part = BookPart("Satu", (("satu", chapter), ("dua", "# Bab dua\n\nIsi [kembali](satu.md#bagian-b).\n")))
    return run_to_end(guide_book((part,), BookOrder("untuk desa", "9.9", DAY, kertas, folder)))


def pages_of(pdf: Path | bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def words_of(pdf: Path | bytes) -> str:
    return "\n".join(pages_of(pdf))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u0002\ufffe-]+", "", text)


def lines_of(name: str) -> list[str]:
    """Every piece of a chapter as a reader of the book meets it, up to where a page number is put in."""
    found: list[str] = []
    for block in blocks_of(guide_text(name)):
        match block:
            case Heading():
                found.append(block.words)
            case Words() | Box():
                found.append(block.text)
            case Items():
                found += block.items
            case Rows():
                found += [cell for row in block.rows for cell in row]
            case Code():
                found += block.text.splitlines()
            case Shown():
                pass
    return [squeezed(plain(re.split(r"\]\(|\*", line)[0].rpartition("[")[0] if "](" in line or "*" in line else line))
            for line in found]


def test_every_line_of_every_chapter_is_on_it_and_it_is_light(made) -> None:
    mode, path = made
    words = squeezed(words_of(path))
    assert path.stat().st_size < MOST
    for part in guide_contents(mode):
        assert squeezed(part.title) in words
        for chapter in part.chapters:
            missing = [line for line in lines_of(chapter.name) if line and line not in words]
            assert not missing, (chapter.name, missing[:3])


def test_the_contents_and_the_outline_name_the_true_pages(made) -> None:
    mode, path = made
    book = pypdf.PdfReader(path)
    chapters = [chapter for part in guide_contents(mode) for chapter in part.chapters]
    outline = [one for one in book.outline if not isinstance(one, list)]
    assert [one.title for one in outline] == ["Daftar isi", *(chapter.title for chapter in chapters)]
    words = pages_of(path)
    contents = " ".join(" ".join(words[1:book.get_destination_page_number(outline[1])]).split())
    for one, chapter in zip(outline[1:], chapters, strict=True):
        page = book.get_destination_page_number(one)
        assert chapter.title in words[page], chapter
        assert re.search(rf"{re.escape(chapter.title)}[ .]*{page + 1}\b", contents), (chapter.title, page + 1)
    assert f"Halaman {len(words)} dari {len(words)}" in words[-1]
    assert f"Versi {__version__}, 20 November 2026" in words[0]


def test_a_link_is_told_by_the_page_it_leads_to(made) -> None:
    _, path = made
    book = pypdf.PdfReader(path)
    number = {page.indirect_reference.idnum: nth for nth, page in enumerate(book.pages, 1)}
    first = book.get_destination_page_number([one for one in book.outline if not isinstance(one, list)][1])
    told = 0
    words = pages_of(path)
    for page in book.pages[first:]:
        leads = {number[note.get_object()["/Dest"][0].idnum] for note in page.get("/Annots", ())}
        numbers = {int(found) for found in re.findall(r"\(hal\.\s*(\d+)\)", words[page.page_number])}
        assert leads == numbers, page.page_number
        told += len(numbers)
    assert told > 20


def test_nothing_stands_outside_the_column_and_pictures_are_whole(made) -> None:
    _, path = made
    shown = 0
    for nth, page in enumerate(pypdfium2.PdfDocument(path)):
        wide, _ = page.get_size()
        text = page.get_textpage()
        for at in range(text.count_rects()):
            left, bottom, right, _ = text.get_rect(at)
            assert left >= LEFT * MM - INK, (nth, text.get_text_bounded(left, bottom, right, bottom + 9))
            assert right <= wide - RIGHT * MM + INK, (nth, text.get_text_bounded(left, bottom, right, bottom + 9))
        for image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            left, bottom, right, top = image.get_bounds()
            assert left >= LEFT * MM - 1
            assert right <= wide - RIGHT * MM + 1
            assert BOTTOM * MM <= bottom < top
            pixels = image.get_px_size()
            assert (right - left) / (top - bottom) == pytest.approx(pixels[0] / pixels[1], rel=0.01)
            shown += 1
    assert shown > 30


def test_every_letter_is_a_letter_of_the_font_and_the_font_is_in_the_file(made) -> None:
    mode, path = made
    known = font_of("regular")[1]
    for part in guide_contents(mode):
        for chapter in part.chapters:
            assert not {one for one in guide_text(chapter.name) if one != "\n" and one not in known}, chapter
    fonts = {str(one.get_object()["/BaseFont"]) for page in pypdf.PdfReader(path).pages
             for one in page["/Resources"]["/Font"].get_object().values()}
    assert all("+NotoSans" in font for font in fonts), fonts


CHAPTER = """# Bab satu

Lihat [bab dua](dua.md), [bagian B](#bagian-b) dan [yang tidak ada di sini](iuran.md).

## Bagian B
1. Pertama & <b>
2. Kedua

![gambar](gambar/beranda.png)

3. Ketiga

> **Awas.** Ini kotak.
> Baris kedua.
"""


def test_steps_go_on_counting_after_a_picture_and_marks_stay_words() -> None:
    words = words_of(small(CHAPTER))
    for line in ("1.\r\nPertama & <b>", "3.\r\nKetiga", "Awas. Ini kotak. Baris kedua."):
        assert squeezed(line) in squeezed(words)
    assert "bab dua (hal. 4)" in words.replace("\u00a0", " ")
    assert "yang tidak ada di sini." in words, "a chapter this book has not is no link and no page"


def test_words_that_announce_lines_to_type_stand_on_their_page() -> None:
    many = 60
    parts = ("Isi satu baris.\n\n" * (at % 3) + f"Ketik baris ke-{at}:\n```\njamsos a{at}\njamsos b{at}\n```\n"
             for at in range(many))
    found = 0
    for page in pages_of(small("# Bab\n\n## Bagian b\n\n" + "\n".join(parts))):
        told = re.findall(r"Ketik baris ke-(\d+)", page)
        assert told == re.findall(r"jamsos a(\d+)", page) == re.findall(r"jamsos b(\d+)", page)
        found += len(told)
    assert found == many


def test_the_same_input_is_the_same_bytes() -> None:
    assert small(CHAPTER) == small(CHAPTER)
    assert small(CHAPTER) != small(CHAPTER, kertas="F4")


def test_a_picture_that_cannot_be_read_is_no_book(tmp_path) -> None:
    with pytest.raises(OSError, match="beranda"):
        small(CHAPTER, tmp_path)


def test_stopping_it_leaves_no_file(tmp_path) -> None:
    job = guide_book_job("dpmd", tmp_path, "A4", DAY)
    first = next(job)
    assert first.done < first.total
    job.close()
    assert list(tmp_path.iterdir()) == []


def test_paper_that_is_not_there_and_a_place_that_cannot_be_written_are_said(tmp_path) -> None:
    with pytest.raises(Problem) as told:
        run_to_end(guide_book_job("desa", tmp_path, "A5", DAY))
    assert told.value.kode == "KERTAS_SALAH"
    (tmp_path / "file").write_text("x")
    with pytest.raises(Problem):
        next(guide_book_job("desa", tmp_path / "file" / "buku.pdf", "A4", DAY))


def test_headings_of_a_chapter_have_names_of_their_own() -> None:
    for file in guide_folder().glob("*.md"):
        anchors = [block.anchor for block in blocks_of(file.read_text("utf-8")) if isinstance(block, Heading)]
        assert len(anchors) == len(set(anchors)), file.name
    assert guide_anchor("Kecelakaan kerja: 2 x 24 jam") == "kecelakaan-kerja-2-x-24-jam"
