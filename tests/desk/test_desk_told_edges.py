"""What a village's desk answers to what cannot be meant: a code nobody knows, a day that cannot be, a name left out;
and words that only come up rarely."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import (
    LeaveOrder,
    budgeting_report,
    care_words,
    data_rights_reading,
    faults,
    leaving_writing,
    letter_numbers,
    paying_rows,
    road_office,
    road_signers,
    samples,
    staffing_slots,
    trail_check,
    trail_words,
    warming,
)
from jamsos_desktop.desk.care_records import Cared
from jamsos_desktop.desk.district import report_making
from jamsos_desktop.desk.importing import choosing, merging, problem_book
from jamsos_desktop.desk.importing.records import ImportPlan
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.model.fields import BY_KEY
from jamsos_desktop.model.records import Keluarga, Pejabat, Persetujuan
from jamsos_desktop.model.rights import Right
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY, salma

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """One desk for all of these; each asks about people of its own."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("jawab") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        desk.save(salma(), 0)
        yield desk


UID = salma().uid


def kode(act: Callable[[], object]) -> str:
    with pytest.raises(Problem) as met:
        act()
    assert met.value.aman
    assert met.value.cara
    return met.value.kode


def test_what_is_not_there_is_said(village: desks.Desk) -> None:
    for act, wanted in (
            (lambda: village.reply(7), "BALASAN_TIDAK_ADA"), (lambda: village.find_person("0000"), "PESERTA_TIDAK_ADA"),
            (lambda: village.new("dewan"), "KELOMPOK_SALAH"),
            (lambda: village.set_berkas([UID], "KTP", "hilang"), "BERKAS_SALAH"),
            (lambda: village.leave_many([], LeaveOrder(sebab="mengundurkan_diri", tanggal=TODAY)), "PESERTA_TIDAK_ADA"),
            (lambda: village.set_lock_minutes(7), "KUNCI_OTOMATIS_SALAH"),
            (lambda: village.set_backup_days(61), "HARI_SALAH"),
            (lambda: village.give_consent(UID, TODAY, "cap_jempol", "  "), "SAKSI_KOSONG"),
            (lambda: village.give_consent(UID, TODAY, "lisan"), "PERSETUJUAN_SALAH"),
            (lambda: trail_words.moment("kemarin"), "RIWAYAT_RUSAK")):
        assert kode(act) == wanted, wanted
    assert village.file_facts(Path("surat.jdx")) == ()  # its name says nothing of any village


def test_consent_ends_after_it_began_and_not_tomorrow(village: desks.Desk) -> None:
    village.give_consent(UID, YESTERDAY, "tanda_tangan")
    for day in (YESTERDAY - timedelta(days=1), TODAY + timedelta(days=1)):
        assert kode(lambda day=day: village.withdraw_consent(UID, "", day)) == "TANGGAL_SALAH"  # type: ignore[misc]
    assert village.read(UID).persetujuan == Persetujuan(
        tanggal=YESTERDAY, cara="tanda_tangan", versi=village.read(UID).persetujuan.versi)  # type: ignore[union-attr]


def test_a_setting_that_stays_the_same_leaves_no_entry(village: desks.Desk) -> None:
    before = village._db.one("SELECT max(n) FROM riwayat")
    village.set_lock_minutes(village.lock_minutes())
    village.set_backup_days(village.backup_days())
    me = village.me()
    assert village.change_user(me.id, me.nama) == me
    assert village._db.one("SELECT max(n) FROM riwayat") == before
    assert village.backup_reminder() == "Sudah waktunya mencadangkan ke flashdisk."


def test_a_day_of_leaving_lies_within_a_life_and_a_work(village: desks.Desk) -> None:
    uid = "01a00000-0000-7000-8000-000000000002"
    person = village.save(salma(uid, nik="7402111408849418", nama="LA UMUR", jenis_kelamin="L",
                                mulai_bekerja=date(2026, 6, 1)), 0)
    born = person.tanggal_lahir - timedelta(days=1)  # type: ignore[operator]
    order = LeaveOrder(sebab="mengundurkan_diri", tanggal=born)
    assert kode(lambda: village.leave(uid, order)) == "SEBELUM_LAHIR"
    assert kode(lambda: village.leave(uid, replace(order, tanggal=date(2026, 5, 31)))) == "SEBELUM_MULAI"
    accident = replace(order, sebab=leaving_writing.ACCIDENT, waktu=datetime(born.year, born.month, born.day, 9))
    assert kode(lambda: village.leave(uid, accident)) == "SEBELUM_LAHIR"
    assert village.read(uid).keluar_tanggal is None


