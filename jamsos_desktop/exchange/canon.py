"""The one way a value becomes bytes that are hashed and signed: canonical JSON with every text in NFC."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from jamsos_desktop.model.plain import canonical


def canonical_bytes(value: Any) -> bytes:
    """Canonical JSON of plain values: sorted keys, no blanks, UTF-8, NFC."""
    return canonical(_nfc(value))


def ndjson(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """One canonical object a line, each line ended."""
    return b"".join(canonical_bytes(row) + b"\n" for row in rows)


def sha256(data: bytes) -> str:
    """SHA-256 as 64 small hex digits."""
    return hashlib.sha256(data).hexdigest()


def grouped(digits: str, mark: str) -> str:
    """Hex digits as people compare them: capitals in groups of four ("9c41e07b", "-" -> "9C41-E07B")."""
    return mark.join(digits[at:at + 4] for at in range(0, len(digits), 4)).upper()


def _nfc(value: Any) -> Any:
    # Text by text: on finished JSON an accent after "\n" would join the n of the escape.
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: _nfc(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_nfc(item) for item in value]
    return value
