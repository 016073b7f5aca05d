"""Reading a list of pekerja rentan: who stands where and why, how many seats there are, which have become free."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from jamsos_desktop import texts
from jamsos_desktop.desk.choosing_records import (
    CHOSEN,
    DRAFT,
    NEW,
    NOT_ELIGIBLE,
    REPLACED,
    RESERVE,
    SETTLED,
    SKIPPED,
    FreedSeat,
    RentanQuota,
    Selection,
    SelectionRow,
)
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.judging import other_holder
from jamsos_desktop.model.codes import code_label
from jamsos_desktop.model.records import DIED, Peserta
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.rules.kinds import Known
from jamsos_desktop.rules.selection import Candidate, candidate, order_words, ranked, start_of, unfit
from jamsos_desktop.store import chosen, people
from jamsos_desktop.store.chosen import GROUP, Decree, Place
from jamsos_desktop.store.engine import Database

YEARS = range(2020, 2100)
GIVEN_UP = ("ganti_orang", "keluarkan")  # refusals after which somebody has no seat
_ORDER = (CHOSEN, RESERVE, NEW, SKIPPED, NOT_ELIGIBLE, REPLACED)


@dataclass(frozen=True)
class ListNow:
    """Everything known of one list at one moment. ``gone``: why a seat is lost for good; ``amiss``: what of the data
    has to be mended first; both by uid, in sentences. ``later``: who is in the SK of a later year, whose data go by
    that one."""

    ctx: Context
    tahun: int
    dana: str
    seats: RentanQuota
    places: tuple[Place, ...]
    decree: Decree | None
    people: Mapping[str, Peserta]
    gone: Mapping[str, tuple[str, ...]]
    amiss: Mapping[str, tuple[str, ...]]
    later: Collection[str] = ()

    @cached_property
    def by_uid(self) -> dict[str, Place]:
        return {place.uid: place for place in self.places}

    @cached_property
    def ranking(self) -> list[Candidate]:
        """Everyone who can have a seat, the first to be chosen first."""
        able = [p for p in self.people.values() if not self.obstacles(p.uid)]
        return ranked([self.candidate(p) for p in able], self.ctx.policy.urutan_rentan)

    def candidate(self, person: Peserta) -> Candidate:
        """Somebody as a candidate, on the day their cover in this year would begin."""
        return candidate(person, self.ctx.policy, start_of(person, self.tahun, self.ctx.today))

    def obstacles(self, uid: str) -> tuple[str, ...]:
        """Why somebody can have no seat now; () when they can."""
        return (*self.gone.get(uid, ()), *self.amiss.get(uid, ()))

    def lost(self, uid: str) -> tuple[str, ...]:
        """Why somebody chosen must give the seat to another: while it is a draft anything, once settled only what
        cannot be mended."""
        return self.gone.get(uid, ()) if self.decree else self.obstacles(uid)

    def in_state(self, state: str) -> list[Place]:
        """The places in one ``keadaan``, in the order of the list."""
        return [place for place in self.places if place.keadaan == state]

    @property
    def reserve(self) -> list[Place]:
        """The reserve that could take a seat today, in order."""
        return [place for place in self.in_state(RESERVE) if not self.obstacles(place.uid)]

    def differs(self, person: Peserta) -> bool:
        """Whether fund, wadah or (once settled) SK of somebody chosen is another than that of the list."""
        if person.uid in self.later:
            return False
        own = (person.sumber_dana.jkk_jkm, person.wadah_jenis)
        return own != (self.dana, self.seats.wadah_jenis) or (self.decree is not None and (
            person.sk_nomor, person.sk_tanggal.isoformat() if person.sk_tanggal else "") != self.decree[:2])


def check_list(ctx: Context, tahun: int, dana: str) -> None:
    """Refuse a year or a fund for which no list can be made: TAHUN_SALAH, DANA_SALAH."""
    if tahun not in YEARS:
        raise Problem("TAHUN_SALAH", f"Tahun {tahun} tidak bisa dipakai.", TIDAK_BERUBAH,
                      f"Pilih tahun, misalnya {ctx.today.year}.")
    if dana not in ctx.policy.wadah_dana:
        raise Problem("DANA_SALAH", f"Sumber dana {code_label('sumber_dana', dana)} tidak membayar pekerja rentan.",
                      TIDAK_BERUBAH, f"Pilih salah satu: {', '.join(ctx.policy.wadah_dana)}.")


def quotas(ctx: Context, db: Database, tahun: int) -> list[RentanQuota]:
    """One row for each fund a list can be made of, in the order of the policy. Problem TAHUN_SALAH."""
    funds = list(ctx.policy.wadah_dana)
    check_list(ctx, tahun, funds[0])
    own, counted = chosen.quotas(db, tahun), chosen.counts(db, tahun)
    return [_quota(ctx, db, tahun, fund, own.get(fund), counted.get(fund, {})) for fund in funds]


def _quota(ctx: Context, db: Database, tahun: int, fund: str, own: tuple[int, str] | None,
           counted: Mapping[str, int]) -> RentanQuota:
    given = ctx.policy.kuota.get((ctx.unit.kode, fund, tahun))
    decree = chosen.decree(db, tahun, fund)
    return RentanQuota(
        tahun=tahun, sumber_dana=fund, label=code_label("sumber_dana", fund),
        wadah_jenis=ctx.policy.wadah_dana[fund].wadah_jenis, orang=own[0] if own else given,
        desa=own[0] if own else None, dpmd=given, dasar=own[1] if own else "",
        lebih=own is not None and given is not None and own[0] > given, terisi=counted.get(CHOSEN, 0),
        cadangan=counted.get(RESERVE, 0), keadaan=SETTLED if decree else DRAFT if counted else "",
        sk_nomor=decree.nomor if decree else "", sk_tanggal=date.fromisoformat(decree.tanggal) if decree else None)


def list_now(ctx: Context, db: Database, tahun: int, dana: str) -> ListNow:
    """Read one list with everyone who could stand in it. Problems TAHUN_SALAH, DANA_SALAH."""
    check_list(ctx, tahun, dana)
    places = tuple(chosen.places(db, tahun, dana))
    counted = {state: sum(place.keadaan == state for place in places) for state in (CHOSEN, RESERVE, SKIPPED, REPLACED)
               if places}
    kept = chosen.candidates(db, tahun, dana)
    here = {one.person.uid: one.person for one in kept}
    gone, amiss = _obstacles(ctx, db, tahun, dana, kept)
    gone.update({place.uid: ("Data orang ini sudah dihapus.",) for place in places if place.uid not in here})
    return ListNow(ctx, tahun, dana, _quota(ctx, db, tahun, dana, chosen.quotas(db, tahun).get(dana), counted), places,
                   chosen.decree(db, tahun, dana), here, gone, amiss, chosen.settled_later(db, tahun))


def _obstacles(ctx: Context, db: Database, tahun: int, dana: str, kept: Sequence[chosen.Kept]) \
        -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    taken, refused = chosen.taken(db, tahun, dana), chosen.refusals(db)
    others = people.doubled_niks(db, ctx.today)
    gone: dict[str, tuple[str, ...]] = {}
    amiss: dict[str, tuple[str, ...]] = {}
    for person, until in kept:
        if person.kelompok != GROUP or person.keluar_tanggal:
            why = [_left(ctx, person)] if person.kelompok == GROUP else ["Bukan lagi pekerja rentan."]
            if why[0]:
                gone[person.uid] = tuple(why)
                continue
        uid, start = person.uid, start_of(person, tahun, ctx.today)
        lasting = [*_elsewhere(ctx, person, until, tahun, dana, taken), *_refused(refused.get(uid))]
        known = Known(today=ctx.today, policy=ctx.policy, regions=ctx.regions, unit=ctx.unit,
                      nik_others=other_holder(person, others.get(person.nik, ())))
        found = list(unfit(person, known, start))
        lasting += [said.pesan for said in found if said.tetap]
        mending = [said.pesan for said in found if not said.tetap]
        if lasting:
            gone[uid] = tuple(lasting)
        if mending:
            amiss[uid] = tuple(mending)
    return gone, amiss


def _left(ctx: Context, person: Peserta) -> str:
    """"Meninggal 3 Desember 2026." of who has left by today, "" of who has not."""
    day = person.keluar_tanggal
    if day is None or day > ctx.today:
        return ""
    if person.keluar_sebab == DIED:
        return f"Meninggal {texts.long_date(day)}."
    why = code_label("keluar_sebab", person.keluar_sebab).lower() if person.keluar_sebab else ""
    return f"Keluar {texts.long_date(day)}{f', {why}' if why else ''}."


def _elsewhere(ctx: Context, person: Peserta, until: str, tahun: int, dana: str,
               taken: Mapping[str, str]) -> list[str]:
    """Chosen by another fund of that year, or covered by another payer into it."""
    if person.uid in taken:
        return [f"Sudah dipilih dana {code_label('sumber_dana', taken[person.uid])} {tahun}."]
    first = max(date(tahun, 1, 1), ctx.today) if tahun >= ctx.today.year else date(tahun, 1, 1)
    payer = person.sumber_dana.jkk_jkm
    if person.status == "aktif" and payer != dana and until and date.fromisoformat(until) >= first:
        return [f"Masih aktif sampai {texts.screen_date(date.fromisoformat(until))}, dibayar"
                f" {code_label('sumber_dana', payer) or 'pihak lain'}."]
    return []


def _refused(refusal: tuple[str, str] | None) -> list[str]:
    return [f"Ditolak: {refusal[0].lower()}."] if refusal and refusal[1] in GIVEN_UP else []


def selection(ctx: Context, db: Database, tahun: int, dana: str) -> Selection:
    """One list as it is shown."""
    now = list_now(ctx, db, tahun, dana)
    rank = {one.uid: at for at, one in enumerate(now.ranking, 1)}
    names = {uid: texts.title_name(p.mentah.get("nama", p.nama)) or p.nomor for uid, p in now.people.items()}
    rows = [_row(now, person, rank.get(uid, 0), names) for uid, person in now.people.items()]
    rows += [_deleted(now, place, names) for place in now.places if place.uid not in now.people]
    rows.sort(key=lambda row: (_ORDER.index(row.keadaan), row.urut or row.peringkat, row.nama, row.uid))
    return Selection(kuota=now.seats, rows=tuple(rows), urutan=order_words(ctx.policy.urutan_rentan),
                     tanda=_mark(ctx))


def _mark(ctx: Context) -> str:
    unsure = any(step.belum_dikonfirmasi for step in ctx.policy.urutan_rentan) \
        or any(row.belum_dikonfirmasi for row in ctx.policy.risiko.values())
    return "Urutan dan risiko pekerjaan belum dikonfirmasi DPMD." if unsure else ""


def _row(now: ListNow, person: Peserta, rank: int, names: Mapping[str, str]) -> SelectionRow:
    uid, place = person.uid, now.by_uid.get(person.uid)
    state = _state(now, place, uid)
    one = now.candidate(person)
    taken_from = next((p.uid for p in now.places if p.pengganti == uid), "") if state == CHOSEN else ""
    return SelectionRow(
        uid=uid, nama=names[uid], nik=person.nik, nomor=person.nomor, dusun=person.dusun, pekerjaan=one.pekerjaan,
        status=person.status, keadaan=state, urut=place.urut if place and state in (CHOSEN, RESERVE) else 0,
        peringkat=rank, kata=one.words, kunci=bool(place and place.kunci), alasan=place.alasan if place else "",
        tidak_bisa=now.lost(uid) if state == CHOSEN else now.obstacles(uid) if state != REPLACED else (),
        pengganti=names.get(place.pengganti, "") if place else "", menggantikan=names.get(taken_from, ""),
        belum_dicek=one.desil is None, beda=state == CHOSEN and now.differs(person))


def _state(now: ListNow, place: Place | None, uid: str) -> str:
    kept = place.keadaan if place else NEW
    return NOT_ELIGIBLE if kept in (NEW, RESERVE) and now.obstacles(uid) else kept


def _deleted(now: ListNow, place: Place, names: Mapping[str, str]) -> SelectionRow:
    return SelectionRow(
        uid=place.uid, nama="Data dihapus", nik="", nomor="", dusun="", pekerjaan="", status="",
        keadaan=NOT_ELIGIBLE if place.keadaan == RESERVE else place.keadaan, urut=place.urut, peringkat=0, kata="",
        alasan=place.alasan, tidak_bisa=now.gone.get(place.uid, ()), pengganti=names.get(place.pengganti, ""))


def freed(ctx: Context, db: Database) -> list[FreedSeat]:
    """Seats of settled lists, of this year and later, whose holder can no longer have them."""
    found: list[FreedSeat] = []
    for tahun, dana in chosen.lists(db):
        if tahun < ctx.today.year or dana not in ctx.policy.wadah_dana or chosen.decree(db, tahun, dana) is None:
            continue
        now = list_now(ctx, db, tahun, dana)
        free = [place for place in now.in_state(CHOSEN) if now.lost(place.uid)]
        for place, heir in zip(free, [*now.reserve, *[None] * len(free)], strict=False):
            found.append(_freed(now, place, heir))
    return found


def _freed(now: ListNow, place: Place, heir: Place | None) -> FreedSeat:
    person, next_one = now.people.get(place.uid), now.people.get(heir.uid) if heir else None
    return FreedSeat(
        tahun=now.tahun, sumber_dana=now.dana, label=now.seats.label, uid=place.uid,
        nama=texts.title_name(person.nama) if person else "Data dihapus", alasan=now.lost(place.uid)[0],
        pengganti=next_one.uid if next_one else "", pengganti_nama=texts.title_name(next_one.nama) if next_one else "",
        pengganti_kata=now.candidate(next_one).words if next_one else "", cadangan=len(now.reserve))
