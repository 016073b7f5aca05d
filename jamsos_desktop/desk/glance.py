"""A desk that was closed well is opened at a glance: its pages are looked at behind the first page of the window.

Nothing is weakened by it. Until the look found every page right nothing is written (``store.gate``), and wherever
opening itself has to write, or something is odd, the look comes first as it always did: after a power cut, for an
older file, while keys are being changed, on another laptop.
"""

from __future__ import annotations

from collections.abc import Callable

from jamsos_desktop.desk import care_aside, care_look
from jamsos_desktop.desk.context import Clock, Context
from jamsos_desktop.hub.register import erasing as register
from jamsos_desktop.hub.register.schema import REGISTER
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import erasing, office, schema, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.gate import Gate

DAMAGE = care_look.DAMAGE


def glanced(folder: DataFolder, dek: bytes, clock: Clock,
            read: Callable[[Database, Gate], Context]) -> Context | None:
    """The context ``read`` makes of a file that is sound at a glance; None where everything must be looked at first.

    Problems: those of opening that are no damage.
    """
    if vault.changing(folder) or not care_look.looks_sound(folder):
        return None
    gate = Gate(lambda: _look(folder, dek))
    try:
        with Database(folder.database, vault.subkey(dek, "db"), gate=gate) as db:
            return read(db, gate) if _nothing_to_do(db) else None
    except Problem as problem:
        if problem.kode in DAMAGE:
            return None  # the look says what is wrong, and care mends it
        raise


def _nothing_to_do(db: Database) -> bool:
    """Whether no step of a schema is to be taken, nor one there that this program does not know, and nobody is there
    who was erased for good: not even for a moment are they shown."""
    if not schema.current(db) or erasing.returned(db) or erasing.unfinished(db):
        return False
    return office.setting(db, "mode", "desa") != "dpmd" or (schema.current(db, REGISTER) and not register.waiting(db))


def _look(folder: DataFolder, dek: bytes) -> str:
    fault = care_look.fault_of(folder, vault.subkey(dek, "db"))
    if not fault:
        care_aside.clear_up(folder)
    return fault


def look_job(gate: Gate | None) -> Job[str]:
    """The look at a file that was opened at a glance, and what is written first after it; the value is the fault.

    Problems: those of the look and of these writes; the next write tries again.
    """
    if gate is None or gate.open:
        return ""
    yield Progress(0, 1, "memeriksa data")
    try:
        gate.go_through()
    except Problem:
        if not gate.fault:
            raise
    return gate.fault
