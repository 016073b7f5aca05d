"""The codes of every ``Problem`` in the source; run as a program it writes their table into the glossary."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
_HEADING = "## Problem codes"
_ROW = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def problem_codes() -> dict[str, str]:
    """Code -> what happened, with an ellipsis where a value stands; the first place by path wins."""
    found: dict[str, str] = {}
    for path in sorted(path for top in ("jamsos_desktop", "ui") for path in (ROOT / top).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and node.args:
                code = _text(node.args[0])
                if re.fullmatch("[A-Z_]+", code):
                    found.setdefault(code, _text(node.args[1]) if len(node.args) > 1 else "")
    return found


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return "\u2026"


def listed_codes(glossary: str) -> set[str]:
    """The codes in the glossary's table."""
    return set(_ROW.findall(glossary.partition(_HEADING)[2]))


def write() -> None:
    """Replace the table at the end of the glossary."""
    before = GLOSSARY.read_text(encoding="utf-8").partition(_HEADING)[0]
    rows = "\n".join(f"| `{code}` | {said} |" for code, said in sorted(problem_codes().items()))
    head = ("Each comes with what is safe and what to do, and with exit code 1 on the command line. "
            "Written by `python tests/house/problem_codes.py`.\n\n| code | what happened |\n|---|---|\n")
    GLOSSARY.write_text(f"{before}{_HEADING}\n{head}{rows}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
