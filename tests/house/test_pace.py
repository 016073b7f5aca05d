"""What keeps the suite short: the longest files first, temporary folders in memory only where that holds them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from tests import pace


def test_the_longest_files_start_first_and_the_others_keep_their_order() -> None:
    usual = [pace.TESTS / name for name in ("desk/test_a.py", pace.LONGEST[1], "ui/test_b.py", pace.LONGEST[0])]
    items = [SimpleNamespace(path=path) for path in usual]
    pace.pytest_collection_modifyitems(items)  # type: ignore[arg-type]
    assert [item.path for item in items] == [usual[3], usual[1], usual[0], usual[2]]
    assert [name for name in pace.LONGEST if not (pace.TESTS / name).is_file()] == [], "a name that moves nothing"


def test_memory_holds_the_folders_only_where_there_is_room(tmp_path: Path) -> None:
    assert not pace.memory_for_folders(tmp_path / "tidak-ada")
    assert not pace.memory_for_folders(tmp_path, room=1 << 60)
    assert pace.memory_for_folders(tmp_path, room=1)
