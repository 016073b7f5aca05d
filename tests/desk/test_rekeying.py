"""A new data key: everything is under it, the old ways in are closed, and it may be cut off anywhere."""

from __future__ import annotations

import os
import shutil
import signal

import pytest

from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups, history, rekey, vault
from jamsos_desktop.store.attachments import Attachments
from tests.desk.vault_desk import (
    CLOCK,
    LEAD,
    OPERATOR,
    OTHER,
    SCANS,
    cheap,
    code_of,
    folder,
    made,
    open_as,
    scan_name,
)

__all__ = ["cheap", "folder", "made"]
DAMAGED = "0" * 64 + ".jpg"


def change(desk):
    """Put the desk under a new key; the answer, and the new sheet."""
    sheet = desk.draw_sheet()
    changed = run_to_end(desk.new_key_job(LEAD, sheet, "Lemari", "MUH. ARSYAD"))
    desk.take_new_key(changed)
    return changed, sheet


def under(folder, dek):
    """What of a desk a data key opens: its data, its scans, its own backups."""
    found = set()
    if rekey.key_in_use(folder, dek) == dek and _opens(folder, dek):
        found.add("data")
    for name in map(scan_name, SCANS):
        try:
            Attachments(folder, dek).get(name)
            found.add("scan")
        except Problem:
            continue
    for path in backups.local_files(folder):
        into = folder.root / "laid"
        into.mkdir()
        try:
            backups.open_data(path, dek, into)
            found.add("cadangan")
        except Problem:
            continue
        finally:
            shutil.rmtree(into)
    return found


def _opens(folder, dek):
    from jamsos_desktop.store.engine import Database

    try:
        Database(folder.database, vault.subkey(dek, "db")).close()
    except Problem:
        return False
    return True


def test_everything_is_under_the_new_key_and_nothing_under_the_old(folder):
    (folder.attachments / "00").mkdir(exist_ok=True)
    (folder.attachments / "00" / DAMAGED).write_bytes(b"rusak")
    (folder.root / "disisihkan-20260101-080000").mkdir()
    with open_as(folder, LEAD, "p1") as desk:
        first = desk.draw_sheet()
        desk.keep_sheet(first, "", "")
        old, people, head = desk.ctx.dek, desk.everyone(), history.head(desk._db)[0]
        backups.keep(folder, old, CLOCK.now(), "hitung")
        changed, sheet = change(desk)
        new = desk.ctx.dek
        assert desk.everyone() == people
        assert history.broken_at(desk._db) is None
        told = [row["aksi"] for row in history.entries(desk._db, limit=3)]
        assert {"kunci.mulai", "kunci.ganti", "kunci.bersih"} == set(told)
        assert history.head(desk._db)[0] == head + 3
        state = desk.sheet_state()
        assert (state.nomor, state.simpan_di, sheet.nomor) == (2, "Lemari", 2)
        assert not desk.old_backups_due()
        assert [one.nama for one in desk.without_pin()] == ["Rahmat Hidayat"]
        desk.reset_pin("p2", OTHER)
    assert (changed.perlu_pin, changed.scan, changed.scan_rusak, changed.cadangan_lama) == (
        ("Rahmat Hidayat",), len(SCANS), 1, 0)
    assert changed.musnahkan == ("disisihkan-20260101-080000",)
    assert old.hex() not in repr(changed)
    assert new.hex() not in repr(changed)
    assert under(folder, new) == {"data", "scan", "cadangan"}
    assert under(folder, old) == set()
    assert (folder.attachments / "00" / DAMAGED).read_bytes() == b"rusak"
    assert vault.open_with_words(folder, sheet.words) == new
    assert code_of(lambda: vault.open_with_words(folder, first.words)) == "KATA_BUKAN_DESA_INI"
    assert code_of(lambda: open_as(folder, OPERATOR, "p2")) == "PIN_SALAH"
    with open_as(folder, OTHER, "p2") as desk:
        assert desk.notices() == ()  # still the same laptop, not a copy
        assert len(desk.everyone()) == 5


def test_who_may_not_or_errs_changes_nothing(folder, monkeypatch):
    with open_as(folder, LEAD, "p1") as desk:
        keys, sheet = folder.keys.read_bytes(), desk.draw_sheet()
        assert code_of(lambda: run_to_end(desk.new_key_job(OPERATOR, sheet))) == "PIN_SALAH"
        usage = shutil.disk_usage(folder.root)
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
        assert code_of(lambda: run_to_end(desk.new_key_job(LEAD, sheet))) == "DISK_PENUH"
        monkeypatch.undo()
        (folder.root / ".kunci.json.baru").mkdir()
        assert code_of(lambda: run_to_end(desk.new_key_job(LEAD, sheet))) == "TIDAK_BISA_TULIS"
        (folder.root / ".kunci.json.baru").rmdir()
        assert folder.keys.read_bytes() == keys
        assert len(desk.everyone()) == 5
    open_as(folder, OPERATOR, "p2").close()


