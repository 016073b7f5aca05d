"""Every released schema's stored database opens, is carried forward, and still counts and finds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.hub.register.schema import REGISTER
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import bills, history, schema, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.key_file import VaultUser

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
        assert [(user.id, user.peran, user.aktif) for user in desk.users()] == [("p1", "sekretaris", True)]
        assert desk.me().nama
        assert desk.cared() is None
        with desk.ctx.open() as db:
            assert db.integrity() == []
            assert history.broken_at(db) is None


def test_cover_told_by_replies_counts_from_the_first_opening(tmp_path: Path, clock: desks.Clock) -> None:
    """Before anybody is judged again, and on a laptop that is only read and never judges."""
    folder = DataFolder(Path(shutil.copytree(GOLDEN / "m002_balasan", tmp_path / "data")))
    dek = vault.open_with_device(folder)
    assert dek is not None
    with Database(folder.database, vault.subkey(dek, "db")) as old:
        with old.write():
            old.run("UPDATE peserta SET aktif_sampai = '2026-12-31'")
            old.run("UPDATE peserta SET keluar_tanggal = '2026-11-30' WHERE id = 2")
        assert not old.one("SELECT 1 FROM pragma_table_info('peserta') WHERE name = 'berlaku_sampai'")
    with desks.open_desk(folder, None, clock, recompute=False) as desk:
        until = list(bills.covered_until(desk._db).values())
        assert sorted(map(str, until)) == ["2026-11-30", *["2026-12-31"] * 19]
        run_to_end(desk.recompute_job())
        assert list(bills.covered_until(desk._db).values()) == until


@pytest.mark.parametrize("name", [name for name in VILLAGES if name >= "m003"])
def test_a_villages_affairs_are_carried_forward(name: str, tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(Path(shutil.copytree(GOLDEN / name, tmp_path / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        [bill] = desk.bills()
        assert (bill.kode_bayar, bill.keadaan, bill.orang) == ("880740211260", "dibayar", 1)
        [payer] = desk.bill(bill.id).people
        assert payer.jumlah_sen == bill.jumlah_sen > 0
        assert desk.ceilings(2026)["APBDES_ADD"].rupiah == 1_200_000
        assert next(row.pilihan for row in desk.wage_bases(2026) if row.kelompok == "non_asn") == "ump"
        assert desk.selection(2026, "APBD_KAB").kuota.terisi == 3
        pks = next(road for road in desk.roads() if road.jalur == "wadah").step("pks")
        assert (pks.keadaan, pks.nomor) == ("selesai", "14/PKS/2026")
        [accident] = desk.events()
        assert (accident.uid, accident.jenis) == (payer.uid, "JKK")
        assert "Drs. ASEP" in [seat.nama for column in desk.board().kolom for seat in column.kursi]


@pytest.mark.parametrize("name", [name for name in VILLAGES if name >= "m004"])
def test_a_bundle_is_carried_forward_and_printed_again(name: str, tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(Path(shutil.copytree(GOLDEN / name, tmp_path / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        kept = desk.bundles()[-1]
        assert kept["lembar"]["formulir"] > 0
        again = run_to_end(desk.print_job(desk.order_again(kept["bundel"])))
        assert (again.bundel, desk.bundles()[0]["ke"]) == (kept["bundel"], kept["ke"] + 1)


@pytest.mark.parametrize("name", [name for name in VILLAGES if name >= "m005"])
def test_an_import_is_carried_forward_and_can_be_undone(name: str, tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(Path(shutil.copytree(GOLDEN / name, tmp_path / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        [past] = desk.imports()
        assert (past.berkas, past.jumlah["masuk"], past.sampai) == ("warga.xlsx", 1, "2026-12-21")
        [filled] = [p for p in desk.everyone() if p.email == "warga@contoh.id"]
        assert desk.undo_import(past.id) == desks.ImportUndone(0, 1, ())
        assert desk.read(filled.uid).email == ""
        assert [one.nama for one in desk.patterns()] == ["Daftar dusun"]


@pytest.mark.parametrize("name", [name for name in VILLAGES if name >= "m006"])
def test_what_people_asked_is_carried_forward(name: str, tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(Path(shutil.copytree(GOLDEN / name, tmp_path / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        [request] = desk.data_requests()
        assert (request.jenis, request.catatan) == ("akses", "Minta salinan")
        [resting] = [told for p in desk.everyone() if (told := desk.data_rights(p.uid).dibatasi)]
        assert "Sedang dicocokkan dengan Dukcapil" in resting
        [gone] = desk.destructions()
        assert gone.orang == 1


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("kunci_v*")), ids=lambda path: path.name)
def test_stored_keys_still_open(path: Path, tmp_path: Path) -> None:
    folder = DataFolder(Path(shutil.copytree(path, tmp_path / "data")))
    opened = vault.open_with_pin(folder, "482913", "p1")
    assert vault.users(folder) == (VaultUser("p1", "SEKRETARIS"),)
    assert vault.open_with_words(folder, (folder.root / "kata.txt").read_text("utf-8").split()) == opened.dek


@pytest.mark.parametrize("name", DISTRICTS)
def test_a_stored_register_is_carried_forward(name: str, tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(Path(shutil.copytree(GOLDEN / name, tmp_path / "data")))
    with desks.open_desk(folder, None, clock) as desk:
        assert desk.district is not None
        assert desk.district.recap().orang == 12
        assert [(user.id, user.peran) for user in desk.users()] == [("p1", "petugas")]
        reported = next(unit for unit in desk.district.units() if unit.seq)
        assert reported.dicocokkan
        rows = desk.district.people_of_unit(reported.kode)
        assert len(rows) == 12
        assert desk.district.person_view(rows[0].uid)
        with desk.ctx.open() as db:
            assert db.integrity() == []
            assert history.broken_at(db) is None
