"""What makes a translation unusable: a value lost or invented, a letter of the keyboard lost, marks changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from words.catalogue import Key, Translation
from words.unit import Unit, holes

MNEMONIC = re.compile(r"(?<!&)&(?=\w)(?!\w+;)")
_TAG = re.compile(r"</?[a-z][^>]*>|&\w+;")
_TARGET = re.compile(r"\]\(([^)]*)\)|`([^`]*)`")


def faults(translation: Translation, entries: dict[Key, list[Unit]], compared: frozenset[str]) -> list[str]:
    """Every reason against a translation, with where its words stand; none: it may be built."""
    found = []
    for key, forms in translation.said.items():
        if key not in entries:
            found.append(f"{key[0]}: {key[1]!r}: the program no longer says this")
            continue
        for form in forms:
            found += [f"{entries[key][0].where}: {key[1]!r}: {why}" for why in reasons(key[1], form)]
    return found + _apart(translation, compared)


def reasons(words: str, form: str) -> list[str]:
    """Why ``form`` cannot stand for ``words``."""
    found = []
    lost, made = set(holes(words)) - set(holes(form)), set(holes(form)) - set(holes(words))
    if words.count("{}") != form.count("{}"):
        found.append("has another number of {}")
    found += [f"lacks {one}" for one in sorted(lost)] + [f"invents {one}" for one in sorted(made)]
    if len(MNEMONIC.findall(_plain(words))) != len(MNEMONIC.findall(_plain(form))):
        found.append("marks another number of letters with &")
    if Counter(_TAG.findall(words)) != Counter(_TAG.findall(form)):
        found.append("has other tags")
    if Counter(_TARGET.findall(words)) != Counter(_TARGET.findall(form)):
        found.append("has other links or commands")
    if _ends(words) != _ends(form):
        found.append("begins or ends with other blanks")
    return found


def _plain(words: str) -> str:
    return _TAG.sub("", words)


def _ends(words: str) -> tuple[str, str]:
    return words[:len(words) - len(words.lstrip())], words[len(words.rstrip()):]


def _apart(translation: Translation, compared: frozenset[str]) -> list[str]:
    """Words the program compares must be the same everywhere."""
    said = defaultdict(set)
    for (_, words), forms in translation.said.items():
        if words in compared:
            said[words] |= set(forms)
    return [f"{words!r}: the program compares these words, so they need one translation, not {sorted(forms)}"
            for words, forms in sorted(said.items()) if len(forms) > 1]
