"""From sheet to people: every row is somebody or told why not, and people of every kind of list are found whole."""

from __future__ import annotations

from pathlib import Path

import kinds_of_workbooks as kinds
import pytest
from taking import NIK, POLICY, cell, reading, taken
from workbooks import HEADER, PEOPLE, xlsx

from jamsos_desktop.intake import Candidate, Intake, Sheet, read_workbook, recognise, take_rows
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.parse import parse
from jamsos_desktop.model.records import Keluarga


def take(sheet: Sheet) -> Intake:
    return run_to_end(take_rows(sheet, recognise(sheet), reading()))


def read(path: Path) -> Intake:
    return take(run_to_end(read_workbook(path)))


def test_people_by_header_names_in_any_order(tmp_path: Path) -> None:
    flipped = [tuple(reversed(row)) for row in (HEADER, *PEOPLE)]
    intake = read(xlsx(tmp_path / "daftar.xlsx", flipped))
    assert [row.nomor for row in intake.rows] == [2, 3]
    assert dict(intake.rows[0].texts) == {
        "penghasilan": "900000", "dusun": "II", "no_kk": "7402110101099001", "tanggal_lahir": "14/08/1984",
        "tempat_lahir": "SOROPIA", "nama": "WA ODE SALMA", "nik": "7402115408849417"}
    assert intake.rows[0].notes == ()


def test_a_nik_kept_by_excel_as_a_number_is_named(tmp_path: Path) -> None:
    person = list(PEOPLE[0])
    person[1], person[5] = 7402115408849417, 7402110101099001
    row = read(xlsx(tmp_path / "rusak.xlsx", (HEADER, *PEOPLE, PEOPLE[1], person))).rows[-1]
    assert "nik" not in row.texts
    assert row.texts["nama"] == "WA ODE SALMA"
    assert [(note.key, note.jenis) for note in row.notes] == [("nik", "angka_hilang"), ("no_kk", "angka_hilang")]
    assert row.notes[0].pesan.startswith("NIK rusak oleh Excel: 7,402")


def test_apostrophes_before_digits_go_and_before_names_stay() -> None:
    keys = ("nik", "nama", "hp", "no_kk")
    row = taken(keys, [("'7402115408849417", "'AISYAH", "\u2019082198760000", "'7402110101099001")]).rows[0]
    assert dict(row.texts) == {"nik": NIK, "nama": "'AISYAH", "hp": "082198760000", "no_kk": "7402110101099001"}


def test_every_row_below_the_header_is_somebody_or_told_why_not(tmp_path: Path) -> None:
    rows = [HEADER, ("1", "2", "3", "4", "5", "6", "7", "8"), PEOPLE[0], (), HEADER, PEOPLE[1],
            ("", "", "TANPA NIK", "SOROPIA", "14/08/1984"), ("", "", "", "", "", "", "Jumlah", 2),
            ("", "", "Mengetahui,"), ("", "", "LA DJAFAR")]
    sheet = run_to_end(read_workbook(xlsx(tmp_path / "kaki.xlsx", rows)))
    intake = take(sheet)
    assert [row.nomor for row in intake.rows] == [3, 6, 7]
    assert [number for number, _ in intake.dilewati] == [2, 5, 8, 9, 10]
    assert len(intake.rows) + len(intake.dilewati) == len(sheet.rows) - 1


def test_the_columns_of_an_heir_become_the_first_heir() -> None:
    keys = ("nik", "nama", "nama_ahli_waris", "hubungan_ahli_waris", "tanggal_lahir_ahli_waris", "nik_ahli_waris")
    with_heir, without = taken(keys, [(NIK, "SALMA", "Jumrin", "Suami", "x", "7.40211E+15"),
                                      ("7402115408849418", "SALIM", "", "", "", "")]).rows
    assert with_heir.keluarga == (Keluarga(nama="JUMRIN", hubungan="suami", urutan=1),)
    assert without.keluarga == ()
    assert [(note.key, note.tingkat) for note in with_heir.notes] == [
        ("tanggal_lahir_ahli_waris", "periksa"), ("nik_ahli_waris", "salah")]
    assert with_heir.notes[1].pesan == "NIK ahli waris rusak oleh Excel: 7.40211E+15."


MAKERS = {"opensid": kinds.opensid, "opensid kata": lambda path, people: kinds.opensid(path, people, words=True),
          "siak": kinds.siak, "bip": kinds.bip, "f1a": kinds.f1a, "f1b": kinds.f1b, "f2a": kinds.f2a,
          "sipp": kinds.sipp,
          "sipp 32": lambda path, people: kinds.sipp(path, people, 32),
          "sipp 50": lambda path, people: kinds.sipp(path, people, 50), "daftar": kinds.plain, "rentan": kinds.rentan}
SAME = ("nik", "nama", "no_kk", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "alamat", "dusun", "rt", "rw", "hp",
        "penghasilan")


def values(row: Candidate) -> dict[str, object]:
    """What a record would hold of a row."""
    return {key: parse(BY_KEY[key], text, POLICY.lists) for key, text in row.texts.items()}


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_everybody_of_every_kind_of_list_is_found_with_every_value(kind: str, tmp_path: Path) -> None:
    made = MAKERS[kind](tmp_path / f"{kind}.xlsx", kinds.people(20))
    intake = take(made.sheet())
    assert len(intake.rows) == len(made.orang)
    for row, person in zip(intake.rows, made.orang, strict=True):
        found = values(row)
        assert {key: found[key] for key in SAME if key in made.fields} == {
            key: getattr(person, key) for key in SAME if key in made.fields}
        assert not {key: text for key, text in row.texts.items() if key in SAME and key not in made.fields}
        assert all(note.tingkat == "diganti" or note.jenis == "kode_dua_arti" for note in row.notes), row.notes
        if "nama_ibu" in made.fields:
            assert found["nama_ibu"] == person.ibu
        if "golongan_darah" in made.fields:
            assert found["golongan_darah"] == person.darah
        if "pekerjaan_ktp" in made.fields:
            assert found["pekerjaan_ktp"] == person.kerja_ktp[0]
        if "status_kawin" in made.fields and not kind.startswith("sipp"):
            assert found["status_kawin"] == person.status[2]
        if "nama_ahli_waris" in made.fields:
            relation = "istri" if person.jenis_kelamin == "L" else "suami"
            assert row.keluarga == (Keluarga(nama=person.ayah, hubungan=relation, urutan=1),)


def test_a_list_is_told_while_it_is_read_and_can_be_left(tmp_path: Path) -> None:
    sheet = kinds.plain(tmp_path / "d.xlsx", kinds.people(1200)).sheet()
    job = take_rows(sheet, recognise(sheet), reading())
    seen = [next(job), next(job)]
    assert [step.done for step in seen] == [0, 500]
    job.close()


def test_the_same_texts_again_cost_nothing_and_stay_the_same() -> None:
    rows = [("SALMA", NIK, "Jualan ikan")] * 50
    intake = taken(("nama", "nik", "pekerjaan"), rows)
    assert len({row.notes for row in intake.rows}) == 1
    assert cell("pekerjaan", "Jualan ikan").notes == intake.rows[0].notes
