"""A district desk taking in a folder, to be killed or starved: acknowledges every line, says how it failed.

    python taking_victim.py <data folder> <stick> [largest file in bytes]
"""

from __future__ import annotations

import resource
import sys
from datetime import date
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem


def main() -> None:
    with desks.open_desk(DataFolder(Path(sys.argv[1])), None, desks.Clock(date(2026, 11, 21))) as desk:
        assert desk.district is not None
        print("buka", flush=True)
        if len(sys.argv) > 3:
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
        try:
            run_to_end(desk.district.take_in_job([Path(sys.argv[2])], lambda line: print(line.nama_berkas, flush=True)))
        except Problem as problem:
            print(f"gagal {problem.kode}", flush=True)


main()
