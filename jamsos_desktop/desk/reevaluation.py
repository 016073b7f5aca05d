"""Judging many people again: those whose kept status is stale, or everybody under settings still to come.

Settings that change what everybody's status and dues rest on change together with them: first all are judged, which
can be stopped at any moment and writes nothing, then one short write does both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from jamsos_desktop.desk import leaving_rights
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import NOTHING, Around, judged, judged_again
from jamsos_desktop.desk.structure_own import own_posts
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import office, outgoing, people, scans, wages
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import number

RECOMPUTE_CHUNK = 200  # judged and written in well under 200 ms


def recompute_job(ctx: Context) -> Job[int]:
    """Judge again everyone whose kept status is of another day or policy; returns how many.

    A desk that moved to another laptop keeps what it last knew.
    """
    if ctx.refusal:
        return 0
    with ctx.open() as db:
        todo = people.stale(db, ctx.today, ctx.policy.versi)
        for start in range(0, len(todo), RECOMPUTE_CHUNK):
            _recompute(ctx, db, todo[start:start + RECOMPUTE_CHUNK])
            yield Progress(min(start + RECOMPUTE_CHUNK, len(todo)), len(todo))
    return len(todo)


def recompute(ctx: Context, db: Database, uids: Sequence[str]) -> None:
    """Judge these people again and keep the result, in chunks that hold the lock only shortly."""
    for start in range(0, len(uids), RECOMPUTE_CHUNK):
        _recompute(ctx, db, uids[start:start + RECOMPUTE_CHUNK])


def _recompute(ctx: Context, db: Database, uids: Sequence[str]) -> None:
    # Read and judged under the write lock: a save of the window in between would be judged as it was.
    with db.write():
        people.put_all_derived(db, judged_again(ctx, db, uids))
        leaving_rights.follow_deaths(ctx, db, uids)


def reevaluate_job(ctx: Context, change: Callable[[Database], None]) -> Job[int]:
    """Judge everybody under ``ctx`` (the policy and wage bases still to come), then ``change(db)`` and all fresh
    values in one short write; returns how many were judged.

    Stopped or failed at any moment before, policy, statuses and history stay as they were. Whoever the window changes
    meanwhile is judged again before the write. Problems: those of ``change``, DASAR_BERUBAH.
    """
    ctx.must_write()
    with ctx.open() as db:
        fresh = _Fresh(ctx, db)
        while True:
            todo = fresh.behind()
            for start in range(0, len(todo), RECOMPUTE_CHUNK):
                fresh.judge(todo[start:start + RECOMPUTE_CHUNK])
                yield fresh.progress()
            with db.write():
                late = fresh.behind()
                if len(late) <= RECOMPUTE_CHUNK:
                    fresh.judge(late)
                    change(db)
                    people.put_staged(db)
                    return fresh.many


class _Basis(NamedTuple):
    """A record by its revision, and what its judgement rests on beside it."""

    revisi: int
    around: Around


class _Fresh:
    """Judgements laid aside, each with what it rests on, so that it shows when one is behind the file."""

    def __init__(self, ctx: Context, db: Database) -> None:
        self._ctx, self._db = ctx, db
        self._office = self._read_office()
        self._version = -1
        self._basis: dict[str, _Basis] = {}
        self._judged: dict[str, _Basis] = {}

    @property
    def many(self) -> int:
        return len(self._basis)

    def progress(self) -> Progress:
        done = min(len(self._judged), self.many)
        return Progress(done, self.many, f"{number(done)} dari {number(self.many)} orang")

    def behind(self) -> list[str]:
        """Who is not judged yet as they stand in the file. Problem DASAR_BERUBAH: the office itself changed."""
        version = self._db.version()  # before reading: what is written in between is seen the next time
        if version != self._version:
            self._version = version
            if self._read_office() != self._office:
                raise Problem("DASAR_BERUBAH", "Profil, jabatan atau dasar upah diubah selama orang dihitung lagi.",
                              TIDAK_BERUBAH, "Coba sekali lagi.")
            self._basis = self._read_basis()
        return [uid for uid, basis in self._basis.items() if self._judged.get(uid) != basis]

    def judge(self, uids: Sequence[str]) -> None:
        """Judge these and lay the result aside; one who changed since is found behind the next time."""
        found = []
        for person in people.read_many(self._db, uids):
            basis = self._basis[person.uid]
            self._judged[person.uid] = basis._replace(revisi=person.revisi)
            found.append((person.uid, judged(self._ctx, person, basis.around)))
        people.stage_derived(self._db, found)

    def _read_office(self) -> object:
        unit = office.unit(self._db)
        return unit, wages.bases(self._db, unit.kode), own_posts(self._db)

    def _read_basis(self) -> dict[str, _Basis]:
        db, today = self._db, self._ctx.today
        trails, scanned = outgoing.trails(db, today), scans.codes(db)
        holders = {uid: tuple(all_of) for all_of in people.doubled_niks(db, today).values() for uid, _, _ in all_of}
        return {uid: _Basis(revisi, Around(trails.get(uid, NOTHING.trail), holders.get(uid, ()),
                                           scanned.get(uid, NOTHING.scans)))
                for uid, revisi in people.revisions(db).items()}
