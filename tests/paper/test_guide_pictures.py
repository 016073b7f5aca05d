"""Every picture of the guide is made by a scene that exists, is used by a chapter, and is light."""

from __future__ import annotations

import re
from collections import Counter

from jamsos_desktop.desk import guide_folder
from tests.guide_pictures import PICTURES
from ui.pictures import SCENES

FILES = {file.stem: file for file in (guide_folder() / "gambar").glob("*.png")}
# Chapters that show no page of the program.
WITHOUT: set[str] = set()


def test_each_is_made_by_a_scene_and_lies_there() -> None:
    assert set(PICTURES.values()) <= {scene.name for scene in SCENES}
    assert not [scene for scene, times in Counter(PICTURES.values()).items() if times > 1]
    assert set(FILES) == set(PICTURES)


def test_each_is_used_and_each_chapter_has_one() -> None:
    used: set[str] = set()
    for file in guide_folder().glob("*.md"):
        here = set(re.findall(r"!\[[^\]]+\]\(gambar/([a-z-]+)\.png\)", file.read_text("utf-8")))
        assert here or file.stem in WITHOUT, file.stem
        used |= here
    assert used == set(FILES)


def test_they_are_light_and_have_a_palette() -> None:
    heavy = [name for name, file in FILES.items() if file.stat().st_size > 90_000]
    assert not heavy
    for file in FILES.values():
        assert file.read_bytes()[25] == 3, f"{file.name}: colours without a palette"
