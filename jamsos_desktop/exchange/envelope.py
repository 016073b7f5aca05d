"""The envelope of everything that leaves or enters a desk: age( zip( manifest, signature, data ) ).

Reading goes in a fixed order and stops at the first thing that is wrong: age header, opening, zip
limits, signature, manifest, addressee, file hashes, counts. Nothing is unpacked to disk; files are
read by the names in the signed manifest only. Format: docs/paket.md.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

import msgspec

from jamsos_desktop.exchange import age, minisign
from jamsos_desktop.exchange.canon import canonical_bytes, grouped, sha256
from jamsos_desktop.exchange.files import read_limited
from jamsos_desktop.exchange.keys import DeskKeys, PublicKeys
from jamsos_desktop.exchange.zips import MOST_BYTES, SafeZip, pack, too_large, unsafe
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

FORMAT, FORMAT_VERSION = "jamsos-paket", 1
READER = 1  # packages that ask for a higher reader need a newer program
MANIFEST, SIGNATURE = "manifest.json", "manifest.json.minisig"
_MOST_MANIFEST = 8 << 20
MOST_SEALED = MOST_BYTES + (8 << 20)

T = TypeVar("T")
_Count = Annotated[int, msgspec.Meta(ge=0)]
_Hash = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class FileEntry(msgspec.Struct, frozen=True):
    """A file of the package: path inside the zip, bytes, SHA-256."""

    path: str
    size: _Count
    sha256: _Hash


class SenderKeys(msgspec.Struct, frozen=True):
    """The sender's public keys: how the other side can check and answer."""

    sign: str
    age: str


class HistoryHead(msgspec.Struct, frozen=True):
    """The end of the sender's history chain: number of entries and last hash."""

    n: _Count
    hash: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """``manifest.json``. Keys that this version does not know are ignored here and kept in the raw bytes."""

    format: Literal["jamsos-paket"]
    format_version: int
    min_reader: int
    schema: int
    app: str
    kind: str
    isi: str
    sender: str
    sender_keys: SenderKeys
    device: str
    key_id: str
    recipient: str
    recipient_key: str
    seq: _Count
    base: _Count
    prev: str
    created: str
    riwayat: HistoryHead
    menggantikan: str = ""
    counts: dict[str, _Count]
    files: tuple[FileEntry, ...]


