"""What a process does to the files below a folder, call by call, as strace tells it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

CALLS = ("openat,creat,close,dup,dup2,dup3,fcntl,write,writev,pwrite64,pwritev,lseek,ftruncate,truncate,fallocate,"
         "fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,mkdir,mkdirat,rmdir,"
         "sendfile,copy_file_range")
UNREAD = frozenset({"writev", "pwritev", "truncate", "fallocate", "link", "linkat", "symlink", "symlinkat", "creat"})
STDOUT = "1"
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (\d+)")
_AT = re.compile(r"(?:AT_FDCWD|\d+)<([^<>]*)>")


class Call(NamedTuple):
    """One call that succeeded: its name, its arguments (paths and data decoded, descriptors as numbers), its result."""

    name: str
    args: tuple[str | bytes, ...]
    result: int


def record(words: Sequence[str], cwd: Path, trace: Path) -> None:
    """Run ``python words`` to its end under strace; only its main thread and none of its children are watched."""
    subprocess.run(
        ["strace", "-qq", "-xx", "-y", "-s", str(1 << 26), "-e", f"trace={CALLS}", "-e", "signal=none",
         "-o", str(trace), sys.executable, *words], cwd=cwd, check=True, stdout=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(cwd), "PYTHONDONTWRITEBYTECODE": "1"})


def calls(trace: Path) -> Iterator[Call]:
    """The calls in their order; one that failed changed nothing and is left out."""
    with trace.open(encoding="ascii") as lines:
        for line in lines:
            if match := _LINE.match(line):
                yield Call(match[1], tuple(_arguments(match[1], match[2])), int(match[3]))


def _arguments(name: str, text: str) -> Iterator[str | bytes]:
    """Strings as bytes (``-xx`` makes them plain hex), a path after its folder's descriptor joined to it."""
    folder, joins = b"", name.endswith(("at", "at2"))
    for part in text.split(", "):
        if part.startswith('"'):
            data = bytes.fromhex(part.strip('"').replace("\\x", ""))
            yield os.path.join(folder, data) if joins else data
        elif at := _AT.match(part):
            folder = bytes.fromhex(at[1].replace("\\x", "")) if "\\x" in at[1] else b""
            yield part.partition("<")[0]
        else:
            yield part
