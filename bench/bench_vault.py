"""What locking costs: opening with a PIN, the look at the file at each start, saving and searching, backup, new key.

    python bench/bench_vault.py [people]

Saving and searching go through the same store code twice in the same run, turn by turn: over the encrypted file and
over the same content as plain SQLite. Goals: unlock at most 400 ms, the check of a 15 MB file at most 250 ms, both
verbs within 1.3 times plain.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from figures import note
from sqlcipher3 import dbapi2

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import care_look, persons
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store import backups, listing, people, vault
from jamsos_desktop.store.engine import Database
from jamsos_desktop.store.listing import Query

CLOCK = desks.Clock(date(2026, 11, 21))
PIN = "482915"
MB = 15.0
UNLOCK_MS, CHECK_MS, TIMES = 400, 250, 1.3
EDITS, SEARCHES = 240, 400


class Plain(Database):
    """The same connection without a key."""

    def _open(self, path: Path, key: bytes, busy_ms: int) -> None:
        del key
        self.connection = dbapi2.connect(str(path), isolation_level=None)
        for pragma in (f"busy_timeout = {busy_ms:d}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            self.connection.execute(f"PRAGMA {pragma}")


def main() -> None:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    with tempfile.TemporaryDirectory(prefix="jamsos-bench-") as name:
        folder = DataFolder(Path(name) / "data")
        desks.set_up_desa(folder, desks.SetUp(desks.unit_for("74.02.11.2017", "TAHIR", "NURHAYATI"), PIN), CLOCK)
        fill(folder, many)
        size = folder.database.stat().st_size / 1e6
        print(f"data.db {size:.1f} MB")
        measure_start(folder)
        measure_verbs(folder, Path(name) / "polos.db")
        measure_copies(folder)


def fill(folder: DataFolder, many: int) -> None:
    """``many`` invented people; 0: until the file has 15 MB."""
    with desks.open_desk(folder, PIN, CLOCK) as desk:
        run_to_end(desk.samples_job(many or 1000, 1))
        for seed in range(2, 100):
            desk._db.checkpoint()
            if many or folder.database.stat().st_size >= MB * 1e6:
                break
            run_to_end(desk.samples_job(200, seed))


def median_ms(times: int, work: Callable[[], object]) -> float:
    """The median of so many runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def measure_start(folder: DataFolder) -> None:
    """What opening with a PIN and looking at the file cost."""
    dek = vault.open_with_pin(folder, PIN).dek
    unlock = median_ms(9, lambda: vault.open_with_pin(folder, PIN))
    check = median_ms(9, lambda: care_look.fault_of(folder, vault.subkey(dek, "db")))
    told("unlock with a PIN", unlock, UNLOCK_MS)
    told("check of the file at each start", check, CHECK_MS)


def told(what: str, taken: float, goal: float) -> None:
    """Say and note a time beside its goal, both in milliseconds."""
    print(f"{what:34} {taken:8.1f} ms  (goal {goal:.0f}: {'ok' if taken <= goal else 'TOO SLOW'})")
    note(what, taken, "ms", at_most=goal)


def measure_verbs(folder: DataFolder, plain_path: Path) -> None:
    """Saving and searching in the locked file, beside the same data unlocked."""
    with desks.open_desk(folder, PIN, CLOCK) as desk:
        ctx = desk.ctx
        desk._db.run("ATTACH ? AS polos KEY ''", (str(plain_path),))
        desk._db.all("SELECT sqlcipher_export('polos')")
        desk._db.run("DETACH polos")
        uids = desk.uids(Query())[:EDITS]
        words = sorted({word for person in desk.everyone()[:200] for word in person.nama.split() if len(word) > 3})
        with closing(ctx.open()) as locked, closing(Plain(plain_path, b"")) as plain:
            compare("save", [save(ctx, db, uids) for db in (locked, plain)], EDITS)
            compare("search", [search(db, words) for db in (locked, plain)], SEARCHES)


def save(ctx: desks.Context, db: Database, uids: list[str]) -> Callable[[int], object]:
    """A save of the nth person."""
    def once(nth: int) -> object:
        person = people.read(db, uids[nth])
        assert person is not None
        return persons.save(ctx, db, replace(person, catatan=f"ukur {nth}"), person.revisi)

    return once


def search(db: Database, words: list[str]) -> Callable[[int], object]:
    """A search for the beginning of the nth word, with a screen of rows."""
    def once(nth: int) -> object:
        found = listing.find_ids(db, Query(text=words[nth % len(words)][:3 + nth % 3]))
        return listing.rows(db, found[:40])

    return once


def compare(what: str, works: list[Callable[[int], object]], times: int) -> None:
    """Both turn by turn, so that whatever else the machine does falls on both."""
    taken: list[list[float]] = [[], []]
    for nth in range(times):
        for which in (0, 1) if nth % 2 else (1, 0):
            start = time.perf_counter()
            works[which](nth)
            taken[which].append(time.perf_counter() - start)
    locked, plain = (statistics.median(times) * 1000 for times in taken)
    print(f"{what:34} {locked:8.2f} ms  plain {plain:.2f} ms = {locked / plain:.2f} times"
          f"  (goal {TIMES}: {'ok' if locked <= TIMES * plain else 'TOO SLOW'})")
    note(f"times plain SQLite: one {what}", locked / plain, "x", at_most=TIMES, peer="the same verb, plain SQLite")


def measure_copies(folder: DataFolder) -> None:
    """What a proven backup and a new key cost."""
    with desks.open_desk(folder, PIN, CLOCK) as desk:
        copied = median_ms(3, lambda: backups.keep(folder, desk.ctx.dek, desk.now(), "hitung"))
        print(f"{'backup, proven':34} {copied:8.1f} ms")
        note("a backup, proven", copied, "ms")
        sheet = desk.draw_sheet()
        renewed = median_ms(1, lambda: run_to_end(desk.new_key_job(PIN, sheet)))
        print(f"{'new key, with its two backups':34} {renewed:8.1f} ms")
        note("a new key, with a proven backup before and after", renewed, "ms")


if __name__ == "__main__":
    main()
