"""What the lock needs on Windows, and that every wheel of it can be had with its hash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / ".ci" / "release"))

import wheels  # noqa: E402

A, B = "sha256:" + "a" * 64, "sha256:" + "b" * 64
LOCK = f"""\
altgraph==0.17.5 \\
    --hash={A} \\
    --hash={B}
    # via pyinstaller
macholib==1.16.4 ; sys_platform == 'darwin' \\
    --hash={A}
    # via pyinstaller
pefile==2024.8.26 ; sys_platform == 'win32' \\
    --hash={B}
    # via
    #   pyinstaller
tomli==2.0.1 ; python_full_version < '3.12' \\
    --hash={A}
"""


@pytest.mark.parametrize(("python", "names"), [("3.11", ["altgraph", "pefile", "tomli"]),
                                               ("3.12", ["altgraph", "pefile"])])
def test_conditions_are_judged_as_on_windows(python: str, names: list[str]) -> None:
    assert [one.name for one in wheels.pinned(LOCK, python)] == names


def test_a_line_keeps_every_hash_and_no_condition() -> None:
    altgraph, pefile = wheels.pinned(LOCK, "3.12")
    assert altgraph.line == f"altgraph==0.17.5 --hash={A} --hash={B}"
    assert pefile.line == f"pefile==2024.8.26 --hash={B}"


@pytest.mark.parametrize("line", ["requests>=2\n", "requests==2.0\n", "requests==2.0 \\\n    --hash=md5:11\n",
                                  "-e .\n", "https://example.org/a.whl\n"])
def test_what_is_not_pinned_by_a_hash_stops_the_check(line: str) -> None:
    with pytest.raises(ValueError, match="hashes"):
        list(wheels.pinned(LOCK + line, "3.12"))


@pytest.mark.parametrize("python", wheels.PYTHONS)
def test_the_real_lock_needs_what_windows_needs_and_nothing_of_other_systems(python: str) -> None:
    names = {one.name for one in wheels.needed(python)}
    assert {"pyside6-essentials", "sqlcipher3", "pyrage", "pyinstaller", "pefile", "pywin32-ctypes"} <= names
    assert "macholib" not in names
    everything = {line.partition("==")[0] for name in wheels.LISTS
                  for line in (ROOT / "requirements" / f"{name}.txt").read_text("utf-8").splitlines() if "==" in line
                  and not line.startswith(" ")}
    assert everything - names == {"macholib"}


def test_pip_is_asked_for_wheels_of_windows_with_hashes_only(tmp_path: Path) -> None:
    for into in (None, tmp_path):
        asked = " ".join(wheels.command("3.12", tmp_path / "windows.txt", into))
        assert all(part in asked for part in ("--require-hashes", "--only-binary=:all:", "--platform win_amd64",
                                              "--python-version 3.12", "--no-deps"))


def test_a_missing_or_strange_file_is_named(tmp_path: Path) -> None:
    wanted = list(wheels.pinned(LOCK, "3.12"))
    for name in ("altgraph-0.17.5-py3-none-any.whl", "PEFile-2024.8.26-py3-none-any.whl"):
        (tmp_path / name).touch()
    assert wheels.strangers(tmp_path, wanted) == []
    (tmp_path / "altgraph-0.17.5.tar.gz").touch()
    (tmp_path / "altgraph-0.17.5-py3-none-any.whl").unlink()
    assert wheels.strangers(tmp_path, wanted) == ["altgraph-0.17.5.tar.gz", "altgraph-0.17.5-"]


@pytest.mark.skipif(not os.environ.get("CI"), reason="needs the network, which only CI always has")
def test_one_small_wheel_is_fetched_by_its_hash_and_refused_by_another(tmp_path: Path) -> None:
    """pip itself, over the network: the whole lock is fetched by ``make wheels``."""
    one = next(one for one in wheels.needed("3.12") if one.name == "pywin32-ctypes")
    assert wheels.resolve([one], "3.12", tmp_path) == ""
    assert wheels.strangers(tmp_path, [one]) == []
    assert "HASH" in wheels.resolve([one._replace(hashes=(A,))], "3.12", tmp_path / "lain").upper()


def test_the_list_says_each_python(capsys: pytest.CaptureFixture[str]) -> None:
    assert wheels.main(["--list", "--python", "3.12"]) == 0
    assert "3.12 sqlcipher3==" in capsys.readouterr().out
    assert subprocess.run([sys.executable, wheels.__file__, "--help"], capture_output=True, check=False).returncode == 0
