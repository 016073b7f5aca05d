"""Records as plain JSON values by field key, and back: command line, packages, saved copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from jamsos_desktop.model.records import Peserta, Unit


def plain(record: Any) -> Any:
    """A record as JSON values: dates ISO, tuples lists, bytes base64."""
    return msgspec.to_builtins(record)


def peserta_from(data: Mapping[str, Any]) -> Peserta:
    """A Peserta from plain values; raises ``msgspec.ValidationError`` when a type is wrong."""
    return msgspec.convert(data, Peserta)


def unit_from(data: Mapping[str, Any]) -> Unit:
    """A Unit from plain values; raises ``msgspec.ValidationError`` when a type is wrong."""
    return msgspec.convert(data, Unit)


def canonical(value: Any) -> bytes:
    """Canonical JSON: sorted keys, no blanks, UTF-8 (what is hashed and signed)."""
    return msgspec.json.encode(msgspec.to_builtins(value), order="sorted")
