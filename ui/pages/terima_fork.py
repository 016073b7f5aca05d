"""Two laptops, one number: what was received (A) beside what arrived (B), and the four ways to decide."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import ForkSide, ForkView
from jamsos_desktop.texts import number
from ui.pages.terima_steps import step_row
from ui.widgets import Button, IconLabel, Label, NoteStrip

HOLD, MERGE, ONLY_A, ONLY_B = "tahan", "gabung", "a", "b"
PEOPLE = ("Sama di keduanya", "Beda isinya", "Hanya di A", "Hanya di B")
LEADS = {
    "nomor": "Nomor sama, laptop berbeda, isi tidak sama.",
    "urutan": "Kiriman ini tidak menyambung dengan yang terakhir diterima.",
    "pensiun": "Kiriman ini dari laptop yang sudah diganti.",
}
SAME_LAPTOP = "Nomor sama, laptop sama, isi tidak sama. Mungkin cadangan lama dipulihkan."
DECIDED = {HOLD: "Sudah diputuskan: B ditahan.", MERGE: "Sudah diputuskan: digabungkan.",
           ONLY_A: "Sudah diputuskan: A yang dipakai.", ONLY_B: "Sudah diputuskan: B yang dipakai."}


class ForkPanel(QWidget):
    """``decided(choice)``: one of tahan, gabung, a, b. ``undone``: take the decision back."""

    decided = Signal(str)
    undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        self.lead = Label("Nomor sama, laptop berbeda, isi tidak sama.", "body", wrap=True)
        column.addWidget(self.lead)
        self.sides = (_SideCard("A. Sudah diterima", self), _SideCard("B. Baru datang", self))
        cards = QHBoxLayout()
        cards.setSpacing(8)
        for card in self.sides:
            cards.addWidget(card, 1)
        column.addLayout(cards)
        column.addWidget(self._facts())
        column.addWidget(Label("Langkah berikut", "strong"))
        self.contact = Label("", "caption")
        column.addLayout(step_row(1, "Telepon desa: laptop mana yang dipakai?", self.contact))
        column.addLayout(step_row(2, "Pilih, lalu laptop lain berhenti dipakai."))
        column.addLayout(self._buttons())
        column.addWidget(Label("Keputusan ikut dalam balasan ke desa.", "caption"))
        column.addStretch(1)
        self.undo.clicked.connect(self.undone)

    def _facts(self) -> QFrame:
        frame = QFrame(self)
        frame.setProperty("list", True)
        grid = QGridLayout(frame)
        grid.setContentsMargins(10, 6, 10, 6)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        self.values = {name: Label("", "body") for name in PEOPLE}
        for row, (name, label) in enumerate(self.values.items()):
            grid.addWidget(Label(name, "soft"), row, 0)
            grid.addWidget(label, row, 1)
        signed = QHBoxLayout()
        signed.setSpacing(6)
        self.seal, self.signed = IconLabel("shield-check", "ok", 14), Label("")
        signed.addWidget(self.seal)
        signed.addWidget(self.signed, 1)
        grid.addWidget(Label("Tanda tangan desa", "soft"), len(self.values), 0)
        grid.addLayout(signed, len(self.values), 1)
        return frame

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self.hold = Button("Tahan B, kirim pertanyaan ke desa", "primary", "send")
        self.merge = Button("Gabungkan")
        self.only_a, self.only_b = Button("Pakai A saja"), Button("Pakai B saja")
        self.decision = NoteStrip("info", "", None, self)
        self.undo = Button("Urungkan keputusan")
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(self.only_a)
        pair.addWidget(self.only_b)
        column.addWidget(self.decision)
        for widget in (self.hold, self.merge, self.undo):
            column.addWidget(widget)
        column.addLayout(pair)
        self.undo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for button, choice in ((self.hold, HOLD), (self.merge, MERGE), (self.only_a, ONLY_A), (self.only_b, ONLY_B)):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, choice=choice: self.decided.emit(choice))
        return column

    def show_fork(self, fork: ForkView) -> None:
        """Both sides, what they share, and whom to call."""
        same = fork.sebab == "nomor" and not fork.laptop_lain
        self.lead.setText(SAME_LAPTOP if same else LEADS[fork.sebab])
        for card, side in zip(self.sides, (fork.a, fork.b), strict=True):
            card.show_side(side)
        for label, many in zip(self.values.values(), (fork.sama, fork.beda, fork.hanya_a, fork.hanya_b), strict=True):
            label.setText(f"{number(many)} orang")
        self.seal.set_icon(*(("shield-check", "ok") if fork.sah else ("exclamation-triangle-fill", "warn")))
        self.signed.setText("sah, dua-duanya" if fork.sah else "belum dicocokkan")
        contact = ", ".join(part for part in (fork.kontak_nama, fork.kontak_hp) if part)
        self.contact.setText(contact)
        self.contact.setVisible(bool(contact))
        self._show_decision(fork)

    def _show_decision(self, fork: ForkView) -> None:
        """A decision stands until it is undone; holding may still become one of the others."""
        done, held = bool(fork.keputusan), fork.keputusan == HOLD
        self.decision.set("info", DECIDED.get(fork.keputusan, ""))
        self.decision.setVisible(done)
        self.undo.setVisible(done and fork.putusan_id > 0)
        self.hold.setVisible(not done)
        for button in (self.merge, self.only_a, self.only_b):
            button.setVisible(not done or held)
        self.merge.set_text(f"Gabungkan, {number(fork.gabungan)} orang")

    def buttons(self) -> list[Button]:
        """What can be pressed, in order."""
        every = (self.hold, self.merge, self.undo, self.only_a, self.only_b)
        return [button for button in every if not button.isHidden()]


class _SideCard(QFrame):
    """One of the two kiriman."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("list", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 7, 8, 7)
        column.setSpacing(0)
        column.addWidget(Label(title, "strong"))
        self.words = Label("", "caption")
        column.addWidget(self.words)
        self._title = title

    def show_side(self, side: ForkSide | None) -> None:
        if side is None:
            lines: tuple[str, ...] = ("tidak disimpan lagi",)
        else:
            day = f"{side.tanggal[8:10]}/{side.tanggal[5:7]}/{side.tanggal[:4]}"
            lines = (f"{day}, laptop {side.laptop}", f"{number(side.orang)} orang, {number(side.baru)} baru",
                     f"kode {side.kode_periksa}")
        self.words.setText("\n".join(lines))
        self.setAccessibleName(f"{self._title}: {', '.join(lines)}")
