"""The year of one fund in a bar: what is paid, what waits, what is left of the ceiling, and what next year asks."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from jamsos_desktop.texts import number, rupiah, rupiah_of_sen
from ui import theme
from ui.widgets import Button, Card, Label, LinkButton


class YearFigures(NamedTuple):
    """``judul``: fund and year; ``pagu`` whole rupiah, None while nobody set it; the rest sen. ``usulan_sen`` None:
    next year is not counted yet."""

    judul: str
    pagu: int | None
    dibayar_sen: int
    menunggu_sen: int
    usulan_tahun: int
    usulan_orang: int
    usulan_sen: int | None

    @property
    def sisa_sen(self) -> int:
        """What the ceiling leaves; below nothing where more is billed than it allows."""
        return (self.pagu or 0) * 100 - self.dibayar_sen - self.menunggu_sen


def plain(sen: int) -> str:
    """Rupiah without the sign."""
    return rupiah_of_sen(sen).removeprefix("Rp ")


def spoken(figures: YearFigures) -> str:
    """The bar in one sentence."""
    words = f"{figures.judul}: dibayar {rupiah_of_sen(figures.dibayar_sen)}, menunggu bayar " \
            f"{rupiah_of_sen(figures.menunggu_sen)}"
    if figures.pagu is None:
        return f"{words}, pagu belum diisi"
    return f"{words}, sisa {rupiah_of_sen(figures.sisa_sen)} dari pagu {rupiah(figures.pagu)}"


class _Bar(QWidget):
    """Ten pixels high: green paid, amber waiting, the rest of the ceiling grey; red where it is over."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.figures: YearFigures | None = None

    def sizeHint(self) -> QSize:
        return QSize(300, 10)

    def show_figures(self, figures: YearFigures) -> None:
        self.figures = figures
        self.setAccessibleName(spoken(figures))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.qcolor("bar_rest"))
        if self.figures is None:
            return
        paid, waiting = self.figures.dibayar_sen, self.figures.menunggu_sen
        whole = max((self.figures.pagu or 0) * 100, paid + waiting)
        if not whole:
            return
        left = self.width() * paid / whole
        painter.fillRect(QRectF(0, 0, left, self.height()), theme.qcolor("bar_ok"))
        painter.fillRect(QRectF(left, 0, self.width() * waiting / whole, self.height()), theme.qcolor("bar_warn"))
        if self.figures.pagu is not None and self.figures.sisa_sen < 0:
            at = self.width() * self.figures.pagu * 100 / whole
            painter.fillRect(QRectF(at, 0, self.width() - at, self.height()), theme.qcolor("error"))


class _Swatch(QWidget):
    """A square of colour before a word of the legend."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.qcolor(self._role))


class _Legend(QHBoxLayout):
    """Square, word, sum. A layout and no widget: what nests in one widget is laid out at once."""

    def __init__(self, role: str, words: str) -> None:
        super().__init__()
        self.setSpacing(6)
        self.square, self.words, self.sum = _Swatch(role), Label(words, "soft"), Label("", "strong")
        for part in (self.square, self.words, self.sum):
            self.addWidget(part)

    def set_shown(self, shown: bool) -> None:
        """Show or hide all of it."""
        for part in (self.square, self.words, self.sum):
            part.setVisible(shown)


class YearBar(Card):
    """``fund_wanted``: another fund or year; ``ceiling_wanted``: all funds in a table, and their ceilings;
    ``budget_wanted``: the budget of next year."""

    fund_wanted = Signal()
    ceiling_wanted = Signal()
    budget_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margins=(12, 5, 12, 9))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.body.setSpacing(5)
        self._figures: YearFigures | None = None
        self.fund = Button("Anggaran", "flat", "chevron-down", icon_after=True)
        self.fund.setProperty("heading", True)
        self.ceiling = LinkButton("Pagu")
        self.budget = LinkButton("")
        self.paid, self.waiting = _Legend("bar_ok", "dibayar"), _Legend("bar_warn", "menunggu bayar")
        self.rest = _Legend("bar_rest", "sisa")
        self.next_words = Label("", "soft")
        self.bar = _Bar()
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.setSpacing(2)
        self._words.addLayout(self._left_part())
        self._words.addStretch(1)
        self._words.addLayout(self._right_part())
        self.body.addLayout(self._words)
        self.body.addWidget(self.bar)
        self.fund.clicked.connect(self.fund_wanted)
        self.ceiling.clicked.connect(self.ceiling_wanted)
        self.budget.clicked.connect(self.budget_wanted)

    def _left_part(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.fund)
        row.addWidget(self.ceiling)
        row.addStretch(1)
        return row

    def _right_part(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        for legend in (self.paid, self.waiting, self.rest):
            row.addLayout(legend)
        line = QFrame()
        line.setProperty("line", True)
        line.setFixedSize(1, 18)
        row.addWidget(line)
        asked = QHBoxLayout()
        asked.setSpacing(4)
        asked.addWidget(self.next_words)
        asked.addWidget(self.budget)
        asked.addStretch(1)
        row.addLayout(asked)
        return row

    def show_figures(self, figures: YearFigures) -> None:
        """Say and paint these."""
        self._figures = figures
        self.fund.set_text(figures.judul)
        self.fund.setAccessibleName(f"{figures.judul}, pilih sumber dana atau tahun lain")
        self.ceiling.setText("Isi pagu..." if figures.pagu is None else f"Pagu {rupiah(figures.pagu)}")
        self.ceiling.setAccessibleName(f"{spoken(figures)}. Buka tabel pagu")
        self.paid.sum.setText(plain(figures.dibayar_sen))
        self.waiting.sum.setText(plain(figures.menunggu_sen))
        over = figures.pagu is not None and figures.sisa_sen < 0
        self.rest.words.setText("lebih dari pagu" if over else "sisa")
        self.rest.sum.setText(plain(abs(figures.sisa_sen)))
        self.rest.set_shown(figures.pagu is not None)
        asked = figures.usulan_sen is not None
        self.budget.setText(rupiah_of_sen(figures.usulan_sen or 0) if asked
                            else f"Buka anggaran {figures.usulan_tahun}")
        self.budget.setAccessibleName(f"Buka anggaran {figures.usulan_tahun}")
        self.bar.show_figures(figures)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """One line; where the letters are too large for it the people of next year give way, then there are two."""
        if self._figures is None:
            return
        room = self.width() - 26
        self._say_next(whole=True)
        if self._need() > room:
            self._say_next(whole=False)
        wide = self._need() <= room
        along = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if along != self._words.direction():
            self._words.setDirection(along)

    def _need(self) -> int:
        """Px of one line, from the letters: what layouts remember may be from before they had their style."""
        legends = [legend for legend in (self.paid, self.waiting, self.rest) if not legend.sum.isHidden()]
        words = [part for legend in legends for part in (legend.words, legend.sum)] + [self.next_words]
        buttons = (self.fund, self.ceiling, self.budget)
        for part in (*words, *buttons):
            part.ensurePolished()
        letters = sum(part.fontMetrics().horizontalAdvance(part.text()) for part in words)
        return letters + sum(button.sizeHint().width() for button in buttons) + len(legends) * (10 + 12 + 16) + 60

    def _say_next(self, *, whole: bool) -> None:
        figures = self._figures
        assert figures is not None
        words = f"usulan {figures.usulan_tahun}" + (f", {number(figures.usulan_orang)} orang" if whole else "")
        words = words if figures.usulan_sen is not None else ""
        if self.next_words.text() != words:
            self.next_words.setText(words)
