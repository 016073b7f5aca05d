"""Every kind of paper, on both sizes: its words as kept, clean files, fonts inside, a QR code that says what it must.

The words are written anew by ``tests/paper/golden/make_texts.py`` alone.
"""

from __future__ import annotations

import difflib
import re
from datetime import date

import pypdfium2
import pytest

from jamsos_desktop.desk.doubts_places import PAPERS as RESTS_ON
from jamsos_desktop.desk.printing_kinds import KINDS
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.paper.draw.marks import PROGRAM, grouped
from jamsos_desktop.paper.makers import MAKERS
from jamsos_desktop.paper.sheets import PAPERS
from jamsos_desktop.policy import load_policy
from tests.paper.golden.make_texts import golden_file
from tests.paper.paper_batch import PAPER_SIZES, Batch, Papers, print_all
from tests.paper.paper_reading import daggers, tool

LAYOUTS = {f"{row.tabel}:{row.kunci}" for row in load_policy().unconfirmed(date(2026, 11, 21))
           if row.tabel == "acuan.csv"}
SIZES = {"A4": (595, 842), "F4": (609, 935)}  # points, upright
EVERY = pytest.mark.parametrize("kode", [kode for kode in PAPERS if kode in KINDS])
BOTH = pytest.mark.parametrize("kertas", PAPER_SIZES)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Papers]:
    """Every kind printed at once for the same village, on each size of paper."""
    root = tmp_path_factory.mktemp("semua")
    return print_all(root / "desa", root)


def test_every_kind_can_be_planned_and_made() -> None:
    assert set(KINDS) == set(MAKERS) == set(PAPERS)


@BOTH
def test_the_bundle_is_whole_and_in_the_order_of_the_map(papers: dict[str, Papers], kertas: str) -> None:
    bundle = papers[kertas].bundle
    assert bundle.printed.skipped == ()
    assert [name for name, _ in bundle.printed.refused] == ["Jumria Latif", "Hamid Salam", "Mardiana"]
    assert bundle.printed.made == tuple(sheet.nama for sheet in bundle.plan.sheets)
    assert len(bundle.pages) == bundle.printed.pages
    assert {sheet.jenis for sheet in bundle.plan.sheets} == set(KINDS)


@BOTH
@EVERY
def test_the_words_are_those_kept(papers: dict[str, Papers], kode: str, kertas: str) -> None:
    kept, now = golden_file(kode, kertas), papers[kertas].golden(kode)
    assert kept.exists(), f"{kode} has no text of {kertas} yet: read the paper, then run {kept.parent}/make_texts.py"
    before = kept.read_text(encoding="utf-8")
    assert now == before, "\n".join(difflib.unified_diff(before.splitlines(), now.splitlines(), "kept", "now",
                                                         lineterm="", n=1))


@BOTH
def test_other_programs_find_the_files_clean_and_their_fonts_inside(papers: dict[str, Papers], kertas: str) -> None:
    for batch in papers[kertas].batches:
        assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", batch.path)
        fonts = tool("pdffonts", batch.path).splitlines()[2:]
        assert len(fonts) >= 2
        assert [line for line in fonts if line.split()[-5] != "yes"] == []


@BOTH
@EVERY
def test_the_qr_code_says_which_paper_it_is(papers: dict[str, Papers], kode: str, kertas: str) -> None:
    for batch in papers[kertas].batches:
        everybody = {p.uid: p for p in batch.people}
        for sheet in batch.of(kode):
            mark, kind, village, number, check = sheet.qr.rstrip().split("|")
            whose = everybody[sheet.plan.uids[0]] if PAPERS[kode].lingkup == "orang" else None
            assert (mark, village) == ("JSD1", batch.kode)
            assert kind == (PAPERS[kode].qr or (whose.segmen if whose else ""))
            assert _number_fits(kode, number, batch, whose), sheet.qr
            assert re.fullmatch(r"[0-9A-F]{8}", check), sheet.qr
            assert grouped(check) in sheet.text[0]  # what a person compares is what a camera reads
            assert number in sheet.text[0]


def _number_fits(kode: str, number: str, batch: Batch, whose: Peserta | None) -> bool:
    """The bundle, the person whose paper it is, the blank form, or the person whose claim it is."""
    if kode.startswith("kosong"):
        return re.fullmatch(r"K-\d{4}", number) is not None
    if batch.order.opsi.kejadian:
        return number in {p.nomor for p in batch.people}
    return number in {batch.printed.bundel, whose.nomor if whose else ""}


@BOTH
def test_no_code_stands_for_two_papers(papers: dict[str, Papers], kertas: str) -> None:
    codes = [sheet.qr for batch in papers[kertas].batches for sheet in batch.sheets]
    assert len(set(codes)) == len(codes)


@BOTH
def test_neither_codes_nor_the_files_own_marks_tell_who_it_is_about(papers: dict[str, Papers], kertas: str) -> None:
    for batch in papers[kertas].batches:
        document = pypdfium2.PdfDocument(batch.path)
        marks = " ".join(document.get_metadata_dict().values())
        document.close()
        told = " ".join([*(sheet.qr for sheet in batch.sheets), marks, tool("pdfinfo", "-meta", batch.path),
                         batch.path.name]).upper()
        secrets = {secret for p in batch.people for k in (p, *p.keluarga) for secret in (k.nik, k.nama) if secret}
        assert len(secrets) > 20
        assert [secret for secret in secrets if secret.upper() in told] == []


@BOTH
@EVERY
def test_every_page_is_counted_and_says_where_it_comes_from(papers: dict[str, Papers], kode: str, kertas: str) -> None:
    for sheet in papers[kertas].of(kode):
        assert set(sheet.sizes) == {SIZES[kertas]}
        assert len({copy_of(text) for text in sheet.text}) == 1
        for at, text in enumerate(sheet.text, 1):
            assert f"Halaman {at} dari {len(sheet.text)}" in text, (sheet.plan.nama, at)
            assert f"Versi 1 · {PROGRAM} · dicetak 21-11-2026 10.42 oleh NURHAYATI SALAM" in text, sheet.plan.nama


@EVERY
def test_the_second_print_of_a_persons_paper_says_so(papers: dict[str, Papers], kode: str) -> None:
    first, second = ([copy_of(sheet.text[0]) for sheet in papers[kertas].of(kode)] for kertas in PAPER_SIZES)
    more = 1 if PAPERS[kode].lingkup == "orang" else 0  # a bundle's own paper is the first of a new bundle
    assert [copy + more for copy in first] == second


def copy_of(text: str) -> int:
    """Which copy a page says it is."""
    found = re.search(r"Cetak ke-(\d+)", text)
    assert found, text
    return int(found[1])


@BOTH
@EVERY
def test_a_dagger_and_the_line_that_explains_it_stand_on_the_same_page(papers: dict[str, Papers], kode: str,
                                                                      kertas: str) -> None:
    for sheet in papers[kertas].of(kode):
        for nth, said in enumerate(sheet.text, 1):
            marks, told = daggers(said)
            assert bool(marks) == bool(told), (sheet.plan.nama, nth, marks, told)


@BOTH
def test_the_papers_of_unconfirmed_layouts_carry_a_dagger_on_every_page(papers: dict[str, Papers], kertas: str) -> None:
    layouts = {kode for kode, keys in RESTS_ON.items() if kode in KINDS and any(key in LAYOUTS for key in keys)}
    assert len(layouts) > 8
    bare = [(kode, nth) for kode in sorted(layouts) for sheet in papers[kertas].of(kode)
            for nth, said in enumerate(sheet.text, 1) if not daggers(said)[0]]
    assert bare == []
