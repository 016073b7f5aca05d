"""What people ask and decide about their data, written: one short transaction each, all of it in the history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from jamsos_desktop.desk import data_rights_reading as reading
from jamsos_desktop.desk import persons
from jamsos_desktop.desk.context import Context, uuid7
from jamsos_desktop.desk.data_corrections import finish_all
from jamsos_desktop.desk.data_rights_records import GRANTED, REFUSED, REQUESTS, RESULTS, RequestRow
from jamsos_desktop.model.codes import code_list
from jamsos_desktop.model.consent import text_on
from jamsos_desktop.model.parse import clean
from jamsos_desktop.model.privacy import without_numbers
from jamsos_desktop.model.records import Persetujuan, Peserta
from jamsos_desktop.model.rights import Right
from jamsos_desktop.policy.privacy import ASKED
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store import data_requests, erasing, history, people
from jamsos_desktop.store.data_requests import DataRequest
from jamsos_desktop.store.engine import Database


def ask(ctx: Context, db: Database, uid: str, jenis: str, catatan: str, diterima: datetime | None) -> RequestRow:
    """Keep a request; see ``DataRights.request_data``."""
    if jenis not in ASKED:
        raise Problem("PERMINTAAN_SALAH", f"Permintaan {jenis} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(ASKED)}.")
    now = ctx.clock.now()
    came = diterima or now
    came = came if came.tzinfo else came.replace(tzinfo=now.tzinfo)
    if came > now:
        raise Problem("WAKTU_SALAH", "Waktu permintaan itu belum tiba.", TIDAK_BERUBAH, "Periksa tanggal dan jamnya.")
    until = came + timedelta(hours=ctx.policy.pribadi.hak[jenis].jam)
    new = DataRequest(uuid7(), uid, jenis, came.isoformat(timespec="seconds"), until.isoformat(timespec="seconds"),
                      ctx.user, clean(catatan), "", "")
    with db.write():
        people.read(db, uid)
        if any(one.jenis == jenis and not one.selesai for one in data_requests.of(db, uid)):
            raise Problem("PERMINTAAN_SUDAH_ADA", "Permintaan yang sama dari orang ini masih terbuka.", TIDAK_BERUBAH,
                          "Selesaikan dulu permintaan itu.")
        data_requests.add(db, ctx.actor(), new)
    return reading.rows(ctx, db, [new])[0]


def answer(ctx: Context, db: Database, request_id: str, hasil: str) -> RequestRow:
    """Note what came of a request; that something was done only once it is."""
    with db.write():
        found = reading.one(ctx, db, request_id)
        fitting = (GRANTED[found.jenis], *REFUSED)
        if hasil not in fitting:
            raise Problem("HASIL_SALAH", f"Hasil {hasil} tidak cocok dengan permintaan itu.", TIDAK_BERUBAH,
                          f"Pilih salah satu: {', '.join(fitting)}.")
        if hasil not in REFUSED and not _done(db, found):
            raise Problem("PERMINTAAN_BELUM_DIKERJAKAN", f"Belum terjadi: {RESULTS[hasil].lower()}.", TIDAK_BERUBAH,
                          f"Tekan {REQUESTS[found.jenis]} dulu. Permintaannya lalu selesai sendiri.")
        data_requests.finish(db, ctx.actor(), found, hasil)
    kept = data_requests.one(db, found.id)
    assert kept is not None
    return reading.rows(ctx, db, [kept])[0]


def _done(db: Database, asked: DataRequest) -> bool:
    """Whether the data say that what was asked is done; handing over and mending happen on paper too."""
    if asked.jenis == "pembatasan":
        return bool(data_requests.restricted(db, [asked.uid]))
    if asked.jenis == "hapus":
        return not erasing.known(db, [asked.uid])
    if asked.jenis == "tarik":
        person = people.read(db, asked.uid, missing_ok=True)
        return person is None or bool(person.persetujuan and person.persetujuan.ditarik)
    return True


def consent(ctx: Context, db: Database, uid: str, tanggal: date, cara: str, saksi: str) -> Peserta:
    """Note consent given now or earlier; a withdrawn one stands in the history."""
    if cara not in code_list("persetujuan"):
        raise Problem("PERSETUJUAN_SALAH", f"Cara persetujuan {cara} tidak dikenal.", TIDAK_BERUBAH,
                      f"Pilih salah satu: {', '.join(code_list('persetujuan'))}.")
    if cara == "cap_jempol" and not clean(saksi):
        raise Problem("SAKSI_KOSONG", "Cap jempol perlu saksi.", TIDAK_BERUBAH, "Tulis nama saksinya.")
    if tanggal > ctx.today:
        raise Problem("TANGGAL_SALAH", "Tanggal persetujuan belum tiba.", TIDAK_BERUBAH, "Periksa tanggalnya.")
    given = Persetujuan(tanggal=tanggal, cara=cara, versi=text_on(tanggal).versi, saksi=clean(saksi))
    return _consent(ctx, db, uid, given, "persetujuan", "")


def withdraw(ctx: Context, db: Database, uid: str, sebab: str, tanggal: date) -> Peserta:
    """Note that consent is withdrawn: from then on nothing is printed or sent anew."""
    ctx.must(Right.MUSNAH)
    person = people.read(db, uid)
    assert person is not None
    if person.persetujuan is None or person.persetujuan.ditarik:
        raise Problem("PERSETUJUAN_TIDAK_ADA", "Orang ini tidak punya persetujuan yang berlaku.", TIDAK_BERUBAH,
                      "Isi persetujuannya dulu bila ada kertasnya, atau hapus datanya.")
    if not person.persetujuan.tanggal <= tanggal <= ctx.today:
        raise Problem("TANGGAL_SALAH", "Tanggal tarik di luar masa persetujuan.", TIDAK_BERUBAH, "Periksa tanggalnya.")
    said = _nameless(db, clean(sebab), person)
    given = replace(person.persetujuan, ditarik=tanggal, sebab_tarik=said)
    return _consent(ctx, db, uid, given, "persetujuan.tarik", said)


def _consent(ctx: Context, db: Database, uid: str, given: Persetujuan, aksi: str, why: str) -> Peserta:
    with db.write():
        person = people.read(db, uid)
        assert person is not None
        mentah = {key: text for key, text in person.mentah.items() if not key.startswith("persetujuan.")}
        kept = persons.save_inside(ctx, db, replace(person, persetujuan=given, mentah=mentah), person.revisi,
                                   aksi=aksi, alasan=why)
        if given.ditarik:
            finish_all(ctx, db, uid, ("tarik",), "ditarik")
    return kept


def restrict(ctx: Context, db: Database, uid: str, alasan: str) -> None:
    """Let somebody's data rest; see ``DataRights.restrict_data``."""
    ctx.must(Right.MUSNAH)
    with db.write():
        person = people.read(db, uid)
        assert person is not None
        if data_requests.restricted(db, [uid]):
            raise Problem("SUDAH_DIBATASI", "Data orang ini sudah dibatasi.", TIDAK_BERUBAH, "Muat ulang halaman ini.")
        data_requests.restrict(db, ctx.actor(), uid, _reason(db, alasan, person))
        finish_all(ctx, db, uid, ("pembatasan",), "dibatasi")
        persons.refresh(ctx, db, [uid])


