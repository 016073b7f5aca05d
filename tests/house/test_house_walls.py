"""Walls that imports alone do not show: SQL as text, one way to resources, one way to a child; and walls tried.

The contracts of ``pyproject.toml`` hold what is imported; each is tried here on a copy of the source with bricks out of
place, because a contract that cannot fail holds nothing.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "jamsos_desktop"
SOURCES = [*sorted(CORE.rglob("*.py")), *sorted((ROOT / "ui").rglob("*.py")), ROOT / "main.py"]
SQL_ROOMS = (CORE / "store", CORE / "hub" / "register")
SQL = re.compile(
    r"\bSELECT\s.+|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bREPLACE\s+INTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE\s+FROM\b"
    r"|\b(CREATE|ALTER|DROP)\s+(TEMP\s+|VIRTUAL\s+|UNIQUE\s+)*(TABLE|INDEX|VIEW|TRIGGER)\b|\bPRAGMA\s+\w"
    r"|\b(ORDER|GROUP)\s+BY\b|\bWHERE\s+\S+\s*(=|<|>|IN\b|LIKE\b|IS\b)", re.DOTALL)
LOWER = re.compile(r"(^|[\"'])\s*(select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|pragma\s)",
                   re.DOTALL)
# Decisions of the district that see both sides, the register and the rest (docs/decisions/0006-register.md).
DOORS = {"take_in", "incoming", "fork_decisions"}


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def holding(*words: str) -> list[Path]:
    """Files in whose text one of these words stands at all; only they are read closely."""
    return [path for path in SOURCES if any(word in text_of(path) for word in words)]


def spoken(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every text of a module that is not there to be read by developers only."""
    documents = {id(node.body[0].value) for node in ast.walk(tree)
                 if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
                 and node.body and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents:
            yield node


def is_sql(text: str) -> bool:
    return bool(SQL.search(text) or LOWER.search(text))


def test_sql_is_written_in_the_store_rooms_only() -> None:
    """An import contract sees the engine; a statement handed to an open ``Database`` it does not."""
    found = [f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}" for path in SOURCES
             if is_sql(text_of(path)) and not any(path.is_relative_to(room) for room in SQL_ROOMS)
             for node in spoken(tree_of(path)) if is_sql(node.value)]
    assert found == []


@pytest.mark.parametrize("text", ["SELECT 1 FROM unit", "SELECT count(*) FROM ", "orang WHERE hapus = 0",
                                  "select nik from peserta", "PRAGMA key", "CREATE TABLE x (y)", " ORDER BY n DESC",
                                  "DELETE FROM draf", "INSERT INTO draf VALUES (?)", "UPDATE peserta SET nik = ''"])
def test_the_search_knows_sql(text: str) -> None:
    assert is_sql(text)


def test_the_search_finds_what_the_store_rooms_hold() -> None:
    for room in SQL_ROOMS:
        assert sum(is_sql(node.value) for path in room.rglob("*.py") for node in spoken(tree_of(path))) > 50


# Resources, and this program again.

def names(tree: ast.Module) -> set[str]:
    """Names and attributes of names that a module uses: ``__file__``, ``sys.executable``, ``sys._MEIPASS``."""
    used = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            used.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used.add(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Constant) and node.value in ("_MEIPASS", "executable"):
            used.add(str(node.value))
    return used


def imported(tree: ast.Module) -> set[str]:
    found = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_only_paths_knows_where_the_program_lies() -> None:
    known = holding("__file__", "_MEIPASS", "pkgutil", "importlib")
    assert CORE / "paths.py" in known
    for path in known:
        if path != CORE / "paths.py":
            assert not {"__file__", "_MEIPASS", "sys._MEIPASS"} & names(tree_of(path)), path
            assert not {"pkgutil", "importlib.resources"} & imported(tree_of(path)), path


def test_a_child_is_the_program_itself_under_a_hidden_verb() -> None:
    """In a bundle there is no Python to be given ``-c`` or ``-m``, and no second way to start a child is left open."""
    know = []
    for path in holding("multiprocessing", "concurrent", "executable", '"-c"', '"-m"', "'-c'", "'-m'"):
        tree = tree_of(path)
        assert not {"multiprocessing", "concurrent.futures"} & imported(tree), path
        assert not {"-c", "-m"} & {node.value for node in spoken(tree)}, path
        know += [path.name] if {"sys.executable", "executable"} & names(tree) else []
    assert know == ["upgrading_place.py", "paths.py"]  # the first: which folder is to be replaced


def test_reading_a_workbook_makes_no_file() -> None:
    """Rows come back through the pipe: neither side of it opens a file to write or asks for a temporary one."""
    for path in [CORE / "apart.py", CORE / "intake" / "reader.py", *sorted((CORE / "workbook").glob("*.py"))]:
        tree = tree_of(path)
        assert not {"tempfile", "shutil"} & imported(tree), path
        called = {ast.unparse(node.func).split(".")[-1] for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert not {"write_text", "write_bytes", "mkdir", "touch", "mkstemp"} & called, path
        opened = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "open"]
        assert [ast.unparse(call) for call in opened if "'wb'" in ast.unparse(call) or "'w'" in ast.unparse(call)] \
            == (["open(1, 'wb', closefd=False)"] if path.name == "child.py" else []), path


