"""A list of pekerja rentan before its SK: quota, proposal by the order, moving, pinning, skipping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jamsos_desktop.desk.choosing_records import CHOSEN, RESERVE, SKIPPED
from jamsos_desktop.desk.choosing_steps import (
    LONGEST,
    Change,
    can_have,
    candidate_only,
    draft_only,
    name_of,
    reason,
    seats_known,
    step,
)
from jamsos_desktop.desk.choosing_view import ListNow
from jamsos_desktop.desk.context import Context
from jamsos_desktop.model.parse import clean
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules.selection import moved, seats
from jamsos_desktop.store.chosen import Place
from jamsos_desktop.store.engine import Database

MOST_SEATS = 100_000


def set_quota(ctx: Context, db: Database, tahun: int, dana: str, orang: int | None, dasar: str) -> str:
    """The village's own number of seats (None: DPMD's counts), with the paper it rests on.

    A draft follows; a settled list keeps its people: Problem KUOTA_DI_BAWAH_SK. Problem KUOTA_SALAH.
    """
    if orang is not None and not 0 <= orang <= MOST_SEATS:
        raise Problem("KUOTA_SALAH", f"Kuota {orang} orang tidak bisa dipakai.", TIDAK_BERUBAH,
                      "Tulis jumlah orang, misalnya 60.")

    def make(now: ListNow) -> Change:
        many = orang if orang is not None else now.seats.dpmd
        there = len(now.in_state(CHOSEN))
        if now.decree and there > (many or 0):
            raise Problem("KUOTA_DI_BAWAH_SK", f"SK sudah menetapkan {there} orang.", TIDAK_BERUBAH,
                          f"Tulis kuota paling sedikit {there} orang.")
        places = None if now.decree or not now.places else _seated(ctx, now, many or 0)
        return Change("kuota", "Kuota diubah.", places, quota=(orang, clean(dasar)[:LONGEST]))

    return step(ctx, db, tahun, dana, make)


def propose(ctx: Context, db: Database, tahun: int, dana: str) -> str:
    """Put everyone who can have a seat in their order; pinned people keep theirs, skipped ones stay out.

    Problems SUDAH_DITETAPKAN, KUOTA_KOSONG, CALON_KOSONG.
    """
    def make(now: ListNow) -> Change:
        draft_only(now)
        many = seats_known(now)
        # A pin is a person's word: a typing error to be mended does not take it away.
        held = [place.uid for place in now.places
                if place.kunci and now.amiss.get(place.uid) and not now.gone.get(place.uid)]
        order = [*held, *(one.uid for one in now.ranking)]
        if not order:
            raise Problem("CALON_KOSONG", "Belum ada pekerja rentan yang bisa diusulkan.", TIDAK_BERUBAH,
                          "Tambah pekerja rentan di halaman Peserta, atau benahi datanya.")
        return Change("usul", "Usulan disusun.", _seated(ctx, now, many, order))

    return step(ctx, db, tahun, dana, make)


def move(ctx: Context, db: Database, tahun: int, dana: str, uid: str, steps: int) -> str:
    """One person higher (negative) or lower in the draft; over a pinned seat as one. Problem DI_UJUNG."""
    def make(now: ListNow) -> Change:
        draft_only(now)
        _in_list(now, uid)
        many, before = seats_known(now), _order(now)
        for far in range(1, len(before)):
            order = moved(before, uid, far if steps > 0 else -far)
            places = _seated(ctx, now, many, order)
            after = [place.uid for place in places if place.keadaan in (CHOSEN, RESERVE)]
            if after != before:
                return Change("ubah", "Urutan diubah.", places, who=(uid,))
        end = "bawah" if steps > 0 else "atas"
        raise Problem("DI_UJUNG", f"Orang ini sudah paling {end}.", TIDAK_BERUBAH, "Pilih orang lain.")

    return step(ctx, db, tahun, dana, make)


def mark(ctx: Context, db: Database, tahun: int, dana: str, uid: str, state: str, alasan: str) -> str:
    """Pin (``kunci``) or skip (``dilewati``) somebody of a draft with a reason, or ("") take the mark away.

    Problems ALASAN_KOSONG, TIDAK_BISA_DIPILIH, KUNCI_PENUH.
    """
    why = reason(alasan) if state else ""

    def make(now: ListNow) -> Change:
        draft_only(now)
        many = seats_known(now)
        if state == "kunci":
            can_have(now, uid)
            pinned = {place.uid for place in now.places if place.kunci} - {uid}
            if len(pinned) >= many:
                raise Problem("KUNCI_PENUH", f"Ke-{many} kursi sudah dikunci semua.", TIDAK_BERUBAH,
                              "Lepas kunci orang lain dulu.")
        else:
            candidate_only(now, uid)
        word = {"kunci": "Kursi dikunci.", SKIPPED: "Orang itu dilewati.", "": "Tanda dilepas."}[state]
        return Change("ubah", word, _marked(ctx, now, many, uid, state, why), who=(uid,), alasan=why)

    return step(ctx, db, tahun, dana, make)


def _marked(ctx: Context, now: ListNow, many: int, uid: str, state: str, why: str) -> list[Place]:
    """The seats with one mark set; whoever was not in the list joins it by their rank."""
    rest = [place for place in now.places if place.uid != uid]
    kept = CHOSEN if state == "kunci" else state or RESERVE
    own = now.by_uid.get(uid, Place(uid, 0, kept))
    mine = own._replace(keadaan=kept, kunci=int(state == "kunci"), alasan=why)
    order = _order(now)
    if uid not in order and state != SKIPPED:
        order = _by_rank(now, order, uid)
    return _seated(ctx, replace(now, places=(*rest, mine)), many, order)


def _by_rank(now: ListNow, order: Sequence[str], uid: str) -> list[str]:
    """The order with somebody new before the first one whom the criteria put below them."""
    rank = {one.uid: at for at, one in enumerate(now.ranking)}
    at = next((n for n, other in enumerate(order) if rank.get(other, -1) > rank.get(uid, 0)), len(order))
    return [*order[:at], uid, *order[at:]]


def _order(now: ListNow) -> list[str]:
    return [place.uid for place in now.places if place.keadaan in (CHOSEN, RESERVE)]


def _seated(ctx: Context, now: ListNow, many: int, order: Sequence[str] | None = None) -> list[Place]:
    """The places of a draft: ``order`` (default: as it is) with ``many`` seats; marks and reasons are kept.

    Nobody who can have no seat (chosen by another fund, deleted, ...) wins one by a place in the order.
    """
    stamp = ctx.actor().stamp
    pinned = {place.uid for place in now.places if place.kunci}
    skipped = [place for place in now.places if place.keadaan == SKIPPED]
    left_out = {place.uid for place in skipped}
    order = [uid for uid in (_order(now) if order is None else order) if uid not in left_out]
    seated = {place.uid for place in now.in_state(CHOSEN)}
    given = seats([uid for uid in order if uid in seated or not now.obstacles(uid)], many, pinned).chosen
    found: list[Place] = []
    for state, uids in ((CHOSEN, given), (RESERVE, [uid for uid in order if uid not in given])):
        for uid in uids:
            was = now.by_uid.get(uid)
            kept = was.alasan if was and was.kunci else ""
            found.append(Place(uid, len(found) + 1, state, int(uid in pinned), kept, "",
                               was.waktu if was and was.keadaan == state else stamp))
    return [*found, *(place._replace(urut=len(found) + n, kunci=0) for n, place in enumerate(skipped, 1))]


def _in_list(now: ListNow, uid: str) -> None:
    if uid not in _order(now):
        raise Problem("BUKAN_TERPILIH", f"{name_of(now, uid)} tidak ada di urutan ini.", TIDAK_BERUBAH,
                      "Susun usulan lagi, atau kunci orang itu.")
