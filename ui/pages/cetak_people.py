"""Whose papers page Cetak offers: everybody ready, the choice of page Peserta, all who may, one group, one dusun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jamsos_desktop.desk import TABS, Desk, Query
from jamsos_desktop.model.records import KELOMPOK, LEFT
from jamsos_desktop.texts import number

PICKED, READY, ALL, AGAIN, LAST = "pilihan", "siap", "semua", "ulang", "terakhir"
DUSUN = "dusun:"
_BLOCKED = frozenset({"draf", "perlu_dilengkapi", *LEFT})
_BLOCK = 500  # rows asked for at once


def choices(desk: Desk, picked: Sequence[str], again: tuple[str, int] | None = None,
            last: tuple[str, int] | None = None) -> dict[str, str]:
    """Key -> words of the box Siapa; what holds nobody is left out, except the ready ones. ``again``: number and
    people of a bundle that is printed once more; ``last``: of the one just made, whose people are no longer ready."""
    found = {AGAIN: f"Cetak ulang {again[0]} ({number(again[1])} orang)"} if again else {}
    if last:
        found[LAST] = f"Bundel {last[0]} ({number(last[1])} orang)"
    if picked:
        found[PICKED] = f"Pilihan dari Peserta ({number(len(picked))})"
    here = desk.heads()
    orang = sum(one.orang for one in here if one.status in TABS["siap_cetak"])
    found[READY] = f"{number(orang)} orang berstatus Siap cetak"
    groups, places = Counter[str](), Counter[str]()
    for one in here:
        if one.status not in _BLOCKED:
            groups[one.kelompok] += one.orang
            places[one.dusun] += one.orang
    if many := groups.total():
        found[ALL] = f"Semua yang boleh dicetak ({number(many)})"
    for kelompok in KELOMPOK:
        if many := groups[kelompok]:
            found[kelompok] = f"{desk.label('kelompok', kelompok)} ({number(many)})"
    for dusun, many in places.items():
        if dusun:
            found[f"{DUSUN}{dusun}"] = f"{dusun_name(dusun)} ({number(many)})"
    return found


def dusun_name(dusun: str) -> str:
    """II -> Dusun II; what names its kind already stays."""
    return dusun if dusun.casefold().startswith(("dusun", "lingkungan")) else f"Dusun {dusun}"


def dusun_choices(desk: Desk) -> dict[str, str]:
    """Every dusun somebody lives in, "" for all of them."""
    names = {name: dusun_name(name) for name in desk.choices()["dusun"] if name}
    return {"": "Semua dusun", **names}


def people(desk: Desk, key: str, picked: Sequence[str]) -> tuple[str, ...]:
    """The uids behind a choice, in the order of the list (by name)."""
    if key == PICKED:
        return tuple(picked)
    if key == READY:
        return tuple(desk.uids(Query(tab="siap_cetak")))
    if key.startswith(DUSUN):
        ids = desk.find(Query(dusun=key.removeprefix(DUSUN)))
    else:
        ids = desk.find(Query(kelompok="" if key == ALL else key))
    found: list[str] = []
    for start in range(0, len(ids), _BLOCK):
        block = ids[start:start + _BLOCK]
        rows = desk.rows(block)
        found += [rows[i].uid for i in block if i in rows and rows[i].status not in _BLOCKED]
    return tuple(found)


def refused_words(refused: Sequence[tuple[str, str]], allowed: int) -> str:
    """"2 dari 3 bisa dicetak. La Ode Basri: NIK kurang angka." Empty when nobody is refused."""
    if not refused:
        return ""
    total = allowed + len(refused)
    head = f"{number(allowed)} dari {number(total)} bisa dicetak." if allowed else "Belum ada yang bisa dicetak."
    named = "; ".join(f"{name}: {amid(why)}" for name, why in refused[:3])
    rest = f"; dan {number(len(refused) - 3)} orang lain" if len(refused) > 3 else ""
    return f"{head} {named}{rest}."


def amid(words: str) -> str:
    """Words for the middle of a sentence: "Nama kosong" gets small, "NIK kosong" stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
