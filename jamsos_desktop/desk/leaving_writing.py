"""Writing down that somebody left, died, or had an accident at work; and taking a leaving back.

The dead are never an exit: their status is ``meninggal`` and their heirs may claim JKM. An accident is an event,
nobody leaves by it. An ordinary exit ends the dues with its month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from jamsos_desktop import texts
from jamsos_desktop.desk import leaving_rights as rights
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import rederive
from jamsos_desktop.desk.leaving_clock import countdown, deadline, local, moment_words
from jamsos_desktop.desk.leaving_records import ACCIDENT, JKK, JKM, OPEN, LeaveOrder, Left
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.records import DIED, LEFT, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import events, history, outgoing, people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.events import Event
from jamsos_desktop.store.outgoing import NEVER

AHEAD = 366  # days an exit may be written down before it comes: a contract that ends is known a year before
LEAVING = "keluar"  # the action in the history
MOST_WORDS = 500  # letters of a story, as one page of a form holds


def leave(ctx: Context, db: Database, uids: Sequence[str], order: LeaveOrder) -> list[Left]:
    """Write the same leaving for people: all of them or none. See ``Leaving.leave``."""
    if not uids:
        raise Problem("PESERTA_TIDAK_ADA", "Belum ada orang yang dipilih.", TIDAK_BERUBAH, "Pilih orangnya dulu.")
    _check_order(ctx, order, len(uids))
    with db.write():
        chosen = [_person(db, uid) for uid in dict.fromkeys(uids)]
        for person in chosen:
            _check_person(ctx, db, person, order)
        if order.sebab == ACCIDENT:
            return [_accident(ctx, db, person, order) for person in chosen]
        return [_leave(ctx, db, person, order) for person in chosen]


def _person(db: Database, uid: str) -> Peserta:
    person = people.read(db, uid)
    assert person is not None  # else a Problem was raised
    return person


def _check_order(ctx: Context, order: LeaveOrder, many: int) -> None:
    """Whether an order can be meant for anybody at all."""
    if order.sebab != ACCIDENT and order.sebab not in code_list("keluar_sebab"):
        raise Problem("SEBAB_SALAH", f"Sebab {order.sebab or 'keluar'} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join((*code_list('keluar_sebab'), ACCIDENT))}.")
    if order.karena_kecelakaan and order.sebab != DIED:
        raise Problem("SEBAB_SALAH", "Waktu kecelakaan hanya untuk orang yang meninggal.", TIDAK_BERUBAH,
                      "Pilih sebab meninggal, atau catat kecelakaannya sendiri.")
    if many > 1 and order.sebab in (ACCIDENT, DIED):
        raise Problem("SATU_ORANG", "Kematian dan kecelakaan dicatat satu orang tiap kali.", TIDAK_BERUBAH,
                      "Buka orangnya, lalu catat di sana.")
    if len(order.uraian) > MOST_WORDS:
        raise Problem("URAIAN_PANJANG", f"Uraian lebih dari {MOST_WORDS} huruf.", TIDAK_BERUBAH,
                      "Persingkat uraiannya.")
    if order.sebab == ACCIDENT or order.karena_kecelakaan:
        _check_moment(ctx, order)
    if order.sebab != ACCIDENT:
        _check_day(ctx, order)


def _check_moment(ctx: Context, order: LeaveOrder) -> None:
    """The moment of an accident: there, and not to come."""
    if order.waktu is None:
        raise Problem("WAKTU_KOSONG", "Waktu kecelakaan belum diisi.", TIDAK_BERUBAH, "Tulis tanggal dan jamnya.")
    if local(order.waktu, ctx.clock.now()) > ctx.clock.now():
        raise Problem("WAKTU_DEPAN", "Waktu kecelakaan belum tiba.", TIDAK_BERUBAH, "Periksa tanggal dan jamnya.")


def _check_day(ctx: Context, order: LeaveOrder) -> None:
    """The day somebody left or died."""
    if order.tanggal is None:
        raise Problem("TANGGAL_KOSONG", "Tanggal keluar belum diisi.", TIDAK_BERUBAH, "Tulis hari/bulan/tahun.")
    if order.sebab == DIED and order.tanggal > ctx.today:
        raise Problem("TANGGAL_DEPAN", "Tanggal meninggal belum tiba.", TIDAK_BERUBAH, "Periksa tanggalnya.")
    if order.tanggal > ctx.today + timedelta(days=AHEAD):
        raise Problem("TANGGAL_DEPAN", "Tanggal keluar lebih dari setahun lagi.", TIDAK_BERUBAH, "Periksa tahunnya.")
    if order.karena_kecelakaan and order.waktu and order.tanggal < order.waktu.date():
        raise Problem("TANGGAL_URUT", "Tanggal meninggal sebelum tanggal kecelakaan.", TIDAK_BERUBAH,
                      "Periksa kedua tanggal.")


def _check_person(ctx: Context, db: Database, person: Peserta, order: LeaveOrder) -> None:
    """Whether the order fits one person."""
    name = _name(person)
    day = order.waktu.date() if order.sebab == ACCIDENT and order.waktu else order.tanggal
    assert day is not None
    if person.status in LEFT or person.keluar_tanggal:
        if order.sebab == ACCIDENT and person.keluar_tanggal and day <= person.keluar_tanggal:
            return  # an accident before they left
        raise Problem("SUDAH_KELUAR", f"{name} sudah dicatat keluar {texts.screen_date(person.keluar_tanggal)}.",
                      TIDAK_BERUBAH, "Batalkan dulu yang lama bila salah.")
    if person.tanggal_lahir and day < person.tanggal_lahir:
        raise Problem("SEBELUM_LAHIR", f"Tanggal itu sebelum {name} lahir.", TIDAK_BERUBAH, "Periksa tanggalnya.")
    if order.sebab in (ACCIDENT, DIED):
        return
    cover = rights.covers(db, person)
    begun = cover[0].dari if cover else None
    if begun and day < begun and begun <= ctx.today:
        raise Problem("SEBELUM_MULAI", f"{name} menjadi peserta sejak {texts.long_date(begun)}.", TIDAK_BERUBAH,
                      "Tulis tanggal keluar sesudahnya.")
    if person.mulai_bekerja and day < person.mulai_bekerja <= ctx.today:
        raise Problem("SEBELUM_MULAI", f"{name} mulai bekerja {texts.long_date(person.mulai_bekerja)}.", TIDAK_BERUBAH,
                      "Tulis tanggal keluar sesudahnya.")


def _leave(ctx: Context, db: Database, person: Peserta, order: LeaveOrder) -> Left:
    assert order.tanggal is not None
    event = ""
    if order.sebab == DIED and order.karena_kecelakaan:
        event = _open_accident(ctx, db, person, order, DIED)
    gone = replace(person, keluar_tanggal=order.tanggal, keluar_sebab=order.sebab)
    kept = persons.save_inside(ctx, db, gone, person.revisi, aksi=LEAVING, alasan=order.uraian.strip())
    if order.sebab != DIED:
        words = _exit_words(ctx, db, kept)
        return Left(uid=kept.uid, nama=_name(kept), status=kept.status, kejadian="", hak=None, kalimat=words)
    jenis = JKK if event else JKM
    right = rights.right_on(ctx, db, kept, order.waktu.date() if event and order.waktu else order.tanggal, jenis)
    event = event or _open_of(db, kept.uid)
    words = f"{_name(kept)} dicatat meninggal {texts.long_date(order.tanggal)}. {right.kalimat} {right.alasan}"
    return Left(uid=kept.uid, nama=_name(kept), status=kept.status, kejadian=event, hak=right, kalimat=words)


def _open_of(db: Database, uid: str) -> str:
    """The open JKM event of a person, "" for none."""
    return next((e.id for e in events.every(db, uid) if e.jenis == JKM and e.keadaan == OPEN), "")


def _exit_words(ctx: Context, db: Database, kept: Peserta) -> str:
    """What an ordinary leaving means: until when dues run, and whether DPMD hears of it."""
    assert kept.keluar_tanggal is not None
    cause = ctx.label("keluar_sebab", kept.keluar_sebab)
    said = "dicatat keluar" if kept.keluar_tanggal <= ctx.today else "akan keluar"
    words = f"{_name(kept)} {said} {texts.long_date(kept.keluar_tanggal)}: {cause}."
    covers = rights.covers(db, kept)
    begins = covers[0].dari if covers else None
    if not covers:
        words += f" Belum menjadi peserta, jadi hanya keluar dari daftar {ctx.unit.words('desa')}."
    elif begins is not None and begins > kept.keluar_tanggal:
        words += f" Perlindungannya baru mulai {texts.long_date(begins)}, jadi belum ada iuran yang berjalan."
    else:
        month = f"{texts.MONTHS[kept.keluar_tanggal.month - 1]} {kept.keluar_tanggal.year}"
        words += f" Iurannya sampai {month}."
    if outgoing.noted(db).get(kept.uid, NEVER).seq:
        words += " DPMD diberi tahu di kiriman berikut."
    return words


def _accident(ctx: Context, db: Database, person: Peserta, order: LeaveOrder) -> Left:
    assert order.waktu is not None
    event = _open_accident(ctx, db, person, order, "")
    moment, now = local(order.waktu, ctx.clock.now()), ctx.clock.now()
    right = rights.right_on(ctx, db, person, moment.date(), JKK, meninggal=False)
    until = deadline(ctx.policy, moment)
    words = (f"Kecelakaan kerja {_name(person)} dicatat. Laporkan ke BPJS paling lambat {moment_words(until)}. "
             f"{countdown(until, now)}. {right.kalimat} {right.alasan}")
    return Left(uid=person.uid, nama=_name(person), status=person.status, kejadian=event, hak=right, kalimat=words)


def _open_accident(ctx: Context, db: Database, person: Peserta, order: LeaveOrder, akibat: str) -> str:
    assert order.waktu is not None
    moment = local(order.waktu, ctx.clock.now()).replace(second=0, microsecond=0)
    if person.tanggal_lahir and moment.date() < person.tanggal_lahir:
        raise Problem("SEBELUM_LAHIR", f"Tanggal itu sebelum {_name(person)} lahir.", TIDAK_BERUBAH,
                      "Periksa tanggalnya.")
    written = [e for e in events.every(db, person.uid) if e.keadaan != rights.UNDONE]
    same = next((e for e in written if e.jenis == JKK and datetime.fromisoformat(e.waktu) == moment), None)
    if same and not akibat:
        raise Problem("KEJADIAN_SAMA", f"Kecelakaan {_name(person)} pada waktu itu sudah dicatat.", TIDAK_BERUBAH,
                      "Buka catatannya di halaman Klaim.")
    if akibat:
        _check_fatal(person, written, same, moment)
    if same:
        return _now_fatal(ctx, db, same, order, akibat)
    return rights.open_event(ctx, db, person.uid, JKK, moment.isoformat(timespec="minutes"),
                             tempat=order.tempat.strip(), uraian=order.uraian.strip(), akibat=akibat)


def _check_fatal(person: Peserta, written: Sequence[Event], same: Event | None, moment: datetime) -> None:
    """Whether a death by an accident can be one of its own: not beside an open claim of a death, nor beside an
    accident of that day that is written down with another hour."""
    mine = [e for e in written if e.keadaan == OPEN and e != same]
    if any(e.jenis == JKM or e.akibat == DIED for e in mine):
        raise Problem("KLAIM_BERJALAN", f"Klaim kematian {_name(person)} masih terbuka.", TIDAK_BERUBAH,
                      "Tutup klaimnya dulu sebagai salah catat.")
    if same is None and (near := next((e for e in mine if e.waktu[:10] == moment.date().isoformat()), None)):
        noted = moment_words(datetime.fromisoformat(near.waktu))
        raise Problem("KEJADIAN_SAMA", f"Kecelakaan {_name(person)} {noted} sudah dicatat.", TIDAK_BERUBAH,
                      "Pakai waktu yang sama bila itu kecelakaannya.")


def _now_fatal(ctx: Context, db: Database, event: Event, order: LeaveOrder, akibat: str) -> str:
    """Somebody died of an accident that was written down before: its claim goes on as that of a death."""
    if event.keadaan != OPEN:
        raise Problem("KEJADIAN_TUTUP", "Klaim kecelakaan itu sudah ditutup.", TIDAK_BERUBAH,
                      "Buka lagi klaimnya di halaman Klaim, lalu catat kematiannya.")
    uraian = " ".join(filter(None, (event.uraian, order.uraian.strip())))
    events.put(db, ctx.actor(), event._replace(akibat=akibat, uraian=uraian), "ubah")
    return event.id


def take_back(ctx: Context, db: Database, uids: Sequence[str]) -> list[Peserta]:
    """These people have not left after all, all of them or none. Problems: BELUM_KELUAR, KLAIM_BERJALAN."""
    with db.write():
        return [_take_back(ctx, db, uid) for uid in dict.fromkeys(uids)]


def _take_back(ctx: Context, db: Database, uid: str) -> Peserta:
    person = _person(db, uid)
    if person.keluar_tanggal is None and not person.keluar_sebab:
        raise Problem("BELUM_KELUAR", f"{_name(person)} tidak tercatat keluar.", TIDAK_BERUBAH,
                      "Muat ulang daftar.")
    if person.keluar_sebab == DIED and _claimed(db, uid):
        raise Problem("KLAIM_BERJALAN", f"Klaim {_name(person)} sudah diajukan ke BPJS.", TIDAK_BERUBAH,
                      "Tutup klaimnya dulu sebagai salah catat.")
    asked = "daftar" if person.permohonan in ("berhenti", "pindah") else person.permohonan
    back = replace(person, keluar_tanggal=None, keluar_sebab="", permohonan=asked)
    sent = outgoing.noted(db).get(uid, NEVER)
    unsaid = sent.here == person.revisi - 1 and _newest_action(db, uid) == LEAVING
    kept = persons.save_inside(ctx, db, back, person.revisi, aksi="batal_keluar")
    if not unsaid:
        return kept
    # Nobody was told and nothing else was changed: the record is again what travelled.
    outgoing.carry(db, uid, sent.here, kept.revisi)
    fresh = rederive(ctx, db, kept)
    people.put_derived(db, uid, fresh)
    return replace(kept, status=fresh.status)


def _newest_action(db: Database, uid: str) -> str:
    return next((str(entry["aksi"]) for entry in history.entries(db, uid, 1)), "")


def _claimed(db: Database, uid: str) -> bool:
    """Whether the claim of a death has gone to BPJS, or is settled there."""
    return any(event.keadaan != rights.UNDONE and (event.diajukan or event.selesai)
               for event in events.every(db, uid) if event.jenis == JKM or event.akibat == DIED)


def _name(person: Peserta) -> str:
    return texts.title_name(person.nama) or "Orang ini"

