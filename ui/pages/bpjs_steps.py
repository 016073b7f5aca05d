"""The road of one batch at the right of the page: what is done, what comes next, with its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from jamsos_desktop.desk import BatchView, Bill
from jamsos_desktop.texts import MONTHS, number, rupiah_of_sen, screen_date
from ui import theme
from ui.pages.bpjs_rows import grouped_code, short_date
from ui.widgets import Button, Card, Label, LinkButton, NoteStrip, clear_layout

PAID_FOR = ("daftar", "lanjut")
HINT = "Hasil dicocokkan lewat NIK. KPJ, tanggal aktif dan alasan tolak ikut balasan desa."


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``buttons``: (action, words, icon); ``done`` is ticked, the first that is not is the present one."""

    title: str
    detail: str
    done: bool
    buttons: tuple[tuple[str, str, str], ...] = ()


def steps_of(view: BatchView, today: date) -> list[Step]:
    """The steps of a batch in their order; changes and exits have nothing to pay."""
    steps = [_sheets(view), _handed(view)]
    if view.row.jenis in PAID_FOR:
        steps += [_coded(view), _paid(view)]
    return [*steps, _answered(view, today)]


def _sheets(view: BatchView) -> Step:
    buttons = [("templat", "Templat...", "file-earmark-spreadsheet"), ("sipp", "Lembar SIPP...", "download")]
    if view.row.segmen == "BPU":
        buttons.append(("daftar", "Daftar wadah...", "download"))
    if view.diisi:
        return Step("Lembar untuk BPJS dibuat", f"{screen_date(view.diisi)}, {number(view.row.orang)} baris", True)
    if view.diserahkan:
        return Step("Lembar untuk BPJS", "Diserahkan tanpa lembar dari sini.", True)
    return Step("Buat lembar untuk BPJS", "Isi templat unduhan, atau buat lembar baru.", False, tuple(buttons))


def _handed(view: BatchView) -> Step:
    if view.diserahkan:
        letter = f", surat {view.surat}" if view.surat else ""
        return Step("Diserahkan ke BPJS", screen_date(view.diserahkan) + letter, True)
    return Step("Serahkan ke BPJS", "Cetak surat serah, lalu catat tanggalnya.", False,
                (("serah", "Catat serah terima...", "box-arrow-up"),))


def owed(view: BatchView) -> list[Bill]:
    """The bills somebody accepted or not yet answered stands on."""
    alive = {m.tagihan for m in view.members if m.hasil != "ditolak"}
    return [bill for bill in view.bills if bill.id in alive]


def _coded(view: BatchView) -> Step:
    bills = owed(view)
    coded = [b for b in bills if b.kode_bayar]
    act = (("kode", "Isi kode bayar...", "pencil"),) if view.diserahkan else ()
    if len(coded) < len(bills):
        detail = f"{len(coded)} dari {len(bills)} kode bayar" if coded else "Minta kode bayar ke BPJS."
        return Step("Kode bayar", detail, False, act)
    if not bills:
        return Step("Kode bayar", "Tidak ada yang harus dibayar.", True)
    words = grouped_code(bills[0].kode_bayar) if len(bills) == 1 else f"{len(bills)} kode bayar"
    due = min((b.tempo for b in bills if b.tempo), default=None)
    return Step("Kode bayar diterima", words + (f", tempo {short_date(due)}" if due else ""), True)


def _paid(view: BatchView) -> Step:
    bills = owed(view)
    paid = [b for b in bills if b.dibayar]
    act = (("bayar", "Catat pembayaran...", "cash-coin"),) if any(b.kode_bayar for b in bills) else ()
    if len(paid) < len(bills):
        detail = f"{len(paid)} dari {len(bills)} tagihan dibayar" if paid else "Catat tanggal dan nomor buktinya."
        return Step("Pembayaran", detail, False, act)
    if not bills:
        return Step("Pembayaran", "Tidak ada yang harus dibayar.", True)
    last = max(b.dibayar for b in paid if b.dibayar)
    proof = paid[0].bukti if len(paid) == 1 and paid[0].bukti else f"{len(paid)} tagihan" if len(paid) > 1 else ""
    return Step("Dibayar", ", ".join(part for part in (screen_date(last), proof) if part), True)


def _answered(view: BatchView, today: date) -> Step:
    row = view.row
    done = row.ok + row.ditolak
    act = (("hasil", "Ambil hasil...", "inbox"), ("ketik", "Ketik manual...", "pencil")) if view.diserahkan else ()
    if done == row.orang:
        words = f"{number(row.ok)} diterima, {number(row.ditolak)} ditolak"
        return Step("Hasil masuk", f"{screen_date(view.hasil)}, {words}", True)
    if done:
        return Step("Ambil hasil", f"{number(done)} dari {number(row.orang)} orang sudah ada hasilnya.", False, act)
    waited = (today - view.diserahkan).days if view.diserahkan else 0
    said = f"Sudah {waited} hari. Minta daftar hasil ke BPJS." if waited else "Minta daftar hasil per orang ke BPJS."
    return Step("Ambil hasil", said, False, act)


class _Mark(QWidget):
    """A tick for a done step, a number for others; filled green where the present one is."""

    def __init__(self, nth: int, done: bool, here: bool) -> None:
        super().__init__()
        self._nth, self._done, self._here = nth, done, here
        self.setFixedSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._done:
            painter.drawPixmap(1, 1, theme.pixmap("check-circle-fill", "ok", 18))
            return
        painter.setPen(QPen(theme.qcolor("accent" if self._here else "border_input")))
        painter.setBrush(theme.qcolor("accent" if self._here else "surface"))
        painter.drawEllipse(QRectF(0.5, 0.5, 19, 19))
        painter.setFont(theme.font("label"))
        painter.setPen(theme.qcolor("on_accent" if self._here else "text_2"))
        painter.drawText(QRectF(0, 0, 20, 20), int(Qt.AlignmentFlag.AlignCenter), str(self._nth))


