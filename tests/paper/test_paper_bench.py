"""The bench of the forms runs, and ours is far ahead of the plain way even on a few pages."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import bench_forms


def test_forms_are_made_many_times_faster_than_the_plain_way() -> None:
    own, plain, size = bench_forms.measure(forms=60, plain=6, rounds=1)
    assert plain / own > 8  # the full bench shows about 40; small counts carry the fixed cost of a file
    assert size < 2600
