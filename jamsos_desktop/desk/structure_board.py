"""The SOTK board as it stands today, what of it ends soon, and its rows for a package."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from jamsos_desktop import texts
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.structure_records import (
    KOSONG,
    KURANG,
    LENGKAP,
    Board,
    BoardColumn,
    Reminder,
    Seat,
    Unseated,
)
from jamsos_desktop.desk.structure_seating import (
    COLUMN_LABELS,
    LARGEST,
    Seated,
    farewell,
    formation,
    holder_name,
    seat_people,
    without_seat,
)
from jamsos_desktop.policy.formation import KOLOM
from jamsos_desktop.store import office, seats
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.seats import DEFINITIF, EMPTIED, Holder, SeatRow

KEPT, CLASS, CHECKED = "struktur.tersimpan", "struktur.klasifikasi", "struktur.diperiksa"
# Statuses of people on the board that ask for something.
WANTING = ("draf", "perlu_dilengkapi", "ditolak", "lewat_masa")
NOT_ENROLLED = "Belum jadi peserta"
OTOMATIS = "otomatis"
_ENDS = {"plt": "Masa tugas Plt.", "pj": "Masa tugas Pj.", "": "Masa jabatan"}


def has_board(ctx: Context) -> bool:
    """Only a desa has perangkat desa; kelurahan and offices have none."""
    return ctx.mode == "desa" and ctx.unit.jenis == "desa"


def kept_rows(ctx: Context, db: Database) -> tuple[tuple[SeatRow, ...], bool]:
    """The seats, and whether the village has edited them (else those of its class)."""
    if office.setting(db, KEPT, False):
        return seats.every(db), True
    return formation(ctx.policy, ctx.unit, office.setting(db, CLASS, "")), False


def seated(ctx: Context, db: Database) -> tuple[list[Seated], list[Holder], bool]:
    """Every seat with its holder, the people it was looked for among, and whether the board is the village's own."""
    rows, own = kept_rows(ctx, db)
    people = seats.holders(db)
    return seat_people(rows, people, ctx.unit), people, own


def board(ctx: Context, db: Database) -> Board:
    """The board today; without seats in a unit that has none."""
    found, people, own = seated(ctx, db) if has_board(ctx) else ([], [], False)
    shown = [_seat(ctx, one, found) for one in found]
    klasifikasi, checked = office.setting(db, CLASS, ""), office.setting(db, CHECKED, {})
    defaults = ctx.policy.formasi.get(klasifikasi or LARGEST, ())
    unsure = [] if own else [one for one in defaults if one.belum_dikonfirmasi]
    return Board(
        kolom=tuple(BoardColumn(kode, COLUMN_LABELS[kode], tuple(seat for seat in shown if seat.kolom == kode))
                    for kode in KOLOM),
        tanpa_kursi=tuple(Unseated(p.uid, texts.title_name(p.nama), _post_label(ctx, p.jabatan), why)
                          for p, why in without_seat(found, people, ctx.policy)),
        klasifikasi=klasifikasi, diperiksa=date.fromisoformat(checked["tanggal"]) if checked else None,
        diperiksa_oleh=str(checked.get("oleh", "")), tersimpan=own, belum_dikonfirmasi=bool(unsure),
        sumber=unsure[0].sumber if unsure else "")


def _post_label(ctx: Context, jabatan: str) -> str:
    return ctx.label("jabatan", jabatan) if jabatan else "Tanpa jabatan"


def _seat(ctx: Context, one: Seated, among: Sequence[Seated]) -> Seat:
    row, holder = one.row, one.holder
    others = tuple(other.row.label for other in among
                   if holder and other.holder and other.holder.uid == holder.uid and other.row.id != row.id)
    ends = min((day for day in (row.sampai, holder.sk_berakhir if holder else None) if day), default=None)
    papan, masalah = _state(row, holder)
    return Seat(
        id=row.id, kolom=row.kolom, jabatan=row.jabatan, label=row.label, dusun=row.dusun,
        uid=holder.uid if holder else "", nama=holder_name(one),
        keadaan=DEFINITIF if row.keadaan == EMPTIED else row.keadaan, mulai=row.mulai, sampai=row.sampai,
        sk_nomor=row.sk_nomor or (holder.sk_nomor if holder else ""),
        sk_tanggal=row.sk_tanggal or (holder.sk_tanggal if holder else None),
        status=holder.status if holder else "", masalah=masalah, tingkat=holder.tingkat if holder else "",
        papan=papan, rangkap=others, berakhir=ends, berakhir_hari=(ends - ctx.today).days if ends else None,
        bekas=farewell(one.left) if one.left else "", otomatis=one.auto)


