"""The papers section: what is in the folder of this person, and the consent given on paper."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jamsos_desktop.desk import Desk
from jamsos_desktop.model.codes import code_list
from ui import theme
from ui.widgets.bars import NoteStrip
from ui.widgets.basic import IconLabel, Label, LinkButton, drop
from ui.widgets.field import FieldRow
from ui.widgets.moves import NO_TAB, PLAIN_KEYS, focus_next_field
from ui.widgets.unsure import Doubt, UnsureMark

from .scan_drop import DropZone, TakesFiles

STATES = ("ada", "tidak_ada", "tidak_perlu")
SEGMENT = "min-height: 22px; padding: 0 9px; border-radius: 0; margin-left: -1px;"
CORNERS = ("border-top-left-radius: 4px; border-bottom-left-radius: 4px; margin-left: 0;", "",
           "border-top-right-radius: 4px; border-bottom-right-radius: 4px;")


class PaperRow(TakesFiles):
    """One paper: its name, whether it is required, three states, and its scan. Space goes to the next state.

    ``scan_asked(kode, act)``: ambil, lihat or hapus. ``dropped(kode, paths)``: files were let go on the row.
    """

    changed = Signal(str, str)
    scan_asked = Signal(str, str)
    dropped = Signal(str, list)

    def __init__(self, kode: str, name: str, need: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kode, self.need = kode, need
        self.state, self.has_scan = "", False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 2, 2)
        row.setSpacing(8)
        self.icon = IconLabel("circle", "neutral", 14)
        self.name = Label(name, "body", wrap=True)
        self.word = Label("wajib" if need == "W" else "boleh kosong", "caption", wrap=False)
        row.addWidget(self.icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addLayout(self._scan())
        row.addLayout(words, 1)
        self.unsure = UnsureMark(short=True, parent=self)
        row.addWidget(self.word)
        row.addWidget(self.unsure)
        row.addLayout(self._states())
        self.set_scan(False)  # not before they have a parent: shown alone they would be windows

    def _scan(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self.scanned = IconLabel("image", "ok", 14)
        self.scan_word = Label("ada scan", "caption", wrap=False)
        self.take = LinkButton("Ambil scan...")
        self.look, self.remove = LinkButton("Lihat"), LinkButton("Hapus")
        for button, act, what in ((self.take, "ambil", "Ambil scan"), (self.look, "lihat", "Lihat scan"),
                                  (self.remove, "hapus", "Hapus scan")):
            button.setStyleSheet(f"font-size: {theme.px(12)}px; padding: 0 2px;")
            button.setAccessibleName(f"{what} {self.name.text()}")
            button.setProperty(NO_TAB, True)  # Enter goes on to the next paper
            button.clicked.connect(lambda _=False, act=act: self.scan_asked.emit(self.kode, act))
        for widget in (self.scanned, self.scan_word, self.look, self.remove, self.take):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def set_scan(self, held: bool) -> None:
        """Whether a scan of this paper is here."""
        for widget in (self.scanned, self.scan_word, self.look, self.remove):
            widget.setVisible(held)
        self.take.set_text("Ganti..." if held else "Ambil scan...")
        self.take.setAccessibleName(f"{'Ganti' if held else 'Ambil'} scan {self.name.text()}")
        self.has_scan = held

    def stops(self) -> list[QWidget]:
        """What Tab goes to, in reading order."""
        return [self, self.look, self.remove, self.take]

    def take_files(self, paths: list[Path]) -> None:
        self.dropped.emit(self.kode, paths)

    def _states(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        labels = code_list("status_berkas")
        for number, state in enumerate(STATES):
            button = QPushButton(labels[state])
            button.setCheckable(True)
            button.setStyleSheet(SEGMENT + CORNERS[number])
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, state=state: self.choose("" if self.state == state else state))
            self._group.addButton(button, number)
            row.addWidget(button)
        return row

    def set_state(self, state: str) -> None:
        """Show a state without saying it changed."""
        self.state = state
        for number, known in enumerate(STATES):
            self._group.button(number).setChecked(known == state)
        missing = state == "tidak_ada" or (not state and self.need == "W")
        icon, role = ("check-circle-fill", "ok") if state == "ada" else \
            ("dash-circle", "neutral") if state == "tidak_perlu" else \
            ("exclamation-triangle-fill", "warn") if missing and self.need == "W" else ("circle", "neutral")
        self.icon.set_icon(icon, role)
        words = code_list("status_berkas").get(state, "belum dicentang")
        scan = ", ada scan" if self.has_scan else ""
        self.setAccessibleDescription(f"{words}, {self.word.text()}{scan}")

    def choose(self, state: str) -> None:
        """Take a state from the clerk."""
        self.set_state(state)
        self.changed.emit(self.kode, state)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() or self._over:
            painter = QPainter(self)
            if self._over:
                painter.fillRect(self.rect(), theme.qcolor("accent_soft"))
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            cycle = (*STATES, "")
            self.choose(cycle[(cycle.index(self.state) + 1) % len(cycle)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in PLAIN_KEYS:
            focus_next_field(self)
        else:
            super().keyPressEvent(event)


class PapersEditor(QWidget):
    """All papers of the person's group, then consent. ``changed(kode, state)``; ``consent_changed(day, way,
    witness)``."""

    changed = Signal(str, str)
    scan_asked = Signal(str, str)
    dropped = Signal(str, list)
    consent_changed = Signal(str, str, str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: dict[str, PaperRow] = {}
        self._group, self._scans = "", frozenset[str]()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.zone = DropZone()
        self.zone.button.setProperty(NO_TAB, True)
        self.zone.asked.connect(lambda: self.scan_asked.emit("", "ambil"))
        self.zone.dropped.connect(lambda paths: self.dropped.emit("", paths))
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column.addLayout(self._list)
        column.addWidget(self.zone)
        column.addWidget(Label("Persetujuan pemrosesan data pribadi", "label"))
        self.day = FieldRow("Tanggal persetujuan", "Tanggal di lembar persetujuan.", date=True, reserve=0)
        self.way = FieldRow("Cara", "Tanda tangan di kertas.", choices=code_list("persetujuan"), reserve=0)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.day, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.way, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.witness = FieldRow("Saksi", "Wajib ada untuk cap jempol. Boleh kosong untuk cara lain.",
                                placeholder="Boleh kosong", reserve=0)
        column.addWidget(self.witness)
        self.withdrawn = NoteStrip("warn", "", parent=self)
        self.withdrawn.hide()
        column.addWidget(self.withdrawn)
        for field in (self.day, self.way, self.witness):
            field.changed.connect(lambda _: self.consent_changed.emit(self.day.text(), self.way.text(),
                                                                      self.witness.text()))
            field.left.connect(self.left)

    def set_group(self, kelompok: str) -> None:
        """Show the papers of a group (policy ``berkas_orang``)."""
        if kelompok == self._group:
            return
        self._group = kelompok
        for row in self.rows.values():
            self._list.removeWidget(row)
            drop(row)
        self.rows = {}
        for paper in self._desk.policy.berkas_orang(kelompok):
            need = paper.perlu.get(kelompok, "")
            if need:
                row = PaperRow(paper.kode, paper.label, need, self)
                row.unsure.set_doubts([Doubt(f"Berkas {paper.label}", paper.sumber.removeprefix("-"))]
                                      if paper.belum_dikonfirmasi else ())
                row.changed.connect(self.changed)
                row.scan_asked.connect(self.scan_asked)
                row.dropped.connect(self.dropped)
                row.set_scan(paper.kode in self._scans)
                self.rows[paper.kode] = row
                self._list.addWidget(row)
                row.show()  # at once: the layout would show it only with the next turn of events

    def set_values(self, states: dict[str, str], consent: tuple[str, str, str], withdrawn: str = "") -> None:
        """Show a person's papers and consent, and since when it is withdrawn."""
        for kode, row in self.rows.items():
            row.set_state(states.get(kode, ""))
        self.day.set_text(consent[0])
        self.way.set_text(consent[1])
        self.witness.set_text(consent[2])
        self.show_withdrawn(withdrawn)

    def show_withdrawn(self, day: str) -> None:
        """Say that the consent shown was withdrawn, "" that it was not."""
        self.withdrawn.set("warn", f"Ditarik {day}. Isi tanggal lembar yang baru bila orangnya setuju lagi.")
        self.withdrawn.setVisible(bool(day))

    def set_scans(self, codes: Collection[str]) -> None:
        """Show which papers of the person have a scan."""
        self._scans = frozenset(codes)
        for kode, row in self.rows.items():
            row.set_scan(kode in self._scans)
            row.set_state(row.state)

    def stops(self) -> list[QWidget]:
        """What Tab goes to, in reading order."""
        fields = (self.day, self.way, self.witness)
        papers = (stop for row in self.rows.values() for stop in row.stops())
        return [*papers, self.zone.button, *(field.edit for field in fields)]

    def focus(self, key: str) -> None:
        """Take the cursor to ``berkas.KTP``, ``persetujuan`` or the first paper that is missing."""
        if key.startswith("persetujuan"):
            self.day.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        kode = key.partition(".")[2]
        missing = [row for row in self.rows.values() if row.need == "W" and row.state not in ("ada", "tidak_perlu")]
        target = self.rows.get(kode) or next(iter(missing), None) or next(iter(self.rows.values()), None)
        (target or self.day.edit).setFocus(Qt.FocusReason.OtherFocusReason)
