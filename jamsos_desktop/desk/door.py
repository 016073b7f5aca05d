"""The first look at a data folder: is anything there, and does it ask for a PIN.

Apart from ``opening`` because the window asks before its first paint: nothing heavy is imported
for a folder that is still empty.
"""

from __future__ import annotations

from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem


def state_of(folder: DataFolder) -> str:
    """``kosong``: nothing here yet; ``perangkat``: opens unasked; ``pin``: asks the PIN."""
    if folder.root.exists() and not folder.root.is_dir():
        raise Problem("FOLDER_DATA_SALAH", f"{folder.root.name} bukan folder.", TIDAK_BERUBAH,
                      "Pilih sebuah folder untuk data.")
    if not folder.database.is_file():
        return "kosong"
    from jamsos_desktop.store import vault

    return "perangkat" if "perangkat" in vault.kinds(folder) else "pin"
