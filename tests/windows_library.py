"""Libraries of Windows played by Python, called through ctypes by the very shapes the program tells it."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any


def library(shapes: Mapping[str, tuple[Any, ...]], played_by: object) -> SimpleNamespace:
    """Each function of ``shapes`` as native code that ends in the method of that name: wrong arguments fail here as
    they would there."""
    return SimpleNamespace(**{name: ctypes.CFUNCTYPE(*shape)(getattr(played_by, name))
                              for name, shape in shapes.items()})


def refusal(code: int = 5) -> OSError:
    """What the program makes of a call that failed."""
    return OSError(code, "Access is denied")
