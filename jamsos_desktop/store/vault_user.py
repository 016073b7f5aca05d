"""Somebody whose PIN opens a desk, as the lock page names them. Apart, so that its first frame loads no vault."""

from __future__ import annotations

from typing import NamedTuple

VERSION = 2  # of the key file. 2: names of people beside their slots, and an earlier data key while it is replaced


class VaultUser(NamedTuple):
    """Somebody who may have a PIN here: the id of the desk's user, and the name the lock page shows."""

    id: str
    nama: str
