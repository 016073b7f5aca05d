"""Batches to BPJS: who goes into one, what each step makes of people, and that every step can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.register import people, standing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.hub import bpjs_places as places
from tests.hub import makers

TODAY = makers.CLOCK_DAY


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[desks.Desk]:
    with makers.district(tmp_path) as opened:
        yield opened


@pytest.fixture
def villages(desk: desks.Desk) -> list[makers.Village]:
    return places.known_villages(desk, 3, 8)


def keadaan(desk: desks.Desk, uids: list[str]) -> set[str]:
    return {p.keadaan for p in people.by_uids(desk.district.db, uids).values()}


def rentan(desk: desks.Desk) -> desks.BatchGroup:
    return places.group(desk, "daftar", "pekerja_rentan")


def make(desk: desks.Desk, group: desks.BatchGroup, bulan: int = 6) -> desks.BatchMade:
    return run_to_end(desk.district.make_batch_job(group.choice(group.masa_dari, bulan)))


def walk(desk: desks.Desk, group: desks.BatchGroup, bulan: int = 6) -> tuple[str, list[str]]:
    """A batch handed over, with kode bayar and paid; no results yet."""
    nomor = make(desk, group, bulan).nomor
    desk.district.hand_over(nomor, TODAY, "560/731/DPMD/2026")
    for nth, bill in enumerate(desk.district.batch(nomor).bills):
        desk.district.set_kode_bayar(bill.id, f"88074020{nth:04}{int(nomor[2:])}", date(2026, 11, 27))
        desk.district.set_paid(bill.id, TODAY, "SP2D 01482")
    return nomor, [m.uid for m in desk.district.batch(nomor).members]


def test_bpu_is_one_bill_per_wadah_and_pu_one_per_village(desk: desks.Desk, villages: Any) -> None:
    groups = {(g.jenis, g.segmen, g.kelompok): g for g in desk.district.candidates()}
    assert set(groups) == {("daftar", "PU", "perangkat_desa"), ("daftar", "BPU", "ekosistem_desa"),
                           ("daftar", "BPU", "non_asn"), ("daftar", "BPU", "pekerja_rentan")}
    bpu = make(desk, groups["daftar", "BPU", "pekerja_rentan"])
    pu = make(desk, groups["daftar", "PU", "perangkat_desa"])
    assert (bpu.nomor, bpu.orang, bpu.desa, bpu.npp) == ("K-0001", 6, 3, 1)
    assert (pu.nomor, pu.orang, pu.desa, pu.npp) == ("K-0002", 6, 3, 3)
    one, many = desk.district.batch("K-0001"), desk.district.batch("K-0002")
    assert [(b.unit, b.orang, b.sebulan_sen, b.jumlah_sen) for b in one.bills] == [("", 6, 10_080_000, 60_480_000)]
    assert [(b.npp, b.orang) for b in many.bills] == [(f"2610000{n}", 2) for n in range(3)]
    assert (one.row.wadah, one.masa_sampai) == ("BPU Pekerja Rentan", date(2027, 5, 31))


def test_with_the_pemda_as_employer_pu_is_one_bill(desk: desks.Desk, villages: Any) -> None:
    desk.district.set_employer("perangkat_desa", "pemda")
    desk.district.set_npp("perangkat_desa", "2610 4417")
    made = make(desk, places.group(desk, "daftar", "perangkat_desa"))
    assert [(b.npp, b.unit, b.orang) for b in desk.district.batch(made.nomor).bills] == [("26104417", "", 6)]


def test_nobody_is_in_two_open_batches_and_a_cancelled_one_lets_go(desk: desks.Desk, villages: Any) -> None:
    group = rentan(desk)
    nomor = make(desk, group).nomor
    with pytest.raises(StopIteration):
        rentan(desk)
    with pytest.raises(Problem) as refused:
        make(desk, group)
    assert refused.value.kode == "BATCH_KOSONG"
    assert len(desk.district.batches()) == 1
    desk.district.cancel_batch(nomor)
    assert desk.district.batches() == []
    assert make(desk, rentan(desk)).nomor == "K-0002"


def test_who_is_asked_about_or_came_under_a_strange_key_waits(desk: desks.Desk, villages: Any) -> None:
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE orang SET tunda = 1 WHERE uid = ?", (places.uids(villages[0], "pekerja_rentan")[0],))
        db.run("UPDATE unit SET dicocokkan = '' WHERE kode = ?", (villages[1].kode,))
    group = rentan(desk)
    assert (group.orang, group.tertahan, group.kunci_belum) == (3, 2, (villages[1].unit.nama,))
    made = make(desk, group)
    assert (made.orang, made.dilewati) == (
        3, ((f"Kunci desa belum dicocokkan: {villages[1].unit.nama}.", 2),))


def test_a_village_without_npp_is_named_and_left_out(desk: desks.Desk, villages: Any) -> None:
    places.set_npp(desk, villages[0], "")
    group = places.group(desk, "daftar", "perangkat_desa")
    assert (group.orang, group.tanpa_npp) == (4, (villages[0].unit.nama,))
    assert make(desk, group).dilewati == ((f"Desa belum mengisi NPP: {villages[0].unit.nama}.", 2),)
    for village in villages:
        places.set_npp(desk, village, "")
    desk.district.cancel_batch("K-0001")
    with pytest.raises(Problem, match=villages[1].unit.nama):
        make(desk, places.group(desk, "daftar", "perangkat_desa"))


def test_the_road_of_a_batch(desk: desks.Desk, villages: Any) -> None:
    nomor = make(desk, rentan(desk)).nomor
    uids = [m.uid for m in desk.district.batch(nomor).members]
    assert keadaan(desk, uids) == {"masuk"}
    assert desk.district.batches()[0].keadaan == "siap"
    desk.district.hand_over(nomor, TODAY, "560/731/DPMD/2026")
    assert (keadaan(desk, uids), desk.district.batches()[0].keadaan) == ({"di_bpjs"}, "diserahkan")
    bill = desk.district.batch(nomor).bills[0]
    desk.district.set_kode_bayar(bill.id, "8807 4020 1128 11", date(2026, 11, 27))
    assert (keadaan(desk, uids), desk.district.batches()[0].keadaan) == ({"menunggu_bayar"}, "menunggu_bayar")
    desk.district.set_paid(bill.id, TODAY, "SP2D 01482")
    assert (keadaan(desk, uids), desk.district.batches()[0].keadaan) == ({"di_bpjs"}, "dibayar")
    for nth, uid in enumerate(uids[:-1]):
        desk.district.set_result(nomor, uid, "ok", kpj=f"2100000000{nth}")
    desk.district.set_result(nomor, uids[-1], "ditolak", alasan="NAMA_BEDA", teks="nama tidak sesuai")
    assert (keadaan(desk, uids[:-1]), keadaan(desk, uids[-1:])) == ({"aktif"}, {"ditolak"})
    row = desk.district.batches()[0]
    assert (row.keadaan, row.ok, row.ditolak) == ("hasil", 5, 1)
    held = people.by_uids(desk.district.db, uids)
    first, refused = held[uids[0]], held[uids[-1]]
    assert (first.kpj, first.aktif_dari, first.aktif_sampai) == ("21000000000", "2026-12-01", "2027-05-31")
    assert (refused.alasan, refused.kolom, refused.oleh, refused.tindakan, refused.catatan) == (
        "NAMA_BEDA", "nama", "bpjs", "perbaiki", "nama tidak sesuai")


def test_nobody_is_active_without_payment_and_acceptance_whichever_comes_last(desk: desks.Desk, villages: Any) -> None:
    nomor = make(desk, rentan(desk)).nomor
    uids = [m.uid for m in desk.district.batch(nomor).members]
    bill = desk.district.batch(nomor).bills[0]
    desk.district.hand_over(nomor, TODAY, "")
    done = desk.district.set_result(nomor, uids[0], "ok", kpj="21000000000", aktif_dari=date(2026, 12, 3))
    assert (done.aktif, done.menunggu, keadaan(desk, uids[:1])) == (0, 1, {"di_bpjs"})
    desk.district.set_kode_bayar(bill.id, "880740201128", None)
    assert keadaan(desk, uids) == {"menunggu_bayar"}
    desk.district.set_paid(bill.id, TODAY, "bukti")
    held = people.by_uids(desk.district.db, uids)
    assert held[uids[0]].keadaan == "aktif"
    assert (held[uids[0]].aktif_dari, held[uids[0]].aktif_sampai) == ("2026-12-03", "2027-05-31")
    assert {held[uid].keadaan for uid in uids[1:]} == {"di_bpjs"}
    with pytest.raises(Problem) as refused:
        desk.district.set_result(nomor, uids[1], "ok")
    assert refused.value.kode == "HASIL_SALAH"
    assert keadaan(desk, uids[1:]) == {"di_bpjs"}


def test_every_step_is_taken_back_in_reverse(desk: desks.Desk, villages: Any) -> None:
    nomor = make(desk, rentan(desk)).nomor
    uids = [m.uid for m in desk.district.batch(nomor).members]
    bill = desk.district.batch(nomor).bills[0]
    seen, done = [], []
    for step in (lambda: desk.district.hand_over(nomor, TODAY, "1/2026"),
                 lambda: desk.district.set_kode_bayar(bill.id, "880740201128", date(2026, 11, 27), 1_000),
                 lambda: desk.district.set_paid(bill.id, TODAY, "bukti"),
                 lambda: desk.district.set_result(nomor, uids[0], "ok", kpj="21000000000").putusan):
        seen.append((desk.district.batch(nomor), people.by_uids(desk.district.db, uids)))
        done.append(step())
    with pytest.raises(Problem) as refused:
        desk.district.undo_batch_step(done[0])
    assert refused.value.kode == "PUTUSAN_BERUBAH"
    for putusan, before in zip(reversed(done), reversed(seen), strict=True):
        desk.district.undo_batch_step(putusan)
        assert (desk.district.batch(nomor), people.by_uids(desk.district.db, uids)) == before
    assert desk.district.undo_last_step(nomor) is False


def test_the_register_still_counts_right_after_each_step(desk: desks.Desk, villages: Any) -> None:
    nomor, uids = walk(desk, rentan(desk))
    for nth, uid in enumerate(uids):
        desk.district.set_result(nomor, uid, "ok", kpj=f"2100000000{nth}")
    counted = desk.district.db.all("SELECT sum(orang) FROM rekap WHERE keadaan = 'aktif'")[0][0]
    assert counted == len(uids)


def _members_of(desk: desks.Desk, villages: Any, bulan: int = 6) -> tuple[str, list[str]]:
    nomor, uids = walk(desk, rentan(desk), bulan)
    for nth, uid in enumerate(uids):
        desk.district.set_result(nomor, uid, "ok", kpj=f"2100000000{nth}")
    return nomor, uids


def test_an_extension_moves_the_end_on_without_a_gap(desk: desks.Desk, villages: Any) -> None:
    _, uids = _members_of(desk, villages, bulan=1)  # cover ends 31 December, within a month of today + 31 days
    places.set_day(desk, date(2026, 12, 10))
    group = places.group(desk, "lanjut", "pekerja_rentan")
    assert (group.aktif_sampai, group.masa_dari, group.orang) == ("2026-12-31", date(2027, 1, 1), 6)
    with pytest.raises(Problem) as refused:
        run_to_end(desk.district.make_batch_job(group.choice(date(2027, 2, 1), 3)))
    assert refused.value.kode == "MASA_SALAH"
    made = make(desk, group, 3)
    desk.district.hand_over(made.nomor, date(2026, 12, 10), "")
    assert keadaan(desk, uids) == {"aktif"}
    bill = desk.district.batch(made.nomor).bills[0]
    desk.district.set_kode_bayar(bill.id, "990740201128", None)
    desk.district.set_paid(bill.id, date(2026, 12, 10), "x")
    assert {p.aktif_sampai for p in people.by_uids(desk.district.db, uids).values()} == {"2026-12-31"}
    desk.district.set_result(made.nomor, uids[0], "ok")
    desk.district.set_result(made.nomor, uids[1], "ditolak", alasan="LAIN", teks="tunggakan")
    held = people.by_uids(desk.district.db, uids)
    extended, refused_one = held[uids[0]], held[uids[1]]
    assert (extended.keadaan, extended.aktif_dari, extended.aktif_sampai, extended.kpj) == (
        "aktif", "2026-12-01", "2027-03-31", "21000000000")
    assert (refused_one.keadaan, refused_one.aktif_sampai, refused_one.alasan) == ("aktif", "2026-12-31", "LAIN")


def test_an_exit_ends_a_membership_only_when_bpjs_accepts_it(desk: desks.Desk, villages: Any) -> None:
    _members_of(desk, villages)
    gone = [uid for village in villages[:1] for uid in places.uids(village, "pekerja_rentan")]
    villages[0].change(gone[0], permohonan="berhenti", keluar_sebab="akhir_sk", keluar_tanggal="2026-11-20")
    villages[0].change(gone[1], permohonan="berhenti", keluar_sebab="meninggal", keluar_tanggal="2026-11-20")
    makers.fill(desk, villages[:1])
    group = places.group(desk, "berhenti", "pekerja_rentan")
    made = make(desk, group, 0)
    assert (made.orang, made.dilewati) == (1, (("Meninggal: ahli waris mungkin berhak JKM, bukan lembar keluar.", 1),))
    view = desk.district.batch(made.nomor)
    assert (view.sheets, view.bills[0].jumlah_sen) == ({"data_tk_na": 1}, 0)
    desk.district.hand_over(made.nomor, TODAY, "")
    with pytest.raises(Problem) as refused:
        desk.district.set_kode_bayar(view.bills[0].id, "880740201128", None)
    assert refused.value.kode == "BATCH_TANPA_IURAN"
    assert keadaan(desk, gone) == {"aktif"}
    desk.district.set_result(made.nomor, gone[0], "ok")
    held = people.by_uids(desk.district.db, gone)
    assert (held[gone[0]].keadaan, held[gone[0]].catatan) == ("keluar", "SK atau kontrak berakhir")
    assert held[gone[1]].keadaan == "aktif"
    assert desk.district.batches()[0].keadaan == "hasil"


def test_a_change_of_a_member_is_news_until_bpjs_has_it(desk: desks.Desk, villages: Any) -> None:
    _members_of(desk, villages)
    uid = places.uids(villages[0], "pekerja_rentan")[0]
    villages[0].change(uid, permohonan="ubah", hp="081299990001")
    makers.fill(desk, villages[:1])
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE orang SET berubah = 1 WHERE uid = ?", (uid,))
    made = make(desk, places.group(desk, "ubah", "pekerja_rentan"), 0)
    assert desk.district.batch(made.nomor).sheets == {"data_tk_lanjutan": 1}
    desk.district.hand_over(made.nomor, TODAY, "")
    desk.district.set_result(made.nomor, uid, "ok")
    person = people.by_uids(desk.district.db, [uid])[uid]
    assert (person.keadaan, person.berubah, person.aktif_sampai) == ("aktif", 0, "2027-05-31")
    assert not [g for g in desk.district.candidates() if g.jenis == "ubah"]


def test_who_owns_a_kpj_already_stands_on_the_other_sheet(desk: desks.Desk, villages: Any) -> None:
    uid = places.uids(villages[0], "pekerja_rentan")[0]
    villages[0].change(uid, kpj="19000000001")
    makers.fill(desk, villages[:1])
    nomor = make(desk, rentan(desk)).nomor
    assert desk.district.batch(nomor).sheets == {"data_tk_baru": 5, "data_tk_lanjutan": 1}
    desk.district.hand_over(nomor, TODAY, "")
    desk.district.set_result(nomor, uid, "ok")  # BPJS repeats no number for them: their own is kept
    assert people.by_uids(desk.district.db, [uid])[uid].kpj == "19000000001"


def test_a_batch_whose_people_moved_on_is_not_handed_over(desk: desks.Desk, villages: Any) -> None:
    nomor = make(desk, rentan(desk)).nomor
    uid = desk.district.batch(nomor).members[0].uid
    with desk.ctx.open() as db, db.write():
        standing.decide(db, desk.ctx.actor(), "tolak", uid, "", {uid: {"keadaan": "ditolak", "alasan": "GANDA"}})
    with pytest.raises(Problem) as refused:
        desk.district.hand_over(nomor, TODAY, "")
    assert refused.value.kode == "BATCH_BERUBAH"
    assert desk.district.batch(nomor).diserahkan is None
    desk.district.cancel_batch(nomor)
    assert make(desk, rentan(desk)).orang == 5


@pytest.mark.parametrize(("act", "kode"), [
    (lambda d, n, b: d.hand_over(n, date(2026, 11, 22), ""), "TANGGAL_DEPAN"),
    (lambda d, n, b: d.hand_over("K-0099", TODAY, ""), "BATCH_TIDAK_ADA"),
    (lambda d, n, b: d.set_kode_bayar(b, "88074020", None), "BATCH_BELUM_DISERAHKAN"),
    (lambda d, n, b: d.set_kode_bayar(b, "delapan", None), "KODE_BAYAR_SALAH"),
    (lambda d, n, b: d.set_paid(99, TODAY, ""), "TAGIHAN_TIDAK_ADA"),
    (lambda d, n, b: d.set_npp("non_asn", "12"), "NPP_SALAH"),
])
def test_refusals_change_nothing(desk: desks.Desk, villages: Any, act: Any, kode: str) -> None:
    nomor = make(desk, rentan(desk)).nomor
    before = desk.district.batch(nomor)
    with pytest.raises(Problem) as refused:
        act(desk.district, nomor, before.bills[0].id)
    assert refused.value.kode == kode
    assert desk.district.batch(nomor) == before


def test_a_kode_bayar_belongs_to_one_bill(desk: desks.Desk, villages: Any) -> None:
    nomor = make(desk, places.group(desk, "daftar", "perangkat_desa")).nomor
    desk.district.hand_over(nomor, TODAY, "")
    first, second, _ = desk.district.batch(nomor).bills
    desk.district.set_kode_bayar(first.id, "880740201128", None)
    with pytest.raises(Problem) as refused:
        desk.district.set_kode_bayar(second.id, "8807 4020 1128", None)
    assert refused.value.kode == "KODE_BAYAR_GANDA"
    row = desk.district.batches()[0]
    assert (row.keadaan, row.npp, row.kode_bayar) == ("menunggu_bayar", "3 NPP", "880740201128")


def test_payments_say_what_is_overdue_who_lapses_and_what_the_quota_carries(desk: desks.Desk, villages: Any) -> None:
    _members_of(desk, villages)
    nomor = make(desk, places.group(desk, "daftar", "perangkat_desa")).nomor
    desk.district.hand_over(nomor, TODAY, "")
    late, soon, uncoded = desk.district.batch(nomor).bills
    desk.district.set_kode_bayar(soon.id, "880740201101", date(2026, 11, 27))
    desk.district.set_kode_bayar(late.id, "880740201102", date(2026, 11, 20))
    with desk.ctx.open() as db, db.write():
        db.run("INSERT INTO kuota VALUES (?, 'APBD_KAB', 2026, 10)", (villages[0].kode,))
        db.run("INSERT INTO kuota VALUES (?, 'APBD_KAB', 2026, 5)", (villages[1].kode,))
    seen = desk.district.payments()
    assert [b.id for b in seen.bills[:3]] == [late.id, soon.id, uncoded.id]
    assert seen.bills[-1].dibayar == TODAY
    assert [(one.sumber_dana, one.bulan, one.orang, one.lewat) for one in seen.lapses] == [
        ("APBD_KAB", date(2027, 5, 1), 6, False)]
    assert [(q.sumber_dana, q.kuota, q.terpakai) for q in seen.quotas] == [("APBD_KAB", 15, 6)]
