"""What every verb of an open desk needs: where, whose, which rules, which day, which key.

A Context is passed to jobs, which open their own connection in their own thread.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from jamsos_desktop.desk.clock import Clock as Clock
from jamsos_desktop.desk.clock import clock_from_environment as clock_from_environment
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.dues import WageBases
from jamsos_desktop.model.fields import Place
from jamsos_desktop.model.plain import canonical
from jamsos_desktop.model.privacy import shown
from jamsos_desktop.model.records import Unit
from jamsos_desktop.model.regions import Regions, load_regions
from jamsos_desktop.model.rights import ROLES, Right, Role, refusal
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.policy import Policy
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.gate import Gate
from jamsos_desktop.store.history import Actor


@dataclass(frozen=True)
class Context:
    """One open desk, free of any connection. ``mode``: ``desa`` or ``dpmd``."""

    folder: DataFolder
    mode: str
    unit: Unit
    policy: Policy
    clock: Clock
    user: str
    device: str
    dek: bytes
    bases: WageBases = WageBases()  # noqa: RUF009 - frozen and empty
    moved: Problem | None = None  # set: the desk went to another laptop, here everything is only read
    user_id: str = ""
    role: Role = ROLES["sekretaris"]
    gate: Gate | None = field(default=None, compare=False)  # set: the file was opened at a glance (``glance``)

    @cached_property
    def regions(self) -> Regions:
        return load_regions()

    @cached_property
    def lists(self) -> Mapping[str, Mapping[str, str]]:
        """Spellings for parsing of the lists the district may change."""
        return self.policy.lists

    @property
    def latihan(self) -> bool:
        """Whether this is a desk of a practice: what it makes says so."""
        return self.folder.maybe_practice

    @property
    def today(self) -> date:
        return self.clock.today()

    def label(self, name: str, code: str) -> str:
        """The label of a code, in a list of the policy or of the program."""
        return self.policy.label_lists.get(name, {}).get(code) or code_label(name, code)

    def actor(self) -> Actor:
        """Who acts, on which laptop, at this moment: for what is written now."""
        return Actor(self.user, self.device, self.clock.now())

    def must(self, right: Right) -> None:
        """Go on only if whoever works here may do this. Problem HAK_TIDAK_CUKUP."""
        if not self.role.may(right):
            raise refusal(right, self.mode)

    @property
    def refusal(self) -> Problem | None:
        """Why nothing may be written here: the desk moved away, or whoever works here only looks."""
        return self.moved or (None if self.role.may(Right.TULIS) else refusal(Right.TULIS, self.mode))

    def must_write(self) -> None:
        """Go on only where something may be written: before files are made of what the data file would then refuse.

        Problems: HAK_TIDAK_CUKUP, MEJA_DIPINDAHKAN, DATA_RUSAK.
        """
        if self.refusal:
            raise Problem(*self.refusal.args)
        if self.gate is not None:
            self.gate.go_through()

    def open(self, busy_ms: int = 5000) -> Database:
        """A connection of this thread to the village file."""
        return Database(self.folder.database, vault.subkey(self.dek, "db"), busy_ms=busy_ms, refusal=self.refusal,
                        gate=self.gate)

    def seen(self, key: str, value: str) -> str:
        """What whoever works here sees of a field's value in a list or a panel (``model.fields.SEEN``)."""
        return shown(key, value, Place.LAYAR if self.mode == "desa" else Place.LAYAR_DPMD, self.role)

    def check_code(self, values: Mapping[str, str]) -> str:
        """Kode periksa of a form: 8 hex digits of an HMAC over its canonical printed values."""
        key = vault.subkey(self.dek, "cetak")
        return hmac.new(key, canonical(dict(values)), hashlib.sha256).hexdigest()[:8].upper()


def uuid7() -> str:
    """A time-ordered UUID (RFC 9562 version 7); the standard library has it from 3.14."""
    stamp = (time.time_ns() // 1_000_000).to_bytes(6, "big")
    raw = bytearray(stamp + secrets.token_bytes(10))
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    text = raw.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
