"""The fit test in words: what long values will do on paper, said before anything is printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from jamsos_desktop.desk import Desk, FitGroup, FitReport, PrintOrder
from jamsos_desktop.problems import Problem
from jamsos_desktop.texts import number

if TYPE_CHECKING:
    from ui.window import Shell
    from ui.worker import Worker

QUIET_MS = 350  # ticking through the papers tests only what one stops at
MOST_GROUPS, MOST_NAMES = 2, 12
WORDS = {"mengecil": "mengecil", "dua_baris": "jadi dua baris", "lampiran": "pindah ke lampiran",
         "tidak_muat": "tidak muat, lembarnya dilewati", "huruf": "memuat huruf yang tidak bisa dicetak"}


class FitTest(QObject):
    """Tries an order in the background. ``told(role, words, tip)``: "" when everything stands at full size."""

    told = Signal(str, str, str)

    def __init__(self, desk: Desk, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._shell = desk, shell
        self._order: Callable[[], PrintOrder] | None = None
        self._worker: Worker | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self._start)

    def ask(self, order: Callable[[], PrintOrder], anything: bool = True) -> None:
        """Test what ``order`` gives after a moment of quiet, where there is anything in it."""
        self.stop()
        self.told.emit("", "", "")
        self._order = order
        if anything:
            self._timer.start()

    def stop(self) -> None:
        """No more: something else is wanted, or the sheets are being made."""
        self._timer.stop()
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None

    def _start(self) -> None:
        if self._order is None:
            return
        order = self._order()
        worker = self._shell.run(lambda: self._desk.fit_test_job(order), lambda found: self._done(worker, found),
                                 on_error=lambda problem: self._failed(worker, problem))
        self._worker = worker

    def _done(self, worker: Worker, report: FitReport) -> None:
        if worker is self._worker:
            self._worker = None
            self.told.emit(*fit_words(report))

    def _failed(self, worker: Worker, problem: Problem) -> None:
        """What cannot be tested says why in the strip; printing it would name the same reason."""
        if worker is self._worker:
            self._worker = None
            self.told.emit("warn", problem.apa, str(problem))


def fit_words(report: FitReport) -> tuple[str, str, str]:
    """(role, sentences, the people behind them). "Alamat: 3 orang mengecil." Refused sheets come first."""
    groups = report.ringkas
    if not groups:
        return "", "", ""
    told = [_group_words(group) for group in groups[:MOST_GROUPS]]
    rest = len(groups) - len(told)
    told += [f"{number(rest)} isian lain menyesuaikan."] if rest else []
    return "warn" if report.ditolak else "info", " ".join(told), "\n".join(
        f"{_group_words(group)} {_names(report, group)}" for group in groups)


def _group_words(group: FitGroup) -> str:
    many = number(group.banyak)
    if group.akibat == "tidak_jadi":
        return f"{many} lembar dilewati. {group.kolom}"
    return f"{group.kolom}: {many} {'orang' if group.jenis == 'formulir' else 'lembar'} {WORDS[group.akibat]}."


def _names(report: FitReport, group: FitGroup) -> str:
    found = [row.nama for row in report.rows
             if row.dipilih and (row.jenis, row.kolom, row.akibat) == (group.jenis, group.kolom, group.akibat)]
    rest = f", dan {number(len(found) - MOST_NAMES)} lagi" if len(found) > MOST_NAMES else ""
    return f"{', '.join(found[:MOST_NAMES])}{rest}."
