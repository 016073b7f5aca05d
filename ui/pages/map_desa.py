"""The map desa as a strip: the road of the employer, and of the wadah, step by step. Enter opens a step's sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import Button, Label, LinkButton, clear_layout

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, Road, RoadStep
    from ui.window import Shell

ICONS = {"selesai": ("check-circle-fill", "ok"), "jalan": ("clock", "warn"), "belum": ("circle", "text_3"),
         "tidak_perlu": ("dash-circle", "text_3")}
PAGES: dict[str, tuple[str, dict[str, Any]]] = {  # where the people of a counted step are worked on
    "data": ("peserta", {"tab": "perlu_dilengkapi"}), "tanda_tangan": ("peserta", {"tab": "tercetak"}),
    "dpmd": ("kirim", {}), "bayar": ("iuran", {}), "kartu": ("peserta", {"tab": "terdaftar"}),
    "sk": ("struktur", {"tab": "pekerja_rentan"})}
MARGIN, ICON = 10, 16
MOVES = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}


class StepButton(QAbstractButton):
    """One step of the strip: state by shape and colour, its name, how far it is. ``here``: the one to do next."""

    def __init__(self, step: RoadStep, *, here: bool, last: bool) -> None:
        super().__init__()
        self.step, self.here, self._last, self._below = step, here, last, ""
        self.setFont(theme.font("label" if here else "caption"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_brief(name=True, count=True)
        said = [step.label, step.kata, step.hitungan, step.hambatan.rstrip("."), step.berikut.rstrip(".")]
        words = ". ".join(part for part in said if part) + "."
        self.setAccessibleName(("Langkah berikut. " if here else "") + words)
        self.setToolTip(words)

    def set_brief(self, *, name: bool, count: bool) -> None:
        """Short words where the whole ones do not fit."""
        self.setText(self.step.pendek if name else self.step.label)
        self._below = self.step.angka if count else self.step.hitungan or self.step.kata
        self.update()

    def name_width(self, *, brief: bool) -> int:
        """Pixels the step needs for its name."""
        return _room(theme.font("label"), self.step.pendek if brief else self.step.label)

    def count_width(self, *, brief: bool) -> int:
        """Pixels the step needs for how far it is."""
        return _room(theme.font("caption"), self.step.angka if brief else self.step.hitungan or self.step.kata)

    def sizeHint(self) -> QSize:
        return QSize(max(self.name_width(brief=True), self.count_width(brief=True)), theme.px(46))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.here or self.hasFocus() or self.underMouse():
            fill = "accent_soft" if self.here else "hover"
            painter.setBrush(theme.qcolor(fill) if self.here or self.underMouse() else Qt.BrushStyle.NoBrush)
            edge = QPen(theme.qcolor("focus" if self.hasFocus() else "accent"), 2 if self.hasFocus() else 1)
            painter.setPen(edge if self.here or self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, 4, 4)
        icon, role = ICONS[self.step.keadaan]
        middle = self.height() / 2
        painter.drawPixmap(MARGIN, round(middle - ICON / 2), theme.pixmap(icon, role, ICON))
        left = MARGIN + ICON + 6
        half = painter.fontMetrics().height()
        painter.setFont(theme.font("label" if self.here else "caption"))
        painter.setPen(theme.qcolor("text"))
        painter.drawText(QRectF(left, middle - half - 1, self.width() - left, half),
                         int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.qcolor("text_2"))
        painter.drawText(QRectF(left, middle + 1, self.width() - left, half), int(Qt.AlignmentFlag.AlignVCenter),
                         self._below)
        if not self._last:
            painter.drawPixmap(self.width() - 12, round(middle - 5), theme.pixmap("chevron-right", "text_3", 10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in MOVES:
            event.ignore()  # a button of Qt moves the focus itself; here the strip does
        else:
            super().keyPressEvent(event)


def _room(font: QFont, words: str) -> int:
    return QFontMetrics(font).horizontalAdvance(words) + MARGIN + ICON + 6 + 14


class MapStrip(QFrame):
    """Both roads, one shown at a time. ``changed`` is called after a sheet wrote something."""

    def __init__(self, desk: Desk, shell: Shell, changed: Callable[[], object] = lambda: None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.desk, self.shell, self._changed = desk, shell, changed
        self.steps: list[StepButton] = []
        self._roads: tuple[Road, ...] = ()
        self._jalur = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self._row = QHBoxLayout()
        self._row.setContentsMargins(6, 4, 6, 4)
        self._row.setSpacing(2)
        column.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _head(self) -> QFrame:
        head = QFrame(self)
        head.setProperty("cardhead", True)
        head.setFixedHeight(max(38, theme.px(38)))
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(Label(self.desk.unit.words("Map desa"), "heading"))
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(4)
        self._group = QButtonGroup(self)
        row.addLayout(self._tabs)
        self.words = Label("", "caption", wrap=False)
        row.addWidget(self.words)
        row.addStretch(1)
        self.profile = LinkButton("Profil kantor")
        self.profile.setToolTip("Alamat, telepon, NPWP, NPP, bendahara, penghubung")
        self.profile.clicked.connect(self._open_profile)
        row.addWidget(self.profile)
        return head

    def refresh(self) -> None:
        """Judge the roads again and draw the one that is looked at."""
        self._roads = self.desk.roads()
        names = [road.jalur for road in self._roads]
        if self._jalur not in names:
            ahead = self.desk.next_step(self._roads)
            self._jalur = ahead.jalur if ahead is not None else names[0]
        self._show_tabs()
        self._show_road()

    @property
    def road(self) -> Road:
        """The road shown."""
        return next(road for road in self._roads if road.jalur == self._jalur)

    def _show_tabs(self) -> None:
        clear_layout(self._tabs)
        if len(self._roads) < 2:
            return
        for road in self._roads:
            button = Button(road.label, small=True)
            button.setMinimumWidth(QFontMetrics(theme.font("label")).horizontalAdvance(road.label) + 24)  # when chosen
            button.setCheckable(True)
            button.setChecked(road.jalur == self._jalur)
            button.clicked.connect(lambda _=False, jalur=road.jalur: self.show_road(jalur))
            self._group.addButton(button)
            self._tabs.addWidget(button)

    def show_road(self, jalur: str) -> None:
        """Look at another road."""
        self._jalur = jalur
        self._show_road()

    def _show_road(self) -> None:
        clear_layout(self._row)
        road = self.road
        ahead = road.next
        self.steps = [StepButton(step, here=step is ahead, last=step is road.steps[-1]) for step in road.steps]
        for button in self.steps:
            button.clicked.connect(lambda _=False, one=button: self.open(one.step))
            self._row.addWidget(button)
            button.show()  # at once: a hidden one could not take the keyboard
        words = f"{road.done} dari {len(road.steps)} selesai"
        self.words.setText(words + (f". Berikut: {ahead.label}" if ahead else ""))
        self._rove(self._entry())
        self._fit()

    def _entry(self) -> int:
        """The step Tab comes to: the next one, else the first."""
        return next((at for at, one in enumerate(self.steps) if one.here), 0)

    def _rove(self, at: int) -> None:
        """One stop for Tab; arrows move inside."""
        for index, button in enumerate(self.steps):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if index == at else Qt.FocusPolicy.ClickFocus)

    def focus_first(self) -> None:
        """The keyboard goes to the next step."""
        if (step := self.stop()) is not None:
            step.setFocus()

    def stops(self) -> list[QWidget]:
        """What Tab goes to, in reading order; the roads and steps are made anew whenever they are judged."""
        roads = [self._tabs.itemAt(at).widget() for at in range(self._tabs.count())]
        return [*roads, self.profile, *self.steps]

    def stop(self) -> StepButton | None:
        """Where F6 goes: the next step."""
        return self.steps[self._entry()] if self.steps else None

    def _fit(self) -> None:
        room = (self.width() - 14) // max(len(self.steps), 1) - 2
        name = any(button.name_width(brief=False) > room for button in self.steps)
        count = any(button.count_width(brief=False) > room for button in self.steps)
        for button in self.steps:
            button.set_brief(name=name, count=count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((index for index, one in enumerate(self.steps) if one.hasFocus()), -1)
        if at >= 0 and event.key() in MOVES:
            to = max(0, min(len(self.steps) - 1, at + MOVES[Qt.Key(event.key())]))
            self._rove(to)
            self.steps[to].setFocus()
        else:
            super().keyPressEvent(event)

    # Sheets.

    def open(self, step: RoadStep) -> None:
        """The sheet of a step."""
        at = self.road.steps.index(step)
        if open_step(self.desk, self.shell, step, self):
            self.refresh()
            self._changed()
            self._rove(at)
            self.steps[at].setFocus()

    def _open_profile(self) -> None:
        if open_profile(self.desk, self.shell, self):
            self.refresh()
            self._changed()


def open_step(desk: Desk, shell: Shell, step: RoadStep, parent: QWidget) -> bool:
    """Ask about a step; True when something was written. The sheet may lead to the page of its people instead."""
    from ui.pages.map_desa_sheets import StepSheet

    sheet = StepSheet(desk, step, parent)
    sheet.exec()
    if sheet.wrote:
        shell.saved()
    if sheet.lead:
        page, args = sheet.lead
        shell.go(page, **args)
    return sheet.wrote


def open_profile(desk: Desk, shell: Shell, parent: QWidget) -> bool:
    """Ask for the profile of the office; True when it was written."""
    from ui.pages.map_desa_sheets import OfficeSheet

    sheet = OfficeSheet(desk, parent)
    if not sheet.exec():
        return False
    shell.saved()
    return True
