"""Members who are said to have left, and which of them have died: what their villages wrote, from the whole rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jamsos_desktop.hub.records import Person
from jamsos_desktop.hub.register import contents, people
from jamsos_desktop.store.engine import Database

DIED = "meninggal"
NOTED = "MENINGGAL"  # code of the reason, where the district ended somebody


def reported_dead(db: Database) -> dict[str, tuple[Person, dict[str, Any]]]:
    """uid -> (person, row as sent) of members, or people on the way to be, whose village says they died; by name."""
    uids = [row[0] for row in db.all(
        "SELECT uid FROM orang WHERE permohonan = 'berhenti' AND hapus = 0"
        " AND keadaan IN ('di_bpjs', 'menunggu_bayar', 'aktif') ORDER BY nama, uid")]
    found = people.by_uids(db, uids)
    rows = contents.rows_of(db, found.values())
    return {uid: (found[uid], rows[uid]) for uid in uids if _died(rows.get(uid, {}))}


def dead(db: Database, persons: Iterable[Person]) -> set[str]:
    """Who of these has died: as their village says, or as the district noted when it ended the membership."""
    persons = list(persons)
    noted = {one.uid for one in persons if one.keadaan == "keluar" and one.alasan == NOTED}
    return noted | {uid for uid, row in contents.rows_of(db, persons).items() if _died(row)}


def _died(row: dict[str, Any]) -> bool:
    return row.get("keluar_sebab") == DIED
