"""Every paper there is, in one bundle, and the same bundle printed once more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.jobs import run_to_end

PEOPLE = 4  # whose own papers are made: enough to see each kind


def every_kind(desk: desks.Desk, folder: Path) -> dict[str, Any]:
    """One bundle of every kind that has something to say, on the size the office uses, then its second copy."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = tuple(kind.kode for kind in desk.papers())
    uids = tuple(uid for tab in ("tercetak", "dalam_kiriman", "terdaftar") for uid in desk.uids(desks.Query(tab=tab)))
    options = desks.PaperOptions(kosong=2, acara="Sosialisasi jaminan sosial ketenagakerjaan", baris=20)
    order = desks.PrintOrder(_some_of_each(desk, uids), kinds, desk.unit.kertas, folder, options)
    first = run_to_end(desk.print_job(order))
    again = run_to_end(desk.print_job(replace(desk.order_again(first.bundel), out=folder)))
    return {"bundel": first.bundel, "berkas": str(first.path), "lembar": len(first.made), "halaman": first.pages,
            "jenis": len(kinds) - len(first.tanpa), "dilewati": [list(one) for one in first.skipped],
            "ulang": str(again.path)}


def _some_of_each(desk: desks.Desk, uids: tuple[str, ...]) -> tuple[str, ...]:
    """The first few people of every kelompok."""
    found: dict[str, list[str]] = {}
    rows = {row.uid: row for row in desk.rows(desk.find(desks.Query())).values()}
    for uid in uids:
        found.setdefault(rows[uid].kelompok, []).append(uid)
    return tuple(uid for group in found.values() for uid in group[:PEOPLE])
