"""Who was covered on a day, what that gives, and the event that follows a death by itself.

Cover is what replies told and what was paid, joined where one follows the other without a gap.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.iuran import dues
from jamsos_desktop.model.records import DIED, Peserta
from jamsos_desktop.rules.entitlement import TIDAK, Entitlement, entitlement
from jamsos_desktop.store import events, people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.events import Event

JKM, JKK = "JKM", "JKK"
OPEN, UNDONE = "terbuka", "batal"


@dataclass(frozen=True, slots=True)
class Cover:
    """Days somebody was covered; ``dibayar``: when the dues were paid that it began with, None when nobody told."""

    dari: date | None = None
    sampai: date | None = None
    dibayar: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it, both ends included; an end that is None is open."""
        return (self.dari is None or self.dari <= day) and (self.sampai is None or day <= self.sampai)


def cover_on(db: Database, person: Peserta, day: date) -> Cover | None:
    """The cover that holds a day, else the last before it, else the first after it; None: never covered."""
    found = covers(db, person)
    holding = [c for c in found if c.holds(day)]
    before = [c for c in found if c.sampai is not None and c.sampai < day]
    return next(iter(holding or before[-1:] or found), None)


def covers(db: Database, person: Peserta) -> list[Cover]:
    """All cover of a person by time."""
    joined: list[Cover] = []
    for one in sorted(_pieces(db, person), key=lambda c: c.dari or date.min):
        last = joined[-1] if joined else None
        if last and (last.sampai is None or one.dari is None or one.dari <= last.sampai + timedelta(days=1)):
            ends = None if None in (last.sampai, one.sampai) else max(filter(None, (last.sampai, one.sampai)))
            joined[-1] = Cover(last.dari, ends, last.dibayar)
        else:
            joined.append(one)
    return joined


def _pieces(db: Database, person: Peserta) -> list[Cover]:
    """Cover as told and as paid, one by one."""
    told: dict[str, Cover] = {}
    for span in events.told_active(db, person.uid):  # a later reply knows the end better, the first one the payment
        first = span.dari or _start(person)
        paid_on = told[first].dibayar if first in told else _day(span.dibayar)
        told[first] = Cover(_day(first), _day(span.sampai), paid_on)
    found = list(told.values())
    # Typed, or told before this desk kept replies; not what a later reply took back.
    if not told and person.aktif_sampai and not events.told_otherwise(db, person.uid):
        begun = person.mulai if person.mulai and person.mulai <= person.aktif_sampai else None
        found.append(Cover(begun, person.aktif_sampai))
    for first, last, paid in events.paid_months(db, person.uid):
        begin = date.fromisoformat(f"{first}-01")
        if person.mulai and person.mulai.replace(day=1) == begin:
            begin = person.mulai  # they join in the middle of a month
        end = date.fromisoformat(f"{last}-01")
        found.append(Cover(begin, end.replace(day=calendar.monthrange(end.year, end.month)[1]), _day(paid)))
    return found


def _start(person: Peserta) -> str:
    return person.mulai.isoformat() if person.mulai else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def right_on(ctx: Context, db: Database, person: Peserta, day: date, jenis: str = JKM, *,
             meninggal: bool = True) -> Entitlement:
    """What a death (JKM) or an accident (JKK) on a day gives."""
    cover = cover_on(db, person, day) or Cover()
    cost = dues(person, ctx.policy, day, ctx.bases) if jenis == JKK and meninggal else None
    before = person.pernah_peserta == "ya" or _covered_before(db, person, cover)
    return entitlement(person, day, cover.dari, cover.sampai, ctx.policy, jenis=jenis, meninggal=meninggal,
                       dasar=cost.dasar if cost else None, paid_on=None if before else cover.dibayar,
                       again=before)


def _covered_before(db: Database, person: Peserta, cover: Cover) -> bool:
    first = next(iter(covers(db, person)), cover)
    return first != cover


def follow_death(ctx: Context, db: Database, before: Peserta | None, kept: Peserta) -> str:
    """Open the JKM event of somebody who is now written down as dead, whatever door it came by; inside ``db.write()``.

    Taken back or moved to another day, an event nobody has worked on follows; a claim that is settled stays the only
    one. Returns the id of the event, "" for none: no right that day, or one that was called off for that very day.
    """
    died, was = _day_of_death(kept), _day_of_death(before)
    return "" if died is None and was is None else _claim_follows(ctx, db, kept, anew=died != was)


def follow_deaths(ctx: Context, db: Database, uids: Sequence[str]) -> None:
    """The same after anything else made somebody's death or cover known: a reply, a payment, people brought back;
    inside ``db.write()``."""
    for person in people.read_many(db, events.of_deaths(db, uids)):
        _claim_follows(ctx, db, person, anew=False)


def _claim_follows(ctx: Context, db: Database, kept: Peserta, *, anew: bool) -> str:
    died = _day_of_death(kept)
    mine = [event for event in events.every(db, kept.uid) if event.jenis == JKM or event.akibat == DIED]
    for event in mine:
        if event.keadaan == OPEN:
            return _follow(ctx, db, event, died)
    if died is None or any(_stands(event, anew=anew) for event in mine):
        return ""
    if right_on(ctx, db, kept, died).keadaan == TIDAK:
        return ""
    return open_event(ctx, db, kept.uid, JKM, died.isoformat())


def _day_of_death(person: Peserta | None) -> date | None:
    return person.keluar_tanggal if person and person.keluar_sebab == DIED else None


def _stands(event: Event, *, anew: bool) -> bool:
    """Whether a closed event leaves no room for another. ``anew``: the death was only now written down or moved, so
    what was called off before counts no more; an accident that was none at work never stands for a JKM."""
    return not anew or event.keadaan not in (UNDONE, "bukan_kecelakaan")


def _follow(ctx: Context, db: Database, event: Event, died: date | None) -> str:
    """An open event goes along with a death that is moved or taken back; once submitted it stays as it is."""
    if event.diajukan:
        return event.id
    if event.jenis == JKK:
        change = {} if died else {"akibat": ""}
    else:
        change = {"waktu": died.isoformat()} if died else {"keadaan": UNDONE, "selesai": ctx.today.isoformat()}
    if any(getattr(event, name) != value for name, value in change.items()):
        events.put(db, ctx.actor(), event._replace(**change), "ubah")
    return event.id if died else ""


def open_event(ctx: Context, db: Database, uid: str, jenis: str, waktu: str, *, tempat: str = "", uraian: str = "",
               akibat: str = "") -> str:
    """Write a new event, inside ``db.write()``; returns its id."""
    actor = ctx.actor()
    event = Event(uuid7(), uid, jenis, waktu, tempat, uraian, akibat, None, None, None, OPEN, "", actor.stamp)
    events.put(db, actor, event, "tambah")
    return event.id
