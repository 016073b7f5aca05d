"""All verbs of the district's desk in one object."""

from __future__ import annotations

from jamsos_desktop.desk.district.bpjs import Bpjs
from jamsos_desktop.desk.district.coverage import Coverage
from jamsos_desktop.desk.district.doubles import Doubles
from jamsos_desktop.desk.district.listing import Listing
from jamsos_desktop.desk.district.receipts import Receipts
from jamsos_desktop.desk.district.replying import Replying
from jamsos_desktop.desk.district.taking import Taking
from jamsos_desktop.desk.district.units import Units


class District(Units, Taking, Doubles, Coverage, Listing, Bpjs, Replying, Receipts):
    """What a district officer knows how to ask for; see the parts."""
