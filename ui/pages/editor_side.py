"""The left column of the editor: five sections with their state, and what is still to be mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.model.fields import SECTION_LABELS, Section
from jamsos_desktop.model.findings import Finding, Tingkat
from ui import theme
from ui.widgets.basic import Card, IconLabel, Label, LinkButton

SHORT = {**SECTION_LABELS, Section.PEKERJAAN: "Pekerjaan"}
ICONS = {"error": "x-octagon-fill", "warn": "exclamation-triangle-fill", "ok": "check-circle-fill",
         "info": "info-circle-fill", "neutral": "circle"}
EDGE = 4  # px of the ring round a link
ROLE_OF = {Tingkat.SALAH: "error", Tingkat.KURANG: "warn", Tingkat.PERIKSA: "warn", Tingkat.INFO: "info"}
WORDS = {Tingkat.SALAH: "salah", Tingkat.PERIKSA: "periksa", Tingkat.KURANG: "kosong"}


@dataclass(frozen=True, slots=True)
class SectionState:
    """How a section stands: colour role ("error", "warn", "ok", "neutral") and one line."""

    role: str
    line: str


def summary(findings: Sequence[Finding], done: str = "Lengkap") -> SectionState:
    """ "1 salah, 1 periksa, 1 kosong", or ``done`` when nothing is marked."""
    counts = {level: sum(1 for f in findings if f.tingkat is level) for level in WORDS}
    parts = [f"{n} {WORDS[level]}" for level, n in counts.items() if n]
    if not parts:
        return SectionState("ok", done)
    return SectionState("error" if counts[Tingkat.SALAH] else "warn", ", ".join(parts))


class SectionItem(QFrame):
    """One section: icon, number and name, state. Click or Enter goes there."""

    chosen = Signal()

    def __init__(self, number: int, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._name = f"{number}. {SHORT[section]}"
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 9, 10, 9)
        row.setSpacing(10)
        self.icon = IconLabel("circle", "neutral", 16)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.name = Label(self._name, "body", wrap=True)
        self.line = Label("", "caption", wrap=True)
        words.addWidget(self.name)
        words.addWidget(self.line)
        row.addLayout(words, 1)
        self.set_here(False)

    def set_state(self, state: SectionState) -> None:
        """Show a state by icon, word and colour."""
        self.icon.set_icon(ICONS[state.role], state.role)
        self.line.setText(state.line)
        self.line.set_role("caption" if state.role == "neutral" else state.role)
        self.setAccessibleName(f"{self._name}, {state.line}")

    def set_here(self, here: bool) -> None:
        """Mark the section the cursor is in."""
        if self.property("here") is not here:
            self.setProperty("here", here)
            self.name.set_role("strong" if here else "body")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.property("here"):
            painter.fillRect(self.rect(), theme.qcolor("accent_soft"))
            painter.fillRect(0, 0, 3, self.height(), theme.qcolor("accent"))
        if self.hasFocus():
            painter.setPen(QPen(theme.qcolor("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
        else:
            super().keyPressEvent(event)


class SectionList(Card):
    """The five sections."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(1, 6, 1, 6))
        self.body.setSpacing(0)
        self.items: dict[Section, SectionItem] = {}
        for number, section in enumerate(Section, 1):
            item = SectionItem(number, section)
            item.chosen.connect(lambda section=section: self.chosen.emit(section.value))
            self.items[section] = item
            self.body.addWidget(item)

    def set_here(self, here: Section) -> None:
        """Mark the section the cursor is in."""
        for section, item in self.items.items():
            item.set_here(section is here)

    @property
    def last(self) -> SectionItem:
        """Where Tab leaves the list."""
        return list(self.items.values())[-1]

    def focus_first(self) -> None:
        """Take the keyboard (F6)."""
        here = [item for item in self.items.values() if item.property("here")]
        (here or list(self.items.values()))[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


class ProblemLink(LinkButton):
    """A few words, on two lines where one has no room for them."""

    def __init__(self) -> None:
        super().__init__("")
        self._words = ""
        self.setStyleSheet(f"font-size: {theme.px(12)}px; padding: 0;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, words: str) -> None:
        """Show these words."""
        self._words = words
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.width() - EDGE
        first, rest = self._words, ""
        while metrics.horizontalAdvance(first) > room and " " in first:
            first, _, word = first.rpartition(" ")
            rest = f"{word} {rest}".strip()
        lines = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in (first, rest) if line]
        if "\n".join(lines) != self.text():
            self.set_text("\n".join(lines))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class ProblemItem(QWidget):
    """One finding: icon and its few words as a link."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        self.icon = IconLabel("circle", "neutral", 13)
        self.link = ProblemLink()
        row.addWidget(self.icon)
        row.addWidget(self.link, 1)
        self.finding: Finding | None = None

    def show_finding(self, finding: Finding) -> None:
        """Another finding in the same place; nothing is rebuilt while typing."""
        self.finding = finding
        role = ROLE_OF[finding.tingkat]
        self.icon.set_icon(ICONS[role], role)
        self.link.say(finding.singkat)
        self.link.setToolTip(f"{finding.pesan} {finding.cara}".strip())
        self.link.setAccessibleName(f"{finding.singkat}. {finding.pesan}")


class ProblemList(Card):
    """ "Yang perlu dibenahi": every finding, worst first; a click jumps to its field."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Yang perlu dibenahi", parent=parent, margins=(12, 5, 8, 8))
        self.body.setSpacing(6)
        self._items: list[ProblemItem] = []
        self.after: QWidget | None = None  # Tab comes from there
        self.none = Label("Tidak ada. Data ini lengkap.", "caption")
        self.body.addWidget(self.none)

    def stops(self) -> list[QWidget]:
        """What Tab visits here, also what is hidden until there are more findings."""
        return [item.link for item in self._items]

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; the widgets are kept and reused."""
        marked = [f for f in findings if f.tingkat is not Tingkat.INFO]
        while len(self._items) < len(marked):
            item = ProblemItem()
            item.link.clicked.connect(lambda _=False, item=item: self.chosen.emit(item.finding))
            self.body.addWidget(item)
            if before := self._items[-1].link if self._items else self.after:
                QWidget.setTabOrder(before, item.link)
            self._items.append(item)
        for item, finding in zip(self._items, marked, strict=False):
            item.show_finding(finding)
        for number, item in enumerate(self._items):
            item.setVisible(number < len(marked))
        self.none.setVisible(not marked)

    def links(self) -> list[ProblemItem]:
        """The findings on screen, top to bottom."""
        return [item for item in self._items if not item.isHidden()]
