"""People who are registered or on their way: number, payment code and protection; KPJ hidden until asked."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from jamsos_desktop.desk import AnswerRow
from jamsos_desktop.texts import title_name
from ui import theme
from ui.widgets import CHIP_ROLE, LinesTable, set_up_table

TITLES = ("Nama", "Pekerjaan", "Dusun", "Nomor KPJ", "Kode bayar", "Perlindungan")
WIDTHS = (150, 140, 58, 132, 120, 244)  # the job gives way where these do not fit; names take what is left
NAME, JOB, KPJ, COVER = 0, 1, 3, 5
NOT_SENT = "-"  # active, but DPMD does not send the number
LONG_NAME = 200  # px; wider than any name people bear
HIDDEN = "\u2022\u2022\u2022"
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class MemberLine(NamedTuple):
    """One person. ``kpj``: the number, "" before it is issued, NOT_SENT; ``cover``: (icon, words, colour role)."""

    uid: str
    nama: str
    pekerjaan: str
    dusun: str
    kpj: str
    kode_bayar: str
    cover: tuple[str, str, str]


LOOKS = {"aktif": ("check-circle-fill", "ok"), "menunggu_bayar": ("clock", "warn"), "di_bpjs": ("bank", "info"),
         "diterima": ("inbox", "info"), "diperiksa": ("hourglass-split", "info"), "keluar": ("circle", "neutral")}


def member_line(row: AnswerRow) -> MemberLine:
    """Somebody who was not refused, as the table shows them."""
    icon, role = ("clock", "error") if row.perlindungan.startswith("Lewat masa") else LOOKS[row.putusan]
    pay = f"dibayar {row.dibayar:%d/%m}" if row.dibayar else spaced(row.kode_bayar)
    number = row.kpj if row.kpj or row.putusan != "aktif" else NOT_SENT
    return MemberLine(row.uid, title_name(row.nama), row.pekerjaan, row.dusun, number, pay,
                      (icon, row.perlindungan, role))


def masked(kpj: str) -> str:
    """"26012345821" -> "26 ••• ••• 821": enough to tell people apart, not enough to open an account."""
    return f"{kpj[:2]} {HIDDEN} {HIDDEN} {kpj[-3:]}"


def spaced(code: str) -> str:
    """A payment code in groups of four."""
    return " ".join(code[at:at + 4] for at in range(0, len(code), 4)) if code.isdigit() else code


class MemberTable(LinesTable[MemberLine]):
    """The people of one reply who were not refused."""

    titles, chip, strong = TITLES, COVER, NAME

    def __init__(self) -> None:
        super().__init__()
        self.open_numbers = False

    def show_numbers(self, shown: bool) -> None:
        """Whole KPJ numbers, or their ends only."""
        self.open_numbers = shown
        if self.lines:
            self.dataChanged.emit(self.index(0, KPJ), self.index(len(self.lines) - 1, KPJ))

    def kpj_words(self, kpj: str) -> str:
        """What the column says for a number."""
        if not kpj:
            return "terbit sesudah bayar"
        if kpj == NOT_SENT:
            return "ada di DPMD"
        return kpj if self.open_numbers else masked(kpj)

    def texts(self, line: MemberLine) -> tuple[str, ...]:
        return line.nama, line.pekerjaan, line.dusun, self.kpj_words(line.kpj), line.kode_bayar, line.cover[1]

    def look(self, line: MemberLine) -> tuple[str, str, str]:
        return line.cover


class CoverDelegate(QStyledItemDelegate):
    """Icon and words of the protection; what runs out is told in its colour, never filled: it is no fault."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        icon, words, role = index.data(CHIP_ROLE)
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, option.widget)
        painter.save()
        box = option.rect
        painter.drawPixmap(box.x() + 8, box.center().y() - 6, theme.pixmap(icon, role, 13))
        painter.setFont(theme.font("table"))
        painter.setPen(theme.qcolor(role if role in ("warn", "error") else "text"))
        inside = box.adjusted(27, 0, -4, 0)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()


class MemberView(QTableView):
    """``opened(row)``: Enter or a double click on a person."""

    opened = Signal(int)

    def __init__(self, model: MemberTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        set_up_table(self)
        self.setProperty("bare", True)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegateForColumn(COVER, CoverDelegate(self))
        self.setAccessibleName("Orang yang terdaftar")
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        self.setColumnHidden(JOB, room < theme.px(sum(WIDTHS)))
        for at, width in enumerate(WIDTHS):
            self.setColumnWidth(at, theme.px(width))
        spare = max(0, room - sum(self.columnWidth(at) for at in range(len(TITLES)) if not self.isColumnHidden(at)))
        names = min(spare, theme.px(LONG_NAME - WIDTHS[0]))
        self.setColumnWidth(0, theme.px(WIDTHS[0]) + names)
        self.setColumnWidth(COVER, theme.px(WIDTHS[COVER]) + spare - names)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
