"""What comes after somebody's cover: when it goes on, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from jamsos_desktop.desk import judging
from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import Around
from jamsos_desktop.model import masa
from jamsos_desktop.model.records import DIED, LEFT, Peserta
from jamsos_desktop.store import bills, people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import screen_date

SOON, DAYS = "hari_akan_berakhir", 30


@dataclass(frozen=True, slots=True)
class Covered:
    """Somebody who has not left, with the last day they are covered (None: never were)."""

    person: Peserta
    until: date | None


def ever_covered(db: Database, also: Iterable[str] = ()) -> list[Covered]:
    """Everybody who has not left and was covered once, and these people too, in the order of the file."""
    until, named = bills.covered_until(db), set(also)
    wanted = [uid for uid, last in until.items() if last or uid in named]
    return [Covered(p, day(until[p.uid])) for p in people.read_many(db, wanted) if p.status not in LEFT]


def these(db: Database, uids: Sequence[str]) -> list[Covered]:
    """Those of these people who have not left, in the order given."""
    until = bills.covered_until(db)
    return [Covered(p, day(until.get(p.uid))) for p in people.read_many(db, uids) if p.status not in LEFT]


def horizon(ctx: Context, days: int | None = None) -> date:
    """The day up to which a cover ends "soon"."""
    if days is None:
        found = ctx.policy.amount(SOON, ctx.today)
        days = DAYS if found is None else int(found)
    return ctx.today + timedelta(days=max(days, 0))


def next_start(until: date, today: date) -> date:
    """The day after a cover (which need not end a month), the first of next month when it has ended."""
    if until >= today:
        return min(until, date.max - timedelta(days=1)) + timedelta(days=1)
    return masa.first_day(masa.plus(masa.month_of(today), 1))


def owed_from(person: Peserta, until: date, start: date) -> str:
    """The first month to be billed: wage earners owe what lies between, others begin anew."""
    month = masa.month_of(start)
    return min(masa.plus(money.covered_month(until), 1), month) if person.segmen == "PU" else month


def asked(person: Peserta, until: date | None) -> bool:
    """Whether an extension beyond their cover is asked of the payer already."""
    return bool(person.permohonan == "lanjut" and person.mulai and until and person.mulai > until)


def extended(person: Peserta, start: date, months: int) -> Peserta:
    """The record that asks for it."""
    return replace(person, permohonan="lanjut", mulai=start, periode_bayar=months)


def hindrance(ctx: Context, person: Peserta, around: Around, start: date, months: int) -> str:
    """Why somebody cannot go on from ``start``, "" when nothing stands in the way; rules decide on the rest."""
    leaves = person.keluar_tanggal
    if person.status in LEFT or (leaves and leaves < masa.last_day(masa.month_of(start))):
        word = "Meninggal" if person.keluar_sebab == DIED else "Keluar"
        return f"{word} {screen_date(leaves)}."
    if person.sk_berakhir and person.sk_berakhir < start:
        return f"SK berakhir {screen_date(person.sk_berakhir)}."
    if person.status_pegawai == "PKWT" and person.akhir_kontrak and person.akhir_kontrak < start:
        return f"Kontrak berakhir {screen_date(person.akhir_kontrak)}."
    found = judging.blocking(ctx, extended(person, start, months), around)
    return found.pesan if found else ""


def day(text: str | None) -> date | None:
    """A day kept as ISO text; None for None and ""."""
    return date.fromisoformat(text) if text else None


def untils(db: Database) -> Mapping[str, date | None]:
    """uid -> the last day covered."""
    return {uid: day(text) for uid, text in bills.covered_until(db).items()}
