"""Where kiriman are taken from: a flash drive, a folder, single files, or whatever is dropped on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.regions import Regions, dotted
from jamsos_desktop.texts import number
from ui.drives import Drive, Finder
from ui.pages.terima_lines import Waiting
from ui.widgets import Button, Card, IconLabel, Label, clear_layout

NO_STICK = "Tidak ada flashdisk. Colok flashdisk, lalu tekan F5."


class Source(NamedTuple):
    """A flash drive and the kiriman on it."""

    drive: Drive
    files: tuple[Path, ...]


Scan = Callable[[Sequence[Path]], Iterable[Path]]  # ``desk.district.scan_files``


def sources_job(find: Finder, scan: Scan) -> Job[tuple[Source, ...]]:
    """Look through the flash drives that are plugged in now."""
    yield Progress(0, 1)
    return tuple(Source(drive, tuple(scan([drive.root]))) for drive in find())


def files_job(scan: Scan, paths: Sequence[Path], regions: Regions) -> Job[list[Waiting]]:
    """The kiriman in folders and files somebody chose; a slow stick must not hold the window."""
    yield Progress(0, 1)
    return [_waiting(file, regions) for file in scan(paths)]


def _waiting(file: Path, regions: Regions) -> Waiting:
    """What the name of a file tells before it is opened: JD-7402112017-0005.jdx."""
    found = re.fullmatch(r"JD-(\d{10})-(\d+)", file.stem)
    if found is None:
        return Waiting(file)
    region = regions.get(dotted(found[1]))
    return Waiting(file, region.nama if region else "", region.kecamatan if region else "", int(found[2]))


class _SourceRow(QFrame):
    """A flash drive: its name, how many kiriman lie on it, and the button."""

    wanted = Signal(object)

    def __init__(self, source: Source, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("list", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(10)
        many = len(source.files)
        row.addWidget(IconLabel("usb-drive", "accent" if many else "text_2", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(source.drive.name, "strong", wrap=True))
        words.addWidget(Label(f"{number(many)} kiriman" if many else "tidak ada kiriman", "caption"))
        row.addLayout(words, 1)
        self.button = Button("Ambil", "primary" if many else "", small=True)
        self.button.setAccessibleName(f"Ambil {many} kiriman dari {source.drive.name}")
        self.button.setEnabled(many > 0)
        self.button.clicked.connect(lambda: self.wanted.emit(source))
        row.addWidget(self.button)


class SourcePanel(Card):
    """Signals ``source_wanted(Source)``, ``folder_wanted``, ``files_wanted``, ``scan_wanted``."""

    source_wanted = Signal(object)
    folder_wanted = Signal()
    files_wanted = Signal()
    scan_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Ambil kiriman", None, parent, margins=(12, 10, 12, 12))
        self.rows: list[_SourceRow] = []
        self.scan = Button("", "flat", "arrow-clockwise", small=True, tip="Cari flashdisk lagi (F5)")
        self.head.addWidget(self.scan)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.body.addLayout(self._list)
        self.folder = Button("Pilih folder...", icon="folder2-open")
        self.files = Button("Pilih file...", icon="files")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.folder, self.files):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button, 1)
        self.body.addLayout(buttons)
        self.body.addWidget(_drop_hint(self))
        self.body.addStretch(1)
        self.scan.clicked.connect(self.scan_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.files.clicked.connect(self.files_wanted)
        self.show_sources(())

    def show_sources(self, sources: Sequence[Source]) -> None:
        """The flash drives found, those with kiriman first."""
        clear_layout(self._list)
        self.rows = []
        for source in sorted(sources, key=lambda s: (not s.files, s.drive.name.casefold())):
            row = _SourceRow(source, self)
            row.wanted.connect(self.source_wanted)
            self.rows.append(row)
            self._list.addWidget(row)
        if not self.rows:
            self._list.addWidget(Label(NO_STICK, "soft", wrap=True))

    def focus_first(self) -> None:
        """Enter takes from the first flash drive with kiriman, else a folder is asked for."""
        usable = next((row.button for row in self.rows if row.button.isEnabled()), self.folder)
        usable.setFocus(Qt.FocusReason.TabFocusReason)

    def set_busy(self, busy: bool) -> None:
        """No second choice while a job runs."""
        for row in self.rows:
            row.button.setEnabled(not busy and bool(row.button.property("kind")))
        for button in (self.scan, self.folder, self.files):
            button.setEnabled(not busy)


def _drop_hint(parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("empty", True)
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 12, 12, 12)
    row.setSpacing(10)
    row.addWidget(IconLabel("inbox", "text_2", 20), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(Label("Folder atau file JD-....jdx juga boleh diseret ke halaman ini.", "soft", wrap=True), 1)
    return frame
