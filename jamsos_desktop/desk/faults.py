"""The report of a fault of ours, and how commands tell one: what it is, where, on which system; nobody's data."""

from __future__ import annotations

import platform
import shutil
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from jamsos_desktop import __version__, faults
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.texts import number

GALAT = "GALAT_PROGRAM"
SAFE = "Data yang sudah tersimpan aman."


def report(folder: DataFolder, moment: datetime, what: str, more: str = "") -> str:
    """The text a person reads before they keep it. ``what``: ``faults.told`` or ``faults.fatal``; ``more``: one line
    that the window adds (which page, how often)."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    lines = (f"Laporan galat Jamsos Desa {__version__}", f"Waktu {moment:%Y-%m-%d %H.%M.%S}",
             f"Sistem {system}, Python {platform.python_version()}", f"Bentuk data {_schema()}",
             f"Tempat kosong {_room(folder)}", *filter(None, (more,)), "Jenis dan letak:", what)
    return faults.scrub("\n".join(lines)) + "\n"


def _schema() -> str:
    from jamsos_desktop.store.schema import STEPS

    return STEPS[-1][0]


def _room(folder: DataFolder) -> str:
    try:
        return f"{number(shutil.disk_usage(folder.root).free // 1_000_000)} MB"
    except OSError:
        return "tidak diketahui"


def hook(tell: Callable[[BaseException], None]) -> None:
    """Give every fault that nobody caught to ``tell``: of this thread, of others, and of what is put away."""
    def caught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        found = error or kind()
        tell(found if found.__traceback__ else found.with_traceback(trace))

    sys.excepthook = caught
    threading.excepthook = lambda args: caught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: caught(args.exc_type, args.exc_value, args.exc_traceback)


def tell_commands(folder: DataFolder) -> None:
    """From now on a fault of ours in a command is told by kind and place: a message may quote somebody's data, and
    what goes to standard error ends in files and mails. The command still ends with code 1."""
    def tell(error: BaseException) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.stderr.write("DIBATALKAN: Dihentikan dari papan ketik.\n")
            return
        now = datetime.now().astimezone()
        faults.note(folder, now, f"galat perintah {faults.briefly(error)}")
        sys.stderr.write(f"{GALAT}: Ada kesalahan di aplikasi. {SAFE}\n{report(folder, now, faults.told(error))}")

    hook(tell)
