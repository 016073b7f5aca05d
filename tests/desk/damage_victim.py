"""Saves people and dies at once, as a power cut has it: ``python -m tests.desk.damage_victim FOLDER MANY``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.paths import DataFolder
from tests.conftest import salma
from tests.desk.damage import CLOCK


def main(root: str, many: int) -> None:
    desk = desks.open_desk(DataFolder(Path(root)), None, CLOCK)
    for number in range(many):
        desk.save(salma(f"w{number}", nama=f"ORANG KE {number}", nik=f"74021154088495{number:02}"), 0)
    os._exit(9)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
