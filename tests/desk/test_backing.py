"""The desk's own backups: when they are made, that they are proven, and the way back to one."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import backing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups, office, vault
from jamsos_desktop.store.engine import Database
from tests.conftest import TODAY, make_ready, salma

UID = salma().uid


def others(many: int, start: int = 1) -> list[dict[str, str]]:
    return [{"kelompok": "pekerja_rentan", "nama": f"ORANG {at}"} for at in range(start, start + many)]


def fails(kode: str, call: object) -> None:
    with pytest.raises(Problem) as caught:
        call()  # type: ignore[operator]
    assert caught.value.kode == kode, caught.value


def files(folder: DataFolder) -> dict[str, bytes]:
    passing = ("data.lock", "pemakai.json", "data.db-wal", "data.db-shm")
    return {str(path.relative_to(folder.root)): path.read_bytes() for path in sorted(folder.root.rglob("*"))
            if path.is_file() and path.name not in passing}


# --- when ---------------------------------------------------------------------------------------------


def test_twenty_saves_make_one_due(desk: desks.Desk) -> None:
    run_to_end(desk.auto_backup_job("tutup"))
    assert not desk.backup_stale()
    desk.add_people(others(backing.EVERY - 1))
    assert not desk.backup_due()
    assert desk.backup_stale()
    desk.add_people(others(1))
    assert desk.backup_due()
    made = run_to_end(desk.auto_backup_job("hitung"))
    assert (made.sebab, made.orang) == ("hitung", backing.EVERY)
    assert not desk.backup_due()
    assert run_to_end(desk.auto_backup_job("hitung")) is None
    assert desk.closing_backup() is None
    assert desk.backup_state().sejak == 0


def test_it_is_proven_and_opens_with_the_words_alone(desk: desks.Desk, tmp_path: Path) -> None:
    desk.save(salma(), 0)
    made = backing.keep(desk.ctx, "hitung")
    assert [one.name for one in desk.folder.backups.iterdir()] == [made.path.name]
    assert made.path.name.startswith("oto-20261121-")
    assert made.path.name.endswith("-hitung.jdc")
    whole = made.path.read_bytes()
    assert b"SALMA" not in whole
    assert b"SQLite format" not in whole
    laid = tmp_path / "laid"
    laid.mkdir()
    manifest = backups.open_data(made.path, desk.ctx.dek, laid)
    assert (manifest.isi, manifest.sebab, manifest.min_reader) == ("data", "hitung", 2)
    with Database(laid / "data.db", vault.subkey(desk.ctx.dek, "db")) as db:
        assert db.all("SELECT nama FROM peserta") == [("WA ODE SALMA",)]
    assert vault.kinds(DataFolder(laid)) == vault.kinds(desk.folder)


@pytest.mark.parametrize("at", [200, 40_000, -2_000])
def test_a_damaged_one_is_refused_and_leaves_nothing(desk: desks.Desk, tmp_path: Path, at: int) -> None:
    made = backing.keep(desk.ctx, "hitung")
    data = bytearray(made.path.read_bytes())
    data[at] ^= 1
    made.path.write_bytes(data)
    with pytest.raises(Problem) as caught:
        backups.open_data(made.path, desk.ctx.dek, tmp_path)
    assert caught.value.kode in ("CADANGAN_RUSAK", "CADANGAN_BUKAN")
    assert not list(tmp_path.glob("data.db*"))
    fails("CADANGAN_RUSAK", lambda: backups.open_data(backing.keep(desk.ctx, "hitung").path, bytes(32), tmp_path))


def test_the_one_made_last_comes_first_whatever_the_clock_says(folder: DataFolder) -> None:
    for day in (date(2026, 11, 21), date(2099, 1, 1), date(2001, 1, 1), date(2026, 11, 22)):
        with desks.open_desk(folder, None, desks.Clock(day)) as desk:
            backing.keep(desk.ctx, "hitung")
    days = [path.name[4:12] for path in backups.local_files(folder)]
    assert days == ["20261122", "20010101", "20990101", "20261121"]
    (folder.backups / "oto-20261123-080000-hitung.jdc").write_bytes(b"rusak")
    assert backups.local_files(folder)[-1].name == "oto-20261123-080000-hitung.jdc"
    assert len(backups.local(folder)) == 4


def test_only_ours_are_let_go(desk: desks.Desk) -> None:
    desk.folder.backups.mkdir()
    mine = {"Berita-acara-20261120-080000.pdf": b"%PDF", "oto-20200101-080000-hitung.jdc": b"rusak",
            "oto-20200101.jdc": b"x", "surat.odt": b"x"}
    for name, data in mine.items():
        (desk.folder.backups / name).write_bytes(data)
    for _ in range(12):
        last = backing.keep(desk.ctx, "hitung")
    left = {path.name for path in desk.folder.backups.iterdir()}
    assert set(mine) <= left
    assert len(left - set(mine)) == 10
    assert last.path.name in left
    assert desk.backups_to_go() == []


def test_without_room_it_is_told_and_nothing_is_left(desk: desks.Desk) -> None:
    desk.add_people(others(backing.EVERY))
    desk.folder.backups.write_text("a file where the folder should be")
    fails("TIDAK_BISA_TULIS", lambda: run_to_end(desk.auto_backup_job("hitung")))
    assert desk.backup_state().gagal.kode == "TIDAK_BISA_TULIS"
    desk.folder.backups.unlink()
    run_to_end(desk.auto_backup_job("hitung"))
    assert desk.backup_state().gagal is None


def test_stopped_midway_nothing_is_left(desk: desks.Desk) -> None:
    job = desk.auto_backup_job("hitung")
    for _ in range(3):
        next(job)
    job.close()
    assert list(desk.folder.backups.iterdir()) == []


def test_a_failure_at_the_end_still_closes_the_desk(folder: DataFolder, clock: desks.Clock) -> None:
    desk = desks.open_desk(folder, None, clock)

    def broken() -> None:
        raise OSError("flashdisk")

    desk.closing = broken
    with pytest.raises(OSError, match="flashdisk"):
        desk.close()
    desks.open_desk(folder, None, clock).close()


def test_what_a_killed_program_left_is_cleared(desk: desks.Desk) -> None:
    left = desk.folder.backups / ".oto-999999-abc"
    left.mkdir(parents=True)
    (left / "data.db").write_bytes(b"x")
    backing.keep(desk.ctx, "hitung")
    assert not left.exists()


def test_after_erasing_earlier_ones_go_only_behind_a_fresh_one(desk: desks.Desk) -> None:
    for _ in range(3):
        backing.keep(desk.ctx, "hitung")
    fresh = backups.start_anew(desk.folder, desk.ctx.dek, desk.now(), "bersih")
    assert backups.local_files(desk.folder) == [fresh.path]


# --- how safe -----------------------------------------------------------------------------------------


def test_the_reminder_counts_days_and_can_be_chosen(folder: DataFolder, tmp_path: Path, clock: desks.Clock) -> None:
    with desks.open_desk(folder, None, clock) as desk:
        state = desk.backup_state()
        assert (state.luar_perlu, state.luar_hari, state.batas_hari) == (True, None, 7)
        stick = tmp_path / "stik"
        run_to_end(desk.backup_job(stick))
        assert desk.last_backup_on(stick).date() == TODAY
        assert desk.last_backup_on(tmp_path) is None
        assert not desk.backup_state().luar_perlu
    with desks.open_desk(folder, None, desks.Clock(TODAY + timedelta(days=8))) as desk:
        assert (desk.backup_state().luar_hari, desk.backup_state().luar_perlu) == (8, True)
        desk.set_backup_days(30)
        assert not desk.backup_state().luar_perlu
        for wrong in (0, 61):
            fails("HARI_SALAH", lambda wrong=wrong: desk.set_backup_days(wrong))
    with desks.open_desk(folder, None, desks.Clock(TODAY - timedelta(days=900))) as desk:
        assert desk.backup_state().luar_perlu, "dated ahead: nobody knows how old it is"


def test_a_backup_is_to_be_tried_each_year(folder: DataFolder, tmp_path: Path, clock: desks.Clock) -> None:
    with desks.open_desk(folder, None, clock) as desk:
        assert not desk.backup_state().uji_perlu
        made = run_to_end(desk.backup_job(tmp_path / "stik"))
    with desks.open_desk(folder, None, desks.Clock(TODAY + timedelta(days=91))) as desk:
        assert desk.backup_state().uji_perlu
        fails("KATA_TIDAK_DIKENAL", lambda: run_to_end(desk.check_backup_job(made.path, ("kata",) * 12)))
        assert desk.backup_state().uji_perlu
        run_to_end(desk.check_backup_job(made.path))
        assert not desk.backup_state().uji_perlu
        assert desk.backup_state().uji.nama == made.path.name
    with desks.open_desk(folder, None, desks.Clock(TODAY + timedelta(days=91 + 366))) as desk:
        assert desk.backup_state().uji_perlu


# --- going back ---------------------------------------------------------------------------------------


@pytest.fixture
def changed(desk: desks.Desk, key_file: Path) -> tuple[desks.Desk, backups.LocalBackup]:
    """A backup with two people; since then one was changed and sent, one deleted, two came."""
    desk.take_in(key_file)
    desk.save(salma(), 0)
    [other] = desk.add_people(others(1))
    kept = backing.keep(desk.ctx, "hitung")
    desk.save(replace(desk.read(UID), catatan="sesudahnya"), desk.read(UID).revisi)
    make_ready(desk, UID)
    run_to_end(desk.export_job(None))
    desk.delete([other.uid])
    desk.add_people(others(2, 5))
    return desk, kept


def test_what_is_newer_is_said_before(changed: tuple[desks.Desk, backups.LocalBackup]) -> None:
    desk, kept = changed
    before = files(desk.folder)
    held = run_to_end(desk.compare_local_job(kept.path))
    assert (held.orang, held.orang_kini, held.kiriman, held.kiriman_kini) == (2, 3, 0, 1)
    assert (held.beda.baru, held.beda.berubah, held.beda.kembali, held.beda.kiriman) == (2, 1, 1, 1)
    assert held.beda.riwayat > 5
    assert desks.newer_words(held.beda) == ("Sesudah cadangan itu: 2 orang baru, 1 orang berubah, 1 kiriman. "
                                            "1 orang yang sudah dihapus akan kembali.")
    assert set(files(desk.folder)) == set(before)


def test_going_back_and_forth(changed: tuple[desks.Desk, backups.LocalBackup]) -> None:
    desk, kept = changed
    package = next(desk.folder.outbox.glob("*.jdx"))
    done = run_to_end(desk.restore_local_job(kept.path))
    desk.take_restored()
    assert (done.orang, done.sebelumnya.sebab, done.sebelumnya.orang) == (2, "pulihkan", 3)
    assert desk.read(UID).catatan == ""
    assert desk.counts().total == 2
    assert package.is_file()
    with desk.ctx.open() as db:
        assert db.integrity() == []
    assert desk.closing_backup() is not None
    desk.save(replace(desk.read(UID), catatan="lagi"), desk.read(UID).revisi)
    make_ready(desk, UID)
    assert run_to_end(desk.export_job(None)).seq == 2  # number 1 left the office
    run_to_end(desk.restore_local_job(done.sebelumnya.path))
    desk.take_restored()
    assert desk.read(UID).catatan == "sesudahnya"
    assert desk.counts().total == 3
    desk.save(replace(desk.read(UID), catatan="sekali lagi"), desk.read(UID).revisi)
    make_ready(desk, UID)
    assert run_to_end(desk.export_job(None)).seq == 3


def test_it_is_noted_and_the_chain_stays_whole(changed: tuple[desks.Desk, backups.LocalBackup]) -> None:
    from jamsos_desktop.store import history

    desk, kept = changed
    run_to_end(desk.restore_local_job(kept.path))
    with desk.ctx.open() as db:
        last = history.entries(db, limit=1)[0]
        assert (last["aksi"], last["objek"], last["n"]) == ("pulihkan", "cadangan", kept.riwayat_n + 1)
        assert history.broken_at(db) is None


def test_who_works_here_and_what_was_chosen_stay(changed: tuple[desks.Desk, backups.LocalBackup],
                                                 tmp_path: Path) -> None:
    from jamsos_desktop.store import staff

    desk, kept = changed
    run_to_end(desk.backup_job(tmp_path / "stik"))
    desk.set_backup_days(21)
    with desk.ctx.open() as db, db.write():
        staff.put(db, desk.ctx.actor(), staff.User("p2", "SITI AMINAH", "operator"), "pengguna.tambah")
    device = desk.ctx.device
    run_to_end(desk.restore_local_job(kept.path))
    desk.take_restored()
    with desk.ctx.open() as db:
        assert [one.nama for one in staff.every(db)][-1] == "SITI AMINAH"
        assert office.setting(db, "nomor.kiriman") == 1
    assert (desk.backup_days(), desk.ctx.device) == (21, device)
    assert desk.last_backup().nama.startswith("Cadangan-")


def test_a_full_backup_brings_missing_scans_and_touches_no_other(changed: tuple[desks.Desk, backups.LocalBackup],
                                                                 tmp_path: Path) -> None:
    desk, _ = changed
    picture = tmp_path / "ktp.jpg"
    picture.write_bytes(b"%PDF-1.7" + bytes(300))
    desk.attach_scan(UID, "KTP", picture)
    full = run_to_end(desk.backup_job(tmp_path / "stik"))
    scan = next(path for path in desk.folder.attachments.rglob("*") if path.is_file())
    whole = scan.read_bytes()
    scan.unlink()
    run_to_end(desk.restore_local_job(full.path))
    assert scan.read_bytes() == whole


def test_a_damaged_one_changes_nothing(changed: tuple[desks.Desk, backups.LocalBackup]) -> None:
    desk, kept = changed
    data = bytearray(kept.path.read_bytes())
    data[60_000] ^= 1
    kept.path.write_bytes(data)
    before = files(desk.folder)
    fails("CADANGAN_RUSAK", lambda: run_to_end(desk.restore_local_job(kept.path)))
    assert files(desk.folder) == before


def test_another_desks_backup_is_refused(changed: tuple[desks.Desk, backups.LocalBackup], tmp_path: Path,
                                         clock: desks.Clock) -> None:
    desk, _ = changed
    other = DataFolder(tmp_path / "lain")
    desks.set_up_desa(other, desks.SetUp(desks.unit_for("74.02.11.2024", "A", "B")), clock)
    with desks.open_desk(other, None, clock) as stranger:
        file = backing.keep(stranger.ctx, "hitung").path
    fails("CADANGAN_DATA_LAIN", lambda: run_to_end(desk.restore_local_job(file)))
    assert desk.counts().total == 3


def test_somebody_saving_meanwhile_keeps_the_data_as_they_are(changed: tuple[desks.Desk, backups.LocalBackup]) -> None:
    desk, kept = changed
    job = desk.restore_local_job(kept.path)
    while next(job).note != "menempatkan isinya":
        pass
    desk.add_people(others(1, 9))
    fails("BERUBAH_SAAT_MENYALIN", lambda: run_to_end(job))
    assert desk.counts().total == 4


def test_a_backup_of_an_older_program_is_carried_forward(changed: tuple[desks.Desk, backups.LocalBackup],
                                                         monkeypatch: pytest.MonkeyPatch, clock: desks.Clock) -> None:
    from jamsos_desktop.store import schema

    desk, kept = changed
    folder = desk.folder
    desk.close()
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, ("m900_uji", "CREATE TABLE uji (a TEXT) STRICT;\n")))
    with desks.open_desk(folder, None, clock) as newer:
        run_to_end(newer.restore_local_job(kept.path))
        newer.take_restored()
        with newer.ctx.open() as db:
            assert db.all("SELECT count(*) FROM uji") == [(0,)]
        assert newer.counts().total == 2


def test_an_import_is_preceded_by_one(desk: desks.Desk, tmp_path: Path) -> None:
    file = tmp_path / "warga.csv"
    file.write_text("Nama,NIK,Kelompok\nSITI AMINAH,7402115408849025,pekerja rentan\n")
    source = run_to_end(desk.read_sheet_job(file))
    plan = desks.ImportPlan(kelompok="pekerja_rentan")
    looked = run_to_end(desk.look_job(source, plan))
    assert looked.masuk == 1
    assert backups.local(desk.folder) == []
    run_to_end(desk.import_job(source, plan))
    [made] = backups.local(desk.folder)
    assert (made.sebab, made.orang) == ("impor", 0)


def test_words_on_a_copied_folder_keep_its_scans(folder: DataFolder, clock: desks.Clock, tmp_path: Path) -> None:
    """The desk's own backup with the twelve words: the data come from it, scans and packages lie there anyway."""
    root = tmp_path / "kata"
    words = desks.set_up_desa(DataFolder(root), desks.SetUp(desks.unit_for("74.02.11.2017", "A", "B")), clock)
    with desks.open_desk(DataFolder(root), None, clock) as desk:
        desk.save(salma(), 0)
        kept = backing.keep(desk.ctx, "tutup").path
    scans = DataFolder(root).attachments
    scans.mkdir(exist_ok=True)
    (scans / "ab.bin").write_bytes(b"terkunci")
    file = Path(shutil.copy(kept, tmp_path))
    done = run_to_end(desks.restore_job(file, DataFolder(root), words, clock))
    assert (scans / "ab.bin").read_bytes() == b"terkunci"
    assert (done.aside / "data.db").is_file()
