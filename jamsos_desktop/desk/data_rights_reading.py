"""What is known of people's decisions about their data: requests with their hours, consent, rest, retention."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.data_rights_records import DestructionRow, PersonRights, RequestRow, RetentionRow
from jamsos_desktop.desk.leaving_clock import countdown
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import DIED, LEFT, Persetujuan, Peserta
from jamsos_desktop.policy.privacy import Retensi
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules import MEMBER
from jamsos_desktop.store import data_requests, erasing, events, held, outgoing, people
from jamsos_desktop.store.data_requests import DataRequest
from jamsos_desktop.store.engine import Database
from jamsos_desktop.texts import screen_date, title_name

GONE = "Sudah dihapus"


def rows(ctx: Context, db: Database, found: Iterable[DataRequest]) -> list[RequestRow]:
    """Requests as lists show them."""
    kept = list(found)
    names = {p.uid: p for p in people.read_many(db, list(dict.fromkeys(one.uid for one in kept)))}
    return [_row(ctx, one, names.get(one.uid)) for one in kept]


def _row(ctx: Context, one: DataRequest, person: Peserta | None) -> RequestRow:
    now = ctx.clock.now()
    right = ctx.policy.pribadi.hak.get(one.jenis)
    return RequestRow(
        id=one.id, uid=one.uid, jenis=one.jenis, label=right.label if right else one.jenis,
        nama=called(person) if person else GONE, nomor=person.nomor if person else "",
        diterima=datetime.fromisoformat(one.diterima), tenggat=one.until, catatan=one.catatan,
        selesai=datetime.fromisoformat(one.selesai) if one.selesai else None, hasil=one.hasil,
        sisa="" if one.selesai else countdown(one.until, now), lewat=not one.selesai and now > one.until,
        ada=person is not None)


def called(person: Peserta) -> str:
    """A person as lists call them."""
    return title_name(person.nama) or person.nomor or "Tanpa nama"


def one(ctx: Context, db: Database, request_id: str) -> DataRequest:
    """An open request by id or its last letters. Problem PERMINTAAN_TIDAK_ADA."""
    found = [r for r in data_requests.every(db) if r.id == request_id or r.id.endswith(request_id)]
    if len(found) != 1 or not request_id:
        raise Problem("PERMINTAAN_TIDAK_ADA", "Permintaan itu tidak ada atau sudah selesai.", TIDAK_BERUBAH,
                      "Muat ulang daftar permintaan.")
    return found[0]


def person_rights(ctx: Context, db: Database, uid: str) -> PersonRights:
    """Everything one person decided. Problem PESERTA_TIDAK_ADA."""
    person = people.read(db, uid)
    assert person is not None
    rest = data_requests.restrictions(db, [uid]).get(uid)
    given = person.persetujuan
    return PersonRights(
        uid=uid, nama=called(person), nomor=person.nomor, status=person.status,
        persetujuan=consent_words(given), saksi=given.saksi if given else "",
        ditarik=bool(given and given.ditarik),
        dibatasi=f"{screen_date(datetime.fromisoformat(rest.sejak).date())}: {rest.alasan}" if rest else "",
        permintaan=tuple(rows(ctx, db, data_requests.of(db, uid))),
        dikirim=tuple(one.seq for one in held.sent(db, uid)))


def consent_words(given: Persetujuan | None) -> str:
    """"Tanda tangan, 20/11/2026, naskah versi 1", with its withdrawal; "" when there is none."""
    if given is None:
        return ""
    told = f"{code_label('persetujuan', given.cara)}, {screen_date(given.tanggal)}, naskah versi {given.versi}"
    return f"{told}. Ditarik {screen_date(given.ditarik)}" if given.ditarik else told


# --- who may go ---------------------------------------------------------------------------------------


def hindrances(ctx: Context, db: Database, here: Iterable[Peserta]) -> dict[str, str]:
    """uid -> why somebody's data must stay for now, "" when they may be erased; read once for all of them."""
    ever, said = outgoing.noted(db), outgoing.verdicts(db)
    claiming = {event.uid for event in events.every(db) if event.keadaan == "terbuka"}
    owing = held.owing(db)

    def why(person: Peserta) -> str:
        sent = ever.get(person.uid, outgoing.NEVER)
        if _is_member(ctx, person, said.get(person.uid, (0, ""))[1]):
            return "Masih peserta BPJS. Catat keluar dulu, lalu kirim ke DPMD."
        if person.status in LEFT and sent.seq and sent.here != person.revisi:
            return "Keluarnya belum dikirim ke DPMD."
        if person.uid in claiming:
            return "Klaimnya belum selesai."
        return "Ada tagihan yang belum dibayar atau dibatalkan." if person.uid in owing else ""

    return {person.uid: why(person) for person in here}


def _is_member(ctx: Context, person: Peserta, said: str) -> bool:
    """Whether BPJS holds somebody, or is about to. Their own status does not tell: it falls back to unfinished once
    consent is withdrawn, the data rest or a fact is wrong."""
    if person.status in LEFT:
        return False
    covered = person.aktif_sampai is not None and person.aktif_sampai >= ctx.today
    return person.status in MEMBER or said in MEMBER or covered


def retention(ctx: Context, db: Database) -> list[RetentionRow]:
    """Whose time is over today, the longest over first."""
    ever = outgoing.noted(db)
    over = [(person, rule, since, until) for person in people.read_many(db, _long_kept(ctx, db))
            for rule, since in _times(ctx, person, person.uid in ever)
            if (until := months_after(since, rule.bulan)) <= ctx.today]
    why = hindrances(ctx, db, [person for person, *_ in over])
    return sorted((RetentionRow(
        uid=person.uid, nama=called(person), nomor=person.nomor, dasar=rule.label, sejak=since, habis=until,
        dagger=rule.belum_dikonfirmasi, halangan=why[person.uid])
        for person, rule, since, until in over), key=lambda row: (row.habis, row.nama))


def _long_kept(ctx: Context, db: Database) -> list[str]:
    """uids of all whose time may be over: by the month, in which days of months of other lengths are judged later."""
    times = ctx.policy.pribadi.retensi

    def by(*kinds: str) -> str:
        months = [times[kind].bulan for kind in kinds if kind in times]
        if not months or min(months) >= 12 * (ctx.today.year - 1):
            return ""
        month = months_after(ctx.today.replace(day=1), -min(months))
        return month.replace(day=monthrange(month.year, month.month)[1]).isoformat()

    return held.long_kept(db, by("meninggal", "keluar"), by("diubah"))


def _times(ctx: Context, person: Peserta, sent: bool) -> Iterator[tuple[Retensi, date]]:
    """The time that runs for somebody, and from which day; none while they are enrolled."""
    times = ctx.policy.pribadi.retensi
    left = person.keluar_tanggal
    if left and left <= ctx.today:
        rule = times.get("meninggal" if person.keluar_sebab == DIED else "keluar")
        if rule:
            yield rule, left
    elif not sent and person.diubah and (rule := times.get("diubah")):
        yield rule, date.fromisoformat(person.diubah[:10])


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def destruction_rows(db: Database) -> list[DestructionRow]:
    """What was destroyed so far, newest first."""
    return [DestructionRow(
        id=one.id, waktu=datetime.fromisoformat(one.waktu), oleh=one.oleh, dasar=one.dasar, orang=one.orang,
        scan=one.scan, kiriman=one.kiriman,
        salinan_sampai=date.fromisoformat(one.salinan_sampai) if one.salinan_sampai else None,
        selesai=one.padat and not one.sisa) for one in erasing.destructions(db)]
