"""Saving what is typed in Isi cepat: one value, one short write, guarded by ``revisi``; what cannot be read is kept as
typed and said. A draft of the same person stays: the form shows both versions when it is opened next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.filling_columns import choices, field_of, label
from jamsos_desktop.desk.filling_records import CHANGED, CHECK, EMPTY, FILLED, GONE, WRONG, Filled, FillEntry
from jamsos_desktop.desk.filling_rows import shown_text
from jamsos_desktop.desk.judging import judge_in
from jamsos_desktop.desk.persons import save_inside
from jamsos_desktop.desk.persons import settle as settled
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.fields import FAMILY_FIELDS, HEIR, Field
from jamsos_desktop.model.findings import Finding, Tingkat
from jamsos_desktop.model.nik import LENGTH, proposed
from jamsos_desktop.model.parse import clean, parse, value_of, with_texts
from jamsos_desktop.model.records import Keluarga, Peserta
from jamsos_desktop.store import drafts, people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import inside

WHY = "isi cepat"  # the reason in the history
ALONG = ("tanggal_lahir", "jenis_kelamin")  # what a NIK tells of its holder
_TOGETHER = 12  # values of one write: about 100 ms
_SHOWN = {Tingkat.SALAH: WRONG, Tingkat.PERIKSA: CHECK}
_FAMILY = {field.key: field for field in FAMILY_FIELDS}


def fill(ctx: Context, db: Database, entry: FillEntry) -> Filled:
    """Save one value; ``hasil`` says when nothing was stored (the person changed, or is gone)."""
    with db.write():
        return _fill_inside(ctx, db, entry)


def fill_some(ctx: Context, db: Database, entries: Sequence[FillEntry]) -> tuple[Filled, ...]:
    """A few values in one write; several of one person follow each other as in ``fill_job``."""
    made: dict[str, tuple[int, int]] = {}
    with db.write():
        return tuple([_follow(ctx, db, entry, made) for entry in entries])


def fill_job(ctx: Context, entries: Sequence[FillEntry], tell: Callable[[Filled], object] = lambda _: None,
             ) -> Job[tuple[Filled, ...]]:
    """Many values on a connection of its own; ``tell`` hears of each once it is stored. Several of one person may
    follow each other: the later ones stand on the revision the earlier ones made."""
    done: list[Filled] = []
    made: dict[str, tuple[int, int]] = {}
    with ctx.open() as db:
        for start in range(0, len(entries), _TOGETHER):
            yield Progress(start, len(entries), "")
            with db.write():
                part = [_follow(ctx, db, entry, made) for entry in entries[start:start + _TOGETHER]]
            for result in part:
                tell(result)
            done += part
    return tuple(done)


def _follow(ctx: Context, db: Database, entry: FillEntry, made: dict[str, tuple[int, int]]) -> Filled:
    """``made``: uid -> (revision the caller knew, revision we made of it)."""
    known, now = made.get(entry.uid, (entry.revisi, entry.revisi))
    result = _fill_inside(ctx, db, entry._replace(revisi=now) if entry.revisi == known else entry)
    if result.hasil not in (CHANGED, GONE):
        made[entry.uid] = (known, result.revisi)
    return result


def settle(ctx: Context, db: Database, uid: str, revisi: int, key: str, kode: str) -> Filled:
    """Silence a warning that was compared with the papers."""
    with db.write():
        return _change(ctx, db, FillEntry(uid, revisi, key, ""), lambda person: settled(ctx, person, kode))


def would_be(ctx: Context, db: Database, entry: FillEntry) -> Filled:
    """What ``fill`` would say of a value, which is stored nowhere."""
    return _change(ctx, db, entry, lambda person: _typed_and_along(ctx, db, person, entry), lambda person, _: person)


def _fill_inside(ctx: Context, db: Database, entry: FillEntry) -> Filled:
    field_of(entry.key)
    return _change(ctx, db, entry, lambda person: _typed_and_along(ctx, db, person, entry))


def _typed_and_along(ctx: Context, db: Database, person: Peserta, entry: FillEntry) -> Peserta:
    """With a whole NIK that nobody else holds also the birth date and sex it tells, where they are empty."""
    after = with_typed(ctx, person, entry.key, entry.teks)
    if entry.key != "nik" or len(after.nik) != LENGTH or people.same_nik(db, after.nik, ctx.today, person.uid):
        return after
    told = proposed(after.nik, ctx.today)
    return with_texts(after, {key: told[key] for key in told if not text_in(ctx, after, key)}, ctx.lists)


def _change(ctx: Context, db: Database, entry: FillEntry, change: Callable[[Peserta], Peserta],
            keep: Callable[[Peserta, int], Peserta] | None = None) -> Filled:
    """Read, compare revisions, change, save (or what ``keep`` does); an unchanged record is not written."""
    before = people.read(db, entry.uid, missing_ok=True)
    if before is None:
        return Filled(entry.uid, entry.key, 0, GONE, entry.teks, "", "Orang ini sudah tidak ada di daftar.",
                      "Ketikan ini tidak disimpan.")
    stood = text_in(ctx, before, entry.key)
    if before.revisi != entry.revisi:
        return Filled(entry.uid, entry.key, before.revisi, CHANGED, stood, stood,
                      "Data orang ini berubah dari tempat lain.", "Enter memakai ketikan Anda, Del membuangnya.")
    after = change(before)
    keep = keep or (lambda person, revisi: _save(ctx, db, person, revisi))
    kept = keep(after, before.revisi) if after != before else before
    return _along(ctx, before, kept, result_of(ctx, db, kept, entry.key, stood))


def _along(ctx: Context, before: Peserta, kept: Peserta, result: Filled) -> Filled:
    """The result of a NIK says what was filled along with it."""
    if result.key != "nik":
        return result
    also = [key for key in ALONG if not text_in(ctx, before, key) and text_in(ctx, kept, key)]
    said = ", ".join(f"{inside(label(key))} {text_in(ctx, kept, key)}" for key in also)
    told = f"Ikut terisi dari NIK: {said}." if also else ""
    return replace(result, ikut=tuple(also), pesan=result.pesan or told)


def _save(ctx: Context, db: Database, person: Peserta, revisi: int) -> Peserta:
    draft = drafts.get(db, "editor", person.uid)
    kept = save_inside(ctx, db, person, revisi, alasan=WHY)
    if draft is not None:
        drafts.keep_inside(db, "editor", draft)
    return kept


def result_of(ctx: Context, db: Database, person: Peserta, key: str, stood: str) -> Filled:
    """What stands in a column now, and the worst that is said of it."""
    text = text_in(ctx, person, key)
    worst = _worst(judge_in(ctx, db, person).findings, _places(person, key)) if text else None
    if worst is None:
        return Filled(person.uid, key, person.revisi, FILLED if text else EMPTY, text, stood)
    return Filled(person.uid, key, person.revisi, _SHOWN[worst.tingkat], text, stood, worst.pesan, worst.cara,
                  worst.mends)


def _worst(findings: Sequence[Finding], places: frozenset[str]) -> Finding | None:
    mine = [one for one in findings if one.tingkat in _SHOWN and places & set(one.kolom)]
    return min(mine, key=lambda one: one.tingkat.rank) if mine else None


def _places(person: Peserta, key: str) -> frozenset[str]:
    """The keys under which findings speak of a column."""
    if not key.endswith(HEIR):
        return frozenset((key,))
    return frozenset((f"keluarga.{heir_place(person)}.{key.removesuffix(HEIR)}",))


def text_in(ctx: Context, person: Peserta, key: str) -> str:
    """What stands in a column, as typed or as people read it."""
    field = field_of(key)
    if key.endswith(HEIR):
        place = heir_place(person)
        raw = getattr(person.keluarga[place], field.key) if place < len(person.keluarga) else ""
        typed = person.mentah.get(f"keluarga.{place}.{field.key}", "")
    else:
        raw, typed = value_of(person, key), person.mentah.get(key, "")
    return typed or _shown(ctx, field, raw)


def _shown(ctx: Context, field: Field, raw: object) -> str:
    return shown_text(field, raw.isoformat() if hasattr(raw, "isoformat") else raw, choices(ctx, field))


def with_typed(ctx: Context, person: Peserta, key: str, text: str) -> Peserta:
    """The person with a typed text taken in; unreadable, it is kept as typed."""
    if not key.endswith(HEIR):
        return with_texts(person, {key: text}, ctx.lists)
    return with_heir(person, key.removesuffix(HEIR), clean(text))


def heir_place(person: Peserta) -> int:
    """Where the first heir stands in the family, or would stand."""
    places = [(member.urutan, at) for at, member in enumerate(person.keluarga) if member.urutan is not None]
    return min(places)[1] if places else len(person.keluarga)


def with_heir(person: Peserta, part: str, text: str) -> Peserta:
    """The first heir with another name or relation; one of whom nothing is left goes, if nobody stands behind them."""
    place, family, typed = heir_place(person), list(person.keluarga), dict(person.mentah)
    where = f"keluarga.{place}.{part}"
    typed.pop(where, None)
    try:
        value = parse(_FAMILY[part], text)
    except ValueError:
        value, typed[where] = "", text
    if place == len(family) and text:
        family.append(Keluarga(urutan=1))
    if place < len(family):
        family[place] = replace(family[place], **{part: value})
        bare = family[place] == Keluarga(urutan=family[place].urutan)
        if bare and place == len(family) - 1 and not any(key.startswith(f"keluarga.{place}.") for key in typed):
            family.pop()
    return replace(person, keluarga=tuple(family), mentah=typed)
