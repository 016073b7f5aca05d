"""The QR symbol as an affine map over GF(2), worked out with segno (see ``qr.py`` for the use).

For one version, error level, mask and payload length the symbol is base XOR the sum of one pattern
for each payload bit that is set. ``build`` asks segno for these patterns; they ship in
``resources/formulir/qr_v4m.bin`` because asking takes half a second.
"""

from __future__ import annotations

import segno

VERSION, LEVEL, MASK = 4, "m", 2
SIDE = 17 + 4 * VERSION  # modules
PAYLOAD = 62  # bytes a version 4-M symbol holds in byte mode
ROW = (SIDE + 7) // 8  # bytes a row takes, padded as PDF images are
SIZE = ROW * SIDE


def symbol(payload: bytes) -> bytes:
    """The symbol of ``payload`` (padded to PAYLOAD bytes) by segno itself: rows of bits, 1 = dark."""
    code = segno.make(payload.ljust(PAYLOAD), version=VERSION, error=LEVEL, mode="byte", mask=MASK,
                      boost_error=False)
    rows = (int("".join("1" if module else "0" for module in row), 2) << (ROW * 8 - SIDE) for row in code.matrix)
    return b"".join(row.to_bytes(ROW, "big") for row in rows)


def build() -> bytes:
    """The base symbol, then one pattern for each bit: first byte first, highest bit first."""
    base = int.from_bytes(_symbol_of(0), "big")
    patterns = [int.from_bytes(_symbol_of(1 << bit), "big") ^ base for bit in reversed(range(PAYLOAD * 8))]
    return b"".join(value.to_bytes(SIZE, "big") for value in (base, *patterns))


def _symbol_of(bits: int) -> bytes:
    return symbol(bits.to_bytes(PAYLOAD, "big"))
