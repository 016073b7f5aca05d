"""Page Kirim, 4: the flash drives that are plugged in, copying to one, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import drives
from ui.drives import Drive
from ui.widgets import Button, IconLabel, Label, NoteStrip

NO_STICK = "Colok flashdisk, lalu tekan F5."


class _DriveRow(QFrame):
    """One place to copy to: its name, what is free, and the button, or why it cannot be used."""

    wanted = Signal(object)

    def __init__(self, drive: Drive, size: int, done: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(*(("note", "ok") if done else ("list", True)))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(IconLabel("usb-drive", "accent" if done else "text_2", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(drive.name, "strong" if done else "body"))
        self.refusal = drive.refusal(size)
        words.addWidget(Label(_room(drive, size, self.refusal), "caption"))
        row.addLayout(words, 1)
        self.button = Button(self.refusal or ("Salin lagi" if done else "Salin ke sini"), small=True)
        self.button.setAccessibleName(f"{self.button.text().strip()}, {drive.name}")
        self.button.clicked.connect(lambda: self.wanted.emit(drive))
        row.addWidget(self.button)


def _room(drive: Drive, size: int, refusal: str) -> str:
    free, total = drives.size_text(drive.free), drives.size_text(drive.total)
    if refusal == "Penuh":
        return f"{free} kosong, tidak cukup untuk {drives.size_text(size)}"
    if refusal:
        return "Flashdisk ini dikunci, hanya bisa dibaca"
    return f"{free} kosong dari {total}"


class DriveList(QWidget):
    """Drives and folders. ``copy_wanted(Drive)``, ``scan_wanted``, ``folder_wanted``, ``eject_wanted(Drive)``."""

    copy_wanted = Signal(object)
    eject_wanted = Signal(object)
    scan_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drives: tuple[Drive, ...] = ()
        self._size, self._busy = 0, False
        self._done: Path | None = None  # the root that already holds this kiriman
        self.rows: list[_DriveRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(8)
        column.addLayout(self._head())
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        self.eject = Button("Keluarkan flashdisk", small=True)
        self.eject.clicked.connect(lambda: self.eject_wanted.emit(self._done_drive()))
        self.result = NoteStrip("ok", "", self.eject, self)
        self.result.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        column.addWidget(self.result)
        self.result.hide()
        self._fill()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(0, 4, 0, 0)
        self.folder = Button("Pilih folder...", kind="flat", icon="folder2-open", small=True)
        self.scan = Button("Cari flashdisk lagi", kind="flat", icon="arrow-clockwise", small=True)
        self.scan.setToolTip("F5")
        head.addWidget(Label("4. Salin ke flashdisk", "heading"))
        head.addStretch(1)
        head.addWidget(self.folder)
        head.addWidget(self.scan)
        self.folder.clicked.connect(self.folder_wanted)
        self.scan.clicked.connect(self.scan_wanted)
        return head

    def show_drives(self, found: Sequence[Drive], size: int) -> None:
        """These places, for a kiriman of ``size`` bytes (0: none made yet)."""
        self._drives, self._size = tuple(found), size
        self._fill()

    def first(self) -> Drive | None:
        """Where Ctrl+U copies to: the first place with room."""
        return next((drive for drive in self._drives if not drive.refusal(self._size)), None)

    def set_busy(self, busy: bool) -> None:
        """No second copy while one runs."""
        self._busy = busy
        for row in self.rows:
            row.button.setEnabled(not busy and self._size > 0 and not row.refusal)
        self.folder.setEnabled(not busy and self._size > 0)
        self.scan.setEnabled(not busy)

    def show_result(self, role: str, words: str, done: Path | None = None) -> None:
        """What came of the copy; ``done`` is the root of the drive that holds it."""
        self._done = done
        self.result.set(role, words)
        self.result.show()
        drive = self._done_drive()
        self.eject.setVisible(drive is not None and drives.can_eject(drive))
        self._fill()

    def forget_result(self) -> None:
        """Another kiriman stands here now."""
        self._done = None
        self.result.hide()
        self._fill()

    def _done_drive(self) -> Drive | None:
        return next((drive for drive in self._drives if drive.root == self._done), None)

    def _fill(self) -> None:
        held = next((n for n, row in enumerate(self.rows) if row.button.hasFocus()), -1)
        while (item := self._list.takeAt(0)) is not None:
            if item.widget():
                item.widget().hide()
                item.widget().deleteLater()
        self.rows = []
        for drive in self._drives:
            row = _DriveRow(drive, self._size, drive.root == self._done, self)
            row.wanted.connect(self.copy_wanted)
            self.rows.append(row)
            self._list.addWidget(row)
            row.show()  # now, not with the layout's next turn: F6 may already be on its way to it
        if not self.rows:
            self._list.addWidget(self._none())
        self.set_busy(self._busy)
        if 0 <= held < len(self.rows):
            self.rows[held].button.setFocus()

    def _none(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("empty", True)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(IconLabel("usb-drive", "text_2", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Label(f"Tidak ada flashdisk. {NO_STICK}", "soft", wrap=True), 1)
        return frame
