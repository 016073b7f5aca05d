"""What `make setup` does with what it finds; without a network, because there is nothing to fetch in these lists."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that wants no library."""
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / "requirements/run.txt").write_text("", "utf-8")
    return tmp_path


def setup(checkout: Path) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "VIRTUAL_ENV"))}
    return subprocess.run(["requirements/setup.sh", "run"], cwd=checkout, capture_output=True, text=True, timeout=300,
                          env={**clean, "PYTHON": sys.executable})


def test_a_venv_that_broke_off_is_made_anew_and_a_second_run_does_nothing(checkout: Path) -> None:
    """So Debian leaves it where python3-venv was not there, and so a power cut does: a Python without pip."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", ".venv"], cwd=checkout, check=True)
    first = setup(checkout)
    assert first.returncode == 0, first.stderr
    assert "setup: making .venv" in first.stderr
    assert (checkout / ".venv/stamp-run").exists()
    subprocess.run([checkout / ".venv/bin/python", "-c", "import pip"], check=True)
    assert (setup(checkout).returncode, setup(checkout).stderr) == (0, "")


def test_an_unknown_kind_is_wrong_usage(checkout: Path) -> None:
    done = subprocess.run(["requirements/setup.sh", "semua"], cwd=checkout, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (2, "usage: requirements/setup.sh run|dev|bundle\n")