def test_what_an_import_by_file_means(village: desks.Desk) -> None:
    added = village.add_people([{
        "kelompok": "pekerja_rentan", "nama": "WA FAIL", "kpj": "*****678", "sumber_dana": "APBD_KAB",
        "keluarga": [{"nama": "LA FAIL", "hubungan": "suami", "urutan": ""}]}])[0]
    person = village.read(getattr(added, "uid", added))  # type: ignore[arg-type]
    assert person.kpj == ""  # given out with its last digits only, never taken back as a number
    assert person.sumber_dana.jkk_jkm == "APBD_KAB"
    assert person.keluarga[0].urutan is None
    for row, wanted in (({"persetujuan": {"tanggal": "entah"}}, "PERSETUJUAN_SALAH"),
                        ({"keluarga": [{"nama": "X", "urutan": "dua"}]}, "KELUARGA_SALAH"),
                        ({"kelompok": "dewan"}, "KELOMPOK_SALAH")):
        assert kode(lambda row=row: village.add_people([{"nama": "WA SALAH", **row}])) == wanted  # type: ignore[misc]


def test_a_payment_told_by_a_file_has_its_day_and_texts() -> None:
    assert kode(lambda: paying_rows._payment({"bukti": "1"}, new=False)) == "TANGGAL_KOSONG"
    assert kode(lambda: paying_rows._text({"bukti": 12}, "bukti")) == "ISIAN_SALAH"
    assert paying_rows._text({"bukti": None}, "bukti") == ""


def test_whether_a_letter_continues_its_series() -> None:
    assert letter_numbers._further("005/17/2026", "")
    assert letter_numbers._further("005/17/2026", "005/9/2026")
    assert not letter_numbers._further("005/9/2026", "005/17/2026")
    assert not letter_numbers._further("tanpa nomor", "5/A/2026")
    assert not letter_numbers._further("6/B/2026", "5/A/2026")  # another series: nobody can tell


def test_a_day_so_many_months_later_is_never_in_the_month_after() -> None:
    assert data_rights_reading.months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert data_rights_reading.months_after(date(2027, 1, 31), 13) == date(2028, 2, 29)
    assert data_rights_reading.months_after(date(2026, 8, 31), 1) == date(2026, 9, 30)
    assert data_rights_reading.months_after(date(2026, 11, 15), 24) == date(2028, 11, 15)


def test_money_in_short() -> None:
    for sen, words in ((31_630_000_000, "Rp 316,3 juta"), (123_456_000_000, "Rp 1,2 miliar"),
                       (99_999_949, "Rp 999.999"), (100_000_000, "Rp 1,0 juta")):
        assert report_making.short_rupiah(sen) == words
    assert report_making.sums([], "Jumlah", (1,)) == ()


def test_assumptions_and_gaps_are_told(village: desks.Desk) -> None:
    from jamsos_desktop.iuran.budget import WhatIf

    assert budgeting_report.assumptions(WhatIf(sk_diperpanjang=True)) == (
        "SK dan kontrak yang berakhir diperpanjang",)
    assert budgeting_report.assumptions(WhatIf()) == ()


def test_whose_days_of_birth_a_pin_must_not_be(village: desks.Desk) -> None:
    ctx = village.ctx
    words = {jenis: staffing_slots.officials_of(replace(ctx, unit=replace(ctx.unit, jenis=jenis)))
             for jenis in ("desa", "kelurahan", "opd")}
    assert words == {"desa": "Kepala Desa atau Sekretaris Desa", "kelurahan": "Lurah atau Sekretaris",
                     "opd": "kepala atau sekretaris kantor"}
    assert staffing_slots.officials_of(replace(ctx, mode="dpmd")) == ""


def test_names_of_the_office_take_their_posts(village: desks.Desk) -> None:
    unit = village.ctx.unit
    fresh = Pejabat(jabatan="bendahara", nama="HASNIA")
    without = replace(unit, pejabat=tuple(one for one in unit.pejabat if one.jabatan != "bendahara"))
    assert road_signers._with(without, fresh).pejabat == (*without.pejabat, fresh)
    other = Pejabat(jabatan="sekretaris", nama="SITI")
    assert road_signers._with(unit, other).pejabat_untuk("sekretaris").nama == "SITI"
    assert len(road_signers._with(unit, other).pejabat) == len(unit.pejabat)
    held = road_office._with_treasurer(without, "HASNIA")
    assert held.pejabat_untuk("bendahara").nama == "HASNIA"
    assert road_office._with_treasurer(held, "Hasnia") is held
    assert road_office._with_treasurer(held, "").pejabat == without.pejabat


def test_a_button_is_off_where_the_desk_moved_away(village: desks.Desk) -> None:
    whole = village.ctx
    assert village.may(Right.KANTOR)
    village.ctx = replace(whole, moved=Problem("MEJA_DIPINDAHKAN", "Data sudah dipindahkan.", "Utuh.", "Laptop baru."))
    try:
        assert village.why_not(Right.KANTOR) == "Data sudah dipindahkan."
    finally:
        village.ctx = whole


