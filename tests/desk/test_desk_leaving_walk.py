"""Deaths, accidents, payments, corrections, deletions and claims in any order: a death has one open claim at most,
the living have none, the claim has the day of the death, and a right never stays without one."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.problems import Problem
from tests.conftest import TODAY
from tests.desk.leaving_village import a_package, enrol, order, paid

STEPS = 90


class Walk:
    """One village of three people and what may happen to them."""

    def __init__(self, desk: desks.Desk, seed: int) -> None:
        self.desk, self.any = desk, random.Random(seed)
        a_package(desk)
        self.uids = [enrol(desk, nth, sent=nth > 1, mulai=date(2026, 2, 1)) for nth in (1, 2, 3)]
        self.deleted: list[str] = []
        self.bills = 0

    def step(self) -> None:
        uid, day = self.any.choice(self.uids), date(2026, self.any.randint(6, 11), self.any.randint(2, 20))
        claims = [row.id for row in self.desk.events(open_only=False)]
        claim = self.any.choice(claims) if claims else "tidak ada"
        happens = self.any.choice(self.happenings(uid, day, claim))
        with suppress(Problem):  # a refusal changes nothing, which is what is checked
            happens()

    def happenings(self, uid: str, day: date, claim: str) -> list[Callable[[], object]]:
        desk, hour = self.desk, datetime(day.year, day.month, day.day - 1, 8)
        hasil = self.any.choice(("dibayar", "batal", "bukan_kecelakaan"))
        return [
            lambda: desk.leave(uid, order("meninggal", day)),
            lambda: desk.leave(uid, order(desks.ACCIDENT, waktu=hour)),
            lambda: desk.leave(uid, order("meninggal", day, karena_kecelakaan=True, waktu=hour)),
            lambda: desk.leave(uid, order("pindah", day)), lambda: desk.take_back_leave(uid),
            lambda: self.write(uid, keluar_tanggal=day, keluar_sebab="meninggal"),
            lambda: self.write(uid, keluar_tanggal=None, keluar_sebab=""), lambda: self.write(uid, alamat=str(day)),
            lambda: self.pay(uid), lambda: self.deleted.append(desk.delete([uid])),
            lambda: [desk.undo(one) for one in self.deleted] and self.deleted.clear(),
            lambda: desk.close_event(claim, hasil, TODAY), lambda: desk.reopen_event(claim),
            lambda: desk.submit_event(claim, TODAY), lambda: desk.claim(uid)]

    def write(self, uid: str, **values: object) -> None:
        kept = self.desk.read(uid)
        self.desk.save(replace(kept, **values), kept.revisi)  # type: ignore[arg-type]

    def pay(self, uid: str) -> None:
        self.bills += 1
        if self.bills < 9:
            paid(self.desk, uid, f"2026-{self.bills:02}", f"2026-{self.bills + 3:02}", f"2026-{self.bills:02}-05")

    def check(self) -> None:
        people, every = {p.uid: p for p in self.desk.everyone()}, self.desk.events(open_only=False)
        for uid, person in people.items():
            claims = [row for row in every if row.uid == uid and row.meninggal]
            still = [row for row in claims if row.terbuka]
            assert len(still) <= 1
            died = person.keluar_tanggal if person.keluar_sebab == "meninggal" else None
            assert (person.status == "meninggal") == (died is not None)
            for row in still:
                assert row.diajukan or died
                assert row.jenis == "JKK" or row.diajukan or row.tanggal == died
            if died and not claims:
                assert self.desk.right_on(uid, died).keadaan == "tidak"


@pytest.mark.parametrize("seed", [3, 8])
def test_claims_follow_whatever_happens(desk: desks.Desk, seed: int) -> None:
    walk = Walk(desk, seed)
    for _ in range(STEPS):
        walk.step()
        walk.check()
    assert len(desk.events(open_only=False)) > 1