# The contracts.

def contracts() -> dict[str, dict[str, object]]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["id"]: one for one in told["tool"]["importlinter"]["contracts"]}


def test_every_decision_of_the_register_is_under_its_contract() -> None:
    listed = contracts()["register"]["source_modules"]
    assert isinstance(listed, list)
    decisions = {path.stem for path in (CORE / "hub").glob("*.py")} - DOORS - {"__init__"}
    assert {name.rpartition(".")[2] for name in listed} == decisions


OUTSIDE = {"reportlab", "segno", "pypdfium2", "pypdf", "sqlcipher3", "sqlite_utils", "click"}
# Contract, file, what is added to it, and how the linter names it.
BRICKS = (
    ("floors", "jamsos_desktop/model/nik.py", "from jamsos_desktop import desk",
     "jamsos_desktop.model.nik -> jamsos_desktop.desk"),
    ("floors", "jamsos_desktop/store/people.py", "from jamsos_desktop import paper",
     "jamsos_desktop.store.people -> jamsos_desktop.paper"),
    ("floors", "jamsos_desktop/gudang.py", "A = 1", "jamsos_desktop.gudang"),
    ("floors", "jamsos_desktop/lumbung/__init__.py", "A = 1", "jamsos_desktop.lumbung"),
    ("ui-above", "jamsos_desktop/desk/guide.py", "import ui.busy", "jamsos_desktop.desk.guide -> ui.busy"),
    ("ui-doors", "ui/app.py", "from jamsos_desktop import store", "ui.app -> jamsos_desktop.store"),
    ("no-qt", "jamsos_desktop/texts.py", "def later():\n    import shiboken6\n    return shiboken6",
     "jamsos_desktop.texts -> shiboken6"),
    ("sql", "jamsos_desktop/desk/guide.py", "import sqlite3", "jamsos_desktop.desk.guide -> sqlite3"),
    ("sql", "jamsos_desktop/faults.py", "import sqlcipher3", "jamsos_desktop.faults -> sqlcipher3"),
    ("sql", "jamsos_desktop/hub/baru.py", "import sqlite_utils", "jamsos_desktop.hub.baru -> sqlite_utils"),
    ("sql", "ui/app.py", "import sqlite_utils", "ui.app -> sqlite_utils"),
    ("register", "jamsos_desktop/hub/merge.py", "from jamsos_desktop.hub import register",
     "jamsos_desktop.hub.merge -> jamsos_desktop.hub.register"),
    ("paper", "jamsos_desktop/texts.py", "import reportlab", "jamsos_desktop.texts -> reportlab"),
    ("paper", "ui/app.py", "import pypdfium2", "ui.app -> pypdfium2"),
    ("click", "jamsos_desktop/desk/guide.py", "import click", "jamsos_desktop.desk.guide -> click"),
)


@pytest.fixture(scope="module")
def linted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the linter says of a house with these rooms and modules, empty but for what they import from outside and for
    every brick out of place. The whole source would be the same house, and minutes of chains from brick to brick."""
    copy, outside = tmp_path_factory.mktemp("rumah"), set(holding(*OUTSIDE))
    for source in SOURCES[:-1]:
        made = copy / source.relative_to(ROOT)
        made.parent.mkdir(parents=True, exist_ok=True)
        used = {name.split(".")[0] for name in imported(tree_of(source))} if source in outside else set()
        made.write_text("\n".join(f"import {name}" for name in sorted(used & OUTSIDE)) + "\n", encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", copy)
    sound = _lint(copy)
    assert (sound.returncode, " 0 broken." in sound.stdout) == (0, True), sound.stdout + sound.stderr
    for _, place, brick, _ in BRICKS:
        (copy / place).parent.mkdir(exist_ok=True)
        with (copy / place).open("a", encoding="utf-8") as file:
            file.write(f"\n{brick}\n")
    done = _lint(copy)
    assert done.returncode == 1, done.stderr
    return done.stdout


def _lint(copy: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=copy, text=True,
                          capture_output=True, timeout=100)


def test_every_contract_has_a_brick() -> None:
    assert {contract for contract, *_ in BRICKS} == set(contracts())


@pytest.mark.parametrize(("contract", "place", "brick", "named"), BRICKS, ids=[f"{one[0]}-{one[3]}" for one in BRICKS])
def test_each_contract_sees_what_is_out_of_place(linted: str, contract: str, place: str, brick: str,
                                                 named: str) -> None:
    title = str(contracts()[contract]["name"])
    assert f"{title} BROKEN" in linted
    told = linted.partition("Broken contracts")[2].partition(f"\n{title}\n---")[2]
    told = re.split(r"\n[^\n]+\n-{5,}\n", told)[0]
    assert named in told
