"""Pictures of the window, made without a screen: the catalogue of scenes, and those of them the ``demo`` leaves.

``SCENES`` is the one list of pages and states: ``demo`` takes what is marked for it, ``make pictures`` all of it, and
the tests judge every one of them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.paths import DataFolder
from ui import (
    pictures_district,
    pictures_failures,
    pictures_scan,
    pictures_start,
    pictures_states,
    pictures_upgrade,
    pictures_village,
)
from ui.pictures_stage import Scene, Stage, play

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SCENES: tuple[Scene, ...] = (*pictures_start.SCENES, *pictures_village.SCENES, *pictures_scan.SCENES,
                             *pictures_states.SCENES, *pictures_upgrade.SCENES,
                             *pictures_failures.SCENES, *pictures_district.SCENES)


CHATTER = "This plugin does not support"


def scenes_of(desk: str, *, demo: bool = False) -> list[Scene]:
    """The scenes that need this desk, in the order they are to be played."""
    return [one for one in SCENES if one.desk == desk and (one.demo or not demo)]


def make_pictures(folder: DataFolder, out_dir: Path, theme: str = "light", pin: str | None = None) -> list[Path]:
    """PNG files of the pages of the desk in ``folder`` (a village's, with set-up and lock page, or a district's), in
    the order of the design's numbers. The desk must be closed; ``theme`` light or dark; ``pin`` when it asks one."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from jamsos_desktop.desk import clock_from_environment, open_desk
    from jamsos_desktop.settings import Settings
    from ui import app as application
    from ui import theme as look

    out_dir.mkdir(parents=True, exist_ok=True)
    app = application.prepare([], Settings(folder.root / "tidak-ada.json"))
    look.apply(app, theme == "dark")
    clock = clock_from_environment()
    album = Album(out_dir, "_gelap" if theme == "dark" else "")
    with _without_chatter(), open_desk(folder, pin, clock) as desk:
        kind = "dpmd" if desk.district is not None else "desa"
        _play([one for one in scenes_of("", demo=True) if one.district == (kind == "dpmd")], Stage(app, clock), album)
        _play(scenes_of(kind, demo=True), Stage(app, clock, desk), album)
    return album.taken


@contextmanager
def _without_chatter() -> Iterator[None]:
    """A screen that is none tells on standard error what it cannot do for windows: no clerk asked."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    def tell(_kind: QtMsgType, _context: object, text: str) -> None:
        if not text.startswith(CHATTER):
            sys.stderr.write(f"{text}\n")

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


class Album:
    """Saves what a scene shows as it is."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder, self._suffix = folder, suffix
        self.taken: list[Path] = []

    def take(self, scene: Scene, stage: Stage, over: QWidget | None) -> None:
        """Save the picture of a scene: of the window laid over the stage, else of the stage's own."""
        window = over or stage.window
        assert window is not None
        path = self._folder / f"{scene.name}{self._suffix}.png"
        window.grab().save(str(path))
        self.taken.append(path)


def _play(scenes: Sequence[Scene], stage: Stage, album: Album) -> None:
    try:
        play(scenes, stage, album.take)
    finally:
        stage.close()
