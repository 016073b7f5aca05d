"""Deeds that leave the desk: bundles printed, packages made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.desk.recipient import own_keys
from jamsos_desktop.exchange.package import verify_own
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.rules import core_values
from jamsos_desktop.store import outgoing
from tests.hub import makers
from tests.torture.deeds import Damaged, Lost, Said, Say, check_whole, opened, village

PEOPLE = 12


def make_papers(place: Path) -> None:
    """A village that knows its district's key."""
    village(place, PEOPLE)
    (place / "bahan").mkdir()
    with makers.district(place / "bahan") as district:
        name, key = district.make_key()
    with opened(place) as desk:
        desk.take_in(desks.write_whole(key, place / "bahan" / name))


def print_bundles(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """A bundle of everybody, again and again."""
    with opened(place) as desk:
        uids = tuple(desk.uids(desks.Query()))
        say("buka")
        for _ in rounds:
            made = run_to_end(desk.print_job(desks.PrintOrder(uids[:2], ("ceklis", "formulir"), "F4", place / "stik")))
            say("cetak", made.path.name)


def check_prints(place: Path, said: Said) -> None:
    with opened(place) as desk:
        bundles = {str(row["bundel"]) for row in desk.print_history()}
        noted = {path.name for row in desk.bundles() if (path := Path(row["berkas"])).parent.name == "stik"}
        there = {path.name for path in (place / "stik").iterdir()} if (place / "stik").is_dir() else set()
        if {name for name in there if not name.startswith(".")} != noted:
            raise Damaged(f"printed {sorted(there)}, noted {sorted(noted)}")
        given = sorted(str(row["bundel"]) for row in desk.bundles())
        if given != [f"B-{n:04}" for n in range(1, len(given) + 1)]:
            raise Damaged(f"numbers of bundles: {given}")
        for words in said:
            if words[0] == "cetak" and words[1].split("-F4")[0].removeprefix("Bundel-") not in bundles:
                raise Lost(words[1])
        for pdf in (place / "stik").glob("*.pdf"):
            if not pdf.read_bytes().rstrip().endswith(b"%%EOF"):
                raise Damaged(pdf.name)
        _check_marks(desk)
        check_whole(desk)


def _check_marks(desk: desks.Desk) -> None:
    """Kept status and a fresh judgement agree; who counts as sent was sent as they are now."""
    with desk.ctx.open() as db:
        noted = outgoing.noted(db)
    for person in desk.everyone():
        fresh = desk.judge(person).status
        sent = person.status != "terkirim" or noted[person.uid].revisi == person.revisi
        printed = person.status != "siap_kirim" or desk.trail(person.uid).printed_core == core_values(person)
        if fresh != person.status or not sent or not printed:
            raise Damaged(f"{person.nomor}: {person.status}")


def send(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """Full packages, one after the other."""
    with opened(place) as desk:
        say("buka")
        for _ in rounds:
            made = run_to_end(desk.export_job(place / "stik", penuh=True))
            say("kirim", made.seq, made.path.name)


def check_sent(place: Path, said: Said) -> None:
    with opened(place) as desk, desk.ctx.open() as db:
        noted = {info.nama_berkas: info for info in desk.packages()}
        missing = {words[2] for words in said if words[0] == "kirim"} - set(noted)
        if missing:
            raise Lost(str(missing))
        for name, info in noted.items():
            if verify_own(desk.folder.outbox / name, own_keys(db)).sha != info.sha:
                raise Damaged(name)
        if sorted(info.seq for info in noted.values()) != list(range(1, len(noted) + 1)):
            raise Damaged("numbers of packages")
        for path in (place / "stik").glob("*.jdx"):
            if path.read_bytes() != (desk.folder.outbox / path.name).read_bytes():
                raise Damaged(path.name)
        _check_marks(desk)
        check_whole(desk)
