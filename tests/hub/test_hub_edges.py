"""The register where a desk is careless or a disk gives up: slips are refused, and nothing is counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from jamsos_desktop.desk import Desk
from jamsos_desktop.hub import batches as deciding
from jamsos_desktop.hub import fork_decisions, take_in, targets
from jamsos_desktop.hub.entries import BadRow, entry_of
from jamsos_desktop.hub.register import batch_steps, batches, deliveries, erasing, people, replies, standing
from jamsos_desktop.policy import load_policy
from jamsos_desktop.problems import Problem
from tests.hub import makers

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with makers.district(tmp_path_factory.mktemp("dpmd")) as opened:
        makers.fill(opened, makers.villages(1, 3))
        yield opened


@pytest.mark.parametrize(("text", "many"), [
    ("40", 40), (" 1.250 ", 1250), ("1.250.000", 1_250_000), ("", None), ("1.25", None), ("12.5", None), ("-4", None),
    ("empat", None), ("4,5", None), ("\u0664", None), ("9" * 40, None)])
def test_a_target_is_a_whole_number_or_none(text: str, many: int | None) -> None:
    assert targets.people_of(text) == (many if many is None or many <= targets.MOST else None)


@pytest.mark.parametrize("wrong", [dict(program="JKK JKM"), dict(iuran=[]), dict(sumber_dana="APBD_KAB"),
                                   dict(revisi=True), dict(revisi="1"), dict(nama="A" * 301), dict(uid=""),
                                   dict(kelompok="raja"), dict(iuran={"sebulan_sen": -1})])
def test_a_row_no_honest_desk_writes_is_refused(wrong: dict[str, Any]) -> None:
    good: dict[str, Any] = {"uid": "u", "revisi": 1, "nama": "WA ODE SALMA", "kelompok": "pekerja_rentan",
                            "segmen": "BPU"}
    assert entry_of(good, load_policy(), TODAY).nama == "WA ODE SALMA"
    with pytest.raises(BadRow):
        entry_of({**good, **wrong}, load_policy(), TODAY)


def test_a_column_that_is_not_the_districts_is_never_written(desk: Desk) -> None:
    """A slip in a name would lose a decision in silence."""
    with desk.ctx.open() as db:
        uid = str(db.one("SELECT uid FROM orang ORDER BY uid")[0])  # type: ignore[index]
        with pytest.raises(ValueError, match="not a column of the district"):
            standing._write(db, {uid: {"keadan": "aktif"}})
        with pytest.raises(ValueError, match="no such column"):
            batches._check({"nomer": 1}, ("nomor",))
        with pytest.raises(ValueError, match="no such decision"):
            fork_decisions.decide(db, desk.ctx.actor(), None, "entah", None)  # type: ignore[arg-type]
        with db.write():
            standing._write(db, {uid: {}})  # nothing to change is no change
        assert people.by_uids(db, [uid])[uid].keadaan == "masuk"


def test_a_step_of_a_batch_that_never_was_cannot_be_put_back(desk: Desk) -> None:
    with desk.ctx.open() as db, pytest.raises(Problem) as told:
        batch_steps.put_back(db, 10**6)
    assert told.value.kode == "PUTUSAN_TIDAK_ADA"


def test_a_village_reads_its_newest_messages_oldest_first(desk: Desk) -> None:
    with desk.ctx.open() as db:
        kode = str(db.one("SELECT unit FROM orang")[0])  # type: ignore[index]
        with db.write():
            for at in range(replies.MOST_MESSAGES + 3):
                replies.add_message(db, kode, f"pesan {at}", "2026-11-21T09:00:00+08:00", "DPMD")
        told = [one.teks for one in replies.messages(db, kode)[kode]]
    assert told == [f"pesan {at}" for at in range(3, replies.MOST_MESSAGES + 3)]


def test_whoever_is_erased_leaves_lists_and_names_of_decisions_alike() -> None:
    held = {"u1": {"nama": "A"}, "u2": {"uid": "u1"}, "lain": [{"uid": "u1"}, {"uid": "u3"}, "u9"], "angka": 4}
    assert erasing._without(held, {"u1"}) == {"lain": [{"uid": "u3"}, "u9"], "angka": 4}


def test_a_step_is_undone_alone_and_one_whose_transaction_is_gone_hides_nothing(desk: Desk) -> None:
    def step(db: Any, *, lost: bool) -> None:
        with deliveries.apart(db):
            db.run("UPDATE orang SET catatan = 'separuh'")
            if lost:  # as a full disk may do: the whole transaction is ended
                db.connection.rollback()
            raise KeyError("langkah")

    with desk.ctx.open() as db:
        with db.write():
            db.run("UPDATE orang SET catatan = 'utuh'")
            with pytest.raises(KeyError):
                step(db, lost=False)
        assert {row[0] for row in db.all("SELECT catatan FROM orang")} == {"utuh"}
        db.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(KeyError, match="langkah"):
            step(db, lost=True)
        assert {row[0] for row in db.all("SELECT catatan FROM orang")} == {"utuh"}


def test_whoever_needs_nothing_is_in_no_group(desk: Desk) -> None:
    """A member paid beyond the day looked at is not offered for handing over again."""
    horizon = "2026-12-31"
    with desk.ctx.open() as db:
        found = batches.candidates(db, horizon)
    new, others = found[0], found[1:]
    member = new._replace(keadaan="aktif", aktif_sampai="2027-12-31", permohonan="daftar", berubah=0)
    groups = deciding.grouped([member, *others], horizon)
    assert sorted(one.uid for group in groups.values() for one in group) == sorted(one.uid for one in others)


def test_what_is_wrong_with_the_desk_itself_is_not_taken_for_a_fault_of_a_package(desk: Desk) -> None:
    db = desk.ctx.open()
    db.close()
    with pytest.raises(Problem):
        take_in._apart(db, desk.ctx.actor(), None)  # type: ignore[arg-type]


def test_a_retired_laptop_parted_where_it_was_retired_or_where_it_spoke_again(desk: Desk) -> None:
    blank = deliveries.Delivery(*(0 if kind == "int" else "" for kind in deliveries.Delivery.__annotations__.values()))
    with desk.ctx.open() as db:
        for sebab, seq, start in (("pensiun", 7, 7), ("nomor_sama", 7, 7), ("rantai", 7, 6), ("rantai", 1, 1)):
            assert fork_decisions.parted_at(db, blank._replace(sebab=sebab, seq=seq, unit="x")) == start


def test_an_older_copy_without_anybody_to_erase_is_left_alone(desk: Desk) -> None:
    with desk.ctx.open() as live, desk.ctx.open() as older:
        before = older.all("SELECT uid, nama, hapus FROM orang ORDER BY uid")
        with older.write():
            erasing.erase_again(older, older, desk.ctx.actor())
        assert live.all("SELECT uid, nama, hapus FROM orang ORDER BY uid") == before
        assert live.one("SELECT count(*) FROM musnah") == (0,)
