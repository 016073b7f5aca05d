"""How much of a value is seen where: the table of ``fields.py`` put to use, and the masks it asks for."""

from __future__ import annotations

import re

from jamsos_desktop.model.fields import BY_KEY, SEEN, Field, Place, Privacy, View
from jamsos_desktop.model.rights import Role

DOT = "•"
_SHOWN = 4  # characters of a number that tell people apart and open nothing
_HIDDEN = "(angka)"
# KPJ, telephone, account, NIK and KK as typed; the last two in groups too. Days, moments and codes are shorter.
_NUMBERS = re.compile(r"(?<![\dA-Za-z])\d{11,}(?![\dA-Za-z])|(?<!\d)\d{6}([ .\-])\d{6}\1\d{4}(?!\d)"
                      r"|(?<!\d)\d{4}([ .\-])\d{4}(?:\2\d{4}){2}(?!\d)")
_SCREENS = (Place.LAYAR, Place.LAYAR_DPMD)


def view_of(field: Field | str, place: Place, role: Role | None = None, *, mask: bool = False) -> View:
    """How much of a field is seen at a place.

    ``role``: of whoever looks; one who only looks on sees no number whole. ``mask``: the screens of this laptop are
    to show the last four digits only. A key the dictionary does not have counts as the most private of numbers.
    """
    found = field if isinstance(field, Field) else BY_KEY.get(field)
    privacy = found.privacy if found else Privacy.LAST_FOUR
    seen = SEEN[privacy][place]
    less = place in _SCREENS and (mask or not (role is None or role.penuh))
    if not less or privacy is Privacy.OPEN:
        return seen
    looks_on = role is not None and not role.penuh
    if seen is View.INISIAL:
        return View.TIDAK if looks_on else seen
    return View.EMPAT if seen is View.UTUH or (seen is View.PIN and looks_on) else seen


def shown(field: Field | str, value: str, place: Place, role: Role | None = None, *, mask: bool = False) -> str:
    """What is seen of a value at a place, see ``view_of``; what needs the PIN is seen as its last four."""
    view = view_of(field, place, role, mask=mask)
    if view is View.UTUH:
        return value
    if view is View.INISIAL:
        return initials(value)
    return "" if view is View.TIDAK else last_four(value)


def last_four(number: str) -> str:
    """All but the last four characters hidden, and as long as before: "••••0001" of 8 digits.

    The beginning stays hidden too: of a NIK it says birth date and sex, which lists print beside it.
    """
    return DOT * max(0, len(number) - _SHOWN) + number[-_SHOWN:]


def tail(number: str) -> str:
    """The short way of the same, for narrow places: "…0001"; "" of nothing."""
    return f"…{number[-_SHOWN:]}" if number else ""


def without_numbers(text: str) -> str:
    """Words somebody typed, without the numbers of people in them: "meninggal, NIK (angka)"."""
    return _NUMBERS.sub(_HIDDEN, text)


def initials(name: str) -> str:
    """The first letter of each word: "W••• M•••"."""
    return " ".join(word[0].upper() + DOT * 3 for word in name.split())
