"""Going back to a backup: what is kept of the present, which key it needs, and whose backups lie in the folder."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import backing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backup, backups, office, replacing, vault
from jamsos_desktop.store.engine import Database
from tests.conftest import make_ready, salma

UID, PIN = salma().uid, "730184"


def fails(kode: str, call: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.kode == kode, caught.value
    return caught.value


def test_what_is_typed_and_not_saved_stays(desk: desks.Desk) -> None:
    desk.save(salma(), 0)
    kept = backing.keep(desk.ctx, "hitung")
    desk.keep_draft("editor", UID, {"uid": UID, "texts": {"catatan": "baru diketik"}})
    desk.keep_draft("editor", "baru", {"texts": {"nama": "BELUM DISIMPAN"}})
    run_to_end(desk.restore_local_job(kept.path))
    desk.take_restored()
    assert {one.kunci for one in desk.drafts()} == {UID, "baru"}
    assert desk.draft("editor", UID).isi["texts"]["catatan"] == "baru diketik"


def test_a_draft_kept_meanwhile_keeps_the_data_as_they_are(desk: desks.Desk) -> None:
    desk.save(salma(), 0)
    kept = backing.keep(desk.ctx, "hitung")
    job = desk.restore_local_job(kept.path)
    while next(job).note != "menempatkan isinya":
        pass
    desk.keep_draft("editor", UID, {"uid": UID})
    fails("BERUBAH_SAAT_MENYALIN", lambda: run_to_end(job))
    assert desk.draft("editor", UID) is not None


def test_a_restriction_lifted_since_does_not_come_back(desk: desks.Desk) -> None:
    desk.save(salma(), 0)
    desk.restrict_data(UID, "diminta")
    kept = backing.keep(desk.ctx, "hitung")
    desk.lift_restriction(UID, "sudah diperbaiki")
    run_to_end(desk.restore_local_job(kept.path))
    with desk.ctx.open() as db:
        assert db.all("SELECT uid FROM pembatasan") == []


class _SavedJustThen:
    """A copy whose taking is preceded by a save of somebody else: between the last look and the first page."""

    def __init__(self, copy: Database, save: Any) -> None:
        self._copy, self._save = copy, save
        self.connection = self

    def backup(self, target: Any, **how: Any) -> None:
        self._save()
        self._copy.connection.backup(target, **how)


def test_a_save_between_the_last_look_and_the_first_page_is_not_lost(desk: desks.Desk, tmp_path: Path) -> None:
    key = vault.subkey(desk.ctx.dek, "db")
    with desk.ctx.open() as live, desk.ctx.open() as reader:
        backup.verified_copy(live, key, tmp_path / "salinan.db")
        with Database(tmp_path / "salinan.db", key) as fresh:
            late = _SavedJustThen(fresh, lambda: desk.save(salma(), 0))
            fails("BERUBAH_SAAT_MENYALIN",
                  lambda: replacing.replace_content(live, late, replacing.state(live), reader))  # type: ignore[arg-type]
            assert desk.counts().total == 1
            replacing.replace_content(live, fresh, replacing.state(live), reader)
    assert desk.counts().total == 0


# --- which key, whose backups, which numbers ------------------------------------------------------------


@pytest.fixture(scope="module")
def rekeyed(tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock, key_file: Path) \
        -> tuple[Path, tuple[str, ...]]:
    """A desk (``data``) under its second key, with a backup of before on a stick (``stik``); a package went out since.
    With the words of then."""
    root = tmp_path_factory.mktemp("kunci-lama")
    folder = DataFolder(root / "data")
    words = desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "A", "B"), pin=PIN), clock)
    with desks.open_desk(folder, PIN, clock) as desk:
        desk.take_in(key_file)
        desk.save(salma(), 0)
        run_to_end(desk.backup_job(root / "stik"))
        changed = run_to_end(desk.new_key_job(PIN, desk.draw_sheet(), "lemari", "Sekretaris"))
        desk.take_new_key(changed)
        make_ready(desk, UID)
        assert run_to_end(desk.export_job(None)).seq == 1
    for path in folder.outbox.glob("*.jdx"):
        path.unlink()  # cleared away: no file tells the number any more
    return root, words


@pytest.fixture
def place(rekeyed: tuple[Path, tuple[str, ...]], tmp_path: Path) -> tuple[DataFolder, Path, tuple[str, ...]]:
    root = Path(shutil.copytree(rekeyed[0], tmp_path / "kantor"))
    return DataFolder(root / "data"), next((root / "stik").glob("*.jdc")), rekeyed[1]


def test_a_backup_of_before_the_new_key_says_which_words_it_needs(place: tuple[DataFolder, Path, tuple[str, ...]],
                                                                  clock: desks.Clock) -> None:
    folder, old, _ = place
    with desks.open_desk(folder, PIN, clock) as desk:
        for call in (desk.compare_local_job, desk.restore_local_job, desk.check_backup_job):
            said = fails("CADANGAN_KUNCI_LAIN", lambda call=call: run_to_end(call(old)))
            assert "12 kata dari lembar yang berlaku saat cadangan itu dibuat" in said.cara


def test_numbers_nobody_can_read_any_more_are_not_used_again(place: tuple[DataFolder, Path, tuple[str, ...]],
                                                             clock: desks.Clock) -> None:
    folder, old, words = place
    with desks.open_desk(folder, PIN, clock) as desk:
        before = desk.ctx.device
    run_to_end(desks.restore_job(old, folder, words, clock, PIN))
    with desks.open_desk(folder, PIN, clock) as desk:
        assert desk.ctx.device != before, "another device: its numbers are its own"
        with desk.ctx.open() as db:
            assert office.setting(db, "perangkat_lama")


def test_backups_of_a_desk_put_aside_stay(place: tuple[DataFolder, Path, tuple[str, ...]], tmp_path: Path,
                                          clock: desks.Clock) -> None:
    _, old, words = place
    other = DataFolder(tmp_path / "lain")
    desks.set_up_desa(other, desks.SetUp(desks.unit_for("74.02.11.2024", "A", "B")), clock)
    with desks.open_desk(other, None, clock) as desk:
        theirs = backing.keep(desk.ctx, "hitung").path
    run_to_end(desks.restore_job(old, other, words, clock))
    with desks.open_desk(other, None, clock) as desk:
        for _ in range(12):
            shutil.copyfile(theirs, theirs.with_name(f"oto-202001{_ + 1:02}-000000-hitung.jdc"))
        assert desk.local_backups() == []
        mine = backups.start_anew(other, desk.ctx.dek, clock.now(), "bersih")
        assert [one.path for one in desk.local_backups()] == [mine.path]
        assert desk.backups_to_go() == []
        assert len(backups.local(other)) == 14


def test_every_counter_goes_on_after_the_twelve_words(tmp_path: Path, clock: desks.Clock) -> None:
    folder = DataFolder(tmp_path / "data")
    words = desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "A", "B")), clock)
    with desks.open_desk(folder, None, clock) as desk:
        desk.save(salma(), 0)
        path = run_to_end(desk.backup_job(tmp_path / "stik")).path
        [other] = desk.add_people([{"kelompok": "pekerja_rentan", "nama": "SITI AMINAH"}])
        with desk.ctx.open() as db:
            used = {row[0]: row[1] for row in db.all("SELECT kunci, nilai FROM setelan WHERE kunci LIKE 'nomor.%'")}
    run_to_end(desks.restore_job(path, folder, words, clock))
    with desks.open_desk(folder, None, clock) as desk:
        with desk.ctx.open() as db:
            now = {row[0]: row[1] for row in db.all("SELECT kunci, nilai FROM setelan WHERE kunci LIKE 'nomor.%'")}
        assert now == used
        [again] = desk.add_people([{"kelompok": "pekerja_rentan", "nama": "RATNA DEWI"}])
        assert again.nomor != other.nomor
        assert desk.save(replace(desk.read(UID), catatan="x"), desk.read(UID).revisi).catatan == "x"
