"""Who sits where, pure: the seats as kept, the people as they are, and the officials of the profile.

A seat somebody was put into keeps them until they leave. An open one takes the only person of its post (a kepala dusun
by the dusun); where two might be meant nobody is, and both are listed. So nothing is guessed and nothing goes stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jamsos_desktop import texts
from jamsos_desktop.model.codes import fold
from jamsos_desktop.model.dusun import dusun_key
from jamsos_desktop.model.records import DIED, LEFT, Pejabat, Unit
from jamsos_desktop.policy import Policy
from jamsos_desktop.policy.formation import KOLOM, Formasi
from jamsos_desktop.store.seats import DEFINITIF, EMPTIED, Holder, SeatRow

COLUMN_LABELS = {"pimpinan": "Pimpinan", "kaur": "Kepala urusan", "kasi": "Kepala seksi", "kadus": "Kepala dusun"}
LARGEST = "swasembada"  # shown until the village says which class it is of
ACTING = {"PJ_KADES": "KADES"}  # a post that is another one held for a time
# The seat an official of the profile holds, should nobody of the list hold it.
PROFILE = {"KADES": "kepala_desa", "SEKDES": "sekretaris", "KAUR_KEU": "bendahara"}
BELOW_SEATS = "Staf"  # they work under an urusan or seksi and have no seat of their own


@dataclass(frozen=True, slots=True)
class Seated:
    """A seat, who sits in it (None: nobody, or only the ``nama`` of the row), who left it, whether nobody chose it."""

    row: SeatRow
    holder: Holder | None = None
    left: Holder | None = None
    auto: bool = False


def formation(policy: Policy, unit: Unit, klasifikasi: str) -> tuple[SeatRow, ...]:
    """The seats a desa of that class has, one kepala dusun for each dusun."""
    made: list[SeatRow] = []
    for seat in policy.formasi.get(klasifikasi or LARGEST, ()):
        made += _of_dusun(seat, unit.jumlah_dusun) if seat.per_dusun else [
            SeatRow(id=seat.jabatan, kolom=seat.kolom, jabatan=seat.jabatan, label=seat.label)]
    return numbered(made)


def _of_dusun(seat: Formasi, many: int) -> list[SeatRow]:
    return [SeatRow(id=f"{seat.jabatan}-{name}", kolom=seat.kolom, jabatan=seat.jabatan, label=f"Dusun {name}",
                    dusun=name) for name in map(texts.roman, range(1, many + 1))]


def numbered(seats: Sequence[SeatRow]) -> tuple[SeatRow, ...]:
    """Column by column, numbered in this order."""
    ordered = sorted(seats, key=lambda seat: KOLOM.index(seat.kolom))
    return tuple(replace(seat, urut=at) for at, seat in enumerate(ordered))


def seat_people(rows: Sequence[SeatRow], people: Sequence[Holder], unit: Unit) -> list[Seated]:
    """Each seat with its holder, in the order of the seats."""
    known = {person.uid: person for person in people}
    seats = [_as_kept(row, known) for row in rows]
    # Who acts for another, or was put into a second seat, still holds that of their own post.
    taken = {seat.holder.uid for seat in seats if seat.holder and _fits(seat.holder, seat.row)}
    mine = [p for p in people if p.kelompok == "perangkat_desa"]
    free = _by_code(p for p in mine if p.uid not in taken and p.status not in LEFT)
    seats = [_by_post(seat, seats, free.get(seat.row.jabatan, ())) for seat in seats]
    gone = _by_code(p for p in mine if p.status in LEFT)
    return [_by_profile(_after(seat, gone.get(seat.row.jabatan, ())), unit) for seat in seats]


def _by_code(people: Iterable[Holder]) -> dict[str, list[Holder]]:
    """Post -> those who may sit in a seat of it."""
    found: dict[str, list[Holder]] = {}
    for person in people:
        found.setdefault(ACTING.get(person.jabatan, person.jabatan), []).append(person)
    return found


def _as_kept(row: SeatRow, known: Mapping[str, Holder]) -> Seated:
    holder = known.get(row.uid)
    if holder is not None and holder.status in LEFT:
        return Seated(_vacant(row), None, holder)
    return Seated(row if holder or not row.uid else _vacant(row), holder)


def _vacant(row: SeatRow) -> SeatRow:
    """The seat without its holder: term and SK were theirs."""
    return replace(row, uid="", nama="", keadaan=DEFINITIF, mulai=None, sampai=None, sk_nomor="", sk_tanggal=None)


def is_open(seat: Seated) -> bool:
    """Whether somebody may be seated here without being put."""
    return seat.holder is None and not seat.row.nama and seat.row.keadaan != EMPTIED


def _by_post(seat: Seated, seats: Sequence[Seated], free: Sequence[Holder]) -> Seated:
    """The only one of the post for its only open seat; of a kepala dusun the dusun counts too."""
    if not is_open(seat):
        return seat
    fitting = [person for person in free if _fits(person, seat.row)]
    rivals = [other for other in seats if is_open(other) and any(_fits(person, other.row) for person in fitting)]
    if len(fitting) != 1 or len(rivals) != 1:
        return seat
    acting = fitting[0].jabatan in ACTING
    return replace(seat, holder=fitting[0], auto=True, left=None,
                   row=replace(seat.row, keadaan="pj" if acting else DEFINITIF))


def _fits(person: Holder, row: SeatRow) -> bool:
    return ACTING.get(person.jabatan, person.jabatan) == row.jabatan and bool(row.jabatan) and (
        not row.dusun or dusun_key(person.dusun) == dusun_key(row.dusun))



def _after(seat: Seated, gone: Sequence[Holder]) -> Seated:
    """An open seat remembers who of its post left last, also when nobody ever put them there."""
    fitting = [person for person in gone if _fits(person, seat.row)] if is_open(seat) and not seat.left else []
    return replace(seat, left=max(fitting, key=lambda p: p.keluar_tanggal or date.min)) if fitting else seat


def _by_profile(seat: Seated, unit: Unit) -> Seated:
    """The official named in the profile, where the list of people knows nobody of that post."""
    official = unit.pejabat_untuk(PROFILE.get(seat.row.jabatan, "")) if unit.jenis == "desa" else Pejabat(jabatan="")
    if not is_open(seat) or not official.nama or (seat.left and fold(seat.left.nama) == fold(official.nama)):
        return seat
    return replace(seat, auto=True, row=replace(seat.row, nama=official.nama, keadaan=official.status or DEFINITIF,
                                                mulai=official.mulai, sampai=official.sampai))


def without_seat(seats: Sequence[Seated], people: Sequence[Holder], policy: Policy) -> list[tuple[Holder, str]]:
    """People of the perangkat desa without a seat, and why nobody can say which is theirs."""
    seated = {seat.holder.uid for seat in seats if seat.holder}
    same: dict[str, list[Seated]] = {}
    for seat in seats:
        same.setdefault(seat.row.jabatan, []).append(seat)
    found = []
    for person in people:
        post = policy.jabatan.get(person.jabatan)
        if person.uid in seated or person.status in LEFT or person.kelompok != "perangkat_desa" \
                or (post is not None and post.unsur == BELOW_SEATS):
            continue
        found.append((person, _why(person, same.get(ACTING.get(person.jabatan, person.jabatan), ()))))
    return found


def _why(person: Holder, same: Sequence[Seated]) -> str:
    """``same``: the seats of their post."""
    if not person.jabatan:
        return "Jabatannya belum diisi."
    if not same:
        return "Tidak ada kursi untuk jabatannya."
    mine = [seat for seat in same if _fits(person, seat.row)]
    if not mine:
        return f"Tidak ada kursi untuk dusun {person.dusun}." if person.dusun else "Dusunnya belum diisi."
    if not any(is_open(seat) for seat in mine):
        return "Kursinya terisi atau dikosongkan."
    return "Ada orang lain berjabatan sama."


def holder_name(seat: Seated) -> str:
    """Who sits there, "" for nobody; one who is no participant with the titles as typed ("Asep, S.H.")."""
    name = seat.holder.nama if seat.holder else seat.row.nama
    return texts.title_name(name) if seat.holder or name in (name.upper(), name.lower()) else name


def farewell(person: Holder) -> str:
    """"La Ode Amir meninggal 02/11/2026": who left a seat."""
    why = "meninggal" if person.status == DIED else "keluar"
    when = f" {texts.screen_date(person.keluar_tanggal)}" if person.keluar_tanggal else ""
    return f"{texts.title_name(person.nama)} {why}{when}"
