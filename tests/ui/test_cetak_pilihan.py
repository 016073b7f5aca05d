"""Which order the ticked lines of page Cetak make, and what their notes say: no window needed."""

from __future__ import annotations

from datetime import date

import pytest

from jamsos_desktop.desk import PaperInfo, PaperOptions, PlannedSheet, PrintPlan
from ui.pages import cetak_kinds as kinds
from ui.pages.cetak_options import months

FORM = PaperInfo("formulir", "Formulir 1a", "orang", "orang", "Satu lembar per orang", True)
LETTER = PaperInfo("pengantar", "Surat pengantar", "bundel", "depan", "Kepada BPJS", True)
LIST = PaperInfo("nominatif", "Daftar nominatif", "bundel", "depan", "Lampiran surat pengantar", True)
MEETING = PaperInfo("hadir", "Daftar hadir", "bundel", "kit", "Kosong")


def form(name: str, uid: str, part: str) -> PlannedSheet:
    return PlannedSheet("formulir", name, (uid,), part)


def plan(*sheets: PlannedSheet) -> PrintPlan:
    return PrintPlan(sheets, (), len(sheets), 0)


def test_formulir_is_two_lines_and_what_nobody_needs_cannot_be_ticked() -> None:
    counts = kinds.sheet_counts(plan(form("Salma", "a", "BPU"), form("Nilam", "b", "BPU")))
    bpu, pu = kinds.lines([FORM], counts, PaperOptions())
    assert (bpu.name, bpu.note, bpu.count, bpu.usable) == (
        "Formulir 1a (BPU)", "2 orang, satu lembar per orang", 2, True)
    assert (pu.name, pu.note, pu.count, pu.usable) == ("Formulir 1a (PU)", "Tidak ada penerima upah di pilihan", 0,
                                                       False)


@pytest.mark.parametrize(("ticked", "counts", "wanted"), [
    (("formulir/BPU",), {"formulir/BPU": 2}, (("formulir",), "")),  # nobody of the other part is left out
    (("formulir/BPU",), {"formulir/BPU": 2, "formulir/PU": 1}, (("formulir",), "BPU")),
    (("formulir/PU",), {"formulir/BPU": 2, "formulir/PU": 1}, (("formulir",), "PU")),
    (("ceklis", "formulir/BPU", "formulir/PU"), {"formulir/BPU": 2, "formulir/PU": 1}, (("ceklis", "formulir"), "")),
    (("ceklis",), {"formulir/BPU": 2}, (("ceklis",), "")),
])
def test_the_order_says_whose_forms_alone(ticked: tuple[str, ...], counts: dict[str, int],
                                          wanted: tuple[tuple[str, ...], str]) -> None:
    assert kinds.chosen(ticked, counts) == wanted


def test_notes_tell_the_choice() -> None:
    opsi = PaperOptions(surat={"pengantar": "560/119/BI/XI/2026"}, urut="dusun", nik_samar=True, acara="Sosialisasi",
                        tanggal_acara=date(2026, 11, 25))
    assert kinds.note(LETTER, opsi) == "No. 560/119/BI/XI/2026"
    assert kinds.note(LIST, opsi) == "Per dusun, NIK disamarkan"
    assert kinds.note(MEETING, opsi) == "Sosialisasi, 25/11/2026"
    assert [kinds.note(one, PaperOptions()) for one in (LETTER, LIST, MEETING)] == [
        "Kepada BPJS", "Lampiran surat pengantar", "Kosong"]


def test_other_kinds_stand_under_the_headings_of_the_bundle() -> None:
    found = kinds.lines_by_part([MEETING, LETTER], {"hadir": 1}, PaperOptions())
    assert [(line.kode, line.name) for line in found] == [
        ("", "Depan map"), ("pengantar", "Surat pengantar"), ("", "Sosialisasi dan lembar bantu"),
        ("hadir", "Daftar hadir")]
    assert (found[1].note, found[1].usable) == (kinds.NOBODY, False)


def test_a_person_with_several_sheets_is_named_with_the_paper() -> None:
    sheets = [PlannedSheet("ceklis", "Ceklis berkas, Non-ASN", ("a",)), form("Salma", "a", "BPU"),
              PlannedSheet("keterangan", "Nilam", ("b",)), form("Nilam", "b", "BPU")]
    own = {"formulir": "Formulir 1a", "keterangan": "Surat keterangan bekerja"}
    assert kinds.sheet_names(sheets, own) == ["Ceklis berkas, Non-ASN", "Salma", "Nilam, keterangan",
                                              "Nilam, formulir 1a"]


def test_months_go_over_the_turn_of_the_year() -> None:
    found = months(date(2026, 1, 15))
    assert list(found)[:3] == ["2026-02", "2026-01", "2025-12"]
    assert (found["2025-12"], len(found)) == ("Desember 2025", 13)
