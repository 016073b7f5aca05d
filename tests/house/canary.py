"""Somebody whose data can be known anywhere, and the places where they must not be found."""

from __future__ import annotations

import ctypes
import os
import struct
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from jamsos_desktop.model.records import Keluarga, Peserta
from tests.conftest import salma

NIK, KK, KPJ, KIN = "7402115408849973", "7402111203109974", "26098765439", "7402110302809975"
NAME, MOTHER, KIN_NAME = "WA KENARI RINDANG", "WA BUNDAKENARI", "LA KENARIMUDA"
PHONE, ACCOUNT = "081298765417", "501709987654321"
NUMBERS = (NIK, KK, KPJ, KIN, PHONE, ACCOUNT)
SECRETS = (*NUMBERS, NAME, "KENARI", MOTHER, KIN_NAME)
_CREATED, _MOVED = 0x100, 0x80  # of inotify(7)
_EVENT = struct.Struct("iIII")


def person(uid: str = "u0", **changed: Any) -> Peserta:
    """The canary: complete, ready to print."""
    return salma(uid, **{"nama": NAME, "nik": NIK, "no_kk": KK, "nama_ibu": MOTHER, "hp": PHONE, "kpj": KPJ,
                         "pernah_peserta": "ya", "bank": "BRI", "rekening": ACCOUNT, "nama_rekening": NAME,
                         "keluarga": (Keluarga(nama=KIN_NAME, hubungan="suami", nik=KIN, urutan=1),), **changed})


def found_in(text: str) -> list[str]:
    """Which secrets a text gives away, in any case and also in groups."""
    upper = text.upper()
    joined = "".join(letter for letter in upper if letter.isalnum())
    return [one for one in SECRETS if one in upper or (one.isdigit() and one in joined)]


def found_in_bytes(folder: Path, but: Iterable[str] = ()) -> dict[str, list[str]]:
    """File -> secrets that stand in it as they are, in either common width; ``but``: folders of readable papers."""
    wanted = {one: (one.encode(), one.title().encode(), one.encode("utf-16-le")) for one in SECRETS}
    found: dict[str, list[str]] = {}
    for path in files_of(folder):
        if path.relative_to(folder).parts[0] in but:
            continue
        data = path.read_bytes()
        if there := [one for one, shapes in wanted.items() if any(shape in data for shape in shapes)]:
            found[str(path.relative_to(folder))] = there
    return found


def files_of(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def told_by_properties(path: Path) -> str:
    """What a file says of itself beside its pages: document information and XMP, core and app properties."""
    if path.suffix == ".pdf":
        book = PdfReader(path)
        xmp = book.root_object.get("/Metadata")
        return repr(book.metadata) + (xmp.get_object().get_data().decode("utf-8", "replace") if xmp else "")
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "".join(book.read(name).decode() for name in book.namelist() if name.startswith("docProps/"))
    return ""


@contextmanager
def watched(folder: Path) -> Iterator[list[str]]:
    """Names of everything that is made in a folder meanwhile, by any process, also what is gone again at the end."""
    libc, names = ctypes.CDLL(None, use_errno=True), list[str]()
    handle = libc.inotify_init1(os.O_NONBLOCK)
    assert handle >= 0
    assert libc.inotify_add_watch(handle, os.fsencode(folder), _CREATED | _MOVED) >= 0
    try:
        yield names
        names += _names(handle)
    finally:
        os.close(handle)


def _names(handle: int) -> Iterator[str]:
    while True:
        try:
            data = os.read(handle, 1 << 16)
        except BlockingIOError:
            return
        while data:
            *_, length = _EVENT.unpack_from(data)
            yield data[_EVENT.size:_EVENT.size + length].rstrip(b"\0").decode()
            data = data[_EVENT.size + length:]
