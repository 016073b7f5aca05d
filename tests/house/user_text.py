"""All text people may read, with where it stands: strings of the code that are shown, resources, the guide, help of
commands.

What is shown is told apart by use, not by guessing at words: a string counts when it has a blank or begins with a
capital, and is neither a docstring, nor SQL, QSS, a type, a pattern, a format of dates, nor handed to a call that never
shows anything (``cast``, ``re.compile``, ``getattr``, ``bind``, ...).
"""

from __future__ import annotations

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SILENT = {"cast", "compile", "getattr", "setattr", "hasattr", "setProperty", "property", "bind", "QShortcut",
          "QKeySequence", "TypeVar", "NewType", "import_module", "setObjectName", "setStyleSheet", "execute",
          "executemany", "executescript", "query", "strftime", "strptime", "encode", "decode", "SimpleNamespace",
          "pixmap", "set_icon", "icon", "resource", "startswith", "endswith", "split", "removeprefix", "removesuffix",
          "match", "fullmatch", "search", "sub", "finditer", "note", "AssertionError", "ValueError", "TypeError",
          "RuntimeError", "KeyError", "LookupError", "NotImplementedError", "environ", "get_type", "Meta",
          "addPixmap", "setDesktopFileName", "setTextFormat", "partition", "rpartition"}
_SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WHERE|FROM|JOIN|ORDER BY|VALUES|ATTACH|BEGIN|COMMIT|"
                  r"ROLLBACK|AND|OR|REFERENCES|NOT NULL|DROP|ALTER|REPLACE|UNION|LIMIT|ON CONFLICT|CASE|WHEN|THEN|"
                   r"COALESCE)\b")
_CODE = re.compile(r"[{};]\s*$|^[\w.]+\(|^\s*[A-Z_0-9]+\s*$|^[a-z_]+( [a-z_]+)*$(?<! )|\\[dwsb(]|^[/%#.<]|^Q[A-Z]\w+|"
                   r"(?:^| )re f|^(BT|ET|q|Q)\b|color:|padding|font-|^\(\?|xmlns|^PDF-|^%PDF")


class Said(NamedTuple):
    """Words and where they stand."""

    where: str
    words: str


def of_code() -> Iterator[Said]:
    """Strings of the window and the core that people are shown."""
    for top in ("ui", "jamsos_desktop"):
        for file in sorted((ROOT / top).rglob("*.py")):
            for line, words in strings(file.read_text("utf-8")):
                yield Said(f"{file.relative_to(ROOT)}:{line}", words)


def strings(source: str) -> Iterator[tuple[int, str]]:
    """Line and words of each string of a module that may be shown; values put into one are "{}"."""
    for line, words in _read(ast.parse(source)):
        if is_said(words):
            yield line, words


def _read(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Strings below a node, without what is never shown: docstrings, annotations, keys, comparisons, silent calls."""
    if isinstance(node, ast.JoinedStr):
        yield node.lineno, "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _read(part.value)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.lineno, node.value
    elif not (isinstance(node, ast.Compare) or (isinstance(node, ast.Call) and _name(node.func) in SILENT)):
        for below in _below(node):
            yield from _read(below)


def _below(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.AnnAssign):
        return iter([node.value] if node.value is not None else [])
    if isinstance(node, ast.Subscript):
        return iter([node.value])
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        first = node.body[0] if node.body else None
        told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and not _is_verb(node)
        defaults = node.args.defaults + [one for one in node.args.kw_defaults if one is not None] \
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else []
        return iter([*getattr(node, "decorator_list", ()), *defaults, *node.body[told:]])
    return ast.iter_child_nodes(node)


def _name(function: ast.expr) -> str:
    return str(getattr(function, "id", getattr(function, "attr", "")))


def is_said(words: str) -> bool:
    """Whether a string reads like words for people: a sentence, a label, a heading."""
    text = words.strip()
    if len(text) < 3 or not re.search(r"[a-z]{2}", text) or ("_" in text and " " not in text):
        return False
    if _SQL.search(text) or _CODE.search(text) or len(re.findall(r"\b[a-z]+_[a-z_]+\b", text)) > 1:
        return False
    return " " in text or text[0].isupper()


def _is_verb(node: ast.AST) -> bool:
    """A command's docstring is its help."""
    return any("command" in ast.unparse(one) or "group" in ast.unparse(one)
               for one in getattr(node, "decorator_list", ()))


def of_resources() -> Iterator[Said]:
    """Words of the data files: cells of tables, values of layouts and letters."""
    for file in sorted((ROOT / "resources").rglob("*.csv")):
        if file.parent.name in ("impor", "kemiripan", "sipp", "wilayah"):
            continue  # what others write is read there, nothing is shown
        rows = list(csv.reader(file.read_text("utf-8").splitlines(), delimiter=_delimiter(file)))
        for at, row in enumerate(rows[1:], 2):
            for head, cell in zip(rows[0], row, strict=False):
                if head not in ("sumber", "kode") and " " in cell.strip():
                    yield Said(f"{file.relative_to(ROOT)}:{at}", cell)
    for file in sorted((ROOT / "resources").rglob("*.toml")):
        for words in _values(tomllib.loads(file.read_text("utf-8"))):
            if is_said(words):
                yield Said(str(file.relative_to(ROOT)), words)
    compiled = (ROOT / "resources" / "jamsos_id.ts").read_text("utf-8")
    for words in re.findall(r"<translation>([^<]+)</translation>", compiled):
        yield Said("resources/jamsos_id.ts", words)


def _delimiter(file: Path) -> str:
    head = file.read_text("utf-8").partition("\n")[0]
    return ";" if head.count(";") > head.count(",") else ","


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)


def of_guide() -> Iterator[Said]:
    """The guide without its marks, its commands and its links' targets."""
    for file in sorted((ROOT / "docs" / "panduan").glob("*.md")):
        hidden = False
        for at, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if line.startswith("```"):
                hidden = not hidden
            elif not hidden and line.strip():
                plain = re.sub(r"`[^`]*`", "", re.sub(r"\]\([^)]*\)", "]", line))
                yield Said(f"docs/panduan/{file.name}:{at}", plain.replace("*", ""))
