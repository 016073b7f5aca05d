"""New people who may be somebody of the desk, or of another row, under another number: shown, never merged."""

from __future__ import annotations

from collections.abc import Sequence

from jamsos_desktop.desk.importing.deciding import Outcome
from jamsos_desktop.desk.importing.matching import Here
from jamsos_desktop.desk.importing.problems import Cells, leave_mend, person_mends, skip_mend, who
from jamsos_desktop.desk.importing.records import TO_MEND, ImportMend, ImportPlan, RowProblem
from jamsos_desktop.jobs import Job

KODE = "MIRIP"


def show_likely(here: Here, new: Sequence[Outcome], plan: ImportPlan, cells: Cells) -> Job[list[RowProblem]]:
    """Of each new person the one they are most like; of two rows the later one is told."""
    rows = {outcome.made.person.uid: outcome.line.baris for outcome in new if outcome.made}
    pairs = yield from here.likely([outcome.made.person for outcome in new if outcome.made])
    found: dict[int, RowProblem] = {}
    for pair in pairs:
        uid, other = (pair.a, pair.b) if rows.get(pair.a, 0) > rows.get(pair.b, 0) else (pair.b, pair.a)
        row = rows[uid]
        if row in found or row in plan.orang or (row, KODE) in plan.biarkan:
            continue
        if other in rows:
            title = f"Mirip dengan baris {rows[other]}"
            mends: tuple[ImportMend, ...] = (skip_mend(row), leave_mend(row, KODE))
        else:
            one = here.by_uid[other]
            title, mends = f"Mirip dengan {who(one)}", person_mends(row, one)
        found[row] = RowProblem(row, cells.column("nama"), "nama", TO_MEND, title, f"{pair.rincian}.", mends, KODE)
    return list(found.values())
