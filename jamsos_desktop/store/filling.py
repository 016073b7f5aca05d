"""Who lacks a value in a column, for typing downwards: counts of every column in one statement, rows in the order of
houses. SQL only; which columns a group is asked for is the desk's matter."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import NamedTuple

from jamsos_desktop.model.fields import HEIR
from jamsos_desktop.model.records import LEFT, Peserta
from jamsos_desktop.store.engine import Database

_NUMBERS = frozenset(("penghasilan", "periode_bayar", "desil"))
_DATES = frozenset(("tanggal_lahir", "mulai_bekerja", "mulai", "sk_tanggal"))
_FUNDS = {"sumber_dana.jkk_jkm": "sumber_jkk_jkm"}
_SIXTEEN = ("nik", "no_kk")  # one that is not whole is lacking too
_TYPED = "(mentah <> '{}' OR " + " OR ".join(f"({key} <> '' AND length({key}) <> 16)" for key in _SIXTEEN) + ")"
_PLAIN = frozenset(f.name for f in fields(Peserta))
_HEIR_PARTS = ("nama", "hubungan")
Group = tuple[str, str]  # kelompok, segmen


class Lacking(NamedTuple):
    """A kelompok and segmen: people who have not left, and how many of them lack each of the columns asked for.
    ``tak_terbaca``: of those, who have a text there that could not be read, or a number that is not whole."""

    kelompok: str
    segmen: str
    orang: int
    kurang: tuple[int, ...]
    tak_terbaca: tuple[int, ...]


class Gap(NamedTuple):
    """Somebody who lacks a value. ``lahir``: ISO day or ""; ``mentah``: JSON of texts that could not be read;
    ``nilai``: what stands in each column asked for, as SQL keeps it."""

    uid: str
    revisi: int
    nomor: str
    nama: str
    nik: str
    no_kk: str
    kelompok: str
    segmen: str
    dusun: str
    rt: str
    rw: str
    lahir: str
    jenis_kelamin: str
    mentah: str
    nilai: tuple[object, ...]


_ROW = ("uid, revisi, nomor, nama, nik, no_kk, kelompok, segmen, dusun, rt, rw, coalesce(tanggal_lahir, ''),"
        " jenis_kelamin, mentah")
_FACTS = len(Gap._fields) - 1


def lacking(db: Database, keys: Sequence[str]) -> list[Lacking]:
    """How many lack each column, by kelompok and segmen. Texts are looked for only where one stands: among few."""
    unread = {group: many for group, _, many in _sums(db, map(_unread, keys), _TYPED)}
    return [Lacking(*group, people, many, unread.get(group, (0,) * len(keys)))
            for group, people, many in _sums(db, map(_empty, keys), "1")]


def _sums(db: Database, parts: Iterable[str], where: str) -> list[tuple[Group, int, tuple[int, ...]]]:
    """(kelompok, segmen), people and how many of them each part holds for."""
    sums = ", ".join(f"sum({part})" for part in parts)
    return [((str(group), str(segmen)), int(people), tuple(map(int, rest))) for group, segmen, people, *rest in db.all(
        f"SELECT kelompok, segmen, count(*), {sums} FROM peserta WHERE status NOT IN {LEFT} AND {where} GROUP BY 1, 2")]


def groups(db: Database) -> list[Group]:
    """Every kelompok and segmen that has people who have not left."""
    return [(str(kelompok), str(segmen)) for kelompok, segmen in db.all(
        f"SELECT DISTINCT kelompok, segmen FROM peserta WHERE status NOT IN {LEFT} ORDER BY 1, 2")]


def gaps(db: Database, asked: Mapping[str, Iterable[Group]], dusun: str | None = None) -> list[Gap]:
    """People who lack at least one of the columns ``asked`` for, each for the groups it concerns, house by house and
    family by family; the order of dusun is the caller's. ``dusun`` None: all of them."""
    values = ", ".join(_value(key) for key in asked)
    wanted, args = _wanted(asked)
    if dusun is not None:
        wanted, args = f"{wanted} AND dusun = ?", [*args, dusun]
    return _gaps(db, values, wanted, args)


