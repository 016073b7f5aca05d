"""Deeds on whole desks: a backup to a stick, and a desk brought back from one."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import backing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups, people, vault
from jamsos_desktop.store.engine import Database
from tests.torture.deeds import CLOCK, Damaged, Lost, Said, Say, check_whole, data, opened, village

PEOPLE = 12
OLD, NEW = "KATA LAMA", "KATA BARU"


def make_backups(place: Path) -> None:
    village(place, PEOPLE)
    (place / "stik").mkdir()


def back_up(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """A save and a backup of it to a stick, again and again."""
    with opened(place) as desk:
        say("buka")
        for n in rounds:
            desk.save(replace(desk.new("pekerja_rentan"), nama=f"LA CADANG {n}"), 0)
            made = run_to_end(desk.backup_job(place / "stik" / f"hari-{n}"))
            say("cadangan", made.path.relative_to(place), made.info.kode_periksa, made.info.orang)


def check_backups(place: Path, said: Said) -> None:
    """Every backup that was acknowledged is on the stick, and whatever has the name of a backup is one."""
    with opened(place) as desk:
        for _, path, kode, people in (words for words in said if words[0] == "cadangan"):
            if not (place / path).is_file():
                raise Lost(path)
            found = run_to_end(desk.check_backup_job(place / path))
            if (found.kode_periksa, found.orang) != (kode, int(people)):
                raise Damaged(path)
        for path in (place / "stik").rglob("*.jdc"):
            if not path.name.startswith("."):
                run_to_end(desk.check_backup_job(path))
        check_whole(desk)


# --- bringing back -------------------------------------------------------------------------------


def make_restore(place: Path) -> None:
    """A desk that went on after its backup, cut off with work in its log."""
    place.mkdir(parents=True, exist_ok=True)
    words = village(place, PEOPLE)
    with opened(place) as desk:
        desk.save(replace(desk.new("pekerja_rentan"), uid="pulih", nama="LA PULIH", catatan=OLD), 0)
        made = run_to_end(desk.backup_job(place / "bahan"))
        made.path.rename(place / "bahan" / "cadangan.jdc")
        (place / "bahan" / "kata.txt").write_text(" ".join(words), encoding="ascii")
        kept = desk.read("pulih")
        desk.save(replace(kept, catatan=NEW), kept.revisi)
        shutil.copytree(place / "data", place / "potong")
    shutil.rmtree(place / "data")
    (place / "potong").rename(place / "data")
    for name in ("data.lock", "pemakai.json"):
        (place / "data" / name).unlink(missing_ok=True)


def bring_back(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """Restore the backup over the desk."""
    words = (place / "bahan" / "kata.txt").read_text(encoding="ascii").split()
    say("buka")
    for _ in rounds:
        run_to_end(desks.restore_job(place / "bahan" / "cadangan.jdc", data(place), words, CLOCK))
        say("pulihkan")


def check_back(place: Path, said: Said) -> None:
    """The desk opens as it was or as the backup was. The newer work is never gone: it stands in the folder or lies
    aside."""
    done = any(words[0] == "pulihkan" for words in said)
    with opened(place) as desk:
        note = desk.read("pulih").catatan
        check_whole(desk)
    if any(data(place).root.glob(".pulihkan-*/rencana.json")):
        raise Damaged("the restore is still not finished")
    if done and note != OLD:
        raise Lost("the restored desk")
    if note != NEW and not any(_holds(path, place, NEW) for path in data(place).root.glob("*/data.db")):
        raise Lost("the newer desk")


def _holds(database: Path, place: Path, note: str) -> bool:
    """Whether a desk that lies aside holds a note; looked at in a copy, with the data key of the twelve words."""
    words = (place / "bahan" / "kata.txt").read_text(encoding="ascii").split()
    key = vault.subkey(vault.open_with_words(data(place), words), "db")
    copy = place / "lihat"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(database.parent, copy)
    with suppress(Problem), Database(copy / "data.db", key) as db:
        found = people.read(db, "pulih")
        return found is not None and found.catatan == note
    return False


# --- going back to a backup of the desk's own ----------------------------------------------------


def make_going_back(place: Path) -> None:
    """A desk that went on after a backup of its own."""
    village(place, PEOPLE)
    with opened(place) as desk:
        desk.save(replace(desk.new("pekerja_rentan"), uid="pulih", nama="LA PULIH", catatan=OLD), 0)
        backing.keep(desk.ctx, "hitung")
        kept = desk.read("pulih")
        desk.save(replace(kept, catatan=NEW), kept.revisi)


def go_back(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """Go back to it while the desk is open."""
    with opened(place) as desk:
        [path] = [one.path for one in desk.local_backups() if one.sebab == "hitung"]
        say("buka")
        for _ in zip(range(1), rounds, strict=False):
            run_to_end(desk.restore_local_job(path))
            desk.take_restored()
            say("kembali")


def check_gone_back(place: Path, said: Said) -> None:
    """The desk as it was, or as the backup was with what stood before it in a backup of its own."""
    with opened(place) as desk:
        note = desk.read("pulih").catatan
        if any(words[0] == "kembali" for words in said) and note != OLD:
            raise Lost("the desk gone back")
        held = [_note_in(one.path, desk, place) for one in desk.local_backups()]
        if NEW not in (note, *held) or OLD not in held:
            raise Lost(f"the newer desk: {note}, {held}")
        check_whole(desk)


def _note_in(path: Path, desk: desks.Desk, place: Path) -> str:
    into = place / "lihat" / path.stem
    into.mkdir(parents=True)
    backups.open_data(path, desk.ctx.dek, into)
    with Database(into / "data.db", vault.subkey(desk.ctx.dek, "db")) as db:
        found = people.read(db, "pulih")
        assert found is not None
        return found.catatan
