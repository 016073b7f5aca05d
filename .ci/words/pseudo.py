"""An invented language: every vowel has a mark and every text is longer, so that whatever was missed meets the eye."""

from __future__ import annotations

import re

from words.catalogue import Key, Translation
from words.unit import Unit

MARKED = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
# Holes, tags, targets of links, commands, keys of the keyboard and codes stay as they are.
_STAYS = re.compile(r"(\{[A-Za-z_][\w.:]*\}|</?[a-z][^>]*>|&\w+;|\]\([^)]*\)|`[^`]*`|&\w|\b[A-Z]+\+\w+|"
                    r"\b(?:Ctrl|Alt|Shift|Enter|Esc|Del|Home|End|Spasi|PgUp|PgDn|F\d+)\b(?:\+\w+)*|\*\*?)")
_CODES = re.compile(r"\b[0-9A-F]{4}(?:[- ]{0,2}[0-9A-F]{4})+\b")  # fingerprints, other in each run
LONGER = 0.3


def translated(entries: dict[Key, list[Unit]], longer: float = LONGER) -> Translation:
    """The whole catalogue in the invented language."""
    return Translation({key: (spoken(key[1], longer),) for key in entries})


def spoken(words: str, longer: float = LONGER) -> str:
    """One text: ‹Símpán~~›; "longer" is the share of letters it grows by."""
    head = words[:len(words) - len(words.lstrip())]
    tail = words[len(words.rstrip()):]
    pieces = _STAYS.split(words.strip())
    marked = "".join(part if nth % 2 else part.translate(MARKED) for nth, part in enumerate(pieces))
    more = "~" * round(len(words.strip()) * longer)
    return f"{head}‹{marked}{more}›{tail}" if longer else f"{head}{marked}{tail}"


def unspoken(text: str) -> list[str]:
    """Words of a shown text that are not of the invented language: a vowel without its mark."""
    plain = re.sub(r"<[^>]+>|&\w+;", " ", re.sub(r"&\w(?!\w*;)", "", _CODES.sub("", text)))
    return [word for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", plain)
            if re.search(r"[aeiouAEIOU]", word) and len(word) > 2]
