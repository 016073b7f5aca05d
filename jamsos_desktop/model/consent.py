"""The texts people consent to, by version (``resources/persetujuan.csv``): which was in force on a day."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from typing import NamedTuple

from jamsos_desktop.paths import resource


class ConsentText(NamedTuple):
    """One version. ``naskah``: the file of its words in ``resources/surat``; ``ringkasan``: what for, in one line."""

    versi: str
    berlaku_mulai: date
    naskah: str
    ringkasan: str


@cache
def consent_texts() -> tuple[ConsentText, ...]:
    """Every version, the oldest first."""
    with resource("persetujuan.csv").open(encoding="utf-8", newline="") as file:
        found = [ConsentText(row["versi"], date.fromisoformat(row["berlaku_mulai"]), row["naskah"], row["ringkasan"])
                 for row in csv.DictReader(file)]
    return tuple(sorted(found, key=lambda one: one.berlaku_mulai))


def text_on(day: date) -> ConsentText:
    """The version in force on a day; for a day before the first one that first one."""
    texts = consent_texts()
    return next((one for one in reversed(texts) if one.berlaku_mulai <= day), texts[0])
