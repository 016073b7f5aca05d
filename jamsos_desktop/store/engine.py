"""The encrypted SQLite file: opening it, short whole writes, and its errors as Problems.

The only module that knows sqlcipher3. Every connection is keyed with the raw data key, checked
to be really encrypted, and set to WAL with ``synchronous=FULL``: one sync per save, nothing lost
in a power cut (docs/architecture.md).
"""

from __future__ import annotations

from array import array
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.store.gate import Gate

DBError = dbapi2.Error
# Values no column can hold: a number beyond 64 bits, half a letter.
UNSTORABLE = (OverflowError, UnicodeEncodeError)
Row = tuple[Any, ...]

_MESSAGES = {
    "SQLITE_FULL": ("DISK_PENUH", "Tempat simpan di laptop penuh.", "Yang sudah tersimpan tetap aman.",
                    "Kosongkan tempat simpan, lalu simpan lagi."),
    "SQLITE_IOERR": ("DISK_GAGAL", "Data tidak bisa ditulis ke tempat simpan.", "Yang sudah tersimpan tetap aman.",
                     "Periksa sisa tempat simpan, lalu simpan lagi."),
    "SQLITE_BUSY": ("DATA_SIBUK", "Data sedang dipakai pekerjaan lain.", "Isian Anda belum hilang.",
                    "Tunggu sebentar, aplikasi mencoba lagi."),
    "SQLITE_READONLY": ("HANYA_BACA", "Folder data hanya bisa dibaca.", TIDAK_BERUBAH,
                        "Pindahkan folder data ke tempat yang bisa ditulis."),
    "SQLITE_CANTOPEN": ("DATA_TAK_TERBUKA", "File data tidak bisa dibuka.", TIDAK_BERUBAH,
                        "Periksa folder data dan izin menulisnya."),
    "SQLITE_NOTADB": ("DATA_BUKAN_MILIK_KUNCI_INI", "File data rusak atau terkunci dengan kunci lain.",
                      TIDAK_BERUBAH, "Pakai folder data yang benar atau pulihkan cadangan."),
    "SQLITE_CORRUPT": ("DATA_RUSAK", "File data rusak.", "File itu tidak diubah.",
                       "Tutup aplikasi, lalu buka lagi. Aplikasi memeriksa dan memulihkannya."),
}


def as_problem(error: Exception) -> Problem:
    """The Problem behind an engine error; an unknown one keeps only its name, never values."""
    if isinstance(error, UNSTORABLE):
        return Problem("ISIAN_TAK_TERSIMPAN", "Ada isian dengan huruf rusak atau angka yang terlalu besar.",
                       TIDAK_BERUBAH, "Perbaiki isian itu, lalu simpan lagi.")
    name = str(getattr(error, "sqlite_errorname", "") or "")
    for start, message in _MESSAGES.items():
        if name.startswith(start):
            return Problem(*message)
    return Problem("DATA_GAGAL", f"Data tidak bisa dibaca atau ditulis ({name or type(error).__name__}).",
                   TIDAK_BERUBAH, "Tutup aplikasi, buka lagi, lalu coba sekali lagi.")


