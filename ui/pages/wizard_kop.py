"""The letter shown beside step 2 of the wizard: where every typed name will stand on paper."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from jamsos_desktop import texts
from jamsos_desktop.model.records import Unit
from ui import theme

PAPERS = {"F4": (215.0, 330.0), "A4": (210.0, 297.0)}  # mm
WIDTH = 392.0  # the units this letter is laid out in; painted scaled to the widget
CENTER = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class LetterPreview(QWidget):
    """Paints a cover letter of a Unit; black on white in both themes. It is a sample, never printed."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._unit = today, Unit(kode="")
        self._crest = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 240)
        self.setAccessibleName("Contoh surat dengan kop dan nama Anda")

    def show_unit(self, unit: Unit) -> None:
        """Another letterhead or signatory."""
        if unit.lambang != self._unit.lambang:
            self._crest = QPixmap()
            self._crest.loadFromData(unit.lambang)
        self._unit = unit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        scale = self.width() / WIDTH
        wide, high = PAPERS.get(self._unit.kertas, PAPERS["F4"])
        paper = QRectF(0, 0, self.width() - 1, min(self.height() - 1, self.width() * high / wide))
        painter.setPen(QColor("#B9C2BE"))
        painter.setBrush(QColor("white"))
        painter.drawRect(paper)
        painter.setClipRect(paper.adjusted(1, 1, -1, -1))
        painter.scale(scale, scale)
        painter.setPen(QColor("black"))
        self._head(painter)
        self._letter(painter)

    @staticmethod
    def _font(size: float, bold: bool = False) -> QFont:
        font = theme.font("body", 600 if bold else 400)
        font.setPointSizeF(size * 0.75)
        return font

    def _text(self, painter: QPainter, box: QRectF, words: str, size: float, *, bold: bool = False,
              flags: Qt.AlignmentFlag = LEFT) -> None:
        font = self._font(size, bold)
        font.setPixelSize(round(size))
        painter.setFont(font)
        painter.drawText(box, int(flags), words)

    def _head(self, painter: QPainter) -> None:
        unit = self._unit
        crest = QRectF(23, 26, 42, 42)
        if self._crest.isNull():
            painter.setPen(QPen(QColor("#8B9691"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(crest)
            painter.setPen(QColor("#6B7671"))
            self._text(painter, crest.adjusted(0, 10, 0, 0), "lambang\ndaerah", 8, flags=CENTER)
            painter.setPen(QColor("black"))
        else:
            fitted = self._crest.size().scaled(42, 42, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawPixmap(QRectF(23 + (42 - fitted.width()) / 2, 26, fitted.width(), fitted.height()),
                               self._crest, QRectF(self._crest.rect()))
        middle = QRectF(60, 18, WIDTH - 80, 16)
        self._text(painter, middle, f"PEMERINTAH {unit.kabupaten.upper()}", 11, bold=True, flags=CENTER)
        if unit.kecamatan:
            self._text(painter, middle.translated(0, 14), f"KECAMATAN {unit.kecamatan.upper()}", 11, bold=True,
                       flags=CENTER)
        self._text(painter, middle.translated(0, 28), unit.sebutan.upper(), 13, bold=True, flags=CENTER)
        address = ", ".join(part for part in (unit.alamat, f"Kode Pos {unit.kode_pos}" if unit.kode_pos else "")
                            if part)
        self._text(painter, middle.translated(0, 45), address, 9, flags=CENTER)
        painter.setPen(QPen(QColor("black"), 2))
        painter.drawLine(23, 84, int(WIDTH) - 23, 84)
        painter.setPen(QColor("black"))

    def _letter(self, painter: QPainter) -> None:
        unit = self._unit
        kab = unit.kabupaten or "Kabupaten"
        month = texts.roman(self._today.month)
        initials = "".join(word[0] for word in unit.nama.split()).upper() or "DS"
        for row, (name, value, bold) in enumerate((
            ("Nomor", f"560/…/{initials}/{month}/{self._today.year}", False), ("Lampiran", "1 (satu) bundel", False),
            ("Hal", "Pendaftaran jaminan\nsosial ketenagakerjaan", True),
        )):
            y = 95 + row * 14
            self._text(painter, QRectF(23, y, 50, 16), name, 10)
            self._text(painter, QRectF(75, y, 8, 16), ":", 10)
            self._text(painter, QRectF(81, y, 150, 40), value, 10, bold=bold)
        named = unit.nama if unit.jenis != "opd" else unit.kabupaten.partition(" ")[2] or unit.kabupaten
        place = f"{named}, {texts.long_date(self._today)}"
        self._text(painter, QRectF(190, 95, WIDTH - 213, 28), place, 10,
                   flags=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._text(painter, QRectF(23, 162, 250, 60),
                   f"Yth. Kepala Dinas Pemberdayaan Masyarakat\ndan Desa {kab}", 10)
        self._text(painter, QRectF(23, 204, WIDTH - 46, 60),
                   "Bersama ini kami sampaikan berkas pendaftaran jaminan sosial ketenagakerjaan "
                   f"{'pegawai' if unit.jenis == 'opd' else 'warga'} {unit.sebutan}, "
                   "untuk diteruskan kepada BPJS Ketenagakerjaan.", 10)
        self._text(painter, QRectF(23, 252, WIDTH - 46, 20), "Atas perhatian Bapak/Ibu kami ucapkan terima kasih.", 10)
        self._signature(painter)

    def _signature(self, painter: QPainter) -> None:
        head = self._unit.pejabat_untuk("kepala_desa")
        post = {"kelurahan": "Lurah", "opd": "Kepala"}.get(self._unit.jenis, "Kepala Desa")
        lead = {"pj": "Pj. ", "plt": "Plt. "}.get(head.status, "")
        box = QRectF(190, 284, WIDTH - 213, 30)
        self._text(painter, box, f"{lead}{post} {self._unit.nama}", 10, flags=CENTER | Qt.TextFlag.TextWordWrap)
        painter.drawLine(200, 357, int(WIDTH) - 33, 357)
        name = head.nama_bergelar or f"nama {post}"
        self._text(painter, QRectF(180, 360, WIDTH - 193, 28), name, 10, bold=True,
                   flags=CENTER | Qt.TextFlag.TextWordWrap)
