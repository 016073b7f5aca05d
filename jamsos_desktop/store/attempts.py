"""How often a PIN was typed wrong, so that guessing takes years: five tries at once, then one must wait.

``percobaan.json`` counts per person and survives a restart. A try is written down before the PIN is tried: cutting the
program off in the middle gives no free one. Nothing is ever deleted by wrong PINs; the limits of this are in the
guide (whoever may change the files of the laptop can delete the count).
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime

import msgspec

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store.private import write_private

FREE, FIRST_WAIT, LONGEST_WAIT = 5, 60, 15 * 60
WRONG = "PIN_SALAH"
UNWRITTEN_PAUSE = 1.0  # seconds a try costs where it cannot be written down


class Tries(msgspec.Struct, frozen=True):
    """Wrong tries since the last right one, and when the last was made (ISO)."""

    salah: int
    terakhir: str


def waiting(folder: DataFolder, user: str, now: datetime) -> int:
    """Seconds until the next try of this person's PIN; "" asks for whoever must wait longest.

    A clock set back lets nobody in sooner, and nobody waits longer than the whole wait from now on.
    """
    held = _read(folder)
    seen = {key: _seen(tries, now) for key, tries in held.items()}
    if seen != held:
        _write(folder, seen)
    return max((_left(tries, now) for key, tries in seen.items() if user in ("", key)), default=0)


@contextmanager
def counted(folder: DataFolder, user: str, now: datetime) -> Generator[int, None, None]:
    """Around one try of a PIN; gives how many were wrong before it. Ends in the Problem of the try.

    Problem PIN_TUNGGU while one must wait; then the try is not made.
    """
    before = {key: _seen(tries, now) for key, tries in _read(folder).items()}
    mine = before.get(user, Tries(0, now.isoformat()))
    if left := _left(mine, now):
        _write(folder, before)
        raise _wait(mine.salah, left)
    _write(folder, {**before, user: Tries(mine.salah + 1, now.isoformat())})
    try:
        yield mine.salah
    except Problem as problem:
        if problem.kode != WRONG:
            _write(folder, before)
        raise
    _write(folder, {key: tries for key, tries in before.items() if key != user})


def wrong(folder: DataFolder, user: str) -> int:
    """How many wrong PINs were typed for somebody since the last right one."""
    tries = _read(folder).get(user)
    return tries.salah if tries else 0


def forgive(folder: DataFolder, user: str) -> None:
    """Somebody has a new PIN: what was typed before no longer counts."""
    held = _read(folder)
    if user in held:
        _write(folder, {key: tries for key, tries in held.items() if key != user})


def _pause(wrong: int) -> int:
    """Seconds to wait after so many wrong tries: 1 minute after the fifth, then twice as long, up to 15."""
    return 0 if wrong < FREE else min(FIRST_WAIT << min(wrong - FREE, 10), LONGEST_WAIT)


def _left(tries: Tries, now: datetime) -> int:
    pause = _pause(tries.salah)
    since = (now - datetime.fromisoformat(tries.terakhir)).total_seconds()
    return min(pause, max(0, round(pause - since)))


def _seen(tries: Tries, now: datetime) -> Tries:
    """The same tries counted from now where the clock was set back: else the wait would begin anew for ever."""
    return Tries(tries.salah, min(datetime.fromisoformat(tries.terakhir), now).isoformat())


def _wait(wrong: int, seconds: int) -> Problem:
    minutes = max(1, -(-seconds // 60))
    return Problem("PIN_TUNGGU", f"PIN salah {wrong} kali. Tunggu {minutes} menit sebelum mencoba lagi.",
                   "Data Anda tetap terkunci dan utuh.", "Tunggu, atau pakai 12 kata di lembar pemulihan.")


def _read(folder: DataFolder) -> dict[str, Tries]:
    """What is written down; a file that says nothing sound counts as none."""
    try:
        held = msgspec.json.decode(folder.pin_tries.read_bytes(), type=dict[str, Tries])
        for tries in held.values():
            if datetime.fromisoformat(tries.terakhir).tzinfo is None:
                return {}
    except (OSError, ValueError):  # msgspec's own errors are ValueErrors
        return {}
    return {user: tries for user, tries in held.items() if tries.salah > 0}


def _write(folder: DataFolder, held: dict[str, Tries]) -> None:
    if held == _read(folder):
        return
    try:
        if held:
            write_private(folder.pin_tries, msgspec.json.encode(held))
        else:
            folder.pin_tries.unlink(missing_ok=True)
    except (Problem, OSError):
        time.sleep(UNWRITTEN_PAUSE)  # a full disk must not shut the owner out, nor let others guess at speed
