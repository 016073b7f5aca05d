"""What a release file says of itself: version, system, what is new, what it needs, and the sum of what it carries."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from jamsos_desktop.exchange import minisign
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

KIND, FORMAT_VERSION = "rilis", 1
READER = 1  # releases that ask for a higher reader need the installer instead
SYSTEMS = {"windows": "Windows", "linux": "Linux"}
MOST_PAYLOAD, MOST_UNPACKED, MOST_FILES = 512 << 20, 1 << 30, 20_000
MOST_MANIFEST = 64 << 10
_VERSION = re.compile(r"(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})")
_FILE = re.compile(r"JR-(?P<versi>[0-9.]{5,14})-(?P<sistem>windows|linux)\.jdx", re.IGNORECASE)
_LETTERS = 240  # of one line of what is new


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """The installer or the packed folder: its name, bytes, SHA-256; ``terurai`` and ``jumlah``: bytes and files of the
    folder once unpacked (of an installer: what it will need on the disk, and 1)."""

    nama: Annotated[str, msgspec.Meta(max_length=80)]
    ukuran: Annotated[int, msgspec.Meta(ge=1, le=MOST_PAYLOAD)]
    sha256: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
    terurai: Annotated[int, msgspec.Meta(ge=1, le=MOST_UNPACKED)]
    jumlah: Annotated[int, msgspec.Meta(ge=1, le=MOST_FILES)]


class ReleaseManifest(msgspec.Struct, frozen=True, kw_only=True):
    """``manifest.json`` of a release. ``baru``: what is new, a sentence a line. ``butuh``: name -> least version of
    what the system must have ("windows", "glibc"). ``dari``: the oldest version it may be put over, "" any."""

    kind: Literal["rilis"]
    format_version: int
    min_reader: int
    versi: Annotated[str, msgspec.Meta(pattern=f"^{_VERSION.pattern}$")]
    sistem: Literal["windows", "linux"]
    tanggal: date
    baru: Annotated[tuple[str, ...], msgspec.Meta(max_length=40)]
    butuh: Annotated[dict[str, str], msgspec.Meta(max_length=8)] = {}
    dari: Annotated[str, msgspec.Meta(pattern=f"^({_VERSION.pattern})?$")] = ""
    isi: Payload


@dataclass(frozen=True, slots=True)
class ReleaseKey:
    """The project's public key: 32 bytes of Ed25519 and its 8-byte number."""

    sign: bytes
    number: bytes

    @property
    def name(self) -> str:
        """The number as minisign shows it."""
        return self.number[::-1].hex().upper()


def read_key(path: Path) -> ReleaseKey | None:
    """The key in a file of minisign's form; None where there is none. Problem RILIS_KUNCI_RUSAK."""
    try:
        _, line = path.read_text("ascii").splitlines()  # one key: of two nobody could say which one signs
        body = b64decode(line, validate=True)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as cause:
        raise _bad_key() from cause
    if len(body) != 42 or body[:2] != b"Ed":
        raise _bad_key()
    return ReleaseKey(body[10:], body[2:10])


def version_of(text: str) -> tuple[int, ...]:
    """(1, 10, 0) of "1.10.0", to be compared. Raises ValueError for anything else."""
    if not _VERSION.fullmatch(text):
        raise ValueError(text)
    return tuple(int(part) for part in text.split("."))


def release_name(versi: str, sistem: str) -> str:
    """JR-1.1.0-windows.jdx."""
    return f"JR-{versi}-{sistem}.jdx"


def payload_name(versi: str, sistem: str) -> str:
    """JamsosDesa-1.1.0-pemasang.exe, JamsosDesa-1.1.0.tar.gz: what a release holds. The installer keeps itself under
    that name, so no release may take that of another."""
    return f"JamsosDesa-{versi}" + ("-pemasang.exe" if sistem == "windows" else ".tar.gz")


def looks_like_release(name: str) -> bool:
    """Whether a file has the name of a release."""
    return _FILE.fullmatch(name) is not None


def signed_manifest(raw: bytes, signature: bytes, key: ReleaseKey) -> ReleaseManifest:
    """The manifest, once its signature was checked. Problems: RILIS_TANDA_TANGAN, RILIS_RUSAK, VERSI_BARU."""
    try:
        signed = minisign.verify(key.sign, raw, signature.decode("ascii"), key.number) is not None
    except ValueError:
        signed = False
    if not signed:
        raise Problem("RILIS_TANDA_TANGAN", "File ini tidak ditandatangani pembuat Jamsos Desa.", TIDAK_BERUBAH,
                      "Jangan pakai file ini. Minta file pembaruan dari DPMD.")
    return _read(raw)


class _Peek(msgspec.Struct, frozen=True):
    """What must be known before the rest of a manifest may be understood."""

    kind: str
    min_reader: int


def _read(raw: bytes) -> ReleaseManifest:
    try:
        wanted = msgspec.json.decode(raw, type=_Peek).min_reader
        if wanted > READER:
            raise Problem("VERSI_BARU", "File pembaruan ini tidak bisa dipasang dari versi program ini.", TIDAK_BERUBAH,
                          "Minta pemasangnya dari DPMD, lalu jalankan.")
        found = msgspec.json.decode(raw, type=ReleaseManifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise damaged("daftar isinya tidak terbaca") from cause
    if any(not line.strip() or len(line) > _LETTERS or not line.isprintable() for line in found.baru):
        raise damaged("keterangannya tidak terbaca")
    if found.isi.nama != payload_name(found.versi, found.sistem):
        raise damaged("nama isinya lain dari yang disebut")
    return found


def _bad_key() -> Problem:
    return Problem("RILIS_KUNCI_RUSAK", "Kunci pembaruan di program ini rusak.", TIDAK_BERUBAH,
                   "Pasang ulang Jamsos Desa dari pemasangnya. Data tidak berubah.")


def damaged(how: str) -> Problem:
    """A release that is not whole, or was changed."""
    return Problem("RILIS_RUSAK", f"File pembaruan ini tidak utuh: {how}.", TIDAK_BERUBAH,
                   "Salin ulang filenya dari DPMD, lalu coba lagi.")


def no_release(what: str) -> Problem:
    """Another kind of file."""
    return Problem("RILIS_BUKAN", f"Ini bukan file pembaruan, melainkan {what}.", TIDAK_BERUBAH,
                   "Pilih file JR-….jdx dari DPMD.")
