"""The rows of Isi cepat: who lacks a column, in the order a clerk walks through the village."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.filling_columns import choices, field_of, groups
from jamsos_desktop.desk.filling_records import FillQuery, FillRow
from jamsos_desktop.model.dusun import dusun_order
from jamsos_desktop.model.fields import Field, Kind
from jamsos_desktop.model.parse import parse, to_text
from jamsos_desktop.rules.identity import number_problem
from jamsos_desktop.rules.kinds import short
from jamsos_desktop.store import filling
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.filling import Gap

_NOTHING: Mapping[str, str] = {}


def rows(ctx: Context, db: Database, keys: Sequence[str], query: FillQuery | None = None) -> list[FillRow]:
    """Everybody who has not left and lacks one of ``keys``: by dusun (I, II, ... then names), house, family, name."""
    query = query or FillQuery()
    shown = [(key, field_of(key)) for key in keys]
    found = filling.those(db, keys, query.orang) if query.orang else _lacking(ctx, db, keys, query)
    place = {text: dusun_order(text) for text in {gap.dusun for gap in found}}
    found.sort(key=lambda gap: place[gap.dusun])  # stable: within a dusun the order of houses stays
    labels = {key: choices(ctx, field) for key, field in shown}
    return [_row(ctx, gap, shown, labels) for gap in found]


def _lacking(ctx: Context, db: Database, keys: Sequence[str], query: FillQuery) -> list[Gap]:
    asked = {key: [g for g in groups(ctx, db, key) if query.kelompok in ("", g[0])] for key in keys}
    return filling.gaps(db, asked, query.dusun)


def _row(ctx: Context, gap: Gap, shown: Sequence[tuple[str, Field]], labels: Mapping[str, Mapping[str, str]],
         ) -> FillRow:
    typed = _NOTHING if gap.mentah == "{}" else msgspec.json.decode(gap.mentah, type=dict[str, str])
    texts, whys = [], []
    for (key, field), raw in zip(shown, gap.nilai, strict=True):
        text = typed.get(key, "") if typed else ""
        texts.append(text or shown_text(field, raw, labels[key]))
        strange = field.kind is Kind.CODE and raw and str(raw) not in labels[key]
        whys.append(_why(ctx, key, field, text or (str(raw) if strange else ""), raw))
    return FillRow(gap.uid, gap.revisi, gap.nomor, typed.get("nama", gap.nama), typed.get("nik", gap.nik), gap.no_kk,
                   gap.kelompok, typed.get("dusun", gap.dusun), gap.rt, gap.rw, gap.lahir, gap.jenis_kelamin,
                   tuple(texts), tuple(whys))


def _why(ctx: Context, key: str, field: Field, typed: str, raw: object) -> str:
    """Why what stands in a column does not count."""
    if typed:
        return unreadable(ctx, field, typed)
    broken = number_problem(short(key), str(raw)) if raw and field.kind is Kind.NIK else None
    return broken[0] if broken else ""


def shown_text(field: Field, raw: object, labels: Mapping[str, str]) -> str:
    """A stored value as it is typed: 14/08/1984, 900.000, the label of a code."""
    if raw is None or raw == "":
        return ""
    if field.kind is Kind.DATE and isinstance(raw, str):
        return to_text(field, date.fromisoformat(raw))
    return labels.get(str(raw)) or to_text(field, raw)


def unreadable(ctx: Context, field: Field, text: str) -> str:
    """Why a text cannot be read, "" when it can."""
    try:
        parse(field, text, ctx.lists)
    except ValueError as error:
        return str(error)
    return ""
