"""A package read and checked to the last row, before anything of it is written: every refusal happens here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import msgspec

from jamsos_desktop.exchange import age
from jamsos_desktop.exchange.canon import sha256
from jamsos_desktop.exchange.envelope import Envelope, Manifest, open_envelope
from jamsos_desktop.exchange.keys import PublicKeys
from jamsos_desktop.hub.entries import BadRow, entry_of
from jamsos_desktop.hub.merge import Stone
from jamsos_desktop.hub.records import Entry
from jamsos_desktop.hub.road import Step
from jamsos_desktop.model.records import Peserta
from jamsos_desktop.policy import Policy
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

KINDS = {"balasan": "balasan untuk desa", "ketentuan": "file ketentuan"}
TABLES = ("desa", "peserta", "hapus", "sotk")
_PERSON_KEYS = frozenset(f.name for f in fields(Peserta)) | {"iuran", "cetakan", "bayar"}
_MANIFEST_KEYS = frozenset(f.name for f in msgspec.structs.fields(Manifest)) | {"menggantikan"}
_MOST_NUMBER = 2 ** 31
_MOST_SEN = 2 ** 53
_LONGEST_NAME = 64  # of a uid, a laptop, a digest
_MOST_PEOPLE = 50_000  # of one package; the largest village has a tenth of it
_ROW = msgspec.json.Decoder(dict[str, Any])


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package whose every byte and row was checked.

    ``lines``: ``data/peserta.ndjson`` line by line, beside ``entries``; ``stream``: the same deflated as it lay in
    the zip, or None. ``ended``: uids who leave. ``asing``: keys and tables this version does not know.
    ``attachments``: file name -> bytes.
    """

    nama_berkas: str
    sealed: bytes
    manifest: Manifest
    sha: str
    kode_periksa: str
    keys: PublicKeys
    step: Step
    menggantikan: str
    lines: tuple[bytes, ...]
    stream: bytes | None
    entries: tuple[Entry, ...]
    ended: frozenset[str]
    stones: tuple[Stone, ...]
    office: Mapping[str, Any]
    sotk: tuple[Mapping[str, Any], ...]
    asing: int
    attachments: Mapping[str, bytes]

    @property
    def uids(self) -> list[str]:
        """Everybody the package speaks of."""
        return [*(entry.uid for entry in self.entries), *(stone.uid for stone in self.stones)]


def read_parcel(sealed: bytes, name: str, identity: str, me: str, policy: Policy, today: date) -> Parcel:
    """Open and check a setoran for the district ``me``; the key inside it is used, who it belongs to is judged later.

    Problems: those of ``open_envelope``, KIRIMAN_JENIS_LAIN, PAKET_BUKAN_UNTUK_ANDA, KIRIMAN_BARIS_SALAH.
    """
    envelope = open_envelope(sealed, identity)
    manifest = envelope.manifest
    _check_address(manifest, me)
    content, stream = envelope.packed("peserta")
    lines = content.splitlines()
    if len(lines) > _MOST_PEOPLE:
        raise bad_row(f"berisi {len(lines)} orang, paling banyak {_MOST_PEOPLE}")
    people, strange = _people(lines, policy, today)
    office, sotk, stones = _office(envelope), tuple(envelope.rows("sotk")), _stones(envelope)
    uids = {entry.uid for entry, _ in people}
    if len(uids) != len(people) or len(lines) != content.count(b"\n") or any(s.uid in uids for s in stones):
        raise bad_row("satu orang tertulis dua kali")
    raw = _whole_manifest(envelope)
    strange |= (raw.keys() - _MANIFEST_KEYS) | _strange_tables(manifest)
    retired, keys = manifest.menggantikan, envelope.sender_keys
    step = Step(manifest.seq, envelope.sha, manifest.prev, manifest.base, manifest.isi == "penuh", manifest.device,
                keys.fingerprint)
    return Parcel(name, sealed, manifest, envelope.sha, envelope.kode_periksa, keys, step,
                  retired if retired != manifest.device else "",
                  tuple(lines), stream, tuple(entry for entry, _ in people),
                  frozenset(entry.uid for entry, ends in people if ends), stones, office, sotk, len(strange),
                  _attachments(envelope))


def bad_row(what: str) -> Problem:
    """A package that no honest desk makes: refused whole."""
    return Problem("KIRIMAN_BARIS_SALAH", f"Kiriman ini ditolak: {what}.", TIDAK_BERUBAH,
                   "Minta desa membuat kiriman baru dengan Jamsos Desa versi terbaru.")


def _check_address(manifest: Manifest, me: str) -> None:
    if manifest.kind != "setoran":
        what = KINDS.get(manifest.kind, "file jenis lain")
        raise Problem("KIRIMAN_JENIS_LAIN", f"Kiriman ini {what}, bukan kiriman dari desa.", TIDAK_BERUBAH,
                      "Pilih file JD-….jdx dari desa.")
    if manifest.recipient != me:
        raise Problem("PAKET_BUKAN_UNTUK_ANDA", f"Kiriman ini untuk DPMD lain (kode {manifest.recipient[:20]}).",
                      TIDAK_BERUBAH, "Serahkan kepada penerimanya.")
    numbers = (manifest.seq, manifest.base, manifest.riwayat.n)
    names = (manifest.device, manifest.menggantikan, manifest.prev, manifest.riwayat.hash, manifest.created)
    if manifest.seq < 1 or manifest.base >= manifest.seq or max(numbers) >= _MOST_NUMBER or not manifest.device \
            or max(map(len, names)) > _LONGEST_NAME:
        raise bad_row("nomornya tidak wajar")
    if not age.is_public(manifest.sender_keys.age):
        raise bad_row("kuncinya tidak wajar, tidak ada yang bisa dibalas")
    try:
        datetime.fromisoformat(manifest.created)
    except ValueError as cause:
        raise bad_row("tanggalnya tidak wajar") from cause


