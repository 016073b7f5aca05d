"""Whether the lock can be installed on Windows: every wheel of run.txt and bundle.txt, found from here with its hash.

    .ci/release/wheels.py                  asks the index about all of them (nothing large is fetched)
    .ci/release/wheels.py --into DIR       fetches them; pip compares every byte with the hashes of the lock
    .ci/release/wheels.py --list           only says what Windows needs, without any index

pip judges "only on Windows" by the machine it runs on, so such lines are judged here; the rest is pip's own work.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[2]
LISTS = ("run", "bundle")
# 3.12 makes the bundle for Windows. 3.11 is the oldest the project promises, and what its tests run on.
PYTHONS = ("3.12", "3.11")
PLATFORM = "win_amd64"
_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?: ; (.+?))?(?: \\)?$")


class Pinned(NamedTuple):
    """One library of the lock as Windows needs it."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def line(self) -> str:
        """As pip reads it, with no condition left."""
        return " ".join((f"{self.name}=={self.version}", *(f"--hash={one}" for one in self.hashes)))


def windows(python: str) -> dict[str, str]:
    """What the conditions of the lock are judged by."""
    return {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows", "platform_machine": "AMD64",
            "python_version": python, "python_full_version": f"{python}.0", "implementation_name": "cpython",
            "platform_python_implementation": "CPython", "extra": ""}


def pinned(text: str, python: str) -> Iterator[Pinned]:
    """The libraries of a lock that Windows installs. ValueError for a line that is none."""
    for block in re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n?", "", text, flags=re.MULTILINE)):
        head, *rest = (line.strip() for line in block.strip().splitlines() or [""])
        if not head:
            continue
        found = _REQUIREMENT.match(head)
        hashes = tuple(one.removesuffix("\\").strip().removeprefix("--hash=") for one in rest)
        if not found or not hashes or not all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in hashes):
            raise ValueError(f"not a line of a lock with hashes: {head}")
        name, version, condition = found.groups()
        if condition is None or Marker(condition).evaluate(windows(python)):
            yield Pinned(name, version, hashes)


def needed(python: str, root: Path = ROOT) -> tuple[Pinned, ...]:
    """Everything the bundle for Windows is made of and by, once each."""
    texts = ((root / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in LISTS)
    return tuple({one.name: one for text in texts for one in pinned(text, python)}.values())


def command(python: str, lines: Path, into: Path | None) -> list[str]:
    """pip as if it stood on Windows: wheels only, each with a hash of the lock."""
    as_windows = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--platform", PLATFORM,
                  "--python-version", python, "--implementation", "cp", "-r", str(lines)]
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    if into is None:
        return [*pip, "install", "--quiet", "--dry-run", "--ignore-installed", "--target", str(lines.parent),
                *as_windows]
    return [*pip, "download", "--quiet", "--dest", str(into), *as_windows]


def resolve(wanted: Sequence[Pinned], python: str, into: Path | None = None) -> str:
    """What pip has against it, "" nothing."""
    with tempfile.TemporaryDirectory() as place:
        lines = Path(place, "windows.txt")
        lines.write_text("\n".join(one.line for one in wanted) + "\n", encoding="utf-8")
        done = subprocess.run(command(python, lines, into), capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""


def strangers(folder: Path, wanted: Sequence[Pinned]) -> list[str]:
    """What lies in a folder of wheels and should not, and what is missing there."""
    there = {path.name for path in folder.iterdir()}
    expected = {f"{_folded(one.name)}-{one.version}-" for one in wanted}
    odd = [name for name in there if not name.endswith(".whl") or not any(_starts(name, start) for start in expected)]
    return sorted(odd) + sorted(start for start in expected if not any(_starts(name, start) for name in there))


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "_", name).lower()


def _starts(file: str, start: str) -> bool:
    name, _, rest = file.partition("-")
    return f"{_folded(name)}-{rest}".startswith(start)


def main(argv: Sequence[str]) -> int:
    """0 when nothing is missing for any Python asked for."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("--into", type=Path, help="fetch the wheels into this folder")
    reader.add_argument("--list", action="store_true", help="only say what is needed")
    reader.add_argument("--python", action="append", help=f"instead of {', '.join(PYTHONS)}")
    asked = reader.parse_args(argv)
    for python in asked.python or PYTHONS:
        wanted = needed(python)
        if asked.list:
            sys.stdout.writelines(f"{python} {one.name}=={one.version}\n" for one in wanted)
            continue
        into = asked.into and asked.into / python
        if wrong := resolve(wanted, python, into):
            sys.stderr.write(f"Python {python} on {PLATFORM}:\n{wrong}")
            return 1
        if into and (odd := strangers(into, wanted)):
            sys.stderr.write(f"{into}: {', '.join(odd)}\n")
            return 1
        fetched = f", {sum(path.stat().st_size for path in into.iterdir()) / 1e6:.0f} MB fetched" if into else ""
        sys.stdout.write(f"Python {python} on {PLATFORM}: {len(wanted)} wheels, every one with a hash of the lock"
                         f"{fetched}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
