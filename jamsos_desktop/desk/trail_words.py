"""Entries of the history in words: who, what, about whom, which fields. Values are not kept, so none are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from jamsos_desktop import texts
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.trail_records import TrailQuery, TrailRow
from jamsos_desktop.model.actions import COLUMNS, PARTS, action_words
from jamsos_desktop.model.fields import label
from jamsos_desktop.model.privacy import without_numbers
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import people, staff, trail
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.trail import Entry, Looked

MOST_LETTERS = 60  # of what an entry is about
_WORKERS = ("pengguna", "layar")  # named by those who work here
_SHEETS = ("kunci_data", "pemulihan", "lembar_pemulihan")  # named by the number of the recovery sheet
_RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-")  # an id: tells nobody anything


def looked(query: TrailQuery) -> Looked:
    """The query as the store takes it. Problem RIWAYAT_BAGIAN for a part nobody knows."""
    if query.bagian and query.bagian not in PARTS:
        raise Problem("RIWAYAT_BAGIAN", f"Bagian riwayat {query.bagian[:20]} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(PARTS)}.")
    return Looked(pelaku=query.oleh, objek=PARTS[query.bagian][1] if query.bagian else (), objek_id=query.uid,
                  dari=query.dari.isoformat() if query.dari else "",
                  sampai=query.sampai.isoformat() if query.sampai else "")


def told(ctx: Context, db: Database, numbers: Sequence[int]) -> dict[int, TrailRow]:
    """Entries by number, in words."""
    entries = trail.rows(db, numbers)
    names = _names(ctx, db, entries.values())
    workers = {one.id: name_of(ctx, one.nama) for one in staff.every(db)}
    return {n: _row(ctx, entry, names, workers) for n, entry in entries.items()}


def _names(ctx: Context, db: Database, entries: Iterable[Entry]) -> dict[str, str]:
    """uid -> name of people of the list, as far as they are still here; of others the history keeps nothing."""
    uids = sorted({entry.objek_id for entry in entries if _RANDOM.match(entry.objek_id)})
    if ctx.mode == "dpmd":
        from jamsos_desktop.hub.register import people as register

        return {uid: texts.title_name(one.nama) for uid, one in register.by_uids(db, uids).items()}
    return {one.uid: texts.title_name(one.nama) for one in people.read_many(db, uids)}


def _row(ctx: Context, entry: Entry, names: dict[str, str], workers: dict[str, str]) -> TrailRow:
    other = entry.perangkat[:8] if entry.perangkat != ctx.device else ""
    uid = entry.objek_id if entry.objek_id in names else ""
    about = workers.get(entry.objek_id) if entry.objek in _WORKERS else names.get(uid)
    if entry.objek in _SHEETS:  # a key has a name of its own in the files, which tells nobody anything
        about = f"Lembar ke-{entry.objek_id}" if entry.objek_id.isdecimal() else ""
    return TrailRow(entry.n, moment(entry.waktu), name_of(ctx, entry.pelaku), action_words(entry.aksi, entry.objek),
                    about if about is not None else _harmless(entry.objek_id)[:MOST_LETTERS],
                    tuple(dict.fromkeys(_column(ctx, entry.objek, key) for key in entry.kolom)),
                    _harmless(entry.alasan), other, uid)


def _harmless(text: str) -> str:
    """Free of random ids and of numbers of people, whatever an older program kept."""
    return "" if _RANDOM.match(text) else without_numbers(text)


def _column(ctx: Context, objek: str, key: str) -> str:
    """"NIK", "Kertas KTP", "Formulir 2a BPU": what people call a field, a paper, a group. A key nobody knows any more
    is told without its marks, so that old entries stay readable."""
    start, _, rest = key.partition(".")
    if start == "berkas" and rest:
        known = {paper.kode: paper.label for paper in ctx.policy.berkas}
        return f"Kertas {known.get(rest, rest)}"
    if objek == "cetakan":
        from jamsos_desktop.paper.sheets import PAPERS

        return PAPERS[key].nama if key in PAPERS else _bare(key)
    words = (label(key), COLUMNS.get(key, key), ctx.label("kelompok", key))
    first = words if objek == "peserta" else (words[1], words[0], words[2])
    return next((one for one in first if one != key), _bare(key))


def _bare(key: str) -> str:
    return key.replace("_", " ").capitalize()


def name_of(ctx: Context, pelaku: str) -> str:
    """Whoever did it, as names are written on screens."""
    return texts.title_name(pelaku) if ctx.mode == "desa" else pelaku


def moment(text: str) -> datetime:
    """A moment of the history; the files are our own, so a text that is none is damage.

    Problem RIWAYAT_RUSAK.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Problem("RIWAYAT_RUSAK", "Ada catatan riwayat yang waktunya tidak terbaca.", TIDAK_BERUBAH,
                      "Periksa riwayat, lalu pulihkan cadangan bila perlu.") from None