class Database:
    """One connection to the village file. Make one per thread; never share it."""

    def __init__(self, path: Path, key: bytes, *, create: bool = False, busy_ms: int = 5000,
                 refusal: Problem | None = None, gate: Gate | None = None) -> None:
        """``refusal``: why nothing may be written here; every write then ends in it, reading goes on. ``gate``: what
        the first write has to go through; until then the engine itself refuses every change."""
        self.refusal, self._gate = refusal, None if gate is None or gate.open else gate
        self.memory: dict[type, Any] = {}  # what a room remembers of this file while the connection lives, by its type
        if not create and not path.is_file():
            raise Problem("DATA_TIDAK_ADA", f"File data tidak ada di {path.parent.name}.", TIDAK_BERUBAH,
                          "Pilih folder data yang benar, atau jalankan persiapan lebih dulu.")
        self.path = path
        try:
            self._open(path, key, busy_ms)
        except DBError as error:
            raise as_problem(error) from error

    def _open(self, path: Path, key: bytes, busy_ms: int) -> None:
        self.connection = dbapi2.connect(str(path), isolation_level=None)
        run = self.connection.execute
        try:
            run("PRAGMA cipher_log_level = NONE")
            run(f"PRAGMA key = \"x'{key.hex()}'\"")
            if not run("PRAGMA cipher_version").fetchone():
                raise Problem("TANPA_KUNCI", "Program ini tidak bisa mengunci data.", TIDAK_BERUBAH,
                              "Pasang ulang aplikasi.")
            run(f"PRAGMA busy_timeout = {busy_ms:d}")
            run("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key fails here
            run("PRAGMA journal_mode = WAL")
            run("PRAGMA synchronous = FULL")
            run("PRAGMA foreign_keys = ON")
            run(self._may_write())
        except BaseException:
            self.connection.close()
            raise

    def refuse(self, refusal: Problem | None) -> None:
        """From now on nothing may be written over this connection, or (None) it may again."""
        self.refusal = refusal
        self.run(self._may_write())

    def _may_write(self) -> str:
        """The statement that lets this connection write, or makes the engine refuse it."""
        return f"PRAGMA query_only = {'ON' if self.refusal or self._gate is not None else 'OFF'}"

    def go_through_gate(self) -> None:
        """What is written over this connection from now on may be: the file was looked at. Problems: of the gate."""
        if self._gate is not None:
            self._gate.go_through()
            self._gate = None
            self.run(self._may_write())

    def make_temporary(self, sql: str) -> None:
        """Create something in this connection's own memory: the file is not touched, so nothing refuses it."""
        self.run("PRAGMA query_only = OFF")
        try:
            self.run(sql)
        finally:
            self.run(self._may_write())

    def run(self, sql: str, args: Sequence[Any] = ()) -> Any:
        """Execute one statement; engine errors become Problems."""
        try:
            return self.connection.execute(sql, args)
        except (DBError, *UNSTORABLE) as error:
            raise self._problem(error) from error

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute one statement for many rows."""
        try:
            self.connection.executemany(sql, rows)
        except (DBError, *UNSTORABLE) as error:
            raise self._problem(error) from error

    def _problem(self, error: Exception) -> Problem:
        found = as_problem(error)
        return Problem(*self.refusal.args) if self.refusal and found.kode == "HANYA_BACA" else found

    def all(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """Every row of a query; an error of the engine becomes its Problem."""
        try:
            return list(self.connection.execute(sql, args))
        except DBError as error:
            raise as_problem(error) from error

    def ids(self, sql: str, args: Sequence[Any] = ()) -> array[int]:
        """The column ``id`` of a query, in its order: carried over as one text, which is ten times as
        quick as a row for each. ``sql`` has no LIMIT of its own: the one put here keeps the engine to the order."""
        row = self.one(f"SELECT json_group_array(id) FROM ({sql} LIMIT -1)", args)
        assert row is not None
        return array("q", msgspec.json.decode(row[0], type=list[int]))

    def one(self, sql: str, args: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, None when there is none."""
        rows = self.all(sql, args)
        return rows[0] if rows else None

    @contextmanager
    def write(self) -> Generator[None, None, None]:
        """A short, whole write: takes the lock at once; any exception rolls everything back."""
        if self.refusal:
            raise Problem(*self.refusal.args)
        self.go_through_gate()
        self.run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:  # also a cancelled job's GeneratorExit
            self._rollback()
            raise
        try:
            self.run("COMMIT")
        except Problem:
            self._rollback()
            raise

    def _rollback(self) -> None:
        # A full disk may have ended the transaction already; a second error would hide the first.
        if self.connection.in_transaction:
            self.run("ROLLBACK")

    def version(self) -> int:
        """A number that differs from the one before whenever another connection has written meanwhile."""
        row = self.one("PRAGMA data_version")
        assert row is not None
        return int(row[0])

    def changes(self) -> int:
        """How many rows this connection has written so far."""
        return int(self.connection.total_changes)

    def checkpoint(self) -> None:
        """Bring the write-ahead log into the file (before a copy, at close)."""
        self.all("PRAGMA wal_checkpoint(TRUNCATE)")

    def rekey(self, key: bytes) -> None:
        """Lock the whole file with another raw key (32 bytes), in one transaction: all of it or nothing.

        Other connections to the file can no longer read it. Nothing may be open in the log, nor stay there.
        """
        self.checkpoint()
        self.run(f"PRAGMA rekey = \"x'{key.hex()}'\"")
        self.checkpoint()

    def integrity(self) -> list[str]:
        """What is wrong with the file, page by page and logically; empty when it is whole."""
        found = self.damaged_pages()
        found += [str(row[0]) for row in self.all("PRAGMA integrity_check") if row[0] != "ok"]
        return found

    def damaged_pages(self) -> list[str]:
        """What the checksum of each page says; empty when all fit. A fraction of the time of ``integrity``."""
        self.checkpoint()  # pages still in the log would be reported as damage
        return [str(row[0]) for row in self.all("PRAGMA cipher_integrity_check")]

    def agrees(self, check: str) -> bool:
        """Whether a statement that compares an index with its table finds nothing wrong."""
        try:
            self.connection.execute(check)
        except DBError as error:
            if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_CORRUPT"):
                return False
            raise as_problem(error) from error
        return True

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()
