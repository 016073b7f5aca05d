"""The map desa through the desk: a road walked from the first form to the cards; refusals; the office's profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from talks import talking

from jamsos_desktop import desk as desks
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.policy.records import Dated, Nilai
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, office
from tests.conftest import TODAY, make_ready, salma

PU = {"kelompok": "perangkat_desa", "segmen": "PU", "jabatan": "KADES", "pekerjaan": "", "wadah_jenis": "",
      "sumber_dana": SumberDana(jkk_jkm="APBDES_ADD"), "periode_bayar": 1, "status_pegawai": "PKWTT", "desil": None,
      "penghasilan": 3_000_000, "mulai_bekerja": date(2020, 1, 2)}


@pytest.fixture(scope="module")
def office_desk(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Iterator[desks.Desk]:
    """One desk for the tests that only look or are refused, with one person on each road."""
    import shutil

    from jamsos_desktop.paths import DataFolder

    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("map") / "data"))
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        desk.save(salma("u1"), 0)
        desk.save(salma("u2", nik="7402115408849418", nama="LA BASRI", **PU), 0)
        yield desk


def step(desk: desks.Desk, kode: str, jalur: str = "pemberi_kerja") -> desks.RoadStep:
    return next(road for road in desk.roads() if road.jalur == jalur).step(kode)


def refused(kode: str, desk: desks.Desk, *args: object, **values: object) -> None:
    before = (desk.unit, desk.roads())
    with pytest.raises(Problem) as caught:
        desk.mark_step(*args, **values)  # type: ignore[arg-type]
    assert caught.value.kode == kode
    assert (desk.unit, desk.roads()) == before


def test_a_village_without_people_has_the_employers_road_alone(desk: desks.Desk) -> None:
    [road] = desk.roads()
    assert road.jalur == "pemberi_kerja"
    assert {p.kode for p in road.step("berkas").papers} >= {"F1", "NPWP_DESA", "SK_KADES"}
    ahead = desk.next_step()
    assert ahead is not None
    assert ahead.kode == "berkas"


def test_bpu_people_open_the_road_of_the_wadah(office_desk: desks.Desk) -> None:
    assert [road.jalur for road in office_desk.roads()] == ["pemberi_kerja", "wadah"]
    assert [p.kode for p in step(office_desk, "sk", "wadah").papers] == ["SK_RENTAN"]
    assert not {"F1", "NPWP_DESA"} & {p.kode for p in step(office_desk, "berkas", "wadah").papers}
    assert not {"F1_WADAH", "SK_RENTAN"} & {p.kode for p in step(office_desk, "berkas").papers}


def test_an_office_of_the_district_has_no_wadah(office_desk: desks.Desk) -> None:
    kept = office_desk.ctx
    try:
        office_desk.ctx = replace(kept, unit=replace(kept.unit, jenis="opd"))
        assert [road.jalur for road in office_desk.roads()] == ["pemberi_kerja"]
    finally:
        office_desk.ctx = kept


def test_with_the_pemda_as_employer_the_npp_is_not_asked_of_the_village(office_desk: desks.Desk) -> None:
    kept = office_desk.ctx
    pemda = (Dated(date(2020, 1, 1), None, Nilai("pemda", "", "uji", "bersumber")),)
    ruled = {key: value for key, value in kept.policy.values.items() if key[0] != "pemberi_kerja"}
    try:
        office_desk.ctx = replace(kept, policy=replace(kept.policy, values={**ruled, ("pemberi_kerja", ""): pemda}))
        assert step(office_desk, "bpjs").label == "BPJS: NPP pemda"
    finally:
        office_desk.ctx = kept


def test_an_employers_road_from_the_first_form_to_the_cards(desk: desks.Desk, tmp_path: Path) -> None:
    with talking(desk, tmp_path) as talk:
        desk.save(salma("u1", **PU), 0)
        walked = []

        def done(kode: str) -> None:
            found = step(desk, kode)
            assert found.keadaan == "selesai", (kode, found)
            walked.append(kode)

        assert [f.pesan for f in desk.judge(desk.read("u1")).blocking] == []
        for paper in step(desk, "berkas").papers:
            desk.set_berkas_desa(paper.kode, "ada")
        done("berkas")
        done("data")
        assert desk.next_step().kode == "tanda_tangan"
        make_ready(desk, "u1")
        done("tanda_tangan")
        assert desk.next_step().kode == "dpmd"
        talk.deliver()
        assert step(desk, "dpmd").keadaan == "jalan"
        assert desk.next_step() is None  # all waits for DPMD
        talk.decide("u1", keadaan="diterima")
        talk.hear()
        done("dpmd")
        assert desk.next_step().kode == "bpjs"
        marked = desk.mark_step("pemberi_kerja", "bpjs", TODAY, " bb 123.456 ", "dari loket Kendari")
        assert (marked.keadaan, marked.nomor, marked.catatan) == ("selesai", "BB123456", "dari loket Kendari")
        assert desk.unit.npp == "BB123456"
        done("bpjs")
        bill = desk.make_bill(desks.BillOrder(sumber_dana="APBDES_ADD", bulan_dari="2026-12", bulan=1, uids=("u1",)))
        desk.set_kode_bayar(bill, "880012345678", date(2026, 12, 5))
        assert (desk.next_step().kode, desk.next_step().hitungan) == ("bayar", "Kode bayar 880012345678")
        desk.record_payment(bill, TODAY, "NTPN-1")
        done("bayar")
        assert step(desk, "bayar").tanggal == TODAY
        assert desk.next_step().kode == "kartu"
        talk.change("u1", kartu="diserahkan")
        done("kartu")
        assert desk.next_step() is None
        assert walked == [one.kode for one in desk.roads()[0].steps]


def test_cards_are_counted_of_those_who_are_registered(desk: desks.Desk, tmp_path: Path) -> None:
    with talking(desk, tmp_path) as talk:
        talk.enrol(1, 2)
        assert step(desk, "kartu", "wadah").bisa is False
        talk.deliver()
        talk.activate("u1", "u2")
        talk.hear()
        talk.change("u1", kartu="diserahkan")  # a change of the record, and still a member
        card = step(desk, "kartu", "wadah")
        assert (card.keadaan, card.hitungan, card.bisa) == ("jalan", "1 dari 2 orang", True)
        assert step(desk, "bayar", "wadah").keadaan == "selesai"


def test_a_typed_step_is_kept_with_its_history(desk: desks.Desk) -> None:
    desk.save(salma("u1"), 0)
    desk.mark_step("wadah", "pks", date(2026, 11, 2), "PKS/12/2026", "disimpan di map", "selesai")
    kept = step(desk, "pks", "wadah")
    assert (kept.keadaan, kept.tanggal, kept.nomor, kept.catatan, kept.ditulis) == (
        "selesai", date(2026, 11, 2), "PKS/12/2026", "disimpan di map", "selesai")
    desk.mark_step("wadah", "bpjs", None, "W-77", jenis="SA")
    assert step(desk, "bpjs", "wadah").hitungan == "Wadah SA W-77"
    desk.mark_step("wadah", "pks")
    assert (step(desk, "pks", "wadah").keadaan, step(desk, "pks", "wadah").nomor) == ("belum", "")
    with desk.ctx.open() as db:
        [told] = db.all("SELECT count(*) FROM riwayat WHERE aksi = 'langkah' AND objek_id = 'wadah.pks'")
    assert told[0] == 2


@pytest.mark.parametrize(("kode", "args", "values"), [
    ("LANGKAH_TIDAK_ADA", ("pemberi_kerja", "terbang"), {}), ("LANGKAH_TIDAK_ADA", ("laut", "pks"), {}),
    ("LANGKAH_TIDAK_ADA", ("pemberi_kerja", "pks"), {}),
    ("LANGKAH_DIHITUNG", ("pemberi_kerja", "data"), {"keadaan": "selesai"}),
    ("KEADAAN_SALAH", ("wadah", "pks"), {"keadaan": "beres"}),
    ("TANGGAL_SALAH", ("wadah", "pks", date(2026, 11, 22)), {}),
    ("NOMOR_SALAH", ("wadah", "pks"), {"nomor": "9" * 61}), ("NOMOR_SALAH", ("wadah", "pks"), {"catatan": "a" * 301}),
    ("WADAH_SALAH", ("wadah", "bpjs"), {"jenis": "ZZ"}), ("WADAH_SALAH", ("wadah", "pks"), {"jenis": "SA"}),
    ("NPP_SALAH", ("pemberi_kerja", "bpjs"), {"nomor": "AB/12345"}),
])
def test_a_wrong_step_is_refused_and_nothing_changes(office_desk: desks.Desk, kode: str, args: tuple[object, ...],
                                                     values: dict[str, str]) -> None:
    refused(kode, office_desk, *args, **values)


def test_the_profile_of_the_office_is_kept_as_papers_want_it(desk: desks.Desk) -> None:
    desk.set_office(npp="bb 123-456", npwp="01.234.567.8-901.000", alamat="  Jl. Poros 1 ", kode_pos="93351",
                    telepon="0812-9900 0417", email="desa@contoh.desa.id", bendahara="hasnia  tahir")
    assert (desk.unit.npp, desk.unit.npwp, desk.unit.telepon) == ("BB123456", "012345678901000", "081299000417")
    assert desk.unit.alamat == "Jl. Poros 1"
    assert desk.unit.pejabat_untuk("bendahara").nama == "hasnia tahir"
    assert desk.unit.pejabat_untuk("kepala_desa").nama == "MUH. ARSYAD TAHIR"
    with desk.ctx.open() as db:
        assert office.unit(db) == desk.unit
        before = history.head(db)[0]
    desk.set_office(npp="BB123456")  # nothing new: nothing is written
    desk.set_office(npp="", bendahara="")
    assert (desk.unit.npp, desk.unit.pejabat_untuk("bendahara").nama) == ("", "")
    with desk.ctx.open() as db:
        assert history.head(db)[0] == before + 1


@pytest.mark.parametrize(("kode", "wrong"), [
    ("NPP_SALAH", {"npp": "AB12"}), ("NPP_SALAH", {"npp": "BB/123456"}), ("NPP_SALAH", {"npp": "TANPAANGKA"}),
    ("NPP_SALAH", {"npp": "1" * 13}), ("NPWP_SALAH", {"npwp": "12345678901234"}),
    ("NPWP_SALAH", {"npwp": "O123456789"}), ("NPWP_SALAH", {"npwp": "1" * 17}),
    ("KODE_POS_SALAH", {"kode_pos": "9335"}), ("TELEPON_SALAH", {"telepon": "tidak"}),
    ("EMAIL_SALAH", {"email": "desa@"})])
def test_a_wrong_profile_changes_nothing(office_desk: desks.Desk, kode: str, wrong: dict[str, str]) -> None:
    before = office_desk.unit
    with pytest.raises(Problem) as caught:
        office_desk.set_office(alamat="Jalan Lain", **wrong)  # type: ignore[arg-type]
    assert caught.value.kode == kode
    assert office_desk.unit == before


# What Beranda counts.

def test_jht_with_a_payer_of_its_own_stands_apart(desk: desks.Desk) -> None:
    desk.save(salma("u1"), 0)
    desk.save(salma("u2", nik="7402115408849418", nama="LA BASRI", program=("JKK", "JKM", "JHT"),
                    sumber_dana=SumberDana(jkk_jkm="APBD_KAB", jht="MANDIRI")), 0)
    desk.save(salma("u3", nik="7402115408849426", nama="JUMRIA", penghasilan=None, segmen="PU",
                    kelompok="non_asn"), 0)  # her dues cannot be computed yet: nobody pays for her
    today = desk.today_counts()
    assert today.counts.total == 3
    assert [(line.sumber_dana, line.jht, line.orang, line.sen) for line in today.funds] == [
        ("APBD_KAB", False, 2, 3_360_000), ("MANDIRI", True, 1, 2_000_000)]
    assert sum(line.sen for line in today.funds) == today.counts.iuran_sen


def test_causes_add_up_to_those_who_are_not_complete(desk: desks.Desk) -> None:
    desk.save(salma("u1", keluarga=()), 0)
    desk.save(salma("u2", nik="740211540884941", nama="LA BASRI"), 0)
    desk.save(salma("u3", nik="7402115408849419", nama="JUMRIA", penghasilan=None), 0)
    desk.save(salma("u4", nik="7402115408849420", nama="ROSTINA"), 0)
    today = desk.today_counts()
    assert dict(today.causes) == {"ahli waris": 1, "NIK bermasalah": 1, "penghasilan": 1}
    assert sum(many for _, many in today.causes) == today.counts.tabs["perlu_dilengkapi"]


def test_covers_that_end_are_grouped_by_day_and_payer(desk: desks.Desk, tmp_path: Path) -> None:
    with talking(desk, tmp_path) as talk:
        talk.enrol(1, 2, 3)
        talk.enrol(4, sumber_dana=SumberDana(jkk_jkm="MANDIRI"))
        talk.deliver()
        talk.activate("u1", "u2", "u4", sampai="2026-11-30")
        talk.activate("u3", sampai="2026-10-31")
        talk.hear()
        groups = [(g.sampai.isoformat(), g.hari, g.sumber_dana, g.kerja, g.dusun, g.orang, g.asked)
                  for g in desk.today_counts().endings]
        assert groups == [("2026-10-31", -21, "APBD_KAB", "Nelayan", "II", 1, 0),
                          ("2026-11-30", 9, "APBD_KAB", "Nelayan", "II", 2, 0),
                          ("2026-11-30", 9, "MANDIRI", "Nelayan", "II", 1, 0)]
        desk.extend(desks.ExtendOrder(uids=("u3", "u1"), bulan=6))
        assert [(g.orang, g.asked) for g in desk.today_counts().endings] == [(1, 1), (2, 1), (1, 0)]
        parcel = desk.today_counts().parcel
        assert parcel is not None
        assert (parcel.seq, parcel.orang, parcel.dibalas) == (1, 4, True)


def test_refusals_say_who_and_why(desk: desks.Desk, tmp_path: Path) -> None:
    with talking(desk, tmp_path) as talk:
        talk.enrol(1, 2)
        talk.deliver()
        talk.decide("u1", keadaan="ditolak", alasan="BPJS.NIK_BEDA", oleh="bpjs", tindakan="perbaiki")
        talk.decide("u2", keadaan="ditolak", alasan="DPMD.BERKAS", oleh="dpmd", tindakan="perbaiki")
        talk.hear()
        facts = desk.today_counts().refused
        assert facts is not None
        assert (facts.no, facts.dpmd, facts.bpjs) == (1, 1, 1)
        assert facts.terbanyak


def test_those_who_left_since_they_were_sent_are_to_be_sent(desk: desks.Desk, tmp_path: Path) -> None:
    with talking(desk, tmp_path) as talk:
        talk.enrol(1, 2)
        talk.deliver()
        assert desk.today_counts().ubah == 0
        talk.change("u1", keluar_tanggal=TODAY, keluar_sebab="pindah")
        desk.delete(["u2"])
        assert desk.today_counts().ubah == 2
        assert desk.send_state().changed == 2
        talk.deliver()
        assert desk.today_counts().ubah == 0


def test_a_missed_deadline_is_told_until_something_is_sent(desk: desks.Desk, tmp_path: Path) -> None:
    from jamsos_desktop.policy.records import Tenggat

    with talking(desk, tmp_path) as talk:
        talk.enrol(1)
        dates = tuple(Tenggat(kode="kirim", tanggal=day, label="Kiriman bulanan", sumber="uji")
                      for day in (date(2026, 11, 15), date(2026, 12, 15)))
        desk.ctx = replace(desk.ctx, policy=replace(desk.policy, tenggat=dates))
        due = desk.today_counts().tenggat
        assert due is not None
        assert (due.tanggal, due.lewat) == (date(2026, 11, 15), True)
        talk.deliver()
        talk.enrol(2)
        due = desk.today_counts().tenggat
        assert due is not None
        assert (due.tanggal, due.lewat) == (date(2026, 12, 15), False)


def test_a_noted_pks_asks_for_its_paper_alone(desk: desks.Desk) -> None:
    desk.save(salma("u1"), 0)
    before = step(desk, "pks", "wadah")
    assert (before.keadaan, before.berikut) == ("belum", "Tanyakan DPMD nomor dan tanggal PKS, lalu catat.")
    desk.mark_step("wadah", "pks", date(2026, 11, 2), "PKS/12/2026")
    noted = step(desk, "pks", "wadah")
    assert (noted.keadaan, noted.hitungan, noted.berikut) == (
        "jalan", "Nomor PKS/12/2026", "Simpan naskahnya di map, lalu centang.")
    for paper in noted.papers:
        desk.set_berkas_desa(paper.kode, "ada")
    done = step(desk, "pks", "wadah")
    assert (done.keadaan, done.berikut, done.nomor) == ("selesai", "", "PKS/12/2026")
