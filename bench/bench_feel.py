"""How the window feels with many people: from the right PIN to the list, and what stands still for longer than 100 ms.

A village behind a PIN is opened in a real window; a timer listens to the window's heart and names the place where it
stood still. Every page of the menu is opened twice; a stall under a wait sign (the cursor) is counted apart. The PIN
alone (its key derivation is meant to be slow) is timed in the same run.

    python bench/bench_feel.py [--people 10000] [--rounds 5] [--village FOLDER]
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from figures import note  # noqa: E402

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
TODAY, PIN = date(2026, 11, 20), "246813"
LONGEST, GOAL = 0.1, 0.6  # seconds: a stall without a sign, and from the right PIN to the list
BEAT = 0.005
ELSEWHERE = "(no step of ours here: Qt, or the thread of a job)"
BEHIND = ("berakhir", "isi_cepat", "riwayat_cetak", "klaim", "data_pribadi")  # reached from other pages


class Heart:
    """Hears whether the window's loop goes on; ``stalls``: (seconds, place in the program, under a wait sign)."""

    def __init__(self, app: Any) -> None:
        from PySide6.QtCore import QTimer

        self._app = app
        self.waiting = 0  # wait signs shown now; Qt itself may only be asked in the window's own thread
        self._hear_signs()
        self.stalls: list[tuple[float, str, bool]] = []
        self._last, self._place, self._sign = time.monotonic(), "", False
        self._timer = QTimer()
        self._timer.setInterval(int(BEAT * 1000))
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        signal.signal(signal.SIGALRM, self._listen)
        signal.setitimer(signal.ITIMER_REAL, LONGEST / 4, LONGEST / 4)

    def _hear_signs(self) -> None:
        from ui import busy

        shown = busy.moment

        @contextmanager
        def moment() -> Iterator[None]:
            self.waiting += 1
            try:
                with shown():
                    yield
            finally:
                self.waiting -= 1

        busy.moment = moment

    def _beat(self) -> None:
        now = time.monotonic()
        if now - self._last > LONGEST:
            self.stalls.append((now - self._last, self._place or ELSEWHERE, self._sign))
        self._last, self._place, self._sign = now, "", False

    def _listen(self, _signal: int, frame: Any) -> None:
        """Called in the window's own thread, between two steps of the program: from another one its frames may not
        be looked at while they run."""
        if time.monotonic() - self._last > LONGEST / 2:
            self._place = self._place or _where(frame)
            self._sign = self._sign or self.waiting > 0

    def stop(self) -> None:
        """Before the interpreter ends: an alarm with nobody to hear it would end the process."""
        self._timer.stop()
        signal.setitimer(signal.ITIMER_REAL, 0)

    def reset(self) -> None:
        """Forget what was heard so far."""
        self._app.processEvents()
        self.stalls.clear()
        self._last = time.monotonic()


def _where(frame: Any) -> str:
    """The innermost steps that are ours."""
    steps = [(Path(step.f_code.co_filename), step.f_code.co_name) for step, _ in traceback.walk_stack(frame)]
    return " < ".join(f"{file.stem}.{name}" for file, name in steps if ROOT / "bench" not in file.parents
                      and file.is_relative_to(ROOT) and ".venv" not in file.parts)[:90]


def village(many: int, into: Path) -> Path:
    """A village behind a PIN with invented people."""
    from jamsos_desktop import desk
    from jamsos_desktop.jobs import run_to_end
    from jamsos_desktop.paths import DataFolder

    folder, clock = DataFolder(into), desk.Clock(TODAY)
    desk.set_up_desa(folder, desk.SetUp(desk.unit_for("74.02.11.2017", "MUH. ARSYAD", "NURHAYATI"), PIN), clock)
    with desk.open_desk(folder, PIN, clock) as opened:
        run_to_end(opened.samples_job(many, 7))
    return into


def until(app: Any, holds: Any, seconds: float = 15.0) -> None:
    """Let the window work until ``holds()``; a failure after that many seconds."""
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.001)
    assert holds(), "the window never came to that"


def settle(app: Any, shell: Any, seconds: float = 30.0) -> None:
    """Until nothing runs behind the page: the next one is not to stand still for it. What takes longer than that goes
    on (the fitting of thousands of papers), and is told by its page."""
    end = time.monotonic() + seconds
    while shell.busy and time.monotonic() < end:
        app.processEvents()
        time.sleep(0.001)


