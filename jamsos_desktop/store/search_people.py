"""Everybody of the file in memory, by name: what a search that means thousands of people needs to know of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from jamsos_desktop.store.engine import Database


class Standing(NamedTuple):
    """What counting people needs of one of them."""

    status: str
    iuran_sen: int


class Everybody:
    """All people in the order of their names, so that a search that means thousands of them asks the file nothing."""

    def __init__(self, db: Database) -> None:
        self._by_name = db.ids("SELECT id FROM peserta ORDER BY nama COLLATE NOCASE, id")
        # Each from an index, which has all that is asked: whole rows would have to be decrypted.
        # Ids and NIK in one look: between two another connection may write.
        ids, niks = db.all("SELECT json_group_array(id), json_group_array(nik) FROM"
                           " (SELECT id, nik FROM peserta INDEXED BY peserta_nik ORDER BY nik, id LIMIT -1)")[0]
        self.niks = dict(zip(msgspec.json.decode(ids, type=list[int]), msgspec.json.decode(niks, type=list[str]),
                             strict=True))
        alike = ("SELECT status, iuran_sen, json_group_array(id) FROM peserta INDEXED BY peserta_ringkas"
                 " GROUP BY status, iuran_sen")
        self._standings = {one: standing for status, sen, same in db.run(alike)
                           for standing in (Standing(status, sen),)
                           for one in msgspec.json.decode(same, type=list[int])}

    def in_order(self, rank: Mapping[int, int]) -> list[int]:
        """Those who are meant, the best first, then by name."""
        return sorted(filter(rank.__contains__, self._by_name), key=rank.__getitem__)

    def counts(self, ids: Iterable[int]) -> Counter[Standing]:
        """How many of them stand so."""
        return Counter(filter(None, map(self._standings.get, ids)))
