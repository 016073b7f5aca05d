"""Patterns of the village: kept by name, shown, used for the next list of that form, dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing import patterns
from jamsos_desktop.desk.importing.records import ImportPlan
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, office
from tests.desk.imports import bring_in, look, write_csv

ROWS = [{"NAMA": "LA ODE HASAN", "NIK": "7402110302809301", "ASAL": "II", "X1": "WA MUNA"},
        {"NAMA": "SALMIA", "NIK": "7402110302809302", "ASAL": "III", "X1": "WA ISA"}]
BY_HAND = {2: "dusun", 3: "nama_ibu"}


def refusal(action: object) -> str:
    with pytest.raises(Problem) as caught:
        action()  # type: ignore[operator]
    assert "!" not in str(caught.value)
    return caught.value.kode


def test_a_pattern_reads_the_next_list_of_its_form(desk: desks.Desk, tmp_path: Path) -> None:
    chosen = look(desk, write_csv(tmp_path / "a.csv", ROWS), kolom=BY_HAND)
    kept = desk.keep_pattern("  Daftar dusun ", chosen.layout, "pekerja_rentan")
    assert (kept.nama, dict(kept.kolom)) == ("Daftar dusun", {
        "nama": "nama", "nik": "nik", "asal": "dusun", "x1": "nama_ibu"})
    turned = [dict(reversed(list(row.items()))) for row in ROWS]
    seen = look(desk, write_csv(tmp_path / "b.csv", turned))
    assert (seen.layout.pola, seen.layout.jenis) == ("Daftar dusun", "pola")
    assert dict(seen.layout.keys) == {3: "nama", 2: "nik", 1: "dusun", 0: "nama_ibu"}
    bring_in(desk, tmp_path / "b.csv")
    assert {(p.nama, p.dusun, p.nama_ibu) for p in desk.everyone()} == {
        ("LA ODE HASAN", "II", "WA MUNA"), ("SALMIA", "III", "WA ISA")}


def test_a_plan_names_the_pattern_it_wants(desk: desks.Desk, tmp_path: Path) -> None:
    chosen = look(desk, write_csv(tmp_path / "a.csv", ROWS), kolom=BY_HAND)
    desk.keep_pattern("Ibu", chosen.layout)
    other = look(desk, tmp_path / "a.csv", kolom={2: "alamat", 3: ""})
    desk.keep_pattern("Alamat", other.layout)
    assert look(desk, tmp_path / "a.csv", pola="alamat").layout.fields == {"nama", "nik", "alamat"}
    assert look(desk, tmp_path / "a.csv", pola="IBU").layout.fields == {"nama", "nik", "dusun", "nama_ibu"}
    assert refusal(lambda: look(desk, tmp_path / "a.csv", pola="Tidak ada")) == "POLA_TIDAK_ADA"


def test_patterns_are_shown_replaced_and_dropped(desk: desks.Desk, tmp_path: Path, folder: DataFolder) -> None:
    layout = look(desk, write_csv(tmp_path / "a.csv", ROWS), kolom=BY_HAND).layout
    assert desk.patterns() == ()
    desk.keep_pattern("Zakat", layout)
    desk.keep_pattern("Arisan", layout)
    changed = look(desk, tmp_path / "a.csv", kolom={2: "", 3: ""}).layout
    desk.keep_pattern("zakat", changed, "non_asn")
    assert [(one.nama, one.kelompok, one.kolom["asal"]) for one in desk.patterns()] == [
        ("Arisan", "", "dusun"), ("zakat", "non_asn", "")]
    desk.drop_pattern("ARISAN")
    assert [one.nama for one in desk.patterns()] == ["zakat"]
    with desk.ctx.open() as db:
        told = [(e["aksi"], e["objek_id"]) for e in history.entries(db) if e["objek"] == "pola_impor"]
        assert told == [("hapus", "Arisan"), ("ubah", "zakat"), ("ubah", "Arisan"), ("ubah", "Zakat")]
    assert refusal(lambda: desk.drop_pattern("Arisan")) == "POLA_TIDAK_ADA"


def test_what_cannot_be_a_pattern_is_refused(desk: desks.Desk, tmp_path: Path) -> None:
    layout = look(desk, write_csv(tmp_path / "a.csv", ROWS)).layout
    assert refusal(lambda: desk.keep_pattern(" ", layout)) == "POLA_TANPA_NAMA"
    assert refusal(lambda: desk.keep_pattern("x" * 41, layout)) == "POLA_TANPA_NAMA"
    assert refusal(lambda: desk.keep_pattern("Warga", layout, "warga")) == "KELOMPOK_SALAH"
    bare = desks.Layout("daftar", None, 0, 2, (desks.Column(0, "", "nama", "isi"),))
    assert refusal(lambda: desk.keep_pattern("Tanpa judul", bare)) == "POLA_TANPA_JUDUL"
    for number in range(patterns.MOST):
        desk.keep_pattern(f"Pola {number:02}", layout)
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
