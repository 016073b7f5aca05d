"""The newer program is tried before it is put in place: it opens a copy of the data, carries it forward, and tells what
it found. What breaks there breaks on the copy."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import msgspec

from jamsos_desktop import paths
from jamsos_desktop.desk.context import Context
from jamsos_desktop.desk.upgrading_place import AS_BEFORE, clean_environment
from jamsos_desktop.jobs import Job, Progress
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import Problem
from jamsos_desktop.store import backup, backups, vault
from jamsos_desktop.store.backups import LocalBackup
from jamsos_desktop.store.engine import Database

TRIAL = "_uji-pembaruan"  # hidden verb; a released program must go on answering it
SECONDS, _STEP = 900, 0.1


class Answer(msgspec.Struct, frozen=True):
    """What the newer program says: its version, what it counted, or the problem it met."""

    versi: str
    jumlah: dict[str, int] = {}
    riwayat: int = 0
    masalah: str = ""


def try_job(ctx: Context, fresh: Path, versi: str, kept: LocalBackup) -> Job[None]:
    """Let the program in ``fresh`` open the data of backup ``kept``. Problem PEMBARUAN_UJI_GAGAL, those of the
    backup; the copy is removed either way."""
    for name in (paths.WINDOWED, paths.CONSOLE):
        if not os.access(fresh / name, os.X_OK):
            raise _failed(f"program {name} tidak ada di dalamnya")
    with backup.scratch(ctx.folder) as making:
        laid = DataFolder(Path(making))
        yield from backups.open_data_job(kept.path, ctx.dek, laid.root)
        with Database(laid.database, vault.subkey(ctx.dek, "db")) as db:
            before = backup.counts(db)
        answer = yield from _asked([str(fresh / paths.CONSOLE), TRIAL, str(laid.root)], ctx.dek)
    _judge(answer, versi, before)


def _asked(command: list[str], dek: bytes) -> Job[Answer]:
    """Run it, and wait in steps so that it can be stopped."""
    environment = {name: value for name, value in clean_environment().items() if not name.startswith("JAMSOS_")}
    try:
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                 env=environment)
    except OSError as cause:
        raise _failed("program itu tidak bisa dijalankan di laptop ini") from cause
    with child:
        try:
            given: bytes | None = dek.hex().encode()
            waited = 0.0
            while True:
                try:
                    out = child.communicate(given, timeout=_STEP)[0]
                    break
                except subprocess.TimeoutExpired:
                    given = None  # it has been given already
                    waited += _STEP
                    if waited > SECONDS:
                        raise _failed("program itu tidak menjawab") from None
                yield Progress(0, 0, "mencoba versi baru pada salinan data")
        finally:
            child.kill()
    try:
        return msgspec.json.decode(out, type=Answer)
    except (msgspec.DecodeError, UnicodeDecodeError) as cause:
        raise _failed("program itu berhenti tanpa jawaban") from cause


def _judge(answer: Answer, versi: str, before: Mapping[str, int]) -> None:
    if answer.masalah:
        raise _failed(answer.masalah)
    if answer.versi != versi:
        raise _failed(f"program itu menyebut dirinya versi {answer.versi[:20]}")
    lost = [name for name, many in before.items() if name != "riwayat" and answer.jumlah.get(name, -1) != many]
    if lost or answer.riwayat < before["riwayat"]:
        raise _failed("isi salinan data tidak sama sesudah dibuka")


def _failed(how: str) -> Problem:
    return Problem("PEMBARUAN_UJI_GAGAL", f"Versi baru gagal dicoba: {how.rstrip('.')}.", AS_BEFORE,
                   "Tetap pakai versi ini. Kirim keterangan ini kepada DPMD.")
