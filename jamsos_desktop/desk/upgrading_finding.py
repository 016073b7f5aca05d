"""Looking for releases on sticks, and whether one of them can be put over the program that runs."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from jamsos_desktop.desk.upgrading_records import Offer, Program
from jamsos_desktop.exchange import release
from jamsos_desktop.exchange.release_manifest import (
    SYSTEMS,
    ReleaseKey,
    ReleaseManifest,
    looks_like_release,
    version_of,
)
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

_MOST_FOUND = 24  # files of one stick that are looked into
_BELOW = ("", "JamsosDesa", "Jamsos Desa")


def find_job(folders: Sequence[Path], program: Program, key: ReleaseKey) -> Job[tuple[Offer, ...]]:
    """Look through sticks for releases, in their root and their JamsosDesa folder; the newest that fits comes first."""
    found: dict[Path, Offer] = {}
    named = [path for folder in folders for path in _named(folder)]
    for nth, path in enumerate(named):
        yield Progress(nth, len(named), path.name)
        found[path] = look(path, program, key)
    return tuple(sorted(found.values(), key=_first))


def _named(folder: Path) -> list[Path]:
    found: list[Path] = []
    for below in _BELOW:
        with suppress(OSError):  # no such folder, or a stick that answers no more
            found += [path for path in sorted((folder / below).iterdir())
                      if looks_like_release(path.name) and path.is_file()]
    return found[:_MOST_FOUND]


def _first(offer: Offer) -> tuple[bool, tuple[int, ...], str]:
    newest = tuple(-part for part in version_of(offer.versi)) if offer.versi else (1,)
    return offer.tolak is not None, newest, str(offer.path)


def look(path: Path, program: Program, key: ReleaseKey) -> Offer:
    """What a file offers to this program; its payload is not read."""
    try:
        found = release.read_release(path, key)
    except Problem as problem:
        return Offer(path, "", "", None, _size(path), tolak=problem)
    said = found.manifest
    return Offer(path, said.versi, said.sistem, said.tanggal, found.size, said.baru, refusal(said, program))


def check_job(path: Path, program: Program, key: ReleaseKey) -> Job[Offer]:
    """The same with every byte read. Problems: those of a file that is no whole release of the project."""
    found = release.read_release(path, key)
    yield from release.check_job(found)
    said = found.manifest
    return Offer(path, said.versi, said.sistem, said.tanggal, found.size, said.baru, refusal(said, program))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def refusal(said: ReleaseManifest, program: Program) -> Problem | None:
    """Why a signed release cannot be put over this program; None when it can."""
    here = version_of(program.versi)
    if program.jenis in SYSTEMS and said.sistem != program.jenis:
        return Problem("RILIS_SISTEM_LAIN", f"File ini untuk {SYSTEMS[said.sistem]}, laptop ini memakai"
                       f" {SYSTEMS[program.jenis]}.", TIDAK_BERUBAH, f"Minta file JR-{said.versi}-{program.jenis}.jdx.")
    if version_of(said.versi) == here:
        return Problem("RILIS_SAMA", f"Versi {said.versi} sudah terpasang.", TIDAK_BERUBAH,
                       "Tidak ada yang perlu dilakukan.")
    if version_of(said.versi) < here:
        return Problem("RILIS_LEBIH_LAMA", f"File ini versi {said.versi}, yang terpasang versi {program.versi}.",
                       TIDAK_BERUBAH, "Versi lama tidak bisa dipasang di atas yang baru.")
    if said.dari and version_of(said.dari) > here:
        return Problem("RILIS_PERLU_ANTARA", f"Versi {said.versi} hanya bisa dipasang di atas versi {said.dari} ke"
                       " atas.", TIDAK_BERUBAH, f"Pasang dulu versi {said.dari}, lalu file ini.")
    return _needs(said.butuh, program)


def _needs(wanted: dict[str, str], program: Program) -> Problem | None:
    if program.jenis == "sumber":
        return None
    has = {"windows": platform.version(), "glibc": platform.libc_ver()[1]}
    for name, least in wanted.items():
        found = has.get(name, "")
        if not found or _numbers(found) < _numbers(least):
            what = {"windows": "Windows", "glibc": "Linux"}.get(name, name)
            return Problem("RILIS_BUTUH_LAIN", f"Versi ini memerlukan {what} {least} ke atas, di sini"
                           f" {found or 'tidak dikenal'}.", TIDAK_BERUBAH,
                           "Perbarui sistem laptop ini, atau tanyakan DPMD.")
    return None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in text.split("."))
