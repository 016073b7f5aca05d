"""How Windows bounds a process: a job object with limits, which the process puts itself into.

The library is handed in, so that the calls are made the same way wherever the tests run; ``system`` gives Windows'
own. Imported by ``bounds`` alone, and only on Windows.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any

EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
PROCESS_TIME, PROCESS_MEMORY, DIE_ON_FAULT = 0x2, 0x100, 0x400  # JOB_OBJECT_LIMIT_*
# SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX: no box that nobody sees, no report with people.
NO_BOXES = 0x1 | 0x2 | 0x8000
TICKS = 10_000_000  # Windows counts the time of a process in units of 100 ns


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64), ("flags", ctypes.c_uint32),
                ("least_working_set", ctypes.c_size_t), ("most_working_set", ctypes.c_size_t),
                ("processes", ctypes.c_uint32), ("affinity", ctypes.c_size_t), ("priority", ctypes.c_uint32),
                ("scheduling", ctypes.c_uint32))


class Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION; ``counters`` are the six of IO_COUNTERS."""

    _fields_ = (("basic", BasicLimits), ("counters", ctypes.c_uint64 * 6), ("process_memory", ctypes.c_size_t),
                ("job_memory", ctypes.c_size_t), ("peak_process", ctypes.c_size_t), ("peak_job", ctypes.c_size_t))


# Name, what comes back, then what goes in.
SHAPES: dict[str, tuple[Any, ...]] = {
    "SetErrorMode": (ctypes.c_uint32, ctypes.c_uint32),
    "GetCurrentProcess": (ctypes.c_void_p,),
    "CreateJobObjectW": (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_wchar_p),
    "SetInformationJobObject": (ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32),
    "AssignProcessToJobObject": (ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p),
}


def confine(kernel32: Any, failure: Callable[[], OSError], memory: int, seconds: float) -> None:
    """This process gets at most ``memory`` bytes and, unless 0, ``seconds`` of work. Raises OSError.

    The job lives as long as the process: its handle is never closed.
    """
    kernel32.SetErrorMode(NO_BOXES)
    wanted = Limits()
    wanted.basic.flags = PROCESS_MEMORY | DIE_ON_FAULT | (PROCESS_TIME if seconds else 0)
    wanted.basic.process_time = int(seconds * TICKS)
    wanted.process_memory = memory
    job = kernel32.CreateJobObjectW(None, None)
    if not (job and kernel32.SetInformationJobObject(job, EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted))
            and kernel32.AssignProcessToJobObject(job, kernel32.GetCurrentProcess())):
        raise failure()


if sys.platform == "win32":
    def system() -> tuple[Any, Callable[[], OSError]]:
        """Windows' own kernel32, with the shapes told to ctypes, and the error of its last call."""
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        for name, shape in SHAPES.items():
            function = getattr(kernel32, name)
            function.restype, function.argtypes = shape[0], shape[1:]
        return kernel32, lambda: ctypes.WinError(ctypes.get_last_error())
