"""The report of a fault of ours, and how commands tell one: what it is, where, on which system; nobody's data."""

from __future__ import annotations

import sys
from datetime import datetime

from jamsos_desktop import __version__, faults
from jamsos_desktop.desk.clock import moment_here
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.texts import number

GALAT = "GALAT_PROGRAM"
SAFE = "Data yang sudah tersimpan aman."


def report(folder: DataFolder, moment: datetime, what: str, more: str = "") -> str:
    """The text a person reads before they keep it. ``what``: ``faults.told`` or ``faults.fatal``; ``more``: one line
    that the window adds (which page, how often)."""
    import platform

    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    lines = (f"Laporan galat Jamsos Desa {__version__}", f"Waktu {moment:%Y-%m-%d %H.%M.%S}",
             f"Sistem {system}, Python {platform.python_version()}", f"Bentuk data {_schema()}",
             f"Tempat kosong {_room(folder)}", *filter(None, (more,)), "Jenis dan letak:", what)
    return faults.scrub("\n".join(lines)) + "\n"


def _schema() -> str:
    from jamsos_desktop.store.schema import STEPS

    return STEPS[-1][0]


def _room(folder: DataFolder) -> str:
    import shutil

    try:
        return f"{number(shutil.disk_usage(folder.root).free // 1_000_000)} MB"
    except OSError:
        return "tidak diketahui"


def tell_commands(folder: DataFolder) -> None:
    """From now on a fault of ours in a command is told by kind and place: a message may quote somebody's data, and
    what goes to standard error ends in files and mails. The command still ends with code 1."""
    def tell(error: BaseException) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.stderr.write("DIBATALKAN: Dihentikan dari papan ketik.\n")
            return
        now = moment_here()
        faults.note(folder, now, f"galat perintah {faults.briefly(error)}")
        sys.stderr.write(f"{GALAT}: Ada kesalahan di aplikasi. {SAFE}\n{report(folder, now, faults.told(error))}")

    faults.hook(tell)
