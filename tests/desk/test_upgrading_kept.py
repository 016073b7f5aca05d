"""What an upgrade keeps beside the program and in the folder of backups."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from jamsos_desktop.desk import Ready, upgrading_place
from jamsos_desktop.store import rotation
from tests.release_kit import program


def test_a_swap_that_came_about_is_never_told_as_failed(tmp_path: Path) -> None:
    """The newer program stands; that the old one could not get its name is no failure, and is made good later."""
    here = program(tmp_path / "Jamsos [Desa]")
    here.folder.mkdir()
    fresh = upgrading_place.fresh_place(here, "1.1.0")
    fresh.mkdir()
    (fresh / "jamsos").write_text("baru")
    taken = upgrading_place.before_place(here, "1.0.0")
    taken.write_text("sebuah file di tempat folder lama")
    upgrading_place.place(Ready(here, "1.1.0", fresh, tmp_path, tmp_path, diuji=True))
    assert (here.folder / "jamsos").read_text() == "baru"
    assert upgrading_place.fresh_left(here) == [fresh]
    taken.unlink()
    (tmp_path / "Jamsos [Desa]-lama-1.0.0-lama-0.9.0").mkdir()  # kept by an old program that was put to work again
    upgrading_place.keep_before(here, fresh, "1.0.0")
    assert upgrading_place.befores(here) == [taken]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "Jamsos [Desa]", "Jamsos [Desa]-lama-1.0.0", "Jamsos [Desa]-lama-1.0.0-lama-0.9.0"]


def test_the_backup_before_an_upgrade_is_never_let_go() -> None:
    """Of a year of backups those of the last two upgrades stay, however old they are: an upgrade of a district makes
    three, one before and two when its file is carried forward."""
    day, made = date(2026, 1, 1), (3, 9, 10, 11, 30, 31, 32)
    kept = [rotation.Kept(f"{nth}", day + timedelta(days=nth), "pembaruan" if nth in made else "tutup",
                          datetime.combine(day + timedelta(days=nth), time(), UTC)) for nth in range(365, 0, -1)]
    gone = set(rotation.expired(kept, kept[0].name))
    assert {"9", "10", "11", "30", "31", "32"}.isdisjoint(gone)
    assert {"3", "33"} <= gone
