"""How long a whole kabupaten takes to be taken in: 291 villages x 500 full people into a real locked register.

    python bench/bench_take_in.py [villages] [people]

Decoding (opening, signature, every hash, every row judged) and taking in (merge, write, durable commits) are
measured apart. Peer, in the same run on a part of the villages: ``sqlite_utils`` upserting the same people as dicts,
one commit per village. Goal: at most 2.5 s of taking in per 150,000 people.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import kabupaten
import sqlite_utils
from figures import note

from jamsos_desktop.desk import Clock, open_desk, set_up_dpmd, write_whole
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.exchange.keys import read_key_file
from jamsos_desktop.hub import take_in
from jamsos_desktop.hub.incoming import read_parcel
from jamsos_desktop.hub.register import deliveries
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.store.attachments import Attachments

TODAY = date(2026, 11, 21)
GOAL_SECONDS, GOAL_ROWS = 2.5, 150_000
PEER_VILLAGES = 24
TOGETHER = 16  # as the run over files does it


def main() -> None:
    villages = int(sys.argv[1]) if len(sys.argv) > 1 else kabupaten.VILLAGES
    many = int(sys.argv[2]) if len(sys.argv) > 2 else kabupaten.PEOPLE
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        set_up_dpmd(DataFolder(root / "data"), "74.02", None, Clock(TODAY))
        with open_desk(DataFolder(root / "data"), None, Clock(TODAY)) as desk:
            key = read_key_file(write_whole(desk.make_key()[1], root / "JK-7402.json"), TODAY)
            sealed = [(built.file_name, built.data) for built in kabupaten.packages(key, villages, many)]
            measure(desk.ctx, sealed, root)


def measure(ctx, sealed, root: Path) -> None:  # type: ignore[no-untyped-def]
    """Take in all packages, then the peer; says and notes what each takes."""
    decoding = taking = 0.0
    peer_rows: list[list[dict[str, object]]] = []
    with ctx.open() as db:
        identity, scans = own_keys(db).identity, Attachments(ctx.folder, ctx.dek)
        deliveries.make_room(db)
        rows = 0
        for at in range(0, len(sealed), TOGETHER):
            start = time.perf_counter()
            parcels = [read_parcel(data, file_name, identity, ctx.unit.kode, TODAY)
                       for file_name, data in sealed[at:at + TOGETHER]]
            opened = time.perf_counter()
            take_in.take_in(db, ctx.actor(), parcels, scans)
            taking += time.perf_counter() - opened
            decoding += opened - start
            rows += sum(len(parcel.entries) for parcel in parcels)
            peer_rows += [[{**entry._asdict(), "unit": parcel.manifest.sender} for entry in parcel.entries]
                          for parcel in parcels if len(peer_rows) < PEER_VILLAGES]
        kept = db.one("SELECT count(*) FROM orang")
        assert kept is not None
        assert kept[0] == rows
    per_goal = taking / rows * GOAL_ROWS
    peer = upsert_with_sqlite_utils(peer_rows, root / "peer.db")
    sizes = [len(data) for _, data in sealed]
    print(f"{len(sealed)} packages, {rows:,} people, largest {max(sizes):,} bytes")
    print(f"decode and verify {decoding:6.2f} s  {rows / decoding:9,.0f} rows/s")
    print(f"merge and store   {taking:6.2f} s  {rows / taking:9,.0f} rows/s  = {per_goal:.2f} s per {GOAL_ROWS:,}"
          f"  (goal {GOAL_SECONDS}: {'ok' if per_goal <= GOAL_SECONDS else 'TOO SLOW'})")
    peer_count = sum(map(len, peer_rows))
    print(f"sqlite-utils peer {peer:6.2f} s  {peer_count / peer:9,.0f} rows/s  on {peer_count:,} people,"
          f" columns only, not locked  = {peer / peer_count * GOAL_ROWS:.2f} s per {GOAL_ROWS:,}")
    note(f"taking {GOAL_ROWS:,} people into the register (of {rows:,} measured)", per_goal, "s", at_most=GOAL_SECONDS,
         peer="sqlite-utils upserting columns only, not locked", peer_value=peer / peer_count * GOAL_ROWS)
    note(f"opening and checking {GOAL_ROWS:,} people's packages before", decoding / rows * GOAL_ROWS, "s")


def upsert_with_sqlite_utils(villages: list[list[dict[str, object]]], path: Path) -> float:
    """The usual way: ``upsert_all`` of the same dicts, durable after every village, with the same two indexes."""
    peer = sqlite_utils.Database(str(path))
    peer.execute("PRAGMA journal_mode = WAL")
    peer.execute("PRAGMA synchronous = FULL")
    start = time.perf_counter()
    for rows in villages:
        with peer.conn:
            peer["orang"].upsert_all(rows, pk="uid")
            peer["orang"].create_index(["unit"], if_not_exists=True)
            peer["orang"].create_index(["nik"], if_not_exists=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
