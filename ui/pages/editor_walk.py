"""The way through a list: previous, next, and the next person that still needs something."""

from __future__ import annotations

from jamsos_desktop.desk import Desk, Query, Row
from jamsos_desktop.model.findings import Tingkat

BLOCK = 256
OPEN_LEVELS = {level.value for level in Tingkat if level.blocks}


def incomplete(row: Row) -> bool:
    """Whether something still blocks printing."""
    return row.tingkat in OPEN_LEVELS


class Walk:
    """The ids of a query as they stood when the list was opened: mending a person moves nobody."""

    def __init__(self, desk: Desk, query: Query, uid: str) -> None:
        self._desk = desk
        self._ids = desk.find(query)
        self._absent: set[str] = set()
        self.at = self._position(uid)

    def _position(self, uid: str) -> int:
        """Where the person stands; -1 for somebody who is not in the list (a new one)."""
        for start in range(0, len(self._ids), BLOCK):
            block = self._ids[start:start + BLOCK]
            rows = self._desk.rows(block)
            for offset, number in enumerate(block):
                if number in rows and rows[number].uid == uid:
                    return start + offset
        return -1

    def stand_at(self, uid: str) -> int:
        """Go to where a person stands in the list; -1 for somebody who is not in it, and the place in hand stays."""
        row = self._desk.rows(self._ids[self.at:self.at + 1]).get(self._ids[self.at]) if self.at >= 0 else None
        if row is not None and row.uid == uid:
            return self.at
        found = -1 if uid in self._absent else self._position(uid)
        if found < 0:
            self._absent.add(uid)  # the list stays as it was found: looked through once is enough
            return -1
        self.at = found
        return found

    @property
    def total(self) -> int:
        """How many the list holds."""
        return len(self._ids)

    def has(self, step: int) -> bool:
        """Whether there is somebody that way."""
        return 0 <= (self.at + step if self.at >= 0 or step > 0 else -1) < len(self._ids)

    def step(self, step: int) -> str:
        """The uid of the person that way; "" at the end of the list. People erased meanwhile are passed."""
        at = self.at + step
        while 0 <= at < len(self._ids):
            row = self._desk.rows(self._ids[at:at + 1]).get(self._ids[at])
            if row is not None:
                self.at = at
                return row.uid
            at += step
        return ""

    def next_incomplete(self, but_uid: str) -> str:
        """The uid of the next incomplete person, round the end of the list; "" when none is left."""
        count = len(self._ids)
        order = [(self.at + 1 + n) % count for n in range(count)] if count else []
        for start in range(0, len(order), BLOCK):
            places = order[start:start + BLOCK]
            rows = self._desk.rows([self._ids[place] for place in places])
            for place in places:
                row = rows.get(self._ids[place])
                if row is not None and row.uid != but_uid and incomplete(row):
                    self.at = place
                    return row.uid
        return ""
