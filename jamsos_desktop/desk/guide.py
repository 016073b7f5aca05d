"""The guide of the program (``docs/panduan``): its chapters in order, one chapter, and finding words in all of them.

``isi.toml`` names the parts, their chapters and who reads them; the title of a chapter is its first heading.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jamsos_desktop.paper.guide.marks import guide_anchor
from jamsos_desktop.paths import program_root
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

MOST_HITS = 40
_HEADING = re.compile(r"#{1,3} (.+)")
_MARKS = re.compile(r"\*\*|`|!?\[([^\]]*)\]\([^)]*\)|^\|[-|: ]+\|$|^```$|^> ?")
_EXCERPT = 90  # letters around what was found


class GuideChapter(NamedTuple):
    """``name``: the file without .md, which is also what a page's ``help`` says."""

    name: str
    title: str


class GuidePart(NamedTuple):
    """A part of the guide with its chapters, in reading order."""

    title: str
    chapters: tuple[GuideChapter, ...]


class GuideHit(NamedTuple):
    """A heading of a chapter under which all words stand; ``excerpt`` around the first of them."""

    chapter: GuideChapter
    heading: str
    anchor: str
    excerpt: str


def guide_folder() -> Path:
    """Where the chapters lie, and below it their pictures."""
    return program_root() / "docs" / "panduan"


def guide_contents(mode: str) -> tuple[GuidePart, ...]:
    """The parts that somebody at a desk of this mode ("desa", "dpmd") reads."""
    return tuple(part for modes, part in _contents() if mode in modes)


@cache
def _contents() -> tuple[tuple[tuple[str, ...], GuidePart], ...]:
    table = tomllib.loads((guide_folder() / "isi.toml").read_text("utf-8"))
    return tuple((tuple(row["mode"]),
                  GuidePart(row["judul"], tuple(GuideChapter(name, _title(name)) for name in row["bab"])))
                 for row in table["bagian"])


def guide_text(name: str) -> str:
    """A chapter as written (Markdown). Problem BAB_TIDAK_ADA."""
    if not re.fullmatch(r"[a-z0-9-]{1,60}", name) or not (file := guide_folder() / f"{name}.md").is_file():
        raise Problem("BAB_TIDAK_ADA", "Bagian panduan ini tidak ditemukan.", TIDAK_BERUBAH,
                      "Pilih bagian lain di daftar isi.")
    return file.read_text("utf-8")


def _title(name: str) -> str:
    return guide_text(name).partition("\n")[0].removeprefix("# ").strip()


def find_in_guide(mode: str, text: str) -> list[GuideHit]:
    """Where every word of ``text`` begins a word, headings that say it themselves first."""
    words = [re.compile(rf"\b{re.escape(word)}", re.IGNORECASE) for word in text.split()]
    if not words:
        return []
    found: list[tuple[int, GuideHit]] = []
    for part in guide_contents(mode):
        for chapter in part.chapters:
            for heading, body in sections(guide_text(chapter.name)):
                told = heading if all(word.search(heading) for word in words) else f"{heading} {body}"
                if all(word.search(told) for word in words):
                    found.append((told is not heading, GuideHit(
                        chapter, heading, guide_anchor(heading), _around(body, words[0]))))
    return [hit for _, hit in sorted(found, key=lambda pair: pair[0])][:MOST_HITS]


def sections(text: str) -> Iterator[tuple[str, str]]:
    """The headings of a chapter, each with its words in plain text."""
    heading, lines = "", list[str]()
    for line in text.splitlines():
        if found := _HEADING.fullmatch(line):
            if heading:
                yield heading, _plain(lines)
            heading, lines = found[1], []
        else:
            lines.append(line)
    yield heading, _plain(lines)


def _plain(lines: list[str]) -> str:
    kept = (_MARKS.sub(lambda mark: mark[1] or "", line) for line in lines)
    return " ".join(" ".join(kept).replace("|", " ").split())


def _around(body: str, word: re.Pattern[str]) -> str:
    at = found.start() if (found := word.search(body)) else 0
    start = body.rfind(" ", 0, max(0, at - _EXCERPT // 2)) + 1 if at > _EXCERPT // 2 else 0
    piece = body[start:start + 2 * _EXCERPT]
    if len(piece) == 2 * _EXCERPT:
        piece = piece.rpartition(" ")[0] + "…"
    return ("…" if start else "") + piece
