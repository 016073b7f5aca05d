"""Deaths and accidents as they go: the list, one of them with its checklist, and what is written of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from jamsos_desktop import texts
from jamsos_desktop.desk import leaving_rights as rights
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.leaving_clock import countdown, deadline, local
from jamsos_desktop.desk.leaving_records import (
    JKK,
    JKM,
    OPEN,
    OUTCOMES,
    PAPER_STATES,
    EventPaper,
    EventRow,
    EventView,
    HeirLine,
)
from jamsos_desktop.model.privacy import tail
from jamsos_desktop.model.records import DIED, Keluarga, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules.entitlement import TIDAK
from jamsos_desktop.store import events, people
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.events import Event
from jamsos_desktop.texts import quoted


def rows(ctx: Context, db: Database, now: datetime, *, open_only: bool) -> list[EventRow]:
    """Open events first, the most pressing first; then the closed ones, newest first."""
    kept = events.every(db)
    ticks = events.papers(db)
    who = {p.uid: p for p in people.read_many(db, list(dict.fromkeys(e.uid for e in kept)))}
    found = [_row(ctx, e, who[e.uid], _papers(ctx, e, who[e.uid], ticks.get(e.id, {})), now) for e in kept]
    begun = sorted((r for r in found if r.terbuka),
                   key=lambda r: (r.tenggat is None, r.tenggat or now, r.tanggal, r.id))
    return begun if open_only else [*begun, *(r for r in found if not r.terbuka)]


def view(ctx: Context, db: Database, event_id: str, now: datetime) -> EventView:
    """One event in full. Problem KEJADIAN_TIDAK_ADA."""
    event, person = _event(db, event_id)
    papers = _papers(ctx, event, person, events.papers(db).get(event.id, {}))
    day = day_of(event)
    order = ctx.policy.klaim.heirs(day)
    return EventView(
        baris=_row(ctx, event, person, papers, now), nik=tail(person.nik), kpj=tail(person.kpj),
        tempat=event.tempat, uraian=event.uraian, catatan=event.catatan, berkas=papers,
        hak=rights.right_on(ctx, db, person, day, event.jenis, meninggal=killed(event)),
        ahli_waris=tuple(_heir(ctx, k, at) for at, k in enumerate(person.ahli_waris, 1)),
        tanpa_ahli_waris=person.tanpa_ahli_waris, urutan=", lalu ".join(f.label.lower() for f in order),
        urutan_sumber=order[0].sumber if order else "")


def killed(event: Event) -> bool:
    """Whether somebody died: a death, or an accident that killed."""
    return event.jenis == JKM or event.akibat == DIED


def day_of(event: Event) -> date:
    """The day of an event, without its hour."""
    return date.fromisoformat(event.waktu[:10])


def _row(ctx: Context, event: Event, person: Peserta, papers: tuple[EventPaper, ...], now: datetime) -> EventRow:
    moment = datetime.fromisoformat(event.waktu) if event.jenis == JKK else None
    needed = [p for p in papers if p.wajib and p.keadaan != "tidak_perlu"]
    row = EventRow(
        id=event.id, uid=event.uid, jenis=event.jenis, nama=texts.title_name(person.nama) or "Tanpa nama",
        nomor=person.nomor, dusun=person.dusun, kelompok=person.kelompok, tanggal=day_of(event), waktu=moment,
        meninggal=killed(event), keadaan=event.keadaan, label=_label(event), tenggat=None, sisa="", lewat=False,
        dilaporkan=_moment(event.dilaporkan), diajukan=_date(event.diajukan), selesai=_date(event.selesai),
        berkas_ada=sum(p.keadaan == "ada" for p in needed), berkas_perlu=len(needed), langkah="")
    if moment and row.terbuka and not event.dilaporkan:
        until = deadline(ctx.policy, moment)
        row = replace(row, tenggat=until, sisa=countdown(until, now), lewat=now > until)
    return replace(row, langkah=_next(row))


def _label(event: Event) -> str:
    kind = "Meninggal" if event.jenis == JKM else "Kecelakaan kerja"
    return f"{kind}, meninggal" if event.jenis == JKK and event.akibat == DIED else kind


def _next(row: EventRow) -> str:
    """The next step in words, or how it ended."""
    if not row.terbuka:
        return f"{OUTCOMES[row.keadaan]} {texts.screen_date(row.selesai)}"
    if row.tenggat:
        return "Laporkan ke BPJS"
    if row.diajukan:
        return f"Menunggu BPJS sejak {texts.screen_date(row.diajukan)}"
    missing = row.berkas_perlu - row.berkas_ada
    return f"Lengkapi {missing} berkas" if missing else "Ajukan ke BPJS"


def _papers(ctx: Context, event: Event, person: Peserta, ticked: dict[str, str]) -> tuple[EventPaper, ...]:
    """The checklist: as ticked, else as the person's own papers say."""
    def state(kode: str, own: str) -> str:
        return ticked.get(kode) or ("ada" if own and person.berkas.get(own) == "ada" else "tidak_ada")

    return tuple(
        EventPaper(kode=s.kode, label=s.label, singkat=s.singkat, wajib=s.wajib, keadaan=state(s.kode, s.berkas),
                   belum_dikonfirmasi=s.belum_dikonfirmasi, sumber=s.sumber)
        for s in ctx.policy.klaim.papers(event.jenis, meninggal=event.akibat == DIED))


