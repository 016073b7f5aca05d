"""Exits BPJS must hear of, the dead who are never one of them, and batches whose people changed under way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.register import people, standing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.exchange import bpjs_books
from tests.hub import bpjs_places as places
from tests.hub import makers

TODAY = makers.CLOCK_DAY
RENTAN = "pekerja_rentan"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[desks.Desk]:
    with makers.district(tmp_path) as opened:
        yield opened


@pytest.fixture
def villages(desk: desks.Desk) -> list[makers.Village]:
    return places.known_villages(desk, 2, 8)


def seen(desk: desks.Desk, uid: str) -> Any:
    return people.by_uids(desk.district.db, [uid])[uid]


def make(desk: desks.Desk, jenis: str, kelompok: str = RENTAN, bulan: int = 6) -> str:
    group = places.group(desk, jenis, kelompok)
    return run_to_end(desk.district.make_batch_job(group.choice(group.masa_dari, bulan))).nomor


def handed(desk: desks.Desk, kelompok: str = RENTAN, *, paid: bool = True) -> tuple[str, list[str]]:
    nomor = make(desk, "daftar", kelompok)
    run_to_end(desk.district.hand_over_job(nomor, TODAY, ""))
    for nth, bill in enumerate(desk.district.batch(nomor).bills if paid else ()):
        run_to_end(desk.district.set_kode_bayar_job(bill.id, f"88074020{nth:04}{int(nomor[2:])}", None))
        run_to_end(desk.district.set_paid_job(bill.id, TODAY, "SP2D 1"))
    return nomor, [m.uid for m in desk.district.batch(nomor).members]


def members(desk: desks.Desk, kelompok: str = RENTAN) -> list[str]:
    nomor, uids = handed(desk, kelompok)
    for nth, uid in enumerate(uids):
        desk.district.set_result(nomor, uid, "ok", kpj=f"2100000000{nth}")
    return uids


def decide(desk: desks.Desk, changes: dict[str, dict[str, Any]]) -> int:
    with desk.ctx.open() as db, db.write():
        return standing.decide(db, desk.ctx.actor(), "ganda", "1", "orang sama", changes)


def end(desk: desks.Desk, uid: str) -> int:
    """As decision 1 or 2 ends a membership."""
    return decide(desk, {uid: {"keadaan": "keluar", "alasan": "GANDA", "oleh": "dpmd", "tindakan": "keluarkan",
                               "catatan": "Kepesertaan di desa ini diakhiri.", "diputuskan": "2026-11-20T09:00:00"}})


def exits(desk: desks.Desk) -> int:
    return sum(group.orang for group in desk.district.candidates() if group.jenis == "berhenti")


def test_bpjs_hears_of_whom_the_district_ended_until_it_accepts_the_exit(desk, villages, tmp_path):
    uids = members(desk)
    putusan = end(desk, uids[0])
    nomor = make(desk, "berhenti")
    view = desk.district.batch(nomor)
    assert (view.sheets, [m.uid for m in view.members], exits(desk)) == ({"data_tk_na": 1}, [uids[0]], 0)
    desk.district.set_npp(RENTAN, "26104417")
    desk.district.cancel_batch(nomor)
    nomor = make(desk, "berhenti")
    made = run_to_end(desk.district.sipp_job(tmp_path / "out", None, nomor)).files[0]
    row = dict(zip(*load_workbook(made)["data_tk_na"].values, strict=True))
    assert (row["KPJ"], row["TGL_KEJADIAN"], row["SEBAB_NA"] or "") == ("21000000000", "20-11-2026", "")
    desk.district.hand_over(nomor, TODAY, "")
    with pytest.raises(Problem) as refused, desk.ctx.open() as db, db.write():
        standing.undo(db, desk.ctx.actor(), putusan)
    assert refused.value.kode == "PUTUSAN_BERUBAH"  # BPJS has the exit: the decision rests under it
    desk.district.set_result(nomor, uids[0], "ditolak", alasan="LAIN", teks="kartu tidak terbaca")
    assert exits(desk) == 1
    again = make(desk, "berhenti")
    desk.district.hand_over(again, TODAY, "")
    desk.district.set_result(again, uids[0], "ok")
    left = seen(desk, uids[0])
    assert (left.keadaan, left.alasan, left.catatan) == ("keluar", "GANDA", "Kepesertaan di desa ini diakhiri.")
    assert exits(desk) == 0
    while desk.district.undo_last_step(again):
        pass
    desk.district.cancel_batch(again)
    while desk.district.undo_last_step(nomor):
        pass
    with desk.ctx.open() as db, db.write():
        standing.undo(db, desk.ctx.actor(), putusan)
    assert seen(desk, uids[0]).keadaan == "aktif"


def test_a_kpj_that_comes_after_the_end_is_kept_and_reported(desk, villages):
    nomor, uids = handed(desk)
    end(desk, uids[0])
    assert exits(desk) == 0
    desk.district.set_result(nomor, uids[0], "ok", kpj="21000000000")
    left = seen(desk, uids[0])
    assert (left.keadaan, left.kpj, left.alasan) == ("keluar", "21000000000", "GANDA")
    assert exits(desk) == 1


@pytest.mark.parametrize(("kelompok", "reported"), [(RENTAN, 0), ("perangkat_desa", 1)])
def test_who_moved_with_their_kpj_is_an_exit_only_where_the_village_is_the_employer(desk, villages, kelompok, reported):
    uids = members(desk, kelompok)
    source = next(uid for uid in uids if seen(desk, uid).unit == villages[0].kode)
    target = next(uid for uid in uids if seen(desk, uid).unit == villages[1].kode)
    decide(desk, {source: {"keadaan": "keluar", "alasan": "PINDAH_DESA"},
                  target: {"kpj": seen(desk, source).kpj, "berubah": 1}})
    assert exits(desk) == reported
    group = places.group(desk, "ubah", kelompok)
    assert group.orang == 1  # BPJS hears where the KPJ is from now on, though its village only enrolled them
    nomor = run_to_end(desk.district.make_batch_job(group.choice(TODAY, 0))).nomor
    desk.district.hand_over(nomor, TODAY, "")
    desk.district.set_result(nomor, target, "ok", kpj=seen(desk, source).kpj)  # two records hold it, both rightly
    assert seen(desk, target).berubah == 0


def dead(desk: desks.Desk, villages: Any, uid: str) -> None:
    villages[0].change(uid, permohonan="berhenti", keluar_sebab="meninggal", keluar_tanggal="2026-11-18")
    makers.fill(desk, villages[:1])


def test_the_dead_stay_visible_until_somebody_ends_the_membership_in_words(desk, villages):
    members(desk)
    uid = places.uids(villages[0], RENTAN)[0]
    dead(desk, villages, uid)
    assert not [group for group in desk.district.candidates() if group.jenis in ("berhenti", "lanjut")]
    told = desk.district.deaths()
    assert [(one.uid, one.keadaan, one.tanggal) for one in told] == [(uid, "aktif", date(2026, 11, 18))]
    before = seen(desk, uid)
    with pytest.raises(Problem) as refused:
        desk.district.end_after_death(uid, "  ")
    assert refused.value.kode == "KETERANGAN_KOSONG"
    putusan = desk.district.end_after_death(uid, "klaim JKM dibayar 20 November")
    left = seen(desk, uid)
    assert (left.keadaan, left.alasan, left.aktif_sampai) == ("keluar", "MENINGGAL", "2026-11-18")
    assert left.catatan == ("Meninggal 18 November 2026. Kepesertaan diakhiri: klaim JKM dibayar 20 November.")
    assert desk.district.deaths() == []
    assert exits(desk) == 0
    assert desk.district.undo_death(putusan) == uid
    assert seen(desk, uid) == before
    with pytest.raises(Problem) as refused:
        desk.district.end_after_death(places.uids(villages[0], RENTAN)[1], "klaim")
    assert refused.value.kode == "BUKAN_MENINGGAL"


def test_who_died_while_bpjs_has_them_is_listed_but_not_ended(desk, villages):
    _, uids = handed(desk)
    uid = next(uid for uid in uids if uid in villages[0].rows)
    dead(desk, villages, uid)
    assert [one.keadaan for one in desk.district.deaths()] == ["di_bpjs"]
    with pytest.raises(Problem) as refused:
        desk.district.end_after_death(uid, "klaim")
    assert refused.value.kode == "MASIH_DIPROSES"


@pytest.mark.parametrize("said", [
    dict(permohonan="berhenti", keluar_sebab="meninggal", keluar_tanggal="2026-11-20"),
    dict(permohonan="berhenti", keluar_sebab="tidak_layak"), dict(kelompok="non_asn"),
])
def test_who_left_died_or_changed_group_since_is_not_handed_over(desk, villages, said):
    nomor = make(desk, "daftar")
    uid = places.uids(villages[0], RENTAN)[0]
    villages[0].change(uid, **said)
    makers.fill(desk, villages[:1])
    with pytest.raises(Problem) as refused:
        run_to_end(desk.district.hand_over_job(nomor, TODAY, ""))
    assert refused.value.kode == "BATCH_BERUBAH"
    assert seen(desk, uid).keadaan == "masuk"


def test_who_is_said_to_have_died_since_is_no_exit(desk, villages):
    members(desk)
    uid = places.uids(villages[0], RENTAN)[0]
    villages[0].change(uid, permohonan="berhenti", keluar_sebab="mengundurkan_diri", keluar_tanggal="2026-11-18")
    makers.fill(desk, villages[:1])
    nomor = make(desk, "berhenti")
    dead(desk, villages, uid)
    with pytest.raises(Problem) as refused:
        desk.district.hand_over(nomor, TODAY, "")
    assert refused.value.kode == "BATCH_BERUBAH"


def test_results_are_matched_by_the_nik_bpjs_was_given(desk, villages, tmp_path):
    nomor, _ = handed(desk)
    first, second = places.uids(villages[0], RENTAN)[:2]
    niks = [villages[0].rows[uid]["nik"] for uid in (first, second)]
    villages[0].change(first, nik=niks[1])  # the village mends two NIKs it had written the wrong way round
    villages[0].change(second, nik=niks[0])
    makers.fill(desk, villages[:1])
    path = bpjs_books.results(tmp_path, [[niks[0], "21000000001", "berhasil"], [niks[1], "", "gagal"]],
                              ("NIK", "KPJ", "STATUS"))
    run_to_end(desk.district.apply_results_job(desk.district.read_results(path, nomor)))
    assert (seen(desk, first).keadaan, seen(desk, first).kpj) == ("aktif", "21000000001")
    assert seen(desk, second).keadaan == "ditolak"


def test_cover_cannot_begin_after_the_paid_months(desk, villages):
    nomor, uids = handed(desk)
    with pytest.raises(Problem) as refused:
        desk.district.set_result(nomor, uids[0], "ok", kpj="21000000001", aktif_dari=date(2027, 6, 1))
    assert refused.value.kode == "HASIL_SALAH"


def test_bills_follow_what_stands_in_the_sheet(desk, villages, tmp_path):
    nomor = make(desk, "daftar")
    desk.district.set_npp(RENTAN, "26104417")
    desk.district.cancel_batch(nomor)
    nomor = make(desk, "daftar")
    uid = places.uids(villages[0], RENTAN)[0]
    villages[0].change(uid, iuran={**villages[0].rows[uid]["iuran"], "sebulan_sen": 2_000_000})
    makers.fill(desk, villages[:1])
    run_to_end(desk.district.sipp_job(tmp_path / "out", None, nomor))
    bill = desk.district.batch(nomor).bills[0]
    assert (bill.sebulan_sen, bill.jumlah_sen) == (3 * 1_680_000 + 2_000_000, 6 * (3 * 1_680_000 + 2_000_000))


def test_a_step_is_not_taken_back_under_a_newer_batch(desk, villages):
    nomor, uids = handed(desk)
    desk.district.set_result(nomor, uids[0], "ditolak", alasan="LAIN", teks="coba lagi")
    for nth, uid in enumerate(uids[1:]):
        desk.district.set_result(nomor, uid, "ok", kpj=f"2100000000{nth}")
    places.set_day(desk, date(2027, 5, 10))
    newer = make(desk, "lanjut", bulan=3)
    with pytest.raises(Problem) as refused:
        desk.district.undo_last_step(nomor)
    assert refused.value.kode == "PUTUSAN_BERUBAH"
    assert newer in refused.value.apa + refused.value.cara
    desk.district.cancel_batch(newer)
    assert run_to_end(desk.district.undo_last_step_job(nomor)) is True


def test_what_the_village_sent_after_a_result_stays_news_when_it_is_undone(desk, villages):
    nomor, uids = handed(desk)
    uid = uids[0]
    done = desk.district.set_result(nomor, uid, "ok", kpj="21000000001")
    with desk.ctx.open() as db, db.write():  # as a package does
        db.run("UPDATE orang SET berubah = 1, revisi = revisi + 1, diubah = '2026-11-30T09:00:00+08:00' WHERE uid = ?",
               (uid,))
    run_to_end(desk.district.undo_batch_step_job(done.putusan))
    back = seen(desk, uid)
    assert (back.keadaan, back.kpj, back.berubah) == ("di_bpjs", "", 1)
