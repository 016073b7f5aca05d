"""Everybody of the file in memory, by name: what a search that means thousands of people needs to know of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jamsos_desktop.store.engine import Database


class Standing(NamedTuple):
    """What counting people needs of one of them."""

    status: str
    iuran_sen: int


class Everybody:
    """All people in the order of their names, so that a search that means thousands of them asks the file nothing."""

    def __init__(self, db: Database) -> None:
        self.niks: dict[int, str] = {}
        self._standings: dict[int, Standing] = {}
        self._by_name = [row[0] for row in db.run("SELECT id FROM peserta ORDER BY nama COLLATE NOCASE, id")]
        for one, nik, status, sen in db.run("SELECT id, nik, status, iuran_sen FROM peserta"):
            self.niks[one] = nik
            self._standings[one] = Standing(status, sen)

    def in_order(self, rank: Mapping[int, int]) -> list[int]:
        """Those who are meant, the best first, then by name."""
        return sorted(filter(rank.__contains__, self._by_name), key=rank.__getitem__)

    def counts(self, ids: Iterable[int]) -> Counter[Standing]:
        """How many of them stand so."""
        return Counter(filter(None, map(self._standings.get, ids)))
