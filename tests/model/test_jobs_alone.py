"""Jobs one within another, and a search that is bounded however much fits."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from jamsos_desktop.jobs import Job, Progress, many_records, run_to_end
from jamsos_desktop.model import region_search
from jamsos_desktop.model.region_search import Lines


@pytest.fixture(autouse=True)
def _collector() -> Iterator[None]:
    on = gc.isenabled()
    yield
    (gc.enable if on else gc.disable)()


def test_one_job_of_many_records_within_another_leaves_the_garbage_to_the_outer() -> None:
    gc.enable()
    with many_records():
        with many_records():
            assert not gc.isenabled()
        assert not gc.isenabled()  # the outer one still makes records
    assert gc.isenabled()


def test_garbage_is_looked_for_again_when_a_job_ends_in_a_fault_or_is_closed() -> None:
    def job() -> Job[None]:
        with many_records():
            yield Progress(0, 1)

    gc.enable()
    closed = job()
    next(closed)
    assert not gc.isenabled()
    closed.close()
    assert gc.isenabled()
    run_to_end(job())
    assert gc.isenabled()


def test_a_piece_that_is_everywhere_is_not_looked_for_without_end() -> None:
    lines = Lines(["aa"] * (region_search.MOST_LOOKED_AT + 5))
    found = list(lines.holding("\na"))
    assert found == list(range(region_search.MOST_LOOKED_AT))
