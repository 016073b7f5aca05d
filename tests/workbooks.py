"""Every verb that writes a workbook, each into one folder: what is held of all workbooks is held of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.district.report_kinds import KINDS, XLSX
from jamsos_desktop.desk.importing.records import ImportPlan
from jamsos_desktop.desk.packing import COUNTER
from jamsos_desktop.hub.register import recap
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.model.budget import WhatIf
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import office
from tests.conftest import make_ready
from tests.desk.imports import listed
from tests.exchange import bpjs_books
from tests.hub import bpjs_places as places
from tests.hub import makers
from tests.paper import paper_village

NPP = "26104417"
MOTHER, KPJ = "WA KENARINDAH", "26009411"  # the beginnings of what is each person's own
# A row of somebody's list that is held back: its NIK is a digit short.
LISTED = {"NAMA": "SALMIA", "NIK": "740211430280931", "NO KK": "7402111203109777", "NAMA IBU": f"{MOTHER} ISA",
          "TANGGAL LAHIR": "03-02-1980", "NO KPJ": f"{KPJ}999"}
OFFICIALS, WADAH = "K-0001", "K-0002"
TEMPLATES = "unduhan"  # the folder with what the office downloaded, beside the one that is written into


class Verb(NamedTuple):
    """``jenis``: of the workbook (``exchange.workbooks``); ``make``: a desk writes it into a folder."""

    jenis: str
    make: Callable[[desks.Desk, Path], Job[Any]]


def _template(desk: desks.Desk, into: Path) -> Path:
    """What the office downloaded, once."""
    path = into.parent / TEMPLATES / f"template_tk_{NPP if desk.district else desk.unit.npp}.xlsx"
    return path if path.exists() else bpjs_books.template(path.parent, path.name)


def _problems(desk: desks.Desk, into: Path) -> Job[Any]:
    source, plan = listed(LISTED), ImportPlan(kelompok="pekerja_rentan")
    report = run_to_end(desk.look_job(source, plan))
    return desk.import_problems_job(source, report, into / "masalah.xlsx", plan)


def _ending(desk: desks.Desk, into: Path) -> Job[Any]:
    uids = tuple(row.uid for row in [*desk.ending(365), *desk.lapsed()])
    return desk.ending_list_job(desks.EndingListOrder(uids=uids, judul="Masa kepesertaan"), into / "masa.xlsx")


def _targets(desk: desks.Desk, into: Path) -> Job[Path]:
    yield from ()
    return desk.district.write_targets_template(into / "sasaran.xlsx")


def _report(kode: str) -> Verb:
    return Verb("laporan", lambda desk, into: desk.district.report_job(kode, into / f"{kode}.xlsx"))


# Those that are noted with what they hold, at a village and at the district.
NOTED: dict[str, dict[str, Verb]] = {
    "desa": {
        "sipp": Verb("sipp", lambda desk, into: desk.sipp_job(into)),
        "templat sipp": Verb("templat_sipp", lambda desk, into: desk.sipp_job(into, _template(desk, into))),
        "masalah impor": Verb("masalah", _problems),
        "masa": Verb("laporan", _ending),
        "anggaran": Verb("laporan", lambda desk, into: desk.budget_files_job(desk.today.year, WhatIf(),
                                                                             into / "anggaran.xlsx")),
        "perlu dikonfirmasi": Verb("laporan", lambda desk, into: desk.doubts_file_job(desks.DoubtOrder(),
                                                                                      into / "tanya.xlsx")),
    },
    "dpmd": {
        "sipp": Verb("sipp", lambda desk, into: desk.district.sipp_job(into, None, OFFICIALS)),
        "semua batch": Verb("sipp", lambda desk, into: desk.district.sipp_job(into)),
        "templat sipp": Verb("templat_sipp", lambda desk, into: desk.district.sipp_job(into, _template(desk, into),
                                                                                       WADAH)),
        "daftar wadah": Verb("daftar_wadah", lambda desk, into: desk.district.bpu_list_job(WADAH,
                                                                                           into / "daftar.xlsx")),
        "rekap": _report("rekap"),
    },
}
# The others: noted as part of something larger (a package), without people, or noted alike.
EVERY: dict[str, dict[str, Verb]] = {
    "desa": {**NOTED["desa"],
             "kiriman": Verb("nominatif", lambda desk, into: desk.export_job(into, penuh=True, excel=True)),
             "templat": Verb("templat", lambda desk, into: desk.template_job(into / "templat.xlsx")),
             "templat kelompok": Verb("templat", lambda desk, into: desk.template_job(into / "templat.xlsx",
                                                                                      "pekerja_rentan"))},
    "dpmd": {**NOTED["dpmd"], "sasaran": Verb("tabel", _targets),
             **{kode: _report(kode) for kode, kind in KINDS.items() if XLSX in kind.bentuk}},
}
VERBS = [(mode, verb) for mode, verbs in EVERY.items() for verb in verbs]


def village(root: Path, changed: Mapping[int, Mapping[str, Any]] | None = None) -> DataFolder:
    """The village of every paper, with an official who is ready for SIPP; it knows its district's key."""
    folder = paper_village.build(root, changed)
    (root.parent / "kabupaten").mkdir()
    with makers.district(root.parent / "kabupaten") as district:
        name, key = district.make_key()
    with desks.open_desk(folder, None, paper_village.clock()) as desk:
        make_ready(desk, paper_village.people()[1].uid)
        desk.take_in(desks.write_whole(key, root.parent / "kabupaten" / name))
        with desk.ctx.open() as db, db.write():
            office.put_setting(db, COUNTER, 1)  # the package of that village was put there by hand
    return folder


