"""The program on the disk: where it lies, whether it can be swapped, the swap itself, and starting what lies there.

A folder is swapped in one step of the system (``renameat2`` with RENAME_EXCHANGE): killed at any moment the old or the
new program stands whole under its name. Where a disk cannot do that, nothing is begun.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import jamsos_desktop
from jamsos_desktop import paths
from jamsos_desktop.desk.upgrading_records import Program, Ready
from jamsos_desktop.files import is_full, sync_folder
from jamsos_desktop.problems import Problem

FRESH, BEFORE = ".baru", "-lama-"  # .JamsosDesa-1.1.0.baru, JamsosDesa-lama-1.0.0
AS_BEFORE = "Program dan data masih seperti semula."
_EXCHANGE, _HERE = 2, -100
_VERSION = re.compile(r"\d+\.\d+\.\d+")


def program_here() -> Program:
    """The program that runs now."""
    versi = jamsos_desktop.__version__
    if not paths.bundled():
        return Program("sumber", paths.program_root(), versi)
    return Program("windows" if sys.platform == "win32" else "linux", Path(sys.executable).resolve().parent, versi)


def fresh_place(program: Program, versi: str) -> Path:
    """Where a newer folder is unpacked: beside the program, on the same disk."""
    return program.folder.parent / f".{program.folder.name}-{versi}{FRESH}"


def before_place(program: Program, versi: str) -> Path:
    """Where a program that was replaced is kept."""
    return program.folder.parent / f"{program.folder.name}{BEFORE}{versi}"


def befores(program: Program) -> list[Path]:
    """Programs that were replaced and are kept, those replaced last first."""
    if program.jenis != "linux":
        return []
    found = [path for path in _beside(program, f"{program.folder.name}{BEFORE}", "") if path.is_dir()]
    return sorted(found, key=lambda path: path.stat().st_mtime_ns, reverse=True)


def fresh_left(program: Program) -> list[Path]:
    """Folders an upgrade was unpacked to and never got past; after a swap that was cut short the old program lies in
    the one named after the version that runs."""
    return [] if program.jenis != "linux" else _beside(program, f".{program.folder.name}-", FRESH)


def _beside(program: Program, start: str, end: str) -> list[Path]:
    """What lies beside the program under a name with a version between ``start`` and ``end``: a folder of which the
    name only begins alike is somebody else's, an old program that was put to work again for one."""
    return [path for path in program.folder.parent.iterdir() if path.name.startswith(start) and path.name.endswith(end)
            and _VERSION.fullmatch(path.name.removeprefix(start).removesuffix(end))]


