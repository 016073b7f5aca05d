"""Page Perbarui, the cards at the left: the program of now, and what going back to the one before would cost."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import StepBack, UpgradeState, lost_words
from ui.pages.perbarui_offers import numbered
from ui.widgets import Button, Card, Chip, Label, NoteStrip, clear_layout

NEVER = "Belum pernah diperbarui dari flashdisk."
NO_BACK = "Belum ada versi lama di sini. Sesudah pembaruan, cadangan dan pemasang lama disimpan untuk jaga-jaga."
REFUSES = "Versi lama tidak bisa membuka data versi baru. Karena itu data kembali ke cadangan sebelum pembaruan."


class VersionCard(Card):
    """Which version runs, since when, and where it lies."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Program di laptop ini", parent=parent)
        self.chip = Chip()
        self.head.addWidget(self.chip)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.facts: dict[str, Label] = {}
        for at, name in enumerate(("Versi", "Diperbarui", "Cadangan", "Letak")):
            grid.addWidget(Label(name, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.facts[name] = Label("", "body", wrap=True)
            grid.addWidget(self.facts[name], at, 1)
        self.body.addLayout(grid)
        self.new = Label("Yang baru di versi ini", "label")
        self.body.addWidget(self.new)
        self.news = QVBoxLayout()
        self.news.setSpacing(4)
        self.body.addLayout(self.news)

    def show_state(self, state: UpgradeState) -> None:
        """What stands of upgrades here."""
        last = state.terakhir if state.terpasang else None
        self.facts["Versi"].setText(f"Jamsos Desa {state.program.versi}")
        self.facts["Letak"].setText(_breakable(str(state.program.folder)))
        self.facts["Diperbarui"].setText(
            f"{texts.long_date(last.waktu.date())}, pukul {texts.clock(last.waktu)}, dari versi {last.dari}" if last
            else NEVER)
        self.facts["Cadangan"].setText(
            _breakable(last.cadangan) if last else "Dibuat sendiri sebelum setiap pembaruan.")
        clear_layout(self.news)
        for line in last.baru if last else ():
            self.news.addLayout(numbered("•", line))
        self.new.setVisible(bool(last and last.baru))
        waits = state.terakhir is not None and not state.terpasang
        self.chip.setVisible(state.terakhir is not None)
        self.chip.set(*(("exclamation-triangle-fill", "Belum selesai", "warn") if waits
                        else ("check-circle-fill", "Terbaru di sini", "ok")))


class BackCard(Card):
    """The way back; ``sheet_wanted``: its steps on paper."""

    sheet_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Kembali ke versi lama", parent=parent)
        self.words = Label(NO_BACK, "body", wrap=True)
        self.body.addWidget(self.words)
        self.lost = NoteStrip("warn", "", parent=self)
        # The card is narrow: its words may need more lines than the strip would like to have at most.
        self.lost.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.body.addWidget(self.lost)
        self.place = Label("", "soft", wrap=True)
        self.body.addWidget(self.place)
        row = QHBoxLayout()
        self.print = Button("Cetak langkahnya", icon="printer", tip="Ctrl+P")
        self.print.clicked.connect(self.sheet_wanted)
        row.addWidget(self.print)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.show_back(None)

    def show_back(self, back: StepBack | None) -> None:
        """What it would cost now; None where there is nothing to go back to."""
        for part in (self.lost, self.place, self.print):
            part.setVisible(back is not None)
        self.words.setText(REFUSES if back else NO_BACK)
        if back is not None:
            self.lost.set("warn" if back.perubahan else "info", lost_words(back))
            self.place.setText(f"Versi {back.versi} tersimpan di {_breakable(str(back.lama.path))}." if back.lama
                               else f"Versi {back.versi} tidak tersimpan di sini. Minta pemasangnya dari DPMD.")


def _breakable(path: str) -> str:
    """A long path that may be broken after each folder."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b").replace("-", "-\u200b")
