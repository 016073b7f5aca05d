"""A village taking in a ketentuan, to be killed: says how far it is with every step.

    python policy_victim.py <data folder> <pack>
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder

with desks.open_desk(DataFolder(Path(sys.argv[1])), None, desks.Clock(date(2026, 11, 21))) as desk:
    for step in desk.take_pack_job(Path(sys.argv[2])):
        print(step.done, step.total, flush=True)
    print("jadi", flush=True)