def _heir(ctx: Context, member: Keluarga, at: int) -> HeirLine:
    age = texts.age(member.tanggal_lahir, ctx.today) if member.tanggal_lahir else None
    return HeirLine(urutan=at, nama=texts.title_name(member.nama) or "Tanpa nama",
                    hubungan=ctx.label("hubungan", member.hubungan), umur=age, hp=member.hp,
                    wali=texts.title_name(member.wali),
                    perlu_wali=not member.wali and ctx.policy.is_minor(member.tanggal_lahir, ctx.today))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _event(db: Database, event_id: str) -> tuple[Event, Peserta]:
    """An event by its id, or by the last letters of it. Problems: KEJADIAN_TIDAK_ADA, KEJADIAN_GANDA."""
    wanted = event_id.strip().lower()
    found = [e for e in events.every(db) if wanted and e.id.endswith(wanted)]
    if len(found) > 1:
        raise Problem("KEJADIAN_GANDA", f"Ada {len(found)} klaim dengan kode {event_id}.", TIDAK_BERUBAH,
                      "Tulis kodenya lebih panjang.")
    if not found:
        raise Problem("KEJADIAN_TIDAK_ADA", f"Klaim {quoted(event_id)} tidak ada.", TIDAK_BERUBAH,
                      "Lihat daftar klaim.")
    person = people.read(db, found[0].uid)
    assert person is not None  # events of people who are not here are not listed
    return found[0], person


# What is written of an event.


def set_papers(ctx: Context, db: Database, event_id: str, states: Mapping[str, str]) -> None:
    """Tick papers (code -> state), all or none. Problems: BERKAS_SALAH, BERKAS_TAK_DIKENAL, KEJADIAN_TUTUP."""
    with db.write():
        event, person = _open(db, event_id)
        known = [p.kode for p in _papers(ctx, event, person, {})]
        for kode, keadaan in states.items():
            if keadaan not in PAPER_STATES:
                raise Problem("BERKAS_SALAH", f"Keadaan berkas {keadaan} tidak dikenal.", TIDAK_BERUBAH,
                              f"Pilih salah satu: {', '.join(PAPER_STATES)}.")
            if kode not in known:
                raise Problem("BERKAS_TAK_DIKENAL", f"Berkas {kode} tidak ada di daftar klaim ini.", TIDAK_BERUBAH,
                              f"Pilih salah satu: {', '.join(known)}.")
            events.put_paper(db, ctx.actor(), event.id, kode, keadaan)


def _open(db: Database, event_id: str) -> tuple[Event, Peserta]:
    event, person = _event(db, event_id)
    if event.keadaan != OPEN:
        raise Problem("KEJADIAN_TUTUP", "Klaim ini sudah ditutup.", TIDAK_BERUBAH, "Buka lagi klaimnya dulu.")
    return event, person


def report(ctx: Context, db: Database, event_id: str, waktu: datetime) -> None:
    """The moment BPJS was told. Problems: KEJADIAN_TUTUP, WAKTU_DEPAN, WAKTU_URUT."""
    now = ctx.clock.now()
    waktu = local(waktu, now)
    if waktu > now:
        raise Problem("WAKTU_DEPAN", "Waktu lapor belum tiba.", TIDAK_BERUBAH, "Periksa tanggal dan jamnya.")
    with db.write():
        event, _ = _open(db, event_id)
        begun = datetime.fromisoformat(event.waktu)
        early = waktu < begun if event.jenis == JKK else waktu.date() < begun.date()
        if early:
            raise Problem("WAKTU_URUT", "Waktu lapor sebelum kejadiannya.", TIDAK_BERUBAH,
                          "Periksa tanggal dan jamnya.")
        stamp = waktu.isoformat(timespec="minutes")
        events.put(db, ctx.actor(), event._replace(dilaporkan=stamp), "lapor")


def submit(ctx: Context, db: Database, event_id: str, tanggal: date) -> None:
    """The day the claim was handed in. Problems: KEJADIAN_TUTUP, TANGGAL_DEPAN, TANGGAL_URUT, BELUM_DILAPORKAN."""
    _not_ahead(ctx, tanggal)
    with db.write():
        event, _ = _open(db, event_id)
        if event.jenis == JKK and not event.dilaporkan:
            raise Problem("BELUM_DILAPORKAN", "Laporan tahap 1 belum dicatat.", TIDAK_BERUBAH,
                          "Catat dulu kapan kecelakaan ini dilaporkan.")
        _in_order(event._replace(diajukan=None), tanggal)  # the day may be corrected
        events.put(db, ctx.actor(), event._replace(diajukan=tanggal.isoformat()), "ajukan")


