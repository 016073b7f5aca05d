"""What a long job looks like: a generator that yields Progress and returns a result.

A job knows nothing of threads or widgets. Each ``yield`` is both a report and a place where
the job may be stopped: closing the generator raises GeneratorExit there. Jobs prepare first
and write last, so that nothing is ever yielded while the write lock is held.
"""

from __future__ import annotations

from collections.abc import Generator
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
