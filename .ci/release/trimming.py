"""What of the collected files goes into the bundle: no part of Qt never loaded, no library that nothing needs."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

Entry = tuple[str, str, str]  # place in the bundle, file it comes from, kind

# Parts of Qt that a desk without network, QML and OpenGL never loads. What stays: QtWidgets, QtSvg, QtPrintSupport,
# the platforms xcb (Wayland desktops serve it too), offscreen and windows, pictures as JPEG, PNG, ICO and SVG.
UNUSED = (
    "platformthemes/", "wayland", "wlshell", "eglfs", "egldevice", "xcbglintegrations", "networkinformation/", "/tls/",
    "qmltooling", "vectorimageformats", "sqldrivers", "generic/", "libqlinuxfb", "libqvnc", "libqminimal", "libqvkkhr",
    "qdirect2d", "qminimal", "qt6network", "qt6quick", "qt6qml", "qt6opengl", "qt6pdf", "qt6virtualkeyboard", "qt6sql",
    "qt6test", "qpdf", "qtiff", "qwebp", "qtga", "qwbmp", "qicns", "qgif", "virtualkeyboard", "opengl32sw",
    "d3dcompiler",
)
# Not read by the program: sources of translations, words for translators; scripts that made a resource go too.
UNREAD = ("resources/jamsos_id.ts", "resources/bahasa/")
# The system's own: where there is no CUPS there is no printer either, and it brings half a system along.
OF_THE_SYSTEM = ("libcups.",)
# The interpreter itself and what its loader asks for by name.
ROOTS = ("libpython", "python3", "vcruntime", "ucrtbase", "api-ms-", "msvcp")

LARGEST = 190 * 10**6  # bytes; the folder goes from hand to hand on small sticks

Asks = Callable[[str], Iterable[str]]


class TooLarge(SystemExit):
    """The bundle has outgrown its room."""


def kept(entry: Entry) -> bool:
    """Whether a collected file belongs into the bundle, by its place in it."""
    place = entry[0].replace(os.sep, "/").lower()
    if place.startswith(("resources/", "docs/")):
        return not place.startswith(UNREAD) and not place.endswith(".py")
    if "/translations/" in place:  # Qt ships no Indonesian; ours lies in resources
        return False
    return not any(part in place for part in UNUSED)


def needed(entries: Sequence[Entry], asks: Asks) -> list[Entry]:
    """The entries without shared libraries that nothing kept asks for, directly or through another.

    ``asks``: names of the libraries that a file is itself linked against (``linked``).
    """
    libraries = {_name(entry[0]): entry for entry in entries
                 if _is_library(entry) and not _name(entry[0]).startswith(OF_THE_SYSTEM)}
    asked: set[str] = set()
    queue = [entry for entry in entries if entry[2] in ("BINARY", "EXTENSION") and not _is_library(entry)]
    while queue:
        for name in asks(queue.pop()[1]):
            found = _name(name)
            if found in libraries and found not in asked:
                asked.add(found)
                queue.append(libraries[found])
    return [entry for entry in entries if _name(entry[0]) in asked or not (_is_library(entry) or _is_link(entry))]


def linked(file: str) -> list[str]:
    """What a file is itself linked against. PyInstaller tells that of PE; of ELF it tells what the loader would load in
    the end, so that with a library of the system all the system's would come along."""
    if os.name == "nt":
        from PyInstaller.depend.bindepend import get_imports

        return [name for name, _ in get_imports(file)]
    told = subprocess.run(["objdump", "-p", file], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE)


def check_size(folder: Path) -> int:
    """Bytes of all files below; raises TooLarge, which ends the build."""
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    if size > LARGEST:
        raise TooLarge(f"{folder} holds {size / 1e6:.1f} MB; {LARGEST / 1e6:.0f} is the most.")
    return size


def _is_library(entry: Entry) -> bool:
    """A shared library that is there because something is linked against it: beside the program or beside Qt."""
    folder, _, name = entry[0].replace(os.sep, "/").rpartition("/")
    beside = folder in ("", "PySide6", "PySide6/Qt/lib") or folder.endswith(".libs")
    return entry[2] == "BINARY" and beside and not name.lower().startswith(ROOTS)


def _is_link(entry: Entry) -> bool:
    return entry[2] == "SYMLINK" and not _name(entry[0]).startswith(ROOTS)


def _name(place: str) -> str:
    return place.replace(os.sep, "/").rpartition("/")[2].lower()
