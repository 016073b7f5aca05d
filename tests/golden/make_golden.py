"""Makes the stored database of the newest schema: run once when a migration is released, then never again.

``python tests/golden/make_golden.py`` writes ``tests/golden/<last migration>/`` with sample people. Later
programs must carry it forward (tests/store/test_golden.py). All people in it are invented.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store.schema import STEPS

HERE = Path(__file__).parent


def main() -> int:
    target = HERE / STEPS[-1][0]
    if target.exists():
        sys.stderr.write(f"{target.name} is stored already; a released database never changes.\n")
        return 1
    clock = desks.Clock(date(2026, 11, 21))
    desks.set_up_desa(DataFolder(target), desks.SetUp(desks.unit_for("74.02.11.2017", "KEPALA", "SEKRETARIS")), clock)
    with desks.open_desk(DataFolder(target), None, clock) as desk:
        run_to_end(desk.samples_job(20, 7))
        desk.keep_draft("editor", "draf-lama", {"texts": {"nama": "BELUM SELESAI"}})
    shutil.rmtree(target / "keluar", ignore_errors=True)
    (target / "data.lock").unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
