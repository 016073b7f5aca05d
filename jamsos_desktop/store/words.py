"""The twelve words of the recovery sheet: 112 random bits and 8 check bits, ten bits a word.

The list (``resources/kata.txt``) has 1,024 common words of 4 to 8 letters, no two of them one slip
of the pen apart, so that a wrong letter never makes another valid word.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cache

from jamsos_desktop.paths import resource
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

WORD_BYTES = 14
COUNT = 12
_BITS = 10
_QR_START = "jamsos-pemulihan"


@cache
def word_list() -> tuple[str, ...]:
    """The 1,024 words in alphabetical order."""
    return tuple(resource("kata.txt").read_text("utf-8").split())


def words_of(entropy: bytes) -> tuple[str, ...]:
    """Twelve words for 14 random bytes."""
    number = int.from_bytes(entropy + _check(entropy), "big")
    last = (1 << _BITS) - 1
    return tuple(word_list()[number >> (_BITS * place) & last] for place in reversed(range(COUNT)))


def entropy_of(words: Sequence[str]) -> bytes:
    """The 14 bytes of twelve words, in any case and spacing. Problems: KATA_JUMLAH, KATA_TIDAK_DIKENAL, KATA_SALAH."""
    typed = from_text(" ".join(words))
    if len(typed) != COUNT:
        raise Problem("KATA_JUMLAH", f"Ada {len(typed)} kata, seharusnya {COUNT}.", TIDAK_BERUBAH,
                      "Salin semua kata dari lembar pemulihan, urut nomor.")
    number = 0
    places = {word: place for place, word in enumerate(word_list())}
    for nth, word in enumerate(typed, 1):
        if word not in places:
            raise _unknown(nth, word)
        number = number << _BITS | places[word]
    whole = number.to_bytes(WORD_BYTES + 1, "big")
    entropy, check = whole[:WORD_BYTES], whole[WORD_BYTES:]
    if check != _check(entropy):
        raise Problem("KATA_SALAH", "Salah satu kata keliru, atau urutannya tertukar.", TIDAK_BERUBAH,
                      "Bandingkan lagi dengan lembar pemulihan, urut nomor 1 sampai 12.")
    return entropy


def qr_text(words: Sequence[str]) -> str:
    """What the QR of a recovery sheet says."""
    return " ".join((_QR_START, *words))


def from_text(text: str) -> tuple[str, ...]:
    """The words in whatever was typed, pasted or scanned: any case, with their numbers, commas or on lines."""
    parts = re.split(r"[\s,.;:()]+", text.casefold())
    return tuple(part for part in parts if part and part != _QR_START and not part.isdigit())


def _check(entropy: bytes) -> bytes:
    return hashlib.sha256(entropy).digest()[:1]


def _unknown(nth: int, word: str) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(word, word_list(), n=1, cutoff=0.7)
    mend = f"Mungkin maksudnya {near[0]}." if near else "Lihat lagi lembar pemulihan."
    return Problem("KATA_TIDAK_DIKENAL", f"Kata nomor {nth} tidak dikenal.", TIDAK_BERUBAH, mend)
