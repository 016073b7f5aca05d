"""Every released schema's stored database opens, is carried forward, and still counts and finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.register.schema import REGISTER
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import history, schema

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
STORED = sorted(path.name for path in GOLDEN.iterdir() if (path / "data.db").is_file())
VILLAGES = [name for name in STORED if name.startswith("m")]
DISTRICTS = [name for name in STORED if name.startswith("r")]


def test_the_newest_schema_is_stored() -> None:
    assert schema.STEPS[-1][0] in STORED
    assert REGISTER.steps[-1][0] in STORED


@pytest.mark.parametrize("name", VILLAGES)
def test_a_stored_database_is_carried_forward(name: str, tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(Path(shutil.copytree(GOLDEN / name, tmp_path / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.counts().total == 20
        assert sum(desk.counts().status.values()) == 20
        someone = next(p for p in desk.everyone() if p.nik)
        assert [p.uid for p in desk.people_of(desks.Query(text=someone.nik))] == [someone.uid]
        assert someone.uid in [p.uid for p in desk.people_of(desks.Query(text=someone.nama.split()[-1]))]
        assert [d.kunci for d in desk.drafts()] == ["draf-lama"]
        with desk.ctx.open() as db:
            assert db.integrity() == []
            assert history.broken_at(db) is None


@pytest.mark.parametrize("name", DISTRICTS)
def test_a_stored_register_is_carried_forward(name: str, tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(Path(shutil.copytree(GOLDEN / name, tmp_path / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.district is not None
        assert desk.district.recap().orang == 12
        reported = next(unit for unit in desk.district.units() if unit.seq)
        assert reported.dicocokkan
        rows = desk.district.people_of_unit(reported.kode)
        assert len(rows) == 12
        assert desk.district.person_view(rows[0].uid)
        with desk.ctx.open() as db:
            assert db.integrity() == []
            assert history.broken_at(db) is None
