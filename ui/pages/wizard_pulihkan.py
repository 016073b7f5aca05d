"""The road "Pulihkan cadangan…": which backup, its twelve words, and what came back. Nothing is dropped on the way."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from jamsos_desktop import texts
from jamsos_desktop.desk import Clock, Restored, restore_job
from jamsos_desktop.model import pin as pins
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from ui import ask, busy, theme
from ui.pages.wizard import KEPT
from ui.pages.wizard_frame import WizardFrame
from ui.pages.wizard_pin import PinStep
from ui.pages.wizard_pulihkan_file import FileStep
from ui.pages.wizard_words import WordGrid
from ui.widgets import Card, Chip, FieldRow, Label, NoteStrip
from ui.worker import Cancelled

STEPS = ("File cadangan", "12 kata pemulihan", "PIN laptop ini", "Selesai")
PIN, DONE = 2, 3
FACTS = ("Kantor", "Isi", "Dibuat", "Kode periksa", "Berita acara")
LOCKED = ("PIN baru diminta setiap kali aplikasi dibuka. PIN orang lain dibuat lagi di Pengaturan. "
          "Lembar pemulihan yang tadi tetap berlaku.")


class WordsStep(QWidget):
    """``changed()``: all twelve are words of the list, or not any more."""

    title = "Ketik 12 kata dari lembar pemulihan"
    sub = "Urut nomor 1 sampai 12, huruf besar atau kecil sama saja. Kertasnya ada di lemari kantor."
    keys = [("Tab", "Kata berikut"), ("Ctrl+Enter", "Lanjut"), ("F8", "Kata yang keliru"), ("Esc", "Kembali")]
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 16, 32, 8)
        self.grid = WordGrid()
        self.grid.changed.connect(self.changed)
        page.addWidget(self.grid)
        page.addStretch(1)

    @property
    def words(self) -> tuple[str, ...]:
        return self.grid.words

    @property
    def fields(self) -> list[FieldRow]:
        return self.grid.fields

    @property
    def ready(self) -> bool:
        return self.grid.ready

    def start(self) -> None:
        """The step is shown: focus to the first word that is missing."""
        self.grid.start()

    def clear(self) -> None:
        """Empty all twelve fields."""
        self.grid.clear()

    def next_problem(self, step: int) -> None:
        """F8: the next word that is empty or unknown."""
        self.grid.next_problem(step)


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
        page.addWidget(NoteStrip("info", LOCKED))
        page.addStretch(1)

    def show_restored(self, done: Restored) -> None:
        """What to say of a restored desk."""
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
        """The step is shown: focus to it as a whole."""
        self.setFocus()


class RestoreWizard(WizardFrame):
    """Signals: ``done(pin)``: the desk is here again; ``left``: nothing was changed, back to where one was."""

    done = Signal(object)
    left = Signal()
    chapter = "cadangan#memulihkan-dari-flashdisk"

    def __init__(self, folder: DataFolder, clock: Clock) -> None:
        super().__init__("Pulihkan cadangan Jamsos Desa", STEPS, "Data yang ada tidak dihapus.")
        theme.write_pictures()
        self._folder, self._clock = folder, clock
        self._pin = ""
        self.file, self.words, self.result = FileStep(), WordsStep(), DoneStep()
        self.pin_step = PinStep(_judge, sheet="yang tadi Anda pakai")
        for step in (self.file, self.words, self.pin_step, self.result):
            self.stack.addWidget(step)
        self.file.changed.connect(self.refresh)
        self.file.accepted.connect(self.forward)
        self.words.changed.connect(self.refresh)
        self.pin_step.changed.connect(self.refresh)
        self.pin_step.entered.connect(self.forward)
        self.show_step(0)

    def page(self, at: int) -> Any:
        return (self.file, self.words, self.pin_step, self.result)[at]

    def refresh(self) -> None:
        super().refresh()
        self.back_button.setEnabled(self.step < DONE)
        self.next_button.set_text(("&Lanjut", "&Lanjut", "&Pulihkan", "&Buka data")[self.step])
        self._note.setVisible(self.step < DONE)

    def forward(self) -> None:
        if not self.page(self.step).ready:
            self.problem(1)
        elif self.step < PIN:
            self.show_step(self.step + 1)
        elif self.step == PIN:
            self._restore()
        else:
            self.done.emit(self._pin)

    def back(self) -> None:
        if self.step == 0:
            self.left.emit()
        elif self.step < DONE:
            self.show_step(self.step - 1)

    def problem(self, step: int) -> None:
        if self.step == 1:
            self.words.next_problem(step)
        elif self.step == PIN:
            self.pin_step.start()
        elif self.step == 0:
            self.file.pick.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.file.stop()
        super().closeEvent(event)

    def _restore(self) -> None:
        file, words, pin = self.file.path, self.words.words, self.pin_step.pin
        assert file is not None
        try:
            done = busy.run(self, "Memulihkan cadangan",
                            lambda: restore_job(file, self._folder, words, self._clock, pin))
        except Problem as problem:
            ask.tell(self, problem)
            if problem.kode.startswith("KATA"):
                self.show_step(1)
            return
        except Cancelled:
            return
        self._pin = pin
        self.words.clear()
        self.pin_step.form.clear()
        (self._folder.root / KEPT).unlink(missing_ok=True)  # a half-typed set-up of this laptop is of no use any more
        self.result.show_restored(done)
        self.show_step(DONE)


def _judge(pin: str, again: str) -> tuple[pins.PinRule, ...]:
    """Whose days of birth are known only once the backup is open: no PIN may read as a day."""
    return pins.rules(pin, again, (), "siapa pun di kantor ini")
