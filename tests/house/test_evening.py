"""A run that begins shortly before midnight does not live through it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.evening import LATE, MORNING, morning_zone

ROOT = Path(__file__).resolve().parents[2]
SAYS = ("import os, time; was = time.localtime; time.localtime = lambda: was({hour} * 3600)\n"
        "import tests.evening; print(os.environ['TZ'], was().tm_hour)")  # as at that hour of UTC

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set")


@pytest.mark.parametrize("hour", range(24))
def test_it_is_morning_in_that_zone(hour: int) -> None:
    moment = datetime(2026, 11, 21, hour, 40, tzinfo=UTC).timestamp()
    said = subprocess.run([sys.executable, "-c", f"import time; print(time.localtime({moment}).tm_hour)"],
                          env={**os.environ, "TZ": morning_zone(hour)}, capture_output=True, text=True, check=True)
    assert int(said.stdout) == MORNING


@pytest.mark.parametrize(("hour", "moved"), [(LATE - 1, False), (LATE, True), (0, False)])
def test_only_a_late_run_is_moved(hour: int, moved: bool) -> None:
    said = subprocess.run([sys.executable, "-c", SAYS.format(hour=hour)], cwd=ROOT, env={**os.environ, "TZ": "UTC"},
                          capture_output=True, text=True, check=True)
    zone, now = said.stdout.split()
    assert (zone != "UTC") == moved
    assert not moved or int(now) in (MORNING, MORNING + 1)  # an hour may end between two looks
