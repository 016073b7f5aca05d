"""A scroll area that scrolls where others squeeze: wrapped words get the height they need at this width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class TallArea(QScrollArea):
    """Holds one widget, as wide as the area. Qt asks a scrolled widget for its least height only, which for wrapped
    labels is one line whatever the width; here it is asked for the height at the width it has."""

    def __init__(self, widget: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if widget is not None:
            self.hold(widget)

    def hold(self, widget: QWidget) -> None:
        """Scroll this. Born in the area's viewport, it does not move there with all that lies in it."""
        # With a size of its own it is not measured here: measured it would be dressed before Qt has it fill its ground,
        # and a card would keep no round corners.
        widget.resize(self.viewport().size())
        self.setWidget(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and watched is self.widget():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        widget = self.widget()
        layout = widget.layout()
        if layout is None or not layout.hasHeightForWidth():
            return
        need = layout.totalHeightForWidth(self.viewport().width())
        if widget.minimumHeight() != need:
            widget.setMinimumHeight(need)
