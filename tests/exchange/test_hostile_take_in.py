"""Every hostile package and age header given to a real district desk: a line with its reason, nothing else changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from parcels import parcel, people
from test_hostile import AGES, DISTRICT, GOOD, VILLAGE, ZIPS

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange import age
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.store import office
from tests.hub import makers
from tests.hub.diary import dump

NAME = "JD-7402112017-0005.jdx"


@pytest.fixture(scope="module")
def district(tmp_path_factory) -> Iterator[desks.Desk]:
    """A desk with the keys that the hostile packages are made for; it knows the village and holds its people."""
    root = tmp_path_factory.mktemp("dpmd")
    with makers.district(root) as desk:
        with desk.ctx.open() as db, db.write():
            office.put_setting(db, "kunci.sendiri", DISTRICT.to_plain())
        path = root / "JD-7402112017-0001.jdx"
        path.write_bytes(parcel(people(4, seed=3), VILLAGE, DISTRICT, isi="penuh").data)
        line, = take_in(desk, path)
        assert (line.hasil, line.baru) == ("kunci_belum", 4)
        yield desk


def take_in(desk: desks.Desk, *paths: Path) -> tuple[desks.FileLine, ...]:
    return run_to_end(desk.district.take_in_job(list(paths))).lines


# Made once: locking with a passphrase is meant to be slow.
CASES = [(f"zip: {name}", kode, cache(lambda make=make: age.seal(make(), [DISTRICT.public.age])))
         for name, kode, make in ZIPS]
CASES += [(f"age: {name}", kode, cache(make)) for name, kode, make in AGES]


@pytest.mark.parametrize(("kode", "make"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_refused_with_a_line_and_nothing_changed(district, tmp_path, kode, make):
    path = tmp_path / NAME
    path.write_bytes(make())
    size, before = path.stat().st_size, dump(district)
    files = sorted(district.ctx.folder.root.rglob("*"))
    line, = take_in(district, path)
    assert line.problem_kode == kode
    assert line.hasil == ("bukan_kiriman" if kode == "PAKET_BUKAN_KIRIMAN" else "ditolak")
    assert (line.desa, line.seq, line.kiriman_id) == ("Bajo Indah", 5, 0)
    assert 5 < len(line.keterangan) < 90
    assert dump(district) == before
    assert sorted(district.ctx.folder.root.rglob("*")) == files
    assert path.stat().st_size == size


def test_none_of_them_stops_a_good_one(district, tmp_path):
    """And the measure itself is accepted: otherwise every refusal above would prove nothing."""
    for nth, (_, _, make) in enumerate(CASES):
        (tmp_path / f"{nth:03}.jdx").write_bytes(make())
    good = tmp_path / "zzz.jdx"
    good.write_bytes(GOOD.data)
    before = dump(district)["orang"]
    lines = take_in(district, tmp_path)
    assert len(lines) == len(CASES) + 1
    assert [line.nama_berkas for line in lines if not line.problem_kode] == ["zzz.jdx"]
    # The village sent that number before, with other people: kept aside, as it should be.
    assert lines[-1].hasil == "dua_laptop"
    assert dump(district)["orang"] == before


def test_an_enormous_file_is_only_a_line(district, tmp_path):
    path = tmp_path / NAME
    with path.open("wb") as file:
        file.truncate(700 << 20)  # sparse
    line, = take_in(district, path)
    assert line.problem_kode == "PAKET_TERLALU_BESAR"
