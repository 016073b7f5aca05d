"""A district's desk, one village that keeps books, and a stick between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.recipient import own_keys
from tests.hub import makers
from tests.hub.diary import KODE, Diary


@pytest.fixture
def district(tmp_path: Path) -> Iterator[desks.Desk]:
    with makers.district(tmp_path) as desk:
        yield desk


@pytest.fixture
def to(district, tmp_path):
    return makers.recipient_of(district, tmp_path)


@pytest.fixture
def village() -> Diary:
    one = Diary(KODE)
    one.begin(6)
    return one


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stik"
    folder.mkdir()
    return folder


@pytest.fixture
def identity(district):
    with district.ctx.open() as db:
        return own_keys(db).identity
