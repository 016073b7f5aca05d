"""The desks the pictures are taken of: those of the demo, and a few more of invented people.

``desa`` has been through everything, ``ditolak`` has somebody refused, ``kosong`` is on its first day, ``opd`` is an
office; ``beres`` has nothing left to do, ``lewat`` missed a deadline and has answers to give;
``dpmd`` heard from three villages, ``kabupaten`` from nearly all, ``dpmd_kosong`` from none; ``operator`` and
``pelihat`` are people with fewer rights.

What is done to make them is done in the morning of one day; the pictures are taken at 10.42 of it.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.cli import demo
from jamsos_desktop.hub.register import recap
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from tests import kdf_cost  # noqa: F401 - makes PINs cheap from here on
from tests.desk.talks import Talk
from tests.hub import makers

DAY = date(2026, 11, 20)
STATES = ("masuk", "diterima", "di_bpjs", "menunggu_bayar")  # of those who are not covered yet


class Morning(desks.Clock):
    """The clock of a day while desks are made: it runs, from 07.58 on."""

    def now(self) -> datetime:
        return datetime.combine(self.today(), time(7, 58)).astimezone() + (datetime.now() - _BEGAN)


class Still(desks.Clock):
    """The clock of the pictures stands still."""

    def now(self) -> datetime:
        return datetime.combine(DAY, time(10, 42, 8)).astimezone()


_BEGAN = datetime.now()
MAKING, CLOCK = Morning(DAY), Still(DAY)
BEFORE = Morning(date(2026, 10, 5))
PIN, OTHER = "246810", "975318"
COUNTED = ("data", "tanda_tangan", "kartu")  # steps of the map desa that nobody says, they are counted
DEADLINES = "kode,tanggal,label,sumber\nkirim,2026-11-15,Kiriman November,Surat DPMD\n"
VILLAGE, OFFICE, DISTRICT = "74.02.11.2017", "74.02.OPD.01", "74.02"


@dataclass(frozen=True, slots=True)
class Kept:
    """A desk's folder, whose PIN opens it and for whom; nobody's: none is asked. ``inside``: its part of the folder."""

    root: Path
    pin: str = ""
    user: str = ""
    inside: str = ""

    def copy(self, to: Path) -> Kept:
        """The same desk in another folder, to be changed freely. A practice is known by the name of its folder."""
        place = to / self.root.name if self.inside else to
        return Kept(Path(shutil.copytree(self.root, place)), self.pin, self.user, self.inside)

    def open(self) -> desks.Desk:
        return desks.open_desk(DataFolder(self.root / self.inside), self.pin or None, CLOCK, user=self.user)


class Shelf:
    """Makes each desk when it is first asked for, below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, dict[str, Kept]()

    def take(self, name: str) -> Kept:
        """The desk of that name."""
        if name not in self._made:
            self._made[name] = MAKERS[name](self._folder)
        return self._made[name]


def _demo(place: str) -> Callable[[Path], Kept]:
    """One of the desks the demo leaves; it is run once."""
    def make(folder: Path) -> Kept:
        if not (folder / "demo").is_dir():
            demo.run(folder / "demo", MAKING, None)
        return Kept(folder / "demo" / place)

    return make


def _unit(kode: str, people: int, pin: str | None = None) -> Callable[[Path], Kept]:
    def make(folder: Path) -> Kept:
        place = DataFolder(folder / f"{kode}-{people}")
        unit = (desks.unit_for(kode, "MUH. ARSYAD TAHIR", "NURHAYATI SALAM") if kode == VILLAGE
                else desks.office_for(kode, "Dinas Perikanan", "LA BARAKA", "WA SUNI"))
        desks.set_up_desa(place, desks.SetUp(unit, pin), MAKING)
        with desks.open_desk(place, pin, MAKING) as desk:
            if people:
                run_to_end(desk.samples_job(people, 7))
        return Kept(place.root, pin or "")

    return make


@contextmanager
def _talk(place: DataFolder, people: int, clock: desks.Clock = MAKING) -> Iterator[Talk]:
    """A village of complete people whose first package is at a district of its own."""
    desks.set_up_desa(place, desks.SetUp(desks.unit_for(VILLAGE, "MUH. ARSYAD TAHIR", "NURHAYATI SALAM"), None), clock)
    (away := place.root.with_name(f"{place.root.name}-dpmd")).mkdir()
    office = DataFolder(away / "data-dpmd")
    desks.set_up_dpmd(office, DISTRICT, None, clock)
    with desks.open_desk(place, None, clock) as desk, desks.open_desk(office, None, clock) as dpmd:
        name, data = dpmd.make_key()
        desk.take_in(desks.write_whole(data, away / name))
        talk = Talk(desk, dpmd, away)
        talk.enrol(*range(1, people + 1), kartu="diserahkan")
        talk.deliver()
        yield talk


def _settled(folder: Path) -> Kept:
    """Everybody is covered for a year, every step that somebody says is said."""
    place = DataFolder(folder / "beres")
    with _talk(place, 5) as talk:
        talk.activate(*(f"u{nth}" for nth in range(1, 6)), dari="2026-09-01", sampai="2027-11-30")
        talk.hear()
        for road in talk.desa.roads():
            for step in road.steps:
                if step.open and step.kode not in COUNTED:
                    talk.desa.mark_step(road.jalur, step.kode, DAY, keadaan="selesai")
    return Kept(place.root)


