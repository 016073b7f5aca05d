"""Cetak: one pass to a complete, ordered bundle that DPMD will not send back (mock-up 06)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, PrintOrder, PrintPlan
from jamsos_desktop.texts import number
from ui import drives
from ui.pages import cetak_people as who
from ui.pages.cetak_order import Paper, PaperCard, SheetCard, WhoCard
from ui.pages.cetak_preview import PreviewCard
from ui.pages.cetak_run import PrintRun
from ui.pages.cetak_sheets import SheetList
from ui.pages.page import Page
from ui.widgets import Button, Card, Label, NoteStrip

if TYPE_CHECKING:
    from ui.window import Shell

NOTES = {"ceklis": "Paling depan, satu per kelompok", "formulir": "Satu lembar per orang"}
NOBODY = "Tidak ada yang bisa dicetak di pilihan"
WIDE, NARROW = (330, 284), (320, 214)  # px of the left and right columns
NARROW_BELOW = 1080


class CetakPage(Page):
    """Left what, middle the sheet, right the order of sheets, below the progress of the whole bundle."""

    title = "Cetak"
    keys = [("Spasi", "Centang dokumen"), ("Ctrl+P", "Mulai cetak"), ("PgUp PgDn", "Ganti lembar"),
            ("Ctrl++", "Perbesar"), ("Esc", "Batalkan proses")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self._picked: tuple[str, ...] = ()
        self._uids: tuple[str, ...] = ()
        self._plan: PrintPlan | None = None
        self._planning = 0  # number of the newest plan asked for; older answers are dropped
        self._folder: Path | None = None
        self._build()
        self._connect()
        self.sheet.set_kertas(desk.unit.kertas)

    # What is on the page

    def _build(self) -> None:
        head, body = self.frame("Cetak")
        self.history_button = Button("Riwayat cetak", icon="clock")
        head.addWidget(self.history_button)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.left = self._left()
        row.addWidget(self.left)
        self.preview = PreviewCard(self.shell.run)
        row.addWidget(self.preview, 1)
        self.order_card = Card("Urutan lembar", Label("sesuai ceklis", "caption", wrap=False), margins=(1, 4, 1, 1))
        self.sheets = SheetList()
        self.order_card.body.addWidget(self.sheets)
        row.addWidget(self.order_card)
        body.addLayout(row, 1)
        self.run = PrintRun(self.desk, self.shell)
        body.addWidget(self.run)
        for first, second in zip(self._tab_order(), self._tab_order()[1:], strict=False):
            QWidget.setTabOrder(first, second)

    def _left(self) -> QScrollArea:
        panel = QWidget()
        panel.setObjectName("plain")
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.who, self.paper, self.sheet = WhoCard(), PaperCard(), SheetCard()
        self.refused = NoteStrip("warn", "")
        self.fix = Button("Perbaiki", small=True)
        self.refused.layout().addWidget(self.fix, 0, Qt.AlignmentFlag.AlignTop)
        self.again = NoteStrip("info", "")
        for strip in (self.refused, self.again):  # as high as the words need once they wrap
            strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        for widget in (self.who, self.refused, self.paper, self.sheet, self.again):
            column.addWidget(widget)
        column.addStretch(1)
        self.refused.hide()
        self.again.hide()
        area = QScrollArea()
        area.setWidget(panel)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _tab_order(self) -> list[QWidget]:
        return [self.who.box, self.who.link, self.fix, self.paper.list, self.sheet.size, self.sheet.result,
                self.sheet.place_link, self.preview.before, self.preview.after, self.preview.smaller,
                self.preview.fit, self.preview.larger, self.sheets, self.run.cancel_button, *self.run.buttons,
                self.history_button]

    def _connect(self) -> None:
        self.who.changed.connect(lambda _: self._ask_plan())
        self.who.edit_choice.connect(lambda: self.shell.go("peserta"))
        self.fix.clicked.connect(lambda: self.shell.go("peserta", tab="perlu_dilengkapi"))
        self.paper.list.ticked_changed.connect(self._show_sheets)
        self.sheet.changed.connect(self._show_sheets)
        self.sheet.pick_folder.connect(self._pick_folder)
        self.preview.stepped.connect(self._step)
        self.sheets.selectionModel().currentChanged.connect(lambda now, _: self._preview(now.row()))
        self.run.start_button.clicked.connect(self.print_now)
        self.run.at_sheet.connect(self._at_sheet)
        self.run.ended.connect(self._ended)
        self.history_button.clicked.connect(self._history)
        for keys, act in (("PgUp", lambda: self._step(-1)), ("PgDown", lambda: self._step(1)),
                          ("Ctrl++", self.preview.view.zoom_in), ("Ctrl+=", self.preview.view.zoom_in),
                          ("Ctrl+-", self.preview.view.zoom_out)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, right = NARROW if self.width() < NARROW_BELOW else WIDE
        self.left.setFixedWidth(left)
        self.order_card.setFixedWidth(right)
        self.preview.again()

    # What the shell asks

    def opened(self, uids: Sequence[str] = (), **args: Any) -> None:
        """``uids``: the people chosen on page Peserta."""
        if self.run.running:
            return
        if uids:
            self._picked = tuple(uids)
        wanted = who.PICKED if uids else self.who.key
        self.who.set_choices(who.choices(self.desk, self._picked), wanted)
        self._show_place()
        self._ask_plan()
        self.paper.list.setFocus()

    def refresh(self) -> None:
        if not self.run.running and not self.run.finished:
            self.who.set_choices(who.choices(self.desk, self._picked), self.who.key)
            self._ask_plan()

    def print_now(self) -> bool:
        """Ctrl+P: make the bundle; once it is made, put it on the printer."""
        if self.run.running or self._plan is None:
            return True
        if self.run.finished:
            self.run.to_printer()
            return True
        order = self._order()
        self.sheets.sheets.set_current(-1)
        self.run.start(order, [sheet.nama for sheet in self._shown()], self.sheet.wants_print)
        self._lock(True)
        return True

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
        panels = [self.who.box, self.paper.list, self.sheet.size, self.sheets, self.run.first_button()]
        at = next((n for n, panel in enumerate(panels) if panel.hasFocus()), -1 if step > 0 else 0)
        panels[(at + step) % len(panels)].setFocus()
        return True

    # Plan and sheets

    def _ask_plan(self) -> None:
        """Ask the worker who and what would be printed with every kind of paper ticked."""
        self.run.forget()
        self._lock(False)
        self._planning += 1
        asked = self._planning
        self._uids = who.people(self.desk, self.who.key, self._picked)
        kinds = tuple(paper.kode for paper in self.desk.papers())
        order = PrintOrder(self._uids, kinds, self.sheet.kertas)
        self.shell.run(lambda: self.desk.plan_job(order), lambda plan: self._planned(asked, plan))

    def _planned(self, asked: int, plan: PrintPlan) -> None:
        if asked != self._planning:
            return
        self._plan = plan
        words = who.refused_words(plan.refused, plan.allowed)
        self.refused.set("warn", words)
        self.refused.setVisible(bool(words))
        self.again.set("info", f"{number(plan.reprints)} orang pernah dicetak. Lembar barunya diberi tanda"
                               " Cetak ke-2 dan seterusnya.")
        self.again.setVisible(plan.reprints > 0)
        self.paper.list.set_papers([
            Paper(kind.kode, kind.nama, NOTES.get(kind.kode, "") if plan.count(kind.kode) else NOBODY,
                  plan.count(kind.kode), plan.count(kind.kode) > 0) for kind in self.desk.papers()])
        self._show_sheets()

    def _shown(self) -> list[Any]:
        """The planned sheets of the ticked kinds."""
        ticked = self.paper.list.ticked()
        return [sheet for sheet in self._plan.sheets if sheet.jenis in ticked] if self._plan else []

    def _order(self) -> PrintOrder:
        return PrintOrder(self._uids, self.paper.list.ticked(), self.sheet.kertas, self._folder)

    def _show_sheets(self) -> None:
        if self._plan is None or self.run.running:
            return
        sheets = self._shown()
        at = max(0, self.sheets.currentIndex().row())
        self.run.forget()
        self._lock(False)
        self.sheets.sheets.set_plan([sheet.nama for sheet in sheets], self._plan.refused)
        self.paper.sum.setText(f"{number(len(sheets))} lembar")
        self.sub.setText(f"{number(self._plan.allowed)} orang, {number(len(sheets))} lembar")
        self.run.offer(len(sheets))
        self._go_to(min(at, max(0, len(sheets) - 1)))

    def _go_to(self, row: int) -> None:
        self.sheets.show_row(row)
        self._preview(row)

    def _step(self, step: int) -> None:
        total = self.sheets.sheets.planned
        if total:
            self._go_to(min(max(self.sheets.currentIndex().row() + step, 0), total - 1))

    def _preview(self, row: int) -> None:
        sheets = self._shown()
        if not 0 <= row < len(sheets):
            self.preview.show_sheet(0, 0, None) if not sheets else None
            return
        sheet = sheets[row]
        # an order of only this sheet: the desk then judges one person, not the whole bundle
        order = PrintOrder(sheet.uids, (sheet.jenis,), self.sheet.kertas)
        self.preview.show_sheet(row, len(sheets), lambda scale: self.desk.sheet_preview_job(order, 0, scale))

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
        self.sub.setText(f"Bundel {self.run.bundel}")
        self.shell.refresh_counts()

    def _lock(self, running: bool) -> None:
        for widget in (self.who, self.paper, self.sheet):
            widget.setEnabled(not running)

    # Where files go, and what was made before

    def _pick_folder(self) -> None:
        chosen = drives.pick_folder(self, str(self._folder or self.desk.folder.outbox))
        if chosen:
            self.set_folder(chosen)

    def set_folder(self, folder: Path | None) -> None:
        """Where the PDF goes; None is the outbox of the data folder."""
        self._folder = folder
        self._show_place()

    def _show_place(self) -> None:
        place = self._folder or self.desk.folder.outbox
        text = self.sheet.place.fontMetrics().elidedText(f"Ke folder {place.name}", Qt.TextElideMode.ElideMiddle, 190)
        self.sheet.place.setText(text)
        self.sheet.place.setToolTip(str(place))

    def _history(self) -> None:
        from PySide6.QtWidgets import QMenu

        names = {paper.kode: paper.nama for paper in self.desk.papers()}
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for bundel, kertas, words in who.history_lines(self.desk.print_history(), names)[:12]:
            path = self.run.path_of(bundel, kertas, self._folder)
            menu.addAction(words, lambda path=path: self.run.open_pdf(path)).setEnabled(path.is_file())
        if not menu.actions():
            menu.addAction("Belum ada yang dicetak").setEnabled(False)
        corner = self.history_button.rect().bottomLeft()
        QTimer.singleShot(0, menu, lambda: menu.popup(self.history_button.mapToGlobal(corner)))
