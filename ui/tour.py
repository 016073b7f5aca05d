"""The coach of a practice: a strip above everything that tells the next step and notices by itself that it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from jamsos_desktop.desk import (
    answer_practice_job,
    clock_from_environment,
    practice_done,
    practice_of,
    practice_stick,
    practice_task,
)
from jamsos_desktop.problems import Problem
from ui import drives, theme
from ui.widgets import Button, Chip, IconLabel, Label

if TYPE_CHECKING:
    from pathlib import Path

    from jamsos_desktop.desk import PracticeTask
    from ui.pages.impor import ImporPage
    from ui.window import Shell

LOOK_MS = 1_000
NARROW = 900  # px: below it words and buttons do not stand side by side


class TourStep(NamedTuple):
    """What is to do, how, and the page it is done on."""

    what: str
    how: str
    page: str


def steps(task: PracticeTask) -> tuple[TourStep, ...]:
    """The eight steps, in the order of ``practice_done``."""
    name = task.nama.title()
    nik = f"{task.nik[:6]} {task.nik[6:12]} {task.nik[12:]}"
    return (
        TourStep("Betulkan NIK yang kurang satu angka",
                 f"Di Peserta cari {name}, tekan Enter dua kali, lalu F8 (Ctrl+J). Di KTP tertulis {nik}. "
                 "Simpan dengan Ctrl+S.",
                 "peserta"),
        TourStep("Tambah satu orang",
                 "Tekan Ctrl+N, pilih kelompok. Enter pindah ke isian nama. Ketik namanya, lalu F10 (Ctrl+Enter).",
                 "peserta"),
        TourStep("Masukkan daftar Excel",
                 "Di Impor Excel pilih file dari Flashdisk latihan. Lihat hasilnya, lalu tekan Masukkan.", "impor"),
        TourStep("Cetak berkas orang yang siap", "Tekan Ctrl+P di Peserta, lalu Mulai cetak.", "cetak"),
        TourStep("Buat kiriman untuk DPMD latihan", "Tekan Ctrl+E, lalu Buat kiriman.", "kirim"),
        TourStep("Ambil balasan DPMD latihan",
                 "Sesudah kiriman dibuat, DPMD latihan menjawab. Di Balasan DPMD tekan F5 (Ctrl+R).",
                 "balasan"),
        TourStep("Perbaiki orang yang ditolak",
                 "Di Balasan DPMD tekan Enter pada barisnya. Ubah namanya, lalu tekan F10 (Ctrl+Enter).", "balasan"),
        TourStep("Cadangkan ke flashdisk latihan", "Di Cadangan tekan Cadangkan ke sini.", "cadangan"),
    )


class Coach(QFrame):
    """Chip, step, words and buttons; looks every second while its window is shown."""

    def __init__(self, shell: Shell, home: Path) -> None:
        super().__init__(objectName="coach")
        self.shell, self.home = shell, home
        self.task = practice_task(home)
        self.steps = steps(self.task)
        self.done = [False] * len(self.steps)
        self.at = 0
        self._answered = 0
        self.setProperty("note", "info")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # words need what they need
        self._build()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.show_step(0)

    def _build(self) -> None:
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(12, 6, 12, 6)
        told, row = QHBoxLayout(), QHBoxLayout()
        told.setSpacing(10)
        told.addWidget(Chip("window", "Latihan", "info"))
        self.icon = IconLabel("circle", "text_2", 16)
        told.addWidget(self.icon)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.what, self.how = Label("", "strong", wrap=True), Label("", "caption", wrap=True)
        words.addWidget(self.what)
        words.addWidget(self.how)
        told.addLayout(words, 1)
        self._sides.addLayout(told, 1)
        self._sides.addLayout(row)
        row.setSpacing(10)
        row.addStretch(1)
        self.go = Button("Buka &halamannya", small=True, tip="Alt+H")
        self.before = Button("Sebel&umnya", "flat", small=True, tip="Alt+U")
        self.after = Button("&Lewati", "flat", small=True, tip="Alt+L")
        self.end = Button("Selesai, buan&g latihan", small=True, tip="Alt+G")
        for button, act in ((self.go, self._open), (self.before, lambda: self.show_step(self.at - 1)),
                            (self.after, lambda: self.show_step(self.at + 1)), (self.end, self.shell.close)):
            button.clicked.connect(act)
            row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where words and buttons do not fit beside each other, the buttons stand below."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._sides.direction():
            QTimer.singleShot(0, self, lambda: self._sides.setDirection(way))  # never from within a layout

    def show_step(self, at: int) -> None:
        """Tell step ``at``; behind the last one, that the practice is over."""
        self.at = max(0, min(at, len(self.steps)))
        over = self.at == len(self.steps)
        many = sum(self.done)
        if over:
            self.what.setText(f"{many} dari {len(self.steps)} langkah selesai")
            self.how.setText("Anda boleh mencoba apa saja di sini. Semuanya dibuang saat latihan ditutup.")
        else:
            step = self.steps[self.at]
            self.what.setText(f"{self.at + 1} dari {len(self.steps)}. {step.what}")
            self.how.setText(step.how)
        ready = not over and self.done[self.at]
        self.icon.set_icon(*(("check-circle-fill", "ok") if ready or (over and many == len(self.steps)) else
                             ("circle", "text_2")))
        self.after.set_text("&Lanjut" if ready else "&Lewati")
        self.before.setEnabled(self.at > 0)
        self.after.setEnabled(not over)
        self.go.setVisible(not over)
        self.setAccessibleName(f"Latihan. {self.what.text()}. {self.how.text()}")

    def _open(self) -> None:
        page = self.steps[self.at].page
        if page == "impor":
            cast("ImporPage", self.shell.page(page)).files.folder = practice_stick(self.home)
        self.shell.go(page)

    def look(self) -> None:
        """What was done since; a step that was done while it is told leads on to the next one."""
        desk = self.shell.desk
        try:
            done = list(practice_done(desk, self.task))
            packages = len(desk.packages())
        except Problem:
            return  # busy for a moment; the next look tells
        if packages > self._answered and not self.shell.busy:
            self._answered = packages
            clock = clock_from_environment()
            self.shell.run(lambda: answer_practice_job(self.home, clock))
        before, self.done = self.done, done
        at = self.at
        if at < len(done) and done[at] and not before[at]:
            open_ = [nth for nth in range(at + 1, len(done)) if not done[nth]]
            self.show_step(open_[0] if open_ else len(done))
        elif done != before:
            self.show_step(at)

    def stop(self) -> None:
        """The desk is about to be closed."""
        self._timer.stop()


def attach(shell: Shell) -> Coach | None:
    """Make a shell over a practice tell it: title, strip, and the folder that stands for a stick. None elsewhere."""
    home = practice_of(shell.desk.folder)
    if home is None:
        return None
    drives.stand_in(practice_stick(home))
    coach = Coach(shell, home)
    coach.setMinimumHeight(theme.px(48))
    shell.setWindowTitle("Latihan. Jamsos Desa")
    layout = shell.centralWidget().layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, coach)
    shell.closed.connect(coach.stop)
    return coach