def _people(lines: Iterable[bytes], policy: Policy, today: date) -> tuple[list[tuple[Entry, bool]], set[str]]:
    """(entry, whether they leave) of each line, and the keys nobody knows here."""
    found, strange = [], set[str]()
    for nth, line in enumerate(lines, 1):
        try:
            row = _ROW.decode(line)
            entry = entry_of(row, policy, today)
        except BadRow as cause:
            raise bad_row(f"baris orang ke-{nth} tidak wajar") from cause
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
            raise bad_row(f"baris orang ke-{nth} tidak terbaca") from cause
        _check_numbers(entry, nth)
        found.append((entry, entry.permohonan == "berhenti" or bool(row.get("keluar_tanggal"))))
        strange |= row.keys() - _PERSON_KEYS
    return found, strange


def _whole_manifest(envelope: Envelope) -> dict[str, Any]:
    """With the keys nobody knows here, whose values were passed over so far."""
    try:
        return msgspec.json.decode(envelope.raw, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as cause:
        raise bad_row("daftar isinya tidak terbaca") from cause


def _check_numbers(entry: Entry, nth: int) -> None:
    if entry.revisi >= _MOST_NUMBER or len(entry.uid) > _LONGEST_NAME:
        raise bad_row(f"baris orang ke-{nth} tidak wajar")


def _stones(envelope: Envelope) -> tuple[Stone, ...]:
    found = []
    for row in envelope.rows("hapus"):
        uid, revisi = row.get("uid"), row.get("revisi")
        if not (isinstance(uid, str) and 0 < len(uid) <= _LONGEST_NAME and isinstance(revisi, int)
                and 0 <= revisi < _MOST_NUMBER):
            raise bad_row("baris hapus tidak wajar")
        found.append(Stone(uid, revisi, row.get("musnah") is True))
    if len({stone.uid for stone in found}) != len(found):
        raise bad_row("satu orang dihapus dua kali")
    return tuple(found)


def _office(envelope: Envelope) -> Mapping[str, Any]:
    rows = list(envelope.rows("desa"))
    if len(rows) > 1 or any(row.get("uid") != envelope.manifest.sender for row in rows):
        raise bad_row("profil desanya milik desa lain")
    office = rows[0] if rows else {}
    shapes = {"profil": dict, "berkas": dict, "sisa": list, "map": list, "bayar": list}
    if any(not isinstance(office.get(key, shape()), shape) for key, shape in shapes.items()) \
            or not all(map(_is_count, office.get("sisa", ()))) or not _is_profile(office.get("profil", {})) \
            or not all(map(_is_step, office.get("map", ()))) or not all(map(_is_bill, office.get("bayar", ()))):
        raise bad_row("profil desanya tidak wajar")
    return office


def _is_count(one: Any) -> bool:
    """A line of the backlog: how many people of a group the village holds back."""
    return isinstance(one, dict) and isinstance(one.get("kelompok", ""), str) \
        and type(one.get("jumlah", 0)) is int and 0 <= one.get("jumlah", 0) < _MOST_NUMBER


def _is_step(one: Any) -> bool:
    """A step of the map desa: short texts only."""
    return isinstance(one, dict) and all(isinstance(value, str) and len(value) <= _LONGEST_NAME
                                         for value in one.values())


def _is_bill(one: Any) -> bool:
    """A bill of the village: counts that are no nonsense, short texts."""
    return isinstance(one, dict) and all(
        0 <= value < _MOST_SEN if type(value) is int else isinstance(value, str) and len(value) <= _LONGEST_NAME
        for value in one.values())


def _is_profile(profile: Mapping[str, Any]) -> bool:
    """Whether whom to call can be read from it: the phone, and officials by name."""
    officials = profile.get("pejabat", [])
    return isinstance(profile.get("telepon", ""), str) and isinstance(officials, list) and all(
        isinstance(one, dict) and all(isinstance(value, str) for value in one.values()) for one in officials)


def _strange_tables(manifest: Manifest) -> set[str]:
    tables = {entry.path for entry in manifest.files if entry.path.startswith("data/")}
    return tables - {f"data/{table}.ndjson" for table in TABLES}


def _attachments(envelope: Envelope) -> dict[str, bytes]:
    found = {}
    for entry in envelope.manifest.files:
        if entry.path.startswith("lampiran/"):
            name = entry.path.removeprefix("lampiran/")
            if sha256(data := envelope.read(entry.path)) != name.partition(".")[0]:
                raise bad_row("nama scan tidak sesuai isinya")
            found[name] = data
    return found
