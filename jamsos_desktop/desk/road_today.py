"""What Beranda shows: counts, causes, payers, ends of cover, copies and packages. Counted in SQL, no record is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.paying_records import DuesBill
from jamsos_desktop.desk.paying_views import waiting
from jamsos_desktop.desk.recipient import held_key
from jamsos_desktop.desk.shipment import asks_full
from jamsos_desktop.store import listing, office
from jamsos_desktop.store import today as counting
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.listing import Counts
from jamsos_desktop.store.today import FundDues

DAYS_BEFORE_END = 30  # where the policy says nothing
DEADLINE_SPAN = timedelta(days=31)  # a deadline is for what came together in the month before it
# How findings are called in one line, by how their short words begin.
CAUSES = (("NIK", "NIK bermasalah"), ("Ahli waris", "ahli waris"), ("Urutan ahli", "ahli waris"),
          ("Wali", "ahli waris"), ("Nama keluarga", "ahli waris"), ("Penghasilan", "penghasilan"),
          ("Upah", "penghasilan"), ("Siltap", "penghasilan"), ("Tanggal lahir", "tanggal lahir"),
          ("Umur", "umur"), ("Nomor KK", "nomor KK"), ("Nama ibu", "nama ibu"))


@dataclass(frozen=True, slots=True)
class EndingGroup:
    """People of one payer whose cover ends on ``sampai``; ``hari``: days left, negative once it has ended;
    ``segera``: it ends within the days of the policy, or has.

    ``kerja``, ``dusun``: "" unless they are all of one; ``asked``: of them, for whom an extension is asked.
    """

    sampai: date
    hari: int
    sumber_dana: str
    kerja: str
    dusun: str
    orang: int
    asked: int
    segera: bool = True


@dataclass(frozen=True, slots=True)
class RefusedFacts:
    """Who refused how many, by the newest reply (``no``, ``tanggal``), and the reason told most often."""

    no: int
    tanggal: date | None
    dpmd: int
    bpjs: int
    terbanyak: str


@dataclass(frozen=True, slots=True)
class Copies:
    """Backups. ``laptop``: the newest of the desk's own; ``luar``: last backup made elsewhere, ``ke`` where, asked for
    again after ``hari`` days, and where ``kata_lama``: only the words of an earlier sheet open it; ``uji``: a backup
    should be opened once, to see that it can be."""

    laptop: datetime | None
    luar: datetime | None
    ke: str
    hari: int = 7
    uji: bool = False
    kata_lama: bool = False


@dataclass(frozen=True, slots=True)
class LastParcel:
    """The newest package: number, day, people, whether a reply has it."""

    seq: int
    tanggal: date
    orang: int
    dibalas: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline for sending and its name; ``lewat``: it passed and nothing was sent for it."""

    tanggal: date
    label: str
    lewat: bool


@dataclass(frozen=True, slots=True)
class Today:
    """See the module. ``causes``: (word, people), most first, adding up to those whose data is not complete;
    ``siap``: people ready to be sent; ``ubah``: those who ended or were deleted since they were sent;
    ``tagihan``: bills to be paid, those due first in front; ``kunci``: whether DPMD's key is here;
    ``minta_penuh``: DPMD asked for everybody."""

    counts: Counts
    groups: tuple[tuple[str, int, int], ...]
    funds: tuple[FundDues, ...]
    causes: tuple[tuple[str, int], ...]
    refused: RefusedFacts | None
    endings: tuple[EndingGroup, ...]
    siap: int
    ubah: int
    seq_next: int
    tenggat: Deadline | None
    copies: Copies
    parcel: LastParcel | None
    kunci: bool
    minta_penuh: bool
    tagihan: tuple[DuesBill, ...] = ()


def today_counts(ctx: Context, db: Database) -> Today:
    """Everything, counted now."""
    counts = listing.counts(db, listing.Query())
    siap, ubah = counts.status.get("siap_kirim", 0), counting.unsent_changes(db)
    parcel = _parcel(db)
    return Today(
        counts=counts, groups=tuple(listing.per_group(db)), funds=tuple(counting.fund_dues(db)), causes=_causes(db),
        refused=_refused(db) if counts.tabs["ditolak"] else None, endings=_endings(ctx, db), siap=siap, ubah=ubah,
        seq_next=int(office.setting(db, "nomor.kiriman", 0)) + 1,
        tenggat=_deadline(ctx, parcel) if siap or ubah else None, copies=_copies(ctx, db), parcel=parcel,
        kunci=held_key(db) is not None, minta_penuh=asks_full(db), tagihan=tuple(waiting(ctx, db)))


def _causes(db: Database) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for word, many in counting.worst_problems(db).items():
        found[_cause(word)] = found.get(_cause(word), 0) + many
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _cause(word: str) -> str:
    for start, name in CAUSES:
        if word.startswith(start):
            return name
    bare = word.removesuffix(" kosong") or "nama dan NIK"  # nobody judges what has neither name nor NIK
    return bare if bare[:2].isupper() else bare[:1].lower() + bare[1:]


def _refused(db: Database) -> RefusedFacts | None:
    rows = counting.refusals(db)
    if not rows:
        return None
    per_label: dict[str, int] = {}
    for row in rows:
        per_label[row.label] = per_label.get(row.label, 0) + row.orang
    worst = max(per_label, key=lambda label: (per_label[label], label))
    newest = max(rows, key=lambda row: (row.no, row.tanggal))
    by_bpjs = sum(row.orang for row in rows if row.oleh == "bpjs")
    return RefusedFacts(newest.no, date.fromisoformat(newest.tanggal[:10]) if newest.tanggal else None,
                        sum(row.orang for row in rows) - by_bpjs, by_bpjs, worst)


def _endings(ctx: Context, db: Database) -> tuple[EndingGroup, ...]:
    said = ctx.policy.amount("hari_akan_berakhir", ctx.today)
    soon = int(said) if said is not None else DAYS_BEFORE_END
    return tuple(EndingGroup(day := date.fromisoformat(row.sampai), left := (day - ctx.today).days, *row[1:],
                             segera=left <= soon) for row in counting.endings(db))


def _deadline(ctx: Context, parcel: LastParcel | None) -> Deadline | None:
    """The deadline for sending: the next one, or the one just missed."""
    mine = sorted((one for one in ctx.policy.tenggat if one.kode == "kirim"), key=lambda one: one.tanggal)
    missed = [one for one in mine if ctx.today - DEADLINE_SPAN <= one.tanggal < ctx.today
              and (parcel is None or parcel.tanggal < one.tanggal - DEADLINE_SPAN)]
    if missed:
        return Deadline(missed[-1].tanggal, missed[-1].label, True)
    ahead = next((one for one in mine if one.tanggal >= ctx.today), None)
    return Deadline(ahead.tanggal, ahead.label, False) if ahead else None


def _parcel(db: Database) -> LastParcel | None:
    row = counting.last_package(db)
    return LastParcel(row[0], date.fromisoformat(row[1][:10]), row[2], row[3]) if row else None


def _copies(ctx: Context, db: Database) -> Copies:
    from jamsos_desktop.desk import backing
    from jamsos_desktop.desk.handover import last_backup, words_changed

    last = last_backup(db)
    return Copies(backing.own_made(ctx.folder), last.waktu if last else None,
                  last.ke if last else "", int(office.setting(db, backing.REMIND, backing.DAYS)),
                  backing.test_due(ctx, db), words_changed(ctx.folder, db))
