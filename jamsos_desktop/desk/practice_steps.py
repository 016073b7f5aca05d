"""The steps of a practice: which of them were done, and the practice DPMD that answers a package."""

from __future__ import annotations

from pathlib import Path

from jamsos_desktop.desk.clock import Clock
from jamsos_desktop.desk.desk import Desk, open_desk
from jamsos_desktop.desk.practice import CODE, DISTRICT, STICK, VILLAGE, PracticeTask
from jamsos_desktop.hub.register.listing import PeopleQuery
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paths import DataFolder

REFUSED_FOR = "NAMA_BEDA"
REFUSED_BECAUSE = "Samakan nama dengan KTP. Ini hanya latihan: tambah satu huruf, lalu simpan."


def practice_done(desk: Desk, task: PracticeTask) -> tuple[bool, ...]:
    """Which of the eight steps were done, as the data tells: NIK, new person, import, print, package, reply, mended,
    backup."""
    counts = desk.counts()
    came = sum(one.jumlah["masuk"] for one in desk.imports() if not one.dibatalkan)
    replies = desk.replies()
    mended = bool(replies) and not counts.tabs.get("ditolak", 0)
    return (desk.read(task.uid).nik == task.nik, counts.total - came > task.orang, came > 0,
            len(desk.bundles()) > task.bundel, bool(desk.packages()), bool(replies), mended,
            desk.last_backup() is not None)


def answer_practice_job(home: Path, clock: Clock) -> Job[Path | None]:
    """The practice DPMD takes in the village's packages, refuses one person and leaves its reply on the stick; None
    where it had answered them already."""
    yield Progress(0, 2, "DPMD latihan memeriksa kiriman")
    packages = sorted((home / VILLAGE / "keluar").rglob("JD-*.jdx"))
    with open_desk(DataFolder(home / DISTRICT), None, clock) as desk:
        assert desk.district is not None
        yield from desk.district.take_in_job(packages)
        unit = next(unit for unit in desk.district.units() if unit.kode == CODE)
        if unit.sidik and not unit.dicocokkan:
            desk.district.match_key(CODE, unit.sidik)
            _refuse_one(desk)
        yield Progress(1, 2, "DPMD latihan menulis balasan")
        made = yield from desk.district.reply_job(home / STICK)
    return made.folder if made.balasan else None


def _refuse_one(desk: Desk) -> None:
    """One of those just taken in, so that there is something to mend."""
    district = desk.district
    assert district is not None
    taken = district.find_people(PeopleQuery(kode=CODE, kelompok="pekerja_rentan")) \
        or district.find_people(PeopleQuery(kode=CODE))
    rows = list(district.people_rows(taken[:1]).values())
    if rows:
        district.refuse([rows[0].uid], REFUSED_FOR, REFUSED_BECAUSE)
