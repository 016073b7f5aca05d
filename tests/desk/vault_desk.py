"""A village desk with PINs, made once and copied; key derivation costs next to nothing in it, so that tests are quick.

What is stretched how much stands in each slot, so the program reads these desks like any other.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import slots
from jamsos_desktop.store.attachments import Attachments

TODAY = date(2026, 11, 21)
CLOCK = desks.Clock(TODAY)
LEAD, OPERATOR, OTHER = "482913", "739187", "864297"
SCANS = tuple(f"scan {n}".encode() * 50 for n in range(3))


@pytest.fixture(scope="module")
def cheap() -> Iterator[None]:
    """New slots of this module are stretched by the least that a sound slot may have."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "MEMORY_KIB", 8)
        patch.setattr(slots, "PASSES", 1)
        yield


@pytest.fixture(scope="module")
def made(cheap: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village with a secretary (PIN 482913), an operator (739187), five people and three scans."""
    root = tmp_path_factory.mktemp("kunci") / "data"
    folder = DataFolder(root)
    unit = desks.unit_for("74.02.11.2017", "MUH. ARSYAD TAHIR", "NURHAYATI SALAM")
    desks.set_up_desa(folder, desks.SetUp(unit, LEAD), CLOCK)
    with desks.open_desk(folder, LEAD, CLOCK) as desk:
        desk.add_user("Rahmat Hidayat", "operator", OPERATOR)
        run_to_end(desk.samples_job(5, 7))
        for scan in SCANS:
            Attachments(folder, desk.ctx.dek).put(scan_name(scan), scan)
    return root


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> DataFolder:
    return DataFolder(Path(shutil.copytree(made, tmp_path / "data")))


def scan_name(scan: bytes) -> str:
    return hashlib.sha256(scan).hexdigest() + ".jpg"


def open_as(folder: DataFolder, pin: str, user: str) -> desks.Desk:
    return desks.open_desk(folder, pin, CLOCK, user=user, recompute=False)


def code_of(action) -> str:  # type: ignore[no-untyped-def]
    """The code of the Problem an action ends in; each says what happened and what to do."""
    with pytest.raises(Problem) as caught:
        action()
    assert caught.value.apa
    assert caught.value.cara
    return caught.value.kode
