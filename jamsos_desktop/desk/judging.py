"""Judging a person: findings, status, dues and papers, and what of it is kept beside the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from jamsos_desktop.desk.context import Context
from jamsos_desktop.iuran import dues, dues_in_month
from jamsos_desktop.model.dues import Dues
from jamsos_desktop.model.findings import Finding
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.rules import Known, Seat, Trail, check, covered_until, papers, status_of
from jamsos_desktop.store import data_requests, outgoing, people, scans, seats, standing
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.people import Derived


@dataclass(frozen=True, slots=True)
class Judgement:
    """``findings`` worst first; ``have`` of ``need`` required papers of the person are there; ``until``: the last day
    they are covered."""

    findings: tuple[Finding, ...]
    status: str
    dues: Dues | None
    have: int
    need: int
    until: date | None = None

    @property
    def blocking(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.tingkat.blocks)


def judge(ctx: Context, person: Peserta, others: Mapping[str, tuple[str, str]], trail: Trail,
          scanned: frozenset[str] = frozenset(), acting: tuple[Seat, ...] = (),
          resting: date | None = None) -> Judgement:
    """Pure: the same person, others, trail, scans (codes of papers), seats and day give the same judgement.
    ``resting``: since when their data may not be used.

    Seats are only told of (``info``), so what is kept beside the record does without them."""
    known = Known(today=ctx.today, policy=ctx.policy, regions=ctx.regions, unit=ctx.unit, nik_others=others,
                  scans=scanned, seats=acting, dibatasi=resting)
    until = covered_until(person, trail)
    findings = _found(person, until, known)
    have, need = papers(person, ctx.policy)
    status = status_of(person, findings, trail, ctx.policy, ctx.today)
    return Judgement(findings, status, dues(person, ctx.policy, ctx.today, ctx.bases), have, need, until)


def _found(person: Peserta, until: date | None, known: Known) -> tuple[Finding, ...]:
    seen = person if until == person.aktif_sampai else replace(person, aktif_sampai=until)
    return tuple(check(seen, known))


def judge_in(ctx: Context, db: Database, person: Peserta) -> Judgement:
    """Judge against the file: who else holds the NIK, what was printed, sent and scanned."""
    scanned = scans.codes(db, [person.uid]).get(person.uid, frozenset())
    held = tuple(Seat(f"{ACTING.get(state, '')} {label}".strip(), until)
                 for state, label, until in seats.held_until(db, person.uid))
    return judge(ctx, person, others_of(ctx, db, person), trail_of(db, ctx.today, person.uid), scanned, held,
                 resting_since(db, [person.uid]).get(person.uid))


ACTING = {"pj": "Pj", "plt": "Plt"}


def resting_since(db: Database, uids: Sequence[str]) -> dict[str, date]:
    """uid -> the day since which somebody's data rest, of those whose do."""
    return {uid: datetime.fromisoformat(found.sejak).date()
            for uid, found in data_requests.restrictions(db, uids).items()}


def resting_or_withdrawn(ctx: Context, db: Database, here: Iterable[Peserta]) -> set[str]:
    """Whose data rest, and who of ``here`` withdrew consent: of them nothing is printed or travels anew."""
    withdrawn = {p.uid for p in here if p.persetujuan and p.persetujuan.ditarik and p.persetujuan.ditarik <= ctx.today}
    return withdrawn | set(data_requests.restrictions(db))


def silent(ctx: Context, db: Database) -> set[str]:
    """The same of everybody in the file."""
    return standing.withdrawn(db, ctx.today) | set(data_requests.restrictions(db))


class Around(NamedTuple):
    """What a judgement rests on beside the record itself. ``holders``: (uid, nomor, nama) of all who hold the NIK, ()
    when nobody else does; ``scans``: codes of the papers with a scan; ``resting``: since when the data rest."""

    trail: outgoing.Trail = outgoing.Trail()
    holders: tuple[tuple[str, str, str], ...] = ()
    scans: frozenset[str] = frozenset()
    resting: date | None = None


def judged_again(ctx: Context, db: Database, uids: Sequence[str]) -> list[tuple[str, Derived]]:
    """Fresh derived values of people as they stand in the file; whoever is gone is left out."""
    here = people.read_many(db, uids)
    return [(p.uid, judged(ctx, p, around)) for p, around in zip(here, arounds(ctx, db, here), strict=True)]


def arounds(ctx: Context, db: Database, here: Sequence[Peserta]) -> list[Around]:
    """The surroundings of each of these people, read once for all of them."""
    if not here:
        return []
    uids = [p.uid for p in here]
    trails, scanned = outgoing.trails(db, ctx.today, uids), scans.codes(db, uids)
    doubles, resting = people.doubled_niks(db, ctx.today, [p.nik for p in here]), resting_since(db, uids)
    return [Around(trails.get(p.uid, NOTHING.trail), () if _left(ctx, p) else tuple(doubles.get(p.nik, ())),
                   scanned.get(p.uid, NOTHING.scans), resting.get(p.uid)) for p in here]


