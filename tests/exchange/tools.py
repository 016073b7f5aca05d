"""Independent programs that must open our packages; a test without them is skipped, but never in CI."""

from __future__ import annotations

import os
import shutil

import pytest


def tool(name: str) -> str:
    """The path of a program of the system; where it is missing the test is skipped, in CI it fails."""
    found = shutil.which(name)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} must be installed in CI")
    pytest.skip(f"{name} is not installed")
