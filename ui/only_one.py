"""One window over a data folder: a second start wakes the first, hands it the files it was given, and ends."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

ANSWER_SECONDS = 10.0  # how long a second start waits for the first window, which may just be starting on an old laptop
MOST_BYTES = 1 << 20  # of a request; one beyond this is not ours
ANYBODY = -1  # to Windows: whoever wants to may come to the front now


class OnlyOne(QObject):
    """Held by the first program over a folder as long as it runs."""

    def __init__(self, folder: DataFolder, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock: QLockFile | None = None

    def taken(self, files: Sequence[Path] = ()) -> bool:
        """Whether this is the only window over the folder; if not, the other one was asked to come forward and to open
        these files.

        Problems: HANYA_BACA, SEDANG_DIPAKAI (the other one does not answer).
        """
        try:
            self._folder.requests.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise Problem("HANYA_BACA", "Folder data tidak bisa ditulis.", TIDAK_BERUBAH,
                          "Pilih folder lain untuk data.") from None
        lock = QLockFile(str(self._folder.root / "jendela.lock"))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            self._lock = lock
            return True
        if not ask_forward(self._folder, files):
            raise Problem("SEDANG_DIPAKAI", "Jamsos Desa sudah terbuka, tetapi tidak menjawab.", TIDAK_BERUBAH,
                          "Tunggu sebentar, atau tutup jendela itu lalu buka lagi.")
        return False

    def listen(self, come_forward: Callable[[Sequence[Path]], None]) -> None:
        """From now on a second start finds somebody who answers; one that came just before is answered too.
        ``come_forward(files)``: show the window, and open these."""
        from PySide6.QtCore import QFileSystemWatcher

        def answer() -> None:
            if (files := self._take_requests()) is not None:
                come_forward(files)

        self._watcher = QFileSystemWatcher([str(self._folder.requests)], self)
        self._watcher.directoryChanged.connect(lambda _: answer())
        answer()

    def _take_requests(self) -> list[Path] | None:
        """The files other starts brought, None when nobody asked for this window."""
        asked = sorted(one for one in self._folder.requests.glob("*.minta") if one.is_file())
        files = [path for request in asked for path in _files_of(request)]
        for request in asked:
            request.unlink(missing_ok=True)
        return files if asked else None

    def let_go(self) -> None:
        """The folder itself is about to go."""
        if self._lock is not None:
            self._lock.unlock()


def ask_forward(folder: DataFolder, files: Sequence[Path] = (), seconds: float = ANSWER_SECONDS) -> bool:
    """Leave a request for the window that is already open, whole or not at all; True when it was taken."""
    request = folder.requests / f"{os.getpid()}.minta"
    begun = request.with_suffix(".baru")
    try:  # letters of a name that are not whole UTF-8 pass as they are: JSON writes them as escapes
        begun.write_text(json.dumps([str(path) for path in files]), "ascii")
        begun.replace(request)
    except OSError:
        return False
    _let_it_come_forward()
    until = time.monotonic() + seconds
    while request.exists():
        if time.monotonic() > until:
            request.unlink(missing_ok=True)
            return False
        time.sleep(0.05)
    return True


def _files_of(request: Path) -> list[Path]:
    """The files a request names; a request that cannot be read only asks for the window."""
    try:
        if request.stat().st_size > MOST_BYTES:
            return []
        named = json.loads(request.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return [Path(name) for name in named if isinstance(name, str) and name] if isinstance(named, list) else []


def _let_it_come_forward() -> None:
    """Windows lets a window come to the front only when the program in front allows it: this start is that program."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(ANYBODY)
