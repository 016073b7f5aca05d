"""Which machine this is, told one-way: enough to notice that a data folder was copied to another laptop.

The system's own number of the machine never leaves this file; what is kept is its HMAC under a key of the data, so
that two villages' files cannot be tied to one laptop. Where the system has no such number nothing is compared.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import sys
from pathlib import Path
from typing import Any

from jamsos_desktop.store import vault

PLACE = "JAMSOS_MESIN"  # a file to read instead, where a system keeps its number elsewhere
_PLACES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_UNSET = {"", "uninitialized"}  # what a system writes there before it has drawn a number


def fingerprint(dek: bytes) -> str:
    """32 hex digits for this machine under this data key; "" where the machine has no number."""
    number = _number()
    if not number:
        return ""
    return hmac.new(vault.subkey(dek, "mesin"), number.encode(), hashlib.sha256).hexdigest()[:32]


def name() -> str:
    """What people call this laptop: its name in the system."""
    import socket

    return socket.gethostname() or "laptop ini"


def registered_number(registry: Any) -> str:
    """The number Windows gave this machine when it was set up; "" where it may not be read. ``registry``: winreg."""
    try:
        # The 64-bit view: a 32-bit program would be shown a part of the registry without it.
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography", 0,
                              registry.KEY_READ | registry.KEY_WOW64_64KEY) as key:
            return str(registry.QueryValueEx(key, "MachineGuid")[0]).strip()
    except OSError:  # locked down by an administrator: nothing to compare
        return ""


if sys.platform == "win32":
    def _number() -> str:
        import winreg

        return registered_number(winreg)
else:
    def _number() -> str:
        chosen = os.environ.get(PLACE)
        for place in (Path(chosen),) if chosen else _PLACES:
            try:
                if (text := place.read_text("ascii").strip()) not in _UNSET:
                    return text
            except (OSError, UnicodeDecodeError):  # this system does not keep it there
                continue
        return ""