def lift(ctx: Context, db: Database, uid: str, alasan: str) -> None:
    """Let somebody's data be used again; see ``DataRights.lift_restriction``."""
    ctx.must(Right.MUSNAH)
    with db.write():
        if not data_requests.restricted(db, [uid]):
            raise Problem("TIDAK_DIBATASI", "Data orang ini tidak dibatasi.", TIDAK_BERUBAH, "Muat ulang halaman ini.")
        data_requests.lift(db, ctx.actor(), uid, _reason(db, alasan, people.read(db, uid, missing_ok=True)))
        persons.refresh(ctx, db, [uid])


def _reason(db: Database, text: str, person: Peserta | None) -> str:
    """Why, as typed. Problem ALASAN_KOSONG: it stands in the history and on the paper."""
    said = clean(text)
    if not said:
        raise Problem("ALASAN_KOSONG", "Alasannya belum ditulis.", TIDAK_BERUBAH, "Tulis alasannya dalam satu kalimat.")
    return _nameless(db, said, person)


def _nameless(db: Database, said: str, person: Peserta | None) -> str:
    """The reason, which outlives the person in the history. Problem ALASAN_BERNAMA: it names them, or a number."""
    named = person is not None and history.nameless(db, [person.uid], said) != said
    if named or without_numbers(said) != said:
        raise Problem("ALASAN_BERNAMA", "Alasan itu memuat nama atau nomor orangnya.", TIDAK_BERUBAH,
                      "Tulis tanpa nama, NIK, atau nomor HP. Alasannya tinggal di riwayat.")
    return said
