"""Deeds on what is locked: a new key for everything, the desk's own backups, and people erased for good."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from jamsos_desktop import desk as desks
from jamsos_desktop.desk import backing
from jamsos_desktop.jobs import run_to_end
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backups, key_file, vault
from jamsos_desktop.store.engine import Database
from tests.conftest import salma
from tests.torture.deeds import PIN, Damaged, Lost, Said, Say, check_whole, data, opened, village

PEOPLE = 8
SCANS = {"KTP": b"%PDF-1.7" + b"KTP WA ODE SALMA" * 400, "KK": b"%PDF-1.7" + b"KK" * 900}
SALMA = salma()


def make_vault(place: Path) -> None:
    """A village behind a PIN with scans and a backup of its own."""
    words = village(place, PEOPLE, PIN)
    (place / "bahan").mkdir()
    (place / "bahan" / "kata.txt").write_text(" ".join(words), encoding="ascii")
    with opened(place, PIN) as desk:
        _with_scans(desk, place)
        backing.keep(desk.ctx, "hitung")


def _with_scans(desk: desks.Desk, place: Path) -> None:
    desk.save(SALMA, 0)
    for kode, content in SCANS.items():
        photo = place / "bahan" / f"{kode}.foto"
        photo.write_bytes(content)
        desk.attach_scan(SALMA.uid, kode, photo)


def new_keys(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """One new key after the other, each with a sheet of its own."""
    for n in rounds:
        with opened(place, PIN) as desk:
            sheet = desk.draw_sheet()
            say("lembar", *sheet.words)
            if not n:
                say("buka")
            run_to_end(desk.new_key_job(PIN, sheet))
            say("kunci", *sheet.words)


def check_key(place: Path, said: Said) -> None:
    """The PIN opens everything under one key; so do the words of the last sheet that counts, and no earlier ones."""
    first = (place / "bahan" / "kata.txt").read_text(encoding="ascii").split()
    with opened(place, PIN) as desk:
        if len(desk.everyone()) != PEOPLE + 1 or any(desk.scan(SALMA.uid, kode) != SCANS[kode] for kode in SCANS):
            raise Lost("people or scans")
        check_whole(desk)
        sheets = [first, *(words[1:] for words in said if words[0] == "lembar")]
        open_it = [n for n, words in enumerate(sheets) if _opens(place, words, desk.ctx.dek)]
        done = sum(words[0] == "kunci" for words in said)
        if len(open_it) != 1 or open_it[0] < done:
            raise Lost(f"sheets that open: {open_it} after {done}")
        if key_file.read(data(place)).lama:
            raise Damaged("the earlier key is still there")
        if desk.old_backups_due():  # cut off before its last step, the desk says so until somebody does it
            desk.drop_old_backups()
        _check_local(desk, place)


def _opens(place: Path, words: list[str], dek: bytes) -> bool:
    try:
        return vault.open_with_words(data(place), words) == dek
    except Problem:
        return False


def _check_local(desk: desks.Desk, place: Path) -> None:
    """Every backup of the desk's own is whole and opens with the key of the desk."""
    files = backups.local_files(data(place))
    if not files:
        raise Lost("the desk's own backups")
    for path in files:
        into = place / "lihat" / path.stem
        shutil.rmtree(into, ignore_errors=True)
        into.mkdir(parents=True)
        try:
            backups.open_data(path, desk.ctx.dek, into)
        except Problem as problem:
            raise Damaged(f"{path.name}: {problem}") from problem


# --- the desk's own backups ----------------------------------------------------------------------


def make_local(place: Path) -> None:
    village(place, PEOPLE)
    with opened(place) as desk:
        backing.keep(desk.ctx, "hitung")


def keep_copies(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """A save and a backup, again and again; what need not stay goes."""
    with opened(place) as desk:
        say("buka")
        for n in rounds:
            desk.save(replace(desk.new("pekerja_rentan"), nama=f"LA SIMPAN {n}"), 0)
            made = backing.keep(desk.ctx, "hitung")
            say("lokal", made.urut, made.orang)


def check_copies(place: Path, said: Said) -> None:
    told = max((int(words[1]) for words in said if words[0] == "lokal"), default=0)
    with opened(place) as desk:
        newest = backups.local(data(place))[0]
        if newest.urut < told:
            raise Lost(f"backup {told}")
        _check_local(desk, place)
        check_whole(desk)


# --- erasing -------------------------------------------------------------------------------------


def make_erasing(place: Path) -> None:
    village(place, PEOPLE)
    (place / "bahan").mkdir()
    with opened(place) as desk:
        _with_scans(desk, place)
        for n in range(20):
            desk.save(replace(SALMA, uid=f"e{n}", nik=f"74021154088{49500 + n:05}", nama="LA HAPUS"), 0)


def erase(place: Path, say: Say, rounds: Iterable[int]) -> None:
    """Erase people for good, one after the other, the one with the scans first."""
    with opened(place) as desk:
        say("buka")
        for n in rounds:
            uids = [person.uid for person in desk.everyone() if person.uid in {SALMA.uid, f"e{n}"}]
            if uids:
                run_to_end(desk.erase_job(uids[:2], "permintaan", bersih=False))
                say("hapus", *uids)


def check_erased(place: Path, said: Said) -> None:
    """Who was erased is nowhere, who was not is whole; half of a person is never left."""
    gone = {uid for words in said if words[0] == "hapus" for uid in words[1:]}
    with opened(place) as desk, desk.ctx.open() as db:
        held = {person.uid: person for person in desk.everyone()}
        if gone & set(held):
            raise Lost(f"erased and back: {gone & set(held)}")
        for nik in [SALMA.nik, *(f"74021154088{49500 + n:05}" for n in range(20))]:
            if not any(person.nik == nik for person in held.values()) and _anywhere(db, nik):
                raise Damaged("the NIK of somebody erased is in the file")
        scans = desk.scans(SALMA.uid) if SALMA.uid in held else {}
        if SALMA.uid in held and any(desk.scan(SALMA.uid, kode) != SCANS[kode] for kode in SCANS):
            raise Damaged("scans of somebody who is there")
        on_disk = [path for path in desk.folder.attachments.rglob("*") if path.is_file()]
        if len(on_disk) != len(scans):
            raise Damaged(f"{len(on_disk)} scans lie there, {len(scans)} are known")
        check_whole(desk)


def _anywhere(db: Database, text: str) -> bool:
    tables = [str(row[0]) for row in db.all("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE"
                                            " 'CREATE VIRTUAL%'")]
    return any(text in repr(row) for table in tables for row in db.all(f'SELECT * FROM "{table}"'))

