"""The lists "lewat masa" and "berakhir": whose cover ended or ends, what that means, what an extension is held up by.

Everybody is read once, and so is what they are judged by. The rows alone are there in half the time, so that a window
can show thousands of people before all of them are judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jamsos_desktop import texts
from jamsos_desktop.desk import paying_extending as extending
from jamsos_desktop.desk import paying_money as money
from jamsos_desktop.desk import paying_next as following
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_next import Covered
from jamsos_desktop.desk.paying_records import EndingRow
from jamsos_desktop.iuran import Lapse, lapse
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model import masa
from jamsos_desktop.store.engine import Database

PART = 250  # people judged between two looks whether to stop


def ending(ctx: Context, db: Database, days: int | None = None) -> list[EndingRow]:
    """See ``Paying.ending``."""
    last = following.horizon(ctx, days)
    return _whole(ctx, db, [one for one in following.ever_covered(db) if one.until and ctx.today <= one.until <= last])


def lapsed(ctx: Context, db: Database) -> list[EndingRow]:
    """See ``Paying.lapsed``."""
    return _whole(ctx, db, [one for one in following.ever_covered(db) if one.until and one.until < ctx.today])


def ends_job(ctx: Context) -> Job[list[EndingRow]]:
    """See ``Paying.ends_job``."""
    yield Progress(0, 1, "Membaca masa perlindungan")
    with ctx.open() as db:
        return _sorted(list(_rows(ctx, [one for one in following.ever_covered(db) if one.until])))


def hindrances_job(ctx: Context, uids: Sequence[str]) -> Job[dict[str, str]]:
    """See ``Paying.hindrances_job``."""
    yield Progress(0, len(uids), "Memeriksa halangan")
    with ctx.open() as db:
        here = [one for one in following.these(db, uids) if one.until]
        held = extending.hindrances(ctx, db, here)
    found: dict[str, str] = {}
    for done, (one, why) in enumerate(zip(here, held, strict=True)):
        if done and done % PART == 0:
            yield Progress(done, len(here), "Memeriksa halangan")
        found[one.person.uid] = why
    return found


def listed(ctx: Context, db: Database, uids: Sequence[str]) -> list[EndingRow]:
    """Those of these people who have a cover, judged, in the order given."""
    rows = {row.uid: row for row in _whole(ctx, db, [one for one in following.these(db, uids) if one.until])}
    return [rows[uid] for uid in uids if uid in rows]


def _whole(ctx: Context, db: Database, here: Sequence[Covered]) -> list[EndingRow]:
    return _sorted(list(_rows(ctx, here, list(extending.hindrances(ctx, db, here)))))


def _sorted(rows: list[EndingRow]) -> list[EndingRow]:
    return sorted(rows, key=lambda row: (row.sampai, row.nama, row.uid))


def _rows(ctx: Context, here: Sequence[Covered], held: Sequence[str] = ()) -> Iterator[EndingRow]:
    """``held``: the hindrance of each, () while nobody is judged."""
    charges = money.Charges(ctx)
    for at, one in enumerate(here):
        person, until = one.person, one.until
        assert until is not None
        gone = lapse(until, person.segmen, ctx.policy, ctx.today)
        fund, asked = person.sumber_dana.jkk_jkm, following.asked(person, until)
        owed = 0
        if gone.harus_lunas:
            first = masa.plus(money.covered_month(until), 1)
            owed = sum(run.jumlah_sen for run in charges.of(person, fund, first, masa.plus(first, gone.bulan - 1)))
        yield EndingRow(
            uid=person.uid, nomor=person.nomor, nama=texts.title_name(person.nama), kelompok=person.kelompok,
            segmen=person.segmen, sumber_dana=fund, dusun=person.dusun, sampai=until,
            hari=(until - ctx.today).days, diajukan=asked, nonaktif=gone.nonaktif, tunggakan_bulan=gone.tunggakan,
            tunggakan_sen=owed, kata=gone.kata, ringkas=_short(gone, owed, asked), sumber=gone.sumber,
            belum_dikonfirmasi=gone.belum_dikonfirmasi, halangan=held[at] if held else "")


def _short(gone: Lapse, owed: int, asked: bool) -> str:
    """"Nonaktif, tunggakan 3 bulan", "Tunggakan 1 bulan Rp 13.104", "Sudah diajukan", or ""."""
    parts = ["Sudah diajukan"] * asked + ["nonaktif"] * gone.nonaktif
    if gone.tunggakan:
        parts.append(f"tunggakan {gone.tunggakan} bulan" + (f" {texts.rupiah_of_sen(owed)}" if owed else ""))
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]
