"""The verb ``perbarui``, run as a command over a program that knows a key of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import release_kit
from tests.release_kit import NEWS, Asked


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release_kit.source_of(tmp_path_factory.mktemp("sumber"), "1.0.0")


def run(source: Path, data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    plain = {key: value for key, value in os.environ.items() if not key.startswith("JAMSOS_")}
    return subprocess.run([sys.executable, source / "main.py", "--data", data, *words], capture_output=True, text=True,
                          timeout=60, check=False, env=plain)


def test_a_file_is_checked_and_the_source_is_never_replaced(source: Path, set_up: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(set_up, tmp_path / "data"))
    path = release_kit.write(tmp_path, b"isi", Asked("1.1.0"))
    told = run(source, data, "--json", "perbarui", "--dari", str(path), "--periksa")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout) == {"versi": "1.1.0", "sistem": "linux", "tanggal": "2026-12-01", "bisa": True,
                                       "ukuran": path.stat().st_size, "baru": list(NEWS), "tolak": ""}
    done = run(source, data, "perbarui", "--dari", str(path))
    assert done.returncode == 1
    assert done.stderr.startswith("PEMBARUAN_DARI_SUMBER: ")
    assert not (data / "pemasang").exists()
