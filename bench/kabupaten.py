"""A simulated kabupaten: sealed packages of many villages with full people, the same every time.

    python bench/kabupaten.py [villages] [people] [folder]

Each person has three relatives, six papers, consent, dues and one payment (``tests/exchange/parcels.py``); NIK
serials are 9xxx. Prints the size of a package (goal: at most 90 kB for 500 people) and writes them into ``folder``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jamsos_desktop.exchange import keys
from jamsos_desktop.exchange.keys import DeskKeys, KeyFile
from jamsos_desktop.exchange.package import Built, SetoranData, build_setoran, person_row
from jamsos_desktop.model.records import Unit
from jamsos_desktop.model.regions import load_regions
from tests.exchange import parcels

VILLAGES, PEOPLE, GOAL_BYTES = 291, 500, 90_000


def codes(many: int = VILLAGES) -> list[str]:
    """Codes of the first desa of Konawe, as the register knows them."""
    return [found.kode for found in load_regions().units_of("7402") if found.jenis == "desa"][:many]


def people(kode: str, many: int) -> list[dict[str, Any]]:
    """Rows of a village's package; other people in every village."""
    dice = random.Random(f"kabupaten-{kode}")
    dues = {"dasar": 1_000_000, "sebulan_sen": 1_680_000, "jkk_sen": 1_000_000, "jkm_sen": 680_000}
    return [person_row(parcels.person(dice, nth), iuran=dues, bayar=[{
        "kode_bayar": f"{dice.randrange(10 ** 12):012}", "bulan_dari": "2027-01", "bulan_sampai": "2027-12",
        "jumlah_sen": 20_160_000, "dibayar_tanggal": "2026-12-15"}]) for nth in range(1, many + 1)]


def package(kode: str, many: int, to: KeyFile, own: DeskKeys | None = None, seq: int = 1) -> Built:
    """One sealed full package of a village."""
    data = SetoranData(unit=Unit(kode=kode, nama=kode), people=people(kode, many), seq=seq, base=0, prev="",
                       device=f"laptop-{kode}", riwayat=(seq, "b" * 64), isi="penuh")
    return build_setoran(data, own or keys.generate(), to, parcels.NOW)


def packages(to: KeyFile, villages: int = VILLAGES, many: int = PEOPLE) -> Iterator[Built]:
    """The packages of all villages, one at a time."""
    for kode in codes(villages):
        yield package(kode, many, to)


def main() -> None:
    villages, many = (int(word) for word in (*sys.argv[1:3], *(str(VILLAGES), str(PEOPLE))[len(sys.argv[1:3]):]))
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    sizes = []
    for built in packages(parcels.key_of(keys.generate()), villages, many):
        sizes.append(len(built.data))
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / built.file_name).write_bytes(built.data)
    mark = "ok" if max(sizes) <= GOAL_BYTES else "TOO LARGE"
    print(f"{villages} villages x {many} people: package {min(sizes):,} to {max(sizes):,} bytes"
          f" (goal {GOAL_BYTES:,}: {mark})")


if __name__ == "__main__":
    main()
