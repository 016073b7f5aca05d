"""Making a batch out of a group of people, and taking it back while it has not been handed over."""

from __future__ import annotations

from datetime import date

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.district import bpjs_leaving, bpjs_people
from jamsos_desktop.desk.district import bpjs_views as views
from jamsos_desktop.desk.district.bpjs_records import BatchChoice, BatchMade
from jamsos_desktop.hub import batches as pure
from jamsos_desktop.hub.batches import Candidate, Key
from jamsos_desktop.hub.register import batches, people
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import history, office
from jamsos_desktop.store.engine import Database

MOST_MONTHS = 12


def make_batch_job(ctx: Context, choice: BatchChoice) -> Job[BatchMade]:
    """Write a batch of everybody in the chosen group who may go; people themselves stay as they are.

    Problems: MASA_SALAH, BATCH_KOSONG (says which villages hold it up, and why).
    """
    key = Key(choice.jenis, choice.segmen, choice.kelompok, choice.sumber_dana, choice.aktif_sampai)
    masa_dari, bulan = _period(ctx, choice, key)
    with ctx.open() as db:
        yield Progress(0, 3, "memilih orang")
        left_out: list[tuple[str, int]] = []
        chosen = _chosen(ctx, db, key, choice.units, left_out)
        yield Progress(1, 3, "membagi per NPP")
        if not chosen:
            raise _nobody(left_out)
        kpj = bpjs_people.own_kpj(db, people.by_uids(db, [one.uid for one in chosen]).values())
        sheets = {one.uid: pure.sheet_of(key.jenis, kpj[one.uid]) for one in chosen}
        yield Progress(2, 3, "mencatat")
        with db.write():
            return _write(ctx, db, key, (chosen, sheets), (masa_dari, bulan), left_out)


def _period(ctx: Context, choice: BatchChoice, key: Key) -> tuple[date, int]:
    """First day and months that are paid for; an extension follows the old period without a gap."""
    if choice.jenis not in pure.PAID_FOR:
        return choice.masa_dari or ctx.today, 0
    start = choice.masa_dari or pure.first_day(key, ctx.today)
    if not 1 <= choice.bulan <= MOST_MONTHS:
        raise Problem("MASA_SALAH", f"Masa iuran {choice.bulan} bulan tidak bisa dibuat.", TIDAK_BERUBAH,
                      f"Isi 1 sampai {MOST_MONTHS} bulan.")
    earliest = pure.first_day(key, ctx.today) if key.aktif_sampai else ctx.today.replace(day=1)
    if key.aktif_sampai and start != earliest:
        raise Problem("MASA_SALAH", f"Perpanjangan harus mulai {earliest:%d/%m/%Y}, supaya tidak ada jeda atau dobel.",
                      TIDAK_BERUBAH, "Pakai tanggal itu, atau biarkan kosong.")
    if start < earliest:
        raise Problem("MASA_SALAH", f"Masa iuran mulai {start:%d/%m/%Y} sudah lewat.", TIDAK_BERUBAH,
                      "Pilih bulan ini atau sesudahnya.")
    return start, choice.bulan


def _chosen(ctx: Context, db: Database, key: Key, units: tuple[str, ...],
            left_out: list[tuple[str, int]]) -> list[Candidate]:
    """The people of a group who may go; adds to ``left_out`` why others may not."""
    horizon = views.horizon(ctx.today)
    wanted = [one for one in pure.grouped(batches.candidates(db, horizon), horizon).get(key, [])
              if not units or one.unit in units]
    if key.jenis == "berhenti":
        wanted, died = bpjs_leaving.going(db, views.per_unit(ctx, db, key), wanted)
        if died:
            left_out.append(("Meninggal: ahli waris mungkin berhak JKM, bukan lembar keluar.", died))
    offices = batches.offices(db)
    good, unknown, nameless = views.usable(wanted, offices, views.per_unit(ctx, db, key))
    for held, why in ((unknown, "Kunci desa belum dicocokkan"), (nameless, "Desa belum mengisi NPP")):
        if held:
            left_out.append((f"{why}: {', '.join(views.names_of(held, offices))}.", len(held)))
    return good


