"""Bills in the file: what they hold, and how far a run of paid months carries somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import answers, bills
from jamsos_desktop.store.answers import Decision, KeptReply
from jamsos_desktop.store.bills import Bill, Share
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor
from tests.conftest import salma

PAID = "2026-01-05"
ACTOR = Actor("NURHAYATI", "laptop", desks.Clock(date(2026, 1, 1)).now())


@pytest.fixture
def db(folder: DataFolder, clock: desks.Clock) -> Iterator[Database]:
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma("u0"), 0)
        yield desk._db


def put(db: Database, desk_id: str, first: str, last: str, *, uid: str = "u0", **changed: str | None) -> None:
    """One person on one bill, paid unless said otherwise."""
    bill = Bill(desk_id, "BPU", "APBDES_ADD", "wadah", "desa", first, last, 1_680_000, dibayar_tanggal=PAID,
                dibuat=f"2026-01-01T0{desk_id}:00:00")._replace(**changed)  # type: ignore[arg-type]
    with db.write():
        bills.add(db, ACTOR, bill, [
            Share(desk_id, uid, "BPU-000001", "pekerja_rentan", first, last, 1_000_000, 680_000, 0)])


RUNS = [
    (["2026-01:2026-03", "2026-07:2026-09"], "", {"2026-02-10": "2026-03-31", "2026-05-10": "2026-03-31",
                                                  "2026-07-01": "2026-09-30", "2026-11-21": "2026-09-30"}),
    (["2026-12:2027-05"], "", {"2026-11-21": "2027-05-31", "2026-12-31": "2027-05-31", "2027-06-01": "2027-05-31"}),
    (["2026-12:2026-12", "2027-01:2027-02", "2026-12:2027-01"], "", {"2026-12-05": "2027-02-28"}),
    (["2026-12:2027-05"], "2026-11-30", {"2026-11-21": "2027-05-31"}),  # goes on from what a reply told
    (["2026-12:2027-05"], "2026-10-31", {"2026-11-21": "2026-10-31", "2026-12-01": "2027-05-31"}),  # a gap in November
    (["2026-07:2026-09"], "2027-05-31", {"2026-11-21": "2027-05-31"}),
    (["2026-01:2026-02"], "2026-02-15", {"2026-11-21": "2026-02-28"}),
    (["2026-01:2026-02"], "2026-04-15", {"2026-11-21": "2026-04-15"}),
]


@pytest.mark.parametrize(("spans", "told", "days"), RUNS)
def test_cover_is_a_run_without_a_gap(db: Database, spans: list[str], told: str, days: dict[str, str]) -> None:
    for nth, span in enumerate(spans):
        put(db, str(nth), *span.split(":"))
    with db.write():
        db.run("UPDATE peserta SET aktif_sampai = ? WHERE uid = 'u0'", (told or None,))
    for day, until in days.items():
        assert bills.paid_until(db, date.fromisoformat(day)) == {"u0": until}, day
        assert bills.paid_until(db, date.fromisoformat(day), ["u0", "u1"]) == {"u0": until}


def test_only_what_is_paid_and_in_force_carries(db: Database) -> None:
    put(db, "1", "2026-01", "2026-03", dibayar_tanggal=None)
    put(db, "2", "2026-01", "2026-03", batal="2026-02-01")
    assert bills.paid_until(db, date(2026, 2, 1)) == {}
    assert [share.iuran_id for share in bills.in_force(db)] == ["1"]
    assert bills.in_force(db, ["u9"]) == []
    assert [(row.bulan_dari, row.orang, row.dibayar) for row in bills.billed_months(db, 2026)] == [("2026-01", 1, None)]
    assert bills.billed_months(db, 2025) == []


def test_a_code_is_in_force_once(db: Database) -> None:
    put(db, "1", "2026-01", "2026-01", kode_bayar="111222")
    with pytest.raises(Problem):
        put(db, "2", "2026-02", "2026-02", kode_bayar="111222")
    put(db, "3", "2026-02", "2026-02", kode_bayar="111222", batal="2026-02-01")
    found = bills.of_code(db, "111222")
    assert found is not None
    assert (found.id, bills.of_code(db, "")) == ("1", None)
    assert [bill.id for bill in bills.every(db)] == ["3", "1"]


@pytest.mark.parametrize(("said", "codes"), [
    ("K1 K1 K2", "K1 K2"), ("K1 K2 K1", "K1"), ("K1 -", ""), ("K1 keluar", "K1"), ("K1 K2 K2 K3 K2", "K1 K2"),
    ("- K1", "K1"), ("K1 - K2", "K2")])
def test_who_is_on_a_code_follows_from_what_replies_said(db: Database, said: str, codes: str) -> None:
    """"-": no code any more, so the bill was refused or called off."""
    with db.write():
        for no, word in enumerate(said.split(), 1):
            putusan = "keluar" if word == "keluar" else "menunggu_bayar" if word != "-" else "ditolak"
            answers.add(db, ACTOR, KeptReply(no, str(no), "", "", "delta", 1, "", PAID, PAID, {}, [], []), [
                Decision(no, "u0", 1, putusan, *[""] * 7, None, "", None, None, word if word[0] == "K" else "", None,
                         None, "lama")])
    assert bills.told(db) == {kode: ["u0"] for kode in codes.split()}


def test_a_removed_bill_takes_its_people_along(db: Database) -> None:
    put(db, "1", "2026-01", "2026-02")
    with pytest.raises(ValueError, match="not columns"), db.write():
        bills.put(db, ACTOR, "x", "1", {"dibuat": ""})
    with db.write():
        bills.remove(db, ACTOR, "1", "keliru")
    assert (bills.read(db, "1"), bills.shares(db, "1"), bills.heads(db)) == (None, [], {})
