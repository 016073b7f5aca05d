"""Random walks over the steps of batches, decisions about doubles and deaths: what must hold whatever comes next.

Nobody is a member without acceptance and payment; nobody leaves BERJALAN without a decision that names them; nobody
is in two open batches; the kept counts are right; and undone in reverse order everything stands as it stood.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.records import BERJALAN
from jamsos_desktop.hub.register import pairs
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from tests.hub import bpjs_places as places
from tests.hub import doubles_people, makers

TODAY = makers.CLOCK_DAY
STEPS = 90
# What a decision may write. Batches once made and cancelled stay as empty numbers, messages once told are numbered.
TABLES = ("orang", "tagihan", "batch_orang", "rekap", "rekap_bulan", "rekap_tempo", "rekap_mutu", "pesan")
PAIR = "id, a, b, jenis, skor, rincian, keputusan, oleh, waktu, sidik, pesan"  # its note stays for the next decision
HEAD = "nomor, jenis, masa_dari, bulan, diserahkan, surat, hasil, dibatalkan"


def dump(desk: desks.Desk) -> dict[str, Any]:
    db = desk.district.db
    found: dict[str, Any] = {table: sorted(db.all(f"SELECT * FROM {table}")) for table in TABLES}
    return found | {"pasangan": db.all(f"SELECT {PAIR} FROM pasangan ORDER BY id"),
                    "batch": db.all(f"SELECT {HEAD} FROM batch ORDER BY nomor")}


class Walk:
    """A district's desk, dice, and what was done with how to take it back."""

    def __init__(self, desk: desks.Desk, seed: int) -> None:
        self.desk, self.district, self.dice = desk, desk.district, random.Random(seed)
        self.done: list[Callable[[], object]] = []
        self.taken: list[str] = []
        self.kpj = 21_000_000_000

    def step(self) -> None:
        """One thing somebody may try; what is refused changes nothing."""
        what = self.dice.choices((self.make, self.hand_over, self.code, self.pay, self.answer, self.decide, self.end,
                                  self.cancel, self.back), (6, 6, 2, 6, 16, 4, 1, 1, 3))[0]
        before = dump(self.desk)
        try:
            what()
        except Problem:
            refused = True
        else:
            refused = False
            self.taken.append(what.__name__)
        assert not refused or dump(self.desk) == before, what.__name__

    def make(self) -> None:
        if groups := [g for g in self.district.candidates() if g.orang]:
            group = self.dice.choice(groups)
            begin = TODAY.replace(day=1) if group.jenis == "daftar" else group.masa_dari  # so that it lapses soon
            made = run_to_end(self.district.make_batch_job(group.choice(begin, self.dice.randint(1, 2))))
            self.done.append(lambda: self._unmake(made.nomor))

    def _unmake(self, nomor: str) -> None:
        """A batch that never was: only for the comparison at the end."""
        assert not self.district.batch(nomor).diserahkan
        with self.district.db.write():
            for table, column in (("batch_orang", "batch"), ("tagihan", "batch"), ("batch", "nomor")):
                self.district.db.run(f"DELETE FROM {table} WHERE {column} = ?", (nomor,))

    def _batch(self, waiting: bool = False) -> str:
        rows = self.district.batches()
        found = [row.nomor for row in rows
                 if not waiting or (row.keadaan != "siap" and row.ok + row.ditolak < row.orang)]
        return self.dice.choice(found) if found else "K-0000"

    def hand_over(self) -> None:
        self._step(self.district.hand_over(self._batch(), TODAY, "1/2026"))

    def code(self) -> None:
        bill = self.dice.choice(self.district.batch(self._batch()).bills)
        self._step(self.district.set_kode_bayar(bill.id, str(self.dice.randrange(10**11, 10**12)), TODAY))

    def pay(self) -> None:
        bill = self.dice.choice(self.district.batch(self._batch()).bills)
        self._step(self.district.set_paid(bill.id, TODAY, "SP2D"))

    def answer(self) -> None:
        nomor = self._batch(waiting=True)
        open_ones = [m for m in self.district.batch(nomor).members if not m.hasil]
        member = self.dice.choice(open_ones or self.district.batch(nomor).members)
        self.kpj += 1
        known = self._one(member.uid)["kpj"]
        if self.dice.random() < 0.75:
            self._step(self.district.set_result(nomor, member.uid, "ok", kpj=known or str(self.kpj)).putusan)
        else:
            self._step(self.district.set_result(nomor, member.uid, "ditolak", alasan="LAIN", teks="x").putusan)

    def _step(self, putusan: int) -> None:
        self.done.append(lambda: self.district.undo_batch_step(putusan))

    def decide(self) -> None:
        if found := [row for row in self.district.pairs() if not row.keputusan]:
            putusan = self.district.decide_pair(self.dice.choice(found).id, self.dice.randint(1, 4), "catatan",
                                                akhiri_aktif=self.dice.random() < 0.7)
            self.done.append(lambda: self.district.undo_pair(putusan))

    def end(self) -> None:
        if deaths := self.district.deaths():
            putusan = self.district.end_after_death(deaths[0].uid, "klaim JKM dibayar")
            self.done.append(lambda: self.district.undo_death(putusan))

    def cancel(self) -> None:
        nomor = self._batch()
        self.district.cancel_batch(nomor)
        self.done.append(lambda: self._uncancel(nomor))

    def _uncancel(self, nomor: str) -> None:
        with self.district.db.write():
            self.district.db.run("UPDATE batch SET dibatalkan = '' WHERE nomor = ?", (nomor,))

    def back(self) -> None:
        if self.done and self.dice.random() < 0.5:
            self.done[-1]()
            self.done.pop()

    def _one(self, uid: str) -> dict[str, Any]:
        return doubles_people.seen(self.desk, uid)

    def check(self, before: dict[str, str]) -> dict[str, str]:
        """The invariants; returns everybody's keadaan."""
        db = self.district.db
        now = dict(db.all("SELECT uid, keadaan FROM orang"))
        active = {uid for uid, keadaan in now.items() if keadaan == "aktif"}
        paid = {row[0] for row in db.all(
            "SELECT m.uid FROM batch_orang m JOIN tagihan t ON t.id = m.tagihan JOIN batch b ON b.nomor = m.batch"
            " WHERE m.hasil = 'ok' AND t.dibayar <> '' AND b.jenis = 'daftar' AND b.dibatalkan = ''")}
        moved = {row[0] for row in db.all("SELECT j.key FROM putusan p, json_each(p.sesudah) j WHERE p.dibatalkan = ''"
                                          " AND p.keterangan = 'pindah desa'")}
        assert active <= paid | moved
        left = [uid for uid in now if before[uid] in BERJALAN and now[uid] not in BERJALAN]
        named = {row[0] for row in db.all("SELECT j.key FROM putusan p, json_each(p.sesudah) j")}
        assert set(left) <= named
        assert db.all("SELECT m.uid FROM batch_orang m JOIN batch b ON b.nomor = m.batch JOIN tagihan t"
                      " ON t.id = m.tagihan WHERE b.dibatalkan = '' AND (m.hasil = '' OR (m.hasil = 'ok' AND"
                      " b.jenis IN ('daftar', 'lanjut') AND t.dibayar = '')) GROUP BY m.uid HAVING count(*) > 1") == []
        assert db.all("SELECT 1 FROM orang WHERE keadaan = 'aktif' AND aktif_sampai < aktif_dari") == []
        assert pairs.miscounted(db) == {}
        counted = dict(db.all("SELECT keadaan, sum(orang) FROM rekap GROUP BY keadaan"))
        assert counted == {k: list(now.values()).count(k) for k in set(now.values())}
        return now


