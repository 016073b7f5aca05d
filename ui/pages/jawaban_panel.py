"""The panel beside the villages: what one of them would hear, and words for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jamsos_desktop.desk import ReplyRow
from jamsos_desktop.model.parse import clean
from jamsos_desktop.texts import number, screen_date
from ui import theme
from ui.ask import surface
from ui.pages.jawaban_rows import UNMATCHED, look_of
from ui.widgets import Button, Card, Chip, Label, NoteStrip, clear_layout

VERDICTS = (("aktif", "Terdaftar"), ("menunggu_bayar", "Menunggu bayar"), ("di_bpjs", "Di BPJS"),
            ("diterima", "Diterima"), ("diperiksa", "Masih diperiksa"), ("ditolak", "Ditolak"), ("keluar", "Keluar"))
LONGEST = 1000  # letters of a message
TAKEN_IN = 5 * LONGEST  # of what is pasted at once: a whole book would make the window wait


class ReplyPanel(Card):
    """Signals: ``copy_wanted``, ``message_wanted``, ``people_wanted``, ``match_wanted``."""

    copy_wanted = Signal()
    message_wanted = Signal()
    people_wanted = Signal()
    match_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Desa", None, parent, margins=(12, 10, 12, 12))
        self.chip = Chip()
        self.head.addWidget(self.chip)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(9)
        self.body.addLayout(self._facts)
        self.match = Button("Cocokkan kunci...", "primary", "key")
        self.copy = Button("Salin pesan WhatsApp", icon="chat-dots")
        self.message = Button("Tulis pesan ke desa...", icon="pencil")
        self.people = Button("Lihat orang desa ini", icon="people")
        self._all = (self.match, self.copy, self.message, self.people)
        for button, signal in zip(self._all, (self.match_wanted, self.copy_wanted, self.message_wanted,
                                              self.people_wanted), strict=True):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(signal)
            self.body.addWidget(button)
        self.body.addStretch(1)

    def show_row(self, row: ReplyRow | None, made: bool = False) -> None:
        """One village; ``made``: its reply was made by the last run."""
        clear_layout(self._facts)
        for button in self._all:
            button.setVisible(row is not None)
        self.chip.setVisible(row is not None)
        if row is None:
            self.title.setText("Desa")
            self._facts.addWidget(Label("Pilih satu desa.", "soft"))
            return
        self.title.setText(row.desa)
        icon, words, role = look_of(row, {row.kode} if made else ())
        self.chip.set(icon, "Tertahan" if row.halangan else words, role)
        self._fill(row)
        self.match.setVisible(UNMATCHED in row.halangan)
        self.copy.setVisible(row.no > 0)

    def _fill(self, row: ReplyRow) -> None:
        last = f"no. {row.no}, {screen_date(row.dibuat)}" if row.no else "belum pernah"
        if row.no and row.untuk_seq:
            last += f", untuk kiriman no. {row.untuk_seq}"
        facts = [("Balasan terakhir", last), ("Kiriman terakhir", f"no. {row.seq}")]
        facts += [(words, f"{number(many)} orang") for key, words in VERDICTS if (many := row.putusan.get(key, 0))]
        if row.pesan:
            facts.append(("Pesan belum dikirim", number(row.pesan)))
        self._facts.addWidget(_fact_box(facts, self))
        if row.halangan:
            self._facts.addWidget(NoteStrip("warn", f"Balasan belum bisa dibuat. {row.halangan}", parent=self))
        if row.penuh:
            self._facts.addWidget(NoteStrip("info", "Balasan berikut memuat semua data desa ini."
                                            " Kunci desanya baru dicocokkan.", parent=self))
        if row.minta_penuh:
            self._facts.addWidget(Label("Balasan berikut meminta kiriman penuh dari desa.", "caption"))

    def buttons(self) -> list[Button]:
        """The buttons that can be seen now, in their order."""
        return [button for button in self._all if not button.isHidden()]

    def focus_first(self) -> None:
        """Focus to the first of them."""
        if buttons := self.buttons():
            buttons[0].setFocus(Qt.FocusReason.TabFocusReason)


def _fact_box(facts: Sequence[tuple[str, str]], parent: QWidget) -> QFrame:
    frame = QFrame(parent)
    frame.setProperty("list", True)
    grid = QGridLayout(frame)
    grid.setContentsMargins(10, 6, 10, 6)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(facts):
        grid.addWidget(Label(name, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(value, "body", wrap=True), at, 1)
    return frame


class MessageEdit(QPlainTextEdit):
    """Several lines of text; of what is pasted only as much is taken as could still be shortened by hand, without
    letters nobody sees."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = source.text()[:TAKEN_IN].splitlines()
        self.insertPlainText("\n".join(clean(line) for line in lines))


class MessageSheet(QDialog):
    """Words to one village; they travel with its next reply. ``text`` after ``exec`` is what was written."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Jamsos Desa")
        self.setMinimumWidth(theme.px(460))
        self.text = ""
        outer, column = surface(self, 10)
        column.addWidget(Label(f"Pesan untuk {place}", "section", wrap=True))
        column.addWidget(Label("Ikut dalam balasan berikut dan terkunci untuk desa ini.", "soft", wrap=True))
        self.edit = MessageEdit()
        self.edit.setAccessibleName(f"Pesan untuk {place}")
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme.px(110))
        self.left = Label("", "caption")
        column.addWidget(self.edit)
        column.addWidget(self.left)
        bar = QFrame(objectName="dialogfoot")
        foot = QHBoxLayout(bar)
        foot.setContentsMargins(14, 12, 14, 12)
        foot.setSpacing(8)
        foot.addStretch(1)
        self.cancel, self.keep = Button("&Batal"), Button("&Simpan pesan", "primary")
        for button in (self.cancel, self.keep):
            foot.addWidget(button)
        outer.addWidget(bar)
        self.setTabOrder(self.keep, self.cancel)
        self.setTabOrder(self.edit, self.keep)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._done)
        self.edit.textChanged.connect(self._count)
        self._count()
        self.edit.setFocus()

    def _count(self) -> None:
        many = len(self.edit.toPlainText().strip())
        over = many > LONGEST
        self.left.set_role("error" if over else "caption")
        self.left.setText(f"{number(many)} dari {number(LONGEST)} huruf." + (" Pendekkan dulu." if over else ""))
        self.keep.setEnabled(0 < many <= LONGEST)

    def _done(self) -> None:
        self.text = self.edit.toPlainText().strip()
        self.accept()
