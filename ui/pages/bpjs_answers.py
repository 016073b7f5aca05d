"""A list of results before it is written: the sums, and each row that is not simply taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QTableView, QWidget

from jamsos_desktop.desk import ResultLine, ResultPreview, ResultsApplied
from jamsos_desktop.jobs import Job
from jamsos_desktop.model.privacy import tail
from jamsos_desktop.texts import number, screen_date, title_name
from ui import sight
from ui.pages.bpjs_sheets import Runner, Sheet
from ui.widgets import Chip, LinesTable, NoteStrip, StatusChipDelegate, set_up_table

TITLES = ("Baris", "NIK", "Nama", "Hasil", "Keterangan")
WIDTHS = (50, 150, 150, 150, 240)
CHIP = 3
LOOKS = {
    "ok": ("check-circle-fill", "Diterima", "ok"), "ditolak": ("x-octagon-fill", "Ditolak", "error"),
    "sudah": ("dash-circle", "Sudah dicatat", "neutral"),
    "bukan_batch": ("person-x", "Tidak ada di batch", "warn"), "ganda": ("files", "Ganda", "warn"),
    "tidak_terbaca": ("exclamation-triangle-fill", "Tidak terbaca", "warn"),
}
Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


def look_of(line: ResultLine) -> str:
    """Which of LOOKS a row is."""
    return line.hasil if line.keadaan == "cocok" else line.keadaan


class ResultTable(LinesTable[ResultLine]):
    """The rows of BPJS's list: those that need a look first, then refusals, then the rest."""

    titles, chip = TITLES, CHIP

    def __init__(self, preview: ResultPreview, reason: Callable[[str], str]) -> None:
        super().__init__()
        order = ("tidak_terbaca", "ganda", "bukan_batch", "ditolak", "sudah", "ok")
        self._reason = reason
        self.set_lines(sorted(preview.lines, key=lambda line: (order.index(look_of(line)), line.baris)))

    def look(self, line: ResultLine) -> tuple[str, str, str]:
        return LOOKS[look_of(line)]

    def texts(self, line: ResultLine) -> tuple[str, ...]:
        note = line.keterangan
        if line.keadaan == "cocok" and line.hasil == "ok":
            since = f", aktif {screen_date(line.aktif_dari)}" if line.aktif_dari else ""
            note = f"KPJ {tail(line.kpj) or '–'}{since}"
        elif line.keadaan == "cocok":
            note = f"{self._reason(line.alasan)}: {line.teks}" if line.teks else self._reason(line.alasan)
        nik = sight.nik(line.nik) if len(line.nik) == 16 and line.nik.isdigit() else line.nik
        return (str(line.baris), nik, title_name(line.nama), LOOKS[look_of(line)][1], note)


class ResultsSheet(Sheet):
    """What would be written, and the button that writes it."""

    def __init__(self, parent: QWidget | None, preview: ResultPreview, reason: Callable[[str], str],
                 do: Callable[[], Job[ResultsApplied]], run: Runner) -> None:
        taken = preview.ok + preview.ditolak
        super().__init__(parent, f"Hasil dari BPJS untuk {preview.nomor}",
                         f"{preview.nama_berkas}, {number(len(preview.lines))} baris. Belum ada yang dicatat.",
                         f"Catat {number(taken)} hasil", wide=800, run=run)
        self._do = do
        self.ok.setEnabled(taken > 0)
        self.fields.addLayout(self._sums(preview))
        self.fields.addSpacing(4)
        self.table = QTableView()
        set_up_table(self.table)
        self.table.setModel(ResultTable(preview, reason))
        self.table.setItemDelegateForColumn(CHIP, StatusChipDelegate(self.table))
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setAccessibleName("Baris daftar hasil")
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setMinimumHeight(260)
        self.fields.addWidget(self.table)
        if preview.tanpa_hasil:
            self.fields.addSpacing(4)
            self.fields.addWidget(NoteStrip("info", f"{number(preview.tanpa_hasil)} orang di batch ini tidak disebut di"
                                            " daftar. Mereka tetap menunggu hasil."))
        (self.ok if taken else self.cancel).setFocus()

    @staticmethod
    def _sums(preview: ResultPreview) -> QHBoxLayout:
        """Chips that add up to the rows of the file."""
        row = QHBoxLayout()
        row.setSpacing(8)
        counted = {"ok": preview.ok, "ditolak": preview.ditolak,
                   **{name: many for name, many in preview.counts.items() if name != "cocok"}}
        for name, many in counted.items():
            if many or name in ("ok", "ditolak"):
                icon, words, role = LOOKS[name]
                row.addWidget(Chip(icon, f"{number(many)} {words[0].lower()}{words[1:]}", role))
        row.addStretch(1)
        return row

    def act(self) -> Callable[[], Job[ResultsApplied]]:
        return self._do
