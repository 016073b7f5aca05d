"""What page Isi cepat lists: the rows of a column, filters over them, and how far they are."""

from __future__ import annotations

from collections.abc import Sequence

from jamsos_desktop.desk import FillColumn, FillQuery
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.dusun import dusun_order
from jamsos_desktop.texts import inside, number
from ui.pages.isi_cepat_columns import ColumnList
from ui.pages.isi_cepat_frame import NO_DUSUN, FillFrame
from ui.pages.isi_cepat_model import FillTable, Line, line_of
from ui.pages.isi_cepat_view import FillView
from ui.pages.isi_cepat_work import FillWork
from ui.pages.page import Page


class FillListing(Page):
    """What ``IsiCepatPage`` stands on; it answers ``_show_foot``. ``key`` and ``second``: the columns being typed."""

    table: FillTable
    frame_: FillFrame
    view: FillView
    columns: ColumnList
    work: FillWork
    known: tuple[FillColumn, ...]
    key: str
    second: str

    def _show_foot(self) -> None:
        raise NotImplementedError

    def _open(self, key: str) -> None:
        """Another column, alone and from its first empty cell on; filters stay. The counts were read just before."""
        self.work.forget()
        self.key, self.second = key, ""
        self._load([])
        self._stand_on(None)

    def _reload(self) -> None:
        """Read again; what was filled here stays in sight, as it is now."""
        keys = [column.key for column in self.table.columns]
        seen = {line.row.uid: line for line in self.table.lines}
        done = tuple(uid for uid, line in seen.items() if line.state != "kosong")
        rows = self.desk.fill_rows(keys, FillQuery(orang=done)) if done else []
        self._load([seen[row.uid] if seen[row.uid].revisi == row.revisi else line_of(row) for row in rows])

    def _load(self, done: Sequence[Line]) -> None:
        frame = self.frame_
        frame.outer.setCurrentIndex(0 if self.key else 1)
        here = self.table.line_at(self.view.line)
        columns = [one for key in (self.key, self.second) if key for one in self.known if one.key == key]
        fresh = {row.uid: line_of(row) for row in self.desk.fill_rows([one.key for one in columns])} if columns else {}
        kept = {line.row.uid: line for line in done if len(line.cells) == len(columns)}
        rest = [line for uid, line in fresh.items() if uid not in kept]
        lines = self._in_place([*kept.values(), *rest]) if kept else rest
        self.columns.lines_model.show_columns(self.known, self.key)
        frame.fit(self.width())
        self._mark_column()
        frame.offer_second(self.known, self.key, self.second)
        self._offer_filters(lines)
        self.table.show_rows(columns, lines, self._keeps)
        self.work.show_late()
        self._show_head()
        self._stand_on(here)

    def _in_place(self, lines: list[Line]) -> list[Line]:
        """By dusun, house and family, as they are listed."""
        return sorted(lines, key=lambda line: (dusun_order(line.row.dusun), line.row.rw, line.row.rt,
                                               not line.row.no_kk, line.row.no_kk, line.row.nama))

    def _stand_on(self, here: Line | None) -> None:
        """The person of before, else the first whose cell is empty."""
        at = self.table.place_of(here.row.uid) if here is not None else -1
        self.view.go_to(at if at >= 0 else max(0, self.table.next_empty(0, 0)), None if at >= 0 else 0)
        self._show_foot()

    def _mark_column(self) -> None:
        self.columns.blockSignals(True)
        row = self.columns.lines_model.row_of(self.key)
        if row >= 0:
            self.columns.setCurrentIndex(self.columns.lines_model.index(row, 0))
        self.columns.blockSignals(False)

    def _done_here(self) -> bool:
        return any(line.state != "kosong" for line in self.table.lines)

    def _offer_filters(self, lines: Sequence[Line]) -> None:
        dusun = sorted({line.row.dusun for line in lines}, key=dusun_order)
        self.frame_.dusun.set_choices({text or NO_DUSUN: text or "Tanpa dusun" for text in dusun})
        groups = {line.row.kelompok for line in lines}
        self.frame_.group.set_choices({code: word for code, word in code_list("kelompok").items() if code in groups})

    def _keeps(self, line: Line) -> bool:
        row, frame = line.row, self.frame_
        words, digits = frame.search.text().upper().split(), frame.search.text().replace(" ", "")
        found = row.nik.startswith(digits) if digits.isdigit() else all(word in row.nama.upper() for word in words)
        return found and frame.dusun.value in ("", row.dusun or NO_DUSUN) and frame.group.value in ("", row.kelompok)

    def _filter(self) -> None:
        self.view.leave_cell()  # the rows change under it
        here = self.table.line_at(self.view.line)
        self.table.filter_by(self._keeps)
        self._show_head()
        self._stand_on(here)

    def clear_filters(self) -> None:
        """Everybody who lacks the column again."""
        self.frame_.dusun.set_value("")
        self.frame_.group.set_value("")
        self.frame_.search.clear()
        self._filter()
        self._to_table()

    def _show_head(self) -> None:
        frame = self.frame_
        names = [one.label for one in self.table.columns]
        assert frame.card.title is not None
        frame.card.title.setText(" dan ".join(names) or "Kolom")
        frame.hint.setText(self.table.columns[0].petunjuk if self.table.columns else "")
        frame.middle.setCurrentIndex(0 if self.table.shown else 1)
        self._told()

    def _told(self) -> None:
        self.frame_.show_progress(*self.table.progress())
        names = [one.label for one in self.table.columns]
        wanted = " atau ".join(name if name[:2].isupper() else inside(name) for name in names)
        self.sub.setText(f"{number(self.table.lacking())} orang tanpa {wanted}" if names else "")
        for which, column in enumerate(self.table.columns):
            self.columns.lines_model.count(column.key, self.table.left(which))
        self._show_foot()

    def _to_table(self) -> None:
        (self.view if self.table.shown else self.frame_.search).setFocus()
