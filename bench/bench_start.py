"""First paint of the wizard and of the lock page against a minimal PySide6 window, in the same run.

Each start is a process of its own, from its first line to the first painted frame; the three kinds take
turns, so that a busy machine is busy for all. Prints medians and ratios. Goal: at most 1.25.
The minimal window is the usual first example: Fusion, a main window, one centred label ("bare": the same
without centring, which spares it the 18 ms that Python needs to make the Qt namespace).

    python bench/bench_start.py [--rounds 40]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from figures import note

ROOT = Path(__file__).resolve().parent.parent
GOAL = 1.25

# The clock starts when the process does: imports are what a start costs.
PAINTED = """
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, report)
        return False

def report():
    print(time.clock_gettime(time.CLOCK_MONOTONIC) - float(os.environ["STARTED"]), flush=True)
    os._exit(0)
"""
MINIMAL = "import os, sys, time\nfrom PySide6.QtCore import QEvent, QObject, QTimer\n" + \
    "from PySide6.QtWidgets import QApplication, QLabel, QMainWindow\n" + PAINTED + """
from PySide6.QtCore import Qt
app = QApplication(["x"])
app.setStyle("Fusion")
window = QMainWindow()
label = QLabel("Jamsos Desa", alignment=Qt.AlignmentFlag.AlignCenter)
window.setCentralWidget(label)
watch = Watch()
label.installEventFilter(watch)
window.resize(1366, 698)
window.show()
app.exec()
"""
BARE = MINIMAL.replace(", alignment=Qt.AlignmentFlag.AlignCenter", "").replace("from PySide6.QtCore import Qt\n", "")
# ``main.py`` turns the collector off before it loads the window, which turns it on after the first frame, and loads
# the core before PySide6; so does this.
OURS = "import gc, os, sys, time\ngc.disable()\nfrom pathlib import Path\n" + \
    "from jamsos_desktop import desk, faults\nfrom jamsos_desktop.paths import DataFolder\n" + \
    "from jamsos_desktop.settings import Settings\n" + \
    "from PySide6.QtCore import QEvent, QObject, QTimer\n" + PAINTED + """
from ui.app import Program, prepare
folder = DataFolder(Path(os.environ["FOLDER"]))
app = prepare(["x"], Settings(folder.window_state))
program = Program(app, folder)
program.start()
watch = Watch()
program.window.centralWidget().installEventFilter(watch)
app.exec()
"""


def seconds(code: str, folder: Path, bytecode: Path) -> float:
    """One start, in seconds until the first frame was painted."""
    import time

    environment = {**os.environ, "QT_QPA_PLATFORM": _screen(bytecode), "FOLDER": str(folder),
                   "PYTHONPYCACHEPREFIX": str(bytecode), "STARTED": str(time.clock_gettime(time.CLOCK_MONOTONIC))}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a second start finds compiled modules; so do these
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True,
                         check=True, timeout=60)
    return float(ran.stdout.split()[-1])


def _screen(beside: Path) -> str:
    """The platform: what the caller says, else no screen of the size the pages were drawn for (its own is 800 x 800,
    where every window of this program is made as large as the screen)."""
    asked = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    if asked != "offscreen":
        return asked
    config = beside.with_name("layar.json")
    config.write_text(json.dumps({"screens": [{"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768,
                                               "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}), "utf-8")
    return f"offscreen:configfile={config}"


def locked(folder: Path) -> Path:
    """A village behind a PIN."""
    sys.path.insert(0, str(ROOT))
    from jamsos_desktop import desk
    from jamsos_desktop.paths import DataFolder

    desk.set_up_desa(DataFolder(folder), desk.SetUp(desk.unit_for("74.02.11.2017"), "246810"), desk.Clock())
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=40)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as scratch:
        bytecode = Path(scratch) / "bytecode"
        empty, pin = Path(scratch) / "baru", locked(Path(scratch) / "pin")
        kinds = {"minimal": (MINIMAL, empty), "bare": (BARE, empty), "wizard": (OURS, empty), "lock": (OURS, pin)}
        taken: dict[str, list[float]] = {name: [] for name in kinds}
        for code, folder in kinds.values():
            seconds(code, folder, bytecode)  # warms the file cache and compiles, not counted
        for _ in range(rounds):
            for name, (code, folder) in kinds.items():
                taken[name].append(seconds(code, folder, bytecode))
    base = statistics.median(taken["minimal"])
    for name, times in taken.items():
        middle = statistics.median(times)
        print(f"{name:8} {middle * 1000:6.0f} ms  {middle / base:.2f}x  (goal {GOAL}x, {rounds} rounds)")
    for name, told in (("wizard", "set-up page"), ("lock", "lock page")):
        note(f"times a minimal window until the first frame, {told}", statistics.median(taken[name]) / base, "x",
             at_most=GOAL, peer="the usual first PySide6 example")
    note("first frame of the lock page", statistics.median(taken["lock"]) * 1000, "ms",
         peer="the usual first PySide6 example", peer_value=base * 1000)


if __name__ == "__main__":
    main()
