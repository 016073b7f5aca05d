"""Coverage read from the register: every figure beside a naive recount of everybody."""

from __future__ import annotations

import random
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jamsos_desktop.desk import Desk
from jamsos_desktop.desk.district import coverage_reading, report_briefing
from jamsos_desktop.desk.district.report_making import Making, short_rupiah
from jamsos_desktop.hub.register import figures, recap
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.conftest import CLOCK_DAY
from tests.hub import makers
from tests.hub.coverage_district import everybody, filled, standings


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with filled(tmp_path_factory.mktemp("dpmd")) as opened:
        yield opened


@pytest.fixture
def district(desk: Desk) -> Any:
    return desk.district


@pytest.mark.parametrize("kelompok", ["", *makers.GROUPS])
@pytest.mark.parametrize("level", ["kabupaten", "kecamatan", "desa"])
def test_every_figure_is_what_a_naive_count_says(desk: Desk, district: Any, kelompok: str, level: str) -> None:
    people = everybody(desk)
    code = {"kabupaten": "", "kecamatan": people[0].unit[:8], "desa": people[0].unit}[level]
    mine = [p for p in people if p.unit.startswith(code) and kelompok in ("", p.kelompok)]
    covered = [p for p in mine if p.covered]
    found = district.recap(code, kelompok)
    assert (found.tingkat, found.kode) == (level, code)
    assert found.terdaftar == len(covered)
    assert covered or level == "desa"  # a count of nobody shows nothing
    assert found.orang == len(mine)
    assert found.keadaan == dict(standings(mine))
    assert sum(found.keadaan.values()) == found.orang
    assert found.iuran_sen == sum(p.sen for p in covered)
    assert found.rata_sen == (round(found.iuran_sen / len(covered)) if covered else 0)
    assert (found.lewat, found.tunda) == (standings(mine)["lewat_masa"], standings(mine)["tunda"])
    assert found.bulan[-1].aktif == found.terdaftar
    if level != "desa":
        assert sum(bar.nyata for bar in found.bars) == found.terdaftar
        assert sum(bar.sasaran for bar in found.bars) == found.sasaran
        assert sum(bar.desa for bar in found.bars) == found.desa
    if not kelompok:
        assert sum(bar.nyata for bar in found.kelompok_bars) == found.terdaftar


@pytest.mark.parametrize("month", range(1, 11))
def test_a_past_month_is_who_was_covered_on_its_last_day(desk: Desk, district: Any, month: int) -> None:
    end = f"2026-{month:02}-{monthrange(2026, month)[1]}"
    was = [p for p in everybody(desk) if not p.tunda and p.mulai <= end and (p.sampai == "" or p.sampai >= end)
           and (p.keadaan == "aktif" or (p.keadaan == "keluar" and p.mulai != "" and p.sampai != ""))]
    assert district.recap().bulan[month - 1].aktif == len(was)


def test_the_funnel_is_all_desa_and_kelurahan_are_in_no_count(desk: Desk, district: Any) -> None:
    whole = district.recap()
    assert whole.desa == 291
    assert sum(stage.desa for stage in whole.tahapan) == 291
    with desk.ctx.open() as db:
        heard = {row[0] for row in db.all("SELECT kode FROM unit WHERE seq > 0 AND jenis = 'desa'")}
        assert db.one("SELECT count(*) FROM unit WHERE seq > 0 AND jenis = 'kelurahan'")[0] > 0
    assert whole.melapor == len(heard)
    assert {s.kode: s.desa for s in whole.tahapan}["belum_melapor"] == 291 - len(heard) == whole.belum_melapor
    assert len(whole.bars) == 28  # 27 with desa, and Unaaha, whose kelurahan have people here
    assert {bar.nama: bar.desa for bar in whole.bars}["Unaaha"] == 0


def test_silent_villages_have_days_and_contact(desk: Desk, district: Any) -> None:
    with desk.ctx.open() as db, db.write():
        kode = db.one("SELECT kode FROM unit WHERE seq > 0 AND jenis = 'desa' ORDER BY kode LIMIT 1")[0]
        db.run("UPDATE unit SET diambil = '2026-09-21T10:00:00+08:00', profil = ? WHERE kode = ?",
               ('{"telepon": "081200009417", "pejabat": [{"jabatan": "sekretaris", "nama": "NURHAYATI SALAM"}]}', kode))
    quiet = [unit for unit in district.silent() if unit.hari is not None]
    assert [(unit.kode, unit.hari, unit.kontak) for unit in quiet] == [(kode, 61, "Nurhayati Salam, 081200009417")]
    assert len(district.silent()) == district.recap().belum_melapor + 1
    assert {unit.kode_kecamatan for unit in district.silent("74.02.11")} == {"74.02.11"}


