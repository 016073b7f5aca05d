"""One chapter of the guide as rich text: colours and sizes of the theme, pictures no wider than the view, links."""

from __future__ import annotations

import re
from html import unescape

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage, QImageReader, QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from jamsos_desktop.desk import guide_folder, guide_html, guide_text
from ui import theme

MARGIN = 20  # px around the words of a chapter
_CSS = """
body {{ color: {text}; }}
h1 {{ font-size: {title}px; font-weight: 600; margin-top: 0px; margin-bottom: 12px; }}
h2 {{ font-size: {section}px; font-weight: 600; margin-top: 20px; margin-bottom: 6px; }}
h3 {{ font-size: {input}px; font-weight: 600; margin-top: 14px; margin-bottom: 4px; }}
p, li {{ font-size: {input}px; line-height: 130%; margin-top: 0px; margin-bottom: 8px; }}
p.gambar {{ line-height: 100%; margin-top: 4px; margin-bottom: 12px; }}
p.kotak {{ margin-bottom: 0px; }}
p.gap {{ font-size: 6px; margin-bottom: 8px; }}
li {{ margin-bottom: 4px; }}
b {{ font-weight: 600; }}
a {{ color: {accent}; text-decoration: underline; }}
table {{ border-collapse: collapse; border: 1px solid {border}; }}
th {{ background-color: {surface_alt}; font-weight: 600; font-size: {body}px; border: 1px solid {border}; }}
td {{ font-size: {body}px; border: 1px solid {border}; }}
td.ingat {{ background-color: {surface_alt}; }}
td.awas {{ background-color: {warn_soft}; }}
code, pre {{ background-color: {surface_alt}; font-size: {body}px; }}
"""


class GuideText(QTextBrowser):
    """One chapter. ``wanted(place)``: a link to another one was followed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName("Isi panduan")
        self.setSearchPaths([str(guide_folder())])
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction
                                     | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.document().setDocumentMargin(MARGIN)
        self.anchorClicked.connect(self._followed)
        self.chapter = ""
        self._above = ""
        self._shown_wide = 0  # the room its pictures were made for
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)  # never from within a layout or a change of style, which would begin anew
        self._later.timeout.connect(self._again)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def show_chapter(self, name: str, anchor: str = "", above: str = "") -> None:
        """A chapter at its beginning or at a heading; ``above``: HTML that stands before it."""
        html = guide_html(guide_text(name))
        self.chapter, self._above = name, above
        self._shown_wide = self.viewport().width()
        self.document().setDefaultStyleSheet(_style())
        pictures: dict[str, QSize] = {}
        self.setHtml(f"<body>{above}{self._fitted(html, pictures)}</body>")
        for picture, size in pictures.items():
            self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(picture),
                                        self._shrunk(picture, size))
        if anchor and not above:
            self.scrollToAnchor(anchor)
        else:
            self.verticalScrollBar().setValue(0)

    def _fitted(self, html: str, pictures: dict[str, QSize]) -> str:
        """The chapter with its pictures told their size, no wider than the view; ``pictures`` is filled with it. (A
        ``loadResource`` written here would end the program at the next chapter.)"""
        room = max(200, self.viewport().width() - 2 * MARGIN - 4)

        def narrowed(found: re.Match[str]) -> str:
            name = unescape(found[1])
            whole = QImageReader(str(guide_folder() / name)).size()
            if whole.width() < 1:
                return found[0]
            size = pictures[name] = whole if whole.width() <= room else QSize(
                room, round(whole.height() * room / whole.width()))
            return f'{found[0]} width="{size.width()}" height="{size.height()}"'

        return re.sub(r'<img src="([^":]+)"', narrowed, html)

    def _shrunk(self, name: str, size: QSize) -> QImage:
        """A picture in the size it is shown in: the text view itself would only leave out lines and columns."""
        ratio = self.devicePixelRatioF()
        made = QImage(str(guide_folder() / name)).scaled(
            size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        made.setDevicePixelRatio(ratio)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.chapter and self._shown_wide != self.viewport().width():
            self._later.start()

    def _again(self) -> None:
        """The same chapter in other colours or another width, at the same place."""
        at = self.verticalScrollBar().value()
        self.show_chapter(self.chapter, above=self._above)
        self.verticalScrollBar().setValue(at)

    def _followed(self, link: QUrl) -> None:
        if link.scheme():
            QDesktopServices.openUrl(link)
            return
        name = link.path().removesuffix(".md") or self.chapter
        self.wanted.emit(f"{name}#{link.fragment()}" if link.fragment() else name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is the way back of whoever shows the guide."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self.chapter:
            self._later.start()
        super().changeEvent(event)


def _style() -> str:
    sizes = {kind: theme.px(theme.tokens()["type"][kind]["px"]) for kind in ("title", "section", "input", "body")}
    colors = {role: theme.color(role) for role in ("text", "text_2", "accent", "border", "surface_alt", "warn_soft")}
    return _CSS.format(**sizes, **colors)
