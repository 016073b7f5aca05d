"""Writes the words of every paper anew: ``PYTHONPATH=. .venv/bin/python tests/paper/golden/make_texts.py [KIND ...]``.

Run it when a paper was changed on purpose, then read the difference: what stands here is what the papers must say
(tests/paper/test_golden_papers.py). The people in it are invented.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from jamsos_desktop.desk.printing_kinds import KINDS
from tests.paper.paper_batch import print_all

HERE = Path(__file__).parent


def main(kinds: list[str]) -> int:
    """Write the texts of these kinds, or of all; texts of kinds that are no more are removed."""
    with tempfile.TemporaryDirectory() as folder:
        for kertas, papers in print_all(Path(folder) / "desa", Path(folder)).items():
            for kode in kinds or KINDS:
                golden_file(kode, kertas).write_text(papers.golden(kode), encoding="utf-8")
    for old in HERE.glob("*.txt"):
        if old.name.partition(".")[0] not in KINDS:
            old.unlink()
    return 0


def golden_file(kode: str, kertas: str) -> Path:
    """Where the words of a kind on a paper are kept."""
    return HERE / f"{kode}.{kertas}.txt"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
