"""Where replies are written: a flash drive, a folder, or the laptop's own outbox; and what goes into them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from ui import theme
from ui.drives import Drive, size_text
from ui.widgets import Button, Card, Combo, IconLabel, Label

OUTBOX = "laptop"


class TargetCard(Card):
    """``folder_wanted`` and ``scan_wanted``; ``target`` says where to write, ``numbers`` whether KPJ go along."""

    folder_wanted = Signal()
    scan_wanted = Signal()

    def __init__(self, outbox: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(14, 10, 14, 10))
        self._outbox, self._places = outbox, {OUTBOX: (outbox, None)}
        self._folders: list[Drive] = []
        self._drives: tuple[Drive, ...] = ()
        row = QHBoxLayout()
        row.setSpacing(10)
        self.combo = Combo(self, choices={OUTBOX: "Laptop ini"})
        self.combo.setAccessibleName("Simpan balasan ke")
        self.combo.setMinimumWidth(theme.px(280))
        self.folder = Button("Pilih folder...", icon="folder2-open")
        self.scan = Button("", "flat", "arrow-clockwise", tip="Cari flashdisk lagi")
        self.numbers = QCheckBox("Sertakan nomor KPJ")
        self.numbers.setToolTip("KPJ membuka saldo seseorang. Kirim hanya bila desa memerlukannya.")
        row.addWidget(IconLabel("usb-drive", "accent", 18))
        row.addWidget(Label("Simpan ke", "soft", wrap=False))
        for widget in (self.combo, self.folder, self.scan):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.numbers)
        self.body.addLayout(row)
        self.folder.clicked.connect(self.folder_wanted)
        self.scan.clicked.connect(self.scan_wanted)
        self._fill()

    def show_drives(self, found: Sequence[Drive]) -> None:
        """The flash drives plugged in now; the first one is offered."""
        fresh = {drive.root for drive in found} - {drive.root for drive in self._drives}
        self._drives = tuple(found)
        self._fill()
        first = next((drive for drive in found if drive.writable), None)
        if first is not None and first.root in fresh:
            self.combo.set_text(str(first.root))

    def add_folder(self, drive: Drive) -> None:
        """Offer a folder that was picked, and choose it."""
        self._folders.append(drive)
        self._fill()
        self.combo.set_text(str(drive.root))

    def _fill(self) -> None:
        held = self.combo.text()
        usable = [drive for drive in (*self._drives, *self._folders) if drive.writable]
        self._places = {str(drive.root): (drive.target, drive) for drive in usable} | {OUTBOX: (self._outbox, None)}
        words = {str(drive.root): f"{drive.name} ({size_text(drive.free)} kosong)" for drive in usable}
        self.combo.set_choices(words | {OUTBOX: "Laptop ini"})
        self.combo.set_text(held if held in self._places else OUTBOX)

    @property
    def target(self) -> tuple[Path, Drive | None]:
        """The folder to write into, and the drive it is on (None: this laptop)."""
        return self._places[self.combo.text() or OUTBOX]

    def set_busy(self, busy: bool) -> None:
        """Nothing can be changed while replies are written."""
        for widget in (self.combo, self.folder, self.scan, self.numbers):
            widget.setEnabled(not busy)
