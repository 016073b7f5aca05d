"""Beside the list of pekerja rentan: the person chosen, why they stand there, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from jamsos_desktop.desk import Selection, SelectionRow
from ui import sight
from ui.pages.rentan_rows import look
from ui.widgets import Button, Card, Chip, Label, TallArea

SETTLED, IN_LIST = "ditetapkan", ("terpilih", "cadangan")
VERBS = (("naik", "Naik", "Alt+↑"), ("turun", "Turun", "Alt+↓"), ("kunci", "Kunci kursi...", "F2"),
         ("lewati", "Lewati...", "Del"), ("lepas", "Lepas tanda", ""), ("ganti", "Ganti orang...", "Enter"),
         ("buka", "Buka data", "Enter"))


class CandidatePanel(QWidget):
    """``asked(verb)``: naik, turun, kunci, lewati, lepas, ganti or buka of the person shown."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = TallArea(parent=self)
        inner = QWidget(area.viewport(), objectName="plain")
        within = QVBoxLayout(inner)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(12)
        self.card = Card("Orang terpilih", parent=inner)
        within.addWidget(self.card)
        within.addStretch(1)
        area.hold(inner)
        column.addWidget(area)
        self.name, self.facts = Label("", "strong", wrap=True), Label("", "soft", wrap=True)
        self.chip = Chip()
        self.why, self.more = Label("", "body", wrap=True), Label("", "error", wrap=True)
        for widget in (self.name, self.facts, self.chip, self.why, self.more):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(self._buttons())

    def _buttons(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        self.buttons: dict[str, Button] = {}
        for verb, words, key in VERBS:
            button = Button(words, "primary" if verb == "ganti" else "", small=True, tip=key)
            button.clicked.connect(lambda _=False, verb=verb: self.asked.emit(verb))
            self.buttons[verb] = button
        for at, verb in enumerate(("naik", "turun", "kunci", "lewati")):
            grid.addWidget(self.buttons[verb], 1 + at // 2, at % 2)
        for line, verb in ((0, "ganti"), (3, "lepas"), (4, "buka")):
            grid.addWidget(self.buttons[verb], line, 0, 1, 2)
        grid.setColumnStretch(2, 1)
        return grid

    def show_row(self, row: SelectionRow | None, seen: Selection | None) -> None:
        """The person, and only what can be done with them now."""
        self.card.setVisible(row is not None)
        if row is None or seen is None:
            return
        assert self.card.title is not None
        self.card.title.setText(f"Kursi no. {row.urut}" if row.keadaan == "terpilih" else
                                f"Cadangan, urutan {row.urut}" if row.keadaan == "cadangan" else "Calon")
        self.name.setText(row.nama or "Tanpa nama")
        where = f"Dusun {row.dusun}" if row.dusun else ""
        self.facts.setText("\n".join(part for part in (sight.nik(row.nik), row.pekerjaan, where) if part))
        self.chip.set(*look(row))
        rank = f"Urutan {row.peringkat}: " if row.peringkat else ""
        self.why.setText(f"{rank}{row.kata}." if row.kata else "")
        self.more.set_role("error" if row.tidak_bisa else "soft")
        self.more.setText("\n".join(row.tidak_bisa or _story(row)))
        self.more.setVisible(bool(self.more.text()))
        self._offer(row, seen)

    def _offer(self, row: SelectionRow, seen: Selection) -> None:
        draft = seen.kuota.keadaan != SETTLED and seen.kuota.orang is not None
        able = not row.tidak_bisa
        shown = {
            "naik": draft and row.keadaan in IN_LIST, "turun": draft and row.keadaan in IN_LIST,
            "kunci": draft and able and not row.kunci, "lewati": draft and row.keadaan != "dilewati" and able,
            "lepas": draft and (row.kunci or row.keadaan == "dilewati"),
            "ganti": not draft and seen.kuota.keadaan == SETTLED and row.keadaan == "terpilih",
            "buka": bool(row.nomor)}
        for verb, button in self.buttons.items():
            button.setVisible(shown[verb])

    def offered(self) -> set[str]:
        """The verbs that can be asked of the person shown."""
        return {verb for verb, button in self.buttons.items() if button.isVisibleTo(self)}

    def stops(self) -> list[QWidget]:
        """The first button that can be pressed."""
        return [button for button in self.buttons.values() if button.isVisibleTo(self)][:1]


def _story(row: SelectionRow) -> tuple[str, ...]:
    found = (row.alasan, f"Pengganti: {row.pengganti}." if row.pengganti else "",
             "Sumber dana, wadah atau SK di datanya lain." if row.beda else "")
    return tuple(part for part in found if part)
