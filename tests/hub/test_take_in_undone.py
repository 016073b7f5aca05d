"""Decisions about two laptops taken back, and what may not be lost or come back by them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jamsos_desktop.exchange import keys
from jamsos_desktop.hub.register import contents, people
from jamsos_desktop.problems import Problem
from tests.hub import makers
from tests.hub.diary import KODE, deliver, dump, register_of
from tests.hub.parting import Parted


@pytest.fixture
def parted(tmp_path: Path) -> Iterator[Parted]:
    with makers.district(tmp_path) as desk:
        yield Parted(desk, tmp_path)


@pytest.fixture
def verbs(parted):
    return parted.desk.district


def problem(verb, *args) -> str:
    with pytest.raises(Problem) as caught:
        verb(*args)
    return caught.value.kode


def one(parted, sql, *args):
    with parted.desk.ctx.open() as db:
        return db.one(sql, args)[0]


def come(parted, built) -> str:
    line, = deliver(parted.desk, parted.stick, built)
    return line.hasil


@pytest.mark.parametrize("choice", ["gabung", "b"])
def test_a_retired_key_does_not_come_back_by_a_decision(parted, verbs, choice):
    fork = parted.fork()
    verbs.retire_key(KODE)
    before = dump(parted.desk)
    assert problem(verbs.decide_fork, fork.kiriman_id, choice) == "CABANG_KUNCI_LAMA"
    assert dump(parted.desk) == before
    parted.a.keys = keys.generate()
    assert come(parted, parted.a.post(parted.to, penuh=True)) == "kunci_belum"
    assert problem(verbs.decide_fork, fork.kiriman_id, choice) == "CABANG_KUNCI_LAMA"
    verbs.decide_fork(fork.kiriman_id, "a")


def test_a_laptop_replaced_by_a_decision_counts_again_without_it(parted, verbs):
    parted.b.seq, parted.b.prev = parted.first.seq, parted.first.manifest_sha
    fork = parted.fork(last=parted.b.post(parted.to, menggantikan=parted.a.device))
    decision = verbs.decide_fork(fork.kiriman_id, "b")
    assert one(parted, "SELECT keadaan FROM perangkat WHERE perangkat = ?", parted.a.device) == "pensiun"
    verbs.undo_decision(decision)
    verbs.decide_fork(fork.kiriman_id, "a")
    assert come(parted, parted.a.post(parted.to)) != "dua_laptop"


def test_what_came_since_is_not_set_back(parted, verbs):
    decision = verbs.decide_fork(parted.fork().kiriman_id, "a")
    third = parted.a.post(parted.to)
    come(parted, third)
    verbs.undo_decision(decision)
    assert one(parted, "SELECT sha FROM unit WHERE kode = ?", KODE) == third.manifest_sha
    merging = verbs.decide_fork(parted.fork().kiriman_id, "gabung")
    parted.a.seed = 5
    parted.a.base = 3
    parted.a.begin(1)  # nobody of the fork is in it
    fourth = parted.a.post(parted.to)
    come(parted, fourth)
    assert problem(verbs.undo_decision, merging) == "PUTUSAN_BERUBAH"
    assert one(parted, "SELECT sha FROM unit WHERE kode = ?", KODE) == fourth.manifest_sha


@pytest.mark.parametrize("choice", ["gabung", "b"])
def test_who_was_erased_by_a_decision_may_come_back_without_it(parted, verbs, choice):
    decision = verbs.decide_fork(parted.fork().kiriman_id, choice)
    assert register_of(parted.desk)[parted.erased]["hapus"] == 1
    verbs.undo_decision(decision)
    assert one(parted, "SELECT minta_penuh FROM unit WHERE kode = ?", KODE) == 1
    come(parted, parted.a.post(parted.to, penuh=True))
    assert register_of(parted.desk)[parted.erased]["hapus"] == 0


def test_questions_asked_by_an_undone_merge_are_gone(parted, verbs):
    """Also where the version that came was heard of before, so that nothing but the question is new."""
    verbs.undo_decision(verbs.decide_fork(parted.fork().kiriman_id, "gabung"))
    with parted.desk.ctx.open() as db, db.write():
        db.run("UPDATE orang SET jejak = '1@1 2@2 3@2' WHERE uid = ?", (parted.both,))
    parted.a.edit(parted.both, alamat="Jalan A lagi")
    come(parted, parted.a.post(parted.to))
    before = register_of(parted.desk)
    decision = verbs.decide_fork(one(parted, "SELECT id FROM kiriman WHERE hasil = 'dua_laptop'"), "gabung")
    assert parted.tunda() == [parted.both]
    verbs.undo_decision(decision)
    assert parted.tunda() == []
    assert one(parted, "SELECT count(*) FROM versi") == 0
    now = register_of(parted.desk)
    assert {uid: row for uid, row in now.items() if uid != parted.erased} \
        == {uid: row for uid, row in before.items() if uid != parted.erased}


def test_the_text_shown_before_a_choice_outlives_what_comes_later(parted, verbs):
    """A fresh copy of an open version lies in a piece of its own; nothing may tidy it away under the choice."""
    verbs.decide_fork(parted.fork().kiriman_id, "gabung")
    shown = next(row for row in verbs.open_versions() if row.dipakai)
    laptop = {parted.a.device: parted.a, parted.b.device: parted.b}[shown.perangkat]
    laptop.base, laptop.touched[parted.both] = laptop.seq, laptop.seq + 1
    come(parted, laptop.post(parted.to))  # nobody else is in it
    other = next(row for row in verbs.open_versions() if not row.dipakai)
    address = parted.address(parted.both)
    decision = verbs.settle_version(parted.both, other.perangkat, other.revisi, other.sidik)
    assert parted.address(parted.both) != address
    with parted.desk.ctx.open() as db, db.write():
        contents.tidy(db, KODE)  # as every later package of the village does
    verbs.undo_decision(decision)
    assert parted.address(parted.both) == address
    with parted.desk.ctx.open() as db:
        everyone = list(people.by_uids(db, list(register_of(parted.desk))).values())
        assert {p.uid for p in everyone if not p.hapus} == contents.rows_of(db, everyone).keys()


def test_a_full_package_ends_the_keeping_of_decided_packages(parted, verbs):
    fork = parted.fork()
    decision = verbs.decide_fork(fork.kiriman_id, "a")
    assert one(parted, "SELECT count(*) FROM tahanan") == 1
    come(parted, parted.a.post(parted.to, penuh=True))
    assert one(parted, "SELECT count(*) FROM tahanan") == 0
    assert problem(verbs.undo_decision, decision) == "PUTUSAN_BERUBAH"
    assert problem(verbs.fork_view, fork.kiriman_id) == "CABANG_SELESAI"


def test_an_undecided_package_outlives_a_full_one(parted, verbs):
    fork = parted.fork()
    come(parted, parted.a.post(parted.to, penuh=True))
    assert verbs.fork_view(fork.kiriman_id).seq == 2
