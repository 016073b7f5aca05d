"""What start-up care did is told on standard error, and the command itself goes on."""

from __future__ import annotations

import random

import pytest

from jamsos_desktop.cli.program import run
from jamsos_desktop.paths import DataFolder
from tests.desk import damage


def test_a_command_over_a_damaged_file_says_what_came_back_and_does_its_work(
        folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("JAMSOS_HARI_INI", damage.TODAY.isoformat())
    damage.fill(folder)
    damage.head(folder.database, random.Random(1))
    assert run(["--data", str(folder.root), "daftar"]) == 0
    said = capsys.readouterr()
    assert "ANDI BESSE" in said.out
    assert said.err.startswith("Data sudah dipulihkan dari cadangan pukul ")
    assert "Cocokkan dengan kertas." in said.err
