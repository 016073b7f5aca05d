"""The windows before there is a desk: set-up of a village, of a district, and bringing a backup back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsos_desktop.problems import Problem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from jamsos_desktop.paths import DataFolder


class SetUps:
    """Part of ``ui.app.Program``, which shows windows and opens what was made."""

    folder: DataFolder
    window: QMainWindow | None

    def open_shell(self, pin: str | None, user: str = "") -> None:
        """Open the desk that was made and show it; ``Program`` has it."""
        raise NotImplementedError

    def _show(self, window: QMainWindow) -> None:
        raise NotImplementedError

    def _show_first(self) -> None:
        raise NotImplementedError

    def _refuse(self, problem: Problem) -> None:
        raise NotImplementedError

    def _enter(self, pin: str) -> None:
        """Into the desk that a set-up or a backup just made."""
        try:
            self.open_shell(pin)
        except Problem as problem:
            from ui import ask

            ask.tell(self.window, problem)

    def _show_wizard(self) -> None:
        from ui.pages.wizard import Wizard

        wizard = Wizard(self.folder)
        wizard.done.connect(self._enter)
        wizard.district_asked.connect(self._show_district_wizard)
        wizard.restore_asked.connect(self._show_restore)
        self._show(wizard)

    def _show_restore(self) -> None:
        """Bring a backup back; the window that stood here closes its desk first."""
        from jamsos_desktop.desk import clock_from_environment
        from ui.pages.wizard_pulihkan import RestoreWizard

        wizard = RestoreWizard(self.folder, clock_from_environment())
        wizard.done.connect(self._enter)
        wizard.left.connect(self._first_again)
        self._show(wizard)

    def _show_district_wizard(self) -> None:
        from jamsos_desktop.desk import clock_from_environment
        from ui.pages.wizard_district import DistrictWizard

        wizard = DistrictWizard(self.folder, clock_from_environment())
        wizard.done.connect(self._enter)
        wizard.left.connect(self._show_wizard)
        self._show(wizard)

    def _first_again(self) -> None:
        """The road of restoring was left; data that could not be opened before still cannot be."""
        try:
            self._show_first()
        except Problem as problem:
            self._refuse(problem)