def _left(ctx: Context, person: Peserta) -> bool:
    return person.keluar_tanggal is not None and person.keluar_tanggal <= ctx.today


def blocking(ctx: Context, person: Peserta, around: Around) -> Finding | None:
    """The worst finding that would hold up a record in these surroundings, None where nothing does."""
    known = Known(today=ctx.today, policy=ctx.policy, regions=ctx.regions, unit=ctx.unit,
                  nik_others=other_holder(person, around.holders), scans=around.scans, dibatasi=around.resting)
    found = _found(person, covered_until(person, as_trail(around.trail)), known)
    return next((one for one in found if one.tingkat.blocks), None)


def judged(ctx: Context, person: Peserta, around: Around) -> Derived:
    """What is kept beside a record that stands in these surroundings."""
    result = judge(ctx, person, other_holder(person, around.holders), as_trail(around.trail), around.scans,
                   resting=around.resting)
    return derived(ctx, person, result)


NOTHING = Around()


def others_of(ctx: Context, db: Database, person: Peserta) -> dict[str, tuple[str, str]]:
    """NIK -> (nomor, nama) of somebody else in this desk with the same NIK; who has left shares theirs with nobody."""
    if _left(ctx, person):
        return {}
    return other_holder(person, people.same_nik(db, person.nik, ctx.today, person.uid))


def other_holder(person: Peserta, holders: Sequence[tuple[str, str, str]]) -> dict[str, tuple[str, str]]:
    """NIK -> (nomor, nama) of the first of ``holders`` (uid, nomor, nama) who is not the person."""
    found = [(nomor, nama) for uid, nomor, nama in holders if uid != person.uid]
    return {person.nik: found[0]} if found else {}


def trail_of(db: Database, today: date, uid: str) -> Trail:
    """What was printed, sent, answered and paid of one person, as the rules ask for it."""
    return as_trail(outgoing.trails(db, today, [uid]).get(uid, outgoing.Trail()))


def as_trail(kept: outgoing.Trail) -> Trail:
    """The same of what was read of the file already."""
    return Trail(printed_core=kept.printed_core, sent_revisi=kept.sent_revisi, sent_seq=kept.sent_seq,
                 sent_core=kept.sent_core, verdict=kept.verdict,
                 paid_until=date.fromisoformat(kept.paid_until) if kept.paid_until else None)


def derived(ctx: Context, person: Peserta, result: Judgement) -> Derived:
    """What lists need to know, to be kept beside the record."""
    marked = [f for f in result.findings if f.tingkat.value != "info"]
    worst = marked[0] if marked else None
    words = list(dict.fromkeys(f.singkat for f in marked))
    coming = _coming(ctx, person, result)
    return Derived(
        status=result.status, masalah=worst.singkat if worst else "", tingkat=worst.tingkat.value if worst else "",
        masalah_n=len(marked), masalah_semua="\n".join(words), kerja=job_label(ctx, person),
        iuran_sen=coming.sebulan_sen if coming else 0, berkas_ada=result.have, berkas_perlu=result.need,
        dihitung_untuk=ctx.today.isoformat(), ketentuan=ctx.policy.versi,
        berlaku_sampai=result.until.isoformat() if result.until else None, jht_sen=_jht(coming))


def _coming(ctx: Context, person: Peserta, result: Judgement) -> Dues | None:
    """What somebody costs from next month on, as page Iuran and the budget count it. A form keeps the rates of the day
    membership starts; what is still to be paid follows the rates that come."""
    month = (ctx.today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if person.mulai is not None and person.mulai >= month:
        return result.dues
    return dues_in_month(person, ctx.policy, month, ctx.bases)


def _jht(dues: Dues | None) -> int:
    """What of the dues is JHT, which may have a payer of its own."""
    return sum(line.sebulan_sen for line in dues.lines if line.ikut and line.program == "JHT") if dues else 0


def job_label(ctx: Context, person: Peserta) -> str:
    """The post for those who hold one, else the daily work, as the list shows it."""
    typed = person.mentah.get("jabatan") or person.mentah.get("pekerjaan")
    if person.jabatan in ctx.policy.jabatan:
        return ctx.policy.jabatan[person.jabatan].label
    if person.pekerjaan in ctx.policy.pekerjaan:
        return ctx.policy.pekerjaan[person.pekerjaan].label
    return typed or ""


def rederive(ctx: Context, db: Database, person: Peserta) -> Derived:
    """Fresh derived values of a record that itself did not change."""
    return derived(ctx, person, judge_in(ctx, db, person))
