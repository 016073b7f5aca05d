"""Wizard, step 4: the recovery sheet on paper, three of its words asked back, and who keeps it. Picture 01d.

Pengaturan shows the same three cards when a new sheet is made.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop import texts
from ui import theme
from ui.keys import bind
from ui.pages.wizard_keeper import KeeperRow
from ui.pages.wizard_sheet_paper import PaperRoad
from ui.pages.wizard_sheet_preview import SheetPreview
from ui.widgets import Button, Card, Chip, FieldRow, IconLabel, Label, TallArea, enter_moves

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, RecoverySheet

ASKED = 3
SIDE_FROM = 1060  # px: narrower pages have no preview


class PemulihanStep(QWidget):
    """``changed()``: the sheet is proved and kept by somebody, or not any more. ``begin`` hands it desk and sheet."""

    title = "Simpan lembar pemulihan"
    sub = "Dua menit sekarang, supaya data tidak hilang nanti."
    keys = [("Ctrl+P", "Cetak"), ("Tab", "Isian berikut"), ("Alt+K", "Kembali"), ("F1", "Bantuan")]
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: RecoverySheet | None = None
        self.asked: list[int] = []
        self.answers: list[FieldRow] = []
        self.road = PaperRoad(self)
        self.road.shown.connect(self._was_shown)
        inner = QWidget(objectName="plain")
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(32, 16, 0, 12)
        self._cards.setSpacing(12)
        self._cards.addWidget(_only_way())
        for card in (self._print_card(), self._prove_card(), self._keep_card()):
            self._cards.addWidget(card)
        self._cards.addStretch(1)
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 32, 0)
        page.setSpacing(32)
        page.addWidget(TallArea(inner), 1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 16, 0, 12)
        side.setSpacing(6)
        side.addWidget(Label("Pratinjau lembar A5. Kata disembunyikan di layar, baca dari kertas.", "caption"))
        self.preview = SheetPreview()
        side.addWidget(self.preview, 1)
        self._side.setFixedWidth(theme.px(412))
        page.addWidget(self._side)
        bind(self, "Ctrl+P", self.road.ask)

    # The three cards.

    def _print_card(self) -> Card:
        self.chip = Chip()
        self.chip.hide()
        card = Card("1. Cetak, lalu simpan di lemari arsip", self.chip, margins=(12, 12, 12, 12))
        self._print_title = card.title
        row = QHBoxLayout()
        row.setSpacing(8)
        self.print_button = Button("Cetak", icon="printer")
        self.print_button.clicked.connect(self.road.ask)
        self.hand_button = Button("Tidak ada printer, tulis tangan…", icon="pencil")
        self.hand_button.clicked.connect(self.road.by_hand)
        row.addWidget(self.print_button)
        row.addWidget(self.hand_button)
        row.addWidget(Label("Jangan difoto.", "caption", wrap=False))
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _prove_card(self) -> Card:
        card = Card("2. Buktikan lembar sudah di tangan", margins=(12, 10, 12, 8))
        self.prove_note = Label("", "caption")
        card.body.addWidget(self.prove_note)
        questions = QHBoxLayout()
        questions.setSpacing(12)
        for number in range(ASKED):  # made here once: Tab then reads them before the card below
            field = FieldRow("", placeholder="")
            field.changed.connect(self._answered)
            field.left.connect(lambda number=number: self._left(number))
            enter_moves(field.edit)
            self.answers.append(field)
            questions.addWidget(field, 1)
        card.body.addLayout(questions)
        return card

    def _keep_card(self) -> Card:
        card = Card("3. Siapa yang menyimpan?", margins=(12, 10, 12, 12))
        self.kept = KeeperRow()
        self.place, self.keeper = self.kept.place, self.kept.keeper
        for field in (self.place, self.keeper):
            field.changed.connect(self._kept_elsewhere)
        card.body.addWidget(self.kept)
        return card

    # A sheet.

    def begin(self, desk: Desk, sheet: RecoverySheet) -> None:
        """Start with a sheet that is drawn and opens nothing yet."""
        self.sheet = sheet
        self.asked = sorted(secrets.SystemRandom().sample(range(len(sheet.words)), ASKED))
        self._ask_questions()
        self.kept.offer(_cupboard(desk), keepers(desk))
        archive = _cupboard(desk).replace("kantor desa", "desa")
        self._print_title.setText(f"1. Cetak, lalu simpan di {archive[0].lower()}{archive[1:]}")
        self.road.begin(desk, sheet, self.keeper_name)
        self.preview.begin(desk, sheet)
        self.preview.show_keeper(self.keeper_name())
        self._show_state()

    def _ask_questions(self) -> None:
        for at, field in zip(self.asked, self.answers, strict=True):
            field.set_label(f"Kata nomor {at + 1}")
            field.set_text("")
            field.set_state("kosong")

    def _was_shown(self) -> None:
        """The words are on paper now."""
        self._show_state()
        self.answers[0].setFocus()
        self.changed.emit()

    def _show_state(self) -> None:
        way, when = self.road.way, self.road.when
        self.chip.setVisible(bool(way))
        if when is not None:
            word = {"tangan": "Ditulis", "pdf": "PDF disimpan"}.get(way, "Dicetak")
            self.chip.set("check-circle-fill", f"{word} {texts.clock(when)}", "ok")
        self.print_button.set_text("Cetak lagi" if way else "Cetak")
        self.print_button.set_kind("" if way else "primary")
        self.prove_note.setText("Lihat kertasnya, lalu ketik tiga kata ini." if way
                                else "Cetak atau tulis lembarnya dulu. Sesudah itu tiga kata ditanyakan.")
        for field in self.answers:
            field.setEnabled(bool(way))

    def _answered(self, _: str) -> None:
        for at, field in zip(self.asked, self.answers, strict=True):
            self._judge(at, field, left=field.state == "salah")
        self.changed.emit()

    def _left(self, number: int) -> None:
        if self.asked:
            self._judge(self.asked[number], self.answers[number], left=True)

    def _right(self, at: int, field: FieldRow) -> bool:
        return self.sheet is not None and field.text().strip().lower() == self.sheet.words[at]

    def _judge(self, at: int, field: FieldRow, *, left: bool) -> None:
        if self._right(at, field):
            field.set_state("benar")
        elif field.text().strip() and left:
            field.set_state("salah", "Tidak sama. Lihat kertasnya.")
        else:
            field.set_state("kosong")

    def _kept_elsewhere(self, _: str) -> None:
        self.preview.show_keeper(self.keeper_name())
        self.changed.emit()

    # What the step answers.

    @property
    def ready(self) -> bool:
        """On paper, three words right, a place and somebody who answers for it."""
        proved = bool(self.answers) and all(map(self._right, self.asked, self.answers))
        return bool(self.road.way) and proved and bool(self.place.text().strip() and self.keeper.text())

    def keeper_name(self) -> str:
        """Who keeps it, without the post: so it stands below the line on paper."""
        return self.keeper.text().partition(" (")[0]

    def next_problem(self) -> None:
        """The next thing that is missing."""
        if not self.road.way:
            self.print_button.setFocus()
            return
        wrong = [field for at, field in zip(self.asked, self.answers, strict=True) if not self._right(at, field)]
        (wrong[0] if wrong else self.place).setFocus()

    def start(self) -> None:
        """The step is shown: focus to the first word asked back, or to the print button."""
        (self.answers[0] if self.road.way and self.answers else self.print_button).setFocus()

    def forget(self) -> None:
        """The words and what was typed of them are of no use any more."""
        self.sheet = None
        self.road.end()
        self.preview.stop()
        for field in self.answers:
            field.set_text("")

    def resizeEvent(self, event: object) -> None:
        self._side.setVisible(self.width() >= theme.px(SIDE_FROM))
        self._cards.setContentsMargins(32, 16, 0 if self._side.isVisibleTo(self) else 4, 12)
        super().resizeEvent(event)


def _cupboard(desk: Desk) -> str:
    """Where such papers lie in this kind of office."""
    if desk.district is not None:
        return "Lemari arsip DPMD"
    kinds = {"desa": "Lemari arsip kantor desa", "kelurahan": "Lemari arsip kantor kelurahan"}
    return kinds.get(desk.unit.jenis, "Lemari arsip kantor")


def keepers(desk: Desk) -> list[str]:
    """Who may answer for the sheet: "Muh. Arsyad Tahir (Kepala Desa)", the other official, and whoever works here."""
    posts = (("kepala_desa", desk.unit.words("Kepala desa").title()), ("sekretaris", "Sekretaris"))
    found = [f"{texts.title_name(one.nama)} ({post})" for key, post in posts
             if (one := desk.unit.pejabat_untuk(key)).nama]
    named = {name.partition(" (")[0].casefold() for name in found}
    if desk.user.casefold() not in named:
        found.append(desk.user)
    return found


def _only_way() -> QFrame:
    """The warning at the head: bold first line, then who has no copy."""
    note = QFrame()
    note.setProperty("note", "warn")
    row = QHBoxLayout(note)
    row.setContentsMargins(12, 8, 12, 8)
    row.setSpacing(10)
    row.addWidget(IconLabel("exclamation-triangle-fill", "warn", 16), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label("Lembar ini satu-satunya jalan bila PIN lupa atau laptop rusak.", "strong", wrap=True))
    words.addWidget(Label("DPMD dan pembuat aplikasi tidak menyimpan salinannya.", "body", wrap=True))
    row.addLayout(words, 1)
    return note
