"""What docs/perintah.md promises of the JSON of a verb, held against what the verb answered."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

BOOK = Path(__file__).resolve().parents[1] / "docs" / "perintah.md"
_ROW = re.compile(r"^\| `([a-z-]+)[^\n]*", re.MULTILINE)
_KEYS = re.compile(r"\{([^{}]*)\}")
# `name`: an array of `{...}`
_INSIDE = re.compile(r"`(\w+)`: (?:an array of |twelve |one object per \w+ )?`\{([^{}]*)\}`")
RECORDS = ("daftar", "cari")  # by field key: tests/cli/test_cli_commands.py
FREE = ("sasaran", "panduan")  # keys that are codes; a contents page told in words


def _names(keys: str) -> frozenset[str]:
    return frozenset(key.split(":")[0].strip() for key in keys.split(","))


def _book() -> tuple[dict[str, set[frozenset[str]]], dict[str, dict[str, set[frozenset[str]]]]]:
    """verb -> the documents it may answer with; verb -> key -> what that key may hold."""
    whole: dict[str, set[frozenset[str]]] = defaultdict(set)
    inside: dict[str, dict[str, set[frozenset[str]]]] = defaultdict(lambda: defaultdict(set))
    for row in _ROW.finditer(BOOK.read_text("utf-8")):
        verb, told = row[1], row[0]
        for name, keys in _INSIDE.findall(told):
            inside[verb][name].add(_names(keys))
        whole[verb] |= {_names(keys) for keys in _KEYS.findall(told)}
    return whole, inside


WHOLE, INSIDE = _book()


def check_document(words: Sequence[object], document: Any) -> None:
    """AssertionError when a verb answers otherwise than its row says."""
    verb = next((str(word) for word in words if not str(word).startswith("-")), "")
    if verb in (*RECORDS, *FREE) or verb not in WHOLE:
        return
    for one in document if isinstance(document, list) else [document]:
        if isinstance(one, Mapping):
            assert set(one) in WHOLE[verb], f"docs/perintah.md, {verb}: no row tells {sorted(one)}"
            for key, value in one.items():
                _check_inside(verb, key, value)


def _check_inside(verb: str, key: str, value: Any) -> None:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping) and key in INSIDE[verb]:
            assert set(one) in INSIDE[verb][key], f"docs/perintah.md, {verb}, {key}: not {sorted(one)}"
