"""Parts of Rekap: the four figures, the road of the villages, and the words around the charts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from jamsos_desktop.desk import Recap, Stage
from jamsos_desktop.texts import millions, number, percent, rupiah_of_sen
from ui import theme
from ui.widgets import Card, IconLabel, Label, LinkButton

STAGE_ICONS = {"belum_melapor": ("x-octagon-fill", "error"), "berkas_kurang": ("exclamation-triangle-fill", "warn"),
               "di_dpmd": ("inbox", "info"), "di_bpjs": ("building", "info"), "belum_bayar": ("clock", "warn"),
               "aktif": ("patch-check-fill", "ok")}
Fact = tuple[str, str, str, tuple[str, str] | None]  # what, figure, beside it, icon

LEAST_GAP = 6.0  # px between two stages of the road

def facts_of(recap: Recap) -> list[Fact]:
    """What the four cards say."""
    place = {"kabupaten": "kabupaten", "kecamatan": "kecamatan"}.get(recap.tingkat, "")
    if recap.target is None or not recap.sasaran:
        aim, icon = "Isi target di menu Target", ("info-circle-fill", "info")
    elif recap.kurang:
        aim, icon = f"Target {percent(recap.target, 0)}, kurang {number(recap.kurang)}", (
            "exclamation-triangle-fill", "warn")
    else:
        aim, icon = f"Target {percent(recap.target, 0)} tercapai", ("check-circle-fill", "ok")
    late = f"{number(recap.belum_melapor)} belum, {number(recap.baru)} baru" if recap.belum_melapor else "Semua melapor"
    wanted = f"dari sasaran {number(recap.sasaran)} orang" if recap.sasaran else "sasaran belum diisi"
    return [(f"Cakupan {place}".strip(), percent(recap.persen), aim, icon),
            ("Pekerja terdaftar", number(recap.terdaftar), wanted, None),
            ("Desa sudah melapor", f"{number(recap.melapor)} / {number(recap.desa)}", late,
             ("clock", "warn") if recap.belum_melapor else ("check-circle-fill", "ok")),
            ("Iuran per bulan", millions(recap.iuran_sen), f"rata-rata {rupiah_of_sen(recap.rata_sen)}", None)]


class FigureCard(Card):
    """A figure with a word above and a note beside it. ``asked``: the small link above was pressed."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(12, 5, 12, 6))
        self.body.setSpacing(0)
        self.setFixedHeight(theme.px(56))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.what = Label("", "caption", wrap=False)
        self.figure, self.beside = Label("", "title"), Label("", "caption", wrap=False)
        self.icon = IconLabel("info-circle-fill", "info", 12)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.figure)
        row.addStretch(1)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.beside, 0, Qt.AlignmentFlag.AlignVCenter)
        self.link = LinkButton()
        self.link.setStyleSheet("min-height: 14px; font-size: 12px;")
        self.link.clicked.connect(self.asked)
        self.link.hide()
        top = QHBoxLayout()
        top.addWidget(self.what)
        top.addStretch(1)
        top.addWidget(self.link)
        self.body.addLayout(top)
        self.body.addLayout(row)

    def show_fact(self, fact: Fact) -> None:
        """Another figure."""
        what, figure, beside, icon = fact
        self.what.setText(what)
        self.figure.setText(figure)
        self.beside.setText(beside)
        self.icon.setVisible(icon is not None)
        if icon:
            self.icon.set_icon(*icon)
        self.setAccessibleName(f"{what}: {figure}, {beside}")

    def show_link(self, words: str, why: str) -> None:
        """A way to what is behind the figure; "" hides it."""
        self.link.set_text(words)
        self.link.setToolTip(why)
        self.link.setAccessibleDescription(why)
        self.link.setVisible(bool(words))

    def needed(self) -> int:
        """How wide the card must be for a large figure."""
        large = QFontMetrics(theme.font("title")).horizontalAdvance(self.figure.text())
        beside = QFontMetrics(theme.font("caption")).horizontalAdvance(self.beside.text())
        return large + beside + (0 if self.icon.isHidden() else 20) + 42


