"""Who of the village has the longest text in a field, for the fit test before printing."""

from __future__ import annotations

from jamsos_desktop.model.records import LEFT
from jamsos_desktop.store.engine import Database

# Columns that stand on a form as free text.
COLUMNS = ("nama", "tempat_lahir", "nama_ibu", "alamat", "lokasi_kerja", "jam_kerja", "email", "sk_nomor",
           "nama_rekening")


def holders(db: Database) -> tuple[str, ...]:
    """The uid of whoever has the longest text in each of COLUMNS, once each; nobody for a column that is empty."""
    found = [db.all(f"SELECT uid FROM peserta WHERE {column} <> '' AND status NOT IN {LEFT}"
                    f" ORDER BY length({column}) DESC, uid LIMIT 1") for column in COLUMNS]
    return tuple(dict.fromkeys(str(uid) for rows in found for (uid,) in rows))
