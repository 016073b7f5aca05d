"""The gate over the core's coverage: what it lets pass, and what it says where it does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tokenize
from pathlib import Path
from typing import Any

import pytest

from tests.house import coverage_gate as gate

CORE = gate.ROOT / "jamsos_desktop"
REASON_WORDS = 5


def report(**files: dict[str, Any]) -> dict[str, Any]:
    return {"files": {f"/a/place/jamsos_desktop/{name}.py": found for name, found in files.items()}}


def file(lines: int, missing: list[int], branches: int = 0, ways: list[list[int]] | None = None) -> dict[str, Any]:
    return {"summary": {"num_statements": lines, "num_branches": branches}, "missing_lines": missing,
            "missing_branches": ways or []}


def told(found: dict[str, Any], always: str = "") -> list[str]:
    return list(gate.complaints(gate.read_report(found), gate.read_always(always)))


@pytest.mark.parametrize(("missing", "passes"), [(0, True), (5, True), (6, False)])
def test_lines_are_held_at_their_floor(missing: int, passes: bool) -> None:
    found = told(report(a=file(100, list(range(missing)))))
    assert (found == []) is passes
    assert passes or found == ["Lines: 94.00 % of the core, at least 95 % must be walked."]


def test_branches_are_held_apart_from_lines() -> None:
    found = told(report(a=file(1_000, [], 10, [[3, 4]])))
    assert found == ["Branches: 90.00 % of the core, at least 95 % must be walked."]


def test_a_hole_in_a_file_of_the_list_is_told_with_its_place_and_its_reason() -> None:
    found = told(report(a=file(900, []), money=file(100, [7], 10, [[7, 8], [20, -1]])),
                 "# General words.\n\n# Money is counted here.\njamsos_desktop/mon*.py\n")
    assert found == ["Branches: 80.00 % of the core, at least 95 % must be walked.",
                     "jamsos_desktop/money.py: must be walked whole (Money is counted here.). Missing: 7, 20->keluar"]


def test_a_line_of_the_list_that_means_no_file_is_told() -> None:
    assert told(report(a=file(1, [])), "# Why.\njamsos_desktop/gone.py\n") == [
        "jamsos_desktop/gone.py: no file of the core is meant by this line of always_covered.txt."]


def test_a_measured_run_goes_through_the_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a real run to the exit code: one way not taken is found, and a file cut short counts for nothing."""
    room, walked = tmp_path / "jamsos_desktop", tmp_path / "build"
    room.mkdir()
    walked.mkdir()
    (room / "__init__.py").write_text("def half(a):\n    if a:\n        return 1\n    return 2\n\n\nhalf(True)\n")
    (room / "__main__.py").write_text("")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.coverage.run]\nbranch = true\nparallel = true\nsource_pkgs = ["jamsos_desktop"]\n')
    subprocess.run([sys.executable, "-m", "coverage", "run", "-m", "jamsos_desktop"], cwd=tmp_path, check=True,
                   timeout=60, env={"PATH": "", "COVERAGE_FILE": str(walked / "walked")})
    copy = shutil.copytree(tmp_path / "jamsos_desktop", tmp_path / "lain" / "jamsos_desktop")
    subprocess.run([sys.executable, "-m", "coverage", "run", "-m", "jamsos_desktop"], cwd=copy.parent, check=True,
                   timeout=60, env={"PATH": "", "COVERAGE_FILE": str(walked / "walked"),
                                    "COVERAGE_RCFILE": str(tmp_path / "pyproject.toml")})
    shutil.rmtree(copy.parent)  # a program upgraded by a test, gone since
    (walked / "walked.killed").write_bytes(b"SQLite format 3")
    monkeypatch.chdir(tmp_path)
    found, = (file for file in gate.read_report(gate.measured(walked)) if file.lines)
    assert (found.path, found.lines, found.missing_lines) == ("jamsos_desktop/__init__.py", 5, (4,))
    assert (found.branches, found.missing_branches) == (2, ((2, 4),))
    assert gate.main(walked) == 1


def test_every_line_of_the_list_means_a_file_and_has_its_reason() -> None:
    for pattern, reason in gate.read_always(gate.ALWAYS.read_text(encoding="utf-8")).items():
        assert list(gate.ROOT.glob(pattern)), pattern
        assert len(reason.split()) >= REASON_WORDS, pattern


def test_a_line_left_out_of_the_count_says_why() -> None:
    """`no cover` hides a line from the gate; where it stands, the reason stands behind it."""
    for path in sorted(CORE.rglob("*.py")):
        if "no cover" not in path.read_text(encoding="utf-8"):
            continue
        with tokenize.open(path) as opened:
            marks = [token.string for token in tokenize.generate_tokens(opened.readline)
                     if token.type == tokenize.COMMENT and "no cover" in token.string]
        for mark in marks:
            assert len(mark.partition("no cover")[2].split()) >= REASON_WORDS - 1, f"{path}: {mark}"