def office(tmp_path: Path, seed: int) -> desks.Desk:
    """Three villages with doubles of one NIK and by likeness, one of whose people was said to have died."""
    made = doubles_people.three_villages()
    doubles_people.again(made[1], 4, made[2], 4)
    desk = doubles_people.filled(tmp_path, made)
    with desk.district.db.write():
        desk.district.db.run("UPDATE unit SET dicocokkan = 'x' WHERE seq > 0")
    for nth, village in enumerate(made):
        places.set_npp(desk, village, f"2610000{nth}")
    row = desk.district.pairs()[0]  # one side is a member already, so that decisions have something to end
    _member(desk, row.uids[0])
    dead = list(made[0].rows)[5]
    _member(desk, dead)
    made[0].change(dead, permohonan="berhenti", keluar_sebab="meninggal", keluar_tanggal="2026-11-18")
    makers.fill(desk, made[:1])
    return desk


def _member(desk: desks.Desk, uid: str) -> None:
    """Through a batch of their own."""
    with desk.district.db.write():
        desk.district.db.run("UPDATE orang SET sumber_dana = 'CSR', tunda = 0 WHERE uid = ?", (uid,))
    group = next(g for g in desk.district.candidates() if g.sumber_dana == "CSR")
    nomor = run_to_end(desk.district.make_batch_job(group.choice(group.masa_dari, 1))).nomor
    desk.district.hand_over(nomor, TODAY, "")
    for bill in desk.district.batch(nomor).bills:
        desk.district.set_kode_bayar(bill.id, f"99000000{bill.id:04}", TODAY)
        desk.district.set_paid(bill.id, TODAY, "x")
    desk.district.set_result(nomor, uid, "ok", kpj=f"1990000000{nomor[-1]}")
    with desk.district.db.write():
        pairs.retally(desk.district.db, [uid])


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_done_holds_and_is_undone(tmp_path: Path, seed: int) -> None:
    with office(tmp_path, seed) as desk:
        walk, first = Walk(desk, seed), dump(desk)
        now = walk.check(dict(desk.district.db.all("SELECT uid, keadaan FROM orang")))
        for _ in range(STEPS):
            walk.step()
            now = walk.check(now)
        assert len(set(walk.taken)) >= 6, walk.taken
        for undo in reversed(walk.done):
            undo()
        assert dump(desk) == first
