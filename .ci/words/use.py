"""Which strings of the code are shown. Told apart by use, not by guessing at a language.

A string is *not* shown when it is a docstring (unless of a command), an annotation, a key, part of a comparison, or
handed to a call that never shows anything. Of the rest, whatever reads like words is: a blank, a capital at its head,
or a small word where sentences are put together. What this rule gets wrong is named in ``resources/bahasa/``.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from words.unit import HOLE, ROOT

NAMED = ROOT / "resources" / "bahasa" / "tetap.toml"
SILENT = {"cast", "compile", "getattr", "setattr", "hasattr", "setProperty", "property", "bind", "QShortcut",
          "QKeySequence", "TypeVar", "NewType", "import_module", "setObjectName", "setStyleSheet", "execute",
          "executemany", "executescript", "query", "strftime", "strptime", "encode", "decode", "SimpleNamespace",
          "pixmap", "set_icon", "icon", "resource", "startswith", "endswith", "split", "removeprefix", "removesuffix",
          "match", "fullmatch", "search", "sub", "finditer", "AssertionError", "ValueError", "TypeError",
          "RuntimeError", "KeyError", "LookupError", "NotImplementedError", "environ", "get_type", "Meta",
          "addPixmap", "setDesktopFileName", "setTextFormat", "partition", "rpartition", "read_rows", "add_worksheet"}
# Values of these names are read by the program: columns of tables, titles others write, sheets of a workbook.
SILENT_NAMES = {"sinonim", "synonyms", "key", "stem", "columns", "SHEET", "GUIDE", "LISTS", "lembar"}
SHOWS = {"Label", "_Legend", "Legend"}  # the first argument is shown as it is
TAKES_APART = {"startswith", "endswith", "removeprefix", "removesuffix", "partition", "split", "replace", "index"}
_SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WHERE|FROM|JOIN|ORDER BY|VALUES|ATTACH|BEGIN|COMMIT|"
                  r"ROLLBACK|AND|OR|REFERENCES|NOT NULL|DROP|ALTER|REPLACE|UNION|LIMIT|ON CONFLICT|CASE|WHEN|THEN|"
                  r"COALESCE|IN|IS NULL|excluded|COLLATE|SAVEPOINT|RELEASE|coalesce|instr)\b|"
                  r"(?:=|<|>|<>) ?(?:\?|\d$|'')")
_CODE = re.compile(r"[{};]\s*$|^[\w.]+\(|^\s*[A-Z_0-9]+\s*$|\\[dwsb(]|^[/%#<]|^\.\w|"
                   r"^[A-Z][a-z]+[A-Z]\w*(?:-\w*)?$|"
                   r"^(?=.*_)[a-z_]+(?:,? [a-z_]+)+$| re B|^Q[A-Z]\w+|"
                   r"(?:^| )re f|^(BT|ET|q|Q)\b|color:|padding|font-|border-|margin-|^\(\?|xmlns|^PDF-|^%PDF|^--\w|^_|"
                   r"^\w+://|^[A-Z]:\\|\bseq=|\d rg$|sumber keyakinan$|"
                   r"^[\w-]+(\.[\w-]+)+$|^\S+/\S+$|^[*?]|^<\?|^(application|image|text)/")
_TAG = re.compile(r"</?(?:b|i|u|p|br|span|a|h\d|ul|li|td|tr|table|div|code)\b[^<>]*>")
_FILE = re.compile(r"^\S*\.(?:json|jdx|jdc|xlsx|pdf|csv|txt|log|db|toml|png|html)$")
_SMALL = re.compile(r"^[a-z]+(?:-[a-z]+)?$")


@cache
def named() -> dict[str, Any]:
    """The named exceptions: what is never translated, and why; small words that are shown, by file."""
    return tomllib.loads(NAMED.read_text("utf-8"))


def said_in(tree: ast.AST, file: str = "") -> Iterator[ast.expr]:
    """The strings of a module that are shown (``Constant`` or ``JoinedStr``), the ones inside others' holes too."""
    if file not in named()["tanpa"]:
        yield from _Reader(file).read(tree, False)


def compared_in(tree: ast.AST, file: str = "") -> Iterator[ast.Constant]:
    """Strings that look something up or are compared with: never shown here, but they may be the same as what is."""
    for node in _all(tree, _LOOKS_UP) if file not in named()["tanpa"] else ():
        for below in _looked_at(node):
            for one in _all(below, ast.Constant):
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and reads_like_words(one.value):
                    yield one


_LOOKS_UP = (ast.Compare, ast.Subscript, ast.Dict, ast.MatchValue, ast.Call)
_LEAVES = (ast.Name, ast.expr_context, ast.operator, ast.cmpop, ast.unaryop, ast.boolop, ast.Pass, ast.alias)


