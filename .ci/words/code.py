"""Words in Python source: read with their holes named, and a translation written back in exactly their place."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from typing import NamedTuple

from words.unit import HOLE, Unit
from words.use import compared_in, said_in, strings_in

COUNTED = re.compile(r"\{(\w+)\} [a-z]{3}")


class Hole(NamedTuple):
    """A value put into a text: its name in the catalogue, and how it is written in a format string."""

    name: str
    value: ast.expr
    tail: str  # conversion and format, as they were


def read(source: str, file: str) -> tuple[list[Unit], set[str]]:
    """Every text of a module, and the texts it compares with."""
    tree = ast.parse(source)
    said = [Unit(file, node.lineno, words_of(node), counts_of(node)) for node in said_in(tree, file)]
    return said, {str(node.value) for node in compared_in(tree, file)}


def counts_of(node: ast.expr) -> tuple[str, ...]:
    """The values that count the thing named after them: "{people} orang"."""
    if not isinstance(node, ast.JoinedStr):
        return ()
    numbers = {hole.name for hole in holes_of(node) if _is_number(hole)}
    return tuple(name for name in COUNTED.findall(words_of(node)) if name in numbers)


def _is_number(hole: Hole) -> bool:
    value = hole.value
    if isinstance(value, ast.Call):
        return str(getattr(value.func, "id", getattr(value.func, "attr", ""))) in ("number", "len", "sum", "int")
    return hole.tail == ":," or hole.name in ("count", "many", "n", "orang", "jumlah", "days", "hari", "total")


def words_of(node: ast.expr) -> str:
    """What a string says, holes as {name}; help of commands without the indent of the code."""
    if isinstance(node, ast.Constant):
        return _clean(str(node.value))
    assert isinstance(node, ast.JoinedStr)
    named = iter(holes_of(node))
    return "".join(str(part.value) if isinstance(part, ast.Constant) else f"{{{next(named).name}}}"
                   for part in node.values)


def _clean(words: str) -> str:
    return inspect.cleandoc(words) if "\n    " in words else words


def holes_of(node: ast.JoinedStr) -> list[Hole]:
    """The values of a text in order; the same value twice has one name."""
    taken: dict[str, str] = {}  # how it is written -> its name
    found = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            tail = (f"!{chr(part.conversion)}" if part.conversion != -1 else "") + _spec(part.format_spec)
            written = ast.unparse(part.value) + tail
            if written not in taken:
                taken[written] = _fresh(_name(part.value), set(taken.values()))
            found.append(Hole(taken[written], part.value, tail))
    return found


def _spec(spec: ast.expr | None) -> str:
    if spec is None:
        return ""
    assert isinstance(spec, ast.JoinedStr)
    if not all(isinstance(part, ast.Constant) for part in spec.values):
        raise ValueError(f"a format made of values, line {spec.lineno}: put it in a variable of its own")
    return ":" + "".join(str(part.value) for part in spec.values if isinstance(part, ast.Constant))


def _name(value: ast.expr) -> str:
    """A word a translator can read: of ``number(len(people))`` it is "people"."""
    if isinstance(value, ast.Name):
        name = value.id
    elif isinstance(value, ast.Attribute):
        name = value.attr
    elif isinstance(value, ast.Call):
        name = _name(value.args[0]) if value.args and not isinstance(value.args[0], ast.Constant) else _name(value.func)
    elif isinstance(value, ast.Subscript):
        key = value.slice.value if isinstance(value.slice, ast.Constant) else None
        name = key if isinstance(key, str) else _name(value.value)
    elif isinstance(value, ast.BinOp):
        name = _name(value.left)
    elif isinstance(value, ast.IfExp):
        name = _name(value.test) if isinstance(value.body, ast.Constant) else _name(value.body)
    elif isinstance(value, ast.BoolOp):
        name = _name(value.values[0])
    else:
        inner = next((below for below in ast.walk(value) if isinstance(below, ast.Name | ast.Attribute)), None)
        name = _name(inner) if inner is not None and inner is not value else "nilai"
    return re.sub(r"\W", "", name).strip("_").lower() or "nilai"


def _fresh(name: str, taken: set[str]) -> str:
    name = name if not name[0].isdigit() else f"n{name}"
    return next(one for one in (name, *(f"{name}_{nth}" for nth in range(2, 99))) if one not in taken)


Translate = Callable[[str], "tuple[str, ...] | None"]


def rewritten(source: str, file: str, translate: Translate, compared: frozenset[str] = frozenset()) -> str:
    """The same module saying the translation; lines stay where they are, so that a fault's report still fits.
    ``compared``: texts that are also said otherwise where the program compares with them."""
    tree = ast.parse(source)
    said = {id(node) for node in said_in(tree, file)}
    if compared:
        said |= {id(node) for node in compared_in(tree, file) if node.value in compared}
    writer = _Writer(said, translate)
    return _replaced(source, [(node, writer.text(node)) for node in strings_in(tree) if writer.changes(node)])


class _Writer(ast.NodeTransformer):
    def __init__(self, said: set[int], translate: Translate) -> None:
        self.said, self._translate = said, translate

    def changes(self, node: ast.AST) -> bool:
        """Whether anything in this string is said otherwise."""
        if isinstance(node, ast.Constant):
            return id(node) in self.said and self._translate(words_of(node)) is not None
        return any(id(one) in self.said and self._translate(words_of(one)) is not None  # type: ignore[arg-type]
                   for one in ast.walk(node))

    def text(self, node: ast.expr) -> str:
        return ast.unparse(self.visit(node))

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        forms = self._translate(words_of(node)) if id(node) in self.said else None
        return ast.Constant(forms[0]) if forms else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        """As ``"...{0}...".format(value)``: quotes of any kind may stand in the translation."""
        holes = holes_of(node)
        forms = self._translate(words_of(node)) if id(node) in self.said else None
        places = {hole.name: nth for nth, hole in enumerate({one.name: one for one in holes}.values())}
        tails = {hole.name: hole.tail for hole in holes}
        values = [self.visit(hole.value) for hole in {one.name: one for one in holes}.values()]
        made = [ast.Constant(_formatted(form, places, tails)) for form in forms or (words_of(node),)]
        text: ast.expr = made[0] if len(made) == 1 else ast.Call(
            ast.Attribute(ast.Call(ast.Name("__import__"), [ast.Constant("jamsos_plural")], []), "chosen"),
            [ast.Tuple(made), *(values[places[name]] for name in counts_of(node)[:1])], [])
        return ast.Call(ast.Attribute(text, "format"), values, [])


def _formatted(words: str, places: dict[str, int], tails: dict[str, str]) -> str:
    out, at = [], 0
    for hit in HOLE.finditer(words):
        name = hit[0][1:-1]
        if name not in places:
            continue
        out += [_doubled(words[at:hit.start()]), f"{{{places[name]}{tails[name]}}}"]
        at = hit.end()
    return "".join((*out, _doubled(words[at:])))


def _doubled(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


def _replaced(source: str, changes: list[tuple[ast.expr, str]]) -> str:
    """From the last to the first; each new text takes as many lines as the old one."""
    lines = source.encode("utf-8").splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    whole = b"".join(lines)
    for node, fresh in sorted(changes, key=lambda one: (one[0].lineno, one[0].col_offset), reverse=True):
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset
        written = f"({fresh}{chr(10) * (node.end_lineno - node.lineno)})"
        whole = whole[:start] + written.encode("utf-8") + whole[end:]
    return whole.decode("utf-8")