def test_new_this_week_counts_the_first_package_only(desk: Desk, district: Any) -> None:
    with desk.ctx.open() as db:
        villages = [row[0] for row in db.all("SELECT kode FROM unit WHERE seq > 0 AND jenis = 'desa' ORDER BY kode")]
        with db.write():
            for kode, seq, day, state in ((villages[0], 1, "2026-11-19", "diterapkan"),
                                          (villages[1], 1, "2026-11-01", "diterapkan"),
                                          (villages[1], 2, "2026-11-20", "diterapkan"),
                                          (villages[2], 1, "2026-11-20", "ditahan")):
                db.run("INSERT INTO kiriman (unit, seq, sha, kode_periksa, base, prev, perangkat, isi, dibuat, diambil,"
                       " nama_berkas, ukuran, keadaan, hasil, keterangan, jumlah, sidik)"
                       " VALUES (?, ?, ?, '', 0, '', '', 'delta', '', ?, '', 0, ?, 'baru', '', '{}', '')",
                       (kode, seq, f"{kode}{seq}", f"{day}T10:00:00+08:00", state))
    assert district.recap().baru == 1


def test_lapses_add_up_per_payer_and_month(desk: Desk, district: Any) -> None:
    wanted: Counter[tuple[str, str, str]] = Counter()
    for p in everybody(desk):
        if p.tunda:
            continue
        if p.keadaan == "menunggu_bayar":
            wanted[p.dana, "belum_bayar", ""] += 1
        elif p.keadaan == "aktif" and p.sampai:
            wanted[p.dana, "lewat" if p.lapsed(CLOCK_DAY) else "habis", p.sampai[:7]] += 1
    rows = district.lapsing()
    assert {(row.sumber_dana, row.jenis, row.bulan): row.orang for row in rows} == dict(wanted)
    assert {row.nama for row in rows} == {"APBD Kabupaten", "CSR perusahaan", "Mandiri", "Belum dipilih"}


def test_quality_counts_people_once_and_marks_each(desk: Desk, district: Any) -> None:
    people = everybody(desk)
    for row in district.quality():
        mine = [p for p in people if p.unit == row.kode]
        assert (row.orang, row.bertanda) == (len(mine), sum(p.mutu != "" for p in mine))
        assert {mark: many for mark, _, many in row.tanda} == dict(Counter(m for p in mine for m in p.mutu.split()))
    shares = [row.persen for row in district.quality()]
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize("keadaan", ["masuk", "ditolak", "aktif", "lewat_masa", "tunda", "keluar"])
def test_people_can_be_listed_by_what_the_recap_counts(desk: Desk, district: Any, keadaan: str) -> None:
    kode = everybody(desk)[0].unit
    rows = district.people_of_unit("", keadaan=keadaan)
    assert len(rows) == district.recap().keadaan[keadaan] > 0
    assert len(district.people_of_unit(kode, keadaan=keadaan)) == district.recap(kode).keadaan.get(keadaan, 0)
    assert all(set(row.nik[:-4]) == {"\u2022"} for row in rows)
    assert {row.tunda for row in rows} == {keadaan == "tunda"}


def test_people_are_found_by_name_nik_group_and_mark(desk: Desk, district: Any) -> None:
    everyone = district.people_of_unit("")
    one = everyone[7]
    assert one.uid in {row.uid for row in district.people_of_unit(one.kode, cari=one.nama[:5].lower())}
    with desk.ctx.open() as db:
        nik = db.one("SELECT nik FROM orang WHERE uid = ?", (one.uid,))[0]
    assert [row.uid for row in district.people_of_unit("", cari=nik)] == [one.uid]
    assert {row.kelompok for row in district.people_of_unit("", kelompok="non_asn")} == {"non_asn"}
    assert len(district.people_of_unit("", limit=5)) == 5
    marked = district.people_of_unit("", tanda="NIK_JK")
    assert marked
    assert all("NIK beda jenis kelamin" in row.mutu for row in marked)


def test_a_person_is_shown_whole_but_for_mother_and_kpj(desk: Desk, district: Any) -> None:
    refused = district.people_of_unit("", keadaan="ditolak")[0]
    view = district.person_view(refused.uid)
    with desk.ctx.open() as db:
        mother, nik = db.one("SELECT nama_ibu, nik FROM orang WHERE uid = ?", (refused.uid,))
    shown = repr(view)
    assert mother not in shown.upper()
    assert "25011234567" not in shown
    assert dict(view.bagian)["Identitas"][0] == ("NIK", nik)
    assert view.kalimat[0] == "Ditolak BPJS: Nama beda dengan KTP."
    assert "KTP-el" in view.kalimat[1]
    assert {"Keluarga", "Berkas"} <= set(dict(view.bagian))
    with pytest.raises(Problem) as told:
        district.person_view("tidak-ada")
    assert told.value.kode == "PESERTA_TIDAK_ADA"


