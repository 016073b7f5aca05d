"""House rules that a machine can hold: the floors, small files that open with a sentence, a sane Qt."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from jamsos_desktop import desk

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for top in ("jamsos_desktop", "ui") for path in (ROOT / top).rglob("*.py")) + [ROOT / "main.py"]
LONGEST_FILE, LONGEST_FUNCTION = 400, 50  # the walls; the aim is 300 and 30 (docs/CONTRIBUTING.md)


def test_every_import_goes_down_the_floors() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_opens_with_a_sentence_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    if not text.strip():
        return
    assert ast.get_docstring(tree), "a file opens with a sentence"
    assert len(text.splitlines()) <= LONGEST_FILE
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]
    assert not long


def test_qt_keeps_the_references_of_none_and_true() -> None:
    """PySide6 6.12.0 lost some with every call on CPython 3.11 and aborted after some hundred of them."""
    thing = QObject()
    before = [sys.getrefcount(None), sys.getrefcount(True)]
    for _ in range(1_000):
        thing.setObjectName("a")
        thing.blockSignals(True)
    after = [sys.getrefcount(None), sys.getrefcount(True)]
    assert all(abs(now - then) < 100 for now, then in zip(after, before, strict=True))


def test_no_name_of_the_desk_is_also_a_module_of_it() -> None:
    """Importing such a module would put it where the function is asked for: "'module' object is not callable"."""
    names = {name for told in desk.HOME.values() for name in told}
    modules = {path.stem for path in (ROOT / "jamsos_desktop/desk").iterdir()}
    assert len(names) > 100
    assert names & modules == set()
