"""The district's answer (kind ``balasan``): what it holds of a village, a verdict per person, bills, messages.

Every reply tells the full state of everybody, so that a lost one is made good by the next. Format: docs/paket.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

import msgspec

import jamsos_desktop
from jamsos_desktop.exchange import age
from jamsos_desktop.exchange.canon import ndjson
from jamsos_desktop.exchange.envelope import Envelope, kode_periksa, open_envelope, seal_envelope
from jamsos_desktop.exchange.keys import DeskKeys, KeyFile, PublicKeys
from jamsos_desktop.problems import TIDAK_BERUBAH, Problem

SCHEMA = 1  # grows when a table or key is added; a key never changes its meaning
KIND = "balasan"
_MOST_NUMBER = 2 ** 31

Row = Mapping[str, Any]
T = TypeVar("T")
_Uid = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
_Text = Annotated[str, msgspec.Meta(max_length=2000)]
_Code = Annotated[str, msgspec.Meta(max_length=60)]
_Count = Annotated[int, msgspec.Meta(ge=0, lt=_MOST_NUMBER)]
_Sen = Annotated[int, msgspec.Meta(ge=0, lt=2 ** 53)]
Putusan = Literal["diterima", "ditolak", "di_bpjs", "menunggu_bayar", "aktif", "keluar", "diperiksa"]


class Receipt(msgspec.Struct, frozen=True):
    """The newest package the district holds: its number and the SHA-256 of its manifest."""

    seq: _Count
    sha: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]


class Head(msgspec.Struct, frozen=True):
    """``data/balasan.ndjson``. ``tertinggi``: greatest number ever received from the village, under any key.

    ``penandatangan``: who made the reply. ``minta_penuh``: the next package must hold everybody.
    """

    diterima: Receipt
    untuk_seq: _Count
    penandatangan: _Text
    dibuat: date
    tertinggi: _Count = 0
    minta_penuh: bool = False


class Verdict(msgspec.Struct, frozen=True):
    """``data/putusan.ndjson``: what became of one person, about the ``revisi`` the district holds.

    ``label``, ``teks``, ``cara``, ``kolom``, ``oleh``, ``tindakan``: of a refusal or an end (policy, ``alasan``);
    ``tanggal``: when it was decided. ``kpj`` only where the village is to have it.
    """

    uid: _Uid
    revisi: _Count
    putusan: Putusan
    alasan: _Code = ""
    label: _Text = ""
    teks: _Text = ""
    cara: _Text = ""
    kolom: tuple[_Code, ...] = ()
    oleh: Literal["", "dpmd", "bpjs"] = ""
    tindakan: Literal["", "perbaiki", "ganti_orang", "keluarkan", "tanya"] = ""
    tanggal: date | None = None
    kpj: _Code = ""
    aktif_dari: date | None = None
    aktif_sampai: date | None = None
    kode_bayar: _Code = ""
    jatuh_tempo: date | None = None
    dibayar: date | None = None


class BillLine(msgspec.Struct, frozen=True):
    """``data/tagihan.ndjson``: a bill, or the village's share of one. ``masa``: what it pays for, in words."""

    kode_bayar: _Code
    jumlah_sen: _Sen = 0
    jatuh_tempo: date | None = None
    masa: _Text = ""
    orang: _Count = 0
    dibayar: date | None = None


class _Office(msgspec.Struct, frozen=True):
    """``data/desa.ndjson`` of a full reply: whatever hangs on its parts is judged where it is used."""

    berkas: dict[str, str] = {}
    profil: dict[str, Any] = {}


class Note(msgspec.Struct, frozen=True):
    """``data/pesan.ndjson``: a message; ``id`` tells it from those of other replies."""

    id: _Count
    tanggal: date
    teks: _Text


class ReplyRows(NamedTuple):
    """What a reply carries, as plain rows without empty values. ``head``: keys of ``Head``; ``peserta`` and
    ``desa``: only in a full reply, as the village sent them."""

    head: Row
    putusan: Sequence[Row]
    tagihan: Sequence[Row] = ()
    pesan: Sequence[Row] = ()
    peserta: Sequence[Row] = ()
    desa: Sequence[Row] = ()


class Address(NamedTuple):
    """From which desk to whom: kode of the district, its laptop and history head; kode and keys of the village."""

    sender: str
    device: str
    riwayat: tuple[int, str]
    recipient: str
    keys: PublicKeys


@dataclass(frozen=True, slots=True)
class BuiltReply:
    """A sealed reply, still in memory."""

    data: bytes
    sha: str
    kode_periksa: str
    file_name: str
    created: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply whose every byte and row was checked. ``peserta`` and ``desa``: rows as the village sent them."""

    no: int
    sha: str
    kode_periksa: str
    isi: str
    head: Head
    putusan: tuple[Verdict, ...]
    tagihan: tuple[BillLine, ...]
    pesan: tuple[Note, ...]
    peserta: tuple[dict[str, Any], ...]
    desa: dict[str, Any]


class Expected(NamedTuple):
    """Who reads: the village's kode and name, its age key, and DPMD's key as it is known here."""

    kode: str
    nama: str
    identity: str
    dpmd: KeyFile


def reply_name(kode: str, no: int) -> str:
    """JB-7402112017-0003.jdx."""
    return f"JB-{kode.replace('.', '')}-{no:04}.jdx"


def build_reply(rows: ReplyRows, no: int, prev: str, address: Address, keys: DeskKeys, created: datetime) -> BuiltReply:
    """Seal a reply for a village's registered key and for the district itself. ``prev``: SHA of the reply before."""
    full = bool(rows.desa)
    tables = {"balasan": [rows.head], "putusan": _by_uid(rows.putusan), "tagihan": rows.tagihan, "pesan": rows.pesan}
    if full:
        tables |= {"peserta": _by_uid(rows.peserta), "desa": rows.desa}
    stamp = created.isoformat(timespec="seconds")
    fields = {"kind": KIND, "isi": "penuh" if full else "delta", "schema": SCHEMA, "app": jamsos_desktop.__version__,
              "sender": address.sender, "recipient": address.recipient, "device": address.device, "seq": no, "base": 0,
              "prev": prev, "created": stamp, "counts": {name: len(lines) for name, lines in tables.items()},
              "riwayat": {"n": address.riwayat[0], "hash": address.riwayat[1]}}
    files = {f"data/{name}.ndjson": ndjson(lines) for name, lines in tables.items()}
    sealed = seal_envelope(fields, files, keys, address.keys.age)
    return BuiltReply(sealed.data, sealed.sha, kode_periksa(sealed.sha), reply_name(address.recipient, no), stamp)