def test_a_village_may_send_anything_and_still_be_read(desk: Desk, district: Any) -> None:
    village = makers.Village("74.02.11.2017")
    (uid,) = village.enrol(1)
    village.rows[uid] |= {"tanggal_lahir": "besok", "keluarga": ["x", {"nama": 5}], "berkas": {"ktp": 1},
                          "penghasilan": "banyak", "mulai": 7, "sk_tanggal": "kemarin"}
    makers.fill(desk, [village])
    row = next(row for row in district.people_of_unit(village.kode) if row.uid == uid)
    assert row.usia is None
    assert district.person_view(uid).bagian


def test_people_over_age_are_asked_on_the_day(desk: Desk, district: Any) -> None:
    with desk.ctx.open() as db, db.write():
        uids = [row[0] for row in db.all("SELECT uid FROM orang WHERE hapus = 0 AND keadaan = 'masuk'"
                                         " AND segmen = 'BPU' ORDER BY uid LIMIT 2")]
        for uid, born in zip(uids, ("1961-11-21", "1961-11-22"), strict=True):
            db.run("UPDATE orang SET tanggal_lahir = ? WHERE uid = ?", (born, uid))
    over = {row.uid: row for row in district.people_over_age()}
    assert over[uids[0]].usia == 65
    assert uids[1] not in over
    assert not {"keluar", "ditolak"} & {row.keadaan for row in over.values()}


def test_an_unknown_area_is_refused_with_a_sentence(district: Any) -> None:
    with pytest.raises(Problem) as told:
        district.recap("74.05")
    assert told.value.kode == "UNIT_TIDAK_ADA"


def test_the_kept_sums_follow_any_change(tmp_path: Path) -> None:
    """Random changes, each counted again for its village alone, end where counting all anew ends."""
    dice = random.Random(11)
    with filled(tmp_path, 6, 6) as desk, desk.ctx.open() as db:
        people = db.all("SELECT uid, unit FROM orang")
        for _ in range(60):
            uid, unit = dice.choice(people)
            with db.write():
                db.run("UPDATE orang SET keadaan = ?, tunda = ?, hapus = ? WHERE uid = ?",
                       (dice.choice(("masuk", "aktif", "ditolak")), dice.randrange(2), dice.randrange(4) == 0, uid))
                recap.refresh(db, [unit])
        kept = tables(db)
        with db.write():
            recap.refresh(db, [unit.kode for unit in figures.units(db)])
        assert tables(db) == kept


def tables(db: Any) -> list[list[tuple[Any, ...]]]:
    return [sorted(db.all(f"SELECT * FROM {name}")) for name in ("rekap", "rekap_bulan", "rekap_tempo", "rekap_mutu")]


@pytest.mark.parametrize("kelompok", makers.GROUPS)
def test_money_that_waits_is_that_of_the_group_asked_for(desk: Desk, kelompok: str) -> None:
    people = [p for p in everybody(desk) if p.kelompok == kelompok and not p.tunda]
    waiting = [p for p in people if p.keadaan == "menunggu_bayar" or (p.keadaan == "aktif" and p.lapsed(CLOCK_DAY))]
    with desk.ctx.open() as db:
        rows = coverage_reading.lapsing(coverage_reading.read(desk.ctx, db), db, kelompok=kelompok)
    asked = [row for row in rows if row.jenis != "habis"]
    assert waiting
    assert sum(row.orang for row in asked) == len(waiting)
    assert sum(row.sebulan_sen for row in asked) == sum(p.sen for p in waiting)


def test_the_briefing_of_a_group_speaks_of_its_money_alone(desk: Desk, district: Any) -> None:
    group = makers.GROUPS[1]
    with desk.ctx.open() as db:
        picture = coverage_reading.read(desk.ctx, db)
        rows = coverage_reading.lapsing(picture, db, kelompok=group)
        page = report_briefing.briefing(Making(ctx=desk.ctx, db=db, picture=picture, units=picture.units,
                                               kelompok=group))
    money = short_rupiah(sum(row.sebulan_sen for row in rows if row.jenis != "habis"))
    assert any(f"({money} per bulan)" in what for what, _ in page.putusan)


def test_a_report_never_says_a_choice_that_it_does_not_count_by(district: Any, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(run_to_end(district.report_job("lewat_masa", tmp_path / "a.xlsx",
                                                                 kelompok="non_asn")))
    assert book["Pembayar"]["A2"].value.startswith("Kabupaten Konawe, keadaan")
