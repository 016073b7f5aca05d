"""The first look at a data folder: is anything there, and does it ask for a PIN.

Apart from ``opening`` because the window asks before its first paint: nothing heavy is imported
for a folder that is still empty.
"""

from __future__ import annotations

import json

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


def state_of(folder: DataFolder) -> str:
    """``kosong``: nothing here yet; ``perangkat``: opens unasked; ``pin``: asks the PIN."""
    if folder.root.exists() and not folder.root.is_dir():
        raise Problem("FOLDER_DATA_SALAH", f"{folder.root.name} bukan folder.", TIDAK_BERUBAH,
                      "Pilih sebuah folder untuk data.")
    if not folder.database.is_file():
        return "kosong"
    return "perangkat" if "perangkat" in _slot_kinds(folder) else "pin"


def _slot_kinds(folder: DataFolder) -> set[str]:
    """The ways in, as the key file names them; the vault itself decides when that cannot be read."""
    try:
        slots = json.loads(folder.keys.read_bytes())["slot"]
        return {str(slot["jenis"]) for slot in slots}
    except (OSError, ValueError, KeyError, TypeError):
        from jamsos_desktop.store import vault

        return vault.kinds(folder)