def test_without_room_for_a_fresh_backup_the_old_ones_stay_until_there_is(folder):
    resource, usual = pytest.importorskip("resource"), signal.getsignal(signal.SIGXFSZ)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    with open_as(folder, LEAD, "p1") as desk:
        job = desk.new_key_job(LEAD, desk.draw_sheet())
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            while True:
                if next(job).note == "membuat cadangan dengan kunci baru":
                    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
        except StopIteration as end:
            changed = end.value
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, usual)
        desk.take_new_key(changed)
        assert changed.cadangan_lama == 1
        assert desk.old_backups_due()
        assert under(folder, desk.ctx.dek) >= {"cadangan"}  # one of before the earlier key went: a good one is there
    with open_as(folder, LEAD, "p1") as desk:  # now there is room
        assert not desk.old_backups_due()
        assert "cadangan" in under(folder, desk.ctx.dek)
        assert len(backups.local_files(folder)) == 1


@pytest.mark.parametrize("steps", [1, 4, 6, 8])
def test_closing_the_job_leaves_no_half_key(folder, steps):
    with open_as(folder, LEAD, "p1") as desk:
        job = desk.new_key_job(LEAD, desk.draw_sheet())
        for _ in range(steps):
            next(job)
        job.close()
    assert not vault.changing(folder)
    with open_as(folder, LEAD, "p1") as desk:
        assert len(desk.everyone()) == 5


# --- cut off anywhere ----------------------------------------------------------------------------


def cut_off_at(folder: DataFolder, nth: int) -> bool:
    """Change the key in a child that dies at its nth step on the disk; False when it came to the end before."""
    child = os.fork()
    if child == 0:  # nothing of the tests may run on in the child
        try:
            left = [nth]

            def dying(real):
                def step(*args, **more):
                    left[0] -= 1
                    if left[0] == 0:
                        os._exit(9)
                    return real(*args, **more)
                return step

            desk = open_as(folder, LEAD, "p1")
            sheet = desk.draw_sheet()
            (folder.root.parent / "kata").write_text(" ".join(sheet.words))
            os.replace, os.fsync = dying(os.replace), dying(os.fsync)
            run_to_end(desk.new_key_job(LEAD, sheet))
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def opens_whole(folder: DataFolder) -> bool:
    """Whatever was cut off, the secretary comes in by the same PIN and misses nothing; True under a new key."""
    begun = vault.changing(folder)
    with open_as(folder, LEAD, "p1") as desk:
        assert len(desk.everyone()) == 5
        assert history.broken_at(desk._db) is None
        assert not desk._db.integrity()
        assert desk.notices() == ()
        assert not desk.old_backups_due()
        scans = Attachments(folder, desk.ctx.dek)
        assert all(scans.get(scan_name(scan)) == scan for scan in SCANS)
        fresh = desk.sheet_state() is not None
        dek = desk.ctx.dek
        # Either all is as before, or all is changed: the words, the other PINs, the backups.
        assert [one.id for one in desk.without_pin()] == (["p2"] if fresh else [])
        assert fresh or not begun
    assert not vault.changing(folder)
    words = (folder.root.parent / "kata").read_text()
    if fresh:
        assert vault.open_with_words(folder, [words]) == dek
    else:
        assert code_of(lambda: vault.open_with_words(folder, [words])) == "KATA_BUKAN_DESA_INI"
        open_as(folder, OPERATOR, "p2").close()
    return fresh


def test_cut_off_and_damaged_too(folder, tmp_path):
    """The newest backup is under the old key then; it comes back and goes under the new one."""
    with open_as(folder, LEAD, "p1") as desk:
        job = desk.new_key_job(LEAD, desk.draw_sheet())
        while next(job).note != "mengunci data dengan kunci baru":
            continue
        mine = DataFolder(shutil.copytree(folder.root, tmp_path / "listrik-padam"))
        job.close()
    assert vault.changing(mine)
    for path in mine.root.glob("data.*"):
        path.unlink()
    mine.database.write_bytes(os.urandom(40_960))
    with open_as(mine, LEAD, "p1") as desk:
        assert len(desk.everyone()) == 5
        assert desk.notices() == ()
        assert under(mine, desk.ctx.dek) == {"data", "scan", "cadangan"}
    assert not vault.changing(mine)


def all_cuts(made, tmp_path, every):
    before = after = 0
    for nth in range(1, 500, every):
        mine = DataFolder(tmp_path / str(nth) / "data")
        shutil.copytree(made, mine.root)
        if not cut_off_at(mine, nth):
            return before, after
        fresh = opens_whole(mine)
        before, after = before + (not fresh), after + fresh
        shutil.rmtree(mine.root.parent)
    raise AssertionError("the change of the key never came to its end")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="dies in a child of this process")
def test_cut_off_here_and_there(made, tmp_path):
    before, after = all_cuts(made, tmp_path, 9)
    assert before >= 2
    assert after >= 2


@pytest.mark.long
@pytest.mark.skipif(not hasattr(os, "fork"), reason="dies in a child of this process")
def test_cut_off_at_every_step(made, tmp_path):
    before, after = all_cuts(made, tmp_path, 1)
    assert before > 10
    assert after > 10
