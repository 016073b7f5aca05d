"""What a list writes into the data of the people it chose: who pays, the wadah, the SK; and taking that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import derived, judge_in, rederive
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database

if TYPE_CHECKING:
    from jamsos_desktop.desk.choosing_view import ListNow


def aligned(ctx: Context, db: Database, now: ListNow, uids: Sequence[str]) -> list[Peserta]:
    """The records of those whose fund, wadah or SK differ, as they are to be; nothing is written here.

    A programme JHT keeps its own payer.
    """
    wanted = [uid for uid in uids if uid in now.people and now.differs(now.people[uid])]
    return [_as_listed(now, person) for person in people.read_many(db, wanted)]


def _as_listed(now: ListNow, person: Peserta) -> Peserta:
    typed = {key: text for key, text in person.mentah.items() if key not in ("sumber_dana.jkk_jkm", "wadah_jenis")}
    listed = replace(person, sumber_dana=replace(person.sumber_dana, jkk_jkm=now.dana),
                     wadah_jenis=now.seats.wadah_jenis, mentah=typed)
    if now.decree is None:
        return listed
    typed = {key: text for key, text in typed.items() if key not in ("sk_nomor", "sk_tanggal")}
    return replace(listed, sk_nomor=now.decree.nomor, sk_tanggal=date.fromisoformat(now.decree.tanggal), mentah=typed)


def keep(ctx: Context, db: Database, changed: Sequence[Peserta], why: str) -> dict[str, int]:
    """Write records inside ``db.write()``; returns the revision each has now."""
    return {person.uid: _put(ctx, db, person, person.revisi, why) for person in changed}


def _put(ctx: Context, db: Database, person: Peserta, revisi: int, why: str) -> int:
    first = derived(ctx, person, judge_in(ctx, db, person))
    kept = people.put(db, ctx.actor(), person, first, base_revisi=revisi, alasan=why)
    # The sent and printed marks compare with the revision as kept, not as it came in.
    people.put_derived(db, kept.uid, rederive(ctx, db, kept))
    return kept.revisi


def put_back(ctx: Context, db: Database, were: Sequence[Peserta], revisions: Mapping[str, int]) -> None:
    """Write records as they were before, inside ``db.write()``; Problem TIDAK_BISA_URUNG names who changed since."""
    for person in were:
        here = people.read(db, person.uid, missing_ok=True)
        if here is None or here.revisi != revisions[person.uid]:
            raise Problem("TIDAK_BISA_URUNG", f"Data {person.nama or person.nomor} sudah diubah sesudahnya.",
                          "Tidak ada yang diurungkan.", "Ubah datanya dengan tangan.")
        _put(ctx, db, person, here.revisi, "urungkan")
