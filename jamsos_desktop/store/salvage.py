"""Reading what is still readable of a damaged data file, row by row, from a copy of it.

The codec refuses a damaged page for good and with it the whole connection. So the damaged pages of the copy are
first replaced by empty ones, sealed as the codec seals them: the engine then refuses only the rows that lie on them. A
row that ran over an emptied page would come back with a hole in it; such rows are left out.

How a page is sealed (SQLCipher 4): AES-256-CBC under the raw key, then 16 bytes of IV and an HMAC-SHA512 over what is
sealed, the IV and the number of the page, under a key made of the raw one and the salt at the start of the file.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2

from jamsos_desktop.store import wal
from jamsos_desktop.store.engine import DBError, Row

_PAGE_NO = re.compile(r"page (\d+)")
_SALT, _IV, _MAC = 16, 16, 64
_HOLE = b"\0" * 256
_MOST_MISSES = 4000  # a table whose upper pages are gone ends here
_MOST_PAGES = 1 << 20  # 4 GiB
_BEYOND = 4096  # how far to look behind the last number known


class Rows(NamedTuple):
    """Rows of one table as far as they could be read; ``whole``: all of them."""

    rows: list[dict[str, Any]]
    whole: bool


class Broken:
    """A copy of a damaged file, opened for reading only. Close it, or use ``with``."""

    def __init__(self, path: Path, key: bytes) -> None:
        """``path``: a copy, its damaged pages are emptied. Raises DBError when not even the tables can be listed."""
        self.pages = _empty_damaged(path, key)
        self._db = _connect(path, key)
        try:
            named = self._db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        except BaseException:
            self._db.close()
            raise
        self.tables = {str(name): str(sql) for name, sql in named}
        self._kept: dict[str, Rows] = {}

    @property
    def readable(self) -> bool:
        """Whether anything at all that somebody typed can be read."""
        return any(self.rows(name).rows for name in ("setelan", "peserta", "draf", "riwayat", "orang"))

    def close(self) -> None:
        """Close the copy."""
        self._db.close()

    def __enter__(self) -> Broken:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def whole(self) -> bool:
        """Whether every page is sound and they fit together."""
        try:
            return not self.pages and self._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except DBError:
            return False

    def applied(self) -> dict[str, list[str]]:
        """Set -> names of the migrations applied, as far as they can be read."""
        found: dict[str, list[str]] = {}
        for row in self.rows("_sqlite_migrations").rows:
            found.setdefault(str(row["migration_set"]), []).append(str(row["name"]))
        return found

    def rows(self, table: str) -> Rows:
        """Every readable row of a table by column name; nothing and not whole where there is no such table."""
        if table not in self._kept:
            self._kept[table] = self._read(table) if table in self.tables else Rows([], False)
        return self._kept[table]

    def of(self, table: str, column: str, value: Any) -> list[dict[str, Any]] | None:
        """The rows that have ``value`` in a column; None when it cannot be said that these are all."""
        kept = self.rows(table)
        if kept.whole:
            return [row for row in kept.rows if row[column] == value]
        try:
            found = self._fetch(f"SELECT * FROM {table} WHERE {column} = ?", (value,))
        except DBError:
            return None
        return found if all(map(_sound, found)) else None

    def indexed(self, table: str, index: str, *columns: str) -> list[Row]:
        """Columns read out of an index alone, where the rows themselves may lie on damaged pages."""
        try:
            return list(self._db.execute(f"SELECT {','.join(columns)} FROM {table} INDEXED BY {index}"))
        except DBError:
            return []

    def _read(self, table: str) -> Rows:
        try:
            rows = self._fetch(f"SELECT * FROM {table}", ())
            return Rows([row for row in rows if _sound(row)], all(map(_sound, rows)))
        except DBError:
            if "WITHOUT ROWID" in self.tables[table].upper():
                return Rows([], False)
        return Rows([row for row in self._crawl(table) if _sound(row)], False)

    def _crawl(self, table: str) -> Iterator[dict[str, Any]]:
        """Rows by their number, over and around what cannot be read."""
        misses, ranges = 0, [(self._edge(table, "min", 0), self._edge(table, "max", -1))]
        while ranges and misses < _MOST_MISSES:
            low, high = ranges.pop()
            cursor = None
            try:
                cursor = self._db.execute(
                    f"SELECT rowid, * FROM {table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid", (low, high))
                names = [column[0] for column in cursor.description][1:]
                for row in cursor:
                    yield dict(zip(names, row[1:], strict=True))
                    low = row[0] + 1
            except DBError:
                misses += 1
                if low < high:
                    middle = (low + high) // 2
                    ranges += [(middle + 1, high), (low, middle)]

    def _edge(self, table: str, which: str, fallback: int) -> int:
        """The smallest or greatest row number; where that page is gone, one that lies well behind those readable."""
        try:
            row = self._db.execute(f"SELECT {which}(rowid) FROM {table}").fetchone()
            return int(row[0] or 0)
        except DBError:
            if fallback >= 0:
                return fallback
        return self._farthest(table) + _BEYOND

    def _farthest(self, table: str) -> int:
        """The greatest row number from which on nothing is readable, found by doubling."""
        far, step = 0, 1
        while step < 1 << 40:
            try:
                if self._db.execute(f"SELECT 1 FROM {table} WHERE rowid >= ? LIMIT 1", (step,)).fetchone():
                    far = step
            except DBError:
                return max(far, step // 2) if step > far else far
            step *= 2
        return far

    def _fetch(self, sql: str, args: tuple[Any, ...]) -> list[dict[str, Any]]:
        cursor = self._db.execute(sql, args)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def _sound(row: Mapping[str, Any]) -> bool:
    """Whether nothing in a row comes from an emptied page."""
    return not any(("\0" in value) if isinstance(value, str) else (_HOLE in value) if isinstance(value, bytes)
                   else False for value in row.values())


def _connect(path: Path, key: bytes) -> dbapi2.Connection:
    db = dbapi2.connect(str(path), isolation_level=None)
    db.execute("PRAGMA cipher_log_level = NONE")
    db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    db.execute("PRAGMA writable_schema = ON")  # a file shorter than it says is read as far as it goes
    return db


def _empty_damaged(path: Path, key: bytes) -> list[int]:
    """Empty the pages whose checksum does not fit; returns their numbers."""
    db = _connect(path, key)
    try:
        said = [str(row[0]) for row in db.execute("PRAGMA cipher_integrity_check")]
    finally:
        db.close()
    found = sorted({int(match[1]) for line in said if (match := _PAGE_NO.search(line))})
    with path.open("rb+") as file:
        first = file.read(wal.PAGE)
        seal = _seal_key(key, first[:_SALT])
        size = file.seek(0, 2) // wal.PAGE
        told = max(size, _size_told(key, seal, first))
        for page in [*(page for page in found if 1 < page <= size), *range(size + 1, told + 1)]:
            file.seek((page - 1) * wal.PAGE)
            file.write(_empty_page(key, seal, page))
        file.truncate(told * wal.PAGE)
    return [*found, *range(size + 1, told + 1)]


def opens(path: Path, key: bytes) -> bool:
    """Whether the first page of a file is whole and sealed with this key, without the engine."""
    with path.open("rb") as file:
        first = file.read(wal.PAGE)
    return _first_fits(_seal_key(key, first[:_SALT]), first)


def _first_fits(seal: bytes, first: bytes) -> bool:
    body, mac = first[_SALT:-_MAC], first[-_MAC:]
    return hmac.compare_digest(hmac.new(seal, body + struct.pack("<I", 1), hashlib.sha512).digest(), mac)


def _size_told(key: bytes, seal: bytes, first: bytes) -> int:
    """How many pages the file should have, by its first page; 0 where that is damaged."""
    if not _first_fits(seal, first):
        return 0
    body = first[_SALT:-_MAC]
    reader = Cipher(algorithms.AES(key), modes.CBC(body[-_IV:])).decryptor()
    plain = reader.update(body[:-_IV]) + reader.finalize()
    return min(int.from_bytes(plain[12:16], "big"), _MOST_PAGES)  # bytes 28 to 31 of the file


def _seal_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(one ^ 0x3A for one in salt), 2, 32)


def _empty_page(key: bytes, seal: bytes, page: int) -> bytes:
    nonce = secrets.token_bytes(_IV)
    writer = Cipher(algorithms.AES(key), modes.CBC(nonce)).encryptor()
    body = writer.update(b"\0" * (wal.PAGE - _IV - _MAC)) + writer.finalize() + nonce
    return body + hmac.new(seal, body + struct.pack("<I", page), hashlib.sha512).digest()
