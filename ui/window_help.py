"""F1 in the shell: page Bantuan over the page one stands on, which keeps its form, its cursor and its focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from ui.pages.page import Page
from ui.window_keys import GlobalKeys

if TYPE_CHECKING:
    from ui.pages.bantuan import BantuanPage
    from ui.widgets.nav import Nav

HELP = "bantuan"


class HelpOver(GlobalKeys):
    """What the shell knows of help. ``under``: the page help was asked on, while help lies over it."""

    stack: QStackedWidget
    nav: Nav
    current_name: str
    mark_entry: Callable[[], None]
    under: Page | None = None
    _under_focus: QWidget | None = None

    def _help(self) -> None:
        """F1: help over the page shown; a second F1 goes back."""
        if self.under is not None:
            self.leave_help()
        else:
            self.show_help()

    def show_help(self) -> None:
        """The chapter of the page shown, over it; nothing of that page is asked, closed or opened."""
        page = self.current
        if page is None or self.current_name == HELP:
            self.go(HELP)
            return
        focus = self.focusWidget()
        help_page = cast("BantuanPage", self.page(HELP))
        self.under, self._under_focus = page, focus
        self.stack.setCurrentWidget(help_page)
        self.nav.show_page(HELP)
        self.set_keys(help_page.keys)
        help_page.show_over(page)

    def help_place(self) -> tuple[str, str]:
        """Chapter and guide of a window that lies over the page shown."""
        page = self.under or self.current
        return page.help if page is not None else Page.help, self.desk.mode

    def leave_help(self) -> None:
        """Back to exactly the page and the field help was asked on; from the menu entry to the first page."""
        page, focus = self.under, self._under_focus
        self.end_help()
        if page is None:
            self.go(self.plan.home)
            return
        self.stack.setCurrentWidget(page)
        self.mark_entry()
        self.set_keys(page.keys)
        if focus is not None and isValid(focus):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)  # selects nothing and moves no cursor

    def end_help(self) -> None:
        """Nothing lies underneath any more: another page is shown."""
        self.under = self._under_focus = None

    def may_leave(self) -> bool:
        """Ask the page underneath, which comes back to say why when it must stay."""
        page = self.under or self.current
        if page is None or page.closing():
            self.end_help()
            return True
        if self.under is not None:
            self.leave_help()
        return False
