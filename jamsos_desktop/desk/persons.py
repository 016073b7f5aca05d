"""People: a new one, save, settle, papers, delete and bring back. One short transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.judging import as_trail, derived, judge, judge_in, other_holder, rederive
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import KELOMPOK, Pencocokan, Peserta, SumberDana
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules import RULES
from jamsos_desktop.store import outgoing, people, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.people import Derived

SIGNED_FORM = "F1A"
PAPER_STATES = ("ada", "tidak_ada", "tidak_perlu")
RECOMPUTE_CHUNK = 200  # judged and written in well under 200 ms
UNDO_DAYS = 30


def new_person(ctx: Context, kelompok: str) -> Peserta:
    """An unsaved person of a group with the usual answers of that group filled in."""
    if kelompok not in KELOMPOK:
        raise Problem("KELOMPOK_SALAH", f"Kelompok {kelompok} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(KELOMPOK)}.")
    rentan = kelompok == "pekerja_rentan"
    fund = "APBD_KAB" if rentan or kelompok == "non_asn" else "APBDES_ADD"
    return Peserta(
        uid=uuid7(), kelompok=kelompok, segmen="BPU" if rentan else "PU", program=("JKK", "JKM"),
        sumber_dana=SumberDana(jkk_jkm=fund), periode_bayar=6 if rentan else 1, permohonan="daftar",
        mulai=_next_month(ctx.today), pernah_peserta="tidak", surat_ke="S", kode_pos=ctx.unit.kode_pos,
        wadah_jenis="SA" if rentan else "")


def _next_month(today: date) -> date:
    """Membership is usually asked from the first of the next month."""
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def save(ctx: Context, db: Database, person: Peserta, base_revisi: int, alasan: str = "") -> Peserta:
    """Keep a person whatever is wrong with them; the findings of namesakes by NIK follow along."""
    with db.write():
        before = people.read(db, person.uid, missing_ok=True)
        person = _drop_stale_settlements(ctx, db, before, person)
        kept = people.put(db, ctx.actor(), person, derived(ctx, person, judge_in(ctx, db, person)),
                          base_revisi=base_revisi, alasan=alasan)
        # The sent and printed marks compare with the revision as kept, not as it came in.
        fresh = rederive(ctx, db, kept)
        people.put_derived(db, kept.uid, fresh)
        _refresh(ctx, db, _same_nik(ctx, db, kept, before))
    return replace(kept, status=fresh.status)


def _same_nik(ctx: Context, db: Database, kept: Peserta, before: Peserta | None) -> set[str]:
    niks = {kept.nik} | ({before.nik} if before else set())
    return {uid for nik in niks for uid, _, _ in people.same_nik(db, nik, ctx.today, kept.uid)}


def _drop_stale_settlements(ctx: Context, db: Database, before: Peserta | None, after: Peserta) -> Peserta:
    """A settled warning holds for the values it was settled on; changing one opens it again."""
    if before is None or not after.dicocokkan:
        return after
    changed = set(people.changed_columns(before, after))
    columns = {rule.kode: set(rule.kolom) for rule in RULES}
    for person in (before, after):
        for found in judge_in(ctx, db, replace(person, dicocokkan=())).findings:
            columns.setdefault(found.kode, set()).update(found.kolom)
    fresh = [s for s in after.dicocokkan if s not in before.dicocokkan]
    old = [s for s in after.dicocokkan
           if s in before.dicocokkan and not changed & {key.partition(".")[0] for key in columns.get(s.kode, ())}]
    return replace(after, dicocokkan=(*old, *fresh))


def settle(ctx: Context, person: Peserta, kode: str) -> Peserta:
    """"Sudah dicocokkan dengan KTP": the unsaved copy that silences one warning, with who and when."""
    actor = ctx.actor()
    others = tuple(s for s in person.dicocokkan if s.kode != kode)
    return replace(person, dicocokkan=(*others, Pencocokan(kode=kode, oleh=actor.pelaku, waktu=actor.stamp)))


def set_papers(ctx: Context, db: Database, uids: Sequence[str], kode: str, state: str) -> int:
    """Tick one paper for many people; returns how many changed."""
    if state not in PAPER_STATES:
        raise Problem("BERKAS_SALAH", f"Keadaan berkas {state} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(PAPER_STATES)}.")
    changed = 0
    with db.write():
        for person in people.read_many(db, uids):
            known = {paper.kode for paper in ctx.policy.berkas_orang(person.kelompok)}
            if kode not in known:
                raise Problem("BERKAS_TAK_DIKENAL", f"Berkas {kode} tidak dipakai kelompok ini.", TIDAK_BERUBAH,
                              f"Pilih salah satu: {', '.join(sorted(known))}.")
            if person.berkas.get(kode) == state:
                continue
            _tick(ctx, db, person, kode, state)
            changed += 1
    return changed


def _tick(ctx: Context, db: Database, person: Peserta, kode: str, state: str) -> None:
    ticked = replace(person, berkas={**person.berkas, kode: state})
    first = derived(ctx, ticked, judge_in(ctx, db, ticked))
    kept = people.put(db, ctx.actor(), ticked, first, base_revisi=person.revisi, aksi="berkas")
    people.put_derived(db, kept.uid, rederive(ctx, db, kept))


def untick_old_form(ctx: Context, db: Database, printed: Sequence[Peserta]) -> None:
    """A form printed anew because its core changed is not signed yet: the tick was for another paper.

    Inside ``db.write()``, together with the note of the print.
    """
    for person in people.read_many(db, [p.uid for p in printed]):
        if person.berkas.get(SIGNED_FORM) == "ada":
            _tick(ctx, db, person, SIGNED_FORM, "tidak_ada")


def delete(ctx: Context, db: Database, uids: Sequence[str], alasan: str = "") -> str:
    """Take people out; returns the id that brings them back within 30 days."""
    undo_id = uuid7()
    with db.write():
        gone = people.read_many(db, list(dict.fromkeys(uids)))
        if not gone:
            raise Problem("PESERTA_TIDAK_ADA", "Orang yang dipilih sudah tidak ada.", TIDAK_BERUBAH,
                          "Muat ulang daftar.")
        undo.delete(db, ctx.actor(), gone, undo_id, alasan)
        _refresh_namesakes(ctx, db, gone)
    return undo_id


def bring_back(ctx: Context, db: Database, undo_id: str) -> int:
    """Undo a deletion; returns how many people came back."""
    with db.write():
        _, records = undo.undo_entry(db, undo_id)
        for person in records:
            undo.restore(db, ctx.actor(), person, derived(ctx, person, judge_in(ctx, db, person)))
        undo.drop_undo(db, undo_id)
        # Judged again as restored: the revision decides whether they count as sent.
        _refresh(ctx, db, [person.uid for person in records])
        _refresh_namesakes(ctx, db, records)
    return len(records)


def _refresh_namesakes(ctx: Context, db: Database, records: Sequence[Peserta]) -> None:
    _refresh(ctx, db, {uid for person in records for uid in _same_nik(ctx, db, person, None)})


def _refresh(ctx: Context, db: Database, uids: Iterable[str]) -> None:
    for person in people.read_many(db, list(uids)):
        people.put_derived(db, person.uid, rederive(ctx, db, person))


def forget_old_undo(ctx: Context, db: Database) -> None:
    people_kept_until = ctx.clock.now() - timedelta(days=UNDO_DAYS)
    undo.prune_undo(db, people_kept_until.isoformat(timespec="seconds"))


def recompute_job(ctx: Context) -> Job[int]:
    """Judge again everyone whose kept status is of another day or policy; returns how many.

    A desk that moved to another laptop keeps what it last knew.
    """
    if ctx.moved:
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
        for uid, values in _judged_again(ctx, db, uids):
            people.put_derived(db, uid, values)


def _judged_again(ctx: Context, db: Database, uids: Sequence[str]) -> list[tuple[str, Derived]]:
    trails = outgoing.trails(db, uids)
    doubles = people.doubled_niks(db, ctx.today)
    fresh: list[tuple[str, Derived]] = []
    for person in people.read_many(db, uids):
        others = other_holder(person, doubles.get(person.nik, ()))
        result = judge(ctx, person, others, as_trail(trails.get(person.uid, outgoing.Trail())))
        fresh.append((person.uid, derived(ctx, person, result)))
    return fresh


def add_many(ctx: Context, db: Database, new: Sequence[Peserta], alasan: str) -> None:
    """Store many new people in one transaction: all of them or none."""
    nobody: dict[str, tuple[str, str]] = {}
    judged = [(p, derived(ctx, p, judge(ctx, p, nobody, as_trail(outgoing.Trail())))) for p in new]
    actor = ctx.actor()
    with db.write():
        for person, values in judged:
            people.put(db, actor, person, values, base_revisi=0, alasan=alasan)
        doubled = [uid for holders in people.doubled_niks(db, ctx.today).values() for uid, _, _ in holders]
        for uid, values in _judged_again(ctx, db, doubled):
            people.put_derived(db, uid, values)
