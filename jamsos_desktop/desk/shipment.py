"""What travels to DPMD now: people with what is asked for each, ends, deletions, and what is new in it.

Until a reply confirms a package, everything in it travels again (exchange.md). Somebody already in
an unconfirmed package who is being changed and not ready now travels as they were sent.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from jamsos_desktop.desk import judging
from jamsos_desktop.desk.context import Context
from jamsos_desktop.model.plain import canonical
from jamsos_desktop.model.records import DIED, LEFT, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules import MEMBER, VERDICTS
from jamsos_desktop.store import office, outgoing, people, standing, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.outgoing import NEVER, Noted
from jamsos_desktop.store.standing import Stand

OFFICE_SETTING = "kiriman.desa"
FULL_SETTING = "kiriman.minta_penuh"
# Who travels by their status, and who only if they were sent before: in a usual package, and in a full one.
NEW = ("siap_kirim", "terkirim")
_AGAIN = {False: LEFT, True: (*LEFT, *VERDICTS, "lewat_masa")}
JUDGED_ANEW = (*NEW, *LEFT)  # before a package is made, or said to be needless


T = TypeVar("T", Peserta, Stand)


@dataclass(frozen=True, slots=True)
class Travelling(Generic[T]):
    """``people`` as they stand, with ``permohonan`` as it is asked now; ``carried``: uids that travel as
    last sent; ``gone``: (uid, revisi) deleted, the only place of people whose data rest or who withdrew consent;
    ``office``: digest of the village's own row; ``sent_as``: uid -> revision under which somebody travels again whose
    record only took in an answer since."""

    people: tuple[T, ...]
    carried: tuple[str, ...]
    gone: tuple[tuple[str, int], ...]
    base: int
    office: str
    sent_as: Mapping[str, int]


Shipment = Travelling[Peserta]


@dataclass(frozen=True, slots=True)
class News:
    """How the shipment differs from the last package: new people, changed or ended or deleted ones,
    unchanged ones that travel again, and whether the village's own row changed."""

    fresh: int
    changed: int
    again: int
    office: bool

    def __bool__(self) -> bool:
        return bool(self.fresh or self.changed or self.office)


def gather(ctx: Context, db: Database, *, penuh: bool) -> Shipment:
    """Everything that travels in the next package; ``penuh``: also what replies have confirmed."""
    return _gather(ctx, db, penuh, people.read_with)


def outline(ctx: Context, db: Database, *, penuh: bool = False) -> Travelling[Stand]:
    """The same, without reading anybody whole."""
    return _gather(ctx, db, penuh, standing.stands)


def _gather(ctx: Context, db: Database, penuh: bool,
            read: Callable[[Database, Sequence[str]], Sequence[T]]) -> Travelling[T]:
    base = base_seq(db)
    answered, ever, deleted = outgoing.noted(db, base), outgoing.noted(db), undo.tombstones(db)
    confirmed = {} if penuh else answered
    said, silent = outgoing.verdicts(db), judging.silent(ctx, db)
    ready = [_asked(p, ever.get(p.uid, NEVER), said.get(p.uid, (-1, ""))[1])
             for p in read(db, (*NEW, *_AGAIN[penuh]))
             if p.uid not in silent and (p.status in NEW or p.uid in ever)]
    travelling = tuple(p for p in ready if confirmed.get(p.uid, NEVER).what != (p.revisi, p.permohonan))
    gone = tuple(row for row in deleted if confirmed.get(row[0], NEVER).what != (row[1], "hapus"))
    held = {p.uid for p in ready} | {uid for uid, _ in deleted} | silent
    carried = tuple(uid for uid, note in ever.items()
                    if (penuh or note.seq > base) and uid not in held and note.asked != "hapus")
    again = {p.uid: ever[p.uid].revisi for p in travelling if ever.get(p.uid, NEVER).here == p.revisi}
    return Travelling(travelling, carried, gone, base, office_digest(ctx, db), again)


def _asked(person: T, sent: Noted, verdict: str) -> T:
    """What is asked for somebody now: what was asked already while nothing changed; a change only of members."""
    asked = person.permohonan
    unchanged = sent.here == person.revisi
    if person.status in LEFT and verdict != "keluar":
        asked = asked if asked == "pindah" and person.status != DIED else "berhenti"
    elif unchanged:
        asked = sent.asked
    elif verdict in MEMBER and asked == "daftar":
        asked = "ubah"
    return person if asked == person.permohonan else replace(person, permohonan=asked)


def news(db: Database, shipment: Travelling[T]) -> News:
    """What of a shipment the last package did not hold yet."""
    last = outgoing.noted(db)
    fresh = sum(1 for p in shipment.people if p.uid not in last)
    again = sum(1 for p in shipment.people if p.uid in last and last[p.uid].what == (p.revisi, p.permohonan))
    deleted = sum(1 for uid, revisi in shipment.gone if last[uid].what != (revisi, "hapus"))
    sent_office = office.setting(db, OFFICE_SETTING)
    changed = len(shipment.people) - fresh - again + deleted
    return News(fresh, changed, again + len(shipment.carried), sent_office not in (None, shipment.office))


def check_worth(db: Database, shipment: Travelling[T], *, penuh: bool) -> None:
    """Problem TAK_ADA_KIRIMAN when a package of this shipment would tell DPMD nothing."""
    if (shipment.people or shipment.gone or shipment.carried) if penuh else news(db, shipment):
        return
    packages = outgoing.packages(db)
    if not packages:
        raise Problem("TAK_ADA_KIRIMAN", "Belum ada orang yang siap kirim.", TIDAK_BERUBAH,
                      "Lengkapi, cetak dan centang berkas orang yang akan dikirim.")
    raise Problem("TAK_ADA_KIRIMAN", f"Tidak ada perubahan sejak kiriman no. {packages[0].seq}.", TIDAK_BERUBAH,
                  f"Filenya {packages[0].nama_berkas} di folder keluar, boleh disalin lagi.")


def office_digest(ctx: Context, db: Database) -> str:
    """Changes when the profile, a paper, the map desa or a bill of the village changes."""
    from jamsos_desktop.desk import told

    return hashlib.sha256(canonical([ctx.unit, office.desa_papers(db), told.news(db)])).hexdigest()


def asks_full(db: Database) -> bool:
    """Whether DPMD asked for a package with everybody in it."""
    return bool(office.setting(db, FULL_SETTING, False))


def base_seq(db: Database) -> int:
    """The last sequence number a reply has confirmed (0: none yet)."""
    return max((p.seq for p in outgoing.packages(db) if p.keadaan == "dikonfirmasi"), default=0)