def _by_uid(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row["uid"]))


def read_reply(path: Path, expected: Expected) -> Reply:
    """Read and check a reply completely; nothing is written.

    Problems: those of ``open_envelope``, BALASAN_DESA_LAIN, BALASAN_BUKAN_BALASAN, BALASAN_BUKAN_DPMD.
    """
    try:
        envelope = open_envelope(path, expected.identity)
    except Problem as problem:
        raise _told(problem, path, expected) from problem
    # The signature was checked with the key inside; the key itself must be the one known here.
    manifest, signed = envelope.manifest, envelope.manifest.sender_keys.sign == expected.dpmd.sign
    if manifest.kind != KIND:
        raise _no_reply("kiriman desa" if manifest.kind == "setoran" else "file jenis lain")
    if not signed or manifest.sender != expected.dpmd.kode:
        raise _not_dpmd(expected.dpmd)
    if manifest.recipient != expected.kode:
        raise _other_village(path, expected)
    return _reply_of(envelope)


def own_reply(source: Path, keys: DeskKeys) -> Reply:
    """Reopen a reply just made, as its village will."""
    return _reply_of(open_envelope(source, keys.identity, keys.public.sign_bytes))


def _reply_of(envelope: Envelope) -> Reply:
    manifest = envelope.manifest
    heads, offices = _table(envelope, "balasan", Head), list(envelope.rows("desa"))
    _table(envelope, "desa", _Office)
    verdicts = _table(envelope, "putusan", Verdict)
    if len(heads) != 1 or len(offices) > 1 or not 1 <= manifest.seq < _MOST_NUMBER \
            or manifest.isi not in ("delta", "penuh"):
        raise age.damaged("keterangan balasan tidak wajar")
    if len({verdict.uid for verdict in verdicts}) != len(verdicts):
        raise age.damaged("satu orang dijawab dua kali")
    return Reply(manifest.seq, envelope.sha, envelope.kode_periksa, manifest.isi, heads[0], verdicts,
                 _table(envelope, "tagihan", BillLine), _table(envelope, "pesan", Note),
                 tuple(envelope.rows("peserta")), offices[0] if offices else {})


def _table(envelope: Envelope, table: str, kind: type[T]) -> tuple[T, ...]:
    found = []
    for nth, row in enumerate(envelope.rows(table), 1):
        try:
            found.append(msgspec.convert(row, kind))
        except msgspec.ValidationError as cause:
            raise age.damaged(f"{table} baris {nth} tidak wajar") from cause
    return tuple(found)


def kode_of_name(path: Path) -> str:
    """The code of the unit in a reply's name without its dots ("7402112017"), "" when it has another name."""
    parts = path.name.split("-")
    named = len(parts) == 3 and parts[0] == "JB" and parts[1].isalnum() and parts[1][:4].isdigit()
    return parts[1] if named else ""


def _told(problem: Problem, path: Path, expected: Expected) -> Problem:
    """The Problem of the envelope in words about a reply, where there are better ones."""
    if problem.kode == "PAKET_BUKAN_UNTUK_ANDA":
        named = kode_of_name(path)
        if path.name.startswith("JD-"):
            return _no_reply("kiriman desa")
        if named and named != expected.kode.replace(".", ""):
            return _other_village(path, expected)
    if problem.kode == "PAKET_BUKAN_KIRIMAN":
        return _no_reply(problem.apa.rpartition("melainkan ")[2].rstrip(".") or "file jenis lain")
    return _not_dpmd(expected.dpmd) if problem.kode == "PAKET_TANDA_TANGAN" else problem


def _other_village(path: Path, expected: Expected) -> Problem:
    return Problem("BALASAN_DESA_LAIN", f"Balasan ini bukan untuk {expected.nama}.",
                   f"{path.name}, menurut nama berkas, untuk desa lain. {TIDAK_BERUBAH}",
                   f"Cari nama berawalan JB-{expected.kode.replace('.', '')} di flashdisk, "
                   "atau minta DPMD menyalin ulang.")


def _not_dpmd(dpmd: KeyFile) -> Problem:
    return Problem("BALASAN_BUKAN_DPMD", f"Tanda tangan bukan dari {dpmd.nama}. Tidak diproses.", TIDAK_BERUBAH,
                   "Ambil balasan langsung dari DPMD. Bila kunci DPMD diganti, ambil dulu kuncinya.")


def _no_reply(what: str) -> Problem:
    return Problem("BALASAN_BUKAN_BALASAN", f"Ini bukan balasan DPMD, melainkan {what}.", TIDAK_BERUBAH,
                   "Pilih file JB-….jdx dari DPMD.")
