"""What a bench found, kept so that `make bench INTO=docs/performance.md` can make its table of one run.

A bench calls ``note`` for every claim. Run by itself it only prints; under ``bench/run.py``, which names a folder in
``JAMSOS_BENCH``, the claims are kept there as well.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

KEPT = "JAMSOS_BENCH"


@dataclass(frozen=True)
class Figure:
    """One claim: what was measured, the goal it is held to, and what the peer took in the same run, in one unit."""

    bench: str
    claim: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    peer: str = ""
    peer_value: float | None = None

    @property
    def met(self) -> bool:
        """Whether the goal is met; true where there is none."""
        return not ((self.at_most is not None and self.value > self.at_most)
                    or (self.at_least is not None and self.value < self.at_least))


def note(claim: str, value: float, unit: str, *, at_most: float | None = None, at_least: float | None = None,
         peer: str = "", peer_value: float | None = None) -> None:
    """Keep one claim of the bench that runs now; ``peer_value`` is in the same ``unit``."""
    folder = os.environ.get(KEPT)
    if not folder:
        return
    bench = Path(sys.argv[0]).stem
    figure = Figure(bench, claim, value, unit, at_most, at_least, peer, peer_value)
    with (Path(folder) / f"{bench}.jsonl").open("a", encoding="utf-8") as kept:
        kept.write(json.dumps(asdict(figure)) + "\n")


def read(path: Path) -> list[Figure]:
    """The claims one bench kept."""
    return [Figure(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
