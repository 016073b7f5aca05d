"""A row about somebody the desk has: empty fields are filled, what differs is shown side by side, nothing is erased."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from jamsos_desktop.desk.context import Context
from jamsos_desktop.intake import Candidate
from jamsos_desktop.model import privacy
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.dusun import dusun_key
from jamsos_desktop.model.fields import BY_KEY, FAMILY_FIELDS, HEIR, Field, Kind, Place
from jamsos_desktop.model.nik import Nik, same_day
from jamsos_desktop.model.parse import parse, to_text, value_of, with_value
from jamsos_desktop.model.records import Keluarga, Peserta
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
            person = _with(here, person, key, value)
            filled.append(key)
        else:
            differing.append(Differing(key, shown(ctx, key, value), _desk_words(ctx, here, key)))
    person = _with_family(ctx, person, row, allowed, filled, differing)
    return Merged(person, tuple(filled), tuple(differing), tuple(unread))


def _is_empty(here: Peserta, key: str) -> bool:
    """Whether nothing was said yet: a number and having none, heirs and having none, answer each other."""
    if (key, True) in (("hp", here.tanpa_hp), ("tanpa_hp", bool(here.hp or "hp" in here.mentah)),
                       ("tanpa_ahli_waris", bool(here.keluarga))):
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


def _with(here: Peserta, person: Peserta, key: str, value: Any) -> Peserta:
    changed = with_value(person, key, value)
    # A row that says both keeps both: the rules tell.
    return replace(changed, tanpa_hp=False) if key == "hp" and here.tanpa_hp else changed


def _same(field: Field, one: Any, other: Any) -> bool:
    if one == other:
        return True
    if field.key == "dusun":
        return dusun_key(str(one)) == dusun_key(str(other))
    return field.kind in (Kind.TEXT, Kind.NAME) and fold(str(one)) == fold(str(other))


def _with_family(ctx: Context, person: Peserta, row: Candidate, allowed: Collection[str], filled: list[str],
                 differing: list[Differing]) -> Peserta:
    """The heirs of a row, for somebody who has no family yet; another one is shown, and added on a yes. Of one who is
    known only what is empty is filled, as of the person."""
    family, asked = list(person.keluarga), []
    for kin in row.keluarga:
        at = _known_as(family, kin)
        if at is not None:
            family[at] = _with_kin(ctx, family[at], kin, allowed, differing)
        if at is None or (kin.urutan and family[at].urutan is None):
            asked.append((at, kin))
    open_to_all = not (person.tanpa_ahli_waris or person.ahli_waris)
    if asked and (FAMILY in allowed or (open_to_all and all(at is not None or not person.keluarga for at, _ in asked))):
        _place(family, asked)
        person = replace(person, tanpa_ahli_waris=False)
    elif asked:
        here = ", ".join(kin.nama for kin in person.keluarga) or "tidak punya ahli waris"
        differing.append(Differing(FAMILY, ", ".join(kin.nama or "tanpa nama" for _, kin in asked), here))
    if tuple(family) == person.keluarga:
        return person
    filled.append(FAMILY)
    return replace(person, keluarga=tuple(family))


def _known_as(family: Sequence[Keluarga], kin: Keluarga) -> int | None:
    """Where somebody of that name stands in a family; without a name the first heir may be meant."""
    if not kin.nama:
        return next((n for n, one in enumerate(family) if one.urutan == 1), None)
    return next((n for n, one in enumerate(family) if fold(one.nama) == fold(kin.nama)), None)


def _with_kin(ctx: Context, here: Keluarga, kin: Keluarga, allowed: Collection[str], differing: list[Differing],
              ) -> Keluarga:
    """Nothing is filled by a row that does not name the heir: whom it means is for somebody to say."""
    for field in FAMILY_FIELDS:
        value, held, key = getattr(kin, field.key), getattr(here, field.key), field.key + HEIR
        if _nothing(value) or _same(field, value, held):
            continue
        if key in allowed or (kin.nama and _nothing(held)):
            here = replace(here, **{field.key: value})
        else:
            differing.append(Differing(key, _words(ctx, field, value), _words(ctx, field, held) or "kosong"))
    return here


def _place(family: list[Keluarga], asked: Sequence[tuple[int | None, Keluarga]]) -> None:
    """Heirs come behind those there are; who is no heir in the sheet becomes none."""
    for at, kin in asked:
        order = max((one.urutan or 0 for one in family), default=0) + 1 if kin.urutan else None
        if at is None:
            family.append(replace(kin, urutan=order))
        else:
            family[at] = replace(family[at], urutan=order)


def _desk_words(ctx: Context, here: Peserta, key: str) -> str:
    if key == "hp" and here.tanpa_hp:
        return "tidak punya HP"
    if key == "tanpa_hp":
        return here.mentah.get("hp") or here.hp
    if key == "tanpa_ahli_waris":
        return ", ".join(kin.nama for kin in here.keluarga)
    said = here.mentah.get(key) or shown(ctx, key, value_of(here, key))
    return privacy.shown(key, said, Place.PENYUNTING) or "kosong"


def shown(ctx: Context, key: str, value: Any) -> str:
    """A value as people read it: codes by their label, dates 14/08/1984."""
    return _words(ctx, BY_KEY[key], value)


def _words(ctx: Context, field: Field, value: Any) -> str:
    if field.kind is Kind.CODE and value:
        return ctx.label(field.codes, str(value))
    return screen_date(value) if field.kind is Kind.DATE and value else to_text(field, value)
