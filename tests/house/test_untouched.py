"""What all tests share is watched: whoever writes into it is told by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.untouched import unchanged


def test_a_folder_left_alone_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "data.db").write_bytes(b"one")
    with unchanged(tmp_path):
        (tmp_path / "data.db").read_bytes()


@pytest.mark.parametrize("deed", [
    lambda root: (root / "a" / "data.db").write_bytes(b"two"), lambda root: (root / "a" / "data.db").unlink(),
    lambda root: (root / "a" / "data.db").rename(root / "elsewhere"), lambda root: (root / "new").write_bytes(b"")],
    ids=["changed", "removed", "moved", "made"])
def test_whoever_changes_it_is_told(tmp_path: Path, deed) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "data.db").write_bytes(b"one")
    with pytest.raises(AssertionError, match="copy it first"), unchanged(tmp_path):
        deed(tmp_path)
