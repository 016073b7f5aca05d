"""Rekap: where the kabupaten stands against its target, and who must be chased."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from jamsos_desktop.desk import District, Recap
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.rights import Right
from jamsos_desktop.texts import day_name, number, screen_date
from ui import theme
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.pages.rekap_charts import RankCard, SideCards
from ui.pages.rekap_parts import FigureRow, Road, facts_of
from ui.widgets import Button, Card, Combo, EmptyState, clear_layout, doubts_of

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.window import Shell

ALL = "semua"
LEAST = 960  # px of the page from which there is room for the date beside the short title
WIDE = 1120  # px of the page from which name and date stand side by side
BELOW = 980  # px of the window without the menu below which the cards of the side go below the bars
LOW = 280  # px the bars keep there
OPD = "opd"  # the area of offices, which is no kecamatan


class RekapPage(Page):
    """The kabupaten; Enter on a bar goes into a kecamatan, once more to the people of a desa, Esc back."""

    title = "Rekap cakupan"
    help = "dpmd-rekap"
    keys = [("Enter", "Buka kecamatan"), ("↑ ↓", "Pindah"), ("F5", "Terima kiriman"), ("Ctrl+P", "Cetak rekap"),
            ("Ctrl+S", "Simpan Excel"), ("F6", "Panel berikut"), ("F1", "Bantuan")]

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district: District = desk.district
        self.kode = self._mark = ""
        self.recap: Recap | None = None
        self.paper = PaperOut(desk, window, self)
        head, body = self.frame(self.title, "")
        self._fill_head(head)
        body.setSpacing(8)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._charts())
        self.stack.addWidget(self._nothing())
        self._room = QVBoxLayout()
        body.addLayout(self._room)
        body.addWidget(self.stack)

    # Frame.

    def _fill_head(self, head: QHBoxLayout) -> None:
        self.up = Button("", icon="arrow-left", tip="Kembali ke kabupaten")
        self.up.clicked.connect(self.back)
        self.group = Combo(self, {ALL: "Semua kelompok", **code_list("kelompok")})
        self.group.setAccessibleName("Kelompok")
        self.group.setMinimumWidth(theme.px(184))
        self.group.set_text(ALL)
        self.group.typed.connect(lambda _: self.show_recap())
        self.tables = Button("Tabel", icon="columns-gap", tip="Tampilkan angka sebagai tabel")
        self.tables.setCheckable(True)
        self.tables.toggled.connect(self._show_tables)
        self.save_button = Button("Simpan Excel", icon="download", tip="Ctrl+S")
        self.save_button.clicked.connect(self.save)
        self.print_button = Button("Cetak rekap", "primary", "printer", tip="Ctrl+P")
        self.print_button.clicked.connect(self.print_now)
        for widget in (self.up, self.group, self.tables, self.save_button, self.print_button):
            head.addWidget(widget)

    def _charts(self) -> QWidget:
        charts = QWidget(self.stack)
        column = QVBoxLayout(charts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.figures = FigureRow(charts)
        column.addWidget(self.figures)
        strip = Card(parent=charts, margins=(0, 0, 0, 0))
        self.road = Road(strip)
        strip.body.addWidget(self.road)
        column.addWidget(strip)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(12)
        self.rank, self.side = RankCard(charts), SideCards(charts)
        self._below.addWidget(self.rank, 1)
        self._below.addWidget(self.side)
        column.addLayout(self._below, 1)
        self.rank.opened.connect(self.open)
        self.figures.cards[1].asked.connect(lambda: self.shell.go("ganda"))
        self.side.listed.connect(self._print_silent)
        self.side.copied.connect(self._copy_silent)
        return charts

    def _nothing(self) -> QWidget:
        self.first = Button("Terima kiriman", "primary", "inbox")
        self.first.clicked.connect(lambda: self.shell.go("terima"))
        share = Button("Simpan kunci DPMD…", icon="key")
        share.clicked.connect(lambda: self.shell.go("target", kunci=True))
        self.nothing = EmptyState("inbox", "Belum ada kiriman dari desa.",
                                  "Bagikan kunci DPMD ke desa. Kiriman mereka diambil dengan F5.", self.first, share,
                                  self.stack)
        return self.nothing

    # What is shown.

    def opened(self, **args: Any) -> None:
        if "kode" in args:
            self.kode, self._mark = args["kode"], args.get("mark", "")
        self.show_recap()
        (self.first if self.stack.currentIndex() else self._chart_focus()).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        self.show_recap()

    def _chart_focus(self) -> QWidget:
        return self.rank.table if self.tables.isChecked() else self.rank.bars

    def show_recap(self) -> None:
        """Count and show the area and group chosen."""
        self._say_room()
        group = "" if self.group.text() == ALL else self.group.text()
        self.recap = recap = self.district.recap(self.kode, group)
        inside = bool(self.kode)
        self._say_place()
        self.up.setVisible(inside)
        self._say_until()
        self.stack.setCurrentIndex(0 if inside or recap.melapor or recap.orang else 1)
        self.figures.show_facts(facts_of(recap))
        waiting = f"{number(recap.tunda)} belum dihitung" if recap.tunda else ""
        self.figures.cards[1].show_link(
            waiting, "Datanya menunggu keputusan di Ganda & mutu. Sesudah itu baru dihitung.")
        self.road.show_stages(recap.desa, recap.tahapan)
        self.rank.mark.set_doubts(doubts_of(self.desk.doubts("parameter.csv:target_cakupan"))
                                  if recap.target is not None else ())
        self.rank.show_recap(recap, self._mark)
        self.side.silent_mark.set_doubts(doubts_of(self.desk.doubts("parameter.csv:hari_diam")))
        self.side.show_recap(recap)
        for button in (self.tables, self.save_button, self.print_button, self.group):
            button.setEnabled(self.stack.currentIndex() == 0)
        word = "Buka peserta desa" if inside else "Buka kecamatan"
        self.keys = [("Enter", word), *RekapPage.keys[1:], *([("Esc", "Kembali")] if inside else [])]
        self.shell.set_keys(self.keys)

    def _say_room(self) -> None:
        """The disk is nearly full: said here, where the district begins its day."""
        clear_layout(self._room)
        if self.desk.role.may(Right.TULIS) and self.desk.space().level != "cukup":
            from ui.care_space import room_note

            self._room.addWidget(room_note(self.desk, self.shell))

    def _say_place(self) -> None:
        """Whose figures they are; where the window is too small a kecamatan by its name alone."""
        assert self.recap is not None
        name = self.recap.nama
        if self.recap.tingkat == "kecamatan" and self.kode != OPD and not self._small:
            name = f"Kecamatan {name}"
        self.heading.setText(name if self.kode else self.title)

    def _say_until(self) -> None:
        """Until when the figures go; shorter beside the name of a kecamatan, left off where that leaves no room."""
        until, inside = self.recap.data_sampai, bool(self.kode)
        words = (screen_date(until) if inside else day_name(until)) if until else ""
        room = min(self.width(), self._wide) >= theme.px(WIDE if inside else LEAST)
        self.sub.setText(f"Data sampai {words}" if words and room else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cards()
        if self.recap is not None:
            self._say_place()
            self._say_until()

    @property
    def _wide(self) -> int:
        """px of the window beside the menu."""
        return self.shell.width() - self.shell.nav.width()

    @property
    def _small(self) -> bool:
        return self._wide < theme.px(BELOW)

    def _place_cards(self) -> None:
        """Beside the bars, or below them where the window is too small for both: the page scrolls then."""
        below = self._small
        self.rank.set_short(self._wide < theme.px(WIDE))
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if way != self._below.direction():
            self._below.setDirection(way)
            self.side.set_below(below)
            self.figures.set_in_a_row(2 if below else 4)
            self.rank.setMinimumHeight(theme.px(LOW) if below else 0)

    def _show_tables(self, tables: bool) -> None:
        self.rank.show_table(tables)
        self.side.show_tables(tables)
        self._chart_focus().setFocus()

    # Drilling.

    def open(self, kode: str) -> None:
        """One level down: a kecamatan, then the people of a desa."""
        if self.kode:
            self._mark = kode
            self.shell.go("peserta_kab", kode=kode, kelompok="" if self.group.text() == ALL else self.group.text(),
                          dari="rekap")
            return
        self.kode, self._mark = kode, ""
        self.show_recap()
        self._chart_focus().setFocus()

    def back(self) -> bool:
        if not self.kode:
            return False
        self.kode, self._mark = "", self.kode
        self.show_recap()
        self._chart_focus().setFocus()
        return True

    def next_panel(self, step: int = 1) -> bool:
        if self.stack.currentIndex():
            return False
        panels: list[QWidget] = [self.group, self._chart_focus(), self.side.silent_view]
        if self.tables.isChecked():
            panels[2:2] = [self.side.group_table, self.side.month_table]
        here = next((at for at, panel in enumerate(panels) if panel.hasFocus()), 0)
        panels[(here + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # Files.

    def _report(self, kind: str, path: Path) -> Job[Path]:
        return self.district.report_job(kind, path, kelompok=self.recap.kelompok, kecamatan=self.kode)

    def _proposed(self, kind: str, suffix: str) -> Path:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(folder) / self.district.report_name(kind, suffix, kecamatan=self.kode)

    def save(self) -> bool:
        if self.stack.currentIndex():
            return False
        chosen, _ = QFileDialog.getSaveFileName(self, "Simpan rekap", str(self._proposed("rekap", ".xlsx")),
                                                "Excel (*.xlsx)")
        if chosen:
            path = Path(chosen).with_suffix(".xlsx")
            self.shell.run(lambda: self._report("rekap", path),
                           lambda made: self.shell.toast(f"Rekap tersimpan: {path.name}"))
        return True

    def print_now(self) -> bool:
        if self.stack.currentIndex():
            return False
        path = self._proposed("rekap", ".pdf")
        self.paper.start(lambda: self._report("rekap", path), "Rekap")
        return True

    def _print_silent(self) -> None:
        path = self._proposed("belum_melapor", ".pdf")
        self.paper.start(lambda: self._report("belum_melapor", path), "Daftar desa belum melapor")

    def _copy_silent(self) -> None:
        QGuiApplication.clipboard().setText(self.district.whatsapp_silent(self.kode))
        self.shell.toast(f"Pesan tentang {number(len(self.recap.diam))} desa tersalin. Tempel di WhatsApp.")
