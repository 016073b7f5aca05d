"""One program at a time: a lock file beside the data file, and a note of who holds it."""

from __future__ import annotations

import getpass
import os
import socket
from contextlib import suppress
from datetime import datetime
from types import TracebackType

import msgspec
from filelock import FileLock, Timeout

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

WAIT_SECONDS = 5.0


class DeskLock:
    """Held while a desk is open. The operating system lets go of it when the process dies."""

    def __init__(self, folder: DataFolder, now: datetime, wait: float | None = None) -> None:
        self._folder = folder
        self._lock = FileLock(str(folder.lock))
        try:
            self._lock.acquire(timeout=WAIT_SECONDS if wait is None else wait)
        except Timeout:
            raise Problem("SEDANG_DIPAKAI", f"Data sedang dibuka program lain ({holder(folder)}).",
                          TIDAK_BERUBAH, "Tutup jendela itu, lalu coba lagi.") from None
        except OSError:
            raise Problem("HANYA_BACA", "Folder data tidak bisa ditulis.", TIDAK_BERUBAH,
                          "Pindahkan folder data ke tempat yang bisa ditulis.") from None
        self._note(now)

    def _note(self, now: datetime) -> None:
        note = {"pid": os.getpid(), "host": socket.gethostname(), "user": _user(), "sejak": now.isoformat()}
        try:
            self._folder.lock_holder.write_bytes(msgspec.json.encode(note))
        except OSError:
            # Only a courtesy to a second program; the lock itself is held.
            self._forget()

    def _forget(self) -> None:
        with suppress(OSError):
            self._folder.lock_holder.unlink(missing_ok=True)

    def release(self) -> None:
        """Let the next program in."""
        self._forget()
        self._lock.release()

    def __enter__(self) -> DeskLock:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.release()


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "-"


def holder(folder: DataFolder) -> str:
    """Who holds the lock, in words: "proses 4711 di LAPTOP sejak 10.42"."""
    try:
        note = msgspec.json.decode(folder.lock_holder.read_bytes())
        since = datetime.fromisoformat(note["sejak"])
        return f"proses {note['pid']} di {note['host']} sejak {since:%H.%M}"
    except (OSError, msgspec.DecodeError, KeyError, TypeError, ValueError):
        return "program lain"
