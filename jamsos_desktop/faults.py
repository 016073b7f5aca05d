"""Faults of ours as text without people in it: kinds and places in the program, never a message or a value.

A message may quote what somebody typed, a path names whoever owns the laptop: neither is kept. What is kept goes
through ``scrub`` last, so that a number that got in all the same goes out again.
"""

from __future__ import annotations

import re
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from jamsos_desktop.files import replace_whole
from jamsos_desktop.paths import DataFolder

if TYPE_CHECKING:
    from datetime import datetime

HIDDEN = "[disamarkan]"
LONGEST = 200_000  # bytes of the log; the older half goes
MOST_PLACES = 60  # of one fault: a recursion has thousands
recent: Callable[[], str] = str  # the newest lines of the log of the desk that is open; the window puts it in place
# Read when something is noted: the first frame does not wait for expressions it never uses.
_DAY = r"\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d"
_NUMBER = r"\+?\d(?:[ .\-]?\d){7,}"  # NIK, KK, KPJ, account, telephone; in groups too
_NIK = r"(?<!\d)\d{12}(\d{4})(?!\d)"
_FATAL = r'File "(?:[^"]*[\\/])?([^"\\/]+)", line (\d+) in (\w+|<\w+>)'


def scrub(text: str) -> str:
    """The text without any number of eight digits and more; the moments this module writes stay."""
    kept = [match.group() for match in re.finditer(_DAY, text)]
    parts = [re.sub(_NUMBER, HIDDEN, part) for part in re.split(_DAY, text)]
    return "".join(part + (kept[at] if at < len(kept) else "") for at, part in enumerate(parts))


def hide_niks(text: str) -> str:
    """The text with the last four digits only of every NIK and KK in it: for standard error, which ends in files."""
    return re.sub(_NIK, lambda match: "\u2022" * 12 + match.group(1), text)


def chain(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it came from, the newest first."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def places(trace: TracebackType | None) -> list[str]:
    """File, line and function of every step, the outermost first; the middle of a long way is left out."""
    found = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    if len(found) > MOST_PLACES:
        left = len(found) - MOST_PLACES
        found[MOST_PLACES // 2:-MOST_PLACES // 2] = [f"... {left} langkah lagi"]
    return found


def told(error: BaseException) -> str:
    """Kinds and places of a fault and of what it came from, a line each."""
    lines: list[str] = []
    for one in chain(error):
        lines += [f"{'berasal dari ' if lines else ''}{type(one).__name__}",
                  *(f"  {place}" for place in places(one.__traceback__))]
    return scrub("\n".join(lines))


def briefly(error: BaseException) -> str:
    """One line for the log: the kind and the innermost place."""
    return " ".join((type(error).__name__, *places(error.__traceback__)[-1:]))


def same_as(error: BaseException) -> str:
    """What tells one fault from another: its kind and where it happened."""
    return briefly(error)


def note(folder: DataFolder, moment: datetime, what: str) -> None:
    """Add a line to the log of a desk that is set up; a disk that refuses costs the line and nothing else."""
    line = scrub(f"{moment:%Y-%m-%d %H.%M.%S} {' '.join(what.split())}\n").encode()
    try:
        if not folder.keys.exists():
            return
        with folder.log.open("ab") as log:
            log.write(line)
            full = log.tell() > LONGEST
        if full:
            newer = folder.log.read_bytes()[-LONGEST // 2:]
            replace_whole(folder.log, newer[newer.find(b"\n") + 1:])
    except OSError:
        return


def last_lines(folder: DataFolder, many: int = 4) -> str:
    """The newest lines of the log, to be copied along with a message; "" where there is none."""
    try:
        with folder.log.open("rb") as log:
            log.seek(max(0, log.seek(0, 2) - many * 400))
            return scrub("\n".join(log.read().decode("utf-8", "replace").splitlines()[-many:]))
    except OSError:
        return ""


def fatal(text: str) -> str:
    """What the interpreter wrote while the process died, as places; "" when it wrote nothing."""
    found = [f"  {name}:{line} {function}" for name, line, function in re.findall(_FATAL, text)]
    return scrub("\n".join(["BerhentiMendadak", *found[:MOST_PLACES]])) if text.strip() else ""


def hook(tell: Callable[[BaseException], None]) -> None:
    """Give every fault that nobody caught to ``tell``: of this thread, of others, and of what is put away."""
    def caught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        found = error or kind()
        tell(found if found.__traceback__ else found.with_traceback(trace))

    sys.excepthook = caught
    threading.excepthook = lambda args: caught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: caught(args.exc_type, args.exc_value, args.exc_traceback)
