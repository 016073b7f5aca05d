"""What keeps the whole suite short on two cores; no test depends on any of it.

Temporary folders lie in memory where there is room, as every save of a desk waits for the disk. The files that take
longest start first, so that no core is left alone with one of them at the end.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY, ROOM = Path("/dev/shm"), 4 << 30
WHERE = "PYTEST_DEBUG_TEMPROOT"  # pytest's own word for it; whoever sets it is heeded
LONGEST = (
    "ui/test_pictures.py", "blackbox/test_loop_outside.py", "blackbox/test_verbs_office.py",
    "blackbox/test_verbs_people.py", "ui/test_access_room.py", "ui/test_editor.py", "ui/test_keyboard_keys.py",
    "ui/test_struktur_unit.py", "house/test_word_catalogue.py", "blackbox/test_process.py", "ui/test_balasan.py",
    "desk/test_desk_policies_whole.py", "intake/test_import_soak.py", "ui/test_access_names.py", "ui/test_cadangan.py",
)
TESTS = Path(__file__).resolve().parent
_RANK = {TESTS / name: rank for rank, name in enumerate(LONGEST)}


def memory_for_folders(memory: Path = MEMORY, room: int = ROOM) -> bool:
    """Whether temporary folders fit there, programs started in them included."""
    return (memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= room
            and not os.statvfs(memory).f_flag & os.ST_NOEXEC)


if WHERE not in os.environ and memory_for_folders():
    os.environ[WHERE] = str(MEMORY)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays to the end: never looked through while it grows, nor after each thousand objects."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _RANK.get(item.path, len(_RANK)))
