"""Whose papers may be printed: told in a few words for all of an order, read whole when a sheet needs them.

A plan of ten thousand people rests on what is kept beside their records, as the lists do, so that page Cetak may ask
it at each change. A sheet rests on the record itself, judged when its turn comes. Who was changed in between has no
sheet: all papers of a bundle say the same of a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_desktop import texts
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import Judgement, arounds, as_trail, judge, judged_again, other_holder
from jamsos_desktop.model.findings import Tingkat
from jamsos_desktop.model.records import DIED, KELOMPOK, LEFT, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import briefs, people
from jamsos_desktop.store.briefs import Brief
from jamsos_desktop.store.engine import Database

BLOCK = 200  # people read and judged at once
HELD = 10_000  # people kept for the next sheet, some 60 MB; of more only one block
Refused = tuple[tuple[str, str], ...]  # (name, why)


class Candidate(NamedTuple):
    """Somebody who may be printed. ``nama``: as lists call them; ``revisi``: of the record this rests on."""

    uid: str
    nomor: str
    nama: str
    kelompok: str
    segmen: str
    revisi: int


class Judged(NamedTuple):
    """A person with what the rules say of them today."""

    peserta: Peserta
    hasil: Judgement


def called(nama: str, nomor: str) -> str:
    """A person as lists call them; ``nama`` as typed."""
    return texts.title_name(nama) or nomor or "Tanpa nama"


def candidates(ctx: Context, db: Database, uids: Sequence[str]) -> tuple[tuple[Candidate, ...], Refused]:
    """Who of these may be printed, in the order of the checklist (group by group, then by name), and who may not."""
    wanted = list(dict.fromkeys(uids))
    found = _judged_today(ctx, db, briefs.read(db, wanted, ctx.today, ctx.policy.versi))
    refused = [(called(one.sebutan, one.nomor), why) for one in found if (why := _obstacle(one))]
    refused += [("Satu orang", "Sudah dihapus dari daftar")] * (len(wanted) - len(found))
    allowed = sorted((one for one in found if not _obstacle(one)),
                     key=lambda one: (KELOMPOK.index(one.kelompok), one.nama, one.nomor))
    return tuple(Candidate(one.uid, one.nomor, called(one.sebutan, one.nomor), one.kelompok, one.segmen, one.revisi)
                 for one in allowed), tuple(refused)


def _judged_today(ctx: Context, db: Database, found: Sequence[Brief]) -> list[Brief]:
    """The same people; whose kept judgement is of another day or policy is judged again."""
    old = [one.uid for one in found if not one.segar]
    fresh = {uid: (now.status, now.masalah, now.tingkat) for start in range(0, len(old), BLOCK)
             for uid, now in judged_again(ctx, db, old[start:start + BLOCK])}
    return [one if one.segar or one.uid not in fresh else
            one._replace(status=fresh[one.uid][0], masalah=fresh[one.uid][1], tingkat=fresh[one.uid][2])
            for one in found]


def _obstacle(one: Brief) -> str:
    """Why somebody may not be printed, "" when they may."""
    if one.tingkat and Tingkat(one.tingkat).blocks:
        return one.masalah
    if one.status in LEFT:
        return "Meninggal" if one.status == DIED else "Sudah keluar"
    return ""


class Whole:
    """The whole records behind candidates, judged. Neighbours are read together; of more than HELD people they are let
    go again, so that a bundle of twenty thousand is never in memory at once."""

    def __init__(self, ctx: Context, db: Database, allowed: Sequence[Candidate]) -> None:
        self._ctx, self._db, self._allowed = ctx, db, allowed
        self._place = {one.uid: at for at, one in enumerate(allowed)}
        self._blocks: set[int] = set()
        self._here: dict[str, Judged] = {}

    def of(self, uids: Sequence[str]) -> tuple[Judged, ...]:
        """Those of ``uids`` who may be printed, in the order given. Problem BERUBAH_SELAGI_CETAK names who may no
        longer, or is no longer as planned."""
        return tuple(self._one(self._place[uid]) for uid in uids if uid in self._place)

    def _one(self, at: int) -> Judged:
        block = at // BLOCK
        if block not in self._blocks:
            if len(self._allowed) > HELD:
                self._blocks.clear()
                self._here.clear()
            self._blocks.add(block)
            self._here.update(self._read(self._allowed[block * BLOCK:(block + 1) * BLOCK]))
        planned = self._allowed[at]
        found = self._here.get(planned.uid)
        if found is None:
            raise Problem("BERUBAH_SELAGI_CETAK", f"Data {planned.nama} berubah selagi dicetak.", TIDAK_BERUBAH,
                          "Periksa datanya, lalu cetak lagi.")
        return found

    def _read(self, block: Sequence[Candidate]) -> dict[str, Judged]:
        ctx, here = self._ctx, people.read_many(self._db, [one.uid for one in block])
        revisi = {one.uid: one.revisi for one in block}
        found = {}
        for person, around in zip(here, arounds(ctx, self._db, here), strict=True):
            result = judge(ctx, person, other_holder(person, around.holders), as_trail(around.trail), around.scans,
                           resting=around.resting)
            if person.revisi == revisi[person.uid] and not result.blocking and result.status not in LEFT:
                found[person.uid] = Judged(person, result)
        return found
