"""The road "Pulihkan cadangan…": which backup, its twelve words, and what came back. Nothing is dropped on the way."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import Clock, Restored, restore_job, word_hint
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from ui import ask, busy, theme
from ui.pages.wizard import KEPT
from ui.pages.wizard_frame import WizardFrame
from ui.pages.wizard_kantor import DIGITS, LOCKED
from ui.pages.wizard_pulihkan_file import FileStep
from ui.widgets import Card, Chip, FieldRow, Label, NoteStrip
from ui.worker import Cancelled

STEPS = ("File cadangan", "12 kata pemulihan", "Selesai")
COUNT = 12
FACTS = ("Kantor", "Isi", "Dibuat", "Kode periksa", "Berita acara")
OPEN = "Laptop ini membuka data tanpa PIN. Siapa pun yang memakai laptop ini bisa melihatnya."


class WordsStep(QWidget):
    """Twelve fields; each word is looked up in the list when it was left. Then the PIN of this laptop, if any."""

    title = "Ketik 12 kata dari lembar pemulihan"
    sub = "Urut nomor 1 sampai 12, huruf besar atau kecil sama saja. Kertasnya ada di lemari kantor."
    keys = [("Tab", "Kata berikut"), ("Ctrl+Enter", "Pulihkan"), ("F8", "Kata yang keliru"), ("Esc", "Kembali")]
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 8)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        self.fields: list[FieldRow] = []
        for at in range(COUNT):
            field = FieldRow(f"Kata {at + 1}", placeholder="")
            field.changed.connect(lambda _, field=field: self._typed(field))
            field.left.connect(lambda field=field: self._judge(field))
            self.fields.append(field)
            grid.addWidget(field, at % 4, at // 4)
        self.pin_field = FieldRow("PIN laptop ini", "Boleh kosong.", digits=DIGITS, note="(6 angka)", placeholder="")
        self.again = FieldRow("Ulangi PIN", digits=DIGITS, placeholder="")
        for at, field in enumerate((self.pin_field, self.again)):
            field.edit.setEchoMode(QLineEdit.EchoMode.Password)
            field.changed.connect(lambda _: self._judge_pin())
            field.left.connect(self._judge_pin)
            grid.addWidget(field, 4, at)
        page.addLayout(grid)
        page.addStretch(1)

    @property
    def pin(self) -> str | None:
        """The six digits that lock this laptop, or None."""
        return self.pin_field.text() or None

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(field.text().strip().lower() for field in self.fields)

    @property
    def ready(self) -> bool:
        pin = self.pin_field.text()
        return (all(self.words) and all(word_hint(word) is None for word in self.words)
                and len(pin) in (0, DIGITS) and pin == self.again.text())

    def start(self) -> None:
        next((field for field in self.fields if not field.text()), self.fields[0]).setFocus()

    def clear(self) -> None:
        """The words and the PIN must not stay on screen once they were used."""
        for field in (*self.fields, self.pin_field, self.again):
            field.set_text("")
            field.set_state("kosong")

    def next_problem(self, step: int) -> None:
        """F8: the next word that is empty or unknown."""
        here = next((at for at, field in enumerate(self.fields) if field.isAncestorOf(self.focusWidget() or self)), -1)
        for turn in range(1, COUNT + 1):
            field = self.fields[(here + step * turn) % COUNT]
            if not field.text().strip() or word_hint(field.text()) is not None:
                field.setFocus()
                return
        (self.again if len(self.pin_field.text()) in (0, DIGITS) else self.pin_field).setFocus()

    def _judge_pin(self) -> None:
        pin, again = self.pin_field.text(), self.again.text()
        whole = len(pin) in (0, DIGITS)
        self.pin_field.set_state(*(("kosong", "") if whole else ("salah", "PIN harus 6 angka, atau kosong.")))
        self.again.set_state(*(("kosong", "") if pin == again else ("salah", "Tidak sama dengan PIN di sebelahnya.")))
        self.changed.emit()

    def _typed(self, field: FieldRow) -> None:
        whole = field.text().split()
        if len(whole) == COUNT and all(word_hint(word) is None for word in whole):  # all of them in one field
            self._spread(whole)
        elif word_hint(field.text()) is None:
            field.set_state("benar")
        else:
            field.set_state("kosong")
        self.changed.emit()

    def _spread(self, words: list[str]) -> None:
        for field, word in zip(self.fields, words, strict=False):
            field.set_text(word)
            self._judge(field)

    def _judge(self, field: FieldRow) -> None:
        hint = word_hint(field.text()) if field.text().strip() else ""
        if not field.text().strip():
            field.set_state("kosong")
        elif hint is None:
            field.set_state("benar")
        else:
            field.set_state("salah", f"Mungkin {hint}." if hint else "Lihat lagi kertasnya.")
        self.changed.emit()


class DoneStep(QWidget):
    """What came back, and where what stood here before lies now."""

    title = "Data sudah kembali"
    sub = "Semua isi diperiksa sebelum dipakai. Bandingkan kode periksa dengan berita acara dari laptop lama."
    keys = [("Ctrl+Enter", "Buka data")]
    ready = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 16)
        page.setSpacing(12)
        card = Card("Yang dipulihkan", Chip("check-circle-fill", "Utuh", "ok"), margins=(16, 14, 16, 14))
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self.facts: dict[str, Label] = {}
        for at, name in enumerate(FACTS):
            grid.addWidget(Label(name, "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
            self.facts[name] = Label("", "strong" if name == "Kode periksa" else "body", wrap=True)
            grid.addWidget(self.facts[name], at, 1)
        card.body.addLayout(grid)
        page.addWidget(card)
        self.aside = NoteStrip("info", "")
        page.addWidget(self.aside)
        self.lock = NoteStrip("warn", OPEN)
        page.addWidget(self.lock)
        page.addStretch(1)

    def show_restored(self, done: Restored, locked: bool) -> None:
        """What to say of a restored desk. ``locked``: with a PIN."""
        self.lock.set(*(("info", LOCKED) if locked else ("warn", OPEN)))
        info = done.info
        words = (f"{info.nama}, kode {info.kode}", f"{texts.number(info.orang)} orang, {texts.number(info.kiriman)} "
                 f"kiriman, {texts.number(info.lampiran)} lampiran",
                 f"{texts.long_date(info.dibuat.date())}, {texts.clock(info.dibuat)}, di laptop {info.laptop}",
                 info.kode_periksa, str(done.berita_acara))
        for name, text in zip(FACTS, words, strict=True):
            self.facts[name].setText(text.replace("/", "/\u200b"))
        self.aside.setVisible(done.aside is not None)
        if done.aside is not None:
            self.aside.set("info", f"Data yang sebelumnya ada di sini disisihkan di folder {done.aside.name}.")

    def start(self) -> None:
        self.setFocus()


class RestoreWizard(WizardFrame):
    """Signals: ``done(pin or None)``: the desk is here again; ``left``: nothing was changed, back to where one was."""

    done = Signal(object)
    left = Signal()

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        super().__init__("Pulihkan cadangan Jamsos Desa", STEPS, "Data yang ada tidak dihapus.")
        theme.write_pictures()
        self._folder, self._clock = folder, clock
        self._pin: str | None = None
        self.file, self.words, self.result = FileStep(), WordsStep(), DoneStep()
        for step in (self.file, self.words, self.result):
            self.stack.addWidget(step)
        self.file.changed.connect(self.refresh)
        self.file.accepted.connect(self.forward)
        self.words.changed.connect(self.refresh)
        self.show_step(0)

    def page(self, at: int) -> Any:
        return (self.file, self.words, self.result)[at]

    def refresh(self) -> None:
        super().refresh()
        self.back_button.setEnabled(self.step < 2)
        self.next_button.set_text(("&Lanjut", "&Pulihkan", "&Buka data")[self.step])
        self._note.setVisible(self.step < 2)

    def forward(self) -> None:
        if not self.page(self.step).ready:
            self.problem(1)
        elif self.step == 0:
            self.show_step(1)
        elif self.step == 1:
            self._restore()
        else:
            self.done.emit(self._pin)

    def back(self) -> None:
        if self.step == 0:
            self.left.emit()
        elif self.step == 1:
            self.show_step(0)

    def problem(self, step: int) -> None:
        if self.step == 1:
            self.words.next_problem(step)
        elif self.step == 0:
            self.file.pick.setFocus()

    def help(self) -> None:
        ask.inform(self, "Memulihkan cadangan", "Colok flashdisk cadangan, pilih filenya, lalu ketik 12 kata. "
                   "Kata itu ditulis di kertas waktu aplikasi pertama kali disiapkan. Tanpa kata itu cadangan tidak "
                   "bisa dibuka.")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.file.stop()
        super().closeEvent(event)

    def _restore(self) -> None:
        file, words, pin = self.file.path, self.words.words, self.words.pin
        assert file is not None
        try:
            done = busy.run(self, "Memulihkan cadangan",
                            lambda: restore_job(file, self._folder, words, self._clock, pin))
        except Problem as problem:
            ask.tell(self, problem)
            self.words.start()
            return
        except Cancelled:
            return
        self._pin = pin
        self.words.clear()
        (self._folder.root / KEPT).unlink(missing_ok=True)  # a half-typed set-up of this laptop is of no use any more
        self.result.show_restored(done, pin is not None)
        self.show_step(2)
