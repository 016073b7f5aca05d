"""The keys that work on every page: they ask the page first, and lead somewhere when it has no answer.

And what a page asks in the window itself, in a strip above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMainWindow

from jamsos_desktop.problems import Problem
from ui import keys

if TYPE_CHECKING:
    from ui.pages import Plan
    from ui.pages.page import Page
    from ui.widgets.ask_strip import Act, AskStrip


class GlobalKeys(QMainWindow):
    """What ``Shell`` adds its pages to; it answers ``plan``, ``current``, ``go``, ``problem``."""

    plan: Plan
    current: Page | None
    asking: AskStrip

    def _add_keys(self) -> None:
        for number, entry in enumerate(self.plan.menu, 1):
            keys.bind(self, f"Ctrl+{number % 10}", lambda name=entry.name: self.go(name))
        for key, action in (
            ("F3", self._search), ("Ctrl+N", self._new), ("Ctrl+S", lambda: self._ask("save")),
            ("Ctrl+P", self._print), ("Ctrl+E", self._send), ("F1", self._help),
            ("F6", lambda: self._ask("next_panel", 1)), ("Shift+F6", lambda: self._ask("next_panel", -1)),
            ("F8", lambda: self._ask("next_problem", 1)), ("Shift+F8", lambda: self._ask("next_problem", -1)),
            ("F10", lambda: self._ask("finish")), ("Ctrl+L", self._lock), ("Ctrl+Z", self._undo),
        ):
            keys.bind(self, key, action)

    def _ask(self, verb: str, *args: Any) -> bool:
        """Hand a key to the page shown; a Problem it meets becomes the dialog."""
        if self.current is None:
            return False
        try:
            return bool(getattr(self.current, verb)(*args))
        except Problem as problem:
            self.problem(problem)
            return True

    def offer(self, words: str, verb: str, act: Act, keep: str = "Batal", otherwise: Act | None = None) -> None:
        """Ask in a strip above the page; a Problem met by ``act`` or ``otherwise`` becomes the dialog."""
        def told(do: Act) -> None:
            try:
                do()
            except Problem as problem:
                self.problem(problem)

        self.asking.ask(words, verb, lambda: told(act), keep, None if otherwise is None else lambda: told(otherwise))

    def _help(self) -> None:
        self.go("bantuan")

    def _search(self) -> None:
        if not self._ask("search_focus"):
            self.go(self.plan.search)
            self._ask("search_focus")

    def _new(self) -> None:
        if not self._ask("new_person") and self.plan.new:
            self.go(self.plan.new)

    def _print(self) -> None:
        if not self._ask("print_now"):
            self.go(self.plan.printing)

    def _send(self) -> None:
        if not self._ask("send"):
            self.go(self.plan.sending)

    def _take_in(self) -> bool:
        """F5 of a district; in a village the page itself knows the key."""
        return self._ask("take_in") or bool(self.plan.taking and self.go(self.plan.taking))

    def _undo(self) -> None:
        if not self.toaster.undo_now():
            self._ask("undo")

    def _lock(self) -> None:
        """Ctrl+L; where there is no PIN, it says why not and offers to make one."""
        if not self.desk.device_only:
            self.locked.emit()
            return
        self.offer("Layar belum bisa dikunci. Laptop ini terbuka tanpa PIN, jadi siapa pun bisa membukanya lagi.",
                   "Buat PIN", lambda: self.go("pengaturan", buat_pin=True), "Nanti saja")
