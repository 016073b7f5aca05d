"""The table of what was tortured and what came of it: every part leaves its numbers below ``build/``.

    python -m tests.torture.figures                            prints the table
    python -m tests.torture.figures --into docs/reliability.md puts it between the marks of that page

What a long run found stands for what a short run of the same part found.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "torture"
START, END = "<!-- figures -->", "<!-- /figures -->"
HEAD = ("Torture", "Run", "Tried", "Acknowledged", "Lost", "Damaged", "What else was held")


def note(name: str, part: str, *, long: bool, tried: int, acked: int | None = None, lost: int = 0, damaged: int = 0,
         also: str = "", piece: str = "", opened: int = 0) -> None:
    """Keep one row. ``tried``: kills, crash states, limits, corruptions; ``acked``: saves said to be kept, None where
    nothing is acknowledged; ``damaged``: ends in which the desk did not open whole. ``piece``: of a part whose pieces
    are separate tests; they are summed up. ``opened``: how many were different, where equal ones were tried once."""
    KEPT.mkdir(parents=True, exist_ok=True)
    row = {"part": part, "long": long, "tried": tried, "acked": acked, "lost": lost, "damaged": damaged, "also": also,
           "opened": opened}
    kept = KEPT / f"{name}.{piece}.{'long' if long else 'short'}.json"
    beside = kept.with_name(f".{kept.name}.{os.getpid()}")
    beside.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    os.replace(beside, kept)


def rows() -> list[dict[str, Any]]:
    """One row a part, by name; the long run of a part stands for its short one."""
    pieces: dict[tuple[str, bool], list[dict[str, Any]]] = {}
    for path in sorted(KEPT.glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        pieces.setdefault((path.name.partition(".")[0], row["long"]), []).append(row)
    return [_sum(pieces.get((name, True)) or pieces[name, False]) for name in sorted({name for name, _ in pieces})]


def _sum(pieces: list[dict[str, Any]]) -> dict[str, Any]:
    """The pieces of one part as one row; what each also tells stands once."""
    first, told = pieces[0], dict.fromkeys(row["also"] for row in pieces if row["also"])
    acked = None if first["acked"] is None else sum(row["acked"] for row in pieces)
    sums = {key: sum(row.get(key, 0) for row in pieces) for key in ("tried", "lost", "damaged", "opened")}
    different = f"{sums['opened']:,} different ones opened: " if sums["opened"] else ""
    return {**first, **sums, "acked": acked, "also": different + ", ".join(told)}


def table() -> str:
    """The rows as a Markdown table with a line of sums."""
    found = rows()
    cells = [[row["part"], "long" if row["long"] else "short", f"{row['tried']:,}",
              "-" if row["acked"] is None else f"{row['acked']:,}", str(row["lost"]), str(row["damaged"]), row["also"]]
             for row in found]
    cells.append(["**All**", "", f"{sum(row['tried'] for row in found):,}",
                  f"{sum(row['acked'] or 0 for row in found):,}", str(sum(row["lost"] for row in found)),
                  str(sum(row["damaged"] for row in found)), ""])
    lines = [HEAD, ("---", "---", "---:", "---:", "---:", "---:", "---"), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """"2 cores, Linux 6.1, Python 3.11.7"."""
    return (f"{os.cpu_count()} cores, {platform.system()} {platform.release().split('-')[0]},"
            f" Python {platform.python_version()}")


def put_into(page: Path, day: str) -> None:
    """Replace what stands between the marks of ``page``; ``day`` in ISO form."""
    told = f"{START}\nMade by `make torture` on {day} ({machine()}).\n\n{table()}\n{END}"
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(f"{START}.*{END}", lambda _: told, text, flags=re.DOTALL), encoding="utf-8")


def main() -> None:
    print(table())
    if sys.argv[1:2] == ["--into"]:
        from datetime import date

        put_into(Path(sys.argv[2]), date.today().isoformat())


if __name__ == "__main__":
    main()