class FigureRow(QWidget):
    """The four figures side by side, all of them smaller where one would not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self.cards = [FigureCard(self) for _ in range(4)]
        self.set_in_a_row(4)

    def set_in_a_row(self, many: int) -> None:
        """How many stand side by side."""
        self._many = many
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // many, at % many)
            self._grid.setColumnStretch(at, int(at < many))
        self._fit()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Other figures."""
        for card, fact in zip(self.cards, facts, strict=True):
            card.show_fact(fact)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = (self.width() - 12 * (self._many - 1)) // self._many
        role = "title" if all(card.needed() <= room for card in self.cards) else "section"
        for card in self.cards:
            card.figure.set_role(role)


class Road(QWidget):
    """The stages of the villages in a row, painted closer where room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stages: tuple[Stage, ...] = ()
        self._title = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stages(self, villages: int, stages: Sequence[Stage]) -> None:
        """Other counts."""
        self._stages, self._title = tuple(stages), f"Perjalanan {number(villages)} desa"
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(", ".join(f"{one.nama}: {number(one.desa)} desa" for one in self._stages))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(800, theme.px(32))

    def minimumSizeHint(self) -> QSize:
        """Without the title, which is left off where there is no room for it."""
        return QSize(round(sum(self._widths()[1:]) + 24 + LEAST_GAP * len(self._stages)), theme.px(32))

    def _widths(self) -> list[int]:
        """Px of the title and of each stage."""
        plain, bold = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("body", 600))
        return [QFontMetrics(theme.font("label")).horizontalAdvance(self._title),
                *(19 + plain.horizontalAdvance(one.nama + " ") + bold.horizontalAdvance(number(one.desa))
                  for one in self._stages)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        title, *wide = self._widths()
        if self.width() - 24 - sum(wide) - LEAST_GAP * len(wide) < title:
            title = 0
        rest = self.width() - 24 - title - sum(wide)
        gap = max(LEAST_GAP, rest / max(1, len(wide)))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.qcolor("text_2"))
        if title:
            painter.drawText(QRectF(12, 0, title + 4, self.height()), middle, self._title)
        x = 12 + title + gap
        for at, one in enumerate(self._stages):
            self._stage(painter, x, one)
            x += wide[at]
            if at < len(self._stages) - 1 and gap > 22:
                painter.drawPixmap(int(x + (gap - 11) / 2), (self.height() - 11) // 2,
                                   theme.pixmap("chevron-right", "text_3", 11))
            x += gap

    def _stage(self, painter: QPainter, x: float, stage: Stage) -> None:
        icon, role = STAGE_ICONS.get(stage.kode, ("circle", "text_2"))
        painter.drawPixmap(int(x), (self.height() - 13) // 2, theme.pixmap(icon, role, 13))
        painter.setPen(theme.qcolor("text"))
        painter.setFont(theme.font("body"))
        words = f"{stage.nama} "
        box = QRectF(x + 19, 0, 400, self.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
        box = box.translated(QFontMetrics(painter.font()).horizontalAdvance(words), 0)
        painter.setFont(theme.font("body", 600))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), number(stage.desa))


class Legend(QWidget):
    """What the colours and the line of the bars mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_target(self, words: str) -> None:
        """"target 70%", "" where none is in force: the bars are grey then."""
        self._target = words
        self.updateGeometry()
        self.update()

    def _parts(self) -> list[tuple[str, str, int]]:
        if not self._target:
            return [("border_input", "tanpa target", 10)]
        return [("bar_ok", "mencapai target", 10), ("bar_warn", "di bawah", 10), ("bar_target", self._target, 2)]

    def sizeHint(self) -> QSize:
        font = QFontMetrics(theme.font("caption"))
        return QSize(sum(size + 6 + font.horizontalAdvance(words) + 12 for _, words, size in self._parts()) - 10,
                     theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        x = 0
        for role, words, size in self._parts():
            high = 14 if size == 2 else 10
            painter.fillRect(x, (self.height() - high) // 2, size, high, theme.qcolor(role))
            x += size + 6
            painter.setPen(theme.qcolor("text_2"))
            wide = QFontMetrics(painter.font()).horizontalAdvance(words)
            painter.drawText(QRectF(x, 0, wide + 2, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
            x += wide + 12
