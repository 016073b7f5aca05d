"""The policy pack ``JP-<kab>-<versi>.jdx``: DPMD's settings for all its villages; signed, not secret.

A zip without a lock around it: the signed manifest, the files of the policy, the public keys of DPMD and of the
villages it knows, and layouts of forms that stand in for the program's. It is taken in only when the DPMD whose key
this desk holds signed it. Format: docs/paket.md.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

import jamsos_desktop
from jamsos_desktop.exchange import age
from jamsos_desktop.exchange.canon import ndjson, sha256
from jamsos_desktop.exchange.envelope import (
    Manifest,
    SenderKeys,
    check_files,
    kode_periksa,
    sign_files,
    signed_manifest,
)
from jamsos_desktop.exchange.files import read_limited
from jamsos_desktop.exchange.keys import DeskKeys
from jamsos_desktop.exchange.zips import PACK_NAMES, SafeZip
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

KIND, SCHEMA = "ketentuan", 1
MOST_BYTES = 16 << 20
VERSI = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]{0,28}[0-9A-Za-z])?")
HEAD = "ketentuan.json"
_ZIP = b"PK\x03\x04"
_KEYS = "data/kunci.ndjson"
_BLANKS = "data/blangko.ndjson"
READER, _READS_BLANKS = 2, 2  # programs below do not know blanks: they ask for a newer one instead of passing them over
BLANK_NAME = re.compile(r"[a-z0-9_]{1,40}\.(toml|pdf|png|jpg)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHead:
    """What names a pack. ``urut`` orders the versions of one DPMD, the greater is the newer; both days are
    included."""

    kode: str
    versi: str
    urut: int
    nama: str
    mulai: date
    sampai: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack(PackHead):
    """A read pack. ``files``: the policy's files, ``forms`` and ``blanks``, by bare name; ``keys``: of public keys."""

    sha: str
    created: str
    files: Mapping[str, bytes]
    keys: tuple[Mapping[str, Any], ...]
    forms: Mapping[str, bytes] = field(default_factory=dict)
    blanks: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def kode_periksa(self) -> str:
        return kode_periksa(self.sha)


class _Extra(msgspec.Struct, frozen=True):
    """What a pack's manifest holds beyond that of every package."""

    versi: str
    nama: str
    berlaku_mulai: date
    berlaku_sampai: date | None = None


class _Signer(msgspec.Struct, frozen=True):
    """What tells who made a file, before any signature was checked."""

    kind: str
    sender_keys: SenderKeys


def pack_name(kode: str, versi: str) -> str:
    """JP-7402-2027-1.jdx."""
    return f"JP-{kode.replace('.', '')}-{versi}.jdx"


