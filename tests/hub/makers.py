"""Invented villages that send real packages to a real district desk (names, NIK serials 9xxx, all made up)."""

from __future__ import annotations

import random
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from jamsos_desktop import desk as desks
from jamsos_desktop.exchange import keys
from jamsos_desktop.exchange.keys import DeskKeys, KeyFile
from jamsos_desktop.exchange.package import Built, SetoranData, build_setoran, person_row
from jamsos_desktop.hub.entries import entry_of
from jamsos_desktop.hub.register import contents, people, recap
from jamsos_desktop.model.regions import load_regions
from jamsos_desktop.paths import DataFolder
from tests.conftest import CLOCK_DAY
from tests.exchange import parcels

CLOCK = desks.Clock(CLOCK_DAY)
DISTRICT = "74.02"
GROUPS = ("perangkat_desa", "ekosistem_desa", "non_asn", "pekerja_rentan")
_MADE: dict[str, Path] = {}


def district(tmp: Path) -> desks.Desk:
    """A fresh district desk of Konawe (set up once a run, then copied); the caller closes it."""
    if "dpmd" not in _MADE:
        import atexit
        import tempfile

        root = Path(tempfile.mkdtemp(prefix="jamsos-dpmd-"))
        atexit.register(shutil.rmtree, root, ignore_errors=True)
        desks.set_up_dpmd(DataFolder(root / "data"), DISTRICT, None, CLOCK)
        _MADE["dpmd"] = root / "data"
    return desks.open_desk(DataFolder(Path(shutil.copytree(_MADE["dpmd"], tmp / "data-dpmd"))), None, CLOCK)


def recipient_of(desk: desks.Desk, folder: Path) -> KeyFile:
    """The district's key as a village holds it."""
    name, data = desk.make_key()
    path = folder / name
    if not path.exists():
        desks.write_whole(data, path)
    return keys.read_key_file(path, CLOCK_DAY)


@dataclass
class Village:
    """A village without a desk: keys, device, people rows by uid; each ``send`` makes the next package."""

    kode: str
    seed: int = 1
    device: str = ""
    seq: int = 0
    prev: str = ""
    keys: DeskKeys = field(default_factory=keys.generate)
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.device = self.device or f"laptop-{self.kode}-1"

    @property
    def unit(self) -> Any:
        return desks.unit_for(self.kode, "KEPALA DESA", "SEKRETARIS DESA")

    def enrol(self, many: int, **changed: Any) -> list[str]:
        """Add invented people of the four groups in turn; returns their uids."""
        dice = random.Random(f"{self.kode}-{self.seed}-{len(self.rows)}")
        made = []
        for nth in range(len(self.rows) + 1, len(self.rows) + many + 1):
            one = parcels.person(dice, nth)
            kelompok = GROUPS[nth % 4]
            one = replace(one, nomor=f"{'PU' if kelompok == 'perangkat_desa' else 'BPU'}-{nth:06}", kelompok=kelompok,
                          segmen="PU" if kelompok == "perangkat_desa" else "BPU", pekerjaan="NELAYAN",
                          jabatan="KAUR_TU" if kelompok == "perangkat_desa" else "", pekerjaan_ktp="11",
                          sumber_dana=replace(one.sumber_dana, jkk_jkm="APBD_KAB"), revisi=1, **changed)
            row = person_row(one, iuran={"dasar": 1_000_000, "sebulan_sen": 1_680_000, "jkk_sen": 1_000_000,
                                         "jkm_sen": 680_000}, cetakan={"ke": 1, "kode_periksa": "ABCDEF12"})
            self.rows[one.uid] = row
            made.append(one.uid)
        return made

    def change(self, uid: str, **values: Any) -> None:
        """Another value of a person, with the next ``revisi``."""
        self.rows[uid] = {**self.rows[uid], **values, "revisi": self.rows[uid]["revisi"] + 1}

    def send(self, to: KeyFile, *, base: int = 0, isi: str = "delta", uids: Sequence[str] | None = None,
             hapus: Sequence[Mapping[str, Any]] = (), created: datetime = parcels.NOW, **more: Any) -> Built:
        """The next sealed package: everyone (or ``uids``)."""
        self.seq += 1
        rows = [self.rows[uid] for uid in (uids if uids is not None else list(self.rows))]
        data = SetoranData(unit=self.unit, people=rows, seq=self.seq, base=base, prev=self.prev, device=self.device,
                           riwayat=(self.seq * 3, "b" * 64), hapus=hapus, isi=isi, **more)  # type: ignore[arg-type]
        built = build_setoran(data, self.keys, to, created + timedelta(minutes=self.seq))
        self.prev = built.manifest_sha
        return built


def villages(many: int, people_each: int = 8, first: int = 0) -> list[Village]:
    """``many`` villages of Konawe with people."""
    codes = [r.kode for r in load_regions().units_of("7402")][first:first + many]
    made = [Village(kode, seed=n) for n, kode in enumerate(codes)]
    for village in made:
        village.enrol(people_each)
    return made


def fill(desk: desks.Desk, made: Sequence[Village], today: date = CLOCK_DAY) -> None:
    """Put the villages' people straight into the register (tests of what comes after taking in)."""
    with desk.ctx.open() as db:
        for village in made:
            unit = village.unit
            lines = b"".join(keys.canonical_bytes(row) + b"\n" for row in village.rows.values())
            with db.write():
                db.run("INSERT OR IGNORE INTO unit (kode, jenis, nama, kecamatan) VALUES (?,?,?,?)",
                       (unit.kode, unit.jenis, unit.nama, unit.kecamatan))
                db.run("UPDATE unit SET seq = max(seq, 1), dibuat = ?, diambil = ?, perangkat = ?, sign = ?, age = ?,"
                       " sha = iif(sha = '', ?, sha) WHERE kode = ?",
                       ("2026-11-12T09:00:00+08:00", "2026-11-12T10:00:00+08:00", village.device,
                        village.keys.public.sign, village.keys.public.age, "a" * 64, unit.kode))
                isi = contents.keep(db, unit.kode, contents.deflated(lines))
                people.put(db, unit.kode, [entry_of(row, desk.policy, today) for row in village.rows.values()],
                           seq=1, perangkat=village.device, isi_id=isi, stamp="2026-11-12T10:00:00+08:00")
                recap.refresh(db, [unit.kode])
