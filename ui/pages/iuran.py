"""Iuran: who pays what until when, by month and fund; bills with their kode bayar; who lapses; the wage bases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from jamsos_desktop.desk import Desk, DuesBill, RateLine, WageBaseRow
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import rupiah
from ui.keys import INSIDE, bind
from ui.pages.iuran_base import BaseLine
from ui.pages.iuran_frame import IuranFrame
from ui.pages.iuran_view import IuranView, cover_lines, read, years
from ui.pages.iuran_work import IuranWork
from ui.widgets import Doubt

if TYPE_CHECKING:
    from ui.window import Shell

MANY_EXAMPLES = 4
HOME_FUND = {"desa": "APBDES_ADD"}  # whose bar is shown first; elsewhere the first fund that pays


class IuranPage(IuranFrame):
    """Arguments of ``opened``: ``bill`` marks a bill; ``sampai`` and ``sumber_dana`` those to be extended."""

    keys = [("↑ ↓", "Pindah"), ("Enter", "Buka tagihan"), ("Ctrl+B", "Catat pembayaran"),
            ("Ctrl+P", "Cetak lampiran"), ("F8", "Masalah berikut"), ("F6", "Panel berikut"), ("F1", "Bantuan")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.build()
        if desk.unit.jenis != "desa":
            self.print_button.set_text("Cetak lampiran anggaran")
        self.work = IuranWork(desk, window, self)
        self.tahun = desk.today.year
        self.fund = ""
        self._seen: IuranView | None = None
        self._asked: dict[str, Any] | None = None  # what the page was opened for, until it is read
        self._connect()

    def _connect(self) -> None:
        work = self.work
        for button, do in (
            (self.print_button, self._budget), (self.pay_button, self.pay), (self.second_button, self._budget),
            (self.extend_button, lambda: work.extend(self._proposal)), (self.copy_button, self._copy),
            (self.make_button, work.first_bill), (self.first_bill_button, work.first_bill),
            (self.first_button, lambda: self.shell.go("peserta")),
        ):
            button.clicked.connect(partial(self._try, do))
        for signal, do in (
            (self.bill_view.activated, self.enter), (self.year.fund_wanted, self._choose_fund),
            (self.year.ceiling_wanted, lambda: work.ceilings(self.tahun, self.fund)),
            (self.year.budget_wanted, self._budget), (self.base.change_wanted, lambda: work.change_base(self.tahun)),
            (self.base.confirm_wanted, lambda: work.confirm_base(self.tahun)),
        ):
            signal.connect(partial(self._try, do))
        self.bill_view.selectionModel().currentRowChanged.connect(lambda *_: self._fit_buttons())
        self.cover.wanted.connect(self._list)
        work.changed.connect(self._again)
        bind(self, "Ctrl+B", partial(self._try, self.pay), INSIDE)

    def _try(self, do: Callable[[], object], *_: object) -> None:
        """Do it; what the world refuses is said, and nothing else happens."""
        try:
            do()
        except Problem as problem:
            self.shell.problem(problem)

    def _budget(self) -> None:
        self.work.budget(self.tahun + 1)

    # What the shell asks.

    def opened(self, **args: Any) -> None:
        self._asked = args
        self.refresh()
        if self._asked is not None and not self.desk.crowded:
            self._arrive()

    def _arrive(self) -> None:
        """To the line somebody was sent here for, once the page is read."""
        args, self._asked = self._asked or {}, None
        if "bill" in args:
            self._mark(str(args["bill"]))
        if "sampai" in args and self._choose_ending(args["sampai"], args.get("sumber_dana", "")):
            return
        first: QWidget = self.first_button if self._seen and self._seen.nothing else \
            self.bill_view if self.bills.lines else self.month_view
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_ending(self, sampai: date, sumber_dana: str) -> bool:
        """Choose those whose cover ends on that day, and wait at the button that extends them."""
        wanted = [at for at, one in enumerate(self._seen.proposals if self._seen else ())
                  if (one.sampai, one.sumber_dana) == (sampai, sumber_dana)]
        line = next((n for n, one in enumerate(self.bills.lines) if one.usulan in wanted), -1)
        if line >= 0:
            self.bill_view.selectRow(line)
            self.extend_button.setFocus(Qt.FocusReason.OtherFocusReason)
        return line >= 0

    def refresh(self) -> None:
        """Read everything again; the line with the keyboard stays."""
        self._again("")

    def next_problem(self, step: int) -> bool:
        """F8: the next bill that waits, is late, or is not asked for yet."""
        many, here = len(self.bills.lines), self.bill_view.currentIndex().row()
        start = here if here >= 0 and self.bill_view.hasFocus() else -1 if step > 0 else 0
        for turn in range(1, many + 1):
            at = (start + step * turn) % many
            if self.bills.lines[at].soal:
                self.bill_view.selectRow(at)
                self.bill_view.setFocus()
                return True
        self.shell.toast("Tidak ada tagihan yang perlu diurus.")
        return True

    def next_panel(self, step: int = 1) -> bool:
        parts: list[QWidget] = [self.year.fund, self.month_view, self.bill_view, self.cover.view, self.base.change,
                                self.first_button]
        panels = [part for part in parts if part.isVisible()]
        if not panels:
            return False
        here = self.focusWidget()
        at = next((n for n, part in enumerate(panels) if here is part), -1 if step > 0 else 0)
        panels[(at + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def print_now(self) -> bool:
        self._budget()
        return True

    def undo(self) -> bool:
        return self.work.undo()

    def back(self) -> bool:
        if self.tahun == self.desk.today.year:
            return False
        self._show_year(self.desk.today.year)  # Esc: back from another year
        return True

    # Bills.

    @property
    def bill(self) -> DuesBill | None:
        """The bill chosen, None on a line that is not billed yet."""
        at = self.bill_view.currentIndex().row()
        if self._seen is None or not 0 <= at < len(self.bills.lines):
            return None
        return self._seen.bills.get(self.bills.lines[at].id)

    @property
    def _proposal(self) -> int:
        at = self.bill_view.currentIndex().row()
        return self.bills.lines[at].usulan if 0 <= at < len(self.bills.lines) else -1

    def enter(self) -> None:
        """Enter: the bill in full, or the way to one."""
        if (bill := self.bill) is not None:
            self.work.show(bill)
        elif self._proposal >= 0:
            self.work.open_proposal(self._proposal)

    def pay(self) -> None:
        """Ctrl+B."""
        if self._seen is not None:
            self.work.pay(self.bill)

    def _copy(self) -> None:
        if (bill := self.bill) is not None and bill.kode_bayar:
            self.work.copy_code(bill)

    def _fit_buttons(self) -> None:
        self.copy_button.setEnabled(bool(self.bill and self.bill.kode_bayar))

    def _mark(self, bill_id: str, otherwise: int = 0) -> None:
        if self.bills.lines:
            at = next((n for n, line in enumerate(self.bills.lines) if line.id == bill_id and bill_id), otherwise)
            self.bill_view.selectRow(min(max(at, 0), len(self.bills.lines) - 1))
        self._fit_buttons()

    # Showing.

    def _again(self, bill_id: str) -> None:
        """Read everything again; over very many people in a thread, and what stood here stays until then."""
        if not self.desk.crowded:
            self._show(bill_id, read(self.desk, self.tahun))
            return
        year = self.tahun
        self.setCursor(Qt.CursorShape.BusyCursor)
        self.set_words(("Menghitung iuran…",), ())
        self.shell.run(lambda: self.desk.read_job(lambda desk: read(desk, year)),
                       lambda seen: self._came(bill_id, seen, year), on_error=self._not_read)

    def _came(self, bill_id: str, seen: IuranView, year: int) -> None:
        if year != self.tahun:
            return  # another year was asked for meanwhile; its answer comes
        self.unsetCursor()
        self._show(bill_id, seen)
        if self._asked is not None and self.shell.current is self:
            self._arrive()

    def _not_read(self, problem: Problem) -> None:
        self.unsetCursor()
        self.shell.problem(problem)

    def _show(self, bill_id: str, seen: IuranView) -> None:
        kept, line = self.bill.id if self.bill else "", self.bill_view.currentIndex().row()
        self._seen = self.work.view = seen
        self.set_words(seen.head, seen.waiting)
        self.middle.setCurrentIndex(1 if seen.nothing else 0)
        self.months.show_lines(seen.lines, seen.months, self.tahun, seen.everybody)
        self.bills.set_lines(seen.bill_lines)
        self.bill_stack.setCurrentIndex(0 if seen.bill_lines else 1)
        self.copy_button.setVisible(bool(seen.bill_lines))
        self.make_button.setVisible(seen.unbilled and bool(seen.bill_lines))
        self.first_bill_button.setVisible(seen.unbilled)
        self.cover.show_lines(cover_lines(seen.cover), seen.cover.terdaftar, seen.cover.belum, {"sampai": "belum"})
        self._show_bases(seen)
        self._show_bar()
        self._mark(bill_id or kept, line)
        self.fit_months()

    def _show_bar(self) -> None:
        assert self._seen is not None
        years = self._seen.years
        if self.fund not in years:
            home = HOME_FUND.get(self.desk.unit.jenis, "")
            self.fund = home if home in years else next(iter(years), "")
        self.year.setVisible(bool(years))
        if years:
            self.year.show_figures(years[self.fund])

    def _choose_fund(self) -> None:
        if self._seen is None:
            return  # still being read
        menu = QMenu(self)
        for fund, figures in self._seen.years.items():
            action = menu.addAction(figures.judul, partial(self._show_fund, fund))
            action.setCheckable(True)
            action.setChecked(fund == self.fund)
        menu.addSeparator()
        for year in years(self.desk, self.desk.today.year - 1, self.desk.today.year + 1):
            if year != self.tahun:
                menu.addAction(f"Tahun {year}", partial(self._show_year, year))
        menu.popup(self.year.fund.mapToGlobal(self.year.fund.rect().bottomLeft()))

    def _show_fund(self, fund: str) -> None:
        self.fund = fund
        self._show_bar()

    def _show_year(self, year: int) -> None:
        self.tahun = year
        self.refresh()

    def _show_bases(self, seen: IuranView) -> None:
        doubts = [row for row in seen.bases if row.belum_dikonfirmasi]
        examples = [BaseLine(label, rupiah(worth), f"{row.kata}. {row.dasar or row.sumber}")
                    for row in seen.bases for label, worth in row.contoh[:MANY_EXAMPLES]]
        lines = [BaseLine(rate.label, rate.kata, rate.sumber, rate.belum_dikonfirmasi) for rate in seen.rates]
        self.base.show_lines(examples, lines, note_words(doubts), self._sources(doubts, seen.rates),
                             may_confirm=bool(doubts))

    def _sources(self, doubts: list[WageBaseRow], rates: tuple[RateLine, ...]) -> list[Doubt]:
        named = [Doubt(f"{self.desk.label('kelompok', row.kelompok)}, {row.kata}", row.dasar or row.sumber)
                 for row in doubts]
        return named + [Doubt(f"{rate.label}: {rate.kata}", rate.sumber) for rate in rates if rate.belum_dikonfirmasi]

    def _list(self, query: Mapping[str, Any]) -> None:
        """Whose cover ended or ends soon has a page of its own; the others are found in the list of people."""
        self.shell.go("berakhir" if "tab" in query else "peserta", **query)


def note_words(doubts: list[WageBaseRow]) -> str:
    """Which bases nobody confirmed yet with the paper of each, and what follows."""
    if not doubts:
        return ""
    kinds: dict[str, dict[str, None]] = {}
    for row in doubts:
        kinds.setdefault(row.dasar, {})[row.kata] = None
    bare = ", ".join(kinds.pop("", {}))
    said = [f"{', '.join(names)} diambil dari {paper}." for paper, names in kinds.items()]
    if bare:
        said.append(f"{bare} tanpa surat." if said else f"Dasar upah: {bare}.")
    return f"{' '.join(said)} BPJS belum mengonfirmasi. Iuran bisa berubah."
