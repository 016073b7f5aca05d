"""Two laptops of one village: kept aside, looked at, decided four ways, taken back; and single people settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jamsos_desktop.hub.register import standing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.hub import makers
from tests.hub.diary import KODE, deliver, drop, dump, people_of, register_of
from tests.hub.parting import Parted


@pytest.fixture
def parted(tmp_path: Path) -> Iterator[Parted]:
    with makers.district(tmp_path) as desk:
        yield Parted(desk, tmp_path)


@pytest.fixture
def verbs(parted):
    return parted.desk.district


def test_a_fork_is_kept_aside_and_shown(parted, verbs):
    deliver(parted.desk, parted.stick, parted.first, parted.second_a)
    before = register_of(parted.desk)
    line, = deliver(parted.desk, parted.stick, parted.second_b)
    assert (line.hasil, line.keterangan) == ("dua_laptop", "no. 2 sudah ada, dari laptop lain")
    assert register_of(parted.desk) == before
    view = verbs.fork_view(line.kiriman_id)
    assert (view.desa, view.seq, view.sebab, view.laptop_lain, view.sah) == ("Bajo Indah", 2, "nomor", True, True)
    assert view.a is not None
    assert (view.a.kode_periksa, view.b.kode_periksa) == (parted.second_a.kode_periksa, parted.second_b.kode_periksa)
    assert (view.a.laptop, view.b.laptop, view.a.orang, view.b.orang) == (1, 2, 7, 6)
    # B: same and calm alike; both, only_a (changed here) and only_b (changed there) not; one new. A alone: new, erased.
    assert (view.sama, view.beda, view.hanya_a, view.hanya_b, view.gabungan) == (2, 3, 2, 1, 8)
    assert (view.a.baru, view.b.baru, view.kontak_nama, view.keputusan) == (1, 1, "SEKRETARIS DESA", "")
    frozen = dump(parted.desk)
    again, = deliver(parted.desk, parted.stick, parted.second_b)
    assert (again.hasil, again.kiriman_id) == ("dua_laptop", line.kiriman_id)
    assert dump(parted.desk) == frozen


@pytest.mark.parametrize("case", ["same laptop", "wrong follower", "wrong predecessor"])
def test_other_ways_to_part(parted, case):
    a, b = parted.a, parted.b
    if case == "same laptop":  # a backup was put back
        b.device, b.seq, b.prev = a.device, 1, parted.first.manifest_sha
        line = parted.fork(last=b.post(parted.to))
        assert line.keterangan == "no. 2 sudah ada, isinya lain"
    elif case == "wrong follower":
        line = parted.fork(last=b.post(parted.to))
        assert (line.seq, line.keterangan) == (3, "tidak menyambung no. 2 yang diterima")
    else:  # no. 3 of B came before no. 2 of A
        line = deliver(parted.desk, parted.stick, parted.first, b.post(parted.to), parted.second_a)[2]
        assert (line.seq, line.keterangan) == (2, "tidak menyambung no. 1 yang diterima")
    assert line.hasil == "dua_laptop"


def test_holding_asks_the_village_and_can_be_taken_back(parted, verbs):
    line = parted.fork()
    before = dump(parted.desk)
    decision = verbs.decide_fork(line.kiriman_id, "tahan")
    with parted.desk.ctx.open() as db:
        (kode, teks), = db.all("SELECT unit, teks FROM pesan")
    assert (kode, "Laptop mana yang dipakai?" in teks, "no. 2" in teks) == (KODE, True, True)
    assert verbs.fork_view(line.kiriman_id).keputusan == "tahan"
    verbs.undo_decision(decision)
    same_but_logs(parted.desk, before)


def same_but_logs(desk, before):
    now = dump(desk)
    for table in set(before) - {"riwayat", "putusan", "sqlite_sequence"}:
        assert now[table] == before[table], table


def test_taking_a_drops_b_and_keeps_the_evidence(parted, verbs):
    line = parted.fork()
    before, people_before = dump(parted.desk), register_of(parted.desk)
    decision = verbs.decide_fork(line.kiriman_id, "a")
    assert register_of(parted.desk) == people_before
    again, = deliver(parted.desk, parted.stick, parted.second_b)
    assert (again.hasil, again.keterangan) == ("ulang", "sudah diputuskan tidak dipakai")
    next_b, = deliver(parted.desk, parted.stick, parted.b.post(parted.to))
    assert next_b.hasil == "dua_laptop"
    with pytest.raises(Problem) as caught:
        verbs.decide_fork(line.kiriman_id, "gabung")
    assert caught.value.kode == "CABANG_SUDAH_DIPUTUSKAN"
    verbs.undo_decision(decision)
    assert dump(parted.desk)["tahanan"][0] == before["tahanan"][0]
    verbs.decide_fork(line.kiriman_id, "gabung")


def test_merging_keeps_both_versions_and_waits_for_a_person(parted, verbs):
    line = parted.fork()
    verbs.decide_fork(line.kiriman_id, "gabung")
    held = register_of(parted.desk)
    assert {parted.new_a, parted.new_b} <= set(held)
    assert parted.address(parted.only_a) == "Jalan A"
    assert parted.address(parted.only_b) == "Jalan B"
    assert held[parted.erased]["hapus"] == 1
    assert parted.tunda() == [parted.both]
    versions = verbs.open_versions()
    assert [(one.uid, one.perangkat, one.laptop, one.revisi) for one in versions] == [
        (parted.both, parted.a.device, 1, 2), (parted.both, "laptop-b", 2, 2)]
    assert [one.dipakai for one in versions].count(True) == 1
    assert [one.beda for one in versions if not one.dipakai] == [("Alamat sesuai KTP",)]


def test_the_order_of_the_two_laptops_does_not_matter(parted, verbs, tmp_path):
    verbs.decide_fork(parted.fork().kiriman_id, "gabung")
    (tmp_path / "lain").mkdir()
    with makers.district(tmp_path / "lain") as other:
        line = deliver(other, tmp_path / "lain", parted.first, parted.second_b, parted.second_a)[2]
        other.district.decide_fork(line.kiriman_id, "gabung")
        assert {row.sidik for row in other.district.open_versions()} \
            == {row.sidik for row in verbs.open_versions()}
        apart = ("perangkat",)  # of unchanged people: whichever came first
        bare = [{uid: {key: value for key, value in one.items() if key not in apart}
                 for uid, one in register_of(desk).items()} for desk in (parted.desk, other)]
        assert bare[0] == bare[1]


def test_a_question_survives_newer_packages_and_is_settled_by_a_person(parted, verbs):
    verbs.decide_fork(parted.fork().kiriman_id, "gabung")
    parted.a.edit(parted.both, alamat="Jalan A baru")
    line, = deliver(parted.desk, parted.stick, parted.a.post(parted.to))
    assert (line.bentrok, parted.tunda()) == (1, [parted.both])
    assert parted.address(parted.both) == "Jalan A baru"
    rows = verbs.open_versions()
    assert [(one.perangkat, one.revisi) for one in rows] == [(parted.a.device, 3), ("laptop-b", 2)]
    before = dump(parted.desk)
    decision = verbs.settle_version(parted.both, "laptop-b", 2)
    assert (parted.tunda(), verbs.open_versions(), parted.address(parted.both)) == ([], [], "Jalan B")
    with pytest.raises(Problem) as caught:
        verbs.settle_version(parted.both, "laptop-b", 2)
    assert caught.value.kode == "VERSI_TIDAK_ADA"
    # The version decided against comes again with every package of its laptop; it stays decided.
    deliver(parted.desk, parted.stick, parted.a.post(parted.to))
    assert parted.address(parted.both) == "Jalan B"
    assert parted.tunda() == []
    verbs.undo_decision(decision)
    assert parted.tunda() == [parted.both]
    assert parted.address(parted.both) == "Jalan A baru"
    assert dump(parted.desk)["versi"] == before["versi"]


def test_the_other_laptop_goes_on_without_overwriting(parted, verbs):
    """After merging, B changes somebody whom only A had changed: a question again, nobody lost."""
    verbs.decide_fork(parted.fork().kiriman_id, "gabung")
    parted.b.edit(parted.only_a, alamat="Jalan B")
    parted.b.edit(parted.only_b, alamat="Jalan B baru")
    line, = deliver(parted.desk, parted.stick, parted.b.post(parted.to))
    assert line.bentrok == 1
    assert sorted(parted.tunda()) == sorted([parted.both, parted.only_a])
    assert parted.address(parted.only_b) == "Jalan B baru"


def test_taking_b_replaces_and_keeps_as_versions(parted, verbs):
    line = parted.fork()
    before = register_of(parted.desk)
    decision = verbs.decide_fork(line.kiriman_id, "b")
    assert parted.address(parted.both) == "Jalan B"
    assert parted.address(parted.only_a) != "Jalan A"
    assert {parted.new_a, parted.new_b} <= set(register_of(parted.desk))
    assert parted.tunda() == []
    with parted.desk.ctx.open() as db:
        assert db.one("SELECT sha FROM unit WHERE kode = ?", (KODE,))[0] == parted.second_b.manifest_sha
        assert {row[0] for row in db.all("SELECT uid FROM versi WHERE keadaan = 'simpan'")} \
            == {parted.both, parted.only_a, parted.only_b}
    follow, = deliver(parted.desk, parted.stick, parted.b.post(parted.to))
    assert follow.hasil == "berubah"
    with pytest.raises(Problem) as caught:
        verbs.undo_decision(decision)
    assert caught.value.kode == "PUTUSAN_BERUBAH"
    assert set(before) <= set(register_of(parted.desk))


@pytest.mark.parametrize("choice", ["gabung", "b"])
def test_a_merge_is_taken_back_whole(parted, verbs, choice):
    line = parted.fork()
    before, everyone = dump(parted.desk), register_of(parted.desk)
    decision = verbs.decide_fork(line.kiriman_id, choice)
    assert register_of(parted.desk) != everyone
    verbs.undo_decision(decision)
    now = register_of(parted.desk)
    assert now.pop(parted.erased)["hapus"] == 1  # what the village erased stays erased
    everyone.pop(parted.erased)
    assert now == everyone
    for table in ("kiriman", "tahanan", "versi", "pesan"):
        assert dump(parted.desk)[table] == before[table], table
    with pytest.raises(Problem) as caught:
        verbs.undo_decision(decision)
    assert caught.value.kode == "PUTUSAN_TIDAK_ADA"
    verbs.decide_fork(line.kiriman_id, "gabung")
    assert parted.tunda() == [parted.both]


def test_a_full_package_ends_the_parting(parted, verbs):
    verbs.decide_fork(parted.fork().kiriman_id, "gabung")
    with parted.desk.ctx.open() as db:
        assert db.one("SELECT cabang, minta_penuh FROM unit WHERE kode = ?", (KODE,)) == (2, 1)
    deliver(parted.desk, parted.stick, parted.a.post(parted.to, penuh=True))
    with parted.desk.ctx.open() as db:
        assert db.one("SELECT cabang, minta_penuh FROM unit WHERE kode = ?", (KODE,)) == (0, 0)


def test_members_of_a_fork_are_told_and_other_decisions_still_undone(parted, verbs):
    line = parted.fork()
    with parted.desk.ctx.open() as db, db.write():
        number = standing.decide(db, parted.desk.ctx.actor(), "uji", "uji", "", {parted.only_b: {"keadaan": "aktif"}})
    verbs.decide_fork(line.kiriman_id, "gabung")
    now = people_of(parted.desk, [parted.only_b])[parted.only_b]
    assert (now.keadaan, now.berubah) == ("aktif", 1)
    verbs.undo_decision(number)
    assert people_of(parted.desk, [parted.only_b])[parted.only_b].keadaan == "masuk"
    with pytest.raises(Problem) as caught:
        verbs.decide_fork(9999, "a")
    assert caught.value.kode == "CABANG_TIDAK_ADA"
    report = run_to_end(verbs.take_in_job([drop(parted.stick / "x", parted.second_b)]))
    assert [one.hasil for one in report.lines] == ["ulang"]
