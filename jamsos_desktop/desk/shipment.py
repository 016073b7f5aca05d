"""What travels to DPMD now: people with what is asked for each, ends, deletions, and what is new in it.

Until a reply confirms a package, everything in it travels again (exchange.md). Somebody already in
an unconfirmed package who is being changed and not ready now travels as they were sent.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from jamsos_desktop.desk.context import Context
from jamsos_desktop.model.plain import canonical
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store import office, outgoing, people, undo
from jamsos_desktop.store.engine import Database

OFFICE_SETTING = "kiriman.desa"


@dataclass(frozen=True, slots=True)
class Shipment:
    """``people`` as they stand, with ``permohonan`` as it is asked now; ``carried``: uids that travel as
    last sent; ``gone``: (uid, revisi) deleted; ``office``: digest of the village's own row."""

    people: tuple[Peserta, ...]
    carried: tuple[str, ...]
    gone: tuple[tuple[str, int], ...]
    base: int
    office: str


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
    base = base_seq(db)
    answered, ever, deleted = outgoing.noted(db, base), outgoing.noted(db), undo.tombstones(db)
    confirmed = {} if penuh else answered
    ready = [_asked(p, p.uid in answered) for p in people.read_many(db)
             if p.status in ("siap_kirim", "terkirim") or (p.status == "keluar" and p.uid in ever)]
    travelling = tuple(p for p in ready if confirmed.get(p.uid, outgoing.NEVER).what != (p.revisi, p.permohonan))
    gone = tuple(row for row in deleted if confirmed.get(row[0], outgoing.NEVER).what != (row[1], "hapus"))
    held = {p.uid for p in ready} | {uid for uid, _ in deleted}
    carried = tuple(uid for uid, note in ever.items()
                    if note.seq > base and uid not in held and note.asked != "hapus")
    return Shipment(travelling, carried, gone, base, office_digest(ctx, db))


def _asked(person: Peserta, confirmed: bool) -> Peserta:
    asked = person.permohonan
    if person.status == "keluar":
        asked = "berhenti" if asked in ("daftar", "ubah") else asked
    elif confirmed and asked == "daftar":
        asked = "ubah"
    return replace(person, permohonan=asked)


def news(db: Database, shipment: Shipment) -> News:
    """What of a shipment the last package did not hold yet."""
    last = outgoing.noted(db)
    fresh = sum(1 for p in shipment.people if p.uid not in last)
    again = sum(1 for p in shipment.people if p.uid in last and last[p.uid].what == (p.revisi, p.permohonan))
    deleted = sum(1 for uid, revisi in shipment.gone if last[uid].what != (revisi, "hapus"))
    sent_office = office.setting(db, OFFICE_SETTING)
    changed = len(shipment.people) - fresh - again + deleted
    return News(fresh, changed, again + len(shipment.carried), sent_office not in (None, shipment.office))


def office_digest(ctx: Context, db: Database) -> str:
    """Changes when the profile or a paper of the village changes."""
    return hashlib.sha256(canonical([ctx.unit, office.desa_papers(db)])).hexdigest()


def base_seq(db: Database) -> int:
    """The last sequence number a reply has confirmed (0: none yet)."""
    return max((p.seq for p in outgoing.packages(db) if p.keadaan == "dikonfirmasi"), default=0)
