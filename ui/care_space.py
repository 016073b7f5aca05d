"""The disk is nearly full (picture 11, C): what is needed, what there is, and what may go to make room."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from jamsos_desktop.problems import Problem
from ui import theme
from ui.ask import Sheet, tell
from ui.drives import Drive, size_text
from ui.widgets import Button, Label, Line, NoteStrip

if TYPE_CHECKING:
    from jamsos_desktop.desk import Clearable, Desk, Space
    from ui.window import Shell

WIDTH, HEIGHT = 418, 502  # of the picture, without the title bar
STICK = "flashdisk"
SAFE = "PDF dapat dibuat lagi kapan saja. Data peserta, scan dan cadangan terbaru tidak disentuh."
# What stops for now, by what was to be done.
_FOR = {"mencetak": "untuk mencetak", "mencadangkan": "untuk mencadangkan"}
_STOPS = {"mencetak": "Yang terhenti hanya pembuatan PDF.", "mencadangkan": "Yang terhenti hanya pembuatan cadangan."}
_GO_ON = {"mencetak": "lanjut cetak", "mencadangkan": "lanjut cadangkan"}


class SpaceSheet(Sheet):
    """``purpose``: ``mencetak``, ``mencadangkan`` or "" for the note of every day; ``stick``: a flash drive that a
    PDF could go to instead. ``chosen`` is ``lanjut``, ``flashdisk`` or ""; ``codes`` what is to be cleared."""

    def __init__(self, space: Space, found: Sequence[Clearable], purpose: str = "", stick: Drive | None = None,
                 parent: QWidget | None = None) -> None:
        what = _FOR.get(purpose, "untuk bekerja dengan tenang")
        super().__init__(parent, ("hdd", "warn"), f"Tempat di {space.drive} tidak cukup {what}")
        self._purpose, self._found = purpose, list(found)
        self.setMinimumHeight(theme.px(HEIGHT))
        body = Label("", "body", wrap=True)
        body.setTextFormat(Qt.TextFormat.RichText)
        needed = space.least if purpose == "mencetak" else space.needed
        body.setText(f"Perlu sekitar <b>{escape(_size(needed))}</b>, tersisa <b>{escape(_size(space.free))}</b>."
                     f" Data peserta sudah tersimpan dan aman. {_STOPS.get(purpose, '')}")
        self.column.addWidget(body)
        self.column.addSpacing(4)
        self.column.addLayout(_meter(space))
        self.boxes: dict[str, QCheckBox] = {}
        self._offer(stick)
        self.column.addWidget(Label(SAFE, "caption"))
        self.column.addStretch(1)
        self.later = self.add_button("", "Nanti saja")
        self.go_on = self.add_button("lanjut", "Lanjut", "primary")
        self._say()
        self.fit(theme.px(WIDTH), theme.px(HEIGHT))

    @property
    def codes(self) -> tuple[str, ...]:
        """What is ticked, to be cleared."""
        return tuple(kode for kode, box in self.boxes.items() if box.isChecked() and kode != STICK)

    @property
    def to_stick(self) -> bool:
        """Whether the PDF is to go to the flash drive."""
        return STICK in self.boxes and self.boxes[STICK].isChecked()

    def _offer(self, stick: Drive | None) -> None:
        rows = [(one.kode, one.teks, _size(one.bytes), one.pilih) for one in self._found]
        if stick is not None and self._purpose == "mencetak":
            rows.append((STICK, f"Simpan PDF ke {stick.name}", f"{_size(stick.free)} kosong", False))
        if not rows:
            self.column.addWidget(Label("Hapus file lain yang tidak dipakai dari laptop, lalu coba lagi.", wrap=True))
            return
        self.column.addSpacing(6)
        self.column.addWidget(Label("Kosongkan dari sini", "strong"))
        frame = QFrame()
        frame.setProperty("list", True)
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for number, (kode, words, size, ticked) in enumerate(rows):
            if number:
                column.addWidget(Line())
            column.addWidget(self._row(kode, words, size, ticked))
        self.column.addWidget(frame)

    def _row(self, kode: str, words: str, size: str, ticked: bool) -> QWidget:
        line = QWidget()
        line.setFixedHeight(theme.px(36))
        row = QHBoxLayout(line)
        row.setContentsMargins(10, 0, 10, 0)
        box = self.boxes[kode] = QCheckBox(words)
        box.setChecked(ticked)
        box.setAccessibleName(f"{words}, {size}")
        box.toggled.connect(lambda _: self._say())
        row.addWidget(box, 1)
        row.addWidget(Label(size, "caption" if kode == STICK else "strong", wrap=False))
        return line

    def _say(self) -> None:
        """The button says what it will do; without anything chosen there is nothing to go on with."""
        words = {("pdf",): "Hapus PDF lama", ("cadangan",): "Hapus cadangan lama",
                 ("pdf", "cadangan"): "Hapus keduanya"}.get(self.codes, "")
        on = _GO_ON.get(self._purpose, "")
        if self.to_stick:
            on = "simpan ke flashdisk"
        text = ", ".join(part for part in (words, on) if part) or "Hapus yang dicentang"
        self.go_on.set_text(text[:1].upper() + text[1:])
        self.go_on.setEnabled(bool(self.codes) or self.to_stick)


def _size(size: int) -> str:
    """48 MB rather than 48,0 MB."""
    return size_text(size).replace(",0 ", " ")


def _meter(space: Space) -> QVBoxLayout:
    """How full the disk is, in words and as a bar."""
    column = QVBoxLayout()
    column.setSpacing(5)
    top = QHBoxLayout()
    top.addWidget(Label(space.drive[:1].upper() + space.drive[1:], "caption", wrap=False))
    top.addStretch(1)
    words = f"{_size(space.free)} kosong dari {_size(space.total)}"
    top.addWidget(Label(words, "caption", wrap=False))
    bar = QProgressBar()
    bar.setProperty("full", True)
    bar.setTextVisible(False)
    bar.setRange(0, 1000)
    bar.setValue(1000 - space.free * 1000 // max(space.total, 1))
    bar.setAccessibleName(words)
    column.addLayout(top)
    column.addWidget(bar)
    return column


def make_room(desk: Desk, purpose: str, parent: QWidget | None = None, stick: Drive | None = None) -> str:
    """Ask for room before work that needs it: ``lanjut`` when there is enough or enough was cleared, ``flashdisk``
    when the PDF is to go there, "" when it is to wait."""
    space = desk.space()
    if space.level != "penuh":
        return "lanjut"
    return _cleared(desk, space, purpose, parent, stick)


def _cleared(desk: Desk, space: Space, purpose: str, parent: QWidget | None, stick: Drive | None) -> str:
    sheet = SpaceSheet(space, desk.clearable(), purpose, stick, parent)
    sheet.exec()
    if not sheet.chosen:
        return ""
    try:
        desk.clear(sheet.codes)
    except Problem as problem:
        tell(parent, problem)
        return ""
    return STICK if sheet.to_stick else "lanjut"


def offer_room(desk: Desk, parent: QWidget | None = None) -> bool:
    """The same at any time, from a note; True when something was cleared."""
    return _cleared(desk, desk.space(), "", parent, None) == "lanjut"


def room_note(desk: Desk, shell: Shell) -> NoteStrip | None:
    """The note of Beranda while the disk is nearly full."""
    space = desk.space()
    if space.level == "cukup":
        return None
    button = Button("Kosongkan...", small=True)
    words = (f"Tempat di {space.drive} tinggal {_size(space.free)}, perlu sekitar {_size(space.needed)}."
             " Kosongkan sebelum bekerja lagi." if space.level == "penuh" else
             f"Tempat di {space.drive} tinggal {_size(space.free)}. Sediakan {_size(space.needed)} untuk cadangan.")
    button.clicked.connect(lambda: offer_room(desk, shell) and shell.current and shell.current.refresh())
    return NoteStrip("warn", words, button)
