"""What belongs to the office and not to a person: settings, unit, own keys, papers of the desa."""

from __future__ import annotations

from typing import Any

import msgspec

from jamsos_desktop.model.plain import plain, unit_from
from jamsos_desktop.model.records import Unit
from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor


def setting(db: Database, key: str, default: Any = None) -> Any:
    """A setting as it was put, or ``default``."""
    row = db.one("SELECT nilai FROM setelan WHERE kunci = ?", (key,))
    return msgspec.json.decode(row[0]) if row else default


def put_setting(db: Database, key: str, value: Any) -> None:
    """Write one setting; call it inside ``db.write()``."""
    db.run("INSERT INTO setelan (kunci, nilai) VALUES (?, ?)"
           " ON CONFLICT (kunci) DO UPDATE SET nilai = excluded.nilai", (key, msgspec.json.encode(value).decode()))


def unit(db: Database) -> Unit:
    """The office this desk belongs to."""
    return unit_from(setting(db, "unit"))


def put_unit(db: Database, actor: Actor, new: Unit) -> None:
    """Replace the unit's profile, with its history entry; call it inside ``db.write()``."""
    before = setting(db, "unit") or {}
    after = plain(new)
    put_setting(db, "unit", after)
    changed = [key for key in after if before.get(key) != after[key]]
    history.append(db, actor, "ubah", "unit", new.kode, changed)


def next_number(db: Database, name: str, many: int = 1) -> int:
    """The next number of a counter (1, 2, ...), and as many behind it; call it inside ``db.write()``."""
    value = last_number(db, name)
    put_setting(db, f"nomor.{name}", value + many)
    return value + 1


def last_number(db: Database, name: str) -> int:
    """The last number a counter gave, 0 before the first."""
    return int(setting(db, f"nomor.{name}", 0))


def raise_counters(db: Database) -> None:
    """No number that is in use is given again, whatever became of the counters; inside ``db.write()``."""
    used = {"kiriman": "SELECT max(seq) FROM paket",
            "bundel": "SELECT max(CAST(substr(nomor, 3) AS INTEGER)) FROM bundel",
            "kosong": "SELECT max(CAST(substr(objek_id, 3) AS INTEGER)) FROM riwayat WHERE objek = 'formulir_kosong'"}
    used |= {one: f"SELECT max(CAST(substr(nomor, {len(one) + 2}) AS INTEGER)) FROM peserta WHERE nomor LIKE '{one}-%'"
             for one in ("PU", "BPU")}
    for name, sql in used.items():
        row = db.one(sql)
        if row and row[0] and int(row[0]) > int(setting(db, f"nomor.{name}", 0)):
            put_setting(db, f"nomor.{name}", int(row[0]))


def desa_papers(db: Database) -> dict[str, str]:
    """Paper code -> state, of the papers that belong to the desa as a whole."""
    return {str(code): str(state) for code, state in db.all("SELECT kode, keadaan FROM berkas_desa")}


def set_desa_paper(db: Database, actor: Actor, code: str, state: str) -> None:
    """Tick a paper of the desa, in one write of its own."""
    with db.write():
        put_desa_paper(db, actor, code, state)


def put_desa_paper(db: Database, actor: Actor, code: str, state: str) -> None:
    """The same inside a transaction that is already open."""
    db.run("INSERT INTO berkas_desa (kode, keadaan, oleh, waktu) VALUES (?,?,?,?)"
           " ON CONFLICT (kode) DO UPDATE SET keadaan = excluded.keadaan, oleh = excluded.oleh,"
           " waktu = excluded.waktu", (code, state, actor.pelaku, actor.stamp))
    history.append(db, actor, "berkas", "berkas_desa", code, [code])
