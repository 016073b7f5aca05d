"""A village with a good backup and work after it, and the ways a disk or a power cut can damage its files."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import backups, vault
from tests.conftest import salma

TODAY = date(2026, 11, 21)
CLOCK = desks.Clock(TODAY)
PAGE = 4096
BEFORE, CHANGED, NEW, DRAFT = "u-sebelum", "u-diubah", "u-baru", "u-draf"
PEOPLE = 32  # of the sample, two of the backup, one after it


def fill(folder: DataFolder) -> None:
    """People, a backup of the desk's own, and then: somebody changed, somebody new, a draft."""
    with desks.open_desk(folder, None, CLOCK) as desk:
        run_to_end(desk.samples_job(PEOPLE - 3, 5))
        desk.save(salma(BEFORE, nama="ANDI BESSE", nik="7402115408849418"), 0)
        desk.save(salma(CHANGED, nama="DARMAN", nik="7402111408849419"), 0)
        backups.keep(folder, desk.ctx.dek, CLOCK.now(), "hitung")
        late(desk)


def late(desk: desks.Desk) -> None:
    """What the backup does not have."""
    person = desk.read(CHANGED)
    desk.save(replace(person, hp="081399000999"), person.revisi)
    desk.save(salma(NEW, nama="JUMRIA", nik="7402115408849420"), 0)
    desk.keep_draft("editor", DRAFT, {"texts": {"nama": "WA ODE SALMA"}})


def key_of(folder: DataFolder) -> bytes:
    dek = vault.open_with_device(folder)
    assert dek is not None
    return vault.subkey(dek, "db")


# The damage: each takes a file and a source of chance, and says in words what it did.


def flip(path: Path, rng: random.Random) -> str:
    data = bytearray(path.read_bytes())
    where = rng.randrange(len(data))
    data[where] ^= 1 << rng.randrange(8)
    path.write_bytes(data)
    return f"one bit at {where}"


def zero_page(path: Path, rng: random.Random) -> str:
    data = bytearray(path.read_bytes())
    page = rng.randrange(max(1, len(data) // PAGE))
    data[page * PAGE:(page + 1) * PAGE] = bytes(len(data[page * PAGE:(page + 1) * PAGE]))
    path.write_bytes(data)
    return f"page {page + 1} of zeros"


def shorten(path: Path, rng: random.Random) -> str:
    size = rng.randrange(path.stat().st_size)
    with path.open("rb+") as file:
        file.truncate(size)
    return f"cut at {size}"


def head(path: Path, rng: random.Random) -> str:
    data = bytearray(path.read_bytes())
    data[:100] = rng.randbytes(100)
    path.write_bytes(data)
    return "the first 100 bytes"


def swap(path: Path, rng: random.Random) -> str:
    data = bytearray(path.read_bytes())
    one, two = sorted(rng.sample(range(len(data) // PAGE), 2))
    first, second = data[one * PAGE:(one + 1) * PAGE], data[two * PAGE:(two + 1) * PAGE]
    data[one * PAGE:(one + 1) * PAGE], data[two * PAGE:(two + 1) * PAGE] = second, first
    path.write_bytes(data)
    return f"pages {one + 1} and {two + 1} exchanged"


def noise(path: Path, rng: random.Random) -> str:
    data = bytearray(path.read_bytes())
    start = rng.randrange(len(data))
    length = rng.randrange(1, 5 * PAGE)
    data[start:start + length] = rng.randbytes(len(data[start:start + length]))
    path.write_bytes(data)
    return f"noise at {start}"


def empty(path: Path, _: random.Random) -> str:
    path.write_bytes(b"")
    return "emptied"


def gone(path: Path, _: random.Random) -> str:
    path.unlink()
    return "deleted"


WAYS: tuple[Callable[[Path, random.Random], str], ...] = (flip, zero_page, shorten, head, swap, noise, empty, gone)


def copy_of(root: Path, target: Path) -> DataFolder:
    return DataFolder(Path(shutil.copytree(root, target)))
