"""Cetak: one pass to a complete, ordered bundle that DPMD will not send back (mock-up 06)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from jamsos_desktop.desk import Desk, PaperOptions, PrintOrder, PrintPlan
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import busy, theme
from ui.drives import folder_as_drive
from ui.pages import cetak_keys
from ui.pages import cetak_people as who
from ui.pages.cetak_choice import Choice
from ui.pages.cetak_fit import FitTest
from ui.pages.cetak_left import LeftColumn
from ui.pages.cetak_preview import PreviewCard
from ui.pages.cetak_run import PrintRun
from ui.pages.cetak_sheets import SheetList
from ui.pages.cetak_windows import PageWindows
from ui.pages.page import Page
from ui.widgets import Button, Card, Label, UnsureMark, doubts_of

if TYPE_CHECKING:
    from ui.window import Shell

WIDE, NARROW = (330, 284), (308, 228)  # px of the left and right columns
NARROW_BELOW = 1080
LETTERS = 170  # px of the left column that grow with the letters
LAST_PAGE = 10_000  # a page no sheet has: the desk answers with the last one


class CetakPage(Page):
    """Left what, middle the sheet, right the order of sheets, below the progress of the whole bundle."""

    title = "Cetak"
    help = "mencetak"
    keys = [("Spasi", "Centang dokumen"), ("F2", "Atur dokumen"), ("Ctrl+P", "Mulai cetak"),
            ("PgUp PgDn", "Ganti lembar"), ("Ctrl++", "Perbesar"), ("Esc", "Batalkan proses")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self.choice, self.windows = Choice(desk), PageWindows(self)
        self._picked: tuple[str, ...] = ()
        self._again = ""  # the bundle offered to be printed once more
        self._last: tuple[str, tuple[str, ...]] = ("", ())  # the bundle just made and its people
        self._planning = 0  # number of the newest plan asked for; older answers are dropped
        self._build()
        self._connect()
        self.sheet.set_kertas(desk.unit.kertas)

    # What is on the page

    def _build(self) -> None:
        head, body = self.frame("Cetak")
        self.history_button = Button("&Riwayat cetak", icon="clock")
        self.blank_button = Button("Formulir &kosong...", icon="file-earmark-text")
        head.addWidget(self.history_button)
        head.addWidget(self.blank_button)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.left = LeftColumn(self)
        self.who, self.paper, self.sheet = self.left.who, self.left.paper, self.left.sheet
        row.addWidget(self.left)
        self.preview = PreviewCard(self.shell.run, self)
        row.addWidget(self.preview, 1)
        self.order_note = Label("sesuai ceklis", "caption", wrap=False)
        self.order_card = Card("Urutan lembar", self.order_note, self, margins=(1, 4, 1, 1))
        self.sheets = SheetList(self.order_card)
        self.order_card.body.addWidget(self.sheets)
        self.mark = UnsureMark()
        self.mark.setContentsMargins(11, 2, 0, 5)
        self.order_card.body.addWidget(self.mark)
        row.addWidget(self.order_card)
        body.addLayout(row, 1)
        self.run = PrintRun(self.desk, self.shell, self)
        self.fit = FitTest(self.desk, self.shell, self)
        body.addWidget(self.run)
        cetak_keys.set_tab_order(self)

    def _connect(self) -> None:
        self.who.changed.connect(self._who_changed)
        self.who.edit_choice.connect(lambda: self.shell.go("peserta"))
        self.left.fix.clicked.connect(lambda: self.shell.go("peserta", tab="perlu_dilengkapi"))
        self.paper.list.ticked_changed.connect(self._show_sheets)
        self.paper.more.clicked.connect(self.windows.choose_more)
        self.paper.set_up.clicked.connect(self.windows.set_up)
        self.sheet.changed.connect(self._show_sheets)
        self.sheet.pick_folder.connect(self.windows.pick_folder)
        self.preview.stepped.connect(self.step)
        self.sheets.selectionModel().currentChanged.connect(lambda now, _: self._preview(now.row()))
        self.run.start_button.clicked.connect(self.print_now)
        self.run.at_sheet.connect(self._at_sheet)
        self.run.ended.connect(self._ended)
        self.fit.told.connect(self.left.tell_fit)
        self.fit.told.connect(self.run.tell_fit)
        self.history_button.clicked.connect(lambda: self.shell.go("riwayat_cetak"))
        self.blank_button.clicked.connect(self.windows.make_blanks)
        cetak_keys.add_shortcuts(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = min(self.width(), self.shell.width() - self.shell.nav.width())  # the page grows with what it asks for
        narrow = room < NARROW_BELOW
        left, right = NARROW if narrow else WIDE
        self.left.setFixedWidth(left + theme.px(LETTERS) - LETTERS)
        self.order_note.setVisible(not narrow or theme.scale() <= 1)
        self.order_card.setFixedWidth(right + theme.px(LETTERS) - LETTERS)
        self.preview.again()

    # What the shell asks

    def works(self, key: str) -> bool:
        if key == "Spasi":
            here = self.paper.list.currentIndex()
            return self.paper.list.hasFocus() and bool(here.flags() & Qt.ItemFlag.ItemIsEnabled)
        if key == "Ctrl+P":
            return not self.run.running and self.run.first_button().isEnabled()
        if key in ("PgUp PgDn", "Ctrl++"):
            return self.sheets.sheets.planned > (key != "Ctrl++")
        return self.run.running if key == "Esc" else super().works(key)

    def opened(self, uids: Sequence[str] = (), again: str = "", **args: Any) -> None:
        """``uids``: the people chosen on page Peserta; ``again``: the number of a bundle to print once more."""
        if self.run.running:
            return
        wanted = who.PICKED if uids else who.READY if self.who.key in (who.AGAIN, who.LAST) else self.who.key
        self.choice.bundel = self._again = ""
        if uids:
            self._picked = tuple(uids)
        if again:
            self._take_bundle(self.desk.order_again(again))
            self._again = again
            wanted = who.AGAIN
        self._offer(wanted)
        self.set_folder(self.choice.folder)
        self.ask_plan()
        self.paper.list.setFocus()

    def _take_bundle(self, order: PrintOrder) -> None:
        self.choice.use_bundle(order)
        self.paper.list.set_ticked(self.choice.ticks(order.jenis))
        self.sheet.set_kertas(order.kertas)

    def _offer(self, wanted: str) -> None:
        again = (self.choice.bundel, len(self.choice.uids)) if self.choice.bundel else None
        last = (self._last[0], len(self._last[1])) if wanted == who.LAST else None
        self.who.set_choices(who.choices(self.desk, self._picked, again, last), wanted)

    def refresh(self) -> None:
        if not self.run.running and not self.run.finished:
            self._offer(self.who.key)
            self.ask_plan()

    def print_now(self) -> bool:
        """Ctrl+P: make the bundle; once it is made, put it on the printer."""
        if self.run.running or self.choice.plan is None:
            return True
        if self.run.finished:
            self.run.to_printer()
            return True
        self._start()
        return True

    def _start(self) -> None:
        ticked = self.paper.list.ticked()
        self.fit.stop()
        self.sheets.sheets.set_current(-1)
        self.run.start(self.choice.order(ticked, self.sheet.kertas), self.choice.sheet_names(ticked),
                       self.sheet.wants_print)
        self._lock(self.run.running)
        if self.run.running:
            self.sheets.setFocus()  # the lists of the choice are locked; nobody may lose the keyboard

    def back(self) -> bool:
        return self.run.cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on one of the lists is the button of the strip."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self.run.running and (self.paper.list.hasFocus() or self.sheets.hasFocus()):
            self.run.first_button().click()
        else:
            super().keyPressEvent(event)

    def next_panel(self, step: int = 1) -> bool:
        panels = cetak_keys.panels(self)
        at = next((n for n, panel in enumerate(panels) if panel.hasFocus()), -1 if step > 0 else 0)
        panels[(at + step) % len(panels)].setFocus()
        return True

    # Plan and sheets

    def _who_changed(self) -> None:
        if self.who.key == who.AGAIN:
            self._take_bundle(self.desk.order_again(self._again))
        else:
            self.choice.bundel = ""  # other people: a bundle of its own
        self.ask_plan()

    def ask_plan(self, before: PaperOptions | None = None) -> None:
        """Ask the worker who and what would be printed with every kind of paper ticked; ``before``: the settings that
        come back where the new ones cannot be planned with."""
        self.run.forget()
        self.choice.forget_blank()
        self._lock(False)
        self._planning += 1
        asked = self._planning
        if self.who.key == who.LAST:
            self.choice.uids = self._last[1]
        elif self.who.key != who.AGAIN:
            self.choice.uids = who.people(self.desk, self.who.key, self._picked)
        self._offer_numbers()
        order = self.choice.everything(self.sheet.kertas)
        self.shell.run(lambda: self.desk.plan_job(order), lambda plan: self._planned(asked, plan),
                       on_error=lambda problem: self._unplanned(asked, problem, before))

    def _offer_numbers(self) -> None:
        if not self.choice.bundel:  # a bundle that is printed once more keeps its numbers
            self.choice.offer_numbers(self.desk.letter_proposals())

    def _unplanned(self, asked: int, problem: Problem, before: PaperOptions | None) -> None:
        if asked == self._planning and before is not None:
            self.choice.opsi = before
        self.shell.problem(problem)

    def _planned(self, asked: int, plan: PrintPlan) -> None:
        if asked != self._planning:
            return
        with busy.moment():  # thousands of sheets get their line
            self.choice.plan = plan
            self.left.tell(plan)
            self.show_lines()

    def _shown(self) -> list[Any]:
        """The planned sheets of the ticked kinds."""
        return self.choice.sheets(self.paper.list.ticked())

    def _show_sheets(self) -> None:
        plan = self.choice.plan
        if plan is None or self.run.running:
            return
        if self.run.finished:  # its letter numbers are used and its people printed: the choice is counted anew
            self.ask_plan()
            return
        self.choice.forget_blank()
        names = self.choice.sheet_names(self.paper.list.ticked())
        at = max(0, self.sheets.currentIndex().row())
        self.run.forget()
        self._lock(False)
        self.sheets.sheets.set_plan(names, plan.refused)
        self.paper.sum.setText(f"{number(len(names))} lembar")
        told = f"Cetak ulang bundel {self.choice.bundel} · " if self.choice.bundel else ""
        self.sub.setText(f"{told}{number(plan.allowed)} orang, {number(len(names))} lembar")
        self.run.offer(len(names), self.choice.bundel)
        self.fit.ask(lambda: self.choice.order(self.paper.list.ticked(), self.sheet.kertas), bool(names))
        self._go_to(min(at, max(0, len(names) - 1)))

    def _go_to(self, row: int) -> None:
        self.sheets.show_row(row)
        self._preview(row)

    def step(self, step: int) -> None:
        """The next page of the sheet, else the next sheet; back the same way."""
        total, row = self.sheets.sheets.planned, self.sheets.currentIndex().row()
        if not total or self.preview.turn(step):
            return
        if 0 <= row + step < total:
            self._go_to(row + step)
            if step < 0:
                self.preview.turn_to(LAST_PAGE)

    def _preview(self, row: int) -> None:
        sheets, ticked, kertas = self._shown(), self.paper.list.ticked(), self.sheet.kertas
        self.mark.set_doubts(doubts_of(self.desk.paper_doubts(sheets[row].jenis)) if 0 <= row < len(sheets) else ())
        if not 0 <= row < len(sheets):
            self.preview.show_sheet(0, 0, None) if not sheets else None
            return
        if made := self.run.pages_of(row):  # the paper as it is, not as it would be printed next
            self.preview.show_pages(row, len(sheets), made)
            return
        order, index = self.choice.preview(row, ticked, kertas)
        self.preview.show_pages(row, len(sheets), lambda scale, page: self.desk.sheet_preview_job(
            order, index, scale, page))

    def show_lines(self) -> None:
        """The card Dokumen and the sheets anew; the plan is the same."""
        self.paper.list.set_papers(self.choice.lines())
        self._show_sheets()

    def start_blanks(self, order: PrintOrder, plan: PrintPlan) -> None:
        """Make blank forms at once, as a bundle of their own beside the choice."""
        if self.run.running:
            return
        self.run.forget()
        self.choice.use_blank(order, plan)
        self.sheets.sheets.set_plan([sheet.nama for sheet in plan.sheets])
        self.sub.setText(f"Formulir kosong, {number(len(plan.sheets))} lembar")
        self._go_to(0)
        self._start()

    # The run

    def _at_sheet(self, done: int) -> None:
        self.sheets.sheets.set_current(done)
        if done < self.sheets.sheets.planned:
            self.sheets.scrollTo(self.sheets.sheets.index(done))

    def _ended(self, made: int, skipped: dict[int, str]) -> None:
        """A bundle was made, in whole or up to a cancel; ``made`` -1: nothing was."""
        self._lock(False)
        if made < 0:
            self.sheets.sheets.set_current(-1)
            return
        self.sheets.sheets.set_current(made, running=False)
        self.sheets.sheets.set_skipped(skipped)
        self.choice.numbers_used()
        self.sub.setText(f"Bundel {self.run.bundel}{' · Formulir kosong' if self.choice.blank else ''}")
        if self.who.key == who.READY and not self.choice.blank:  # they are not ready any more, they are printed
            self._last = self.run.bundel, self.choice.uids
            self._offer(who.LAST)
        self._preview(self.sheets.currentIndex().row())
        self.shell.refresh_counts()

    def _lock(self, running: bool) -> None:
        self.left.lock(running)
        self.blank_button.setEnabled(not running)
        printing = "Kirim ke printer" if self.run.finished else "Mulai cetak"
        self.keys = [(key, printing if key == "Ctrl+P" else does) for key, does in type(self).keys]
        if self.shell.current is self:
            self.shell.set_keys(self.keys)

    def set_folder(self, folder: Path | None) -> None:
        """Where the PDF goes; None is the outbox of the data folder."""
        self.choice.folder = folder
        self.run.place = folder_as_drive(folder) if folder and folder.is_dir() else None
        self.sheet.show_place(folder or self.desk.folder.outbox)
