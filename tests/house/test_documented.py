"""Whoever reads a name reads a sentence: no public function, class or method without a docstring.

A method that takes the place of another is told by that one, be it ours, Qt's or Python's own. A property reads as a
field does, and is told by its class.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest

import jamsos_desktop
import ui

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [ROOT / "main.py", *sorted(path for top in (".ci", "bench") for path in (ROOT / top).rglob("*.py"))]


def _modules(package: ModuleType) -> list[ModuleType]:
    found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    return [package, *(importlib.import_module(one.name) for one in found)]


def _function(member: object) -> object | None:
    """The function of a method, a static one and one of the class too; None for everything else."""
    held = getattr(member, "__func__", member)
    return held if inspect.isfunction(held) or hasattr(held, "cache_info") else None


def _told(kind: type, name: str, house: Sequence[str]) -> bool:
    """Whether the method, or what it takes the place of, is told; strangers tell theirs in their own books."""
    for base in kind.__mro__:
        if name in vars(base) and (base.__module__.split(".")[0] not in house
                                   or getattr(_function(vars(base)[name]), "__doc__", None)):
            return True
    return False


def _class_told(kind: type) -> bool:
    """Dataclasses and named tuples write a text of their own, which only repeats the fields."""
    words = vars(kind).get("__doc__") or ""
    return bool(words) and not words.startswith(f"{kind.__name__}(")


def _silent(module: ModuleType, house: Sequence[str]) -> Iterator[str]:
    for name, thing in vars(module).items():
        if name.startswith("_") or getattr(thing, "__module__", None) != module.__name__:
            continue
        if inspect.isclass(thing):
            if not _class_told(thing):
                yield f"{module.__name__}.{name}"
            yield from (f"{module.__name__}.{name}.{own}" for own, member in vars(thing).items()
                        if not own.startswith("_") and _function(member) and not _told(thing, own, house))
        elif _function(thing) and not thing.__doc__:
            yield f"{module.__name__}.{name}"


def _silent_lines(body: Sequence[ast.stmt]) -> Iterator[str]:
    """The same of a script, which is only read: some of them begin their work when they are imported.

    ``main`` is told by the file's own sentence; names like ``paintEvent`` are Qt's.
    """
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            qts = isinstance(node, ast.FunctionDef) and node.name != node.name.lower()
            if not (ast.get_docstring(node) or qts or node.name == "main"):
                yield node.name
            yield from _silent_lines(node.body if isinstance(node, ast.ClassDef) else ())


@pytest.mark.parametrize("package", [jamsos_desktop, ui], ids=lambda package: package.__name__)
def test_every_public_name_is_told(package: ModuleType) -> None:
    modules = _modules(package)
    assert len(modules) > 100
    assert not [name for module in modules for name in _silent(module, ("jamsos_desktop", "ui"))]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_public_name_of_a_script_is_told(path: Path) -> None:
    assert not list(_silent_lines(ast.parse(path.read_text(encoding="utf-8")).body))


def test_what_says_nothing_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "told_or_not.py").write_text(
        "from dataclasses import dataclass\nfrom functools import cache\nfrom PySide6.QtWidgets import QWidget\n"
        "def loud(): ...\n"
        "@cache\ndef kept(): ...\n"
        "def _own(): ...\n"
        'def said():\n    """."""\n'
        '@dataclass\nclass Row:\n    number: int\n'
        'class Told:\n    """."""\n    def go(self):\n        """."""\n    def stay(self): ...\n'
        'class Page(Told, QWidget):\n    """."""\n    def go(self): ...\n    def stay(self): ...\n'
        "    def sizeHint(self): ...\n    def ownHint(self): ...\n    def _own(self): ...\n"
        "    @property\n    def number(self): ...\n    @staticmethod\n    def made(): ...\n")
    monkeypatch.syspath_prepend(tmp_path)
    module = importlib.import_module("told_or_not")
    monkeypatch.delitem(sys.modules, "told_or_not")
    assert [name.removeprefix("told_or_not.") for name in _silent(module, ("told_or_not",))] == [
        "loud", "kept", "Row", "Told.stay", "Page.stay", "Page.ownHint", "Page.made"]
    assert not list(_silent_lines(ast.parse('def said():\n    """."""\ndef _own(): ...\ndef main(): ...\n').body))
    assert list(_silent_lines(ast.parse('class Row:\n    def stay(self): ...\ndef loud(): ...\n').body)) == [
        "Row", "stay", "loud"]
