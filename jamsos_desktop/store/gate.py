"""What stands before the first write to a data file that was opened at a glance: the whole look at it.

Nothing is written before every page of the file was found right. Whoever comes first with a write runs the look or
waits for the one that runs; then comes what has to be written before anything else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from jamsos_desktop.problems import Problem


class Gate:
    """``look()`` gives the fault of the file, "" when it is sound. Once a fault was found nothing passes any more.
    ``sign()`` is held while somebody waits before the gate, in the thread of whoever waits."""

    def __init__(self, look: Callable[[], str]) -> None:
        self._look = look
        self._lock = threading.RLock()
        self._first: list[Callable[[], object]] = []
        self._sound = self._inside = False
        self.open = False
        self.fault = ""
        self.sign: Callable[[], AbstractContextManager[object]] = nullcontext

    def before_others(self, write: Callable[[], object]) -> None:
        """Written first of all, in this order, once the file was found sound; at once where it was already."""
        with self._lock:
            if not self.open:
                self._first.append(write)
                return
        write()

    def go_through(self) -> None:
        """Come back when something may be written. Problems: DATA_RUSAK, and those of the look and the first writes;
        after them the gate is shut, and the next who comes tries again."""
        if self.open:
            return
        with self.sign(), self._lock:
            if self.open or self._inside:  # inside: the first writes themselves
                return
            self._prove()
            self._inside = True
            try:
                while self._first:
                    self._first[0]()
                    del self._first[0]
                self.open = True
            finally:
                self._inside = False

    def _prove(self) -> None:
        if not self._sound and not self.fault:
            self.fault = self._look()
            self._sound = not self.fault
        if self.fault:
            raise Problem("DATA_RUSAK", "File data rusak.", "File itu tidak diubah.",
                          "Tutup aplikasi, lalu buka lagi. Aplikasi memeriksa dan memulihkannya.")
