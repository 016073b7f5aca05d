"""A list of pekerja rentan and its SK: settling it, and the seats that become free afterwards ("Ganti orang")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from jamsos_desktop import texts
from jamsos_desktop.desk import choosing_people
from jamsos_desktop.desk.choosing_records import CHOSEN, REPLACED
from jamsos_desktop.desk.choosing_steps import (
    LONGEST,
    Change,
    can_have,
    draft_only,
    name_of,
    reason,
    seats_known,
    step,
)
from jamsos_desktop.desk.choosing_view import ListNow
from jamsos_desktop.desk.context import Context
from jamsos_desktop.model.parse import clean
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.chosen import Decree, Place
from jamsos_desktop.store.engine import Database


def settle(ctx: Context, db: Database, tahun: int, dana: str, nomor: str, tanggal: date | None, *,
           samakan: bool = True) -> str:
    """The list is decreed: from now on it changes only by ``replace_person``. ``samakan``: fund, wadah and SK of those
    chosen are written into their data.

    Problems SUDAH_DITETAPKAN, PENETAPAN_KOSONG, SK_NOMOR_KOSONG, SK_TANGGAL_SALAH, PENETAPAN_TIDAK_LAYAK.
    """
    number = clean(nomor)[:LONGEST]

    def make(now: ListNow) -> Change:
        draft_only(now)
        members = now.in_state(CHOSEN)
        if not members:
            raise Problem("PENETAPAN_KOSONG", "Belum ada orang yang terpilih.", TIDAK_BERUBAH,
                          "Susun usulannya dulu, lalu tetapkan.")
        day = _decree_day(ctx, number, tanggal, tahun)
        _all_fit(now, members)
        decree = Decree(number, day.isoformat(), ctx.actor().stamp)
        changed = choosing_people.aligned(ctx, db, replace(now, decree=decree), [p.uid for p in members]) \
            if samakan else []
        return Change("tetapkan", f"SK {number} ditetapkan.", now.places, decree, who=[p.uid for p in members],
                      alasan=f"SK {number}", people=changed)

    return step(ctx, db, tahun, dana, make)


def _decree_day(ctx: Context, number: str, tanggal: date | None, tahun: int) -> date:
    if not number:
        raise Problem("SK_NOMOR_KOSONG", "Nomor SK belum diisi.", TIDAK_BERUBAH,
                      "Salin nomor dari SK yang sudah terbit.")
    if tanggal is None or tanggal > ctx.today or tanggal.year < tahun - 1:
        said = f"Tanggal SK {texts.screen_date(tanggal)} tidak bisa dipakai." if tanggal else "Tanggal SK belum diisi."
        raise Problem("SK_TANGGAL_SALAH", said, TIDAK_BERUBAH,
                      f"Salin tanggal di akhir SK, paling lambat {texts.screen_date(ctx.today)}.")
    return tanggal


def _all_fit(now: ListNow, members: Sequence[Place]) -> None:
    unfit = [place.uid for place in members if now.obstacles(place.uid)]
    if unfit:
        more = f" dan {len(unfit) - 1} orang lain" if len(unfit) > 1 else ""
        raise Problem("PENETAPAN_TIDAK_LAYAK", f"{name_of(now, unfit[0])}{more} belum bisa ditetapkan."
                      f" {now.obstacles(unfit[0])[0]}", TIDAK_BERUBAH, "Benahi datanya, atau susun usulan lagi.")


def align(ctx: Context, db: Database, tahun: int, dana: str) -> str:
    """Write fund, wadah and (once settled) SK of the list into the data of those chosen where they differ.

    Problem SUDAH_SAMA when nothing differs.
    """
    def make(now: ListNow) -> Change:
        changed = choosing_people.aligned(ctx, db, now, [place.uid for place in now.in_state(CHOSEN)])
        if not changed:
            raise Problem("SUDAH_SAMA", "Data orang terpilih sudah sama dengan daftar ini.", TIDAK_BERUBAH,
                          "Tidak ada yang perlu diubah.")
        return Change("ubah", f"Data {len(changed)} orang disamakan.", people=changed, who=[p.uid for p in changed])

    return step(ctx, db, tahun, dana, make)


def replace_person(ctx: Context, db: Database, tahun: int, dana: str, uid: str, alasan: str,
                   pengganti: str | None = None, *, samakan: bool = True) -> str:
    """Give the seat of somebody in a settled list to another ("Ganti orang"): to the first of the reserve, or to
    ``pengganti``, who takes the very place; nobody else's place changes.

    Problems BELUM_DITETAPKAN, BUKAN_TERPILIH, ALASAN_KOSONG, CADANGAN_KOSONG, TIDAK_BISA_DIPILIH.
    """
    why = reason(alasan)

    def make(now: ListNow) -> Change:
        _settled_only(now)
        out = now.by_uid.get(uid)
        if out is None or out.keadaan != CHOSEN:
            raise Problem("BUKAN_TERPILIH", f"{name_of(now, uid)} tidak ada di antara orang terpilih.", TIDAK_BERUBAH,
                          "Pilih orang yang punya kursi di SK ini.")
        heir = _heir(now, pengganti)
        stamp = ctx.actor().stamp
        left = out._replace(keadaan=REPLACED, kunci=0, alasan=why, pengganti=heir, waktu=stamp)
        taken = Place(heir, out.urut, CHOSEN, 0, f"Menggantikan {name_of(now, uid)}: {why}", "", stamp)
        rest = [place for place in now.places if place.uid not in (uid, heir)]
        people_changed = choosing_people.aligned(ctx, db, now, [heir]) if samakan else []
        return Change("ganti_orang", f"{name_of(now, heir)} menggantikan {name_of(now, uid)}.", [*rest, left, taken],
                      who=(uid, heir), alasan=why, people=people_changed)

    return step(ctx, db, tahun, dana, make)


def _heir(now: ListNow, named: str | None) -> str:
    if named:
        can_have(now, named)
        place = now.by_uid.get(named)
        if place and place.keadaan == CHOSEN:
            raise Problem("TIDAK_BISA_DIPILIH", f"{name_of(now, named)} sudah punya kursi.", TIDAK_BERUBAH,
                          "Pilih orang dari cadangan.")
        return named
    if not now.reserve:
        raise Problem("CADANGAN_KOSONG", "Tidak ada cadangan yang bisa mengisi kursi ini.", TIDAK_BERUBAH,
                      "Tambah pekerja rentan di halaman Peserta, lalu sebut penggantinya.")
    return now.reserve[0].uid


def fill_seat(ctx: Context, db: Database, tahun: int, dana: str, alasan: str, pengganti: str | None = None, *,
              samakan: bool = True) -> str:
    """Give a seat that nobody has (the quota grew) of a settled list to the first of the reserve or a named person.

    Problems BELUM_DITETAPKAN, KUOTA_PENUH, ALASAN_KOSONG, CADANGAN_KOSONG, TIDAK_BISA_DIPILIH.
    """
    why = reason(alasan)

    def make(now: ListNow) -> Change:
        _settled_only(now)
        members, many = now.in_state(CHOSEN), seats_known(now)
        if len(members) >= many:
            raise Problem("KUOTA_PENUH", f"Ke-{many} kursi sudah terisi.", TIDAK_BERUBAH,
                          "Tambah kuotanya dulu, atau pakai Ganti orang.")
        heir = _heir(now, pengganti)
        last = max((place.urut for place in members), default=0)
        taken = Place(heir, last + 1, CHOSEN, 0, why, "", ctx.actor().stamp)
        rest = [place._replace(urut=place.urut + 1) if place.urut > last else place for place in now.places
                if place.uid != heir]
        changed = choosing_people.aligned(ctx, db, now, [heir]) if samakan else []
        return Change("isi_kursi", f"{name_of(now, heir)} mengisi kursi kosong.", [*rest, taken], who=(heir,),
                      alasan=why, people=changed)

    return step(ctx, db, tahun, dana, make)


def _settled_only(now: ListNow) -> None:
    if now.decree is None:
        raise Problem("BELUM_DITETAPKAN", "Daftar ini belum ditetapkan dengan SK.", TIDAK_BERUBAH,
                      "Atur urutannya, atau lewati orang itu.")
