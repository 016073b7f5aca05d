"""What stands around the pages: whose desk it is, and what waits behind the menu entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jamsos_desktop import texts
from jamsos_desktop.problems import Problem

if TYPE_CHECKING:
    from jamsos_desktop.desk import Desk, District
    from ui.widgets.nav import Nav

LONG_PLACE = 13  # letters of a kecamatan whose kind still stands whole before it


def title(desk: Desk) -> str:
    """The words of the title bar."""
    if desk.district is not None:
        return f"Jamsos Desa — Mode DPMD, {desk.unit.kabupaten}"
    unit = desk.unit
    return f"Jamsos Desa: {unit.sebutan}, {f'Kec. {unit.kecamatan}' if unit.kecamatan else unit.kabupaten}"


def whose(desk: Desk) -> tuple[str, str, str]:
    """What stands above the menu: name, place, and the whole name for the tool tip."""
    unit = desk.unit
    if desk.district is not None:
        kind, _, name = unit.kabupaten.partition(" ")
        return f"DPMD {name or kind}", f"Mode {kind.lower()}", unit.nama
    name = unit.sebutan or unit.nama
    kecamatan = f"{'Kecamatan' if len(unit.kecamatan) <= LONG_PLACE else 'Kec.'} {unit.kecamatan}"
    return name, kecamatan if unit.kecamatan else unit.kabupaten, name


def show_counts(desk: Desk, nav: Nav) -> None:
    """Count what waits behind the menu entries. While the store is busy for a moment the next change counts again."""
    _count_sheet(desk, nav)
    if desk.district is not None:
        _count_district(desk.district, nav)
    else:
        _count_people(desk, nav)


def _count_people(desk: Desk, nav: Nav) -> None:
    try:
        tabs = desk.counts().tabs
    except Problem:
        return
    todo = tabs.get("perlu_dilengkapi", 0) + tabs.get("ditolak", 0) + tabs.get("lewat_masa", 0)
    nav.set_badge("peserta", texts.number(todo) if todo else "")
    refused = tabs.get("ditolak", 0)
    nav.set_badge("balasan", str(refused) if refused else "", "error")


def _count_sheet(desk: Desk, nav: Nav) -> None:
    """A mark at Pengaturan while the recovery sheet was never printed."""
    try:
        missing = desk.sheet_missing()
    except Problem:
        return
    nav.set_badge("pengaturan", "1" if missing else "", "warn")


def _count_district(district: District, nav: Nav) -> None:
    try:
        waiting = district.waiting()
    except Problem:
        return
    for name, many in (("terima", waiting.deliveries), ("ganda", waiting.pairs)):
        nav.set_badge(name, ("99+" if many > 99 else str(many)) if many else "")