def make_pack(head: PackHead, files: Mapping[str, bytes], keys: DeskKeys, created: datetime, *,
              public_keys: Sequence[Mapping[str, Any]] = (), forms: Mapping[str, bytes] | None = None,
              blanks: Mapping[str, bytes] | None = None) -> bytes:
    """Sign a pack; ``files`` by bare name, with the ``ketentuan.json`` that fits ``head`` made here.

    The same input gives the same manifest. Raises ValueError for a ``versi`` that cannot be a file name.
    """
    if not VERSI.fullmatch(head.versi):
        raise ValueError(head.versi)
    about = json.loads(files[HEAD])
    about |= {"versi": head.versi, "nama": head.nama, "berlaku_mulai": head.mulai.isoformat()}
    inside = {f"ketentuan/{name}": data for name, data in files.items()}
    inside[f"ketentuan/{HEAD}"] = (json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    inside |= {f"formulir/{name}": data for name, data in (forms or {}).items()}
    counts = {"kunci": len(public_keys)}
    if blanks:
        counts["blangko"] = len(blanks)
        inside[_BLANKS] = ndjson([{"nama": name, "isi": b64encode(data).decode()} for name, data in blanks.items()])
    inside[_KEYS] = ndjson(public_keys)
    until: dict[str, Any] = {"berlaku_sampai": head.sampai.isoformat()} if head.sampai else {}
    if blanks:
        until["min_reader"] = _READS_BLANKS
    fields = {"kind": KIND, "isi": "penuh", "schema": SCHEMA, "app": jamsos_desktop.__version__, "sender": head.kode,
              "recipient": "", "device": "", "seq": head.urut, "base": 0, "prev": "",
              "created": created.isoformat(timespec="seconds"), "counts": counts,
              "riwayat": {"n": 0, "hash": ""}, "versi": head.versi, "nama": head.nama,
              "berlaku_mulai": head.mulai.isoformat(), **until}
    return sign_files(fields, inside, keys)[0]


def read_pack(source: bytes | Path, trusted_sign: bytes | None, kode: str = "") -> Pack:
    """Check a pack completely and read it; nothing is written anywhere.

    ``trusted_sign``: the 32 bytes of the signing key of the DPMD this desk knows. None only for what this desk
    itself kept after such a check. ``kode``: of that DPMD. Problems: FILE_TIDAK_ADA, KETENTUAN_BUKAN_KETENTUAN,
    KETENTUAN_BUKAN_DPMD, KETENTUAN_RUSAK, PAKET_*, VERSI_BARU.
    """
    data = read_limited(source, MOST_BYTES, _too_large()) if isinstance(source, Path) else source
    if not data.startswith(_ZIP):
        raise _no_pack(age.what_is(data))
    with _said_of_a_pack():
        archive = SafeZip(data, PACK_NAMES)
        _check_signer(archive, trusted_sign)
        raw, manifest = signed_manifest(archive, trusted_sign, READER)
        check_files(manifest, archive)
    extra = _extra(raw, manifest)
    if kode and manifest.sender != kode:
        raise _stranger()
    return Pack(kode=manifest.sender, versi=extra.versi, urut=manifest.seq, nama=extra.nama, mulai=extra.berlaku_mulai,
                sampai=extra.berlaku_sampai, sha=sha256(raw), created=manifest.created,
                files=_below(archive, "ketentuan/"), forms=_below(archive, "formulir/"),
                blanks=_blanks(archive), keys=tuple(_rows(archive, _KEYS, "daftar kuncinya")))


def _check_signer(archive: SafeZip, trusted_sign: bytes | None) -> None:
    """That it is a pack, and of the known DPMD: told apart from damage, because the answer is another."""
    if "manifest.json" not in archive.names:
        raise _no_pack("arsip zip dengan isi lain")
    try:
        signer = msgspec.json.decode(archive.read("manifest.json"), type=_Signer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise age.damaged("daftar isinya tidak terbaca") from cause
    if signer.kind != KIND:
        raise _no_pack(f"file berisi {signer.kind[:40]!a}")
    if trusted_sign is not None and signer.sender_keys.sign != _base64(trusted_sign):
        raise _stranger()


def _extra(raw: bytes, manifest: Manifest) -> _Extra:
    try:
        extra = msgspec.json.decode(raw, type=_Extra)
    except (msgspec.DecodeError, UnicodeDecodeError) as cause:
        raise _damaged("versi atau tanggalnya tidak terbaca") from cause
    if not VERSI.fullmatch(extra.versi) or manifest.seq < 1:
        raise _damaged("nomor versinya tidak terbaca")
    if extra.berlaku_sampai is not None and extra.berlaku_sampai < extra.berlaku_mulai:
        raise _damaged("masa berlakunya berakhir sebelum mulai")
    return extra


def _below(archive: SafeZip, folder: str) -> dict[str, bytes]:
    return {name.removeprefix(folder): archive.read(name) for name in sorted(archive.names) if name.startswith(folder)}


def _blanks(archive: SafeZip) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for row in _rows(archive, _BLANKS, "blangkonya"):
        name, data = row.get("nama"), row.get("isi")
        if not (isinstance(name, str) and BLANK_NAME.fullmatch(name) and isinstance(data, str)) or name in found:
            raise _damaged("nama blangkonya tidak terbaca")
        try:
            found[name] = b64decode(data, validate=True)
        except ValueError as cause:
            raise _damaged(f"blangko {name} tidak terbaca") from cause
    return dict(sorted(found.items()))


def _rows(archive: SafeZip, table: str, what: str) -> Iterator[dict[str, Any]]:
    for line in (archive.read(table) if table in archive.names else b"").splitlines():
        try:
            yield msgspec.json.decode(line, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
            raise _damaged(f"{what} tidak terbaca") from cause


@contextmanager
def _said_of_a_pack() -> Iterator[None]:
    """The checks are those of every package; what they say names the thing people hold."""
    try:
        yield
    except Problem as problem:
        apa = problem.apa.replace("Kiriman ini", "File ketentuan ini")
        cara = problem.cara.replace("kiriman baru dari pengirimnya", "file ketentuan baru dari DPMD")
        raise Problem(problem.kode, apa, problem.aman, cara) from problem


def _base64(sign: bytes) -> str:
    return b64encode(sign).decode()


def _damaged(how: str) -> Problem:
    return Problem("KETENTUAN_RUSAK", f"Ketentuan tidak dapat dipakai, {how}.", TIDAK_BERUBAH,
                   "Minta berkas ketentuan yang utuh dari DPMD.")


def _no_pack(what: str) -> Problem:
    return Problem("KETENTUAN_BUKAN_KETENTUAN", f"Ini bukan file ketentuan, melainkan {what}.", TIDAK_BERUBAH,
                   "Pilih file JP-….jdx dari DPMD.")


def _stranger() -> Problem:
    return Problem("KETENTUAN_BUKAN_DPMD", "Ketentuan ini tidak ditandatangani DPMD yang dikenal aplikasi ini.",
                   TIDAK_BERUBAH, "Jangan pakai file ini. Tanyakan DPMD lewat telepon.")


def _too_large() -> Problem:
    return Problem("PAKET_TERLALU_BESAR", "File ketentuan ini jauh lebih besar dari yang wajar.", TIDAK_BERUBAH,
                   "Jangan pakai file ini. Minta file ketentuan baru dari DPMD.")
