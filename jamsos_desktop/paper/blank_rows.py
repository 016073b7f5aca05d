"""Rows of heirs and family beyond those of our own layouts: a blank may have room for more."""

from __future__ import annotations

from jamsos_desktop.model.records import Keluarga, Peserta
from jamsos_desktop.paper.blank_map import ROWS
from jamsos_desktop.paper.keys import ROWS as OWN_ROWS
from jamsos_desktop.paper.kin import Row, family_rows, kin_row


def further_rows(p: Peserta) -> dict[str, str]:
    """``waris.4.nama`` and so on, one row further than any blank has, so that nobody is left out unseen.

    A blank has no Lampiran, so nothing is said of further people there.
    """
    rows = family_rows(p)
    none = kin_row(Keluarga())
    values = {"waris.lagi": "", "keluarga.lagi": ""}
    for word, people in (("waris", [row for row in rows if row["waris"]]), ("keluarga", rows)):
        for at in range(OWN_ROWS, ROWS + 1):
            row: Row = people[at] if at < len(people) else none
            values |= {f"{word}.{at + 1}.{part}": text for part, text in row.items()}
    return values