def close(ctx: Context, db: Database, event_id: str, hasil: str, tanggal: date, catatan: str) -> str:
    """How it ended. An accident that killed and was none at work opens the JKM event instead, where there is a right;
    returns its id, else "". Problems: HASIL_SALAH, KETERANGAN_KOSONG, KEJADIAN_TUTUP, TANGGAL_*."""
    _not_ahead(ctx, tanggal)
    said = catatan.strip()
    if hasil == "ditolak" and not said:
        raise Problem("KETERANGAN_KOSONG", "Alasan BPJS belum ditulis.", TIDAK_BERUBAH, "Tulis alasan menolaknya.")
    with db.write():
        event, person = _open(db, event_id)
        if hasil not in outcomes(event.jenis):
            raise Problem("HASIL_SALAH", f"Hasil {hasil} tidak dikenal.", TIDAK_BERUBAH,
                          f"Pilih salah satu: {', '.join(outcomes(event.jenis))}.")
        _in_order(event, tanggal)
        events.put(db, ctx.actor(), event._replace(keadaan=hasil, selesai=tanggal.isoformat(), catatan=said), "tutup")
        died = person.keluar_tanggal if person.keluar_sebab == DIED else None
        if hasil != "bukan_kecelakaan" or event.akibat != DIED or died is None:
            return ""
        if rights.right_on(ctx, db, person, died).keadaan == TIDAK:
            return ""
        return rights.open_event(ctx, db, person.uid, JKM, died.isoformat(), uraian=event.uraian)


def outcomes(jenis: str) -> tuple[str, ...]:
    """How an event of this kind can end."""
    return tuple(code for code in OUTCOMES if code != "bukan_kecelakaan" or jenis == JKK)


def _not_ahead(ctx: Context, tanggal: date) -> None:
    if tanggal > ctx.today:
        raise Problem("TANGGAL_DEPAN", "Tanggal itu belum tiba.", TIDAK_BERUBAH, "Periksa tanggalnya.")


def _in_order(event: Event, tanggal: date) -> None:
    """A step is not before the event, nor before the step that came first."""
    before = max(filter(None, (event.waktu[:10], (event.dilaporkan or "")[:10], event.diajukan)))
    if tanggal.isoformat() < before:
        raise Problem("TANGGAL_URUT", f"Tanggal itu sebelum {texts.screen_date(date.fromisoformat(before))}.",
                      TIDAK_BERUBAH, "Periksa urutan tanggalnya.")


def reopen(ctx: Context, db: Database, event_id: str) -> None:
    """Go on with a closed event. Problems: KEJADIAN_TERBUKA, KEJADIAN_SAMA, TIDAK_MENINGGAL."""
    with db.write():
        event, person = _event(db, event_id)
        if event.keadaan == OPEN:
            raise Problem("KEJADIAN_TERBUKA", "Klaim ini masih terbuka.", TIDAK_BERUBAH, "Muat ulang halaman ini.")
        if event.jenis == JKM and person.keluar_sebab != DIED:
            raise Problem("TIDAK_MENINGGAL", f"{texts.title_name(person.nama)} tidak tercatat meninggal.",
                          TIDAK_BERUBAH, "Catat kematiannya dulu.")
        if killed(event):
            _one_claim(db, event.uid, (OPEN,))
        events.put(db, ctx.actor(), event._replace(keadaan=OPEN, selesai=None), "buka")
        rights.follow_deaths(ctx, db, [event.uid])  # the death may have been moved or taken back meanwhile


def _one_claim(db: Database, uid: str, states: Collection[str]) -> None:
    """Refuse a second claim of one death beside one in these states: KEJADIAN_SAMA."""
    there = [e for e in events.every(db, uid) if killed(e) and e.keadaan in states]
    if any(e.keadaan == OPEN for e in there):
        raise Problem("KEJADIAN_SAMA", "Klaimnya sudah terbuka.", TIDAK_BERUBAH, "Buka halaman Klaim.")
    if there:
        raise Problem("KEJADIAN_SAMA", f"Klaimnya sudah ditutup: {OUTCOMES[there[0].keadaan]}.", TIDAK_BERUBAH,
                      "Buka lagi klaim itu di halaman Klaim.")


def claim(ctx: Context, db: Database, uid: str) -> str:
    """Open the JKM event of somebody dead who has none, though no right is known here: BPJS may know of one.

    Problems: TIDAK_MENINGGAL, KEJADIAN_SAMA.
    """
    with db.write():
        person = people.read(db, uid)
        assert person is not None
        if person.keluar_sebab != DIED or person.keluar_tanggal is None:
            raise Problem("TIDAK_MENINGGAL", f"{texts.title_name(person.nama)} tidak tercatat meninggal.",
                          TIDAK_BERUBAH, "Catat kematiannya dulu.")
        _one_claim(db, uid, (OPEN, *(code for code in OUTCOMES if code not in (rights.UNDONE, "bukan_kecelakaan"))))
        return rights.open_event(ctx, db, uid, JKM, person.keluar_tanggal.isoformat())
