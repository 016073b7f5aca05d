"""Small windows of page Klaim: when it was reported, when it was handed in, how it ended."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jamsos_desktop.desk import OUTCOMES, Desk, EventRow
from jamsos_desktop.texts import clock, screen_date
from ui.pages.bpjs_sheets import Sheet, needed_day
from ui.pages.keluar import needed_moment
from ui.widgets import FieldRow


class ReportSheet(Sheet):
    """The moment BPJS was told of an accident."""

    def __init__(self, parent: QWidget | None, desk: Desk, row: EventRow, now: datetime) -> None:
        until = f"Paling lambat {screen_date(row.tenggat.date())} pukul {clock(row.tenggat)}. {row.sisa}." \
            if row.tenggat else "Laporan ini sudah dicatat. Waktu yang baru menggantikannya."
        super().__init__(parent, f"Catat laporan tahap 1: {row.nama}", until, "Catat laporan")
        self._desk, self._id = desk, row.id
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.day = FieldRow("Tanggal lapor", "", date=True)
        self.hour = FieldRow("Jam lapor", "", placeholder="misalnya 09.30")
        line.addWidget(self.day)
        line.addWidget(self.hour)
        self.fields.addWidget(both)
        self.day.set_text(screen_date(now.date()))
        self.hour.set_text(clock(now))
        self.day.edit.setFocus()

    def act(self) -> None:
        self._desk.report_event(self._id, needed_moment(self.day, self.hour))


class SubmitSheet(Sheet):
    """The day the papers were handed in."""

    def __init__(self, parent: QWidget | None, desk: Desk, row: EventRow, today: date) -> None:
        missing = row.berkas_perlu - row.berkas_ada
        words = f"{missing} berkas wajib belum dicentang." if missing else "Semua berkas wajib sudah ada."
        super().__init__(parent, f"Catat pengajuan {row.jenis}: {row.nama}", words, "Catat pengajuan")
        self._desk, self._id = desk, row.id
        self.day = self.add(FieldRow("Tanggal diajukan", "Hari BPJS menerima berkasnya.", date=True))
        self.day.set_text(screen_date(today))
        self.day.edit.setFocus()

    def act(self) -> None:
        self._desk.submit_event(self._id, needed_day(self.day))


class ResultSheet(Sheet):
    """How a claim ended; ``follows``: id of the JKM claim that was opened instead."""

    def __init__(self, parent: QWidget | None, desk: Desk, row: EventRow, today: date) -> None:
        super().__init__(parent, f"Catat hasil {row.jenis}: {row.nama}", "", "Catat hasil")
        self._desk, self._id, self.follows = desk, row.id, ""
        self.outcome = self.add(FieldRow("Hasil", "", choices={c: OUTCOMES[c] for c in desk.outcomes(row.jenis)},
                                     reserve=0))
        self.day = self.add(FieldRow("Tanggal", "Hari dibayar, atau hari Anda diberi tahu.", date=True))
        self.words = self.add(FieldRow("Keterangan", "Wajib bila ditolak: alasan BPJS.", placeholder="Boleh kosong"))
        self.outcome.set_text("dibayar")
        self.day.set_text(screen_date(today))
        self.outcome.edit.setFocus()

    def act(self) -> None:
        self.follows = self._desk.close_event(self._id, self.outcome.text(), needed_day(self.day), self.words.text())
