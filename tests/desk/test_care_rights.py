"""Start-up care and what must not come back, and a log that is damaged, taken away or another file's."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import msgspec
import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups, data_requests, key_file, slots
from jamsos_desktop.store.engine import Database
from tests.conftest import salma
from tests.desk import damage
from tests.desk.damage import BEFORE, CHANGED, CLOCK

LATE = "u-terakhir"
BACK = "Orang yang terakhir dihapus atau dibatasi mungkin kembali. Periksa daftarnya."
CHECK = "Cocokkan dengan kertas"


def opened(folder: DataFolder) -> desks.Desk:
    return desks.open_desk(folder, None, CLOCK)


def page_of(folder: DataFolder, *tables: str) -> None:
    """Damage the first page of each of these tables."""
    with Database(folder.database, damage.key_of(folder)) as db:
        marks = ",".join("?" * len(tables))
        pages = db.all(f"SELECT rootpage FROM sqlite_master WHERE name IN ({marks})", tables)
    assert len(pages) == len(tables)
    data = bytearray(folder.database.read_bytes())
    for (page,) in pages:
        data[(page - 1) * damage.PAGE + 500] ^= 1
    folder.database.write_bytes(data)


@pytest.fixture(scope="module")
def decided(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """After the backup one was erased for good, one deleted, and one restricted."""
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("hak") / "desa"))
    damage.fill(DataFolder(root))
    with opened(DataFolder(root)) as desk:
        others = [p.uid for p in desk.everyone() if p.uid not in (BEFORE, CHANGED)]
        run_to_end(desk.erase_job([BEFORE], "permintaan", bersih=False))
        desk.restrict_data(CHANGED, "diminta")
        desk.delete(others[:1])
        (root / "dihapus").write_text(others[0], encoding="ascii")
    return root


@pytest.fixture
def desa(decided: Path, tmp_path: Path) -> DataFolder:
    return damage.copy_of(decided, tmp_path / "desa")


def test_what_was_decided_stays_so_where_only_the_history_still_tells_it(desa: DataFolder) -> None:
    page_of(desa, "hapus", "pembatasan", "peserta")
    with opened(desa) as desk, desk.ctx.open() as db:
        cared = desk.cared()
        assert cared is not None
        uids = {p.uid for p in desk.everyone()}
        assert not uids & {BEFORE, (desa.root / "dihapus").read_text(encoding="ascii")}
        assert db.one("SELECT musnah FROM hapus WHERE uid = ?", (BEFORE,)) == (1,)
        assert data_requests.restricted(db, [CHANGED]) == [CHANGED]
        assert BACK not in cared.lain


@pytest.mark.parametrize("nothing_left", [False, True])
def test_who_may_be_back_is_said(desa: DataFolder, nothing_left: bool) -> None:
    if nothing_left:
        damage.head(desa.database, random.Random(1))
    else:
        page_of(desa, "pembatasan", "riwayat")
    with opened(desa) as desk:
        cared = desk.cared()
        assert cared is not None
        assert BACK in desks.care_told(cared).open


@pytest.fixture
def in_log(desa: DataFolder, tmp_path: Path) -> DataFolder:
    """Somebody who was saved and stands in the log alone, as a power cut leaves it."""
    with opened(desa) as desk:
        for number in range(3):
            desk.save(salma(f"{LATE}{number}", nik=f"740211540884945{number}"), 0)
        return damage.copy_of(desa.root, tmp_path / "mati")


@pytest.mark.parametrize("index", ["gone", "noise"])
def test_a_log_without_its_head_is_never_passed_over(in_log: DataFolder, index: str) -> None:
    damage.head(in_log.root / "data.db-wal", random.Random(3))
    if index == "gone":
        (in_log.root / "data.db-shm").unlink()
    else:
        damage.head(in_log.root / "data.db-shm", random.Random(4))
    with opened(in_log) as desk:
        cared = desk.cared()
        assert cared is not None
        here = {p.uid for p in desk.everyone()}
        assert f"{LATE}2" in here or any(CHECK in line for line in cared.lain)


@pytest.mark.parametrize("way", ["noise", "gone"])
def test_a_log_that_is_no_log_any_more_is_told(in_log: DataFolder, way: str) -> None:
    log = in_log.root / "data.db-wal"
    if way == "noise":
        log.write_bytes(random.Random(5).randbytes(50_000))
        (in_log.root / "data.db-shm").unlink()
    else:
        log.unlink()
        damage.head(in_log.root / "data.db-shm", random.Random(4))
    with opened(in_log) as desk:
        cared = desk.cared()
        assert cared is not None
        assert any(CHECK in line for line in cared.lain)
        assert BACK in cared.lain


def test_a_file_under_a_log_of_another_is_set_aside_as_it_was(in_log: DataFolder, set_up: Path) -> None:
    foreign = random.Random(6).randbytes((set_up / "data.db").stat().st_size)
    in_log.database.write_bytes(foreign)
    with opened(in_log) as desk:
        cared = desk.cared()
        assert cared is not None
        assert (in_log.root / cared.folder / "data.db").read_bytes() == foreign


def test_what_a_start_cut_short_at_its_end_left_is_cleared_away(desa: DataFolder) -> None:
    making, aside = desa.root / ".pulih-4711", desa.root / "rusak-20261120-080000"
    for place in (making, aside):
        place.mkdir()
        (place / "data.db").write_bytes(b"isi")
    (aside / "belum-selesai").touch()
    with opened(desa) as desk:
        assert desk.cared() is None
    assert not making.exists()
    assert [path.name for path in aside.iterdir()] == ["data.db"]


def test_an_emptied_file_in_the_middle_of_a_new_key_comes_back(desa: DataFolder, tmp_path: Path,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "MEMORY_KIB", 8)
    monkeypatch.setattr(slots, "PASSES", 1)
    with opened(desa) as desk:
        desk.start_pin("381940")
    with desks.open_desk(desa, "381940", CLOCK) as desk:
        many, job = len(desk.everyone()), desk.new_key_job("381940", desk.draw_sheet())
        while next(job).note != "mengunci data dengan kunci baru":
            pass
        half = damage.copy_of(desa.root, tmp_path / "tengah")
        run_to_end(job)
    half.database.write_bytes(b"")
    with desks.open_desk(half, "381940", CLOCK) as desk:
        cared = desk.cared()
        assert cared is not None
        assert (cared.sebab, len(desk.everyone())) == ("rusak", many)


def test_a_district_without_any_backup_can_still_take_packages_in(tmp_path: Path) -> None:
    golden = Path(__file__).resolve().parents[1] / "golden" / "r002_map_desa"
    folder = damage.copy_of(golden, tmp_path / "dpmd")
    with opened(folder) as desk, desk.ctx.open() as db:
        [(many,)] = db.all("SELECT count(*) FROM unit WHERE jenis <> 'opd'")
    shutil.rmtree(folder.backups, ignore_errors=True)
    page_of(folder, "orang")
    with opened(folder) as desk:
        cared = desk.cared()
        assert cared is not None
        assert cared.sebab == "bacaan"
        assert desk.district is not None
        with desk.ctx.open() as db:
            assert db.one("SELECT count(*) FROM unit") == (many,)


def test_a_backup_of_a_newer_program_is_not_passed_over_as_damaged(desa: DataFolder) -> None:
    with opened(desa) as desk:
        with desk.ctx.open() as db, db.write():
            db.run("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('jamsos','m999','x')")
        backups.keep(desa, desk.ctx.dek, CLOCK.now(), "tutup")
    damage.head(desa.database, random.Random(1))
    before = desa.database.read_bytes()
    with pytest.raises(Problem) as caught:
        opened(desa)
    assert caught.value.kode == "DATA_LEBIH_BARU"
    assert desa.database.read_bytes() == before


def test_a_flipped_version_of_the_keys_is_damage_and_a_newer_file_is_not(desa: DataFolder) -> None:
    whole = desa.keys.read_bytes()
    desa.keys.write_bytes(whole.replace(b'"versi": 2', b'"versi": 6'))
    opened(desa).close()
    assert desa.keys.read_bytes() == whole
    newer = msgspec.structs.replace(key_file.read(desa), versi=6)
    desa.keys.write_bytes(msgspec.json.encode(msgspec.structs.replace(newer, cek=key_file.check(newer))))
    with pytest.raises(Problem) as caught:
        opened(desa)
    assert caught.value.kode == "VERSI_BARU"
