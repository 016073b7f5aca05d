"""New people who may be somebody of the desk, or of another row, under another number: shown, never merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from jamsos_desktop.desk.importing.deciding import Outcome
from jamsos_desktop.desk.importing.matching import Here, born
from jamsos_desktop.desk.importing.problems import Cells, leave_mend, person_mends, skip_mend, who
from jamsos_desktop.desk.importing.records import TO_MEND, ImportMend, ImportPlan, RowProblem
from jamsos_desktop.hub.likeness import Likenesses
from jamsos_desktop.hub.likeness_records import Likeness, Someone
from jamsos_desktop.hub.likeness_rules import load_rules
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.records import Peserta

KODE = "MIRIP"
# A little below what the district asks about: one name and one birth date under two numbers, the mother not written
# down. Here somebody only looks, with the list at hand.
SHOWN_FROM = 75


def show_likely(here: Here, new: Sequence[Outcome], plan: ImportPlan, cells: Cells, memory: dict[Any, Any],
                ) -> Job[list[RowProblem]]:
    """Of each new person the one they are most like; of two rows the later one is told. ``memory``: of looks before."""
    rows = {outcome.made.person.uid: outcome.line.baris for outcome in new if outcome.made}
    pairs = yield from _pairs(here, [outcome.made.person for outcome in new if outcome.made], memory)
    found: dict[int, RowProblem] = {}
    place = {one.uid: n for n, one in enumerate(here.listed)} | {uid: len(here.listed) + row
                                                                 for uid, row in rows.items()}
    for pair in sorted(pairs, key=lambda one: (-one.skor, *sorted((place[one.a], place[one.b])))):
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


def _pairs(here: Here, new: Sequence[Peserta], memory: dict[Any, Any]) -> Job[list[Likeness]]:
    """Pairs of new people with somebody of the desk, or with one another, who may be one person.

    Whoever is as in the look before is not compared again.
    """
    fresh = {p.uid for p in new}
    people = [Someone(p.uid, p.nik, p.nama, born(p), p.nama_ibu) for p in new]
    now = {one.uid: one for one in (*here.someones(), *people)}
    before, found = memory.get("mirip", ({}, []))
    changed = {uid for uid, one in now.items() if before.get(uid) != one}
    kept = [pair for pair in found if {pair.a, pair.b} <= now.keys() - changed]
    if changed:
        rules = load_rules()
        shown = replace(rules, bobot=replace(rules.bobot, ambang=min(SHOWN_FROM, rules.bobot.ambang)))
        kept += yield from Likenesses(list(now.values()), shown).find(changed)
    pairs = [pair for pair in kept if pair.a in fresh or pair.b in fresh]
    memory["mirip"] = (now, pairs)
    return pairs
