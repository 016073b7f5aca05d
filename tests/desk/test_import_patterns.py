"""Patterns of the village: kept by name, shown, used for the next list of that form, dropped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing import patterns
from jamsos_desktop.desk.importing.records import ImportPlan, ImportSource
from jamsos_desktop.intake import Sheet, SheetRow
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, office
from tests.desk.imports import bring_in, listed, look

ROWS = [{"NAMA": "LA ODE HASAN", "NIK": "7402110302809301", "ASAL": "II", "X1": "WA MUNA"},
        {"NAMA": "SALMIA", "NIK": "7402110302809302", "ASAL": "III", "X1": "WA ISA"}]
LIST = listed(*ROWS)
BY_HAND = {2: "dusun", 3: "nama_ibu"}


def refusal(action: object) -> str:
    with pytest.raises(Problem) as caught:
        action()  # type: ignore[operator]
    assert "!" not in str(caught.value)
    return caught.value.kode


def test_a_pattern_reads_the_next_list_of_its_form(desk: desks.Desk) -> None:
    chosen = look(desk, LIST, kolom=BY_HAND)
    kept = desk.keep_pattern("  Daftar dusun ", chosen.layout, "pekerja_rentan")
    assert (kept.nama, dict(kept.kolom)) == ("Daftar dusun", {
        "nama": "nama", "nik": "nik", "asal": "dusun", "x1": "nama_ibu"})
    turned = listed(*(dict(reversed(list(row.items()))) for row in ROWS))
    seen = look(desk, turned)
    assert (seen.layout.pola, seen.layout.jenis) == ("Daftar dusun", "pola")
    assert dict(seen.layout.keys) == {3: "nama", 2: "nik", 1: "dusun", 0: "nama_ibu"}
    bring_in(desk, turned)
    assert {(p.nama, p.dusun, p.nama_ibu) for p in desk.everyone()} == {
        ("LA ODE HASAN", "II", "WA MUNA"), ("SALMIA", "III", "WA ISA")}


def test_a_plan_names_the_pattern_it_wants(desk: desks.Desk) -> None:
    chosen = look(desk, LIST, kolom=BY_HAND)
    desk.keep_pattern("Ibu", chosen.layout)
    other = look(desk, LIST, kolom={2: "alamat", 3: ""})
    desk.keep_pattern("Alamat", other.layout)
    assert look(desk, LIST, pola="alamat").layout.fields == {"nama", "nik", "alamat"}
    assert look(desk, LIST, pola="IBU").layout.fields == {"nama", "nik", "dusun", "nama_ibu"}
    assert refusal(lambda: look(desk, LIST, pola="Tidak ada")) == "POLA_TIDAK_ADA"
    foreign = listed({"NAMA": "SALMIA", "NIK": "7402110302809302"})
    assert refusal(lambda: look(desk, foreign, pola="Ibu")) == "POLA_TIDAK_COCOK"


def test_of_two_patterns_the_one_that_says_most_is_used(desk: desks.Desk) -> None:
    desk.keep_pattern("Dua kolom", look(desk, listed({"NAMA": "SALMIA", "NIK": "7402110302809302"})).layout, "non_asn")
    desk.keep_pattern("Dusun", look(desk, LIST, kolom=BY_HAND).layout, "ekosistem_desa")
    shorter = look(desk, listed(*({**row, "ASAL": "", "X1": row["X1"]} for row in ROWS)))
    assert shorter.layout.pola == "Dusun"
    without = listed(*({key: row[key] for key in ("NAMA", "NIK", "X1")} for row in ROWS))
    assert look(desk, without).layout.pola == "Dusun"
    bring_in(desk, without)
    assert {(p.kelompok, p.nama_ibu) for p in desk.everyone()} == {
        ("ekosistem_desa", "WA MUNA"), ("ekosistem_desa", "WA ISA")}


def test_two_columns_of_one_title_are_told_apart(desk: desks.Desk) -> None:
    header = ("NAMA", "NIK", "ISI", "ISI", "")
    rows = (header, *((row["NAMA"], row["NIK"], row["ASAL"], row["X1"], "x") for row in ROWS))
    source = ImportSource("a.xlsx", "", Sheet("L", ("L",), tuple(SheetRow(n, row) for n, row in enumerate(rows, 1))))
    kept = desk.keep_pattern("Isi", look(desk, source, kolom=BY_HAND).layout)
    assert dict(kept.kolom) == {"nama": "nama", "nik": "nik", "isi": "dusun", "isi (2)": "nama_ibu"}
    assert look(desk, source).layout.keys == {0: "nama", 1: "nik", 2: "dusun", 3: "nama_ibu"}


def test_our_own_template_says_the_group_before_a_pattern(desk: desks.Desk) -> None:
    desk.keep_pattern("Umum", look(desk, LIST).layout, "non_asn")
    lembar = ("Perangkat desa", "Petunjuk", "Daftar")
    ours = replace(LIST, sheet=replace(LIST.sheet, nama="Perangkat desa", lembar=lembar))
    bring_in(desk, ours)
    assert {p.kelompok for p in desk.everyone()} == {"perangkat_desa"}


def test_patterns_are_shown_replaced_and_dropped(desk: desks.Desk) -> None:
    layout = look(desk, LIST, kolom=BY_HAND).layout
    assert desk.patterns() == ()
    desk.keep_pattern("Zakat", layout)
    desk.keep_pattern("Arisan", layout)
    changed = look(desk, LIST, kolom={2: "", 3: ""}).layout
    desk.keep_pattern("zakat", changed, "non_asn")
    assert [(one.nama, one.kelompok, one.kolom["asal"]) for one in desk.patterns()] == [
        ("Arisan", "", "dusun"), ("zakat", "non_asn", "")]
    desk.drop_pattern("ARISAN")
    assert [one.nama for one in desk.patterns()] == ["zakat"]
    with desk.ctx.open() as db:
        told = [(e["aksi"], e["objek_id"]) for e in history.entries(db) if e["objek"] == "pola_impor"]
        assert told == [("hapus", "Arisan"), ("ubah", "zakat"), ("ubah", "Arisan"), ("ubah", "Zakat")]
    assert refusal(lambda: desk.drop_pattern("Arisan")) == "POLA_TIDAK_ADA"


def test_what_cannot_be_a_pattern_is_refused(desk: desks.Desk) -> None:
    layout = look(desk, LIST).layout
    assert refusal(lambda: desk.keep_pattern(" ", layout)) == "POLA_TANPA_NAMA"
    assert refusal(lambda: desk.keep_pattern("x" * 41, layout)) == "POLA_TANPA_NAMA"
    assert refusal(lambda: desk.keep_pattern("Warga", layout, "warga")) == "KELOMPOK_SALAH"
    bare = desks.Layout("daftar", None, 0, 2, (desks.Column(0, "", "nama", "isi"),))
    assert refusal(lambda: desk.keep_pattern("Tanpa judul", bare)) == "POLA_TANPA_JUDUL"
    many = [{"nama": f"Pola {number:02}", "kolom": {"nama": "nama"}, "kelompok": ""} for number in range(patterns.MOST)]
    with desk.ctx.open() as db, db.write():
        office.put_setting(db, patterns.KEPT, many)
    assert refusal(lambda: desk.keep_pattern("Satu lagi", layout)) == "POLA_TERLALU_BANYAK"
    desk.keep_pattern("pola 07", layout)  # in place of the one of that name
    assert len(desk.patterns()) == patterns.MOST


def test_a_target_of_a_later_program_is_left_out(desk: desks.Desk) -> None:
    kept = [{"nama": "Baru", "kolom": {"nama": "nama", "pulau": "pulau"}, "kelompok": ""}]
    with desk.ctx.open() as db:
        with db.write():
            office.put_setting(db, patterns.KEPT, kept)
        [pattern] = patterns.for_plan(db, ImportPlan())
    assert dict(pattern.kolom) == {"nama": "nama", "pulau": ""}