def residents() -> list[makers.Village]:
    """The people of the district's villages, each with a mother of their own, every second with a KPJ too."""
    made = makers.villages(3, 0)
    for nth, one in enumerate(made):
        for at in range(8):
            one.enrol(1, nama_ibu=f"{MOTHER} {chr(65 + nth)}{chr(65 + at)}",
                      kpj=f"{KPJ}{nth}{at:02}" if at < 4 else "")
    return made


def district(place: Path) -> DataFolder:
    """Three villages; a batch of their officials (an NPP each), and one of a wadah."""
    place.mkdir(parents=True, exist_ok=True)
    with makers.district(place) as desk:
        villages = residents()
        makers.fill(desk, villages)
        with desk.ctx.open() as db, db.write():
            db.run("UPDATE unit SET dicocokkan = '2026-11-12T10:00:00+08:00' WHERE seq > 0")
        for nth, one in enumerate(villages):
            places.set_npp(desk, one, f"2610000{nth}")
        desk.district.set_npp("pekerja_rentan", NPP)
        _past_their_time(desk, villages[0])
        for kelompok in ("perangkat_desa", "pekerja_rentan"):
            group = places.group(desk, "daftar", kelompok)
            run_to_end(desk.district.make_batch_job(group.choice(group.masa_dari, 6)))
        return desk.folder


def _past_their_time(desk: desks.Desk, village: makers.Village) -> None:
    """Somebody whose cover is over, and somebody older than anybody may begin: reports name them."""
    lapsed, old = places.uids(village, "ekosistem_desa")
    with desk.ctx.open() as db, db.write():
        db.run("UPDATE orang SET keadaan = 'aktif', aktif_dari = '2026-01-01', aktif_sampai = '2026-09-30'"
               " WHERE uid = ?", (lapsed,))
        db.run("UPDATE orang SET tanggal_lahir = '1931-01-01' WHERE uid = ?", (old,))
        recap.refresh(db, [village.kode])


def opened(folder: DataFolder, mode: str) -> desks.Desk:
    """One of these desks, on the day it was made."""
    return desks.open_desk(folder, None, makers.CLOCK if mode == "dpmd" else paper_village.clock())
