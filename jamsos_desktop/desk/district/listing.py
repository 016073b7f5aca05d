"""Peserta of the district: everybody of the register as one list."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from jamsos_desktop.desk.district import people_reading
from jamsos_desktop.desk.district.base import Verbs
from jamsos_desktop.desk.district.coverage_records import PersonRow
from jamsos_desktop.hub.register import listing, units
from jamsos_desktop.hub.register.listing import PeopleQuery


class Listing(Verbs):
    """Ids first, rows when they are painted: 150,000 people open as fast as ten."""

    def find_people(self, query: PeopleQuery) -> array[int]:
        """Ids of those who match, in order."""
        return listing.find_ids(self.db, query, self.ctx.today)

    def people_rows(self, ids: Sequence[int]) -> dict[int, PersonRow]:
        """Lines of a list by id; a person gone since is missing."""
        names = units.names(self.db)
        return {one: people_reading.row_of(self.ctx, person, names)
                for one, person in listing.rows(self.db, ids).items()}

    def uids_of(self, ids: Sequence[int]) -> list[str]:
        """The uids of these ids, in their order."""
        return listing.uids(self.db, ids)
