"""The village's package (kind ``setoran``): from plain rows to a sealed file, and back to see that it is whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import jamsos_desktop
from jamsos_desktop.exchange.canon import canonical_bytes, ndjson
from jamsos_desktop.exchange.envelope import Envelope, kode_periksa, open_envelope, seal_envelope
from jamsos_desktop.exchange.files import write_whole
from jamsos_desktop.exchange.keys import DeskKeys, KeyFile
from jamsos_desktop.model.plain import plain
from jamsos_desktop.model.records import Peserta, Unit

SCHEMA = 1  # grows when a table or key is added; a key never changes its meaning
NEVER_TRAVELS = ("mentah",)  # what did not parse is the village's own unfinished business

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetoranData:
    """What a setoran carries, gathered by the desk.

    ``people``: one row per person by field key, with ``keluarga``, ``berkas``, ``persetujuan`` nested,
    ``permohonan`` and what else hangs on it (``person_row`` makes one from a record).
    ``hapus``: {uid, revisi} of people deleted. ``sotk``: one row per seat, {id, urut, kolom,
    jabatan, label, dusun, uid | nama, keadaan, mulai, sampai, sk_nomor, sk_tanggal, dari}.
    ``sisa``: the backlog without identity, {kelompok, status, jumlah} and {kelompok, berkas, belum}.
    ``map``: one row per step of the map desa, {jalur, langkah, keadaan, tanggal}; ``bayar``: one row per bill of the
    village, without people. ``riwayat``: number and hash of the last history entry. ``base``: last seq a reply
    confirmed (0: none). ``prev``: SHA-256 of the previous manifest, "" for the first package. ``menggantikan``: the
    device this one took over from, "" when none did.
    """

    unit: Unit
    seq: int
    base: int
    prev: str
    device: str
    riwayat: tuple[int, str]
    isi: Literal["delta", "penuh"] = "delta"
    people: Sequence[Row] = ()
    hapus: Sequence[Row] = ()
    sotk: Sequence[Row] = ()
    sisa: Sequence[Row] = ()
    map: Sequence[Row] = ()
    bayar: Sequence[Row] = ()
    berkas_desa: Mapping[str, str] = field(default_factory=dict)
    menggantikan: str = ""


@dataclass(frozen=True, slots=True)
class Built:
    """A sealed setoran, still in memory, and what the receipt says of it.

    ``counts``: lines per table. ``asked``: people per permohonan (daftar, ubah, ...).
    """

    data: bytes
    manifest: bytes
    manifest_sha: str
    kode_periksa: str
    file_name: str
    seq: int
    base: int
    isi: str
    created: str
    counts: dict[str, int]
    asked: dict[str, int]


def person_row(person: Peserta, **more: Any) -> dict[str, Any]:
    """A person as they travel: by field key, empty values left out; ``more`` adds e.g. iuran, cetakan."""
    row = {key: value for key, value in plain(person).items() if key not in NEVER_TRAVELS}
    filled: dict[str, Any] = _filled({**row, **more})
    return filled


def build_setoran(data: SetoranData, keys: DeskKeys, recipient: KeyFile, created: datetime) -> Built:
    """Seal a setoran for ``recipient``; the same input gives the same manifest, and so the same kode periksa.

    Raises ValueError when a row has no uid or two share one (a fault of the caller).
    """
    tables = {"desa": [_office_row(data)], "peserta": _by_uid(data.people), "hapus": _by_uid(data.hapus),
              "sotk": sorted(map(_filled, data.sotk), key=canonical_bytes)}
    counts = {name: len(rows) for name, rows in tables.items()}
    stamp = created.isoformat(timespec="seconds")
    fields = {"kind": "setoran", "isi": data.isi, "schema": SCHEMA, "app": jamsos_desktop.__version__,
              "sender": data.unit.kode, "recipient": recipient.kode, "device": data.device, "seq": data.seq,
              "base": data.base, "prev": data.prev, "created": stamp, "counts": counts,
              "riwayat": {"n": data.riwayat[0], "hash": data.riwayat[1]},
              **({"menggantikan": data.menggantikan} if data.menggantikan else {})}
    files = {f"data/{name}.ndjson": ndjson(rows) for name, rows in tables.items()}
    sealed = seal_envelope(fields, files, keys, recipient.age)
    asked = dict(Counter(str(row.get("permohonan", "daftar")) for row in data.people))
    return Built(sealed.data, sealed.manifest, sealed.sha, kode_periksa(sealed.sha),
                 setoran_name(data.unit.kode, data.seq), data.seq, data.base, data.isi, stamp, counts, asked)


def setoran_name(kode: str, seq: int) -> str:
    """JD-7402112017-0005.jdx."""
    return f"JD-{kode.replace('.', '')}-{seq:04}.jdx"


def verify_own(source: bytes | Path, keys: DeskKeys) -> Envelope:
    """Reopen one's own package and check every byte, as the addressee will. Problems: see ``open_envelope``."""
    return open_envelope(source, keys.identity, keys.public.sign_bytes)


def write_package(built: Built, folder: Path) -> Path:
    """Write the package whole or not at all and read it back; returns its path. Problems: see ``files.py``."""
    return write_whole(built.data, folder / built.file_name)


def _office_row(data: SetoranData) -> dict[str, Any]:
    """The village profile (without its crest, which is large), its papers and its backlog."""
    profile = {key: value for key, value in plain(data.unit).items() if key != "lambang"}
    backlog = sorted(map(dict, data.sisa), key=canonical_bytes)
    row: dict[str, Any] = _filled({"uid": data.unit.kode, "profil": profile, "berkas": dict(data.berkas_desa),
                                   "sisa": backlog, "map": list(map(dict, data.map)),
                                   "bayar": sorted(map(dict, data.bayar), key=canonical_bytes)})
    return row


def _by_uid(rows: Iterable[Row]) -> list[dict[str, Any]]:
    filled = sorted((_filled(row) for row in rows), key=lambda row: str(row.get("uid", "")))
    uids = {row.get("uid") for row in filled}
    if None in uids or len(uids) != len(filled):
        raise ValueError("every row of a package needs a uid of its own")
    return filled


def _filled(value: Any) -> Any:
    """Plain values without empty ones; an absent key is an empty value. Zero is a value."""
    if isinstance(value, Mapping):
        kept = ((key, _filled(item)) for key, item in value.items())
        return {key: item for key, item in kept if item is not None and item is not False and item not in ("", [], {})}
    if isinstance(value, list | tuple):
        return [_filled(item) for item in value]
    return value
