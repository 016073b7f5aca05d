"""What every page of the shell is: a widget with a title, its keys, and the questions the shell asks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop.model.rights import Right
from ui import theme
from ui.widgets.basic import Label

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk
    from ui.widgets.unsure import Doubt
    from ui.window import Shell

ARROWS = ("↑ ↓", "Shift+↓")
LIST_KEYS = (*ARROWS, "Spasi", "Enter", "Del", "Ctrl+A")


class Page(QWidget):
    """One page. Subclasses fill ``self.column`` (or their own layout) and answer what applies to them.

    Actions the shell dispatches by key: ``search_focus`` (F3, Ctrl+F), ``save`` (Ctrl+S), ``print_now``
    (Ctrl+P), ``finish`` (F10, Ctrl+Enter), ``next_problem`` (F8 +1, Shift+F8 -1), ``next_panel`` (F6),
    ``back`` (Esc), ``undo`` (Ctrl+Z), ``new_person`` (Ctrl+N), ``send`` (Ctrl+E), ``take_in`` (F5, district).
    Each returns True when it did something.
    """

    title = ""
    help = "memulai"  # chapter of docs/panduan that F1 opens, "chapter#heading" for a part of it
    keys: list[tuple[str, str]] = []
    needs: Mapping[str, Right] = {}  # dotted name of a button -> the right it needs; off for who has it not
    entry = ""  # the menu entry that is marked, where it hangs on where one came from
    narrow_nav = False  # the editor shows icons only at the left

    def __init__(self, desk: Desk, window: Shell) -> None:
        super().__init__(window.stack)  # before its parts come: Qt looks at the style of all that moves to a parent
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk, self.window_ = desk, window

    @property
    def shell(self) -> Shell:
        """The window around this page."""
        return self.window_

    def head(self, title: str, sub: str = "") -> QHBoxLayout:
        """The 52 px head: title, light words behind it (``self.sub``), then what the page adds at the right."""
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 10)
        bar.setSpacing(12)
        self.heading = Label(title, "title")
        self.heading.setMinimumHeight(theme.px(32))  # as high as a button, so that heads without one are no lower
        self.sub = Label(sub, "soft")
        bar.addWidget(self.heading)
        bar.addWidget(self.sub)
        bar.addStretch(1)
        return bar

    def frame(self, title: str, sub: str = "") -> tuple[QHBoxLayout, QVBoxLayout]:
        """The usual page: head and a body with the page margins; gives both to fill."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = self.head(title, sub)
        column.addLayout(head)
        body = QVBoxLayout()
        body.setContentsMargins(16, 0, 16, 12)
        body.setSpacing(12)
        column.addLayout(body, 1)
        return head, body

    def opened(self, **args: Any) -> None:
        """The page is shown (again); ``args`` are those of ``Shell.go``."""

    def closing(self) -> bool:
        """Put away what is unsaved before the page is left; False keeps the page."""
        return True

    def was_left(self) -> None:
        """Another page is in front now."""

    def refresh(self) -> None:
        """Data changed elsewhere while this page is shown."""

    def works(self, key: str) -> bool:
        """Whether a key of ``keys`` does something in this state; the bar at the bottom shows no other. Quick: asked
        after every key."""
        if key == "Ctrl+Z":
            return self.shell.toaster.undoable or self.undoable()
        focus, mine = self.focusWidget(), self.list_shown()
        if mine is not None and key in LIST_KEYS and focus is not mine:
            return False
        if key in LIST_KEYS and isinstance(focus, QAbstractItemView) and focus.model() is not None:
            return focus.isVisible() and focus.model().rowCount(focus.rootIndex()) > (key in ARROWS)
        return True

    def list_shown(self) -> QAbstractItemView | None:
        """The list the keys of the page are about: they work while the keyboard stands in it."""
        return None

    def undoable(self) -> bool:
        """Whether ``undo`` has something to take back; whoever answers ``undo`` answers this."""
        return False

    def doubts(self) -> list[Doubt]:
        """What is not confirmed of the values shown, for F1: the marks of the page; a table adds its own rows."""
        from ui.widgets.unsure import doubts_on

        return doubts_on(self)

    def toast_above(self) -> QWidget | None:
        """What a toast must not lie on: buttons at the bottom that are pressed time and again."""
        return None

    def search_focus(self) -> bool:
        """F3: put the cursor into the search; False when the page has none. So with all keys below: False, not mine."""
        return False

    def next_problem(self, step: int) -> bool:
        """F8 (``step`` 1) and Shift+F8 (-1): on to what needs something."""
        return False

    def next_panel(self, step: int = 1) -> bool:
        """F6 (``step`` 1) and Shift+F6 (-1): the keyboard into the next panel."""
        return False

    def save(self) -> bool:
        """Ctrl+S."""
        return False

    def finish(self) -> bool:
        """F10: the work of the page is done."""
        return False

    def print_now(self) -> bool:
        """Ctrl+P."""
        return False

    def send(self) -> bool:
        """Ctrl+E: on to the package."""
        return False

    def take_in(self) -> bool:
        """F5: look for what came from elsewhere, or read again."""
        return False

    def new_person(self) -> bool:
        """Ctrl+N."""
        return False

    def undo(self) -> bool:
        """Ctrl+Z: take back the last step."""
        return False

    def back(self) -> bool:
        """Esc: one step back, at last to the page before."""
        return False


