"""A screen of the size of the office laptop, without one: Xvfb, its windows by xdotool, its picture from its memory."""

from __future__ import annotations

import os
import struct
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

WIDE, HIGH = 1366, 768
LONGEST = 40.0  # seconds until something must be seen


class Screen:
    """One running Xvfb."""

    def __init__(self, display: str, memory: Path) -> None:
        self.display, self._memory = display, memory

    def titles(self) -> list[str]:
        """Titles of the windows a person sees."""
        told = self._ask("search", "--onlyvisible", "--name", "").split()
        return [title for window in told if (title := self._ask("getwindowname", window).strip())]

    def colours(self) -> Counter[int]:
        """Pixel values of the whole screen and how often each is there."""
        pixels = self.pixels(0, WIDE * HIGH * 4)
        return Counter(struct.unpack(f"<{len(pixels) // 4}I", pixels))

    def pixels(self, start: int, end: int) -> bytes:
        """Bytes of the picture, four a pixel, line by line."""
        with (self._memory / "Xvfb_screen0").open("rb") as picture:
            head = picture.read(80)
            before, = struct.unpack(">I", head[:4])
            colours, = struct.unpack(">I", head[76:80])  # entries of the colour map, 12 bytes each
            picture.seek(before + 12 * colours + start)
            return picture.read(end - start)

    def _ask(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self.display}, capture_output=True,
                              text=True, timeout=30, check=False)
        return done.stdout


@contextmanager
def screen() -> Iterator[Screen]:
    """Xvfb on a free number, gone afterwards. With ``-noreset``: else it begins anew whenever its last client leaves,
    and turns away a program that comes meanwhile."""
    with tempfile.TemporaryDirectory() as memory:
        read, write = os.pipe()
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-noreset", "-screen", "0", f"{WIDE}x{HIGH}x24",
                                   "-fbdir", memory, "-nolisten", "tcp"], pass_fds=(write,), stderr=subprocess.DEVNULL)
        os.close(write)
        try:
            with os.fdopen(read) as told:
                yield Screen(f":{told.readline().strip()}", Path(memory))
        finally:
            server.terminate()
            server.wait()


def wait_until(holds: Callable[[], object], what: str) -> None:
    """Look again and again until it holds; fails by name after ``LONGEST`` seconds."""
    until = time.monotonic() + LONGEST
    while not holds():
        assert time.monotonic() < until, what
        time.sleep(0.1)
