"""Page Cadangan: where a backup can go: the flash drives that are plugged in, or a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import drives
from ui.drives import Drive
from ui.widgets import Button, IconLabel, Label, clear_layout

NO_STICK = "Tidak ada flashdisk. Colok flashdisk, lalu tekan F5."
SYSTEM = "Tersimpan di laptop yang sama tidak menolong bila laptop hilang."


class PlaceRow(QFrame):
    """One place: its name, what is free, and the button."""

    wanted = Signal(object)

    def __init__(self, drive: Drive, before: str = "", parent: QWidget | None = None) -> None:
        """``before``: what is known of the last backup on it."""
        super().__init__(parent)
        self.setProperty("list", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(IconLabel("usb-drive", "text_2", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(drive.name, "strong"))
        self.refusal = drive.refusal(1)
        room = f"{drives.size_text(drive.free)} kosong dari {drives.size_text(drive.total)}"
        words.addWidget(Label("Flashdisk ini dikunci, hanya bisa dibaca" if self.refusal == "Hanya baca" else
                              f"{before} {room}" if before else room, "caption"))
        row.addLayout(words, 1)
        self.button = Button(self.refusal or "Cadangkan ke sini", small=True)
        self.button.setAccessibleName(f"{self.button.text().strip()}, {drive.name}")
        self.button.setEnabled(not self.refusal)
        self.button.clicked.connect(lambda: self.wanted.emit(drive))
        row.addWidget(self.button)


class Places(QWidget):
    """``wanted(Drive)``: back up there; ``folder_wanted``, ``scan_wanted``."""

    wanted = Signal(object)
    folder_wanted = Signal()
    scan_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PlaceRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        foot = QHBoxLayout()
        self.folder = Button("Pilih folder...", kind="flat", icon="folder2-open", small=True)
        self.scan = Button("Cari flashdisk lagi", kind="flat", icon="arrow-clockwise", small=True)
        self.scan.setToolTip("F5")
        self.folder.clicked.connect(self.folder_wanted)
        self.scan.clicked.connect(self.scan_wanted)
        foot.addWidget(self.folder)
        foot.addWidget(self.scan)
        foot.addStretch(1)
        column.addLayout(foot)
        self.show_places(())

    def show_places(self, found: Sequence[Drive], before: Mapping[Path, str] | None = None) -> None:
        """These drives and no others; ``before``: by root, what is known of the last backup on one."""
        clear_layout(self._list)
        self.rows = []
        for drive in found:
            row = PlaceRow(drive, (before or {}).get(drive.root, ""), self)
            row.wanted.connect(self.wanted)
            self.rows.append(row)
            self._list.addWidget(row)
            row.show()  # now, not with the layout's next turn: F6 may already be on its way to it
        if not self.rows:
            self._list.addWidget(_none(self))

    def set_busy(self, busy: bool) -> None:
        """No second backup while one is made."""
        for row in self.rows:
            row.button.setEnabled(not busy and not row.refusal)
        self.folder.setEnabled(not busy)
        self.scan.setEnabled(not busy)


def _none(parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("empty", True)
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 10, 12, 10)
    row.setSpacing(12)
    row.addWidget(IconLabel("usb-drive", "text_2", 20))
    row.addWidget(Label(NO_STICK, "soft", wrap=True), 1)
    return frame
