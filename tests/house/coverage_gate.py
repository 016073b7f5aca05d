"""How much of the core the suite walks through, held against its floor: `make coverage`.

``always_covered.txt`` beside this file names what must be walked whole, each group under its reason. What is judged is
the report of `coverage json`, so the gate itself can be tried on a report made by hand.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ALWAYS = Path(__file__).with_name("always_covered.txt")
FLOOR = 95  # in a hundred, of lines and of branches
ROOM = "jamsos_desktop/"
WEAKEST = 15


@dataclass(frozen=True)
class Walked:
    """What was walked of one file: ``holes`` are its missing lines, then its missing ways from line to line."""

    path: str
    lines: int
    missing_lines: tuple[int, ...]
    branches: int
    missing_branches: tuple[tuple[int, int], ...]

    @property
    def holes(self) -> str:
        ways = (f"{start}->{'keluar' if end < 0 else end}" for start, end in self.missing_branches
                if start not in self.missing_lines)
        return ", ".join([*map(str, self.missing_lines), *ways])


def read_report(report: dict[str, Any]) -> tuple[Walked, ...]:
    """The files of a report of `coverage json`, by their path below the project."""
    return tuple(Walked(ROOM + path.replace("\\", "/").rpartition(ROOM)[2], found["summary"]["num_statements"],
                        tuple(found["missing_lines"]), found["summary"]["num_branches"],
                        tuple((start, end) for start, end in found["missing_branches"]))
                 for path, found in sorted(report["files"].items()))


def read_always(text: str) -> dict[str, str]:
    """Pattern of a path: why a hole there costs data or money. A reason is the comment over its patterns."""
    reason, fresh, found = "", True, {}
    for line in text.splitlines():
        if line.startswith("#"):
            reason = line[1:].strip() if fresh else f"{reason} {line[1:].strip()}"
            fresh = False
        elif line.strip():
            found[line.strip()] = reason
            fresh = True
        else:
            reason, fresh = "", True
    return found


def share(walked: int, whole: int) -> float:
    """In a hundred; of nothing, all is walked."""
    return 100 * walked / whole if whole else 100.0


def complaints(files: tuple[Walked, ...], always: dict[str, str]) -> Iterator[str]:
    """What does not hold, one sentence each; nothing where all holds."""
    lines, branches = shares(files)
    if lines < FLOOR:
        yield f"Lines: {lines:.2f} % of the core, at least {FLOOR} % must be walked."
    if branches < FLOOR:
        yield f"Branches: {branches:.2f} % of the core, at least {FLOOR} % must be walked."
    for pattern, reason in always.items():
        meant = [file for file in files if fnmatchcase(file.path, pattern)]
        if not meant:
            yield f"{pattern}: no file of the core is meant by this line of {ALWAYS.name}."
        for file in meant:
            if file.missing_lines or file.missing_branches:
                yield f"{file.path}: must be walked whole ({reason}). Missing: {file.holes}"


def shares(files: tuple[Walked, ...]) -> tuple[float, float]:
    """Lines and branches of the core, in a hundred."""
    lines, branches = sum(file.lines for file in files), sum(file.branches for file in files)
    return (share(lines - sum(len(file.missing_lines) for file in files), lines),
            share(branches - sum(len(file.missing_branches) for file in files), branches))


def weakest(files: tuple[Walked, ...]) -> Iterator[str]:
    """Where the most is left to walk, worst first."""
    by_holes = sorted(files, key=lambda file: -len(file.missing_lines) - len(file.missing_branches))
    for file in by_holes[:WEAKEST]:
        if file.holes:
            yield (f"{len(file.missing_lines):4} lines {len(file.missing_branches):4} branches  {file.path}:"
                   f" {file.holes}")


def measured(folder: Path) -> dict[str, Any]:
    """The report of all processes that left what they walked in a folder. One that was killed while it wrote, as the
    tortures do, counts for nothing; nor does a copy of the program that a test laid down elsewhere."""
    from coverage import Coverage

    whole, report = folder / "whole", folder / "report.json"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = Coverage(data_file=str(whole))
        found.combine([str(path) for path in folder.glob("walked.*")], keep=True)
        found.save()
        found.json_report(outfile=str(report), include=[str(Path.cwd() / ROOM / "*")])
    report_of: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return report_of


def main(folder: Path) -> int:
    """Say how it stands; exit code 1 where something does not hold."""
    files = read_report(measured(folder))
    wrong = tuple(complaints(files, read_always(ALWAYS.read_text(encoding="utf-8"))))
    lines, branches = shares(files)
    print(*weakest(files), sep="\n")
    print(f"Core: {lines:.2f} % of lines, {branches:.2f} % of branches, {len(files)} files.")
    print(*wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
