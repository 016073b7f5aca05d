"""The letters rules believe printable, held against the very fonts of paper."""

from __future__ import annotations

import pytest

from jamsos_desktop.model.letters import printable, unprintable
from jamsos_desktop.paper.draw.faces import FILES, font_of


@pytest.mark.parametrize("weight", FILES)
def test_the_list_is_what_the_font_holds(weight):
    assert {chr(code) for code in printable()} == set(font_of(weight)[1])


@pytest.mark.parametrize(("text", "strange"), [
    ("", ""), ("Jl. Poros 2, RT 01/RW 02", ""), ("Né “Ma'u” ½ – ʿ", ""), ("Jl. ★ ⅓ ★", "★⅓"), ("188→412", "→"),
    ("محمد", "محد"), ("a\u00a0b\tc", ""), ("\u0250", "\u0250"), ("ŉ ß ﬁ", ""),
])
def test_what_no_face_has(text, strange):
    assert unprintable(text) == strange
