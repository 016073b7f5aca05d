"""What the documents say of the importer keeps up with it: kinds, damage codes, buttons of the guide."""

from __future__ import annotations

import re
from pathlib import Path

from jamsos_desktop.intake.damage import DAMAGE
from jamsos_desktop.intake.layout import SHEET_KINDS

DOCS = Path(__file__).resolve().parents[2] / "docs"


def rows_of(text: str) -> dict[str, str]:
    """Code -> words, of every table row that begins with a code."""
    return dict(re.findall(r"^\| `(\w+)` \| (.+?) \|$", text, re.MULTILINE))


def test_every_kind_and_every_damage_stands_in_the_page_for_developers() -> None:
    told = rows_of((DOCS / "impor.md").read_text(encoding="utf-8"))
    assert {code: told.get(code) for code in DAMAGE} == dict(DAMAGE)
    assert set(told) == {*DAMAGE, *SHEET_KINDS}


def test_the_guide_is_reached_and_keeps_its_sentences_short() -> None:
    guide = DOCS / "panduan"
    assert "(impor.md)" in (guide / "mengisi-peserta.md").read_text(encoding="utf-8")
    text = re.sub(r"```.*?```|^\|.*$|^#.*$", "", (guide / "impor.md").read_text(encoding="utf-8"),
                  flags=re.MULTILINE | re.DOTALL)
    bare = re.sub(r"\(.*?\)|[*`\[\]]", "", text)
    sentences = [s for s in re.split(r"(?<=[.?])\s+|\n\s*\n|\n- |\n\d\. ", bare) if s.strip()]
    assert [s for s in sentences if len(s.split()) > 16] == []
    assert "!" not in bare
