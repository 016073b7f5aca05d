"""The README does what it says: its commands are run, its verbs are all there are, its figures of files are right."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from jamsos_desktop.cli.program import verbs
from jamsos_desktop.paths import DataFolder

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
PYTHON = ".venv/bin/python main.py "


def commands() -> list[str]:
    """Every command of the code blocks, without its remark."""
    lines = [line.partition("  #")[0].strip() for block in BLOCKS for line in block.splitlines()]
    return [line for line in lines if line.startswith(("make ", PYTHON))]


def test_make_commands_of_the_readme_are_what_ci_runs_or_what_the_makefile_lists() -> None:
    asked = [line for line in commands() if line.startswith("make ")]
    assert asked == ["make run", "make test"]
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^make test\b", ci, re.MULTILINE)
    assert re.search(r"^make bundle\b", ci, re.MULTILINE)
    assert "^SKIPPED" in ci
    # Without a display `make run` is the program without arguments; the black-box tests and CI's demo go that way.
    assert re.search(r"^run: setup .*\n\t@\$\(PY\) main\.py \$\(ARGS\)$", makefile, re.MULTILINE)


def test_a_village_in_a_minute_does_what_it_says(tmp_path: Path) -> None:
    lines = [line for line in commands() if line.startswith(PYTHON)]
    assert len(lines) >= 5
    clean = {name: value for name, value in os.environ.items() if not name.startswith("JAMSOS")}
    said = {}
    for line in lines:
        arguments = shlex.split(line.removeprefix(PYTHON))
        done = subprocess.run([sys.executable, str(ROOT / "main.py"), *arguments], cwd=tmp_path, text=True,
                              env={**clean, "HOME": str(tmp_path)}, capture_output=True, timeout=60)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        said[" ".join(arguments)] = done.stdout
    assert [text for line, text in said.items() if "contoh" in line] == ["12 orang contoh dibuat.\n"]
    assert any("salah:" in text for line, text in said.items() if "periksa" in line)
    assert (tmp_path / "build/formulir.pdf").read_bytes().startswith(b"%PDF-")
    assert any(json.loads(text)["orang"] > 0 for line, text in said.items() if "--json" in line)


def named_verbs() -> set[str]:
    table = TEXT.partition("## Command line")[2].partition("\n## ")[0]
    cells = " ".join(re.findall(r"^\| (`[^|]*) \|", table, re.MULTILINE))
    return set(re.findall(r"`([a-z-]+)[^`]*`", cells))


def test_the_table_of_verbs_is_whole() -> None:
    assert named_verbs() == {name for name, verb in verbs.commands.items() if not verb.hidden}


@pytest.mark.parametrize("name", sorted(name for name, one in vars(DataFolder).items() if isinstance(one, property)))
def test_every_place_of_the_data_folder_is_told(tmp_path: Path, name: str) -> None:
    folder = DataFolder(tmp_path)
    place = getattr(folder, name)
    if isinstance(place, Path) and place.parent == tmp_path and not place.name.startswith("."):
        table = TEXT.partition("## Data folder")[2].partition("\n## ")[0]
        assert f"`{place.name}`" in table or f"`{place.name}/`" in table


def test_what_the_readme_needs_is_what_the_project_needs() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11"' in project
    assert "Python 3.11 or later" in TEXT
