"""Target: how many people each unit is to cover in a year, what each fund pays for, and whose key is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jamsos_desktop.desk import District, TargetsTaken, write_whole
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.rights import Right
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number
from ui import ask, drives, theme
from ui.pages.page import Page
from ui.pages.target_keys import KeysPart
from ui.pages.target_quota import QuotaCard
from ui.pages.target_sheets import TakenSheet
from ui.pages.target_table import TargetTable, TargetView, lines_of
from ui.widgets import Button, Combo, Edit, Label, UnsureMark, doubts_of

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

NARROW = 1120  # px of the page below which the people counted leave the table
Figures = Mapping[str, Mapping[str, int | None]]
FIRST_KEYS = [("0–9", "Ketik angka"), ("Enter", "Isi, lalu ke bawah"), ("Ctrl+V", "Tempel dari Excel"),
              ("Ctrl+Z", "Urungkan"), ("F3", "Cari"), ("F6", "Panel berikut"), ("Ctrl+S", "Tulis templat")]
SECOND_KEYS = [("↑ ↓", "Pilih unit"), ("Enter", "Cocokkan"), ("F3", "Cari"), ("Ctrl+N", "Tambah unit"),
               ("Ctrl+S", "Simpan kunci DPMD"), ("F6", "Panel berikut"), ("F1", "Bantuan")]


class TargetPage(Page):
    """``opened(kode=)``: the keys, standing on that unit; ``opened(kunci=True)``: about to hand out DPMD's own."""

    title = "Target"
    help = "dpmd-target"
    needs = dict.fromkeys(("taking", "adding", "policy", "key_part.panel.match",
                          "key_part.panel.retire"), Right.TULIS)
    keys = FIRST_KEYS

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district: District = desk.district
        self._done: list[tuple[str, int, Figures]] = []
        head, body = self.frame(self.title, "")
        self._fill_head(head)
        body.setSpacing(8)
        body.addLayout(self._tabs())
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._targets())
        self.key_part = KeysPart(self.district, window, self.stack)
        self.key_part.changed.connect(self._keys_changed)
        self.stack.addWidget(self.key_part)
        body.addWidget(self.stack, 1)

    # Frame.

    def _fill_head(self, head: QHBoxLayout) -> None:
        this = self.desk.today.year
        self.year = Combo(self, {str(year): f"Tahun {year}" for year in range(this - 1, this + 3)})
        self.year.set_text(str(this))
        self.year.setAccessibleName("Tahun")
        self.year.setFixedWidth(theme.px(156))
        self.year.typed.connect(lambda _: self.show_page())
        self.template = Button("Tulis templat Excel", icon="download", tip="Ctrl+S")
        self.template.clicked.connect(self.save)
        self.taking = Button("Ambil dari Excel…", icon="file-earmark-spreadsheet")
        self.taking.clicked.connect(self.take_table)
        self.adding = Button("Tambah unit…", icon="plus-lg", tip="Ctrl+N")
        self.adding.clicked.connect(self.new_person)
        self.policy = Button("Ambil dari ketentuan", icon="book")
        self.policy.clicked.connect(self._take_policy)
        self.sharing = Button("Simpan kunci DPMD…", icon="key", tip="Ctrl+S")
        self.sharing.clicked.connect(self.save)
        for widget in (self.policy, self.year, self.template, self.taking, self.sharing, self.adding):
            head.addWidget(widget)
            widget.hide()  # each tab has its own; all at once would be wider than a small screen

    def _tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.tabs = QButtonGroup(self)
        for at, words in enumerate(("Sasaran dan kuota", "Desa dan kunci")):
            button = Button(words)
            button.setCheckable(True)
            bold = QFontMetrics(theme.font("body", 600)).horizontalAdvance(words)  # chosen, its words are bold
            button.setMinimumWidth(bold + 32)
            self.tabs.addButton(button, at)
            row.addWidget(button)
        self.tabs.button(0).setChecked(True)
        self.tabs.idClicked.connect(self._tab)
        self.search = Edit()
        self.search.setPlaceholderText("Cari desa, kecamatan, kode")
        self.search.setAccessibleName("Cari desa, kecamatan atau kode")
        self.search.addAction(theme.icon("search", "text_2", 14), Edit.ActionPosition.LeadingPosition).setText("Cari")
        self.search.setMaximumWidth(theme.px(320))
        self.search.typed.connect(lambda _: self.show_page())
        row.addSpacing(10)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        self.sum = Label("", "strong")
        row.addWidget(self.sum)
        row.addWidget(UnsureMark(doubts_of(self.desk.doubts("parameter.csv:target_cakupan")), self))
        return row

    def _targets(self) -> QWidget:
        part = QWidget(self.stack)
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.model = TargetTable(self._keep)
        self.model.refused.connect(self._refused)
        self.table = TargetView(self.model, part)
        self.quota = QuotaCard(self.desk.labels("sumber_dana") or code_list("sumber_dana"), part)
        self.quota.typed.connect(self._keep_quota)
        self.quota.refused.connect(self._refused)
        side = QVBoxLayout()
        side.addWidget(self.quota)
        row.addWidget(self.table, 1)
        row.addLayout(side)
        return part

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(NARROW)
        self.quota.setFixedWidth(theme.px(262 if narrow else 300))

    # What is shown.

    @property
    def tahun(self) -> int:
        return int(self.year.text() or self.desk.today.year)

    def undoable(self) -> bool:
        return bool(self._done)

    def opened(self, **args: Any) -> None:
        if "kode" in args or "kunci" in args:
            self.tabs.button(1).setChecked(True)
            self.search.clear()
        self.show_page()
        if "kode" in args:
            self.key_part.choose(args["kode"])
        (self.sharing if "kunci" in args else self._main()).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.show_page()

    def _main(self) -> QWidget:
        return self.key_part.table if self.tabs.checkedId() else self.table

    def _tab(self, at: int) -> None:
        self.show_page()
        self._main().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self) -> None:
        """Read the register again and show the tab chosen."""
        at, units, wanted = self.tabs.checkedId(), self.district.units(self.tahun), self.search.text().strip()
        self.stack.setCurrentIndex(at)
        for widget, tab in ((self.year, 0), (self.template, 0), (self.taking, 0), (self.adding, 1),
                            (self.sharing, 1)):
            widget.setVisible(tab == at)
        self.policy.setVisible(at == 0 and bool(self.district.policy_targets(self.tahun)))
        if at == 0:
            here = self.table.currentIndex()
            kept = (here.row(), here.column())
            self.model.show(lines_of(units, wanted), self.district.targets(self.tahun))
            self.table.setCurrentIndex(self.model.index(max(1, kept[0]), max(1, kept[1])))
            self.quota.show_quota(self.tahun, self.district.quotas(self.tahun).get(self.desk.unit.kode, {}))
        else:
            self.key_part.show_units(units, wanted)
        self._sum_up()
        self.keys = SECOND_KEYS if at else FIRST_KEYS
        self.shell.set_keys(self.keys)

    def _sum_up(self) -> None:
        if self.tabs.checkedId():
            units = self.key_part.model.units
            waiting = sum(bool(unit.sidik) and not unit.dicocokkan for unit in units)
            self.sum.setText(f"{number(waiting)} kunci belum dicocokkan" if waiting else f"{number(len(units))} unit")
            return
        people = sum(sum(figures.values()) for figures in self.district.targets(self.tahun).values())
        self.sum.setText(f"Sasaran {self.tahun}: {number(people)} orang")

    # Typing.

    def _keep(self, wanted: Figures) -> bool:
        held = self.district.targets(self.tahun)
        before = {kode: {group: held.get(kode, {}).get(group) for group in figures}
                  for kode, figures in wanted.items()}
        try:
            changed = self.district.set_targets(self.tahun, wanted)
        except Problem as problem:
            self.shell.problem(problem)
            return False
        if changed:
            self._done.append(("sasaran", self.tahun, before))
            self.shell.saved()
        self._sum_up()
        return True

    def _take_policy(self) -> None:
        wanted = self.district.policy_targets(self.tahun)
        if self._keep(wanted):
            self.show_page()
            self.shell.toast(f"Sasaran {number(len(wanted))} unit diambil dari ketentuan.", self.undo)

    def _keep_quota(self, fund: str, people: int | None) -> None:
        kode = self.desk.unit.kode
        before = self.district.quotas(self.tahun).get(kode, {}).get(fund)
        try:
            changed = self.district.set_quota(self.tahun, {kode: {fund: people}})
        except Problem as problem:
            self.shell.problem(problem)
            changed = 0
        if changed:
            self._done.append(("kuota", self.tahun, {kode: {fund: before}}))
            self.shell.saved()
        self.quota.show_quota(self.tahun, self.district.quotas(self.tahun).get(kode, {}))

    def _refused(self, text: str) -> None:
        self.shell.toast(f"{text[:20]} bukan jumlah orang. Tulis angka, misalnya 40.")

    def undo(self) -> bool:
        if not self._done:
            return False
        kind, year, before = self._done.pop()
        (self.district.set_targets if kind == "sasaran" else self.district.set_quota)(year, before)
        self.year.set_text(str(year))
        self.show_page()
        self.shell.toast("Angka tadi dikembalikan.")
        return True

    # Workbooks.

    def save(self) -> bool:
        if self.tabs.checkedId():
            return self.share_key()
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"sasaran-{self.desk.unit.kode.replace('.', '')}-{self.tahun}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, "Tulis templat", str(Path(folder) / name), "Excel (*.xlsx)")
        if chosen:
            self.write_template(Path(chosen).with_suffix(".xlsx"))
        return True

    def share_key(self) -> bool:
        """Choose a folder and write DPMD's public key file into it."""
        folder = drives.pick_folder(self)
        if folder is not None:
            self.write_key(folder)
        return True

    def write_key(self, folder: Path) -> None:
        """The key file every village needs before its first kiriman, and the digits they compare."""
        try:
            name, data = self.desk.make_key()
            write_whole(data, folder / name)
        except Problem as problem:
            self.shell.problem(problem)
            return
        ask.inform(self.shell, "Kunci DPMD tersimpan", f"{name} disimpan di {folder}. Bagikan ke semua desa.\n\n"
                   f"Sidik kunci DPMD: {self.desk.own_fingerprint()}\n\nTulis sidik ini di surat ke desa."
                   " Desa mencocokkannya sebelum mengirim.", icon="key")

    def write_template(self, path: Path) -> None:
        """A workbook with every unit and the figures of the year chosen."""
        try:
            self.district.write_targets_template(path, self.tahun)
        except Problem as problem:
            self.shell.problem(problem)
            return
        self.shell.toast(f"{path.name} tersimpan. Isi angkanya, lalu Ambil dari Excel.")

    def take_table(self) -> None:
        """Choose a workbook and take its figures in."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Ambil sasaran", "", "Tabel (*.xlsx *.xls *.ods *.csv)")
        if chosen:
            self.take_in_table(Path(chosen))

    def take_in_table(self, path: Path) -> None:
        """Take in a table for the year chosen, then show what became of every row."""
        year, before = self.tahun, self.district.targets(self.tahun)
        self.shell.run(lambda: self.district.import_targets_job(path, year),
                       lambda taken: self._taken(taken, path, before))

    def _taken(self, taken: TargetsTaken, path: Path, before: Mapping[str, Mapping[str, int]]) -> None:
        if taken.masuk:
            undone = {row.kode: {group: before.get(row.kode, {}).get(group) for group in row.angka}
                      for row in taken.rows if row.hasil == "masuk"}
            self._done.append(("sasaran", taken.tahun, undone))
            self.shell.saved()
        self.show_page()
        TakenSheet(taken, path.name, self.shell).exec()

    # Units and keys.

    def new_person(self) -> bool:
        """Ctrl+N: a unit (there is no person to add here)."""
        self.tabs.button(1).setChecked(True)
        self.key_part.add()
        return True

    def _keys_changed(self) -> None:
        self.show_page()
        self.shell.refresh_counts()
        self._main().setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys.

    def search_focus(self) -> bool:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        return True

    def next_panel(self, step: int = 1) -> bool:
        first = next(iter(self.quota.fields.values()))
        panels: list[QWidget] = [self.search, self._main(), self.key_part.panel.typed.edit if self.tabs.checkedId()
                                 else first, self.tabs.checkedButton()]
        focus = self.focusWidget()
        inside = [None, None, self.key_part.panel if self.tabs.checkedId() else self.quota]
        here = next((at for at, part in enumerate(inside) if part is not None and focus and part.isAncestorOf(focus)),
                    next((at for at, panel in enumerate(panels) if panel.hasFocus()), 1))
        panels[(here + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def back(self) -> bool:
        if self.search.text():
            self.search.clear()
            self.show_page()
            self._main().setFocus()
            return True
        return False
