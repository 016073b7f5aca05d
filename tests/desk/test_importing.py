"""Looking at a list and bringing it in: every row accounted for, what is said of it, and how it is mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing import storing
from jamsos_desktop.desk.importing.records import Imported, ImportMend, ImportPlan, ImportSource, RowProblem
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history
from tests.desk.imports import bring_in, listed, look

BASRI = {"NIK": "7402111408809001", "Nama Lengkap": "LA BASRI", "Tanggal Lahir": "14-08-1980"}


def rows(*changes: dict[str, str]) -> ImportSource:
    """One row per change of LA BASRI; the first stands in line 2."""
    return listed(*({**BASRI, **change} for change in changes))


def results(report: Imported) -> dict[int, str]:
    totals = report.totals()
    assert totals["baris"] == sum(totals[k] for k in ("siap", "perlu_dilengkapi", "ditahan", "dilewati"))
    assert totals["masuk"] == totals["siap"] + totals["perlu_dilengkapi"] == report.masuk
    return {row.baris: row.hasil for row in report.rows}


def problem(report: Imported, baris: int, kode: str = "") -> RowProblem:
    found = [one for one in report.problems if one.baris == baris and (not kode or one.kode == kode)]
    assert found, [(one.baris, one.kode) for one in report.problems]
    return found[0]


def mend(found: RowProblem, label: str) -> ImportMend:
    return next(one for one in found.mends if one.label == label)


def test_an_import_accounts_for_every_row(desk: desks.Desk, person) -> None:
    desk.save(person, 0)
    path = rows({}, {"Nama Lengkap": "HARUNA"}, {"NIK": person.nik, "Nama Lengkap": person.nama},
                {"NIK": "", "Nama Lengkap": ""}, {"NIK": "7.40211E+15", "Nama Lengkap": "RUSAK"},
                {"NIK": "7402111408809002", "Nama Lengkap": "LA DUA", "Tanggal Lahir": "31-02-1980"})
    dry = look(desk, path)
    assert desk.counts().total == 1
    report = bring_in(desk, path)
    assert results(report) == results(dry)
    assert results(report)[2] == results(report)[7] == "perlu_dilengkapi"
    assert report.masuk == 2 == desk.counts().total - 1
    reasons = {row.baris: row.pesan for row in report.rows}
    assert "sama dengan baris 2" in reasons[3]
    assert "Sudah ada" in reasons[4]
    assert "7.40211E+15" in reasons[6] or "7,40211E+15" in reasons[6]
    assert desk.find_person("7402111408809002").mentah == {"tanggal_lahir": "31-02-1980"}


def test_a_file_that_is_no_workbook_changes_nothing(desk: desks.Desk, tmp_path: Path) -> None:
    (tmp_path / "warga.xlsx").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(Problem):
        bring_in(desk, tmp_path / "warga.xlsx")
    assert desk.counts().total == 0


def pressed(desk: desks.Desk, source: ImportSource, plan: ImportPlan, baris: int, label: str, typed: str = "",
            kode: str = "") -> tuple[ImportPlan, Imported]:
    """The plan and the report once the mend of a row was pressed."""
    report = run_to_end(desk.look_job(source, plan))
    found = next(one for one in report.problems if one.baris == baris and (not kode or one.kode == kode)
                 and any(button.label == label for button in one.mends))
    plan = plan.after(mend(found, label), typed)
    return plan, run_to_end(desk.look_job(source, plan))


def test_a_nik_with_a_digit_missing_is_held_and_typed_anew(desk: desks.Desk) -> None:
    source = rows({"NIK": "740211140880900"}, {"NIK": "7402111408809003", "Nama Lengkap": "LA DUA"})
    report = look(desk, source)
    found = problem(report, 2)
    assert (found.tingkat, report.rows[0].hasil, found.kolom) == ("ditahan", "ditahan", 0)
    assert "15 angka" in found.judul
    assert report.marks[2, 0].tingkat == "ditahan"
    assert [one.label for one in found.mends][-2:] == ["Ketik NIK", "Lewati"]
    plan, report = pressed(desk, source, ImportPlan(), 2, "Ketik NIK", "7402111408809002")
    assert results(report) == {2: "perlu_dilengkapi", 3: "perlu_dilengkapi"}
    assert report.marks[2, 0].teks == "7402111408809002"
    assert report.marks[2, 0].asal == "740211140880900"
    run_to_end(desk.import_job(source, plan))
    assert desk.find_person("7402111408809002").nama == "LA BASRI"


def test_a_row_is_left_out_by_hand(desk: desks.Desk) -> None:
    source = rows({"NIK": "740211140880900"}, {"NIK": "7402111408809003", "Nama Lengkap": "LA DUA"})
    _, report = pressed(desk, source, ImportPlan(), 2, "Lewati")
    assert results(report) == {2: "dilewati", 3: "perlu_dilengkapi"}


@pytest.mark.parametrize("said", ["", "-", "0", "belum ada", "Tidak ada"])
def test_no_nik_is_no_damage(desk: desks.Desk, said: str) -> None:
    report = bring_in(desk, rows({"NIK": said}))
    assert results(report) == {2: "perlu_dilengkapi"}
    assert desk.read(report.rows[0].uid).nik == ""


def test_a_birth_date_beside_another_nik_is_shown_with_both(desk: desks.Desk) -> None:
    source = rows({"Tanggal Lahir": "14-08-1981"})
    found = problem(look(desk, source), 2, "NIK_DOB")
    assert (found.judul, found.cara) == ("Tahun lahir beda dengan NIK", "Excel 14-08-1981, NIK terbaca 14-08-1980.")
    assert [one.label for one in found.mends] == ["Pakai Excel", "Pakai NIK"]
    _, kept = pressed(desk, source, ImportPlan(), 2, "Pakai Excel")
    assert not [one for one in kept.problems if one.kode == "NIK_DOB"]
    plan, mended = pressed(desk, source, ImportPlan(), 2, "Pakai NIK")
    assert not [one for one in mended.problems if one.kode == "NIK_DOB"]
    report = run_to_end(desk.import_job(source, plan))
    assert desk.read(report.rows[0].uid).tanggal_lahir.isoformat() == "1980-08-14"


def test_typing_over_a_cell_comes_after_what_was_chosen_for_it(desk: desks.Desk) -> None:
    source = rows({"Tanggal Lahir": "14-08-1981"})
    plan, _ = pressed(desk, source, ImportPlan(), 2, "Pakai NIK")
    report = run_to_end(desk.import_job(source, plan.typed_over(2, 2, "13-08-1980")))
    assert desk.read(report.rows[0].uid).tanggal_lahir.isoformat() == "1980-08-13"


def test_of_two_rows_with_one_nik_the_second_is_told(desk: desks.Desk) -> None:
    source = rows({}, {}, {"Tanggal Lahir": "15-08-1980"}, {"Nama Lengkap": "HARUNA"})
    report = look(desk, source)
    assert results(report) == {2: "perlu_dilengkapi", 3: "dilewati", 4: "ditahan", 5: "ditahan"}
    assert report.rows[1].pesan == "Sama dengan baris 2."
    assert "Isinya berbeda" in report.rows[2].pesan
    assert "La Basri" in report.rows[3].pesan
    _, swapped = pressed(desk, source, ImportPlan(), 5, "Pakai baris 5")
    assert results(swapped) == {2: "dilewati", 3: "perlu_dilengkapi", 4: "ditahan", 5: "ditahan"}


def test_two_people_of_one_name_without_a_nik_both_come_in(desk: desks.Desk) -> None:
    source = listed({"Nama": "SITI"}, {"Nama": "SITI"}, {"Nama": "SITI AMINAH"})
    assert bring_in(desk, source).masuk == 3 == desk.counts().total


def test_what_a_cell_and_a_rule_say_is_told_once(desk: desks.Desk) -> None:
    kk = "7402111408809001"
    report = look(desk, rows({"Penghasilan": "1,2 jt"}, {"NIK": "7402110101109002", "No. KK": kk, "Penghasilan": ""}))
    assert report.rows[0].pesan.count("Penghasilan") == 1
    assert report.rows[1].pesan.count("tampak tertukar") == 1


def test_what_an_heir_lacks_is_named_by_its_column(desk: desks.Desk) -> None:
    report = look(desk, rows({"Ahli waris": "WA MUNA"}))
    assert "hubungan_ahli_waris" in report.rows[0].kurang
    assert "hubungan_ahli_waris" in report.tanpa
    given = look(desk, rows({"Ahli waris": "WA MUNA", "Hubungan ahli waris": ""}))
    assert "hubungan_ahli_waris" not in given.tanpa  # the sheet has that column


def test_what_no_column_gives_and_the_nik_tells_is_read_from_it(desk: desks.Desk) -> None:
    report = bring_in(desk, listed({"NIK": "7402115408849417", "Nama": "SALMA"}, {"NIK": "", "Nama": "SITI"}))
    salma, siti = desk.read(report.rows[0].uid), desk.read(report.rows[1].uid)
    assert (salma.jenis_kelamin, salma.tanggal_lahir) == ("P", date(1984, 8, 14))
    assert (siti.jenis_kelamin, siti.tanggal_lahir) == ("", None)
    assert report.dari_nik_kata == "Tanggal lahir dan jenis kelamin dibaca dari NIK."
    given = bring_in(desk, listed({"NIK": "7402114107909418", "Nama": "NURBAYA", "Tanggal lahir": "", "JK": "P"},
                                  {"NIK": "7402110107909419", "Nama": "HASAN", "Tanggal lahir": "1-7-1990", "JK": "L"}))
    assert given.dari_nik == ()
    assert desk.read(given.rows[0].uid).tanggal_lahir is None  # an empty cell of a column stays empty


def test_what_no_column_gives_is_told_once_and_few_empty_cells_row_by_row(desk: desks.Desk) -> None:
    people = [{"NIK": f"74021114088090{n:02}", "Nama Lengkap": f"ORANG {letter}", "Nama Ibu": f"WA {letter}"}
              for n, letter in enumerate("ABCDEFGH")]
    report = look(desk, rows(*people[:7], {**people[7], "Nama Ibu": ""}))
    assert {"no_kk", "alamat", "keluarga"} <= set(report.tanpa)
    assert "nama_ibu" not in report.tanpa
    found = [one for one in report.problems if one.kode.startswith("KOSONG:")]
    assert [(one.baris, one.key, one.mends[0].label) for one in found] == \
        [(9, "nama_ibu", "Ketik nama ibu kandung")]


def test_a_group_of_the_plan_holds_where_the_row_names_none(desk: desks.Desk) -> None:
    source = rows({"Kelompok": ""}, {"NIK": "7402111408809002", "Nama Lengkap": "LA DUA", "Kelompok": "Non-ASN"},
                  {"NIK": "7402111408809003", "Nama Lengkap": "LA TIGA", "Kelompok": "entah"})
    report = bring_in(desk, source, kelompok="perangkat_desa")
    assert report.masuk == 3
    groups = [desk.read(row.uid) for row in report.rows]
    assert [one.kelompok for one in groups] == ["perangkat_desa", "non_asn", "perangkat_desa"]
    assert groups[2].mentah == {"kelompok": "entah"}


def test_only_who_works_is_taken(desk: desks.Desk) -> None:
    old, young = "7402111408409001", "7402111408159001"
    source = listed({**BASRI, "Pekerjaan KTP": "Nelayan/Perikanan"},
                    {"NIK": old, "Nama Lengkap": "LA TUA", "Tanggal Lahir": "14-08-1940"},
                    {"NIK": young, "Nama Lengkap": "LA MUDA", "Tanggal Lahir": "14-08-2015"},
                    {"NIK": "7402111408809002", "Nama Lengkap": "LA SEKOLAH", "Pekerjaan KTP": "Pelajar/Mahasiswa"},
                    {"NIK": "7402111408809003", "Nama Lengkap": "LA ENTAH"})
    report = look(desk, source, ambil="pekerja")
    assert results(report) == {2: "perlu_dilengkapi", 3: "dilewati", 4: "dilewati", 5: "dilewati",
                               6: "perlu_dilengkapi"}
    assert [row.pesan for row in report.rows[1:4]] == [
        "Dilewati: umur 86 tahun, di atas batas usia.", "Dilewati: umur 11 tahun, belum usia kerja.",
        "Dilewati: pekerjaan di KTP: Pelajar/Mahasiswa."]
    assert look(desk, source).masuk == 5


def test_numbers_follow_the_sheet_and_each_person_has_an_entry(desk: desks.Desk) -> None:
    source = rows(*({"NIK": f"74021114088090{n:02}", "Nama Lengkap": f"ORANG {'ABCDE'[n]}"} for n in (3, 1, 4, 0, 2)))
    report = bring_in(desk, source)
    assert [desk.read(row.uid).nomor for row in report.rows] == [f"BPU-{n:06}" for n in range(1, 6)]
    with desk.ctx.open() as db:
        entries = history.entries(db, report.rows[2].uid)
        assert [(entry["aksi"], entry["alasan"]) for entry in entries] == [("tambah", "impor")]
        assert history.broken_at(db) is None


def test_the_same_file_is_known_again(desk: desks.Desk) -> None:
    source = rows({}, {"NIK": "7402111408809002", "Nama Lengkap": "LA DUA"})
    assert look(desk, source).pernah == ""
    assert bring_in(desk, source).id
    again = bring_in(desk, source)
    assert again.pernah == "Excel ini sudah diimpor 21/11/2026."
    assert (again.masuk, again.id, desk.counts().total) == (0, "", 2)
    assert results(again) == {2: "dilewati", 3: "dilewati"}


def test_a_look_after_one_mend_judges_nobody_else_again(desk: desks.Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from jamsos_desktop.desk.importing import making

    judged = []

    def counted(*args):  # type: ignore[no-untyped-def]
        judged.append(args[1].nama)
        return judge(*args)

    judge = making.judge
    monkeypatch.setattr(making, "judge", counted)
    source = rows(*({"NIK": f"74021114088090{n:02}", "Nama Lengkap": f"ORANG {'ABCDE'[n]}"} for n in range(5)))
    first = run_to_end(desk.look_job(source, ImportPlan()))
    assert len(judged) == 5
    again = run_to_end(desk.look_job(source, ImportPlan().typed_over(4, 1, "LA BARU")))
    assert judged[5:] == ["LA BARU"]
    assert [row for row in again.rows if row.baris != 4] == [row for row in first.rows if row.baris != 4]
    run_to_end(desk.look_job(source, ImportPlan(kelompok="non_asn")))
    assert len(judged) == 6 + 5


def test_a_row_that_is_held_is_not_left_as_it_is(desk: desks.Desk) -> None:
    source = rows({"NIK": "7,40211E+15"})
    report = look(desk, source)
    left = run_to_end(desk.look_job(source, ImportPlan(biarkan=frozenset({(2, problem(report, 2).kode)}))))
    assert results(left) == {2: "ditahan"}
    assert left.problems == report.problems


def test_rows_of_one_person_that_say_something_else_of_the_heir_are_told(desk: desks.Desk) -> None:
    heir = {"NIK": "", "Nama Ahli Waris": "LA UDIN"}
    report = look(desk, rows(heir, {**heir, "Nama Ahli Waris": "WA HAWA"}, {**heir, "NIK Ahli Waris": "12 x"}))
    assert results(report) == {2: "perlu_dilengkapi", 3: "ditahan", 4: "ditahan"}
    assert report.rows[1].pesan == "Orang yang sama dengan baris 2. Isinya berbeda. Pilih baris yang benar."


@pytest.mark.parametrize("post", ["Sekretaris Desa", "SEKRETARIS  DESA", "Sekretaris Desa."])
def test_the_group_of_a_post_however_it_is_written(desk: desks.Desk, post: str) -> None:
    person = desk.read(bring_in(desk, rows({"Jabatan": post})).rows[0].uid)
    assert (person.jabatan, person.kelompok, person.segmen) == ("SEKDES", "perangkat_desa", "PU")


def test_having_no_heir_is_a_field_of_the_person(desk: desks.Desk) -> None:
    report = run_to_end(desk.import_job(rows({}), ImportPlan(nilai={(2, "tanpa_ahli_waris"): "ya"})))
    person = desk.read(report.rows[0].uid)
    assert person.tanpa_ahli_waris
    desk.save(replace(person, tanpa_ahli_waris=False), person.revisi)
    assert "Diisi: tidak punya ahli waris." in bring_in(desk, rows({"Tidak punya ahli waris": "ya"})).rows[0].pesan


def test_a_typed_value_of_an_heir_that_cannot_be_read_is_told(desk: desks.Desk) -> None:
    report = look(desk, rows({"Nama Ahli Waris": "LA UDIN"}), nilai={(2, "hubungan_ahli_waris"): "tetanggaan"})
    assert "tetanggaan" in problem(report, 2, "ahli_waris:hubungan_ahli_waris").judul


@pytest.mark.parametrize(("change", "kode"), [
    ({"mode": "dpmd"}, "BUKAN_DESA"), ({"moved": Problem("MEJA_DIPINDAHKAN", "", "", "")}, "MEJA_DIPINDAHKAN")])
def test_who_may_not_store_is_told_before_a_row_is_looked_at(desk: desks.Desk, change: dict[str, Any], kode: str,
                                                             ) -> None:
    with pytest.raises(Problem) as refused:
        next(storing.import_job(replace(desk.ctx, **change), rows({}), ImportPlan()))
    assert (refused.value.kode, desk.counts().total) == (kode, 0)
