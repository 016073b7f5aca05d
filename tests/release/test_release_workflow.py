"""The workflow that makes a release: it parses, it may do little, and all it names is there and tested."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from jamsos_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / ".ci" / "release"))

import assemble  # noqa: E402
import sign  # noqa: E402
import wheels  # noqa: E402

TEXT = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
FLOW: dict[Any, Any] = yaml.safe_load(TEXT)
JOBS: dict[str, Any] = FLOW["jobs"]
STEPS = [(job, step) for job, said in JOBS.items() for step in said["steps"]]
RUNS = [(job, line.strip()) for job, step in STEPS if "run" in step for line in step["run"].splitlines()]
MADE = ("dist/", "build/", "from/", "bundle-linux")  # what comes into being on the way


def test_it_begins_with_a_tag_of_a_version_only() -> None:
    assert FLOW[True] == {"push": {"tags": ["v*.*.*"]}}  # YAML reads "on" as true


def test_nothing_is_allowed_by_default_and_only_publishing_may_write() -> None:
    assert FLOW["permissions"] == {}
    assert {job: said["permissions"] for job, said in JOBS.items()} == {
        "linux": {"contents": "read"}, "windows": {"contents": "read"}, "publish": {"contents": "write"}}
    checkouts = [step for _, step in STEPS if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == 3
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


def test_every_action_is_pinned_to_a_commit_with_its_version_beside() -> None:
    used = re.findall(r"^\s*- uses: (.+)$", TEXT, re.MULTILINE)
    assert len(used) == len([step for _, step in STEPS if "uses" in step])
    for one in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one), one


def test_it_publishes_only_what_was_tested_on_both_systems() -> None:
    assert JOBS["publish"]["needs"] == ["linux", "windows"]
    assert JOBS["publish"]["environment"] == "release", "a person lets the keys go"
    assert ("linux", ".ci/run") in RUNS
    assert not any("continue-on-error" in step for _, step in STEPS)
    assert all(said["timeout-minutes"] <= 60 for said in JOBS.values())


def test_secrets_reach_the_one_step_that_needs_them_and_no_command_line() -> None:
    keen = [(job, step["name"]) for job, step in STEPS if "secrets." in str(step)]
    assert keen == [("publish", "Every file of the release")]
    assert not any("secrets." in line or "vars." in line for _, line in RUNS)
    given = next(step["env"] for _, step in STEPS if step.get("name") == "Every file of the release")
    read = {sign.PASSWORD, sign.TIMESTAMP, assemble.KEY, "JAMSOS_SANDI_RILIS"}
    assert read <= set(given)
    assert f"export {sign.PFX}=" in TEXT
    assert "JAMSOS_SANDI_RILIS" in (ROOT / ".ci" / "release" / "make_release.py").read_text("utf-8")


def test_a_line_that_fails_stops_its_step_on_every_system() -> None:
    assert FLOW["defaults"] == {"run": {"shell": "bash"}}
    assert not [step for _, step in STEPS if "shell" in step]


def test_no_expression_is_put_into_a_shell_line() -> None:
    """What somebody can name (a tag, a branch) is never read as a command."""
    assert not [line for _, line in RUNS if "${{" in line]


@pytest.mark.parametrize("line", sorted({line for _, line in RUNS}))
def test_every_file_and_target_a_line_names_is_there(line: str) -> None:
    for word in re.findall(r"(?<![\w$/.-])(?:\.?[\w-]+/)+[\w.-]+|[\w-]+\.spec", line):
        if not word.startswith((*MADE, "actions/")):
            assert (ROOT / word).exists(), word
    for target in re.findall(r"\bmake ([a-z-]+)", line):
        if "install" not in line:
            assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), target
    for option in re.findall(r"assemble\.py.* (--[a-z-]+)", line):
        assert option in (ROOT / ".ci" / "release" / "assemble.py").read_text("utf-8")


def test_windows_is_built_as_make_bundle_does_by_the_python_whose_wheels_are_checked() -> None:
    made = re.search(r"-m (PyInstaller .*build\.spec)", (ROOT / "Makefile").read_text("utf-8"))
    assert made
    assert ("windows", f"python -m {made[1]}") in RUNS
    pythons = [step["with"]["python-version"] for _, step in STEPS if "setup-python@" in step.get("uses", "")]
    assert set(pythons) == {wheels.PYTHONS[0]}


def test_a_tag_of_another_version_stops_at_once() -> None:
    script = ROOT / ".ci" / "release" / "assemble.py"
    first = subprocess.run([sys.executable, script, "--check-tag", f"v{__version__}"], capture_output=True, text=True,
                           check=False)
    assert (first.returncode, first.stderr) == (0, "")
    with pytest.raises(SystemExit, match=r"tag v9\.9\.9 is not of this source"):
        assemble.check_tag("v9.9.9")


def test_a_version_without_news_is_not_released() -> None:
    with pytest.raises(SystemExit, match=r"must say what is new in 0\.0\.1"):
        assemble.news("0.0.1")


@pytest.mark.parametrize(("pfx", "files", "said"), [
    ("", ["JamsosDesa-1.0.0-pemasang.exe"], [assemble.UNSIGNED, assemble.NO_RELEASE]),
    ("x.pfx", ["JR-1.0.0-windows.jdx", "JamsosDesa-1.0.0-pemasang.exe"], [assemble.SIGNED])])
def test_the_notes_say_what_is_missing_and_every_sum(pfx: str, files: list[str], said: list[str], tmp_path: Path,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(sign.PFX, pfx)
    for name in files:
        (tmp_path / name).write_text(name)
    told = "\n".join(assemble.notes(sorted(tmp_path.iterdir())))
    assert [one for one in (assemble.UNSIGNED, assemble.SIGNED, assemble.NO_RELEASE) if one in told] == said
    sums = subprocess.run(["sha256sum", *files], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert all(line.split()[0] in told for line in sums.splitlines())
    assert assemble.news(__version__)[0] in told
