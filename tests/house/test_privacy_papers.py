"""Who sees what on paper: every kind printed with people whose numbers are known, read back, held against the table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.printing_kinds import KINDS
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import SEEN, Place, Privacy, View
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.paper.sheets import PAPERS
from tests.paper import paper_village
from tests.paper.paper_batch import OPTIONS, everything
from tests.paper.paper_reading import tool

MOTHER, KPJ = "WA KENARINDAH", "26009411"  # the beginnings of what is each person's own
KIN = "7402114903909{:03}"
EMPTY = ("kosong_bpu", "kosong_pu", "manfaat", "hadir", "ceklis_desa")  # nobody is named on them
# Forms that carry the number of the office's head, who is none of the people here.
OFFICE = ("f1", "f1_wadah")


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[desks.Desk]:
    """The village of every paper; each person with a mother, a KPJ and an heir of their own."""
    changed = {nth: {"nama_ibu": f"{MOTHER} {chr(65 + nth)}", "kpj": f"{KPJ}{nth:03}", "pernah_peserta": "ya",
                     "rekening": f"50170100{nth:04}", "bank": "BRI",
                     "keluarga": (Keluarga(nama=f"LA HERI {chr(65 + nth) * 2}", hubungan="anak", urutan=1,
                                           nik=KIN.format(nth)),)}
               for nth in range(10) if nth != 6}  # the seventh lacks what page Kurang tells
    folder = paper_village.build(tmp_path_factory.mktemp("samar") / "desa", changed)
    with desks.open_desk(folder, None, paper_village.clock()) as desk:
        yield desk


@pytest.fixture(scope="module")
def papers(village: desks.Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Kind -> all letters of its sheets, without air between them."""
    out, found = tmp_path_factory.mktemp("lembar"), {}
    for kode in KINDS:
        path = out / f"{kode}.pdf"
        printed = run_to_end(village.print_job(replace(everything(village, "A4"), jenis=(kode,), out=path)))
        found[kode] = letters(printed.path)
    for event in village.events():
        order = desks.PrintOrder((), (f"klaim_{event.jenis.lower()}",), "A4", out / f"{event.id}.pdf",
                                 replace(OPTIONS, kejadian=event.id))
        found[order.jenis[0]] += letters(run_to_end(village.print_job(order)).path)
    return found


def letters(path: Path) -> str:
    return re.sub(r"\s", "", tool("pdftotext", "-raw", "-enc", "UTF-8", path, "-"))


def whole_numbers(village: desks.Desk, key: str) -> set[str]:
    return {value for p in village.everyone() if (value := getattr(p, key))}


def test_every_kind_of_paper_is_looked_at() -> None:
    assert set(PAPERS) == set(KINDS)
    assert {paper.tempat for paper in PAPERS.values()} == {Place.KERTAS, Place.NOMINATIF, Place.FORMULIR}


@pytest.mark.parametrize("kode", list(KINDS))
def test_a_paper_shows_what_the_table_says(village: desks.Desk, papers: dict[str, str], kode: str) -> None:
    text, place = papers[kode], PAPERS[kode].tempat
    niks = whole_numbers(village, "nik") | whole_numbers(village, "no_kk") | whole_numbers(village, "rekening") \
        | {KIN.format(nth) for nth in range(11)}
    seen = {number for number in niks if number in text}
    if SEEN[Privacy.LAST_FOUR][place] is not View.UTUH:
        assert seen == set()
    elif kode not in (*EMPTY, *OFFICE):
        assert seen
    if SEEN[Privacy.FORM_ONLY][place] is not View.UTUH:
        assert MOTHER.replace(" ", "") not in text
    if SEEN[Privacy.ON_PIN][place] is not View.UTUH:
        assert KPJ not in text


def test_the_forms_do_carry_mother_and_kpj(papers: dict[str, str]) -> None:
    """What the test above looks for is there to be found."""
    assert MOTHER.replace(" ", "") in papers["formulir"]
    assert KPJ in papers["f2a_pu"]


def test_a_list_for_other_eyes_than_bpjs_shows_the_last_four(village: desks.Desk, papers: dict[str, str],
                                                             tmp_path: Path) -> None:
    """The list for BPJS whole, as ``test_a_paper_shows_what_the_table_says`` holds; masked where that is asked."""
    assert PAPERS["nominatif"].tempat is Place.NOMINATIF
    assert SEEN[Privacy.FORM_ONLY][Place.NOMINATIF] is SEEN[Privacy.ON_PIN][Place.NOMINATIF] is View.TIDAK
    order = replace(everything(village, "A4"), jenis=("nominatif",), out=tmp_path / "samar.pdf",
                    opsi=replace(OPTIONS, nik_samar=True))
    text = letters(run_to_end(village.print_job(order)).path)
    niks = [nik for nik in whole_numbers(village, "nik") if nik in papers["nominatif"]]
    assert niks
    assert [nik for nik in niks if nik in text or nik[-4:] not in text] == []


@pytest.mark.parametrize("kode", list(KINDS))
def test_the_last_four_are_not_given_away_by_the_first_six(papers: dict[str, str], kode: str) -> None:
    """With birth date and sex beside it, six and four digits are a whole NIK."""
    if PAPERS[kode].tempat is Place.KERTAS:
        assert re.search(r"7402\d\d[•.]+\d{4}", papers[kode]) is None
