"""Deeds on many people at once: a list brought in, packages merged at the district, an older file carried forward."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.importing.records import ImportPlan, ImportSource
from jamsos_desktop.hub.register import deliveries, people
from jamsos_desktop.intake import Sheet, SheetRow
from jamsos_desktop.jobs import run_to_end
from tests.hub import makers
from tests.torture.deeds import CLOCK, Damaged, Lost, Said, Say, check_whole, data, opened

ROWS = 12
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "m005_impor"
HEADER = ("NIK", "Nama", "Tanggal Lahir", "Nama Ibu")


def nik_of(nth: int, row: int) -> str:
    """Of a person of the ``nth`` list (less than 600 of them)."""
    return f"740211{1 + row:02}{1 + nth // 50:02}80{9000 + nth % 50 * ROWS + row}"


def list_of(nth: int) -> ImportSource:
    """The ``nth`` list as the reader would give it."""
    lines = [HEADER, *((nik_of(nth, row), f"LA {'ABCDEFGHIJKL'[row]}{nth:05}".replace("0", "O"),
                        f"{1 + row:02}-{1 + nth // 50:02}-1980", "WA INA") for row in range(ROWS))]
    rows = tuple(SheetRow(n, tuple(line)) for n, line in enumerate(lines, 1))
    return ImportSource(f"warga-{nth}.xlsx", hashlib.sha256(repr(lines).encode()).hexdigest(),
                        Sheet("Lembar1", ("Lembar1",), rows))


def bring_in(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """One list of twelve people after the other."""
    with opened(place) as desk:
        say("buka")
        start = len(desk.imports())
        for n in rounds:
            report = run_to_end(desk.import_job(list_of(start + n), ImportPlan()))
            if report.masuk != ROWS:
                raise Damaged(f"{report.masuk} rows of list {start + n} came in")
            say("impor", start + n)


def check_lists(place: Path, said: Said) -> None:
    with opened(place) as desk:
        held = {person.nik for person in desk.everyone()}
        many = len(desk.imports())
        for nth in range(many + 2):
            found = sum(nik_of(nth, row) in held for row in range(ROWS))
            if found not in (0, ROWS) or (nth < many) != bool(found):
                raise Damaged(f"list {nth}: {found} people")
        if any(int(words[1]) >= many for words in said if words[0] == "impor"):
            raise Lost("impor")
        check_whole(desk)


# --- the district --------------------------------------------------------------------------------

PACKAGES = 12


def make_district(place: Path) -> None:
    """A district desk with the packages of three villages, four each, that grow and change."""
    desks.set_up_dpmd(data(place), "74.02", None, CLOCK)
    (place / "bahan").mkdir()
    with opened(place) as desk:
        key = makers.recipient_of(desk, place / "bahan")
        for village in makers.villages(3, 6):
            for nth in range(4):
                if nth:
                    village.change(next(iter(village.rows)), catatan=f"kabar {nth}")
                    village.enrol(3)
                built = village.send(key, base=nth)
                (place / "bahan" / f"{nth}-{built.file_name}").write_bytes(built.data)


def packages(place: Path) -> list[Path]:
    return sorted((place / "bahan").glob("*.jdx"))


def merge(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """Take the packages in, one after the other."""
    with opened(place) as desk:
        say("buka")
        assert desk.district is not None
        for _, path in zip(rounds, packages(place), strict=False):
            run_to_end(desk.district.take_in_job([path]))
            say("gabung", path.name)


def check_merged(place: Path, said: Said) -> None:
    """What was taken in is there whole; taking everything in once more ends in every village whole."""
    with opened(place) as desk, desk.ctx.open() as db:
        check_whole(desk)
        assert desk.district is not None
        noted = {line.nama_berkas for line in desk.district.deliveries()}
        missing = {words[1] for words in said if words[0] == "gabung"} - noted
        if missing:
            raise Lost(str(missing))
        run_to_end(desk.district.take_in_job(packages(place)))
        for row in deliveries.unit_rows(db):
            held = people.of_unit(db, row.kode)
            if held and len(held) != 6 + 3 * 3:
                raise Damaged(f"{row.kode}: {len(held)} people")


# --- an older file -------------------------------------------------------------------------------


def make_older(place: Path) -> None:
    shutil.copytree(GOLDEN, place / "data")


def carry_forward(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """Open a file of an earlier program."""
    for _ in zip(range(1), rounds, strict=False):
        with opened(place) as desk:
            say("buka")
            say("pembaruan", desk.counts().total)


def check_forward(place: Path, said: Said) -> None:
    del said
    with opened(place) as desk:
        if desk.counts().total != 20 or [draft.kunci for draft in desk.drafts()] != ["draf-lama"]:
            raise Lost("people of the older file")
        if len(desk.bills()) != 1 or len(desk.events()) != 1:
            raise Lost("bills of the older file")
        check_whole(desk)
