"""What people decided since the backup is not undone by it: whoever was erased, deleted or restricted stays so.

Where the tables that say so cannot be read, the history of the damaged file still can tell: it names no values, only
whom and what was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jamsos_desktop.store import history
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.erasing import MARK
from jamsos_desktop.store.salvage import Broken

_RIGHTS, _DELETED = ("batasi", "batasi.cabut"), "hapus"
_REVISION = "coalesce((SELECT revisi FROM peserta WHERE uid = ?1), 0) + 1"


def bring_rights(db: Database, broken: Broken, behind: Iterable[Mapping[str, Any]], came: Iterable[str]) -> bool:
    """Inside ``db.write()``, after the people. ``behind``: entries of the damaged file's history behind the sound
    file's last; ``came``: uids that were brought over. False when somebody erased, deleted or restricted may be back.

    Rows of people erased stay for now: the desk erases them with all that hangs on them when it opens.
    """
    of_people = [row for row in behind if row["objek"] == "peserta" and _sealed(row)]
    last = {str(row["objek_id"]): row for row in of_people}
    for row in of_people:
        uid, aksi = str(row["objek_id"]), str(row["aksi"])
        if aksi == MARK:
            _erased(db, uid, str(row["waktu"]))
        elif aksi in _RIGHTS and not broken.rows("pembatasan").whole:
            _restrict(db, uid, row)
    if not broken.rows("hapus").whole:
        for uid in last.keys() - set(came):
            if last[uid]["aksi"] == _DELETED:
                _deleted(db, uid, last[uid])
    if broken.rows("riwayat").whole:
        return True
    return broken.rows("hapus").whole and (broken.rows("pembatasan").whole or "pembatasan" not in broken.tables)


def _sealed(row: Mapping[str, Any]) -> bool:
    """Whether an entry is as it was written, wherever it stands."""
    return bool(history.digest([row[name] for name in history.COLUMNS]) == row["h"])


def _erased(db: Database, uid: str, moment: str) -> None:
    db.run(f"INSERT INTO hapus (uid, revisi, waktu, alasan, musnah) VALUES (?1, {_REVISION}, ?2, ?3, 1)"
           " ON CONFLICT (uid) DO UPDATE SET musnah = 1", (uid, moment, MARK))


def _deleted(db: Database, uid: str, row: Mapping[str, Any]) -> None:
    db.run(f"INSERT OR IGNORE INTO hapus (uid, revisi, waktu, alasan) VALUES (?1, {_REVISION}, ?2, ?3)",
           (uid, row["waktu"], row["alasan"]))
    db.run("DELETE FROM peserta WHERE uid = ?", (uid,))


def _restrict(db: Database, uid: str, row: Mapping[str, Any]) -> None:
    db.run("DELETE FROM pembatasan WHERE uid = ?", (uid,))
    if row["aksi"] == _RIGHTS[0] and db.one("SELECT 1 FROM peserta WHERE uid = ?", (uid,)):
        db.run("INSERT INTO pembatasan (uid, sejak, alasan, oleh) VALUES (?,?,?,?)",
               (uid, row["waktu"], row["alasan"], row["pelaku"]))
