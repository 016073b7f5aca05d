"""Scans of papers, taken in here or come with packages: kept once by content, each sealed under a subkey.

``lampiran/<2 hex>/<sha256>.<jpg|png|pdf>`` holds a nonce and AES-256-GCM over the content; the name is bound to
it, so that no file can take another's place.
"""

from __future__ import annotations

import hashlib
import re
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jamsos_desktop.files import replace_whole
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import vault
from jamsos_desktop.store.private import write_problem

_NAME = re.compile(r"[0-9a-f]{64}\.(jpg|png|pdf)")
_NONCE = 12


class Attachments:
    """The scans of one data folder."""

    def __init__(self, folder: DataFolder, dek: bytes) -> None:
        self._root, self._seal = folder.attachments, AESGCM(vault.subkey(dek, "lampiran"))

    def put(self, name: str, data: bytes) -> bool:
        """Keep a scan whole or not at all; False when it is held already.

        ``name``: ``<sha256 of data>.<jpg|png|pdf>``; ValueError for another. Problems: DISK_PENUH, TIDAK_BISA_TULIS.
        """
        if not _NAME.fullmatch(name) or hashlib.sha256(data).hexdigest() != name[:64]:
            raise ValueError("a scan is named by its content")
        if self.has(name):
            return False
        nonce, path = secrets.token_bytes(_NONCE), self._root / name[:2] / name
        try:
            replace_whole(path, nonce + self._seal.encrypt(nonce, data, name.encode()), private=True)
        except OSError as cause:
            raise write_problem(cause, path.parent) from cause
        return True

    def has(self, name: str) -> bool:
        return bool(_NAME.fullmatch(name)) and (self._root / name[:2] / name).is_file()

    def drop(self, name: str) -> None:
        """Delete a scan; one that is not there is fine. Problem TIDAK_BISA_TULIS."""
        if not _NAME.fullmatch(name):
            raise ValueError("a scan is named by its content")
        path = self._root / name[:2] / name
        try:
            path.unlink(missing_ok=True)
        except OSError as cause:
            raise write_problem(cause, path.parent) from cause

    def get(self, name: str) -> bytes:
        """The content of a scan. Problem LAMPIRAN_RUSAK when it is missing or was changed."""
        try:
            if not _NAME.fullmatch(name):
                raise ValueError(name)
            sealed = (self._root / name[:2] / name).read_bytes()
            return self._seal.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        except (OSError, ValueError, InvalidTag) as cause:
            raise Problem("LAMPIRAN_RUSAK", "Scan ini hilang atau rusak.", "Data orangnya tetap utuh.",
                          "Ambil scan itu lagi, atau minta desa mengirimnya lagi.") from cause
