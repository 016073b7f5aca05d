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


def _slot_kinds(folder: DataFolder) -> set[str]:
    """The ways in, as the key file names them; the vault itself decides when that cannot be read."""
    try:
        slots = json.loads(folder.keys.read_bytes())["slot"]
        return {str(slot["jenis"]) for slot in slots}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        from jamsos_desktop.desk.care_keys import mend_keys
        from jamsos_desktop.desk.clock import Clock
        from jamsos_desktop.store import vault

        mend_keys(folder, Clock())
        return vault.kinds(folder)
