"""Page Perbarui, the right side: releases that were found, and all of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import Offer
from ui import drives
from ui.widgets import Button, Card, Chip, IconLabel, Label, NoteStrip, clear_layout

NO_STICK = "Belum ada flashdisk. Colok flashdisk dari DPMD, lalu tekan F5."
NO_FILE = "Tidak ada file pembaruan di flashdisk ini. Namanya seperti JR-1.1.0-windows.jdx."
WORDS = {"RILIS_SAMA": "Sudah terpasang", "RILIS_LEBIH_LAMA": "Lebih lama", "RILIS_SISTEM_LAIN": "Untuk sistem lain",
         "RILIS_TANDA_TANGAN": "Bukan dari pembuat", "RILIS_RUSAK": "Tidak utuh"}
STEPS = {"linux": ("Data dicadangkan, lalu cadangannya dibaca ulang.", "File disalin ke laptop ini dan diperiksa.",
                   "Versi baru dicoba pada salinan data.", "Jendela ini ditutup, lalu versi baru terbuka sendiri."),
         "windows": ("Data dicadangkan, lalu cadangannya dibaca ulang.", "File disalin ke laptop ini dan diperiksa.",
                     "Jendela ini ditutup, pemasang bekerja sekitar satu menit.", "Versi baru terbuka sendiri.")}
AFTER = "Sesudah itu versi lama tidak bisa membuka data ini lagi."


class OfferRow(QFrame):
    """One release: version, day and size, where it lies, and whether it fits."""

    wanted = Signal(object)

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = offer
        self.setProperty("list", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(IconLabel("download", "text_2", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        name = f"Versi {offer.versi}" if offer.versi else offer.path.name
        words.addWidget(Label(name, "strong"))
        facts = [texts.long_date(offer.tanggal) if offer.tanggal else "", drives.size_text(offer.ukuran),
                 offer.path.name if offer.versi else "", f"di {_place(offer.path.parent)}"]
        words.addWidget(Label(", ".join(fact for fact in facts if fact), "caption", wrap=True))
        row.addLayout(words, 1)
        chip = Chip("exclamation-triangle-fill", WORDS.get(offer.tolak.kode, "Tidak cocok"), "neutral") if offer.tolak \
            else Chip("check-circle-fill", "Lebih baru", "ok")
        row.addWidget(chip)
        self.button = Button("Lihat", small=True)
        self.button.setAccessibleName(f"Lihat {name}. {chip.text}")
        self.button.clicked.connect(lambda: self.wanted.emit(offer))
        row.addWidget(self.button)


class OfferList(QWidget):
    """Everything that was found. ``wanted(Offer)``: show this one."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[OfferRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.show_offers((), sticks=False)

    def show_offers(self, offers: Sequence[Offer], *, sticks: bool) -> None:
        """These and no others; ``sticks``: a flash drive is there at all."""
        clear_layout(self._column)
        self.rows = []
        for offer in offers:
            row = OfferRow(offer, self)
            row.wanted.connect(self.wanted)
            self.rows.append(row)
            self._column.addWidget(row)
            row.show()  # now, not with the layout's next turn: F6 may already be on its way to it
        if not self.rows:
            frame = QFrame(self)
            frame.setProperty("empty", True)
            row_of = QHBoxLayout(frame)
            row_of.setContentsMargins(12, 10, 12, 10)
            row_of.setSpacing(12)
            row_of.addWidget(IconLabel("usb-drive", "text_2", 20))
            row_of.addWidget(Label(NO_FILE if sticks else NO_STICK, "soft", wrap=True), 1)
            self._column.addWidget(frame)


class OfferDetail(Card):
    """What is new in a release, what will be done, and the button; ``wanted(Path)``."""

    wanted = Signal(object)

    def __init__(self, system: str, parent: QWidget | None = None) -> None:
        super().__init__("Versi baru", parent=parent)
        self.offer: Offer | None = None
        self.chip = Chip()
        self.head.addWidget(self.chip)
        both = QHBoxLayout()
        both.setSpacing(24)
        self.news, self.steps = QVBoxLayout(), QVBoxLayout()
        for title, column in (("Yang baru", self.news), ("Yang akan dilakukan", self.steps)):
            side = QVBoxLayout()
            side.setSpacing(6)
            side.addWidget(Label(title, "label"))
            side.addLayout(column)
            side.addStretch(1)
            column.setSpacing(4)
            both.addLayout(side, 1)
        self.body.addLayout(both)
        for at, step in enumerate(STEPS.get(system, STEPS["linux"]), 1):
            self.steps.addLayout(numbered(f"{at}.", step))
        self.steps.addWidget(Label(AFTER, "soft", wrap=True))
        self.refusal = NoteStrip("warn", "", parent=self)
        self.body.addWidget(self.refusal)
        row = QHBoxLayout()
        self.go = Button("Perbarui", "primary", icon="arrow-clockwise")
        self.go.clicked.connect(lambda: self.offer and self.wanted.emit(self.offer.path))
        row.addWidget(self.go)
        row.addStretch(1)
        self.body.addLayout(row)
        self.hide()

    def show_offer(self, offer: Offer | None) -> None:
        """All of this release; None hides the card."""
        self.offer = offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        assert self.title is not None
        self.title.setText(f"Versi {offer.versi}" if offer.versi else offer.path.name)
        clear_layout(self.news)
        for line in offer.baru or ("File ini tidak menyebut apa yang baru.",):
            self.news.addLayout(numbered("•", line))
        fits = offer.tolak is None
        self.chip.setVisible(fits)
        self.chip.set("shield-check", "Tanda tangan sah", "ok")
        self.refusal.setVisible(not fits)
        self.refusal.set("warn", str(offer.tolak) if offer.tolak else "")
        self.go.setVisible(fits)
        self.go.setText(f" Perbarui ke versi {offer.versi}")

    @property
    def path(self) -> Path | None:
        """The release that can be put in place, None where none is chosen."""
        return self.offer.path if self.offer is not None and self.offer.tolak is None else None


def _place(folder: Path) -> str:
    """The stick a release lies on; its folder, where that is none of ours."""
    above = folder.parent if folder.name.replace(" ", "") == drives.FOLDER else folder
    return above.name or str(above)


def numbered(mark: str, words: str) -> QHBoxLayout:
    """A line of a list: its number or dot, and words that wrap."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Label(mark, "soft", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(words, "body", wrap=True), 1)
    return row
