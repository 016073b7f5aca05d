"""A list about people the desk has: who is who, what is filled, what is only shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.importing.records import ImportPlan, ImportSource
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.records import Keluarga, Pencocokan, Peserta
from tests.conftest import make_ready, salma
from tests.desk.imports import bring_in, listed, look
from tests.desk.test_importing import mend, problem, results

ROW = {"NIK": "7402115408849417", "Nama": "WA ODE SALMA", "Tanggal Lahir": "14-08-1984"}


def kept(desk: desks.Desk, **changed: object) -> Peserta:
    return desk.save(salma(**changed), 0)


def row(**changed: str) -> ImportSource:
    return listed({**ROW, **{key.replace("_", " "): text for key, text in changed.items()}})


def after(desk: desks.Desk, source: ImportSource, label: str, kode: str = "", plan: ImportPlan | None = None,
          ) -> ImportPlan:
    """The plan once a mend of the only row was pressed."""
    plan = plan or ImportPlan()
    report = run_to_end(desk.look_job(source, plan))
    return plan.after(mend(problem(report, 2, kode), label))


def test_an_empty_field_is_filled_and_an_empty_cell_erases_nothing(desk: desks.Desk) -> None:
    before = kept(desk, email="", nama_ibu="")
    source = row(Nama_Ibu="Wa Muna", Email="", Alamat="")
    dry = look(desk, source)
    assert desk.read(before.uid) == before
    report = bring_in(desk, source)
    line = report.rows[0]
    assert (line.ada, line.uid, line.diisi, line.hasil) == (True, before.uid, ("nama_ibu",), "siap")
    assert (line.hasil, line.diisi) == (dry.rows[0].hasil, dry.rows[0].diisi)
    after_it = desk.read(before.uid)
    assert (after_it.nama_ibu, after_it.alamat, after_it.revisi) == ("WA MUNA", before.alamat, before.revisi + 1)
    assert replace(after_it, nama_ibu="", revisi=1, diubah="", status="") == replace(
        before, revisi=1, diubah="", status="")
    assert desk.counts().total == 1


def test_what_differs_is_shown_and_replaced_on_a_yes(desk: desks.Desk) -> None:
    before = kept(desk)
    source = row(Alamat="Jalan Poros 9", HP="0812-9900-0999")
    report = look(desk, source)
    assert results(report) == {2: "dilewati"}
    found = problem(report, 2, "BEDA:alamat")
    assert (found.tingkat, found.cara) == ("ada", f"Excel: Jalan Poros 9. Data desa: {before.alamat}.")
    bring_in(desk, source)
    assert desk.read(before.uid) == before
    plan = after(desk, source, "Pakai isi Excel", "BEDA:alamat")
    report = run_to_end(desk.import_job(source, plan))
    assert report.rows[0].diisi == ("alamat",)
    assert (desk.read(before.uid).alamat, desk.read(before.uid).hp) == ("Jalan Poros 9", before.hp)


def test_a_difference_that_was_left_is_not_told_again(desk: desks.Desk) -> None:
    kept(desk)
    source = row(Alamat="Jalan Poros 9")
    plan = after(desk, source, "Biarkan", "BEDA:alamat")
    report = run_to_end(desk.look_job(source, plan))
    assert [one.kode for one in report.problems] == ["SUDAH_ADA"]


@pytest.mark.parametrize(("title", "text", "key"), [
    ("Kelompok", "Non-ASN", "kelompok"), ("Nomor KPJ", "26011234567", "kpj"), ("No KK", "7402111203109999", "no_kk"),
    ("Status Kawin", "belum kawin", "status_kawin")])
def test_a_list_never_moves_these_without_a_yes(desk: desks.Desk, title: str, text: str, key: str) -> None:
    before = kept(desk)
    source = listed({**ROW, title: text})
    bring_in(desk, source)
    assert desk.read(before.uid) == before
    run_to_end(desk.import_job(source, after(desk, source, "Pakai isi Excel", f"BEDA:{key}")))
    assert getattr(desk.read(before.uid), key) not in ("", getattr(before, key))


def test_a_nik_of_somebody_else_is_held_until_it_is_said_who(desk: desks.Desk) -> None:
    before = kept(desk, nama_ibu="")
    source = listed({**ROW, "Nama": "HARUNA", "Tanggal Lahir": "01-01-1990", "Nama Ibu": "WA BARU"})
    report = look(desk, source)
    assert results(report) == {2: "ditahan"}
    found = problem(report, 2)
    assert "BPU-000001 Wa Ode Salma" in found.judul
    assert [one.label for one in found.mends] == ["Orang yang sama", "Ketik NIK", "Lewati"]
    report = run_to_end(desk.import_job(source, after(desk, source, "Orang yang sama")))
    assert (results(report), desk.counts().total) == ({2: "siap"}, 1)
    assert (desk.read(before.uid).nama_ibu, desk.read(before.uid).nama) == ("WA BARU", before.nama)


def test_another_spelling_of_the_name_is_the_same_person(desk: desks.Desk) -> None:
    kept(desk)
    assert results(look(desk, row(Nama="Wa Ode Salmah"))) == {2: "dilewati"}
    assert results(look(desk, row(Nama="SALMA WA ODE", Tanggal_Lahir=""))) == {2: "dilewati"}


def test_without_a_nik_the_birth_date_tells_people_of_one_name_apart(desk: desks.Desk) -> None:
    kept(desk)
    assert results(look(desk, row(NIK=""))) == {2: "dilewati"}
    assert results(look(desk, row(NIK="", Tanggal_Lahir=""))) == {2: "dilewati"}
    assert results(look(desk, row(NIK="", Tanggal_Lahir="14-08-1990"))) == {2: "perlu_dilengkapi"}
    assert results(look(desk, row(NIK="", Tanggal_Lahir="", Nama_Ibu="HASNIA"))) == {2: "perlu_dilengkapi"}


def test_of_several_of_one_name_somebody_chooses(desk: desks.Desk) -> None:
    first = kept(desk, nik="", nama_ibu="")
    second = kept(desk, uid="01a00000-0000-7000-8000-000000000002", nik="", nama_ibu="")
    source = row(NIK="", Nama_Ibu="WA MUNA")
    report = look(desk, source)
    found = problem(report, 2)
    assert (results(report), found.tingkat) == ({2: "dilewati"}, "tanya")
    assert [one.label for one in found.mends] == [first.nomor, second.nomor, "Orang baru"]
    run_to_end(desk.import_job(source, after(desk, source, second.nomor)))
    assert [desk.read(one.uid).nama_ibu for one in (first, second)] == ["", "WA MUNA"]
    run_to_end(desk.import_job(source, after(desk, source, "Orang baru")))
    assert desk.counts().total == 3


def test_a_nik_fills_somebody_who_was_written_down_without_one(desk: desks.Desk) -> None:
    before = kept(desk, nik="", no_kk="")
    report = bring_in(desk, row(No_KK="7402111203109276"))
    assert (report.rows[0].uid, report.rows[0].diisi) == (before.uid, ("nik", "no_kk"))
    assert desk.read(before.uid).nik == ROW["NIK"]


@pytest.mark.parametrize(("mother", "shown"), [("", True), ("WA LAIN", False)])
def test_one_name_and_birth_date_under_another_number_are_shown(desk: desks.Desk, mother: str, shown: bool) -> None:
    kept(desk, nama_ibu="WA MUNA")
    report = look(desk, row(NIK="7402115408849777", Nama_Ibu=mother))
    assert [one.judul for one in report.problems if one.kode == "MIRIP"] == [
        "Mirip dengan BPU-000001 Wa Ode Salma"] * shown
    assert report.masuk == 1


def test_a_likely_double_is_shown_and_comes_in_unless_somebody_says_so(desk: desks.Desk) -> None:
    before = kept(desk, nama_ibu="")
    source = row(NIK="7402115408849418", Nama_Ibu="WA MUNA")
    report = look(desk, source)
    found = problem(report, 2, "MIRIP")
    assert (found.judul, found.tingkat) == ("Mirip dengan BPU-000001 Wa Ode Salma", "periksa")
    assert report.masuk == 1
    other = run_to_end(desk.look_job(source, after(desk, source, "Orang lain", "MIRIP")))
    assert not [one for one in other.problems if one.kode == "MIRIP"]
    run_to_end(desk.import_job(source, after(desk, source, "Orang yang sama", "MIRIP")))
    assert desk.counts().total == 1
    assert (desk.read(before.uid).nama_ibu, desk.read(before.uid).nik) == ("WA MUNA", before.nik)


def test_who_has_left_is_not_brought_back_by_a_list(desk: desks.Desk) -> None:
    kept(desk, keluar_tanggal=date(2026, 10, 1), keluar_sebab="pindah")
    source = row(Nama_Ibu="WA LAIN")
    report = look(desk, source)
    assert results(report) == {2: "dilewati"}
    assert "Sudah keluar sejak 01/10/2026" in report.rows[0].pesan
    run_to_end(desk.import_job(source, after(desk, source, "Daftarkan lagi")))
    assert desk.counts().status == {"keluar": 1, "perlu_dilengkapi": 1}


def test_a_plan_leaves_alone_or_takes_only_who_is_here(desk: desks.Desk) -> None:
    before = kept(desk, nama_ibu="")
    source = listed({**ROW, "Nama Ibu": "WA MUNA"}, {"NIK": "7402111408809002", "Nama": "LA DUA"})
    assert results(look(desk, source, yang_ada="lewati")) == {2: "dilewati", 3: "perlu_dilengkapi"}
    assert results(bring_in(desk, source, ambil="yang_ada")) == {2: "siap", 3: "dilewati"}
    assert (desk.counts().total, desk.read(before.uid).nama_ibu) == (1, "WA MUNA")


def test_one_person_in_two_rows_is_filled_once(desk: desks.Desk) -> None:
    kept(desk, nama_ibu="", email="")
    base = {**ROW, "NIK": ""}
    report = bring_in(desk, listed({**base, "Nama Ibu": "WA MUNA"}, {**base, "Nama Ibu": ""},
                                   {**base, "Nama Ibu": "HASNIA"}))
    assert results(report) == {2: "siap", 3: "dilewati", 4: "ditahan"}


def test_a_settled_warning_is_open_again_once_its_value_changes(desk: desks.Desk) -> None:
    settled = Pencocokan(kode="NIK_DOB", oleh="A", waktu="2026-11-01T08:00:00+08:00")
    before = kept(desk, tanggal_lahir=date(1985, 8, 14), dicocokkan=(settled,))
    assert before.status == "siap_cetak"
    source = row(Tanggal_Lahir="13-08-1984", Email="salma@contoh.id")
    run_to_end(desk.import_job(source, after(desk, source, "Pakai isi Excel", "BEDA:tanggal_lahir")))
    assert desk.read(before.uid).dicocokkan == ()


def test_a_sent_form_shows_as_changed_when_a_list_fills_it(desk: desks.Desk) -> None:
    before = kept(desk, email="", gelar="")
    make_ready(desk, before.uid)
    assert desk.read(before.uid).status == "siap_kirim"
    bring_in(desk, row(Nama_Ibu="WA LAIN", Email="salma@contoh.id"))
    now = desk.read(before.uid)
    assert (now.email, now.nama_ibu, now.status) == ("salma@contoh.id", "WA MUNA", "siap_kirim")
    source = row(Nama_Ibu="WA LAIN")
    run_to_end(desk.import_job(source, after(desk, source, "Pakai isi Excel", "BEDA:nama_ibu")))
    assert desk.read(before.uid).status == "siap_cetak"  # the printed form says another mother


def test_an_heir_is_given_to_who_has_none_and_shown_to_who_has(desk: desks.Desk) -> None:
    before = kept(desk, keluarga=())
    source = row(Nama_Ahli_Waris="LA UDIN", Hubungan_Ahli_Waris="Suami")
    assert bring_in(desk, source).rows[0].diisi == ("keluarga",)
    assert [(kin.nama, kin.urutan) for kin in desk.read(before.uid).keluarga] == [("LA UDIN", 1)]
    other = row(Nama_Ahli_Waris="WA HAWA", Hubungan_Ahli_Waris="Anak")
    bring_in(desk, other)
    assert len(desk.read(before.uid).keluarga) == 1
    run_to_end(desk.import_job(other, after(desk, other, "Tambahkan", "BEDA:keluarga")))
    assert [(kin.nama, kin.urutan) for kin in desk.read(before.uid).keluarga] == [("LA UDIN", 1), ("WA HAWA", 2)]


def test_what_cannot_be_read_leaves_the_desk_and_is_told(desk: desks.Desk) -> None:
    before = kept(desk)
    source = row(Penghasilan="lumayan", Email="x" * 200)
    report = bring_in(desk, source)
    assert desk.read(before.uid) == before
    assert {one.key for one in report.problems if one.tingkat == "periksa"} == {"penghasilan", "email"}


def test_what_is_empty_of_an_heir_is_filled_and_what_differs_is_shown(desk: desks.Desk) -> None:
    kin = Keluarga(nama="LA UDIN", hubungan="suami", hp="081299000111", urutan=1)
    before = kept(desk, keluarga=(kin,))
    source = row(Nama_Ahli_Waris="La Udin", NIK_Ahli_Waris="7402110302809377", HP_Ahli_Waris="0812-9900-0222")
    report = bring_in(desk, source)
    assert report.rows[0].diisi == ("keluarga",)
    assert desk.read(before.uid).keluarga == (replace(kin, nik="7402110302809377"),)
    found = problem(report, 2, "BEDA:hp_ahli_waris")
    assert found.judul == "Nomor HP ahli waris beda dengan BPU-000001"
    assert found.cara == "Excel: 081299000222. Data desa: 081299000111."
    run_to_end(desk.import_job(source, after(desk, source, "Pakai isi Excel", "BEDA:hp_ahli_waris")))
    assert desk.read(before.uid).keluarga == (replace(kin, nik="7402110302809377", hp="081299000222"),)


def test_an_heir_without_a_name_fills_nothing_and_is_shown(desk: desks.Desk) -> None:
    before = kept(desk, keluarga=(Keluarga(nama="LA UDIN", hubungan="suami", urutan=1),))
    report = bring_in(desk, row(NIK_Ahli_Waris="7402110302809377"))
    assert desk.read(before.uid) == before
    assert "740211 030280 9377" in problem(report, 2, "BEDA:nik_ahli_waris").cara


def test_a_spouse_beside_an_heir_becomes_no_heir(desk: desks.Desk) -> None:
    source = row(Nama_Ahli_Waris="LA UDIN", Hubungan_Ahli_Waris="Anak", Nama_Suami="LA ODE HASAN")
    before = kept(desk, keluarga=())
    bring_in(desk, source)
    assert [(kin.nama, kin.urutan) for kin in desk.read(before.uid).keluarga] == [
        ("LA UDIN", 1), ("LA ODE HASAN", None)]


def test_a_twin_under_the_same_nik_is_held_and_fills_nobody(desk: desks.Desk) -> None:
    before = kept(desk, nama="HASAN", hp="")
    source = row(Nama="HUSEN", HP="081299000222")
    report = bring_in(desk, source)
    assert (results(report), desk.read(before.uid)) == ({2: "ditahan"}, before)


def test_an_answer_gives_nobody_the_nik_of_another(desk: desks.Desk) -> None:
    kept(desk)
    other = kept(desk, uid="01a00000-0000-7000-8000-000000000002", nama="HASNIA", nik="")
    plan = ImportPlan(orang={2: other.uid}, timpa=frozenset({(2, "nik")}))
    report = run_to_end(desk.import_job(row(), plan))
    assert (results(report), desk.read(other.uid)) == ({2: "ditahan"}, other)
    assert "BPU-000001" in report.rows[0].pesan


@pytest.mark.parametrize(("nik", "labels"), [("", ["Orang lain"]), (ROW["NIK"], [])])
def test_a_name_like_that_of_somebody_dead_may_be_another(desk: desks.Desk, nik: str, labels: list[str]) -> None:
    kept(desk, keluar_tanggal=date(2026, 10, 1), keluar_sebab="meninggal")
    source = row(NIK=nik)
    report = look(desk, source)
    assert results(report) == {2: "dilewati"}
    assert [one.label for one in problem(report, 2, "SUDAH_KELUAR").mends] == labels
    if labels:
        again = run_to_end(desk.look_job(source, after(desk, source, "Orang lain", "SUDAH_KELUAR")))
        assert results(again) == {2: "perlu_dilengkapi"}


def test_who_left_shares_a_nik_with_nobody(desk: desks.Desk) -> None:
    left = kept(desk, keluar_tanggal=date(2026, 10, 1), keluar_sebab="pindah")

    def doubled() -> list[str]:
        return [one.uid for one in desk.rows(desk.find(desks.Query(text=ROW["NIK"]))).values()
                if "NIK ganda" in one.masalah_semua]

    uid = bring_in(desk, row(), orang={2: "baru"}).rows[0].uid
    left = desk.save(left, left.revisi)
    assert doubled() == []
    other = kept(desk, uid="01a00000-0000-7000-8000-000000000002")
    with desk.ctx.open() as db, db.write():
        persons.refresh(desk.ctx, db, [left.uid, uid, other.uid])
    assert sorted(doubled()) == sorted((uid, other.uid))


def test_a_row_that_says_two_things_of_a_phone_keeps_both(desk: desks.Desk) -> None:
    before = kept(desk, hp="")
    bring_in(desk, listed({**ROW, "Tidak punya HP": "ya", "HP": "081299000222"}))
    assert (desk.read(before.uid).hp, desk.read(before.uid).tanpa_hp) == ("081299000222", True)


@pytest.mark.parametrize(("title", "key", "held"), [
    ("Tidak punya HP", "tanpa_hp", "081299000417"), ("Tidak punya ahli waris", "tanpa_ahli_waris", "LA ODE HASAN")])
def test_having_none_does_not_fill_where_there_is_one(desk: desks.Desk, title: str, key: str, held: str) -> None:
    before = kept(desk)
    report = bring_in(desk, listed({**ROW, title: "ya"}))
    assert desk.read(before.uid) == before
    assert problem(report, 2, f"BEDA:{key}").cara == f"Excel: ya. Data desa: {held}."
