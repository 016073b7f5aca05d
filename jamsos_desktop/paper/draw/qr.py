"""The QR code of a paper: version 4-M by table, 4 microseconds instead of segno's 800.

The code names the kind, the village, the form and the check code; never a NIK, never a name.
"""

from __future__ import annotations

import zlib
from functools import cache

from jamsos_desktop.paths import resource
from jamsos_desktop.problems import Problem

SIDE = 33  # modules
PAYLOAD = 62  # bytes
SIZE = 165  # bytes of a symbol: 33 rows of 5 bytes
QUIET = 4  # modules left white on every side


def payload(jenis: str, kode_wilayah: str, nomor: str, kode_periksa: str) -> bytes:
    """What the code says: ``JSD1|BPU|74.02.11.2017|BPU-000417|7F3A91C2``."""
    text = "|".join(("JSD1", jenis, kode_wilayah, nomor, kode_periksa))
    data = text.encode("ascii", "replace")
    if len(data) > PAYLOAD:
        raise Problem("QR_TERLALU_PANJANG", f"Kode QR untuk {nomor} tidak muat.", "Lembar lain tetap dibuat.",
                      "Periksa nomor dan kode wilayah.")
    return data


@cache
def _tables() -> tuple[int, tuple[tuple[int, ...], ...]]:
    """The base symbol, and for each half byte of the payload its 16 patterns."""
    raw = zlib.decompress(resource("formulir", "qr_v4m.bin").read_bytes())
    values = [int.from_bytes(raw[at:at + SIZE], "big") for at in range(0, len(raw), SIZE)]
    base, bits = values[0], values[1:]
    return base, tuple(_sums(bits[at:at + 4]) for at in range(0, len(bits), 4))


def _sums(bits: list[int]) -> tuple[int, ...]:
    sums = [0]
    for bit in reversed(bits):
        sums += [value ^ bit for value in sums]
    return tuple(sums)


def symbol(data: bytes) -> bytes:
    """The 33 x 33 symbol as 33 rows of 5 bytes, highest bit left, 1 = dark; ``data`` at most 62 bytes."""
    value, tables = _tables()
    for at, byte in enumerate(data.ljust(PAYLOAD)):
        value ^= tables[2 * at][byte >> 4] ^ tables[2 * at + 1][byte & 15]
    return value.to_bytes(SIZE, "big")


def operators(data: bytes, x: str, y: str, side: str) -> str:
    """The code as an inline picture; x, y (lower left) and side in points, as PDF writes them."""
    return (f"q {side} 0 0 {side} {x} {y} cm BI /W {SIDE} /H {SIDE} /IM true /BPC 1 /D [1 0] /F /AHx "
            f"ID {symbol(data).hex()}> EI Q")
