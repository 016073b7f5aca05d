"""Page Ketentuan, left: the version in force with its facts, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import PolicyInfo
from ui.pages.ketentuan_list import STATES
from ui.widgets import Button, Card, Chip, Label, NoteStrip

FACTS = ("Judul", "Berlaku", "Dari", "Diambil", "Kode periksa", "Tanpa sumber")
HOLDS = ("Ketentuan berisi tarif, daftar berkas, jabatan, alasan, sasaran dan tenggat dari DPMD. Program tidak perlu "
         "dipasang ulang.")


class NowCard(Card):
    """The version in force."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Yang berlaku sekarang", parent=parent)
        self.chip = Chip()
        self.head.addWidget(self.chip)
        self.name = Label("", "section", wrap=True)
        self.body.addWidget(self.name)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.facts: dict[str, Label] = {}
        for at, name in enumerate(FACTS):
            grid.addWidget(Label(name, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.facts[name] = Label("", "body", wrap=True)
            grid.addWidget(self.facts[name], at, 1)
        self.body.addLayout(grid)

    def show_version(self, now: PolicyInfo, unsure: int) -> None:
        """``unsure``: rows that nobody has confirmed."""
        self.name.setText(f"Versi {now.versi}")
        self.chip.set(*STATES[now.keadaan])
        until = f" sampai {texts.long_date(now.berlaku_sampai)}" if now.berlaku_sampai else ""
        taken = texts.long_date(datetime.fromisoformat(now.diambil).date()) if now.diambil else "Bersama program"
        for name, words in zip(FACTS, (now.nama, f"{texts.long_date(now.berlaku_mulai)}{until}", now.dari, taken,
                                       now.kode_periksa or "Tidak ada",
                                       f"{texts.number(unsure)} baris perlu dikonfirmasi" if unsure else "Tidak ada"),
                               strict=True):
            self.facts[name].setText(words)


class WorkCard(Card):
    """Buttons ``take``, and at DPMD ``make`` and ``hand``; below them what waits or cannot be read."""

    def __init__(self, district: bool, parent: QWidget | None = None) -> None:
        super().__init__("Mengganti ketentuan", None, parent)
        words = "Desa mengambil ketentuan sebagai satu file yang ditandatangani." if district else HOLDS
        self.body.addWidget(Label(words, "soft", wrap=True))
        self.take = Button("Ambil ketentuan...", "" if district else "primary", "inbox")
        self.take.setToolTip("Ctrl+O")
        self.make = Button("Buat ketentuan baru...", "primary", "pencil")
        self.hand = Button("Simpan untuk desa...", icon="usb-drive")
        self.doubts = Button("Yang perlu dikonfirmasi...", icon="question-circle")
        for button in (*((self.make, self.hand, self.take) if district else (self.take, self.make, self.hand)),
                       self.doubts):
            self.body.addWidget(button)
        self.make.setVisible(district)
        self.hand.setVisible(district)
        self.note = NoteStrip("info", "", parent=self)
        self.note.hide()
        self.body.addWidget(self.note)
        self.body.addStretch(1)

    def say_waiting(self, rows: Sequence[PolicyInfo]) -> None:
        """What starts by itself later, or what this program cannot read."""
        waiting = [row for row in rows if row.keadaan == "menunggu"]
        broken = [row.versi for row in rows if row.keadaan == "rusak"]
        if broken:
            self.note.set("warn", f"Versi {broken[0]} tidak terbaca program ini dan dilewati. Perbarui aplikasi, atau "
                          "minta file baru dari DPMD.")
        elif waiting:
            self.note.set("info", f"Versi {waiting[-1].versi} mulai berlaku sendiri pada "
                          f"{texts.long_date(waiting[-1].berlaku_mulai)}.")
        self.note.setVisible(bool(broken or waiting))
