"""The index page of the pictures: by number of the design, each picture beside its mock-up where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ui.pictures_stage import Scene

STYLE = ("body{font:14px sans-serif;margin:16px;background:#f2f5f3;color:#1a231f}img{width:100%;display:block;"
         "border:1px solid #d3dbd7}.row{display:grid;grid-template-columns:1fr 1fr;gap:12px;margin:8px 0 24px}"
         "h2{margin:32px 0 4px}h3{margin:16px 0 4px}figure{margin:0}figcaption{color:#46524d;padding:2px 0}"
         "li{color:#845500}nav a{margin-right:10px}")


class Shot(NamedTuple):
    """One picture: whose scene, its file, light or dark, how wide, and what the judge says of it."""

    scene: Scene
    file: str
    look: str
    wide: int
    faults: list[str]


def copy_mockups(source: Path, out: Path, scenes: Iterable[Scene]) -> dict[str, str]:
    """The mock-ups the scenes name, copied beside the pictures: name -> file; dark ones under ``name_gelap``."""
    (out / "mockup").mkdir(exist_ok=True)
    found = {}
    for name in {one.mockup for one in scenes if one.mockup}:
        for which in (name, f"{name}_gelap"):
            if (source / f"{which}.png").is_file():
                shutil.copy(source / f"{which}.png", out / "mockup" / f"{which}.png")
                found[which] = f"mockup/{which}.png"
    return found


def page(shots: Sequence[Shot], mockups: dict[str, str]) -> str:
    """The whole page as HTML."""
    ordered = sorted(shots, key=lambda shot: shot.scene.name)
    groups = {key: list(found) for key, found in groupby(ordered, key=lambda shot: shot.scene.group)}
    links = "".join(f'<a href="#g{key}">{key}</a>' for key in groups)
    parts = "".join(f'<h2 id="g{key}">{key}</h2>{_group(found, mockups)}' for key, found in groups.items())
    return (f'<!doctype html><html lang="id"><meta charset="utf-8"><title>Gambar Jamsos Desa</title>'
            f"<style>{STYLE}</style><h1>Gambar Jamsos Desa</h1><p>{len(shots)} gambar.</p><nav>{links}</nav>{parts}")


def _group(shots: Sequence[Shot], mockups: dict[str, str]) -> str:
    told = []
    for scene, found in groupby(shots, key=lambda shot: shot.scene):
        pictures = list(found)
        beside = [_figure(mockups[name], f"rancangan {name}") for name in (scene.mockup, f"{scene.mockup}_gelap")
                  if name in mockups]
        figures = beside + [_figure(shot.file, f"{shot.look}, {shot.wide} px", shot.faults) for shot in pictures]
        told.append(f'<h3>{escape(scene.name)}: {escape(scene.words)}</h3><div class="row">{"".join(figures)}</div>')
    return "".join(told)


def _figure(file: str, words: str, faults: Sequence[str] = ()) -> str:
    remarks = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
    return (f'<figure><a href="{escape(file)}"><img loading="lazy" src="{escape(file)}" alt="{escape(words)}"></a>'
            f"<figcaption>{escape(words)}</figcaption>{f'<ul>{remarks}</ul>' if remarks else ''}</figure>")
