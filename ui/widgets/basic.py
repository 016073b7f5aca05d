"""Labels, buttons, cards and chips: the small parts every page is put together from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import theme

WRAPPED = ("caption", "error", "warn", "ok", "info")


def repolish(widget: QWidget) -> None:
    """Let QSS see a changed property."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def drop(widget: QWidget | None) -> None:
    """Take a widget away for good; hidden at once, because deletion waits for the event loop."""
    if widget is not None:
        widget.hide()
        widget.deleteLater()


def clear_layout(layout: QLayout) -> None:
    """Drop everything a layout holds, nested layouts too."""
    while (item := layout.takeAt(0)) is not None:
        drop(item.widget())
        if item.layout() is not None:
            clear_layout(item.layout())


def give_way(box: QWidget, giving: Sequence[QWidget]) -> None:
    """Where ``box`` is too low for all that lies in it these go, the first first; with more room they are back."""
    layout = box.layout()
    assert layout is not None
    for widget in giving:
        widget.show()
    for widget in giving:
        if layout.totalMinimumHeightForWidth(box.width()) <= box.height():
            return
        widget.hide()


class Label(QLabel):
    """Plain text in one of the roles: title, section, heading, strong, label, caption, note, soft, body,
    figure, dialog, error, warn, ok, info. Text from outside is never read as markup."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None, *, wrap: bool | None = None,
                 ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(role in WRAPPED if wrap is None else wrap)
        self.setText(text)

    def set_role(self, role: str) -> None:
        """Change the look, keeping the text."""
        if self.property("role") != role:
            self.setProperty("role", role)
            repolish(self)


class FitLabel(Label):
    """One line that says less where there is no room for all of it: ``long``, else ``short``."""

    def __init__(self, long: str, short: str, role: str = "caption", parent: QWidget | None = None) -> None:
        super().__init__(long, role, parent, wrap=False)
        self._long, self._short = long, short
        self.setAccessibleName(long)
        self.setToolTip(long if short != long else "")

    def _size(self, text: str) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(text) + 2, super().sizeHint().height())

    def sizeHint(self) -> QSize:
        return self._size(self._long)

    def minimumSizeHint(self) -> QSize:
        return self._size(self._short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(self._long) <= self.contentsRect().width()
        self.setText(self._long if fits else self._short)


class IconLabel(QWidget):
    """One icon as a picture; follows a change of theme. Painted here pixel for pixel: a label would fit it to the
    size at 125 % and blur it."""

    def __init__(self, name: str, role: str = "text_2", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = (name, role, size)
        self.setFixedSize(size, size)

    def set_icon(self, name: str, role: str = "text_2") -> None:
        """Show another icon, in the theme's colour ``role``."""
        self._icon = (name, role, self._icon[2])
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        name, role, size = self._icon
        QPainter(self).drawPixmap(0, 0, theme.pixmap(name, role if self.isEnabled() else "text_disabled", size))


