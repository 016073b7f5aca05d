"""Deeds of the care at start: a damaged data file, its work still in the log, is put right by opening it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from jamsos_desktop.desk import backing
from jamsos_desktop.store import vault
from jamsos_desktop.store.engine import Database
from tests.torture.deeds import Damaged, Lost, Said, Say, check_whole, data, opened, village

PEOPLE = 8
OLD, NEW = "KATA LAMA", "KATA BARU"


def make_damaged(place: Path) -> None:
    """Work after the last backup, cut off in its log; then a page that nobody's data lie on is damaged."""
    village(place, PEOPLE)
    with opened(place) as desk:
        desk.save(replace(desk.new("pekerja_rentan"), uid="rawat", nama="LA RAWAT", catatan=OLD), 0)
        backing.keep(desk.ctx, "hitung")
        with desk.ctx.open() as db:
            db.checkpoint()
        kept = desk.read("rawat")
        desk.save(replace(kept, catatan=NEW), kept.revisi)
        desk.keep_draft("editor", "rawat-draf", {"texts": {"nama": "KETIK"}})
        shutil.copytree(place / "data", place / "potong")
    shutil.rmtree(place / "data")
    (place / "potong").rename(place / "data")
    for name in ("data.lock", "pemakai.json", "data.db-shm"):
        (place / "data" / name).unlink(missing_ok=True)
    _damage(place)


def _damage(place: Path) -> None:
    """One byte of the table of seats, looked up in a copy."""
    dek = vault.open_with_device(data(place))
    assert dek is not None
    shutil.copytree(place / "data", place / "lihat")
    with Database(place / "lihat" / "data.db", vault.subkey(dek, "db")) as db:
        row = db.one("SELECT rootpage FROM sqlite_master WHERE name = 'kursi'")
        assert row is not None
    shutil.rmtree(place / "lihat")
    file = data(place).database
    bytes_ = bytearray(file.read_bytes())
    bytes_[(row[0] - 1) * 4096 + 700] ^= 1
    file.write_bytes(bytes_)


def care(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """Open it."""
    say("buka")
    for _ in zip(range(1), rounds, strict=False):
        with opened(place) as desk:
            if desk.cared() is None:
                raise Damaged("the damage was not told")
            say("rawat")


def check_cared(place: Path, said: Said) -> None:
    """Whenever it was cut off: everything came back, it is told, and the damaged file lies aside."""
    del said
    with opened(place) as desk:
        told = desk.cared()
        if desk.read("rawat").catatan != NEW or len(desk.everyone()) != PEOPLE + 1:
            raise Lost("what was saved after the backup")
        if [draft.kunci for draft in desk.drafts()] != ["rawat-draf"]:
            raise Lost("the draft")
        if told is None or not (desk.folder.root / told.folder / "data.db").is_file():
            raise Damaged(f"told: {told}")
        if list(desk.folder.root.glob(".pulih-*")) or list(desk.folder.root.glob("rusak-*/belum-selesai")):
            raise Damaged("left behind")
        check_whole(desk)
