"""What people type and scan, on every kind of paper: printed right, or refused with the field named; nothing changes.

Each test prints every kind there is, so that a new kind is held to the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.printing_kinds import KINDS
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paper.draw.faces import font_of
from jamsos_desktop.paper.sheets import PAPERS
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.paper import paper_village
from tests.paper.paper_batch import Batch, everything

EVERY = pytest.mark.parametrize("kode", [kode for kode in PAPERS if kode in KINDS])


@contextmanager
def opened(data: DataFolder) -> Iterator[desks.Desk]:
    with desks.open_desk(data, None, paper_village.clock()) as desk:
        yield desk


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The village with something for every paper; tests change its office alone."""
    return paper_village.build(tmp_path_factory.mktemp("desa") / "data")


@pytest.fixture(scope="module")
def plain(village: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """Its papers with nothing odd about them."""
    with opened(village) as desk:
        return Batch(desk, everything(desk, "A4"), tmp_path_factory.mktemp("biasa"))


def few(desk: desks.Desk, kertas: str = "A4") -> desks.PrintOrder:
    """Every kind, for a wage earner and a fisher."""
    everybody = paper_village.people()
    return replace(everything(desk, kertas), uids=(everybody[0].uid, everybody[4].uid))


def squeezed(text: str) -> str:
    """Words without air, in capitals: however a value was folded, its letters stand in this order."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).upper()


def words_of(batch: Batch, kode: str) -> str:
    """All a kind says, squeezed."""
    return squeezed("".join(sheet.letters for sheet in batch.of(kode)))


# Crests.


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    """A crest of this size."""
    out = BytesIO()
    Image.new("1" if kind == "PNG" else "L", (width, height), 0).save(out, kind)
    return out.getvalue()


CRESTS = {"kosong": b"", "bukan gambar": b"ini bukan gambar", "terpotong": picture(900, 900, "JPEG")[:-2000],
          "41 megapiksel": picture(6400, 6410), "jenis lain": picture(40, 40, "GIF")}


def test_a_crest_that_is_none_leaves_a_box_for_it_on_every_paper(village: DataFolder, tmp_path: Path) -> None:
    with opened(village) as desk:
        office = desk.unit
        for name, crest in CRESTS.items():
            desk.set_unit(replace(office, lambang=crest))
            batch = Batch(desk, few(desk), tmp_path / name)
            assert batch.printed.skipped == (), name
            assert _pictures(batch) == 0
        desk.set_unit(office)
    assert [kode for kode in KINDS if "lambang" not in batch.of(kode)[0].text[0]] == []


def test_a_crest_is_drawn_on_every_paper_and_kept_once(village: DataFolder, tmp_path: Path) -> None:
    with opened(village) as desk:
        office = desk.unit
        desk.set_unit(replace(office, lambang=picture(600, 800, "JPEG")))
        batch = Batch(desk, few(desk, "F4"), tmp_path)
        desk.set_unit(office)
    assert batch.printed.skipped == ()
    assert [sheet.plan.nama for sheet in batch.sheets if re.search(r"^ *lambang\b", sheet.text[0], re.MULTILINE)] == []
    assert _pictures(batch) == 1


def _pictures(batch: Batch) -> int:
    """Pictures kept in the file."""
    return len(re.findall(rb"/Subtype\s*/Image", batch.path.read_bytes()))


# People.

TYPED = {
    0: {"nama": "RUSDIN D'ALAM, O\u2019NEIL", "lokasi_kerja": "Kantor \"desa\" <lama> & baru"},
    1: {"nama": "HASNI\u0041\u0301 DE\u0302NA"},  # accents of their own
    2: {"nama": "ABD. GA\u1e1e\u1e1eAR, H. AL-\u02bfAL\u012a"},
    4: {"nama": "WA ODE \u0160ALM\u0100 \u017d\u012a\u1e0c", "alamat": "Jl. <b>A & \"B\"</b> {nik} %s ((kiri) \\n @x@"},
    10: {"nama": "SITTI NURHALIZA " * 8 + "BINTI"},
}
PLAIN_NAMES = dict(enumerate(paper_village.NAMES))


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """The same village with what people type."""
    root = tmp_path_factory.mktemp("ketik")
    with opened(paper_village.build(root / "data", TYPED)) as desk:
        return Batch(desk, everything(desk, "A4"), root)


@EVERY
def test_odd_names_are_printed_letter_for_letter_wherever_names_are(plain: Batch, typed: Batch, kode: str) -> None:
    before, now = words_of(plain, kode), words_of(typed, kode)
    assert typed.printed.skipped == ()
    for nth, changed in TYPED.items():
        if squeezed(PLAIN_NAMES[nth]) in before:
            assert squeezed(changed["nama"]) in now, changed["nama"]
        if "alamat" in changed and squeezed("Lorong pelelangan lama") in before:
            assert squeezed(changed["alamat"]) in now


# What the font lacks, and what no paper may hold: somebody incomplete, somebody who left.
STRANGE = {6: "\u062c\u0645\u0631\u064a\u0629", 7: "\u8def HAMID \U0001f600"}


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """The same village with two names no face of ours has the letters of."""
    root = tmp_path_factory.mktemp("asing")
    with opened(paper_village.build(root / "data")) as desk:
        for nth, name in STRANGE.items():
            kept = desk.read(paper_village.people()[nth].uid)
            desk.save(replace(kept, nama=name), kept.revisi)
        return Batch(desk, everything(desk, "A4"), root)


@EVERY
def test_letters_no_face_has_are_named_and_the_other_sheets_go_on(plain: Batch, strange: Batch, kode: str) -> None:
    lost = [why for at, why in strange.printed.left_out if strange.plan.sheets[at].jenis == kode]
    assert [why for why in lost if not re.search(r"memuat huruf yang tidak bisa dicetak: .*U\+", why)] == []
    named = any(squeezed(PLAIN_NAMES[nth]) in words_of(plain, kode) for nth in STRANGE)
    assert named or lost == []
    assert strange.plan.count(kode) == plain.plan.count(kode)


def test_who_has_such_a_name_is_refused_by_the_rules_first(strange: Batch) -> None:
    refused = dict(strange.printed.refused)
    assert any("Huruf tidak tercetak" in why or "Nama bukan huruf" in why for why in refused.values()), refused


# The office and what is typed for one printing.


def test_an_office_that_cannot_be_set_stops_all_and_changes_nothing(village: DataFolder, tmp_path: Path) -> None:
    with opened(village) as desk:
        office, history = desk.unit, desk.bundles()
        statuses = [(p.uid, p.status, p.revisi) for p in desk.everyone()]
        desk.set_unit(replace(office, nama="Bajo \u8def Indah"))
        with pytest.raises(Problem) as caught:
            run_to_end(desk.print_job(replace(few(desk), out=tmp_path)))
        desk.set_unit(office)
        sheets = len(desk.print_plan(few(desk)).sheets)
        assert caught.value.kode == "TAK_ADA_JADI"
        assert "U+8DEF" in caught.value.apa
        assert f"dan {sheets - 1} lembar lain" in caught.value.apa
        assert list(tmp_path.iterdir()) == []
        assert desk.bundles() == history
        assert [(p.uid, p.status, p.revisi) for p in desk.everyone()] == statuses


def test_an_office_with_marks_in_its_names_is_printed_as_typed(village: DataFolder, tmp_path: Path) -> None:
    with opened(village) as desk:
        office = desk.unit
        heads = tuple(replace(p, nama="LA <b>ODE</b> & D'ALAM {nik} %s", gelar="S.Sos., M.Si.") for p in office.pejabat)
        desk.set_unit(replace(office, alamat="Jl. \"Poros\" <i>Pantai</i> & {kode} (no. 1)", pejabat=heads))
        batch = Batch(desk, few(desk), tmp_path)
        desk.set_unit(office)
    assert batch.printed.skipped == ()
    for kode in KINDS:
        assert squeezed("Jl. \"Poros\" <i>Pantai</i> & {kode} (no. 1)") in words_of(batch, kode), kode


OPTION_WORDS = "Temu <b>warga</b> & \"nelayan\" {nik} %s " + "di balai desa " * 6


def test_words_typed_for_one_printing_stand_as_typed(village: DataFolder, tmp_path: Path) -> None:
    with opened(village) as desk:
        order = few(desk)
        numbers = dict.fromkeys(order.opsi.surat, "560/<b>1</b>&{nik}/\"XI\"")
        batch = Batch(desk, replace(order, opsi=replace(
            order.opsi, surat=numbers, acara=OPTION_WORDS, tempat_acara=OPTION_WORDS)), tmp_path)
    assert batch.printed.skipped == ()
    assert squeezed(OPTION_WORDS) in words_of(batch, "hadir")
    for kode in numbers:
        assert squeezed(numbers[kode]) in words_of(batch, kode)


def test_words_that_cannot_be_set_stop_their_own_paper_alone(village: DataFolder, tmp_path: Path) -> None:
    with opened(village) as desk:
        order = few(desk)
        numbers = dict.fromkeys(order.opsi.surat, "560/\u8def")
        strange = replace(order, opsi=replace(order.opsi, surat=numbers, acara="\u8def"), out=tmp_path)
        plan, made = desk.print_plan(strange), run_to_end(desk.print_job(strange))
    lost = {plan.sheets[at].jenis for at, _ in made.left_out}
    assert {*numbers, "hadir"} <= lost
    assert lost <= {*numbers, "hadir", "ceklis", "ceklis_desa", "nominatif"}  # they name a letter by its number
    assert {why for _, why in made.skipped if "U+8DEF" not in why} == set()
    assert len(made.made) == len(plan.sheets) - len(made.left_out)


# Four hundred letters.


def runs(letters: list[str]) -> list[str]:
    return ["".join(letters[at:at + 16]) for at in range(0, len(letters), 16)]


def test_four_hundred_letters_come_back_from_every_paper_that_names_people(tmp_path: Path) -> None:
    letters = [c for c in font_of("semibold")[1] if c.isalpha() and ord(c) < 0x2000 and len(c.upper()) == 1
               and unicodedata.normalize("NFKC", c) == c]
    names = runs([c for c in letters if c == c.upper()])
    guards = runs([c for c in letters if c != c.upper()])
    assert len(set("".join(names + guards))) >= 400
    heir = replace(paper_village.people()[4].keluarga[0], hp="")
    changed = [{"nama": names[nth % len(names)], "keluarga": (replace(heir, wali=guards[nth % len(guards)]),),
                "uid": f"0199{nth:04}-0000-7000-8000-000000000002", "no_kk": f"7402111203109{nth + 500:03}",
                "nik": paper_village.nik(nth + 500, woman=False, born=date(1984, 8, 14))}
               for nth in range(max(len(names), len(guards)))]
    with opened(paper_village.build(tmp_path / "data")) as desk:
        for nth, values in enumerate(changed):
            desk.save(replace(paper_village.people()[2 if nth % 2 else 5], kartu="belum", **values), 0)
        those = tuple(str(values["uid"]) for values in changed)
        kinds = tuple(kode for kode in KINDS if PAPERS[kode].bagian in ("depan", "orang"))
        batch = Batch(desk, desks.PrintOrder(those, kinds, "F4", opsi=everything(desk, "F4").opsi), tmp_path)
    assert (batch.printed.skipped, batch.printed.refused) == ((), ())
    for kode in kinds:
        said = re.sub(r"\s+", "", "".join(sheet.letters for sheet in batch.of(kode)))
        assert [one for one in names if one in said] == ([] if kode in ("pengantar", "sptjm") else names), kode
        if kode == "formulir":
            assert [one for one in guards if one not in said] == []