def _late(folder: Path) -> Kept:
    """Cover that ran out, a deadline that passed, and answers about data that changed meanwhile."""
    place = DataFolder(folder / "lewat")
    with _talk(place, 6, BEFORE) as talk:
        (changes := folder / "tenggat").mkdir()
        (changes / "tenggat.csv").write_text(DEADLINES, "utf-8")
        name, pack = talk.dpmd.make_pack(desks.PackOrder(versi="2026-2", mulai=BEFORE.today(), changes=changes))
        talk.desa.take_pack(desks.write_whole(pack, talk.tmp / name))
        talk.activate("u1", "u2", "u3", dari="2026-05-01", sampai="2026-10-31")
        talk.activate("u4", "u5")
        talk.change("u4", hp="081299000555")
        talk.change("u5", hp="081299000556")
        talk.hear()
        talk.enrol(7, 8, 9)
    return Kept(place.root)


def _practice(folder: Path) -> Kept:
    made = run_to_end(desks.make_practice_job(MAKING))
    return Kept(Path(shutil.move(made.root.parent, folder / made.root.parent.name)), inside=made.root.name)


def _operator(folder: Path) -> Kept:
    made = _unit(VILLAGE, 30, PIN)(folder)
    with made.open() as desk:
        uid = desk.add_user("Siti Aminah", "operator", OTHER).id
    return Kept(made.root, OTHER, uid)


def _viewer(folder: Path) -> Kept:
    place = DataFolder(folder / "pelihat")
    desks.set_up_dpmd(place, DISTRICT, PIN, MAKING)
    with desks.open_desk(place, PIN, MAKING) as desk:
        makers.fill(desk, makers.villages(3, 12), DAY)
        uid = desk.add_user("Rahmat Hidayat", "pelihat", OTHER).id
    return Kept(place.root, OTHER, uid)


def _empty_district(folder: Path) -> Kept:
    place = DataFolder(folder / "dpmd-kosong")
    desks.set_up_dpmd(place, DISTRICT, None, MAKING)
    return Kept(place.root)


def _whole_district(folder: Path) -> Kept:
    """Nearly every village of Konawe, each with its own number of people and its own share enrolled."""
    place = DataFolder(folder / "kabupaten")
    desks.set_up_dpmd(place, DISTRICT, None, MAKING)
    dice = random.Random(7)
    villages = [makers.Village(one.kode, seed=nth) for nth, one in enumerate(makers.villages(300, 0))]
    with desks.open_desk(place, None, MAKING) as desk:
        assert desk.district is not None
        targets = {}
        for village in villages:
            many = dice.randint(4, 22)
            targets[village.kode] = {"perangkat_desa": 3, "ekosistem_desa": 3, "non_asn": 2, "pekerja_rentan": 4}
            village.enrol(many if dice.random() < 0.9 else 0)
        _plant_doubles([village for village in villages if village.rows][:40])
        makers.fill(desk, [village for village in villages if village.rows], DAY)
        _let_bpjs_decide(desk, dice)
        desk.district.set_targets(DAY.year, targets)
        run_to_end(desk.district.find_doubles_job())
    return Kept(place.root)


def _plant_doubles(villages: list[makers.Village]) -> None:
    """Somebody of every other village is enrolled in the next one too, half of them under another NIK."""
    for nth, (one, other) in enumerate(zip(villages[::2], villages[1::2], strict=True)):
        first, second = next(iter(one.rows.values())), next(iter(other.rows))
        same = {key: first[key] for key in ("nik", "nama", "tanggal_lahir", "nama_ibu", "jenis_kelamin")}
        other.change(second, **(same if nth % 2 else {**same, "nik": other.rows[second]["nik"]}))


def _let_bpjs_decide(desk: desks.Desk, dice: random.Random) -> None:
    """What became of everybody in the months before, better in some kecamatan than in others."""
    luck: dict[str, float] = {}
    with desk.ctx.open() as db:
        people = [(str(uid), str(kode)) for uid, kode in db.all("SELECT uid, unit FROM orang ORDER BY uid")]
        with db.write():
            for uid, kode in people:
                good = luck.setdefault(kode[:8], dice.uniform(0.2, 0.97))
                state = "aktif" if dice.random() < good else dice.choice(STATES)
                since = f"2026-{dice.randint(1, 11):02}-01" if state == "aktif" else ""
                db.run("UPDATE orang SET keadaan = ?, aktif_dari = ?, aktif_sampai = ?, kpj = ? WHERE uid = ?",
                       (state, since, "2027-05-31" if since else "", "26012340001" if since else "", uid))
            recap.refresh(db, sorted({kode for _, kode in people}))


MAKERS: dict[str, Callable[[Path], Kept]] = {
    "desa": _demo("data-desa-1"), "ditolak": _demo("data-desa-3"), "dpmd": _demo("data-dpmd"),
    "kosong": _unit(VILLAGE, 0), "opd": _unit(OFFICE, 12), "operator": _operator,
    "beres": _settled, "lewat": _late, "latihan": _practice,
    "kabupaten": _whole_district, "dpmd_kosong": _empty_district, "pelihat": _viewer,
}
