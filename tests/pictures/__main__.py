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
    words.add_argument("--only", default="", help="beginnings of names, with commas between")
    words.add_argument("--themes", type=lambda text: text.split(","), default=list(THEMES))
    words.add_argument("--sizes", type=lambda text: [SIZE, SMALL][:int(text)], default=[SIZE, SMALL])
    return words.parse_args(argv)


def _shots(app: QApplication, shelf: Shelf, root: Path, asked: argparse.Namespace, look: str) -> Iterator[index.Shot]:
    theme.apply(app, THEMES[look])
    book = Book(asked.out, look, asked.sizes)
    for desk in ("", *MAKERS):
        wanted = [one for one in SCENES if one.desk == desk and one.name.startswith(tuple(asked.only.split(",")))]
        if not wanted:
            continue
        if not desk:
            _play(wanted, Stage(app, CLOCK), book)
            continue
        copy = shelf.take(desk).copy(root / f"{desk}-{look}")
        with copy.open() as opened:
            _play(wanted, Stage(app, CLOCK, opened), book)
        shutil.rmtree(copy.root)
    yield from book.shots


def _play(scenes: Sequence[Scene], stage: Stage, book: Book) -> None:
    try:
        play(scenes, stage, book.take, book.sizes)
    finally:
        stage.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
