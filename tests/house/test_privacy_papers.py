"""Who sees what on paper and in workbooks: every kind made with people whose numbers are known, read back, held against
the table."""

from __future__ import annotations

import ast
import html
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.printing_kinds import KINDS
from jamsos_desktop.exchange import workbooks as books
from jamsos_desktop.exchange.nominatif import nominatif
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import SEEN, Place, Privacy, View
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.paper.sheets import PAPERS
from tests import workbooks
from tests.paper import paper_village
from tests.paper.paper_batch import OPTIONS, everything
from tests.paper.paper_reading import tool

MOTHER, KPJ = workbooks.MOTHER, workbooks.KPJ
KIN = "7402114903909{:03}"
EMPTY = ("kosong_bpu", "kosong_pu", "manfaat", "hadir", "ceklis_desa")  # nobody is named on them
OWN = {nth: {"nama_ibu": f"{MOTHER} {chr(65 + nth)}", "kpj": f"{KPJ}{nth:03}", "pernah_peserta": "ya",
             "rekening": f"50170100{nth:04}", "bank": "BRI",
             "keluarga": (Keluarga(nama=f"LA HERI {chr(65 + nth) * 2}", hubungan="anak", urutan=1,
                                   nik=KIN.format(nth)),)}
       for nth in range(10) if nth != 6}  # the seventh lacks what page Kurang tells
# Forms that carry the number of the office's head, who is none of the people here.
OFFICE = ("f1", "f1_wadah")


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[desks.Desk]:
    """The village of every paper; each person with a mother, a KPJ and an heir of their own."""
    folder = paper_village.build(tmp_path_factory.mktemp("samar") / "desa", OWN)
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


# --- workbooks -----------------------------------------------------------------------------------------

ROOM = Path(books.__file__).resolve().parents[1]
BY_HAND = {"nominatif_penuh"}  # no verb makes it; it is looked at below
WITH_KPJ = {"desa": ("masalah impor",), "dpmd": ("sipp", "semua batch", "daftar wadah")}


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, desks.Desk]]:
    """A village and a district whose people have mothers and numbers of their own."""
    place = tmp_path_factory.mktemp("buku")
    new = {**OWN, 1: {**OWN[1], "kpj": "", "pernah_peserta": "tidak"}}  # the official who is ready for SIPP
    folders = {"desa": workbooks.village(place / "desa", new), "dpmd": workbooks.district(place / "dpmd")}
    with workbooks.opened(folders["desa"], "desa") as desa, workbooks.opened(folders["dpmd"], "dpmd") as dpmd:
        yield {"desa": desa, "dpmd": dpmd}


def numbers_of(desk: desks.Desk) -> set[str]:
    """Every whole NIK, KK and account that a desk knows, and those of the list that comes in."""
    if desk.district is None:
        known = {getattr(p, key) for p in desk.everyone() for key in ("nik", "no_kk", "rekening")}
        known |= {member.nik for p in desk.everyone() for member in p.keluarga}
    else:
        rows = [row for one in workbooks.residents() for row in one.rows.values()]
        known = {str(row.get(key) or "") for row in rows for key in ("nik", "no_kk", "rekening")}
        known |= {str(member.get("nik") or "") for row in rows for member in row.get("keluarga") or ()}
    return {number for number in known if number} | {workbooks.LISTED["NO KK"]}


def everything_in(data: Path) -> str:
    """All that a workbook holds, its parts one after the other, without air: cells, notes, names and properties."""
    with zipfile.ZipFile(data) as held:
        return re.sub(r"\s", "", html.unescape("".join(held.read(name).decode("utf-8", "replace")
                                                       for name in held.namelist())))


def properties_of(data: Path) -> str:
    with zipfile.ZipFile(data) as held:
        return "".join(held.read(name).decode() for name in held.namelist() if name.startswith("docProps/"))


def hold_against_the_table(text: str, place: Place, numbers: Collection[str]) -> None:
    seen = {number for number in numbers if number in text}
    assert seen == set() or SEEN[Privacy.LAST_FOUR][place] is View.UTUH
    assert MOTHER.replace(" ", "") not in text or SEEN[Privacy.FORM_ONLY][place] is View.UTUH
    assert KPJ not in text or SEEN[Privacy.ON_PIN][place] is View.UTUH
    if SEEN[Privacy.LAST_FOUR][place] is View.EMPAT:
        assert re.search(r"7402\d\d[•.]+\d{4}", text) is None


@pytest.mark.parametrize(("mode", "verb"), workbooks.VERBS)
def test_a_workbook_shows_what_the_table_says(offices: dict[str, desks.Desk], mode: str, verb: str,
                                              tmp_path: Path) -> None:
    desk, asked = offices[mode], workbooks.EVERY[mode][verb]
    run_to_end(asked.make(desk, tmp_path / "stik"))
    place, numbers = books.KINDS[asked.jenis].tempat, numbers_of(desk)
    made = list((tmp_path / "stik").rglob("*.xlsx"))
    assert made
    text = "".join(map(everything_in, made))
    hold_against_the_table(text, place, numbers)
    if place in (Place.SIPP, Place.KEMBALI):  # what is looked for is there to be found
        assert any(number in text for number in numbers)
        assert MOTHER.replace(" ", "") in text
        assert KPJ in text or verb not in WITH_KPJ[mode]
    if verb in ("kiriman", "lewat_masa", "usia_lewat"):  # who is named with the last four is there
        assert any(f"{'•' * 12}{number[-4:]}" in text for number in numbers)
    for path in made:
        left = f"{path.name} {properties_of(path)}"
        assert not [number for number in (*numbers, MOTHER, KPJ) if number in left], "names and properties tell nothing"


def test_a_list_made_whole_for_bpjs_shows_no_mother_and_no_kpj(offices: dict[str, desks.Desk], tmp_path: Path) -> None:
    rows = [{"nik": p.nik, "nama": p.nama, "no_kk": p.no_kk, "nama_ibu": p.nama_ibu, "kpj": p.kpj}
            for p in offices["desa"].everyone()]
    path = tmp_path / "penuh.xlsx"
    path.write_bytes(nominatif(rows, "AAAA", "Desa", nik_penuh=True))
    hold_against_the_table(everything_in(path), books.KINDS["nominatif_penuh"].tempat, ())
    assert rows[0]["nik"] in everything_in(path)


def test_every_kind_of_workbook_is_looked_at_and_there_is_no_other() -> None:
    """A workbook is begun in one room only, which asks for its kind, and each kind has its place in the table."""
    assert {verb.jenis for verbs in workbooks.EVERY.values() for verb in verbs.values()} | BY_HAND == set(books.KINDS)
    makes = {"xlsxwriter", "openpyxl", "xlwt", "pyexcel"}
    begun = {path.name for path in ROOM.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))
             if isinstance(node, (ast.Import, ast.ImportFrom))
             and makes & {name.split(".")[0] for name in (*(a.name for a in node.names), getattr(node, "module", "")
                                                           or "")}}
    assert begun == {"workbooks.py"}


# --- paper ---------------------------------------------------------------------------------------------


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
