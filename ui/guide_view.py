"""The guide on the screen: contents and search at the left, the chapter at the right. Used by page Bantuan and by the
help window of set-up and lock page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop.desk import GuideChapter, find_in_guide, guide_contents
from jamsos_desktop.problems import Problem
from ui import theme
from ui.guide_text import GuideText
from ui.pages.peserta_search import SearchEdit
from ui.widgets import Label
from ui.widgets.unsure import Doubt

PLACE = Qt.ItemDataRole.UserRole  # "chapter" or "chapter#heading"; a title of a part has none
QUIET_MS = 120


class GuideView(QWidget):
    """``mode``: whose guide it is ("desa", "dpmd"). ``shown(title)``: another chapter is read."""

    shown = Signal(str)

    def __init__(self, mode: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(self._left())
        sheet = QFrame(self)
        sheet.setProperty("card", True)
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(1, 1, 1, 1)
        self.text = GuideText()
        self.text.wanted.connect(self.open)
        inside.addWidget(self.text)
        row.addWidget(sheet, 1)
        self._trail: list[str] = []
        self._fill()

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        self.search = SearchEdit("Cari di panduan")
        self.search.setFixedWidth(theme.px(276))
        self.list = QListWidget(objectName="guide")
        self.list.setAccessibleName("Daftar isi")
        self.list.setFixedWidth(theme.px(276))
        self.list.setWordWrap(True)
        self.list.setStyleSheet("QListWidget::item { padding: 3px 8px; }")
        self.list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found = Label("", "caption")
        self.found.hide()
        column.addWidget(self.search)
        column.addWidget(self.found)
        column.addWidget(self.list, 1)
        self.below = QVBoxLayout()  # what the page that shows the guide leads to
        self.below.setSpacing(2)
        column.addLayout(self.below)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._fill)
        self.search.textChanged.connect(lambda _: self._quiet.start())
        self.search.went_down.connect(self._first)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(self._chosen)
        self.list.itemActivated.connect(lambda _: self.text.setFocus())
        return column

    # The list.

    def _fill(self) -> None:
        """The contents, or where the words typed stand."""
        self._quiet.stop()
        text = self.search.text().strip()
        self.list.blockSignals(True)
        self.list.clear()
        if text:
            self._fill_hits(text)
        else:
            for part in guide_contents(self._mode):
                self._add(part.title, "", "label")
                for chapter in part.chapters:
                    self._add(chapter.title, chapter.name)
        self.found.setVisible(bool(text))
        self._mark()
        self.list.blockSignals(False)

    def _fill_hits(self, text: str) -> None:
        hits = find_in_guide(self._mode, text)
        for hit in hits:
            same = hit.heading == hit.chapter.title
            item = self._add(hit.heading if same else f"{hit.heading}\n{hit.chapter.title}",
                             f"{hit.chapter.name}#{hit.anchor}")
            item.setToolTip(hit.excerpt)
        self.found.setText(f"{len(hits)} bagian memuat kata itu." if hits else
                           "Tidak ada bagian dengan kata itu. Coba kata lain yang lebih pendek.")

    def _add(self, words: str, place: str, role: str = "body") -> QListWidgetItem:
        item = QListWidgetItem(words, self.list)
        item.setData(PLACE, place)
        item.setFont(theme.font(role))
        if not place:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setForeground(theme.qcolor("text_2"))
        return item

    def _mark(self) -> None:
        """The chapter read is the one marked."""
        self.list.setCurrentRow(-1)
        if not self.search.text().strip():
            for at in range(self.list.count()):
                if self.list.item(at).data(PLACE) == self.text.chapter != "":
                    self.list.setCurrentRow(at)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(PLACE):
            self.open(item.data(PLACE))

    def _first(self) -> None:
        """Enter in the search field: the first place found."""
        self._fill()
        if self.list.count():
            self.list.setCurrentRow(0 if self.list.item(0).data(PLACE) else 1)
            self.list.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._fill()  # headings of parts carry a colour of their own
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) \
                and event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self._fill()
            return True
        return super().eventFilter(watched, event)

    # The chapter.

    def open(self, place: str, above: str = "") -> None:
        """Show "chapter" or "chapter#heading"; ``above``: HTML before it."""
        name, _, anchor = place.partition("#")
        try:
            self.text.show_chapter(name, anchor, above)
        except Problem as problem:
            self.text.setPlainText(str(problem))
            return
        if not self._trail or self._trail[-1] != place:
            self._trail.append(place)
        if not self.search.text().strip():
            self.list.blockSignals(True)
            self._mark()
            self.list.blockSignals(False)
        self.shown.emit(self.title)

    @property
    def has_back(self) -> bool:
        """Whether another chapter was read before this one."""
        return len(self._trail) > 1

    def back(self) -> bool:
        """To the chapter read before this one; False at the first."""
        if len(self._trail) < 2:
            return False
        self._trail.pop()
        self.open(self._trail[-1])
        return True

    def start(self, place: str, above: str = "") -> None:
        """Begin anew at a chapter; the road back starts here."""
        self._trail = []
        if self.search.text():
            self.search.clear()
            self._fill()
        self.open(place, above)

    @property
    def title(self) -> str:
        """The title of the chapter read."""
        return next((one.title for one in self._chapters() if one.name == self.text.chapter), "")

    def _chapters(self) -> Iterable[GuideChapter]:
        return (chapter for part in guide_contents(self._mode) for chapter in part.chapters)


def doubts_html(doubts: Iterable[Doubt]) -> str:
    """What is not confirmed of the page help was asked on, above its chapter; "" when nothing is."""
    from html import escape

    rows = "".join(f"<tr><td>{escape(one.what)}</td><td>{escape(one.source) or 'tidak tercatat'}</td></tr>"
                   for one in doubts)
    if not rows:
        return ""
    return ('<h2>Belum dikonfirmasi di halaman ini</h2><p>Boleh dipakai, tetapi bisa berubah. Tanyakan kepada yang '
            'disebut sebagai sumbernya.</p><table cellspacing="0" cellpadding="6" width="100%"><tr>'
            '<th align="left">Yang belum dikonfirmasi</th><th align="left">Sumber</th></tr>'
            f'{rows}</table><p class="gap">&nbsp;</p>')
