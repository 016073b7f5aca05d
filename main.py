"""Start. Without arguments: the window. With a verb: the same program without a screen."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from jamsos_desktop.paths import DataFolder

HIDDEN_READER, HIDDEN_BLANKS = "_baca-lembar", "_baca-blangko"
FIRST_GLANCE = "demo"


def main(argv: list[str]) -> int:
    """Exit code: 0 done, 1 a problem (one sentence on standard error), 2 wrong usage."""
    if argv[:1] == [HIDDEN_READER]:
        from jamsos_desktop.workbook import child

        return child.main(argv[1:])
    if argv[:1] == [HIDDEN_BLANKS]:
        from jamsos_desktop.paper.blank import child as blank_child

        return blank_child.main(argv[1:])
    from jamsos_desktop.cli.options import WrongUsage, global_options

    try:
        options = global_options(argv)
    except WrongUsage:
        return _verb(argv)  # says what is wrong, with its exit code
    if options.rest:
        return _verb(argv)
    if has_display():
        return open_window(options.folder)
    return _without_display(argv)


def open_window(folder: DataFolder) -> int:
    """The window over a data folder; returns the exit code."""
    gc.disable()  # until the first frame (``ui.app``): what is loaded and built for it stays
    # The core first: PySide6 reads the source of every module that is imported after it.
    from jamsos_desktop import desk, faults, settings  # noqa: F401
    from ui import app

    return app.run([sys.argv[0]], folder)


def _verb(argv: list[str]) -> int:
    from jamsos_desktop.cli import program

    program.hide_faults(argv)
    return program.run(argv, pictures=_pictures)


def has_display() -> bool:
    """Whether a window can open; asked before Qt is imported, which would abort the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _without_display(argv: list[str]) -> int:
    sys.stderr.write("Tidak ada layar di sini, jadi jendela tidak dibuka. Menjalankan contoh (demo).\n")
    return _verb([*argv, "demo", "--ke", os.path.join(os.getcwd(), "hasil", FIRST_GLANCE)])


def _pictures(data: Path, out: Path) -> list[Path]:
    """PNG pictures of every page; ``demo`` asks for them, the core itself never sees Qt."""
    if not os.environ.get("QT_QPA_PLATFORM"):  # set to nothing counts as not set
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from jamsos_desktop.paths import DataFolder
    from ui.pictures import make_pictures

    return make_pictures(DataFolder(data), out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