class Button(QPushButton):
    """A button of kind "", "primary", "danger", "flat" or "link"; Enter presses it when focused."""

    def __init__(self, text: str = "", kind: str = "", icon: str = "", parent: QWidget | None = None, *,
                 small: bool = False, tip: str = "", icon_after: bool = False) -> None:
        super().__init__(parent)
        self._icon, self._after, self._pictured, self._look = icon, icon_after, True, ()
        if icon_after:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if kind:
            self.setProperty("kind", kind)
        if small:
            self.setProperty("small", True)
        if icon and not text:
            self.setProperty("square", True)
        self.setAutoDefault(False)
        self.set_text(text)
        if tip:
            self.setToolTip(tip)
            if not text:
                self.setAccessibleName(tip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tint()

    def set_text(self, text: str) -> None:
        """New words; an icon and its text would touch without a blank between them."""
        if self._icon and text:
            text = f"{text}\u00a0\u00a0" if self._after else f" {text}"
        self.setText(text)

    def sizeHint(self) -> QSize:
        """With room for the heavier letters a chosen one is written in; nothing moves when another is chosen."""
        hint = super().sizeHint()
        if self.isCheckable():
            heavy = QFont(self.font())
            heavy.setWeight(QFont.Weight.DemiBold)
            wide, plain = (one.horizontalAdvance(self.text()) for one in (QFontMetrics(heavy), self.fontMetrics()))
            hint.setWidth(hint.width() + max(0, wide - plain))
        return hint

    def set_icon(self, name: str) -> None:
        """Show another icon, in the colour that fits the kind."""
        self._icon = name
        self._tint()

    def show_picture(self, shown: bool) -> None:
        """With its icon or, where that has no room, with its words alone."""
        self._pictured = shown
        self._tint()

    def set_kind(self, kind: str) -> None:
        """Change the kind, and with it all colours."""
        if (self.property("kind") or "") != kind:
            self.setProperty("kind", kind)
            repolish(self)
            self._tint()

    def _tint(self) -> None:
        if self._icon:
            tints = {"primary": "on_accent", "danger": "error", "link": "accent"}
            role = tints.get(self.property("kind") or "", "text")
            size = 14 if self.text() else 16
            look = (self._icon, theme.color(role), theme.color("text_disabled"), size, self._pictured)
            if look == self._look:  # Qt tells of a new palette several times while a page is put together
                return
            self._look = look
            self.setIconSize(QSize(size, size) if self._pictured else QSize(0, 0))
            self.setIcon(theme.icon(self._icon, role, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """On a filled button a gap parts the ring of the focus from the ground, which it alone would not stand out
        from in both themes."""
        super().paintEvent(event)
        if self.hasFocus() and self.property("kind") == "primary":
            painter = QPainter(self)
            painter.setPen(QPen(theme.qcolor("on_accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(3, 3, -3, -3), 2, 2)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def keyPressEvent(self, event: QEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()
        else:
            super().keyPressEvent(event)


class LinkButton(Button):
    """Underlined words that act like a button."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, "link", parent=parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class Line(QFrame):
    """A hairline between parts of a card or page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", True)
        self.setFixedHeight(1)


class Card(QFrame):
    """A white panel: ``.body`` takes the content, ``.head`` (when titled) the right-hand extras."""

    def __init__(self, title: str = "", right: QWidget | None = None, parent: QWidget | None = None, *,
                 margins: tuple[int, int, int, int] = (12, 10, 12, 12)) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title: Label | None = None
        self.head: QHBoxLayout | None = None
        if title:
            column.addWidget(self._head(title, right))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(*margins)
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)

    def _head(self, title: str, right: QWidget | None) -> QFrame:
        bar = QFrame(self)
        bar.setProperty("cardhead", True)
        bar.setFixedHeight(38)
        self.head = QHBoxLayout(bar)
        self.head.setContentsMargins(12, 0, 12, 0)
        self.head.setSpacing(8)
        self.title = Label(title, "heading")
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        if right is not None:
            self.head.addWidget(right)
        return bar


class Chip(QWidget):
    """Icon and word in a soft box; ``role`` ok, info, warn, error or neutral. Colour never speaks alone."""

    def __init__(self, icon: str = "", text: str = "", role: str = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(theme.font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(icon, text, role)

    def set(self, icon: str, text: str, role: str = "neutral") -> None:
        """Show another state."""
        self._icon, self._text, self._role = icon, text, role
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._text)
        return QSize(wide + (31 if self._icon else 15), max(20, self.fontMetrics().height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._icon, self._text, self._role)


def paint_chip(painter: QPainter, box: QRectF, icon: str, text: str, role: str, filled: bool = True) -> None:
    """Draw a chip into ``box``; not filled = icon and word only (finished states)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if filled:
        painter.setPen(QPen(theme.qcolor(f"{role}_line")))
        painter.setBrush(theme.qcolor(f"{role}_soft"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    left = 7.0
    if icon:
        picture = theme.pixmap(icon, role, 12)
        painter.drawPixmap(int(box.x()) + 7, int(box.y() + (box.height() - 12) / 2), picture)
        left = 24.0
    painter.setPen(theme.qcolor(role if filled else "text"))
    painter.drawText(box.adjusted(left, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), text)
