"""People in a few words, for thousands at once: who they are and what is kept of their judgement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from jamsos_desktop.store.engine import Database

_BLOCK = 500  # variables in one statement


class Brief(NamedTuple):
    """One person. ``ditulis``: the name as it was typed, where it could not be read; ``masalah`` and ``tingkat``: the
    worst finding. ``segar``: what is kept was judged today under the policy in force."""

    uid: str
    nomor: str
    nama: str
    ditulis: str
    kelompok: str
    segmen: str
    revisi: int
    status: str
    masalah: str
    tingkat: str
    segar: bool

    @property
    def sebutan(self) -> str:
        """The name as typed, else as kept."""
        return self.ditulis or self.nama


def read(db: Database, uids: Sequence[str], today: date, policy: str) -> list[Brief]:
    """These people in the order given; who is not there is left out."""
    found: dict[str, Brief] = {}
    for start in range(0, len(uids), _BLOCK):
        part = uids[start:start + _BLOCK]
        rows = db.all("SELECT uid, nomor, nama, mentah, kelompok, segmen, revisi, status, masalah, tingkat,"
                      " dihitung_untuk = ? AND ketentuan = ? FROM peserta"
                      f" WHERE uid IN ({','.join('?' * len(part))})", (today.isoformat(), policy, *part))
        found.update((row[0], Brief._make((*row[:3], _typed(row[3]), *row[4:10], bool(row[10])))) for row in rows)
    return [found[uid] for uid in uids if uid in found]


def _typed(mentah: str) -> str:
    return str(msgspec.json.decode(mentah).get("nama", "")) if '"nama"' in mentah else ""
