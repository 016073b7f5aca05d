"""The left side of the set-up window: what this program is, and which step one is in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import IconLabel, Label, give_way

STEPS = ("Desa", "Pejabat penanda tangan", "PIN", "Lembar pemulihan")


class StepList(QWidget):
    """The steps at the left: done ticked, the present one marked."""

    def __init__(self, steps: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps, self._at = tuple(steps), 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(44 * len(self._steps))

    def set_step(self, at: int) -> None:
        """Mark the present step (from 0)."""
        self._at = at
        self.setAccessibleName(f"Langkah {at + 1} dari {len(self._steps)}: {self._steps[at]}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, words in enumerate(self._steps):
            top, here = at * 44, at == self._at
            if here:
                painter.setPen(Qt.PenStyle.NoPen)  # fillRect would make Python build every gradient Qt names
                for wide, role in ((self.width(), "accent_soft"), (3, "accent")):
                    painter.setBrush(theme.qcolor(role))
                    painter.drawRect(0, top, wide, 44)
            if at < self._at:
                painter.drawPixmap(16, top + 13, theme.pixmap("check-circle-fill", "ok", 18))
            else:
                painter.setPen(QPen(theme.qcolor("accent" if here else "border_input"), 5 if here else 1))
                painter.setBrush(theme.qcolor("surface"))
                inset = 2.5 if here else 0.5
                painter.drawEllipse(QRectF(16, top + 13, 18, 18).adjusted(inset, inset, -inset, -inset))
            painter.setFont(theme.font("body", 600 if here else 400))
            painter.setPen(theme.qcolor("text"))
            painter.drawText(QRectF(46, top, self.width() - 50, 44), int(Qt.AlignmentFlag.AlignVCenter),
                             f"{at + 1}. {words}")


class Panel(QFrame):
    """The left side; in a low window its words give way to the steps."""

    giving: Sequence[QWidget] = ()

    def resizeEvent(self, event: QResizeEvent) -> None:
        give_way(self, self.giving)
        super().resizeEvent(event)


def steps_panel(names: Sequence[str], parent: QWidget) -> tuple[QFrame, StepList]:
    """The panel at the left, and the list in it."""
    panel = Panel(parent, objectName="steps")
    panel.setFixedWidth(max(256, theme.px(240)))
    column = QVBoxLayout(panel)
    column.setContentsMargins(0, 22, 0, 0)
    column.setSpacing(0)
    head = QVBoxLayout()
    head.setContentsMargins(16, 0, 16, 16)
    head.setSpacing(4)
    name = QHBoxLayout()
    name.setSpacing(10)
    name.addWidget(IconLabel("house-check-fill", "accent", 26))
    name.addWidget(Label("Jamsos Desa", "title"), 1)
    head.addLayout(name)
    what = Label("Pendaftaran jaminan sosial ketenagakerjaan untuk desa. Bekerja tanpa internet.", "caption")
    head.addWidget(what)
    column.addLayout(head)
    steps = StepList(names)
    column.addWidget(steps)
    column.addStretch(1)
    foot = QFrame(panel)
    foot.setProperty("topline", True)
    words = QHBoxLayout(foot)
    words.setContentsMargins(16, 16, 16, 16)
    words.setSpacing(8)
    words.addWidget(IconLabel("lock", "text_2", 12), 0, Qt.AlignmentFlag.AlignTop)
    words.addWidget(Label("Semua data disimpan di laptop ini. Tidak ada yang dikirim sebelum Anda membuat kiriman.",
                          "caption"), 1)
    column.addWidget(foot)
    panel.giving = (foot, what)
    return panel, steps
