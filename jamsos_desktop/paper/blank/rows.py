"""What only a blank has room for: more rows of heirs and family than our own layouts, and parts of the address."""

from __future__ import annotations

from jamsos_desktop.model.records import Keluarga, Peserta
from jamsos_desktop.paper.blank.keys import AS_CODE, AS_TEXT, ROWS
from jamsos_desktop.paper.draw.keys import ROWS as OWN_ROWS
from jamsos_desktop.paper.draw.words import capitals, said
from jamsos_desktop.paper.kin import Row, family_rows, kin_row


def further_values(p: Peserta) -> dict[str, str]:
    """``waris.4.nama`` and so on, one row further than any blank has, so that nobody is left out unseen; ``rt``, ``rw``
    and the like by themselves.

    A blank has no Lampiran, so nothing is said of further people there.
    """
    rows = family_rows(p)
    none = kin_row(Keluarga())
    values = {"waris.lagi": "", "keluarga.lagi": ""}
    for word, people in (("waris", [row for row in rows if row["waris"]]), ("keluarga", rows)):
        for at in range(OWN_ROWS, ROWS + 1):
            row: Row = people[at] if at < len(people) else none
            values |= {f"{word}.{at + 1}.{part}": text for part, text in row.items()}
    values |= {key: said(p, key) for key in AS_CODE}
    return values | {key: capitals(said(p, key)) for key in AS_TEXT}
