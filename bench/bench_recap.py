"""How long the recap of a whole kabupaten takes, beside counting everybody anew.

    python bench/bench_recap.py [people per village] [rounds]

A real encrypted register of Konawe: 291 desa with 500 invented people each (145,500 rows) among 348 units with
targets. Measured in turns in one run: ``recap`` from the kept sums, and as the peer the same figures by GROUP BY
over all people. Also what keeping the sums costs a package (``refresh`` of one village). Goal: recap <= 100 ms.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from figures import note

from jamsos_desktop.desk import Clock, Desk, open_desk, set_up_dpmd
from jamsos_desktop.hub.records import Entry
from jamsos_desktop.hub.register import people, recap
from jamsos_desktop.model.records import KELOMPOK
from jamsos_desktop.model.regions import load_regions
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store.engine import Database

TODAY = date(2026, 11, 21)
GOAL_MS = 100
KEADAAN = ("masuk", "diterima", "ditolak", "di_bpjs", "menunggu_bayar", *["aktif"] * 7)
FUNDS = ("APBD_KAB", "APBDES_ADD", "CSR", "MANDIRI")
MARKS = ("", "", "", "NIK_TANGGAL", "IBU_KOSONG TANPA_HP", "NAMA_SINGKAT")
# The same figures counted over everybody: what recap would ask without kept sums.
PEER = (
    "SELECT unit, kelompok, keadaan, count(*), sum(sebulan_sen), sum(tunda > 0) FROM orang WHERE hapus = 0"
    " GROUP BY unit, kelompok, keadaan",
    "SELECT unit, kelompok, sum(aktif_sampai >= '2026-11-21'), sum(aktif_sampai < '2026-11-21') FROM orang"
    " WHERE hapus = 0 AND tunda = 0 AND keadaan = 'aktif' GROUP BY unit, kelompok",
    "SELECT kelompok, substr(aktif_dari, 1, 7), count(*) FROM orang WHERE hapus = 0 AND tunda = 0"
    " AND keadaan = 'aktif' GROUP BY 1, 2",
)


def person(dice: random.Random, kode: str, nth: int) -> Entry:
    """One invented person as columns (NIK serial 9xxx)."""
    born = date(1962 + dice.randrange(40), 1 + dice.randrange(12), 1 + dice.randrange(28))
    nik = f"{kode.replace('.', '')[:6]}{born:%d%m%y}9{nth % 1000:03}"
    return Entry(f"{kode}-{nth:06}", 1, f"BPU-{nth:06}", nik, f"ORANG {nth} {kode}", born.isoformat(), "IBU",
                 KELOMPOK[nth % 4], "BPU", "NELAYAN", dice.choice(FUNDS), "JKK JKM", "daftar", 1_680_000,
                 dice.choice(MARKS))


def fill(db: Database, each: int) -> int:
    """291 desa with people, and targets for all 348 units; returns how many people."""
    units = load_regions().units_of("7402")
    dice, stamp, many = random.Random(7), "2026-11-20T10:00:00+08:00", 0
    for unit in units:
        with db.write():
            db.many("INSERT INTO sasaran (kode, kelompok, tahun, orang) VALUES (?,?,?,?)",
                    [(unit.kode, group, TODAY.year, each // 4 + 20) for group in KELOMPOK])
            if unit.jenis != "desa":
                continue
            people.put(db, unit.kode, [person(dice, unit.kode, nth) for nth in range(each)], seq=1, perangkat="L",
                       isi_id=1, stamp=stamp)
            db.many("UPDATE orang SET keadaan = ?, aktif_dari = ?, aktif_sampai = ?, tunda = ? WHERE uid = ?",
                    [standing(dice, f"{unit.kode}-{nth:06}") for nth in range(each)])
            db.run("UPDATE unit SET seq = 1, diambil = ?, dibuat = ? WHERE kode = ?", (stamp, stamp, unit.kode))
            recap.refresh(db, [unit.kode])
            many += each
    return many


def standing(dice: random.Random, uid: str) -> tuple[str, str, str, int, str]:
    """What the district decided about one person."""
    keadaan = dice.choice(KEADAAN)
    if keadaan != "aktif":
        return keadaan, "", "", dice.random() < 0.01, uid
    until = f"{2026 + dice.randrange(2)}-{dice.randrange(6, 13):02}-28"
    return keadaan, f"2026-{dice.randrange(1, 12):02}-01", until, dice.random() < 0.01, uid


def timed(act: Callable[[], object]) -> float:
    """Milliseconds of an act."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def measure(desk: Desk, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each way, in turns."""
    assert desk.district is not None
    district = desk.district
    kecamatan, village = "74.02.11", "74.02.11.2017"
    found: dict[str, list[float]] = {}
    with desk.ctx.open() as db:
        def again() -> None:
            with db.write():
                recap.refresh(db, [village])

        ways: dict[str, Callable[[], object]] = {
            "recap kabupaten": lambda: district.recap(),
            "recap one group": lambda: district.recap(kelompok="pekerja_rentan"),
            "recap kecamatan": lambda: district.recap(kecamatan),
            "recap desa": lambda: district.recap(village),
            "peer: GROUP BY over orang": lambda: [db.all(sql) for sql in PEER],
            "refresh of one village": again,
        }
        for _ in range(rounds):
            for name, act in ways.items():
                found.setdefault(name, []).append(timed(act))
    return found


def main() -> int:
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as root:
        folder = DataFolder(Path(root) / "dpmd")
        set_up_dpmd(folder, "74.02", None, Clock(TODAY))
        with open_desk(folder, None, Clock(TODAY)) as desk:
            with desk.ctx.open() as db:
                many = fill(db, each)
            print(f"{many:,} people, 348 units, median of {rounds}")
            found = measure(desk, rounds)
    for name, times in found.items():
        print(f"  {name:28} {median(times):8.1f} ms   (worst {max(times):.1f})")
    took = median(found["recap kabupaten"])
    note(f"the recap of a kabupaten of {many:,} people", took, "ms", at_most=GOAL_MS, peer="GROUP BY over everybody",
         peer_value=median(found["peer: GROUP BY over orang"]))
    note("keeping its sums when one village's file comes in", median(found["refresh of one village"]), "ms")
    print(f"recap {took:.1f} ms, goal {GOAL_MS} ms: {'reached' if took <= GOAL_MS else 'MISSED'}")
    return 0 if took <= GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
