"""One step of a list of pekerja rentan: read, decide, write and tell under one lock, and take it back.

Every step keeps what it found, so that undo puts it back as long as nothing else has changed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jamsos_desktop import texts
from jamsos_desktop.desk import choosing_people
from jamsos_desktop.desk.choosing_records import CHOSEN
from jamsos_desktop.desk.choosing_view import ListNow, list_now
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.plain import canonical
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import chosen, history, people, undo
from jamsos_desktop.store.chosen import Before, Decree, Place
from jamsos_desktop.store.engine import Database

LONGEST = 200
OBJECT = "penetapan"


@dataclass(frozen=True)
class Change:
    """What a step makes of a list. ``who``: uids the history tells of; ``people``: records as they are to be kept."""

    aksi: str
    words: str
    places: Sequence[Place] | None = None
    decree: Decree | None = None
    quota: tuple[int | None, str] | None = None
    who: Sequence[str] = ()
    alasan: str = ""
    people: Sequence[Peserta] = ()


def step(ctx: Context, db: Database, tahun: int, dana: str, make: Callable[[ListNow], Change]) -> str:
    """Read, decide and write under one lock; returns the id for ``take_back``."""
    undo_id = uuid7()
    with db.write():
        now = list_now(ctx, db, tahun, dana)
        change = make(now)
        held = people.read_many(db, [p.uid for p in change.people])
        _write(ctx, db, now, change)
        kept = choosing_people.keep(ctx, db, change.people, change.alasan or change.words)
        own = chosen.quotas(db, tahun).get(dana) if change.quota is None else _own_quota(now)
        chosen.keep_before(db, ctx.actor(), undo_id, Before(
            tahun, dana, change.words, list(now.places), now.decree, own, held, _digest(db, tahun, dana), kept))
    return undo_id


def _own_quota(now: ListNow) -> tuple[int, str] | None:
    return (now.seats.desa, now.seats.dasar) if now.seats.desa is not None else None


def _write(ctx: Context, db: Database, now: ListNow, change: Change) -> None:
    actor = ctx.actor()
    if change.quota is not None:
        chosen.put_quota(db, now.tahun, now.dana, *change.quota)
    if change.places is not None:
        chosen.put_places(db, now.tahun, now.dana, change.places)
    if change.decree is not None:
        chosen.put_decree(db, now.tahun, now.dana, change.decree)
    why = history.nameless(db, list(change.who), change.alasan)
    history.append(db, actor, change.aksi, OBJECT, f"{now.tahun}/{now.dana}", (), why)
    for uid in change.who:
        history.append(db, actor, change.aksi, "peserta", uid, (OBJECT,), why)


def _digest(db: Database, tahun: int, dana: str) -> str:
    """What a list is, in one word; two equal ones are the same list."""
    state = [[list(place) for place in chosen.places(db, tahun, dana)], chosen.decree(db, tahun, dana),
             chosen.quotas(db, tahun).get(dana)]
    return hashlib.sha256(canonical(state)).hexdigest()


def take_back(ctx: Context, db: Database, undo_id: str) -> str:
    """Put back what a step found; returns its words. Problem TIDAK_BISA_URUNG when things moved on since."""
    with db.write():
        was = chosen.before(db, undo_id)
        if _digest(db, was.tahun, was.sumber_dana) != was.after:
            raise Problem("TIDAK_BISA_URUNG", "Daftar itu sudah berubah lagi sesudahnya.", TIDAK_BERUBAH,
                          "Urungkan perubahan yang terakhir dulu.")
        _still_free(db, was)
        choosing_people.put_back(ctx, db, was.people, was.revisions)
        chosen.put_quota(db, was.tahun, was.sumber_dana, *(was.quota or (None, "")))
        chosen.put_places(db, was.tahun, was.sumber_dana, was.places)
        chosen.put_decree(db, was.tahun, was.sumber_dana, was.decree)
        undo.drop_undo(db, undo_id)
        history.append(db, ctx.actor(), "urungkan", OBJECT, f"{was.tahun}/{was.sumber_dana}")
    return was.words


def _still_free(db: Database, was: Before) -> None:
    """Nobody gets a seat back whom another fund has chosen for that year since."""
    here = {place.uid for place in chosen.places(db, was.tahun, was.sumber_dana) if place.keadaan == CHOSEN}
    taken = chosen.taken(db, was.tahun, was.sumber_dana)
    for place in was.places:
        if place.keadaan == CHOSEN and place.uid not in here and place.uid in taken:
            name = texts.title_name(chosen.names(db, [place.uid]).get(place.uid, "")) or "Orang ini"
            raise Problem("TIDAK_BISA_URUNG", f"{name} sudah dipilih dana "
                          f"{code_label('sumber_dana', taken[place.uid])} {was.tahun}.", "Tidak ada yang diurungkan.",
                          "Atur lagi daftarnya dengan tangan.")


# What every step asks.

def draft_only(now: ListNow) -> None:
    """Refuse a list that stands in an SK. Problem SUDAH_DITETAPKAN."""
    if now.decree:
        raise Problem("SUDAH_DITETAPKAN", f"Daftar ini sudah ditetapkan dengan SK {now.decree.nomor}.", TIDAK_BERUBAH,
                      "Pakai Ganti orang untuk kursi yang kosong.")


def seats_known(now: ListNow) -> int:
    """How many seats the list has. Problem KUOTA_KOSONG while nobody said it."""
    if now.seats.orang is None:
        raise Problem("KUOTA_KOSONG", f"Kuota {code_label('sumber_dana', now.dana)} {now.tahun} belum diisi.",
                      TIDAK_BERUBAH, "Isi kuota dan surat dasarnya dulu.")
    return now.seats.orang


def reason(alasan: str) -> str:
    """A reason as it is kept: cleaned, and no longer than ``LONGEST``. Problem ALASAN_KOSONG."""
    why = clean(alasan)[:LONGEST]
    if not why:
        raise Problem("ALASAN_KOSONG", "Alasannya belum diisi.", TIDAK_BERUBAH, "Tulis alasannya dalam satu kalimat.")
    return why


def candidate_only(now: ListNow, uid: str) -> None:
    """Refuse whoever is no candidate of the list. Problem TIDAK_BISA_DIPILIH."""
    if uid not in now.people:
        raise Problem("TIDAK_BISA_DIPILIH", "Orang ini bukan calon pekerja rentan.", TIDAK_BERUBAH,
                      "Pilih orang dari daftar.")


def can_have(now: ListNow, uid: str) -> None:
    """Refuse whoever may not have a seat, with the first reason. Problem TIDAK_BISA_DIPILIH."""
    candidate_only(now, uid)
    if why := now.obstacles(uid):
        raise Problem("TIDAK_BISA_DIPILIH", f"{name_of(now, uid)} tidak bisa dipilih. {why[0]}", TIDAK_BERUBAH,
                      "Pilih orang lain.")


def name_of(now: ListNow, uid: str) -> str:
    """How a sentence names somebody: by name, else by local number, else "Orang ini"."""
    person = now.people.get(uid)
    return texts.title_name(person.nama) or person.nomor if person else "Orang ini"
