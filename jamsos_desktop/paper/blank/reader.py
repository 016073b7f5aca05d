"""The program's side of reading a blank: asks the child, and remembers the last few answers."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from jamsos_desktop import apart
from jamsos_desktop.paper.blank.records import LARGEST_FILE, SECONDS, VERB, Answer, BlankFile, Unfit


@lru_cache(maxsize=6)
def read_blank(data: bytes, suffix: str, width: float, height: float, filled: tuple[str, ...]) -> BlankFile | Unfit:
    """The blank in ``data``; ``suffix`` pdf, png or jpg. Sizes of the paper in points, of use for a picture.

    ``filled``: names of the fields that will be filled, sorted.
    """
    if len(data) > LARGEST_FILE:
        return Unfit("lebih besar dari 4 MiB")
    arguments = (suffix, f"{width:.3f}", f"{height:.3f}", msgspec.json.encode(filled).decode())
    try:
        answer = apart.ask(VERB, arguments, data, SECONDS)
    except TimeoutError:
        return Unfit("terlalu rumit untuk dibaca")
    try:
        found: BlankFile | Unfit = msgspec.msgpack.decode(answer, type=Answer)
    except msgspec.DecodeError:  # the file ended the child before it could answer
        return Unfit("rusak atau terpotong")
    return found
