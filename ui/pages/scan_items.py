"""The photos in hand while scans are made ready: for which paper each is, and what is done to it. No widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jamsos_desktop.desk import Desk, MadeScan, ScanEdit
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import Problem

if TYPE_CHECKING:
    from jamsos_desktop.desk import ScanWork

UNUSED = ""


@dataclass
class ScanItem:
    """One photo or PDF. ``kode``: the paper it is for, "" for none; ``work``: its content while it is in hand;
    ``problem``: why it cannot be used; ``opening``: it is being read."""

    path: Path
    kode: str = UNUSED
    edit: ScanEdit = field(default_factory=ScanEdit)
    work: ScanWork | None = None
    made: MadeScan | None = None
    made_with: ScanEdit | None = None
    problem: Problem | None = None
    opening: bool = False

    @property
    def fresh(self) -> bool:
        """Whether ``made`` is what is seen now."""
        return self.made is not None and self.made_with == self.edit

    @property
    def is_pdf(self) -> bool:
        return self.work is not None and self.work.kind == "pdf"


def assigned(paths: Sequence[Path], first: str, papers: Mapping[str, str], held: frozenset[str]) -> list[ScanItem]:
    """Photos with a paper each: the one asked for, then those without a scan in their order; the rest for none."""
    free = [kode for kode in papers if kode not in held and kode != first]
    codes = ([first] if first else []) + free
    return [ScanItem(path, codes[number] if number < len(codes) else UNUSED) for number, path in enumerate(paths)]


def double(items: Sequence[ScanItem]) -> str:
    """The paper two photos are for, "" when each paper has one."""
    seen: set[str] = set()
    for item in items:
        if item.kode and item.kode in seen:
            return item.kode
        seen.add(item.kode)
    return ""


def make_job(desk: Desk, items: Sequence[ScanItem]) -> Job[dict[str, MadeScan]]:
    """Make every photo that has a paper and was not made yet, one after the other."""
    used = [item for item in items if item.kode and item.problem is None]
    found: dict[str, MadeScan] = {}
    for number, item in enumerate(used):
        yield Progress(number, len(used), f"Foto {number + 1} dari {len(used)}: {item.path.name}")
        if not item.fresh:
            try:
                yield from _make(desk, item)
            except Problem as problem:  # told in the window; pressed again, the others are kept without it
                item.problem, item.kode = problem, UNUSED
                raise
        assert item.made is not None
        found[item.kode] = item.made
    return found


def _make(desk: Desk, item: ScanItem) -> Job[None]:
    work, edit = item.work, item.edit
    if work is None:
        work = yield from desk.scan_open_job(item.path)
    item.made = yield from desk.scan_make_job(work, edit)
    item.made_with = edit
