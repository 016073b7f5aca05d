"""People: a new one, save, settle, papers, delete and bring back. One short transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from jamsos_desktop.desk import data_corrections, leaving_rights
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.judging import as_trail, derived, judge, judge_in, judged_again, rederive
from jamsos_desktop.desk.reevaluation import recompute as recompute
from jamsos_desktop.desk.reevaluation import recompute_job as recompute_job
from jamsos_desktop.desk.reevaluation import reevaluate_job as reevaluate_job
from jamsos_desktop.model.records import DIED, KELOMPOK, Pencocokan, Peserta, SumberDana
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules import RULES
from jamsos_desktop.store import outgoing, people, people_bulk, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import quoted

SIGNED_FORM = "F1A"
PAPER_STATES = ("ada", "tidak_ada", "tidak_perlu")
UNDO_DAYS = 30


def new_person(ctx: Context, kelompok: str, jabatan: str = "") -> Peserta:
    """An unsaved person of a group with the usual answers of that group filled in, and those of a post of it."""
    if kelompok not in KELOMPOK:
        raise Problem("KELOMPOK_SALAH", f"Kelompok {kelompok} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(KELOMPOK)}.")
    rentan = kelompok == "pekerja_rentan"
    fund = "APBD_KAB" if rentan or kelompok == "non_asn" else "APBDES_ADD"
    post = ctx.policy.jabatan.get(jabatan)
    held = post if post is not None and post.kelompok == kelompok else None
    return Peserta(
        uid=uuid7(), kelompok=kelompok, jabatan=held.kode if held else "", program=("JKK", "JKM"),
        segmen=held.segmen_awal if held else "BPU" if rentan else "PU",
        sumber_dana=SumberDana(jkk_jkm=fund), periode_bayar=6 if rentan else 1, permohonan="daftar",
        mulai=_next_month(ctx.today), pernah_peserta="tidak", surat_ke="S", kode_pos=ctx.unit.kode_pos,
        wadah_jenis="SA" if rentan else "")


def _next_month(today: date) -> date:
    """Membership is usually asked from the first of the next month."""
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def save(ctx: Context, db: Database, person: Peserta, base_revisi: int, alasan: str = "") -> Peserta:
    """Keep a person whatever is wrong with them; the findings of namesakes by NIK follow along."""
    with db.write():
        return save_inside(ctx, db, person, base_revisi, alasan=alasan)


def save_inside(ctx: Context, db: Database, person: Peserta, base_revisi: int, *, aksi: str = "",
                alasan: str = "") -> Peserta:
    """``save`` inside a write that is already begun; ``aksi`` names it in the history. A death opens its event."""
    before = people.read(db, person.uid, missing_ok=True)
    person = _drop_stale_settlements(ctx, db, before, person)
    kept = people.put(db, ctx.actor(), person, derived(ctx, person, judge_in(ctx, db, person)),
                      base_revisi=base_revisi, aksi=aksi, alasan=alasan)
    # The sent and printed marks compare with the revision as kept, not as it came in.
    fresh = rederive(ctx, db, kept)
    people.put_derived(db, kept.uid, fresh)
    refresh(ctx, db, _same_nik(ctx, db, kept, before))
    leaving_rights.follow_death(ctx, db, before, kept)
    data_corrections.corrected(ctx, db, before, kept)
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
            check_paper(ctx, person.kelompok, kode)
            if person.berkas.get(kode) == state:
                continue
            _tick(ctx, db, person, kode, state)
            changed += 1
    return changed


def check_paper(ctx: Context, kelompok: str, kode: str) -> None:
    """Problem BERKAS_TAK_DIKENAL unless people of this group have such a paper."""
    known = {paper.kode for paper in ctx.policy.berkas_orang(kelompok)}
    if kode not in known:
        raise Problem("BERKAS_TAK_DIKENAL", f"Berkas {quoted(kode)} tidak dipakai kelompok ini.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(sorted(known))}.")


def _tick(ctx: Context, db: Database, person: Peserta, kode: str, state: str) -> None:
    ticked = replace(person, berkas={**person.berkas, kode: state})
    first = derived(ctx, ticked, judge_in(ctx, db, ticked))
    kept = people.put(db, ctx.actor(), ticked, first, base_revisi=person.revisi, aksi="berkas")
    people.put_derived(db, kept.uid, rederive(ctx, db, kept))


def untick_old_form(ctx: Context, db: Database, printed: Sequence[str]) -> None:
    """A form printed anew because its core changed is not signed yet: the tick was for another paper.

    Inside ``db.write()``, together with the note of the print.
    """
    for person in people.read_many(db, printed):
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
        refuse_untold_deaths(db, gone)
        undo.delete(db, ctx.actor(), gone, undo_id, alasan)
        _refresh_namesakes(ctx, db, gone)
    return undo_id


def refuse_untold_deaths(db: Database, gone: Sequence[Peserta]) -> None:
    """A death of which DPMD has not heard would travel as a leaving, and be booked as an exit: first it is sent."""
    dead = [person for person in gone if person.keluar_sebab == DIED]
    sent = outgoing.noted(db) if dead else {}
    for person in dead:
        note = sent.get(person.uid, outgoing.NEVER)
        if note.seq and note.here != person.revisi:
            raise Problem("MENINGGAL_BELUM_DIKIRIM", f"{person.nama} meninggal dan DPMD belum tahu.", TIDAK_BERUBAH,
                          "Kirim dulu ke DPMD, lalu hapus.")


def bring_back(ctx: Context, db: Database, undo_id: str) -> int:
    """Undo a deletion; returns how many people came back."""
    with db.write():
        _, records = undo.undo_entry(db, undo_id)
        bring_in(ctx, db, records)
        undo.drop_undo(db, undo_id)
    return len(records)


def bring_in(ctx: Context, db: Database, records: Sequence[Peserta]) -> None:
    """Deleted people as they were, inside ``db.write()``; judged again among those who are here now."""
    sent = outgoing.noted(db)
    for person in records:
        revisi = undo.restore(db, ctx.actor(), person, derived(ctx, person, judge_in(ctx, db, person)))
        if sent.get(person.uid, outgoing.NEVER).here == person.revisi:
            outgoing.carry(db, person.uid, person.revisi, revisi)  # nobody heard that they were gone
    # Judged again as restored: the revision decides whether they count as sent.
    refresh(ctx, db, [person.uid for person in records])
    _refresh_namesakes(ctx, db, records)
    leaving_rights.follow_deaths(ctx, db, [person.uid for person in records])


def _refresh_namesakes(ctx: Context, db: Database, records: Sequence[Peserta]) -> None:
    refresh(ctx, db, {uid for person in records for uid in _same_nik(ctx, db, person, None)})


def refresh(ctx: Context, db: Database, uids: Iterable[str]) -> None:
    """Judge these people again inside ``db.write()``: what they rest on has just changed."""
    people.put_all_derived(db, judged_again(ctx, db, list(uids)))


def forget_old_undo(ctx: Context, db: Database) -> None:
    """Forget for good what was deleted or imported so long ago that it cannot be undone."""
    oldest = ctx.clock.now() - timedelta(days=UNDO_DAYS)  # that whole day: what can be undone is promised by the day
    undo.prune_undo(db, oldest.replace(hour=0, minute=0, second=0).isoformat(timespec="seconds"))


def add_many(ctx: Context, db: Database, new: Sequence[Peserta], alasan: str) -> None:
    """Store many new people in one transaction: all of them or none."""
    nobody: dict[str, tuple[str, str]] = {}
    judged = [(p, derived(ctx, p, judge(ctx, p, nobody, as_trail(outgoing.Trail())))) for p in new]
    with db.write():
        add_judged(ctx, db, judged, alasan)


def add_judged(ctx: Context, db: Database, new: Sequence[tuple[Peserta, people.Derived]], alasan: str) -> list[Peserta]:
    """The same inside a write that is already begun, of people judged as if nobody else held their NIK."""
    kept = people_bulk.add(db, ctx.actor(), new, alasan)
    _follow(ctx, db, {person.nik for person in kept})
    leaving_rights.follow_deaths(ctx, db, [person.uid for person in kept])
    return kept


def change_many(ctx: Context, db: Database, changes: Sequence[people_bulk.Change], alasan: str) -> list[Peserta]:
    """``save_inside`` for many at once, of records that ``changed`` made and judged."""
    kept = people_bulk.change(db, ctx.actor(), changes, alasan)
    moved = [one for one in changes if one.before.nik != one.after.nik]
    _follow(ctx, db, {one.after.nik for one in moved}, {one.before.nik for one in moved})
    for one, person in zip(changes, kept, strict=True):
        if DIED in (one.before.keluar_sebab, person.keluar_sebab):
            leaving_rights.follow_death(ctx, db, one.before, person)
    return kept


def _follow(ctx: Context, db: Database, now: set[str], before: Iterable[str] = ()) -> None:
    """Judge again whoever now shares one of these NIKs, and whoever held one with somebody ``before``."""
    shared = people.doubled_niks(db, ctx.today, sorted(now - {""}))
    uids = {uid for nik, holders in shared.items() if nik in now for uid, _, _ in holders}
    refresh(ctx, db, uids | {uid for nik in before for uid, _, _ in people.same_nik(db, nik, ctx.today)})


def changed(ctx: Context, db: Database, before: Peserta, after: Peserta) -> Peserta:
    """The next revision of a record as it would be kept: settlements of what changed are open again."""
    return replace(_drop_stale_settlements(ctx, db, before, after), revisi=before.revisi + 1)
