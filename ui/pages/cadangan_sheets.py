"""Page Cadangan: the two windows that ask before something a clerk cannot lightly take back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.pages.wizard_words import WordGrid
from ui.widgets import Button, FieldRow, IconLabel, Label

WORD = "PINDAH"
EFFECTS = ("Satu file cadangan dibuat di tempat yang Anda pilih, beserta berita acaranya.",
           "Sesudah itu laptop ini hanya bisa membaca. Mengisi, mencetak dan mengirim dilakukan di laptop baru.",
           "Di laptop baru data dibuka dengan 12 kata di lembar pemulihan. Siapkan lembar itu sekarang.")
LEAST = 10
TRY_WORDS = ("Kata-kata ini harus membuka cadangan bila laptop hilang. Ketik sesuai nomor di kertas. Kata hilang dari "
             "layar sesudah dicoba.")
CANCEL_WHY = ("Lakukan ini hanya bila laptop baru belum membuat kiriman. Bila keduanya mengirim, DPMD menahan kiriman "
              "yang kedua dan bertanya.")


class _AskSheet(QDialog):
    """Title, words, fields, and a foot whose last button does it."""

    def __init__(self, title: str, icon: str, verb: str, parent: QWidget | None, wide: int = 500) -> None:
        super().__init__(parent)
        self.setWindowTitle("Jamsos Desa")
        self.setFixedWidth(theme.px(wide))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        inner = QWidget(objectName="surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(18, 18, 18, 14)
        self.column.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(IconLabel(icon, "warn", 28), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(Label(title, "section", wrap=True), 1)
        self.column.addLayout(top)
        outer.addWidget(inner, 1)
        outer.addWidget(self._foot(verb))

    def showEvent(self, event: QShowEvent) -> None:
        self.setTabOrder(self.go, self.cancel)  # with all fields there: Enter after the last goes to the deed
        super().showEvent(event)

    def _foot(self, verb: str) -> QFrame:
        foot = QFrame(objectName="dialogfoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(8)
        row.addStretch(1)
        self.cancel, self.go = Button("&Batal"), Button(verb, "primary")
        self.go.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.go.setEnabled(False)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        return foot


class MoveSheet(_AskSheet):
    """What moving means; the word must be typed. ``receiver`` is who goes on, for the berita acara."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__("Pindahkan data ke laptop lain?", "laptop", "Buat cadangan pindah", parent)
        for number, words in enumerate(EFFECTS, 1):
            self.column.addWidget(Label(f"{number}. {words}", "body", wrap=True))
        self.column.addWidget(Label(f"Tempat: {place}", "caption"))
        self.name = FieldRow("Yang menerima", "Nama orang atau laptop baru, untuk berita acara. Boleh kosong.")
        self.typed = FieldRow("Ketik PINDAH untuk melanjutkan", placeholder="", upper=True)
        self.column.addWidget(self.name)
        self.column.addWidget(self.typed)
        self.typed.changed.connect(lambda text: self.go.setEnabled(text.strip().upper() == WORD))
        self.name.setFocus()

    @property
    def receiver(self) -> str:
        return self.name.text().strip()


class CancelSheet(_AskSheet):
    """Why this laptop goes on after all; a reason must be written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Batalkan pindah laptop?", "laptop", "Pakai laptop ini lagi", parent)
        self.column.addWidget(Label(CANCEL_WHY, "body", wrap=True))
        self.reason = FieldRow("Alasan", f"Paling sedikit {LEAST} huruf. Tercatat di riwayat.")
        self.column.addWidget(self.reason)
        self.reason.changed.connect(lambda text: self.go.setEnabled(len(text.strip()) >= LEAST))
        self.reason.setFocus()

    @property
    def text(self) -> str:
        return self.reason.text().strip()


class WordsSheet(_AskSheet):
    """The twelve words of the paper, to see that they open the backup; ``words``: as typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Coba 12 kata di lembar pemulihan", "key", "Coba kata ini", parent, 680)
        self.column.addWidget(Label(TRY_WORDS, "body", wrap=True))
        self.grid = WordGrid()
        self.column.addWidget(self.grid)
        self.grid.changed.connect(lambda: self.go.setEnabled(self.grid.ready))
        self.grid.start()

    @property
    def words(self) -> tuple[str, ...]:
        return self.grid.words
