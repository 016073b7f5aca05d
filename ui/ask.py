"""Windows that ask or tell: a Problem as picture 11 shows it, and a question whose buttons are verbs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from jamsos_desktop import __version__, faults
from jamsos_desktop.problems import Problem
from ui import theme
from ui.keys import pressed
from ui.widgets.basic import Button, IconLabel, Label

# What the picture at the left shows, by the beginning of a problem's code.
PICTURES = {"DATA_LEBIH": ("arrow-clockwise", "info"), "JAM_SALAH": ("clock", "warn"),
            "SEDANG_DIPAKAI": ("laptop", "warn"), "PRINTER": ("printer", "warn"),
            "DISK": ("hdd", "warn"), "PENUH": ("hdd", "warn"), "KUNCI": ("key", "error"), "PIN": ("lock", "warn"),
            "DATA": ("database-check", "error"), "BERKAS": ("file-earmark-x", "error"),
            "DIPAKAI": ("laptop", "warn"), "BERUBAH": ("arrow-left-right", "warn"),
            "FILE_UNTUK": ("send", "info"), "FILE_BUKAN": ("file-earmark-x", "warn"),
            "BALASAN": ("file-earmark-x", "error"), "PAKET": ("file-earmark-x", "error")}
# What can be done about some, one line each (icon, words), wherever they come up.
WAYS: dict[str, Sequence[tuple[str, str]]] = {
    "JAM_SALAH": (("clock", "Klik jam di sudut layar, lalu betulkan tanggal dan jam."),
                  ("laptop", "Bila jam salah lagi tiap dinyalakan, baterai jam laptop perlu diganti.")),
    "SEDANG_DIPAKAI": (("window", "Cari jendela Jamsos Desa yang sudah terbuka di bilah bawah layar."),
                       ("arrow-clockwise", "Bila tidak ada, nyalakan ulang laptop. Data tetap utuh.")),
    "DATA_LEBIH_BARU": (("usb-drive", "Pasang Jamsos Desa versi terbaru dari flashdisk atau dari DPMD."),
                        ("laptop", "Atau buka data ini di laptop yang memakainya terakhir.")),
    "PRINTER_GAGAL": (("printer", "Periksa kertas, kabel dan lampu printer."),
                      ("file-earmark-pdf", "PDF-nya ada, bisa dicetak kapan saja atau di tempat lain.")),
    "PRINTER_TIDAK_ADA": (("printer", "Nyalakan printer dan pasang kabelnya."),
                          ("usb-drive", "Atau simpan PDF ke flashdisk dan cetak di tempat lain.")),
    "DATA_TANPA_CADANGAN": (("usb-drive", "Pasang flashdisk cadangan, lalu pilih Pulihkan cadangan."),
                            ("telephone", "Hubungi DPMD sebelum menghapus apa pun."))}
Facts = Sequence[tuple[str, str]]
Compared = Sequence[tuple[str, str, str]]  # name, expected, found
Ways = Sequence[tuple[str, str]]  # icon, words
Actions = Sequence[tuple[str, str, str]]  # key, words (with &), kind


def surface(window: QDialog, spacing: int = 12) -> tuple[QVBoxLayout, QVBoxLayout]:
    """The light part of a window: (what a foot is added to, what the contents are added to)."""
    outer = QVBoxLayout(window)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    inner = QWidget(objectName="surface")
    inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    outer.addWidget(inner, 1)
    column = QVBoxLayout(inner)
    column.setContentsMargins(18, 18, 18, 18)
    column.setSpacing(spacing)
    return outer, column


class Sheet(QDialog):
    """Picture and title, words, a foot with buttons. ``chosen`` is the key of the button pressed."""

    def __init__(self, parent: QWidget | None, picture: tuple[str, str], title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Jamsos Desa")
        self.setMinimumWidth(theme.px(418))
        self.setMaximumWidth(theme.px(560))
        self.chosen = ""
        outer, self.column = surface(self, 10)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(IconLabel(*picture, 28), 0, Qt.AlignmentFlag.AlignTop)
        self.heading = Label(title, "dialog", wrap=True)
        top.addWidget(self.heading, 1)
        self.column.addLayout(top)
        foot = QFrame(objectName="dialogfoot")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(14, 12, 14, 12)
        self.foot.setSpacing(8)
        self.foot.addStretch(1)
        outer.addWidget(foot)

    def add_button(self, key: str, words: str, kind: str = "") -> Button:
        """A button that ends the window with ``key``; the primary one answers Enter."""
        button = Button(words, kind)
        button.clicked.connect(lambda: self._end(key))
        self.foot.addWidget(button)
        if kind in ("primary", "danger"):
            button.setDefault(True)
            button.setFocus()
        return button

    def fit(self, width: int, least: int) -> None:
        """As tall as the words need at this width, and no less than ``least``."""
        self.ensurePolished()
        for label in self.findChildren(Label):
            label.ensurePolished()
        outer = self.layout()
        outer.activate()
        self.resize(width, max(least, outer.totalHeightForWidth(width)))

    def _end(self, key: str) -> None:
        self.chosen = key
        self.accept()


class ProblemDialog(Sheet):
    """What happened, what is safe, what to do; code and version under "Lihat rincian" (F1). ``facts``: name and
    value; ``compared``: name, what was expected, what was found; ``ways``: icon and what can be done."""

    answers_f1 = True

    def __init__(self, problem: Problem, parent: QWidget | None = None, actions: Actions = (),
                 facts: Facts = (), compared: Compared = (), ways: Ways = ()) -> None:
        self.problem = problem
        picture = next((PICTURES[start] for start in PICTURES if problem.kode.startswith(start)),
                       ("exclamation-triangle-fill", "warn"))
        super().__init__(parent, picture, problem.apa)
        body = " ".join(part for part in (problem.aman, problem.cara) if part)
        self.body = Label(body, "body", wrap=True)
        self.column.addWidget(self.body)
        self.body.setVisible(bool(body))
        if facts:
            self.column.addWidget(fact_table(facts))
        if compared:
            self.column.addWidget(_compare_table(compared))
        self.details = Label("", "caption", wrap=True)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details.hide()
        self.column.addWidget(self.details)
        self.column.addStretch(1)
        self.more = Button("Lihat &rincian")
        self.more.clicked.connect(self.show_details)
        self.foot.addWidget(self.more)
        ways = ways or WAYS.get(problem.kode, ())
        if ways:
            self.column.insertLayout(self.column.indexOf(self.details), _way_list(ways))
        for key, words, kind in actions or (("tutup", "&Tutup", "primary"),):
            self.add_button(key, words, kind)

    def show_details(self) -> None:
        """Unfold the code, the version and the newest lines of the log."""
        self.details.setText(f"{details_of(self.problem.kode)}\nTeks ini boleh disalin untuk DPMD.")
        self.details.show()
        self.more.setEnabled(False)
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pressed(event, "F1"):
            self.show_details()
        else:
            super().keyPressEvent(event)


def details_of(kode: str) -> str:
    """What "Lihat rincian" says: code, version, and the log, which holds nobody's name or number."""
    return "\n".join(part for part in (f"Kode: {kode}", f"Jamsos Desa {__version__}", faults.recent()) if part)


