"""Scans of papers, taken in here or come with packages: kept once by content, each sealed under a subkey.

``lampiran/<2 hex>/<sha256>.<jpg|png|pdf>`` holds a nonce and AES-256-GCM over the content; the name is bound to
it, so that no file can take another's place.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from jamsos_desktop.files import replace_whole, sync_folder
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import rekey, vault
from jamsos_desktop.store.private import write_problem

_NAME = re.compile(r"[0-9a-f]{64}\.(jpg|png|pdf)")
_NONCE = 12


class Attachments:
    """The scans of one data folder."""

    def __init__(self, folder: DataFolder, dek: bytes) -> None:
        self._folder, self._dek = folder, dek
        self._root, self._seal = folder.attachments, _seal_of(dek)

    def put(self, name: str, data: bytes) -> bool:
        """Keep a scan whole or not at all; False when it is held already.

        ``name``: ``<sha256 of data>.<jpg|png|pdf>``; ValueError for another. Problems: DISK_PENUH, TIDAK_BISA_TULIS.
        """
        if not _NAME.fullmatch(name) or hashlib.sha256(data).hexdigest() != name[:64]:
            raise ValueError("a scan is named by its content")
        if self.has(name):
            return False
        _write(self._root / name[:2] / name, data, self._seal)
        return True

    def has(self, name: str) -> bool:
        """Whether a scan is here; False of what is no name of one."""
        return bool(_NAME.fullmatch(name)) and (self._root / name[:2] / name).is_file()

    def drop(self, name: str) -> None:
        """Delete a scan; one that is not there is fine. Problem TIDAK_BISA_TULIS."""
        if not _NAME.fullmatch(name):
            raise ValueError("a scan is named by its content")
        path = self._root / name[:2] / name
        try:
            path.unlink()
            sync_folder(path.parent)  # a power cut must not bring back what was to be gone for good
        except FileNotFoundError:
            return
        except OSError as cause:
            raise write_problem(cause, path.parent) from cause

    def get(self, name: str) -> bytes:
        """The content of a scan. Problem LAMPIRAN_RUSAK when it is missing or was changed."""
        try:
            if not _NAME.fullmatch(name):
                raise ValueError(name)
            sealed = (self._root / name[:2] / name).read_bytes()
            found = _opened(name, sealed, self._seal)
        except (OSError, ValueError) as cause:
            raise _lost() from cause
        if found is None and (earlier := rekey.earlier(self._folder, self._dek)):
            found = _opened(name, sealed, _seal_of(earlier))  # a new key is still being put in place
        if found is None:
            raise _lost()
        return found


class Resealed(NamedTuple):
    """How many scans are under the new key, and how many neither key opens: those stay as they are."""

    scan: int
    rusak: int


def reseal_job(folder: DataFolder, old: bytes, new: bytes) -> Job[Resealed]:
    """Seal every scan under another data key, each whole or not at all; what is under it already stays.

    Problems: DISK_PENUH, TIDAK_BISA_TULIS; begun again it goes on where it stopped.
    """
    paths = sorted(path for path in folder.attachments.glob("??/*") if _NAME.fullmatch(path.name))
    before, after, damaged = _seal_of(old), _seal_of(new), 0
    for nth, path in enumerate(paths, 1):
        try:
            sealed = path.read_bytes()
        except OSError:  # a bad place on the disk: as good as damaged
            sealed = b""
        if _opened(path.name, sealed, after) is None:
            content = _opened(path.name, sealed, before)
            if content is None:
                damaged += 1
            else:
                _write(path, content, after)
        yield Progress(nth, len(paths), "mengunci scan dengan kunci baru")
    return Resealed(len(paths) - damaged, damaged)


def _seal_of(dek: bytes) -> AESGCM:
    return AESGCM(vault.subkey(dek, "lampiran"))


def _opened(name: str, sealed: bytes, seal: AESGCM) -> bytes | None:
    """The content, or None when it is not whole or sealed with another key."""
    try:
        return seal.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
    except (InvalidTag, ValueError):  # ValueError: cut so short that not even the nonce is there
        return None


def _write(path: Path, content: bytes, seal: AESGCM) -> None:
    nonce = secrets.token_bytes(_NONCE)
    try:
        replace_whole(path, nonce + seal.encrypt(nonce, content, path.name.encode()), private=True)
    except OSError as cause:
        raise write_problem(cause, path.parent) from cause


def _lost() -> Problem:
    return Problem("LAMPIRAN_RUSAK", "Scan ini hilang atau rusak.", "Data orangnya tetap utuh.",
                   "Ambil scan itu lagi, atau minta desa mengirimnya lagi.")
