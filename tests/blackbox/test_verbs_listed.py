"""No verb without a test that runs it as a process and succeeds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.blackbox.outside import ROOT, VERBS, environment, run

HERE = Path(__file__).parent
# Too long for a test: the whole loop with hundreds of pictures. CI runs it in the bundle.
BY_CI = {"demo"}
# "perbarui" is run in a bundle (test_upgrade_outside.py): the source has no program to put another in place of.


def spoken(*manners: str) -> set[str]:
    """First words of all that these tests say to a desk in these manners, such as ``.json("daftar")``."""
    found = set()
    for file in HERE.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args \
                    and node.func.attr in manners and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


def test_every_verb_that_is_listed_is_run_from_outside(tmp_path: Path) -> None:
    told = run([*VERBS, "--help"], environment(tmp_path), tmp_path)
    assert told.returncode == 0
    listed = set(re.findall(r"^  ([a-z][a-z-]+) {2,}\S", told.stdout.partition("Perintah:")[2], re.MULTILINE))
    assert len(listed) > 50
    assert listed - spoken("json", "said") - BY_CI == set()
    assert all(f"jamsos {verb} " in (ROOT / ".ci" / "run").read_text("utf-8") for verb in BY_CI)
