"""Who is covered until when: groups for page Iuran, filters of page Peserta."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from jamsos_desktop.desk import judging
from jamsos_desktop.desk import paying_next as following
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_next import Covered
from jamsos_desktop.desk.paying_records import Cover, CoverRow
from jamsos_desktop.model.records import KELOMPOK, Peserta
from jamsos_desktop.store import bills, people, standing
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.listing import Query

SHORT = {"perangkat_desa": "perangkat", "ekosistem_desa": "ekosistem", "non_asn": "non-ASN",
         "pekerja_rentan": "pekerja rentan"}
_ORDER = ("lewat", "berakhir", "belum_mulai", "aktif")


def cover(ctx: Context, db: Database) -> Cover:
    """See ``Paying.cover``."""
    soon, billed = following.horizon(ctx), bills.billed(db)
    here = following.ever_covered(db, {*people.uids_with(db, ("menunggu_bayar",)), *billed})
    groups: dict[tuple[str, date | None], list[Peserta]] = {}
    for one in here:
        if state := _state(one, ctx.today, soon, billed):
            groups.setdefault((state, one.until), []).append(one.person)
    rows = [CoverRow(keadaan=state, sampai=until, orang=len(group), kata=_who(ctx, state, group),
                     saring=until.isoformat() if until else state)
            for (state, until), group in sorted(groups.items(), key=lambda pair: (
                _ORDER.index(pair[0][0]), pair[0][1] or date.max))]
    registered = sum(row.orang for row in rows)
    return Cover(rows=tuple(rows), terdaftar=registered, belum=standing.here(db) - registered)


def _state(one: Covered, today: date, soon: date, billed: set[str]) -> str:
    if one.until is None:
        waits = one.person.status == "menunggu_bayar" or one.person.uid in billed
        return "belum_mulai" if waits else ""
    if one.until < today:
        return "lewat"
    return "berakhir" if one.until <= soon else "aktif"


def _who(ctx: Context, state: str, group: Sequence[Peserta]) -> str:
    """"tidak terlindungi", "nelayan Dusun II" or "perangkat, ekosistem"."""
    if state == "lewat":
        return "tidak terlindungi"
    if state == "belum_mulai":
        return "menunggu bayar"
    jobs = {judging.job_label(ctx, p) for p in group if p.kelompok == "pekerja_rentan"}
    hamlets = {p.dusun for p in group}
    if len(jobs) == 1 and "" not in jobs and all(p.kelompok == "pekerja_rentan" for p in group):
        where = f" Dusun {next(iter(hamlets))}" if len(hamlets) == 1 and "" not in hamlets else ""
        return f"{next(iter(jobs)).lower()}{where}"
    kinds = {p.kelompok for p in group}
    return ", ".join(SHORT[kelompok] for kelompok in KELOMPOK if kelompok in kinds)


def dated(ctx: Context, query: Query) -> Query:
    """``lewat`` and ``berakhir`` of a list as days."""
    if query.sampai == "lewat":
        return replace(query, sampai=f"..{ctx.today - timedelta(days=1)}")
    if query.sampai == "berakhir":
        return replace(query, sampai=f"{ctx.today}..{following.horizon(ctx)}")
    return query
