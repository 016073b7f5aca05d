"""The engine's log beside the data file, read without the engine: is it whole, and what does it hold.

Where a frame of the log is damaged the engine goes back to the state before it and forgets what follows, without a
word. After a power cut that is right (what follows was never acknowledged), after damage it is not: whole commits
that lie behind tell the two apart. Format: sqlite.org/fileformat2.html, "The Write-Ahead Log".
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PAGE = 4096
_HEAD, _FRAME, _INDEX, _LIST = 32, 24, 96, 136
_LISTED = 4062  # frames whose pages stand in the first part of the index
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # the byte order of the checksums
_UNREADABLE = b"\xff" * PAGE  # fits no checksum of a page
_WORD = 0xFFFFFFFF


class Frame(NamedTuple):
    """One page in the log. ``size``: of the whole file in pages where a commit ends here, else 0; ``right``: it fits
    the frame before it."""

    at: int
    page: int
    size: int
    right: bool


class Log(NamedTuple):
    """The present round of a log; without a sound head (``head``) the engine passes over all of it. ``promised``: how
    many frames are committed and not yet in the file, as the engine's own index beside the log (``-shm``) says. That
    is written after the log was made durable, so a log that holds fewer has lost saved data."""

    head: bool
    frames: list[Frame]
    promised: int = 0

    @property
    def last(self) -> int:
        """The last frame (from 0) that ends a whole commit and can be used, -1 without one: not behind a frame that
        does not even say which page it held, because an older state of that page would take its place unseen."""
        blind = next((n for n, frame in enumerate(self.frames) if not frame.right and not frame.page), len(self.frames))
        return max((n for n, frame in enumerate(self.frames[:blind]) if frame.right and frame.size), default=-1)

    @property
    def cut(self) -> bool:
        """Whether the end of it is nowhere any more, or cannot be used."""
        behind = any(frame.right and frame.size for frame in self.frames[self.last + 1:])
        return behind or self.promised > self.last + 1 or (not self.head and self.last < 0)


def read_beside(database: Path) -> Log:
    """The log of a data file, whether there is one or not. The engine removes the index first: a damaged index without
    any log means that the log was taken away, and nobody can say what stood in it."""
    there, index = (database.with_name(database.name + end) for end in ("-wal", "-shm"))
    held = index.read_bytes() if index.is_file() else b""
    if not there.is_file() and any(held[:_INDEX]) and not _told(held):
        return Log(False, [])
    return read(there.read_bytes() if there.is_file() else b"", held)


def _told(index: bytes) -> bool:
    """Whether an index can be trusted: it says everything twice."""
    return len(index) >= _INDEX + 4 and index[:48] == index[48:96] and index[12] == 1


def read(log: bytes, index: bytes = b"") -> Log:
    """The frames of the log's present round, in their order; those of an earlier round are over."""
    told = _told(index)
    if len(log) < _HEAD + _FRAME + PAGE:
        return Log(True, [], _promised(index) if told else 0)
    magic, _, page, _, _, _, first, second = struct.unpack(">8I", log[:_HEAD])
    order = _MAGIC.get(magic, "<")
    head = page == PAGE and magic in _MAGIC and _sum(log[:24], order, 0, 0) == (first, second)
    # Under a damaged head the round is that of the index, or else of most frames.
    salts = log[16:24] if head else index[32:40] if told else _round_of_most(log)
    same = told and index[32:40] == salts
    found = list(_walk(log, order, salts, (first, second)))
    return Log(head, _paged(found, index) if same else found, _promised(index) if same else 0)


def _round_of_most(log: bytes) -> bytes:
    seen = Counter(log[at + 8:at + 16] for at in range(_HEAD, len(log) - _FRAME - PAGE + 1, _FRAME + PAGE))
    return seen.most_common(1)[0][0]


def _paged(found: list[Frame], index: bytes) -> list[Frame]:
    """The frames with the pages that the index names for them, where their own word cannot be trusted."""
    many = min(struct.unpack("=I", index[16:20])[0], _LISTED, (len(index) - _LIST) // 4)
    listed = struct.unpack(f"={many}I", index[_LIST:_LIST + 4 * many])
    return [frame if frame.right else frame._replace(page=listed[n] if n < many else 0)
            for n, frame in enumerate(found)]


def _promised(index: bytes) -> int:
    last, copied = struct.unpack("=I", index[16:20])[0], struct.unpack("=I", index[_INDEX:_INDEX + 4])[0]
    return int(last) if last > copied else 0


def _walk(log: bytes, order: str, salts: bytes, before: tuple[int, int]) -> Iterator[Frame]:
    starts = range(_HEAD, len(log) - _FRAME - PAGE + 1, _FRAME + PAGE)
    many = max((n for n, at in enumerate(starts, 1) if log[at + 8:at + 16] == salts), default=0)
    for at in starts[:many]:
        page, size, _, _, first, second = struct.unpack(">6I", log[at:at + _FRAME])
        body = at + _FRAME
        found = _sum(log[at:at + 8] + log[body:body + PAGE], order, *before)
        yield Frame(body, page, size, found == (first, second) and log[at + 8:at + 16] == salts)
        before = (first, second)


def _sum(data: bytes, order: str, one: int, two: int) -> tuple[int, int]:
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for first, second in zip(words, words, strict=True):
        one = (one + first + two) & _WORD
        two = (two + second + one) & _WORD
    return one, two


def damaged(log: Log) -> bool:
    """Whether whole commits lie where the engine would not look for them, so that saved data would be forgotten.

    The last commit may have been cut short by a power cut: it was not acknowledged then, and nothing follows it. A
    head never is: it is made durable before anything follows it, so frames under a damaged one were saved.
    """
    wrong = next((n for n, frame in enumerate(log.frames) if not frame.right), len(log.frames))
    if log.promised > wrong:
        return True
    if not log.head:
        return True
    behind = sum(1 for frame in log.frames[wrong + 1:] if frame.right and frame.size)
    return wrong < len(log.frames) and behind + (log.frames[wrong].size > 0) > 1


def covers(log: Log) -> bool:
    """Whether the log holds every page of the file, so that nothing of the file itself counts (a new key does that)."""
    held = {frame.page for frame in log.frames[:log.last + 1]}
    return log.last >= 0 and held.issuperset(range(1, log.frames[log.last].size + 1))


def image(data: bytes, log: bytes, index: bytes = b"") -> bytes:
    """The data file with all that the log holds: a page whose newest state is damaged becomes unreadable, so that no
    older one takes its place."""
    held = read(log, index)
    found, last = held.frames, held.last
    pages = found[last].size if last >= 0 else len(data) // PAGE
    whole = bytearray(data[:pages * PAGE].ljust(pages * PAGE, b"\0"))
    for frame in found[:last + 1]:
        if 0 < frame.page <= pages:
            body = log[frame.at:frame.at + PAGE] if frame.right else _UNREADABLE
            whole[(frame.page - 1) * PAGE:frame.page * PAGE] = body
    return bytes(whole)
