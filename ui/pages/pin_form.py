"""A new PIN: typed twice, the rules tick live. The wizard, Pengaturan and Lupa PIN ask for it alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.model.pin import PinRule
from ui.pages.lock_boxes import DIGITS, PinBoxes
from ui.widgets import IconLabel, Label, Message

Judge = Callable[[str, str], Sequence[PinRule]]  # (PIN, repeated) -> the rules, in their order


class PinForm(QWidget):
    """``judge`` says which rules hold; ``ready``: all of them. ``changed()`` at every digit, ``entered()`` at Enter
    once it is ready."""

    changed = Signal()
    entered = Signal()

    def __init__(self, judge: Judge, label: str = "PIN baru, 6 angka", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._judge = judge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.pin, self.again = PinBoxes(label), PinBoxes("Ulangi PIN")
        for words, boxes, space in ((label, self.pin, 14), ("Ulangi PIN", self.again, 4)):
            column.addWidget(Label(words, "label"))
            column.addSpacing(4)
            column.addWidget(boxes)
            column.addSpacing(space)
        self.note = Message(1)
        column.addWidget(self.note)
        column.addSpacing(14)
        self._rules = QVBoxLayout()
        self._rules.setSpacing(6)
        column.addLayout(self._rules)
        self.ticks: dict[str, tuple[IconLabel, Label]] = {}
        self.pin.typed.connect(self._typed)
        self.again.typed.connect(self._typed)
        self.pin.filled.connect(lambda _: self.again.setFocus())
        for boxes in (self.pin, self.again):
            boxes.entered.connect(lambda: self.ready and self.entered.emit())
        self.setFocusProxy(self.pin)
        self.judge()

    @property
    def value(self) -> str:
        """The PIN as typed in the first row."""
        return self.pin.text()

    @property
    def ready(self) -> bool:
        return all(rule.ya for rule in self._judge(self.pin.text(), self.again.text()))

    def clear(self) -> None:
        """Both rows empty; a PIN must not stay on screen, not even as dots."""
        self.pin.clear()
        self.again.clear()
        self._typed()

    def judge(self) -> None:
        """Tick what holds; what is typed to the end and does not hold is said to be wrong."""
        pin, again = self.pin.text(), self.again.text()
        for rule in self._judge(pin, again):
            icon, words = self.ticks.get(rule.kode) or self._add_rule(rule)
            whole = len(again if rule.kode == "sama" else pin) == DIGITS
            picture = ("check-circle-fill", "ok") if rule.ya else ("x-octagon-fill", "error") if whole \
                else ("circle", "border_input")
            icon.set_icon(*picture)
            words.setText(rule.teks)
            words.set_role("body" if rule.ya else "error" if whole else "soft")
            words.setAccessibleName(f"{rule.teks}: {'ya' if rule.ya else 'belum'}")
        self._say(pin, again)

    def _add_rule(self, rule: PinRule) -> tuple[IconLabel, Label]:
        row = QHBoxLayout()
        row.setSpacing(8)
        tick = IconLabel("circle", "border_input", 14), Label(rule.teks, "soft", wrap=True)
        row.addWidget(tick[0])
        row.addWidget(tick[1], 1)
        self._rules.addLayout(row)
        self.ticks[rule.kode] = tick
        return tick

    def _say(self, pin: str, again: str) -> None:
        missing = DIGITS - len(again)
        if again and missing:
            self.note.set(f"Tinggal {missing} angka lagi.")
        elif again and again != pin:
            self.note.set("Tidak sama dengan PIN di atas.", "x-octagon-fill", "error")
        else:
            self.note.set("")
        self.again.set_wrong(not missing and again != pin)

    def _typed(self) -> None:
        self.judge()
        self.changed.emit()