def check_swap(program: Program) -> None:
    """Whether folders beside the program can be made and swapped; leaves nothing.

    Problems: PROGRAM_TIDAK_BISA_DITULIS, TUKAR_TIDAK_BISA.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=f".{program.folder.name}-uji-", dir=program.folder.parent) as probe:
            one, other = Path(probe, "a"), Path(probe, "b")
            one.mkdir()
            other.mkdir()
            _exchange(one, other)
    except OSError as cause:
        if cause.errno in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
            raise Problem("TUKAR_TIDAK_BISA", "Disk tempat program ini tidak bisa menukar folder sekaligus.", AS_BEFORE,
                          "Pindahkan folder program ke disk laptop, lalu coba lagi.") from cause
        raise not_writable(program) from cause


def not_writable(program: Program) -> Problem:
    """The sentence for a program that somebody else installed."""
    return Problem("PROGRAM_TIDAK_BISA_DITULIS", f"Folder {program.folder.parent} tidak bisa ditulis.", AS_BEFORE,
                   "Masuk ke laptop sebagai pemasang program ini, lalu coba lagi.")


def check_alone(program: Program) -> None:
    """That nobody else runs this very program: it reads its parts as it goes. Problem PROGRAM_MASIH_DIPAKAI."""
    if program.jenis != "linux":
        return  # the installer of Windows asks and waits
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            runs = Path(os.readlink(process / "exe"))
            if int(process.name) != os.getpid() and program.folder in runs.parents and not _child(process):
                raise Problem("PROGRAM_MASIH_DIPAKAI", "Jendela Jamsos Desa lain masih terbuka.", AS_BEFORE,
                              "Tutup jendela itu, termasuk jendela latihan, lalu coba lagi.")


def _child(process: Path) -> bool:
    """Whether this program started it: it ends with its work."""
    return int(process.joinpath("stat").read_text("utf-8").rpartition(")")[2].split()[1]) == os.getpid()


def place(ready: Ready) -> None:
    """Put the newer program in place: on Linux the folders change their names in one step, and the old one is kept;
    on Windows its installer begins, and waits until this program has ended.

    Problems: PROGRAM_MASIH_DIPAKAI, PROGRAM_TIDAK_BISA_DITULIS, DISK_PENUH, PEMASANG_GAGAL; after any of them the old
    program stands.
    """
    check_alone(ready.program)
    if ready.program.jenis == "windows":
        _start_installer(ready)
        return
    try:
        _exchange(ready.apa, ready.program.folder)
    except OSError as cause:
        if is_full(cause):
            raise Problem("DISK_PENUH", "Tempat simpan di laptop penuh.", AS_BEFORE,
                          "Kosongkan tempat simpan, lalu coba lagi.") from cause
        raise not_writable(ready.program) from cause
    with suppress(OSError):  # the newer program stands; the next start gives the old one its name (``clear_up``)
        sync_folder(ready.program.folder.parent)
        keep_before(ready.program, ready.apa, ready.program.versi)


def keep_before(program: Program, folder: Path, versi: str) -> None:
    """Give a replaced program the name it is kept under; older ones go. Raises OSError."""
    target = before_place(program, versi)
    shutil.rmtree(target, ignore_errors=True)
    os.replace(folder, target)
    os.utime(target)
    for older in befores(program)[1:]:
        shutil.rmtree(older, ignore_errors=True)


def _start_installer(ready: Ready) -> None:
    """It asks this program to close, waits for it, and opens the newer one over the same data."""
    try:
        _detached(f'"{ready.apa}" /S /DATA="{ready.data}"')
    except OSError as cause:
        raise Problem("PEMASANG_GAGAL", "Pemasang versi baru tidak bisa dijalankan.", AS_BEFORE,
                      f"Jalankan sendiri {ready.apa}, atau coba lagi.") from cause


def open_window(ready: Ready) -> None:
    """Start the program that stands in place now, over the same data. Problem PEMBARUAN_TIDAK_TERBUKA."""
    window = ready.program.folder / paths.WINDOWED
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)] \
        if os.name == "posix" else []
    try:
        if ready.program.jenis == "windows":
            _detached(subprocess.list2cmdline([f"{window}.exe", "--data", str(ready.data)]))
        else:
            os.posix_spawn(window, [str(window), "--data", str(ready.data)], clean_environment(),
                           file_actions=nowhere, setsid=True)
    except OSError as cause:
        raise Problem("PEMBARUAN_TIDAK_TERBUKA", "Program tidak bisa dibuka.", "Data tidak berubah.",
                      f"Buka sendiri {window}, atau nyalakan ulang laptop.") from cause


def _detached(command: str) -> None:
    """A program of Windows that lives on when this one has ended. Raises OSError."""
    flags = getattr(subprocess, "DETACHED_PROCESS", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
    child = subprocess.Popen(command, creationflags=flags, close_fds=True, env=clean_environment(),
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    child.returncode = 0


def clean_environment() -> dict[str, str]:
    """The environment without what tells a program of this very bundle that it is a child of it; the way to libraries
    was put back when the bundle started (``.ci/release/bundle_start.py``)."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("_PYI")}
    return found | {"PYINSTALLER_RESET_ENVIRONMENT": "1"}


def _exchange(one: Path, other: Path) -> None:
    """Two folders change names in one step. Raises OSError."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError as cause:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from cause
    rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one))
