"""Those who work at this desk: name, role, whether they still do. Their PINs are slots of the vault."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database, Row
from jamsos_desktop.store.history import Actor


@dataclass(frozen=True, slots=True)
class User:
    """One person. ``peran``: see ``model.rights.ROLES``; ``aktif`` False: no longer works here, kept for the history.

    ``dibuat``: ISO time, "" for who was here before people were told apart.
    """

    id: str
    nama: str
    peran: str
    aktif: bool = True
    dibuat: str = ""


def every(db: Database) -> list[User]:
    """Everybody, in the order they came."""
    rows = db.all("SELECT id, nama, peran, aktif, dibuat FROM pengguna ORDER BY rowid")
    return [User(uid, nama, peran, bool(aktif), dibuat) for uid, nama, peran, aktif, dibuat in rows]


def get(db: Database, user: str) -> User | None:
    """Somebody who works here or did, None when there is no such id."""
    return next((one for one in every(db) if one.id == user), None)


def put(db: Database, actor: Actor, user: User, aksi: str, kolom: tuple[str, ...] = ()) -> None:
    """Write one person, inside ``db.write()``; ``aksi`` names the history entry, ``kolom`` what changed."""
    db.run("INSERT INTO pengguna (id, nama, peran, aktif, dibuat) VALUES (?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
           " nama = excluded.nama, peran = excluded.peran, aktif = excluded.aktif",
           (user.id, user.nama, user.peran, int(user.aktif), user.dibuat))
    history.append(db, actor, aksi, "pengguna", user.id, kolom)


def births(db: Database, names: Collection[str]) -> set[date]:
    """Days of birth of the people with these names, in small letters."""
    marks = ",".join("?" * len(names))
    return _days(db.all(f"SELECT tanggal_lahir FROM peserta WHERE lower(nama) IN ({marks})", sorted(names)))


def births_of_post(db: Database, jabatan: str) -> set[date]:
    """Days of birth of those who hold a post."""
    return _days(db.all("SELECT tanggal_lahir FROM peserta WHERE jabatan = ?", (jabatan,)))


def _days(rows: Sequence[Row]) -> set[date]:
    return {date.fromisoformat(row[0]) for row in rows if row[0]}