def to_the_list(app: Any, folder: Path, *, remembered: bool) -> tuple[float, Any]:
    """Seconds from the sixth digit to a painted list that can be searched, and the program. ``remembered``: the list
    is where the day before lunch ended; else it is asked for on Beranda."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from jamsos_desktop.paths import DataFolder
    from jamsos_desktop.settings import Settings
    from ui.app import Program
    from ui.window import Shell

    Settings(folder / "setelan.json").put("halaman", [TODAY.isoformat(), "peserta"] if remembered else None)
    program = Program(app, DataFolder(folder))
    program.start()
    lock = program.window
    QTest.qWait(1500)  # a person types six digits in no less
    QTest.keyClicks(lock.page.pin._line, PIN[:5])
    start = time.perf_counter()
    QTest.keyClicks(lock.page.pin._line, PIN[5])
    shell = program.window
    assert isinstance(shell, Shell)
    shell.activateWindow()
    app.processEvents()
    if shell.current_name != "peserta":
        QTest.keyClick(shell, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    until(app, lambda: shell.current_name == "peserta" and shell.current.people.rowCount() > 0)
    shell.current.search_focus()
    app.processEvents()
    shell.repaint()
    taken = time.perf_counter() - start
    assert isinstance(QApplication.focusWidget(), type(shell.current.search)) or not shell.isActiveWindow()
    return taken, program


def the_pin(folder: Path) -> float:
    """Seconds that deriving the key from a PIN takes on this machine, the median of five."""
    from jamsos_desktop.paths import DataFolder
    from jamsos_desktop.store import vault

    taken = []
    for _ in range(5):
        start = time.perf_counter()
        vault.open_with_pin(DataFolder(folder), PIN)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def walk(app: Any, shell: Any, heart: Heart) -> Iterator[tuple[str, float, str, bool]]:
    """Every page of the menu: its longest stall of two visits."""
    from ui import pages

    names = [entry.name for entry in (*shell.plan.menu, *pages.BELOW)]
    for name in [*names, *(name for name in BEHIND if name in pages.MODULES)]:
        worst = (0.0, "", False)
        for _ in range(2):
            heart.reset()
            shell.go(name)
            settle(app, shell)
            for _ in range(20):
                app.processEvents()
                time.sleep(BEAT)
            worst = max([worst, *heart.stalls])
        yield (name, *worst)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--village", type=Path, help="a village made before, by this PIN")
    asked = parser.parse_args()
    os.environ["JAMSOS_HARI_INI"] = TODAY.isoformat()
    with tempfile.TemporaryDirectory() as scratch:
        made = asked.village or village(asked.people, Path(scratch) / "desa")
        from jamsos_desktop.settings import Settings
        from ui.app import prepare

        app = prepare(["x"], Settings(made / "setelan.json"))
        taken: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(2 * asked.rounds):
            remembered = turn % 2 == 1
            seconds, program = to_the_list(app, Path(shutil.copytree(made, Path(scratch) / f"desa-{turn}")),
                                           remembered=remembered)
            taken[remembered].append(seconds)
            shell = program.window
            until(app, lambda shell=shell: not shell.busy)
            if turn < 2 * asked.rounds - 1:
                shell.close()
        derived = the_pin(made) * 1000
        print(f"the PIN alone: {derived:.0f} ms")
        for remembered, told in ((False, "over Beranda"), (True, "where one left")):
            times = taken[remembered]
            print(f"PIN to the list, {told}, {asked.people} people: median {statistics.median(times) * 1000:.0f} ms, "
                  f"best {min(times) * 1000:.0f} ms, first {times[0] * 1000:.0f} ms (goal {GOAL * 1000:.0f} ms)")
            note(f"from the right PIN to the list of {asked.people:,}, {told}", statistics.median(times) * 1000, "ms",
                 at_most=GOAL * 1000, peer="the PIN's own derivation", peer_value=derived)
        heart, unsigned = Heart(app), 0.0
        for name, seconds, place, sign in walk(app, shell, heart):
            unsigned = max(unsigned, 0 if sign else seconds)
            told = f"{seconds * 1000:5.0f} ms {'with' if sign else 'WITHOUT'} a sign  {place}"
            print(f"{name:15} {told if seconds else '    -'}", flush=True)
        note(f"longest stall of any page without a wait sign, {asked.people:,} people", unsigned * 1000, "ms",
             at_most=LONGEST * 1000)
        heart.stop()
        shell.close()


if __name__ == "__main__":
    main()
