"""SIGKILL at random moments: no acknowledged save, draft, print or package is lost, nothing is half there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.exchange.package import verify_own
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.rules import core_values
from jamsos_desktop.store import history, outgoing
from tests.conftest import TODAY

ROOT = Path(__file__).resolve().parents[2]
SHORT, LONG = 4, 60


def killed(rng: random.Random, *words: object) -> Iterator[list[str]]:
    """Run the victim, kill it some tenths of a second after it opened, and give what it acknowledged."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "JAMSOS_HARI_INI": TODAY.isoformat()}
    victim = subprocess.Popen([sys.executable, str(ROOT / "tests" / "torture" / "victim.py"), *map(str, words)],
                              stdout=subprocess.PIPE, text=True, env=env)
    assert victim.stdout is not None
    assert victim.stdout.readline() == "buka\n"
    time.sleep(rng.random() * 0.4)
    victim.kill()
    said, _ = victim.communicate()
    yield [line for line in said.split("\n")[:-1] if line]


def check(folder: DataFolder) -> desks.Desk:
    """The desk opens, is whole page by page, its search index and its history fit."""
    desk = desks.open_desk(folder, None, desks.Clock(TODAY))
    with desk.ctx.open() as db:
        assert db.integrity() == []
        db.run("INSERT INTO cari(cari, rank) VALUES ('integrity-check', 1)")
        assert history.broken_at(db) is None
        # Opening judged everybody again whom the kill left unjudged: kept and fresh now agree.
        noted = outgoing.noted(db)
        for person in desk.everyone():
            assert desk.judge(person).status == person.status, person.nomor
            if person.status == "terkirim":
                assert noted[person.uid].revisi == person.revisi
            if person.status == "siap_kirim":
                assert desk.trail(person.uid).printed_core == core_values(person)
    return desk


def cycles(request: pytest.FixtureRequest) -> range:
    return range(LONG if request.node.get_closest_marker("long") else SHORT)


@pytest.fixture
def filled(folder: DataFolder, key_file: Path) -> DataFolder:
    with desks.open_desk(folder, None, desks.Clock(TODAY)) as desk:
        desk.take_in(key_file)
        run_to_end(desk.samples_job(30, 4))
    return folder


def torture_saves(folder: DataFolder, rounds: range) -> None:
    rng = random.Random(11)
    known: dict[str, int] = {}
    for _ in rounds:
        for said in killed(rng, "simpan", folder.root):
            known.update((uid, int(revisi)) for _, uid, revisi in (line.split() for line in said))
        with check(folder) as desk:
            kept = {p.uid: p.revisi for p in desk.everyone()}
        assert all(kept.get(uid, 0) >= revisi for uid, revisi in known.items())
    assert len(known) > len(rounds)


def torture_typing(folder: DataFolder, rounds: range) -> None:
    rng = random.Random(12)
    typed = 0
    for _ in rounds:
        for said in killed(rng, "draf", folder.root):
            typed = int(said[-1].split()[1]) if said else 0
        with check(folder) as desk:
            draft = desk.draft("editor", "typing")
            assert draft is not None
            assert len(draft.isi["texts"]["nama"]) >= typed  # at most the letter being typed is lost


def torture_printing(folder: DataFolder, out: Path, rounds: range) -> None:
    rng = random.Random(13)
    for _ in rounds:
        for said in killed(rng, "cetak", folder.root, out):
            finished = [line.split()[1] for line in said if line.startswith("cetak")]
        with check(folder) as desk:
            bundles = {row["bundel"] for row in desk.print_history()}
        assert all(Path(path).name.split("-F4")[0].removeprefix("Bundel-") in bundles for path in finished)
        for pdf in out.glob("*.pdf"):
            assert pdf.read_bytes().rstrip().endswith(b"%%EOF"), "a PDF is whole or absent"


def torture_sending(folder: DataFolder, out: Path, rounds: range) -> None:
    rng = random.Random(14)
    known: set[str] = set()
    for _ in rounds:
        for said in killed(rng, "kirim", folder.root, out):
            known |= {line.split()[2] for line in said if line.startswith("kiriman")}
        with check(folder) as desk, desk.ctx.open() as db:
            noted = {p.nama_berkas: p for p in desk.packages()}
            for name, info in noted.items():
                assert verify_own(folder.outbox / name, own_keys(db)).sha == info.sha
            assert sorted(p.seq for p in noted.values()) == list(range(1, len(noted) + 1))
        assert {Path(path).name for path in known} <= set(noted)
        for path in out.glob("*.jdx"):
            assert path.read_bytes() == (folder.outbox / path.name).read_bytes(), "a copy is whole or absent"


def test_killed_while_saving(folder: DataFolder, request: pytest.FixtureRequest) -> None:
    torture_saves(folder, cycles(request))


def test_killed_while_typing(folder: DataFolder, request: pytest.FixtureRequest) -> None:
    torture_typing(folder, cycles(request))


def test_killed_while_printing_a_batch(filled: DataFolder, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    torture_printing(filled, tmp_path / "cetak", cycles(request))


def test_killed_while_making_a_package(filled: DataFolder, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    torture_sending(filled, tmp_path / "stik", cycles(request))


@pytest.mark.long
@pytest.mark.parametrize("kind", ["saves", "typing", "printing", "sending"])
def test_killed_many_times(filled: DataFolder, tmp_path: Path, request: pytest.FixtureRequest, kind: str) -> None:
    rounds = cycles(request)
    if kind == "saves":
        with desks.open_desk(filled, None, desks.Clock(TODAY)) as desk:
            desk.delete(desk.uids(desks.Query()))
        torture_saves(filled, rounds)
    elif kind == "typing":
        torture_typing(filled, rounds)
    elif kind == "printing":
        torture_printing(filled, tmp_path / "cetak", rounds)
    else:
        torture_sending(filled, tmp_path / "stik", rounds)
