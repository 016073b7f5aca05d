"""Which letters paper can set: the ranges that every face of ``resources/fonts`` holds, as data.

Rules must know before print what paper would refuse, and may not ask paper; so the script that makes
the fonts writes the ranges beside them (``huruf.txt``), and a test holds that file against the fonts.
"""

from __future__ import annotations

from functools import cache

from jamsos_desktop.model.parse import clean
from jamsos_desktop.paths import resource


@cache
def printable() -> frozenset[int]:
    """The code points of ``resources/fonts/huruf.txt``: a line a range, "0020-007E", both included."""
    found: set[int] = set()
    for line in resource("fonts", "huruf.txt").read_text(encoding="ascii").splitlines():
        first, _, last = line.partition("-")
        found.update(range(int(first, 16), int(last, 16) + 1))
    return frozenset(found)


def unprintable(text: str) -> str:
    """The letters of ``text``, as typed or in capitals, that no face has, each once."""
    if text.isascii():
        return ""
    plain, known = clean(text), printable()
    return "".join(dict.fromkeys(c for c in plain + plain.upper() if ord(c) not in known))
