"""The row of filters and the row of status tabs, painted after the mock-up of page 03."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from jamsos_desktop.texts import number
from ui import theme

ALL = "Semua"
DELETED = "terhapus"  # the tab of those who can be brought back
LONGEST_VALUE = 118  # px of a chosen value before it is shortened (the tooltip has it whole)
HIGH = 32
TAB_LOOK = {
    "semua": ("", ""),
    "perlu_dilengkapi": ("exclamation-triangle-fill", "warn"),
    "ditolak": ("x-octagon-fill", "error"),
    "siap_cetak": ("check-lg", "ok"),
    "tercetak": ("printer", "info"),
    "dalam_kiriman": ("box-arrow-up", "info"),
    "terdaftar": ("patch-check-fill", "ok"),
    "lewat_masa": ("clock", "error"),
    "keluar": ("circle", "neutral"),
    "meninggal": ("person-x", "neutral"),
    DELETED: ("trash", "neutral"),
}
Form = tuple[int, bool]  # of a tab: px at its sides, with its icon
FORMS: tuple[Form, ...] = ((12, True), (7, True), (5, False))
GAP = 8
CENTRE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Painted(QAbstractButton):
    """A button painted by itself: hover and focus are its own business. ``compact``: a narrow window."""

    press_keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter)  # besides Space

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compact = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in self.press_keys:
            self.click()
        else:
            super().keyPressEvent(event)

    def set_compact(self, compact: bool) -> None:
        if compact != self.compact:
            self.compact = compact
            self.updateGeometry()

    def frame(self, painter: QPainter, fill: str, line: str, radius: float = 4) -> None:
        """Fill and border; the border is 2 px in the focus colour when the keyboard is here."""
        wide = 2 if self.hasFocus() else 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.qcolor("focus" if self.hasFocus() else line), wide))
        painter.setBrush(theme.qcolor(fill))
        inset = wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def words(self, painter: QPainter, x: int, text: str, font: QFont, role: str) -> int:
        """Write ``text`` at x and return where it ends."""
        painter.setFont(font)
        painter.setPen(theme.qcolor(role))
        wide = QFontMetrics(font).horizontalAdvance(text)
        painter.drawText(QRect(x, 0, wide + 2, self.height()), CENTRE, text)
        return x + wide


class FilterButton(_Painted):
    """"Dusun  Semua v" with a menu; filled with the accent while it holds something back."""

    changed = Signal()
    press_keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_F4)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._choices: Mapping[str, str] | Callable[[], Mapping[str, str]] = {}
        self._value = ""
        self.clicked.connect(self.open_menu)
        self._tell()

    def set_choices(self, choices: Mapping[str, str] | Callable[[], Mapping[str, str]]) -> None:
        """Code -> label, or what reads them when the menu opens (a value is its own label then). A value that is no
        longer offered stays chosen until somebody changes it."""
        self._choices = choices
        self._tell()

    @cached_property
    def _menu(self) -> QMenu:
        return QMenu(self)

    @property
    def name(self) -> str:
        return self._name

    @property
    def value(self) -> str:
        return self._value

    @property
    def value_label(self) -> str:
        known = {} if callable(self._choices) else self._choices
        return known.get(self._value, self._value) if self._value else ALL

    def set_value(self, value: str) -> None:
        """Choose without a word to anybody (the page lists again itself)."""
        self._value = value
        self._tell()

    def choose(self, value: str) -> None:
        """Choose as the menu does."""
        if value != self._value:
            self.set_value(value)
            self.changed.emit()

    def open_menu(self) -> None:
        """Open the menu with the value of now marked."""
        self._menu.clear()
        group = QActionGroup(self._menu)
        choices = self._choices() if callable(self._choices) else self._choices
        for code, text in {"": ALL, **choices}.items():
            action = self._menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(code == self._value)
            action.triggered.connect(lambda _=False, code=code: self.choose(code))
            group.addAction(action)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _tell(self) -> None:
        self.setAccessibleName(f"Saring {self._name}: {self.value_label}")
        self.setToolTip(f"{self._name}: {self.value_label}" if self._value else "")
        self.updateGeometry()
        self.update()

    def _shown_value(self, compact: bool) -> str:
        if compact and not self._value:
            return ""
        return QFontMetrics(theme.font("body")).elidedText(self.value_label, Qt.TextElideMode.ElideRight,
                                                           theme.px(LONGEST_VALUE))

    def sizeHint(self) -> QSize:
        return QSize(self.width_in(self.compact), theme.px(HIGH))

    def width_in(self, compact: bool) -> int:
        """px it takes, short or whole."""
        caption = QFontMetrics(theme.font("caption")).horizontalAdvance(self._name)
        font = theme.font("body", 600 if self._value else 0)
        value = QFontMetrics(font).horizontalAdvance(self._shown_value(compact))
        return 10 + caption + (7 + value if value else 0) + 11 + 11 + 10

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        on = bool(self._value)
        fill = "accent" if on else "hover" if self.underMouse() else "surface"
        self.frame(painter, fill, "accent" if on else "border_input")
        x = self.words(painter, 10, self._name, theme.font("caption"), "on_accent" if on else "text_2")
        self.words(painter, x + 7, self._shown_value(self.compact), theme.font("body", 600 if on else 0),
                   "on_accent" if on else "text")
        mark = theme.pixmap("chevron-down", "on_accent" if on else "text_2", 11)
        painter.drawPixmap(self.width() - 21, (self.height() - 11) // 2, mark)
        if on and self.hasFocus():  # the accent border cannot be seen on the accent fill
            painter.setPen(QPen(theme.qcolor("on_accent")))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 2, 2)


class TabButton(_Painted):
    """One status with its count; the alarming one stands apart in the error colour."""

    def __init__(self, key: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._text, self._count = key, text, 0
        self._alarm = key == "lewat_masa"
        self._form = FORMS[0]
        self.setCheckable(True)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many people have this status."""
        self._count = count
        self.setAccessibleName(f"{self._text}: {number(count)} orang")
        self.setText(f"{self._text} {number(count)}")
        self.updateGeometry()
        self.update()

    @property
    def count(self) -> int:
        return self._count

    def set_form(self, form: Form) -> None:
        """More or less air, with an icon or without; what the tab says stays whole."""
        if form != self._form:
            self._form = form
            self.updateGeometry()
            self.update()

    def _strong(self) -> bool:
        return self.isChecked() or self._alarm

    def sizeHint(self) -> QSize:
        return QSize(self.width_in(self._form), theme.px(HIGH))

    def width_in(self, form: Form) -> int:
        """px it takes; room for the semibold letters, so that choosing a tab moves none of the others."""
        pad, with_icon = form
        text = QFontMetrics(theme.font("body", 600)).horizontalAdvance(f"{self._text}{number(self._count)}")
        return 2 * pad + (19 if TAB_LOOK[self.key][0] and with_icon else 0) + text + 7

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._ground(painter)
        name, role = TAB_LOOK[self.key]
        x, with_icon = self._form
        if name and with_icon:
            painter.drawPixmap(x, (self.height() - 12) // 2, theme.pixmap(name, role, 12))
            x += 19
        ink = "error" if self._alarm else "text" if self.isChecked() else "text_2"
        x = self.words(painter, x, self._text, theme.font("body", 600 if self._strong() else 0), ink)
        self.words(painter, x + 7, number(self._count), theme.font("body", 600), "error" if self._alarm else "text")

    def _ground(self, painter: QPainter) -> None:
        if self._alarm:
            self.frame(painter, "error_soft", "error" if self.isChecked() else "error_line")
        else:
            ground = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else "surface"
            painter.fillRect(self.rect(), theme.qcolor(ground))
            painter.setPen(theme.qcolor("border"))
            painter.drawRect(self.rect().adjusted(0 if self.key == "semua" else -1, 0, -1, -1))
        if self.isChecked():
            painter.fillRect(0, self.height() - 2, self.width(), 2, theme.qcolor("error" if self._alarm else "accent"))
        if self.hasFocus() and not self._alarm:
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class StatusTabs(QWidget):
    """The pipeline as tabs. Tabs of people who went wrong or left are shown only while they hold somebody."""

    chosen = Signal(str)
    SELDOM = ("lewat_masa", "keluar", "meninggal", DELETED)
    APART = ("lewat_masa", "keluar")  # after a gap

    def __init__(self, labels: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs: dict[str, TabButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for key, text in labels.items():
            tab = TabButton(key, text, self)
            if key in self.APART:
                row.addSpacing(GAP)
            self.tabs[key] = tab
            self._group.addButton(tab)
            row.addWidget(tab)
            tab.setVisible(key not in self.SELDOM)  # not before it has a parent: it would be a window of its own
            tab.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
        row.addStretch()
        self.tabs["semua"].setChecked(True)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show people per tab; a tab that is not named has none."""
        for key, tab in self.tabs.items():
            tab.set_count(counts.get(key, 0))
        self._show_needed()

    def _show_needed(self) -> None:
        for key, tab in self.tabs.items():
            tab.setVisible(key not in self.SELDOM or tab.count > 0 or tab.isChecked())
        self.fit()

    def show_tab(self, key: str) -> None:
        """Mark a tab without a word to anybody."""
        self.tabs[key].setChecked(True)
        self._show_needed()

    def chosen_tab(self) -> TabButton:
        """The tab that is chosen; always one."""
        return next(tab for tab in self.tabs.values() if tab.isChecked())

    def minimumSizeHint(self) -> QSize:
        """The narrowest form: the row never makes the page wider than it must be."""
        return QSize(self._width(FORMS[-1]), theme.px(HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give the tabs as much air as there is room for: icons go before words would."""
        form = next((form for form in FORMS if self._width(form) <= self.width()), FORMS[-1])
        for tab in self.tabs.values():
            tab.set_form(form)

    def _width(self, form: Form) -> int:
        shown = [tab for tab in self.tabs.values() if not tab.isHidden()]
        return sum(tab.width_in(form) for tab in shown) + GAP * len(self.APART)
