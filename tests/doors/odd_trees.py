"""Odd values put into whole JSON trees and tables: what an insider's program, or a faulty one, could sign and send;
and how what was done with them ended."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

from jamsos_desktop.problems import Problem

DONE = "jadi"

LETTERS = ("", " ", "\x00", "‮LAWAS", "​", "Á" * 70, "x" * 5_000, "💥", "=1+1", "'", "<b>", "${x}", "../../x", "-",
           "NaN", "0", "9" * 40, "2026-02-30", "0000-00-00", "9999-12-31", "1e309", "true", "null", "7402115408849417")
NUMBERS = (0, -1, 1, 2**31, 2**53, 2**63, -2**63, 2**64, 10**30, 0.5, -0.0, 1e308)
OTHERS = (None, True, False, [], {}, [[]], [None], {"": ""}, {"uid": {}}, ["x"] * 200)


def odd_value(dice: random.Random, before: Any) -> Any:
    """Some other value; half of the time of the kind that stood there, since those go further in."""
    if dice.random() < 0.5:
        if isinstance(before, str):
            return dice.choice(LETTERS)
        if isinstance(before, (int, float)):
            return dice.choice(NUMBERS)
        if isinstance(before, list):
            return dice.choice(([], before * 2, before[:1] * 50, [before]))
        if isinstance(before, dict):
            return dice.choice(({}, {**before, "asing": before}, dict.fromkeys(before)))
    return copy.deepcopy(dice.choice((*LETTERS, *NUMBERS, *OTHERS)))


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all values of a tree."""
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in inside:
        yield (*path, key)
        yield from places(value, (*path, key))


def with_odd(dice: random.Random, tree: Any, many: int = 1) -> Any:
    """A copy with ``many`` values replaced, taken out, or put under another key."""
    tree = copy.deepcopy(tree)
    for _ in range(many):
        found = list(places(tree))
        if not found:
            break
        *way, last = dice.choice(found)
        parent = tree
        for step in way:
            parent = parent[step]
        kind = dice.random()
        if kind < 0.12:
            del parent[last]
        elif kind < 0.18 and isinstance(parent, dict):
            parent[dice.choice(LETTERS)] = parent.pop(last)
        else:
            parent[last] = odd_value(dice, parent[last])
    return tree


def broken_bytes(dice: random.Random, content: bytes) -> bytes:
    """One or several faults in the bytes: bits, a piece out, a piece in, cut short."""
    data = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 20))):
        at = dice.randrange(max(len(data), 1))
        match dice.randrange(4):
            case 0 if data:
                data[at] ^= 1 << dice.randrange(8)
            case 1:
                del data[at:at + dice.randrange(1, 200)]
            case 2:
                data[at:at] = dice.randbytes(dice.randrange(1, 50))
            case _:
                data = data[:at]
    return bytes(data)


def odd_table(dice: random.Random, text: str) -> str:
    """A CSV table with some cells, lines or its head changed."""
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 3))):
        at = dice.randrange(len(lines))
        match dice.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[dice.randrange(len(lines))] if lines else "")
            case 2:
                lines[at] = lines[at] + dice.choice((",", '"', "\r", ",,,,", "x"))
            case _:
                cells = lines[at].split(",")
                cells[dice.randrange(len(cells))] = str(dice.choice((*LETTERS, *NUMBERS))).replace("\n", " ")
                lines[at] = ",".join(cells)
        lines = lines or [""]
    return "\n".join(lines)


def end_of(seed: int, act: Callable[[], object]) -> str:
    """DONE, or the code of the Problem it ended in, which must be a whole sentence; any other fault names the seed."""
    try:
        act()
    except Problem as problem:
        if problem.apa.endswith(".") and problem.cara:
            return problem.kode
        raise AssertionError(f"seed {seed}: no sentence in {problem.args}") from problem
    except Exception as fault:
        raise AssertionError(f"seed {seed}") from fault
    return DONE
