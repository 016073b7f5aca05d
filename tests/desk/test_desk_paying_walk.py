"""A walk at random through bills, payments, extensions, leavings and days, beside a ledger kept by other means.

The ledger knows single months, the desk runs of them: after each step both must say the same of every bill, of the
months that are paid and that wait, of the use of each fund, and of the last day everybody is covered.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.model.records import SumberDana
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import bills
from tests.conftest import TODAY
from tests.desk.paying_ledger import ADD, DISTRICT, OWN, Entry, Ledger, cost, month_of, months
from tests.desk.test_desk_paying import someone

STEPS = 90
CODES = tuple(f"8807402{nth:05}" for nth in range(8))
PU = {"segmen": "PU", "kelompok": "perangkat_desa", "jabatan": "KADES", "pekerjaan": "", "wadah_jenis": "",
      "periode_bayar": 1, "sk_berakhir": None}
PEOPLE = [
    someone(0), someone(1, aktif_sampai=None), someone(2, aktif_sampai=date(2026, 12, 15)),
    someone(3, program=("JKK", "JKM", "JHT"), sumber_dana=SumberDana(jkk_jkm=ADD, jht=OWN)),
    someone(4, OWN, aktif_sampai=None, pekerjaan="NELAYAN"), someone(5, DISTRICT),
    someone(6, penghasilan=2_426_640, aktif_sampai=date(2026, 11, 30), **PU),
    someone(7, penghasilan=3_333_333, program=("JKK", "JKM", "JHT"), **PU
            | {"sumber_dana": SumberDana(jkk_jkm=ADD, jht=OWN), "aktif_sampai": None, "mulai": date(2027, 1, 10)}),
]


@dataclass(kw_only=True)
class Walk(Ledger):
    """The desk beside the ledger, and the steps."""

    desk: desks.Desk
    dice: random.Random
    extensions: dict[str, set[str]] = field(default_factory=dict)  # undo -> people not touched since
    whole: dict[str, set[str]] = field(default_factory=dict)  # undo -> everybody of it
    done: Counter[str] = field(default_factory=Counter)

    def check(self) -> None:
        """Desk and ledger say the same."""
        desk = self.desk
        assert {row.id: (row.jumlah_sen, row.orang, row.kode_bayar) for row in desk.bills()} == {
            key: (entry.sen, len(entry.people), entry.kode) for key, entry in self.ledger.items()}
        assert {row.id: row.keadaan if row.keadaan in ("dibayar", "batal") else "open" for row in desk.bills()} == {
            key: entry.state for key, entry in self.ledger.items()}
        for year in (2026, 2027):
            assert desk.paid_by_month(year) == self.by_month(year, "dibayar")
            assert desk.billed_by_month(year) == self.by_month(year, "dibayar", "open")
            use = desk.ceilings(year)
            for states, said in (("dibayar", lambda one: one.dibayar_sen), ("open", lambda one: one.menunggu_sen)):
                spent: Counter[str] = Counter()
                for (fund, *_), (_, amount) in self.by_month(year, states).items():
                    spent[fund] += amount
                assert {fund: said(one) for fund, one in use.items() if said(one)} == dict(spent)
        kept = bills.covered_until(desk._db)
        for uid in self.here():
            until = self.until(desk.read(uid))
            assert desk.judge(desk.read(uid)).until == until, (uid, desk.today)
            assert kept[uid] == (until.isoformat() if until else None), (uid, desk.today)

    # Steps.

    def touch(self, uid: str) -> None:
        for untouched in self.extensions.values():
            untouched.discard(uid)

    def bill(self) -> None:
        fund = self.dice.choice((ADD, ADD, OWN, DISTRICT))
        uids = tuple(self.dice.sample([p.uid for p in PEOPLE], self.dice.choice((1, 1, 2, 3))))
        first, many = self.dice.choice(months((2026, 10), 8)), self.dice.choice((1, 2, 3, 6))
        kode = self.dice.choice(("", *CODES))
        here = [self.desk.read(uid) for uid in uids if uid not in self.gone]
        spans = {p.uid: self.span(p, first, many) for p in here}
        fits = (len(here) == len(uids) and len({p.segmen for p in here}) == 1 and all(spans.values())
                and all(cost(p, fund, months(first, many)) for p in here)
                and not any({(month, name) for month in spans[p.uid] for name in cost(p, fund, spans[p.uid])}
                            & self.taken(p) for p in here)
                and not self.in_use(kode))
        order = desks.BillOrder(sumber_dana=fund, bulan_dari=f"{first[0]}-{first[1]:02}", bulan=many, uids=uids,
                                kode_bayar=kode)
        if not fits:
            with pytest.raises(Problem):
                self.desk.make_bill(order)
            return
        people = {p.uid: {month: cost(p, fund, spans[p.uid]) for month in spans[p.uid]} for p in here}
        self.ledger[self.desk.make_bill(order)] = Entry(fund, people, {p.uid: p.kelompok for p in here},
                                                        here[0].segmen, kode)
        self.done["bill"] += 1

    def settle(self) -> None:
        """Pay, take the payment back, call off: what does not fit the state of the bill is refused."""
        key = self.dice.choice(list(self.ledger))
        entry = self.ledger[key]
        verb = self.dice.choice({"open": ("pay", "pay", "cancel", "undo"), "dibayar": ("undo", "pay", "cancel"),
                                 "batal": ("pay", "undo", "cancel")}[entry.state])
        act = {"pay": lambda: self.desk.record_payment(key, self.desk.today, "A1"),
               "undo": lambda: self.desk.undo_payment(key),
               "cancel": lambda: self.desk.cancel_bill(key, "keliru")}[verb]
        if entry.state != {"pay": "open", "undo": "dibayar", "cancel": "open"}[verb]:
            with pytest.raises(Problem):
                act()
            return
        act()
        entry.state = {"pay": "dibayar", "undo": "open", "cancel": "batal"}[verb]
        self.done[verb] += 1

    def code(self) -> None:
        """A code comes for an open bill, once in all bills in force, or is taken away again."""
        key, kode = self.dice.choice(list(self.ledger)), self.dice.choice(("", *CODES))
        entry = self.ledger[key]
        if entry.state != "open" or self.in_use(kode, key):
            with pytest.raises(Problem):
                self.desk.set_kode_bayar(key, kode, None)
            return
        self.desk.set_kode_bayar(key, kode, None)
        entry.kode = kode
        self.done["code"] += 1

    def extend(self) -> None:
        uids = self.dice.sample(self.here(), min(3, len(self.here())))
        before = {uid: self.desk.read(uid) for uid in uids}
        ends = {uid: self.until(p) for uid, p in before.items()}
        taken = {uid: self.taken(p) for uid, p in before.items()}
        order = desks.ExtendOrder(uids=tuple(uids), bulan=self.dice.choice((0, 1, 3, 6)))
        tried, made = self.desk.extend(order, coba=True), self.desk.extend(order)
        assert (tried.diajukan, tried.jumlah_sen, len(tried.dilewati)) == (
            made.diajukan, made.jumlah_sen, len(made.dilewati))
        for uid in made.diajukan:
            p, end = self.desk.read(uid), ends[uid]
            assert end is not None, uid  # only who was covered goes on
            assert p.mulai == (end + timedelta(days=1) if end >= self.desk.today else date(*months(
                month_of(self.desk.today), 2)[1], 1))
            assert (p.permohonan, p.revisi) == ("lanjut", before[uid].revisi + 1)
            self.touch(uid)
        for key in made.tagihan:
            view = self.desk.bill(key)
            entry = Entry(view.row.sumber_dana, {}, {}, view.row.segmen, extension=made.undo_id)
            for one in view.people:
                p = before[one.uid]
                first = date.fromisoformat(f"{one.bulan_dari}-01")
                span = months(month_of(first), one.bulan)
                entry.people[one.uid] = {month: cost(p, entry.fund, span) for month in span}
                entry.kelompok[one.uid] = p.kelompok
                assert not {(m, name) for m, parts in entry.people[one.uid].items() for name in parts} & taken[one.uid]
                assert not p.keluar_tanggal or span[-1] <= month_of(p.keluar_tanggal)
            self.ledger[key] = entry
        if made.undo_id:
            self.extensions[made.undo_id] = set(made.diajukan)
            self.extensions = {key: people for key, people in self.extensions.items() if people}
            self.done["extend"] += 1
            self.whole[made.undo_id] = set(made.diajukan)

    def unextend(self) -> None:
        if not self.extensions:
            return
        key = self.dice.choice(list(self.extensions))
        mine = {bill: entry for bill, entry in self.ledger.items() if entry.extension == key and entry.state != "batal"}
        whole = self.whole[key]
        if self.extensions[key] != whole or any(e.state == "dibayar" or e.kode for e in mine.values()):
            with pytest.raises(Problem, match="sudah"):
                self.desk.undo_extension(key)
            return
        assert self.desk.undo_extension(key) == len(whole)
        for bill in mine:
            del self.ledger[bill]
        del self.extensions[key]
        for uid in whole:
            self.touch(uid)
        self.done["unextend"] += 1

    def change(self) -> None:
        """Somebody leaves or stays after all, or earns more: what was billed stays as it was."""
        uid = self.dice.choice(self.here())
        p = self.desk.read(uid)
        if self.dice.random() < 0.5 and p.segmen == "PU":
            new = replace(p, penghasilan=self.dice.randrange(1_000_000, 5_000_000))
        else:
            day = self.dice.choice((None, None, TODAY + timedelta(days=self.dice.randrange(-20, 120))))
            new = replace(p, keluar_tanggal=day, keluar_sebab="mengundurkan_diri" if day else "")
        self.desk.save(new, p.revisi)
        self.touch(uid)
        self.done["change"] += 1

    def vanish(self) -> None:
        """Somebody is deleted, or comes back with everything that was paid meanwhile."""
        if self.gone:
            uid = self.dice.choice(list(self.gone))
            self.desk.undo(self.gone.pop(uid))
            self.done["back"] += 1
        else:
            uid = self.dice.choice(self.here())
            self.gone[uid] = self.desk.delete([uid])
        self.touch(uid)

    def step(self) -> None:
        steps = [self.bill] * 5 + [self.extend] * 2 + [self.unextend, self.change, self.vanish]
        self.dice.choice(steps + [self.settle, self.settle, self.settle, self.settle, self.code] * bool(self.ledger))()
        self.check()


@pytest.fixture(scope="module")
def people(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> Path:
    root = tmp_path_factory.mktemp("jalan") / "data"
    with desks.open_desk(DataFolder(Path(shutil.copytree(set_up, root))), None, clock) as desk:
        for p in PEOPLE:
            desk.save(p, 0)
    return root


@pytest.fixture
def folder_of_people(people: Path, tmp_path: Path) -> DataFolder:
    return DataFolder(Path(shutil.copytree(people, tmp_path / "data")))


@pytest.mark.parametrize("seed", [1, 2])
def test_a_walk_agrees_with_the_ledger(folder_of_people: DataFolder, seed: int) -> None:
    dice, walk = random.Random(seed), None
    for day in (TODAY, date(2026, 12, 20), date(2027, 2, 3)):
        with desks.open_desk(folder_of_people, None, desks.Clock(day)) as desk:
            walk = Walk(desk=desk, today=day, dice=dice, uids=tuple(p.uid for p in PEOPLE)) if walk is None else \
                replace(walk, desk=desk, today=day)
            walk.check()  # a new day changes who is covered, and nothing else
            for _ in range(STEPS // 3):
                walk.step()
            if walk.gone:
                walk.vanish()
            walk.extensions.clear()  # what was done on another day is not undone
    assert walk is not None
    assert {"bill", "pay", "undo", "cancel", "code", "extend", "unextend", "change", "back"} <= walk.done.keys()
