"""How long the list of 10,000 people takes from nothing to its first painted screen.

    python bench/bench_table.py [people] [rounds]

The people lie in a real encrypted village file. Measured in one run, in turns: the page Peserta, its
table alone, and the usual way as the peer (every row in a ``QStandardItemModel``). Goal: page <= 60 ms.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from figures import note
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from jamsos_desktop.desk import Clock, Desk, Query, SetUp, open_desk, persons, samples, set_up_desa, unit_for
from jamsos_desktop.paths import DataFolder
from ui import theme
from ui.pages.peserta import PesertaPage
from ui.pages.peserta_list import PersonView
from ui.person_table import COLUMNS, PersonTable, cell_text
from ui.window import Shell

GOAL_MS = 60
CHUNK = 1000


class Painted(QObject):
    """Notes when a viewport was painted."""

    done = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.done = True
        return False


def fill(folder: DataFolder, many: int) -> None:
    """Set up a village and put so many invented people into it."""
    set_up_desa(folder, SetUp(unit_for("74.02.11.2017", "NURDIN")), Clock(date(2026, 11, 21)))
    with open_desk(folder, clock=Clock(date(2026, 11, 21))) as desk, desk.ctx.open() as db:
        maker = samples.Maker(desk.ctx, random.Random(7), set())
        people = [maker.person(n, many)[0] for n in range(many)]
        for start in range(0, many, CHUNK):
            persons.add_many(desk.ctx, db, people[start:start + CHUNK], "contoh")


def until_painted(shell: Shell, make: Callable[[], tuple[QWidget, QWidget]]) -> float:
    """Milliseconds until the widget that ``make`` builds has its viewport on screen."""
    start = time.perf_counter()
    whole, viewport = make()
    seen = Painted()
    viewport.installEventFilter(seen)
    shell.stack.addWidget(whole)
    shell.stack.setCurrentWidget(whole)
    if isinstance(whole, PesertaPage):
        whole.opened()
    while not seen.done:
        QApplication.processEvents()
    spent = (time.perf_counter() - start) * 1000
    shell.stack.removeWidget(whole)
    whole.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return spent


def page(desk: Desk, shell: Shell) -> tuple[QWidget, QWidget]:
    """The whole page of the program."""
    built = PesertaPage(desk, shell)
    return built, built.view.viewport()


def table(desk: Desk, shell: Shell) -> tuple[QWidget, QWidget]:
    """Our table alone."""
    model = PersonTable(desk)
    view = PersonView(model)
    model.setParent(view)
    view.set_columns([column.key for column in COLUMNS if not column.shown], {})
    model.set_query(Query())
    return view, view.viewport()


def peer(desk: Desk, shell: Shell) -> tuple[QWidget, QWidget]:
    """The plain way: Qt's own model, with an item for every cell."""
    ids = desk.find(Query())
    view = QTableView()
    model = QStandardItemModel(0, len(COLUMNS), view)
    for start in range(0, len(ids), 500):
        part = ids[start:start + 500]
        rows = desk.rows(part)
        for one in part:
            model.appendRow([QStandardItem(cell_text(rows[one], column.key)) for column in COLUMNS])
    view.setModel(model)
    return view, view.viewport()


def main(many: int, rounds: int) -> int:
    app = QApplication.instance() or QApplication(["bench"])
    assert isinstance(app, QApplication)
    theme.apply(app, dark=False)
    with tempfile.TemporaryDirectory() as place:
        folder = DataFolder(Path(place))
        fill(folder, many)
        with open_desk(folder, clock=Clock(date(2026, 11, 21))) as desk:
            shell = Shell(desk)
            shell.resize(1366, 698)
            shell.show()
            app.processEvents()
            spent: dict[str, list[float]] = {"halaman": [], "tabel": [], "QStandardItemModel": []}
            for turn in range(rounds):
                spent["halaman"].append(until_painted(shell, lambda: page(desk, shell)))
                spent["tabel"].append(until_painted(shell, lambda: table(desk, shell)))
                if turn < max(3, rounds // 5):
                    spent["QStandardItemModel"].append(until_painted(shell, lambda: peer(desk, shell)))
            shell.close()
    print(f"{many} orang, {rounds} putaran, median (terendah) ms sampai layar pertama:")
    for name, values in spent.items():
        print(f"  {name:20} {median(values):8.1f} ({min(values):.1f})")
    print(f"  pertama kali (dingin)  {spent['halaman'][0]:6.1f}")
    ratio = median(spent["QStandardItemModel"]) / median(spent["halaman"])
    print(f"  QStandardItemModel / halaman: {ratio:.1f}x; batas {GOAL_MS} ms: "
          f"{'tercapai' if median(spent['halaman']) <= GOAL_MS else 'TIDAK tercapai'}")
    note(f"page Peserta with {many:,} people until its first screen", median(spent["halaman"]), "ms", at_most=GOAL_MS,
         peer="QStandardItemModel", peer_value=median(spent["QStandardItemModel"]))
    return 0 if median(spent["halaman"]) <= GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 15))
