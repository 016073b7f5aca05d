"""What is committed around the code: no addresses or machine paths, pinned hashes, papers that keep up."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from problem_codes import listed_codes, problem_codes

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("run", "dev", "bundle")
# Written in pieces, so that this file does not hold what it looks for.
_FORBIDDEN = re.compile("|".join((
    "py" + r"pi\.org", "python" + "hosted", r"registry\.npm" + "js", r"deb\." + "debian", "index" + "-url=",
    "/wo" + "rk/", "/fa" + "rm/", "/ro" + "ot/", r"/ho" + r"me/\w", r"C:\\\\?Us" + "ers",
)))
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==\S+", re.MULTILINE)


def committed() -> list[Path]:
    """Files that are, or would be, in the repository; all files where the source came without it."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()}
        return [path for path in ROOT.rglob("*") if path.is_file() and not ignored & set(path.relative_to(ROOT).parts)]
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def normal(name: str) -> str:
    """A package name as package tools compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_no_committed_file_names_a_registry_or_a_machine() -> None:
    found = []
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in _FORBIDDEN.finditer(text)]
    assert found == []


def test_the_search_itself_finds_what_it_looks_for() -> None:
    assert _FORBIDDEN.search("--hash https://files.python" + "hosted.org/x")
    assert _FORBIDDEN.search("/ro" + "ot/.venv/bin/python")
    assert not _FORBIDDEN.search("resources/kode.csv, https://www.openstreetmap.example/")


@pytest.mark.parametrize("kind", KINDS)
def test_every_pin_has_a_hash_and_no_address(kind: str) -> None:
    text = (ROOT / f"requirements/{kind}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert pins
    assert [pin.splitlines()[0] for pin in pins if not re.search(r"--hash=sha256:[0-9a-f]{64}", pin)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_wanted_package_is_pinned(kind: str) -> None:
    asked = (ROOT / f"requirements/{kind}.in").read_text(encoding="utf-8")
    wanted = re.findall(r"^[A-Za-z][\w-]*", asked, re.MULTILINE)
    pinned = {normal(name) for name in _PIN.findall((ROOT / f"requirements/{kind}.txt").read_text(encoding="utf-8"))}
    assert wanted
    assert {normal(name) for name in wanted} <= pinned


def test_the_machine_has_what_is_pinned_for_it() -> None:
    """Qt is pinned twice: 6.12.0 aborts on Python 3.11 (docs/decisions/0002-libraries.md)."""
    assert "pyside6-essentials==6.11.3" in (ROOT / "requirements/run.txt").read_text(encoding="utf-8")


def tools() -> set[str]:
    """Commands that setup brings for the tests."""
    lines = (ROOT / "requirements/apt-dev.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[1] for line in lines if line and not line.startswith("#")}


def test_ci_brings_every_tool_that_a_test_asks_for() -> None:
    asked = {name for path in (ROOT / "tests").rglob("*.py")
             for name in re.findall(r"which\(\"([a-z0-9-]+)\"\)", path.read_text(encoding="utf-8"))}
    assert asked <= tools() | {"git"}
    missing = [tool for tool in sorted(tools()) if not shutil.which(tool)]
    assert not missing or "CI" not in os.environ


def test_the_glossary_lists_every_problem_code() -> None:
    codes = problem_codes()
    assert "BUKAN_LEMBAR_KERJA" in codes
    listed = listed_codes((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
    assert listed == set(codes), "run: python tests/house/problem_codes.py"


def test_every_library_and_asset_has_its_licence_named() -> None:
    licences = (ROOT / "docs/licences.md").read_text(encoding="utf-8").lower()
    libraries = {normal(name) for name in _PIN.findall((ROOT / "requirements/run.txt").read_text(encoding="utf-8"))}
    assert {name for name in libraries if f"| {name} |" not in licences} == set()
    for asset in ("resources/fonts", "resources/icons", "resources/wilayah"):
        assert asset in licences
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").lstrip().startswith("GNU GENERAL PUBLIC LICENSE")
