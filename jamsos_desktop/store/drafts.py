"""Draf: a form as typed, valid or not; one per open form, gone when its record is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from jamsos_desktop.store.engine import Database


class Draft(NamedTuple):
    """``kunci`` is the uid of the person; ``isi`` what the form wants back; ``waktu`` ISO time."""

    kunci: str
    isi: dict[str, Any]
    waktu: str


def keep(db: Database, form: str, kunci: str, isi: Mapping[str, Any], waktu: str) -> None:
    """Keep a form as typed, in place of its earlier draft; ``waktu``: ISO moment."""
    with db.write():
        keep_inside(db, form, Draft(kunci, dict(isi), waktu))


def keep_inside(db: Database, form: str, draft: Draft) -> None:
    """The same inside a transaction that is already open."""
    db.run("INSERT INTO draf (form, kunci, isi, waktu) VALUES (?,?,?,?)"
           " ON CONFLICT (form, kunci) DO UPDATE SET isi = excluded.isi, waktu = excluded.waktu",
           (form, draft.kunci, msgspec.json.encode(draft.isi).decode(), draft.waktu))


def get(db: Database, form: str, kunci: str) -> Draft | None:
    """One draft, None when there is none."""
    row = db.one("SELECT kunci, isi, waktu FROM draf WHERE form = ? AND kunci = ?", (form, kunci))
    return Draft(row[0], msgspec.json.decode(row[1]), row[2]) if row else None


def every(db: Database, form: str) -> list[Draft]:
    """All drafts of a kind of form, newest first."""
    rows = db.all("SELECT kunci, isi, waktu FROM draf WHERE form = ? ORDER BY waktu DESC", (form,))
    return [Draft(key, msgspec.json.decode(body), at) for key, body, at in rows]


def drop(db: Database, form: str, kunci: str) -> None:
    """Forget one draft."""
    with db.write():
        drop_inside(db, form, kunci)


def drop_inside(db: Database, form: str, kunci: str) -> None:
    """The same inside a transaction that is already open (saving the record)."""
    db.run("DELETE FROM draf WHERE form = ? AND kunci = ?", (form, kunci))
