"""The address of a person: street, dusun, RT and RW, then the village; nothing that the street says already."""

from __future__ import annotations

import re

from jamsos_desktop.model.records import Peserta, Unit
from jamsos_desktop.paper.draw.words import capitals, said
from jamsos_desktop.paper.unit import area_of
from jamsos_desktop.texts import roman

_DUSUN = re.compile(r"^(?:dusun|dsn|lingkungan)\b[.\s]*", re.IGNORECASE)
_KINDS = {"Desa": "desa|ds", "Kelurahan": "kelurahan|kel", "Kec.": "kecamatan|kec", "Kab.": "kabupaten|kab",
          "Kota": "kota"}


def address_of(p: Peserta, unit: Unit) -> str:
    """One line in capitals; "" while nothing of it is known.

    People of an OPD live anywhere, so their address is what was typed and names no village.
    """
    street, dusun, rt, rw = (said(p, key) for key in ("alamat", "dusun", "rt", "rw"))
    if not (street or dusun or rt or rw):
        return ""
    dusun = _DUSUN.sub("", dusun)
    near = " / ".join(f"{word} {value}" for word, value in (("RT", rt), ("RW", rw))
                      if value and not _names(street, word, value.lstrip("0")))
    if dusun and not _names_dusun(street, dusun):
        street = f"{street} DUSUN {dusun}".strip()
    area = area_of(unit) if unit.jenis in ("desa", "kelurahan") else ()
    wanted = [part for part in area if part and not _names_area(street, part)]
    return capitals(", ".join(part for part in (f"{street} {near}".strip(), *wanted) if part))


def _names(street: str, words: str, value: str) -> bool:
    """Whether the street holds one of the words with this value, as in "Dsn. II" or "RT003"."""
    return re.search(rf"\b(?:{words})[.:\s]*0*{re.escape(value)}\b", street, re.IGNORECASE) is not None


def _names_dusun(street: str, dusun: str) -> bool:
    numerals = {roman(i): str(i) for i in range(1, 21)}
    other = numerals.get(dusun.upper()) or {number: mark for mark, number in numerals.items()}.get(dusun.lstrip("0"))
    return any(_names(street, "dusun|dsn|lingkungan", value) for value in (dusun, other) if value)


def _names_area(street: str, part: str) -> bool:
    """``part``: "Desa Bajo Indah", "Kec. Soropia", "Kab. Konawe"."""
    kind, _, name = part.partition(" ")
    return bool(name) and _names(street, _KINDS.get(kind, re.escape(kind)), name)
