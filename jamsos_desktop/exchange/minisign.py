"""Signatures in the format of minisign (jedisct1.github.io/minisign), so that its own tool checks ours.

Four lines: an untrusted comment, the signature of BLAKE2b-512 of the data, a trusted comment, and a
signature over both. The key number is the beginning of the SHA-256 of the public key.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_KEY, _PREHASHED = b"Ed", b"ED"
_TRUSTED = "trusted comment: "
MOST_BYTES = 4096


def key_id(public: bytes) -> bytes:
    """The 8-byte key number of an Ed25519 public key (32 bytes)."""
    return hashlib.sha256(public).digest()[:8]


def key_name(public: bytes) -> str:
    """The key number as minisign shows it: 16 capital hex digits, last byte first."""
    return key_id(public)[::-1].hex().upper()


def public_file(public: bytes) -> str:
    """The ``.pub`` file of a key, for ``minisign -V -p``."""
    body = b64encode(_KEY + key_id(public) + public).decode()
    return f"untrusted comment: minisign public key {key_name(public)}\n{body}\n"


def sign(private: Ed25519PrivateKey, data: bytes, comment: str) -> str:
    """The ``.minisig`` text over ``data``; ``comment`` (one line) is signed with it."""
    signature = private.sign(hashlib.blake2b(data).digest())
    both = private.sign(signature + comment.encode())
    head = _PREHASHED + key_id(private.public_key().public_bytes_raw()) + signature
    return (f"untrusted comment: signature from jamsos-desa\n{b64encode(head).decode()}\n"
            f"{_TRUSTED}{comment}\n{b64encode(both).decode()}\n")


def verify(public: bytes, data: bytes, text: str, number: bytes | None = None) -> str | None:
    """The trusted comment when ``text`` is a signature of ``data`` by ``public``, else None.

    ``number``: the key number of a key made elsewhere (default: ours, made from the key).
    """
    try:
        _, head64, comment_line, both64, *_ = text.split("\n")
        head, both = b64decode(head64, validate=True), b64decode(both64, validate=True)
        if head[:2] != _PREHASHED or head[2:10] != (number or key_id(public)) or not comment_line.startswith(_TRUSTED):
            return None
        comment = comment_line.removeprefix(_TRUSTED)
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(head[10:], hashlib.blake2b(data).digest())
        key.verify(both, head[10:] + comment.encode())
    except (InvalidSignature, ValueError):
        return None
    return comment
