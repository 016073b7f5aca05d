"""Page Cadangan, the cards: the last backup, trying one, moving to another laptop."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import BackupInfo, BackupState, LastBackup
from ui import drives
from ui.widgets import Button, Card, Chip, Combo, Label, NoteStrip

FACTS = ("Dibuat", "Tempat", "Nama", "Kode periksa")
FRESH_DAYS = 7
REMIND_AFTER = (3, 7, 14, 30)
MOST_LETTERS = 34
NEVER = "Belum pernah dicadangkan dari laptop ini. Bila laptop rusak atau hilang, semua isian ikut hilang."
OLD_WORDS = "Lembar pemulihan sekarang lebih baru. Cadangan itu hanya terbuka dengan 12 kata lama. Cadangkan lagi."
TRY = "Menguji cadangan membaca setiap bagiannya tanpa mengubah apa pun."
RESTORE = "Memulihkan memerlukan 12 kata di lembar pemulihan. Data yang ada di laptop disisihkan, tidak dihapus."
MOVE = "Untuk laptop baru atau petugas baru. Laptop ini sesudahnya hanya bisa membaca."


class LastCard(Card):
    """When and where the last backup outside was made; ``days_wanted``: be reminded after so many days."""

    days_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cadangan terakhir di luar laptop", parent=parent)
        self.chip = Chip()
        self.head.addWidget(self.chip)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self.facts: dict[str, Label] = {}
        self._names: list[Label] = []
        for at, name in enumerate(FACTS):
            self._names.append(Label(name, "soft"))
            grid.addWidget(self._names[-1], at, 0, Qt.AlignmentFlag.AlignTop)
            self.facts[name] = Label("", "body", wrap=True)
            grid.addWidget(self.facts[name], at, 1)
        self.body.addLayout(grid)
        self.never = Label(NEVER, "body", wrap=True)
        self.body.addWidget(self.never)
        self.old_words = NoteStrip("warn", OLD_WORDS, parent=self)
        self.old_words.hide()
        self.body.addWidget(self.old_words)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Label("Ingatkan bila lebih tua dari", "soft", wrap=False))
        self.days = Combo(self)
        self.days.setAccessibleName("Ingatkan bila cadangan lebih tua dari")
        self.days.typed.connect(lambda code: self.days_wanted.emit(int(code)))
        row.addWidget(self.days)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_days(self, days: int, writable: bool) -> None:
        """After how many days one is reminded."""
        self.days.set_choices({str(one): f"{one} hari" for one in sorted({*REMIND_AFTER, days})})
        self.days.set_text(str(days))
        self.days.setEnabled(writable)

    def show_last(self, last: LastBackup | None, today: date, limit: int = FRESH_DAYS, kata_lama: bool = False) -> None:
        """The facts, or that there is none yet; older than ``limit`` days is a warning, and so is ``kata_lama``: only
        earlier words open it."""
        self.never.setVisible(last is None)
        self.old_words.setVisible(kata_lama)
        for label in (*self._names, *self.facts.values()):
            label.setVisible(last is not None)
        if last is None:
            self.chip.set("exclamation-triangle-fill", "Belum ada", "warn")
            return
        days = (today - last.waktu.date()).days
        word = "Periksa tanggal" if days < -1 else "Hari ini" if days <= 0 else "Kemarin" if days == 1 else \
            f"{days} hari lalu"
        self.chip.set(*(("check-circle-fill", word, "ok") if -1 <= days <= limit and not kata_lama else
                        ("exclamation-triangle-fill", word, "warn")))
        self.facts["Tempat"].setToolTip(last.ke)
        words = (f"{texts.long_date(last.waktu.date())}, {texts.clock(last.waktu)}", _short(last.ke), last.nama,
                 last.kode_periksa)
        for name, text in zip(FACTS, words, strict=True):
            self.facts[name].setText(text.replace("-", "-\u200b"))


def _short(place: str) -> str:
    """The end of a path, where people recognise it."""
    parts = Path(place).parts
    return place if len(place) <= MOST_LETTERS else str(Path("\u2026", *parts[-2:]))


class TryCard(Card):
    """``try_wanted``: look through a backup; ``words_wanted``: try the twelve words on the one just looked through;
    ``restore_wanted``: bring one back."""

    try_wanted = Signal()
    words_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Uji dan pulihkan", parent=parent)
        self.chip = Chip()
        self.chip.set("exclamation-triangle-fill", "Perlu diuji", "warn")
        self.chip.hide()
        self.head.addWidget(self.chip)
        self.body.addWidget(Label(TRY, "soft", wrap=True))
        self.test = Button("Uji cadangan...", icon="search")
        self.test.clicked.connect(self.try_wanted)
        self.body.addWidget(self.test)
        self.yearly = Label("", "caption", wrap=True)
        self.body.addWidget(self.yearly)
        self.result = NoteStrip("ok", "", parent=self)
        self.result.hide()
        self.body.addWidget(self.result)
        self.words = Button("Coba 12 kata...", icon="key")
        self.words.clicked.connect(self.words_wanted)
        self.words.hide()
        self.body.addWidget(self.words)
        self.body.addWidget(Label(RESTORE, "soft", wrap=True))
        self.restore = Button("Pulihkan cadangan...", icon="arrow-repeat")
        self.restore.clicked.connect(self.restore_wanted)
        self.body.addWidget(self.restore)
        self.body.addStretch(1)

    def show_yearly(self, state: BackupState) -> None:
        """When a backup was tried last, and that it is time again."""
        self.chip.setVisible(state.uji_perlu)
        too = ", 12 kata ikut dicoba" if state.uji and state.uji.kata else ""
        tried = f"Terakhir diuji {texts.long_date(state.uji.waktu.date())}{too}." if state.uji else \
            "Belum pernah diuji."
        self.yearly.setText(f"{tried} Sudah waktunya diuji lagi." if state.uji_perlu and state.uji else
                            f"{tried} Uji satu kali, supaya pasti bisa dibuka." if state.uji_perlu else tried)

    def show_result(self, role: str, words: str, opened: bool = False) -> None:
        """What came of a try; ``opened``: the twelve words can be tried on it too."""
        self.result.set(role, words)
        self.result.show()
        self.words.setVisible(opened)


def told(info: BackupInfo, kata: bool = False) -> tuple[str, str]:
    """(role, words) of a backup that was looked through; ``kata``: the twelve words opened it."""
    what = (f"{info.nama}, {texts.long_date(info.dibuat.date())}: {texts.number(info.orang)} orang, "
            f"{texts.number(info.kiriman)} kiriman, {drives.size_text(info.ukuran)}. Kode periksa {info.kode_periksa}.")
    if info.teruji:
        return "ok", f"Cadangan utuh dan bisa dibuka.{' 12 kata cocok.' if kata else ''} {what}"
    return "info", f"Semua bagian terbaca, tetapi ini cadangan data lain, jadi isinya tidak dibuka. {what}"


class MoveCard(Card):
    """``move_wanted``: hand the desk over to another laptop."""

    move_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Pindah laptop", parent=parent)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(MOVE, "soft", wrap=True), 1)
        self.move_button = Button("Pindah laptop...", icon="laptop")
        self.move_button.clicked.connect(self.move_wanted)
        row.addWidget(self.move_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
