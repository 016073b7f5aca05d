"""A disk that loses its power: replays recorded calls and gives every state a cut could leave behind.

What a disk promises here: bytes are safe after ``fsync`` of their file, names after ``fsync`` of their folder. Before
that a cut drops all of it, keeps all of it, keeps some whole writes, or tears writes at sectors of 512 bytes, each as
it likes. Changes of names reach the disk in their order (a journal), so a safe one makes those before it safe too.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.torture.recorder import STDOUT, UNREAD, Call

SECTOR = 512
HOWS = ("dropped", "kept", "torn", "mixed")
FOLDER = -1  # instead of a file's number
_PASSING = ("-shm", ".lock")  # the engine's shared memory is made anew by whoever opens first; a lock holds no data


class State(NamedTuple):
    """What a cut leaves: files by path below the root (None: a folder), and what was said before it."""

    files: Mapping[str, bytes | None]
    said: list[list[str]]
    how: str

    @property
    def digest(self) -> bytes:
        """Tells what lies on the disk apart, whatever was said before."""
        sums = hashlib.blake2b()
        for name in sorted(self.files):
            held = self.files[name]
            if held is None or not name.endswith(_PASSING):
                sums.update(f"|{name}|{held is None}|".encode())
                sums.update(held or b"")
        return sums.digest()

    def lay(self, root: Path) -> None:
        """Write the state into an empty folder."""
        for name, data in self.files.items():
            path = root / name
            if data is None:
                path.mkdir(parents=True, exist_ok=True)
            elif not name.endswith(_PASSING):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)


class Disk:
    """The names and bytes below ``root``, those that are there and those that a cut could not take."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.names: dict[str, int] = {"": FOLDER}
        self.bytes: dict[int, bytearray] = {}
        for path in sorted(root.rglob("*")):
            number = FOLDER if path.is_dir() else len(self.bytes)
            self.names[str(path.relative_to(root))] = number
            if number != FOLDER:
                self.bytes[number] = bytearray(path.read_bytes())
        self.safe_names = dict(self.names)
        self.safe_bytes = {number: bytearray(data) for number, data in self.bytes.items()}
        self.name_changes: list[tuple[str, str, int]] = []
        self.writes: list[tuple[int, int, bytes | None]] = []  # (file, offset, bytes; None: cut off there)
        self.handles: dict[str, tuple[str, int]] = {}  # descriptor -> (path, file)
        self.offsets: dict[str, int] = {}
        self.said: list[list[str]] = []

    def copy(self) -> Disk:
        """One more disk as this one is."""
        return deepcopy(self)

    # What the process does.

    def apply(self, call: Call) -> bool:
        """Do one call; whether it changed what a cut could leave (or what was promised before it)."""
        handler = getattr(self, f"_{call.name}", None)
        if handler is None:
            inside = any(isinstance(part, bytes) and self._below(part) is not None for part in call.args)
            if call.name in UNREAD and (inside or call.args[0] in self.handles):
                raise NotImplementedError(call.name)
            return False
        return bool(handler(call))

    def _below(self, path: str | bytes) -> str | None:
        text = path.decode() if isinstance(path, bytes) else path
        if text == self.root:
            return ""
        return text.removeprefix(f"{self.root}/") if text.startswith(f"{self.root}/") else None

    def _openat(self, call: Call) -> bool:
        path = self._below(call.args[1])
        if path is None:
            self.handles.pop(str(call.result), None)
            return False
        flags, changed = str(call.args[2]), False
        if path not in self.names:
            number = len(self.bytes)
            self.bytes[number], self.safe_bytes[number] = bytearray(), bytearray()
            self._rename_to("", path, number)
            changed = True
        number = self.names[path]
        self.handles[str(call.result)] = (path, number)
        self.offsets[str(call.result)] = 0
        if "O_TRUNC" in flags and self.bytes[number]:
            self._cut(number, 0)
            changed = True
        return changed

    def _close(self, call: Call) -> bool:
        self.handles.pop(str(call.args[0]), None)
        return False

    def _fcntl(self, call: Call) -> bool:
        if str(call.args[1]).startswith("F_DUPFD") and call.args[0] in self.handles:
            self.handles[str(call.result)] = self.handles[str(call.args[0])]
            self.offsets[str(call.result)] = 0
        return False

    def _dup(self, call: Call) -> bool:
        if call.args[0] in self.handles:
            raise NotImplementedError(call.name)
        return False

    _dup2 = _dup3 = _dup

    def _lseek(self, call: Call) -> bool:
        self.offsets[str(call.args[0])] = call.result
        return False

    def _write(self, call: Call) -> bool:
        handle, data = str(call.args[0]), call.args[1]
        assert isinstance(data, bytes)
        if handle in self.handles:
            self._put(self.handles[handle][1], self.offsets[handle], data[:call.result])
            self.offsets[handle] += call.result
            return True
        if handle == STDOUT:
            self.said += [line.split("\t") for line in data.decode().splitlines()]
            return True
        return False

    def _pwrite64(self, call: Call) -> bool:
        if call.args[0] not in self.handles:
            return False
        data = call.args[1]
        assert isinstance(data, bytes)
        self._put(self.handles[str(call.args[0])][1], int(call.args[3]), data[:call.result])
        return True

    def _sendfile(self, call: Call) -> bool:
        """A copy inside the kernel: the source is below the root, or as it lies on the disk of the test."""
        target, source = str(call.args[0]), str(call.args[1])
        if target not in self.handles or not call.result:
            return False
        start = self.offsets[target]
        self._put(self.handles[target][1], start, bytes(self.bytes[self.handles[source][1]][start:start + call.result]))
        self.offsets[target] += call.result
        return True

    def _ftruncate(self, call: Call) -> bool:
        if call.args[0] not in self.handles:
            return False
        self._cut(self.handles[str(call.args[0])][1], int(call.args[1]))
        return True

    def _fsync(self, call: Call) -> bool:
        if call.args[0] not in self.handles:
            return False
        path, number = self.handles[str(call.args[0])]
        if number == FOLDER:
            self._settle_names(path)
        else:
            for write in (one for one in self.writes if one[0] == number):
                _do(self.safe_bytes, write)
            self.writes = [one for one in self.writes if one[0] != number]
        return True

    _fdatasync = _fsync

    def _rename(self, call: Call) -> bool:
        paths = [self._below(part) for part in call.args if isinstance(part, bytes)]
        if paths == [None, None]:
            return False
        old, new = paths
        assert old is not None
        assert new is not None
        self._rename_to(old, new, self.names[old])
        return True

    _renameat = _renameat2 = _rename

    def _unlink(self, call: Call) -> bool:
        [path] = [self._below(part) for part in call.args if isinstance(part, bytes)]
        if path is None:
            return False
        self._rename_to(path, "", FOLDER)
        return True

    _unlinkat = _rmdir = _unlink

    def _mkdir(self, call: Call) -> bool:
        [path] = [self._below(part) for part in call.args if isinstance(part, bytes)]
        if path is None:
            return False
        self._rename_to("", path, FOLDER)
        return True

    _mkdirat = _mkdir

    # Names and bytes.

    def _rename_to(self, old: str, new: str, number: int) -> None:
        change = (old, new, number)
        _rename(self.names, change)
        self.name_changes.append(change)

    def _settle_names(self, folder: str) -> None:
        """A folder is safe: so is every change of names up to the last one in it."""
        last = max((n for n, (old, new, _) in enumerate(self.name_changes, 1)
                    if folder in (_parent(old), _parent(new))), default=0)
        for change in self.name_changes[:last]:
            _rename(self.safe_names, change)
        del self.name_changes[:last]

    def _put(self, number: int, offset: int, data: bytes) -> None:
        self.writes.append((number, offset, data))
        _do(self.bytes, self.writes[-1])

    def _cut(self, number: int, size: int) -> None:
        self.writes.append((number, size, None))
        _do(self.bytes, self.writes[-1])

    # What a cut leaves.

    def cut(self, how: str, dice: random.Random) -> State:
        """One state a cut could leave now."""
        names = dict(self.safe_names)
        many = {"dropped": 0, "kept": len(self.name_changes)}.get(how, dice.randint(0, len(self.name_changes)))
        for change in self.name_changes[:many]:
            _rename(names, change)
        left = {number: bytearray(self.safe_bytes[number]) for number in set(names.values()) if number != FOLDER}
        for write in self.writes:
            if write[0] in left:
                for part in _surviving(write, how, dice):
                    _do(left, part)
        files = {name: None if number == FOLDER else bytes(left[number]) for name, number in names.items() if name}
        return State(files, list(self.said), how)

    def lay(self, root: Path) -> None:
        """Write what is there now into an empty folder."""
        State({name: None if number == FOLDER else bytes(self.bytes[number])
               for name, number in self.names.items() if name}, [], "kept").lay(root)


