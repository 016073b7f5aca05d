"""The one picture of the architecture: who stands on whom, drawn from the import contracts and the real imports.

    python .ci/docs/rooms.py            writes docs/gambar/rooms.svg
    python .ci/docs/rooms.py --check    ends with 1 when the picture there is not the one of this source

Floors and what is refused come from ``pyproject.toml``, dots from the graph that import-linter itself uses, words from
the first sentences of the rooms. No counts of files or lines: the picture changes when the building does, not with
every commit.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import Any

import grimp

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs/gambar/rooms.svg"
CORE, GROUND = "jamsos_desktop", "ground"
# What comes from outside and is kept in few rooms: the words above its column, the packages that are meant.
OUTSIDE = {
    "Qt": ("PySide6", "shiboken6"),
    "SQLCipher, SQLite": ("sqlcipher3", "sqlite3", "sqlite_utils"),
    "reportlab, pypdf": ("reportlab", "pypdf", "pypdfium2", "segno"),
    "age, Ed25519": ("pyrage", "cryptography"),
    "calamine, xlsxwriter": ("python_calamine", "xlsxwriter"),
    "click": ("click",),
}
HEAD = ("Floors from top to bottom; rooms of one floor share a band. Imports go down",
        "only: every dot stands right of the dark diagonal. The columns on the right are",
        "what comes from outside and is kept in few rooms.")
NAME_X, WORDS_X, GRID_X, TOP, ROW, CELL, GAP = 22, 208, 606, 172, 38, 26, 22
INK, QUIET, LINE, DOT, REFUSED = "#1f2933", "#52606d", "#cbd2d9", "#0b6b53", "#e4e7eb"
BANDS = ("#ffffff", "#f5f7fa")


@dataclass(frozen=True)
class House:
    """Rooms from the top floor down, the floor of each, who really asks whom, and what the contracts refuse."""

    rooms: tuple[str, ...]
    floors: dict[str, int]
    asks: frozenset[tuple[str, str]]
    refused: frozenset[tuple[str, str]]
    ground: tuple[str, ...]


def contracts() -> dict[str, dict[str, Any]]:
    """The contracts of import-linter by their id."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one for one in told["tool"]["importlinter"]["contracts"]}


def read_house() -> House:
    """The building as it stands in the source."""
    rules = contracts()
    layers = rules["floors"]["layers"]
    ground = tuple(sorted(re.split(r"\s*[:|]\s*", layers[-1])))
    core = [re.split(r"\s*[:|]\s*", layer) for layer in layers[:-1]]
    stories = [["main.py"], *([name] for name in rules["ui-above"]["layers"] if name != CORE), *core, [GROUND]]
    floors = {room: nth for nth, story in enumerate(stories) for room in story}
    rooms = tuple(room for story in stories for room in story)
    return House(rooms, floors, frozenset(real(rooms, ground)), frozenset(refusals(rooms, floors, rules)), ground)


