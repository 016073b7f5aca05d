"""Bringing what a damaged file still gives over into a sound one (the newest good backup, or a fresh file).

The damaged file is the newer of the two. What hangs together comes over together or stays as the sound file has it:
somebody with family and papers, a package with who was in it, a bill with its people; never half of it. A table that
is readable to its end takes the sound one's place; else its rows come over one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from jamsos_desktop.store import history, office, people
from jamsos_desktop.store.bringing_people import bring_people, names_of, put_rows
from jamsos_desktop.store.bringing_rights import bring_rights
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.salvage import Broken

NUMBER = "nomor."  # settings that count; the greater number wins
_NOT_HERE = frozenset(("setelan", "peserta", "keluarga", "berkas", "hapus", "draf", "riwayat", "_sqlite_migrations"))


@dataclass(slots=True)
class Brought:
    """What came over. ``orang``: uids; ``draf``: (form, key); ``parsial``: tables of which something is missing;
    ``riwayat``: entries that go on where the sound file ends; ``sesudah``: entries behind it, whole chain or not
    (``semua_riwayat``: all there are);
    ``terbaca``: whether anything could be read at all; ``tak_terbaca``: uids known to be there, not readable whole
    (``semua_orang``: nobody else can be missing);
    ``draf_hilang``: keys of drafts that are lost, None where even that is not known; ``semula``: people there;
    ``hak``: nobody erased, deleted or restricted there can be back."""

    terbaca: bool = False
    orang: list[str] = field(default_factory=list)
    draf: list[tuple[str, str]] = field(default_factory=list)
    draf_hilang: list[str] | None = None
    parsial: list[str] = field(default_factory=list)
    riwayat: int = 0
    sesudah: list[dict[str, Any]] = field(default_factory=list)
    semua_riwayat: bool = False
    semua_orang: bool = False
    tak_terbaca: set[str] = field(default_factory=set)
    semula: int | None = None
    nama: dict[str, str] = field(default_factory=dict)
    hak: bool = False


def bring(db: Database, broken: Broken, together: frozenset[str] = frozenset()) -> Brought:
    """Bring everything over, inside ``db.write()``; ``together``: tables that only come all of them (the register).

    Constraints between tables are looked at when the write ends.
    """
    found = Brought(terbaca=True)
    db.run("PRAGMA defer_foreign_keys = ON")
    found.parsial += _settings(db, broken)
    found.sesudah, found.riwayat = _history(db, broken)
    found.semua_riwayat = broken.rows("riwayat").whole
    found.orang, found.tak_terbaca, found.semua_orang = bring_people(db, broken, found.sesudah)
    found.nama = names_of(broken)
    found.semula = _how_many(broken)
    groups = _groups(db, together)
    for parent, children in groups.items():
        found.parsial += _group(db, broken, parent, children)
    if together and not _whole_set(db, broken, together):
        found.parsial += sorted(together)
    found.hak = bring_rights(db, broken, found.sesudah, found.orang)
    _nobody(db)
    found.draf = _drafts(db, broken, set(found.orang))
    found.draf_hilang = _lost_drafts(broken)
    db.run("UPDATE peserta SET dihitung_untuk = ''")  # what everybody's status rests on may have changed
    return found


def _how_many(broken: Broken) -> int | None:
    """How many people the damaged file held, by an index where the rows themselves are gone; None: not known."""
    table = "orang" if "orang" in broken.tables else "peserta"
    kept = broken.rows(table)
    if kept.whole:
        return len(kept.rows)
    return len(broken.indexed(table, f"sqlite_autoindex_{table}_1", "uid")) or None


def _settings(db: Database, broken: Broken) -> list[str]:
    kept = broken.rows("setelan")
    for row in kept.rows:
        key, value = str(row["kunci"]), _json(row["nilai"])
        if value is _NONE:
            continue
        if key.startswith(NUMBER) and isinstance(value, int):
            value = max(value, int(office.setting(db, key, 0)))
        office.put_setting(db, key, value)
    return [] if kept.whole else ["setelan"]


_NONE = object()


def _json(text: Any) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, TypeError):
        return _NONE


def _history(db: Database, broken: Broken) -> tuple[list[dict[str, Any]], int]:
    """(entries behind the sound file's last, how many of them go on from it without a gap and were taken over)."""
    n, prev = history.head(db)
    behind = sorted((row for row in broken.rows("riwayat").rows if row["n"] > n), key=lambda row: int(row["n"]))
    fitting: list[tuple[Any, ...]] = []
    for row in behind:
        values = tuple(row[name] for name in history.COLUMNS)
        if row["n"] != n + 1 or row["prev"] != prev or history.digest(values) != row["h"]:
            break
        n, prev = n + 1, str(row["h"])
        fitting.append((*values, prev))
    marks = ",".join("?" * (len(history.COLUMNS) + 1))
    db.many(f"INSERT INTO riwayat ({','.join(history.COLUMNS)}, h) VALUES ({marks})", fitting)
    return behind, len(fitting)


# Tables that hang together.


def _groups(db: Database, together: frozenset[str]) -> dict[str, list[tuple[str, str, str]]]:
    """Table -> (child table, its column, the column of the table) of all that has no rule of its own, parents first."""
    tables = [str(row[0]) for row in db.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'cari%' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY rowid")]
    tables = [name for name in tables if name not in _NOT_HERE | together]
    parents: dict[str, tuple[str, str, str]] = {}
    for name in tables:
        for row in db.all(f"PRAGMA foreign_key_list({name})"):
            parents[name] = (str(row[2]), str(row[3]), str(row[4]))
    found: dict[str, list[tuple[str, str, str]]] = {}
    for name in tables:
        grown = any(parent == name for parent, _, _ in parents.values())
        if name in parents and not grown:
            parent, column, key = parents[name]
            found.setdefault(parent, []).append((name, column, key))
        else:
            found.setdefault(name, [])
    return found


def _group(db: Database, broken: Broken, parent: str, children: Sequence[tuple[str, str, str]]) -> list[str]:
    """Bring one table and what hangs on it over; returns the table when something of it is missing."""
    every = [parent, *(name for name, _, _ in children)]
    if any(name not in broken.tables for name in every):
        return []  # a table of a later step: the damaged file never had it
    if all(broken.rows(name).whole for name in every):
        for name in reversed(every):
            db.run(f"DELETE FROM {name}")
        for name in every:
            put_rows(db, name, broken.rows(name).rows)
        return []
    for row in broken.rows(parent).rows:
        hanging = {name: broken.of(name, column, row[key]) for name, column, key in children}
        if all(rows is not None for rows in hanging.values()):
            for name, column, key in children:
                db.run(f"DELETE FROM {name} WHERE {column} = ?", (row[key],))
            put_rows(db, parent, [row])
            for name, rows in hanging.items():
                put_rows(db, name, rows or [])
    return [parent]


def _whole_set(db: Database, broken: Broken, together: frozenset[str]) -> bool:
    """Take the place of a set of tables when all of them are readable to their end."""
    here = [str(row[0]) for row in db.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
    every = [name for name in here if name in together]
    if not all(broken.rows(name).whole for name in every):
        return False
    for name in reversed(every):
        db.run(f"DELETE FROM {name}")
    for name in every:
        put_rows(db, name, broken.rows(name).rows)
    return True


def _nobody(db: Database) -> None:
    """What hangs on somebody without being part of them goes where that person did not come over: their scans stay
    in the folder, only the note of them would otherwise have them deleted."""
    db.run("DELETE FROM scan_orang WHERE uid NOT IN (SELECT uid FROM peserta) AND uid NOT IN"
           " (SELECT coalesce(json_extract(p.value, '$.uid'), '') FROM pembatalan, json_each(pembatalan.isi) p"
           " WHERE p.type = 'object')")
    for child, column, parent, key in _dangling(db):
        db.run(f"DELETE FROM {child} WHERE {column} NOT IN (SELECT {key} FROM {parent})")


def _dangling(db: Database) -> list[tuple[str, str, str, str]]:
    return sorted({(str(row[0]), str(key[3]), str(key[2]), str(key[4])) for row in db.all("PRAGMA foreign_key_check")
                   for key in db.all(f"PRAGMA foreign_key_list({row[0]})") if key[0] == row[3]})


# Drafts.


def _drafts(db: Database, broken: Broken, came: set[str]) -> list[tuple[str, str]]:
    """What was typed and not yet saved; a draft that is gone there went with its record, if that came over."""
    kept = broken.rows("draf")
    here = {(str(form), str(key)): str(at) for form, key, at in db.all("SELECT form, kunci, waktu FROM draf")}
    found: list[tuple[str, str]] = []
    for row in kept.rows:
        key = (str(row["form"]), str(row["kunci"]))
        if _json(row["isi"]) is not _NONE and str(row["waktu"]) >= here.get(key, ""):
            put_rows(db, "draf", [row])
            if here.get(key) != row["waktu"]:
                found.append(key)
    if kept.whole:
        there = {(str(row["form"]), str(row["kunci"])) for row in kept.rows}
        for form, gone in here.keys() - there:
            if gone in came or people.read(db, gone, missing_ok=True) is None:
                db.run("DELETE FROM draf WHERE form = ? AND kunci = ?", (form, gone))
    return found


def _lost_drafts(broken: Broken) -> list[str] | None:
    kept = broken.rows("draf")
    if kept.whole:
        return []
    listed = broken.indexed("draf", "sqlite_autoindex_draf_1", "form", "kunci")
    read = {(row["form"], row["kunci"]) for row in kept.rows}
    return [str(row[1]) for row in listed if row[0] == "editor" and tuple(row) not in read] if listed else None
