"""Many people at once: what ``people.put`` does for one, statement by statement for all of them.

Everything here runs inside ``db.write()``. Ten thousand people are one short write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jamsos_desktop.model.records import Peserta, with_columns
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, office, people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor
from jamsos_desktop.store.people import Derived

_PART = 500


class Listed(NamedTuple):
    """Somebody of the desk by what tells people apart; dates ISO, "" where empty."""

    uid: str
    nomor: str
    nama: str
    nik: str
    no_kk: str
    tanggal_lahir: str
    nama_ibu: str
    dusun: str
    keluar_tanggal: str
    keluar_sebab: str

    def left(self, today: date) -> bool:
        """Whether they have left by that day."""
        return bool(self.keluar_tanggal) and self.keluar_tanggal <= today.isoformat()


class Change(NamedTuple):
    """A record as the file has it, as it becomes, and what the rules say of that."""

    before: Peserta
    after: Peserta
    derived: Derived


def everybody(db: Database) -> list[Listed]:
    """All people of the desk in the order of their numbers."""
    return [Listed._make(row) for row in db.all(
        "SELECT uid, nomor, nama, nik, no_kk, coalesce(tanggal_lahir, ''), nama_ibu, dusun,"
        " coalesce(keluar_tanggal, ''), keluar_sebab FROM peserta ORDER BY id")]


def add(db: Database, actor: Actor, new: Sequence[tuple[Peserta, Derived]], alasan: str) -> list[Peserta]:
    """Store new people in their order, numbered in their order; returns the records as kept. Problem BERUBAH when
    one of them is here already."""
    _refuse_known(db, [person.uid for person, _ in new])
    numbers = _numbers(db, [person for person, _ in new])
    kept = [with_columns(person, {"nomor": nomor, "revisi": 1, "diubah": actor.stamp, "status": derived.status})
            for (person, derived), nomor in zip(new, numbers, strict=True)]
    people.write_rows(db, zip(kept, (derived for _, derived in new), strict=True))
    people.write_kin(db, *(person for person in kept if person.keluarga))
    for person in kept:
        if person.berkas:
            people.write_papers(db, actor, person, None)
    history.append_many(db, actor, "tambah", "peserta",
                        ((person.uid, people.changed_columns(None, person)) for person in kept), alasan)
    return kept


def change(db: Database, actor: Actor, changes: Sequence[Change], alasan: str) -> list[Peserta]:
    """Write changed records one revision on; returns them as kept. Problem BERUBAH when one is not as ``before``.

    An open form of theirs stays: it learns of the change when it is saved.
    """
    here = dict(_revisions(db, [one.before.uid for one in changes]))
    if any(here.get(one.before.uid) != one.before.revisi for one in changes):
        raise _changed()
    kept = [with_columns(one.after, {"revisi": one.before.revisi + 1, "diubah": actor.stamp,
                                     "status": one.derived.status})
            for one in changes]
    people.write_rows(db, zip(kept, (one.derived for one in changes), strict=True))
    moved = [(one.before, person) for one, person in zip(changes, kept, strict=True)]
    people.write_kin(db, *(after for before, after in moved if before.keluarga != after.keluarga))
    for before, after in moved:
        if before.berkas != after.berkas:
            people.write_papers(db, actor, after, before)
    history.append_many(db, actor, "ubah", "peserta",
                        ((after.uid, people.changed_columns(before, after)) for before, after in moved), alasan)
    return kept


def _numbers(db: Database, new: Sequence[Peserta]) -> list[str]:
    """A number of this office for each, in their order; one that has its number keeps it."""
    prefixes = [p.segmen if p.segmen in ("PU", "BPU") else "BPU" for p in new]
    wanted = Counter(prefix for prefix, person in zip(prefixes, new, strict=True) if not person.nomor)
    following = {prefix: office.next_number(db, prefix, many) for prefix, many in wanted.items()}
    numbers = []
    for prefix, person in zip(prefixes, new, strict=True):
        numbers.append(person.nomor or f"{prefix}-{following[prefix]:06}")
        if not person.nomor:
            following[prefix] += 1
    return numbers


def _refuse_known(db: Database, uids: Sequence[str]) -> None:
    if _revisions(db, uids):
        raise _changed()


def _revisions(db: Database, uids: Sequence[str]) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for start in range(0, len(uids), _PART):
        part = uids[start:start + _PART]
        found += [(str(uid), int(revisi)) for uid, revisi in db.all(
            f"SELECT uid, revisi FROM peserta WHERE uid IN ({','.join('?' * len(part))})", part)]
    return found


def _changed() -> Problem:
    return Problem("BERUBAH", "Data orang ini sudah diubah dari tempat lain.", "Kedua isian masih ada.",
                   "Bandingkan, lalu pilih yang dipakai.")
