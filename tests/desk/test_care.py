"""Start-up care, case by case: what is used, what comes over, what is said, and that nothing is ever destroyed."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import care_aside
from jamsos_desktop.desk.care_look import fault_of
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups, history, key_file, office, outgoing, schema, vault
from jamsos_desktop.store.engine import Database
from tests.conftest import make_ready, salma
from tests.desk import damage
from tests.desk.damage import CHANGED, CLOCK, NEW


@pytest.fixture(scope="module")
def village(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = Path(shutil.copytree(set_up, tmp_path_factory.mktemp("rawat") / "desa"))
    damage.fill(DataFolder(root))
    return root


@pytest.fixture
def desa(village: Path, tmp_path: Path) -> DataFolder:
    return damage.copy_of(village, tmp_path / "desa")


def opened(folder: DataFolder) -> desks.Desk:
    return desks.open_desk(folder, None, CLOCK)


def told(folder: DataFolder) -> desks.Cared:
    with opened(folder) as desk:
        found = desk.cared()
    assert found is not None
    return found


def only_head(folder: DataFolder) -> None:
    damage.head(folder.database, random.Random(1))


def forget_backups(folder: DataFolder) -> None:
    shutil.rmtree(folder.backups)


def page_of(folder: DataFolder, table: str) -> None:
    """Damage the first page of a table."""
    with Database(folder.database, damage.key_of(folder)) as db:
        row = db.one("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        assert row is not None
    data = bytearray(folder.database.read_bytes())
    data[(row[0] - 1) * damage.PAGE + 500] ^= 1
    folder.database.write_bytes(data)


def test_a_sound_file_is_left_alone(desa: DataFolder) -> None:
    key = damage.key_of(desa)
    assert fault_of(desa, key) == ""
    with opened(desa) as desk:
        assert desk.cared() is None
    assert not list(desa.root.glob("rusak-*"))


def test_the_damaged_file_lies_aside_byte_for_byte(desa: DataFolder) -> None:
    only_head(desa)
    damaged = desa.database.read_bytes()
    cared = told(desa)
    assert (desa.root / cared.folder / "data.db").read_bytes() == damaged
    assert not list(desa.root.glob("rusak-*/belum-selesai"))
    assert not list(desa.root.glob(".pulih-*"))


def test_it_is_told_until_somebody_has_read_it(desa: DataFolder) -> None:
    only_head(desa)
    assert told(desa) == told(desa)
    with opened(desa) as desk:
        desk.care_seen()
        assert desk.cared() is None
        with desk.ctx.open() as db:
            assert [entry["aksi"] for entry in history.entries(db, limit=2)] == ["baca", "pulih"]


def test_what_is_readable_comes_over_with_its_history(desa: DataFolder) -> None:
    with opened(desa) as desk, desk.ctx.open() as db:
        before = history.head(db)
    page_of(desa, "paket")
    with opened(desa) as desk:
        cared = desk.cared()
        assert cared is not None
        assert (cared.kembali, cared.draf, cared.ketik) == (("Darman", "Jumria"), ("Wa Ode Salma",), ())
        assert (cared.orang, cared.semula, cared.lain) == (damage.PEOPLE, damage.PEOPLE, ())
        assert desk.read(CHANGED).hp == "081399000999"
        assert desk.read(NEW).keluarga[0].nama == "LA ODE HASAN"
        with desk.ctx.open() as db:
            row = db.one("SELECT h FROM riwayat WHERE n = ?", (before[0],))
            assert row == (before[1],)
            named = {entry["objek_id"] for entry in history.entries(db) if entry["aksi"] == "pulih"}
            assert named >= {CHANGED, NEW}


def test_a_person_whose_family_cannot_be_read_does_not_come_half(desa: DataFolder) -> None:
    page_of(desa, "keluarga")
    with opened(desa) as desk:
        cared = desk.cared()
        assert cared is not None
        assert desk.read(CHANGED).hp == "081299000417"
        assert NEW not in {p.uid for p in desk.everyone()}
        assert {(one.nama, one.baru) for one in cared.ketik} == {("Darman", False), ("Jumria", True)}
        assert next(one.kolom for one in cared.ketik if not one.baru) == ("Nomor HP",)
        words = desks.care_told(cared)
        assert words.open[0] == "2 orang perlu diketik ulang: Darman (Nomor HP), Jumria"
        assert words.facts[1] == ("Peserta", f"{damage.PEOPLE - 1} dari {damage.PEOPLE} orang kembali")


def test_whoever_was_deleted_after_the_backup_stays_deleted_and_can_come_back(desa: DataFolder) -> None:
    with opened(desa) as desk:
        undo = desk.delete([damage.BEFORE], "pindah")
    page_of(desa, "kursi")
    with opened(desa) as desk:
        assert desk.cared() is not None
        assert damage.BEFORE not in {p.uid for p in desk.everyone()}
        desk.undo(undo)
        assert desk.read(damage.BEFORE).nama == "ANDI BESSE"


def test_package_numbers_are_not_used_again(desa: DataFolder, key_file: Path, tmp_path: Path) -> None:
    with opened(desa) as desk:
        desk.take_in(key_file)
        make_ready(desk, NEW)
        sent = run_to_end(desk.export_job(tmp_path))
    only_head(desa)
    with opened(desa) as desk:
        assert desk.packages() == []
        desk.take_in(key_file)
        desk.save(salma(NEW, nama="JUMRIA", nik="7402115408849420"), 0)
        make_ready(desk, NEW)
        assert run_to_end(desk.export_job(tmp_path)).seq == sent.seq + 1


def test_a_package_comes_over_with_who_was_in_it(desa: DataFolder, key_file: Path, tmp_path: Path) -> None:
    with opened(desa) as desk:
        desk.take_in(key_file)
        make_ready(desk, NEW)
        sent = run_to_end(desk.export_job(tmp_path))
    page_of(desa, "kursi")
    with opened(desa) as desk, desk.ctx.open() as db:
        assert [one.seq for one in desk.packages()] == [sent.seq]
        assert NEW in outgoing.noted(db)
        assert desk.read(NEW).status == "terkirim"


def test_a_missing_file_comes_back_from_the_backup(desa: DataFolder) -> None:
    desa.database.unlink()
    assert desks.state_of(desa) == "perangkat"
    cared = told(desa)
    assert (cared.sebab, cared.orang, cared.folder) == ("hilang", damage.PEOPLE - 1, "")


def test_without_a_backup_what_is_readable_goes_into_a_fresh_file(desa: DataFolder) -> None:
    forget_backups(desa)
    page_of(desa, "paket")
    with opened(desa) as desk:
        cared = desk.cared()
        assert cared is not None
        assert (cared.sebab, cared.cadangan, cared.orang) == ("bacaan", None, damage.PEOPLE)
        assert desk.unit.kode == "74.02.11.2017"
        assert desk.me().nama
        with desk.ctx.open() as db:
            assert db.integrity() == []
            assert history.broken_at(db) is None


def contents(folder: DataFolder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.root.iterdir()
            if path.is_file() and path != folder.lock_holder}


@pytest.mark.parametrize("kode", ["DATA_BUKAN_MILIK_KUNCI_INI", "DATA_TANPA_CADANGAN"])
def test_with_nothing_good_anywhere_nothing_is_touched(desa: DataFolder, kode: str) -> None:
    forget_backups(desa)
    if kode == "DATA_TANPA_CADANGAN":
        desa.database.write_bytes(b"")
    else:
        only_head(desa)
    files = contents(desa)
    with pytest.raises(Problem) as caught:
        opened(desa)
    assert (caught.value.kode == kode) or (kode == "DATA_TANPA_CADANGAN" and "rusak" in caught.value.apa)
    assert "tidak dihapus" in caught.value.aman
    assert contents(desa) == files


def test_a_file_of_a_newer_program_is_never_set_aside(desa: DataFolder) -> None:
    with Database(desa.database, damage.key_of(desa)) as db, db.write():
        db.run("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('jamsos','m999_nanti','x')")
    page_of(desa, "paket")
    before = desa.database.read_bytes()
    with pytest.raises(Problem) as caught:
        opened(desa)
    assert caught.value.kode == "DATA_LEBIH_BARU"
    assert desa.database.read_bytes() == before


class Cut(BaseException):
    """The power goes."""


@pytest.mark.parametrize("at", range(1, 3))
def test_a_start_cut_short_while_files_change_places_goes_on(desa: DataFolder, monkeypatch: pytest.MonkeyPatch,
                                                            at: int) -> None:
    page_of(desa, "paket")
    moves, real = [], os.replace

    def replace_until(source: object, target: object) -> None:
        moves.append(target)
        if len(moves) == at:
            raise Cut
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(care_aside.os, "replace", replace_until)
    with pytest.raises(Cut):
        opened(desa)
    monkeypatch.undo()
    cared = told(desa)
    assert cared.kembali == ("Darman", "Jumria")
    assert (desa.root / cared.folder / "data.db").is_file()
    assert not list(desa.root.glob("rusak-*/belum-selesai"))


def test_damaged_keys_come_back_from_the_backup_and_it_is_told(desa: DataFolder) -> None:
    for path in (desa.keys, desa.keys_copy):
        path.write_bytes(b"{" + path.read_bytes())
    cared = told(desa)
    assert cared.sebab == "kunci"
    assert (desa.root / cared.folder / "kunci.json").read_bytes().startswith(b"{{")
    assert key_file.read(desa).db_id
    assert "12 kata" in cared.lain[0]


def test_one_damaged_key_file_is_mended_by_its_twin_without_a_word(desa: DataFolder) -> None:
    desa.keys.write_bytes(b"")
    with opened(desa) as desk:
        assert desk.cared() is None
    assert desa.keys.read_bytes() == desa.keys_copy.read_bytes()


def test_keys_of_a_backup_let_nobody_in_again_who_left(desa: DataFolder) -> None:
    with opened(desa) as desk:
        desk.start_pin("381940")
        other = desk.add_user("BUDI", "operator", "602817")
        backups.keep(desa, desk.ctx.dek, CLOCK.now(), "tutup")
        desk.remove_user(other.id)
    for path in (desa.keys, desa.keys_copy):
        path.unlink()
    assert desks.state_of(desa) == "pin"
    with desks.open_desk(desa, "381940", CLOCK, user=key_file.read(desa).pengguna[0].id) as desk:
        assert desk.cared() is not None
    assert other.id not in {user.id for user in vault.users(desa)}


def test_a_search_index_that_does_not_fit_is_made_anew(desa: DataFolder) -> None:
    with Database(desa.database, damage.key_of(desa)) as db, db.write():
        db.run("DROP TRIGGER cari_tambah")
        db.run("INSERT INTO cari(cari) VALUES ('delete-all')")
    with opened(desa) as desk:
        assert [p.uid for p in desk.people_of(desks.Query(text="JUMRIA"))] == [NEW]
        desk.save(salma("u-lagi", nama="ZULFIKRAM", nik="7402115408849433"), 0)
        assert [p.uid for p in desk.people_of(desks.Query(text="ZULFIKRAM"))] == ["u-lagi"]
        assert desk.cared() is None


def test_an_older_schema_is_carried_forward_before_anything_comes_over(tmp_path: Path) -> None:
    golden = Path(__file__).resolve().parents[1] / "golden" / "m003_iuran"
    folder = damage.copy_of(golden, tmp_path / "lama")
    dek = vault.open_with_device(folder)
    assert dek is not None
    backups.keep(folder, dek, CLOCK.now(), "pembaruan")
    page_of(folder, "paket")
    with opened(folder) as desk:
        assert desk.cared() is not None
        assert desk.counts().total == 20
        assert [draft.kunci for draft in desk.drafts()] == ["draf-lama"]
        with desk.ctx.open() as db:
            assert not schema.behind(db)


def test_a_districts_register_comes_over_whole_or_says_what_to_take_in_again(tmp_path: Path) -> None:
    golden = Path(__file__).resolve().parents[1] / "golden" / "r002_map_desa"
    for table, again in (("riwayat", False), ("orang", True)):
        folder = damage.copy_of(golden, tmp_path / table)
        with opened(folder) as desk:
            backups.keep(folder, desk.ctx.dek, CLOCK.now(), "tutup")
        page_of(folder, table)
        with opened(folder) as desk:
            cared = desk.cared()
            assert cared is not None
            assert desk.district is not None
            assert desk.district.recap().orang == cared.orang == 12
            assert any("perlu diterima lagi" in line for line in cared.lain) == again


def test_a_scan_that_is_not_here_is_asked_for_again(desa: DataFolder, tmp_path: Path) -> None:
    picture = tmp_path / "ktp.png"
    picture.write_bytes(b"%PDF-1.7" + bytes(100))
    with opened(desa) as desk:
        paper = desk.person_papers("pekerja_rentan")[0]
        desk.attach_scan(CHANGED, paper.kode, picture)
    shutil.rmtree(desa.attachments)
    page_of(desa, "kursi")
    cared = told(desa)
    assert cared.foto == (f"{paper.singkat} Darman",)


def test_a_disk_without_room_changes_nothing(desa: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    only_head(desa)
    before = desa.database.read_bytes()
    (desa.root / f".pulih-{os.getpid()}").write_text("a file where the folder should be")
    with pytest.raises(Problem) as caught:
        opened(desa)
    assert caught.value.kode == "TIDAK_BISA_TULIS"
    assert desa.database.read_bytes() == before


def test_the_clock_is_doubted_when_it_cannot_be_right(desa: DataFolder) -> None:
    with opened(desa) as desk:
        assert desk.clock_doubt() is None
    for day in (damage.TODAY - timedelta(days=3), date(2019, 1, 1)):
        with desks.open_desk(desa, None, desks.Clock(day)) as desk:
            doubt = desk.clock_doubt()
            assert doubt is not None
            assert doubt.kode == "JAM_SALAH"


def test_only_what_can_be_made_again_is_ticked_and_the_newest_backups_stay(desa: DataFolder) -> None:
    desa.outbox.mkdir(exist_ok=True)
    old, fresh = desa.outbox / "Bundel-B-0001-F4.pdf", desa.outbox / "Bundel-B-0002-F4.pdf"
    for path in (old, fresh, desa.outbox / "JD-7402112017-0001.jdx"):
        path.write_bytes(b"x" * 1000)
    for path, days in ((old, 61), (fresh, 0)):  # by the day that is held, whatever day it is outside
        then = (CLOCK.now() - timedelta(days=days)).timestamp()
        os.utime(path, (then, then))
    kept = backups.local_files(desa)[0]
    for number in range(15):
        shutil.copy(kept, kept.with_name(f"oto-20261020-1000{number:02}-hitung.jdc"))
    with opened(desa) as desk:
        found = {one.kode: one for one in desk.clearable()}
        assert (found["pdf"].bytes, found["pdf"].pilih) == (1000, True)
        assert (found["cadangan"].berkas, found["cadangan"].pilih) == (2, False)
        assert desk.clear(["pdf", "cadangan"]) == 1000 + found["cadangan"].bytes
        assert desk.clearable() == []
        with desk.ctx.open() as db:
            assert [entry["aksi"] for entry in history.entries(db, limit=2)] == ["bersihkan", "bersihkan"]
    assert not old.exists()
    assert fresh.exists()
    assert (desa.outbox / "JD-7402112017-0001.jdx").exists()
    assert len(backups.local_files(desa)) == 14


def test_room_is_measured_against_what_careful_work_needs(desa: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    size = desa.database.stat().st_size
    with opened(desa) as desk:
        for free, level in ((10_000_000_000, "cukup"), (3 * size + 90_000_000, "sempit"), (size + 1_000_000, "penuh")):
            usage = shutil._ntuple_diskusage(20_000_000_000, 0, free)  # type: ignore[attr-defined]
            monkeypatch.setattr(shutil, "disk_usage", lambda _, usage=usage: usage)
            assert (desk.space().level, desk.space().free) == (level, free)


def test_settings_that_count_never_go_back(desa: DataFolder) -> None:
    page_of(desa, "setelan")
    with opened(desa) as desk:
        fresh = desk.save(replace(salma("u-lagi"), nik="7402115408849433"), 0)
        numbers = [p.nomor for p in desk.everyone()]
        assert len(set(numbers)) == len(numbers)
        assert fresh.nomor == max(number for number in numbers if number.startswith("BPU"))
        with desk.ctx.open() as db:
            assert office.setting(db, "unit")