class _StepBox(QFrame):
    """A step with its mark, words and buttons."""

    acted = Signal(str)

    def __init__(self, nth: int, step: Step, here: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("cardhead", True)
        if here:
            self.setObjectName("here")
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(8)
        row.addWidget(_Mark(nth, step.done, here), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self.title, self.detail = Label(step.title, "strong" if here else "body"), Label(step.detail, "caption")
        words.addWidget(self.title)
        words.addWidget(self.detail)
        self.buttons: dict[str, Button] = {}
        if step.buttons:
            words.addSpacing(4)
            words.addLayout(self._buttons(step))
        row.addLayout(words, 1)

    def _buttons(self, step: Step) -> QVBoxLayout:
        """Two a row, each as wide as its words."""
        column = QVBoxLayout()
        column.setSpacing(6)
        for first in range(0, len(step.buttons), 2):
            row = QHBoxLayout()
            row.setSpacing(8)
            for action, words, icon in step.buttons[first:first + 2]:
                button = Button(words, icon=icon, small=True)
                button.setAccessibleName(f"{words}, {step.title}")
                button.clicked.connect(lambda _=False, name=action: self.acted.emit(name))
                self.buttons[action] = button
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return column


class StepsCard(Card):
    """One batch: what it holds, its steps, what may be taken back. ``acted`` names the button pressed."""

    acted = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__("Batch", parent=parent, margins=(0, 0, 0, 0))
        self._today = today
        self.boxes: list[_StepBox] = []
        self.scroll = QScrollArea(self)
        self.scroll.setWidgetResizable(True)
        self.scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self.scroll.viewport())
        inside.setObjectName("surface")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.scroll.setWidget(inside)
        self.body.addWidget(self.scroll)

    def show_batch(self, view: BatchView) -> None:
        """Fill the card anew; the focus stays on the button it was on, or goes to what is to be done now."""
        keyboard = self.window().focusWidget()  # also while a sheet lies over the window
        inside = keyboard is not None and self.isAncestorOf(keyboard)
        held = next((name for box in self.boxes for name, b in box.buttons.items() if b is keyboard), "")
        clear_layout(self._column)
        assert self.title is not None
        self.title.setText(f"{view.row.nomor}, {view.row.wadah}")
        inner = self.scroll.widget()
        self._column.addWidget(_facts(view, inner))
        steps, self.boxes = steps_of(view, self._today), []
        here = next((at for at, step in enumerate(steps) if not step.done), len(steps))
        for at, step in enumerate(steps):
            box = _StepBox(at + 1, step, at == here, inner)
            box.acted.connect(self.acted)
            self.boxes.append(box)
            self._column.addWidget(box)
        self._column.addWidget(self._foot(view))
        self._column.addStretch(1)
        button = self.button(held) or self.first_button() or self.back_link
        if inside:
            button.setFocus()

    def acting(self) -> list[Button]:
        """Everything here that does something with the batch."""
        return [*(button for box in self.boxes for button in box.buttons.values()), self.back_link]

    def button(self, action: str) -> Button | None:
        """The button of an action, where it is offered."""
        return next((box.buttons[action] for box in self.boxes if action in box.buttons), None)

    def first_button(self) -> Button | None:
        """The first thing to do."""
        return next((button for box in self.boxes for button in box.buttons.values()), None)

    def _foot(self, view: BatchView) -> QWidget:
        foot = QWidget(self.scroll.widget())
        column = QVBoxLayout(foot)
        column.setContentsMargins(12, 9, 12, 9)
        column.setSpacing(6)
        note = NoteStrip("info", HINT, parent=foot)
        note.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        note.words.set_role("caption")
        column.addWidget(note)
        self.back_link = LinkButton("Urungkan langkah terakhir..." if view.diserahkan else "Batalkan batch ini...")
        self.back_link.clicked.connect(lambda: self.acted.emit("urung" if view.diserahkan else "batal"))
        column.addWidget(self.back_link, 0, Qt.AlignmentFlag.AlignLeft)
        return foot


def _facts(view: BatchView, parent: QWidget) -> QFrame:
    row = view.row
    frame = QFrame(parent)
    frame.setProperty("cardhead", True)
    grid = QGridLayout(frame)
    grid.setContentsMargins(12, 8, 12, 8)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    for at, (name, value, role) in enumerate(facts_of(view)):
        grid.addWidget(Label(name, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(value, role, wrap=True), at, 1)
    frame.setAccessibleName(f"{row.nomor}, {row.wadah}")
    return frame


def facts_of(view: BatchView) -> Sequence[tuple[str, str, str]]:
    """(name, value, role) of what the batch holds."""
    row = view.row
    facts = [("Isi", f"{number(row.orang)} orang, {number(row.desa)} desa", "body"),
             ("NPP", row.npp or "belum diisi", "body")]
    if row.bulan and row.masa_dari and view.masa_sampai:
        ends = [f"{MONTHS[day.month - 1][:3]} {day.year}" for day in (row.masa_dari, view.masa_sampai)]
        facts.append(("Masa", ends[0] if row.bulan == 1 else " – ".join(ends), "body"))
        facts.append((f"Jumlah {row.bulan} bulan", rupiah_of_sen(row.jumlah_sen), "strong"))
    return facts
