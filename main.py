"""Start. Without arguments, or with files: the window. With a verb: the same program without a screen."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jamsos_desktop.paths import DataFolder

HIDDEN_READER, HIDDEN_BLANKS, HIDDEN_TRIAL = "_baca-lembar", "_baca-blangko", "_uji-pembaruan"
FIRST_GLANCE = "demo"
NO_VERBS = ("Perintah salah: JamsosDesa hanya membuka jendela.\n"
            "Untuk perintah, pakai program jamsos di folder yang sama.\n")


def start(argv: list[str]) -> int:
    """``main`` with streams to print to, and with words for a fault where there is no window yet."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a windowed program on Windows
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the process
    try:
        return main(argv)
    except Exception as fault:
        from jamsos_desktop import paths

        if not paths.windowed():
            raise
        from ui import plain_box

        return plain_box.tell_fault(fault)


def main(argv: list[str]) -> int:
    """Exit code: 0 done, 1 a problem (one sentence on standard error), 2 wrong usage."""
    if argv[:1] == [HIDDEN_READER]:
        from jamsos_desktop.workbook import child

        return child.main(argv[1:])
    if argv[:1] == [HIDDEN_BLANKS]:
        from jamsos_desktop.paper.blank import child as blank_child

        return blank_child.main(argv[1:])
    if argv[:1] == [HIDDEN_TRIAL]:
        from jamsos_desktop.desk import upgrading_child

        return upgrading_child.main(argv[1:])
    from jamsos_desktop import paths
    from jamsos_desktop.cli.options import VERSION, WrongUsage, files_named, global_options, version

    try:
        options = global_options(argv)
    except WrongUsage:
        return _verb(argv)  # says what is wrong, with its exit code
    if options.rest == (VERSION,) and paths.windowed():
        sys.stdout.write(version(json=options.json) + "\n")
        return 0
    files = files_named(options.rest)
    if options.rest and not files:
        return _verb(argv)
    if has_display():
        return open_window(options.folder, files)
    if files:
        sys.stderr.write(f"Tidak ada layar di sini, jadi {files[0].name} tidak dibuka.\n")
        return 1
    return _without_display(argv)


def open_window(folder: DataFolder, files: Sequence[Path] = ()) -> int:
    """The window over a data folder, and in it the files that were double-clicked; returns the exit code."""
    gc.disable()  # until the first frame (``ui.app``): what is loaded and built for it stays
    # The core first: PySide6 reads the source of every module that is imported after it.
    from jamsos_desktop import desk, faults, paths, settings  # noqa: F401
    from ui import app

    # Whole, because the window may leave the folder it was started in (``ui.eject``).
    return app.run([sys.argv[0]], paths.DataFolder(folder.root.absolute()), files)


def _verb(argv: list[str]) -> int:
    from jamsos_desktop import paths

    if paths.windowed():
        from ui import plain_box

        plain_box.say(NO_VERBS)
        return 2
    from jamsos_desktop.cli import program

    program.hide_faults(argv)
    return program.run(argv, pictures=_pictures)


def has_display() -> bool:
    """Whether a window can open; asked before Qt is imported, which would abort the process."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    from jamsos_desktop.paths import bundled

    # The bundle has no Wayland of its own; XWayland shows it, and that is a DISPLAY.
    return bool(os.environ.get("DISPLAY") or (os.environ.get("WAYLAND_DISPLAY") and not bundled()))


def _without_display(argv: list[str]) -> int:
    from jamsos_desktop import paths

    if paths.windowed():
        sys.stderr.write("Tidak ada layar di sini, jadi jendela tidak dibuka.\n")
        return 1
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
    sys.exit(start(sys.argv[1:]))