def _state(row: SeatRow, holder: Holder | None) -> tuple[str, str]:
    """Complete, wanting or empty, and what is wanting in few words."""
    if holder is None and not row.nama:
        return KOSONG, ""
    if holder is None:  # a penjabat is as a rule a civil servant, who is not enrolled here
        return (LENGKAP, "") if row.keadaan == "pj" else (KURANG, NOT_ENROLLED)
    if holder.status in WANTING:
        return KURANG, holder.masalah or ("Lewat masa" if holder.status == "lewat_masa" else "Belum lengkap")
    return LENGKAP, ""


# What ends soon.


def reminders(ctx: Context, db: Database, days: int | None = None) -> list[Reminder]:
    """What ends within so many days (the district's ``hari_akan_berakhir``) or has ended, the first day first."""
    within = int(ctx.policy.amount("hari_akan_berakhir", ctx.today) or 0) if days is None else days
    found = _of_seats(ctx, seated(ctx, db)[0]) if has_board(ctx) else []
    last = ctx.today + timedelta(days=min(within, (date.max - ctx.today).days))
    for kelompok in ("perangkat_desa", "ekosistem_desa", "non_asn"):
        for person in seats.ending(db, kelompok, last):
            found += _of_person(ctx, person)
    return sorted((one for one in found if one.hari <= within), key=lambda one: (one.tanggal, one.nama, one.jenis))


def _of_seats(ctx: Context, found: Sequence[Seated]) -> list[Reminder]:
    return [Reminder(
        jenis=row.keadaan if row.keadaan in ("plt", "pj") else "jabatan",
        label=_ENDS.get(row.keadaan, _ENDS[""]), nama=holder_name(one),
        jabatan=row.label, tanggal=row.sampai, hari=(row.sampai - ctx.today).days,
        uid=one.holder.uid if one.holder else "", kursi=row.id)
        for one in found if (row := one.row).sampai is not None]


def _of_person(ctx: Context, person: Holder) -> list[Reminder]:
    post = ctx.policy.jabatan.get(person.jabatan)
    bpd = post is not None and post.unsur == "BPD"
    ends = (("bpd" if bpd else "sk", "Masa jabatan BPD" if bpd else "SK pengangkatan", person.sk_berakhir),
            ("kontrak", "Kontrak kerja", person.akhir_kontrak))
    return [Reminder(jenis=jenis, label=label, nama=texts.title_name(person.nama),
                     jabatan=_post_label(ctx, person.jabatan), tanggal=day, hari=(day - ctx.today).days,
                     uid=person.uid) for jenis, label, day in ends if day is not None]


# What travels.


def sotk_rows(ctx: Context, db: Database) -> list[dict[str, Any]]:
    """The board for DPMD: one row per seat, keys that say nothing left out; an empty seat travels as such.

    A unit without a board has none. Only a board that was edited tells the ``id`` and place of its seats: any other
    is made of the formation again, and never takes the place of an edited one that DPMD holds of a lost laptop.
    """
    if not has_board(ctx):
        return []
    found, _, own = seated(ctx, db)
    return [{**_told(one), **(_own_place(one) if own else {})} for one in found]


def _own_place(one: Seated) -> dict[str, Any]:
    """Which seat of an edited board this is; ``dari``: EMPTIED on purpose, or seated by post, chosen by nobody."""
    how = EMPTIED if one.row.keadaan == EMPTIED else OTOMATIS if one.auto else ""
    return {"id": one.row.id, "urut": one.row.urut, **({"dari": how} if how else {})}


def _told(one: Seated) -> dict[str, Any]:
    row, holder = one.row, one.holder
    filled = holder is not None or bool(row.nama)
    told: dict[str, Any] = {
        "kolom": row.kolom, "jabatan": row.jabatan, "label": row.label, "dusun": row.dusun,
        "uid": holder.uid if holder else "", "nama": "" if holder else row.nama,
        "keadaan": row.keadaan if filled else "", "mulai": row.mulai, "sampai": row.sampai,
        "sk_nomor": row.sk_nomor, "sk_tanggal": row.sk_tanggal}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in told.items() if value}
