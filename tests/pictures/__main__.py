"""``make pictures OUT=DIR [MOCKUPS=DIR]``: the whole catalogue as pictures, with an index page.

Every scene in light and dark at both sizes, with the title bar and the task bar the design draws around it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from jamsos_desktop.settings import Settings
from tests.pictures import frame, index
from tests.pictures.desks import CLOCK, MAKERS, Shelf
from tests.pictures.judge import faults_of
from ui import app as application
from ui import theme
from ui.pictures import SCENES
from ui.pictures_stage import SIZE, SMALL, Scene, Stage, play

THEMES = {"terang": False, "gelap": True}


class Taker(Protocol):
    """Keeps what a scene shows, at each of its sizes."""

    sizes: Sequence[tuple[int, int]]

    def take(self, scene: Scene, stage: Stage, over: QWidget | None) -> None: ...


class Book:
    """Takes each scene at each size of one theme and keeps what is wrong with it."""

    def __init__(self, folder: Path, look: str, sizes: Sequence[tuple[int, int]]) -> None:
        self._folder, self._look, self.sizes = folder, look, sizes
        self.shots: list[index.Shot] = []

    def take(self, scene: Scene, stage: Stage, over: QWidget | None) -> None:
        assert stage.window is not None
        wide = stage.window.width()
        name = f"{scene.name}_{self._look}_{wide}.png"
        frame.around(stage.window, over, THEMES[self._look]).save(str(self._folder / name))
        told = [str(fault) for fault in faults_of(over or stage.window)]
        self.shots.append(index.Shot(scene, name, self._look, wide, told))


def main(argv: Sequence[str]) -> int:
    """Exit code 0 once the index page stands; says how many pictures and how long the list of faults is."""
    asked = _asked(argv)
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jamsos-buku-") as root:
        app = application.prepare([], Settings(Path(root) / "tidak-ada.json"))
        shelf = Shelf(Path(root))
        shots = [shot for look in asked.themes for shot in _shots(app, shelf, Path(root), asked, look)]
    mockups = index.copy_mockups(asked.mockups, asked.out, SCENES) if asked.mockups else {}
    (asked.out / "index.html").write_text(index.page(shots, mockups), "utf-8")
    sys.stdout.write(f"{len(shots)} pictures in {asked.out}, {sum(len(shot.faults) for shot in shots)} remarks\n")
    return 0


def _asked(argv: Sequence[str]) -> argparse.Namespace:
    words = argparse.ArgumentParser(prog="make pictures")
    words.add_argument("out", type=Path)
    words.add_argument("--mockups", type=Path, default=None, help="folder with the design's pictures")
    words.add_argument("--only", default="", help="names, or beginnings of names, with commas between")
    words.add_argument("--themes", type=lambda text: text.split(","), default=list(THEMES))
    words.add_argument("--sizes", type=lambda text: [SIZE, SMALL][:int(text)], default=[SIZE, SMALL])
    return words.parse_args(argv)


def _shots(app: QApplication, shelf: Shelf, root: Path, asked: argparse.Namespace, look: str) -> Iterator[index.Shot]:
    theme.apply(app, THEMES[look])
    book = Book(asked.out, look, asked.sizes)
    for desk in ("", *MAKERS):
        if wanted := wanted_of(desk, asked.only):
            play_desk(app, wanted, shelf, root / f"{desk}-{look}", book)
    yield from book.shots


def wanted_of(desk: str, only: str) -> list[Scene]:
    """The scenes over a desk that ``only`` names: a whole name is that scene alone, any other a beginning."""
    names = {one.name for one in SCENES}
    asked = only.split(",")
    begin = tuple(one for one in asked if one not in names)
    return [one for one in SCENES if one.desk == desk and (one.name in asked or one.name.startswith(begin))]


def play_desk(app: QApplication, wanted: Sequence[Scene], shelf: Shelf, place: Path, book: Taker) -> None:
    """Play scenes of one desk on a copy of it in ``place``, which is gone afterwards."""
    if not (desk := wanted[0].desk):
        _play(wanted, Stage(app, CLOCK), book)
        return
    copy = shelf.take(desk).copy(place)
    with copy.open() as opened:
        _play(wanted, Stage(app, CLOCK, opened), book)
    shutil.rmtree(copy.root)


def _play(scenes: Sequence[Scene], stage: Stage, book: Taker) -> None:
    try:
        play(scenes, stage, book.take, book.sizes)
    finally:
        stage.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
