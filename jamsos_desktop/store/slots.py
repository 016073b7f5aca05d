"""Key slots: one sealed copy of the data key for each way in.

* ``perangkat``: this laptop's secret alone; the desk opens unasked. It ends when a PIN is set.
* ``pin``: one person's PIN and this laptop's secret together; a copied folder is useless without the laptop.
* ``pemulihan``: twelve words on paper (112 random bits, 8 check bits), on any laptop.

A slot is AES-256-GCM under a key from HKDF; PIN and words go through Argon2id first. What is written
beside a sealed key (database, slot, kind, user, laptop, cost of the key derivation) is bound to it,
so nothing there can be changed or moved to another slot. What seals and opens is loaded when something is: the lock
page reads names and kinds of slots before its first frame.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

import msgspec

# RFC 9106, second recommended set with one lane: 64 MiB, three passes (about 200 ms on a village laptop).
MEMORY_KIB, PASSES = 65536, 3
_MOST_MEMORY_KIB, _MOST_PASSES = 1 << 18, 8  # under 4 s here; more only a hostile file asks
_BOUND = 1  # the form of what is bound to a sealed key

Kind = Literal["perangkat", "pin", "pemulihan"]


class Kdf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the slot's key is derived; ``m`` is KiB. Without Argon2id (``hkdf``) m and t are 0."""

    cara: Literal["argon2id", "hkdf"]
    garam: bytes
    m: int = 0
    t: int = 0


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sealed copy of the data key. ``perangkat`` names the laptop without telling its secret; ``pengguna`` is the
    id of the person whose PIN it is."""

    id: str
    jenis: Kind
    pengguna: str
    perangkat: str
    kdf: Kdf
    isi: bytes


def seal(db_id: str, kind: Kind, secret: bytes, device: bytes, dek: bytes, user: str = "") -> Slot:
    """A slot that ``secret`` (PIN or entropy of the words) and ``device`` open; either may be empty."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    kdf = Kdf("argon2id", salt, MEMORY_KIB, PASSES) if secret else Kdf("hkdf", salt)
    slot = Slot(secrets.token_hex(4), kind, user, laptop_name(device) if device else "", kdf, b"")
    sealed = AESGCM(_slot_key(slot, secret, device)).encrypt(nonce, dek, _bound(db_id, slot))
    return msgspec.structs.replace(slot, isi=nonce + sealed)


def first_open(db_id: str, slots: Sequence[Slot], secret: bytes, device: bytes) -> bytes | None:
    """The data key of the first slot that these secrets open, or None."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for slot in slots:
        if slot.perangkat != (laptop_name(device) if device else ""):
            continue
        with suppress(InvalidTag):
            return AESGCM(_slot_key(slot, secret, device)).decrypt(slot.isi[:12], slot.isi[12:], _bound(db_id, slot))
    return None


def sound(slot: Slot) -> bool:
    """Sizes right, and costs within what a laptop can pay (a hostile file could ask for all its memory)."""
    memory, passes = slot.kdf.m, slot.kdf.t
    plain = slot.kdf.cara == "hkdf" and (memory, passes) == (0, 0)
    stretched = slot.kdf.cara == "argon2id" and 8 <= memory <= _MOST_MEMORY_KIB and 1 <= passes <= _MOST_PASSES
    return (plain or stretched) and len(slot.isi) == 12 + 32 + 16 and len(slot.kdf.garam) == 16


def laptop_name(device: bytes) -> str:
    """Tells laptops apart; says nothing of the secret (256 random bits, one way)."""
    return hkdf(device, b"", b"jamsos-desa|nama-perangkat")[:8].hex()


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """32 bytes by HKDF-SHA256 (RFC 5869)."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(hashes.SHA256(), 32, salt or None, info).derive(secret)


def _slot_key(slot: Slot, secret: bytes, device: bytes) -> bytes:
    stretched = b""
    if slot.kdf.cara == "argon2id":
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

        stretched = Argon2id(salt=slot.kdf.garam, length=32, iterations=slot.kdf.t, lanes=1,
                             memory_cost=slot.kdf.m).derive(secret)
    return hkdf(stretched + device, slot.kdf.garam, b"jamsos-desa|slot|" + slot.jenis.encode())


def _bound(db_id: str, slot: Slot) -> bytes:
    """What is bound to a sealed key: everything that stands beside it."""
    beside = [_BOUND, db_id, slot.id, slot.jenis, slot.pengguna, slot.perangkat, slot.kdf]
    return msgspec.json.encode(beside, order="sorted")
