"""One seat of the SOTK board as a card: post, who holds it, how they stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import Desk, Seat
from ui import theme
from ui.pages.peserta_cells import PROBLEM_ELSE, PROBLEM_LOOK, STATUS_ELSE, STATUS_LOOK
from ui.widgets import IconLabel, Label

HIGH = 70
ACTING = {"plt": "Plt. ", "pj": "Pj. "}
EMPTY, FILL = "Belum terisi", "Isi pejabat"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def holder_name(seat: Seat) -> str:
    """"Plt. Rusdin"; "" for an empty seat."""
    return f"{ACTING.get(seat.keadaan, '')}{seat.nama}" if seat.terisi else ""


def _what_ends(seat: Seat) -> str:
    """Plt., Pj. or the term when it is that of the seat which ends first, else the SK of the person."""
    if seat.berakhir != seat.sampai:
        return "SK"
    return ACTING.get(seat.keadaan, "Jabatan").strip()


def ends_words(seat: Seat) -> str:
    """"Plt. berakhir 12 hari lagi": what of a seat ends, and when."""
    if seat.berakhir_hari is None or seat.berakhir is None:
        return ""
    what = _what_ends(seat)
    if seat.berakhir_hari < 0:
        return f"{what} habis {texts.screen_date(seat.berakhir)}"
    return f"{what} berakhir hari ini" if not seat.berakhir_hari else f"{what} berakhir {seat.berakhir_hari} hari lagi"


def ends_shortly(seat: Seat) -> str:
    """The same as it fits on a card: "Plt. sisa 12 hari"."""
    days = seat.berakhir_hari or 0
    return f"{_what_ends(seat)} sisa {days} hari" if days > 0 else ends_words(seat)


def state_of(desk: Desk, seat: Seat) -> tuple[str, str, str]:
    """Icon, colour role and words of the third line."""
    if not seat.terisi:
        return "", "text_2", ""
    if seat.papan == "kurang":
        return (*PROBLEM_LOOK.get(seat.tingkat, PROBLEM_ELSE), seat.masalah)
    soon = desk.policy.amount("hari_akan_berakhir", desk.today) or 0
    if seat.berakhir_hari is not None and seat.berakhir_hari <= soon:
        return "clock", "warn", ends_shortly(seat)
    if not seat.uid:
        return "person-x", "neutral", "Bukan peserta"
    return (*STATUS_LOOK.get(seat.status, STATUS_ELSE), desk.label("status", seat.status))


class Elided(Label):
    """One line that never widens its place; what does not fit ends in dots and stands whole in the tool tip."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text, role, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._usual = theme.font("body" if role in ("strong", "soft") else "caption", 600 if role == "strong" else 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        fit = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is a little too long takes the narrow letters of tables before anything of it is left out."""
        super().resizeEvent(event)
        if QFontMetrics(self._usual).horizontalAdvance(self.text()) <= self.width():
            self.setFont(self._usual)
            return
        narrow = theme.font("table", 600 if self.property("role") == "strong" else 400)
        narrow.setPixelSize(self._usual.pixelSize())
        self.setFont(narrow)
        self.setToolTip(self.text() if QFontMetrics(narrow).horizontalAdvance(self.text()) > self.width() else "")


class SeatCard(QFrame):
    """One seat: post, who holds it, how they stand. ``activated``: Enter, double click, or a click that asks for a
    name; ``entered``: it has the keyboard now."""

    activated = Signal(str)
    entered = Signal(str)

    def __init__(self, desk: Desk, seat: Seat, parent: QWidget | None = None, *, one_click: bool = False) -> None:
        super().__init__(parent)
        self.seat, self._one_click = seat, one_click
        self.setProperty("seat", seat.papan)
        self.setFixedHeight(theme.px(HIGH))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 5, 8, 5)
        column.setSpacing(0)
        column.addLayout(self._post(seat))
        icon, role, words = state_of(desk, seat)
        column.addWidget(Elided(holder_name(seat) or seat.bekas or EMPTY, "strong" if seat.terisi else "soft"))
        column.addLayout(self._state(seat, icon, role, words))
        said = ends_words(seat) if words == ends_shortly(seat) else words
        told = [seat.label, holder_name(seat) or EMPTY, said or seat.bekas,
                f"juga {', '.join(seat.rangkap)}" if seat.rangkap else "", ends_words(seat)]
        self.setAccessibleName(". ".join(dict.fromkeys(part for part in told if part)))
        self.setToolTip("\n".join(dict.fromkeys(part for part in told if part)))

    @staticmethod
    def _post(seat: Seat) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Elided(seat.label, "caption"), 1)
        if seat.rangkap:
            row.addWidget(IconLabel("link", "info", 12))  # told in words by the tool tip and the panel beside
        return row

    @staticmethod
    def _state(seat: Seat, icon: str, role: str, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(5)
        if not seat.terisi:
            if seat.bekas:
                row.addWidget(Label(EMPTY, "caption", wrap=False))
            row.addWidget(Label(FILL, "seatlink", wrap=False))
            row.addStretch(1)
            return row
        row.addWidget(IconLabel(icon, role, 12))
        row.addWidget(Elided(words, role if role in ("warn", "error") else "caption"), 1)
        return row

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.seat.id)
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.activated.emit(self.seat.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        inside = event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint())
        if inside and (self._one_click or not self.seat.terisi):
            self.activated.emit(self.seat.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._one_click and self.seat.terisi:
            self.activated.emit(self.seat.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus() and self.seat.terisi:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():  # laid over the border, so that nothing moves
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        else:  # a style sheet's dashes are dots at one pixel
            dashes = QPen(theme.qcolor("border_input"), 1)
            dashes.setDashPattern((3, 3))
            painter.setPen(dashes)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def set_chosen(self, chosen: bool) -> None:
        """Marked as the seat the panel beside speaks of; only this one is a stop of the Tab key."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)
