"""A village to practise in: invented people in a folder of its own, beside a practice DPMD that answers.

Everything lies in one folder below the system's place for temporary files: the village (``desa``), the district
(``dpmd``), a workbook to import and a folder that stands for a flash drive. It is opened by a second process of this
program, so the real desk is never touched, and it is thrown away whole. A folder is only ever deleted when its name,
its mark and its place all say that it is one of these.
"""

from __future__ import annotations

import errno
import json
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from jamsos_desktop.desk.clock import Clock
from jamsos_desktop.desk.desk import Desk, open_desk
from jamsos_desktop.desk.opening import SetUp, set_up_desa, set_up_dpmd, unit_for, with_officials
from jamsos_desktop.desk.samples import samples_job
from jamsos_desktop.exchange.tables import write_table
from jamsos_desktop.files import replace_whole
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.model.records import Pejabat
from jamsos_desktop.paths import PRACTICE, DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.listing import Query

MARK = "latihan.json"
VILLAGE, DISTRICT, STICK = "desa", "dpmd", "Flashdisk latihan"
WORKBOOK = "Daftar nelayan (latihan).xlsx"
PEOPLE, SEED = 40, 7
ROOM = 100_000_000  # bytes a practice may need
CODE, _KABUPATEN = "74.02.11.2017", "74.02"
_LIST = ("NO", "NAMA", "NIK", "TTL", "PEKERJAAN", "NAMA IBU")
_ROWS = (
    ("1", "LA SAHIRU", "7402111408819341", "Soropia, 14-08-1981", "Nelayan", "WA NILAM"),
    ("2", "WA HASNATI", "7402114302809342", "Soropia, 03-02-1980", "Jualan ikan", "WA MURNI"),
    ("3", "MUHAMMAD ILHAM", "7402110907859343", "Soropia, 09-07-1985", "Tukang ojek", "SITTI HASNI"),
    ("4", "SITTI NURBAYA", "7402115510759345", "Soropia, 15-10-1975", "Pedagang kecil", "HJ. AMINAH"),
)


@dataclass(frozen=True, slots=True)
class PracticeTask:
    """What the practice was made with: the person whose NIK lacks a digit, and the counts before any step."""

    uid: str
    nama: str
    nik: str
    orang: int
    bundel: int


def practice_of(folder: DataFolder) -> Path | None:
    """The folder of a practice whose village this is; None for every other desk."""
    home = folder.root.absolute().parent
    if folder.root.name == VILLAGE and folder.maybe_practice and (home / MARK).is_file():
        return home
    return None


def make_practice_job(clock: Clock) -> Job[DataFolder]:
    """Make a practice and give the data folder of its village. Problems: LATIHAN_TANPA_TEMPAT, CAKRAM_PENUH; nothing
    is left of one that was cancelled or failed."""
    home = _place()
    try:
        folder = yield from _make(home, clock)
    except OSError as error:  # the room went to somebody else, or the folder was taken away, half way
        shutil.rmtree(home, ignore_errors=True)
        raise _no_place(error) from error
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise
    return folder


def _place() -> Path:
    """A new folder for a practice, where the system keeps temporary files."""
    try:
        place = Path(tempfile.gettempdir())
        if shutil.disk_usage(place).free < ROOM:
            raise OSError(errno.ENOSPC, str(place))
        return Path(tempfile.mkdtemp(prefix=PRACTICE, dir=place))
    except OSError as error:
        raise _no_place(error) from error


def _no_place(error: OSError) -> Problem:
    if error.errno == errno.ENOSPC:
        return Problem("CAKRAM_PENUH", "Tempat simpan tidak cukup untuk latihan.", TIDAK_BERUBAH,
                       "Kosongkan sekitar 100 MB, lalu coba lagi.")
    return Problem("LATIHAN_TANPA_TEMPAT", "Folder sementara laptop ini tidak bisa ditulis.", TIDAK_BERUBAH,
                   "Nyalakan ulang laptop, lalu coba lagi. Bila tetap begitu, tanyakan petugas TIK.")


def _make(home: Path, clock: Clock) -> Job[DataFolder]:
    yield Progress(0, 4, "Menyiapkan DPMD latihan")
    district = DataFolder(home / DISTRICT)
    set_up_dpmd(district, _KABUPATEN, None, clock, nama="DPMD Latihan", petugas="Petugas latihan")
    with open_desk(district, None, clock) as desk:
        name, content = desk.make_key()
    key = home / name
    replace_whole(key, content)
    yield Progress(1, 4, "Menyiapkan desa latihan")
    unit = with_officials(unit_for(CODE), Pejabat(jabatan="kepala_desa", nama="LA ODE LATIHAN"),
                          Pejabat(jabatan="sekretaris", nama="SITTI LATIHAN"),
                          Pejabat(jabatan="bendahara", nama="HASNIA"))
    village = DataFolder(home / VILLAGE)
    set_up_desa(village, SetUp(replace(unit, alamat="Jl. Poros, Dusun I", kode_pos="93351"), None, key), clock)
    (home / STICK).mkdir()
    write_table(home / STICK / WORKBOOK, _LIST, _ROWS)
    yield Progress(2, 4, "Membuat orang rekaan")
    with open_desk(village, None, clock) as desk:
        yield from samples_job(desk.ctx, PEOPLE, SEED, stay=False)
        task = _task(desk)
    replace_whole(home / MARK, json.dumps({name: getattr(task, name) for name in PracticeTask.__slots__}).encode())
    yield Progress(4, 4)
    return village


def _task(desk: Desk) -> PracticeTask:
    """Somebody whose NIK lacks its last digit; taken from those who are whole, so that nothing else is wrong."""
    uid = desk.uids(Query(tab="siap_cetak"))[0]
    person = desk.read(uid)
    desk.save(replace(person, nik=person.nik[:-1]), person.revisi, "latihan")
    return PracticeTask(uid, person.nama, person.nik, desk.counts().total, len(desk.bundles()))


def practice_task(home: Path) -> PracticeTask:
    """What the practice was made with."""
    return PracticeTask(**json.loads((home / MARK).read_text("utf-8")))


def practice_stick(home: Path) -> Path:
    """The folder that stands for a flash drive."""
    return home / STICK
