"""Taking an import back whole: who came in by it goes, who was changed by it is as before.

Whoever was touched again since stays as they are, by name and with the reason; a later change is never lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from jamsos_desktop import texts
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.importing import past
from jamsos_desktop.desk.importing.records import ImportUndone
from jamsos_desktop.desk.judging import arounds, judged
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import imports, imports_since, outgoing, people, undo
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.imports import Stored
from jamsos_desktop.store.people_bulk import Change

REASON = "urungkan impor"
TRIES = 3  # each looks anew at a desk that somebody changed meanwhile
WHY: Mapping[str, str] = {
    imports_since.SENT: "sudah dikirim ke DPMD", imports_since.PRINTED: "sudah dicetak",
    imports_since.BILLED: "sudah ada di tagihan", imports_since.CHOSEN: "sudah terpilih sebagai pekerja rentan",
    imports_since.SEATED: "sudah duduk di struktur desa", imports_since.EVENT: "sudah ada catatan kejadian",
    imports_since.SCAN: "sudah punya scan berkas", imports_since.CHANGED: "sudah diubah sesudah impor",
    imports_since.DRAFT: "isiannya sedang diubah dan belum disimpan",
    imports_since.FORGOTTEN: "pernah dihapus lalu dikembalikan",
}


class _Way(NamedTuple):
    """What undoing comes to: people to take out, (record to put back, record as it is), uid -> why they stay."""

    out: list[Peserta]
    back: list[tuple[Peserta, Peserta]]
    stay: dict[str, str]


def view(ctx: Context, db: Database, impor_id: str) -> ImportUndone:
    """What undoing would do now; nothing is changed. Problems: those of ``undo_import``."""
    return _told(db, _way(db, _standing(ctx, db, impor_id)))


def view_job(ctx: Context, impor_id: str) -> Job[ImportUndone]:
    """``view`` over a connection of its own: thousands of people take a while to be looked up."""
    yield Progress(0, 1, "Menghitung")
    with ctx.open() as db:
        return view(ctx, db, impor_id)


def undo_import_job(ctx: Context, impor_id: str) -> Job[ImportUndone]:
    """``undo_import`` over a connection of its own."""
    yield Progress(0, 1, "Mengurungkan impor")
    with ctx.open() as db:
        return undo_import(ctx, db, impor_id)


def undo_import(ctx: Context, db: Database, impor_id: str) -> ImportUndone:
    """Take an import back in one short write, at a desk that stands still since it was looked at.

    Problems: IMPOR_TIDAK_ADA, IMPOR_SUDAH_DIURUNGKAN, IMPOR_TERLALU_LAMA, DATA_BERUBAH_SEJAK_DIPERIKSA.
    """
    for _ in range(TRIES):
        version = db.version()
        impor = _standing(ctx, db, impor_id)
        way = _way(db, impor)
        done, changes, near = _told(db, way), _changes(ctx, db, way.back), _holders(ctx, db, way)
        with db.write():
            if db.version() == version:
                undo.take_out(db, ctx.actor(), way.out, REASON)
                _put_back(ctx, db, changes)
                persons.refresh(ctx, db, near - {person.uid for person in way.out})
                imports.undone(db, ctx.actor(), impor, f"{done.dikeluarkan} dikeluarkan, {done.dikembalikan}"
                                                       f" dikembalikan, {len(done.tinggal)} tinggal")
                return done
    raise Problem("DATA_BERUBAH_SEJAK_DIPERIKSA", "Data desa terus berubah selama impor diurungkan.", TIDAK_BERUBAH,
                  "Tunggu pekerjaan lain selesai, lalu urungkan sekali lagi.")


def _standing(ctx: Context, db: Database, impor_id: str) -> Stored:
    impor = imports.read(db, impor_id)
    if impor is None:
        raise Problem("IMPOR_TIDAK_ADA", "Impor itu tidak ada di riwayat.", TIDAK_BERUBAH, "Muat ulang daftar impor.")
    if impor.batal:
        when = texts.screen_date(date.fromisoformat(impor.batal[:10]))
        raise Problem("IMPOR_SUDAH_DIURUNGKAN", f"Impor itu sudah diurungkan {when}.", TIDAK_BERUBAH,
                      "Pilih impor lain.")
    if not past.can_be_undone(ctx, impor):
        raise Problem("IMPOR_TERLALU_LAMA", f"Impor itu sudah lewat {imports.UNDO_DAYS} hari.", TIDAK_BERUBAH,
                      "Hapus orangnya satu per satu di daftar peserta.")
    return impor


def _way(db: Database, impor: Stored) -> _Way:
    since = imports_since.since(db, impor)
    touched = [one for one in imports.touched(db, impor.id) if one.uid not in since]
    here = {person.uid: person for person in people.read_many(db, [one.uid for one in touched])}
    untouched = [one for one in touched if one.uid in here]
    return _Way([here[one.uid] for one in untouched if one.sebelum is None],
                [(one.sebelum, here[one.uid]) for one in untouched if one.sebelum is not None], since)


def _told(db: Database, way: _Way) -> ImportUndone:
    stay = people.read_many(db, list(way.stay))
    return ImportUndone(len(way.out), len(way.back),
                        tuple((f"{person.nomor} {person.nama}".strip(), WHY[way.stay[person.uid]]) for person in stay))


def _holders(ctx: Context, db: Database, way: _Way) -> set[str]:
    """Who shares a NIK with somebody whose NIK goes: what is said of them changes too."""
    niks = {person.nik for person in way.out} | {person.nik for pair in way.back for person in pair}
    return {uid for holders in people.doubled_niks(db, ctx.today, sorted(niks - {""})).values()
            for uid, _, _ in holders}


def _changes(ctx: Context, db: Database, pairs: Sequence[tuple[Peserta, Peserta]]) -> list[Change]:
    """Records as they were, one revision on, with what the rules say of them."""
    were = [replace(before, nomor=now.nomor, revisi=now.revisi + 1) for before, now in pairs]
    return [Change(now, replace(before, revisi=was.revisi), judged(ctx, before, around)) for (was, now), before, around
            in zip(pairs, were, arounds(ctx, db, were), strict=True)]


def _put_back(ctx: Context, db: Database, changes: Sequence[Change]) -> None:
    """Write them; nobody has heard of what is taken back, so what was sent before is what stands here again."""
    sent, heard = outgoing.noted(db), list[str]()
    for kept, change in zip(persons.change_many(ctx, db, changes, REASON), changes, strict=True):
        was = change.after.revisi
        if sent.get(kept.uid, outgoing.NEVER).here == was:
            outgoing.carry(db, kept.uid, was, kept.revisi)
            heard.append(kept.uid)
        imports.carry(db, kept.uid, was, kept.revisi)
    persons.refresh(ctx, db, heard)