def those(db: Database, keys: Sequence[str], uids: Sequence[str]) -> list[Gap]:
    """These people, as far as they have not left, whether or not they lack one of the columns."""
    return _gaps(db, ", ".join(map(_value, keys)), "uid IN (SELECT value FROM json_each(?))", [json.dumps(uids)])


def _gaps(db: Database, values: str, wanted: str, args: Sequence[str]) -> list[Gap]:
    rows = db.all(f"SELECT {_ROW}, {values} FROM peserta WHERE status NOT IN {LEFT} AND {wanted}"
                  " ORDER BY dusun, rw, rt, no_kk = '', no_kk, nama COLLATE NOCASE, id", args)
    return [Gap._make((*row[:_FACTS], tuple(row[_FACTS:]))) for row in rows]


def named(db: Database) -> list[tuple[str, int, str, str, str]]:
    """(uid, revisi, nomor, nik, nama) of everybody who has not left."""
    return [(str(uid), int(revisi), str(nomor), str(nik), str(nama)) for uid, revisi, nomor, nik, nama in db.all(
        f"SELECT uid, revisi, nomor, nik, nama FROM peserta WHERE status NOT IN {LEFT} ORDER BY id")]


def _wanted(asked: Mapping[str, Iterable[Group]]) -> tuple[str, list[str]]:
    parts, args = [], []
    for key, groups in asked.items():
        pairs = list(groups)
        if pairs:
            marks = ",".join(["(?,?)"] * len(pairs))
            parts.append(f"({_empty(key)} AND (kelompok, segmen) IN (VALUES {marks}))")
            args += [word for pair in pairs for word in pair]
    return f"({' OR '.join(parts) or '0'})", args


def _value(key: str) -> str:
    """The SQL of what stands in a column; a key that is none is a fault of the caller's."""
    if key.endswith(HEIR):
        part = key.removesuffix(HEIR)
        return _heir(f"coalesce(nullif(k.{part}, ''), {_typed_heir(part)})", part)
    column = _FUNDS.get(key, key)
    assert column in _PLAIN or key in _FUNDS
    return column


def _typed_heir(part: str) -> str:
    return f"json_extract(mentah, '$.\"keluarga.' || k.n || '.{part}\"')"


def _heir(value: str, part: str) -> str:
    """The SQL of something of the first heir, '' where there is none."""
    assert part in _HEIR_PARTS
    return (f"coalesce((SELECT {value} FROM keluarga k WHERE k.peserta_uid = peserta.uid AND k.urutan IS NOT NULL"
            " ORDER BY k.urutan, k.n LIMIT 1), '')")


def _empty(key: str) -> str:
    """The SQL of lacking it. Whoever has no telephone or no heir, and says so, lacks nothing."""
    if key.endswith(HEIR):
        part = key.removesuffix(HEIR)
        return f"({_heir(f'k.{part}', part)} = '' AND NOT tanpa_ahli_waris)"
    value = _value(key)
    if key == "hp":
        return "(hp = '' AND NOT tanpa_hp)"
    if key in _SIXTEEN:
        return f"(length({key}) <> 16)"
    return f"({value} IS NULL)" if key in _NUMBERS | _DATES else f"({value} = '')"


def _unread(key: str) -> str:
    """The SQL of lacking it though a text stands there."""
    if key.endswith(HEIR):
        part = key.removesuffix(HEIR)
        typed = f"{_heir(_typed_heir(part), part)} <> ''"
    else:
        typed = f"json_extract(mentah, '$.\"{key}\"') IS NOT NULL"
    broken = f" OR {key} <> ''" if key in _SIXTEEN else ""
    return f"({_empty(key)} AND (mentah <> '{{}}' AND {typed}{broken}))"