def _all(tree: ast.AST, wanted: type[ast.AST] | tuple[type[ast.AST], ...], *, deep: bool = True) -> Iterator[ast.AST]:
    """``ast.walk`` for some kinds of nodes only, three times as fast: a thousand files are read by every test run.
    Without ``deep`` nothing inside what is found."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, wanted):
            yield node
            if not deep:
                continue
        for name in node._fields:
            value = getattr(node, name, None)
            if value.__class__ is list:
                stack += [one for one in value if isinstance(one, ast.AST) and not isinstance(one, _LEAVES)]
            elif isinstance(value, ast.AST) and not isinstance(value, _LEAVES):
                stack.append(value)


def _looked_at(node: ast.AST) -> Iterable[ast.AST]:
    if isinstance(node, ast.Compare):
        return node.left, *node.comparators
    if isinstance(node, ast.Subscript):
        return (node.slice,)
    if isinstance(node, ast.Dict):
        return [key for key in node.keys if isinstance(key, ast.Constant)]
    if isinstance(node, ast.MatchValue):
        return (node.value,)
    return node.args if isinstance(node, ast.Call) and _called(node) in TAKES_APART else ()


def strings_in(tree: ast.AST) -> Iterator[ast.expr]:
    """Every string of a module that stands in no other string."""
    for node in _all(tree, (ast.Constant, ast.JoinedStr), deep=False):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            yield node


class _Reader:
    def __init__(self, file: str) -> None:
        self._kept = set(named()["tetap"]) | set(named()["simpanan"].get(file, ()))
        self._shown = set(named()["tampil"].get(file, ()))
        self._lexicon = file in named()["kamus"]
        self._found: list[ast.expr] = []

    def read(self, node: ast.AST, joined: bool) -> list[ast.expr]:
        """``joined``: this place is part of a sentence that is being put together, or is shown as it is."""
        self._look(node, joined)
        return self._found

    def _look(self, node: ast.AST, joined: bool) -> None:
        if isinstance(node, _LEAVES):
            return
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and self._is_said(node.value, joined):
                self._found.append(node)
        elif isinstance(node, ast.JoinedStr):
            self._sentence(node)
        elif isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and f"kunci:{key.value}" in self._shown:
                    self._found.append(key)
                self._look(value, joined and isinstance(value, ast.Constant))
        elif self._marked(node, "1"):
            self._found += [pair.elts[1] for pair in ast.walk(node) if isinstance(pair, ast.Tuple)
                            and len(pair.elts) > 1 and isinstance(pair.elts[1], ast.Constant)]
        elif not (isinstance(node, ast.Compare | ast.Name | ast.Pass) or _is_silent(node)):
            self._below(node, joined)

    def _below(self, node: ast.AST, joined: bool) -> None:
        inside = (isinstance(node, ast.IfExp | ast.BoolOp) and joined) or _adds_up(node) or self._marked(node, "*")
        shown = node.args[0] if isinstance(node, ast.Call) and node.args and _called(node) in SHOWS else None
        for below in parts(node):
            self._look(below, inside or below is shown)

    def _sentence(self, node: ast.JoinedStr) -> None:
        words = "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
        if self._is_said(words, True):
            self._found.append(node)
        joined = (" " in words.strip("\0") and not _SQL.search(words)) or reads_like_words(words, True)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self._look(part.value, joined)

    def _is_said(self, words: str, joined: bool) -> bool:
        if words.strip() in self._kept:
            return False
        if words in self._shown:
            return True
        if self._lexicon and not re.match(r"\W*[A-Z\0]|.*\0", words):
            return False
        return reads_like_words(words, joined)

    def _marked(self, node: ast.AST, what: str) -> bool:
        """An assignment in the list of exceptions: NAME:* all its values are shown, NAME:1 the second of each pair."""
        if not self._shown or not isinstance(node, ast.Assign | ast.AnnAssign):
            return False
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(one, ast.Name) and f"{one.id}:{what}" in self._shown for one in targets)


def reads_like_words(words: str, joined: bool = False) -> bool:
    """Whether a string reads like words for people; values put into it stand as NUL."""
    words = HOLE.sub("\0", _TAG.sub("", words))  # what a text looks like is no part of what it says
    text = words.replace("\0", "{}").strip()
    plain = words.replace("\0", " ").strip()
    if len(plain) < 3 or not re.search(r"[a-z]{2}", plain):
        return bool(joined and re.search(r"[a-z]{2}", plain) and words != words.strip())
    if " " not in text and ("_" in text or not re.match(r"\W*[A-Z]|.*\s", words)):
        return joined and bool(_SMALL.match(plain)) and plain == words.strip(" ,.()")
    names = len(re.findall(r"\b[a-z]+_[a-z_]+\b", text))
    if _SQL.search(text) or _CODE.search(plain) or _FILE.match(words) or names > 1:
        return False
    return bool(re.search(r"[A-Za-z]{2}", plain))


def parts(node: ast.AST) -> Iterator[ast.AST]:
    """What is below a node, without what nobody reads: docstrings, annotations, keys of look-ups."""
    if isinstance(node, ast.AnnAssign):
        return iter([node.value] if node.value is not None else [])
    if isinstance(node, ast.Subscript):
        return iter([node.value])
    if isinstance(node, ast.Assign):
        names = {one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
        return iter([] if names & SILENT_NAMES else [node.value])
    if isinstance(node, ast.keyword):
        return iter([] if node.arg in SILENT_NAMES else [node.value])
    if isinstance(node, ast.match_case):
        return iter(node.body)
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        first = node.body[0] if node.body else None
        told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and not is_verb(node)
        defaults = node.args.defaults + [one for one in node.args.kw_defaults if one is not None] \
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else []
        return iter([*getattr(node, "decorator_list", ()), *defaults, *node.body[told:]])
    return ast.iter_child_nodes(node)


def is_verb(node: ast.AST) -> bool:
    """A command's docstring is its help."""
    return any("command" in ast.unparse(one) or "group" in ast.unparse(one)
               for one in getattr(node, "decorator_list", ()))


def _is_silent(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and _called(node) in SILENT


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _adds_up(node: ast.AST) -> bool:
    """Strings are put together here, and one of them reads like words."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and any(
        (isinstance(one, ast.Constant) and isinstance(one.value, str) and reads_like_words(one.value))
        or (isinstance(one, ast.JoinedStr) and " " in ast.unparse(one)) for one in ast.walk(node))
