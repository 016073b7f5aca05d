"""The lock page: who works, six digits shown as dots, how long to wait after too many wrong ones, and Lupa PIN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from jamsos_desktop.problems import Problem
from ui import theme
from ui.pages.lock_boxes import PinBoxes
from ui.widgets import IconLabel, KeyBar, Label, LinkButton, Message, give_way

if TYPE_CHECKING:
    from jamsos_desktop.desk import VaultUser
    from ui.pages.lock_forgot import ForgotPage
    from ui.widgets import FieldRow

TICK_MS = 1000
WAITING = "Terlalu sering salah. Coba lagi dalam {left}. Data Anda tetap utuh."
KEYS = [("0–9", "Ketik PIN"), ("Esc", "Kosongkan"), ("Alt+L", "Lupa PIN"), ("F1", "Bantuan")]
WHO_KEY = ("↑ ↓", "Pilih orang")
FORGOT_KEYS = [("Tab", "Kata berikut"), ("F8", "Kata yang keliru"), ("Ctrl+Enter", "Buat PIN"), ("Esc", "Kembali")]


def _nobody() -> Sequence[VaultUser]:
    return ()


def _at_once(user: str) -> int:
    return 0


class Door(NamedTuple):
    """What the lock page asks of the program. ``unlock(pin, user)``; ``users()``: whose PIN opens this desk;
    ``wait(user)``: seconds until a PIN may be tried; ``recover(words, pin, user)``: a new PIN by the sheet for
    somebody, "" whoever leads, returns their id; None where that is no matter here; ``place``: below the name of the
    program; ``last``: id of who worked here last."""

    unlock: Callable[[str, str], object]
    users: Callable[[], Sequence[VaultUser]] = _nobody
    wait: Callable[[str], int] = _at_once
    recover: Callable[[Sequence[str], str, str], str] | None = None
    place: str = ""
    last: str = ""


class LockPage(QWidget):
    """Asks the PIN and hands it to the door; a Problem of it is shown as a sentence, else ``opened``."""

    opened = Signal()
    forgot = Signal()

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._door = door
        self._people: dict[str, str] = {}
        column = QVBoxLayout(self)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        mark = IconLabel("house-check-fill", "accent", 44)
        column.addWidget(mark, 0, middle)
        column.addSpacing(6)
        name = Label("Jamsos Desa", "title")
        name.setContentsMargins(3, 0, 3, 0)  # its J begins left of where the letters are said to begin
        column.addWidget(name, 0, middle)
        column.addWidget(Label(door.place, "soft"), 0, middle)
        column.addSpacing(18)
        self._who_at = column.count()
        column.addSpacing(10)
        self.asking = Label("Ketik PIN 6 angka", "label")
        column.addWidget(self.asking, 0, middle)
        column.addSpacing(4)
        self.pin = PinBoxes()
        self.pin.filled.connect(self._try)
        self.pin.typed.connect(lambda: self.message.set(""))
        column.addWidget(self.pin, 0, middle)
        column.addSpacing(8)
        self.message = Message(3)
        self.message.setFixedWidth(theme.px(360))
        column.addWidget(self.message, 0, middle)
        self.forgot_button = LinkButton("&Lupa PIN")
        self.forgot_button.clicked.connect(self.forgot)
        self.forgot_button.setVisible(door.recover is not None)
        column.addWidget(self.forgot_button, 0, middle)
        column.addSpacing(4)
        calm = Label("Salah 10 kali tidak menghapus data.", "note")
        column.addWidget(calm, 0, middle)
        column.addStretch(3)
        self._giving = (mark, calm, name)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._count_down)
        self.refresh()

    # Who.

    @cached_property
    def who(self) -> FieldRow:
        """The choice among several; where one person works alone it is never built."""
        from ui.widgets import FieldRow

        field = FieldRow("Siapa yang bekerja?", choices=self._people, reserve=0)
        field.setFixedWidth(theme.px(280))
        field.changed.connect(self._chosen)
        field.setVisible(False)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(self._who_at, field, 0, Qt.AlignmentFlag.AlignHCenter)
        return field

    def refresh(self) -> None:
        """Whose PIN opens this desk, and whether one must wait; one name needs no choice."""
        people = self._people = people_of(self._door)
        if len(people) > 1 or "who" in self.__dict__:
            self.who.set_choices(people)
            last = self._door.last
            self.who.set_text(last if last in people else next(iter(people), ""))
            self.who.setVisible(len(people) > 1)
        one = next(iter(people.values()), "") if len(people) == 1 else ""
        self.asking.setText(f"{one}, ketik PIN 6 angka" if one else "Ketik PIN 6 angka")
        give_way(self, self._giving)
        self._count_down()

    def resizeEvent(self, event: QResizeEvent) -> None:
        give_way(self, self._giving)
        super().resizeEvent(event)

    def look_again(self) -> None:
        """Ask the door once more; what was chosen or typed meanwhile stays where nothing is different."""
        if people_of(self._door) != self._people:
            self.refresh()

    @property
    def user(self) -> str:
        """The id of whoever is to be asked; "" where nobody is named."""
        return self.who.text() if "who" in self.__dict__ else next(iter(self._people), "")

    def _chosen(self, _: str) -> None:
        self.pin.clear()
        self.message.set("")
        self._count_down()
        self.pin.setFocus()

    @property
    def choosing(self) -> bool:
        """Whether more than one person has a PIN here."""
        return "who" in self.__dict__ and self.who.isVisibleTo(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose who works without leaving the boxes of the PIN."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        people = list(people_of(self._door))
        if not (step and self.choosing and self.user in people):
            super().keyPressEvent(event)
            return
        self.who.set_text(people[(people.index(self.user) + step) % len(people)])
        self._chosen(self.user)

    # The PIN.

    def _try(self, pin: str) -> None:
        from ui import busy

        self.pin.setEnabled(False)
        self.pin.repaint()
        problem: Problem | None = None
        with busy.moment():
            try:
                self._door.unlock(pin, self.user)
            except Problem as found:
                problem = found
        self.pin.setEnabled(True)
        self.pin.clear(wrong=problem is not None)
        if problem is None:
            self.opened.emit()
            return
        self.say(problem)
        self.pin.setFocus()
        self._count_down()

    def say(self, problem: Problem) -> None:
        """Why nobody is let in, as a sentence below the boxes."""
        self.message.set(str(problem), "x-octagon-fill", "error")

    def _count_down(self) -> None:
        """While one must wait nothing can be typed, and the page says how long."""
        left = self._door.wait(self.user)
        waiting = left > 0
        if waiting:
            self.message.set(WAITING.format(left=_spoken(left)), "clock", "warn")
            self._clock.start()
        elif not self.pin.isEnabled():
            self.message.set("")
        if self.pin.isEnabled() == waiting:
            self.pin.setEnabled(not waiting)
            self.pin.clear()
            if not waiting:
                self.pin.setFocus()
        if not waiting:
            self._clock.stop()


def people_of(door: Door) -> dict[str, str]:
    """Id and name of those who have a PIN; names all in capitals as on a KTP are shown as people write them."""
    return {one.id: _written(one.nama) for one in door.users()}


def _written(name: str) -> str:
    if not name.isupper():
        return name
    from jamsos_desktop.texts import title_name

    return title_name(name)


def _spoken(seconds: int) -> str:
    """"52 detik", "3 menit 5 detik"."""
    minutes, rest = divmod(seconds, 60)
    return " ".join(part for part in (f"{minutes} menit" if minutes else "", f"{rest} detik" if rest else "") if part)


class LockWindow(QMainWindow):
    """The lock page as a window, for the start of the program and while the screen is locked. ``opened()``: let in."""

    opened = Signal()
    closed = Signal()

    def __init__(self, door: Door) -> None:
        super().__init__()
        self.setWindowTitle("Jamsos Desa")
        self._door = door
        self._forgot: ForgotPage | None = None
        root = QWidget(self)
        self.setCentralWidget(root)  # from the outside in: Qt dresses anew whatever moves into something else
        self.stack = QStackedWidget(root)
        self.page = LockPage(door, self.stack)
        self.page.opened.connect(self.opened)
        self.page.forgot.connect(lambda: self.show_forgot())
        self.stack.addWidget(self.page)
        self.keys = KeyBar(root)
        self.keys.right.addWidget(Label("Data peserta disimpan dalam keadaan terkunci", "caption", wrap=False))
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.keys)
        self.setMinimumSize(640, 430)
        self.resize(1366, 698)
        self.show_lock()

    @property
    def forgot(self) -> ForgotPage | None:
        """The page of Lupa PIN while it is shown."""
        return self._forgot

    def show_lock(self) -> None:
        """The PIN page; the words typed on the other one are forgotten."""
        page, self._forgot = self._forgot, None
        if page is not None:
            self.stack.removeWidget(page)
            page.deleteLater()
        self.page.refresh()
        keys = KEYS if self._door.recover is not None else [*KEYS[:2], KEYS[3]]
        self.keys.set_keys([WHO_KEY, *keys] if self.page.choosing else keys)
        QTimer.singleShot(0, self.page.pin, self.page.pin.setFocus)

    def show_forgot(self, why: str = "") -> None:
        """Lupa PIN: the twelve words and a new PIN; ``why`` stands below them."""
        from ui.pages.lock_forgot import ForgotPage

        if self._door.recover is None or self._forgot is not None:
            return
        theme.write_pictures()
        self._forgot = ForgotPage(self._door, self.page.user)
        self._forgot.left.connect(self.show_lock)
        self._forgot.opened.connect(self.opened)
        self.stack.addWidget(self._forgot)
        self.stack.setCurrentWidget(self._forgot)
        self.keys.set_keys(FORGOT_KEYS)
        self._forgot.start()
        if why:
            self._forgot.tell(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        elif event.key() in (Qt.Key.Key_F1, Qt.Key.Key_H) and self._help(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _help(self, event: QKeyEvent) -> bool:
        """F1 or Ctrl+H: what to do about a PIN; nothing of the desk is shown."""
        from ui.guide_window import show_guide
        from ui.keys import pressed

        if pressed(event, "F1"):
            show_guide(self, "keamanan#lupa-pin")
            return True
        return False

    def _back(self) -> None:
        if self._forgot is not None:
            self.show_lock()
            return
        self.page.pin.clear()
        self.page.message.set("")
        self.page.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
