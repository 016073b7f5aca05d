"""The first look at a data folder: is anything there, and does it ask for a PIN.

Apart from ``opening`` because the window asks before its first paint: nothing heavy is imported
for a folder that is still empty.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.vault_user import VERSION, VaultUser

if TYPE_CHECKING:
    from jamsos_desktop.desk.clock import Clock


def state_of(folder: DataFolder) -> str:
    """``kosong``: nothing here yet; ``perangkat``: opens unasked; ``pin``: asks the PIN."""
    try:
        return _state_of(folder)
    except OSError as cause:  # a name no disk can hold, a folder we may not look into
        raise Problem("FOLDER_DATA_SALAH", f"Folder data {folder.root.name[:40]} tidak bisa dibuka.", TIDAK_BERUBAH,
                      "Periksa namanya dan izinnya, atau pilih folder lain.") from cause


def _state_of(folder: DataFolder) -> str:
    if folder.root.exists() and not folder.root.is_dir():
        raise Problem("FOLDER_DATA_SALAH", f"{folder.root.name} bukan folder.", TIDAK_BERUBAH,
                      "Pilih sebuah folder untuk data.")
    if plan := next(folder.root.glob(".pulihkan-*/rencana.json"), None):
        from jamsos_desktop.desk.clock import Clock
        from jamsos_desktop.desk.placing import finish_cut_short

        finish_cut_short(folder, plan, Clock().now())
    if not folder.database.is_file() and not _lost(folder):
        return "kosong"
    return "perangkat" if "perangkat" in _slot_kinds(folder) else "pin"


def _lost(folder: DataFolder) -> bool:
    """Whether a data file that stood here is gone while keys and backups are there: care brings it back. A restore or
    a set-up that was cut short is another matter, and begins again."""
    if not (folder.keys.is_file() or folder.keys_copy.is_file()):
        return False
    begun = any(next(folder.root.glob(f".{word}-*"), None) for word in ("pulihkan", "siapkan"))
    held = next(folder.backups.glob("oto-*.jdc"), None) or next(folder.root.glob("rusak-*/belum-selesai"), None)
    return not begun and held is not None


def names_seen(folder: DataFolder) -> list[VaultUser] | None:
    """Whose PIN opens this desk, as its key file says unchecked: for the first frame of the lock page, which asks
    ``lock_users`` right after it. None where only the vault can tell."""
    try:
        file = _key_file(folder)
        held = {str(slot["pengguna"]) for slot in file["slot"] if slot["jenis"] == "pin"}
        named = [VaultUser(str(id_), str(name)) for id_, name in file["pengguna"]]
        if file["versi"] > VERSION or "" in held:  # of a newer program, or from before people were told apart
            return None
    except _UNREADABLE:
        return None
    return in_order([one for one in named if one.id in held])


def in_order(people: list[VaultUser]) -> list[VaultUser]:
    """As the lock page lists them: by name."""
    return sorted(people, key=lambda one: (one.nama.casefold(), one.id))


def pin_wait(folder: DataFolder, clock: Clock | None = None, user: str = "") -> int:
    """Seconds until somebody's PIN may be tried again, 0 at once; ``user`` "": the longest wait of all. ``clock`` None:
    that of the environment."""
    if not folder.pin_tries.exists():
        return 0  # nobody typed a wrong one since the last right one
    from jamsos_desktop.desk.clock import clock_from_environment
    from jamsos_desktop.store import attempts

    return attempts.waiting(folder, user, (clock or clock_from_environment()).now())


_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def _key_file(folder: DataFolder) -> Any:
    return json.loads(folder.keys.read_bytes())


def _slot_kinds(folder: DataFolder) -> set[str]:
    """The ways in, as the key file names them; the vault itself decides when that cannot be read."""
    try:
        return {str(slot["jenis"]) for slot in _key_file(folder)["slot"]}
    except _UNREADABLE:
        from jamsos_desktop.desk.care_keys import mend_keys
        from jamsos_desktop.desk.clock import Clock
        from jamsos_desktop.store import vault

        mend_keys(folder, Clock())
        return vault.kinds(folder)
