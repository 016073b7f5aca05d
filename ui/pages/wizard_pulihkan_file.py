"""Restoring, step 1: the backup; those on flash drives are found by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import BackupInfo, backup_name
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem
from ui import drives, theme
from ui.keys import INSIDE, bind
from ui.widgets import Button, Card, Chip, IconLabel, Label, NoteStrip, clear_layout
from ui.worker import Worker

PATTERN = "*.jdc"
MOST = 5
FACTS = ("Kantor", "Dibuat", "Isi", "Laptop", "Kode periksa")
NONE = "Belum ada cadangan yang ditemukan di flashdisk. Colok flashdisk lalu tekan F5, atau pilih filenya sendiri."


class FileStep(QWidget):
    """``changed()``: another backup (or none) is chosen; ``accepted()``: Enter on one that is chosen."""

    title = "Cadangan mana yang dipulihkan?"
    sub = "Pilih file Cadangan-….jdc dari flashdisk. Siapkan juga lembar pemulihan dengan 12 kata."
    keys = [("Tab", "Pilih"), ("F5", "Cari flashdisk"), ("Ctrl+Enter", "Lanjut"), ("Esc", "Kembali")]
    changed = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.find_drives: drives.Finder = drives.removable
        self.path: Path | None = None
        self.buttons: list[Button] = []
        self._worker: Worker | None = None
        page = QHBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 16)
        page.setSpacing(28)
        whole = QWidget()
        whole.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        left = QVBoxLayout(whole)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(Label("Cadangan di flashdisk", "label"))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        left.addLayout(self._list)
        self.pick = Button("Pilih file lain...", icon="folder2-open")
        self.pick.clicked.connect(self._pick)
        left.addWidget(self.pick)
        left.addStretch(1)
        page.addWidget(whole, 1)
        side = QWidget()
        side.setFixedWidth(theme.px(330))
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._card())
        self.refused = NoteStrip("error", "")
        self.refused.hide()
        right.addWidget(self.refused)
        right.addStretch(1)
        page.addWidget(side)
        self._show_files(())
        bind(self, "F5", self.scan, INSIDE)

    def _card(self) -> Card:
        self.card = Card("Cadangan yang dipilih", margins=(12, 12, 12, 12))
        self.chip = Chip()
        self.card.head.addWidget(self.chip)
        self.name = Label("", "section", wrap=True)
        self.card.body.addWidget(self.name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.facts: dict[str, Label] = {}
        for at, name in enumerate(FACTS):
            grid.addWidget(Label(name, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.facts[name] = Label("", "body", wrap=True)
            grid.addWidget(self.facts[name], at, 1)
        self.card.body.addLayout(grid)
        self.card.hide()
        return self.card

    @property
    def ready(self) -> bool:
        return self.path is not None

    def start(self) -> None:
        """The step is shown: focus to its button, and flash drives are looked through."""
        self.pick.setFocus()
        self.scan()

    # Finding

    def scan(self) -> None:
        """F5: look on the flash drives for backups."""
        if self._worker is None:
            self._worker = Worker(lambda: _find_job(self.find_drives), self)
            self._worker.ended.connect(self._scanned)
            self._worker.start()

    def _scanned(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None and not worker.stopping:
            self._show_files(worker.result())
            worker.deleteLater()

    def stop(self) -> None:
        """The window closes: a thread must not outlive it."""
        if self._worker is not None:
            self._worker.cancel()
            self._worker.wait()

    def _show_files(self, files: Sequence[Path]) -> None:
        clear_layout(self._list)
        self.buttons = []
        for file in files:
            frame = QFrame()
            frame.setProperty("list", True)
            row = QHBoxLayout(frame)
            row.setContentsMargins(12, 6, 12, 6)
            row.setSpacing(12)
            row.addWidget(IconLabel("device-hdd", "text_2", 20))
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Label(file.name.replace("-", "-\u200b"), "strong", wrap=True))
            words.addWidget(Label(drives.size_text(file.stat().st_size), "caption"))
            row.addLayout(words, 1)
            button = Button("Pilih", small=True)
            button.setAccessibleName(f"Pilih {file.name}")
            button.clicked.connect(lambda _=False, file=file: self.choose(file))
            row.addWidget(button)
            self.buttons.append(button)
            self._list.addWidget(frame)
        if not files:
            self._list.addWidget(Label(NONE, "soft", wrap=True))
        elif self.pick.hasFocus() and self.path is None:
            self.buttons[0].setFocus()

    # Choosing

    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih cadangan", "", "Cadangan (*.jdc);;Semua file (*)")
        if name:
            self.choose(Path(name))

    def choose(self, path: Path) -> None:
        """Take a backup when it can be read, else say why not."""
        try:
            info = backup_name(path)
        except Problem as problem:
            self.path = None
            self.card.hide()
            self.refused.set("error", str(problem))
            self.refused.show()
        else:
            self.path = path
            self.refused.hide()
            self._show_info(info)
        self.changed.emit()

    def _show_info(self, info: BackupInfo) -> None:
        self.name.setText(info.path.name.replace("-", "-\u200b"))
        self.chip.set(*(("laptop", "Pindah laptop", "info") if info.pindah else ("device-hdd", "Cadangan", "neutral")))
        words = (f"{info.nama}, kode {info.kode}", f"{texts.long_date(info.dibuat.date())}, {texts.clock(info.dibuat)}",
                 f"{texts.number(info.orang)} orang, {texts.number(info.kiriman)} kiriman", info.laptop,
                 info.kode_periksa)
        for name, text in zip(FACTS, words, strict=True):
            self.facts[name].setText(text)
        self.card.show()


def _find_job(find: drives.Finder) -> Job[tuple[Path, ...]]:
    """The newest backups on the flash drives, by name (which holds the moment)."""
    yield Progress(0, 1)
    found = [file for drive in find() for place in (drive.root, drive.target) for file in place.glob(PATTERN)]
    return tuple(sorted(dict.fromkeys(found), key=lambda file: file.name, reverse=True)[:MOST])
