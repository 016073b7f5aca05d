"""Walk the pages of a built program and list what is shown: ``python .ci/words/walk.py BUILD DATA [--scenes]``.

Runs as a process of its own over a copy of a data folder, because it imports the window of BUILD. Prints one JSON
object: page -> texts shown on it, and page -> texts that do not fit where they stand.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Seen = dict[str, dict[str, list[str]]]  # page -> "said" and "cut"


def main(argv: list[str]) -> int:
    """Exit code 0 when every page could be shown."""
    build, data, scenes = Path(argv[0]), Path(argv[1]), "--scenes" in argv
    sys.path.insert(0, str(build))
    os.chdir(build)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="jamsos-kata-") as scratch:
        folder = shutil.copytree(data, Path(scratch) / "data")
        seen = _walk(folder, scenes)
    sys.stdout.write(json.dumps(seen, ensure_ascii=False))
    return 0


def _walk(folder: Path, scenes: bool) -> Seen:
    from jamsos_desktop.desk import clock_from_environment, open_desk
    from jamsos_desktop.paths import DataFolder
    from jamsos_desktop.settings import Settings
    from ui import app as application
    from ui.pages import BELOW, plan_of
    from ui.pictures import scenes_of
    from ui.pictures_stage import Stage, play

    app, clock = application.prepare([], Settings(folder / "tidak-ada.json")), clock_from_environment()
    seen: Seen = {}

    def note(name: str, window: Any) -> None:
        told = seen.setdefault(name, {"said": [], "cut": []})
        told["said"] += texts_of(window)
        told["cut"] += cut_in(window)

    with open_desk(DataFolder(folder), None, clock) as desk:
        kind = "dpmd" if desk.district is not None else "desa"
        stage = Stage(app, clock, desk, hurry=True)
        try:
            stage.shell.problem = _stopped  # type: ignore[method-assign] - a dialog would wait for ever
            for entry in (*plan_of(desk).menu, *BELOW):
                stage.go(entry.name)
                note(f"{kind}/{entry.name}", stage.shell)
            if scenes:
                play(scenes_of(kind), stage, lambda scene, at, over: note(f"{kind}/{scene.name}", over or at.window))
        finally:
            stage.close()
    if scenes:  # set-up and lock page stand alone, with no desk open
        stage = Stage(app, clock, hurry=True)
        try:
            begin = [one for one in scenes_of("") if one.district == (kind == "dpmd")]
            play(begin, stage, lambda scene, at, over: note(f"{kind}/{scene.name}", over or at.window))
        finally:
            stage.close()
    return seen


def _stopped(problem: Any, *_: Any, **__: Any) -> None:
    raise RuntimeError(f"a page says: {problem}") from problem


def texts_of(window: Any) -> list[str]:
    """Every text of the visible parts of a window, hints and names for screen readers among them."""
    from PySide6.QtWidgets import QWidget

    return sorted({text.strip() for widget in (window, *window.findChildren(QWidget))
                   if widget.isVisible() for text in _told_by(widget) if text and text.strip()})


def _told_by(widget: Any) -> Iterator[str]:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QGroupBox, QLabel, QLineEdit, QTabBar

    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.windowTitle()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)
    elif isinstance(widget, QLabel | QAbstractButton):  # of our own parts ``text()`` may be the code that is kept
        yield widget.text()
    elif isinstance(widget, QGroupBox):
        yield widget.title()


def _cells(view: Any) -> Iterator[str]:
    from PySide6.QtCore import QAbstractListModel, Qt

    model = view.model()
    if model is None:
        return
    root = view.rootIndex()
    columns = model.columnCount(root) if not isinstance(model, QAbstractListModel) else 1
    for column in range(min(columns, 40)):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(root), 30)):
            value = model.index(row, column, root).data()
            if isinstance(value, str):
                yield value


def cut_in(window: Any) -> list[str]:
    """Labels and buttons whose words are wider than their place, and are not shortened on purpose."""
    from PySide6.QtWidgets import QLabel, QPushButton

    judges: tuple[tuple[Any, Callable[[Any], bool]], ...] = ((QLabel, _label_is_cut), (QPushButton, _button_is_cut))
    return sorted({widget.text() for kind, is_cut in judges for widget in window.findChildren(kind)
                   if widget.isVisible() and widget.text() and is_cut(widget)})


def _label_is_cut(label: Any) -> bool:
    if label.wordWrap():
        return bool(label.heightForWidth(label.width()) > label.height() + 2)
    return bool("<" not in label.text() and label.sizeHint().width() > label.width() + 2)


def _button_is_cut(button: Any) -> bool:
    return bool(button.minimumSizeHint().width() > button.width() + 2)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
