"""Numbers a printing gives to its bundle and its empty forms: written down with the note of what carries them, so that
a printing that comes to nothing uses none up, and none is on two papers."""

from __future__ import annotations

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import office
from jamsos_desktop.store.engine import Database


class Numbers:
    """What one printing gives, by counter."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._given: dict[str, list[int]] = {}

    def give(self, counter: str) -> int:
        """The next number of a counter; nobody else knows of it before ``keep``."""
        given = self._given.setdefault(counter, [])
        given.append(given[-1] + 1 if given else office.last_number(self._db, counter) + 1)
        return given[-1]

    def keep(self) -> None:
        """Take the numbers for good; inside ``db.write()``. Problem BERUBAH_SELAGI_CETAK: another printing took them
        meanwhile, and what carries them here must not go out."""
        for counter, given in self._given.items():
            if office.next_number(self._db, counter, len(given)) != given[0]:
                raise Problem("BERUBAH_SELAGI_CETAK", "Nomor lembar ini sudah dipakai cetakan lain.", TIDAK_BERUBAH,
                              "Cetak lagi; nomornya menjadi yang berikutnya.")
