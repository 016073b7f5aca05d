"""Every PIN that is tried goes through here: counted, slowed down after five wrong ones.

Apart from ``opening`` because an open desk asks for a PIN too (a package, a KPJ number), and the lock page before any
desk is open asks who may work and how long to wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jamsos_desktop.desk.clock import Clock
from jamsos_desktop.desk.door import in_order
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import attempts, vault
from jamsos_desktop.store.vault_user import VaultUser


class Unlocked(NamedTuple):
    """The data key (32 bytes), whose PIN it was, and how many wrong ones were typed for this person before."""

    dek: bytes
    user: str
    salah: int = 0


def lock_users(folder: DataFolder) -> list[VaultUser]:
    """Those whose PIN opens this desk, in the order of their names; empty where it opens unasked."""
    return in_order(list(vault.users(folder)))


def by_pin(folder: DataFolder, pin: str, clock: Clock, user: str = "") -> Unlocked:
    """Try a PIN. Problems: PIN_TUNGGU (not tried), PIN_SALAH, PILIH_PENGGUNA, and those of the vault."""
    user = user or _only(vault.users(folder))
    with attempts.counted(folder, user, clock.now()) as wrong:
        opened = vault.open_with_pin(folder, pin, user)
    return Unlocked(opened.dek, opened.user, wrong)


def _only(users: Sequence[VaultUser]) -> str:
    """The one person there is; "" leaves it to the vault."""
    return users[0].id if len(users) == 1 else ""
