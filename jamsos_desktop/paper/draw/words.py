"""Texts as paper takes them: one line, capitals where the form wants capitals, dates and phone numbers."""

from __future__ import annotations

from jamsos_desktop.model.fields import BY_KEY, Kind
from jamsos_desktop.model.parse import clean, value_of
from jamsos_desktop.model.privacy import DOT as DOT
from jamsos_desktop.model.privacy import last_four
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.texts import paper_date

DASH = "\u2013"
DAGGER = "\u2020"  # behind what nobody has confirmed; a line at the foot says so


def plain_text(text: str) -> str:
    """Text as paper takes it: one line, no control or invisible characters."""
    return text if text.isascii() and text.isprintable() and "  " not in text else clean(text)


def capitals(text: str) -> str:
    """Plain text in capitals."""
    return plain_text(text).upper()


def said(p: Peserta, key: str) -> str:
    """The value as paper writes it; what did not parse, as typed."""
    if key in p.mentah:
        return plain_text(p.mentah[key])
    value = value_of(p, key)
    return paper_date(value) if BY_KEY[key].kind is Kind.DATE else plain_text(str(value or ""))


def phone(hp: str) -> str:
    """0813 9900 0418; what is no number stays as it is."""
    hp = plain_text(hp)
    return " ".join(part for part in (hp[:4], hp[4:8], hp[8:]) if part) if hp.isdigit() else hp


def masked(number_: str) -> str:
    """••••••••••••9417: the last four of a NIK or KK number."""
    return last_four(plain_text(number_))
