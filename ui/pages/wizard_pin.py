"""Wizard, step 3: the PIN of this laptop and when it locks itself. Nothing of it is kept between two starts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ui import theme
from ui.pages.pin_form import Judge, PinForm
from ui.widgets import Card, IconLabel, Label, TallArea

MINUTES = (5, 10, 30)
USUAL = 10  # minutes
NEXT = "yang dicetak di langkah berikut"
SIDE_FROM = 900  # px: narrower pages put what a PIN is for below
USES = (("lock-fill", "Membuka aplikasi di laptop ini. Data peserta disimpan dalam keadaan terkunci."),
        ("box-arrow-up", "Menyetujui kiriman ke DPMD dan menampilkan nomor KPJ."),
        ("person-x", "PIN bukan kata sandi Siskeudes, OpenSID atau BPJS. Jangan tulis PIN di stiker laptop."))
OFFICE_USES = (USES[0], ("box-arrow-up", "Menyetujui balasan untuk desa."), USES[2])


class PinStep(QWidget):
    """``sheet``: where the recovery sheet is in words. ``changed()``: the PIN is complete, or not any more;
    ``entered()``: Enter on one that is complete."""

    title = "Buat PIN untuk laptop ini"
    sub = "PIN menjaga NIK dan data keluarga warga bila laptop dipinjam atau hilang."
    keys = [("0–9", "Isi PIN"), ("Backspace", "Hapus"), ("Enter", "Lanjut"), ("Alt+K", "Kembali")]
    changed = Signal()
    entered = Signal()

    def __init__(self, judge: Judge, *, district: bool = False, sheet: str = NEXT,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget(objectName="plain")
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(32, 16, 32, 16)
        self._row.setSpacing(40)
        left = QVBoxLayout()
        left.setSpacing(0)
        self.form = PinForm(judge)
        self.form.setFixedWidth(theme.px(420))
        self.form.changed.connect(self.changed)
        self.form.entered.connect(self.entered)
        left.addWidget(self.form)
        left.addSpacing(18)
        left.addWidget(Label("Kunci otomatis bila laptop ditinggal", "label"))
        left.addSpacing(6)
        self.minutes = MinuteChoice(USUAL)
        left.addWidget(self.minutes)
        left.addStretch(1)
        self._row.addLayout(left)
        self._side = _uses(OFFICE_USES if district else USES, sheet)
        self._row.addWidget(self._side, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(TallArea(inner))

    @property
    def pin(self) -> str:
        return self.form.value

    @property
    def ready(self) -> bool:
        return self.form.ready

    def start(self) -> None:
        """The step is shown: focus to the PIN, or to its repetition once it is whole."""
        self.form.judge()
        (self.form.again if len(self.form.value) == 6 else self.form.pin).setFocus()

    def resizeEvent(self, event: object) -> None:
        beside = self.width() >= theme.px(SIDE_FROM)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(40 if beside else 16)
        super().resizeEvent(event)


class MinuteChoice(QWidget):
    """After how many minutes the screen locks; ``chosen(minutes)`` when somebody picked another."""

    chosen = Signal(int)

    def __init__(self, minutes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._group = QButtonGroup(self)
        for many in MINUTES:
            button = QRadioButton(f"{many} menit")
            button.setMinimumHeight(theme.px(32))
            self._group.addButton(button, many)
            row.addWidget(button)
        row.addStretch(1)
        self.set(minutes)
        self._group.idClicked.connect(self.chosen)

    @property
    def value(self) -> int:
        return self._group.checkedId()

    def set(self, minutes: int) -> None:
        """Mark a choice without telling; one that is not offered marks the usual."""
        (self._group.button(minutes) or self._group.button(USUAL)).setChecked(True)


def _uses(uses: tuple[tuple[str, str], ...], sheet: str) -> QWidget:
    """What a PIN is for, and what becomes of one that was forgotten."""
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    card = Card("PIN dipakai untuk apa?", margins=(12, 12, 12, 12))
    for icon, words in uses:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, "accent", 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, "body", wrap=True), 1)
        card.body.addLayout(row)
    column.addWidget(card)
    column.addWidget(_forgotten(sheet))
    column.addStretch(1)
    return side


def _forgotten(sheet: str) -> QFrame:
    note = QFrame()
    note.setProperty("note", "info")
    row = QHBoxLayout(note)
    row.setContentsMargins(12, 8, 12, 8)
    row.setSpacing(10)
    row.addWidget(IconLabel("info-circle-fill", "info", 16), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label("Lupa PIN?", "strong"))
    below = Label("", "body", wrap=True)
    below.setTextFormat(Qt.TextFormat.RichText)  # words of our own, nothing from outside
    bold = "<span style='font-weight:600'>lembar pemulihan</span>"
    below.setText(f"Salah 10 kali tidak menghapus data. Anda membuat PIN baru dengan {bold}, {sheet}.")
    words.addWidget(below)
    row.addLayout(words, 1)
    return note
