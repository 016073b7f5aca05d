"""New settings come whole or not at all: policy and everybody's status in one write, the old state until then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import judging, persons, reevaluation
from jamsos_desktop.jobs import Job, Progress, run_to_end
from jamsos_desktop.model.records import Keluarga
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.policy import bundled_files
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import history, people
from jamsos_desktop.store.engine import Database
from tests.conftest import TODAY, salma
from tests.hub import makers

MANY = 450  # more than two chunks
ROOT = Path(__file__).resolve().parents[2]
VICTIM = Path(__file__).with_name("policy_victim.py")


@pytest.fixture(scope="module")
def filled(set_up: Path, tmp_path_factory: pytest.TempPathFactory, clock: desks.Clock) -> tuple[Path, Path, Path]:
    """A village with many people, a pack that changes dues and status of all of them, and one that waits."""
    root = tmp_path_factory.mktemp("ketentuan")
    data = Path(shutil.copytree(set_up, root / "desa"))
    with makers.district(root) as dpmd, desks.open_desk(DataFolder(data), None, clock) as desk:
        name, key = dpmd.make_key()
        desk.take_in(desks.write_whole(key, root / name))
        run_to_end(desk.samples_job(MANY, 5))
        tables = root / "ubah"
        tables.mkdir()
        for file, old, new in (("parameter.csv", b"bpu_jkm,,6800", b"bpu_jkm,,9000"),
                               ("wajib.csv", b"golongan_darah,,O,O,O,O", b"golongan_darah,,W,W,W,W"),
                               ("berkas.csv", b"orang,O,O,O,O,kirim,daftar syarat lama",
                                b"orang,W,W,W,W,kirim,daftar syarat lama")):
            assert old in bundled_files()[file]
            (tables / file).write_bytes(bundled_files()[file].replace(old, new, 1))
        orders = (desks.PackOrder(versi="2026-2", mulai=date(2026, 11, 1), changes=tables),
                  desks.PackOrder(versi="2027-1", mulai=date(2027, 1, 1)))
        now, later = (desks.write_whole(made, root / name) for name, made in map(dpmd.make_pack, orders))
        return data, now, later


@pytest.fixture
def village(filled: tuple[Path, Path, Path], tmp_path: Path, clock: desks.Clock) -> Iterator[desks.Desk]:
    folder = DataFolder(Path(shutil.copytree(filled[0], tmp_path / "desa")))
    with desks.open_desk(folder, None, clock) as opened:
        yield opened


@pytest.fixture
def pack(filled: tuple[Path, Path, Path]) -> Path:
    return filled[1]


def everything(desk: desks.Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every table of the file, row by row."""
    with desk.ctx.open() as db:
        names = [row[0] for row in db.all(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")]
        return {name: db.all(f"SELECT * FROM {name}") for name in names}


def fresh(desk: desks.Desk) -> bool:
    """Whether what is kept of everybody is what the settings in force say."""
    names = people._DERIVED
    with desk.ctx.open() as db:
        kept = {row[0]: row[1:] for row in db.all(f"SELECT uid, {','.join(names)} FROM peserta")}
        again = judging.judged_again(desk.ctx, db, list(kept))
    return len(again) == len(kept) and all(
        tuple(getattr(values, name) for name in names) == kept[uid] for uid, values in again)


def steps(job: Job[object]) -> list[Progress]:
    return list(job)


def test_everybody_is_judged_under_the_new_settings_in_one_write(village: desks.Desk, pack: Path) -> None:
    before = everything(village)
    said = steps(village.take_pack_job(pack))
    assert [step.done for step in said] == [200, 400, MANY]
    assert {step.total for step in said} == {MANY}
    assert said[0].note == f"200 dari {MANY} orang"
    assert village.use_policy()
    assert village.policy.versi == "2026-2"
    assert fresh(village)
    after = everything(village)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"ketentuan", "peserta", "riwayat"}
    assert len(after["riwayat"]) == len(before["riwayat"]) + 1  # one entry for the whole, none per person
    with village.ctx.open() as db:
        assert history.broken_at(db) is None
        assert people.stale(db, TODAY, "2026-2") == []
    assert any(village.counts().status[s] for s in ("siap_cetak", "perlu_dilengkapi"))


def test_the_posts_of_the_village_count_under_new_settings_too(village: desks.Desk, pack: Path) -> None:
    own = village.policy.versi
    post = village.add_post("ekosistem_desa", "Pawang hujan", "PU")
    village.save(salma(uid="u-pawang", kelompok="ekosistem_desa", segmen="PU", jabatan=post), 0)
    for follow in (lambda: village.take_pack(pack), lambda: village.roll_back_policy(own)):
        follow()
        assert fresh(village)
        assert "Pawang hujan" in [row.pekerjaan for row in village.rows(village.find(desks.Query())).values()]
    job = village.roll_back_job("2026-2")
    next(job)
    village.add_post("ekosistem_desa", "Penjaga pintu air")
    with pytest.raises(Problem, match="jabatan"):
        run_to_end(job)


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_cancel_leaves_policy_statuses_and_history_as_they_were(village: desks.Desk, pack: Path, after: int) -> None:
    before = everything(village)
    job = village.take_pack_job(pack)
    for _ in range(after):  # the third report comes right before the write
        next(job)
    job.close()
    assert everything(village) == before
    assert not village.use_policy()
    assert fresh(village)


def test_going_back_can_be_cancelled_and_done(village: desks.Desk, pack: Path) -> None:
    own = village.policy.versi
    start = everything(village)["peserta"]
    village.take_pack(pack)
    new = everything(village)
    job = village.roll_back_job(own)
    next(job)
    job.close()
    assert everything(village) == new
    village.roll_back_policy(own)
    assert village.policy.versi == own
    assert everything(village)["peserta"] == start


def test_a_kill_leaves_the_old_state_or_the_new_one(village: desks.Desk, pack: Path, clock: desks.Clock) -> None:
    village.close()
    root = village.folder.root
    for lines in (1, 3):  # while judging, and as the write begins
        copy = Path(shutil.copytree(root, root.with_name(f"salin-{lines}")))
        with subprocess.Popen([sys.executable, str(VICTIM), str(copy), str(pack)], stdout=subprocess.PIPE, text=True,
                              env={**os.environ, "PYTHONPATH": str(ROOT)}) as child:
            assert child.stdout is not None
            for _ in range(lines):
                assert child.stdout.readline()
            child.kill()
        with desks.open_desk(DataFolder(copy), None, clock, recompute=False) as again:
            with again.ctx.open() as db:
                assert {row[0] for row in db.all("SELECT ketentuan FROM peserta")} == {again.policy.versi}
                assert history.broken_at(db) is None
            assert fresh(again)
            assert len(again.policies()) == (2 if again.policy.versi == "2026-2" else 1)


def test_whom_the_window_changes_meanwhile_is_judged_as_changed(village: desks.Desk, pack: Path) -> None:
    job = village.take_pack_job(pack)
    next(job)
    early, gone = (village.read(uid) for uid in village.uids(desks.Query(sort="nomor"))[:2])
    kept = village.save(replace(early, penghasilan=2_000_000, mentah={}), early.revisi)
    village.save(salma(uid="u-baru"), 0)
    village.delete([gone.uid])
    twin = village.save(salma(uid="u-kembar", nik=salma().nik), 0)
    next(job)
    village.set_berkas(["u-baru"], "KTP", "ada")
    run_to_end(job)
    village.use_policy()
    assert fresh(village)
    assert village.read(kept.uid).penghasilan == 2_000_000
    assert "NIK ganda" in [f.singkat for f in village.judge(village.read(twin.uid)).findings]
    with village.ctx.open() as db:
        assert people.stale(db, TODAY, "2026-2") == []
        assert people.read(db, gone.uid, missing_ok=True) is None


def test_many_changes_meanwhile_are_judged_outside_the_lock(village: desks.Desk, pack: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reevaluation, "RECOMPUTE_CHUNK", 50)
    job = village.take_pack_job(pack)
    while next(job).done < MANY:
        pass
    village.set_berkas(village.uids(desks.Query()), "KTP", "tidak_ada")
    more = steps(job)
    assert len(more) > 2  # reported again, not done in silence while nobody else can write
    assert {step.done for step in more} == {MANY}
    village.use_policy()
    assert fresh(village)


def test_a_profile_changed_meanwhile_starts_over(village: desks.Desk, pack: Path) -> None:
    job = village.take_pack_job(pack)
    next(job)
    village.set_unit(replace(village.unit, jumlah_dusun=1))
    before = everything(village)
    with pytest.raises(Problem) as caught:
        run_to_end(job)
    assert caught.value.kode == "DASAR_BERUBAH"
    assert everything(village) == before
    village.take_pack(pack)
    assert fresh(village)


def test_a_write_that_fails_takes_nothing_along(village: desks.Desk) -> None:
    before = everything(village)
    now = replace(village.ctx, policy=replace(village.policy, versi="lain"))

    def half(db: Database) -> None:
        db.run("UPDATE setelan SET nilai = '1' WHERE kunci = 'nomor.PU'")
        raise Problem("KETENTUAN_LAMA", "Sudah ada yang lebih baru.", "", "")

    with pytest.raises(Problem):
        run_to_end(persons.reevaluate_job(now, half))
    assert everything(village) == before


def test_a_moved_desk_is_not_judged_again(village: desks.Desk) -> None:
    moved = replace(village.ctx, moved=Problem("MEJA_DIPINDAHKAN", "Meja ini pindah.", "", ""))
    with pytest.raises(Problem) as caught:
        run_to_end(persons.reevaluate_job(moved, lambda db: None))
    assert caught.value.kode == "MEJA_DIPINDAHKAN"


def test_settings_that_wait_judge_nobody(village: desks.Desk, filled: tuple[Path, Path, Path]) -> None:
    """Nothing is in force yet, so there is nothing to report and nobody to judge."""
    before = everything(village)["peserta"]
    assert steps(village.take_pack_job(filled[2])) == []
    assert everything(village)["peserta"] == before
    assert [one.keadaan for one in village.policies()] == ["menunggu", "berlaku"]


CHANGES: list[Callable[[desks.Desk], object]] = [
    lambda desk: desk.save(salma(uid="u9"), 0),
    lambda desk: desk.set_berkas([desk.uids(desks.Query())[0]], "KTP", "tidak_perlu"),
    lambda desk: desk.delete([desk.uids(desks.Query())[0]]),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_right_before_the_write_is_seen(village: desks.Desk, pack: Path,
                                                 change: Callable[[desks.Desk], object]) -> None:
    job = village.take_pack_job(pack)
    while next(job).done < MANY:
        pass
    change(village)
    run_to_end(job)
    village.use_policy()
    assert fresh(village)


def test_family_travels_with_the_judging(village: desks.Desk) -> None:
    """The bulk road reads people with their family, like the road of one person."""
    heir = (Keluarga(nama="LA ODE HASAN", hubungan="suami", urutan=1),)
    kept = village.save(salma(uid="u7", keluarga=heir), 0)
    with village.ctx.open() as db:
        assert dict(judging.judged_again(village.ctx, db, ["u7"]))["u7"].status == kept.status == "siap_cetak"
