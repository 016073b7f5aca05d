"""How the cells of a sheet are shown: what holds a row, what is to be mended, what stands for another text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from jamsos_desktop.desk.importing.problems import Cells
from jamsos_desktop.desk.importing.records import HOLDS, REPLACED_MARK, TO_MEND, CellMark, ImportPlan, RowProblem
from jamsos_desktop.intake import Candidate, Sheet
from jamsos_desktop.intake.notes import REPLACED

_HIGHER = {HOLDS: 2, TO_MEND: 1, REPLACED_MARK: 0}
Spot = tuple[int, int]


def marks(sheet: Sheet, rows: Sequence[Candidate], problems: Iterable[RowProblem], cells: Cells, plan: ImportPlan) \
        -> dict[Spot, CellMark]:
    """(row, column) -> mark; of several for one cell the worst, with the text that stands there now."""
    found: dict[Spot, CellMark] = {}
    for row in rows:
        for note in row.notes:
            if note.tingkat == REPLACED and note.kolom >= 0 and note.baku:
                found[row.nomor, note.kolom] = CellMark(REPLACED_MARK, note.baku, note.pesan)
    found.update(_chosen(sheet, cells, plan))
    for problem in problems:
        spot = (problem.baris, problem.kolom)
        if problem.kolom < 0 or problem.tingkat not in (HOLDS, TO_MEND):
            continue
        before = found.get(spot)
        if before is None or _HIGHER[problem.tingkat] > _HIGHER[before.tingkat]:
            found[spot] = CellMark(problem.tingkat, before.teks if before else "", problem.judul)
    return found


def _chosen(sheet: Sheet, cells: Cells, plan: ImportPlan) -> Mapping[Spot, CellMark]:
    """Cells that somebody changed in this plan, with what stood there."""
    wanted = {row for row, _ in (*plan.isi, *plan.nilai)}
    if not wanted:
        return {}
    texts = {row.nomor: row for row in sheet.rows if row.nomor in wanted}
    found: dict[Spot, CellMark] = {}
    for (row, column), text in plan.isi.items():
        if row in texts:
            found[row, column] = CellMark(REPLACED_MARK, text, texts[row].text(column))
    for (row, key), text in plan.nilai.items():
        column = plan.letak.get((row, key), cells.column(key))
        if row in texts and column >= 0:
            before = texts[row].text(column)
            now = text if column in cells.whole else f"{before} \u2192 {text}"
            found[row, column] = CellMark(REPLACED_MARK, now, before)
    return found
