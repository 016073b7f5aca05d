"""What page Cetak asks the desk for: whose papers, which kinds, how each; no widgets here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from jamsos_desktop.desk import Desk, PaperOptions, PlannedSheet, PrintOrder, PrintPlan
from ui.pages import cetak_kinds as kinds
from ui.pages.cetak_papers import Paper


class Choice:
    """``uids`` and ``plan``: of the people chosen, with every kind of paper; ``extra``: kinds taken from Dokumen lain;
    ``bundel``: the bundle that is printed once more; ``folder``: where the PDF goes, None the outbox."""

    def __init__(self, desk: Desk) -> None:
        self._papers = {paper.kode: paper for paper in desk.papers()}
        self._own = {kode: paper.nama for kode, paper in self._papers.items() if paper.lingkup == "orang"}
        self._words = desk.unit.words
        self.uids: tuple[str, ...] = ()
        self.plan: PrintPlan | None = None
        self.opsi = PaperOptions()
        self.extra: tuple[str, ...] = ()
        self.bundel = ""
        self.folder: Path | None = None
        self._blank: tuple[PrintOrder, PrintPlan] | None = None
        self._offered: dict[str, str] = {}
        self._counted: tuple[PrintPlan | None, Mapping[str, int]] = (None, {})
        self._sorted: tuple[PrintPlan | None, tuple[str, ...], list[PlannedSheet]] = (None, (), [])

    # Which lines there are

    def lines(self) -> list[Paper]:
        """The lines of the card Dokumen: the usual kinds and those taken from the others."""
        shown = [paper for paper in self._papers.values() if paper.awal or paper.kode in self.extra]
        return self._worded(kinds.lines(shown, self._counts(), self.opsi))

    def other_lines(self) -> list[Paper]:
        """The lines of the window Dokumen lain, under headings."""
        others = [paper for paper in self._papers.values() if not paper.awal]
        return self._worded(kinds.lines_by_part(others, self._counts(), self.opsi))

    def _worded(self, lines: list[Paper]) -> list[Paper]:
        """In the words of this office: a kelurahan and an OPD are no desa."""
        return [line._replace(name=self._words(line.name), note=self._words(line.note)) for line in lines]

    def ticks(self, jenis: Sequence[str]) -> dict[str, bool]:
        """Line -> whether a kind of these stands behind it, over every line there is."""
        return {code: kode in jenis for kode in self._papers for code in kinds.codes(kode)}

    def blank_kinds(self) -> tuple[str, ...]:
        """The kinds of blank forms there are."""
        return tuple(kode for kode in self._papers if kode.startswith("kosong_"))

    def _counts(self) -> Mapping[str, int]:
        """Line -> sheets of the plan; of many people these are thousands, and each key asks."""
        if self._counted[0] is not self.plan:
            self._counted = self.plan, kinds.sheet_counts(self.plan)
        return self._counted[1]

    # Orders

    def everything(self, kertas: str) -> PrintOrder:
        """Every kind of paper, to count what each would give."""
        opsi = kinds.only(self.opsi, "")
        return PrintOrder(self.uids, tuple(self._papers), kertas, opsi=opsi, bundel=self.bundel)

    def order(self, ticked: Sequence[str], kertas: str) -> PrintOrder:
        """What is to be printed now."""
        if self._blank:
            return replace(self._blank[0], kertas=kertas, out=self.folder)
        jenis, formulir = kinds.chosen(ticked, self._counts())
        return PrintOrder(self.uids, jenis, kertas, self.folder, kinds.only(self.opsi, formulir), self.bundel)

    def sheets(self, ticked: Sequence[str]) -> list[PlannedSheet]:
        """Its sheets, in their order."""
        plan = self._blank[1] if self._blank else self.plan
        if plan is None or self._blank:
            return list(plan.sheets) if plan else []
        if self._sorted[0] is not plan or self._sorted[1] != tuple(ticked):
            self._sorted = plan, tuple(ticked), [sheet for sheet in plan.sheets if kinds.line_of(sheet) in ticked]
        return self._sorted[2]

    def sheet_names(self, ticked: Sequence[str]) -> list[str]:
        """What the list calls them."""
        return kinds.sheet_names(self.sheets(ticked), self._own)

    def preview(self, row: int, ticked: Sequence[str], kertas: str) -> tuple[PrintOrder, int]:
        """The order and the place in it by which the desk draws one sheet. A person's own paper is asked for alone, so
        that the desk judges one person and not the whole bundle; not where it is numbered through the bundle."""
        sheets, order = self.sheets(ticked), self.order(ticked, kertas)
        sheet = sheets[row]
        if sheet.jenis not in self._own or sheet.jenis in kinds.NUMBERED:
            return order, row
        before = [one for one in sheets[:row] if (one.jenis, one.uids) == (sheet.jenis, sheet.uids)]
        return replace(order, uids=sheet.uids, jenis=(sheet.jenis,)), len(before)

    # Blank forms, which are nobody's

    @property
    def blank(self) -> bool:
        """Whether blank forms are being made, apart from the choice."""
        return self._blank is not None

    def blank_order(self, jenis: tuple[str, ...], many: int, dusun: str, kertas: str) -> PrintOrder:
        """So many blank forms of each kind."""
        return PrintOrder((), jenis, kertas, self.folder, replace(PaperOptions(), kosong=many, dusun=dusun))

    def use_blank(self, order: PrintOrder, plan: PrintPlan) -> None:
        """Blank forms instead of the choice, until ``forget_blank``."""
        self._blank = order, plan

    def forget_blank(self) -> None:
        """The choice again."""
        self._blank = None

    # Letter numbers

    def offer_numbers(self, proposals: dict[str, str]) -> None:
        """The numbers letters get next; one that was typed stays, one that was only proposed makes room."""
        typed = {kind: text for kind, text in self.opsi.surat.items() if self._offered.get(kind) != text}
        self.opsi, self._offered = replace(self.opsi, surat={**proposals, **typed}), dict(proposals)

    def numbers_used(self) -> None:
        """A bundle was made: its numbers are no longer typed ones, the next proposals take their place."""
        self._offered = dict(self.opsi.surat)

    # A bundle once more

    def use_bundle(self, order: PrintOrder) -> None:
        """The people, kinds and settings of a bundle, under its number."""
        self.uids, self.opsi, self.bundel = order.uids, order.opsi, order.bundel
        self._offered = dict(order.opsi.surat)  # other people later get numbers of their own
        self.extra = tuple(kode for kode in order.jenis if kode in self._papers and not self._papers[kode].awal)
