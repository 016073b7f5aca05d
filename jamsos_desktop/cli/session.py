"""One run of a verb: its options, the desk it opens, what it prints."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from jamsos_desktop import desk as desks
from jamsos_desktop.cli.options import Options
from jamsos_desktop.files import open_plain
from jamsos_desktop.jobs import Job, run_to_end
from jamsos_desktop.paths import DataFolder
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

MOST_JSON = 64 << 20  # bytes: people of a whole kecamatan
Pictures = Callable[[Path, Path], list[Path]]


class Session:
    """One run of a verb: opens the desk when asked, prints words or one JSON document."""

    def __init__(self, options: Options, pictures: Pictures | None) -> None:
        self.options, self.pictures = options, pictures

    @property
    def folder(self) -> DataFolder:
        return self.options.folder

    @property
    def clock(self) -> desks.Clock:
        return desks.clock_from_environment()

    @property
    def pin(self) -> str | None:
        return os.environ.get("JAMSOS_PIN") or None

    def desk(self) -> desks.Desk:
        """The desk of the data folder; never asks: the PIN comes from JAMSOS_PIN."""
        needs = desks.state_of(self.folder) == "pin"
        desk = desks.open_desk(self.folder, self.pin if needs else None, self.clock,
                               user=self.user_id() if needs else "")
        _tell_care(desk)
        desk.closing = lambda: _keep_when_due(desk)
        return desk

    def user_id(self) -> str:
        """Whose PIN it is: JAMSOS_PENGGUNA as name or id, "" where it is not set. Problem PENGGUNA_TIDAK_ADA."""
        asked = os.environ.get("JAMSOS_PENGGUNA", "").strip().casefold()
        here = desks.lock_users(self.folder)
        if not asked and len(here) > 1:
            raise Problem("PILIH_PENGGUNA", "Lebih dari satu orang memakai PIN di sini.", TIDAK_BERUBAH,
                          "Isi JAMSOS_PENGGUNA dengan nama Anda.")
        if not asked:
            return ""
        found = [one.id for one in here if asked in (one.id, one.nama.casefold())]
        if not found:
            raise Problem("PENGGUNA_TIDAK_ADA", "Nama di JAMSOS_PENGGUNA tidak memakai PIN di sini.", TIDAK_BERUBAH,
                          "Tulis nama seperti di daftar pengguna.")
        return found[0]

    def village(self) -> desks.Desk:
        """A village's desk; Problem BUKAN_DESA in a district's data folder, which holds no people of its own."""
        desk = self.desk()
        if desk.district is not None:
            desk.close()
            raise Problem("BUKAN_DESA", "Perintah ini hanya untuk meja desa.", TIDAK_BERUBAH,
                          "Jalankan di folder data desa dengan --data.")
        return desk

    @contextmanager
    def district(self) -> Iterator[tuple[desks.Desk, desks.District]]:
        """The district's desk; Problem BUKAN_DPMD in a village's data folder."""
        with self.desk() as desk:
            if desk.district is None:
                raise Problem("BUKAN_DPMD", "Perintah ini hanya untuk meja DPMD.", TIDAK_BERUBAH,
                              "Jalankan di folder data DPMD dengan --data.")
            yield desk, desk.district

    def say(self, words: str, document: Any) -> bool:
        """Print for people, or the JSON document with ``--json``; returns whether somebody is there to read it."""
        if self.options.json:
            return put_out(msgspec.json.format(msgspec.json.encode(document), indent=1).decode())
        return put_out(words.rstrip("\n")) if words else True

    def work(self, job: Job[Any]) -> Any:
        """Run a long job; progress shows on a terminal only."""
        if self.options.json or not sys.stderr.isatty():
            return run_to_end(job)
        while True:
            try:
                at = next(job)
            except StopIteration as end:
                sys.stderr.write("\r\033[K")
                return end.value
            sys.stderr.write(f"\r\033[K{at.done} dari {at.total} {at.note}")


def _keep_when_due(desk: desks.Desk) -> None:
    """The desk's own backup once enough commands have saved something; the command itself is done either way."""
    try:
        if desk.backup_due():
            run_to_end(desk.auto_backup_job("hitung"))
    except Problem as problem:
        sys.stderr.write(f"CADANGAN_BELUM_DIBUAT: {problem}\n")


def _tell_care(desk: desks.Desk) -> None:
    """What start-up care did stands on standard error until somebody has read it in the window."""
    cared = desk.cared()
    if cared is not None:
        told = desks.care_told(cared)
        lines = (told.title, *(f"{name}: {value}" for name, value in told.facts), *told.good, *told.open)
        sys.stderr.write("".join(f"{line.rstrip('.')}.\n" for line in lines))


def put_out(text: str) -> bool:
    """Write to standard output now, while it can still be said that it went wrong; the verb itself is done.
    Returns whether somebody is there to read it. Problem KELUARAN_GAGAL."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
        return getattr(sys.stdout, "name", "") != os.devnull  # what ``main`` puts in place of an output that is closed
    except BrokenPipeError:  # the reader went away (| head): there is nobody left to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    except OSError as cause:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Problem("KELUARAN_GAGAL", "Hasil perintah ini tidak bisa ditulis ke tempat keluarannya.",
                      "Perintahnya sendiri sudah dijalankan.", "Kosongkan tempat simpan, lalu lihat hasilnya lagi.") \
            from cause


def plain_values(value: Any) -> Any:
    """Records and rows as JSON values; a path becomes its text."""
    return msgspec.to_builtins(value, enc_hook=str)


def read_json(path: Path) -> Any:
    """A JSON file somebody wrote; Problem when it cannot be read."""
    try:
        with open_plain(path) as file:
            data = file.read(MOST_JSON + 1)
    except OSError:
        raise Problem("FILE_TAK_TERBACA", f"File {path.name or path} tidak bisa dibaca.", TIDAK_BERUBAH,
                      "Periksa nama dan letaknya.") from None
    if len(data) > MOST_JSON:
        raise Problem("JSON_SALAH", f"File {path.name} lebih besar dari {MOST_JSON >> 20} MB.", TIDAK_BERUBAH,
                      "Bagi isinya ke beberapa file.")
    try:
        return msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8))  # as Notepad and PowerShell begin a file
    except (msgspec.DecodeError, RecursionError):
        raise Problem("JSON_SALAH", f"File {path.name} bukan JSON yang utuh.", TIDAK_BERUBAH,
                      "Periksa isinya, lalu coba lagi.") from None


def write_file(path: Path, data: bytes) -> Path:
    """Write a small file whole or not at all."""
    return desks.write_whole(data, path)
