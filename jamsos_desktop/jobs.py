"""What a long job looks like: a generator that yields Progress and returns a result.

A job knows nothing of threads or widgets. Each ``yield`` is both a report and a place where
the job may be stopped: closing the generator raises GeneratorExit there. Jobs prepare first
and write last, so that nothing is ever yielded while the write lock is held.
"""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Progress(NamedTuple):
    """How far a job is: ``done`` of ``total`` steps, and the thing it works on now."""

    done: int
    total: int
    note: str = ""


Job = Generator[Progress, None, T]


def run_to_end(job: Job[T]) -> T:
    """Run a job without a screen (tests, command line) and return its value."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            value: T = end.value
            return value


@contextmanager
def many_records() -> Generator[None, None, None]:
    """While a job makes very many records that stay: among them there is no garbage to look for, and looking for it
    again and again is a quarter of the time. What nobody holds any more is freed at once all the same."""
    looked_for = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked_for:
            gc.freeze()  # both together: all of it counts as old, else it would be looked through right away
            gc.unfreeze()
            gc.enable()
