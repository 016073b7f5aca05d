"""The program in the menu of a Linux desktop: its entry, its picture, and ``.jdx`` files that open by a double click.

For the person who runs it only, below their own data folder of the system; on Windows the installer does the same. No
desk is opened and no data is touched.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jamsos_desktop.files import is_full, replace_whole
from jamsos_desktop.paths import resource, window_command
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

ENTRY, KIND, PICTURE = "applications/jamsos-desa.desktop", "mime/packages/jamsos-desa.xml", \
    "icons/hicolor/scalable/apps/jamsos-desa.svg"
_SECONDS = 60  # a list of kinds that is made anew on an old laptop
# Programs of the system that read the files anew, and the folder each is told; without one the desktop does it itself.
_READERS = (("update-mime-database", "mime"), ("update-desktop-database", "applications"))


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """``files``: written or taken away. ``known``: whether the system was told of ``.jdx`` files."""

    files: tuple[Path, ...]
    known: bool


def put_into_menu(place: Path | None = None) -> MenuEntry:
    """Write the entry; an older one is replaced, also by a program that moved elsewhere.

    ``place``: instead of the system's own folder. Problems: MENU_BUKAN_LINUX, DISK_PENUH, TIDAK_BISA_TULIS.
    """
    root = place or _place()
    files = {root / ENTRY: _entry(window_command()), root / KIND: resource("linux", "jamsos-desa.xml").read_bytes(),
             root / PICTURE: _picture()}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_whole(path, data)
    except OSError as cause:
        raise _refused(root, cause) from cause
    return MenuEntry(tuple(files), _tell(root))


def take_out_of_menu(place: Path | None = None) -> MenuEntry:
    """Take away what was written; what is not there is passed over. Problems as above."""
    root = place or _place()
    found = tuple(path for path in (root / ENTRY, root / KIND, root / PICTURE) if path.is_file())
    try:
        for path in found:
            path.unlink()
    except OSError as cause:
        raise _refused(root, cause) from cause
    return MenuEntry(found, _tell(root) if found else True)


def _place(environment: Mapping[str, str] = os.environ) -> Path:
    if not sys.platform.startswith("linux"):
        raise Problem("MENU_BUKAN_LINUX", "Di sini menu dibuat oleh pemasang Jamsos Desa.", TIDAK_BERUBAH,
                      "Jalankan pemasangnya sekali lagi.")
    named = Path(environment.get("XDG_DATA_HOME") or "")
    return named if named.is_absolute() else Path.home() / ".local" / "share"


def _entry(command: Sequence[str]) -> bytes:
    words = resource("linux", "jamsos-desa.desktop").read_text("utf-8")
    return words.replace("@EXEC@", " ".join(map(_quoted, command))).encode("utf-8", "surrogateescape")


def _quoted(word: str) -> str:
    """A word of ``Exec``: in quotes, then as every text of such a file; "%" would stand for the opened file."""
    inside = re.sub(r'(["`$\\])', r"\\\1", word)
    return f'"{inside}"'.replace("\\", "\\\\").replace("%", "%%")


def _picture() -> bytes:
    """The program's mark in the green of its buttons."""
    accent = json.loads(resource("tokens.json").read_text("utf-8"))["light"]["accent"]
    return resource("icons", "house-check-fill.svg").read_text("utf-8").replace("currentColor", accent).encode()


def _tell(root: Path) -> bool:
    """Let the system read the folders anew; False when it has no program that tells it of new kinds of files."""
    told = True
    for program, folder in _READERS:
        found = shutil.which(program)
        if found is None or not (root / folder).is_dir():
            told = told and program != _READERS[0][0]
            continue
        try:
            ran = subprocess.run([found, str(root / folder)], capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            told = False
        else:
            told = told and ran.returncode == 0
    return told


def _refused(root: Path, cause: OSError) -> Problem:
    if is_full(cause):
        return Problem("DISK_PENUH", f"Ruang di {root} tidak cukup.", TIDAK_BERUBAH, "Kosongkan sedikit ruang dulu.")
    return Problem("TIDAK_BISA_TULIS", f"{root} tidak dapat ditulisi.", TIDAK_BERUBAH,
                   "Periksa izin folder itu, lalu coba lagi.")
