"""Terima kiriman: a folder, a stick or files taken in, and what to do with each of them (mock-up 15)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget

from jamsos_desktop.desk import Desk, FileLine, ForkView
from jamsos_desktop.model.rights import Right
from jamsos_desktop.texts import number
from ui import theme
from ui.pages.page import Page
from ui.pages.paper_out import PaperOut
from ui.pages.terima_advice import advice_of
from ui.pages.terima_deciding import Deciding
from ui.pages.terima_doubles import DoublesSearch
from ui.pages.terima_intake import Intake
from ui.pages.terima_lines import KirimanLines, Waiting, total_words
from ui.pages.terima_list import LinesCard
from ui.pages.terima_panel import LinePanel
from ui.pages.terima_run import TakeRun
from ui.pages.terima_source import SourcePanel
from ui.pages.terima_versions import VersionsPanel
from ui.widgets import Button, NoteStrip

if TYPE_CHECKING:
    from jamsos_desktop.desk import District
    from ui.window import Shell

NARROW = 1080  # px of page width below which kecamatan gives way
PANEL = 330
PAST = 500  # deliveries listed when the page opens
SOURCE, CHOSEN, VERSIONS = 0, 1, 2


class TerimaPage(Page):
    """Left every kiriman with its outcome, right where to take from, or what to do with the chosen one."""

    title = "Terima kiriman"
    help = "dpmd-terima"
    keys = [("↑ ↓", "Pindah"), ("Enter", "Buka rincian"), ("F5", "Ambil kiriman"), ("F8", "Masalah berikut"),
            ("Ctrl+P", "Tanda terima"), ("Esc", "Batalkan proses"), ("F1", "Bantuan")]
    needs = dict.fromkeys(("take_button", "choose_button", "source.folder", "source.files", "panel.fork.hold",
                          "panel.fork.merge", "panel.fork.only_a", "panel.fork.only_b",
                          "panel.fork.undo"), Right.TULIS)

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(desk, window)
        assert desk.district is not None
        self.district: District = desk.district
        self.lines = KirimanLines()
        self._fork: ForkView | None = None
        self.setAcceptDrops(True)
        self._build()
        self._connect()

    # What is on the page

    def _build(self) -> None:
        head, body = self.frame(self.title)
        self.take_button = Button("Ambil kiriman...", "primary", "folder2-open", tip="F5")
        self.print_button = Button("Cetak tanda terima", icon="printer", tip="Ctrl+P")
        head.addWidget(self.take_button)
        head.addWidget(self.print_button)
        self.strip, self.note = TakeRun(self), NoteStrip("ok", "", parent=self)
        self.choose_button = Button("Pilih versinya...", small=True)
        self.versions_note = NoteStrip("warn", "", self.choose_button, self)
        for widget in (self.strip, self.note, self.versions_note):
            body.addWidget(widget)
            widget.hide()
        self.doubles = DoublesSearch(self.district, self.shell, self)
        self.doubles.put_into(body)
        self.list = LinesCard(self.lines, self)
        self.right = QStackedWidget(self)
        self.right.setFixedWidth(theme.px(PANEL))
        self.source, self.panel = SourcePanel(self.right), LinePanel(self.right)
        self.versions = VersionsPanel(self.right)
        for part in (self.source, self.panel, self.versions):
            self.right.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list, 1)
        row.addWidget(self.right)
        body.addLayout(row, 1)
        self.intake = Intake(self.desk, self.shell, self.strip, self)
        self.deciding = Deciding(self.desk, self.shell, self)
        self.paper = PaperOut(self.desk, self.shell, self)

    def _connect(self) -> None:
        self.take_button.clicked.connect(self.take_in)
        self.print_button.clicked.connect(self.print_now)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self.panel.focus_first)
        self.source.scan_wanted.connect(self.intake.scan)
        self.source.source_wanted.connect(self.intake.take_source)
        self.source.folder_wanted.connect(self.intake.pick_folder)
        self.source.files_wanted.connect(self.intake.pick_files)
        self.intake.sources.connect(self.source.show_sources)
        self.intake.started.connect(self._started)
        self.intake.heard.connect(self._heard)
        self.intake.ended.connect(self._ended)
        self.panel.asked.connect(self._act)
        self.panel.decided.connect(self._decide)
        self.panel.undone.connect(self._undo_fork)
        self.choose_button.clicked.connect(self._open_versions)
        self.versions.settled.connect(self.deciding.settle)
        self.versions.closed.connect(self._back_to_lines)
        self.deciding.changed.connect(self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.set_narrow(self.width() < NARROW)

    # What the shell asks

    def works(self, key: str) -> bool:
        if key == "Esc":
            shown = self.lines.line(self.list.current()) is not None and self.right.currentIndex() != CHOSEN
            return self.intake.running or self.doubles.running or shown
        if key == "F5":
            return not self.intake.running and self.right.currentIndex() != SOURCE
        return super().works(key)

    def list_shown(self) -> QAbstractItemView:
        return self.list.view

    def opened(self, **args: Any) -> None:
        if self.intake.running:
            return
        self.refresh()
        self.intake.scan()
        if self.lines.rowCount():
            self.list.view.setFocus()
        else:
            self.source.focus_first()

    def refresh(self) -> None:
        """Read the lines anew: what a decision changed stands in its row."""
        if self.intake.running:
            return
        here, choosing = self.list.current(), self.right.currentIndex() == VERSIONS
        inside = self._inside_right()
        past = self.district.deliveries(PAST)
        if self.intake.ran:
            known = {line.kiriman_id: line for line in past if line.kiriman_id}
            left = len(self.lines.waiting())
            self.lines.show_past([known.get(line.kiriman_id, line) for line in self.intake.batch])
            self._say_batch(left)
        else:
            self.lines.show_past(past)
            places = len({line.kode for line in past})
            self.sub.setText(f"{number(len(past))} kiriman terakhir dari {number(places)} desa" if past else "")
        self._count()
        self.list.go_to(here)
        self._choose(self.list.current())
        self._show_versions(choosing)
        if inside and self.right.currentIndex() == CHOSEN:
            self.list.view.setFocus()  # the button that was pressed is gone; F8 goes on from the row

    def _inside_right(self) -> bool:
        here = self.focusWidget()
        return here is not None and self.right.isAncestorOf(here)

    def take_in(self) -> bool:
        """F5: choose where to take from."""
        if not self.intake.running:
            self.intake.scan()
            self.right.setCurrentIndex(SOURCE)
            self.source.focus_first()
        return True

    def back(self) -> bool:
        if self.intake.running:
            return self.strip.cancel()
        if self.doubles.running:
            return self.doubles.cancel()
        if self.right.currentIndex() == CHOSEN or self.lines.line(self.list.current()) is None:
            return False
        self._back_to_lines()
        return True

    def next_problem(self, step: int) -> bool:
        row = self.lines.next_problem(self.list.current(), step)
        if row < 0:
            self.shell.toast("Tidak ada kiriman yang menunggu Anda.")
        else:
            self.list.go_to(row)
            self.list.view.setFocus()
        return True

    def next_panel(self, step: int = 1) -> bool:
        if self._inside_right():
            self.list.view.setFocus()
        else:
            (self.source, self.panel, self.versions)[self.right.currentIndex()].focus_first()
        return True

    def print_now(self) -> bool:
        """Ctrl+P: one paper that lists what was taken in."""
        lines = [line for line in self.lines.lines() if line.kiriman_id]
        if self.intake.running:
            self.shell.toast("Tunggu sampai pemeriksaan selesai.")
        elif not lines:
            self.shell.toast("Belum ada kiriman yang tercatat.")
        else:
            self.paper.start(lambda: self.district.receipt_job(lines), "Tanda terima")
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.intake.running and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.intake.take(paths)

    # The job

    def _started(self, files: Sequence[Waiting], place: str, paths: Sequence[Path]) -> None:
        places = len({file.path.name.rpartition("-")[0] for file in files})
        self.sub.setText(f"{place} · {number(len(files))} kiriman dari {number(places)} desa")
        self.sub.setToolTip("\n".join(map(str, paths[:20])))
        self.lines.start(files)
        self.doubles.clear()
        self._set_busy(True)
        self._count()

    def _heard(self, come: Sequence[FileLine], done: int) -> None:
        self.lines.reached(done)
        self.lines.finish(come)
        self._count()
        if not self.list.view.hasFocus():  # follow the job until somebody looks at a row of their own
            self.list.view.scrollTo(self.lines.index(self.lines.at, 0))

    def _ended(self, released: int) -> None:
        self.lines.end()
        self._set_busy(False)
        self._count()
        self._say_batch(len(self.lines.waiting()))
        if released:
            self.shell.toast(f"{number(released)} kiriman yang tadinya ditahan ikut masuk.")
        self.shell.refresh_counts()
        self.shell.saved()
        self.list.go_to(max(0, self.list.current()))
        self._back_to_lines()
        self._show_versions(False)
        self.doubles.after(self.intake.batch, released)

    def _set_busy(self, busy: bool) -> None:
        self.strip.setVisible(busy)
        self.note.setVisible(False)
        self.take_button.setEnabled(not busy)
        self.source.set_busy(busy)

    # What is shown

    def _say_batch(self, left: int) -> None:
        counts = self.lines.counts()
        asks = counts["perlu keputusan"] + counts["ditolak"]
        words = f"{number(len(self.intake.batch))} kiriman selesai diperiksa."
        if left:
            words = f"Dibatalkan. {words} {number(left)} belum disentuh."
        self.note.set("warn" if asks or left else "ok",
                      f"{words} {number(asks)} menunggu Anda: tekan F8." if asks else f"{words} Semua beres.")
        self.note.show()

    def _count(self) -> None:
        done = self.lines.lines()
        self.list.counts.show_counts(self.lines.counts(), total_words(done) if self.lines.rowCount() else "")
        self.list.show_empty(not self.lines.rowCount())
        self.print_button.setEnabled(bool(done) and not self.intake.running)

    def _choose(self, row: int) -> None:
        """The panel follows the row with the keyboard."""
        line = self.lines.line(row)
        if line is None:
            self.right.setCurrentIndex(SOURCE)
            return
        self.right.setCurrentIndex(CHOSEN)
        place = self.deciding.place_of(line)
        if line.kiriman_id and (line.hasil == "dua_laptop" or line.keputusan):
            self._fork = self.district.fork_view(line.kiriman_id)
            self.panel.show_fork(line, place, self._fork)
        else:
            self.panel.show_advice(line, place, advice_of(line, self.deciding.unit_of(line)))

    def _back_to_lines(self) -> None:
        self._choose(self.list.current())
        self.list.view.setFocus()

    def _show_versions(self, choosing: bool) -> None:
        """Say how many people wait for a choice; while somebody chooses, go on to the next of them."""
        rows = self.district.open_versions()
        many = len({row.uid for row in rows})
        self.versions_note.set("warn", f"{number(many)} orang berbeda isinya di dua laptop."
                                       " Sebelum dipilih, mereka belum dihitung.")
        self.versions_note.setVisible(many > 0)
        self.versions.show_versions(rows)
        if many and choosing:
            self._open_versions()
        elif choosing:
            self.list.view.setFocus()

    def _open_versions(self) -> None:
        self.right.setCurrentIndex(VERSIONS)
        self.versions.focus_first()

    # Decisions

    def _act(self, key: str) -> None:
        if (line := self.lines.line(self.list.current())) is not None:
            self.deciding.act(key, line)

    def _decide(self, choice: str) -> None:
        if (line := self.lines.line(self.list.current())) is not None:
            self.deciding.fork(line, choice)

    def _undo_fork(self) -> None:
        if self._fork is not None:
            self.deciding.undo(self._fork.putusan_id)
