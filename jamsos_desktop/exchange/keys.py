"""Keys of a desk and the public key file ``JK-<kode>.json`` by which the other side comes to know them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from jamsos_desktop.exchange import age
from jamsos_desktop.exchange.canon import canonical_bytes, grouped, sha256
from jamsos_desktop.exchange.files import read_limited
from jamsos_desktop.model.parse import clean
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem
from jamsos_desktop.texts import screen_date

MOST_BYTES = 64 * 1024
READER = 1  # key files that ask for a higher reader need a newer program


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What others may know: ``sign`` (Ed25519, 32 bytes as base64) and ``age`` ("age1...")."""

    sign: str
    age: str

    @property
    def sign_bytes(self) -> bytes:
        return b64decode(self.sign)

    @property
    def fingerprint(self) -> str:
        """What people compare with a letter: "4F2A 91C7 0D3E 88B1" (64 bits of SHA-256 over both keys)."""
        return grouped(sha256(self.sign_bytes + self.age.encode())[:16], " ")


@dataclass(frozen=True, slots=True)
class DeskKeys:
    """A desk's own keys: ``seed`` signs (Ed25519, 32 bytes), ``identity`` opens (age). Never printed."""

    seed: bytes = field(repr=False)
    identity: str = field(repr=False)

    @property
    def signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self) -> PublicKeys:
        sign = self.signer.public_key().public_bytes_raw()
        return PublicKeys(b64encode(sign).decode(), age.public_of(self.identity))

    def to_plain(self) -> dict[str, str]:
        """For keeping inside the locked database, and nowhere else."""
        return {"sign": b64encode(self.seed).decode(), "age": self.identity}

    @staticmethod
    def from_plain(kept: Mapping[str, str]) -> DeskKeys:
        """Keys as ``plain`` gave them; ValueError or KeyError of what is none."""
        return DeskKeys(b64decode(kept["sign"], validate=True), kept["age"])


def generate() -> DeskKeys:
    """New keys for a new desk."""
    return DeskKeys(Ed25519PrivateKey.generate().private_bytes_raw(), age.new_identity())


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """A public key file. ``kode`` of a DPMD has two parts (74.02), of a desa four (74.02.11.2017)."""

    kind: Literal["kunci"]
    kode: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z.]{1,20}$")]
    nama: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    nomor: int
    berlaku_sampai: date
    sign: str
    age: str
    min_reader: int = READER

    @property
    def public(self) -> PublicKeys:
        return PublicKeys(self.sign, self.age)

    @property
    def fingerprint(self) -> str:
        return self.public.fingerprint

    @property
    def file_name(self) -> str:
        return f"JK-{self.kode.replace('.', '')}.json"

    def to_plain(self) -> dict[str, Any]:
        """For keeping as the recipient in the database; ``key_file_from`` reads it."""
        kept: dict[str, Any] = msgspec.to_builtins(self)
        return kept


def key_file_from(kept: Mapping[str, Any]) -> KeyFile:
    """A KeyFile from ``to_plain``."""
    return msgspec.convert(kept, KeyFile)


def make_key_file(keys: DeskKeys, kode: str, nama: str, nomor: int, berlaku_sampai: date) -> bytes:
    """The signed public key file: canonical JSON with ``ttd``, Ed25519 over the canonical JSON of the rest.

    The signature shows that the file is whole and that its maker holds the secret; who the maker is,
    only the fingerprint on a letter shows.
    """
    public = keys.public
    body = KeyFile(kind="kunci", kode=kode, nama=nama, nomor=nomor, berlaku_sampai=berlaku_sampai,
                   sign=public.sign, age=public.age).to_plain()
    signature = b64encode(keys.signer.sign(canonical_bytes(body))).decode()
    return canonical_bytes({**body, "ttd": signature}) + b"\n"


def read_key_file(path: Path, today: date, desa: str = "") -> KeyFile:
    """Read and check a key file; with ``desa`` (its kode) only the key of that desa's DPMD will do.

    Problems: FILE_TIDAK_ADA, KUNCI_BUKAN_KUNCI, KUNCI_JENIS_LAIN, KUNCI_FILE_RUSAK, VERSI_BARU,
    KUNCI_KEDALUWARSA, KUNCI_BUKAN_DPMD, KUNCI_KABUPATEN_LAIN.
    """
    data = read_limited(path, MOST_BYTES, _no_key("file yang terlalu besar"))
    body = _object_of(data)
    if (kind := body.get("kind")) != "kunci":
        raise Problem("KUNCI_JENIS_LAIN", f"File ini berisi {str(kind)[:40]!a}, bukan kunci.", TIDAK_BERUBAH,
                      "Pilih file JK-….json dari DPMD.")
    if isinstance(reader := body.get("min_reader", READER), int) and reader > READER:
        raise Problem("VERSI_BARU", "Kunci ini dibuat oleh aplikasi yang lebih baru.", TIDAK_BERUBAH,
                      "Pasang Jamsos Desa versi terbaru.")
    key = _verified(body)
    if key.berlaku_sampai < today:
        raise Problem("KUNCI_KEDALUWARSA", f"Kunci {key.nama} hanya berlaku sampai {screen_date(key.berlaku_sampai)}.",
                      TIDAK_BERUBAH, "Minta file kunci yang baru dari DPMD.")
    if desa:
        _check_district(key, desa)
    return key


def _object_of(data: bytes) -> dict[str, Any]:
    try:
        body = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise _damaged() if data.lstrip()[:1] == b"{" else _no_key(age.what_is(data)) from cause
    if not isinstance(body, dict) or "kind" not in body:
        raise _no_key("file dengan isi lain")
    return body


def _verified(body: dict[str, Any]) -> KeyFile:
    signed = {name: value for name, value in body.items() if name != "ttd"}
    try:
        key = msgspec.convert(signed, KeyFile)
        public = Ed25519PublicKey.from_public_bytes(b64decode(key.sign, validate=True))
        public.verify(b64decode(body["ttd"], validate=True), canonical_bytes(signed))
    except (InvalidSignature, ValueError, KeyError, TypeError, RecursionError) as cause:
        raise _damaged() from cause
    if not age.is_public(key.age) or key.nomor < 1 or clean(key.nama) != key.nama:
        raise _damaged()
    return key


def _check_district(key: KeyFile, desa: str) -> None:
    if key.kode.count(".") != 1:
        raise Problem("KUNCI_BUKAN_DPMD", f"Ini kunci {key.nama}, bukan kunci DPMD.", TIDAK_BERUBAH,
                      "Pilih file JK-….json dari DPMD kabupaten Anda.")
    if not desa.startswith(key.kode + "."):
        raise Problem("KUNCI_KABUPATEN_LAIN", f"Ini kunci {key.nama} (kode {key.kode}), bukan kabupaten desa ini.",
                      TIDAK_BERUBAH, "Pilih file JK-….json dari DPMD kabupaten Anda.")


def _damaged() -> Problem:
    return Problem("KUNCI_FILE_RUSAK", "File kunci ini rusak atau pernah diubah.", TIDAK_BERUBAH,
                   "Salin ulang dari asalnya, atau minta yang baru dari DPMD.")


def _no_key(what: str) -> Problem:
    return Problem("KUNCI_BUKAN_KUNCI", f"Ini bukan file kunci, melainkan {what}.", TIDAK_BERUBAH,
                   "Pilih file JK-….json dari DPMD.")
