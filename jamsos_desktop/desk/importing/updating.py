"""Rows about people of the desk: what they fill, judged as it would be kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.importing import problems
from jamsos_desktop.desk.importing.deciding import Outcome, to_mend
from jamsos_desktop.desk.importing.making import Made, made_of
from jamsos_desktop.desk.importing.merging import FAMILY, Merged, merge
from jamsos_desktop.desk.importing.problems import Cells, words
from jamsos_desktop.desk.importing.records import PERLU, SIAP, ImportPlan, RowProblem
from jamsos_desktop.desk.judging import Around, arounds, as_trail, derived, judge, other_holder
from jamsos_desktop.desk.persons import changed
from jamsos_desktop.intake import Candidate
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.store import people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.people_bulk import Change, Listed


class Updater:
    """Fills people of the desk from rows, many at a time. ``memory``: that of ``Maker``."""

    def __init__(self, ctx: Context, db: Database, plan: ImportPlan, cells: Cells, memory: dict[Any, Any]) -> None:
        self._ctx, self._db, self._plan, self._cells, self._memory = ctx, db, plan, cells, memory

    def fill(self, todo: Sequence[tuple[Candidate, Outcome]]) -> Iterator[tuple[Outcome, Change | None]]:
        """Each outcome as it becomes, with the change that is to be written, None where the row gives nothing."""
        named = [outcome.one.uid for _, outcome in todo if outcome.one]
        here = {person.uid: person for person in people.read_many(self._db, named)}
        merged = [merge(self._ctx, here[uid], row, self._allowed(row)) for (row, _), uid in
                  zip(todo, named, strict=True)]
        after = [changed(self._ctx, self._db, here[uid], one.person) if one.filled else one.person
                 for uid, one in zip(named, merged, strict=True)]
        around = arounds(self._ctx, self._db, after)
        for (row, outcome), uid, one, person, beside in zip(todo, named, merged, after, around, strict=True):
            yield self._outcome(row, outcome, one, here[uid], person, beside)

    def _allowed(self, row: Candidate) -> frozenset[str]:
        return frozenset(key for number, key in self._plan.timpa if number == row.nomor)

    def _outcome(self, row: Candidate, outcome: Outcome, merged: Merged, before: Peserta, after: Peserta,
                 around: Around) -> tuple[Outcome, Change | None]:
        one = outcome.one
        if one is None:
            return outcome, None
        beside = self._differences(row, one, merged)
        if not merged.filled:
            return replace(outcome, problems=(*outcome.problems, *beside)), None
        made = self._judged(row, before, after, around)
        noted = {note.key for note in row.notes}
        given = {problems.cell_key(key) for key in merged.filled}
        rules = (problems.of_finding(self._cells, row, after, found, noted) for found in made.findings
                 if any(problems.key_of(key) in given or (FAMILY in merged.filled and key.startswith(FAMILY))
                        for key in found.kolom))
        hasil = SIAP if made.whole and not to_mend(row, self._plan) else PERLU
        told = tuple(one for one in (*outcome.problems, *rules, *beside) if one is not None
                     and one.kode != "SUDAH_ADA" and (row.nomor, one.kode) not in self._plan.biarkan)
        filled = ", ".join(dict.fromkeys(map(words, merged.filled)))
        pesan = " ".join((f"{problems.who(one)} sudah ada. Diisi: {filled}.", *made.said))
        line = replace(outcome.line, hasil=hasil, pesan=pesan, diisi=merged.filled)
        return Outcome(line, told, made), Change(before, after, made.derived)

    def _differences(self, row: Candidate, one: Listed, merged: Merged) -> tuple[RowProblem, ...]:
        noted = {note.key for note in row.notes}
        found = [problems.of_difference(self._cells, row.nomor, one, differing) for differing in merged.differing]
        found += [problems.of_unread(self._cells, row, key) for key in merged.unread if key not in noted]
        return tuple(problem for problem in found if (row.nomor, problem.kode) not in self._plan.biarkan)

    def _judged(self, row: Candidate, before: Peserta, after: Peserta, around: Around) -> Made:
        """Judged in these surroundings, once while record, row and surroundings stay the same."""
        key, basis = ("ubah", row.nomor), (before, after, around)
        kept: tuple[object, Made] | None = self._memory.get(key)
        if kept is None or kept[0] != basis:
            result = judge(self._ctx, after, other_holder(after, around.holders), as_trail(around.trail), around.scans)
            kept = self._memory[key] = (basis, made_of(after, derived(self._ctx, after, result), result))
        return kept[1]
