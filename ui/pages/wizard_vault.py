"""The last two steps of every set-up: the PIN, with which the desk is made, and its recovery sheet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from ui.pages.wizard_frame import WizardFrame

if TYPE_CHECKING:
    from datetime import date

    from jamsos_desktop.desk import Clock, Desk
    from jamsos_desktop.model.pin import PinRule
    from ui.pages.wizard_pemulihan import PemulihanStep
    from ui.pages.wizard_pin import PinStep

PIN, SHEET = 2, 3


class VaultWizard(WizardFrame):
    """Signal ``done(pin)``: the desk exists, its sheet is in the cupboard. Subclasses answer ``own_page`` (steps 0 and
    1), ``own_forward``, ``own_back``, ``own_problem``, ``make``, ``births`` and ``officials``."""

    done = Signal(object)
    district = False

    def __init__(self, title: str, steps: Sequence[str], note: str, folder: DataFolder) -> None:
        super().__init__(title, steps, note)
        self._folder = folder
        self._pin = ""
        self.desk: Desk | None = None

    # What a set-up answers.

    def own_page(self, at: int) -> Any:
        """The first or second step."""
        raise NotImplementedError

    def own_forward(self) -> None:
        """Lanjut on one of them, which is complete."""
        raise NotImplementedError

    def own_back(self) -> None:
        """Kembali on one of them."""
        raise NotImplementedError

    def own_problem(self, step: int) -> None:
        """F8 on one of them."""

    def make(self, pin: str) -> None:
        """Make the desk. Problems: those of set-up."""
        raise NotImplementedError

    def made(self) -> None:
        """The desk exists: what was kept on the way must go."""

    def clock(self) -> Clock:
        """The day and the moment by which the desk is made."""
        raise NotImplementedError

    def births(self) -> Collection[date]:
        """Days of birth no PIN may be."""
        return ()

    def officials(self) -> str:
        """Whose they are."""
        return "Kepala Desa atau Sekretaris Desa"

    # Steps.

    @cached_property
    def pin_step(self) -> PinStep:
        from ui import theme
        from ui.pages.wizard_pin import PinStep

        theme.write_pictures()
        step = PinStep(self._judge, district=self.district)
        step.changed.connect(self.refresh)
        step.entered.connect(self.forward)
        self.stack.addWidget(step)
        return step

    @cached_property
    def pemulihan(self) -> PemulihanStep:
        from ui.pages.wizard_pemulihan import PemulihanStep

        step = PemulihanStep()
        step.changed.connect(self.refresh)
        self.stack.addWidget(step)
        return step

    def _judge(self, pin: str, again: str) -> Sequence[PinRule]:
        from jamsos_desktop.model import pin as pins

        return pins.rules(pin, again, self.births(), self.officials())

    def page(self, at: int) -> Any:
        return self.own_page(at) if at < PIN else self.pin_step if at == PIN else self.pemulihan

    def forward(self) -> None:
        """Lanjut: the next step when this one is complete."""
        if not self.page(self.step).ready:
            self.blocker()
        elif self.step < PIN:
            self.own_forward()
        elif self.step == PIN:
            self._told(self._lock)
        else:
            self._told(self._finish)

    def back(self) -> None:
        """Kembali: what was typed stays. Once the desk is made only its PIN may still be another."""
        if self.step == SHEET:
            self.show_step(PIN)
        elif self.step == PIN and not self._made:
            self.show_step(PIN - 1)
        elif self.step < PIN:
            self.own_back()

    def problem(self, step: int) -> None:
        if self.step < PIN:
            self.own_problem(step)
        elif self.step == PIN:
            self.pin_step.start()
        else:
            self.pemulihan.next_problem()

    def refresh(self) -> None:
        super().refresh()
        self.back_button.setEnabled(self.step > 0 and not (self.step == PIN and self._made))
        self.next_button.set_text("&Lanjut" if self.step < SHEET else "&Selesai")

    def _told(self, do: Any) -> None:
        from ui import ask, busy

        problem: Problem | None = None
        with busy.moment():
            try:
                do()
            except Problem as found:
                problem = found
        if problem is not None:
            ask.tell(self, problem)

    def _lock(self) -> None:
        """Make the desk with this PIN, open it, and draw its sheet; when it is made already, only the PIN changes."""
        pin = self.pin_step.pin
        if not self._made:
            self.make(pin)
            self._made, self._pin = True, pin
            self.made()
        if self.desk is None:
            from jamsos_desktop.desk import open_desk

            self.desk = open_desk(self._folder, self._pin, self.clock(), recompute=False)
            self.pemulihan.begin(self.desk, self.desk.draw_sheet())
        if pin != self._pin:
            self.desk.change_pin(self._pin, pin)
            self._pin = pin
        self.desk.set_lock_minutes(self.pin_step.minutes.value)
        self.show_step(SHEET)

    def _finish(self) -> None:
        """The sheet is in the cupboard: from now on its words open the data."""
        sheet, desk, step = self.pemulihan.sheet, self.desk, self.pemulihan
        assert desk is not None
        assert sheet is not None
        desk.keep_sheet(sheet, step.place.text().strip(), step.keeper.text())
        self._ended = True
        self._close_desk()
        self.pin_step.form.clear()
        pin, self._pin = self._pin, ""
        QTimer.singleShot(0, self, lambda: self.done.emit(pin))  # after the waiting cursor is gone

    def _close_desk(self) -> None:
        desk, self.desk = self.desk, None
        if desk is not None:
            self.pemulihan.forget()
            desk.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        if event.isAccepted():
            self._close_desk()
