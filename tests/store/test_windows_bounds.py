"""How a child is bounded on Windows: a job object with limits, by the very shapes Windows expects."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from jamsos_desktop import job_object
from jamsos_desktop.job_object import BasicLimits, Limits
from tests.windows_library import library, refusal

JOB, SELF = 0x1_0000_0044, 0xFFFF_FFFF_FFFF_FFFF  # handles are as wide as pointers


class Kernel:
    """The part of kernel32 that knows jobs; ``fails`` names the call it refuses."""

    def __init__(self, fails: str = "") -> None:
        self.fails = fails
        self.calls: list[str] = []
        self.limits = Limits()

    def SetErrorMode(self, mode: int) -> int:
        self.calls.append("SetErrorMode")
        assert mode == 0x8003
        return 0

    def GetCurrentProcess(self) -> int:
        return SELF

    def CreateJobObjectW(self, rights: None, name: None) -> int:
        assert (rights, name) == (None, None)
        return self._done("CreateJobObjectW") and JOB

    def SetInformationJobObject(self, job: int, kind: int, given: int, size: int) -> int:
        assert (job, kind, size) == (JOB, 9, 144)
        ctypes.memmove(ctypes.byref(self.limits), given, size)
        return self._done("SetInformationJobObject")

    def AssignProcessToJobObject(self, job: int, process: int) -> int:
        assert (job, process) == (JOB, SELF)
        return self._done("AssignProcessToJobObject")

    def _done(self, name: str) -> int:
        self.calls.append(name)
        return int(name != self.fails)


def confine(kernel: Kernel, memory: int, seconds: float) -> None:
    job_object.confine(library(job_object.SHAPES, kernel), refusal, memory, seconds)


def test_the_limits_have_the_shape_windows_expects() -> None:
    assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(Limits)) == (64, 144)
    assert [getattr(BasicLimits, name).offset for name in ("flags", "processes", "affinity", "priority")] == [
        16, 40, 48, 56]
    assert [getattr(Limits, name).offset for name in ("counters", "process_memory", "job_memory", "peak_process")] == [
        64, 112, 120, 128]


@pytest.mark.parametrize(("seconds", "flags"), [(0.0, 0x500), (30.5, 0x502)])
def test_a_child_bounds_its_memory_and_its_time_before_it_joins_the_job(seconds: float, flags: int) -> None:
    kernel = Kernel()
    confine(kernel, 700_000_000, seconds)
    assert kernel.calls == ["SetErrorMode", "CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
    assert kernel.limits.process_memory == 700_000_000
    assert kernel.limits.basic.flags == flags
    assert kernel.limits.basic.process_time == int(seconds * 10_000_000)
    assert kernel.limits.job_memory == kernel.limits.basic.processes == 0


@pytest.mark.parametrize("call", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"])
def test_a_child_that_cannot_be_bounded_reads_nothing(call: str) -> None:
    kernel = Kernel(call)
    with pytest.raises(OSError, match="denied"):
        confine(kernel, 1, 1)
    assert kernel.calls[-1] == call


def test_a_missing_job_stops_before_anything_is_asked_of_it() -> None:
    kernel: Any = Kernel("CreateJobObjectW")
    with pytest.raises(OSError):
        confine(kernel, 1, 0)
    assert "SetInformationJobObject" not in kernel.calls
