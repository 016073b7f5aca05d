"""One window over a data folder: a second start wakes the first and ends."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from PySide6.QtCore import QLockFile, QObject

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

ANSWER_SECONDS = 2.0  # how long a second start waits for the first window to take its request


class OnlyOne(QObject):
    """Held by the first program over a folder as long as it runs."""

    def __init__(self, folder: DataFolder, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock: QLockFile | None = None

    def taken(self) -> bool:
        """Whether this is the only window over the folder; if not, the other one was asked to come forward.

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
        if not ask_forward(self._folder):
            raise Problem("SEDANG_DIPAKAI", "Jamsos Desa sudah terbuka, tetapi tidak menjawab.", TIDAK_BERUBAH,
                          "Tunggu sebentar, atau tutup jendela itu lalu buka lagi.")
        return False

    def listen(self, come_forward: Callable[[], None]) -> None:
        """From now on a second start finds somebody who answers; one that came just before is answered too."""
        from PySide6.QtCore import QFileSystemWatcher

        self._watcher = QFileSystemWatcher([str(self._folder.requests)], self)
        self._watcher.directoryChanged.connect(lambda _: self._take_requests() and come_forward())
        self._take_requests()  # the window they ask for has only just come up

    def _take_requests(self) -> bool:
        """Whether another start asked for this window."""
        asked = list(self._folder.requests.glob("*.minta"))
        for file in asked:
            file.unlink(missing_ok=True)
        return bool(asked)

    def let_go(self) -> None:
        """The folder itself is about to go."""
        if self._lock is not None:
            self._lock.unlock()


def ask_forward(folder: DataFolder, seconds: float = ANSWER_SECONDS) -> bool:
    """Leave a request for the window that is already open; True when it was taken."""
    request = folder.requests / f"{os.getpid()}.minta"
    try:
        request.write_text("ke depan", "utf-8")
    except OSError:
        return False
    until = time.monotonic() + seconds
    while request.exists():
        if time.monotonic() > until:
            request.unlink(missing_ok=True)
            return False
        time.sleep(0.05)
    return True