def test_an_entry_zero_is_always_as_it_was(village: desks.Desk) -> None:
    assert trail_check._held(village._db, "Rekap", 0, "").cocok is True
    assert trail_check._held(village._db, "Rekap", 10 ** 6, "ABCD").cocok is False


def test_after_mending_people_are_told_what_to_do(village: desks.Desk) -> None:
    cared = Cared("kunci", datetime(2026, 11, 21, 8), 1234)
    assert care_words._people(cared) == "1.234 orang, utuh"
    assert any("1 perlu difoto ulang: KTP LA ODE" in line
               for line in care_words._open(replace(cared, foto=("KTP LA ODE",))))


def test_ctrl_c_is_no_fault(village: desks.Desk, capsys: pytest.CaptureFixture[str],
                            monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[Callable[[BaseException], None]] = []
    monkeypatch.setattr(faults.faults, "hook", held.append)
    faults.tell_commands(village.folder)
    held[0](KeyboardInterrupt())
    assert capsys.readouterr().err == "DIBATALKAN: Dihentikan dari papan ketik.\n"


def test_nobody_invented_falls_past_the_last_stage_or_group() -> None:
    assert sum(share for _, share in samples.STAGES) == 100
    assert samples.SHARES[-1][1] == 1.0


def test_what_is_loaded_while_the_pin_is_typed() -> None:
    steps = list(warming.warm_up_job())
    assert [step.done for step in steps] == list(range(len(steps)))
    assert steps[-1].done == steps[-1].total


def test_a_column_and_an_order_of_days_chosen_by_hand() -> None:
    plan = ImportPlan(kelompok="pekerja_rentan").column_as(3, "nik").column_as(4, "").dates_as(5, "bht")
    assert (dict(plan.kolom), dict(plan.tanggal)) == ({3: "nik", 4: ""}, {5: "bht"})


def test_an_heir_mended_in_an_import() -> None:
    first, second = Keluarga(nama="LA SATU", urutan=1), Keluarga(nama="WA DUA", urutan=2)
    assert choosing._heir((first, second), "nama", "LA BARU")[0].nama == "LA BARU"
    assert choosing._heir((first, second), "nama", "") == (second,)  # without a name there is nobody
    assert choosing._heir((), "nama", "WA TIGA") == (Keluarga(nama="WA TIGA", urutan=1),)


def test_the_same_hamlet_in_other_letters_is_no_difference() -> None:
    assert merging._same(BY_KEY["dusun"], "II", "dusun 2") == merging._same(BY_KEY["dusun"], "dusun 2", "II")
    assert merging._same(BY_KEY["dusun"], "Dusun II", "II")
    assert not merging._same(BY_KEY["dusun"], "II", "III")


def test_heirs_of_a_sheet_come_behind_those_there_are() -> None:
    family = [Keluarga(nama="LA SATU", urutan=1), Keluarga(nama="WA DUA")]
    merging._place(family, [(1, Keluarga(nama="WA DUA", urutan=1)), (None, Keluarga(nama="WA TIGA"))])
    assert [(one.nama, one.urutan) for one in family] == [("LA SATU", 1), ("WA DUA", 2), ("WA TIGA", None)]


def test_somebody_without_a_phone_is_told_as_that(village: desks.Desk) -> None:
    assert merging._desk_words(village.ctx, salma(hp="", tanpa_hp=True), "hp") == "tidak punya HP"


def test_the_place_before_a_day_of_birth() -> None:
    assert problem_book._before_day("Soropia, 14-08-1984") == "Soropia"
    assert problem_book._before_day("Soropia") == "Soropia"


@pytest.mark.parametrize("code", ["74.99", "74.02.11", ""])
def test_a_district_that_is_not_there(tmp_path: Path, clock: desks.Clock, code: str) -> None:
    assert kode(lambda: desks.set_up_dpmd(DataFolder(tmp_path / "d"), code, None, clock)) == "KODE_WILAYAH_SALAH"
    assert not (tmp_path / "d").exists()


def test_nobody_to_propose(tmp_path: Path, set_up: Path, clock: desks.Clock) -> None:
    root = Path(shutil.copytree(set_up, tmp_path / "kosong"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        desk.set_rentan_quota(2026, "APBD_KAB", 5, "Surat DPMD")
        assert kode(lambda: desk.propose_selection(2026, "APBD_KAB")) == "CALON_KOSONG"
        assert kode(lambda: run_to_end(desk.step_back_sheet_job())) == "PEMBARUAN_TIDAK_ADA"