def _nobody(left_out: list[tuple[str, int]]) -> Problem:
    if left_out:
        return Problem("BATCH_KOSONG", f"Batch tidak dibuat. {' '.join(why for why, _ in left_out)}", TIDAK_BERUBAH,
                       "Bereskan dulu, lalu buat batch lagi.")
    return Problem("BATCH_KOSONG", "Tidak ada lagi orang yang bisa masuk batch itu.", TIDAK_BERUBAH,
                   "Muat ulang daftar calon, lalu pilih lagi.")


def _write(ctx: Context, db: Database, key: Key, whom: tuple[list[Candidate], dict[str, str]],
           masa: tuple[date, int], left_out: list[tuple[str, int]]) -> BatchMade:
    (chosen, sheets), (masa_dari, bulan) = whom, masa
    if batches.busy(db, [one.uid for one in chosen]):
        raise Problem("BATCH_KOSONG", "Sebagian orang baru saja masuk batch lain.", TIDAK_BERUBAH,
                      "Muat ulang daftar calon, lalu pilih lagi.")
    offices = batches.offices(db)
    nomor, actor = f"K-{office.next_number(db, 'batch'):04}", ctx.actor()
    batches.insert(db, nomor, key, views.wadah_of(key), masa_dari.isoformat(), bulan, actor.stamp)
    planned = pure.bills(chosen, lambda unit: offices[unit].npp, views.per_unit(ctx, db, key),
                         views.wadah_npp(db, key.kelompok))
    for bill in planned:
        them = [(one, sheets[one.uid]) for one in chosen if bill.unit in ("", one.unit)]
        batches.insert_bill(db, nomor, bill, bill.sebulan_sen * bulan, them)
    history.append(db, actor, "buat", "batch", nomor)
    return BatchMade(nomor=nomor, orang=len(chosen), desa=len({one.unit for one in chosen}), npp=len(planned),
                     dilewati=tuple(left_out))


def cancel(ctx: Context, db: Database, nomor: str) -> None:
    """Take back a batch that was not handed over; its people may go into another. Problem BATCH_SUDAH_DISERAHKAN."""
    with db.write():
        head = batches.head(db, nomor)
        if head.diserahkan:
            raise Problem("BATCH_SUDAH_DISERAHKAN", f"Batch {nomor} sudah diserahkan ke BPJS.", TIDAK_BERUBAH,
                          "Urungkan dulu serah terimanya, atau catat hasilnya.")
        actor = ctx.actor()
        batches.put_head(db, nomor, {"dibatalkan": actor.stamp})
        history.append(db, actor, "batal", "batch", nomor)


def set_employer(ctx: Context, db: Database, kelompok: str, siapa: str) -> None:
    """Who is the employer of PU of a group: ``desa`` (one NPP per village) or ``pemda`` (one for all)."""
    if siapa not in pure.EMPLOYERS:
        raise ValueError(siapa)
    _put(ctx, db, "bpjs.pemberi_kerja", kelompok, siapa)


def set_npp(ctx: Context, db: Database, kelompok: str, npp: str) -> None:
    """The NPP of a wadah or of the pemda for a group. Problem NPP_SALAH unless it is 6 to 12 digits (or empty)."""
    bare = npp.replace(" ", "").replace(".", "")
    if bare and not (bare.isascii() and bare.isdigit() and 6 <= len(bare) <= 12):
        raise Problem("NPP_SALAH", f"NPP {npp} bukan 6 sampai 12 angka.", TIDAK_BERUBAH,
                      "Salin NPP dari kartu atau SIPP.")
    _put(ctx, db, "bpjs.npp", kelompok, bare)


def _put(ctx: Context, db: Database, name: str, kelompok: str, value: str) -> None:
    with db.write():
        office.put_setting(db, name, {**office.setting(db, name, {}), kelompok: value})
        history.append(db, ctx.actor(), "ubah", "setelan", name, [kelompok])
