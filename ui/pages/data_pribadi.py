"""Data pribadi: what people asked about their data and until when, whose time is over, what was destroyed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk, RequestRow
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import ask, theme
from ui.keys import INSIDE, bind
from ui.pages import data_pribadi_rows as rows
from ui.pages import data_pribadi_sheets as sheets
from ui.pages.balasan_tabs import TabSpec, TextTabs
from ui.pages.data_pribadi_erasing import Erasing
from ui.pages.data_pribadi_panel import PersonPanel
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.widgets import Button, Card, ColumnFit, EmptyState, UnsureMark, doubts_of, set_up_table

if TYPE_CHECKING:
    from ui.window import Shell

SIDE, SIDE_NARROW, NARROW_BELOW = 372, 350, 1080
TABS = (TabSpec(rows.ASKED, "Permintaan", "clock", "warn"),
        TabSpec(rows.KEPT, "Masa simpan", "hourglass-split", "text_2"),
        TabSpec(rows.GONE, "Pemusnahan", "trash", "text_2"))


class DataPribadiPage(Erasing, Page):
    """Left the lists, right the person. ``opened(uid)`` shows somebody, ``opened(tab)`` a list."""

    title = "Data pribadi"
    help = "data-pribadi"
    keys = [("↑ ↓", "Pindah"), ("Ctrl+P", "Cetak data saya"), ("Ctrl+N", "Catat permintaan"), ("F6", "Panel berikut"),
            ("Ctrl+Tab", "Daftar berikut"), ("Esc", "Kembali")]
    needs = {"panel.withdraw": Right.MUSNAH, "panel.restrict": Right.MUSNAH, "panel.lift": Right.MUSNAH,
             "panel.erase": Right.MUSNAH, "erase_many": Right.MUSNAH, "clean": Right.MUSNAH,
             "panel.ask": Right.TULIS, "panel.consent": Right.TULIS, "panel.answer": Right.TULIS}

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        self._uid, self._back = "", "peserta"
        self.paper = PaperOut(desk, window, self)
        self.models = {rows.ASKED: rows.Requests(self), rows.KEPT: rows.Overdue(self), rows.GONE: rows.Destroyed(self)}
        self.tables: dict[str, QTableView] = {}
        self._build()
        self._wire()

    def _table(self, model: rows.RightsTable, place: QWidget) -> QTableView:
        table = QTableView(place)
        set_up_table(table)
        table.setProperty("bare", True)
        table.setModel(model)
        table.setAccessibleName(self.title)
        if not isinstance(model, rows.Overdue):
            table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        ColumnFit(table, model.widths, model.wide, model.giving)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._moved())
        return table

    def _build(self) -> None:
        head, body = self.frame(self.title)
        self.breach = Button("Pemberitahuan kebocoran...", icon="exclamation-triangle-fill")
        head.addWidget(self.breach)
        card = Card(parent=self, margins=(0, 0, 0, 0))
        card.body.setSpacing(0)
        self.tabs = TextTabs(TABS, card)
        self.middle = QStackedWidget(card)
        self.places: dict[str, QStackedWidget] = {}
        for key, model in self.models.items():
            place = self.places[key] = QStackedWidget(self.middle)
            table = self.tables[key] = self._table(model, place)
            place.addWidget(table)
            icon, words, more = rows.EMPTY[key]
            place.addWidget(EmptyState(icon, words, more.format(self.desk.policy.pribadi.answered_within),
                                       parent=place))
            self.middle.addWidget(place)
        card.body.addWidget(self.tabs)
        card.body.addWidget(self.middle, 1)
        card.body.addLayout(self._foot())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(card, 1)
        self.panel = PersonPanel(self)
        row.addWidget(self.panel)
        body.addLayout(row, 1)

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        self.finished = Button("Tampilkan yang selesai", icon="eye")
        self.finished.setCheckable(True)
        self.erase_many = Button("Hapus yang dipilih...", "danger", "trash")
        self.report = Button("Cetak berita acara", icon="printer")
        self.clean = Button("Buat cadangan bersih sekarang", icon="device-hdd")
        self.mark = UnsureMark()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.mark)
        line.addStretch(1)
        for button in (self.finished, self.erase_many, self.clean, self.report):
            line.addWidget(button)
        foot.addLayout(line)
        return foot

    def _wire(self) -> None:
        self.tabs.chosen.connect(self._show_tab)
        for key, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            bind(self, key, lambda step=step: self.tabs.step(step), INSIDE)
        self.finished.toggled.connect(lambda _: self.refresh())
        self.breach.clicked.connect(self._breach)
        self.erase_many.clicked.connect(self._erase_chosen)
        self.report.clicked.connect(self._report)
        self.clean.clicked.connect(self._clean)
        panel, uid = self.panel, lambda: self._uid
        panel.copy.clicked.connect(self.print_now)
        panel.answer.clicked.connect(self._answer)
        panel.ask.clicked.connect(self.new_person)
        panel.correct.clicked.connect(lambda: self.shell.go("editor", uid=uid(), back_to="data_pribadi"))
        panel.consent.clicked.connect(lambda: self._ask(sheets.ConsentSheet, "Persetujuan dicatat."))
        panel.withdraw.clicked.connect(self._withdraw)
        panel.restrict.clicked.connect(self._restrict)
        panel.lift.clicked.connect(self._lift)
        panel.erase.clicked.connect(lambda: self._erase([uid() or self._deleted()]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = SIDE_NARROW if self.width() < NARROW_BELOW else SIDE
        self.panel.setFixedWidth(side + theme.px(150) - 150)

    # What the shell asks

    def works(self, key: str) -> bool:
        if key in ("↑ ↓", "F6"):
            return self.tables[self.tabs.current].isVisibleTo(self) and super().works(key)
        return self.panel.copy.isEnabled() if key == "Ctrl+P" else super().works(key)

    def opened(self, uid: str = "", tab: str = "", back_to: str = "", **_: Any) -> None:
        self._uid, self._back = uid or self._uid, back_to or self._back
        if tab:
            self.tabs.show_tab(tab)
        self.refresh()
        self.entry = "pengaturan" if self._back == "pengaturan" else ""
        table = self.tables[self.tabs.current]
        (self.panel.copy if uid else table if table.isVisibleTo(self) else self.panel.ask).setFocus()

    def refresh(self) -> None:
        """Read again; whoever is shown stays shown while they are here."""
        kept = self.desk.data_requests(open_only=not self.finished.isChecked())
        still = [row for row in kept if not row.selesai]
        self.models[rows.ASKED].set_lines(kept)
        self.models[rows.KEPT].set_lines(self.desk.retention())
        self.models[rows.GONE].set_lines(self.desk.destructions())
        for key, model in self.models.items():
            self.places[key].setCurrentIndex(0 if model.lines else 1)
        self.tabs.set_tab(rows.ASKED, len(still))
        self.tabs.set_tab(rows.KEPT, len(self.models[rows.KEPT].lines))
        self.tabs.set_tab(rows.GONE, len(self.models[rows.GONE].lines))
        late = sum(row.lewat for row in still)
        told = f", {number(late)} lewat tenggat" if late else ""
        self.sub.setText(f"{number(len(still))} permintaan terbuka{told}")
        self._show_tab(self.tabs.current)

    def back(self) -> bool:
        if self._back == "editor" and self._uid:
            return self.shell.go("editor", uid=self._uid)
        return self.shell.go(self._back if self._back != "editor" else "peserta")

    def new_person(self) -> bool:
        """Ctrl+N: a new request, of whoever is shown or by NIK."""
        rights = self._rights()
        sheet = sheets.RequestSheet(self.shell, self.desk, self._uid if rights else "", rights.nama if rights else "")
        if sheet.exec() == QDialog.DialogCode.Accepted:
            self._uid = sheet.value.uid
            self._written(f"Permintaan dicatat. {sheet.value.sisa}.")
        return True

    def print_now(self) -> bool:
        """Ctrl+P: the copy of everything held of this person."""
        uid = self._uid
        if uid:
            self.paper.start(lambda: self.desk.rights_paper_job(uid), "Data saya")
        return bool(uid)

    def next_panel(self, step: int = 1) -> bool:
        panels: list[QWidget] = [self.tables[self.tabs.current], self.panel.copy]
        shown = [panel for panel in panels if panel.isVisibleTo(self) and panel.isEnabled()]
        at = next((n for n, panel in enumerate(shown) if panel.hasFocus()), -1)
        if shown:
            shown[(at + step) % len(shown)].setFocus()
        return True

    # Lists

    def _show_tab(self, key: str) -> None:
        self.middle.setCurrentWidget(self.places[key])
        table = {rows.ASKED: "hak_data.csv", rows.KEPT: "retensi.csv"}.get(key)
        self.mark.set_doubts(doubts_of(self.desk.doubts(table)) if table else ())
        self.finished.setVisible(key == rows.ASKED)
        self.erase_many.setVisible(key == rows.KEPT)
        self.report.setVisible(key == rows.GONE)
        self.clean.setVisible(key == rows.GONE)
        self.clean.setEnabled(any(one.salinan_sampai for one in self.models[rows.GONE].lines))
        self._stand(key)
        self._moved()

    def _stand(self, key: str) -> None:
        """On the line of whoever is shown; with nobody shown on the first."""
        table, uids = self.tables[key], [getattr(line, "uid", "") for line in self.models[key].lines]
        if uids and not table.selectionModel().hasSelection() and (not self._uid or self._uid in uids or not uids[0]):
            table.selectRow(uids.index(self._uid) if self._uid in uids else 0)

    def _line(self) -> Any:
        key = self.tabs.current
        at = self.tables[key].currentIndex().row()
        lines = self.models[key].lines
        return lines[at] if 0 <= at < len(lines) else None

    def _moved(self) -> None:
        line = self._line()
        self._uid = getattr(line, "uid", "") or self._uid
        self.report.setEnabled(line is not None)
        self.panel.show_person(self._rights(), open_request=self._open_request() is not None)
        if self._deleted():  # may be brought back for thirty days: the data are still here
            self.panel.erase.setEnabled(True)

    def _open_request(self) -> RequestRow | None:
        line = self._line()
        if not isinstance(line, RequestRow) or line.selesai:
            return None
        return line if line.uid == self._uid or not line.ada else None

    def _deleted(self) -> str:
        """uid of who asked and was deleted since, on the chosen line; "" where somebody is shown."""
        line = self._open_request()
        return line.uid if line is not None and not line.ada else ""

    def _rights(self) -> Any:
        """Who is shown; somebody erased meanwhile is nobody."""
        if not self._uid:
            return None
        try:
            return self.desk.data_rights(self._uid)
        except Problem as problem:
            if problem.kode != "PESERTA_TIDAK_ADA":
                raise
            self._uid = ""
            return None

    # One person

    def _ask(self, kind: Any, done: str) -> None:
        rights = self._rights()
        if rights is not None and kind(self.shell, self.desk, rights.uid, rights.nama).exec():
            self._written(done)

    def _answer(self) -> None:
        row = self._open_request()
        if row is not None and sheets.AnswerSheet(self.shell, self.desk, row).exec():
            self._written("Permintaan selesai.")

    def _withdraw(self) -> None:
        """First the paper that is signed, when it is wanted, then the day it was."""
        uid = self._uid
        act = ask.choose(self.shell, "Sudah ada lembar penarikan yang ditandatangani?", (
            ("catat", "&Catat penarikan", "primary"), ("cetak", "Cetak &lembarnya dulu", ""), ("", "&Batal", "")),
            "Lembar itu menjelaskan akibatnya sebelum orangnya menandatangani.")
        if act == "cetak":
            self.paper.start(lambda: self.desk.rights_paper_job(uid, "tarik_persetujuan"), "Tarik persetujuan")
        elif act == "catat":
            self._ask(sheets.WithdrawSheet, "Persetujuan ditarik.")

    def _restrict(self) -> None:
        self._reason("Batasi data", "Datanya tetap ada, tetapi tidak dicetak, dikirim, atau ditagih.",
                     "Batasi datanya", self.desk.restrict_data, "Data dibatasi.")

    def _lift(self) -> None:
        self._reason("Pakai lagi data", "Datanya dicetak, dikirim, dan ditagih lagi seperti biasa.",
                     "Pakai lagi datanya", self.desk.lift_restriction, "Data dipakai lagi.")

    def _reason(self, title: str, words: str, verb: str, deed: Callable[[str, str], None], done: str) -> None:
        rights = self._rights()
        if rights is None:
            return
        sheet = sheets.ReasonSheet(self.shell, f"{title}: {rights.nama}", words, verb,
                                   lambda why: deed(rights.uid, why))
        if sheet.exec():
            self._written(done)

    def _breach(self) -> None:
        sheet = sheets.BreachSheet(self.shell, self.desk)
        if sheet.exec() and sheet.breach is not None:
            told = sheet.breach
            self.paper.start(lambda: self.desk.breach_paper_job(told), "Pemberitahuan kebocoran")

    def _written(self, done: str) -> None:
        self.refresh()
        self.shell.saved()
        self.shell.refresh_counts()
        self.shell.toast(done)
