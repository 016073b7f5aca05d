"""Who is covered until when: groups for page Iuran, the lists "berakhir" and "lewat masa", filters of page Peserta."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from jamsos_desktop import texts
from jamsos_desktop.desk import judging
from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk import paying_next as following
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_next import Covered
from jamsos_desktop.desk.paying_records import Cover, CoverRow, EndingRow
from jamsos_desktop.iuran import lapse
from jamsos_desktop.model import masa
from jamsos_desktop.model.records import KELOMPOK, Peserta
from jamsos_desktop.store import bills
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.listing import Query

SHORT = {"perangkat_desa": "perangkat", "ekosistem_desa": "ekosistem", "non_asn": "non-ASN",
         "pekerja_rentan": "pekerja rentan"}
_ORDER = ("lewat", "berakhir", "belum_mulai", "aktif")


def cover(ctx: Context, db: Database) -> Cover:
    """See ``Paying.cover``."""
    here, soon = following.everyone(db), following.horizon(ctx)
    billed = bills.billed(db)
    groups: dict[tuple[str, date | None], list[Peserta]] = {}
    for one in here:
        if state := _state(one, ctx.today, soon, billed):
            groups.setdefault((state, one.until), []).append(one.person)
    rows = [CoverRow(keadaan=state, sampai=until, orang=len(group), kata=_who(ctx, state, group),
                     saring=until.isoformat() if until else state)
            for (state, until), group in sorted(groups.items(), key=lambda pair: (
                _ORDER.index(pair[0][0]), pair[0][1] or date.max))]
    registered = sum(row.orang for row in rows)
    return Cover(rows=tuple(rows), terdaftar=registered, belum=len(here) - registered)


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


def ending(ctx: Context, db: Database, days: int | None = None) -> list[EndingRow]:
    """See ``Paying.ending``."""
    last = following.horizon(ctx, days)
    return _rows(ctx, db, (one for one in following.everyone(db) if one.until and ctx.today <= one.until <= last))


def lapsed(ctx: Context, db: Database) -> list[EndingRow]:
    """See ``Paying.lapsed``."""
    return _rows(ctx, db, (one for one in following.everyone(db) if one.until and one.until < ctx.today))


def _rows(ctx: Context, db: Database, found: Iterable[Covered]) -> list[EndingRow]:
    rows = [_row(ctx, db, one.person, one.until) for one in found if one.until]
    return sorted(rows, key=lambda row: (row.sampai, row.nama, row.uid))


def _row(ctx: Context, db: Database, person: Peserta, until: date) -> EndingRow:
    gone = lapse(until, person.segmen, ctx.policy, ctx.today)
    start = following.next_start(until, ctx.today)
    fund = person.sumber_dana.jkk_jkm
    owed = 0
    if gone.harus_lunas:
        first = masa.plus(money.covered_month(until), 1)
        owed = sum(run.jumlah_sen for run in money.charge(ctx, person, fund, first, masa.plus(first, gone.bulan - 1)))
    return EndingRow(
        uid=person.uid, nomor=person.nomor, nama=texts.title_name(person.nama), kelompok=person.kelompok,
        segmen=person.segmen, sumber_dana=fund, dusun=person.dusun, sampai=until, hari=(until - ctx.today).days,
        diajukan=following.asked(person, until), nonaktif=gone.nonaktif, tunggakan_bulan=gone.tunggakan,
        tunggakan_sen=owed, kata=gone.kata, sumber=gone.sumber, belum_dikonfirmasi=gone.belum_dikonfirmasi,
        halangan=following.hindrance(ctx, db, person, start, money.usual_period(person)))


def dated(ctx: Context, query: Query) -> Query:
    """``lewat`` and ``berakhir`` of a list as days."""
    if query.sampai == "lewat":
        return replace(query, sampai=f"..{ctx.today - timedelta(days=1)}")
    if query.sampai == "berakhir":
        return replace(query, sampai=f"{ctx.today}..{following.horizon(ctx)}")
    return query