def fact_table(facts: Facts) -> QFrame:
    """Names and values in a frame, one pair a line."""
    frame = QFrame()
    frame.setProperty("list", True)
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(4)
    for name, value in facts:
        row = QHBoxLayout()
        label = Label(name, "soft")
        label.setFixedWidth(theme.px(98))
        row.addWidget(label)
        row.addWidget(Label(value, "body", wrap=True), 1)
        column.addLayout(row)
    return frame


def _compare_table(compared: Compared) -> QFrame:
    """What was expected beside what was found; a difference stands out by weight and colour."""
    frame = QFrame()
    frame.setProperty("list", True)
    grid = QGridLayout(frame)
    grid.setContentsMargins(10, 6, 10, 8)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(2, 1)
    for column, words in enumerate(("Seharusnya", "Menurut nama berkas"), 1):
        grid.addWidget(Label(words, "label"), 0, column)
    for row, (name, expected, found) in enumerate(compared, 1):
        other = Label(found, "strong" if found != expected else "body")
        if found != expected:
            other.setStyleSheet(f"color: {theme.color('error')};")
        for column, label in enumerate((Label(name, "soft"), Label(expected), other)):
            grid.addWidget(label, row, column)
    return frame


def _way_list(ways: Ways) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(Label("Yang bisa dilakukan", "strong"))
    for icon, words in ways:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, "text_2", 13), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, "body", wrap=True), 1)
        column.addLayout(row)
    return column


def tell(parent: QWidget | None, problem: Problem, actions: Actions = (), facts: Facts = (),
         compared: Compared = (), ways: Ways = ()) -> str:
    """Show a problem and wait; gives the key of the action chosen ("" when closed by Esc). A fault of ours has a
    window of its own (``crash``)."""
    if problem.kode.startswith("GALAT_PROGRAM"):
        return ""
    dialog = ProblemDialog(problem, parent, actions, facts, compared, ways)
    dialog.exec()
    return dialog.chosen


def confirm(parent: QWidget | None, question: str, verb: str, why: str = "", *, keep: str = "Batal",
            danger: bool = False) -> bool:
    """A question about something that cannot be undone; ``verb`` says the effect ("Hapus 3 peserta")."""
    sheet = Sheet(parent, ("question-circle", "info"), question)
    if why:
        sheet.column.addWidget(Label(why, "body", wrap=True))
    sheet.add_button("", keep)
    sheet.add_button("ya", verb, "danger" if danger else "primary")
    sheet.exec()
    return sheet.chosen == "ya"


def choose(parent: QWidget | None, question: str, actions: Actions, why: str = "") -> str:
    """A question with several ways on; gives the key of the one chosen ("" when closed by Esc)."""
    sheet = Sheet(parent, ("question-circle", "info"), question)
    if why:
        sheet.column.addWidget(Label(why, "body", wrap=True))
    for key, words, kind in reversed(actions):
        sheet.add_button(key, words, kind)
    sheet.exec()
    return sheet.chosen


def inform(parent: QWidget | None, title: str, words: str, button: str = "&Tutup", *,
           icon: str = "info-circle") -> None:
    """Plain words that need no decision."""
    sheet = Sheet(parent, (icon, "info"), title)
    sheet.column.addWidget(Label(words, "body", wrap=True))
    sheet.add_button("tutup", button, "primary")
    sheet.exec()