def _surviving(write: tuple[int, int, bytes | None], how: str, dice: random.Random) \
        -> Iterable[tuple[int, int, bytes | None]]:
    number, offset, data = write
    if how == "torn" and data is not None:
        return [(number, offset + at, data[at:at + SECTOR]) for at in range(0, len(data), SECTOR)
                if dice.random() < 0.5]
    return [write] if how == "kept" or (how != "dropped" and dice.random() < 0.5) else []


def _do(files: dict[int, bytearray], write: tuple[int, int, bytes | None]) -> None:
    number, offset, data = write
    held = files[number]
    if len(held) < offset:
        held.extend(bytes(offset - len(held)))
    if data is None:
        del held[offset:]
    else:
        held[offset:offset + len(data)] = data


def _parent(path: str) -> str | None:
    if not path:
        return None
    parent = str(PurePosixPath(path).parent)
    return parent if parent != "." else ""


def _rename(names: dict[str, int], change: tuple[str, str, int]) -> None:
    """Make (old ""), move or remove (new "") one name, and whatever lies below it."""
    old, new, number = change
    if not old:
        names[new] = number
        return
    moved = {name: held for name, held in names.items() if name == old or name.startswith(f"{old}/")}
    for name in moved:
        del names[name]
    if new:
        names.update({f"{new}{name.removeprefix(old)}": held for name, held in moved.items()})


def cuts(disk: Disk, calls: Iterable[Call], wanted: Callable[[int], bool], repeats: int, seed: str) \
        -> Iterator[tuple[int, State]]:
    """(number, state): after every call that changed something, each way a cut could go there. The same number is the
    same state each time; ``wanted`` picks among the numbers."""
    number = 0
    for call in calls:
        if disk.apply(call):
            for how in (*HOWS[:2], *HOWS[2:] * repeats):
                if wanted(number):
                    yield number, disk.cut(how, random.Random(f"{seed}-{number}"))
                number += 1


def different(states: Iterable[tuple[int, State]]) -> dict[int, int]:
    """Number of a state -> how many are the same on the disk. Of those the last stands for all: what was said before
    any of them was said before it."""
    last: dict[bytes, int] = {}
    many: Counter[bytes] = Counter()
    for number, state in states:
        digest = state.digest
        last[digest] = number
        many[digest] += 1
    return {number: many[digest] for digest, number in last.items()}
