"""The three lists of page Data pribadi: requests, whose time is over, what was destroyed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from jamsos_desktop.desk import BASES, RESULTS, DestructionRow, RequestRow, RetentionRow
from jamsos_desktop.texts import clock, number, screen_date
from ui import theme
from ui.widgets import LinesTable

Index = QModelIndex | QPersistentModelIndex
ASKED, KEPT, GONE = "permintaan", "retensi", "pemusnahan"
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class RightsTable(LinesTable[Any]):
    """A list with an icon in one column; ``cells`` and ``sign`` are the list's own."""

    widths: tuple[int, ...] = ()
    wide = 0
    giving: tuple[int, ...] = ()
    signed = 0

    def cells(self, line: Any) -> tuple[str, ...]:
        """The texts of a line, one for each column."""
        raise NotImplementedError

    def sign(self, line: Any) -> tuple[str, str]:
        """Icon and colour role."""
        raise NotImplementedError

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.cells(line)[column]
        if role == Qt.ItemDataRole.DecorationRole and column == self.signed:
            return theme.icon(*self.sign(line), 14)
        if role == Qt.ItemDataRole.TextAlignmentRole and self.cells(line)[column].isdigit():
            return _RIGHT
        return None


class Requests(RightsTable):
    """What people asked, the one due first on top."""

    titles = ("Diminta", "Orang", "Nomor", "Tenggat", "Sisa")
    widths = (216, 150, 96, 124, 130)
    wide, giving, signed = 1, (2,), 4

    def cells(self, line: RequestRow) -> tuple[str, ...]:
        until = f"{screen_date(line.tenggat.date())} {clock(line.tenggat)}"
        return line.label, line.nama, line.nomor, until, line.sisa or RESULTS.get(line.hasil, line.hasil)

    def sign(self, line: RequestRow) -> tuple[str, str]:
        if line.selesai:
            return "check-circle-fill", "ok"
        return ("exclamation-triangle-fill", "error") if line.lewat else ("clock", "warn")


class Overdue(RightsTable):
    """Whose data are kept longer than the ketentuan say."""

    titles = ("Orang", "Nomor", "Sebab", "Habis", "Keadaan")
    widths = (150, 96, 220, 92, 150)
    wide, giving, signed = 2, (1,), 4

    def cells(self, line: RetentionRow) -> tuple[str, ...]:
        return line.nama, line.nomor, line.dasar, screen_date(line.habis), line.halangan or "Boleh dihapus"

    def sign(self, line: RetentionRow) -> tuple[str, str]:
        return ("dash-circle", "neutral") if line.halangan else ("trash", "warn")


class Destroyed(RightsTable):
    """What was destroyed, without names."""

    titles = ("Waktu", "Dasar", "Orang", "Scan", "Salinan sampai")
    widths = (128, 240, 66, 66, 150)
    wide, giving, signed = 1, (3,), 4

    def cells(self, line: DestructionRow) -> tuple[str, ...]:
        until = screen_date(line.salinan_sampai) if line.salinan_sampai else "Tidak ada lagi"
        return (f"{screen_date(line.waktu.date())} {clock(line.waktu)}", BASES.get(line.dasar, line.dasar),
                number(line.orang), number(line.scan), until if line.selesai else "Belum selesai")

    def sign(self, line: DestructionRow) -> tuple[str, str]:
        if not line.selesai:
            return "hourglass-split", "warn"
        return ("clock", "neutral") if line.salinan_sampai else ("check-circle-fill", "ok")


EMPTY = {ASKED: ("shield-check", "Tidak ada permintaan yang terbuka",
                 "Permintaan orang dijawab paling lambat {}."),  # the time the settings give
         KEPT: ("shield-check", "Tidak ada yang lewat masa simpan", "Lamanya diatur di Ketentuan, tabel Masa simpan."),
         GONE: ("trash", "Belum ada yang dihapus selamanya", "Tiap pemusnahan tercatat di sini tanpa nama.")}
