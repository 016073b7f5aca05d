"""A place on a stick that was pulled out between two renames, written to again before the program was opened anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.printing_placing import SETTING, place_noted
from jamsos_desktop.files import beside_name, older_name
from jamsos_desktop.store import office

OLDER, FIRST, SECOND = b"yang tercatat", b"cetakan yang terputus", b"cetakan berikutnya"


@pytest.fixture(params=[False, True], ids=["older aside", "new one placed"])
def out(request: pytest.FixtureRequest, desk: desks.Desk, tmp_path: Path) -> Path:
    """As the pulled stick left it, and the next PDF laid beside."""
    out = tmp_path / "formulir.pdf"
    older_name(out).write_bytes(OLDER)
    if request.param:
        out.write_bytes(FIRST)
    with desk._db.write():
        office.put_setting(desk._db, SETTING, {str(out): {
            "berkas": str(out), "sidik": hashlib.sha256(FIRST).hexdigest(), "semula": True, "jadi": False}})
    beside_name(out).write_bytes(SECOND)
    return out


def test_a_second_try_that_fails_too_brings_the_noted_file_back(desk: desks.Desk, out: Path) -> None:
    def note() -> None:
        raise OSError(5, "penuh")

    with pytest.raises(OSError, match="penuh"):
        place_noted(desk._db, [out], note)
    assert out.read_bytes() == OLDER
    assert not older_name(out).exists()
    assert office.setting(desk._db, SETTING, {}) == {}


def test_a_second_try_that_holds_leaves_nothing_behind(desk: desks.Desk, out: Path) -> None:
    noted: list[bytes] = []
    place_noted(desk._db, [out], lambda: noted.append(out.read_bytes()))
    assert noted == [OLDER]
    assert out.read_bytes() == SECOND
    assert not older_name(out).exists()
    assert not beside_name(out).exists()
    assert office.setting(desk._db, SETTING, {}) == {}