class Sealed(NamedTuple):
    """A finished package: the sealed bytes and the manifest that names it."""

    data: bytes
    manifest: bytes

    @property
    def sha(self) -> str:
        """The identity of the package."""
        return sha256(self.manifest)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An opened package whose every byte was checked. ``key_known``: signed by the key one expected."""

    manifest: Manifest
    raw: bytes
    key_known: bool
    _zip: SafeZip

    @property
    def sha(self) -> str:
        return sha256(self.raw)

    @property
    def kode_periksa(self) -> str:
        return kode_periksa(self.sha)

    @property
    def sender_keys(self) -> PublicKeys:
        return PublicKeys(self.manifest.sender_keys.sign, self.manifest.sender_keys.age)

    def read(self, path: str) -> bytes:
        """One file of the package."""
        return self._zip.read(path)

    def packed(self, table: str) -> tuple[bytes, bytes | None]:
        """(content, its deflate stream as it came or None) of ``data/<table>.ndjson``; empty where it is absent."""
        path = f"data/{table}.ndjson"
        entry = next((entry for entry in self.manifest.files if entry.path == path), None)
        if entry is None:
            return b"", None
        content, stream = self._zip.deflated(path, entry.size) or (self._zip.read(path), None)
        if sha256(content) != entry.sha256:
            raise age.damaged(f"{path} tidak sama dengan daftar isi")
        return content, stream

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """The objects of ``data/<table>.ndjson``, one at a time; none where the table is absent."""
        path = f"data/{table}.ndjson"
        if path not in self._zip.names:
            return
        for nth, line in enumerate(self._zip.read(path).splitlines(), 1):
            try:
                yield msgspec.json.decode(line, type=dict[str, Any])
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
                raise age.damaged(f"{path} baris {nth} tidak terbaca") from cause


def kode_periksa(manifest_sha: str) -> str:
    """What people compare: "9C41-E07B-55D2"."""
    return grouped(manifest_sha[:12], "-")


def seal_envelope(fields: Mapping[str, Any], files: Mapping[str, bytes], keys: DeskKeys, recipient_key: str) -> Sealed:
    """Sign and seal ``files`` for the addressee and for the sender, who can so reopen its own.

    ``fields``: the manifest without what is filled in here (format, versions, keys, files); ``min_reader`` where it
    is above READER.
    """
    whole, manifest = sign_files(fields, files, keys, recipient_key)
    return Sealed(age.seal(whole, [recipient_key, keys.public.age]), manifest)


def sign_files(fields: Mapping[str, Any], files: Mapping[str, bytes], keys: DeskKeys, recipient_key: str = "") \
        -> tuple[bytes, bytes]:
    """(zip, manifest): ``files`` with their signed manifest, not sealed; without an addressee it is for all."""
    public = keys.public
    listed = [{"path": path, "size": len(data), "sha256": sha256(data)} for path, data in sorted(files.items())]
    manifest = canonical_bytes({
        "min_reader": READER, **fields, "format": FORMAT, "format_version": FORMAT_VERSION,
        "sender_keys": {"sign": public.sign, "age": public.age}, "key_id": minisign.key_name(public.sign_bytes),
        "recipient_key": recipient_key, "files": listed})
    comment = f"{fields['kind']} {fields['sender']} seq={fields['seq']}"
    signature = minisign.sign(keys.signer, manifest, comment).encode()
    return pack({MANIFEST: manifest, SIGNATURE: signature, **dict(sorted(files.items()))}), manifest


def open_envelope(source: bytes | Path, identity: str, trusted_sign: bytes | None = None) -> Envelope:
    """Open and check a package completely; nothing is written anywhere.

    ``identity``: the reader's age key. ``trusted_sign``: the registered signing key (32 bytes) of the
    sender; without it the key inside the package is used and ``key_known`` is False.
    Problems: FILE_TIDAK_ADA, PAKET_* (see docs/paket.md), VERSI_BARU.
    """
    sealed = read_limited(source, MOST_SEALED, too_large()) if isinstance(source, Path) else source
    archive = SafeZip(age.unseal(sealed, identity))
    raw, manifest = signed_manifest(archive, trusted_sign)
    if age.public_of(identity) not in (manifest.recipient_key, manifest.sender_keys.age):
        raise unsafe("isinya ditujukan kepada penerima lain")
    check_files(manifest, archive)
    return Envelope(manifest, raw, trusted_sign is not None, archive)


def signed_manifest(archive: SafeZip, trusted_sign: bytes | None, reader: int = READER) -> tuple[bytes, Manifest]:
    """The manifest of an archive, as bytes and read, after its signature was checked. ``reader``: what can be read."""
    raw = archive.read(MANIFEST, _MOST_MANIFEST)
    _check_signature(raw, archive.read(SIGNATURE, minisign.MOST_BYTES), trusted_sign)
    return raw, _manifest(raw, reader)


class _Peek(msgspec.Struct, frozen=True):
    """What must be known before the rest of a manifest may be understood."""

    sender_keys: SenderKeys
    min_reader: int


def _check_signature(raw: bytes, signature: bytes, trusted_sign: bytes | None) -> None:
    try:
        public = trusted_sign or b64decode(_decoded(raw, _Peek).sender_keys.sign, validate=True)
        signed = minisign.verify(public, raw, signature.decode()) is not None
    except ValueError:
        signed = False
    if not signed:
        found = "tanda tangannya tidak cocok dengan " + ("kunci pengirim yang terdaftar" if trusted_sign else "isinya")
        raise Problem("PAKET_TANDA_TANGAN", f"Kiriman ini ditolak: {found}.", TIDAK_BERUBAH,
                      "Hubungi pengirimnya lewat telepon, lalu minta kiriman baru.")


def _manifest(raw: bytes, reader: int) -> Manifest:
    if (wanted := _decoded(raw, _Peek).min_reader) > reader:
        raise Problem("VERSI_BARU", f"Kiriman ini memerlukan aplikasi versi {wanted}, yang terpasang versi {reader}.",
                      TIDAK_BERUBAH, "Pasang Jamsos Desa versi terbaru, lalu buka lagi file ini.")
    return _decoded(raw, Manifest)


def _decoded(raw: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise age.damaged("daftar isinya tidak terbaca") from cause


def check_files(manifest: Manifest, archive: SafeZip) -> None:
    """Whether an archive holds the files of its manifest, no more, no less, each byte as listed."""
    listed = {entry.path for entry in manifest.files}
    found = archive.names - {MANIFEST, SIGNATURE}
    if listed != found or len(listed) != len(manifest.files):
        other = sorted(listed ^ found)[:1] or ["file kembar"]
        counted = f"Daftar isi menyebut {len(manifest.files)} file, ada {len(found)} ({other[0]})."
        raise Problem("PAKET_ISI_BEDA", counted, TIDAK_BERUBAH, "Minta dikirim lagi.")
    for entry in manifest.files:
        data = archive.read(entry.path)
        if len(data) != entry.size or sha256(data) != entry.sha256:
            raise age.damaged(f"{entry.path} tidak sama dengan daftar isi")
        _check_count(manifest, entry.path, data)


def _check_count(manifest: Manifest, path: str, data: bytes) -> None:
    if not path.startswith("data/"):
        return
    table = path.removeprefix("data/").removesuffix(".ndjson")
    said, found = manifest.counts.get(table, 0), data.count(b"\n")
    if said != found or not data.endswith(b"\n" if found else b""):
        raise Problem("PAKET_ISI_BEDA", f"{path} seharusnya {said} baris, ada {found}.", TIDAK_BERUBAH,
                      "Minta dikirim lagi.")
