"""Folders made once for a whole run stay as they were made: a test that works on one instead of a copy is told.

Without it such a test makes another one red, and which one depends on who shares a process with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def contents(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a folder, by its path inside."""
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(folder.rglob("*")) if file.is_file()}


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Fail at the end when a file of this folder was changed, made or removed meanwhile."""
    before = contents(folder)
    yield
    after = contents(folder)
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    assert not changed, f"a test worked on what all tests share, copy it first: {folder.name}: {', '.join(changed)}"
