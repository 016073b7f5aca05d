"""Whether a package may go in now: its key, its laptop, its number, what it builds upon. Facts in, verdict out.

One sequence per village. A missing number is only reported, because every delta carries all that changed since its
``base``. A package whose base is not held waits. The same number twice, a wrong ``prev`` or a laptop that was
replaced is a fork: it is kept aside until a person decides.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple


class Step(NamedTuple):
    """A package on its road: number, identity, the identity it follows, what it builds upon, its sender's laptop
    and fingerprint. ``penuh``: it holds everybody."""

    seq: int
    sha: str
    prev: str
    base: int
    penuh: bool
    perangkat: str
    sidik: str


class Facts(NamedTuple):
    """What the register knows of the village.

    ``sidik``: fingerprint of its registered key ("" none); ``revoked``: fingerprints that no longer count;
    ``near``: number -> (sha, prev, device) of packages held under the same key, around this one;
    ``highest``: greatest number that went in; ``seen``: numbers ever received; ``retired_from``: number from which
    this laptop no longer counts (0: it counts).
    """

    sidik: str
    revoked: Collection[str]
    near: Mapping[int, Collection[tuple[str, str, str]]]
    highest: int
    seen: Collection[int]
    retired_from: int


class Verdict(NamedTuple):
    """``hasil``: "" go in, else ``kunci_lain``, ``dua_laptop`` or ``menunggu``; ``sebab``: ``kunci``, ``dicabut``,
    ``nomor``, ``nomor_laptop``, ``urutan``, ``pensiun``, ``dasar``. ``missing``: numbers never received."""

    hasil: str = ""
    sebab: str = ""
    missing: Sequence[int] = ()


def judge(step: Step, facts: Facts) -> Verdict:
    """The first thing that keeps a package out, or what is to be reported of it."""
    if step.sidik in facts.revoked:
        return Verdict("kunci_lain", "dicabut")
    if facts.sidik not in ("", step.sidik):
        return Verdict("kunci_lain", "kunci")
    if facts.retired_from and step.seq >= facts.retired_from:
        return Verdict("dua_laptop", "pensiun")
    if sebab := _fork(step, facts):
        return Verdict("dua_laptop", sebab)
    if not _covered(step, facts):
        return Verdict("menunggu", "dasar")
    return Verdict(missing=_missing(step, facts))


def _fork(step: Step, facts: Facts) -> str:
    same = facts.near.get(step.seq, ())
    if same:
        return "nomor" if any(device == step.perangkat for _, _, device in same) else "nomor_laptop"
    before, after = facts.near.get(step.seq - 1, ()), facts.near.get(step.seq + 1, ())
    breaks = before and step.prev not in {sha for sha, _, _ in before}
    broken = after and step.sha not in {prev for _, prev, _ in after}
    return "urutan" if breaks or broken else ""


def _covered(step: Step, facts: Facts) -> bool:
    """Whatever went in told everything up to its own number, so a lower base is known too."""
    return step.penuh or step.base <= facts.highest


def _missing(step: Step, facts: Facts) -> Sequence[int]:
    """Numbers between the last one received and this; older gaps were reported when they showed."""
    start = max((seq for seq in facts.seen if seq < step.seq), default=0)
    return () if any(seq > step.seq for seq in facts.seen) else range(start + 1, step.seq)
