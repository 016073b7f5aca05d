"""The bench of the forms runs, and ours is far ahead of the plain way even on a few pages."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))

import bench_forms


def test_forms_are_made_many_times_faster_than_the_plain_way() -> None:
    own, plain, size = bench_forms.measure(forms=150, plain=6, rounds=2)
    # The full bench shows about 40; so few forms carry the fixed cost of a file and of the machine's other work.
    assert plain / own > 4
    assert size < 2600
