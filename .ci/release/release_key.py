"""The project's key for releases, in the files of minisign: its own tool signs and checks with them as well.

The secret file holds the key under a password (scrypt); an empty password leaves it open, for tests only.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import struct
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jamsos_desktop.exchange import minisign

SECRET, PUBLIC = "kunci.rahasia", "kunci.pub"
_SIGNS, _SCRYPT, _OPEN, _SUM = b"Ed", b"Sc", b"\0\0", b"B2"
_OPS, _MEMORY = 33_554_432, 1 << 30  # what minisign itself asks of scrypt: a gigabyte for a moment
_HEAD = struct.Struct("<2s2s2s32sQQ")


def make_pair(folder: Path, password: str, *, ops: int = _OPS, memory: int = _MEMORY) -> tuple[Path, Path]:
    """Write a new pair into ``folder``; returns (secret, public). Raises FileExistsError where one lies."""
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    number = minisign.key_id(public)
    body = number + private.private_bytes_raw() + public
    body += hashlib.blake2b(_SIGNS + body, digest_size=32).digest()
    salt, kind = secrets.token_bytes(32), _SCRYPT if password else _OPEN
    limits = (ops, memory) if password else (0, 0)
    head = _HEAD.pack(_SIGNS, kind, _SUM, salt, *limits)
    folder.mkdir(parents=True, exist_ok=True)
    secret, shown = folder / SECRET, folder / PUBLIC
    whole = head + _masked(body, password, salt, *limits)
    text = f"untrusted comment: minisign secret key\n{b64encode(whole).decode()}"
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(text + "\n")
    shown.write_text(minisign.public_file(public), "ascii")
    return secret, shown


def read_secret(text: str, password: str) -> Ed25519PrivateKey:
    """The key of a secret file's text. Raises ValueError for another password or a damaged file."""
    raw = b64decode(text.strip().splitlines()[-1], validate=True)
    signs, kind, checks, salt, ops, memory = _HEAD.unpack(raw[:_HEAD.size])
    if signs != _SIGNS or checks != _SUM or kind not in (_SCRYPT, _OPEN):
        raise ValueError("bukan kunci rahasia minisign")
    body = _masked(raw[_HEAD.size:], password if kind == _SCRYPT else "", salt, ops, memory)
    if len(body) != 104 or hashlib.blake2b(_SIGNS + body[:72], digest_size=32).digest() != body[72:]:
        raise ValueError("kata sandi kunci rilis salah, atau filenya rusak")
    private = Ed25519PrivateKey.from_private_bytes(body[8:40])
    if minisign.key_id(private.public_key().public_bytes_raw()) != body[:8]:
        raise ValueError("kunci ini dibuat di tempat lain: nomornya bukan dari kuncinya")
    return private


def _masked(body: bytes, password: str, salt: bytes, ops: int, memory: int) -> bytes:
    """The body under its password, or out from under it; without a password as it is."""
    if not password:
        return body
    cost, blocks, lanes = _cost(ops, memory)
    stream = hashlib.scrypt(password.encode(), salt=salt, n=cost, r=blocks, p=lanes, dklen=len(body),
                            maxmem=memory + (64 << 20))
    return bytes(one ^ other for one, other in zip(body, stream, strict=True))


def _cost(ops: int, memory: int) -> tuple[int, int, int]:
    """(N, r, p) of scrypt as libsodium picks them from the two limits."""
    ops, blocks = max(ops, 32_768), 8
    most = ops // (blocks * 4) if ops < memory // 32 else memory // (blocks * 128)
    power = 1
    while power < 63 and (1 << power) <= most // 2:
        power += 1
    lanes = 1 if ops < memory // 32 else min(ops // 4 // (1 << power), 0x3FFFFFFF) // blocks
    return 1 << power, blocks, lanes
