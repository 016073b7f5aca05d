"""A row about somebody the desk has: empty fields are filled, what differs is shown side by side, nothing is erased."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any, NamedTuple

from jamsos_desktop.desk.context import Context
from jamsos_desktop.intake import Candidate
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.dusun import dusun_key
from jamsos_desktop.model.fields import BY_KEY, Field, Kind
from jamsos_desktop.model.nik import Nik, same_day
from jamsos_desktop.model.parse import parse, to_text, value_of, with_value
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.texts import screen_date

FAMILY = "keluarga"
# What a list never says by itself about somebody: which road they are on, and whether they are a member.
_GUARDED = frozenset(("kelompok", "segmen", "permohonan", "kpj", "aktif_sampai", "kartu", "keluar_tanggal",
                      "keluar_sebab"))


class Differing(NamedTuple):
    """A field that says one thing in the sheet and another in the desk, both as people read them."""

    key: str
    excel: str
    desa: str


class Merged(NamedTuple):
    """The record with what the row gives, the keys it gives, what differs and was left, and keys that cannot be
    read."""

    person: Peserta
    filled: tuple[str, ...]
    differing: tuple[Differing, ...]
    unread: tuple[str, ...] = ()


def merge(ctx: Context, here: Peserta, row: Candidate, allowed: Collection[str]) -> Merged:
    """``allowed``: keys that may replace what the desk holds. A text that cannot be read fills nothing."""
    person, filled, differing, unread = here, [], [], []
    for key, text in row.texts.items():
        try:
            value = parse(BY_KEY[key], text, ctx.lists)
        except ValueError:
            unread.append(key)
            continue
        if _nothing(value) or _same(BY_KEY[key], value, value_of(here, key)):
            continue
        if key in allowed or (_is_empty(here, key) and _may_fill(ctx, here, row, key, value)):
            person = _with(person, key, value)
            filled.append(key)
        else:
            differing.append(Differing(key, shown(ctx, key, value), _desk_words(ctx, here, key)))
    return _with_heir(person, row, allowed, filled, differing)._replace(unread=tuple(unread))


def _is_empty(here: Peserta, key: str) -> bool:
    if key == "hp" and here.tanpa_hp:
        return False
    return key not in here.mentah and _nothing(value_of(here, key))


def _nothing(value: Any) -> bool:
    """Nought rupiah is something that was said."""
    return value is None or value is False or value in ("", ())


def _may_fill(ctx: Context, here: Peserta, row: Candidate, key: str, value: Any) -> bool:
    """A NIK comes without a yes only where its birth date is the person's: they were found by their name."""
    if key in _GUARDED:
        return False
    if key != "nik":
        return True
    nik = Nik.parse(value, ctx.today)
    return nik is not None and here.tanggal_lahir is not None and same_day(nik, value, here.tanggal_lahir)


def _with(person: Peserta, key: str, value: Any) -> Peserta:
    changed = with_value(person, key, value)
    return replace(changed, tanpa_hp=False) if key == "hp" else changed


def _same(field: Field, one: Any, other: Any) -> bool:
    if one == other:
        return True
    if field.key == "dusun":
        return dusun_key(str(one)) == dusun_key(str(other))
    return field.kind in (Kind.TEXT, Kind.NAME) and fold(str(one)) == fold(str(other))


def _with_heir(person: Peserta, row: Candidate, allowed: Collection[str], filled: list[str],
               differing: list[Differing]) -> Merged:
    """The heir of a row, for somebody who has no family yet; of another name it is shown, and added on a yes."""
    known = {fold(kin.nama) for kin in person.keluarga}
    news = [kin for kin in row.keluarga if kin.nama and fold(kin.nama) not in known]
    if news and (FAMILY in allowed or not (person.keluarga or person.tanpa_ahli_waris)):
        last = max((kin.urutan or 0 for kin in person.keluarga), default=0)
        added = tuple(replace(kin, urutan=last + n) for n, kin in enumerate(news, 1))
        person = replace(person, keluarga=(*person.keluarga, *added), tanpa_ahli_waris=False)
        filled.append(FAMILY)
    elif news:
        here = ", ".join(kin.nama for kin in person.keluarga) or "tidak punya ahli waris"
        differing.append(Differing(FAMILY, ", ".join(kin.nama for kin in news), here))
    return Merged(person, tuple(filled), tuple(differing))


def _desk_words(ctx: Context, here: Peserta, key: str) -> str:
    if key == "hp" and here.tanpa_hp:
        return "tidak punya HP"
    return here.mentah.get(key) or shown(ctx, key, value_of(here, key)) or "kosong"


def shown(ctx: Context, key: str, value: Any) -> str:
    """A value as people read it: codes by their label, dates 14/08/1984."""
    field = BY_KEY[key]
    if field.kind is Kind.CODE and value:
        return ctx.label(field.codes, str(value))
    return screen_date(value) if field.kind is Kind.DATE else to_text(field, value)
