"""Many people written at once are what they would be one by one, in every table."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.judging import derived, judge
from jamsos_desktop.model.records import Keluarga, Peserta, SumberDana
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.rules import Trail
from jamsos_desktop.store import history, people, people_bulk
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.history import Actor
from tests.conftest import salma

ACTOR = Actor("NURHAYATI", "laptop", datetime.fromisoformat("2026-11-21T08:00:00+08:00"))
HEIR = Keluarga(nama="LA UDIN", hubungan="anak", tanggal_lahir=date(2010, 1, 2), urutan=2, wali="Ibu")
TABLES = ("peserta", "keluarga", "berkas", "riwayat", "setelan")
Write = Callable[[Database, desks.Desk], None]


def village() -> list[Peserta]:
    return [salma("u1"), salma("u2", nik="", segmen="PU", keluarga=(), sumber_dana=SumberDana()),
            salma("u3", nik="7402111408809001", nama="LA BASRI", berkas={"KTP": "ada"}, mentah={"hp": "rusak"},
                  keluarga=(*salma().keluarga, HEIR), tanpa_hp=True, program=("JKK", "JKM", "JHT")),
            salma("u4", nik="7402111408809002", nama="LA DUA", segmen="", nomor="BPU-000900")]


def values(desk: desks.Desk, person: Peserta) -> people.Derived:
    return derived(desk.ctx, person, judge(desk.ctx, person, {}, Trail()))


def tables(folder: DataFolder, clock: desks.Clock, tmp_path: Path, name: str, write: Write) -> dict[str, object]:
    copy = DataFolder(Path(shutil.copytree(folder.root, tmp_path / name)))
    with desks.open_desk(copy, None, clock) as desk, desk.ctx.open() as db:
        with db.write():
            write(db, desk)
        assert history.broken_at(db) is None
        found: dict[str, object] = {table: db.all(f"SELECT * FROM {table} ORDER BY 1, 2") for table in TABLES}
        found["cari"] = db.all("SELECT rowid FROM cari WHERE cari MATCH 'basri OR salma OR dua' ORDER BY rowid")
        return found


def one_by_one(db: Database, desk: desks.Desk) -> None:
    for person in village():
        people.put(db, ACTOR, person, values(desk, person), base_revisi=0, alasan="impor")


def at_once(db: Database, desk: desks.Desk) -> None:
    people_bulk.add(db, ACTOR, [(person, values(desk, person)) for person in village()], "impor")


def changes(db: Database) -> list[tuple[Peserta, Peserta]]:
    first, _, third, _ = people.read_many(db)
    return [(first, replace(first, nama="WA ODE SALMAH", keluarga=(), berkas={"KK": "ada"})),
            (third, replace(third, email="basri@contoh.id"))]


def changed_one_by_one(db: Database, desk: desks.Desk) -> None:
    one_by_one(db, desk)
    for before, after in changes(db):
        people.put(db, ACTOR, after, values(desk, after), base_revisi=before.revisi, alasan="impor")


def changed_at_once(db: Database, desk: desks.Desk) -> None:
    at_once(db, desk)
    people_bulk.change(db, ACTOR, [people_bulk.Change(before, after, values(desk, after))
                                   for before, after in changes(db)], "impor")


@pytest.mark.parametrize(("one", "many"), [(one_by_one, at_once), (changed_one_by_one, changed_at_once)])
def test_at_once_is_as_one_by_one(folder: DataFolder, clock: desks.Clock, tmp_path: Path, one: Write,
                                  many: Write) -> None:
    expected = tables(folder, clock, tmp_path, "satu", one)
    assert tables(folder, clock, tmp_path, "semua", many) == expected
    assert len(expected["peserta"]) == 4  # type: ignore[arg-type]
    assert len(expected["cari"]) >= 3  # type: ignore[arg-type]


def test_nobody_is_written_over(desk: desks.Desk) -> None:
    kept = desk.save(salma("u1"), 0)
    with desk.ctx.open() as db:
        with pytest.raises(Problem) as caught, db.write():
            people_bulk.add(db, ACTOR, [(salma("u1", nama="LAIN"), values(desk, kept))], "impor")
        assert caught.value.kode == "BERUBAH"
        older = replace(kept, revisi=0)
        with pytest.raises(Problem) as caught, db.write():
            people_bulk.change(db, ACTOR, [people_bulk.Change(older, older, values(desk, kept))], "impor")
        assert caught.value.kode == "BERUBAH"
    assert desk.read("u1") == kept
