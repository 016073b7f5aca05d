"""Colours that can be told apart: every pair the style sheet and the painters can bring together, in both themes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from test_theme import contrast

from jamsos_desktop.paths import resource
from ui import theme
from ui.widgets import Button

UI = Path(theme.__file__).parent
GROUNDS = ("window", "surface", "surface_alt", "surface_sunken", "hover", "selection", "accent_soft", "ok_soft",
           "info_soft", "warn_soft", "error_soft", "neutral_soft")
LETTERS = ("text", "text_2", "text_3", "accent", "accent_hover", "ok", "info", "warn", "error", "neutral")
EDGES = ("border_input", "focus", "accent", "ok", "warn", "error", "text")  # frames of fields, and of the focus
BARS = ("bar_ok", "bar_warn", "border_input", "error")  # the part of a bar that is reached, against what is missing
FILLS = {"accent", "accent_hover", "accent_pressed", "district", *BARS, "bar_rest", "bar_target", "border", "text"}
ON = (("on_accent", "accent"), ("on_accent", "accent_hover"), ("on_accent", "accent_pressed"),
      ("on_district", "district"), ("on_district_2", "district"))
DECORATION = {"border", *(f"{role}_line" for role in ("ok", "info", "warn", "error", "neutral", "accent"))}
DISABLED_ON = ("window", "surface", "surface_alt", "surface_sunken")  # not asked for, but they can be read

PAIRS = {
    "letters": (4.5, [*product(LETTERS, GROUNDS), *ON]),
    "edges": (3.0, list(product(EDGES, GROUNDS))),
    "bars": (3.0, [*((bar, "bar_rest") for bar in BARS), *((bar, "surface") for bar in BARS),
                   ("bar_target", "surface"), ("bar_target", "bar_rest")]),
    "disabled": (3.0, [("text_disabled", ground) for ground in DISABLED_ON]),
}


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("kind", PAIRS)
def test_what_must_be_told_apart_can_be(name: str, kind: str) -> None:
    colors, (least, pairs) = theme.tokens()[name], PAIRS[kind]
    poor = [(front, back, round(contrast(colors[front], colors[back]), 2)) for front, back in pairs
            if contrast(colors[front], colors[back]) < least]
    assert poor == []


@pytest.mark.parametrize("dark", [False, True])
def test_a_filled_button_with_the_keyboard_shows_it(qtbot: Any, qapp: QApplication, dark: bool) -> None:
    """Of the ring and its gap one stands out from the fill, and they stand out from each other."""
    theme.apply(qapp, dark)
    try:
        button = Button("Simpan", "primary")
        qtbot.addWidget(button)
        button.show()
        button.clearFocus()
        plain = button.grab().toImage()
        button.activateWindow()
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)
        held, middle = button.grab().toImage(), button.height() // 2
        ring, gap, fill = (held.pixelColor(at, middle).name() for at in (0, 2, 6))
        assert plain.pixelColor(2, middle).name() == fill
        assert contrast(gap, fill) >= 3
        assert contrast(ring, gap) >= 3
    finally:
        theme.apply(qapp, False)


def _declared() -> Iterator[tuple[str, str]]:
    """(property, role) of the whole style sheet."""
    text = re.sub(r"/\*.*?\*/", "", resource("style.qss").read_text("utf-8"), flags=re.S)
    for body in re.findall(r"\{((?:[^{}]|\{[a-z_0-9]+\})*)\}", text):
        for name, value in re.findall(r"([a-z-]+):\s*([^;]+);", body):
            yield from ((name, role) for role in re.findall(r"\{([a-z_0-9]+)\}", value))


def _name(call: ast.expr) -> str:
    return call.attr if isinstance(call, ast.Attribute) else call.id if isinstance(call, ast.Name) else ""


def _painted() -> set[str]:
    """Roles the painters name; those put together from a state ("ok" and "_soft") are judged with their state."""
    found = set()
    for text in (path.read_text("utf-8") for path in UI.rglob("*.py")):
        for call in ast.walk(ast.parse(text)) if "color(" in text else ():
            if isinstance(call, ast.Call) and _name(call.func) in ("qcolor", "color"):
                found |= {one.value for arg in call.args for one in ast.walk(arg)
                          if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return {role for role in found if role in theme.tokens()["light"]}


def test_no_colour_of_the_style_sheet_is_left_unjudged() -> None:
    letters, grounds, frames = set(), set(), set()
    for name, role in _declared():
        if name in ("color", "selection-color", "placeholder-text-color"):
            letters.add(role)
        elif "background" in name:
            grounds.add(role)
        elif name.startswith("border"):
            frames.add(role)
    assert letters > {"text", "text_2"}
    assert letters - set(LETTERS) - {front for front, _ in ON} == {"text_disabled"}
    assert grounds - set(GROUNDS) - FILLS == set()
    assert frames - set(EDGES) - DECORATION <= {"surface_alt", "accent_hover"}  # frames in the colour of their ground


def test_no_painted_colour_is_left_unjudged() -> None:
    judged = {*LETTERS, *GROUNDS, *EDGES, *FILLS, *DECORATION, "text_disabled", *(front for front, _ in ON)}
    assert len(_painted()) > 15
    assert _painted() - judged == set()


def test_a_status_is_an_icon_and_a_word_and_no_two_look_alike_without_colour() -> None:
    looks = [(one["icon"], one["label"]) for one in theme.tokens()["status"].values()]
    assert all(icon and word for icon, word in looks)
    assert len(set(looks)) == len(looks)
    assert len({word for _, word in looks}) == len(looks)


def test_warnings_and_errors_have_shapes_of_their_own() -> None:
    shapes: dict[str, set[str]] = {}
    for one in theme.tokens()["status"].values():
        shapes.setdefault(one["role"], set()).add(one["icon"])
    assert "exclamation-triangle-fill" in shapes["warn"]
    assert "x-octagon-fill" in shapes["error"]
    assert not shapes["warn"] & shapes["error"]
    assert not shapes["ok"] & (shapes["warn"] | shapes["error"])