def real(rooms: tuple[str, ...], ground: tuple[str, ...]) -> set[tuple[str, str]]:
    """Pairs (room, room or outside) of which the first imports the second somewhere in the source."""
    sys.path.insert(0, str(ROOT))  # where grimp looks for the packages
    graph = grimp.build_graph(CORE, "ui", include_external_packages=True, cache_dir=None)
    pairs = {(module, one) for module in graph.modules for one in graph.find_modules_directly_imported_by(module)}
    tree = ast.parse((ROOT / "main.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            pairs |= {("main", alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            pairs |= {("main", f"{node.module}.{alias.name}") for alias in node.names}
    named = {(room_of(a, rooms, ground), room_of(b, rooms, ground)) for a, b in pairs}
    return {(a, b) for a, b in named if a and b and a != b and a not in OUTSIDE}


def room_of(module: str, rooms: tuple[str, ...], ground: tuple[str, ...]) -> str:
    """The room (or column of outside things) a module belongs to; "" for what is not drawn."""
    parts = module.split(".")
    if module == "main":
        return "main.py"
    if parts[0] == CORE:
        name = parts[1] if len(parts) > 1 else ""
        return GROUND if name in ground else name if name in rooms else ""
    if parts[0] == "ui":
        return "ui"
    return next((name for name, packages in OUTSIDE.items() if parts[0] in packages), "")


def refusals(rooms: tuple[str, ...], floors: dict[str, int], rules: dict[str, dict[str, Any]]) -> set[tuple[str, str]]:
    """Pairs that import-linter refuses: upwards, between rooms of one floor, and by the contracts of single rooms."""
    no = {(a, b) for a in rooms for b in rooms if a != b and floors[a] >= floors[b]}
    for rule in rules.values():
        if rule["type"] != "forbidden":
            continue
        sources = {name.removeprefix(f"{CORE}.") for name in rule["source_modules"]}
        if CORE in sources:
            sources |= set(rooms) - {"main.py", "ui"}
        sources -= {one.split(".")[1] for one in rule.get("ignore_imports", ())}  # "jamsos_desktop.room.** -> package"
        targets = {name.removeprefix(f"{CORE}.") for name in rule["forbidden_modules"]}
        columns = targets | {name for name, packages in OUTSIDE.items() if targets & set(packages)}
        no |= {(a, b) for a in sources & set(rooms) for b in columns if b in rooms or b in OUTSIDE}
    return no


def sentence(room: str, ground: tuple[str, ...]) -> str:
    """What a room says of itself: its first paragraph, as far as whole sentences fit on two lines."""
    if room == GROUND:
        return ", ".join(ground)
    path = ROOT / room if room == "main.py" else ROOT / (room if room == "ui" else f"{CORE}/{room}") / "__init__.py"
    told = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n\n")[0]
    told = re.sub(r"\s*\(docs/[^)]*\)", "", told.replace("`", "").replace("\n", " "))
    first, *more = re.split(r"(?<=\.)\s+", told)
    for one in more:
        if len(first) + len(one) > 120:
            break
        first += f" {one}"
    return first


def inner(room: str) -> str:
    """The rooms inside a room."""
    folder = ROOT / (room if room == "ui" else f"{CORE}/{room}")
    found = sorted(path.parent.name for path in folder.glob("*/__init__.py"))
    return f"with {', '.join(found)}" if found else ""


def text(x: float, y: float, words: str, size: int = 12, fill: str = INK, more: str = "") -> str:
    """Words of the picture, their base line at ``y``; ``more``: further attributes, with a blank before them."""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}"{more}>{escape(words)}</text>'


def rows(house: House, width: int) -> list[str]:
    """One band a room: its name, the rooms inside it, its sentence."""
    drawn = []
    for nth, room in enumerate(house.rooms):
        y = TOP + nth * ROW
        drawn.append(f'<rect x="0" y="{y}" width="{width}" height="{ROW}" fill="{BANDS[house.floors[room] % 2]}"/>')
        lines = wrap(sentence(room, house.ground), 64)[:2]
        within = inner(room) if room not in ("main.py", GROUND) else ""
        drawn.append(text(NAME_X, y + (16 if within else 23), room, 14, more=' font-weight="bold"'))
        if within:
            drawn.append(text(NAME_X, y + 30, within, 9, QUIET))
        at = y + (23 if len(lines) == 1 else 16)
        drawn += [text(WORDS_X, at + 15 * line, words, 11, QUIET) for line, words in enumerate(lines)]
    return drawn


def grid(house: House) -> list[str]:
    """The squares: a dot where a room asks another, grey where it may not."""
    drawn = []
    columns = [*house.rooms, *OUTSIDE]
    for nth, column in enumerate(columns):
        x = column_x(nth, len(house.rooms))
        turn = f' transform="rotate(-58 {x + CELL / 2 + 4:g} {TOP - 8})"'
        drawn.append(text(x + CELL / 2 + 4, TOP - 8, column, 11, more=turn))
        for row, room in enumerate(house.rooms):
            y = TOP + row * ROW + (ROW - CELL) / 2
            if column == room:
                drawn.append(f'<rect x="{x}" y="{y:g}" width="{CELL}" height="{CELL}" fill="{QUIET}"/>')
                continue
            no, asks = (room, column) in house.refused, (room, column) in house.asks
            fill = REFUSED if no else "#ffffff"
            drawn.append(f'<rect x="{x}" y="{y:g}" width="{CELL}" height="{CELL}" fill="{fill}" stroke="{LINE}"/>')
            if asks:
                drawn.append(f'<circle cx="{x + CELL / 2:g}" cy="{y + CELL / 2:g}" r="6" fill="{DOT}">'
                             f"<title>{escape(room)} asks {escape(column)}</title></circle>")
    return drawn


def column_x(nth: int, rooms: int) -> int:
    """Where a column stands; outside things keep a distance."""
    return GRID_X + nth * CELL + (GAP if nth >= rooms else 0)


def legend(y: int) -> list[str]:
    """What the marks mean."""
    return [
        f'<circle cx="{NAME_X + 7}" cy="{y}" r="6" fill="{DOT}"/>',
        text(NAME_X + 22, y + 4, "the room of the row imports that of the column"),
        f'<rect x="{NAME_X + 330}" y="{y - 9}" width="18" height="18" fill="{REFUSED}" stroke="{LINE}"/>',
        text(NAME_X + 356, y + 4, "import-linter refuses it (make lint)"),
        f'<rect x="{NAME_X + 580}" y="{y - 9}" width="18" height="18" fill="#ffffff" stroke="{LINE}"/>',
        text(NAME_X + 606, y + 4, "would be allowed, nobody does it"),
    ]


def draw(house: House) -> str:
    """The whole picture as SVG text."""
    width = column_x(len(house.rooms) + len(OUTSIDE), len(house.rooms)) + 70
    bottom = TOP + len(house.rooms) * ROW
    head = [text(NAME_X, 40, "Who stands on whom", 20, more=' font-weight="bold"'),
            *(text(NAME_X, 66 + 18 * nth, words, 12, QUIET) for nth, words in enumerate(HEAD))]
    body = [*head, *rows(house, width), *grid(house), *legend(bottom + 28)]
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {bottom + 52}" width="{width}"'
        f' height="{bottom + 52}" font-family="Noto Sans, DejaVu Sans, Helvetica, Arial, sans-serif" role="img">',
        "<title>Rooms of Jamsos Desa and who imports whom</title>",
        f'<rect width="{width}" height="{bottom + 52}" fill="#ffffff"/>', *body, "</svg>", ""])


def main() -> int:
    """Draw the picture; with ``--check`` only say by the exit code whether it is of now."""
    drawn = draw(read_house())
    if sys.argv[1:] == ["--check"]:
        return int(not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != drawn)
    PICTURE.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
