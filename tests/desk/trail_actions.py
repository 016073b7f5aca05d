"""Every action and object that the program writes into its history, found in the source itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2] / "jamsos_desktop"
ROOMS = ("desk", "hub", "store")  # who writes a history at all
PASSED_ON = {"aksi", "objek", "jenis", "mode", "mengapa"}  # parameters and fields that carry it further


class Found(NamedTuple):
    """Codes and where they stand; ``unclear``: places where the code could not be told from the source."""

    actions: dict[str, str]
    objects: dict[str, str]
    unclear: list[str]


class _Source:
    def __init__(self, path: Path) -> None:
        self.name = str(path.relative_to(ROOT))
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.nodes = list(ast.walk(self.tree))
        self.words: dict[str, str] = {}
        self.taken: dict[str, str] = {}
        for node in self.tree.body:
            self._constant(node)
            if isinstance(node, ast.ImportFrom) and node.module:
                self.taken |= {alias.asname or alias.name: node.module for alias in node.names}

    def _constant(self, node: ast.stmt) -> None:
        if not isinstance(node, ast.Assign):
            return
        names, values = node.targets[0], node.value
        pairs = zip(names.elts, values.elts, strict=False) if isinstance(names, ast.Tuple) \
            and isinstance(values, ast.Tuple) else [(names, values)]
        for name, value in pairs:
            if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                self.words[name.id] = value.value


@cache
def found() -> Found:
    """Read the rooms that write."""
    sources = [_Source(path) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    places = _places(sources)
    done = Found({}, {}, [])
    for source in sources:
        for call in (node for node in source.nodes if isinstance(node, ast.Call)):
            for kind, argument in _asked(call, source, places):
                into = done.actions if kind == "aksi" else done.objects
                words = _words(argument, source, sources)
                if words is None and kind == "aksi":
                    done.unclear.append(f"{source.name}:{argument.lineno}")
                for word in words or ():
                    into.setdefault(word, source.name)
    return done


Places = dict[tuple[str, str], dict[str, int]]


def _places(sources: list[_Source]) -> Places:
    """(file, function or record) -> parameter -> its place in a call, of all that take an ``aksi``."""
    places: Places = {}
    for source in sources:
        for node in source.nodes:
            if isinstance(node, ast.FunctionDef):
                names = [one.arg for one in (*node.args.args, *node.args.kwonlyargs) if one.arg != "self"]
            elif isinstance(node, ast.ClassDef):
                names = [one.target.id for one in node.body
                         if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)]
            else:
                continue
            if "aksi" in names:
                places[source.name, node.name] = {name: at for at, name in enumerate(names)
                                                  if name in ("aksi", "objek")}
    return places


def _asked(call: ast.Call, source: _Source, places: Places) -> Iterator[tuple[str, ast.expr]]:
    for kind, at in places.get(_called(call.func, source), {}).items():
        given = [one.value for one in call.keywords if one.arg == kind] or call.args[at:at + 1]
        yield from ((kind, argument) for argument in given)


def _called(func: ast.expr, source: _Source) -> tuple[str, str]:
    """(file, name) of what is called; ("", "") for methods."""
    match func:
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in source.taken:
            return _file(f"{source.taken[module]}.{module}"), name
        case ast.Name(id=name):
            return _file(source.taken[name]) if name in source.taken else source.name, name
    return "", ""


def _file(module: str) -> str:
    return module.removeprefix("jamsos_desktop.").replace(".", "/") + ".py"


def _words(node: ast.expr, source: _Source, sources: list[_Source]) -> list[str] | None:
    """The texts an expression may be; [] where it only passes on what it was given, None where nobody can tell."""
    match node:
        case ast.Constant(value=str(text)):
            return [text] if text else []
        case ast.IfExp():
            parts = [_words(one, source, sources) for one in (node.body, node.orelse)]
        case ast.BoolOp():
            parts = [_words(one, source, sources) for one in node.values]
        case ast.Attribute(value=ast.Name(id=module), attr=name) if module in source.taken:
            home = _file(f"{source.taken[module]}.{module}")
            return [one.words[name] for one in sources if one.name == home and name in one.words] or None
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return _named(name, source, sources)
        case _:
            return None
    return None if None in parts else [word for part in parts for word in part or ()]


def _named(name: str, source: _Source, sources: list[_Source]) -> list[str] | None:
    if name in source.words:
        return [source.words[name]]
    home = [one.words[name] for one in sources if one.name == _file(source.taken.get(name, "")) and name in one.words]
    return home[:1] or ([] if name in PASSED_ON else None)
